//! git tags: the canonical text, within the product's template.
//!
//! Standard: git-tag(1), `--sort=version:refname`. git orders a suffix above the bare version until it is told
//! otherwise: `git config versionsort.suffix -next`.
//!
//! This is the `{version}` of a tag's template (`core-v{version}`); whatever stands around it is the product's.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Git.render(version)?, "1.0.20161024-next.3");
//! assert_eq!(Ecosystem::Git.read("1.0.20161024-next.3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Git.render(version)?, "1.0");
//! assert_eq!(Ecosystem::Git.read("1.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "git",
    writer: &Dotted::marked("-next."),
    limits: &[],
    note: "`versionsort.suffix` set to `-next`",
    as_is: "a prerelease sorts above its release, until set",
    comparator: "`git tag --sort=v:refname`",
};
