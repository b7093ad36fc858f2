//! The product file keeps its rules (Rules P1 to P3 and C1).

use super::{Code, Finding, FindingPlace};
use crate::product::{InvalidProduct, Places};
use crate::words::{Explain, Help};

/// Each error of the product file as a finding.
pub(super) fn judge(name: &str, text: &str, invalid: &InvalidProduct) -> Vec<Finding> {
    let places = Places::of(text);
    let find = |error: &crate::product::ProductError| {
        let place = FindingPlace::line(name, places.line_at(error.span.start));
        let otherwise = || Help::run_to("dateline schema", "list the keys and their values");
        let help = error.help().into_iter().next().unwrap_or_else(otherwise);
        Finding::of_product(&error.kind, place, help)
    };
    let mut findings: Vec<Finding> = invalid.errors.iter().map(find).collect();
    if invalid.more > 0 {
        let message = format!("the file has {} more errors", invalid.more);
        findings.push(Finding::new(
            Code::InvalidProduct,
            FindingPlace::file(name),
            message,
            "fix these first",
        ));
    }
    findings
}
