//! Homebrew: the suffix `-alpha`, in an explicit `version`.
//!
//! Standard: Homebrew's `Version`. Always state `version` in the formula: from a URL that ends in `-next.3`,
//! Homebrew would detect the version `3`.
//!
//! No package registry offers Homebrew's comparator, so the tests do not prove this order again; it was derived
//! from the rules of `Version`, by which `alpha` and its number are one token that sorts below no token at all.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Homebrew.render(version)?, "1.0.20161024-alpha3");
//! assert_eq!(Ecosystem::Homebrew.read("1.0.20161024-alpha3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Homebrew.render(version)?, "1.0");
//! assert_eq!(Ecosystem::Homebrew.read("1.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "homebrew",
    writer: &Dotted::marked("-alpha"),
    limits: &[],
    note: "an explicit `version` in the formula",
    as_is: "a URL ending in `-next.3` is read as version `3`",
    comparator: "none to be had",
};
