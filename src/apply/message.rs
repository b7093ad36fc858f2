//! The messages of commits and tags: what is released, and why.

use crate::notes::{Notes, message};
use crate::phrases::reasons;
use crate::plan::{Plan, Release};
use crate::product::{ComponentId, Product};
use crate::version::Version;

/// How long the first line of a commit message may be, in characters, as git's own tools expect it.
const SUBJECT: usize = 72;

/// The message of the commit: a line by the product's template, then a line for each release with its reasons.
///
/// ```text
/// Release core 1.0.20161101, java-sdk 1.0.20161101
///
/// - core 1.0 -> 1.0.20161101: changed by api-fix:core
/// - java-sdk 1.0 -> 1.0.20161101: follows the API of core
/// ```
pub(super) fn commit_message(product: &Product, plan: &Plan) -> String {
    let mut text = subject(product, plan) + "\n\n";
    for release in &plan.releases {
        let from = release.from.map_or_else(String::new, |from| format!("{from} -> "));
        text += &format!("- {} {from}{}: {}\n", release.component, release.to, reasons(release));
    }
    for closed in &plan.closed {
        text += &format!("- {} {}: the series ends\n", closed.component, closed.series);
    }
    text
}

/// The first line. Where it would be too long it names the first release and counts the others; a plan that only ends
/// series has its own words.
pub(super) fn subject(product: &Product, plan: &Plan) -> String {
    let names: Vec<String> =
        plan.releases.iter().map(|release| format!("{} {}", release.component, release.to)).collect();
    if names.is_empty() {
        let ended: Vec<&str> = plan.closed.iter().map(|closed| closed.component.as_str()).collect();
        let all = format!("End the open series of {}", ended.join(", "));
        return if all.chars().count() <= SUBJECT { all } else { "End open series".to_owned() };
    }
    let subject =
        |releases: &str| product.commit().subject(product.name(), releases, plan.line.target, plan.date);
    let all = subject(&names.join(", "));
    match names.as_slice() {
        [first, _, ..] if all.chars().count() > SUBJECT => {
            subject(&format!("{first} and {} more", names.len() - 1))
        }
        _ => all,
    }
}

/// The message of a release's tag: what it is, why it is there, and of a prerelease its notes, which no changelog has (H7).
///
/// ```text
/// Chain Core 1.1-next.0
///
/// changed by feature:core
///
/// Features
/// - add streams
/// ```
pub(super) fn tag_message(release: &Release, notes: Option<&Notes>) -> String {
    release_message(&release.title, release.to, &reasons(release).to_string(), notes)
}

/// The same from its parts.
pub(super) fn release_message(title: &str, version: Version, reasons: &str, notes: Option<&Notes>) -> String {
    let notes = notes.filter(|_| !version.is_stable()).map(message).unwrap_or_default();
    let gap = if notes.is_empty() { "" } else { "\n" };
    format!("{title} {version}\n\n{reasons}\n{gap}{notes}")
}

/// The reasons that the message of a release's commit gives for `version` of `component`.
pub(super) fn reasons_in(message: &str, component: &ComponentId, version: Version) -> Option<String> {
    let version = version.to_string();
    message.lines().find_map(|line| {
        let (head, reasons) = line.strip_prefix("- ")?.split_once(": ")?;
        let mut words = head.split(' ');
        let is_it = words.next() == Some(component.as_str()) && words.next_back() == Some(&version);
        is_it.then(|| reasons.trim_end().to_owned())
    })
}
