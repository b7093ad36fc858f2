//! Apple bundles: an exact build version, and a release version for people.
//!
//! Standard: `CFBundleVersion` and `CFBundleShortVersionString` in Apple's Information Property List, at most three
//! numbers and 18 characters each.
//!
//! What is rendered, ordered and read back is `CFBundleVersion`. `CFBundleShortVersionString` cannot tell a
//! prerelease from its release, and is had from [`companion`](super::Ecosystem::companion).
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Apple.render(version)?, "1.0.2016102403");
//! assert_eq!(Ecosystem::Apple.read("1.0.2016102403", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Apple.render(version)?, "1.0.99");
//! assert_eq!(Ecosystem::Apple.read("1.0.99", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::Limit;
use super::mapping::Mapping;
use super::packed::{Count, ThreeFields};

pub(super) const MAPPING: Mapping = Mapping {
    name: "apple",
    writer: &ThreeFields { count: Count::Written, scale: 100 },
    limits: &[Limit::id(98), Limit::Length { most: 18 }],
    note: "",
    as_is: "a prerelease is refused on upload",
    comparator: "`sort -V`, a stand-in",
};
