//! Errors of what is read from a folder and its repository: change files, commits, staged files, git itself.

use std::fs;
use std::path::Path;

use dateline::apply::{EvidenceError, Freshness, SavedPlan, Site, changes_since, evidence, freshness};
use dateline::check::{CheckedTree, read_product};
use dateline::pending::{ChangeFile, Packages};
use dateline::product::Product;
use dateline::system::git::Git;

use super::repository::{CHAIN, Repository};
use super::table::Table;

/// A lead with a surface, of which 1.0 was released.
const CORE: &str = "product.name = 'Chain'\n[components.core]\nlead = true\nversion = '1.0'\nsurfaces.sdk = { version = 1 }\n";

pub(crate) fn add(table: &mut Table<'_>) {
    change_files(table);
    histories(table);
    commits(table);
    staged(table);
    table.add("the saved plan `{}`", &SavedPlan::from_json("{}").unwrap_err());
    stale_plans(table);
}

fn stale_plans(table: &mut Table<'_>) {
    let now = |version: &str, title: &str| CHAIN.replace("1.0", version).replacen("Chain Core", title, 1);
    for (input, product, keeps_reviewed) in [
        ("a saved plan that is refused by now", now("1.0.20161102", "Chain Core"), true),
        ("a saved plan of another line", now("1.1", "Chain Core"), true),
        ("a saved plan of a file that was changed since", now("1.0", "Core"), true),
        ("the output of plan --format json", CHAIN.to_owned(), false),
    ] {
        let repository = Repository::new(CHAIN);
        repository.expect(0, &["plan", "fix:core", "--out", ".git/plan.json"]);
        let mut saved = SavedPlan::from_json(&repository.read(".git/plan.json")).unwrap();
        saved.reviewed = saved.reviewed.filter(|_| keeps_reviewed);
        repository.write("product.toml", &product);
        let site = Site::find(&repository.path().join("product.toml")).unwrap();
        let freshness = freshness(&site, &Product::from_toml(&product).unwrap(), &product, &saved);
        let Freshness::Stale(error) = freshness.unwrap() else { panic!("{input}: it is not stale") };
        table.add(input, &error);
    }
}

fn add_all(table: &mut Table<'_>, input: &str, error: &EvidenceError) {
    table.add(input, error);
    error.0.iter().for_each(|error| table.add(input, error));
}

fn change_files(table: &mut Table<'_>) {
    let product = Product::from_toml(CORE).unwrap();
    let texts = [
        "---\ncore: big\n---\n",
        "---\ncore: dev\n---\n",
        "---\ncroe: fix\n---\n",
        "---\ncore.web: fix\n---\n",
        "Core is faster.\n",
        "---\ncore\n---\n",
        "---\ncore: fix\ncore: feature\n---\n",
    ];
    for text in texts {
        let errors = ChangeFile::read("changes/a.md", text, &product, &Packages::new()).unwrap_err();
        for error in &errors {
            table.add(&format!("the change file `{text}`"), error);
        }
    }
    let product = Product::from_toml(&CORE.replace("version = '1.0'\n", "")).unwrap();
    let sync = ChangeFile::read("changes/a.md", "---\ncore: sync\n---\n", &product, &Packages::new());
    table.add("the change file `---\ncore: sync\n---\n` before the first release", &sync.unwrap_err()[0]);
}

fn refused(repository: &Repository) -> EvidenceError {
    let product = Product::from_toml(&repository.product()).unwrap();
    evidence(repository.path(), "product.toml", &product, None).unwrap_err()
}

