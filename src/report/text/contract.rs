//! Contracts for people at a terminal: what holds, in which order to upgrade, what may go.

use super::super::style::{FAINT, HEADING, NEW, WARNING, painted};
use super::{Detail, line, section};
use crate::contract::{Pair, Rollout, Standing, Step, Support, Upgrade};
use crate::phrases;
use crate::product::Component;

/// What a component honours, and what it needs.
pub(super) fn promise_lines(text: &mut String, component: &Component, indent: usize) {
    for surface in component.surfaces() {
        let next = surface.next.map_or_else(String::new, |next| format!(", next {next}"));
        line(text, format_args!("  {:indent$}  surface {} {}{next}", "", surface.name, surface.version));
    }
    for requirement in component.requires() {
        let provider = phrases::provider(&requirement.provider, requirement.surface.as_ref());
        let floor = phrases::floor(requirement.at_least);
        line(text, format_args!("  {:indent$}  requires {provider} at least {floor}", ""));
    }
}

/// Requirements, held or broken, and what to upgrade.
#[must_use]
pub fn compat(product: &str, pairs: &[Pair<'_>], detail: Detail) -> String {
    let mut text = String::new();
    if detail != Detail::Brief {
        let counted = phrases::requirements(pairs);
        line(&mut text, format_args!("{}, {counted}\n", painted(HEADING, product, 0)));
        pair_lines(&mut text, pairs);
    }
    let broken = pairs.iter().filter_map(|pair| pair.mismatch.as_ref());
    for (place, mismatch) in broken.enumerate() {
        if place == 0 && !text.is_empty() {
            text.push('\n');
        }
        line(&mut text, mismatch);
    }
    text
}

fn pair_lines(text: &mut String, pairs: &[Pair<'_>]) {
    let rows: Vec<[String; 4]> = pairs
        .iter()
        .map(|pair| {
            let requirement = pair.requirement;
            let provider = phrases::provider(&requirement.provider, requirement.surface.as_ref());
            let found = pair.found.map_or_else(|| "none".to_owned(), |found| found.to_string());
            let at_least = format!("at least {}", phrases::floor(requirement.at_least));
            [format!("{} {}", pair.component, pair.version), provider, at_least, found]
        })
        .collect();
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(String::len).max();
    let [who, provider, at_least] = [0, 1, 2].map(|column| width(column).unwrap_or(0));
    for (pair, [a, b, c, found]) in pairs.iter().zip(&rows) {
        let held = if pair.holds() { painted(FAINT, "satisfied", 9) } else { painted(WARNING, "broken", 9) };
        let note = phrases::note(pair).map_or_else(String::new, |note| format!(", {note}"));
        line(text, format_args!("  {held}  {a:who$}  {b:provider$}  {c:at_least$}  found {found}{note}"));
    }
}

/// The steps of an upgrade, each with its reasons.
#[must_use]
pub fn rollout(product: &str, rollout: &Rollout, detail: Detail) -> String {
    let mut text = String::new();
    if detail != Detail::Brief {
        let steps = phrases::count(rollout.steps.len(), "step");
        line(&mut text, format_args!("{}, rollout in {steps}\n", painted(HEADING, product, 0)));
    }
    if rollout.steps.is_empty() {
        line(&mut text, "Nothing is upgraded.");
    }
    let upgrades = phrases::upgrades(rollout);
    for (place, step) in rollout.steps.iter().enumerate() {
        let of_it = step.components.iter().filter_map(|id| upgrades.get(id).map(|(_, upgrade)| *upgrade));
        step_lines(&mut text, &of_it.collect::<Vec<_>>(), place + 1, step, detail);
    }
    text
}

fn step_lines(text: &mut String, upgrades: &[&Upgrade], number: usize, step: &Step, detail: Detail) {
    let width = step.components.iter().map(|id| id.as_str().len()).max().unwrap_or(0);
    let from_width = upgrades.iter().map(|upgrade| phrases::upgraded_from(upgrade).len()).max().unwrap_or(0);
    for (place, upgrade) in upgrades.iter().enumerate() {
        let number = if place == 0 { format!("{number}.") } else { String::new() };
        let from = painted(FAINT, phrases::upgraded_from(upgrade), from_width);
        let (id, to) = (&upgrade.component, painted(NEW, upgrade.to, 0));
        line(text, format_args!("{number:3} {id:width$}  {from} -> {to}"));
    }
    if detail == Detail::Brief {
        return;
    }
    if step.together {
        let circle = phrases::circle(&step.circle);
        let how = painted(WARNING, "shut down all of them, upgrade, restart", 0);
        line(text, format_args!("      {how}: {circle}"));
    } else if step.components.len() > 1 {
        line(text, "      in parallel, or in any order");
    }
    for precedence in &step.because {
        let why = phrases::precedence(precedence);
        line(text, format_args!("      {} before {}: {why}", precedence.component, precedence.before));
    }
}

/// What is deprecated, and how each stands.
#[must_use]
pub fn deprecations(product: &str, supports: &[Support<'_>], detail: Detail) -> String {
    let mut text = String::new();
    if detail != Detail::Brief {
        let counted = phrases::count(supports.len(), "deprecation");
        line(&mut text, format_args!("{}, {counted}", painted(HEADING, product, 0)));
    }
    let groups = [
        (Standing::Overdue, "Overdue"),
        (Standing::Removable, "Can be removed"),
        (Standing::Supported, "Supported"),
        (Standing::Removed, "Removed"),
    ];
    for (standing, title) in groups {
        let of_it = |support: &&Support<'_>| support.standing == standing;
        for (place, support) in supports.iter().filter(of_it).enumerate() {
            if place == 0 {
                section(&mut text, title, detail);
            }
            support_lines(&mut text, support, detail);
        }
    }
    text
}

fn support_lines(text: &mut String, support: &Support<'_>, detail: Detail) {
    let deprecation = support.deprecation;
    let (owner, surface, what) = (&deprecation.component, &deprecation.surface, &deprecation.what);
    let how = phrases::support(support);
    if detail == Detail::Brief {
        line(text, format_args!("{owner}.{surface}  {what}  {how}"));
        return;
    }
    line(text, format_args!("  {owner}.{surface}  {what}"));
    line(text, format_args!("    since {}, {how}", deprecation.since));
    if let Some(finding) = phrases::too_early(support) {
        line(text, format_args!("    {}", painted(WARNING, finding, 0)));
    }
    for (name, value) in phrases::headers(deprecation) {
        line(text, format_args!("    {}", painted(FAINT, format!("{name}: {value}"), 0)));
    }
}
