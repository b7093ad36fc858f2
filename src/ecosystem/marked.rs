//! Those who take as many numbers as there are, and know a prerelease by a mark of their own.

use super::Limit;
use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const PYPI: Mapping = Mapping {
    name: "pypi",
    writer: &Dotted::marked("a"),
    limits: &[],
    note: "",
    as_is: "`-next.3` is refused",
    comparator: "PyPI's `packaging`",
};

pub(super) const CONDA: Mapping = Mapping {
    name: "conda",
    writer: &Dotted::marked("a"),
    limits: &[],
    note: "",
    as_is: "`-` is refused",
    comparator: "`rattler`, the engine of pixi",
};

pub(super) const MAVEN: Mapping = Mapping {
    name: "maven",
    writer: &Dotted::marked("-alpha-"),
    limits: &[],
    note: "",
    as_is: "`1.0-next.0` sorts ABOVE `1.0`: an unknown word",
    comparator: "Maven's `ComparableVersion`",
};

pub(super) const GRADLE: Mapping = Mapping {
    name: "gradle",
    writer: &Dotted::marked("-alpha-"),
    limits: &[],
    note: "numbers ≤ 2^63-1 (never reached)",
    as_is: "Gradle orders it, Maven does not",
    comparator: "Gradle's `DefaultVersionComparator`",
};

pub(super) const RUBYGEMS: Mapping = Mapping {
    name: "rubygems",
    writer: &Dotted::marked(".pre.next."),
    limits: &[],
    note: "",
    as_is: "`-` is rewritten to `.pre.`",
    comparator: "`Gem::Version`",
};

pub(super) const DEBIAN: Mapping = Mapping {
    name: "debian",
    writer: &Dotted::marked("~next."),
    limits: &[],
    note: "",
    as_is: "a prerelease sorts above its release",
    comparator: "`apt_pkg.version_compare`",
};

pub(super) const RPM: Mapping = Mapping {
    name: "rpm",
    writer: &Dotted::marked("~next."),
    limits: &[],
    note: "RPM ≥ 4.10",
    as_is: "`-` is refused in `Version`",
    comparator: "`rpm.labelCompare`",
};

pub(super) const ALPINE: Mapping = Mapping {
    name: "alpine",
    writer: &Dotted::marked("_alpha"),
    limits: &[],
    note: "apk ≥ 2.12.12; numbers ≤ 2^63-1 (never reached)",
    as_is: "`-next` is refused",
    comparator: "`univers`, a port",
};

pub(super) const ARCH: Mapping = Mapping {
    name: "arch",
    writer: &Dotted::marked("next."),
    limits: &[],
    note: "",
    as_is: "`-next.0` is read as the package's release",
    comparator: "libalpm's `alpm_pkg_vercmp`",
};

pub(super) const COMPOSER: Mapping = Mapping {
    name: "composer",
    writer: &Dotted::marked("-alpha"),
    limits: &[Limit::major(99_999)],
    note: "numbers ≤ 2^63-1 (never reached)",
    as_is: "`-next` throws",
    comparator: "`Composer\\Semver\\Comparator`",
};

pub(super) const OCI: Mapping = Mapping {
    name: "oci",
    writer: &Dotted::marked("-next."),
    limits: &[],
    note: "≤ 128 characters (never reached)",
    as_is: "keep it",
    comparator: "Masterminds semver",
};

pub(super) const GIT: Mapping = Mapping {
    name: "git",
    writer: &Dotted::marked("-next."),
    limits: &[],
    note: "`versionsort.suffix` set to `-next`",
    as_is: "a prerelease sorts above its release, until set",
    comparator: "`git tag --sort=v:refname`",
};

pub(super) const HOMEBREW: Mapping = Mapping {
    name: "homebrew",
    writer: &Dotted::marked("-alpha"),
    limits: &[],
    note: "an explicit `version` in the formula",
    as_is: "a URL ending in `-next.3` is read as version `3`",
    comparator: "none to be had",
};

pub(super) const APPSTREAM: Mapping = Mapping {
    name: "appstream",
    writer: &Dotted::marked("~next."),
    limits: &[],
    note: "",
    as_is: "a prerelease sorts above its release",
    comparator: "libappstream's `vercmp`",
};

pub(super) const SNAP: Mapping = Mapping {
    name: "snap",
    writer: &Dotted::marked("~next."),
    limits: &[Limit::Length { most: 32 }],
    note: "",
    as_is: "a prerelease sorts above its release",
    comparator: "snapd's `strutil`",
};

pub(super) const WINGET: Mapping = Mapping {
    name: "winget",
    writer: &Dotted::marked("-next."),
    limits: &[],
    note: "≤ 128 characters (never reached)",
    as_is: "keep it",
    comparator: "the vendor's rules",
};

pub(super) const WORDPRESS: Mapping = Mapping {
    name: "wordpress",
    writer: &Dotted::marked("-alpha"),
    limits: &[],
    note: "",
    as_is: "an unknown word sorts below every number",
    comparator: "PHP's `version_compare`",
};

pub(super) const CONAN: Mapping = Mapping {
    name: "conan",
    writer: &Dotted::marked("-next."),
    limits: &[],
    note: "",
    as_is: "keep it",
    comparator: "Conan's `Version`",
};

pub(super) const NIX: Mapping = Mapping {
    name: "nix",
    writer: &Dotted::marked("pre"),
    limits: &[],
    note: "",
    as_is: "a prerelease sorts above its release",
    comparator: "`builtins.compareVersions`",
};

pub(super) const LUAROCKS: Mapping = Mapping {
    name: "luarocks",
    writer: &Dotted { suffix: "-1", ..Dotted::marked("alpha") },
    limits: &[],
    note: "",
    as_is: "`-next` is refused",
    comparator: "`LuaRocks`' `vers`",
};
