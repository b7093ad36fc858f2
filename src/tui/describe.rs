//! One component in full: why it is released or stays, and what it is.

use super::styled::{Line as Text, Tone, line, span};
use crate::plan::Plan;
use crate::product::{Component, ComponentId, Product};
use crate::report::{self, reason, stay, text};
use crate::version::{Line, Version};

/// Why a component is released, down to the changes, or why it stays.
pub(super) fn why(plan: &Plan, component: &ComponentId) -> Vec<Text> {
    let version =
        |version: Option<Version>| version.map_or_else(|| "none".to_owned(), |version| version.to_string());
    let mut lines = Vec::new();
    for release in plan.chain(component) {
        lines.push(
            line(release.component.as_str(), Tone::Heading)
                .with(format!(" {} \u{2192} ", version(release.from)), Tone::Plain)
                .with(release.to.to_string(), Tone::New)
                .with(format!(" ({})", release.level), Tone::Plain),
        );
        let reasons = release.because.iter();
        lines.extend(
            reasons.map(|because| line(&format!("  {}", reason(because, &release.component)), Tone::Plain)),
        );
    }
    if let Some(unchanged) = plan.unchanged.iter().find(|unchanged| unchanged.component == *component) {
        let behind = if unchanged.behind { format!(", behind line {}", plan.line.to) } else { String::new() };
        lines.push(
            line(component.as_str(), Tone::Heading)
                .with(format!(" stays at {}", version(unchanged.version)), Tone::Plain)
                .with(behind, Tone::Warning),
        );
        lines.push(line(&format!("  {}", stay(&unchanged.because)), Tone::Plain));
    }
    lines
}

/// A component as the product file has it.
pub(super) fn component(product: &Product, component: &Component) -> Vec<Text> {
    let id = component.id();
    let title = if component.title() == id.as_str() { "" } else { component.title() };
    let mut lines = vec![Text {
        spans: vec![span(id.as_str(), Tone::Heading), span(&format!("  {title}"), Tone::Plain)],
    }];
    let mut fact = |text: String| lines.push(line(&format!("  {text}"), Tone::Faint));
    let now = component
        .version()
        .map_or_else(|| "never released".to_owned(), |version| format!("{version}, {}", component.scheme()));
    fact(if component.is_lead() { format!("{now}, leads the line") } else { now });
    if let Some(next) = component.next() {
        fact(format!("open series {next}"));
    }
    if let (true, Some(version)) = (product.is_behind(component), component.version()) {
        fact(behind(product, version.line()));
    }
    for follow in component.follows() {
        fact(report::follows(follow));
    }
    let followers: Vec<&str> = product
        .components()
        .iter()
        .filter(|other| other.follows().iter().any(|follow| follow.component == *id))
        .map(|other| other.id().as_str())
        .take(20)
        .collect();
    if !followers.is_empty() {
        fact(format!("followed by {}", followers.join(", ")));
    }
    for surface in component.surfaces() {
        let next = surface.next.map_or_else(String::new, |next| format!(", {next} in the open series"));
        fact(format!("honours {} {}{next}", surface.name, surface.version));
    }
    for requirement in component.requires() {
        fact(format!("requires {}", text::requirement(requirement)));
    }
    if !component.maintained().is_empty() {
        let versions: Vec<String> = component.maintained().iter().map(ToString::to_string).collect();
        fact(format!("maintains {}", versions.join(", ")));
    }
    if !component.publish().is_empty() {
        let ecosystems: Vec<&str> = component.publish().iter().map(|ecosystem| ecosystem.name()).collect();
        fact(format!("published to {}", ecosystems.join(", ")));
    }
    lines
}

/// How many lines a component on `line` is behind: exact within a MAJOR, else as many as the product knows of.
pub(super) fn behind(product: &Product, line: Line) -> String {
    let Some(current) = product.current_line() else { return String::new() };
    let (count, least) = if line.major() == current.major() {
        (usize::try_from(current.minor().saturating_sub(line.minor())).unwrap_or(usize::MAX), "")
    } else {
        let of_line = product.components().iter().filter(|component| component.shares_line());
        let known: std::collections::BTreeSet<Line> = of_line
            .filter_map(|component| Some(component.version()?.line()))
            .filter(|known| *known > line && *known <= current)
            .collect();
        (known.len(), "at least ")
    };
    let lines = if count == 1 { "line" } else { "lines" };
    format!("{least}{count} {lines} behind {current}")
}
