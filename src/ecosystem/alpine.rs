//! Alpine: the suffix `_alpha`.
//!
//! Standard: the APKBUILD reference's `pkgver`, which allows the suffixes `_alpha`, `_beta`, `_pre` and `_rc`
//! before a release. The revision (`-r0`) is the package's own. Numbers are 64 bit.
//!
//! apk before 2.12.12 puts `1.0_alpha0` above `1.0`, as it does after every number 0, and orders all else rightly.
//! apk itself is not to be had outside Alpine; the order is proven by `univers`, which has it from Gentoo, as apk
//! does.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Alpine.render(version)?, "1.0.20161024_alpha3");
//! assert_eq!(Ecosystem::Alpine.read("1.0.20161024_alpha3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Alpine.render(version)?, "1.0");
//! assert_eq!(Ecosystem::Alpine.read("1.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "alpine",
    writer: &Dotted::marked("_alpha"),
    limits: &[],
    note: "apk ≥ 2.12.12; numbers ≤ 2^63-1 (never reached)",
    as_is: "`-next` is refused",
    comparator: "`univers`, a port",
};
