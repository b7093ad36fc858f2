//! Chrome extensions: four fields of 16 bits.
//!
//! Standard: `version` in Chrome's extension manifest, one to four numbers of at most 65535, not all zero. The
//! canonical text goes to `version_name`, which users see: [`companion`](super::Ecosystem::companion).
//!
//! `0.0-next.0` would be `0.0.0.0`, which Chrome refuses.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::ChromeExtension.render(version)?, "1.0.17099.3");
//! assert_eq!(Ecosystem::ChromeExtension.read("1.0.17099.3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::ChromeExtension.render(version)?, "1.0.0.65535");
//! assert_eq!(Ecosystem::ChromeExtension.read("1.0.0.65535", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::Limit;
use super::mapping::Mapping;
use super::packed::FourFields;

pub(super) const MAPPING: Mapping = Mapping {
    name: "chrome-extension",
    writer: &FourFields { stable: 65_535 },
    limits: &[
        Limit::major(65_535),
        Limit::minor(65_535),
        Limit::Dates { first: 19_700_101, last: 21_490_605 },
        Limit::patch(65_535),
        Limit::id(65_534),
        Limit::NotZero,
    ],
    note: "",
    as_is: "refused: a field holds 65535",
    comparator: "`sort -V`, a stand-in",
};
