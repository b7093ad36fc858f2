//! package-lock.json, which repeats the version of the root package and of each workspace:
//! <https://docs.npmjs.com/cli/configuring-npm/package-lock-json>.

use super::error::ManifestErrorKind;
use super::json_text::{object, parse, site};
use super::site::Found;

/// The versions of the root package, at the head and in `packages`; with a field, that of the workspace in that folder.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let root = parse(text)?;
    let packages = object(text, &root, "packages")?;
    let folder = field.unwrap_or("");
    let what = match field {
        None => "`version`".to_owned(),
        Some(folder) => format!("`version` of `{folder}`"),
    };
    let mut sites = Vec::new();
    if field.is_none() {
        sites.extend(site(text, &root, &["version"], &what)?);
    }
    if let Some(packages) = packages {
        sites.extend(site(text, packages, &[folder, "version"], &what)?);
    }
    if sites.is_empty() { Err(ManifestErrorKind::NotFound { what }.anywhere()) } else { Ok(sites) }
}
