//! Ecosystems that take as many numbers as there are, and mark a prerelease each in its own way.

use super::Limit;
use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const PYPI: Mapping =
    Mapping::new("pypi", &Dotted::marked("a"), "`-next.3` is refused", "PyPI's `packaging`");

pub(super) const CONDA: Mapping =
    Mapping::new("conda", &Dotted::marked("a"), "`-` is refused", "`rattler`, the engine of pixi");

pub(super) const MAVEN: Mapping = Mapping::new(
    "maven",
    &Dotted::marked("-alpha-"),
    "`1.0-next.0` sorts ABOVE `1.0`: an unknown word",
    "Maven's `ComparableVersion`",
);

pub(super) const GRADLE: Mapping = Mapping::new(
    "gradle",
    &Dotted::marked("-alpha-"),
    "Gradle orders it, Maven does not",
    "Gradle's `DefaultVersionComparator`",
)
.noted("numbers ≤ 2^63-1 (never reached)");

pub(super) const RUBYGEMS: Mapping =
    Mapping::new("rubygems", &Dotted::marked(".pre.next."), "`-` is rewritten to `.pre.`", "`Gem::Version`");

pub(super) const DEBIAN: Mapping = Mapping::new(
    "debian",
    &Dotted::marked("~next."),
    "a prerelease sorts above its release",
    "`apt_pkg.version_compare`",
);

pub(super) const RPM: Mapping =
    Mapping::new("rpm", &Dotted::marked("~next."), "`-` is refused in `Version`", "`rpm.labelCompare`")
        .noted("RPM ≥ 4.10");

pub(super) const ALPINE: Mapping =
    Mapping::new("alpine", &Dotted::marked("_alpha"), "`-next` is refused", "`univers`, a port")
        .noted("apk ≥ 2.12.12; numbers ≤ 2^63-1 (never reached)");

pub(super) const ARCH: Mapping = Mapping::new(
    "arch",
    &Dotted::marked("next."),
    "`-next.0` is read as the package's release",
    "libalpm's `alpm_pkg_vercmp`",
);

pub(super) const COMPOSER: Mapping =
    Mapping::new("composer", &Dotted::marked("-alpha"), "`-next` throws", "`Composer\\Semver\\Comparator`")
        .limited(&[Limit::major(99_999)])
        .noted("numbers ≤ 2^63-1 (never reached)");

pub(super) const OCI: Mapping =
    Mapping::new("oci", &Dotted::marked("-next."), "keep it", "Masterminds semver")
        .noted("≤ 128 characters (never reached)");

pub(super) const GIT: Mapping = Mapping::new(
    "git",
    &Dotted::marked("-next."),
    "a prerelease sorts above its release, until set",
    "`git tag --sort=v:refname`",
)
.noted("`versionsort.suffix` set to `-next`");

pub(super) const HOMEBREW: Mapping = Mapping::new(
    "homebrew",
    &Dotted::marked("-alpha"),
    "a URL ending in `-next.3` is read as version `3`",
    "none available",
)
.noted("an explicit `version` in the formula");

pub(super) const APPSTREAM: Mapping = Mapping::new(
    "appstream",
    &Dotted::marked("~next."),
    "a prerelease sorts above its release",
    "libappstream's `vercmp`",
);

pub(super) const SNAP: Mapping = Mapping::new(
    "snap",
    &Dotted::marked("~next."),
    "a prerelease sorts above its release",
    "snapd's `strutil`",
)
.limited(&[Limit::Length { most: 32 }]);

pub(super) const WINGET: Mapping =
    Mapping::new("winget", &Dotted::marked("-next."), "keep it", "the vendor's rules")
        .noted("≤ 128 characters (never reached)");

pub(super) const WORDPRESS: Mapping = Mapping::new(
    "wordpress",
    &Dotted::marked("-alpha"),
    "an unknown word sorts below every number",
    "PHP's `version_compare`",
);

pub(super) const CONAN: Mapping =
    Mapping::new("conan", &Dotted::marked("-next."), "keep it", "Conan's `Version`");

pub(super) const NIX: Mapping = Mapping::new(
    "nix",
    &Dotted::marked("pre"),
    "a prerelease sorts above its release",
    "`builtins.compareVersions`",
);

pub(super) const LUAROCKS: Mapping = Mapping::new(
    "luarocks",
    &Dotted { suffix: "-1", ..Dotted::marked("alpha") },
    "`-next` is refused",
    "`LuaRocks`' `vers`",
);
