//! Change files, changelogs and notes, from writing one to the release that consumes it (H4, H6, H7).

use std::fs;

use crate::repo::{CHAIN, Repo};

fn with_changes(settings: &str) -> String {
    CHAIN.replace("[components.core]", &format!("[changes]\n{settings}\n\n[components.core]"))
}

#[test]
fn a_change_file_is_written_counted_and_consumed() {
    let repo = Repo::chain();
    let said = repo.run(&["change", "feature:core", "fix:sdk", "-m", "Add the X.\n\nIt does Y."]);
    assert_eq!(said, "Wrote changes/add-the-x.md. Commit it with the change.\n");
    assert_eq!(
        repo.read("changes/add-the-x.md"),
        "---\ncore: feature\nsdk: fix\n---\n\nAdd the X.\n\nIt does Y.\n"
    );
    repo.run(&["change", "fix:tool", "-m", "Add the X."]);
    repo.add_all("docs: say it");
    assert_eq!(repo.changes(), "feature:core fix:sdk fix:tool");
    let before = repo.head();
    repo.run(&["apply", "--pending", "--except", "sdk", "--except", "tool", "--yes"]);
    assert_eq!(repo.read("changes/add-the-x.md"), "---\nsdk: fix\n---\n\nAdd the X.\n\nIt does Y.\n");
    assert_eq!(repo.changes(), "fix:sdk fix:tool");
    repo.run(&["apply", "--pending", "--yes"]);
    assert_eq!(fs::read_dir(repo.path().join("changes")).unwrap().count(), 0, "nothing is left");
    assert_eq!((repo.changes().as_str(), repo.ask(&["status", "--porcelain"]).as_str()), ("", ""));
    repo.run(&["undo", "--yes"]);
    assert!(repo.read("changes/add-the-x-2.md").contains("tool: fix"), "undo brings it back");
    assert_eq!(repo.ask(&["status", "--porcelain"]), "");
    assert_eq!(repo.changes(), "fix:sdk fix:tool");
    repo.run(&["undo", "--yes"]);
    assert_eq!(repo.head(), before);
}

#[test]
fn prereleases_leave_change_files() {
    let repo = Repo::chain();
    repo.run(&["change", "feature:core", "-m", "More"]);
    repo.add_all("docs: say it");
    repo.run(&["apply", "--pending", "--next", "--yes"]);
    assert_eq!(repo.changes(), "feature:core");
    assert_eq!(repo.json(&["plan", "--pending", "--next"])["releases"], serde_json::json!([]));
    repo.run(&["apply", "--promote", "--yes"]);
    assert_eq!(repo.changes(), "");
    assert!(!repo.path().join("changes/more.md").exists());
}

#[test]
fn a_series_that_holds_the_files_is_left_out_where_commits_do_not_count() {
    for tagged in ["", "tag = false\n"] {
        let product =
            with_changes("commits = false").replace("lead = true\n", &format!("lead = true\n{tagged}"));
        let repo = Repo::of(&product);
        let next =
            |repo: &Repo| repo.json(&["plan", "--pending", "--next"])["releases"].as_array().unwrap().len();
        repo.run(&["change", "feature:core", "-m", "More"]);
        repo.add_all("docs: say it");
        repo.run(&["apply", "--pending", "--next", "--yes"]);
        assert_eq!((repo.changes().as_str(), next(&repo)), ("feature:core", 0));
        assert_eq!(
            repo.run(&["pending", "core", "-q"]).trim_end(),
            "core  feature: 1 change file in change files, all in the open series"
        );
        repo.run(&["change", "fix:core", "-m", "It"]);
        assert_eq!(next(&repo), 1, "it is new");
    }
    let found =
        with_changes("commits = false").replace("lead = true\n", "lead = true\nnext = \"1.1-next.0\"\n");
    let repo = Repo::empty();
    for path in ["core/api/a", "core/wire/a", "sdk/a", "tool/a"] {
        repo.write(path, "1\n");
    }
    repo.write("changes/more.md", "---\ncore: feature\n---\n\nMore\n");
    repo.add_all("feat: start");
    repo.write("product.toml", found);
    repo.add_all("chore: add the product file");
    let plan = repo.json(&["plan", "--pending", "--next"]);
    assert_eq!(plan["releases"][0]["to"], "1.1-next.1", "nothing shows that the series holds it");
}

