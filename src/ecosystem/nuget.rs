//! NuGet: SemVer 2, which always has three numbers.
//!
//! Standard: NuGet's package versioning, which is SemVer 2 with an optional fourth number. Each number of the core
//! is an `Int32`, which nine digits never reach.
//!
//! NuGet before 4.3 knew no SemVer 2 and ordered the parts of a prerelease as text, `next.10` below `next.9`. NuGet's own
//! comparator needs .NET; the order is proven by `univers`, a port.
//!
//! A project file's `Version` takes the text as it is; `AssemblyVersion` and `FileVersion` are numbers only and
//! have mappings of their own, [`assembly`](super::assembly) and [`fileversion`](super::fileversion).
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Nuget.render(version)?, "1.0.20161024-next.3");
//! assert_eq!(Ecosystem::Nuget.read("1.0.20161024-next.3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Nuget.render(version)?, "1.0.0");
//! assert_eq!(Ecosystem::Nuget.read("1.0.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "nuget",
    writer: &Dotted::filled(""),
    limits: &[],
    note: "NuGet ≥ 4.3; numbers ≤ 2147483647 (never reached)",
    as_is: "`1.0` is rewritten to `1.0.0`",
    comparator: "`univers`, a port",
};
