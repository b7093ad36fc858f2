//! Saved plans: what is applied of one, and what is refused.

use std::fs;

use serde_json::Value;

use crate::repository::{CHAIN, Repository};

#[test]
fn a_saved_plan_is_applied_once_and_then_changes_nothing() {
    let repository = Repository::new(CHAIN);
    repository.expect(0, &["plan", "fix:core", "--out", ".git/plan.json"]);
    repository.expect(0, &["apply", "--plan", ".git/plan.json", "--yes"]);
    let state = repository.state();
    let said = repository.expect(0, &["apply", "--plan", ".git/plan.json", "--yes"]);
    assert!(said.contains("already applied"), "{said}");
    assert_eq!(repository.state(), state);
    // Without the record, as in a clone, the tags and the product file before them tell it.
    fs::remove_dir_all(repository.path().join(".git/dateline")).unwrap();
    repository.expect(0, &["apply", "--plan", ".git/plan.json"]);
    assert_eq!(repository.state(), state);
}

#[test]
fn a_plan_that_comes_out_otherwise_by_now_is_refused_as_stale() {
    let cases = [
        ("fix:core", "feature:core", "now core would become 1.1.20161101, not 1.0.20161101"),
        (
            "feature:core",
            "api-fix:core",
            "now core would be released from 1.0.20161031, not from 1.0, mac would be released from",
        ),
    ];
    for (saved, meanwhile, told) in cases {
        let repository = Repository::new(CHAIN);
        repository.expect(0, &["plan", saved, "--out", ".git/plan.json"]);
        repository.expect(0, &["apply", meanwhile, "--yes", "--date", "20161031"]);
        let state = repository.state();
        let said = repository.expect(1, &["apply", "--plan", ".git/plan.json", "--yes"]);
        assert!(said.contains("is stale") && said.contains(told), "{said}");
        assert_eq!(repository.state(), state);
    }
}

#[test]
fn a_stale_plan_tells_who_is_released_by_now_and_who_is_not() {
    let alone: String =
        CHAIN.lines().filter(|line| !line.contains("\"release\"")).map(|line| format!("{line}\n")).collect();
    assert_ne!(alone, CHAIN);
    for (saved, now, told) in [
        (
            CHAIN,
            &*alone,
            "now mac 1.0.20161101 would not be released, windows 1.0.20161101 would not be released",
        ),
        (
            &*alone,
            CHAIN,
            "now mac 1.0.20161101 would be released too, windows 1.0.20161101 would be released too",
        ),
    ] {
        let repository = Repository::new(saved);
        repository.expect(0, &["plan", "fix:core", "--out", ".git/plan.json"]);
        repository.write("product.toml", now);
        repository.commit();
        let said = repository.expect(1, &["apply", "--plan", ".git/plan.json", "--yes"]);
        assert!(said.contains(told), "{said}");
    }
}

/// A plan with a warning, renderings and a raised minimum, saved; what `change` makes of it; what applying it says.
fn apply_changed(status: i32, change: impl Fn(&mut Value)) -> String {
    let product = "[product]\nname = \"C\"\n[components.core]\nlead = true\nversion = \"1.0\"\nnext = \"1.1-next.3\"\n\
                   publish = [\"npm\", \"pypi\"]\nsurfaces.api = { version = 1 }\n\
                   [components.mac]\nversion = \"1.0\"\nfollows.core = \"release\"\n\
                   requires.core = { at-least = \"1.0\", raise = \"api\" }\n";
    let repository = Repository::new(product);
    let path = repository.path().join(".git/plan.json");
    repository.expect(0, &["plan", "breaking:core.api", "--out", ".git/plan.json"]);
    let mut plan: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    for list in ["releases", "surfaces", "floors", "closed", "warnings"] {
        assert!(!plan[list].as_array().unwrap().is_empty(), "{list}");
    }
    change(&mut plan);
    fs::write(&path, plan.to_string()).unwrap();
    let before = repository.state();
    let said = repository.expect(status, &["apply", "--plan", ".git/plan.json", "--yes"]);
    assert_eq!(repository.state() == before, status != 0);
    said
}

#[test]
fn a_saved_plan_is_compared_by_what_it_would_write() {
    apply_changed(0, |_| {});
    apply_changed(0, |plan| {
        plan["by"] = "a later version".into();
        plan["releases"][0]["colour"] = "blue".into();
        plan["unchanged"] = Value::Array(Vec::new());
        plan["warnings"][0]["message"] = "in other words".into();
        plan["warnings"]
            .as_array_mut()
            .unwrap()
            .push(serde_json::json!({"code": "not-known-yet", "message": "!"}));
        for release in plan["releases"].as_array_mut().unwrap() {
            let release = release.as_object_mut().unwrap();
            release.remove("renderings").unwrap();
            release.remove("title").unwrap();
        }
    });
}

