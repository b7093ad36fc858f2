//! libs.versions.toml: <https://docs.gradle.org/current/userguide/version_catalogs.html>.

use super::error::ManifestErrorKind;
use super::format::Format;
use super::site::Found;
use super::toml_text::{by_field, parse};

/// The entry of `[versions]` that the field names.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let format = Format::VersionCatalog;
    let needed = ManifestErrorKind::FieldNeeded { format, meaning: "the name of a version" };
    let name = field.ok_or_else(|| needed.anywhere())?;
    by_field(text, parse(text)?.get_ref(), &format!("versions.{name}"), |_, _, _| Ok(()))
}
