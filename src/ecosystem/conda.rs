//! conda: an alpha release, as for PyPI.
//!
//! Standard: conda's version ordering, which puts a letter after a number below the number alone. A conda version
//! may not hold `-`, which parts it from the name and the build string.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Conda.render(version)?, "1.0.20161024a3");
//! assert_eq!(Ecosystem::Conda.read("1.0.20161024a3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Conda.render(version)?, "1.0");
//! assert_eq!(Ecosystem::Conda.read("1.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "conda",
    writer: &Dotted::marked("a"),
    limits: &[],
    note: "",
    as_is: "`-` is refused",
    comparator: "`rattler`, the engine of pixi",
};
