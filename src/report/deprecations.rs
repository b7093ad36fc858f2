//! What is deprecated, and how each stands.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::json::List;
use super::markdown::escaped;
use super::{Detail, Report, github, section};
use crate::contract::{Standing, Support, deprecation_header, sunset_header};
use crate::phrases;
use crate::words::{Line, Tone};

/// What is deprecated. In JSON `deprecation` and `sunset` are the values of the HTTP header fields of these names
/// (RFC 9745, RFC 8594), null where the product file has no day for them.
pub struct DeprecationsReport<'a> {
    pub product: &'a str,
    pub supports: &'a [Support<'a>],
}

impl Report for DeprecationsReport<'_> {
    fn lines(&self, detail: Detail) -> Vec<Line> {
        let mut lines = Vec::new();
        if detail != Detail::Brief {
            let counted = phrases::count(self.supports.len(), "deprecation");
            lines.push(Line::new(self.product, Tone::Heading).and(format_args!(", {counted}")));
        }
        let groups = [
            (Standing::Overdue, "Overdue"),
            (Standing::Removable, "Can be removed"),
            (Standing::Supported, "Supported"),
            (Standing::Removed, "Removed"),
        ];
        for (standing, title) in groups {
            let of_it = |support: &&Support<'_>| support.standing == standing;
            for (place, support) in self.supports.iter().filter(of_it).enumerate() {
                if place == 0 {
                    section(&mut lines, title, detail);
                }
                lines.extend(support_lines(support, detail));
            }
        }
        lines
    }

    fn json(&self) -> impl Serialize {
        BTreeMap::from([("deprecations", List(|| self.supports.iter().map(support)))])
    }

    fn markdown(&self) -> String {
        let counted = phrases::count(self.supports.len(), "deprecation");
        let mut text = format!("## {}: {counted}\n\n", escaped(self.product));
        for support in self.supports {
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

    /// How many deprecated things are supported, can be removed, and are overdue.
    fn github(&self) -> String {
        let count = |standing| {
            self.supports.iter().filter(|support| support.standing == standing).count().to_string()
        };
        github::output("supported", &count(Standing::Supported))
            + &github::output("removable", &count(Standing::Removable))
            + &github::output("overdue", &count(Standing::Overdue))
    }
}

fn support_lines(support: &Support<'_>, detail: Detail) -> Vec<Line> {
    let deprecation = support.deprecation;
    let (owner, surface, what) = (&deprecation.component, &deprecation.surface, &deprecation.what);
    let how = phrases::support(support);
    if detail == Detail::Brief {
        return vec![Line::plain(format!("{owner}.{surface}  {what}  {how}"))];
    }
    let mut lines = vec![
        Line::plain(format!("  {owner}.{surface}  {what}")),
        Line::plain(format!("    since {}, {how}", deprecation.since)),
    ];
    let finding = phrases::too_early(support);
    lines.extend(finding.map(|finding| Line::plain("    ").with(finding, Tone::Warning)));
    let headers = phrases::headers(deprecation).into_iter();
    lines.extend(
        headers.map(|(name, value)| Line::plain("    ").with(format_args!("{name}: {value}"), Tone::Faint)),
    );
    lines
}

fn support(support: &Support<'_>) -> Value {
    let deprecation = support.deprecation;
    json!({
        "component": deprecation.component,
        "surface": deprecation.surface,
        "what": deprecation.what,
        "since": deprecation.since,
        "window": deprecation.window,
        "line": support.current,
        "removable_from": support.removable_from,
        "removed": deprecation.removed,
        "status": support.standing.name(),
        "too_early": support.too_early,
        "deprecation": deprecation.date.map(deprecation_header),
        "sunset": deprecation.sunset.map(sunset_header),
    })
}
