//! Laws of releasing what is pending, on random commits in real repositories: afterwards nothing is pending, and tagging
//! twice is tagging once.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::repo::{CHAIN, Repo};

const FILES: [&str; 6] = ["core/a", "core/api/a", "core/wire/a", "sdk/a", "tool/a", "README.md"];
const MESSAGES: [&str; 10] = [
    "feat: a",
    "fix(sdk): b",
    "perf(core.wire)!: c",
    "docs: d",
    "Update e",
    "x\n\nChange: fix:core\nChange: feature:tool",
    "x\n\nChange: sync:sdk",
    "x\n\nChange: dev:app",
    "fixup! feat: a",
    "REVERT",
];

/// A repository with these commits, and a change file where `file` says what it changes.
fn with_commits(commits: &[(&str, Vec<&str>)], file: Option<&str>) -> Repo {
    let app = "\n[components.app]\nscheme = \"dev-patch\"\nversion = \"0.1\"\ntag-development = true\n";
    let repo = Repo::of(&format!("{CHAIN}{app}"));
    repo.git(&["tag", "app-v0.1"]);
    for (message, files) in commits {
        let revert = format!("Revert it\n\nThis reverts commit {}.", repo.head());
        repo.commit(if *message == "REVERT" { &revert } else { message }, files);
    }
    if let Some(change) = file {
        repo.run(&["change", change, "-m", "Say it."]);
        repo.add_all("Say it");
    }
    repo
}

fn commits() -> impl Strategy<Value = Vec<(&'static str, Vec<&'static str>)>> {
    vec((select(&MESSAGES[..]), subsequence(&FILES[..], 0..4)), 0..6)
}

fn file() -> impl Strategy<Value = Option<&'static str>> {
    select(vec![
        None,
        Some("feature:core"),
        Some("fix:sdk"),
        Some("addition:core.wire"),
        Some("breaking:tool"),
        Some("sync:sdk"),
        Some("dev:app"),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_pending_after_its_release(commits in commits(), file in file(), next in any::<bool>()) {
        let repo = with_commits(&commits, file);
        if next {
            repo.run(&["apply", "--pending", "--next", "--yes"]);
            let plan = repo.json(&["plan", "--pending", "--next"]);
            prop_assert_eq!(&plan["releases"], &serde_json::json!([]), "the series contains it all");
        }
        repo.run(&["apply", "--pending", "--yes"]);
        prop_assert_eq!(repo.changes(), "");
        prop_assert_eq!(repo.json(&["plan", "--pending"])["releases"].clone(), serde_json::json!([]));
        // One that asks for nothing waits for the next release of its component.
        let waits = repo.json(&["pending", "sdk"])["components"][0]["files"][0]["done"] == true;
        prop_assert_eq!(repo.path().join("changes/say-it.md").exists(), waits);
    }

    #[test]
    fn tagging_twice_is_tagging_once(commits in commits(), file in file(), next in any::<bool>()) {
        let repo = with_commits(&commits, file);
        let stage = if next { &["--next"][..] } else { &[] };
        repo.run(&[&["apply", "--pending", "--no-tag", "--yes"], stage].concat());
        let tags = || repo.ask(&["for-each-ref", "refs/tags", "--format=%(refname) %(objectname)"]);
        repo.run(&["tag"]);
        let once = tags();
        let releases = repo.ask(&["log", "-1", "--format=%B"]).lines().filter(|line| line.starts_with("- ")).count();
        prop_assert_eq!(once.lines().count(), 4 + releases);
        prop_assert_eq!(repo.run(&["tag"]), "Nothing to do: every tag is there.\n");
        prop_assert_eq!(tags(), once);
        repo.run(&["check", "--only", "tag-missing"]);
    }
}
