//! What a plan does to one component, once its number is known.

/// What a plan does to one component.
#[derive(Clone, Copy, Default)]
pub(super) enum Fate {
    /// No release reaches it.
    #[default]
    Untouched,
    /// It was asked to catch up, and is current.
    Current,
    /// It is released; the flags say whether that touches the API and closes its open series.
    Released {
        /// Which release of the plan it is, from 0.
        place: u32,
        api: bool,
        closes: bool,
    },
}
