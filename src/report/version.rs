//! What the calculator of versions says.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use super::markdown::literals;
use super::{Detail, Report, github};
use crate::version::{BuildDate, Version};
use crate::words::Line;

/// Versions taken apart, each with the text that it was read from.
pub struct ParseReport(pub Vec<(String, Version)>);

/// A version taken apart.
#[derive(Serialize)]
struct Parsed<'a> {
    input: &'a str,
    version: Version,
    scheme: &'static str,
    major: u32,
    minor: u32,
    patch: Option<u32>,
    build: Option<BuildDate>,
    next: Option<u32>,
    line: String,
    core: Version,
    stable: bool,
}

impl Report for ParseReport {
    fn lines(&self, _: Detail) -> Vec<Line> {
        let describe = |version: &Version| {
            let mut text = format!("  line {}", version.line());
            if let Some(patch) = version.patch() {
                text += &format!(", patch {patch}");
            }
            if let Some(build) = version.build() {
                text += &format!(", build of {build}");
            }
            match version.next() {
                Some(id) => text += &format!(", prerelease {id} of {}", version.core()),
                None => text += ", stable",
            }
            [Line::plain(version.to_string()), Line::plain(text)]
        };
        self.0.iter().flat_map(|(_, version)| describe(version)).collect()
    }

    fn json(&self) -> impl Serialize {
        let versions = self.0.iter().map(|(input, version)| Parsed {
            input,
            version: *version,
            scheme: version.scheme().name(),
            major: version.line().major(),
            minor: version.line().minor(),
            patch: version.patch(),
            build: version.build(),
            next: version.next().map(crate::version::NextId::get),
            line: version.line().to_string(),
            core: version.core(),
            stable: version.is_stable(),
        });
        BTreeMap::from([("versions", versions.collect::<Vec<_>>())])
    }

    fn markdown(&self) -> String {
        literals(self.0.iter().map(|(_, version)| version))
    }

    fn github(&self) -> String {
        github::output("versions", &joined(self.0.iter().map(|(_, version)| version)))
    }
}

fn joined<'v>(versions: impl Iterator<Item = &'v Version>) -> String {
    versions.map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// One word, under its name.
pub struct WordReport(pub &'static str, pub String);

impl Report for WordReport {
    fn lines(&self, _: Detail) -> Vec<Line> {
        vec![Line::plain(&*self.1)]
    }

    fn json(&self) -> impl Serialize {
        json!({ self.0: self.1 })
    }

    fn markdown(&self) -> String {
        literals([&self.1])
    }

    fn github(&self) -> String {
        github::output(self.0, &self.1)
    }
}

/// Versions in an order.
pub struct SortReport(pub Vec<Version>);

impl Report for SortReport {
    fn lines(&self, _: Detail) -> Vec<Line> {
        self.0.iter().map(|version| Line::plain(version.to_string())).collect()
    }

    fn json(&self) -> impl Serialize {
        BTreeMap::from([("versions", &self.0)])
    }

    fn markdown(&self) -> String {
        literals(&self.0)
    }

    fn github(&self) -> String {
        github::output("versions", &joined(self.0.iter()))
    }
}
