//! Results for people at a terminal.

pub mod contract;

use std::fmt::{Display, Write};

use super::style::{FAINT, HEADING, NEW, WARNING, painted};
use super::words;
use crate::ecosystem::Ecosystem;
use crate::plan::{Action, Plan, Release, Stage, SurfaceMove};
use crate::product::{Component, ComponentId, Product};
use crate::version::Version;

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

/// A plan, with the renderings of each release where those are asked for.
#[must_use]
pub fn plan(plan: &Plan, detail: Detail, renderings: bool) -> String {
    let mut text = String::new();
    if detail != Detail::Brief {
        text += &header(plan);
    }
    let widths = Widths::of(plan);
    if plan.releases.is_empty() && plan.closed.is_empty() {
        text += "Nothing is released.\n";
    } else if !plan.releases.is_empty() {
        section(&mut text, "Released", detail);
        for release in &plan.releases {
            release_line(&mut text, plan, release, &widths, detail);
            if renderings {
                rendering_lines(&mut text, &release.renderings, widths.id);
            }
        }
    }
    closed(&mut text, plan, &widths, detail);
    if detail == Detail::Brief {
        return text;
    }
    unchanged(&mut text, plan, &widths);
    contracts(&mut text, plan, &widths);
    warnings(&mut text, plan);
    text
}

/// `Chain, line 1.0 to 1.1: feature:core on 2016-11-05`.
fn header(plan: &Plan) -> String {
    let line = plan.line;
    let asked = match (&plan.request.action, plan.request.stage()) {
        (Action::Promote { .. }, _) => "promote".to_owned(),
        (Action::Drop { .. }, _) => "drop".to_owned(),
        (Action::Release { .. }, stage) => {
            let changes: Vec<String> = plan.changes.iter().map(ToString::to_string).collect();
            let changes = if changes.is_empty() { "nothing".to_owned() } else { changes.join(" ") };
            match stage {
                Stage::Stable => changes,
                Stage::Next => changes + " as prereleases",
                Stage::Maintained(line) => format!("{changes} on line {line}"),
            }
        }
    };
    let way = match (line.from, line.to) {
        _ if !plan.has_line() => String::new(),
        (from, to) if from == to => format!(", line {to}"),
        (from, to) => format!(", line {from} -> {to}"),
    };
    let name = painted(HEADING, &plan.product, 0);
    format!("{name}{way}: {asked}, {}\n\n", plan.date.iso())
}

/// The widths of the columns of a plan.
struct Widths {
    id: usize,
    from: usize,
    to: usize,
}

const NEVER: &str = "none";

impl Widths {
    fn of(plan: &Plan) -> Self {
        let ids = plan.releases.iter().map(|release| &release.component);
        let ids = ids.chain(plan.unchanged.iter().map(|unchanged| &unchanged.component));
        let froms = plan.releases.iter().map(|release| shown(release.from));
        let froms = froms.chain(plan.unchanged.iter().map(|unchanged| shown(unchanged.version)));
        Widths {
            id: ids.map(|id| id.as_str().len()).max().unwrap_or(0),
            from: froms.map(|version| version.len()).max().unwrap_or(0),
            to: plan.releases.iter().map(|release| release.to.to_string().len()).max().unwrap_or(0),
        }
    }
}

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

fn release_line(text: &mut String, plan: &Plan, release: &Release, widths: &Widths, detail: Detail) {
    let id = &release.component;
    let from = painted(FAINT, shown(release.from), widths.from);
    if detail == Detail::Brief {
        let to = painted(NEW, release.to, 0);
        line(text, format_args!("{id:width$}  {from} -> {to}", width = widths.id));
        return;
    }
    let to = painted(NEW, release.to, widths.to);
    let behind = if release.behind { painted(WARNING, ", behind", 0).to_string() } else { String::new() };
    let reasons = words::reasons(release);
    line(text, format_args!("  {id:width$}  {from} -> {to}  {reasons}{behind}", width = widths.id));
    if detail == Detail::Full {
        for step in plan.chain(id).into_iter().skip(1) {
            let way = format!("{}: {}", step.component, words::reasons(step));
            line(text, format_args!("  {:width$}    {}", "", painted(FAINT, way, 0), width = widths.id));
        }
    }
}

/// A line for each ecosystem: `maven  1.0-alpha-3`.
fn rendering_lines(text: &mut String, renderings: &[(Ecosystem, String)], indent: usize) {
    let width = renderings.iter().map(|(ecosystem, _)| ecosystem.name().len()).max().unwrap_or(0);
    for (ecosystem, rendering) in renderings {
        line(text, format_args!("  {:indent$}  {ecosystem:width$}  {rendering}", ""));
    }
}

