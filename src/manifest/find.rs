//! Which finder each format has.

use super::error::ManifestErrorKind;
use super::format::Format;
use super::site::Found;
use super::{
    cargo, cargo_lock, chart, compose, debian_changelog, dockerfile, gradle, gradle_properties, info_plist,
    json_text, metainfo, msbuild, npm_lock, pattern, pkgbuild, pom, pubspec, pyproject, ruby, setup_cfg,
    setup_py, shell, spec, version_catalog, version_file, xcode, yaml,
};

/// The places of `text` that hold the version; refused for a field where the format has none.
pub(super) fn find(format: Format, text: &str, field: Option<&str>) -> Found {
    let has_none = matches!(
        format,
        Format::Gemspec | Format::DebianChangelog | Format::Metainfo | Format::VersionFile | Format::Text
    );
    if let Some(field) = field.filter(|_| has_none) {
        return Err(ManifestErrorKind::UnknownField { format, field: field.to_owned() }.anywhere());
    }
    match format {
        Format::Cargo => cargo::find(text, field),
        Format::CargoLock => cargo_lock::find(text, field),
        Format::Npm | Format::Composer => json_text::by_field(text, field),
        Format::NpmLock => npm_lock::find(text, field),
        Format::Pyproject => pyproject::find(text, field),
        Format::SetupCfg => setup_cfg::find(text, field),
        Format::SetupPy => setup_py::find(text, field),
        Format::Pom => pom::find(text, field),
        Format::Gradle => gradle::find(text, field),
        Format::GradleProperties => gradle_properties::find(text, field),
        Format::Gemspec => ruby::gemspec(text),
        Format::VersionRb => ruby::constant(text, field.unwrap_or("VERSION")),
        Format::Msbuild => msbuild::find(text, field),
        Format::Spec => spec::find(text, field),
        Format::DebianChangelog => debian_changelog::find(text, field),
        Format::Apkbuild => shell::variable(text, field.unwrap_or("pkgver")),
        Format::Pkgbuild => pkgbuild::find(text, field),
        Format::Chart => chart::find(text, field),
        Format::Compose => compose::find(text, field),
        Format::Dockerfile => dockerfile::find(text, field),
        Format::InfoPlist => info_plist::find(text, field),
        Format::VersionFile => version_file::find(text, field),
        Format::Pubspec => pubspec::find(text, field),
        Format::Yaml => yaml::find(text, field),
        Format::VersionCatalog => version_catalog::find(text, field),
        Format::Xcode => xcode::find(text, field),
        Format::Json => json_text::by_field_of(text, &json_text::parse_with_comments(text)?, field),
        Format::Metainfo => metainfo::find(text, field),
        Format::Text => pattern::needed(text, field),
    }
}
