//! Win32 file versions: four fields of 16 bits.
//!
//! Standard: FILEVERSION in the Win32 VERSIONINFO resource, four 16 bit fields. Any text may stand in the string
//! `ProductVersion` beside it.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Fileversion.render(version)?, "1.0.17099.3");
//! assert_eq!(Ecosystem::Fileversion.read("1.0.17099.3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Fileversion.render(version)?, "1.0.0.65535");
//! assert_eq!(Ecosystem::Fileversion.read("1.0.0.65535", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::Limit;
use super::mapping::Mapping;
use super::packed::FourFields;

pub(super) const MAPPING: Mapping = Mapping {
    name: "fileversion",
    writer: &FourFields { stable: 65_535 },
    limits: &[
        Limit::major(65_535),
        Limit::minor(65_535),
        Limit::Dates { first: 19_700_101, last: 21_490_605 },
        Limit::patch(65_535),
        Limit::id(65_534),
    ],
    note: "",
    as_is: "fields are cut to 16 bits",
    comparator: "`sort -V`, a stand-in",
};
