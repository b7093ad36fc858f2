//! The product file breaks none of its rules (Rules P1 to P3 and C1).

use super::{Finding, Place};
use crate::product::{InvalidProduct, Places, ProductErrorKind};

/// Each error of the product file as a finding; `mend` says what to do about one, where that can be told.
pub(super) fn judge(
    name: &str,
    text: &str,
    invalid: &InvalidProduct,
    mend: fn(&ProductErrorKind) -> Option<String>,
) -> Vec<Finding> {
    let places = Places::of(text);
    let find = |error: &crate::product::ProductError| {
        let place = Place::line(name, places.line_at(error.span.start));
        let otherwise =
            || "mend what stands there; `dateline schema` lists the keys and their values".to_owned();
        Finding::of_product(&error.kind, place, mend(&error.kind).unwrap_or_else(otherwise))
    };
    invalid.errors.iter().map(find).collect()
}
