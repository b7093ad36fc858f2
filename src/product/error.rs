//! What can be wrong with a product file. Errors carry data and a place; `explain` says what to do about each.

use std::fmt;
use std::ops::Range;

use thiserror::Error;

use super::names::{PathError, TitleError};
use super::{CommitError, ComponentId, IdError, TagError, UnknownReference};
use crate::ecosystem::Ecosystem;
use crate::shown::shown;
use crate::version::{BuildDate, DateError, Line, ParseError, Scheme, Version};

/// A product file that breaks at least one rule, with every breach (Rule P3).
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{} in the product file", count(.errors.len() + .more))]
#[non_exhaustive]
pub struct InvalidProduct {
    /// The breaches, in the order of their places: the first 100 at most, and never none.
    pub errors: Vec<ProductError>,
    pub more: usize,
}

/// How many errors of one file are reported: who has more has another kind of file.
const REPORTED: usize = 100;

impl InvalidProduct {
    pub(super) fn new(mut errors: Vec<ProductError>) -> Self {
        let more = errors.len().saturating_sub(REPORTED);
        errors.truncate(REPORTED);
        InvalidProduct { errors, more }
    }
}

fn count(errors: usize) -> String {
    if errors == 1 { "1 error".to_owned() } else { format!("{errors} errors") }
}

/// One breach of a rule, and where in the file it is.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{kind}")]
#[non_exhaustive]
pub struct ProductError {
    pub kind: ProductErrorKind,
    /// The bytes of the file that are wrong.
    pub span: Range<usize>,
}

