//! What commits of a real repository amount to (H1 to H3).

use crate::repo::{CHAIN, Repo};

#[test]
fn commits_count_for_the_components_whose_files_they_touch() {
    let repo = Repo::chain();
    assert_eq!(repo.changes(), "");
    repo.commit("feat: one for both", &["core/a", "sdk/a"]);
    repo.commit("docs: say more", &["sdk/a", "README.md"]);
    repo.commit("fix(tool): by its scope", &["README.md"]);
    repo.commit("fix: the API", &["core/api/a"]);
    assert_eq!(repo.changes(), "api-feature:core feature:sdk fix:tool");
    repo.commit("feat!: the wire", &["core/wire/a"]);
    repo.commit("perf(core.wire): faster", &["core/a"]);
    assert_eq!(repo.changes(), "api-feature:core breaking:core.wire feature:sdk fix:tool");
    let text = repo.run(&["pending", "sdk", "--verbose"]);
    assert!(text.starts_with("sdk  feature: 1 commit since sdk-v1.0\n"), "{text}");
    assert!(text.contains("none") && text.contains("docs: say more"), "{text}");
}

#[test]
fn trailers_come_first_and_name_what_they_change() {
    let repo = Repo::chain();
    repo.commit("feat: x\n\nChange: fix:sdk\nChange: addition:core.wire", &["tool/a"]);
    repo.commit("feat: y\n\nbody\n\nChange: none\nSigned-off-by: Ada", &["core/a"]);
    assert_eq!(repo.changes(), "addition:core.wire fix:sdk");
    repo.commit("x\n\nChange: bugfix:core", &["core/a"]);
    let (code, error) = repo.fail(&["pending"]);
    assert_eq!(code, 2);
    assert!(error.contains("(x): `bugfix:core` is not a valid change"), "{error}");
    assert!(error.contains("did you mean `fix`?") && error.contains("git replace --edit"), "{error}");
}

#[test]
fn a_revert_cancels_what_is_pending_and_fixes_what_is_released() {
    let repo = Repo::chain();
    let released = repo.commit("feat: released", &["sdk/a"]);
    repo.git(&["tag", "-f", "sdk-v1.0"]);
    let feature = repo.commit("feat: more", &["core/a"]);
    repo.commit("fix: less", &["core/a"]);
    repo.git(&["revert", "--no-edit", "HEAD~1", "--strategy-option=theirs"]);
    assert_eq!(repo.changes(), "fix:core");
    let revert = repo.head();
    repo.add_all(&format!("Reapply \"feat: more\"\n\nThis reverts commit {revert}."));
    assert_eq!(repo.changes(), "feature:core", "a revert of the revert brings it back");
    repo.commit(&format!("Revert \"feat: released\"\n\nThis reverts commit {released}."), &["sdk/a"]);
    assert_eq!(repo.changes(), "feature:core fix:sdk");
    let core = repo.run(&["pending", "core", "-v"]);
    assert!(core.contains(&feature[..10]) && core.contains("reverted"), "{core}");
}

#[test]
fn a_reverted_merge_takes_all_that_it_merged() {
    let repo = Repo::chain();
    repo.git(&["checkout", "-q", "-b", "side"]);
    repo.commit("feat: one", &["core/a"]);
    repo.commit("fix: two", &["sdk/a"]);
    repo.git(&["checkout", "-q", "main"]);
    repo.git(&["merge", "-q", "--no-ff", "--no-edit", "side"]);
    assert_eq!(repo.changes(), "feature:core fix:sdk");
    repo.git(&["revert", "--no-edit", "-m", "1", "HEAD"]);
    assert_eq!(repo.changes(), "");
}

#[test]
fn a_fixup_belongs_to_the_commit_that_it_names() {
    let repo = Repo::chain();
    let feature = repo.commit("feat: more", &["core/a"]);
    repo.commit("fixup! feat: more", &["core/a"]);
    repo.commit("squash! fixup! feat: m", &["sdk/a"]);
    assert_eq!(repo.changes(), "feature:core feature:sdk");
    repo.git(&["tag", "-f", "core-v1.0"]);
    repo.commit("fixup! feat: more", &["core/a"]);
    assert_eq!(repo.pending()[0].1, "fix:core", "what it belongs to is released");
    let json = repo.json(&["pending", "sdk"]);
    assert_eq!(json["components"][0]["commits"][0]["belongs_to"], feature);
    assert!(repo.run(&["notes", "sdk"]).contains("- more ("), "{}", repo.run(&["notes", "sdk"]));
}

