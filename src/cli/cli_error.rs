//! What the command line refuses by itself: what it is called with, asks for, reads and shows.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::error::{CommandError, ErrorKind};
use super::exit::Exits;
use crate::product::{ComponentId, IdError};
use crate::shown::shown;
use crate::version::{BuildDate, DateError, Line, ParseError, Version};
use crate::words::{Explain, Help, Place, reason};

/// An error of the command line itself.
#[derive(Debug, Error)]
pub(super) enum CliError {
    /// `apply` without a change and without any other source of one.
    #[error("`apply` needs to know what to apply")]
    NothingNamed,
    /// `change` without changes or a text, where nobody can be asked.
    #[error("a change file needs changes and a text")]
    NoChange,
    #[error("the text of a change file cannot be empty")]
    NoText,
    #[error(
        "`invalid-product` cannot be skipped: with errors in the product file nothing else can be checked"
    )]
    SkippedProduct,
    #[error("the name of the product file is not UTF-8")]
    FileName,
    /// A verb that asks before it writes, without a terminal.
    #[error("there is no terminal to ask on, so nothing was written")]
    NobodyToAsk,
    #[error("the answer was no, so nothing was written")]
    Declined,
    /// What would be done cannot be written to standard output.
    #[error("cannot show what would be done, so nothing is written")]
    NotShown,
    /// What was done, in a sentence, cannot be reported: why.
    #[error("{done} Only the report failed: {why}")]
    NotReported { done: String, why: String },
    /// A date that `--allow-future` would allow.
    #[error("{0} is later than tomorrow")]
    FutureDate(BuildDate),
    /// `SOURCE_DATE_EPOCH` is not a number of seconds: `yesterday`.
    #[error("SOURCE_DATE_EPOCH is `{}`, which is not a valid time", shown(.0))]
    SourceTime(String),
    /// `SOURCE_DATE_EPOCH` is a time before 1970 or after 9999.
    #[error("SOURCE_DATE_EPOCH is `{}`, which is not a valid date: {error}", shown(.text))]
    SourceDate { text: String, error: DateError },
    #[error("not in a git repository, so there are no tags")]
    NoRepository,
    /// `init` where there is a product file.
    #[error("`{}` already exists, and is not overwritten", shown(&.0.to_string_lossy()))]
    ProductExists(PathBuf),
    /// `plan --out` over a file that is not a plan.
    #[error("`{}` exists and is not a saved plan", shown(&.0.to_string_lossy()))]
    NotAPlan(PathBuf),
    /// A verb that writes, called with `--demo`.
    #[error("the demo is read-only, so `{0}` cannot run")]
    Demo(String),
    #[error("no product.toml in this folder or above it")]
    NoProduct,
    /// A product file with a byte that is not UTF-8: where.
    #[error("`{}` is not UTF-8: line {}, column {}", shown(&.0.file), .0.line, .0.column)]
    NotUtf8(Place),
    /// A component in an argument: `Core`.
    #[error("`{}` is not a valid component: {error}", shown(.text))]
    Id { text: String, error: IdError },
    /// A line in an argument: `1`.
    #[error("`{}` is not a valid line: {error}, at byte {}", shown(.text), .error.offset())]
    Line { text: String, error: ParseError },
    /// A release that no tag shows. `known` has the latest versions that have one.
    #[error("{component} {version} has no tag")]
    NoRelease { component: ComponentId, version: Version, known: Vec<Version> },
    #[error("no component has a version on line {0}")]
    NotMaintained(Line),
    #[error("HEAD has no product file")]
    NotCommitted,
    /// A bump by `sync` of a version that is not behind.
    #[error("{0} is already current: there is nothing to catch up with")]
    AlreadyCurrent(Version),
    /// The maximum of no versions.
    #[error("no version to choose from")]
    NoVersions,
    /// Standard input, which is to be read, is a terminal.
    #[error("no input: standard input is a terminal")]
    NoInput,
    /// The line `number`, counted from 1, is longer than `max` bytes; `input` is quoted where it is a file.
    #[error("{input}, line {number} is longer than {max} bytes")]
    LongLine { input: String, number: usize, max: usize },
}

