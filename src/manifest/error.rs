//! Why a manifest cannot be read or written. Errors carry data, a line and what to do instead.

use std::fmt;

use thiserror::Error;

use super::format::Format;
use super::holds::Holds;
use crate::ecosystem::RenderError;
use crate::shown::shown;
use crate::words::{Explain, Help};

/// What is wrong with a manifest, and on which line.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}{kind}", Line(*.line))]
pub struct ManifestError {
    pub kind: ManifestErrorKind,
    /// The line of the text that is wrong, counted from 1, where one is.
    pub line: Option<usize>,
}

struct Line(Option<usize>);

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |line| write!(f, "line {line}: "))
    }
}

/// What is wrong with a manifest; each with an input that causes it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ManifestErrorKind {
    /// The file is larger than [`MAX_BYTES`](super::MAX_BYTES).
    #[error("a manifest has at most 16 MiB, and this one has {bytes} bytes")]
    TooLarge { bytes: usize },
    /// The text goes beyond a limit of its parser: 300,000 attributes in one element of a pom.xml.
    #[error("more than {limit} {what}")]
    TooMuch { limit: usize, what: &'static str },
    /// The bytes are not UTF-8, nor a text in another encoding that is known: 00 ff.
    #[error("not valid UTF-8")]
    NotUtf8,
    /// The bytes are a text in another encoding, or a known binary form: Latin-1, UTF-16, a binary property list.
    #[error("this is {encoding}, not UTF-8")]
    Encoded { encoding: &'static str },
    /// The text is not of its format: `{` in a package.json.
    #[error("not valid {language}: {}", shown(.message))]
    Syntax { language: &'static str, message: String },
    /// The version is not there: a package.json without `version`.
    #[error("found no {}", shown(.what))]
    NotFound { what: String },
    /// The version is there more than once, so that it is unclear which one is meant.
    #[error("found more than one {}, the first on line {first}", shown(.what))]
    FoundTwice {
        what: String,
        /// The line of the first one, counted from 1.
        first: usize,
    },
    /// The value is not a text: `version = 1.2` in a pyproject.toml.
    #[error("{} must be a text, not {found}", shown(.what))]
    NotText { what: String, found: &'static str },
    /// The value is more than one version: `version = ">=1, <2"` of a path dependency.
    #[error("{} is not a single version: `{}`", shown(.what), shown(.text))]
    NotSingle { what: String, text: String },
    /// The value is written with escapes: `"version": "1\u002e2"`.
    #[error("{} is written with escapes, which an edit would lose", shown(.what))]
    Escaped { what: String },
    /// The value is defined elsewhere: `version.workspace = true`, `Version: %{upstream}`.
    #[error("{} is defined elsewhere: {home}", shown(.what))]
    Elsewhere { what: String, home: Home },
    /// Two places that must agree do not: a package-lock.json with one version at its head and another below.
    #[error("{} here is `{}`, but `{}` on line {first_line}", .holds, shown(.text), shown(.first))]
    Disagree {
        holds: Holds,
        text: String,
        first: String,
        /// The line of the first place, counted from 1.
        first_line: usize,
    },
    /// An image has no tag: `FROM chain/core`.
    #[error("the image `{}` has no tag", shown(.image))]
    NoTag { image: String },
    /// An image is pinned to a digest, which a new tag would contradict: `chain/core:1.2@sha256:0123…`.
    #[error("the image `{}` is pinned by a digest", shown(.image))]
    Pinned { image: String },
    /// There is no format of that name: `format = "cargoo"`.
    #[error("unknown format `{}`", shown(.name))]
    UnknownFormat { name: String, nearest: Option<Format> },
    /// The file's name does not show its format: `notes.txt` without `format` or `pattern`.
    #[error("cannot determine the format from the name `{}`", shown(.file))]
    UnknownFile { file: String },
    /// The format has no such field: `field = "appversion"` of a Chart.yaml.
    #[error("{format} has no field `{}`", shown(.field))]
    UnknownField { format: Format, field: String },
    /// The format needs a field to know which place is meant: a Cargo.lock.
    #[error("{format} needs `field`: {meaning}")]
    FieldNeeded { format: Format, meaning: &'static str },
    /// The format `text` comes without a pattern.
    #[error("the format text needs `pattern`")]
    PatternNeeded,
    /// A pattern does not work: `version: {versoin}`.
    #[error("the pattern does not work: {0}")]
    Pattern(#[from] PatternError),
    /// No value was given for a place that holds one: a pattern with `{date}` and no date.
    #[error("no value for {holds}")]
    NoValue { holds: Holds },
    /// The component has no such floor or surface: `{floor:engine}` without `requires.engine`.
    #[error("the product file does not give {holds}")]
    NotGiven { holds: Holds },
    /// The ecosystem cannot hold the version: `1.256` in an installer of Windows.
    #[error(transparent)]
    Unrenderable(#[from] RenderError),
    /// What stands where an entry of a changelog names who releases is not a name with an address: `ada@example.org`.
    #[error("`{}` is not a maintainer: expected `NAME <ADDRESS>`", shown(.text))]
    Maintainer { text: String },
    /// A changelog is never edited; it takes a new entry.
    #[error("a changelog takes a new entry instead of an edit")]
    NeedsEntry,
    /// The new text does not read back as itself from that place: `1.2"` in quotes.
    #[error("`{}` cannot be written as {holds} there", shown(.text))]
    Unwritable { holds: Holds, text: String },
}

/// Why a pattern does not work.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PatternError {
    /// A word in braces is none that a pattern knows: `{versoin}`.
    #[error("unknown value `{{{}}}`", shown(.0))]
    Unknown(String),
    /// A name behind `floor:` or `surface:` is not the name of a component or a surface: `{floor:Core}`.
    #[error("`{}` is not the name of a component or a surface", shown(.0))]
    Name(String),
    /// A brace has no partner; one that stands for itself is doubled: `{{`.
    #[error("a brace is not closed; write `{{{{` and `}}}}` for braces themselves")]
    Brace,
    /// There is no value in it, so nothing could change.
    #[error("it contains neither `{{version}}` nor another value")]
    NoValue,
    /// Two values touch, so that it is unclear where one ends: `{line}{date}`.
    #[error("two values touch")]
    Touching,
    /// It is longer than 1000 bytes.
    #[error("it is longer than 1000 bytes")]
    TooLong,
    /// It nearly matches at so many places of the text that it would take long: `1{version}x` in a file of ones.
    #[error("it nearly matches at too many places")]
    Costly,
}

/// Where a version lives that is not in the place that it was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// What kind of place it is.
    pub kind: HomeKind,
    /// The place's name: a macro, a property, a file.
    pub name: String,
    /// The line of the same text that gives it its value, counted from 1, where there is one.
    pub line: Option<usize>,
}

/// What kind of place holds a version that is written elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum HomeKind {
    /// `[workspace.package]` of the Cargo.toml of the workspace.
    Workspace,
    /// The parent of a Maven project.
    Parent,
    /// What a Python build backend reads.
    Backend,
    /// An RPM macro.
    Macro,
    /// A property of Maven or `MSBuild`, or a build setting of Xcode.
    Property,
    /// A variable, a constant, or an argument of a build.
    Variable,
    /// An attribute of a Python module.
    Attribute,
    /// A file.
    File,
    /// A function that computes it.
    Function,
    /// An expression that computes it.
    Expression,
}

impl fmt::Display for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = shown(&self.name);
        match self.kind {
            HomeKind::Workspace => f.write_str("`[workspace.package]` of the workspace's Cargo.toml"),
            HomeKind::Parent => write!(f, "the parent `{name}`"),
            HomeKind::Backend => write!(f, "`{name}`, which the build backend reads"),
            HomeKind::Macro => write!(f, "the macro `{name}`"),
            HomeKind::Property => write!(f, "the property `{name}`"),
            HomeKind::Variable => write!(f, "the variable `{name}`"),
            HomeKind::Attribute => write!(f, "the attribute `{name}`"),
            HomeKind::File => write!(f, "the file `{name}`"),
            HomeKind::Function => write!(f, "the function `{name}`"),
            HomeKind::Expression => write!(f, "the expression `{name}`"),
        }?;
        self.line.map_or(Ok(()), |line| write!(f, " on line {line}"))
    }
}

impl Explain for ManifestError {
    fn code(&self) -> &'static str {
        self.kind.code()
    }

    fn help(&self) -> Vec<Help> {
        self.kind.help()
    }
}

