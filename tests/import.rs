//! `import` and `replay` on real repositories: what they show, what is written, and that nothing else is.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

mod program;

use std::fs;
use std::path::Path;
use std::process::Output;

use program::git::git;
use program::{Call, assert_orderly, text};
use serde_json::Value;

const CHAIN: &str = include_str!("../examples/chain/tags.toml");
const CHAIN_TAGS: &str = include_str!("cases/tags-chain-core.tsv");
const KEPTN_TAGS: &str = include_str!("cases/tags-keptn.tsv");
const KEPTN: &str = "[product]\r\nname = \"Keptn\"\r\ntag = \"{version}\" # bare\r\n\
                     [components.keptn]\r\nscheme = \"semver\"\r\n";

/// Makes a repository that carries these tags, each of its day; every other one is a tag without a message.
fn repository(folder: &Path, tags: &str) {
    git(folder, "2016-01-01", &["init", "--quiet"]);
    git(folder, "2016-01-01", &["commit", "--quiet", "--allow-empty", "-m", "Start"]);
    for (place, line) in tags.lines().enumerate() {
        let (name, date) = line.split_once('\t').unwrap();
        if place % 2 == 0 {
            git(folder, date, &["tag", "--annotate", "-m", "Release", "--", name]);
        } else {
            git(folder, date, &["commit", "--quiet", "--allow-empty", "-m", "Work"]);
            git(folder, date, &["tag", "--", name]);
        }
    }
}

fn import(arguments: &[&str], product: &str, tags: &str) -> (Call, Output) {
    let arguments = [&["import"], arguments].concat();
    let mut call = Call::new(&arguments).product(product);
    repository(call.path(), tags);
    let output = call.run();
    assert_orderly("import", &output);
    (call, output)
}

fn product_of(call: &Call) -> String {
    fs::read_to_string(call.path().join("product.toml")).unwrap()
}

#[test]
fn chains_tags_are_read_or_listed_and_only_versions_are_written() {
    let (call, output) = import(&["--yes", "--format", "json"], CHAIN, CHAIN_TAGS);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["written"], true);
    let unread = answer["not_understood"].as_array().unwrap();
    let components = answer["components"].as_array().unwrap();
    let releases = components.iter().flat_map(|component| component["releases"].as_array().unwrap());
    let read: usize = releases.map(|release| release["tags"].as_array().unwrap().len()).sum();
    assert_eq!((read, unread.len()), (94, 6));
    assert_eq!(components[0]["version"], serde_json::json!({"from": null, "to": "1.2.20180417"}));
    assert_eq!(components[0]["maintained"]["to"], serde_json::json!(["1.1.20170615"]));
    let written = product_of(&call);
    let without: String = written
        .lines()
        .filter(|line| !line.starts_with("version = ") && !line.starts_with("maintained = "))
        .map(|line| line.to_owned() + "\n")
        .collect();
    assert_eq!(without, CHAIN);
    assert!(written.contains("lead = true\nversion = \"1.2.20180417\"\nmaintained = [\"1.1.20170615\"]\n"));
}

/// The example that counts the builds of Chain's line: its versions are those of the tags, and its `replay.txt` is the
/// replay of every tag, which its README accounts for.
#[test]
fn chains_tags_are_replayed_one_by_one_with_counted_builds() {
    let product = include_str!("../examples/chain-history/product.toml");
    let (call, output) = import(&["--yes"], product, CHAIN_TAGS);
    assert_eq!((output.status.code(), product_of(&call).as_str()), (Some(0), product));
    let mut replay = Call::new(["replay", "-v"]).product(product);
    repository(replay.path(), CHAIN_TAGS);
    let output = replay.run();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/chain-history/replay.txt");
    snapbox::assert_data_eq!(text(&output.stdout), snapbox::Data::read_from(&golden, None).raw());
}

#[test]
fn keptns_tags_are_all_read_and_line_ends_stay() {
    let (call, output) = import(&["--yes"], KEPTN, KEPTN_TAGS);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).starts_with("Keptn: 76 of 76 tags recognised, 0 of them guessed\n"));
    assert_eq!(product_of(&call), format!("{KEPTN}version = \"1.4.5\"\r\n"));
}