#[test]
fn what_says_nothing_is_unclassified_unless_the_product_file_says_otherwise() {
    let repo = Repo::chain();
    repo.commit("Update things", &["core/a"]);
    repo.commit("Больше, быстрее", &["sdk/a"]);
    assert_eq!(repo.changes(), "");
    assert!(repo.run(&["pending"]).contains("unclassified"), "it is listed");
    assert_eq!(repo.fail(&["pending", "--strict"]).0, 1);
    repo.write(
        "product.toml",
        CHAIN.replace("[components.core]", "[changes]\nunclassified = \"fix\"\n[components.core]"),
    );
    assert_eq!(repo.changes(), "fix:core fix:sdk");
    repo.write(
        "product.toml",
        CHAIN.replace("[components.core]", "[changes]\nunclassified = \"ignore\"\n[components.core]"),
    );
    assert_eq!(repo.changes(), "");
    repo.run(&["pending", "--strict"]);
}

#[test]
fn types_and_scopes_of_the_product_file_are_heeded() {
    let repo = Repo::chain();
    let changes = "[changes]\ntypes = { perf = \"none\", deps = \"api-fix\" }\nscopes = { java = \"sdk\", w = \"core.wire\" }\n[components.core]";
    repo.write("product.toml", CHAIN.replace("[components.core]", changes));
    repo.add_all("chore: settings");
    repo.commit("perf: faster", &["tool/a"]);
    repo.commit("deps(java): newer", &["README.md"]);
    repo.commit("feat(w,tool): more", &["README.md"]);
    assert_eq!(repo.changes(), "addition:core.wire api-fix:sdk feature:tool");
}

#[test]
fn a_type_that_nobody_knows_is_no_release_until_the_product_file_has_it() {
    let repo = Repo::chain();
    repo.commit("cli: add a flag", &["core/a"]);
    repo.commit("Ядро: больше, быстрее", &["sdk/a"]);
    repo.commit("build!: drop a target", &["tool/a"]);
    assert_eq!(repo.changes(), "breaking:tool");
    repo.run(&["pending", "--strict"]);
    assert!(repo.run(&["pending", "core", "-v"]).contains("none"), "it is listed");
    let note = String::from_utf8(repo.output(&["pending"]).stderr).unwrap();
    assert!(note.contains("count as no release: cli (1), Ядро (1); `[changes.types]`"), "{note}");
    let types = "[changes]\ntypes = { cli = \"feature\", \"Ядро\" = \"fix\" }\n[components.core]";
    repo.write("product.toml", CHAIN.replace("[components.core]", types));
    assert_eq!(repo.changes(), "feature:core fix:sdk breaking:tool");
}

#[test]
fn a_revert_with_a_trailer_still_cancels_and_a_squashed_one_is_not_all_of_its_commit() {
    let repo = Repo::chain();
    let feature = repo.commit("feat: more", &["core/a"]);
    repo.commit(
        &format!("Back it out\n\nThis reverts commit {feature}.\n\nChange: none"),
        &["core/a", "sdk/a"],
    );
    assert_eq!(repo.changes(), "");
    let squashed = "feat: streams (#5)\n\n* feat: one way\n\n* Revert \"feat: one way\"\n\n\
                    This reverts commit 0123456789012345678901234567890123456789.\n\n* feat: another way";
    repo.commit(squashed, &["sdk/a"]);
    assert_eq!(repo.changes(), "feature:sdk");
}

#[test]
fn a_development_build_is_no_release_that_changes_are_counted_from() {
    let product = CHAIN
        .replace("scheme = \"semver\"\nversion = \"0.1.0\"", "scheme = \"dev-patch\"\nversion = \"0.1\"");
    let repo = Repo::of(&product);
    repo.git(&["tag", "tool-v0.1"]);
    repo.commit("feat!: drop it", &["tool/a"]);
    repo.run(&["apply", "--pending", "--next", "--yes"]);
    assert_eq!(repo.changes(), "breaking:tool", "it waits for the release");
    assert!(repo.run(&["pending", "tool"]).contains("since tool-v0.1, all in the open series"));
    assert_eq!(repo.json(&["plan", "--pending", "--next"])["releases"], serde_json::json!([]));
    repo.git(&["tag", "-d", "tool-v0.1"]);
    assert_eq!(repo.changes(), "breaking:tool", "the commit that set 0.1 is the base, too");
    repo.run(&["apply", "--pending", "--yes"]);
    assert_eq!(repo.changes(), "");
    assert!(repo.read("product.toml").contains("version = \"1.0\"\npaths = [\"tool\"]"));
}