impl Explain for CliError {
    fn code(&self) -> &'static str {
        match self {
            CliError::NothingNamed | CliError::NoChange => "usage",
            CliError::NoText => "no-text",
            CliError::SkippedProduct => "bad-skip",
            CliError::FileName => "bad-path",
            CliError::NobodyToAsk => "needs-yes",
            CliError::Declined => "declined",
            CliError::NotShown => "io",
            CliError::NotReported { .. } => "not-reported",
            CliError::FutureDate(_) => "future-date",
            CliError::SourceTime(_) | CliError::SourceDate { .. } => "bad-source-date-epoch",
            CliError::NoRepository => "no-repository",
            CliError::ProductExists(_) | CliError::NotAPlan(_) => "file-exists",
            CliError::Demo(_) => "read-only",
            CliError::NoProduct => "no-product",
            CliError::NotUtf8(_) => "not-utf8",
            CliError::Id { .. } => "bad-id",
            CliError::Line { .. } => "bad-line",
            CliError::NoRelease { .. } => "no-release",
            CliError::NotMaintained(_) => "not-maintained",
            CliError::NotCommitted => "not-committed",
            CliError::AlreadyCurrent(_) => "already-current",
            CliError::NoVersions => "no-versions",
            CliError::NoInput => "no-input",
            CliError::LongLine { .. } => "line-too-long",
        }
    }

    fn help(&self) -> Vec<Help> {
        vec![match self {
            CliError::NothingNamed => {
                let name = "name changes, or add `--pending`, `--plan FILE`, `--promote [COMPONENT…]` or `--drop COMPONENT…`";
                return vec![Help::text(name), Help::text("for more, run `dateline apply --help`")];
            }
            CliError::NoChange => {
                "write `dateline change KIND:COMPONENT… -m TEXT`, or call it on a terminal to be asked".into()
            }
            CliError::NoText => "say what changed for users, with -m TEXT".into(),
            CliError::SkippedProduct => "fix the product file first".into(),
            CliError::FileName => "rename it".into(),
            CliError::NobodyToAsk => {
                let look = Help::add_to("--dry-run", "only look");
                return vec![Help::add_to("--yes", "write without asking"), look];
            }
            CliError::Declined | CliError::NotReported { .. } => return Vec::new(),
            CliError::NotShown => Help::add_to("--yes", "write without showing it first"),
            CliError::FutureDate(_) => {
                return vec!["use the day of the release".into(), Help::add("--allow-future")];
            }
            CliError::SourceTime(_) => {
                "set it to whole seconds since 1970-01-01 00:00 UTC, unset it, or add `--date`".into()
            }
            CliError::SourceDate { .. } => "set it to the time of the release, or add `--date`".into(),
            CliError::NoRepository => {
                "keep the product file in a git repository, or name one with `--product FILE`".into()
            }
            CliError::ProductExists(_) => {
                let look =
                    "to see what would be proposed, add `--dry-run` and `--product FILE` with another name";
                let import = Help::run_to("dateline import", "take the versions of the file from git tags");
                return vec![look.into(), import];
            }
            CliError::NotAPlan(_) => {
                return vec!["name another file".into(), Help::add_to("--force", "replace it")];
            }
            CliError::Demo(_) => "omit `--demo`, and name a product file with `--product FILE`".into(),
            CliError::NoProduct => {
                return vec![
                    Help::add_to("--product FILE", "name one"),
                    Help::run_to("dateline init", "propose one"),
                    Help::add_to("--demo", "look around in the built-in line of Chain"),
                ];
            }
            CliError::NotUtf8(_) => "save the file as UTF-8".into(),
            CliError::Id { .. } => Help::run_to("dateline status", "list the components"),
            CliError::Line { .. } => "write MAJOR.MINOR, such as `--line 1.1`".into(),
            CliError::NoRelease { version, known, .. } if known.is_empty() => {
                format!("omit `@{version}` for the notes of what is pending").into()
            }
            CliError::NoRelease { known, .. } => {
                let known: Vec<String> = known.iter().map(ToString::to_string).collect();
                format!("use one of {}", known.join(", ")).into()
            }
            CliError::NotMaintained(_) => {
                "add the latest version on that line to `maintained` of its component".into()
            }
            CliError::NotCommitted => "commit the product file first".into(),
            CliError::AlreadyCurrent(_) => "use fix, feature or breaking".into(),
            CliError::NoVersions => "write one version per line".into(),
            CliError::NoInput => "name a file, or pipe versions in, one per line".into(),
            CliError::LongLine { .. } => "write one version a line".into(),
        }]
    }

    fn place(&self) -> Option<Place> {
        if let CliError::NotUtf8(place) = self { Some(place.clone()) } else { None }
    }
}

impl Exits for CliError {
    fn kind(&self) -> ErrorKind {
        match self {
            CliError::Declined => ErrorKind::Declined,
            CliError::NotShown => ErrorKind::System,
            CliError::NotReported { .. } => ErrorKind::Later,
            CliError::FutureDate(_) | CliError::NotMaintained(_) | CliError::AlreadyCurrent(_) => {
                ErrorKind::Refused
            }
            _ => ErrorKind::Invalid,
        }
    }
}

/// A file or stream that cannot be used: what was to be done with what.
#[derive(Debug, Error)]
#[error("cannot {doing} {what}: {}", reason(.doing, .error))]
struct Unusable<'a> {
    /// What completes "cannot …": `read`.
    doing: &'a str,
    /// A quoted path, or the name of a stream.
    what: &'a str,
    error: &'a io::Error,
}

impl CommandError {
    /// A file or stream that could not be read or written.
    pub(super) fn io(doing: &str, what: &str, error: &io::Error) -> Self {
        Unusable { doing, what, error }.into()
    }

    pub(super) fn file(doing: &str, path: &Path, error: &io::Error) -> Self {
        CommandError::io(doing, &format!("`{}`", shown(&path.to_string_lossy())), error)
    }
}

impl Explain for Unusable<'_> {
    fn code(&self) -> &'static str {
        "io"
    }
}

impl Exits for Unusable<'_> {
    fn kind(&self) -> ErrorKind {
        ErrorKind::of_io(self.error)
    }
}
