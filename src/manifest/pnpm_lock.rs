//! pnpm-lock.yaml, which repeats what each package of a workspace requires: <https://pnpm.io/git#lockfiles>.

use super::error::ManifestError;
use super::lines::body;
use super::link::{Link, rewrite_links};
use super::npm_links::{followed, link, selected};
use super::yaml_text::scalars;

/// `text`, a pnpm-lock.yaml, with what the packages of the workspace require as
/// [`npm_requirements`](super::npm_requirements) writes it. The lock file does not say which requirement is a peer's, so
/// `is_peer` does, for the folder of a package, relative to the lock file's, and a name.
pub fn pnpm_lock(
    text: &str,
    is_peer: impl Fn(&str, &str) -> bool,
    version: impl Fn(&Link) -> Option<String>,
) -> Result<String, ManifestError> {
    let links = |text: &str| links_of(text, &is_peer);
    rewrite_links(text, links, |link| followed(link, version(link)))
}

fn links_of(text: &str, is_peer: impl Fn(&str, &str) -> bool) -> Result<Vec<Link>, ManifestError> {
    let plain = body(text);
    let offset = text.len() - plain.len();
    let mut links = Vec::new();
    scalars(plain, |keys, scalar| {
        let (folder, group, name) = match *keys {
            ["importers", folder, group, name, "specifier"] => (folder, group, name),
            ["importers", folder, "specifiers", name] => (folder, "dependencies", name),
            // It repeats these of pnpm-workspace.yaml.
            ["overrides", key] => ("", "overrides", selected(key)),
            ["catalogs", _, name, "specifier"] => ("", "overrides", name),
            _ => return Ok(()),
        };
        let group = if is_peer(folder, name) { "peerDependencies" } else { group };
        links.push(link(group, name, scalar.text, scalar.inside().start + offset));
        Ok(())
    })?;
    Ok(links)
}
