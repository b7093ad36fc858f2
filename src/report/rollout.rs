//! The order of an upgrade. As Markdown it is drawn by Mermaid, too.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use super::json::List;
use super::markdown::escaped;
use super::paint::Columns;
use super::{Detail, Report, github};
use crate::contract::{Precedence, Rollout, Step, Upgrade};
use crate::phrases;
use crate::product::ComponentId;
use crate::words::{Line, Tone};

/// The steps of an upgrade, each with its reasons.
pub struct RolloutReport<'a> {
    pub product: &'a str,
    pub rollout: &'a Rollout,
}

impl Report for RolloutReport<'_> {
    fn lines(&self, detail: Detail) -> Vec<Line> {
        let (steps, mut lines) = (&self.rollout.steps, Vec::new());
        if detail != Detail::Brief {
            let counted = phrases::count(steps.len(), "step");
            lines.push(Line::new(self.product, Tone::Heading).and(format_args!(", rollout in {counted}")));
            lines.push(Line::default());
        }
        if steps.is_empty() {
            lines.push(Line::plain("Nothing is upgraded."));
        }
        let upgrades = phrases::upgrades(self.rollout);
        for (place, step) in steps.iter().enumerate() {
            let of_it = step.components.iter().filter_map(|id| upgrades.get(id).map(|(_, upgrade)| *upgrade));
            lines.extend(step_lines(&of_it.collect::<Vec<_>>(), place + 1, step, detail));
        }
        lines
    }

    fn json(&self) -> impl Serialize {
        BTreeMap::from([("steps", List(|| self.rollout.steps.iter().map(fields)))])
    }

    /// A list and a diagram.
    fn markdown(&self) -> String {
        let steps = phrases::count(self.rollout.steps.len(), "step");
        let mut text = format!("## {}: rollout in {steps}\n\n", escaped(self.product));
        if self.rollout.steps.is_empty() {
            return text + "Nothing is upgraded.\n";
        }
        let upgrades = phrases::upgrades(self.rollout);
        for (place, step) in self.rollout.steps.iter().enumerate() {
            text += &listed(&upgrades, place + 1, step);
        }
        text + "\n```mermaid\n" + &diagram(&upgrades, &self.rollout.steps) + "```\n"
    }

    /// The steps as a JSON list of lists, which a matrix can take: `[["backend"],["frontend","rpmbuild"]]`.
    fn github(&self) -> String {
        let steps: Vec<_> = self.rollout.steps.iter().map(|step| &step.components).collect();
        github::output("steps", &json!(steps).to_string())
    }
}

fn step_lines(upgrades: &[&Upgrade], number: usize, step: &Step, detail: Detail) -> Vec<Line> {
    let mut lines = Vec::new();
    let width = step.components.iter().map(|id| id.as_str().len()).max().unwrap_or(0);
    let from_width = upgrades.iter().map(|upgrade| phrases::upgraded_from(upgrade).len()).max().unwrap_or(0);
    for (place, upgrade) in upgrades.iter().enumerate() {
        let number = if place == 0 { format!("{number}.") } else { String::new() };
        let line = Line::plain(format!("{number:3} {:width$}  ", upgrade.component));
        let line = line.column(phrases::upgraded_from(upgrade), Tone::Faint, from_width).and(" -> ");
        lines.push(line.with(upgrade.to, Tone::New));
    }
    if detail == Detail::Brief {
        return lines;
    }
    if step.together {
        let how = Line::plain("      ").with("shut down all of them, upgrade, restart", Tone::Warning);
        lines.push(how.and(format_args!(": {}", phrases::circle(&step.circle))));
    } else if step.components.len() > 1 {
        lines.push(Line::plain("      in parallel, or in any order"));
    }
    lines.extend(step.because.iter().map(|precedence| {
        let (first, later, why) =
            (&precedence.component, &precedence.before, phrases::precedence(precedence));
        Line::plain(format!("      {first} before {later}: {why}"))
    }));
    lines
}

fn fields(step: &Step) -> Value {
    let mut because: Vec<Value> = Vec::new();
    for reason in step.because.iter().map(precedence) {
        // Two requirements of the same pair are one reason.
        if !because.contains(&reason) {
            because.push(reason);
        }
    }
    json!({"components": step.components, "because": because, "together": step.together})
}

fn precedence(precedence: &Precedence) -> Value {
    json!({
        "component": precedence.component,
        "before": precedence.before,
        "reason": precedence.reason.name(),
    })
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
