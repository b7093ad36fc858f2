//! The note on a clone that lacks a part of the history.

/// What to do about a shallow clone.
pub(super) const SHALLOW: &str = "this clone is shallow, so releases may be missing: run `git fetch --unshallow --tags` to get all of them";
