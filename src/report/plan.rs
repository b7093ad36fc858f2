//! A plan: what is released and why, what stays and why.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::evidence::add_evidence;
use super::markdown::{escaped, or_unreleased};
use super::paint::Columns;
use super::status::rendering_lines;
use super::{Detail, Report, github, section};
use crate::pending::Pending;
use crate::phrases;
use crate::plan::{Plan, Reason, Release, RequestAction, Stage, SurfaceMove, Unchanged};
use crate::product::{Component, ComponentId, Product};
use crate::version::Version;
use crate::words::{Line, Tone};

/// A plan, with what is shown besides it.
pub struct PlanReport<'a> {
    pub product: &'a Product,
    pub plan: &'a Plan,
    pub pending: Option<&'a Pending>,
    /// Whether the order in which its releases are built is shown.
    pub order: bool,
    pub renderings: bool,
}

impl<'a> PlanReport<'a> {
    /// The plan alone.
    pub fn new(product: &'a Product, plan: &'a Plan) -> Self {
        PlanReport { product, plan, pending: None, order: false, renderings: false }
    }
}

impl Report for PlanReport<'_> {
    fn lines(&self, detail: Detail) -> Vec<Line> {
        let mut lines = lines(self.plan, detail, self.renderings);
        let order = if self.order { self.plan.order(self.product) } else { Vec::new() };
        if !order.is_empty() {
            lines.extend([Line::default(), Line::plain("Order")]);
        }
        for (place, step) in order.iter().enumerate() {
            let names: Vec<&str> = step.iter().map(ComponentId::as_str).collect();
            lines.push(Line::plain(format!("  {}. {}", place + 1, names.join(", "))));
        }
        lines
    }

    /// The plan as [`Plan`] serialises itself, and what is shown besides it.
    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        #[serde(untagged)]
        enum Shown<'p> {
            Plan(&'p Plan),
            WithEvidence(Value),
        }
        #[derive(Serialize)]
        struct Fields<'p> {
            #[serde(flatten)]
            plan: Shown<'p>,
            #[serde(skip_serializing_if = "Option::is_none")]
            order: Option<Vec<Vec<ComponentId>>>,
        }
        let plan = match self.pending {
            Some(pending) => {
                let mut fields = json!(self.plan);
                add_evidence(fields.get_mut("releases"), &self.plan.releases, pending);
                Shown::WithEvidence(fields)
            }
            None => Shown::Plan(self.plan),
        };
        Fields { plan, order: self.order.then(|| self.plan.order(self.product)) }
    }

    /// A list with released components in bold.
    fn markdown(&self) -> String {
        let plan = self.plan;
        let target = if plan.has_line() { format!(" {}", plan.line.target) } else { String::new() };
        let mut text = format!("## {}{target}, {}\n\n", escaped(&plan.product), plan.date);
        let releases: HashMap<&ComponentId, &Release> =
            plan.releases.iter().map(|release| (&release.component, release)).collect();
        for component in self.product.components() {
            text += &match releases.get(component.id()) {
                Some(release) => released(release),
                None => stays(component),
            };
        }
        let mut list = |title: &str, items: Vec<String>| {
            if !items.is_empty() {
                text += &format!("\n{title}:\n\n");
                text.extend(items.into_iter().map(|item| format!("- {item}\n")));
            }
        };
        let closed = plan.closed.iter().map(|closed| format!("{} {}", closed.component, closed.series));
        list("Closed series", closed.collect());
        list("Warnings", plan.warnings.iter().map(ToString::to_string).collect());
        text
    }

    /// The new version of each component that the plan releases; then all of them as a list for a job matrix, and
    /// whether there is any.
    fn github(&self) -> String {
        let (product, plan) = (self.product, self.plan);
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
        let versions = github::outputs(plan.releases.iter().map(|release| (&release.component, release.to)));
        versions + &github::releases(plan.releases.iter().map(release).collect())
    }
}

pub(super) fn released(release: &Release) -> String {
    let was = release.from.map_or_else(|| "first release".to_owned(), |from| format!("was {from}"));
    let (title, reasons) = (escaped(&release.title), phrases::reasons(release));
    format!("- **{title} {}** ({was}): {reasons}\n", release.to)
}

