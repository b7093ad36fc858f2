//! What a plan does to one component, once its number is known.

use crate::version::Version;

/// What a plan does to one component.
#[derive(Clone, Copy, Default)]
pub(super) enum Fate {
    /// No release reaches it.
    #[default]
    Untouched,
    /// It was asked to catch up, and is current.
    Current,
    /// It is released as this version; the flags say whether that touches the API and closes its open series.
    Released { to: Version, api: bool, closes: bool },
}
