//! What tags and history tell: only what is certain is a finding.

use super::product;
use super::repository::Repository;

const NONE: [&str; 0] = [];

fn chain(version: &str) -> String {
    product(&format!("[components.core]\nlead = true\nversion = \"{version}\"\n"))
}

#[test]
fn a_component_that_was_never_tagged_misses_no_tag() {
    let repository = Repository::new(&chain("1.0")).tag("nightly");
    assert_eq!(repository.codes(&[]), NONE);
}

#[test]
fn a_version_that_is_not_committed_yet_misses_no_tag() {
    let repository = Repository::new(&chain("1.0")).tag("core-v1.0").file("product.toml", chain("1.1"));
    assert_eq!(repository.codes(&[]), NONE);
    repository.git(&["add", "."]);
    assert_eq!(repository.codes(&["--staged"]), NONE, "its commit is what will be tagged");
    let repository = repository.committed("Release");
    assert_eq!(repository.codes(&["--staged"]), ["tag-missing"]);
    let repository = repository.tag("core-v1.1");
    assert_eq!(repository.codes(&[]), NONE);
}

#[test]
fn a_series_misses_a_tag_only_where_prereleases_are_tagged() {
    let open = |next: u32| chain("1.0") + &format!("next = \"1.1-next.{next}\"\n");
    let repository = Repository::new(&open(0)).tag("core-v1.0");
    assert_eq!(repository.codes(&[]), NONE);
    let repository = repository.tag("core-v1.1-next.0").file("product.toml", open(1)).committed("Go on");
    assert_eq!(repository.codes(&[]), ["tag-missing"]);
}

#[test]
fn a_tag_in_another_spelling_is_there() {
    let text = chain("1.1").replace("lead = true", "lead = true\ntag-aliases = [\"release/\"]");
    let repository = Repository::new(&text).tag("core-v1.0").tag("release/1.1.0");
    assert_eq!(repository.codes(&["--only", "tag-missing"]), NONE);
}

#[test]
fn a_tag_from_before_the_product_file_or_the_component_tells_nothing() {
    let repository = Repository::without_git(&chain("1.0"));
    repository.git(&["init", "--quiet", "--initial-branch=main"]);
    std::fs::rename(repository.path().join("product.toml"), repository.path().join("later.toml")).unwrap();
    let repository =
        repository.committed("Start").tag("core-v1.0").file("product.toml", chain("1.0")).committed("Plan");
    assert_eq!(repository.codes(&[]), NONE);
    let text = chain("1.0") + "[components.mac]\nversion = \"1.0\"\n";
    let repository = repository.tag("mac-v1.0").file("product.toml", text).committed("Add mac");
    assert_eq!(repository.codes(&[]), NONE);
}

#[test]
fn a_tag_of_another_branch_is_not_ahead() {
    let repository = Repository::new(&chain("1.0")).tag("core-v1.0");
    repository.git(&["switch", "--quiet", "--create", "next"]);
    let repository = repository.file("product.toml", chain("1.1")).committed("Release").tag("core-v1.1");
    assert_eq!(repository.codes(&[]), NONE);
    repository.git(&["switch", "--quiet", "main"]);
    assert_eq!(repository.codes(&[]), NONE);
    repository.git(&["merge", "--quiet", "--strategy=ours", "--no-edit", "next"]);
    assert_eq!(repository.codes(&[]), ["tag-ahead"]);
}

#[test]
fn a_clone_that_is_shallow_and_has_tags_is_judged_by_them() {
    let repository = Repository::new(&chain("1.0")).tag("core-v1.0").committed("More");
    let from = format!("file://{}", repository.path().display());
    repository.git(&["clone", "--quiet", "--depth=1", &from, "clone"]);
    repository.git(&["-C", "clone", "fetch", "--quiet", "--tags", "--depth=1"]);
    assert_eq!(repository.codes(&["-C", "clone"]), NONE);
}

#[test]
fn a_repository_without_a_commit_is_judged_by_its_files() {
    let repository = Repository::without_git(&chain("1.0.99980101"));
    repository.git(&["init", "--quiet"]);
    assert_eq!(repository.codes(&[]), ["build-in-future"]);
    repository.git(&["add", "."]);
    assert_eq!(repository.codes(&["--staged"]), ["build-in-future"]);
}

#[test]
fn a_migration_that_a_release_or_head_has_is_not_touched_again() {
    let text = product(
        "[components.core]\nlead = true\nversion = \"1.2\"\nsurfaces.schema = { version = 1, migrations = \"db\" }\n",
    );
    let repository = Repository::new(&text).file("db/0001_init.sql", "create").committed("Start");
    let untagged = repository.copy().file("db/0001_init.sql", "drop");
    assert_eq!(untagged.codes(&[]), ["migration-edited"], "HEAD has it");
    assert_eq!(untagged.codes(&["--staged"]), NONE, "what is staged is as it was");
    let untagged = untagged.committed("TouchedFile");
    assert_eq!(untagged.codes(&[]), NONE);
    let repository = repository.tag("core-v1.2").file("db/0002_users.sql", "create").committed("More");
    let repository = repository.file("db/0002_users.sql", "alter").file("db/0003_apps.sql", "");
    assert_eq!(repository.codes(&[]), ["migration-edited"], "HEAD has it, though no release does");
    let repository = repository.committed("Mend");
    assert_eq!(repository.codes(&[]), NONE, "mended on purpose");
    std::fs::remove_file(repository.path().join("db/0001_init.sql")).unwrap();
    assert_eq!(repository.codes(&[]), ["migration-edited"], "and no gap for the same reason");
    std::fs::remove_file(repository.path().join("db/0002_users.sql")).unwrap();
    assert_eq!(repository.codes(&[]), ["migration-edited", "migration-edited"]);
}

