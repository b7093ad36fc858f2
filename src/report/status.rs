//! The state of a product: every component, its versions, surfaces and minimum versions.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::json::List;
use super::markdown::{escaped, or_unreleased};
use super::paint::Columns;
use super::{Detail, Report, github};
use crate::ecosystem::Ecosystem;
use crate::phrases;
use crate::product::{Component, Product, Requirement};
use crate::version::{self, Scheme};
use crate::words::{Line, Tone};

/// The state of a product.
///
/// Its JSON has all that a service needs to report about itself, so that the document can be served as it is:
///
#[doc = include_str!("status.md")]
pub struct StatusReport<'a> {
    pub product: &'a Product,
    pub renderings: bool,
}

impl Report for StatusReport<'_> {
    /// In full with the surfaces and minimum versions of each component.
    fn lines(&self, detail: Detail) -> Vec<Line> {
        let mut lines = Vec::new();
        if detail != Detail::Brief {
            lines.extend([head(self.product), Line::default()]);
        }
        let components = self.product.components();
        let rows: Vec<Row> =
            components.iter().map(|component| Row::of(self.product, component, detail)).collect();
        let width = |column: fn(&Row) -> &str| {
            rows.iter().map(|row| unicode_width::UnicodeWidthStr::width(column(row))).max().unwrap_or(0)
        };
        let widths = [width(|row| &row.id), width(|row| &row.title), width(|row| &row.version)];
        for (row, component) in rows.into_iter().zip(components) {
            lines.push(row.line(widths));
            let [indent, ..] = widths;
            if detail == Detail::Full {
                lines.extend(
                    promises(component).map(|promise| Line::plain(format!("  {:indent$}  {promise}", ""))),
                );
            }
            if self.renderings {
                lines.extend(rendering_lines(&component.renderings(), indent));
            }
        }
        lines
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Fields<'f, C> {
            product: &'f str,
            line: Option<version::Line>,
            components: C,
        }
        let product = self.product;
        let components = || product.components().iter().map(|component| component_status(product, component));
        Fields { product: product.name(), line: product.current_line(), components: List(components) }
    }

    /// A list, in which what is behind is marked as such.
    fn markdown(&self) -> String {
        let product = self.product;
        let line = product.current_line().map_or_else(String::new, |line| format!(" {line}"));
        let mut text = format!("## {}{line}\n\n", escaped(product.name()));
        for component in product.components() {
            let next = component.next().map_or_else(String::new, |next| format!(", next {next}"));
            let behind = if product.is_behind(component) { ", behind" } else { "" };
            let (title, version) = (escaped(component.title()), or_unreleased(component.version()));
            text += &format!("- {title} {version}{next}{behind}\n");
        }
        text
    }

    /// The stable version of each component that has one.
    fn github(&self) -> String {
        github::stable_versions(self.product)
    }
}

fn head(product: &Product) -> Line {
    let components = product.components();
    let line = Line::new(product.name(), Tone::Heading).and(match product.current_line() {
        Some(line) => format!(", line {line}"),
        None if components.iter().any(Component::shares_line) => ", no line yet".to_owned(),
        None => String::new(),
    });
    match components.iter().filter(|component| product.is_behind(component)).count() {
        0 => line,
        count => line.with(format_args!(", {count} behind"), Tone::Warning),
    }
}

/// How many of the components that one follows are named where there are more, unless everything is asked for.
const SHOWN_EDGES: usize = 3;

/// A component in the status.
struct Row {
    id: String,
    title: String,
    version: String,
    notes: Vec<(String, Tone)>,
}