#[test]
fn a_dry_run_and_a_missing_yes_show_the_same_and_write_nothing() {
    let tags =
        "core-v1.0\t2017-01-01\ncore-v1.1rc2\t2017-02-01\ncore-v1.0.1\t2017-03-01\nlatest\t2017-03-02\n";
    let product = "[product]\nname = \"A\"\n[components.core]\nlead = true\nversion = \"1.0\" # first\n";
    let shown = "A: 3 of 4 tags recognised, 1 of them guessed\n\n  \
                 core  1.0 -> 1.0.20170301, next 1.1-next.2\n\n\
                 Guessed\n  core-v1.0.1 -> core 1.0.20170301: PATCH becomes the day of the tag\n\n\
                 Not recognised\n  latest: no component has tags of this form\n\n\
                 --- product.toml\n+++ product.toml (from tags)\n@@ -3,3 +3,4 @@\n [components.core]\n lead = true\n\
                 -version = \"1.0\" # first\n+version = \"1.0.20170301\" # first\n+next = \"1.1-next.2\"\n\n\
                 The product file has not been written.\n";
    let (call, output) = import(&["--dry-run"], product, tags);
    assert_eq!(text(&output.stdout), shown);
    assert_eq!((output.status.code(), product_of(&call).as_str()), (Some(0), product));
    let (call, output) = import(&[], product, tags);
    assert_eq!(text(&output.stdout), shown);
    assert_eq!((output.status.code(), product_of(&call).as_str()), (Some(2), product));
    assert_eq!(
        text(&output.stderr),
        "error: there is no terminal to ask on, so nothing was written\n\
         hint: add `--yes` to write without asking\nhint: add `--dry-run` to only look\n"
    );
}

#[test]
fn the_product_file_stays_as_readable_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let product = "[product]\nname = \"A\"\n[components.core]\nlead = true\n";
    for mode in [0o600, 0o664] {
        let mut call = Call::new(["import", "--yes"]).product(product);
        repository(call.path(), "core-v1.0\t2017-01-01\n");
        let path = call.path().join("product.toml");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(call.run().status.code(), Some(0));
        assert!(product_of(&call).contains("version = \"1.0\""));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, mode);
    }
}

#[test]
fn an_import_that_changes_nothing_asks_nothing() {
    let product = "[product]\nname = \"A\"\n[components.core]\nlead = true\nversion = \"1.0\"\n";
    let (call, output) = import(&[], product, "core-v1.0\t2017-01-01\n");
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).ends_with("The product file already has these versions.\n"));
    assert_eq!(product_of(&call), product);
}

#[test]
fn hostile_names_of_tags_are_shown_harmlessly() {
    // git takes no control characters in names, but does take bidirectional and C1 ones, and a leading `-` in plumbing.
    let product = "[product]\nname = \"A\"\n[components.core]\nlead = true\ntag = \"core-{version}\"\n";
    for format in ["text", "json", "markdown", "github"] {
        let mut call = Call::new(["import", "--dry-run", "--format", format]).product(product);
        repository(call.path(), "core-1.0\t2017-01-01\n");
        for name in
            ["core-\u{202e}1.0", "\u{9b}31m", "-n", "--exec=x", "core-1.0\u{2066}", "core--1.0", "a'`$(x)"]
        {
            git(call.path(), "2017-01-01", &["update-ref", &format!("refs/tags/{name}"), "HEAD"]);
        }
        let output = call.run();
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert_orderly(format, &output);
    }
}

/// As in a repository that lost objects: the other tags count all the same.
#[test]
fn a_tag_whose_object_is_missing_is_listed_and_hides_no_other() {
    let mut call = Call::new(["import", "--dry-run"]).product(KEPTN);
    repository(call.path(), "0.1.0\t2019-01-01\n0.2.0\t2019-02-01\n");
    fs::write(call.path().join(".git/refs/tags/0.3.0"), format!("{}\n", "1".repeat(40))).unwrap();
    let output = call.run();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    assert!(said.contains("2 of 3 tags recognised"), "{said}");
    assert!(said.contains("0.3.0: not contained in HEAD"), "{said}");
    let mut no_tag = Call::new(["import", "--dry-run"]).product(KEPTN);
    repository(no_tag.path(), "");
    assert!(text(&no_tag.run().stdout).contains("0 of 0 tags recognised"));
}

