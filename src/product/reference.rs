//! Names of a component or of a surface of one, and those that a product does not have.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::{ComponentId, InvalidId, SurfaceName};
use crate::nearest::nearest;
use crate::shown::shown;

/// A component, or one of its surfaces: `engine`, `frontend.fe-be-api`.
///
/// ```
/// use dateline::product::Reference;
///
/// let wire: Reference = "engine.wire".parse()?;
/// assert_eq!(wire.component.as_str(), "engine");
/// assert_eq!(wire.to_string(), "engine.wire");
/// assert!("Engine.wire".parse::<Reference>().is_err());
/// # Ok::<(), dateline::product::InvalidId>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Reference {
    /// The component.
    pub component: ComponentId,
    /// Its surface; `None` where the component itself is meant.
    pub surface: Option<SurfaceName>,
}

impl Reference {
    /// The surface of that name.
    #[must_use]
    pub fn to_surface(component: ComponentId, surface: SurfaceName) -> Self {
        Reference { component, surface: Some(surface) }
    }

    /// The names of the component and of the surface that `text` writes, whether they are ids or not.
    pub(crate) fn split(text: &str) -> (&str, Option<&str>) {
        text.split_once('.').map_or((text, None), |(component, surface)| (component, Some(surface)))
    }
}

impl From<ComponentId> for Reference {
    fn from(component: ComponentId) -> Self {
        Reference { component, surface: None }
    }
}

impl FromStr for Reference {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let (component, surface) = Reference::split(text);
        Ok(Reference {
            component: ComponentId::read(component)?,
            surface: surface.map(ComponentId::read).transpose()?,
        })
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.surface {
            Some(surface) => write!(f, "{}.{surface}", self.component),
            None => write!(f, "{}", self.component),
        }
    }
}

#[cfg(feature = "serde")]
crate::version::as_string!(Reference);

/// A component or surface is named that the product does not have.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum UnknownReference {
    /// There is no such component: `fix:croe`.
    #[error("unknown component `{}`", shown(.id))]
    Component {
        /// The name as written.
        id: String,
        /// The component whose id is nearest.
        nearest: Option<ComponentId>,
    },
    /// The component has no such surface: `fix:core.sdk`.
    #[error("{component} has no surface `{}`", shown(.surface))]
    Surface {
        /// The component.
        component: ComponentId,
        /// The name as written.
        surface: String,
    },
}

impl UnknownReference {
    /// There is no component `id` among `known`.
    pub(crate) fn component<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> Self {
        let nearest = nearest(id, known).and_then(|id| id.parse().ok());
        UnknownReference::Component { id: id.to_owned(), nearest }
    }

    /// `component` has no surface of that name.
    pub(crate) fn surface(component: &ComponentId, surface: &str) -> Self {
        UnknownReference::Surface { component: component.clone(), surface: surface.to_owned() }
    }
}
