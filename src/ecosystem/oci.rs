//! OCI images (Docker): the canonical text.
//!
//! Standard: the OCI distribution specification, whose tags are `[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}`. A version has
//! 43 characters at most.
//!
//! A registry does not order tags; Flux and Argo CD order them with Masterminds semver, which reads `1.0` as
//! `1.0.0`. Do not publish a floating tag `1.0` that moves to the newest build: it is the name of a version.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Oci.render(version)?, "1.0.20161024-next.3");
//! assert_eq!(Ecosystem::Oci.read("1.0.20161024-next.3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Oci.render(version)?, "1.0");
//! assert_eq!(Ecosystem::Oci.read("1.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "oci",
    writer: &Dotted::marked("-next."),
    limits: &[],
    note: "≤ 128 characters (never reached)",
    as_is: "keep it",
    comparator: "Masterminds semver",
};