#[test]
fn a_branch_without_a_commit_contains_no_tag() {
    let mut call = Call::new(["import", "--dry-run"]).product(KEPTN);
    repository(call.path(), "0.1.0\t2019-01-01\n");
    git(call.path(), "2019-01-02", &["checkout", "--quiet", "--orphan", "other"]);
    let output = call.run();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    assert!(said.contains("0 of 1 tag"), "{said}");
    assert!(said.contains("0.1.0: not contained in HEAD"), "{said}");
}

#[test]
fn the_demo_and_a_folder_without_a_repository_are_refused() {
    let output = Call::new(["--demo", "import", "--yes"]).run();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("error: the demo is read-only, so `import` cannot run\n"));
    let mut call = Call::new(["import", "--yes"]).product(CHAIN);
    let before = call.contents();
    let output = call.run();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("error: not in a git repository"), "{}", text(&output.stderr));
    assert!(call.contents() == before);
}

#[test]
fn the_environment_leads_git_to_no_other_repository() {
    let other = tempfile::tempdir().unwrap();
    repository(other.path(), "core-v9.0\t2017-01-01\n");
    let product = "[product]\nname = \"A\"\n[components.core]\nlead = true\n";
    let mut call =
        Call::new(["import", "--dry-run"]).product(product).env("GIT_DIR", other.path().join(".git"));
    repository(call.path(), "core-v1.0\t2017-01-01\n");
    let output = call.run();
    assert!(text(&output.stdout).contains("core  none -> 1.0\n"), "{}", text(&output.stdout));
}

#[test]
fn a_replay_shows_each_day_with_what_was_tagged_and_what_is_planned() {
    let product = "[product]\nname = \"A\"\n[components.core]\nlead = true\n\
                   [components.mac]\nfollows = { core = \"release\" }\n";
    let tags = "core-v1.0.0\t2017-01-01\nmac-v1.0.0\t2017-01-01\ncore-v1.1rc1\t2017-02-01\n\
                core-v1.1.0\t2017-03-01\nmac-v1.1.1\t2017-03-02\ncore-v1.0.1\t2017-04-01\nlatest\t2017-04-02\n";
    let replay = |format: &str| {
        let mut call = Call::new(["replay", "--format", format]).product(product);
        repository(call.path(), tags);
        let output = call.run();
        assert_orderly(format, &output);
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
        assert_eq!(product_of(&call), product);
        text(&output.stdout).to_owned()
    };
    assert_eq!(
        replay("text"),
        "A: 6 releases: 5 as tagged, 1 different, 0 refused or not covered by the rules\n\n\
         2017-01-01  start\n  core  1.0           the start\n\n\
         2017-01-01  plan sync:mac\n  mac   1.0           1.0\n\n\
         2017-02-01  plan feature:core --next\n  core  1.1-next.1    1.1-next.0\n\
         \u{20} mac                 also released: 1.1-next.0\n\n\
         2017-03-01  promote core\n  core  1.1           1.1\n  mac                 also released: 1.1\n\n\
         2017-03-02  plan fix:mac\n  mac   1.1.20170302  1.1.20170302\n\n\
         2017-04-01  plan fix:core --line 1.0\n  core  1.0.20170401  1.0.20170401\n\n\
         1 tag not recognised; to list them, run `dateline import --dry-run`.\n"
    );
    let answer: Value = serde_json::from_str(&replay("json")).unwrap();
    assert_eq!(answer["counts"], serde_json::json!({"as_tagged": 5, "otherwise": 1, "not_planned": 0}));
    assert_eq!(answer["steps"][2]["request"], "plan feature:core --next");
    assert_eq!(answer["not_understood"], 1);
    assert!(replay("markdown").contains("| 2017-03-02 | mac | 1.1.20170302 | 1.1.20170302 |\n"));
}
