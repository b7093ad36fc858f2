//! AppStream metainfo: a tilde, which sorts before everything.
//!
//! Standard: the AppStream specification of `<release version=…>`, which compares as `as_vercmp` of libappstream
//! does: by the rules of Debian and RPM.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Appstream.render(version)?, "1.0.20161024~next.3");
//! assert_eq!(Ecosystem::Appstream.read("1.0.20161024~next.3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Appstream.render(version)?, "1.0");
//! assert_eq!(Ecosystem::Appstream.read("1.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "appstream",
    writer: &Dotted::marked("~next."),
    limits: &[],
    note: "",
    as_is: "a prerelease sorts above its release",
    comparator: "libappstream's `vercmp`",
};
