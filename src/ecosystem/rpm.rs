//! RPM: a tilde, which sorts before everything.
//!
//! Standard: RPM's version comparison and the Fedora guidelines for versioning, which name the tilde for
//! prereleases (RPM 4.10 and later). The text is the tag `Version`; `Release` starts anew with each.
//!
//! RPM and Python do not order suffixes alike: see [the module](super).
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Rpm.render(version)?, "1.0.20161024~next.3");
//! assert_eq!(Ecosystem::Rpm.read("1.0.20161024~next.3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Rpm.render(version)?, "1.0");
//! assert_eq!(Ecosystem::Rpm.read("1.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "rpm",
    writer: &Dotted::marked("~next."),
    limits: &[],
    note: "RPM ≥ 4.10",
    as_is: "`-` is refused in `Version`",
    comparator: "`rpm.labelCompare`",
};