impl From<ManifestErrorKind> for ManifestError {
    /// The error without a line.
    fn from(kind: ManifestErrorKind) -> Self {
        kind.anywhere()
    }
}

impl Explain for ManifestErrorKind {
    fn code(&self) -> &'static str {
        match self {
            ManifestErrorKind::TooLarge { .. } => "manifest-too-large",
            ManifestErrorKind::TooMuch { .. } => "manifest-limit",
            ManifestErrorKind::NotUtf8 | ManifestErrorKind::Encoded { .. } => "manifest-not-utf-8",
            ManifestErrorKind::Syntax { .. } => "manifest-syntax",
            ManifestErrorKind::NotFound { .. } => "manifest-no-version",
            ManifestErrorKind::FoundTwice { .. } => "manifest-found-twice",
            ManifestErrorKind::NotText { .. } => "manifest-not-text",
            ManifestErrorKind::NotSingle { .. } => "manifest-not-single",
            ManifestErrorKind::Escaped { .. } => "manifest-escaped",
            ManifestErrorKind::Elsewhere { .. } => "manifest-elsewhere",
            ManifestErrorKind::Disagree { .. } => "manifest-disagrees",
            ManifestErrorKind::NoTag { .. } => "manifest-no-tag",
            ManifestErrorKind::Pinned { .. } => "manifest-pinned",
            ManifestErrorKind::UnknownFormat { .. } => "unknown-format",
            ManifestErrorKind::UnknownFile { .. } => "unknown-manifest",
            ManifestErrorKind::UnknownField { .. } => "unknown-field",
            ManifestErrorKind::FieldNeeded { .. } => "field-needed",
            ManifestErrorKind::PatternNeeded => "pattern-needed",
            ManifestErrorKind::Pattern(_) => "bad-pattern",
            ManifestErrorKind::NoValue { .. } => "no-value",
            ManifestErrorKind::NotGiven { .. } => "not-given",
            ManifestErrorKind::Unrenderable(_) => "manifest-cannot-hold",
            ManifestErrorKind::Maintainer { .. } => "bad-maintainer",
            ManifestErrorKind::NeedsEntry => "needs-entry",
            ManifestErrorKind::Unwritable { .. } => "unwritable",
        }
    }

    fn help(&self) -> Vec<Help> {
        vec![Help::text(match self {
            ManifestErrorKind::TooLarge { .. } => "name a smaller file, one that people edit",
            ManifestErrorKind::TooMuch { .. } => {
                "find the version with a `pattern`, which reads the file as text"
            }
            ManifestErrorKind::NotUtf8 | ManifestErrorKind::Encoded { .. } => {
                "save it as UTF-8, or remove it from the product file"
            }
            ManifestErrorKind::NotFound { .. } => {
                "add the version, or say where it is with `field` or `pattern`"
            }
            ManifestErrorKind::FoundTwice { .. } => {
                "choose one with `field` or a longer `pattern`, or remove the other"
            }
            ManifestErrorKind::NotText { .. } => "write the version in quotes",
            ManifestErrorKind::NotSingle { .. } => "write one version there",
            ManifestErrorKind::Escaped { .. } => "write it without escapes",
            ManifestErrorKind::Elsewhere { .. } => "name that place in `manifests` instead",
            ManifestErrorKind::Disagree { .. } => "make the two places agree",
            ManifestErrorKind::NoTag { .. } => "add a tag to the image",
            ManifestErrorKind::Pinned { .. } => "remove the digest, or remove the file from the product file",
            ManifestErrorKind::UnknownFormat { nearest: Some(nearest), .. } => {
                return vec![Help::did_you_mean(nearest)];
            }
            ManifestErrorKind::UnknownFormat { nearest: None, .. } => {
                return vec![Help::text(format!("use one of {}", formats()))];
            }
            ManifestErrorKind::UnknownFile { .. } => {
                return vec![
                    Help::text("add `pattern` with the text around the version"),
                    Help::text(format!("add `format`: one of {}", formats())),
                ];
            }
            ManifestErrorKind::UnknownField { .. } => "correct `field`, or omit it",
            ManifestErrorKind::FieldNeeded { .. } => "add `field` to the entry",
            ManifestErrorKind::Pattern(error) => return error.help(),
            ManifestErrorKind::PatternNeeded => VALUES_OF_PATTERNS,
            ManifestErrorKind::NotGiven { .. } => {
                "add it to the component in the product file, or remove it from the pattern"
            }
            ManifestErrorKind::Unrenderable(error) => return vec![write_otherwise(error)],
            ManifestErrorKind::Maintainer { .. } => {
                "set DEBFULLNAME and DEBEMAIL, or git's `user.name` and `user.email`"
            }
            ManifestErrorKind::NeedsEntry => "remove the entries of the series by hand",
            ManifestErrorKind::Syntax { .. } => "correct the file",
            ManifestErrorKind::NoValue { .. } => "remove its placeholder from the pattern",
            ManifestErrorKind::Unwritable { .. } => {
                "choose another place with `pattern`, or remove the file from the product file"
            }
        })]
    }
}