#[test]
fn one_migration_may_wait_for_the_release_that_counts_it() {
    let text = product(
        "[components.core]\nlead = true\nversion = \"1.2\"\n\
         surfaces.schema = { version = 1, each = \"change\", migrations = \"db\" }\n",
    );
    let repository = Repository::new(&text).file("db/0001_init.sql", "");
    assert_eq!(repository.codes(&[]), NONE);
    let repository = repository.file("db/0002_users.sql", "");
    assert_eq!(repository.codes(&[]), NONE);
    let repository = repository.file("db/0003_apps.sql", "");
    assert_eq!(repository.codes(&[]), ["migration-count"]);
    let repository = repository.file("product.toml", text.replace("version = 1,", "version = 1, next = 2,"));
    assert_eq!(repository.codes(&[]), NONE);
}

#[test]
fn a_break_is_history_when_the_release_after_it_is_tagged() {
    let text = |number: u32, version: &str| {
        product(&format!(
            "[components.engine]\nscheme = \"semver\"\nversion = \"{version}\"\nsurfaces.api = {{ version = {number} }}\n"
        ))
    };
    let repository = Repository::new(&text(1, "0.5.0"))
        .tag("engine-v0.5.0")
        .file("product.toml", text(2, "0.6.0"))
        .file("CHANGELOG.md", "## 0.6.0\n")
        .committed("feat: pages");
    assert_eq!(repository.codes(&["--skip", "tag-missing"]), ["break-not-marked"]);
    assert_eq!(repository.codes(&["--staged", "--skip", "tag-missing"]), NONE, "what is staged may mark it");
    repository.git(&[
        "commit",
        "--quiet",
        "--allow-empty",
        "--message=docs: tell of it\n\nBREAKING CHANGE: pages",
    ]);
    assert_eq!(repository.codes(&["--skip", "tag-missing"]), NONE);
    let repository = repository.tag("engine-v0.6.0");
    assert_eq!(repository.codes(&[]), NONE);
    let repository = repository.file("CHANGELOG.md", "");
    assert_eq!(repository.codes(&[]), ["break-not-logged"]);
    let repository =
        repository.file("product.toml", text(2, "0.6.1")).committed("fix: pages").tag("engine-v0.6.1");
    assert_eq!(repository.codes(&[]), NONE);
}

#[test]
fn a_break_that_is_released_by_one_commit_is_announced_all_the_same() {
    let text = |number: u32, version: &str| {
        product(&format!(
            "[components.engine]\nscheme = \"semver\"\nversion = \"{version}\"\nsurfaces.api = {{ version = {number} }}\n"
        ))
    };
    let released = || {
        let start = Repository::new(&text(1, "0.5.0")).file("CHANGELOG.md", "").committed("Start");
        start.tag("engine-v0.5.0").file("product.toml", text(2, "0.6.0"))
    };
    let repository = released().committed("Release engine 0.6.0").tag("engine-v0.6.0");
    assert_eq!(repository.codes(&[]), ["break-not-logged", "break-not-marked"]);
    assert_eq!(repository.codes(&["--staged"]), ["break-not-logged"]);
    let (answer, _) = repository.check(&["--only", "break-not-logged"]);
    assert_eq!(
        answer["findings"][0]["message"],
        "engine.api breaks, 1 to 2 since engine-v0.5.0, but CHANGELOG.md does not mention it"
    );
    let (answer, _) = repository.check(&["--only", "break-not-marked"]);
    assert_eq!(
        answer["findings"][0]["help"],
        "the commit is released: add another one with a footer `BREAKING CHANGE: …`"
    );
    let repository = repository.file("CHANGELOG.md", "## 0.6.0\n").committed("feat!: tell of it");
    assert_eq!(repository.codes(&[]), NONE);
    let again = text(2, "0.6.0")
        .replace("version = 2 }", "version = 2, next = 3 }")
        .replace("\nsurf", "\nnext = \"0.7.0-next.0\"\nsurf");
    let repository =
        repository.file("product.toml", again).committed("Break it again").tag("engine-v0.7.0-next.0");
    assert_eq!(repository.codes(&[]), ["break-not-logged"]);
    let (answer, _) = repository.check(&["--only", "break-not-logged"]);
    assert_eq!(
        answer["findings"][0]["message"],
        "engine.api breaks, 2 to 3 since engine-v0.6.0, but CHANGELOG.md does not mention it"
    );
}

#[test]
fn a_break_is_announced_in_the_changelog_that_the_component_names() {
    let text = |surface: &str| {
        product(&format!(
            "[components.engine]\nscheme = \"semver\"\nversion = \"0.5.0\"\nchangelog = \"engine/NEWS\"\n\
             surfaces.sdk = {{ {surface} }}\n"
        ))
    };
    let repository = Repository::new(&text("version = \"1.4\""))
        .tag("engine-v0.5.0")
        .file("product.toml", text("version = \"1.4\", next = \"2.0\""))
        .file("CHANGELOG.md", "sdk 2.0");
    assert_eq!(repository.codes(&[]), ["break-not-logged"], "no commit can be marked yet");
    let repository = repository.committed("feat!: go");
    assert_eq!(repository.codes(&[]), ["break-not-logged"]);
    let repository = repository.file("engine/NEWS", "sdk 2.0");
    assert_eq!(repository.codes(&[]), NONE);
    let repository = repository.file("product.toml", text("version = \"1.5\"")).file("engine/NEWS", "");
    assert_eq!(repository.codes(&[]), NONE, "an addition breaks nothing");
}
