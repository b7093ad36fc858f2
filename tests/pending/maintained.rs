//! What is pending on a maintained line (H2 and Rule B7).

use crate::repo::{CHAIN, Repo};

/// A repository whose branch `maint` gets fixes for line 1.0, while line 1.1 is the current one.
fn with_two_lines(changes: &str) -> Repo {
    let product = CHAIN.replace("[components.core]", &format!("{changes}[components.core]"));
    let repo = Repo::of(&product.replace("name = \"Chain\"", "name = \"Chain\"\nmaintain = 1"));
    repo.commit("feat: more", &["core/a"]);
    repo.run(&["apply", "--pending", "--yes"]);
    assert!(repo.read("product.toml").contains("maintained = [\"1.0\"]"), "{}", repo.read("product.toml"));
    repo.git(&["switch", "-q", "-c", "maint", "core-v1.0"]);
    repo.git(&["checkout", "-q", "main", "--", "product.toml"]);
    repo.add_all("chore: take the product file of main");
    repo
}

#[test]
fn what_is_pending_on_a_maintained_line_counts_from_its_release() {
    let repo = with_two_lines("");
    let (code, error) = repo.fail(&["pending"]);
    assert_eq!(code, 2);
    assert!(error.contains("the tag `core-v1.1` of core 1.1 is not in the history of HEAD"), "{error}");
    repo.commit("fix: it", &["core/a", "tool/a"]);
    let said = repo.run(&["pending", "--line", "1.0"]);
    assert!(said.starts_with("core  fix: 1 commit since core-v1.0\n"), "{said}");
    let why = repo.run(&["why", "core", "--pending", "--line", "1.0"]);
    assert!(why.contains("fix: it"), "{why}");
    let plan = repo.json(&["plan", "--pending", "--line", "1.0"]);
    assert_eq!(plan["request"]["changes"], serde_json::json!(["fix:core"]), "tool is not on the line");
    assert_eq!(plan["releases"][0]["to"], "1.0.20161101");
    assert_eq!(plan["releases"][0]["because"][0]["commits"].as_array().unwrap().len(), 1);
    repo.run(&["apply", "--pending", "--line", "1.0", "--yes"]);
    let json = repo.json(&["pending", "--line", "1.0"]);
    assert_eq!(json["components"][0]["changes"], serde_json::json!([]), "nothing is pending there now");
}

#[test]
fn a_feature_on_a_maintained_line_is_refused_or_left_out() {
    let repo = with_two_lines("");
    repo.commit("feat: more", &["core/a"]);
    let (code, error) = repo.fail(&["plan", "--pending", "--line", "1.0"]);
    assert_eq!(code, 1);
    assert!(error.contains("feature:core"), "{error}");
    assert_eq!(repo.fail(&["pending", "--line", "1"]).0, 2);
    assert_eq!(
        repo.json(&["plan", "--pending", "--line", "1.0", "--except", "core"])["releases"],
        serde_json::json!([])
    );
}

#[test]
fn a_release_on_a_maintained_line_consumes_its_change_files_and_has_notes() {
    let repo = with_two_lines("[changes]\nchangelog = true\n");
    repo.write("CHANGELOG.md", "# Changelog\n");
    repo.run(&["change", "fix:core", "-m", "Mend it."]);
    repo.run(&["change", "feature:core", "-m", "For later."]);
    repo.add_all("docs: say it");
    repo.run(&["apply", "fix:core", "--line", "1.0", "--no-tag", "--yes"]);
    assert!(!repo.path().join("changes/mend-it.md").exists());
    assert!(repo.path().join("changes/for-later.md").exists(), "no fix release holds a feature");
    let changelog = repo.read("CHANGELOG.md");
    assert!(changelog.starts_with("# Changelog\n\n## core 1.0.20161101 - 2016-11-01\n"), "{changelog}");
    assert!(changelog.contains("- Mend it."), "{changelog}");
    let said = repo.run(&["tag"]);
    assert!(said.contains("Tagged core-v1.0.20161101 at "), "{said}");
    assert_eq!(repo.run(&["tag"]), "Nothing to do: every tag is there.\n");
}
