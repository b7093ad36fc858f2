//! What the reports do not say: what a component is, and how its new version is written for each ecosystem.

use super::styled::{Tone, Words, line, word};
use crate::product::{Component, Product};
use crate::report::{self, text};
use crate::version::Line;

/// A component as the product file has it.
pub(super) fn component(product: &Product, component: &Component) -> Vec<Words> {
    let id = component.id();
    let mut lines = vec![vec![
        word(id.as_str(), Tone::Heading),
        word(
            &if component.title() == id.as_str() {
                String::new()
            } else {
                format!("  {}", component.title())
            },
            Tone::Plain,
        ),
    ]];
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
