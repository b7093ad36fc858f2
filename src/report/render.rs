//! How ecosystems write versions, and whether they can hold them.

use serde::Serialize;
use serde_json::{Value, json};

use super::markdown::literals;
use super::{Detail, Report, github, plain_lines};
use crate::ecosystem::{Ecosystem, RenderError};
use crate::version::Version;
use crate::words::{Explain, Line};

/// How one ecosystem writes one version.
pub struct Written {
    version: Version,
    ecosystem: Ecosystem,
    text: Result<String, RenderError>,
}

impl Written {
    /// How `ecosystem` writes `version`.
    pub fn of(version: Version, ecosystem: Ecosystem) -> Self {
        Written { version, ecosystem, text: ecosystem.render(version) }
    }

    /// Whether the ecosystem cannot hold the version.
    pub fn is_refused(&self) -> bool {
        self.text.is_err()
    }

    /// The version below, as the ecosystem writes it, where it can.
    fn above(&self) -> Option<(Version, String)> {
        let lower = self.version.lower()?;
        Some((lower, self.ecosystem.render(lower).ok()?))
    }

    /// A line that says what the ecosystem would do to the canonical text, where it is another one.
    fn as_is(&self, indent: usize) -> String {
        let canonical = self.version.to_string();
        match self.ecosystem.as_is() {
            "" => String::new(),
            _ if self.text.as_ref() == Ok(&canonical) => String::new(),
            as_is => format!("\n{:indent$}as it is: {as_is}", ""),
        }
    }
}

/// Lines of a table, a heading for each version: `  maven   1.0-alpha-3`.
fn table(written: &[Written], describe: impl Fn(&Written) -> String) -> Vec<Line> {
    let width = written.iter().map(|written| written.ecosystem.name().len()).max().unwrap_or(0);
    let mut lines = Vec::new();
    let mut heading = None;
    for one in written {
        if heading != Some(one.version) {
            heading = Some(one.version);
            lines.push(Line::plain(one.version.to_string()));
        }
        lines.extend(plain_lines(&format!("  {:width$}  {}", one.ecosystem, describe(one))));
    }
    lines
}

/// `cannot hold it: MINOR is at most 255; the nearest is 1.255`.
fn refusal(error: &RenderError) -> String {
    let nearest = error.nearest().map_or_else(String::new, |nearest| format!("; the nearest is {nearest}"));
    format!("cannot hold it: {}{nearest}", error.limit())
}

fn error_json(error: &RenderError) -> Value {
    json!({"code": error.code(), "message": error.to_string(), "nearest": error.nearest()})
}

/// How ecosystems write versions.
pub struct RenderReport(pub Vec<Written>);

impl Report for RenderReport {
    fn lines(&self, _: Detail) -> Vec<Line> {
        table(&self.0, |written| match (&written.text, written.ecosystem.companion(written.version)) {
            (Ok(text), Some(companion)) => format!("{text}, {} {}", companion.key, companion.text),
            (Ok(text), None) => text.clone(),
            (Err(error), _) => refusal(error),
        })
    }

    fn json(&self) -> impl Serialize {
        let rendering = |written: &Written| {
            let mut value = json!({"version": written.version, "ecosystem": written.ecosystem.name()});
            if let Value::Object(fields) = &mut value {
                match &written.text {
                    Ok(text) => fields.insert("text".to_owned(), json!(text)),
                    Err(error) => fields.insert("error".to_owned(), error_json(error)),
                };
                if let Some(companion) = written.ecosystem.companion(written.version) {
                    let (key, text, exact) = (companion.key, companion.text, companion.exact);
                    fields.insert("companion".to_owned(), json!({"key": key, "text": text, "exact": exact}));
                }
            }
            value
        };
        json!({"renderings": self.0.iter().map(rendering).collect::<Vec<_>>()})
    }

    fn markdown(&self) -> String {
        self.0
            .iter()
            .map(|written| match &written.text {
                Ok(text) => format!("- {}: `{text}`\n", written.ecosystem),
                Err(error) => format!("- {}: {}\n", written.ecosystem, refusal(error)),
            })
            .collect()
    }

    fn github(&self) -> String {
        let texts = self.0.iter().filter_map(|written| Some((written, written.text.as_ref().ok()?)));
        texts
            .map(|(written, text)| github::output(&written.ecosystem.name().replace('-', "_"), text))
            .collect()
    }
}

/// Whether ecosystems can hold versions.
pub struct PublishReport(pub Vec<Written>);

impl Report for PublishReport {
    fn lines(&self, _: Detail) -> Vec<Line> {
        let indent = self.0.iter().map(|written| written.ecosystem.name().len()).max().unwrap_or(0) + 4;
        table(&self.0, |written| match (&written.text, written.above()) {
            (Ok(text), Some((_, lower))) => {
                let as_is = written.as_is(indent);
                format!("{text}, sorts above {lower}{as_is}")
            }
            (Ok(text), None) => format!("{text}{}", written.as_is(indent)),
            (Err(error), _) => refusal(error),
        })
    }

    fn json(&self) -> impl Serialize {
        let check = |written: &Written| {
            let above = written.above().filter(|_| written.text.is_ok());
            json!({
                "version": written.version,
                "ecosystem": written.ecosystem.name(),
                "publishable": written.text.is_ok(),
                "text": written.text.as_ref().ok(),
                "above": above.map(|(version, text)| json!({"version": version, "text": text})),
                "as_is": written.ecosystem.as_is(),
                "error": written.text.as_ref().err().map(error_json),
            })
        };
        json!({"checks": self.0.iter().map(check).collect::<Vec<_>>()})
    }

    fn markdown(&self) -> String {
        literals(self.0.iter().map(|written| match &written.text {
            Ok(text) => format!("{}: {text}", written.ecosystem),
            Err(error) => format!("{}: {}", written.ecosystem, refusal(error)),
        }))
    }

    fn github(&self) -> String {
        let check = |written: &Written| {
            let name = written.ecosystem.name().replace('-', "_");
            github::output(&name, if written.text.is_ok() { "true" } else { "false" })
        };
        self.0.iter().map(check).collect()
    }
}
