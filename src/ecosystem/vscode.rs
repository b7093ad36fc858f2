//! Visual Studio Code extensions: SemVer without a prerelease.
//!
//! Standard: `version` in an extension's manifest, which the marketplace takes only as three numbers of at most
//! 2147483647. A prerelease is published with `vsce publish --pre-release` and needs a number below its release,
//! which this gives.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Vscode.render(version)?, "1.0.2016102403");
//! assert_eq!(Ecosystem::Vscode.read("1.0.2016102403", Scheme::Dated)?, version);
//! let version = Scheme::Dated.parse("1.0")?;
//! assert_eq!(Ecosystem::Vscode.render(version)?, "1.0.99");
//! assert_eq!(Ecosystem::Vscode.read("1.0.99", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::Limit;
use super::mapping::Mapping;
use super::packed::{Count, ThreeFields};

pub(super) const MAPPING: Mapping = Mapping {
    name: "vscode",
    writer: &ThreeFields { count: Count::Written, scale: 100 },
    limits: &[Limit::Dates { first: 19_700_101, last: 21_471_231 }, Limit::patch(21_474_835), Limit::id(98)],
    note: "",
    as_is: "a prerelease is refused on publish",
    comparator: "node's `semver`, which VS Code uses",
};
