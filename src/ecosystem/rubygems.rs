//! RubyGems: `.pre.next.` where a prerelease starts.
//!
//! Standard: `Gem::Version`. A part in letters makes a prerelease. RubyGems itself writes `.pre.` for every `-`, so
//! this is the text that a gem ends up with anyway.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Rubygems.render(version)?, "1.0.20161024.pre.next.3");
//! assert_eq!(Ecosystem::Rubygems.read("1.0.20161024.pre.next.3", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Rubygems.render(version)?, "1.0");
//! assert_eq!(Ecosystem::Rubygems.read("1.0", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const MAPPING: Mapping = Mapping {
    name: "rubygems",
    writer: &Dotted::marked(".pre.next."),
    limits: &[],
    note: "",
    as_is: "`-` is rewritten to `.pre.`",
    comparator: "`Gem::Version`",
};
