//! Results in every form: lines for people at a terminal, JSON for scripts, Markdown for release notes, and outputs for
//! GitHub Actions. One file for each result; nothing is printed here.
//!
//! Lines have tones, and [`painted`] makes terminal colours of these. No meaning rests on colour alone.

#![allow(clippy::must_use_candidate, reason = "a room of the program, not of the library")]

mod apply;
mod change;
mod check;
mod compat;
mod deprecations;
mod diff;
pub mod evidence;
pub mod github;
mod import;
pub mod json;
mod log;
pub mod markdown;
mod notes;
mod paint;
pub mod pending;
pub mod plan;
pub mod proposal;
mod recovery;
mod render;
mod replay;
mod rollout;
pub mod schema;
mod status;
mod tag;
mod version;
mod why;

use serde::Serialize;

pub use apply::{AppliedBefore, ApplyReport, sentence};
pub use change::ChangeReport;
pub use check::CheckReport;
pub use compat::CompatReport;
pub use deprecations::DeprecationsReport;
pub use diff::Diff;
pub use import::ImportReport;
pub use log::LogReport;
pub use notes::NotesReport;
pub use paint::{painted, plain};
pub use pending::PendingReport;
pub use plan::PlanReport;
pub use proposal::ProposalReport;
pub use recovery::{RecoverReport, UndoReport, announced};
pub use render::{PublishReport, RenderReport, Written};
pub use replay::ReplayReport;
pub use rollout::RolloutReport;
pub use status::StatusReport;
pub use tag::TagReport;
pub use version::{ParseReport, SortReport, WordReport};
pub use why::WhyReport;

use crate::words::{Line, Tone};

/// A result in every form.
pub trait Report {
    /// The result for people at a terminal.
    fn lines(&self, detail: Detail) -> Vec<Line>;
    /// The fields of the result for scripts. They are added, never renamed or removed.
    fn json(&self) -> impl Serialize;
    /// The result for release notes and summaries.
    fn markdown(&self) -> String;
    /// Lines `NAME=VALUE` for the output file of a step of GitHub Actions, or annotations.
    fn github(&self) -> String;
}

/// How much a report says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Detail {
    /// Only what is released.
    Brief,
    /// What is released and what stays, each with its reason.
    #[default]
    Usual,
    /// All that, and the chain of reasons of each release.
    Full,
}

/// A heading below an empty line, where there is anything above it; none in a brief report.
fn section(lines: &mut Vec<Line>, title: &str, detail: Detail) {
    if detail == Detail::Brief {
        return;
    }
    if lines.last().is_some_and(|line| !line.text().is_empty()) {
        lines.push(Line::default());
    }
    lines.push(Line::new(title, Tone::Heading));
}

/// A text of several lines, none of which stands out.
fn plain_lines(text: &str) -> impl Iterator<Item = Line> {
    text.lines().map(Line::plain)
}
