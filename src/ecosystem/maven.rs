//! Maven: the qualifier `alpha`, which Maven knows to be early.
//!
//! Standard: the version order specification in Maven's POM reference. It knows `alpha`, `beta`, `milestone`, `rc`
//! and `snapshot` and puts them below the release; any other word, `next` for one, goes above it.
//!
//! Gradle reads the same text in the same order: [`gradle`](super::gradle).
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Maven.render(version)?, "1.0.20161024-alpha-3");
//! assert_eq!(Ecosystem::Maven.read("1.0.20161024-alpha-3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Maven.render(version)?, "1.0");
//! assert_eq!(Ecosystem::Maven.read("1.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "maven",
    writer: &Dotted::marked("-alpha-"),
    limits: &[],
    note: "",
    as_is: "`1.0-next.0` sorts ABOVE `1.0`: an unknown word",
    comparator: "Maven's `ComparableVersion`",
};
