//! package-lock.json, which repeats the version of the root package and of each workspace, and what they require:
//! <https://docs.npmjs.com/cli/configuring-npm/package-lock-json>.

use jsonc_parser::ast::Object;

use super::error::{ManifestError, ManifestErrorKind};
use super::json_text::{object, parse, site};
use super::lines::body;
use super::link::{Link, Replacement, replace, rewrite_links};
use super::npm_links::{followed, links_in, links_of};
use super::site::{Found, ManifestPlace};

/// The versions of the root package, at the head and in `packages`; with a field, that of the workspace in that folder.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let sites = versions(text, &parse(text)?, field.unwrap_or(""))?;
    if sites.is_empty() {
        Err(ManifestErrorKind::NotFound { what: what(field) }.anywhere())
    } else {
        Ok(sites)
    }
}

/// `text`, a package-lock.json, with the version of each folder of `versions` that it has, and with what the packages
/// of the workspace require as [`npm_requirements`](super::npm_requirements) writes it.
///
/// The folders are relative to the lock file's, and empty for the root package.
pub fn npm_lock(
    text: &str,
    wanted: &[(String, String)],
    version: impl Fn(&Link) -> Option<String>,
) -> Result<String, ManifestError> {
    let plain = body(text);
    let offset = text.len() - plain.len();
    let root = parse(plain)?;
    let mut replacements = Vec::new();
    for (folder, version) in wanted {
        for site in versions(plain, &root, folder)? {
            let span = site.span.start + offset..site.span.end + offset;
            replacements.push(Replacement { span, text: version.clone() });
        }
    }
    let links = |text: &str| {
        let plain = body(text);
        own_links(plain, &parse(plain)?, text.len() - plain.len())
    };
    rewrite_links(&replace(text, replacements), links, |link| followed(link, version(link)))
}

fn what(field: Option<&str>) -> String {
    field.map_or_else(|| "`version`".to_owned(), |folder| format!("`version` of `{folder}`"))
}

fn versions(text: &str, root: &Object<'_>, folder: &str) -> Result<Vec<ManifestPlace>, ManifestError> {
    let what = what(Some(folder).filter(|folder| !folder.is_empty()));
    let mut sites = Vec::new();
    if folder.is_empty() {
        sites.extend(site(text, root, &["version"], &what)?);
    }
    if let Some(packages) = object(text, root, "packages")? {
        sites.extend(site(text, packages, &[folder, "version"], &what)?);
    }
    Ok(sites)
}

/// What the packages of the workspace itself require: the entries of their folders, and in older lock files those that
/// lead to a folder.
fn own_links(text: &str, root: &Object<'_>, offset: usize) -> Result<Vec<Link>, ManifestError> {
    let mut links = Vec::new();
    for entry in object(text, root, "packages")?.into_iter().flat_map(|packages| &packages.properties) {
        let is_own = !entry.name.as_str().split('/').any(|part| part == "node_modules");
        if let Some(package) = entry.value.as_object().filter(|_| is_own) {
            links.extend(links_of(text, package, offset)?);
        }
    }
    for entry in object(text, root, "dependencies")?.into_iter().flat_map(|entries| &entries.properties) {
        let Some(package) = entry.value.as_object() else { continue };
        let version = package.get_string("version");
        if version.is_some_and(|version| version.value.starts_with("file:"))
            && let Some(required) = object(text, package, "requires")?
        {
            links.extend(links_in(required, "dependencies", offset));
        }
    }
    Ok(links)
}
