//! One component in full: why it is released or stays, and what it is.

use std::collections::{HashSet, VecDeque};

use super::evidence::PendingRows;
use super::places::PlanPlaces;
use super::styled::{Line as Text, Tone, line};
use super::table::Follower;
use crate::phrases::{self, reason, stay};
use crate::plan::{Plan, Reason, Release};
use crate::product::{Component, Product};
use crate::report;
use crate::shown::visible;
use crate::version::{Line, Version};

/// How many releases of a chain are written: what is beyond is for `dateline why`.
const CHAIN: usize = 50;
/// How many followers are named.
const FOLLOWERS: usize = 20;

/// A component, and what is known of it.
pub(super) struct Subject<'a> {
    pub(super) product: &'a Product,
    pub(super) position: usize,
    /// The plan, and where in it each component is.
    pub(super) plan: Option<(&'a Plan, &'a PlanPlaces)>,
    pub(super) followers: &'a [Follower],
    pub(super) evidence: &'a PendingRows,
}

impl Subject<'_> {
    /// Why it is released, or why it stays, which commits are behind that, and what it is.
    pub(super) fn lines(&self) -> Vec<Text> {
        let Some(component) = self.product.components().get(self.position) else { return Vec::new() };
        let mut lines = self.why();
        if !lines.is_empty() {
            lines.push(Text::default());
        }
        let is_told = self.release().is_some_and(|release| {
            release.because.iter().any(|because| matches!(because, Reason::Changed(_)))
        });
        if !is_told && self.evidence.is_at(self.position) {
            lines.extend(self.evidence.lines(self.position, report::Detail::Full));
            lines.push(Text::default());
        }
        lines.extend(self.facts(component));
        lines
    }

    fn release(&self) -> Option<&Release> {
        let (plan, places) = self.plan?;
        places.release(plan, self.position)
    }

    /// The commits and change files behind a reason.
    fn behind(&self, because: &Reason) -> Vec<Text> {
        let (Reason::Changed(change), Some(pending)) = (because, self.evidence.pending()) else {
            return Vec::new();
        };
        let lines = report::evidence::behind(change, pending).into_iter();
        lines.map(|line| line.indented().indented()).collect()
    }

    /// Why it is released, down to the changes, or why it stays.
    fn why(&self) -> Vec<Text> {
        let Some((plan, places)) = self.plan else { return Vec::new() };
        let mut lines = Vec::new();
        let mut waiting = VecDeque::from([self.position]);
        let (mut seen, mut written) = (HashSet::from([self.position]), 0);
        while let Some(release) = waiting.pop_front().and_then(|position| places.release(plan, position)) {
            if written == CHAIN {
                lines.push(line("  and more, as `dateline why` lists them", Tone::Faint));
                break;
            }
            written += 1;
            let followed = release.because.iter().filter_map(Reason::follows);
            let followed = followed.filter_map(|id| self.product.position(id));
            let released = followed.filter(|position| places.release(plan, *position).is_some());
            waiting.extend(released.filter(|position| seen.insert(*position)));
            lines.push(
                line(release.component.as_str(), Tone::Heading)
                    .and(format_args!(" {} \u{2192} ", version(release.from)))
                    .with(release.to, Tone::New)
                    .and(format_args!(" ({})", release.level)),
            );
            for because in &release.because {
                lines.push(line(&format!("  {}", reason(because, &release.component)), Tone::Plain));
                lines.extend(self.behind(because));
            }
        }
        if let Some(unchanged) = places.stay(plan, self.position) {
            let behind =
                if unchanged.behind { format!(", behind line {}", plan.line.to) } else { String::new() };
            lines.push(
                line(unchanged.component.as_str(), Tone::Heading)
                    .and(format_args!(" stays at {}", version(unchanged.version)))
                    .with(behind, Tone::Warning),
            );
            lines.push(line(&format!("  {}", stay(&unchanged.because)), Tone::Plain));
        }
        lines
    }

    /// A component as the product file has it.
    fn facts(&self, component: &Component) -> Vec<Text> {
        let (product, id) = (self.product, component.id());
        let title = if component.title() == id.as_str() { "" } else { component.title() };
        let mut lines = vec![line(id.as_str(), Tone::Heading).and("  ").and(visible(title))];
        let mut fact = |text: String| lines.push(line(&format!("  {text}"), Tone::Faint));
        let now = component.version().map_or_else(
            || "never released".to_owned(),
            |version| format!("{version}, {}", component.scheme()),
        );
        fact(if component.is_lead() { format!("{now}, leads the line") } else { now });
        if let Some(next) = component.next() {
            fact(format!("open series {next}"));
        }
        if let (true, Some(version)) = (product.is_behind(component), component.version()) {
            fact(behind(product, version.line()));
        }
        for follow in component.follows() {
            fact(phrases::follows(follow));
        }
        if !self.followers.is_empty() {
            let named = self.followers.iter().take(FOLLOWERS);
            let named =
                named.filter_map(|follower| Some(product.components().get(follower.position)?.id().as_str()));
            let named = named.collect::<Vec<_>>().join(", ");
            let more = self.followers.len().saturating_sub(FOLLOWERS);
            let more = if more == 0 { String::new() } else { format!(" and {more} more") };
            fact(format!("followed by {named}{more}"));
        }
        for surface in component.surfaces() {
            let next = surface.next.map_or_else(String::new, |next| format!(", {next} in the open series"));
            fact(format!("honours {} {}{next}", surface.name, surface.version));
        }
        for requirement in component.requires() {
            fact(format!("requires {}", phrases::requirement(requirement)));
        }
        if !component.maintained().is_empty() {
            let versions: Vec<String> = component.maintained().iter().map(ToString::to_string).collect();
            fact(format!("maintains {}", versions.join(", ")));
        }
        if !component.publish().is_empty() {
            let ecosystems: Vec<&str> =
                component.publish().iter().map(|ecosystem| ecosystem.name()).collect();
            fact(format!("published to {}", ecosystems.join(", ")));
        }
        lines
    }
}

fn version(version: Option<Version>) -> String {
    version.map_or_else(|| "none".to_owned(), |version| version.to_string())
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
