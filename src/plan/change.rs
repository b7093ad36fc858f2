//! What happened to a component since its last release: `KIND:COMPONENT` or `KIND:COMPONENT.SURFACE`.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::named::names;
use crate::product::{Component, ComponentId, InvalidId, Reference, SurfaceName};
use crate::shown::shown;
use crate::version::{Scheme, SurfaceKind};
use crate::words::{Explain, Help};

/// The kind of a change to a component (Rule K1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A fix that leaves the API alone.
    Fix,
    /// A fix in the API.
    ApiFix,
    /// A feature that leaves the API alone.
    Feature,
    /// A feature in the API.
    ApiFeature,
    /// A change that breaks the API.
    Breaking,
    /// No change: the component catches up with its line.
    Sync,
    /// A development build of a dev-patch component.
    Dev,
}

/// How far a release moves a component, the farthest last.
///
/// The first two move nobody else, and any other release of the same component absorbs them (Rules B2 and B6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Level {
    /// The component takes the line that it was behind.
    CatchUp,
    /// The component takes its next development build.
    Development,
    /// The component takes a build on its line; independent ones a PATCH.
    Build,
    /// The line moves to its next MINOR.
    Minor,
    /// The line moves to its next MAJOR.
    Major,
}

/// One change to a component or to one of its surfaces.
///
/// ```
/// use dateline::plan::{Change, Kind};
///
/// let change: Change = "api-fix:core".parse()?;
/// assert_eq!(change.kind(), Kind::ApiFix);
/// let change: Change = "addition:core.sdk".parse()?;
/// assert_eq!(change.kind(), Kind::ApiFeature);
/// assert!("feature:core.sdk".parse::<Change>().is_err());
/// # Ok::<(), dateline::plan::ChangeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Change {
    component: ComponentId,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum What {
    Component(Kind),
    Surface(SurfaceName, SurfaceKind),
}

/// Why a text is not a change.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ChangeError {
    /// There is no `:`: `fix`.
    #[error("a change is written KIND:COMPONENT")]
    Form,
    /// The kind is unknown: `bugfix:core`.
    #[error("unknown kind `{}`", shown(.kind))]
    UnknownKind { kind: String, nearest: Option<&'static str> },
    /// The component or the surface is not an id: `fix:Core`.
    #[error(transparent)]
    Id(InvalidId),
    /// The kind does not apply to a surface: `feature:core.sdk`.
    #[error("a surface changes by fix, addition or breaking, not by `{0}`")]
    NotForSurface(&'static str),
    /// An addition without the surface that it adds to: `addition:core`.
    #[error("`addition` needs a surface")]
    NeedsSurface,
}

impl Explain for ChangeError {
    fn code(&self) -> &'static str {
        "bad-change"
    }

    fn help(&self) -> Vec<Help> {
        vec![match self {
            ChangeError::UnknownKind { nearest: Some(nearest), .. } => Help::did_you_mean(nearest),
            ChangeError::UnknownKind { nearest: None, .. } => {
                Help::text(format!("use one of {}", Kind::ALL.map(Kind::name).join(", ")))
            }
            ChangeError::NeedsSurface => {
                Help::text("write addition:COMPONENT.SURFACE, or api-feature:COMPONENT")
            }
            ChangeError::Form | ChangeError::Id(_) | ChangeError::NotForSurface(_) => {
                Help::text("write it like fix:core or addition:core.sdk")
            }
        }]
    }
}

impl Kind {
    /// Whether the change touches the API (Rule K1).
    #[must_use]
    pub const fn touches_api(self) -> bool {
        matches!(self, Kind::ApiFix | Kind::ApiFeature | Kind::Breaking)
    }

    /// The level of the change by itself (Rule K1), before B1 looks at the component.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Kind::Fix | Kind::ApiFix => Level::Build,
            Kind::Feature | Kind::ApiFeature => Level::Minor,
            Kind::Breaking => Level::Major,
            Kind::Sync => Level::CatchUp,
            Kind::Dev => Level::Development,
        }
    }

    /// Whether a component of the scheme of `component` can change so (Rule B6): `sync` is for line components, `dev` for
    /// dev-patch ones.
    #[must_use]
    pub fn fits(self, component: &Component) -> bool {
        match self {
            Kind::Sync => component.shares_line(),
            Kind::Dev => component.scheme() == Scheme::DevPatch,
            _ => true,
        }
    }

    /// The kind that a change to a surface stands for (Rule K2).
    const fn of_surface(kind: SurfaceKind) -> Self {
        match kind {
            SurfaceKind::Fix => Kind::ApiFix,
            SurfaceKind::Addition => Kind::ApiFeature,
            SurfaceKind::Breaking => Kind::Breaking,
        }
    }
}

