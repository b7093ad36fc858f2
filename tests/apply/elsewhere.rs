//! What else in the repository knows of a release: other branches, worktrees and tags, names of the past.

use serde_json::Value;

use crate::repository::{CHAIN, Repository};

/// A repository with a release of core that was just made.
fn released() -> Repository {
    let repository = Repository::new(CHAIN);
    repository.expect(0, &["apply", "feature:core", "--yes"]);
    repository
}

#[test]
fn undo_stops_where_another_ref_contains_the_release() {
    for (make, holder) in [
        (&["branch", "feature"][..], "feature"),
        (&["tag", "--no-sign", "deployed"], "deployed"),
        (&["update-ref", "refs/pull/7", "HEAD"], "pull/7"),
        (&["worktree", "add", "--quiet", "-b", "other", "other"], "other"),
        (&["worktree", "add", "--quiet", "--detach", "apart"], "apart"),
    ] {
        let repository = released();
        repository.git(make);
        let before = repository.git(&["for-each-ref"]);
        let said = repository.expect(1, &["undo", "--yes"]);
        assert!(said.contains("contains its commit") && said.contains(holder), "{make:?}: {said}");
        assert_eq!(repository.git(&["for-each-ref"]), before);
    }
}

#[test]
fn undo_goes_on_where_other_refs_are_older() {
    let repository = Repository::new(CHAIN);
    repository.git(&["branch", "feature"]);
    repository.git(&["worktree", "add", "--quiet", "--detach", "apart"]);
    repository.expect(0, &["apply", "feature:core", "--yes"]);
    repository.expect(0, &["undo", "--yes"]);
}

const SHOP: &str = "[product]\nname = \"Shop\"\n[components.shop]\nscheme = \"semver\"\nversion = \"0.6.0\"\ntag = \"v{version}\"\n";

#[test]
fn log_reads_the_tags_that_import_and_replay_read() {
    let repository = Repository::new(SHOP);
    for tag in ["v0.4", "v0.5.0", "v0.6.0-rc.1", "v0.6.0-beta.1", "v0.6.0", "nightly"] {
        repository.git(&["tag", "--annotate", "--message=Out", tag]);
    }
    let log: Value = serde_json::from_str(&repository.expect(0, &["log", "--format", "json"])).unwrap();
    let import: Value =
        serde_json::from_str(&repository.expect(0, &["import", "--dry-run", "--format", "json"])).unwrap();
    let mut logged: Vec<(&str, &str)> = log["releases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["tag"].as_str().unwrap(), one["reading"].as_str().unwrap()))
        .collect();
    logged.sort_unstable();
    assert_eq!(
        logged,
        [("v0.4", "respelled"), ("v0.5.0", "exact"), ("v0.6.0", "exact"), ("v0.6.0-rc.1", "respelled")]
    );
    let releases = import["components"][0]["releases"].as_array().unwrap();
    assert_eq!(releases.len(), logged.len());
    let left_out = |value: &Value| {
        value
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["tag"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(left_out(&log["left_out"]), left_out(&import["not_understood"]));
    let said = repository.expect(0, &["log"]);
    assert!(said.contains("  0.4.0         Out (tag v0.4)\n"), "{said}");
    assert!(said.contains("2 tags are of no release of this product (nightly, v0.6.0-beta.1)"), "{said}");
}

#[test]
fn log_has_times_of_one_form_whether_a_tag_or_a_record_knows_them() {
    let repository = Repository::new(SHOP);
    let times = [("v0.4.0", "2016-11-01T12:00:00+0000"), ("v0.5.0", "2016-11-02T12:00:00+0130")];
    for (tag, time) in times {
        let mut git = repository.command("git");
        git.env("GIT_COMMITTER_DATE", time).args(["tag", "--annotate", "--message=Out", tag]);
        assert!(git.status().unwrap().success());
    }
    repository.expect(0, &["apply", "fix:shop", "--no-tag", "--yes"]);
    let log: Value = serde_json::from_str(&repository.expect(0, &["log", "--format", "json"])).unwrap();
    let at: Vec<&str> =
        log["releases"].as_array().unwrap().iter().map(|one| one["at"].as_str().unwrap()).collect();
    assert!(at[0].ends_with('Z') && at[0].len() == "2016-11-01T12:00:00Z".len(), "of the record: {at:?}");
    assert_eq!(at[1..], ["2016-11-02T12:00:00+01:30", "2016-11-01T12:00:00Z"]);
}

#[test]
fn log_never_says_that_nothing_was_released_where_tags_are_left_out() {
    let repository = Repository::new(SHOP);
    repository.git(&["tag", "release-1"]);
    let said = repository.expect(0, &["log"]);
    assert_eq!(
        said,
        "The tag release-1 is of no release of this product; run `dateline import --dry-run` to see why.\n"
    );
}

#[test]
fn a_dry_run_shows_the_plan_before_the_product_file_is_committed() {
    let repository = Repository::new(SHOP);
    repository.git(&["rm", "--quiet", "--cached", "product.toml"]);
    repository.git(&["commit", "--quiet", "--message=Go"]);
    let said = repository.expect(0, &["apply", "fix:shop", "--dry-run"]);
    assert!(said.contains("0.6.1"), "{said}");
    assert!(said.contains("`product.toml` is not committed to git: commit it before you apply"), "{said}");
    repository.expect(1, &["apply", "fix:shop", "--yes"]);
}
