//! npm: SemVer 2, which always has three numbers.
//!
//! Standard: Semantic Versioning 2.0.0, as npm's package.json asks for it. A number is at most 2^53-1, which nine
//! digits never reach.
//!
//! Publish a prerelease under a tag of its own (`npm publish --tag next`): npm moves `latest` to whatever was
//! published last, unless told otherwise.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Npm.render(version)?, "1.0.20161024-next.3");
//! assert_eq!(Ecosystem::Npm.read("1.0.20161024-next.3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Npm.render(version)?, "1.0.0");
//! assert_eq!(Ecosystem::Npm.read("1.0.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "npm",
    writer: &Dotted::filled(""),
    limits: &[],
    note: "numbers ≤ 2^53-1 (never reached)",
    as_is: "`1.0` is refused on publish",
    comparator: "node's `semver`",
};