/// What is wrong in a product file; each with an input that causes it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ProductErrorKind {
    /// The file is not TOML: `version = `.
    #[error("not valid TOML: {0}")]
    Syntax(String),
    /// A table has an unknown key: `versoin = "1.0"`.
    #[error("{table} has no key `{}`", shown(.key))]
    UnknownKey { key: String, table: &'static str, nearest: Option<&'static str> },
    /// A table lacks a key that it must have: `[product]` without `name`.
    #[error("{table} needs the key `{key}`")]
    MissingKey { key: &'static str, table: &'static str },
    /// A value is of another type: `version = 1.0`.
    #[error("`{}` must be {expected}, not {found}", shown(.key))]
    WrongType { key: String, expected: &'static str, found: &'static str },
    /// A word is not one of those allowed: `same-day = "never"`.
    #[error("`{}` cannot be `{}`", shown(.key), shown(.value))]
    UnknownChoice { key: String, value: String, allowed: &'static [&'static str] },
    /// A name is not the name of an ecosystem: `publish = ["mavne"]`.
    #[error("unknown ecosystem `{}` in `{key}`", shown(.name))]
    UnknownEcosystem { key: String, name: String, nearest: Option<Ecosystem> },
    /// An ecosystem is named twice: `publish = ["npm", "npm"]`.
    #[error("`publish` lists {ecosystem} twice")]
    PublishedTwice { ecosystem: Ecosystem },
    /// A number is out of its range: `maintain = -1`.
    #[error("`{}` must be a whole number from 0 to 999999999", shown(.key))]
    OutOfRange { key: String },
    /// The name of a component or a surface is malformed: `[components.Core]`.
    #[error("`{}` is not a valid id: {error}", shown(.id))]
    Id { id: String, error: IdError },
    /// Two ids look alike: `web1` and `webl`.
    #[error("`{id}` looks like `{other}`")]
    LookAlike { id: ComponentId, other: ComponentId },
    /// A text for people cannot be trusted: `title = "Core\u202E"`.
    #[error("`{key}` {error}")]
    Title { key: String, error: TitleError },
    /// A text is not a version of the component's scheme: `version = "1.0.161205"`.
    #[error("`{}` is not a valid {scheme} version: {error}", shown(.text))]
    Version { text: String, scheme: Scheme, error: ParseError },
    /// A text is not a valid line: `since = "1"`.
    #[error("`{}` is not a valid line MAJOR.MINOR: {error}", shown(.text))]
    Line { text: String, error: ParseError },
    /// A text is not a valid date: `sunset = "soon"`.
    #[error("`{}` is not a valid date: {error}", shown(.text))]
    Date { text: String, error: DateError },
    /// Something would be gone before it is deprecated: `date = 2027-01-01` and `sunset = 2026-01-01`.
    #[error("`sunset` cannot be before `date`, but {} is before {}", .sunset, .date)]
    SunsetBeforeDate { date: BuildDate, sunset: BuildDate },
    /// A prerelease stands where a stable version must: `version = "1.0-next.1"`.
    #[error("`{key}` must be stable, but {version} is a prerelease")]
    NotStable { key: &'static str, version: Version },
    /// A stable version stands where a prerelease must: `next = "1.1"`.
    #[error("`next` must be a prerelease, but {version} is stable")]
    NotPrerelease { version: Version },
    /// The open series leads to nothing newer: `version = "1.1"` and `next = "1.1-next.0"` (Rule P1).
    #[error("`next` must lead above {version}, but {next} leads to {}", .next.core())]
    NextNotAbove { next: Version, version: Version },
    /// A maintained version is not on an older line: `version = "1.1"` and `maintained = ["1.1"]` (Rule P1).
    #[error("`maintained` is for lines older than {version}, but {entry} is on line {}", .entry.line())]
    MaintainedNotBelow { entry: Version, version: Version },
    /// Two maintained versions are on one line (Rule P1).
    #[error("`maintained` lists line {line} twice")]
    MaintainedTwice { line: Line },
    /// Older lines are maintained of a component that was never released.
    #[error("`maintained` needs a `version` on a newer line")]
    MaintainedUnreleased,
    /// A key has no meaning for the component's scheme: `lead = true` with `scheme = "semver"`.
    #[error("`{key}` does not apply to a {scheme} component")]
    KeyNotForScheme { key: &'static str, scheme: Scheme },
    /// A component or surface is named that the file does not have.
    #[error(transparent)]
    Unknown(UnknownReference),
    /// A component follows or requires itself.
    #[error("{component} cannot {} itself", .key.trim_end_matches('s'))]
    Itself { component: ComponentId, key: &'static str },
    /// Components follow each other in a cycle; the first one stands at both ends (Rule P1).
    #[error("components that follow each other form a cycle: {}", Chain(.0))]
    FollowCycle(Vec<ComponentId>),
    /// There are line components, and none leads (Rule P1).
    #[error("no line component leads, so nothing could open a new line")]
    NoLead,
    /// There is no component.
    #[error("a product line needs at least one component")]
    NoComponents,
    /// A path could lead out of the product file's folder: `path = "../VERSION"`.
    #[error("`{}` is not a valid path: {error}", shown(.path))]
    Path { path: String, error: PathError },
    /// A tag template does not work.
    #[error("`tag` is not valid: {0}")]
    Tag(TagError),
    /// A tag template of the past is none: `tag-aliases = ["a b"]`.
    #[error("an entry of `tag-aliases` is not valid: {0}")]
    TagAlias(TagError),
    /// A template of commit messages does not work: `commit = "Release {version}"`.
    #[error("`commit` is not valid: {0}")]
    Commit(CommitError),
    /// A floor is of another form than what it is a floor of: `requires."core.api" = "1.0"` with a counter.
    #[error("the minimum version of {} must be {expected}", shown(.of))]
    FloorForm { of: String, expected: &'static str },
    /// A key of a surface has no meaning for its form: `each = "change"` with `version = "1.1"`.
    #[error("`{key}` does not apply to a MAJOR.MINOR surface")]
    KeyNotForSurface { key: &'static str },
    /// A surface's open number is not above its stable one, or of another form.
    #[error("`next` of a surface cannot be below its `version`, nor of another form")]
    SurfaceNext,
}

/// Components in the order in which they follow each other: `core -> mac -> core`.
struct Chain<'a>(&'a [ComponentId]);

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, id) in self.0.iter().enumerate() {
            write!(f, "{}{id}", if place == 0 { "" } else { " -> " })?;
        }
        Ok(())
    }
}
