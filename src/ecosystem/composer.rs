//! Composer: the stability `alpha`.
//!
//! Standard: versions in Composer's documentation, as `composer/semver` parses them. It knows `dev`, `alpha`,
//! `beta` and `RC` and no other word. MAJOR has at most five digits; more are read as a date or refused.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Composer.render(version)?, "1.0.20161024-alpha3");
//! assert_eq!(Ecosystem::Composer.read("1.0.20161024-alpha3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Composer.render(version)?, "1.0");
//! assert_eq!(Ecosystem::Composer.read("1.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::Limit;
use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "composer",
    writer: &Dotted::marked("-alpha"),
    limits: &[Limit::major(99_999)],
    note: "numbers ≤ 2^63-1 (never reached)",
    as_is: "`-next` throws",
    comparator: "`Composer\\Semver\\Comparator`",
};