#[test]
fn a_file_may_ask_to_catch_up_with_the_line() {
    let repo = Repo::chain();
    repo.run(&["change", "sync:sdk", "-m", "Come along."]);
    assert_eq!(repo.read("changes/come-along.md"), "---\nsdk: sync\n---\n\nCome along.\n");
    repo.add_all("docs: say it");
    assert_eq!(repo.changes(), "", "sdk is on the line");
    let said = repo.run(&["pending", "sdk"]);
    assert!(said.contains("Come along. (nothing to do: the next release of sdk consumes it)"), "{said}");
    assert!(repo.run(&["plan", "--pending"]).contains("sdk   1.0    is already current"));
    assert_eq!(repo.run(&["notes"]), "There is nothing to say.\n");

    repo.commit("feat: open a line", &["core/a"]);
    assert_eq!(repo.changes(), "feature:core sync:sdk", "now there is a line to catch up with");
    repo.run(&["apply", "--pending", "--except", "sdk", "--yes"]);
    assert_eq!(repo.changes(), "sync:sdk", "it is behind");
    repo.run(&["apply", "--pending", "--next", "--yes"]);
    assert_eq!(repo.json(&["plan", "--pending", "--next"])["releases"], serde_json::json!([]));
    assert!(repo.path().join("changes/come-along.md").exists(), "prereleases leave it");
    repo.run(&["apply", "--pending", "--yes"]);
    assert!(!repo.path().join("changes/come-along.md").exists());
    assert_eq!(repo.changes(), "");
    assert!(repo.run(&["notes", "sdk@1.1"]).contains("Come along."));
}

#[test]
fn what_catches_up_comes_along_with_a_change_that_is_named() {
    let repo = Repo::chain();
    repo.commit("x\n\nChange: sync:sdk", &["core/a"]);
    assert_eq!(repo.changes(), "");
    assert!(
        repo.run(&["pending", "sdk", "-v"]).contains("x, done"),
        "{}",
        repo.run(&["pending", "sdk", "-v"])
    );
    let plan = repo.json(&["plan", "--pending", "feature:core"]);
    let sdk = &plan["releases"][1];
    assert_eq!((&sdk["component"], &sdk["to"]), (&"sdk".into(), &"1.1".into()));
    assert_eq!(sdk["because"][0]["commits"][0]["subject"], "x");
}

#[test]
fn a_file_may_ask_for_a_development_build_which_consumes_it() {
    let product = CHAIN
        .replace("scheme = \"semver\"\nversion = \"0.1.0\"", "scheme = \"dev-patch\"\nversion = \"0.1\"");
    let repo = Repo::of(&product);
    repo.git(&["tag", "tool-v0.1"]);
    for stage in [&[][..], &["--next"]] {
        repo.run(&["change", "dev:tool", "-m", "Try it."]);
        repo.add_all("docs: say it");
        repo.commit("x\n\nChange: dev:tool", &["tool/a"]);
        assert_eq!(repo.changes(), "dev:tool");
        repo.run(&[&["apply", "--pending", "--yes"], stage].concat());
        assert_eq!(repo.changes(), "", "the build is made");
        assert!(!repo.path().join("changes/try-it.md").exists());
        assert_eq!(repo.json(&["plan", "--pending"])["releases"], serde_json::json!([]));
    }
    assert!(repo.read("product.toml").contains("version = \"0.1.2\""));
    let json = repo.json(&["pending", "tool"]);
    assert_eq!(json["components"][0]["commits"][0]["outcome"], "done");
    repo.commit("fix: it", &["tool/a"]);
    repo.run(&["apply", "--pending", "--yes"]);
    assert!(repo.read("product.toml").contains("version = \"0.2\""));
}

#[test]
fn change_files_that_are_wrong_are_reported_at_once() {
    let repo = Repo::chain();
    repo.write("changes/a.md", "---\ncor: fix\n---\nx\n");
    repo.write("changes/b.md", "---\ncore: big\n---\nx\n");
    repo.write("changes/c.md", b"---\ncore: fix\n---\n\xff\n");
    repo.write("changes/README.md", "What this folder is for.\n");
    repo.write("changes/.draft.md", "Not yet.\n");
    let (code, error) = repo.fail(&["pending"]);
    assert_eq!(code, 2);
    for part in [
        "`changes/a.md`, line 2, column 1: unknown component `cor`",
        "did you mean `core`?",
        "`big:core`",
        "`changes/c.md`",
    ] {
        assert!(error.contains(part), "{part} is not in {error}");
    }
    let (code, error) = repo.fail(&["apply", "fix:core", "--yes"]);
    assert_eq!(code, 1);
    assert!(error.contains("unknown component `cor`"), "{error}");
}

