//! A plan for people at a terminal. The plan of a long line has thousands of lines of which a screen shows few, so those
//! of releases and of what stays are written only when they are asked for.

use std::collections::HashMap;
use std::fmt::{self, Write};
use std::ops::Range;

use super::super::style::{FAINT, HEADING, NEW, WARNING, painted};
use super::{Detail, rendering_line, shown};
use crate::phrases;
use crate::plan::{Action, Plan, Reason, Release, Stage, SurfaceMove, Unchanged};
use crate::product::ComponentId;
use crate::version::Version;

/// A plan, with the renderings of each release where those are asked for.
#[must_use]
pub fn plan(plan: &Plan, detail: Detail, renderings: bool) -> String {
    let lines = PlanLines::new(plan, detail, renderings);
    lines.text(plan, 0..lines.len())
}

/// The lines of a plan's report. What is long is kept as places in the plan, which must be at hand when it is written.
#[derive(Debug, Clone, Default)]
pub struct PlanLines {
    lines: Vec<Line>,
    widths: Widths,
    detail: Detail,
}

#[derive(Debug, Clone)]
enum Line {
    Text(String),
    Release(usize),
    /// A release that another one follows, with its own reasons.
    Followed(usize),
    /// A release, and which of its renderings.
    Rendering(usize, usize),
    Unchanged(usize),
}

impl PlanLines {
    /// The lines of what [`plan`] says.
    #[must_use]
    pub fn new(plan: &Plan, detail: Detail, renderings: bool) -> Self {
        let mut report = PlanLines { lines: Vec::new(), widths: Widths::of(plan), detail };
        if detail != Detail::Brief {
            report.add(header(plan));
            report.add(String::new());
        }
        if plan.releases.is_empty() && plan.closed.is_empty() {
            report.add("Nothing is released.".to_owned());
        } else if !plan.releases.is_empty() {
            report.section("Released");
            report.releases(plan, renderings);
        }
        if detail != Detail::Brief {
            report.closed(plan);
            report.unchanged(plan);
            report.surfaces(plan);
            report.promises(plan);
            report.warnings(plan);
        }
        report
    }

    /// How many lines there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// How many columns the widest new version takes.
    #[must_use]
    pub fn version_width(&self) -> usize {
        self.widths.to
    }

    /// Those of the lines that are in `range`, each with its end; `plan` is the plan that they are of.
    #[must_use]
    pub fn text(&self, plan: &Plan, range: Range<usize>) -> String {
        let mut text = String::new();
        for line in self.lines.iter().take(range.end).skip(range.start) {
            // Writing to a string cannot fail.
            let _ = self.write(&mut text, plan, line);
            text.push('\n');
        }
        text
    }