fn stays(component: &Component) -> String {
    format!("- {} {}\n", escaped(component.title()), or_unreleased(component.version()))
}

/// A version, or what stands for none.
pub(super) fn or_none(version: Option<Version>) -> String {
    version.map_or_else(|| "none".to_owned(), |version| version.to_string())
}

/// A plan for people, with the renderings of each release where those are asked for.
pub fn lines(plan: &Plan, detail: Detail, renderings: bool) -> Vec<Line> {
    let mut text = Text { plan, detail, widths: Widths::of(plan), lines: Vec::new() };
    if detail != Detail::Brief {
        text.lines.extend([header(plan), Line::default()]);
    }
    if plan.releases.is_empty() && plan.closed.is_empty() {
        text.lines.push(Line::plain("Nothing is released."));
    } else if !plan.releases.is_empty() {
        text.section("Released");
        text.releases(renderings);
    }
    if detail != Detail::Brief {
        text.closed();
        text.unchanged();
        text.surfaces();
        text.promises();
        text.warnings();
    }
    text.lines
}

/// The lines of a plan so far.
struct Text<'a> {
    plan: &'a Plan,
    detail: Detail,
    widths: Widths,
    lines: Vec<Line>,
}

impl Text<'_> {
    fn section(&mut self, title: &str) {
        section(&mut self.lines, title, self.detail);
    }

    /// The releases; in full each with the releases that it follows. The whole way back to a change is the verb `why`.
    fn releases(&mut self, renderings: bool) {
        let in_full = self.plan.releases.iter().filter(|_| self.detail == Detail::Full);
        let places: HashMap<&ComponentId, &Release> =
            in_full.map(|release| (&release.component, release)).collect();
        let width = self.widths.id;
        let indent = Line::plain(format!("  {:width$}    ", ""));
        for release in &self.plan.releases {
            self.lines.push(self.release(release));
            let followed = release.because.iter().filter_map(Reason::follows);
            let followed = followed.filter_map(|id| places.get(id)).map(|release| followed_reasons(release));
            self.lines.extend(followed.map(|way| indent.clone().with(way, Tone::Faint)));
            if renderings {
                self.lines.extend(rendering_lines(&release.renderings, width));
            }
        }
    }

    fn release(&self, release: &Release) -> Line {
        let (widths, is_brief) = (self.widths, self.detail == Detail::Brief);
        let line =
            Line::plain(if is_brief { "" } else { "  " }).column(&release.component, Tone::Plain, widths.id);
        let line = line.and("  ").column(or_none(release.from), Tone::Faint, widths.from).and(" -> ");
        if is_brief {
            return line.with(release.to, Tone::New);
        }
        let line = line.column(release.to, Tone::New, widths.to);
        let line = line.and("  ").and(phrases::reasons(release));
        if release.behind { line.with(", behind", Tone::Warning) } else { line }
    }

    fn stays(&self, unchanged: &Unchanged) -> Line {
        let line = Line::plain("  ").column(&unchanged.component, Tone::Plain, self.widths.id).and("  ");
        let line = line.column(or_none(unchanged.version), Tone::Faint, self.widths.from);
        let line = line.and("  ").and(phrases::stay(&unchanged.because));
        if unchanged.behind {
            line.with(format_args!(", behind line {}", self.plan.line.to), Tone::Warning)
        } else {
            line
        }
    }

    /// A section of components and their versions.
    fn versions<'c>(&mut self, title: &str, rows: impl IntoIterator<Item = (&'c ComponentId, Version)>) {
        for (place, (component, version)) in rows.into_iter().enumerate() {
            if place == 0 {
                self.section(title);
            }
            self.lines.push(Line::plain(format!("  {component:width$}  {version}", width = self.widths.id)));
        }
    }

    fn closed(&mut self) {
        let closed = self.plan.closed.iter();
        self.versions("Closed series", closed.map(|closed| (&closed.component, closed.series)));
    }

    fn unchanged(&mut self) {
        if !self.plan.unchanged.is_empty() {
            self.section("Unchanged");
        }
        let unchanged = self.plan.unchanged.iter();
        self.lines.extend(unchanged.map(|unchanged| self.stays(unchanged)).collect::<Vec<_>>());
    }

    fn surfaces(&mut self) {
        if self.plan.surfaces.is_empty() {
            return;
        }
        self.section("Surfaces");
        let rows: Vec<[String; 3]> = self.plan.surfaces.iter().map(surface_row).collect();
        let width =
            |column: fn(&[String; 3]) -> &String| rows.iter().map(|row| column(row).len()).max().unwrap_or(0);
        let (names, from, to) = (width(|[name, ..]| name), width(|[_, from, _]| from), width(|[.., to]| to));
        for (row, moved) in rows.iter().zip(&self.plan.surfaces) {
            let [name, old, new] = row;
            let line = Line::plain(format!("  {name:names$}  {old:from$} -> ")).column(new, Tone::New, to);
            self.lines.push(line.and(format_args!("  {}", moved.because)));
        }
    }

    fn promises(&mut self) {
        if !self.plan.floors.is_empty() {
            self.section("Minimum versions");
        }
        for raise in &self.plan.floors {
            let provider = &raise.provider;
            let from = raise.from;
            let line = Line::plain(format!("  {} requires {provider} at least {from} -> ", raise.component));
            self.lines.push(line.with(raise.to, Tone::New));
        }
        let maintained = self.plan.maintained.iter();
        self.versions("Newly maintained", maintained.map(|entry| (&entry.component, entry.version)));
    }

    fn warnings(&mut self) {
        if !self.plan.warnings.is_empty() {
            self.section("Warnings");
        }
        let warnings = self.plan.warnings.iter();
        self.lines.extend(warnings.map(|warning| Line::plain("  ").with(warning, Tone::Warning)));
    }
}

