//! Why one component is released, down to the changes, or why it stays.

use serde::Serialize;
use serde_json::{Value, json};

use super::evidence::{add_evidence, evidence_lines, evidence_markdown};
use super::markdown::{escaped, or_unreleased};
use super::plan::{or_none, released};
use super::{Detail, Report, github};
use crate::pending::Pending;
use crate::phrases;
use crate::plan::{Plan, Unchanged};
use crate::product::Component;
use crate::words::{Line, Tone};

/// The chain of reasons of one component, each component on the way explained once.
pub struct WhyReport<'a> {
    pub plan: &'a Plan,
    pub component: &'a Component,
    pub pending: Option<&'a Pending>,
}

impl WhyReport<'_> {
    fn stays(&self) -> Option<&Unchanged> {
        self.plan.unchanged.iter().find(|unchanged| unchanged.component == *self.component.id())
    }
}

impl Report for WhyReport<'_> {
    fn lines(&self, _: Detail) -> Vec<Line> {
        let (plan, id) = (self.plan, self.component.id());
        let mut lines = Vec::new();
        for release in plan.chain(id) {
            let line = Line::new(release.component.as_str(), Tone::Heading);
            let line = line.and(format_args!(" {} -> ", or_none(release.from)));
            lines.push(line.with(release.to, Tone::New).and(format_args!(" ({})", release.level)));
            let reasons = release.because.iter();
            lines.extend(
                reasons.map(|because| {
                    Line::plain(format!("  {}", phrases::reason(because, &release.component)))
                }),
            );
        }
        if let Some(unchanged) = self.stays() {
            let behind =
                if unchanged.behind { format!(", behind line {}", plan.line.to) } else { String::new() };
            let stays = format!(" stays at {}{behind}", or_none(unchanged.version));
            lines.push(Line::new(id.as_str(), Tone::Heading).and(stays));
            lines.push(Line::plain(format!("  {}", phrases::stay(&unchanged.because))));
        }
        lines.extend(self.pending.into_iter().flat_map(|pending| evidence_lines(plan, id, pending)));
        lines
    }

    fn json(&self) -> impl Serialize {
        let chain: Vec<Value> = self
            .plan
            .chain(self.component.id())
            .into_iter()
            .map(|release| {
                json!({
                    "component": release.component,
                    "from": release.from,
                    "to": release.to,
                    "level": release.level.name(),
                    "because": release.because,
                })
            })
            .collect();
        let mut fields = json!({
            "product": self.plan.product,
            "component": self.component.id(),
            "title": self.component.title(),
            "released": !chain.is_empty(),
            "chain": chain,
            "unchanged": self.stays(),
        });
        if let Some(pending) = self.pending {
            let chain = self.plan.chain(self.component.id());
            add_evidence(fields.get_mut("chain"), chain, pending);
        }
        fields
    }

    fn markdown(&self) -> String {
        let mut text: String = self.plan.chain(self.component.id()).into_iter().map(released).collect();
        if let Some(unchanged) = self.stays() {
            let (title, version) = (escaped(self.component.title()), or_unreleased(unchanged.version));
            text += &format!("- {title} {version}: {}\n", phrases::stay(&unchanged.because));
        }
        let behind = self.pending.map(|pending| evidence_markdown(self.plan, self.component.id(), pending));
        text + &behind.unwrap_or_default()
    }

    fn github(&self) -> String {
        let release = self.plan.release(self.component.id());
        release.map_or_else(String::new, |release| github::output("version", &release.to.to_string()))
    }
}
