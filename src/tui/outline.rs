//! The plan pane: what wants attention first, then what is released and why, then the rest; who stays is folded.
//!
//! The list of components has the versions, so that they are not repeated. A plan of a long line has thousands of lines of
//! which a screen shows few: those of releases and of what stays are kept as places in the plan until they are drawn.

use super::phrases;
use super::styled::{Line, Tone, line, span};
use crate::plan::{Plan, Release, Unchanged};

/// The lines of the pane.
#[derive(Debug, Clone, Default)]
pub(super) struct Outline {
    rows: Vec<Row>,
    id_width: usize,
    version_width: usize,
}

#[derive(Debug, Clone)]
enum Row {
    Text(Line),
    Release(usize),
    /// A release, and which of its renderings.
    Rendering(usize, usize),
    Stays(usize),
}

/// How wide a column of ids is at most.
const ID: usize = 20;

impl Outline {
    /// `key` lists all that stay; `falls` says which of the components that stay fall behind by the plan; `is_open` whether all that stay are listed.
    pub(super) fn new(plan: &Plan, is_open: bool, key: &str, falls: impl Fn(&Unchanged) -> bool) -> Self {
        let ids = plan.releases.iter().map(|release| release.component.as_str().len());
        let (id_width, version_width) = (ids.max().unwrap_or(0).min(ID), version_width(plan));
        let mut outline = Outline { rows: Vec::new(), id_width, version_width };
        outline.warnings(plan);
        outline.releases(plan);
        outline.section("Series that end", &plan.closed, |closed| {
            line(&format!("  {}  {}", closed.component, closed.series), Tone::Plain)
        });
        outline.section("Surfaces", &plan.surfaces, |moved| {
            line(&format!("  {}.{}  {} \u{2192} ", moved.component, moved.surface, moved.from), Tone::Plain)
                .with(moved.to.to_string(), Tone::New)
                .with(format!("  {}", moved.because), Tone::Faint)
        });
        outline.section("Minimum versions", &plan.floors, |raise| {
            let provider = &raise.provider;
            let from = raise.from;
            line(&format!("  {} needs {provider}  {from} \u{2192} ", raise.component), Tone::Plain)
                .with(raise.to.to_string(), Tone::New)
        });
        outline.section("Maintained from now on", &plan.maintained, |kept| {
            line(&format!("  {}  {}", kept.component, kept.version), Tone::Plain)
        });
        outline.unchanged(plan, is_open, key, falls);
        outline
    }

    fn text(&mut self, text: Line) {
        self.rows.push(Row::Text(text));
    }

    fn heading(&mut self, title: &str) {
        if !self.rows.is_empty() {
            self.text(Line::default());
        }
        self.text(line(title, Tone::Heading));
    }

    fn section<T>(&mut self, title: &str, items: &[T], line: impl Fn(&T) -> Line) {
        if !items.is_empty() {
            self.heading(title);
            self.rows.extend(items.iter().map(|item| Row::Text(line(item))));
        }
    }

    fn warnings(&mut self, plan: &Plan) {
        self.section("Warnings", &plan.warnings, |warning| line(&format!("  {warning}"), Tone::Warning));
    }

    fn releases(&mut self, plan: &Plan) {
        if plan.is_empty() {
            self.text(line("Nothing is released.", Tone::Plain));
        }
        if plan.releases.is_empty() {
            return;
        }
        self.heading(&format!("{} released", plan.releases.len()));
        for (place, release) in plan.releases.iter().enumerate() {
            self.rows.push(Row::Release(place));
            self.rows.extend((0..release.renderings.len()).map(|which| Row::Rendering(place, which)));
        }
    }

    fn unchanged(&mut self, plan: &Plan, is_open: bool, key: &str, falls: impl Fn(&Unchanged) -> bool) {
        let count = plan.unchanged.len();
        if count == 0 {
            return;
        }
        let behind = plan.unchanged.iter().filter(|unchanged| falls(unchanged)).count();
        self.heading(&match (count, behind) {
            (1, 0) => "1 stays".to_owned(),
            (1, _) => "1 stays, and falls behind".to_owned(),
            (_, 0) => format!("{count} stay"),
            _ => format!("{count} stay, {behind} of them fall behind"),
        });
        if is_open {
            self.rows.extend((0..count).map(Row::Stays));
        } else {
            self.text(line(&format!("  {key} lists who stays, and why"), Tone::Faint));
        }
    }

    /// How many columns the widest new version takes.
    pub(super) fn version_width(&self) -> usize {
        self.version_width
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// `count` lines from `first` on; `plan` is the plan that they are of.
    pub(super) fn lines(&self, plan: &Plan, first: usize, count: usize) -> Vec<Line> {
        self.rows.iter().skip(first).take(count).map(|row| self.line(plan, row)).collect()
    }

    fn line(&self, plan: &Plan, row: &Row) -> Line {
        match row {
            Row::Text(text) => text.clone(),
            Row::Release(place) => {
                plan.releases.get(*place).map_or_else(Line::default, |release| self.release(release))
            }
            Row::Rendering(place, which) => {
                let rendering = plan.releases.get(*place).and_then(|release| release.renderings.get(*which));
                rendering.map_or_else(Line::default, |(ecosystem, written)| {
                    line(&format!("    {}  {written}", ecosystem.name()), Tone::Faint)
                })
            }
            Row::Stays(place) => {
                plan.unchanged.get(*place).map_or_else(Line::default, |unchanged| self.stays(plan, unchanged))
            }
        }
    }

    fn release(&self, release: &Release) -> Line {
        let id = super::fitted::middle(release.component.as_str(), self.id_width);
        Line {
            spans: vec![
                span(&format!("  {id}  "), Tone::Plain),
                span(&phrases::release(release), Tone::Plain),
            ],
        }
    }

    fn stays(&self, plan: &Plan, unchanged: &Unchanged) -> Line {
        let id = super::fitted::middle(unchanged.component.as_str(), self.id_width.max(8));
        let behind = if unchanged.behind { format!(", behind line {}", plan.line.to) } else { String::new() };
        line(&format!("  {id}  {}", crate::phrases::stay(&unchanged.because)), Tone::Plain)
            .with(behind, Tone::Warning)
    }
}

/// Neighbours mostly have the same version, which is measured once.
fn version_width(plan: &Plan) -> usize {
    let (mut last, mut widest) = (None, 0);
    for version in plan.releases.iter().map(|release| release.to) {
        if last != Some(version) {
            widest = widest.max(version.to_string().len());
            last = Some(version);
        }
    }
    widest
}
