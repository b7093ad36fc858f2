//! The text that some ecosystems show to people besides the one that they order by.

use super::Ecosystem;
use super::dotted::Dotted;
use super::mapping::Writer;
use crate::version::Version;

/// A second text for a version, shown to people and never compared.
///
/// ```
/// use dateline::ecosystem::Ecosystem;
/// use dateline::version::Scheme;
///
/// let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
/// assert_eq!(Ecosystem::Apple.render(version)?, "1.0.2016102403");
/// let shown = Ecosystem::Apple.companion(version).unwrap();
/// assert_eq!((shown.key, shown.text.as_str()), ("CFBundleShortVersionString", "1.0.20161024"));
/// assert!(!shown.exact);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Companion {
    /// The key under which the ecosystem's manifest holds it.
    pub key: &'static str,
    pub text: String,
    /// Whether the version can be read from the text: Apple's drops the prerelease.
    pub exact: bool,
}

impl Ecosystem {
    /// Whether a file of the package has the version, as a crate's Cargo.toml does: a registry does not read it from a tag
    /// or from the name of what is uploaded.
    #[must_use]
    pub fn is_versioned_by_file(self) -> bool {
        use Ecosystem::{
            Alpine, Arch, Cargo, ChromeExtension, Conda, Debian, Gradle, Helm, Maven, Npm, Nuget, Pypi, Rpm,
            Rubygems, Snap, Vscode,
        };
        matches!(
            self,
            Alpine
                | Arch
                | Cargo
                | ChromeExtension
                | Conda
                | Debian
                | Gradle
                | Helm
                | Maven
                | Npm
                | Nuget
                | Pypi
                | Rpm
                | Rubygems
                | Snap
                | Vscode
        )
    }

    /// Whether the ecosystem shows people another text than the one that it orders by.
    #[must_use]
    pub fn shows_another_text(self) -> bool {
        matches!(self, Ecosystem::Apple | Ecosystem::ChromeExtension | Ecosystem::Android)
    }
}

impl Companion {
    /// The companion that `ecosystem` has for `version`, if it has any.
    pub(super) fn of(ecosystem: Ecosystem, version: Version) -> Option<Self> {
        let canonical = |key| Companion { key, text: version.to_string(), exact: true };
        match ecosystem {
            Ecosystem::Apple => Some(Companion {
                key: "CFBundleShortVersionString",
                text: Dotted::filled("").write(version.core()),
                exact: version.is_stable(),
            }),
            Ecosystem::ChromeExtension => Some(canonical("version_name")),
            Ecosystem::Android => Some(canonical("versionName")),
            _ => None,
        }
    }
}