#[test]
fn a_stale_plan_names_each_component_whose_release_differs() {
    type Change<'a> = &'a dyn Fn(&mut Value);
    let cases: [(Change<'_>, &str); 6] = [
        (
            &|plan| plan["releases"][1]["to"] = "2.0.20161101".into(),
            "now mac would become 2.0, not 2.0.20161101\n",
        ),
        (
            &|plan| plan["releases"][0]["from"] = "0.9".into(),
            "now core would be released from 1.0, not from 0.9\n",
        ),
        (
            &|plan| plan["releases"][1]["because"] = serde_json::json!([{"reason": "promoted"}]),
            "now mac would be released for another reason (ships core, not becomes stable)\n",
        ),
        (
            &|plan| plan["releases"][0]["renderings"]["npm"] = "2.0.1".into(),
            "now core would be written in another form\n",
        ),
        (&|plan| plan["surfaces"][0]["to"] = "3".into(), "it no longer gives the same result\n"),
        (&|plan| plan["floors"] = Value::Array(Vec::new()), "it no longer gives the same result\n"),
    ];
    for (change, said) in cases {
        let found = apply_changed(1, change);
        assert!(found.contains("is stale") && found.contains(said), "{found}");
    }
}

/// Chain with a manifest, and the file of a plan for it that is saved.
fn reviewed() -> Repository {
    let header = "[components.core]\n";
    let product = CHAIN.replace(header, &format!("{header}manifests = [{{ path = \"core/VERSION\" }}]\n"));
    let repository = Repository::with(&product, &[("core/VERSION", "1.0\n")]);
    repository.expect(0, &["plan", "fix:core", "--out", ".git/plan.json"]);
    repository
}

#[test]
fn a_plan_is_stale_where_what_it_was_reviewed_with_differs() {
    let cases = [
        // What it gives is the same in each case.
        ("product.toml", "# Chain's", "# Our", "`product.toml` was changed since"),
        (
            "product.toml",
            "[product]\n",
            "[product]\ntag = \"{component}/{version}\"\n",
            "the tags would be core/1.0.2016",
        ),
        (
            "product.toml",
            "[product]\n",
            "[product]\ncommit = \"{releases}\"\n",
            "the commit would be `core 1.0.2016",
        ),
        ("core/VERSION", "1.0\n", "1.0\n\n", "`core/VERSION` was changed since"),
    ];
    for (path, old, new, told) in cases {
        let repository = reviewed();
        let text = repository.read(path);
        assert!(text.contains(old), "{path}");
        repository.write(path, text.replacen(old, new, 1));
        repository.commit();
        let state = repository.state();
        let said = repository.expect(1, &["apply", "--plan", ".git/plan.json", "--yes"]);
        assert!(said.contains("is stale") && said.contains(told), "{said}");
        assert_eq!(repository.state(), state);
    }
    let repository = reviewed();
    repository.write(
        "product.toml",
        repository.product().replace("manifests = [{ path = \"core/VERSION\" }]\n", ""),
    );
    repository.commit();
    let said = repository.expect(1, &["apply", "--plan", ".git/plan.json", "--yes"]);
    assert!(said.contains("`core/VERSION` would not be changed"), "{said}");
}

#[test]
fn a_plan_that_says_nothing_of_what_it_was_reviewed_with_is_not_applied() {
    let repository = reviewed();
    let plan = repository.expect(0, &["plan", "fix:core", "--format", "json"]);
    fs::write(repository.path().join(".git/plan.json"), plan).unwrap();
    let said = repository.expect(1, &["apply", "--plan", ".git/plan.json", "--yes"]);
    assert!(said.contains("does not say which files it was made from") && said.contains("--out"), "{said}");
}

#[test]
fn a_forged_plan_is_not_applied_already() {
    type Forge = fn(&mut Value);
    let forgeries: [Forge; 3] = [
        // Versions that the product has.
        |plan| {
            for release in plan["releases"].as_array_mut().unwrap() {
                release["to"] = "1.0".into();
            }
        },
        |plan| plan["releases"].as_array_mut().unwrap().truncate(1),
        |plan| plan["reviewed"]["tags"] = serde_json::json!(["other"]),
    ];
    for forge in forgeries {
        let repository = reviewed();
        let path = repository.path().join(".git/plan.json");
        let mut plan: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        repository.git(&["tag", "other"]);
        forge(&mut plan);
        fs::write(&path, plan.to_string()).unwrap();
        let before = repository.state();
        let said = repository.expect(1, &["apply", "--plan", ".git/plan.json", "--yes"]);
        assert!(said.contains("is stale"), "{said}");
        assert_eq!(repository.state(), before);
        // Nor is it where the release was made, by another plan, and the record of that is gone.
        repository.expect(0, &["apply", "fix:core", "--yes"]);
        fs::remove_dir_all(repository.path().join(".git/dateline")).unwrap();
        let said = repository.expect(1, &["apply", "--plan", ".git/plan.json", "--yes"]);
        assert!(said.contains("is stale"), "{said}");
    }
}

#[test]
fn what_is_no_plan_is_told_as_such() {
    let repository = Repository::new(CHAIN);
    let told = |text: &str| {
        fs::write(repository.path().join(".git/plan.json"), text).unwrap();
        repository.expect(2, &["apply", "--plan", ".git/plan.json", "--yes"])
    };
    for text in ["{}", "{\"format_version\":2}", "{\"format_version\":1,\"request\":{\"date\":3}}"] {
        let said = told(text);
        assert!(said.contains("cannot be applied: it is not a valid plan"), "{said}");
    }
    for text in ["", "[]", "[[[", "null", "3", "[product]\nname = \"C\"\n"] {
        let said = told(text);
        assert!(said.contains("a saved plan is a JSON object, which starts with `{`"), "{said}");
    }
}