#[test]
fn a_series_without_a_tag_is_found_by_the_commit_that_set_it() {
    let repo = Repo::of(&CHAIN.replace("lead = true", "lead = true\ntag = false"));
    repo.commit("feat: more", &["core/a"]);
    repo.run(&["apply", "--pending", "--next", "--yes"]);
    assert_eq!(repo.changes(), "feature:core");
    assert_eq!(repo.json(&["plan", "--pending", "--next"])["releases"], serde_json::json!([]));
}

#[test]
fn without_a_tag_the_commit_that_set_the_version_is_the_base() {
    let repo = Repo::chain();
    repo.commit("feat: old", &["core/a"]);
    repo.git(&["tag", "-d", "core-v1.0"]);
    repo.git(&["tag", "-d", "tool-v0.1.0"]);
    repo.write("product.toml", CHAIN.replacen("version = \"1.0\"", "version = \"1.1\"", 1));
    repo.commit("Release by hand", &["core/a"]);
    assert_eq!(repo.changes(), "");
    repo.commit("fix: new", &["core/a", "tool/a"]);
    assert_eq!(repo.changes(), "fix:core fix:tool");
    repo.write("product.toml", CHAIN.replacen("version = \"1.0\"", "version = \"1.2\"", 1));
    let (code, error) = repo.fail(&["pending"]);
    assert_eq!(code, 2);
    assert!(error.contains("no tag and no commit shows when core 1.2 was released"), "{error}");
}

#[test]
fn a_component_that_was_never_released_has_all_commits() {
    let repo = Repo::of(&CHAIN.replace("version = \"0.1.0\"\n", ""));
    repo.commit("fix: it", &["tool/a"]);
    assert_eq!(repo.changes(), "fix:tool");
    assert!(repo.run(&["pending", "tool"]).contains("never released"));
}

#[test]
fn a_shallow_clone_and_a_tag_elsewhere_are_refused() {
    let repo = Repo::chain();
    repo.commit("feat: one", &["core/a"]);
    repo.commit("feat: two", &["core/a"]);
    let clone = Repo::empty();
    let url = format!("file://{}", repo.path().display());
    clone.git(&["fetch", "-q", "--depth", "1", &url, "main:refs/remotes/origin/main"]);
    clone.git(&["checkout", "-q", "-B", "main", "refs/remotes/origin/main"]);
    let (code, error) = clone.fail(&["pending"]);
    assert_eq!(code, 2);
    assert!(error.contains("it may lack commits that changed core, sdk, tool"), "{error}");
    assert!(error.contains("git fetch --unshallow"), "{error}");

    repo.git(&["checkout", "-q", "--orphan", "other"]);
    repo.add_all("Another start");
    let (code, error) = repo.fail(&["pending"]);
    assert_eq!(code, 2);
    assert!(error.contains("the tag `core-v1.0` of core 1.0 is not in the history of HEAD"), "{error}");
}

#[test]
fn a_shallow_clone_that_lacks_commits_of_a_merged_branch_is_refused() {
    let repo = Repo::chain();
    repo.git(&["checkout", "-q", "-b", "side"]);
    for message in ["feat: one", "fix: two", "fix: three", "fix: four"] {
        repo.commit(message, &["core/a"]);
    }
    repo.git(&["checkout", "-q", "main"]);
    repo.commit("fix: it", &["sdk/a"]);
    repo.git(&["tag", "-f", "sdk-v1.0"]);
    repo.git(&["merge", "-q", "--no-ff", "--no-edit", "side"]);
    assert_eq!(repo.changes(), "feature:core");
    let clone = |depth: &str| {
        let clone = Repo::empty();
        let url = format!("file://{}", repo.path().display());
        clone.git(&["fetch", "-q", "--tags", "--depth", depth, &url, "main"]);
        clone.git(&["checkout", "-q", "-B", "main", "FETCH_HEAD"]);
        clone
    };
    // It has the tags, and the last two commits of the branch.
    let (code, error) = clone("3").fail(&["pending"]);
    assert_eq!(code, 2);
    assert!(error.contains("it may lack commits that changed core, sdk, tool"), "{error}");
    assert!(error.contains("git fetch --unshallow"), "{error}");
    assert_eq!(clone("6").changes(), "feature:core", "all that is pending is there");
}

