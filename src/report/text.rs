//! Results for people at a terminal.

pub mod contract;
mod plan;

pub use plan::{PlanLines, plan};

use std::fmt::{Display, Write};

use super::style::{FAINT, HEADING, NEW, WARNING, painted};
use crate::ecosystem::Ecosystem;
use crate::phrases;
use crate::plan::Plan;
use crate::product::{Component, ComponentId, Product, Requirement};
use crate::version::{Scheme, Version};

/// How much a report says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Detail {
    /// Only what is released.
    Brief,
    /// What is released and what stays, each with its reason.
    #[default]
    Usual,
    /// All that, and the chain of reasons of each release.
    Full,
}

const NEVER: &str = "none";

fn shown(version: Option<Version>) -> String {
    version.map_or_else(|| NEVER.to_owned(), |version| version.to_string())
}

fn section(text: &mut String, title: &str, detail: Detail) {
    if detail == Detail::Brief {
        return;
    }
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push('\n');
    }
    line(text, painted(HEADING, title, 0));
}

fn line(text: &mut String, content: impl Display) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{content}");
}

/// One of some renderings, below those before it: `maven  1.0-alpha-3`.
fn rendering_line(renderings: &[(Ecosystem, String)], which: usize, indent: usize) -> String {
    let width = renderings.iter().map(|(ecosystem, _)| ecosystem.name().len()).max().unwrap_or(0);
    renderings.get(which).map_or_else(String::new, |(ecosystem, rendering)| {
        format!("  {:indent$}  {ecosystem:width$}  {rendering}", "")
    })
}

/// The state of a product, with the renderings of each version where those are asked for, and in full with the surfaces
/// and floors of each component.
#[must_use]
pub fn status(product: &Product, detail: Detail, renderings: bool) -> String {
    let mut text = String::new();
    let line_now = match product.current_line() {
        Some(line) => format!(", line {line}"),
        None if product.components().iter().any(Component::shares_line) => ", no line yet".to_owned(),
        None => String::new(),
    };
    let behind = product.components().iter().filter(|component| product.is_behind(component)).count();
    let behind = match behind {
        0 => String::new(),
        count => painted(WARNING, format!(", {count} behind"), 0).to_string(),
    };
    if detail != Detail::Brief {
        line(&mut text, format_args!("{}{line_now}{behind}\n", painted(HEADING, product.name(), 0)));
    }
    let rows: Vec<Row> =
        product.components().iter().map(|component| Row::of(product, component, detail)).collect();
    let width = |column: fn(&Row) -> &str| {
        rows.iter().map(|row| unicode_width::UnicodeWidthStr::width(column(row))).max().unwrap_or(0)
    };
    let (id, title, version) = (width(|row| &row.id), width(|row| &row.title), width(|row| &row.version));
    for (row, component) in rows.iter().zip(product.components()) {
        let shown_id = painted(HEADING, &row.id, id);
        let shown_title = painted(FAINT, &row.title, title);
        let notes = row.notes.join(", ");
        let content = format!("  {shown_id}  {shown_title}  {:version$}  {notes}", row.version);
        line(&mut text, content.trim_end());
        if detail == Detail::Full {
            contract::promise_lines(&mut text, component, id);
        }
        if renderings {
            let written = component.renderings();
            for which in 0..written.len() {
                line(&mut text, rendering_line(&written, which, id));
            }
        }
    }
    text
}

/// How many of the components that one follows are named where there are more, unless everything is asked for.
const SHOWN_EDGES: usize = 3;

/// A component in the status.
struct Row {
    id: String,
    title: String,
    version: String,
    notes: Vec<String>,
}

impl Row {
    fn of(product: &Product, component: &Component, detail: Detail) -> Self {
        let mut notes = Vec::new();
        if let Some(next) = component.next() {
            notes.push(format!("next {next}"));
        }
        if product.is_behind(component) {
            notes.push(painted(WARNING, "behind", 0).to_string());
        }
        if component.is_lead() {
            notes.push("leads".to_owned());
        }
        if component.scheme() != Scheme::Dated {
            notes.push(component.scheme().to_string());
        }
        let follows = component.follows();
        let shown = if detail == Detail::Full || follows.len() <= SHOWN_EDGES + 1 {
            follows.len()
        } else {
            SHOWN_EDGES
        };
        for follow in follows.iter().take(shown) {
            notes.push(phrases::follows(follow));
        }
        if follows.len() > shown {
            notes.push(format!("and {} more", follows.len() - shown));
        }
        if !component.maintained().is_empty() {
            let versions: Vec<String> = component.maintained().iter().map(ToString::to_string).collect();
            notes.push(format!("maintains {}", versions.join(" ")));
        }
        let title = if component.title() == component.id().as_str() { "" } else { component.title() };
        Row {
            id: component.id().to_string(),
            title: title.to_owned(),
            version: component
                .version()
                .map_or_else(|| "unreleased".to_owned(), |version| version.to_string()),
            notes,
        }
    }
}

/// What a requirement asks for: `engine at least 0.3.0`.
#[must_use]
pub fn requirement(requirement: &Requirement) -> String {
    let provider = phrases::provider(&requirement.provider, requirement.surface.as_ref());
    format!("{provider} at least {}", phrases::floor(requirement.at_least))
}

/// Why one component is released, down to the changes, or why it stays.
#[must_use]
pub fn why(plan: &Plan, component: &ComponentId) -> String {
    let mut text = String::new();
    for release in plan.chain(component) {
        let (from, to) = (shown(release.from), painted(NEW, release.to, 0));
        let id = painted(HEADING, &release.component, 0);
        line(&mut text, format_args!("{id} {from} -> {to} ({})", release.level));
        for because in &release.because {
            line(&mut text, format_args!("  {}", phrases::reason(because, &release.component)));
        }
    }
    if let Some(unchanged) = plan.unchanged.iter().find(|unchanged| unchanged.component == *component) {
        let behind = if unchanged.behind { format!(", behind line {}", plan.line.to) } else { String::new() };
        let (id, version) = (painted(HEADING, component, 0), shown(unchanged.version));
        line(&mut text, format_args!("{id} stays at {version}{behind}"));
        line(&mut text, format_args!("  {}", phrases::stay(&unchanged.because)));
    }
    text
}
