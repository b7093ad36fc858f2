//! Windows Installer: three small numbers.
//!
//! Standard: the property `ProductVersion` of Windows Installer: `MAJOR.MINOR.BUILD`, at most 255, 255 and 65535, and
//! no fourth number counts.
//!
//! `1.0.20161024` would overflow BUILD and become 41472 without a warning. BUILD holds 13 bits of days and 3 bits
//! of stage.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Msi.render(version)?, "1.0.2387");
//! assert_eq!(Ecosystem::Msi.read("1.0.2387", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Msi.render(version)?, "1.0.7");
//! assert_eq!(Ecosystem::Msi.read("1.0.7", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::Limit;
use super::mapping::Mapping;
use super::packed::{Count, Day, ThreeFields};

pub(super) const MAPPING: Mapping = Mapping {
    name: "msi",
    writer: &ThreeFields { count: Count::Days(Day::Y2016), scale: 8 },
    limits: &[
        Limit::major(255),
        Limit::minor(255),
        Limit::Dates { first: 20_160_101, last: 20_380_604 },
        Limit::patch(8191),
        Limit::id(6),
    ],
    note: "",
    as_is: "BUILD overflows: `20161024` becomes 41472",
    comparator: "`sort -V`, a stand-in",
};