#[test]
fn new_commits_of_a_submodule_count_whatever_a_status_leaves_out() {
    let repo = Repo::chain();
    let commit = format!("160000,{},core/lib", repo.head());
    repo.git(&["update-index", "--add", "--cacheinfo", &commit]);
    repo.write(
        ".gitmodules",
        "[submodule \"lib\"]\npath = core/lib\nurl = https://example.org\nignore = all\n",
    );
    repo.git(&["add", ".gitmodules"]);
    repo.git(&["commit", "-q", "-m", "feat: take the library in"]);
    assert_eq!(repo.changes(), "feature:core");
}

#[test]
fn a_folder_that_a_sparse_checkout_leaves_out_exists() {
    let repo = Repo::chain();
    repo.commit("feat: more", &["sdk/a"]);
    repo.git(&["sparse-checkout", "set", "core"]);
    assert!(!repo.path().join("sdk").exists());
    assert_eq!(repo.changes(), "feature:sdk");
    repo.git(&["tag", "-d", "core-v1.0"]);
    repo.write("product.toml", CHAIN.replace("paths = [\"tool\"]", "paths = [\"tol\"]"));
    let (code, error) = repo.fail(&["pending"]);
    assert_eq!(code, 2);
    assert!(error.contains("`paths` of tool names `tol`, which does not exist"), "{error}");
    assert!(!error.contains("`sdk`"), "{error}");
}

#[test]
fn messages_that_are_no_utf8_or_hold_control_characters_are_shown_safely() {
    let repo = Repo::chain();
    repo.write("message", b"feat: caf\xe9 \x1b[31mred\x07\n\nChange: fix:core\n");
    repo.write("core/a", "2\n");
    repo.git(&["add", "core"]);
    repo.git(&["commit", "-q", "--cleanup=verbatim", "-F", "message"]);
    for format in ["text", "json", "markdown", "github"] {
        // `output` refuses harmful characters.
        repo.run(&["pending", "--format", format]);
        repo.run(&["plan", "--pending", "--format", format]);
        repo.run(&["why", "core", "--pending", "--format", format]);
    }
    assert_eq!(repo.changes(), "fix:core");
}

#[test]
fn a_folder_in_paths_that_does_not_exist_is_an_error() {
    let repo = Repo::of(&CHAIN.replace("paths = [\"tool\"]", "paths = [\"tol\", \"x/**\"]"));
    let (code, error) = repo.fail(&["pending"]);
    assert_eq!(code, 2);
    assert!(error.contains("`paths` of tool names `tol`, which does not exist"), "{error}");
}

#[test]
fn a_plan_of_what_is_pending_carries_its_evidence() {
    let repo = Repo::chain();
    let feature = repo.commit("feat: more", &["core/api/a"]);
    let plan = repo.json(&["plan", "--pending", "breaking:tool", "--except", "sdk"]);
    assert_eq!(plan["request"]["changes"], serde_json::json!(["api-feature:core", "breaking:tool"]));
    let because = &plan["releases"][0]["because"][0];
    assert_eq!((&because["commits"][0]["id"], &because["files"]), (&feature.into(), &serde_json::json!([])));
    let why = repo.run(&["why", "sdk", "--pending"]);
    assert!(why.contains("follows the API of core") && why.contains("feat: more"), "{why}");
    repo.run(&["plan", "--pending", "--out", "plan.json"]);
    repo.run(&["apply", "--plan", "plan.json", "--yes"]);
    assert_eq!(repo.changes(), "", "nothing is pending once it is released");
}

#[test]
fn a_series_that_holds_it_all_is_left_out_of_prereleases() {
    let repo = Repo::chain();
    repo.commit("feat: more", &["core/a"]);
    repo.run(&["apply", "--next", "feature:core", "--yes"]);
    assert_eq!(repo.changes(), "feature:core", "it is pending until the stable release");
    let next =
        |repo: &Repo| repo.json(&["plan", "--pending", "--next"])["releases"].as_array().unwrap().len();
    assert_eq!(next(&repo), 0);
    repo.commit("fix: it", &["core/a"]);
    assert_eq!(next(&repo), 1);
}
