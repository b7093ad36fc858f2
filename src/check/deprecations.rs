//! What is deprecated is removed neither too early nor too late (Rule C4).

use super::facts::Facts;
use super::{Code, Finding};
use crate::contract::{Standing, Support, deprecations};
use crate::shown::shown;

pub(super) fn judge(facts: &Facts<'_>) -> Vec<Finding> {
    let supports = deprecations(facts.product, facts.today);
    let numbered = || supports.iter().enumerate();
    let early = numbered().filter(|(_, support)| support.too_early);
    let overdue = numbered().filter(|(_, support)| support.standing == Standing::Overdue);
    let early = early.filter_map(|(place, support)| too_early(facts, place, support));
    early.chain(overdue.map(|(place, support)| overdue_finding(facts, place, support))).collect()
}

/// `` `log.write, now log.info` of picloud.sdk ``.
fn name(support: &Support<'_>) -> String {
    let deprecation = support.deprecation;
    format!("`{}` of {}.{}", shown(&deprecation.what), deprecation.component, deprecation.surface)
}

fn too_early(facts: &Facts<'_>, entry: usize, support: &Support<'_>) -> Option<Finding> {
    let deprecation = support.deprecation;
    let removed = deprecation.removed?;
    let (from, since) = (support.removable_from, deprecation.since);
    let message = format!(
        "{}, deprecated in {since}, is removed in {removed}, but not to go before {from}",
        name(support)
    );
    let help = format!("keep it until {from}, or shorten its window");
    let place = facts.at(&["deprecations", &entry.to_string(), "removed"]);
    let finding = Finding::new(Code::RemovedTooEarly, place, message, help);
    Some(finding.of(&deprecation.component).value(&removed))
}

fn overdue_finding(facts: &Facts<'_>, entry: usize, support: &Support<'_>) -> Finding {
    let deprecation = support.deprecation;
    let past_window = support.current.filter(|current| support.removable_from < *current);
    let (why, key) = match (past_window, deprecation.sunset) {
        (None, Some(sunset)) => (format!("its sunset was {sunset}"), "sunset"),
        _ => (format!("it can be removed since line {}", support.removable_from), "since"),
    };
    let message = format!("{} is overdue: {why}", name(support));
    let help =
        "remove it and say in which line with `removed`, or give it a longer `window` or a later `sunset`";
    let place = facts.at(&["deprecations", &entry.to_string(), key]);
    let value = if key == "sunset" {
        deprecation.sunset.map(|sunset| sunset.to_string()).unwrap_or_default()
    } else {
        deprecation.since.to_string()
    };
    Finding::new(Code::DeprecationOverdue, place, message, help).of(&deprecation.component).value(&value)
}
