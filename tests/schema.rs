//! The JSON Schema of the product file says what the loader does: its keys, their types, and no others.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

#[allow(dead_code, reason = "only the product files are read here")]
#[path = "bad_inputs/file.rs"]
mod file;
mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use dateline::product::Product;
use dateline::product::keys::{FILE, Shape, TableKind};
use dateline::words::Explain;
use program::{Call, text};
use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

fn schema() -> Value {
    let output = Call::new(["schema"]).run();
    assert!(output.status.success() && output.stderr.is_empty());
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The schema, compiled, and the question whether a product file satisfies it.
struct Checker {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Checker {
    fn new() -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("product.json", schema()).unwrap();
        let index = compiler.compile("product.json", &mut schemas).unwrap();
        Checker { schemas, index }
    }

    /// What the schema has against a product file; `None` where that is no TOML.
    fn check(&self, product: &str) -> Option<Result<(), String>> {
        let text = product.strip_prefix('\u{feff}').unwrap_or(product);
        let table = DeTable::parse(text).ok()?.into_inner();
        let value = json(&DeValue::Table(table));
        Some(self.schemas.validate(&value, self.index).map_err(|error| error.to_string()))
    }
}

/// A TOML value as JSON; dates, which JSON has none of, as something that no key takes.
fn json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => text.as_ref().into(),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => number.into(),
            Err(_) => f64::MAX.into(),
        },
        DeValue::Float(number) => number.as_str().parse::<f64>().unwrap().into(),
        DeValue::Boolean(flag) => (*flag).into(),
        DeValue::Datetime(_) => Value::Null,
        DeValue::Array(values) => values.iter().map(|value| json(value.get_ref())).collect(),
        DeValue::Table(table) => {
            let entries = table.iter().map(|(key, value)| (key.get_ref().to_string(), json(value.get_ref())));
            entries.collect::<Map<_, _>>().into()
        }
    }
}

/// Compares the keys of a table with those of its part of the schema, and those of the tables below it.
fn compare_keys(table: &TableKind, part: &Value, seen: &mut BTreeSet<&'static str>) {
    seen.insert(table.name);
    let known: BTreeSet<&str> = table.keys.iter().map(|key| key.name).collect();
    let listed: BTreeSet<&str> = part["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(listed, known, "{}", table.name);
    assert_eq!(part["additionalProperties"], false, "{}", table.name);
    let needed: BTreeSet<&str> = table.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let required: BTreeSet<&str> =
        part["required"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    assert_eq!(required, needed, "{}", table.name);
    for key in table.keys {
        let property = &part["properties"][key.name];
        assert_eq!(property["description"], key.about, "{}.{}", table.name, key.name);
        match key.shape {
            Shape::One(below) => compare_keys(below, property, seen),
            Shape::Many(below) => compare_keys(below, &property["items"], seen),
            Shape::Named(below) => compare_keys(below, &property["additionalProperties"], seen),
            Shape::Required(below) => {
                let forms = property["additionalProperties"]["anyOf"].as_array().unwrap();
                let long = forms.iter().find(|form| form["type"] == "object").unwrap();
                compare_keys(below, long, seen);
            }
            Shape::Choice(words) => assert_eq!(property["enum"], serde_json::json!(words)),
            _ => {}
        }
    }
}

#[test]
fn the_schema_lists_exactly_the_keys_that_the_loader_knows() {
    let schema = schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let mut seen = BTreeSet::new();
    compare_keys(&FILE, &schema, &mut seen);
    assert_eq!(seen.len(), 8, "{seen:?}");
}

#[test]
fn the_schema_is_the_same_in_every_format() {
    let plain = Call::new(["schema"]).run().stdout;
    for format in ["json", "markdown", "github"] {
        assert_eq!(text(&Call::new(["schema", "--format", format]).run().stdout), text(&plain));
    }
}

/// Every product file of the project, whatever folder it is in.
fn find_product_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && name != "target" && name != ".git" {
            find_product_files(&path, found);
        } else if name == "product.toml" {
            found.push(path);
        }
    }
}

