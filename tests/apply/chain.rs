//! Chain's own releases, applied one after another and taken back one after another.

use serde_json::Value;

use crate::repository::Repository;

fn golden() -> Value {
    serde_json::from_str(include_str!("../cases/golden-chain.json")).unwrap()
}

/// A product file of Chain's components at `versions`.
fn product(golden: &Value, versions: &Value) -> String {
    let mut text = "[product]\nname = \"Chain\"\n".to_owned();
    for (id, component) in golden["components"].as_object().unwrap() {
        text += &format!("[components.{id}]\ntitle = {}\nversion = {}\n", component["title"], versions[id]);
        text += &format!("lead = {}\n", component["lead"].as_bool().unwrap_or(false));
        for (followed, edge) in component["follows"].as_object().into_iter().flatten() {
            text += &format!("follows.{followed} = {edge}\n");
        }
    }
    text
}

#[test]
fn chains_cases_are_applied_one_after_another_and_taken_back_to_the_start() {
    let golden = golden();
    let repository = Repository::new(&product(&golden, &golden["start"]));
    let mut states = vec![repository.state()];
    let mut now = golden["start"].clone();
    for case in golden["cases"].as_array().unwrap().iter().filter(|case| case.get("start").is_none()) {
        let changes = case["changes"].as_array().unwrap().iter().map(|change| change.as_str().unwrap());
        let mut call = vec!["apply", "--yes", "--date", case["date"].as_str().unwrap()];
        call.extend(changes);
        repository.expect(0, &call);
        check(&repository, &now, &case["after"]);
        assert_eq!(repository.product(), product(&golden, &case["after"]), "only versions change");
        now = case["after"].clone();
        states.push(repository.state());
    }
    assert!(states.len() > 3, "the cases were found");
    while states.len() > 1 {
        assert_eq!(repository.state(), states.pop().unwrap());
        repository.expect(0, &["undo", "--yes"]);
    }
    assert_eq!(repository.state(), states[0]);
    assert!(repository.expect(0, &["undo", "--yes"]).contains("nothing to undo"));
}

/// Commit, tags, `git show` and `log` agree on what came after `before`.
fn check(repository: &Repository, before: &Value, after: &Value) {
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
    let commit = repository.git(&["rev-parse", "HEAD"]);
    let message = repository.git(&["log", "-1", "--format=%B"]);
    let log: Value = serde_json::from_str(&repository.expect(0, &["log", "--format", "json"])).unwrap();
    let mut tags = 0;
    for (id, version) in after.as_object().unwrap() {
        let version = version.as_str().unwrap();
        if before[id] == version {
            continue;
        }
        tags += 1;
        let tag = format!("{id}-v{version}");
        assert_eq!(repository.git(&["rev-parse", &format!("{tag}^{{commit}}")]), commit);
        assert_eq!(repository.git(&["cat-file", "-t", &tag]), "tag\n");
        let shown = repository.git(&["show", "--no-patch", "--format=%H", &tag]);
        assert!(message.contains(&format!("-> {version}: ")), "{message}");
        let entries = log["releases"].as_array().unwrap();
        let entry = entries.iter().find(|entry| entry["tag"] == tag.as_str()).unwrap();
        assert_eq!(entry["commit"], commit.trim());
        assert_eq!(entry["by"], "Ann <ann@example.org>");
        assert!(shown.contains(entry["because"].as_str().unwrap()), "{shown}");
    }
    let here = repository.git(&["tag", "--points-at", "HEAD"]);
    assert_eq!(here.lines().count(), tags, "one tag a release: {here}");
}
