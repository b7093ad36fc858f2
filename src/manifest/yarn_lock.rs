//! yarn.lock from Yarn 2 on, which repeats what the packages of a workspace require of each other:
//! <https://yarnpkg.com/advanced/lexicon#lockfile>. Yarn 1 keeps nothing of them.

use super::error::ManifestError;
use super::lines::{line_of, lines};
use super::link::{Link, Replacement, replace};
use super::npm_links::{followed, link};

/// `text`, a yarn.lock, with what the packages of the workspace require of each other as
/// [`npm_requirements`](super::npm_requirements) writes it: in their entries, and in the heads of the entries that those
/// requirements lead to. A lock file of Yarn 1 stays.
pub fn yarn_lock(text: &str, version: impl Fn(&Link) -> Option<String>) -> Result<String, ManifestError> {
    if !text.contains("__metadata:") {
        return Ok(text.to_owned());
    }
    let own = own_entries(text);
    let mut replacements = Vec::new();
    let (mut is_own, mut group) = (false, "");
    for (at, line) in lines(text) {
        let stem = line.trim_start();
        match line.len() - stem.len() {
            0 if line.ends_with(':') => {
                is_own = own.contains(&at);
                if is_own {
                    replacements.extend(head(text, at, line, &version)?);
                }
            }
            2 => group = stem.strip_suffix(':').unwrap_or_default(),
            4 if is_own && matches!(group, "dependencies" | "peerDependencies" | "optionalDependencies") => {
                let Some((key, wanted)) = stem.split_once(": ") else { continue };
                let quotes = usize::from(wanted.starts_with('"'));
                let start = at + line.len() - wanted.len() + quotes;
                let (key, wanted) = (key.trim_matches('"'), wanted.trim_matches('"'));
                replacements.extend(becomes(text, &link(group, key, wanted, start), &version)?);
            }
            _ => {}
        }
    }
    Ok(replace(text, replacements))
}

fn becomes(
    text: &str,
    link: &Link,
    version: impl Fn(&Link) -> Option<String>,
) -> Result<Option<Replacement>, ManifestError> {
    let Some(requirement) = &link.requirement else { return Ok(None) };
    let new = followed(link, version(link)).map_err(|kind| kind.at(text, requirement.span.start))?;
    Ok(new.map(|new| Replacement { span: requirement.span.clone(), text: new }))
}

/// The bytes that the entries of the workspace's packages start at.
fn own_entries(text: &str) -> Vec<usize> {
    let (mut found, mut entry) = (Vec::new(), 0);
    for (at, line) in lines(text) {
        if !line.starts_with([' ', '#']) && line.ends_with(':') {
            entry = at;
        } else if line.trim_start().starts_with("resolution:") && line.contains("@workspace:") {
            found.push(entry);
        }
    }
    found
}

/// The head of an entry, `"core@^1.0.0, core@workspace:core":`, with the requirements that lead to it.
fn head(
    text: &str,
    at: usize,
    line: &str,
    version: impl Fn(&Link) -> Option<String>,
) -> Result<Option<Replacement>, ManifestError> {
    let heads = line.trim_end_matches(':').trim_matches('"');
    let mut new = Vec::new();
    for one in heads.split(", ") {
        let Some((name, wanted)) =
            one.get(1..).and_then(|rest| rest.find('@')).map(|at| one.split_at(at + 1))
        else {
            return Ok(None);
        };
        let wanted = wanted.trim_start_matches('@');
        let link = link("dependencies", name, wanted, 0);
        let moved = followed(&link, version(&link));
        let moved = moved.map_err(|kind| ManifestError { kind, line: Some(line_of(text, at)) })?;
        let range = link.requirement.as_ref().map_or("", |requirement| requirement.text.as_str());
        let sign = wanted.strip_suffix(range).unwrap_or(wanted);
        new.push(moved.map_or_else(|| one.to_owned(), |moved| format!("{name}@{sign}{moved}")));
    }
    new.sort();
    new.dedup();
    let new = new.join(", ");
    let span = at + usize::from(line.starts_with('"'));
    Ok((new != heads).then(|| Replacement { span: span..span + heads.len(), text: new }))
}
