//! Helm: SemVer 2, which always has three numbers.
//!
//! Standard: Semantic Versioning 2.0.0, as Helm's Chart.yaml asks for `version`. Helm compares with the Go package
//! Masterminds semver.
//!
//! Helm installs a prerelease only with `--devel` or an exact `--version`.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Helm.render(version)?, "1.0.20161024-next.3");
//! assert_eq!(Ecosystem::Helm.read("1.0.20161024-next.3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Helm.render(version)?, "1.0.0");
//! assert_eq!(Ecosystem::Helm.read("1.0.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "helm",
    writer: &Dotted::filled(""),
    limits: &[],
    note: "",
    as_is: "`1.0` is no SemVer, which a chart must have",
    comparator: "Masterminds semver",
};
