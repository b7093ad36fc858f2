//! What plans and contracts say in words. A reason is a phrase that continues the name of its component.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use crate::contract::{
    Pair, Precedence, Rollout, Standing, Support, Upgrade, deprecation_header, sunset_header,
};
use crate::plan::{Reason, Release, Stay};
use crate::product::{Checked, ComponentId, Deprecation, Edge, Follow, OnMismatch, Requirement};

/// Why a component is released: `changed by fix:core`, `ships core`.
#[must_use]
pub(crate) fn reason<'r>(reason: &'r Reason, component: &'r ComponentId) -> impl Display + 'r {
    Because { reason, component }
}

/// A reason of a component's release, as a phrase.
struct Because<'r> {
    reason: &'r Reason,
    component: &'r ComponentId,
}

impl Display for Because<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.reason {
            Reason::Changed(change) if change.component() == self.component => {
                write!(f, "changed by {change}")
            }
            Reason::Changed(change) => write!(f, "opens the next major for {change}"),
            Reason::FollowsApi(followed) => write!(f, "follows the API of {followed}"),
            Reason::FollowsRelease(followed) => write!(f, "ships {followed}"),
            Reason::Promoted => f.write_str("becomes stable"),
            Reason::CatchesUp { from, to } => write!(f, "catches up from {from} to {to}"),
        }
    }
}

/// All reasons of a release, in one phrase: `changed by fix:core, catches up from 1.0 to 1.2`.
#[must_use]
pub(crate) fn reasons(release: &Release) -> impl Display {
    AllReasons(release)
}

struct AllReasons<'r>(&'r Release);

impl Display for AllReasons<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (place, because) in self.0.because.iter().enumerate() {
            let before = if place == 0 { "" } else { ", " };
            write!(f, "{before}{}", reason(because, &self.0.component))?;
        }
        Ok(())
    }
}

/// What a follower does: `ships core`, `ships core, as a fix at most`.
#[must_use]
pub(crate) fn follows(follow: &Follow) -> String {
    let what = match follow.edge {
        Edge::Api => "follows the API of",
        Edge::Release => "ships",
    };
    match follow.cap {
        Some(cap) => format!("{what} {}, as a {} at most", follow.component, cap.name()),
        None => format!("{what} {}", follow.component),
    }
}

/// Why a component stays.
#[must_use]
pub(crate) fn stay(stay: &Stay) -> String {
    match stay {
        Stay::Unrelated => "unrelated".to_owned(),
        Stay::NoApiChange(followed) => format!("the API of {followed} does not change"),
        Stay::NotMaintained(line) => format!("has no version on line {line}"),
        Stay::AlreadyCurrent => "is already current".to_owned(),
        Stay::SeriesOpen => "its series stays open".to_owned(),
    }
}

/// What a requirement asks for: `engine at least 0.3.0`.
#[must_use]
pub(crate) fn requirement(requirement: &Requirement) -> String {
    format!("{} at least {}", requirement.provider, requirement.at_least)
}

/// `1 step`, `2 steps`.
pub(crate) fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// `4 requirements, 1 broken`.
pub(crate) fn requirements(pairs: &[Pair<'_>]) -> String {
    let all = count(pairs.len(), "requirement");
    match pairs.iter().filter(|pair| !pair.holds()).count() {
        0 if pairs.is_empty() => all,
        0 => format!("{all}, all satisfied"),
        broken => format!("{all}, {broken} broken"),
    }
}

/// A requirement, held or broken, as a sentence.
pub(crate) fn pair(pair: &Pair<'_>) -> String {
    let sentence = match (&pair.mismatch, pair.found) {
        (Some(mismatch), _) => mismatch.to_string(),
        (None, found) => {
            let found = found.map_or_else(String::new, |found| format!(" {found}"));
            let (component, version) = (pair.component, pair.version);
            let (provider, least) = (&pair.requirement.provider, pair.requirement.at_least);
            format!("{component} {version} needs at least {provider} {least}, and found {provider}{found}")
        }
    };
    note(pair).map_or_else(|| sentence.clone(), |note| format!("{sentence} ({note})"))
}

/// What one should know of how a requirement was judged.
pub(crate) fn note(pair: &Pair<'_>) -> Option<String> {
    let is_older = pair.found.is_some_and(|found| found < pair.requirement.at_least);
    if pair.assumed {
        let name = &pair.requirement.provider;
        Some(format!("taken from the product file; set it with {name}=NUMBER"))
    } else if is_older && pair.holds() {
        Some("which its peers still accept".to_owned())
    } else {
        None
    }
}

/// The version that is upgraded.
pub(crate) fn upgraded_from(upgrade: &Upgrade) -> String {
    upgrade.from.map_or_else(|| "none".to_owned(), |from| from.to_string())
}

/// Each upgrade by its component, with its place in the order of the product file.
pub(crate) fn upgrades(rollout: &Rollout) -> BTreeMap<&ComponentId, (usize, &Upgrade)> {
    let upgrades = rollout.upgrades.iter().enumerate();
    upgrades.map(|(place, upgrade)| (&upgrade.component, (place, upgrade))).collect()
}

/// A cycle of components: `client -> engine -> client`.
pub(crate) fn circle(circle: &[ComponentId]) -> String {
    let ids: Vec<&str> = circle.iter().map(ComponentId::as_str).collect();
    ids.join(" -> ")
}

/// Why one component is upgraded before another.
pub(crate) fn precedence(precedence: &Precedence) -> String {
    let requirement = &precedence.requirement;
    let (provider, least) = (&requirement.provider, requirement.at_least);
    match requirement.on_mismatch {
        OnMismatch::Fail if requirement.checked == Checked::Install => {
            format!("{} does not install below {provider} {least}", precedence.before)
        }
        OnMismatch::Fail => format!("{} fails below {provider} {least}", precedence.before),
        OnMismatch::Wait => format!("{} waits for {provider} {least}", precedence.component),
        OnMismatch::Replace => format!("{} replaces what is below {provider} {least}", precedence.component),
    }
}

/// How something deprecated stands.
pub(crate) fn support(support: &Support<'_>) -> String {
    let from = support.removable_from;
    match (support.standing, support.deprecation.removed) {
        (Standing::Supported, None) => format!("can be removed from line {from}"),
        (Standing::Supported, Some(removed)) => {
            format!("can be removed from line {from}, planned for {removed}")
        }
        (Standing::Removable, _) => format!("can be removed since line {from}"),
        (Standing::Overdue, _) if support.current.is_some_and(|current| from < current) => {
            format!("can be removed since line {from}")
        }
        (Standing::Overdue, _) => format!("past its sunset, but not to be removed before line {from}"),
        (Standing::Removed, removed) => {
            removed.map_or_else(|| "removed".to_owned(), |removed| format!("removed in {removed}"))
        }
    }
}

/// A removal that does not leave the window to those who need it (Rule C4).
pub(crate) fn too_early(support: &Support<'_>) -> Option<String> {
    let removed = support.deprecation.removed.filter(|_| support.too_early)?;
    let from = support.removable_from;
    Some(format!("removal in {removed} is too early: not before {from}"))
}

/// The HTTP header fields that show a deprecation, each with its value.
pub(crate) fn headers(deprecation: &Deprecation) -> Vec<(&'static str, String)> {
    let date = deprecation.date.map(|date| ("Deprecation", deprecation_header(date)));
    let sunset = deprecation.sunset.map(|sunset| ("Sunset", sunset_header(sunset)));
    date.into_iter().chain(sunset).collect()
}