fn histories(table: &mut Table<'_>) {
    let repository = Repository::with(CORE, &[("changes/a.md", "")]);
    repository.write("changes/a.md", b"---\xff");
    add_all(table, "a change file that is not UTF-8", &refused(&repository));
    for (input, keys) in [
        ("paths = [\"sdk/[z-a]\"]", "paths = ['sdk/[z-a]']\n"),
        ("paths = [\"sdk\"] without that folder", "paths = ['sdk']\n"),
    ] {
        let repository = Repository::new(&CORE.replace("surfaces", &format!("{keys}surfaces")));
        add_all(table, input, &refused(&repository));
    }
    let repository = Repository::new(CORE);
    let product = Product::from_toml(CORE).unwrap();
    let error = changes_since(repository.path(), &product, "origin/mian").unwrap_err();
    add_all(table, "check --base origin/mian", &error);
    repository.git(&["commit", "--quiet", "--allow-empty", "--message=On"]);
    let shallow = tempfile::tempdir().unwrap();
    let url = format!("file://{}", repository.path().display());
    repository.git(&["clone", "--quiet", "--depth=1", &url, shallow.path().to_str().unwrap()]);
    let error = evidence(shallow.path(), "product.toml", &product, None).unwrap_err();
    add_all(table, "a shallow clone without the tag core-v1.0", &error);
    repository.git(&["checkout", "--quiet", "--orphan", "other"]);
    repository.git(&["commit", "--quiet", "--message=Other"]);
    repository.git(&["tag", "core-v1.0", "main"]);
    add_all(table, "the tag core-v1.0 on a branch that was not merged", &refused(&repository));
    let repository = Repository::new(CORE);
    repository.write("product.toml", CORE.replace("1.0", "1.1"));
    add_all(table, "version = \"1.1\" without a tag, and not committed", &refused(&repository));
    repository.git(&["commit", "--quiet", "--all", "--message=Set 1.1"]);
    let objects = repository.path().join(".git/objects");
    fs::remove_dir_all(&objects).unwrap();
    fs::create_dir(&objects).unwrap();
    add_all(table, "a repository that lost its objects", &refused(&repository));
}

fn commits(table: &mut Table<'_>) {
    let repository = Repository::new(CORE);
    let error = Git::new(repository.path()).line(&["rev-parse", "--verify", "none"]).unwrap_err();
    table.add("git rev-parse --verify none", &error);
    let error = Git::new(repository.path()).line(&["log\0"]).unwrap_err();
    table.add("an argument of git with a NUL in it", &error);
    // Whether a tag belongs to another branch is only known to the program.
    repository.git(&["checkout", "--quiet", "-b", "side"]);
    repository.git(&["commit", "--quiet", "--allow-empty", "--message=On"]);
    repository.git(&["tag", "core-v1.0"]);
    repository.git(&["checkout", "--quiet", "main"]);
    let said = repository.run(&["import", "--dry-run", "--format", "json"]);
    let said: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    let unread = &said["not_understood"][0];
    let (code, message) = (unread["code"].as_str().unwrap(), unread["message"].as_str().unwrap());
    assert_eq!(code, "elsewhere");
    table.take(
        "history::Unread::Elsewhere",
        "import where core-v1.0 is on another branch",
        code,
        message,
        &[],
    );
}

fn staged(table: &mut Table<'_>) {
    let mut add = |input: &str, folder: &Path, source: &CheckedTree<'_>, name: &str| {
        table.enter(folder);
        table.add(input, &read_product(source, name).unwrap_err());
    };
    let alone = Repository::without_git(CORE);
    add(
        "check --staged outside of git",
        alone.path(),
        &CheckedTree::Index(alone.path(), None),
        "product.toml",
    );
    add(
        "check of a product file that is missing",
        alone.path(),
        &CheckedTree::WorkTree(alone.path()),
        "none.toml",
    );
    alone.write("latin.toml", b"\xe4");
    add(
        "check of a product file in Latin-1",
        alone.path(),
        &CheckedTree::WorkTree(alone.path()),
        "latin.toml",
    );
    let repository = Repository::new(CORE);
    let index = || CheckedTree::Index(repository.path(), None);
    add("check --staged of a file that was never added", repository.path(), &index(), "other.toml");
    repository.write(".git/index", "damaged");
    add("check --staged with a damaged index", repository.path(), &index(), "product.toml");
}
