//! .NET assembly versions: four fields up to 65534.
//!
//! Standard: `AssemblyVersion` of .NET, four fields of at most 65534, since 65535 is kept for the runtime.
//! `AssemblyInformationalVersion` takes the canonical text as it is.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Assembly.render(version)?, "1.0.17099.3");
//! assert_eq!(Ecosystem::Assembly.read("1.0.17099.3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Assembly.render(version)?, "1.0.0.65534");
//! assert_eq!(Ecosystem::Assembly.read("1.0.0.65534", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::Limit;
use super::mapping::Mapping;
use super::packed::FourFields;

pub(super) const MAPPING: Mapping = Mapping {
    name: "assembly",
    writer: &FourFields { stable: 65_534 },
    limits: &[
        Limit::major(65_534),
        Limit::minor(65_534),
        Limit::Dates { first: 19_700_101, last: 21_490_604 },
        Limit::patch(65_534),
        Limit::id(65_533),
    ],
    note: "",
    as_is: "refused by the compiler",
    comparator: "`sort -V`, a stand-in",
};
