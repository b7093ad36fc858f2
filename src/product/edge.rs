//! Who follows whom, and what of it (Rule B2).

use super::ComponentId;
use crate::named::names;

/// An edge of the follow graph: this component is released when another one is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Follow {
    /// The component that is followed.
    pub component: ComponentId,
    /// What of it is followed.
    pub edge: Edge,
    /// The highest level at which what travels along the edge arrives; `None` for no limit.
    pub cap: Option<Cap>,
}

/// What a follower follows (Rule B2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Edge {
    /// The API: the follower is released when a release touches it.
    Api,
    /// Every release: the follower ships the component.
    Release,
}

/// The highest level at which a release of the followed component reaches its follower (Rule B2). Whether it reaches it, and
/// whether the API is touched, does not depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Cap {
    /// The follower comes along as a fix at most: level build.
    Fix,
    /// The follower comes along as a feature at most: level minor.
    Feature,
}

names!(Edge: "edge" { Api = "api", Release = "release" });
names!(Cap: "cap" { Fix = "fix", Feature = "feature" });