#[test]
fn packages_stand_for_their_components() {
    let product = with_changes("folder = \".changeset\"\ncommits = false")
        + "manifests = [{ path = \"tool/package.json\" }]\n";
    let repo = Repo::of(&product);
    repo.write("tool/package.json", "{\"name\": \"@chain/tool\", \"version\": \"0.1.0\"}\n");
    repo.write(".changeset/config.json", "{}\n");
    repo.write(".changeset/README.md", "About.\n");
    repo.write(".changeset/brave-otter.md", "---\n\"@chain/tool\": minor\n---\n\nMore.\n");
    repo.commit("feat: it does not count", &["core/a"]);
    assert_eq!(repo.changes(), "feature:tool");
    assert_eq!(repo.pending().len(), 3);
}

#[test]
fn changelogs_get_a_section_and_keep_every_other_byte() {
    let product = with_changes("changelog = true")
        .replace("paths = [\"tool\"]", "paths = [\"tool\"]\nchangelog = \"tool/CHANGES.md\"");
    let repo = Repo::of(&product);
    repo.write(
        "CHANGELOG.md",
        "# Changelog\r\n\r\n## [Unreleased]\r\n\r\n- By hand.\r\n\r\n## core 1.0\r\n\r\n- Old\t.\r\n",
    );
    repo.write("tool/CHANGES.md", "# Tool\n");
    repo.add_all("docs: changelogs");
    repo.commit("feat(core)!: drop *x* & `y_z` (#3)", &["core/a"]);
    repo.commit("fix: shared", &["core/a", "tool/a"]);
    repo.commit("chore: nothing", &["core/a"]);
    repo.run(&["change", "feature:core", "-m", "Add **more**.\n\nWith words."]);
    repo.add_all("docs: say it");
    repo.run(&["apply", "--pending", "--yes"]);
    let expected = "# Changelog\n\n## [Unreleased]\n\n## core 2.0 - 2016-11-01\n\n- By hand.\n\n### Changed\n\n\
                    - **Breaking**: drop \\*x\\* \\& `y_z` (#3)\n\n### Added\n\n- Add **more**.\n\n  With words.\n\n\
                    ### Fixed\n\n- shared\n\n## sdk 2.0 - 2016-11-01\n\nReleased along with core 2.0.\n\n## core 1.0\n\n- Old\t.\n";
    assert_eq!(repo.read("CHANGELOG.md"), expected.replace('\n', "\r\n"));
    assert_eq!(repo.read("tool/CHANGES.md"), "# Tool\n\n## [0.1.1] - 2016-11-01\n\n### Fixed\n\n- shared\n");
    assert_eq!(repo.changes(), "");
    let notes = repo.run(&["notes", "core@2.0", "--format", "markdown"]);
    let expected = "## Chain Core 2.0\n\n### Breaking changes\n\n- drop \\*x\\* \\& `y_z` (#3)\n\n### Features\n\n\
                    - Add **more**.\n\n  With words.\n\n### Fixes\n\n- shared\n";
    assert_eq!(notes, expected);
    let line = repo.json(&["notes", "--line", "2.0"]);
    let components: Vec<&str> =
        line["notes"].as_array().unwrap().iter().map(|notes| notes["component"].as_str().unwrap()).collect();
    assert_eq!(components, ["core", "sdk"]);
    assert!(repo.run(&["notes", "sdk@2.0"]).contains("follows the API of core"));
    let (code, error) = repo.fail(&["notes", "core@1.7"]);
    assert_eq!(code, 2);
    assert!(error.contains("core 1.7 has no tag") && error.contains("use one of 2.0, 1.0"), "{error}");
}

#[test]
fn notes_of_what_is_pending_are_safe_for_terminals_and_markdown() {
    let repo = Repo::chain();
    repo.commit("fix: \u{1b}[31mred\u{202e} <script>", &["core/a"]);
    repo.write("changes/x.md", "---\nsdk: fix\n---\n\n# Say \u{1b}[31mit\u{7}\n");
    let markdown = repo.run(&["notes", "--format", "markdown"]);
    assert!(markdown.contains(r"\<script\>") && !markdown.contains('\u{1b}'), "{markdown}");
    assert!(repo.run(&["notes"]).contains("red"));
    repo.run(&["notes", "--format", "json"]);
    assert_eq!(repo.run(&["notes", "tool"]), "Client, pending\n".replace("Client", "tool"));
}