#[test]
fn the_schema_takes_every_product_file_that_the_loader_takes() {
    let mut paths = Vec::new();
    find_product_files(Path::new(env!("CARGO_MANIFEST_DIR")), &mut paths);
    assert!(!paths.is_empty());
    let files = paths.iter().map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap()));
    let good = files.chain(GOOD.iter().map(|text| ((*text).to_owned(), (*text).to_owned())));
    let checker = Checker::new();
    for (name, text) in good.filter(|(_, text)| Product::from_toml(text).is_ok()) {
        assert_eq!(checker.check(&text), Some(Ok(())), "{name}");
    }
}

#[test]
fn the_examples_of_this_file_are_good() {
    for text in GOOD {
        assert_eq!(Product::from_toml(text).map(|_| ()), Ok(()), "{text}");
    }
}

/// Errors of keys and types, which a schema can see; it cannot compare versions or follow references.
const VISIBLE: [&str; 8] = [
    "unknown-key",
    "missing-key",
    "wrong-type",
    "unknown-choice",
    "unknown-ecosystem",
    "published-twice",
    "out-of-range",
    "bad-id",
];

#[test]
fn the_schema_refuses_what_the_loader_refuses_for_a_key_or_a_type() {
    let checker = Checker::new();
    let mut refused = 0;
    let (_, cases) = file::parse(&fs::read_to_string("tests/bad_inputs/product_files.txt").unwrap());
    for case in cases {
        let name = case.name;
        let Ok(text) = String::from_utf8(case.product.unwrap()) else { continue };
        let errors = Product::from_toml(&text).expect_err(&name).errors;
        let codes: BTreeSet<&str> = errors.iter().map(|error| error.kind.code()).collect();
        if let (true, Some(answer)) = (codes.iter().any(|code| VISIBLE.contains(code)), checker.check(&text))
        {
            assert!(answer.is_err(), "{name}: the schema takes {text}");
            refused += 1;
        }
    }
    assert!(refused > 40, "{refused}");
}

/// Files that use every key, in each of its forms.
const GOOD: [&str; 3] = [
    r#"
[product]
name = "Chain"
same-day = "next-day"
tag = "{component}-v{version}"
commit = "Release {product} {line} on {date}: {releases}"
maintain = 2

[components.core]
title = "Chain Core"
scheme = "dated"
lead = true
version = "1.2"
next = "1.3-next.0"
maintained = ["1.1.20170615"]
tag = "core-v{version}"
tag-aliases = ["cmd.cored-", "{version}-core"]
publish = ["npm"]
manifests = [{ path = "core/VERSION", format = "text", field = "version", pattern = "v{version}", as = "npm", development = "-dev", except = ["core/OLD"] }]
surfaces.sdk = { version = "1.1", next = "1.2" }
surfaces.api = { version = 1, next = 2, each = "break", accepts-previous = 1 }
surfaces.schema = { version = 7, each = "change" }

[components.mac]
version = "1.0"
follows = { core = "release" }
requires = { "core.api" = 1, "core.sdk" = "1.1", core = "1.0" }

[components.client]
scheme = "semver"
version = "0.4.2"
next = "0.5.0-next.3"
breaking = "minor"
follows.core = "api"

[components.client.requires.core]
at-least = "1.0"
on-mismatch = "wait"
checked = "install"
raise = "api"

[components.agent]
scheme = "dev-patch"
version = "1.7.2"

[[deprecations]]
surface = "core.sdk"
what = "the first SDK"
since = "1.1"
window = 2
removed = "1.5"
"#,
    "product.name = 'One'\ncomponents.one.lead = true\n",
    "\u{feff}[product]\r\nname = \"CR LF\"\r\n[components.a]\r\nscheme = \"dev-patch\"\r\n",
];
