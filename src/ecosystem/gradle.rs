//! Gradle: the same text as for Maven.
//!
//! Standard: version ordering in Gradle's user manual. A part in letters is below a part in digits, and below no
//! part at all. Numbers are 64 bit.
//!
//! As it is, the text would order well in Gradle, but a library goes to Maven's repositories and is read by Maven
//! too.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Gradle.render(version)?, "1.0.20161024-alpha-3");
//! assert_eq!(Ecosystem::Gradle.read("1.0.20161024-alpha-3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Gradle.render(version)?, "1.0");
//! assert_eq!(Ecosystem::Gradle.read("1.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "gradle",
    writer: &Dotted::marked("-alpha-"),
    limits: &[],
    note: "numbers ≤ 2^63-1 (never reached)",
    as_is: "Gradle orders it, Maven does not",
    comparator: "Gradle's `DefaultVersionComparator`",
};
