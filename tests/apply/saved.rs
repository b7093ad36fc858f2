//! Saved plans, and calls that write nothing.

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
    for text in ["", "{}", "[]", "{\"format_version\":2}", "{\"format_version\":1,\"request\":{\"date\":3}}"]
    {
        fs::write(repository.path().join(".git/plan.json"), text).unwrap();
        let said = repository.expect(2, &["apply", "--plan", ".git/plan.json", "--yes"]);
        assert!(said.contains("cannot be applied"), "{said}");
    }
}

#[test]
fn a_dry_run_writes_nothing_and_shows_the_actions_of_the_real_run() {
    for call in [&["fix:core"][..], &["feature:core", "--no-tag"], &["fix:core", "--no-commit"]] {
        let repository = Repository::new(CHAIN);
        let apply = |more: &[&str]| {
            let said = repository.expect(0, &[&["apply", "--format", "json"], call, more].concat());
            serde_json::from_str::<Value>(&said).unwrap()
        };
        let before = repository.everything();
        let dry = apply(&["--dry-run"]);
        assert_eq!(repository.everything(), before);
        let real = apply(&["--yes"]);
        assert_eq!((&dry["actions"], &dry["plan"]), (&real["actions"], &real["plan"]));
        assert_eq!((&dry["applied"], &real["applied"]), (&Value::Bool(false), &Value::Bool(true)));
        let applied = repository.everything();
        repository.expect(0, &["undo", "--dry-run"]);
        repository.expect(0, &["recover", "--dry-run"]);
        repository.expect(0, &["recover", "--yes"]);
        repository.expect(0, &["log"]);
        assert_eq!(repository.everything(), applied);
    }
}

#[test]
fn without_a_terminal_and_without_yes_nothing_is_written() {
    let repository = Repository::new(CHAIN);
    let state = repository.state();
    assert!(repository.expect(2, &["apply", "fix:core"]).contains("add `--yes`"));
    assert_eq!(repository.state(), state);
    repository.expect(0, &["apply", "fix:core", "--yes"]);
    let state = repository.state();
    repository.expect(2, &["undo"]);
    assert_eq!(repository.state(), state);
}

#[test]
fn the_demo_is_never_written() {
    let repository = Repository::new(CHAIN);
    for call in [&["apply", "fix:core", "--yes"][..], &["undo", "--yes"], &["recover", "--yes"]] {
        let said = repository.expect(2, &[&["--demo"], call].concat());
        assert!(said.contains("the demo is read-only"), "{said}");
    }
}

#[test]
fn outside_git_the_file_is_written_and_can_be_taken_back() {
    let repository = Repository::without_git(CHAIN);
    repository.expect(0, &["apply", "fix:core", "--yes"]);
    assert!(repository.product().contains("version = \"1.0.20161101\""));
    let log = repository.expect(0, &["log"]);
    assert!(log.contains("  core     1.0.20161101  changed by fix:core\n"), "{log}");
    repository.expect(0, &["undo", "--yes"]);
    assert_eq!(repository.product(), CHAIN);
    assert!(repository.expect(0, &["log"]).contains("Nothing has been released yet"));
}

#[test]
fn series_are_promoted_and_dropped() {
    let repository = Repository::new(CHAIN);
    repository.expect(0, &["apply", "feature:core", "--next", "--yes"]);
    let open = repository.state();
    repository.expect(0, &["apply", "--drop", "core", "mac", "windows", "--yes"]);
    assert_eq!(repository.product(), CHAIN);
    repository.expect(0, &["undo", "--yes"]);
    assert_eq!(repository.state(), open);
    repository.expect(0, &["apply", "--yes", "--promote"]);
    assert!(repository.git(&["tag"]).contains("core-v1.1\n"));
}

#[test]
fn a_plan_that_changes_nothing_makes_no_commit() {
    let repository = Repository::new(CHAIN);
    let state = repository.state();
    let said = repository.expect(0, &["apply", "sync:core", "--yes"]);
    assert!(said.contains("nothing to apply"), "{said}");
    assert_eq!(repository.state(), state);
}

#[test]
fn the_log_tells_the_newest_first_also_of_releases_in_one_second() {
    let repository = Repository::new(CHAIN);
    let mut expected = Vec::new();
    for (change, date, version) in [
        ("fix:java-sdk", "2016-10-27", "1.0.20161027"),
        ("fix:java-sdk", "2016-10-28", "1.0.20161028"),
        ("fix:java-sdk", "2016-10-29", "1.0.20161029"),
        ("feature:java-sdk", "2016-11-01", "1.0.20161101"),
    ] {
        let mut call = repository.call(&["apply", change, "--date", date, "--yes"]);
        let output = call.env("GIT_COMMITTER_DATE", "1478000000 +0000").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        expected.insert(0, format!("2016-11-01  java-sdk {version}\n"));
    }
    assert_eq!(repository.expect(0, &["log", "--quiet"]), expected.concat());
    assert_eq!(repository.expect(0, &["log", "--format", "github"]), "java_sdk=1.0.20161101\n");
}

#[test]
fn the_log_tells_of_tags_that_others_made_without_their_signatures() {
    let product = "[product]\nname = \"C\"\n[components.core]\nlead = true\ntag-aliases = [\"old-\"]\n";
    let repository = Repository::new(product);
    repository.git(&["commit", "--quiet", "--allow-empty", "--message=Release 1.1\n\nSigned-off-by: Ann"]);
    repository.git(&["tag", "core-v1.1"]);
    let signed =
        "core 1.2\n\nfor the\nmoon\n-----BEGIN SSH SIGNATURE-----\nU1NI\n-----END SSH SIGNATURE-----\n";
    repository.git(&["tag", "--annotate", "core-v1.2", "--cleanup=verbatim", "--message", signed]);
    for name in ["old-1.0", "old-1.2", "v2.0", "core-v", "older-1.3", "core-v1.4.x"] {
        repository.git(&["tag", "--annotate", name, "--message=of another tool"]);
    }
    let log: Value = serde_json::from_str(&repository.expect(0, &["log", "--format", "json"])).unwrap();
    let of = |release: &Value| {
        [&release["tag"], &release["because"], &release["by"]].map(Value::to_string).join(" ")
    };
    let mut releases: Vec<String> = log["releases"].as_array().unwrap().iter().map(of).collect();
    releases.sort();
    let ann = r#""Ann <ann@example.org>""#;
    assert_eq!(
        releases,
        [
            format!(r#""core-v1.1" "Release 1.1" {ann}"#),
            format!(r#""core-v1.2" "for the moon" {ann}"#),
            format!(r#""old-1.0" "of another tool" {ann}"#),
        ]
    );
}