impl Row {
    fn of(product: &Product, component: &Component, detail: Detail) -> Self {
        let mut notes = Vec::new();
        let mut note = |text: String| notes.push((text, Tone::Plain));
        if let Some(next) = component.next() {
            note(format!("next {next}"));
        }
        if product.is_behind(component) {
            notes.push(("behind".to_owned(), Tone::Warning));
        }
        let mut note = |text: String| notes.push((text, Tone::Plain));
        if component.is_lead() {
            note("leads".to_owned());
        }
        if component.scheme() != Scheme::Dated {
            note(component.scheme().to_string());
        }
        let follows = component.follows();
        let shown = if detail == Detail::Full || follows.len() <= SHOWN_EDGES + 1 {
            follows.len()
        } else {
            SHOWN_EDGES
        };
        follows.iter().take(shown).for_each(|follow| note(phrases::follows(follow)));
        if follows.len() > shown {
            note(format!("and {} more", follows.len() - shown));
        }
        if !component.maintained().is_empty() {
            let versions: Vec<String> = component.maintained().iter().map(ToString::to_string).collect();
            note(format!("maintains {}", versions.join(" ")));
        }
        let title = if component.title() == component.id().as_str() { "" } else { component.title() };
        let (id, version) = (component.id().to_string(), or_unreleased(component.version()));
        Row { id, title: title.to_owned(), version, notes }
    }

    fn line(self, [id, title, version]: [usize; 3]) -> Line {
        let line = Line::plain("  ").column(self.id, Tone::Heading, id).and("  ");
        let line = line.column(self.title, Tone::Faint, title).and("  ");
        if self.notes.is_empty() {
            return line.and(self.version);
        }
        let line = line.column(self.version, Tone::Plain, version);
        self.notes.into_iter().enumerate().fold(line, |line, (place, (note, tone))| {
            line.and(if place == 0 { "  " } else { ", " }).with(note, tone)
        })
    }
}

/// What a component honours, and what it needs.
fn promises(component: &Component) -> impl Iterator<Item = String> {
    let surfaces = component.surfaces().iter().map(|surface| {
        let next = surface.next.map_or_else(String::new, |next| format!(", next {next}"));
        format!("surface {} {}{next}", surface.name, surface.version)
    });
    let requires = component.requires().iter();
    surfaces.chain(requires.map(|requirement| format!("requires {}", phrases::requirement(requirement))))
}

/// Renderings below each other: `maven  1.0-alpha-3`.
pub(super) fn rendering_lines(
    renderings: &[(Ecosystem, String)],
    indent: usize,
) -> impl Iterator<Item = Line> {
    let width = renderings.iter().map(|(ecosystem, _)| ecosystem.name().len()).max().unwrap_or(0);
    renderings.iter().map(move |(ecosystem, rendering)| {
        Line::plain(format!("  {:indent$}  {ecosystem:width$}  {rendering}", ""))
    })
}

fn component_status(product: &Product, component: &Component) -> Value {
    let follows: Map<String, Value> = component
        .follows()
        .iter()
        .map(|follow| (follow.component.to_string(), follow.edge.name().into()))
        .collect();
    let caps = component.follows().iter().filter_map(|follow| Some((&follow.component, follow.cap?)));
    let follows_as: Map<String, Value> =
        caps.map(|(followed, cap)| (followed.to_string(), cap.name().into())).collect();
    let surfaces: Map<String, Value> = component
        .surfaces()
        .iter()
        .map(|surface| {
            let value = json!({
                "version": surface.version.to_string(),
                "next": surface.next.map(|next| next.to_string()),
                "accepts_previous": surface.accepts_previous,
            });
            (surface.name.to_string(), value)
        })
        .collect();
    json!({
        "component": component.id(),
        "title": component.title(),
        "scheme": component.scheme().name(),
        "lead": component.is_lead(),
        "version": component.version(),
        "next": component.next(),
        "behind": product.is_behind(component),
        "maintained": component.maintained(),
        "follows": follows,
        "follows_as": follows_as,
        "surfaces": surfaces,
        "requires": component.requires().iter().map(requirement).collect::<Vec<_>>(),
        "renderings": renderings(&component.renderings()),
    })
}

fn requirement(requirement: &Requirement) -> Value {
    json!({
        "requires": requirement.provider,
        "at_least": requirement.at_least.to_string(),
        "on_mismatch": requirement.on_mismatch.name(),
        "checked": requirement.checked.name(),
        "raise": requirement.raise.name(),
    })
}

fn renderings(renderings: &[(Ecosystem, String)]) -> Value {
    let renderings = renderings.iter();
    renderings
        .map(|(ecosystem, text)| (ecosystem.name().to_owned(), json!(text)))
        .collect::<Map<_, _>>()
        .into()
}
