//! Chain's own releases, applied one after another to a workspace of crates and taken back one after another.

use std::process::Command;

use dateline::ecosystem::Ecosystem;
use dateline::version::Scheme;
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
        text += &format!("manifests = [{{ path = \"{id}/Cargo.toml\" }}]\n");
        for (followed, edge) in component["follows"].as_object().into_iter().flatten() {
            text += &format!("follows.{followed} = {edge}\n");
        }
    }
    text
}

/// A workspace with a crate for each component at `versions`; those that ship another one depend on that very version.
fn workspace(golden: &Value, versions: &Value) -> Repository {
    let components = golden["components"].as_object().unwrap();
    let ids: Vec<&String> = components.keys().collect();
    let mut files =
        vec![("Cargo.toml".to_owned(), format!("[workspace]\nresolver = \"2\"\nmembers = {ids:?}\n"))];
    for (id, component) in components {
        let mut manifest = format!(
            "[package]\nname = \"{id}\"\nversion = \"1.0.0\"\nedition = \"2021\"\n\n[dependencies]\n"
        );
        for (followed, edge) in component["follows"].as_object().into_iter().flatten() {
            let version = if edge == "release" { "=1.0.0" } else { "1.0.0" };
            manifest +=
                &format!("{followed} = {{ path = \"../{followed}\", version = \"{version}\" }} # {edge}\n");
        }
        files.push((format!("{id}/Cargo.toml"), manifest));
        files.push((format!("{id}/src/lib.rs"), String::new()));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let repository = Repository::with(&product(golden, versions), &files);
    cargo(&repository, &["generate-lockfile"]);
    repository.commit();
    repository
}

/// What cargo says in the repository, with the settings of this machine.
fn cargo(repository: &Repository, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO"));
    let output = command.current_dir(repository.path()).args(arguments).arg("--offline").output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// cargo finds each crate at the version of its component, and nothing to change in the lock file.
fn assert_cargo_agrees(repository: &Repository) {
    let metadata = cargo(repository, &["metadata", "--locked", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let status: Value = serde_json::from_str(&repository.expect(0, &["status", "--format", "json"])).unwrap();
    let components = status["components"].as_array().unwrap();
    assert_eq!(metadata["packages"].as_array().unwrap().len(), components.len());
    for component in components {
        let version = Scheme::Dated.parse(component["version"].as_str().unwrap()).unwrap();
        let package = metadata["packages"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["name"] == component["component"])
            .unwrap();
        assert_eq!(package["version"], Ecosystem::Cargo.render(version).unwrap().as_str());
        for dependency in package["dependencies"].as_array().unwrap() {
            let found =
                metadata["packages"].as_array().unwrap().iter().find(|one| one["name"] == dependency["name"]);
            let required = dependency["req"].as_str().unwrap().trim_start_matches(['=', '^']);
            assert_eq!(found.unwrap()["version"], required, "{dependency}");
        }
    }
}

#[test]
fn chains_cases_are_applied_one_after_another_and_taken_back_to_the_start() {
    let golden = golden();
    let repository = workspace(&golden, &golden["start"]);
    assert_cargo_agrees(&repository);
    let mut states = vec![repository.state()];
    let mut now = golden["start"].clone();
    for case in golden["cases"].as_array().unwrap().iter().filter(|case| case.get("start").is_none()) {
        let changes = case["changes"].as_array().unwrap().iter().map(|change| change.as_str().unwrap());
        let mut call = vec!["apply", "--yes", "--date", case["date"].as_str().unwrap()];
        call.extend(changes);
        repository.expect(0, &call);
        check(&repository, &now, &case["after"]);
        assert_cargo_agrees(&repository);
        assert_eq!(repository.product(), product(&golden, &case["after"]), "only versions change");
        now = case["after"].clone();
        states.push(repository.state());
    }
    assert!(states.len() > 3, "the cases were found");
    while states.len() > 1 {
        assert_eq!(repository.state(), states.pop().unwrap());
        repository.expect(0, &["undo", "--yes"]);
        assert_cargo_agrees(&repository);
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
