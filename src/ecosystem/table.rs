//! The table of all ecosystems, made from the mappings themselves.

use super::Ecosystem;

/// The table of all ecosystems in Markdown, a row each, as the documentation of [this module](super) holds it.
///
/// `M` is MAJOR, `m` MINOR, `D` BUILD or PATCH, `k` the ID of a prerelease; brackets hold what a version may omit.
#[must_use]
pub fn table() -> String {
    let head =
        "| ecosystem | mapping | limits | written as it is | order proven by |\n|---|---|---|---|---|\n";
    Ecosystem::ALL.into_iter().fold(head.to_owned(), |table, ecosystem| table + &row(ecosystem))
}

fn row(ecosystem: Ecosystem) -> String {
    let mapping = ecosystem.mapping();
    let mut limits: Vec<String> = mapping.limits.iter().map(|limit| limit.notation()).collect();
    if !mapping.note.is_empty() {
        limits.push(mapping.note.to_owned());
    }
    let companion = match ecosystem {
        Ecosystem::Apple => "; `CFBundleShortVersionString` shows `M.m.(D or 0)`",
        Ecosystem::ChromeExtension => "; `version_name` shows the canonical text",
        Ecosystem::Android => "; `versionName` shows the canonical text",
        _ => "",
    };
    format!(
        "| {} | {}{companion} | {} | {} | {} |\n",
        mapping.name,
        mapping.writer.form(),
        limits.join("; "),
        mapping.as_is,
        mapping.comparator
    )
}