/// How many reasons of a followed release are written: where many components follow one that has many reasons, all of them
/// would be a text that grows with the product of both.
const REASONS: usize = 3;

/// A release that another one follows: `core: changed by fix:core`.
fn followed_reasons(release: &Release) -> String {
    let reasons = release.because.iter().take(REASONS);
    let mut phrases: Vec<String> =
        reasons.map(|because| phrases::reason(because, &release.component).to_string()).collect();
    if let Some(more) = release.because.len().checked_sub(REASONS).filter(|more| *more > 0) {
        phrases.push(format!("and {more} more"));
    }
    format!("{}: {}", release.component, phrases.join(", "))
}

/// A surface that moves, its number before and its number after.
fn surface_row(moved: &SurfaceMove) -> [String; 3] {
    [format!("{}.{}", moved.component, moved.surface), moved.from.to_string(), moved.to.to_string()]
}

/// `Chain, line 1.0 to 1.1: feature:core on 2016-11-05`.
fn header(plan: &Plan) -> Line {
    let line = plan.line;
    let asked = match (&plan.request.action, plan.request.stage()) {
        (RequestAction::Promote { .. }, _) => "promote".to_owned(),
        (RequestAction::Drop { .. }, _) => "drop".to_owned(),
        (RequestAction::Release { .. }, stage) => {
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
    Line::new(&*plan.product, Tone::Heading).and(format_args!("{way}: {asked}, {}", plan.date))
}

/// The widths of the columns of a plan.
#[derive(Debug, Clone, Copy, Default)]
struct Widths {
    id: usize,
    from: usize,
    to: usize,
}

impl Widths {
    fn of(plan: &Plan) -> Self {
        let ids = plan.releases.iter().map(|release| &release.component);
        let ids = ids.chain(plan.unchanged.iter().map(|unchanged| &unchanged.component));
        let froms = plan.releases.iter().map(|release| release.from);
        Widths {
            id: ids.map(|id| id.as_str().len()).max().unwrap_or(0),
            from: widest(froms.chain(plan.unchanged.iter().map(|unchanged| unchanged.version))),
            to: widest(plan.releases.iter().map(|release| Some(release.to))),
        }
    }
}

/// The columns that the widest version takes. Neighbours mostly have the same one, which is measured once.
fn widest(versions: impl Iterator<Item = Option<Version>>) -> usize {
    let (mut last, mut widest) = (None, 0);
    for version in versions {
        if last != Some(version) {
            widest = widest.max(or_none(version).len());
            last = Some(version);
        }
    }
    widest
}
