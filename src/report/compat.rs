//! Which requirements hold between deployed versions.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::json::List;
use super::markdown::escaped;
use super::paint::Columns;
use super::{Detail, Report, github};
use crate::contract::Pair;
use crate::phrases;
use crate::words::{Line, Tone};

/// Requirements, held or broken.
pub struct CompatReport<'a> {
    pub product: &'a str,
    pub pairs: &'a [Pair<'a>],
}

impl Report for CompatReport<'_> {
    /// The requirements, and what to upgrade.
    fn lines(&self, detail: Detail) -> Vec<Line> {
        let mut lines = Vec::new();
        if detail != Detail::Brief {
            let counted = phrases::requirements(self.pairs);
            lines.push(Line::new(self.product, Tone::Heading).and(format_args!(", {counted}")));
            lines.push(Line::default());
            lines.extend(pair_lines(self.pairs));
        }
        let broken = self.pairs.iter().filter_map(|pair| pair.mismatch.as_ref());
        for (place, mismatch) in broken.enumerate() {
            if place == 0 && !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.push(Line::plain(mismatch.to_string()));
        }
        lines
    }

    fn json(&self) -> impl Serialize {
        BTreeMap::from([("pairs", List(|| self.pairs.iter().map(fields)))])
    }

    /// A list with broken ones in bold.
    fn markdown(&self) -> String {
        let mut text = format!("## {}: {}\n\n", escaped(self.product), phrases::requirements(self.pairs));
        for pair in self.pairs {
            let message = escaped(&phrases::pair(pair));
            text +=
                &if pair.holds() { format!("- {message}\n") } else { format!("- **broken**: {message}\n") };
        }
        text
    }

    /// Whether all requirements hold.
    fn github(&self) -> String {
        github::output("compatible", if self.pairs.iter().all(Pair::holds) { "true" } else { "false" })
    }
}

fn pair_lines(pairs: &[Pair<'_>]) -> Vec<Line> {
    let rows: Vec<[String; 4]> = pairs
        .iter()
        .map(|pair| {
            let requirement = pair.requirement;
            let provider = requirement.provider.to_string();
            let found = pair.found.map_or_else(|| "none".to_owned(), |found| found.to_string());
            let at_least = format!("at least {}", requirement.at_least);
            [format!("{} {}", pair.component, pair.version), provider, at_least, found]
        })
        .collect();
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(String::len).max();
    let [who, provider, at_least] = [0, 1, 2].map(|column| width(column).unwrap_or(0));
    let line = |(pair, [a, b, c, found]): (&Pair<'_>, &[String; 4])| {
        let (held, tone) = if pair.holds() { ("satisfied", Tone::Faint) } else { ("broken", Tone::Warning) };
        let note = phrases::note(pair).map_or_else(String::new, |note| format!(", {note}"));
        let rest = format!("  {a:who$}  {b:provider$}  {c:at_least$}  found {found}{note}");
        Line::plain("  ").column(held, tone, 9).and(rest)
    };
    pairs.iter().zip(&rows).map(line).collect()
}

fn fields(pair: &Pair<'_>) -> Value {
    json!({
        "component": pair.component,
        "requires": pair.requirement.provider,
        "at_least": pair.requirement.at_least.to_string(),
        "found": pair.found.map(|found| found.to_string()),
        "holds": pair.holds(),
        "message": phrases::pair(pair),
    })
}
