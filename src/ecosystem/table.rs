//! The table of all ecosystems, made from the mappings themselves.

use super::Ecosystem;
use crate::version::Scheme;

/// The table of all ecosystems in Markdown, a row each, as the documentation of [this module](super) holds it.
///
/// The third and fourth columns are examples. `M` is MAJOR, `m` MINOR, `D` BUILD or PATCH, `k` the ID of a prerelease; brackets hold what a version may omit.
#[must_use]
pub fn table() -> String {
    let head = "| ecosystem | mapping | `1.0` | `1.0.20161024-next.3` | limits | written as it is | order proven by |\n\
                |---|---|---|---|---|---|---|\n";
    Ecosystem::ALL.into_iter().fold(head.to_owned(), |table, ecosystem| table + &row(ecosystem))
}

fn row(ecosystem: Ecosystem) -> String {
    let mapping = ecosystem.mapping();
    let mut limits: Vec<String> = mapping.limits.iter().map(|limit| limit.notation()).collect();
    if !mapping.note.is_empty() {
        limits.push(mapping.note.to_owned());
    }
    let example = |text| {
        Scheme::Dated.parse(text).map_or_else(|_| String::new(), |version| mapping.writer.write(version))
    };
    let companion = match ecosystem {
        Ecosystem::Apple => "; `CFBundleShortVersionString` shows `M.m.(D or 0)`",
        Ecosystem::ChromeExtension => "; `version_name` shows the canonical text",
        Ecosystem::Android => "; `versionName` shows the canonical text",
        _ => "",
    };
    format!(
        "| {} | {}{companion} | `{}` | `{}` | {} | {} | {} |\n",
        mapping.name,
        mapping.writer.form(),
        example("1.0"),
        example("1.0.20161024-next.3"),
        limits.join("; "),
        mapping.as_is,
        mapping.comparator
    )
}