fn unchanged(text: &mut String, plan: &Plan, widths: &Widths) {
    if plan.unchanged.is_empty() {
        return;
    }
    section(text, "Unchanged", Detail::Usual);
    for unchanged in &plan.unchanged {
        let version = painted(FAINT, shown(unchanged.version), widths.from);
        let behind = if unchanged.behind {
            painted(WARNING, format!(", behind line {}", plan.line.to), 0).to_string()
        } else {
            String::new()
        };
        let (id, why) = (&unchanged.component, words::stay(&unchanged.because));
        line(text, format_args!("  {id:width$}  {version}  {why}{behind}", width = widths.id));
    }
}

fn closed(text: &mut String, plan: &Plan, widths: &Widths, detail: Detail) {
    if plan.closed.is_empty() || detail == Detail::Brief {
        return;
    }
    section(text, "Series that end", Detail::Usual);
    for closed in &plan.closed {
        line(text, format_args!("  {:width$}  {}", closed.component, closed.series, width = widths.id));
    }
}

fn contracts(text: &mut String, plan: &Plan, widths: &Widths) {
    if !plan.surfaces.is_empty() {
        section(text, "Surfaces", Detail::Usual);
        let rows: Vec<[String; 3]> = plan.surfaces.iter().map(surface_row).collect();
        let width =
            |column: fn(&[String; 3]) -> &String| rows.iter().map(|row| column(row).len()).max().unwrap_or(0);
        let (names, from, to) = (width(|[name, ..]| name), width(|[_, from, _]| from), width(|[.., to]| to));
        for (row, moved) in rows.iter().zip(&plan.surfaces) {
            let [name, old, new] = row;
            let (new, because) = (painted(NEW, new, to), words::cause(&moved.because));
            line(text, format_args!("  {name:names$}  {old:from$} -> {new}  {because}"));
        }
    }
    if !plan.floors.is_empty() {
        section(text, "Floors", Detail::Usual);
        for raise in &plan.floors {
            let provider = words::provider(&raise.provider, raise.surface.as_ref());
            let (from, to) = (words::floor(raise.from), painted(NEW, words::floor(raise.to), 0));
            let component = &raise.component;
            line(text, format_args!("  {component} requires {provider} at least {from} -> {to}"));
        }
    }
    if !plan.maintained.is_empty() {
        section(text, "Maintained from now on", Detail::Usual);
        for entry in &plan.maintained {
            line(text, format_args!("  {:width$}  {}", entry.component, entry.version, width = widths.id));
        }
    }
}

/// A surface that moves, its number before and its number after.
fn surface_row(moved: &SurfaceMove) -> [String; 3] {
    [format!("{}.{}", moved.component, moved.surface), moved.from.to_string(), moved.to.to_string()]
}

fn warnings(text: &mut String, plan: &Plan) {
    if plan.warnings.is_empty() {
        return;
    }
    section(text, "Warnings", Detail::Usual);
    for warning in &plan.warnings {
        line(text, format_args!("  {}", painted(WARNING, words::warning(warning), 0)));
    }
}

/// The state of a product, with the renderings of each version where those are asked for.
#[must_use]
pub fn status(product: &Product, detail: Detail, renderings: bool) -> String {
    let mut text = String::new();
    let line_now = match product.current_line() {
        Some(line) => format!(", line {line}"),
        None if product.components().iter().any(Component::is_dated) => ", no line yet".to_owned(),
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
    let rows: Vec<Row> = product.components().iter().map(|component| Row::of(product, component)).collect();
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
        if renderings {
            rendering_lines(&mut text, &component.renderings(), id);
        }
    }
    text
}

/// A component in the status.
struct Row {
    id: String,
    title: String,
    version: String,
    notes: Vec<String>,
}

impl Row {
    fn of(product: &Product, component: &Component) -> Self {
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
        if !component.is_dated() {
            notes.push(component.scheme().to_string());
        }
        for follow in component.follows() {
            notes.push(words::follows(follow.edge, &follow.component));
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

/// Why one component is released, down to the changes, or why it stays.
#[must_use]
pub fn why(plan: &Plan, component: &ComponentId) -> String {
    let mut text = String::new();
    for release in plan.chain(component) {
        let (from, to) = (shown(release.from), painted(NEW, release.to, 0));
        let id = painted(HEADING, &release.component, 0);
        line(&mut text, format_args!("{id} {from} -> {to} ({})", release.level));
        for because in &release.because {
            line(&mut text, format_args!("  {}", words::reason(because, &release.component)));
        }
    }
    if let Some(unchanged) = plan.unchanged.iter().find(|unchanged| unchanged.component == *component) {
        let behind = if unchanged.behind { format!(", behind line {}", plan.line.to) } else { String::new() };
        let (id, version) = (painted(HEADING, component, 0), shown(unchanged.version));
        line(&mut text, format_args!("{id} stays at {version}{behind}"));
        line(&mut text, format_args!("  {}", words::stay(&unchanged.because)));
    }
    text
}
