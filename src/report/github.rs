//! Results for GitHub Actions: `NAME=VERSION` lines for the output file of a step.

use std::fmt::Write;

use crate::plan::Plan;
use crate::product::{ComponentId, Product};
use crate::version::Version;

/// The new version of each component that the plan releases.
#[must_use]
pub fn plan(plan: &Plan) -> String {
    outputs(plan.releases.iter().map(|release| (&release.component, release.to)))
}

/// The stable version of each component that has one.
#[must_use]
pub fn status(product: &Product) -> String {
    let versions =
        product.components().iter().filter_map(|component| Some((component.id(), component.version()?)));
    outputs(versions)
}

/// One output.
#[must_use]
pub fn output(name: &str, value: &str) -> String {
    format!("{name}={value}\n")
}

/// Names of outputs have `_` where ids have `-`, so that expressions can name them.
fn outputs<'a>(versions: impl Iterator<Item = (&'a ComponentId, Version)>) -> String {
    let mut text = String::new();
    for (component, version) in versions {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}={version}", component.as_str().replace('-', "_"));
    }
    text
}
