//! snaps: a tilde, which sorts before everything.
//!
//! Standard: `version` in snapcraft.yaml, 32 characters of `a-zA-Z0-9:.+~-` at most, and compared by snapd by
//! Debian's rules.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Snap.render(version)?, "1.0.20161024~next.3");
//! assert_eq!(Ecosystem::Snap.read("1.0.20161024~next.3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Snap.render(version)?, "1.0");
//! assert_eq!(Ecosystem::Snap.read("1.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::Limit;
use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "snap",
    writer: &Dotted::marked("~next."),
    limits: &[Limit::Length { most: 32 }],
    note: "",
    as_is: "a prerelease sorts above its release",
    comparator: "snapd's `strutil`",
};
