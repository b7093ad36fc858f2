//! Debian: a tilde, which sorts before everything.
//!
//! Standard: Debian Policy, section 5.6.12. The text is the upstream version; a package appends its revision
//! (`-1`), which is why a `-` of ours would be read as one.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Debian.render(version)?, "1.0.20161024~next.3");
//! assert_eq!(Ecosystem::Debian.read("1.0.20161024~next.3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Debian.render(version)?, "1.0");
//! assert_eq!(Ecosystem::Debian.read("1.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "debian",
    writer: &Dotted::marked("~next."),
    limits: &[],
    note: "",
    as_is: "a prerelease sorts above its release",
    comparator: "`apt_pkg.version_compare`",
};
