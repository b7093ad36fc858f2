//! Two plans side by side: which versions and reasons differ.

use std::collections::HashMap;
use std::sync::Arc;

use super::fitted::{fit, middle};
use super::phrases;
use super::styled::{Line, Tone, line};
use crate::phrases::stay;
use crate::plan::Plan;

/// A plan that others are compared with, and the command line that asks for it.
#[derive(Debug, Clone)]
pub(super) struct Pinned {
    pub(super) plan: Arc<Plan>,
    pub(super) command: String,
}

/// What a plan does to a component.
#[derive(PartialEq, Eq)]
struct Fate {
    /// The version that it gives, or the one that stays.
    version: String,
    is_released: bool,
    why: String,
}

fn fates(plan: &Plan) -> HashMap<&str, Fate> {
    let released = plan.releases.iter().map(|release| {
        let fate =
            Fate { version: release.to.to_string(), is_released: true, why: phrases::release(release) };
        (release.component.as_str(), fate)
    });
    let stays = plan.unchanged.iter().map(|unchanged| {
        let version = unchanged.version.map_or_else(|| "none".to_owned(), |version| version.to_string());
        let behind = if unchanged.behind { ", behind" } else { "" };
        let why = format!("stays: {}{behind}", stay(&unchanged.because));
        (unchanged.component.as_str(), Fate { version, is_released: false, why })
    });
    released.chain(stays).collect()
}

/// The comparison, `ids` being the components in the order of the product file.
pub(super) fn lines<'a>(
    pinned: &Pinned,
    now: (&Plan, &str),
    ids: impl Iterator<Item = &'a str>,
) -> Vec<Line> {
    let (before, after) = (fates(&pinned.plan), fates(now.0));
    let differing: Vec<(&str, &Fate, &Fate)> = ids
        .filter_map(|id| Some((id, before.get(id)?, after.get(id)?)))
        .filter(|(_, before, after)| before != after)
        .collect();
    let mut lines = vec![
        line("pinned  ", Tone::Heading).and(&pinned.command),
        line("now     ", Tone::Heading).and(now.1),
        Line::default(),
    ];
    let goes = |plan: &Plan| match (plan.line.from, plan.line.to) {
        (from, to) if from == to => format!("stays at {to}"),
        (_, to) => format!("moves to {to}"),
    };
    if pinned.plan.line.to != now.0.line.to {
        let (was, is) = (goes(&pinned.plan), goes(now.0));
        lines.push(line(&format!("The line {was} with the pinned plan, and {is} now."), Tone::Plain));
    }
    if differing.is_empty() {
        lines.push(line("Every component gets the same version for the same reasons.", Tone::Plain));
        return lines;
    }
    let count = format!("{} of {} components differ", differing.len(), before.len());
    lines.push(line(&count, Tone::Heading));
    let wide = |of: fn(&(&str, &Fate, &Fate)) -> usize| differing.iter().map(of).max().unwrap_or(0);
    let id_width = wide(|(id, ..)| id.len()).clamp("component".len(), 24);
    let version_width = wide(|(_, before, _)| before.version.len()).max("pinned".len()) + 2;
    let heading = format!("  {}  {}now", fit("component", id_width), fit("pinned", version_width + 2));
    lines.push(line(&heading, Tone::Faint));
    for (id, before, after) in differing {
        let tone = |fate: &Fate| if fate.is_released { Tone::New } else { Tone::Faint };
        lines.push(
            line(&format!("  {}  ", middle(id, id_width)), Tone::Heading)
                .with(fit(&shown(before), version_width + 2), tone(before))
                .with(shown(after), tone(after)),
        );
        if before.why != after.why {
            lines.push(line(&format!("      pinned: {}", before.why), Tone::Plain));
            lines.push(line(&format!("      now:    {}", after.why), Tone::Plain));
        }
    }
    lines
}

fn shown(fate: &Fate) -> String {
    if fate.is_released { format!("\u{2192} {}", fate.version) } else { fate.version.clone() }
}
