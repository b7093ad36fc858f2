//! PyPI: an alpha release.
//!
//! Standard: the version specifiers of the Python Packaging User Guide (PEP 440). The text is in normal form, so
//! that no tool rewrites it.
//!
//! `.devN` would order as well, but `setuptools_scm` gives it to builds without a tag, and the two would collide.
//! pip installs an alpha only when asked with `--pre` or by an exact version.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Pypi.render(version)?, "1.0.20161024a3");
//! assert_eq!(Ecosystem::Pypi.read("1.0.20161024a3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Pypi.render(version)?, "1.0");
//! assert_eq!(Ecosystem::Pypi.read("1.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "pypi",
    writer: &Dotted::marked("a"),
    limits: &[],
    note: "",
    as_is: "`-next.3` is refused",
    comparator: "PyPI's `packaging`",
};
