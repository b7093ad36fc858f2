//! Each ecosystem, and the mapping that writes its versions.

use super::mapping::Mapping;
use super::{marked, numbers, semver};

/// The enum of all ecosystems, the list of them, and the mapping of each, from one list.
macro_rules! ecosystems {
    ($($(#[$doc:meta])+ $ecosystem:ident = $mapping:path,)+) => {
        /// A packaging ecosystem: a registry or format that reads versions its own way.
        ///
        /// ```
        /// use dateline::ecosystem::Ecosystem;
        /// use dateline::version::Scheme;
        ///
        /// let version = Scheme::Dated.parse("1.0-next.10")?;
        /// assert_eq!(Ecosystem::Maven.render(version)?, "1.0-alpha-10");
        /// assert_eq!(Ecosystem::Maven.read("1.0-alpha-10", Scheme::Dated)?, version);
        /// assert!(Ecosystem::Maven.read("1.0-alpha-010", Scheme::Dated).is_err());
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Ecosystem {
            $($(#[$doc])+ $ecosystem,)+
        }

        impl Ecosystem {
            /// All ecosystems, in the order of the table.
            pub const ALL: [Ecosystem; [$(stringify!($ecosystem)),+].len()] = [$(Ecosystem::$ecosystem),+];

            pub(super) fn mapping(self) -> &'static Mapping {
                match self {
                    $(Ecosystem::$ecosystem => &$mapping,)+
                }
            }
        }
    };
}

ecosystems! {
    /// Crates: crates.io and Cargo.toml.
    ///
    /// Standard: SemVer 2, as the Cargo Book asks for it; numbers are `u64`. A requirement `^1.0` matches every later build of
    /// 1 and no prerelease, which is what a follower of the line wants.
    Cargo = semver::CARGO,
    /// Node packages: npm and package.json.
    ///
    /// Standard: SemVer 2. Publish a prerelease under its own tag (`npm publish --tag next`): npm moves `latest` to what
    /// was published last, unless it is given another tag.
    Npm = semver::NPM,
    /// Helm charts: `version` in Chart.yaml.
    ///
    /// Standard: SemVer 2; Helm compares with the Go package Masterminds semver. It installs a prerelease only with `--devel`
    /// or an exact `--version`.
    Helm = semver::HELM,
    /// NuGet packages: `Version` in a project file.
    ///
    /// Standard: NuGet's package versioning, SemVer 2 with an optional fourth number; numbers are `Int32`. NuGet before 4.3
    /// ordered the parts of a prerelease as text, `next.10` below `next.9`. [`Assembly`](Ecosystem::Assembly) and
    /// [`Fileversion`](Ecosystem::Fileversion) are numbers only. NuGet's own comparator needs .NET.
    Nuget = semver::NUGET,
    /// Go modules: tags of the repository.
    ///
    /// Standard: the Go Modules Reference, SemVer 2 after a `v`. From MAJOR 2 the module path ends in `/vMAJOR`
    /// (`example.com/chain/v2`). `@v1.0` in a query is a prefix: it finds the newest `v1.0.D`.
    Go = semver::GO,
    /// Terraform modules and providers: tags of the repository, with or without `v`.
    ///
    /// Standard: SemVer 2, as the registry's documentation asks for it; Terraform compares with the Go package go-version.
    Terraform = semver::TERRAFORM,
    /// Swift packages: tags of the repository, with or without `v`.
    ///
    /// Standard: SemVer 2, as the Swift Package Manager reads it.
    Swift = semver::SWIFT,
    /// Dart and Flutter packages: pub.dev and pubspec.yaml.
    ///
    /// Standard: SemVer 2, as the Dart package `pub_semver` reads it; numbers are 64 bit. Build metadata (`+7`) is the app's.
    Pub = semver::PUB,
    /// Elixir and Erlang packages: hex.pm.
    ///
    /// Standard: SemVer 2, as Elixir's module `Version` reads it.
    Hex = semver::HEX,
    /// Ansible collections: `version` in galaxy.yml.
    ///
    /// Standard: SemVer 2, as `ansible-galaxy` reads it. It installs a prerelease only with `--pre` or an exact version.
    AnsibleGalaxy = semver::ANSIBLE_GALAXY,
    /// PowerShell modules: the PowerShell Gallery.
    ///
    /// Standard: `ModuleVersion`, three numbers, and `Prerelease` in the module's manifest, letters and digits only. Labels are
    /// ordered as text, so the ID has nine digits always.
    Powershell = semver::POWERSHELL,
    /// `OSGi` bundles and Eclipse plug-ins: `Bundle-Version`.
    ///
    /// Standard: the `OSGi` Core specification, three numbers and a qualifier that is ordered as text. `next-…` sorts below
    /// `release`; a bundle without a qualifier would sort below both.
    Osgi = semver::OSGI,
    /// Python packages: PyPI.
    ///
    /// Standard: the version specifiers of the Python Packaging User Guide (PEP 440), in normal form, so that no tool rewrites
    /// the text. `.devN` would order as well, but `setuptools_scm` gives it to builds without a tag, and the two would collide.
    /// pip installs an alpha only with `--pre` or an exact version.
    Pypi = marked::PYPI,
    /// conda packages.
    ///
    /// Standard: conda's version ordering, which puts a letter after a number below the number alone. `-` separates the version
    /// from the name and the build string, so no version holds one.
    Conda = marked::CONDA,
    /// Maven artifacts.
    ///
    /// Standard: the version order specification in Maven's POM reference. It knows `alpha`, `beta`, `milestone`, `rc` and
    /// `snapshot` and puts them below the release; any other word, `next` for one, goes above it.
    Maven = marked::MAVEN,
    /// Gradle's reading of Maven artifacts, so the same text as for [`Maven`](Ecosystem::Maven).
    ///
    /// Standard: version ordering in Gradle's user manual. A part in letters is below a part in digits, and below no part at
    /// all. Numbers are 64 bit.
    Gradle = marked::GRADLE,
    /// Ruby gems.
    ///
    /// Standard: `Gem::Version`. A part in letters makes a prerelease. `RubyGems` itself writes `.pre.` for every `-`, so this is
    /// the text that a gem gets in any case.
    Rubygems = marked::RUBYGEMS,
    /// Debian packages, upstream version.
    ///
    /// Standard: Debian Policy, section 5.6.12. The package appends its revision (`-1`), so a `-` in the version would be read
    /// as the start of one.
    Debian = marked::DEBIAN,
    /// RPM packages, the tag `Version`; `Release` starts again with each.
    ///
    /// Standard: RPM's version comparison, and the Fedora guidelines, which name the tilde for prereleases.
    Rpm = marked::RPM,
    /// Alpine packages, `pkgver`; the revision (`-r0`) is the package's own.
    ///
    /// Standard: the APKBUILD reference, which allows the suffixes `_alpha`, `_beta`, `_pre` and `_rc` before a release. Numbers
    /// are 64 bit. apk before 2.12.12 puts `1.0_alpha0` above `1.0`, as it does after every number 0. apk is not available
    /// outside Alpine; `univers` has its order from Gentoo, as apk does.
    Alpine = marked::ALPINE,
    /// Arch Linux packages, `pkgver`.
    ///
    /// Standard: vercmp(8) of pacman. Letters right after a number sort below the number alone, after a separator above it. `-`
    /// separates `pkgver` from `pkgrel`.
    Arch = marked::ARCH,
    /// PHP packages: Composer, from tags of the repository.
    ///
    /// Standard: versions in Composer's documentation. It knows `dev`, `alpha`, `beta` and `RC` and no other word. A MAJOR of
    /// more than five digits is read as a date or refused.
    Composer = marked::COMPOSER,
    /// Tags of OCI images (Docker).
    ///
    /// Standard: the OCI distribution specification. A registry does not order tags; Flux and Argo CD order them with
    /// Masterminds semver, which reads `1.0` as `1.0.0`. Publish no floating tag `1.0` besides them: it is the name of a version.
    Oci = marked::OCI,
    /// git tags, the `{version}` of a tag's template.
    ///
    /// Standard: git-tag(1), `--sort=version:refname`. git orders a suffix above the bare version until it has
    /// `git config versionsort.suffix -next`.
    Git = marked::GIT,
    /// Homebrew formulae, with an explicit `version`.
    ///
    /// Standard: Homebrew's `Version`, by which `alpha` and its number are one token that sorts below no token at all. From a URL
    /// that ends in `-next.3`, Homebrew would detect the version `3`. No package registry offers its comparator.
    Homebrew = marked::HOMEBREW,
    /// Releases in AppStream metainfo.
    ///
    /// Standard: the AppStream specification of `<release version=…>`, compared by the rules of Debian and RPM.
    Appstream = marked::APPSTREAM,
    /// Snaps: `version` in snapcraft.yaml.
    ///
    /// Standard: 32 characters of `a-zA-Z0-9:.+~-` at most; snapd compares by Debian's rules.
    Snap = marked::SNAP,
    /// WinGet manifests: `PackageVersion`.
    ///
    /// Standard: WinGet's manifest schema. It compares part by part, a number with letters behind it below the number alone, and
    /// a missing part as 0. WinGet runs on Windows only: its rules were read, not run.
    Winget = marked::WINGET,
    /// `WordPress` plugins and themes.
    ///
    /// Standard: PHP's `version_compare`, which knows `dev`, `alpha`, `beta`, `RC` and `pl`, and puts any other word below every
    /// number.
    Wordpress = marked::WORDPRESS,
    /// Conan packages for C and C++: `version` in conanfile.py.
    ///
    /// Standard: Conan's version ranges, SemVer with any count of numbers.
    Conan = marked::CONAN,
    /// Nix derivations: `version`.
    ///
    /// Standard: `builtins.compareVersions` in the Nix manual. The word `pre` sorts below everything, any other word above no
    /// word at all.
    Nix = marked::NIX,
    /// Lua rocks: `version` in a rockspec, with the revision of the rockspec at its end.
    ///
    /// Standard: the rockspec format. `LuaRocks` knows `alpha`, `beta`, `pre` and `rc` and puts them below the release.
    Luarocks = marked::LUAROCKS,
    /// Windows Installer, the property `ProductVersion`.
    ///
    /// Standard: `MAJOR.MINOR.BUILD`, at most 255, 255 and 65535; no fourth number counts. BUILD holds 13 bits of days and 3
    /// bits of stage: as it is, `20161024` would become 41472 without a warning.
    Msi = numbers::MSI,
    /// MSIX and `AppX` packages of the Microsoft Store, `Identity/@Version`.
    ///
    /// Standard: four numbers of at most 65535. The Store keeps the fourth for itself, so it is 0, and the third holds days and
    /// stage as for [`Msi`](Ecosystem::Msi).
    Msix = numbers::MSIX,
    /// Win32 resources, `FILEVERSION`.
    ///
    /// Standard: the VERSIONINFO resource, four fields of 16 bits. The string `ProductVersion` next to it takes any text.
    Fileversion = numbers::FILEVERSION,
    /// .NET assemblies, `AssemblyVersion`.
    ///
    /// Standard: four fields of at most 65534, since 65535 is kept for the runtime. `AssemblyInformationalVersion` takes the
    /// canonical text as it is.
    Assembly = numbers::ASSEMBLY,
    /// Chrome extensions: `version` in manifest.json.
    ///
    /// Standard: one to four numbers of at most 65535, not all zero, so `0.0-next.0` cannot be held. The canonical text goes to
    /// `version_name`: [`companion`](Ecosystem::companion).
    ChromeExtension = numbers::CHROME_EXTENSION,
    /// Firefox extensions: `version` in manifest.json.
    ///
    /// Standard: one to four numbers of at most nine digits each, as addons.mozilla.org takes them.
    Firefox = numbers::FIREFOX,
    /// Visual Studio Code extensions: `version` in package.json.
    ///
    /// Standard: the marketplace takes three numbers of at most 2147483647. `vsce publish --pre-release` needs a number below the
    /// release's, which this gives.
    Vscode = numbers::VSCODE,
    /// Apple bundles, `CFBundleVersion`.
    ///
    /// Standard: Apple's Information Property List, at most three numbers and 18 characters. `CFBundleShortVersionString` cannot
    /// distinguish a prerelease from its release: it is the [`companion`](Ecosystem::companion).
    Apple = numbers::APPLE,
    /// Android apps, `versionCode`.
    ///
    /// Standard: a positive number of at most 2100000000 in Google Play. It holds the line, 13 bits of days and 4 bits of stage.
    /// The canonical text goes to `versionName`: [`companion`](Ecosystem::companion).
    Android = numbers::ANDROID,
    /// Haskell packages: Hackage.
    ///
    /// Standard: the Package Versioning Policy, numbers and dots only, compared number by number.
    Hackage = numbers::HACKAGE,
    /// R packages: CRAN, `Version` in DESCRIPTION.
    ///
    /// Standard: Writing R Extensions, numbers and dots only; R reads each as a 32 bit number.
    Cran = numbers::CRAN,
    /// Perl distributions: CPAN, `version->declare`.
    ///
    /// Standard: the Perl module `version`, a dotted version after a `v`, each number of at most 31 bits.
    Cpan = numbers::CPAN,
}
