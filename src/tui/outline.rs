//! A plan in lines: what wants attention first, then what is released and why, then the rest; who stays is folded.
//!
//! Beside the plan pane the list of components has the versions, so that they are not repeated. A plan of a long line has
//! thousands of lines, of which a screen shows few: they are kept as places in the plan until they are drawn.

use super::phrases;
use super::styled::{Line, Tone, line};
use crate::plan::{Plan, Release, Unchanged};
use crate::shown::visible;

/// The lines of a plan: those of the pane, or those of a review.
#[derive(Debug, Clone, Default)]
pub(super) struct Outline {
    rows: Vec<Row>,
    id_width: usize,
    version_width: usize,
    /// Whether releases show their versions, since no list of components beside them does.
    has_versions: bool,
    has_renderings: bool,
}

#[derive(Debug, Clone)]
enum Row {
    Text(Line),
    Warning(usize),
    Release(usize),
    /// A release, and which of its renderings.
    Rendering(usize, usize),
    Closed(usize),
    Surface(usize),
    Floor(usize),
    Maintained(usize),
    Stays(usize),
}

/// How wide a column of ids is at most.
const ID: usize = 20;
/// The same where releases show their versions.
const ID_WITH_VERSIONS: usize = 24;

impl Outline {
    /// The lines of the pane. `key` lists all that stay; `falls` says which of the components that stay fall behind by the
    /// plan; `is_open` whether all that stay are listed.
    pub(super) fn new(plan: &Plan, is_open: bool, key: &str, falls: impl Fn(&Unchanged) -> bool) -> Self {
        let mut outline = Outline {
            id_width: id_width(plan, ID),
            version_width: version_width(plan),
            ..Outline::default()
        };
        outline.section("Warnings", plan.warnings.len(), Row::Warning);
        if plan.is_empty() {
            outline.text(line("Nothing is released.", Tone::Plain));
        }
        outline.releases(plan);
        outline.others(plan);
        outline.unchanged(plan, is_open, key, falls);
        outline
    }

    /// The releases of a plan with their versions, and what else it changes; not what stays.
    pub(super) fn for_review(plan: &Plan) -> Self {
        let id_width = id_width(plan, ID_WITH_VERSIONS);
        let mut outline = Outline { id_width, has_versions: true, ..Outline::default() };
        outline.section("Warnings", plan.warnings.len(), Row::Warning);
        outline.section("Released", plan.releases.len(), Row::Release);
        outline.others(plan);
        if !outline.rows.is_empty() {
            outline.text(Line::default());
        }
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

    fn section(&mut self, title: &str, count: usize, row: fn(usize) -> Row) {
        if count > 0 {
            self.heading(title);
            self.rows.extend((0..count).map(row));
        }
    }

    fn releases(&mut self, plan: &Plan) {
        if plan.releases.is_empty() {
            return;
        }
        self.heading(&format!("{} released", plan.releases.len()));
        for (place, release) in plan.releases.iter().enumerate() {
            self.rows.push(Row::Release(place));
            self.rows.extend((0..release.renderings.len()).map(|which| Row::Rendering(place, which)));
            self.has_renderings |= !release.renderings.is_empty();
        }
    }

    fn others(&mut self, plan: &Plan) {
        self.section("Series that end", plan.closed.len(), Row::Closed);
        self.section("Surfaces", plan.surfaces.len(), Row::Surface);
        self.section("Minimum versions", plan.floors.len(), Row::Floor);
        self.section("Maintained from now on", plan.maintained.len(), Row::Maintained);
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

    /// Whether any of the lines is a version as an ecosystem writes it.
    pub(super) fn has_renderings(&self) -> bool {
        self.has_renderings
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// `count` lines from `first` on; `plan` is the plan that they are of.
    pub(super) fn lines(&self, plan: &Plan, first: usize, count: usize) -> Vec<Line> {
        (first..first.saturating_add(count)).map_while(|place| self.line(plan, place)).collect()
    }

    /// The line at a place; `plan` is the plan that it is of.
    pub(super) fn line(&self, plan: &Plan, place: usize) -> Option<Line> {
        Some(match self.rows.get(place)? {
            Row::Text(text) => text.clone(),
            Row::Warning(place) => line(&format!("  {}", plan.warnings.get(*place)?), Tone::Warning),
            Row::Release(place) => self.release(plan.releases.get(*place)?),
            Row::Rendering(place, which) => {
                let (ecosystem, written) = plan.releases.get(*place)?.renderings.get(*which)?;
                line(&format!("    {}  {written}", ecosystem.name()), Tone::Faint)
            }
            Row::Closed(place) => {
                let closed = plan.closed.get(*place)?;
                line(&format!("  {}  {}", closed.component, closed.series), Tone::Plain)
            }
            Row::Surface(place) => {
                let moved = plan.surfaces.get(*place)?;
                let (component, surface) = (&moved.component, &moved.surface);
                line(&format!("  {component}.{surface}  {} \u{2192} ", moved.from), Tone::Plain)
                    .with(moved.to, Tone::New)
                    .with(format_args!("  {}", moved.because), Tone::Faint)
            }
            Row::Floor(place) => {
                let raise = plan.floors.get(*place)?;
                let (component, provider) = (&raise.component, &raise.provider);
                line(&format!("  {component} needs {provider}  {} \u{2192} ", raise.from), Tone::Plain)
                    .with(raise.to, Tone::New)
            }
            Row::Maintained(place) => {
                let kept = plan.maintained.get(*place)?;
                line(&format!("  {}  {}", kept.component, kept.version), Tone::Plain)
            }
            Row::Stays(place) => self.stays(plan, plan.unchanged.get(*place)?),
        })
    }

    fn release(&self, release: &Release) -> Line {
        let id = super::fitted::middle(release.component.as_str(), self.id_width);
        let because = phrases::release(release);
        if !self.has_versions {
            return line(&format!("  {id}  {because}"), Tone::Plain);
        }
        let from = release.from.map_or_else(|| "none".to_owned(), |from| from.to_string());
        line(&format!("  {id}  {from} \u{2192} "), Tone::Plain)
            .with(release.to, Tone::New)
            .and("  ")
            .and(visible(&because))
    }

    fn stays(&self, plan: &Plan, unchanged: &Unchanged) -> Line {
        let id = super::fitted::middle(unchanged.component.as_str(), self.id_width.max(8));
        let behind = if unchanged.behind { format!(", behind line {}", plan.line.to) } else { String::new() };
        line(&format!("  {id}  {}", crate::phrases::stay(&unchanged.because)), Tone::Plain)
            .with(behind, Tone::Warning)
    }
}

/// The width of a column of the ids that are released, at most `most`.
fn id_width(plan: &Plan, most: usize) -> usize {
    plan.releases.iter().map(|release| release.component.as_str().len()).max().unwrap_or(0).min(most)
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
