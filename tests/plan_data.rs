//! A plan that is written as data reads back as the same value: what it holds, each kind at least once.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use dateline::plan::{Plan, Release, Request, Stage, Unchanged, plan};
use dateline::product::Product;
use dateline::version::BuildDate;
use serde_json::{Value, json};

/// Components of several schemes, with surfaces, requirements, series and maintained lines.
const STUDIO: &str = r#"
[product]
name = "Studio"
maintain = 1
same-day = "next-day"

[components.core]
lead = true
version = "1.2.20161101"
next = "1.3-next.4"
maintained = ["1.1.20160615"]
publish = ["npm", "rpm"]
surfaces.sdk = { version = "1.1" }
surfaces.api = { version = 4, next = 5 }

[components.mac]
version = "1.1"
follows = { core = "release" }

[components.engine]
scheme = "semver"
version = "0.4.2"
surfaces.wire = { version = 7 }

[components.client]
scheme = "semver"
version = "1.7.0"
next = "1.8.0-next.0"
follows = { engine = "api" }
requires.engine = { at-least = "0.3.0", raise = "api" }
requires."engine.wire" = { at-least = 6, raise = "api" }

[components.agent]
scheme = "dev-patch"
version = "1.7"
"#;

fn planned(request: &Request) -> Plan {
    plan(&Product::from_toml(STUDIO).unwrap(), request).unwrap()
}

fn requests() -> Vec<Request> {
    let date = BuildDate::from_ymd(2016, 11, 1).unwrap();
    let release = |changes: &[&str], stage| {
        Request::release(changes.iter().map(|change| change.parse().unwrap()), stage, date)
    };
    vec![
        release(&["fix:core", "dev:agent", "sync:mac"], Stage::Stable),
        release(&["breaking:core.api", "addition:core.sdk", "breaking:engine.wire"], Stage::Stable),
        release(&["api-feature:engine", "feature:client"], Stage::Next),
        release(&["fix:core"], Stage::Maintained("1.1".parse().unwrap())),
        Request::promote(["core".parse().unwrap(), "client".parse().unwrap()], date),
        Request::promote([], date),
        Request::drop(["core".parse().unwrap()], date),
    ]
}

#[test]
fn a_plan_reads_back_with_all_that_it_holds() {
    let mut held = Value::Null;
    for request in requests() {
        let plan = planned(&request);
        let data = serde_json::to_value(&plan).unwrap();
        assert_eq!(serde_json::from_value::<Plan>(data.clone()).unwrap(), plan, "{data:#}");
        assert_eq!(serde_json::from_value::<Request>(json!(request)).unwrap(), request);
        for list in ["releases", "unchanged", "surfaces", "floors", "closed", "maintained", "warnings"] {
            if data[list].as_array().is_some_and(|list| !list.is_empty()) {
                held[list] = true.into();
            }
        }
    }
    assert_eq!(held.as_object().map(serde_json::Map::len), Some(7), "{held}");
}

#[test]
fn a_version_has_the_scheme_of_its_component() {
    let plan = planned(&requests()[0]);
    let mut data = serde_json::to_value(&plan).unwrap();
    // `1.7` would be a dated version, too.
    let agent =
        data["releases"].as_array().unwrap().iter().position(|one| one["component"] == "agent").unwrap();
    assert_eq!(data["releases"][agent]["from"], "1.7");
    assert_eq!(serde_json::from_value::<Plan>(data.clone()).unwrap(), plan);
    data["releases"][agent]["to"] = "1.7.20161101-next.0".into();
    let error = serde_json::from_value::<Plan>(data).unwrap_err().to_string();
    assert!(error.starts_with("`1.7.20161101-next.0` of agent is not a valid dev-patch version"), "{error}");
}

#[test]
fn what_is_read_by_itself_has_the_scheme_of_its_component() {
    let plan = planned(&requests()[0]);
    for release in &plan.releases {
        assert_eq!(serde_json::from_value::<Release>(json!(release)).unwrap(), *release);
    }
    for unchanged in &plan.unchanged {
        assert_eq!(serde_json::from_value::<Unchanged>(json!(unchanged)).unwrap(), *unchanged);
    }
    // `1.7` would be a dated version, too.
    assert!(plan.releases.iter().any(|one| one.from.is_some_and(|from| from.to_string() == "1.7")));
}

#[test]
fn a_version_whose_scheme_no_part_of_the_plan_gives_is_an_error() {
    let good =
        serde_json::to_value(planned(&Request::drop(["core".parse().unwrap()], requests()[0].date))).unwrap();
    let mut data = good.clone();
    data["unchanged"].as_array_mut().unwrap().retain(|one| one["component"] != "core");
    let error = serde_json::from_value::<Plan>(data).unwrap_err().to_string();
    assert_eq!(error, "`1.3-next.4` of core, which is neither in `releases` nor in `unchanged`");
}

#[test]
fn a_warning_that_is_not_known_is_passed_over_and_one_without_its_fields_is_an_error() {
    let plan = planned(&requests()[0]);
    let mut data = serde_json::to_value(&plan).unwrap();
    let warnings = data["warnings"].as_array_mut().unwrap();
    warnings.push(json!({"code": "new-in-2027", "component": "core", "mood": "grim"}));
    warnings.push(json!({"code": "tag-unread", "component": "core", "ecosystem": "new-in-2027", "tag": "v1", "template": "v"}));
    assert_eq!(serde_json::from_value::<Plan>(data.clone()).unwrap(), plan);
    data["warnings"].as_array_mut().unwrap().push(json!({"code": "promoted-behind", "component": "core"}));
    let error = serde_json::from_value::<Plan>(data).unwrap_err().to_string();
    assert_eq!(error, "the warning `promoted-behind` has no `version`");
}

#[test]
fn what_is_wrong_in_a_plan_is_an_error() {
    let good = serde_json::to_value(planned(&requests()[0])).unwrap();
    let cases: [(&str, Value, &str); 6] = [
        ("/releases/0/because/0/reason", json!("whim"), "`whim` is not a reason of a release"),
        ("/releases/0/to", json!("v1"), "`v1` of core is not a valid dated version"),
        ("/releases/0/component", json!("Core"), "an id consists of a-z"),
        ("/releases/0/scheme", json!("calver"), "unknown scheme `calver`"),
        ("/request/promote", json!([]), "`promote`"),
        ("/date", json!("tomorrow"), "a date is written"),
    ];
    for (place, value, said) in cases {
        let mut data = good.clone();
        *data.pointer_mut(place).unwrap() = value;
        if place == "/request/promote" {
            data["request"]["drop"] = json!([]);
        }
        let error = serde_json::from_value::<Plan>(data).unwrap_err().to_string();
        assert!(error.contains(said), "{place}: {error}");
    }
}
