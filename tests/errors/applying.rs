//! What `apply`, `recover` and `undo` refuse: the cases of `tests/bad_inputs` again, but within this process, where the
//! type of the error can be seen.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::time::Duration;

use dateline::apply::{ApplyError, How, Options, Site, last, missing_tags, prepare, recover};
use dateline::plan::plan;
use dateline::product::Product;

use super::cases;
use super::repository::{CHAIN, Repository};
use super::table::Table;
use super::world::World;

pub(crate) fn add(table: &mut Table<'_>) {
    let mut seen = BTreeSet::new();
    for (topic, case) in cases::all().filter(|(topic, _)| *topic == "repositories") {
        let words: Vec<&str> =
            case.arguments.iter().map(|argument| std::str::from_utf8(argument).unwrap()).collect();
        let is_attempt = matches!(words[0], "apply" | "undo" | "recover") && words.contains(&"--yes");
        let causes = [case.answer.parts.clone(), vec![case.answer.code.clone()]];
        if !is_attempt || !World::can_be_made(&case) || !seen.insert(causes) {
            continue;
        }
        let World::Repository { repository, .. } = &World::new(&case, &[]) else { continue };
        if let Err(error) = attempt(repository, &words, |_| {}) {
            add_error(table, repository, &cases::named(topic, &case), &error);
        }
    }
    others(table);
}

/// Takes an error of an apply, with all that is in it.
pub(crate) fn add_error(table: &mut Table<'_>, repository: &Repository, input: &str, error: &ApplyError) {
    table.enter(repository.path());
    table.add(input, error);
    match error {
        ApplyError::Refused(problems) => problems.iter().for_each(|problem| table.add(input, problem)),
        ApplyError::Changed(conflicts) | ApplyError::ChangedMeanwhile(conflicts) => {
            for conflict in conflicts {
                table.add(input, conflict);
            }
        }
        ApplyError::TakenBack(error) | ApplyError::Stopped(error) => {
            add_error(table, repository, input, error);
        }
        _ => {}
    }
}

/// The site of the product file of `repository`, whose git knows who commits.
pub(crate) fn site(repository: &Repository) -> Result<Site, ApplyError> {
    if repository.path().join(".git/HEAD").exists() {
        let is_set = repository
            .command("git")
            .args(["config", "user.useConfigOnly"])
            .output()
            .unwrap()
            .status
            .success();
        for (name, value) in [("user.name", "Ann"), ("user.email", "ann@example.org")] {
            if !is_set {
                repository.git(&["config", name, value]);
            }
        }
    }
    Site::find(&repository.path().join("product.toml"))
}

/// Does what the arguments of the program ask for, at a site that `change` has prepared.
pub(crate) fn attempt(
    repository: &Repository,
    words: &[&str],
    change: impl FnOnce(&mut Site),
) -> Result<(), ApplyError> {
    let mut site = site(repository)?;
    change(&mut site);
    let has = |flag: &str| words.contains(&flag);
    if words[0] == "recover" {
        return recover(&site, How { abort: has("--abort"), not_pushed: false }).map(drop);
    }
    let guard = site.lock(words[0], Duration::ZERO)?;
    if words[0] == "undo" {
        return last(&site)?.map_or(Ok(()), |undo| undo.perform(&site, &guard));
    }
    let text = repository.product();
    let product = Product::from_toml(&text).unwrap();
    let Some(plan) = cases::request(words).and_then(|request| plan(&product, &request).ok()) else {
        return Ok(());
    };
    let commit = !has("--no-commit");
    let options = Options { commit, tag: commit && !has("--no-tag"), push: has("--push") };
    prepare(&site, &product, &text, &plan, options)?.perform(&site, &guard).map(drop)
}

/// What no case of the program's shows.
fn others(table: &mut Table<'_>) {
    let mut add = |input: &str, repository: &Repository, attempt: Result<(), ApplyError>| {
        add_error(table, repository, input, &attempt.expect_err(input));
    };
    let repository = Repository::without_git(CHAIN);
    let find = |name: &Path| Site::find(&repository.path().join(name)).map(drop);
    add("a product file that is missing", &repository, find(Path::new("none.toml")));
    let name = Path::new(OsStr::from_bytes(b"\xe4.toml"));
    std::fs::write(repository.path().join(name), CHAIN).unwrap();
    add("a product file whose name is not UTF-8", &repository, find(name));
    let product = Product::from_toml(CHAIN).unwrap();
    let tags = |repository: &Repository| missing_tags(&site(repository)?, &product, false).map(drop);
    add("tag outside of git", &repository, tags(&repository));
    let repository = Repository::new(CHAIN);
    repository.git(&["commit", "--quiet", "--allow-empty", "--message=On"]);
    let url = format!("file://{}", repository.path().display());
    repository.git(&["clone", "--quiet", "--depth=1", &url, ".git/clone"]);
    let shallow = Site::find(&repository.path().join(".git/clone/product.toml"));
    add(
        "tag in a shallow clone",
        &repository,
        shallow.and_then(|site| missing_tags(&site, &product, false).map(drop)),
    );

    let repository = Repository::new(CHAIN);
    std::fs::write(repository.path().join(".git/HEAD"), "damaged").unwrap();
    add(
        "a repository with a damaged HEAD",
        &repository,
        Site::find(&repository.path().join("product.toml")).map(drop),
    );

    let long = format!("{}/VERSION", "x".repeat(300));
    let text = format!(
        "product.name = 'x'\ncomponents.core = {{ lead = true, version = '1.0', manifests = [{{ path = '{long}' }}] }}"
    );
    let repository = Repository::without_git(&text);
    add(
        "a manifest in a folder whose name has 300 bytes",
        &repository,
        attempt(&repository, &["apply", "fix:core"], |_| {}),
    );

    let repository = Repository::new(CHAIN);
    let site = site(&repository).unwrap();
    let plan = plan(&product, &cases::request(&["plan", "fix:core"]).unwrap()).unwrap();
    let prepared = || prepare(&site, &product, CHAIN, &plan, Options::default());
    add(
        "a product file without what the plan changes",
        &repository,
        prepare(&site, &product, "", &plan, Options::default()).map(drop),
    );
    let guard = || site.lock("apply", Duration::ZERO).unwrap();
    let waiting = prepared().unwrap();
    repository.git(&["commit", "--quiet", "--allow-empty", "--message=On"]);
    add("a commit while the question waits", &repository, waiting.perform(&site, &guard()).map(drop));
    let waiting = prepared().unwrap();
    repository.write("product.toml", format!("{CHAIN}\n"));
    add(
        "an edit of the product file while the question waits",
        &repository,
        waiting.perform(&site, &guard()).map(drop),
    );

    let repository = Repository::new(CHAIN);
    repository.git(&["config", "user.useConfigOnly", "true"]);
    add("no user.name and no user.email", &repository, attempt(&repository, &["apply", "fix:core"], |_| {}));
}
