//! What results for GitHub Actions have in common: `NAME=VERSION` lines for the output file of a step.

use std::fmt::Write;

use serde_json::Value;

use crate::product::{ComponentId, Product};
use crate::version::Version;

/// Releases as a list for a job matrix, and whether there is any.
pub fn releases(releases: Vec<Value>) -> String {
    let any = if releases.is_empty() { "false" } else { "true" };
    output("releases", &Value::from(releases).to_string()) + &output("any", any)
}

/// The stable version of each component that has one.
pub fn stable_versions(product: &Product) -> String {
    let versions =
        product.components().iter().filter_map(|component| Some((component.id(), component.version()?)));
    outputs(versions)
}

/// One output.
pub fn output(name: &str, value: &str) -> String {
    format!("{name}={value}\n")
}

/// An output for each version: `java_sdk=1.0.20161027`. Names of outputs have `_` where ids have `-`, so that expressions
/// can name them.
pub fn outputs<'a>(versions: impl Iterator<Item = (&'a ComponentId, Version)>) -> String {
    let mut text = String::new();
    for (component, version) in versions {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}={version}", component.as_str().replace('-', "_"));
    }
    text
}
