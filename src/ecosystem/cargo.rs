//! Cargo: SemVer 2, which always has three numbers.
//!
//! Standard: Semantic Versioning 2.0.0, as the Cargo Book's manifest format asks for it. Numbers are `u64` there.
//! Since a build is never 0, `1.0.0` can only be `1.0`.
//!
//! A requirement `^1.0` matches every later build of 1 and no prerelease, which is what a follower of the line
//! wants.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Cargo.render(version)?, "1.0.20161024-next.3");
//! assert_eq!(Ecosystem::Cargo.read("1.0.20161024-next.3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Cargo.render(version)?, "1.0.0");
//! assert_eq!(Ecosystem::Cargo.read("1.0.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "cargo",
    writer: &Dotted::filled(""),
    limits: &[],
    note: "",
    as_is: "`1.0` is refused: a crate needs three numbers",
    comparator: "the `semver` crate",
};
