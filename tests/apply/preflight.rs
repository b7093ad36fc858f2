//! What keeps a plan from being applied is reported at once, and nothing is written.

use std::fs;
use std::os::unix::fs::symlink;

use crate::executable::executable;
use crate::repository::{CHAIN, Repository};

/// Applies, expects a refusal that says all of `reasons`, and no change.
fn assert_refused(repository: &Repository, call: &[&str], reasons: &[&str]) {
    let before = (repository.state(), repository.git(&["count-objects", "-v"]));
    let said = repository.expect(1, &[&["apply", "--yes"], call].concat());
    for part in reasons {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!((repository.state(), repository.git(&["count-objects", "-v"])), before);
}

#[test]
fn every_problem_is_told_at_once() {
    let repository = Repository::new(CHAIN);
    repository.git(&["tag", "core-v1.0.20161101"]);
    repository.git(&["tag", "mac-v1.0.20161101/x"]);
    let tagged = repository.git(&["rev-parse", "HEAD"]);
    repository.git(&["commit", "--quiet", "--allow-empty", "--message=On"]);
    let head = repository.git(&["rev-parse", "HEAD"]);
    repository.git(&["checkout", "--quiet", "--detach"]);
    fs::write(repository.path().join("product.toml"), format!("{CHAIN}\n")).unwrap();
    fs::write(repository.path().join(".git/index.lock"), "").unwrap();
    let reasons = [
        "has changes that are not committed",
        &format!("it is at {}, and the release would start from {}", tagged.trim(), head.trim()),
        "cannot exist next to the tag `mac-v1.0.20161101/x`",
        "HEAD is detached",
        "index is locked",
    ];
    assert_refused(&repository, &["fix:core"], &reasons);
}

#[test]
fn a_tag_on_the_way_to_a_new_one_is_refused() {
    let repository = Repository::new(
        &CHAIN.replace("name = \"Chain\"", "name = \"Chain\"\ntag = \"of/{component}/{version}\""),
    );
    for other in ["of/core-1", "of/cor", "of/core1"] {
        repository.git(&["tag", other]);
    }
    repository.git(&["tag", "of/core"]);
    assert_refused(
        &repository,
        &["fix:core"],
        &["the tag `of/core/1.0.20161101` cannot exist next to the tag `of/core`"],
    );
    repository.git(&["tag", "--delete", "of/core"]);
    repository.expect(0, &["apply", "fix:core", "--yes"]);
}

#[test]
fn what_else_is_changed_or_staged_stays_out_of_the_commit() {
    let repository = Repository::new(CHAIN);
    fs::write(repository.path().join("README"), "staged\n").unwrap();
    repository.git(&["add", "README"]);
    fs::write(repository.path().join("README"), "changed\n").unwrap();
    repository.expect(0, &["apply", "fix:core", "--yes"]);
    assert_eq!(repository.git(&["show", "--format=", "--name-only", "HEAD"]), "product.toml\n");
    assert_eq!(repository.git(&["status", "--porcelain"]), "MM README\n");
    repository.expect(0, &["undo", "--yes"]);
    assert_eq!(repository.git(&["status", "--porcelain"]), "MM README\n");
}

#[test]
fn files_that_are_not_committed_are_refused_and_written_without_a_commit() {
    let repository = Repository::new(CHAIN);
    repository.git(&["rm", "--quiet", "--cached", "product.toml"]);
    repository.git(&["commit", "--quiet", "--message=Out"]);
    assert_refused(&repository, &["fix:core"], &["is not committed to git"]);
    fs::write(repository.path().join(".git/info/exclude"), "product.toml\n").unwrap();
    assert_refused(&repository, &["fix:core"], &["is not committed to git"]);
    repository.expect(0, &["apply", "fix:core", "--yes", "--no-commit"]);
    assert!(repository.product().contains("1.0.20161101"));
    assert_eq!(repository.git(&["tag"]), "");
    repository.expect(0, &["undo", "--yes"]);
    assert_eq!(repository.product(), CHAIN);
}

#[test]
fn what_is_no_regular_file_is_refused() {
    let repository = Repository::new(CHAIN);
    let path = repository.path().join("product.toml");
    fs::rename(&path, repository.path().join("real.toml")).unwrap();
    symlink("real.toml", &path).unwrap();
    let said = repository.expect(1, &["apply", "fix:core", "--yes"]);
    assert!(said.contains("symbolic link"), "{said}");
    fs::remove_file(&path).unwrap();
    assert!(repository.command("mkfifo").arg("product.toml").status().unwrap().success());
    let said = repository.expect(1, &["apply", "fix:core", "--yes", "--product", "product.toml"]);
    assert!(said.contains("not a regular file"), "{said}");
    fs::remove_file(&path).unwrap();
    fs::write(&path, CHAIN).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_len((256 << 20) + 1).unwrap();
    let said = repository.expect(1, &["apply", "fix:core", "--yes"]);
    assert!(said.contains("larger than 256 MiB"), "{said}");
    assert!(!repository.path().join(".git/dateline").exists());
}

#[test]
fn hostile_product_files_are_refused_and_nothing_is_written() {
    let component = |more: &str| format!("[product]\nname = \"C\"\n[components.core]\nlead = true\n{more}\n");
    let id = |id: &str| format!("[product]\nname = \"C\"\n[components.\"{id}\"]\nlead = true\n");
    let mut files: Vec<String> =
        ["-n{version}", "-{version}", "a..{version}", "{version}.lock", "a b{version}", "{version}\\u001B"]
            .map(|template| component(&format!("tag = \"{template}\"")))
            .into();
    files.extend(["co\\u001Bre", "co\\u202Ere", "co\\u009Bre"].map(id));
    let paths = ["../x", "/etc/x", ".git/hooks/x", "a/../../x", "x\\u001B"];
    files.extend(paths.map(|path| component(&format!("manifests = [{{ path = \"{path}\" }}]"))));
    let repository = Repository::new(CHAIN);
    for file in files {
        fs::write(repository.path().join("product.toml"), &file).unwrap();
        repository.git(&["commit", "--quiet", "--all", "--message=Hostile"]);
        let before = repository.everything();
        let said = repository.expect(2, &["apply", "fix:core", "--yes"]);
        assert!(!said.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{said:?}");
        // The lock file is ours, and harmless; all else is as it was.
        let fresh =
            |text: &str| text.lines().filter(|line| !line.contains(".git")).collect::<Vec<_>>().join("\n");
        assert_eq!(fresh(&repository.everything()), fresh(&before), "{file}");
        assert_eq!(repository.git(&["tag"]), "");
    }
}

#[test]
fn the_first_line_of_the_commit_is_the_products() {
    let named = |template: &str| {
        CHAIN.replace("name = \"Chain\"", &format!("name = \"Chain {{date}}\"\ncommit = \"{template}\""))
    };
    let first = |repository: &Repository| repository.git(&["log", "-1", "--format=%s"]);
    let repository = Repository::new(&named("chore({line}): {product} of {date}, {releases}"));
    repository.expect(0, &["apply", "fix:java-sdk", "--yes"]);
    assert_eq!(first(&repository), "chore(1.0): Chain {date} of 2016-11-01, java-sdk 1.0.20161101\n");
    assert!(
        repository.git(&["log", "-1", "--format=%b"]).contains("- java-sdk 1.0 -> 1.0.20161101: changed by")
    );
    repository.expect(0, &["apply", "api-fix:core", "--yes", "--date", "2016-11-02"]);
    assert_eq!(first(&repository), "chore(1.0): Chain {date} of 2016-11-02, core 1.0.20161102 and 3 more\n");
    repository.expect(0, &["apply", "feature:core", "--next", "--yes"]);
    repository.expect(0, &["apply", "--drop", "core", "mac", "--yes"]);
    assert_eq!(first(&repository), "End the open series of core, mac\n");
}

#[test]
fn two_releases_never_share_a_tag() {
    let repository =
        Repository::new(&CHAIN.replace("name = \"Chain\"", "name = \"Chain\"\ntag = \"v{version}\""));
    assert_refused(&repository, &["fix:core"], &["core and mac would have the same tag `v1.0.20161101`"]);
    repository.expect(0, &["apply", "fix:core", "--yes", "--no-tag"]);
}

#[test]
fn a_merge_under_way_and_a_nameless_committer_are_refused() {
    let repository = Repository::new(CHAIN);
    fs::write(repository.path().join(".git/MERGE_HEAD"), repository.git(&["rev-parse", "HEAD"])).unwrap();
    assert_refused(&repository, &["fix:core"], &["in the middle of a merge"]);
    fs::remove_file(repository.path().join(".git/MERGE_HEAD")).unwrap();
    for (mark, reasons) in
        [("rebase-merge", "rebase"), ("rebase-apply", "rebase or an `am`"), ("BISECT_LOG", "bisection")]
    {
        let mark = repository.path().join(".git").join(mark);
        fs::create_dir(&mark).unwrap();
        assert_refused(&repository, &["fix:core"], &[&format!("in the middle of a {reasons}")]);
        fs::remove_dir(mark).unwrap();
    }
    let mut call = repository.call(&["apply", "fix:core", "--yes"]);
    call.env_remove("GIT_COMMITTER_NAME").env_remove("GIT_COMMITTER_EMAIL");
    let output = call.env("GIT_CONFIG_COUNT", "1").env("GIT_CONFIG_KEY_0", "user.useConfigOnly");
    let output = output.env("GIT_CONFIG_VALUE_0", "true").output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("does not know who you are"));
    assert_eq!(repository.product(), CHAIN);
}

#[test]
fn hooks_do_not_run() {
    let repository = Repository::new(CHAIN);
    for hook in
        ["pre-commit", "commit-msg", "post-commit", "reference-transaction", "pre-push", "post-index-change"]
    {
        let path = repository.path().join(".git/hooks").join(hook);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        executable(&path, "#!/bin/sh\ntouch hook-ran\nexit 1\n");
    }
    repository.expect(0, &["apply", "fix:core", "--yes"]);
    repository.expect(0, &["undo", "--yes"]);
    assert!(!repository.path().join("hook-ran").exists());
}

#[test]
fn a_commit_that_cannot_be_signed_is_told_and_leaves_nothing() {
    let repository = Repository::new(CHAIN);
    repository.git(&["config", "commit.gpgSign", "true"]);
    repository.git(&["config", "gpg.program", "false"]);
    let state = repository.state();
    let said = repository.expect(6, &["apply", "fix:core", "--yes"]);
    assert!(said.contains("failed to sign") && said.contains("unset `commit.gpgSign`"), "{said}");
    assert_eq!((repository.state(), repository.locks()), (state, String::new()));
    assert!(repository.expect(0, &["recover"]).contains("nothing to recover"));
}
