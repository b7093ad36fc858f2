//! WinGet: the canonical text.
//!
//! Standard: `PackageVersion` in WinGet's manifest schema, 128 characters at most. WinGet compares part by part, a
//! number with letters behind it below the number alone, and a missing part as 0.
//!
//! WinGet runs on Windows only; its rules were read, not run.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Winget.render(version)?, "1.0.20161024-next.3");
//! assert_eq!(Ecosystem::Winget.read("1.0.20161024-next.3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Winget.render(version)?, "1.0");
//! assert_eq!(Ecosystem::Winget.read("1.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "winget",
    writer: &Dotted::marked("-next."),
    limits: &[],
    note: "≤ 128 characters (never reached)",
    as_is: "keep it",
    comparator: "the vendor's rules",
};
