//! Go modules: `v` and SemVer 2.
//!
//! Standard: the Go Modules Reference, whose versions are Semantic Versioning 2.0.0 after a `v`.
//!
//! From MAJOR 2 the module path must end in `/vMAJOR` (`example.com/chain/v2`); the text of the version is the
//! same. In a query, a text without the third number is no version but a prefix: `@v1.0` finds the newest `v1.0.D`.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Go.render(version)?, "v1.0.20161024-next.3");
//! assert_eq!(Ecosystem::Go.read("v1.0.20161024-next.3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Go.render(version)?, "v1.0.0");
//! assert_eq!(Ecosystem::Go.read("v1.0.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "go",
    writer: &Dotted::filled("v"),
    limits: &[],
    note: "from M = 2 the module path ends in `/vM`",
    as_is: "`v1.0` is a query for the newest `v1.0.D`",
    comparator: "golang.org/x/mod/semver",
};
