//! What components promise each other: surfaces, requirements, deprecations (section 6 of the rules).

use super::{ComponentId, PathPattern, Reference, SurfaceName};
use crate::named::names;
use crate::version::{BuildDate, Line, Number, SurfaceVersion};

/// A contract that a component's build honours, with its own number (Rule S1).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Surface {
    /// Its name, unique within the component.
    pub name: SurfaceName,
    /// Its stable number.
    pub version: SurfaceVersion,
    /// Its number in the owner's open series, where it moved there.
    pub next: Option<SurfaceVersion>,
    /// Whether a counter moves on every change (`each = "change"`), not only on a break.
    pub each_change: bool,
    /// How many older numbers the peers of a counter accept.
    pub accepts_previous: u32,
    /// The files that make it up: a commit that touches one changes the surface (H3).
    pub paths: Vec<PathPattern>,
    /// The folder of its migrations, relative to the product file's folder.
    pub migrations: Option<Box<str>>,
}

/// A minimum that a component requires of another one (Rule C1).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Requirement {
    /// The component that provides, or the surface of it that is meant.
    pub provider: Reference,
    /// The least that will do: a stable version of the component, or a number of the surface.
    pub at_least: Number,
    /// What the checker does when it finds less.
    pub on_mismatch: OnMismatch,
    /// When the minimum is checked.
    pub checked: Checked,
    /// When a plan raises the minimum.
    pub raise: Raise,
}

impl Surface {
    /// A surface with this number, that moves as the standard is: a counter on a break only.
    #[must_use]
    pub fn new(name: SurfaceName, version: SurfaceVersion) -> Self {
        Surface {
            name,
            version,
            next: None,
            each_change: false,
            accepts_previous: 0,
            paths: Vec::new(),
            migrations: None,
        }
    }
}

impl Requirement {
    /// At least `at_least` of the provider, with the standard answer to a mismatch.
    #[must_use]
    pub fn new(provider: impl Into<Reference>, at_least: impl Into<Number>) -> Self {
        Requirement {
            provider: provider.into(),
            at_least: at_least.into(),
            on_mismatch: OnMismatch::default(),
            checked: Checked::default(),
            raise: Raise::default(),
        }
    }
}

/// What a checker does on a mismatch (Rules C1 and C3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum OnMismatch {
    /// It fails.
    #[default]
    Fail,
    /// It waits until the provider is upgraded.
    Wait,
    /// It replaces the provider.
    Replace,
}

/// When a requirement is checked (Rule C1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Checked {
    /// When the component is installed.
    Install,
    /// While the component runs.
    #[default]
    Runtime,
}

/// When a plan raises a floor (Rule C1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Raise {
    /// Only people do.
    #[default]
    Never,
    /// When the plan releases both, the provider with its API touched.
    Api,
}

names!(OnMismatch: "answer to a mismatch" { Fail = "fail", Wait = "wait", Replace = "replace" });
names!(Checked: "time of a check" { Install = "install", Runtime = "runtime" });
names!(Raise: "time to raise a minimum version" { Never = "never", Api = "api" });

/// What moves a counter of a surface (Rule S2): `each`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Each {
    #[default]
    Break,
    Change,
}

names!(Each: "what moves a counter" { Break = "break", Change = "change" });

/// Something that a surface still offers and will not always (Rule C4).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Deprecation {
    /// The component that owns the surface.
    pub component: ComponentId,
    pub surface: SurfaceName,
    /// What is deprecated.
    pub what: Box<str>,
    /// The line that deprecated it.
    pub since: Line,
    /// For how many further lines it is supported.
    pub window: u32,
    /// The line that removed it.
    pub removed: Option<Line>,
    /// The day from which it counts as deprecated, in UTC.
    pub date: Option<BuildDate>,
    /// The day from which it may be gone, in UTC; never before `date`.
    pub sunset: Option<BuildDate>,
}