impl Level {
    /// Whether a release at this level moves followers (Rule B2).
    #[must_use]
    pub fn moves_followers(self) -> bool {
        self >= Level::Build
    }
}

impl Change {
    /// A change of `kind` to `component`.
    #[must_use]
    pub fn new(kind: Kind, component: ComponentId) -> Self {
        Change { component, what: What::Component(kind) }
    }

    /// A change of `kind` to a surface of `component`.
    #[must_use]
    pub fn of_surface(kind: SurfaceKind, component: ComponentId, surface: SurfaceName) -> Self {
        Change { component, what: What::Surface(surface, kind) }
    }

    /// The component that changed.
    #[must_use]
    pub fn component(&self) -> &ComponentId {
        &self.component
    }

    /// What changed: the component, or its surface.
    #[must_use]
    pub fn target(&self) -> Reference {
        Reference { component: self.component.clone(), surface: self.surface().map(|(name, _)| name.clone()) }
    }

    /// The kind of the change to the component; on a surface, what that stands for (Rule K2).
    #[must_use]
    pub fn kind(&self) -> Kind {
        match &self.what {
            What::Component(kind) => *kind,
            What::Surface(_, kind) => Kind::of_surface(*kind),
        }
    }

    /// The surface that changed, and how.
    #[must_use]
    pub fn surface(&self) -> Option<(&SurfaceName, SurfaceKind)> {
        match &self.what {
            What::Component(_) => None,
            What::Surface(surface, kind) => Some((surface, *kind)),
        }
    }
}

names!(Kind: "kind" {
    Fix = "fix",
    ApiFix = "api-fix",
    Feature = "feature",
    ApiFeature = "api-feature",
    Breaking = "breaking",
    Sync = "sync",
    Dev = "dev",
});
names!(Level: "level" {
    CatchUp = "catch-up",
    Development = "development",
    Build = "build",
    Minor = "minor",
    Major = "major",
});

impl FromStr for Change {
    type Err = ChangeError;

    fn from_str(text: &str) -> Result<Self, ChangeError> {
        let (kind, target) = text.split_once(':').ok_or(ChangeError::Form)?;
        let id = |text| ComponentId::read(text).map_err(ChangeError::Id);
        match Reference::split(target) {
            (component, None) => Ok(Change::new(component_kind(kind)?, id(component)?)),
            (component, Some(surface)) => {
                Ok(Change::of_surface(surface_kind(kind)?, id(component)?, id(surface)?))
            }
        }
    }
}

fn component_kind(word: &str) -> Result<Kind, ChangeError> {
    match Kind::ALL.into_iter().find(|kind| kind.name() == word) {
        Some(kind) => Ok(kind),
        None if word == SurfaceKind::Addition.name() => Err(ChangeError::NeedsSurface),
        None => Err(unknown_kind(word)),
    }
}

fn surface_kind(word: &str) -> Result<SurfaceKind, ChangeError> {
    let found = SurfaceKind::ALL.into_iter().find(|kind| kind.name() == word);
    found.ok_or_else(|| match component_kind(word) {
        Ok(kind) => ChangeError::NotForSurface(kind.name()),
        Err(error) => error,
    })
}

/// Words that people use for a kind elsewhere, and what they are here.
const SYNONYMS: [(&str, &str); 8] = [
    ("bugfix", "fix"),
    ("patch", "fix"),
    ("feat", "feature"),
    ("minor", "feature"),
    ("api-feat", "api-feature"),
    ("major", "breaking"),
    ("break", "breaking"),
    ("catch-up", "sync"),
];

fn unknown_kind(word: &str) -> ChangeError {
    let lower = word.to_lowercase();
    let synonym = SYNONYMS.iter().find(|(other, _)| *other == lower).map(|(_, kind)| *kind);
    let nearest =
        synonym.or_else(|| crate::nearest::nearest(&lower, Kind::ALL.iter().map(|kind| kind.name())));
    ChangeError::UnknownKind { kind: word.to_owned(), nearest }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::Component(kind) => write!(f, "{}:{}", kind.name(), self.component),
            What::Surface(surface, kind) => write!(f, "{}:{}.{surface}", kind.name(), self.component),
        }
    }
}