    fn write(&self, text: &mut String, plan: &Plan, line: &Line) -> fmt::Result {
        match line {
            Line::Text(line) => text.push_str(line),
            Line::Release(place) => {
                if let Some(release) = plan.releases.get(*place) {
                    return self.release(text, release);
                }
            }
            Line::Followed(place) => {
                if let Some(release) = plan.releases.get(*place) {
                    let (way, width) = (painted(FAINT, followed(release), 0), self.widths.id);
                    return write!(text, "  {:width$}    {way}", "");
                }
            }
            Line::Rendering(place, which) => {
                if let Some(release) = plan.releases.get(*place) {
                    text.push_str(&rendering_line(&release.renderings, *which, self.widths.id));
                }
            }
            Line::Unchanged(place) => {
                if let Some(unchanged) = plan.unchanged.get(*place) {
                    return self.stays(text, plan, unchanged);
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, line: String) {
        self.lines.push(Line::Text(line));
    }

    fn section(&mut self, title: &str) {
        if self.detail == Detail::Brief {
            return;
        }
        if !matches!(self.lines.last(), Some(Line::Text(line)) if line.is_empty()) {
            self.add(String::new());
        }
        self.add(painted(HEADING, title, 0).to_string());
    }

    /// The releases; in full each with the releases that it follows. The whole way back to a change is the verb `why`.
    fn releases(&mut self, plan: &Plan, renderings: bool) {
        let in_full = plan.releases.iter().enumerate().filter(|_| self.detail == Detail::Full);
        let places: HashMap<&ComponentId, usize> =
            in_full.map(|(place, release)| (&release.component, place)).collect();
        for (place, release) in plan.releases.iter().enumerate() {
            self.lines.push(Line::Release(place));
            let followed = release.because.iter().filter_map(Reason::follows);
            self.lines.extend(followed.filter_map(|id| places.get(id)).map(|place| Line::Followed(*place)));
            if renderings {
                self.lines.extend((0..release.renderings.len()).map(|which| Line::Rendering(place, which)));
            }
        }
    }

    fn release(&self, text: &mut String, release: &Release) -> fmt::Result {
        let (id, widths) = (&release.component, &self.widths);
        let (from, width) = (painted(FAINT, shown(release.from), widths.from), widths.id);
        if self.detail == Detail::Brief {
            return write!(text, "{id:width$}  {from} -> {}", painted(NEW, release.to, 0));
        }
        let to = painted(NEW, release.to, widths.to);
        write!(text, "  {id:width$}  {from} -> {to}  {}", phrases::reasons(release))?;
        if release.behind { write!(text, "{}", painted(WARNING, ", behind", 0)) } else { Ok(()) }
    }

    fn stays(&self, text: &mut String, plan: &Plan, unchanged: &Unchanged) -> fmt::Result {
        let version = painted(FAINT, shown(unchanged.version), self.widths.from);
        let (id, width, why) = (&unchanged.component, self.widths.id, phrases::stay(&unchanged.because));
        write!(text, "  {id:width$}  {version}  {why}")?;
        if unchanged.behind {
            write!(text, "{}", painted(WARNING, format!(", behind line {}", plan.line.to), 0))
        } else {
            Ok(())
        }
    }

    fn closed(&mut self, plan: &Plan) {
        if plan.closed.is_empty() {
            return;
        }
        self.section("Closed series");
        for closed in &plan.closed {
            self.add(format!("  {:width$}  {}", closed.component, closed.series, width = self.widths.id));
        }
    }

    fn unchanged(&mut self, plan: &Plan) {
        if plan.unchanged.is_empty() {
            return;
        }
        self.section("Unchanged");
        self.lines.extend((0..plan.unchanged.len()).map(Line::Unchanged));
    }

    fn surfaces(&mut self, plan: &Plan) {
        if plan.surfaces.is_empty() {
            return;
        }
        self.section("Surfaces");
        let rows: Vec<[String; 3]> = plan.surfaces.iter().map(surface_row).collect();
        let width =
            |column: fn(&[String; 3]) -> &String| rows.iter().map(|row| column(row).len()).max().unwrap_or(0);
        let (names, from, to) = (width(|[name, ..]| name), width(|[_, from, _]| from), width(|[.., to]| to));
        for (row, moved) in rows.iter().zip(&plan.surfaces) {
            let [name, old, new] = row;
            let (new, because) = (painted(NEW, new, to), moved.because.to_string());
            self.add(format!("  {name:names$}  {old:from$} -> {new}  {because}"));
        }
    }

    fn promises(&mut self, plan: &Plan) {
        if !plan.floors.is_empty() {
            self.section("Minimum versions");
        }
        for raise in &plan.floors {
            let provider = phrases::provider(&raise.provider, raise.surface.as_ref());
            let (from, to) = (phrases::floor(raise.from), painted(NEW, phrases::floor(raise.to), 0));
            self.add(format!("  {} requires {provider} at least {from} -> {to}", raise.component));
        }
        if !plan.maintained.is_empty() {
            self.section("Newly maintained");
        }
        for entry in &plan.maintained {
            self.add(format!("  {:width$}  {}", entry.component, entry.version, width = self.widths.id));
        }
    }

    fn warnings(&mut self, plan: &Plan) {
        if plan.warnings.is_empty() {
            return;
        }
        self.section("Warnings");
        for warning in &plan.warnings {
            self.add(format!("  {}", painted(WARNING, &warning.to_string(), 0)));
        }
    }
}

/// How many reasons of a followed release are written: where many components follow one that has many reasons, all of them
/// would be a text that grows with the product of both.
const REASONS: usize = 3;

/// A release that another one follows: `core: changed by fix:core`.
fn followed(release: &Release) -> String {
    let reasons = release.because.iter().take(REASONS);
    let mut phrases: Vec<String> =
        reasons.map(|because| phrases::reason(because, &release.component)).collect();
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
    format!("{name}{way}: {asked}, {}", plan.date.iso())
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
            widest = widest.max(shown(version).len());
            last = Some(version);
        }
    }
    widest
}
