//! The shape of `status --format json`, which a service can serve as its version document, is the one that is documented.

mod program;

use std::collections::{BTreeMap, BTreeSet};

use program::Call;
use serde_json::Value;

/// A product file in which each field of the report is filled somewhere, and empty elsewhere where it may be.
const FULL: &str = r#"
product.name = "Full"
[components.core]
lead = true
version = "1.2"
next = "1.3-next.0"
maintained = ["1.1"]
publish = ["npm"]
surfaces.sdk = { version = "1.1", next = "1.2" }
surfaces.wire = { version = 2, accepts-previous = 1 }
[components.app]
scheme = "semver"
follows = { core = { on = "api", as = "fix" } }
requires.core = "1.1"
requires."core.wire" = { at-least = 2, on-mismatch = "wait", checked = "install", raise = "api" }
"#;

/// No component shares a line, so that there is no line.
const WITHOUT_A_LINE: &str =
    "product.name = \"Small\"\n[components.a]\nscheme = \"semver\"\nversion = \"1.0.0\"\n";

/// Each field of the table with its types.
fn documented() -> BTreeMap<String, BTreeSet<String>> {
    let row = |line: &str| {
        let mut cells = line.trim_matches('|').split(" | ");
        let field = cells.next()?.trim().strip_prefix('`')?.strip_suffix('`')?.to_owned();
        Some((field, cells.next()?.split(" or ").map(str::to_owned).collect()))
    };
    include_str!("../src/report/status.md").lines().filter_map(row).collect()
}

/// What stands for any key of the object at `path`, where its keys are names of the product file.
fn any_key(path: &str) -> Option<&'static str> {
    match path {
        "components[].follows" | "components[].follows_as" => Some("COMPONENT"),
        "components[].surfaces" => Some("NAME"),
        "components[].renderings" => Some("ECOSYSTEM"),
        _ => None,
    }
}

fn collect(path: &str, value: &Value, found: &mut BTreeMap<String, BTreeSet<String>>) {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Object(fields) => {
            for (key, field) in fields {
                let key = any_key(path).unwrap_or(key);
                let below = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
                collect(&below, field, found);
            }
            "object"
        }
        Value::Array(items) => {
            for item in items {
                collect(&format!("{path}[]"), item, found);
            }
            "array"
        }
    };
    // Lists, and objects keyed by names, are told by what is in them.
    if kind != "array" && any_key(path).is_none() && !path.is_empty() {
        found.entry(path.to_owned()).or_default().insert(kind.to_owned());
    }
}

#[test]
fn the_fields_of_the_self_report_are_those_of_its_table() {
    let mut found = BTreeMap::new();
    for product in [FULL, WITHOUT_A_LINE] {
        let output = Call::new(["status", "--format", "json"]).product(product).run();
        assert!(output.status.success());
        collect("", &serde_json::from_slice(&output.stdout).unwrap(), &mut found);
    }
    assert_eq!(found, documented());
}

#[test]
fn a_long_list_of_followed_components_is_folded() {
    let ids: Vec<String> = (0..9).map(|number| format!("lib{number}")).collect();
    let mut product = "product.name = \"Many\"\n".to_owned();
    for id in &ids {
        product += &format!("[components.{id}]\nscheme = \"semver\"\nversion = \"1.0.0\"\n");
    }
    product += "[components.app]\nscheme = \"semver\"\nversion = \"1.0.0\"\n";
    product.extend(ids.iter().map(|id| format!("follows.{id} = \"api\"\n")));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("product.toml");
    std::fs::write(&path, product).unwrap();
    let status = |extra: &[&str]| {
        let mut arguments = vec!["--product", path.to_str().unwrap(), "status"];
        arguments.extend(extra);
        let output =
            std::process::Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(status(&[]).contains("follows the API of lib2, and 6 more\n"), "{}", status(&[]));
    assert!(status(&["-v"]).contains("follows the API of lib8"), "{}", status(&["-v"]));
}