/// The names of all formats.
fn formats() -> String {
    Format::all().map(Format::name).collect::<Vec<_>>().join(", ")
}

const VALUES_OF_PATTERNS: &str = "use {version}, {line}, {date}, {floor:ID}, \
                                  {floor:ID.SURFACE} and {surface:NAME}";

fn write_otherwise(error: &RenderError) -> Help {
    Help::text(match error.nearest() {
        Some(nearest) => {
            format!(
                "release {nearest}, the nearest version that it can hold, or write it `as` another ecosystem does"
            )
        }
        None => "write it `as` another ecosystem does".to_owned(),
    })
}

impl Explain for PatternError {
    fn code(&self) -> &'static str {
        "bad-pattern"
    }

    fn help(&self) -> Vec<Help> {
        vec![Help::text(match self {
            PatternError::Costly => "start it with text that is rare in the file",
            _ => VALUES_OF_PATTERNS,
        })]
    }
}

impl ManifestErrorKind {
    /// The error without a line.
    pub(super) fn anywhere(self) -> ManifestError {
        ManifestError { kind: self, line: None }
    }

    /// The error on the line of the byte `at` of `text`.
    pub(super) fn at(self, text: &str, at: usize) -> ManifestError {
        ManifestError { kind: self, line: Some(super::lines::line_of(text, at)) }
    }
}
