//! Results as Markdown, for release notes and summaries.

pub mod contract;

use std::collections::HashMap;

use crate::phrases;
use crate::plan::{Plan, Release};
use crate::product::{Component, ComponentId, Product};
use crate::version::Version;

/// A plan as a list, released components in bold.
#[must_use]
pub fn plan(product: &Product, plan: &Plan) -> String {
    let target = if plan.has_line() { format!(" {}", plan.line.target) } else { String::new() };
    let mut text = format!("## {}{target}, {}\n\n", escaped(&plan.product), plan.date.iso());
    let releases: HashMap<&ComponentId, &Release> =
        plan.releases.iter().map(|release| (&release.component, release)).collect();
    for component in product.components() {
        text += &match releases.get(component.id()) {
            Some(release) => released(release),
            None => stays(component),
        };
    }
    if !plan.closed.is_empty() {
        text += "\nClosed series:\n\n";
        for closed in &plan.closed {
            text += &format!("- {} {}\n", closed.component, closed.series);
        }
    }
    if !plan.warnings.is_empty() {
        text += "\nWarnings:\n\n";
        for warning in &plan.warnings {
            text += &format!("- {warning}\n");
        }
    }
    text
}

fn released(release: &Release) -> String {
    let was = release.from.map_or_else(|| "first release".to_owned(), |from| format!("was {from}"));
    let (title, reasons) = (escaped(&release.title), phrases::reasons(release));
    format!("- **{title} {}** ({was}): {reasons}\n", release.to)
}

fn stays(component: &Component) -> String {
    format!("- {} {}\n", escaped(component.title()), shown(component.version()))
}

fn shown(version: Option<Version>) -> String {
    version.map_or_else(|| "unreleased".to_owned(), |version| version.to_string())
}

/// The state of a product as a list, what is behind marked as such.
#[must_use]
pub fn status(product: &Product) -> String {
    let line = product.current_line().map_or_else(String::new, |line| format!(" {line}"));
    let mut text = format!("## {}{line}\n\n", escaped(product.name()));
    for component in product.components() {
        let next = component.next().map_or_else(String::new, |next| format!(", next {next}"));
        let behind = if product.is_behind(component) { ", behind" } else { "" };
        let (title, version) = (escaped(component.title()), shown(component.version()));
        text += &format!("- {title} {version}{next}{behind}\n");
    }
    text
}

/// Why one component is released or stays, as a list.
#[must_use]
pub fn why(plan: &Plan, component: &Component) -> String {
    let mut text = String::new();
    for release in plan.chain(component.id()) {
        text += &released(release);
    }
    if let Some(unchanged) = plan.unchanged.iter().find(|unchanged| unchanged.component == *component.id()) {
        let (title, version) = (escaped(component.title()), shown(unchanged.version));
        text += &format!("- {title} {version}: {}\n", phrases::stay(&unchanged.because));
    }
    text
}

/// Lines as a list of literal texts.
#[must_use]
pub fn literals<T: ToString>(lines: impl IntoIterator<Item = T>) -> String {
    lines.into_iter().map(|line| format!("- `{}`\n", line.to_string())).collect()
}

/// A text that Markdown shows as it is.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if r"\`*_{}[]<>()#+!|~&".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
