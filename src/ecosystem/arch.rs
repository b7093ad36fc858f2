//! Arch Linux: `next` right after the last digit.
//!
//! Standard: vercmp(8) of pacman. Letters that follow a number without a separator sort before the number alone;
//! after a separator they sort above it. `pkgver` may not hold `-`, which parts it from `pkgrel`.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Arch.render(version)?, "1.0.20161024next.3");
//! assert_eq!(Ecosystem::Arch.read("1.0.20161024next.3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Arch.render(version)?, "1.0");
//! assert_eq!(Ecosystem::Arch.read("1.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "arch",
    writer: &Dotted::marked("next."),
    limits: &[],
    note: "",
    as_is: "`-next.0` is read as the package's release",
    comparator: "libalpm's `alpm_pkg_vercmp`",
};
