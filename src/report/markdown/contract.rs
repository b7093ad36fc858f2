//! Contracts as Markdown. The order of an upgrade is drawn by Mermaid, too.

use std::collections::{BTreeMap, BTreeSet};

use super::escaped;
use crate::contract::{Pair, Rollout, Step, Support, Upgrade};
use crate::phrases;
use crate::product::ComponentId;

/// Requirements as a list, broken ones in bold.
#[must_use]
pub fn compat(product: &str, pairs: &[Pair<'_>]) -> String {
    let mut text = format!("## {}: {}\n\n", escaped(product), phrases::requirements(pairs));
    for pair in pairs {
        let message = escaped(&phrases::pair(pair));
        text += &if pair.holds() { format!("- {message}\n") } else { format!("- **broken**: {message}\n") };
    }
    text
}

/// The steps of an upgrade as a list and as a diagram.
#[must_use]
pub fn rollout(product: &str, rollout: &Rollout) -> String {
    let steps = phrases::count(rollout.steps.len(), "step");
    let mut text = format!("## {}: rollout in {steps}\n\n", escaped(product));
    if rollout.steps.is_empty() {
        return text + "Nothing is upgraded.\n";
    }
    let upgrades = phrases::upgrades(rollout);
    for (place, step) in rollout.steps.iter().enumerate() {
        text += &listed(&upgrades, place + 1, step);
    }
    text + "\n```mermaid\n" + &diagram(&upgrades, &rollout.steps) + "```\n"
}

type Upgrades<'a> = BTreeMap<&'a ComponentId, (usize, &'a Upgrade)>;

fn listed(upgrades: &Upgrades<'_>, number: usize, step: &Step) -> String {
    let moved: Vec<String> = step
        .components
        .iter()
        .filter_map(|id| {
            let (_, upgrade) = upgrades.get(id)?;
            Some(format!("**{id} {}** (was {})", upgrade.to, phrases::upgraded_from(upgrade)))
        })
        .collect();
    let mut text = format!("{number}. {}\n", moved.join(", "));
    if step.together {
        let circle = escaped(&phrases::circle(&step.circle));
        text += &format!("   - shut down all of them, upgrade, restart: {circle}\n");
    } else if step.components.len() > 1 {
        text += "   - in parallel, or in any order\n";
    }
    for precedence in &step.because {
        let (first, later, why) =
            (&precedence.component, &precedence.before, phrases::precedence(precedence));
        text += &format!("   - {first} before {later}: {}\n", escaped(&why));
    }
    text
}

/// Who goes before whom, as a Mermaid flowchart. Ids and versions need no escapes in it; quotes keep ids such as `end`
/// from being words of the language.
fn diagram(upgrades: &Upgrades<'_>, steps: &[Step]) -> String {
    let mut text = "flowchart LR\n".to_owned();
    for (place, step) in steps.iter().enumerate() {
        let how = if step.together { ": shut down, upgrade, restart" } else { "" };
        text += &format!("  subgraph s{number}[\"{number}{how}\"]\n", number = place + 1);
        for id in &step.components {
            if let Some((node, upgrade)) = upgrades.get(id) {
                text += &format!("    c{node}[\"{id} {}\"]\n", upgrade.to);
            }
        }
        text += "  end\n";
    }
    let mut arrows = BTreeSet::new();
    for precedence in steps.iter().flat_map(|step| &step.because) {
        let nodes = (upgrades.get(&precedence.component), upgrades.get(&precedence.before));
        if let (Some((first, _)), Some((later, _))) = nodes {
            // Two requirements of the same pair are one arrow.
            if arrows.insert((first, later, precedence.reason)) {
                text += &format!("  c{first} -->|{}| c{later}\n", precedence.reason.name());
            }
        }
    }
    text
}

/// What is deprecated, as a list.
#[must_use]
pub fn deprecations(product: &str, supports: &[Support<'_>]) -> String {
    let counted = phrases::count(supports.len(), "deprecation");
    let mut text = format!("## {}: {counted}\n\n", escaped(product));
    for support in supports {
        let deprecation = support.deprecation;
        let (owner, surface) = (&deprecation.component, &deprecation.surface);
        let (what, how) = (escaped(&deprecation.what), phrases::support(support));
        text += &format!("- **{owner}.{surface}** {what}: since {}, {how}\n", deprecation.since);
        if let Some(finding) = phrases::too_early(support) {
            text += &format!("  - {finding}\n");
        }
        for (name, value) in phrases::headers(deprecation) {
            text += &format!("  - `{name}: {value}`\n");
        }
    }
    text
}
