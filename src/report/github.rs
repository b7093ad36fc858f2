//! Results for GitHub Actions: `NAME=VERSION` lines for the output file of a step.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::contract::{Pair, Rollout, Standing, Support};
use crate::plan::{Plan, Release, Stage};
use crate::product::{ComponentId, Product};
use crate::version::Version;

/// The new version of each component that the plan releases; then all of them as a list for a job matrix, and whether
/// there is any.
#[must_use]
pub fn plan(product: &Product, plan: &Plan) -> String {
    let stage = match plan.request.stage() {
        Stage::Stable => "stable",
        Stage::Next => "next",
        Stage::Maintained(_) => "maintained",
    };
    let release = |release: &Release| {
        let component = product.component(&release.component);
        let tagged = component.filter(|component| component.is_tagged(release.to));
        json!({
            "component": release.component,
            "version": release.to,
            "tag": tagged.map(|component| product.tag_of(component).name(component.id(), release.to)),
            "title": format!("{} {}", release.title, release.to),
            "stage": stage,
        })
    };
    let versions = outputs(plan.releases.iter().map(|release| (&release.component, release.to)));
    versions + &releases(plan.releases.iter().map(release).collect())
}

/// Releases as a list for a job matrix, and whether there is any.
#[must_use]
pub fn releases(releases: Vec<Value>) -> String {
    let any = if releases.is_empty() { "false" } else { "true" };
    output("releases", &Value::from(releases).to_string()) + &output("any", any)
}

/// The stable version of each component that has one.
#[must_use]
pub fn status(product: &Product) -> String {
    let versions =
        product.components().iter().filter_map(|component| Some((component.id(), component.version()?)));
    outputs(versions)
}

/// Whether all requirements hold.
#[must_use]
pub fn compat(pairs: &[Pair<'_>]) -> String {
    output("compatible", if pairs.iter().all(Pair::holds) { "true" } else { "false" })
}

/// The steps as a JSON list of lists, which a matrix can take: `[["backend"],["frontend","rpmbuild"]]`.
#[must_use]
pub fn rollout(rollout: &Rollout) -> String {
    let steps: Vec<_> = rollout.steps.iter().map(|step| &step.components).collect();
    output("steps", &serde_json::json!(steps).to_string())
}

/// How many deprecated things there are, may go and are overdue.
#[must_use]
pub fn deprecations(supports: &[Support<'_>]) -> String {
    let count = |standing| supports.iter().filter(|support| support.standing == standing).count().to_string();
    output("supported", &count(Standing::Supported))
        + &output("removable", &count(Standing::Removable))
        + &output("overdue", &count(Standing::Overdue))
}

/// One output.
#[must_use]
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
