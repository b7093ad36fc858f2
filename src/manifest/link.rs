//! What a manifest requires of other packages, with the places where it says so.

use std::ops::Range;

use super::error::{ManifestError, ManifestErrorKind};
use super::lines::{line_of, part};

/// Another package that a manifest requires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The table or group that it stands in: `dependencies`, `peerDependencies`.
    pub group: String,
    /// The key that it stands under, which another name may be behind.
    pub key: String,
    pub package: String,
    /// How the package is found.
    pub via: Via,
    /// What is required of it, where something is.
    pub requirement: Option<WrittenRequirement>,
}

/// How a tool finds a required package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Via {
    /// By its name, in a registry or among the packages of a workspace.
    Name,
    /// In a folder, relative to the manifest's: `../core`.
    Folder(String),
    /// In a git repository.
    Git(String),
}

/// What a manifest requires, as it is written there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenRequirement {
    /// The requirement: `^1.2`.
    pub text: String,
    /// Its bytes in the manifest, without quotes.
    pub span: Range<usize>,
}

/// A text for a place of another text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The bytes that go.
    pub span: Range<usize>,
    /// What comes instead.
    pub text: String,
}

/// `text` with all of `replacements`, which do not overlap, and every other byte as it was.
pub fn replace(text: &str, mut replacements: Vec<Replacement>) -> String {
    replacements.sort_by_key(|one| one.span.start);
    let mut edited = String::with_capacity(text.len());
    let mut copied = 0;
    for one in &replacements {
        edited += part(text, copied..one.span.start);
        edited += &one.text;
        copied = one.span.end;
    }
    edited + part(text, copied..text.len())
}

/// Gives the requirements of `text`, which `links` finds, the texts that `wanted` has for them.
///
/// Refused where a requirement is written with escapes, and where `links` finds another one afterwards.
pub(super) fn rewrite_links(
    text: &str,
    links: impl Fn(&str) -> Result<Vec<Link>, ManifestError>,
    wanted: impl Fn(&Link) -> Result<Option<String>, ManifestErrorKind>,
) -> Result<String, ManifestError> {
    let found = links(text)?;
    let (mut replacements, mut expected) = (Vec::new(), Vec::new());
    for link in &found {
        let mut becomes = link.requirement.as_ref().map(|requirement| requirement.text.clone());
        if let Some(requirement) = &link.requirement {
            let new = wanted(link).map_err(|kind| kind.at(text, requirement.span.start))?;
            if let Some(new) = new.filter(|new| *new != requirement.text) {
                if part(text, requirement.span.clone()) != requirement.text {
                    let what = format!("the requirement of `{}`", link.package);
                    return Err(ManifestErrorKind::Escaped { what }.at(text, requirement.span.start));
                }
                replacements.push(Replacement { span: requirement.span.clone(), text: new.clone() });
                becomes = Some(new);
            }
        }
        expected.push(becomes);
    }
    if replacements.is_empty() {
        return Ok(text.to_owned());
    }
    let first = replacements.first().map_or(0, |one| one.span.start);
    let edited = replace(text, replacements);
    let read = links(&edited)?.into_iter().map(|link| link.requirement.map(|requirement| requirement.text));
    if read.eq(expected) {
        return Ok(edited);
    }
    let what = "a requirement".to_owned();
    Err(ManifestError { kind: ManifestErrorKind::Escaped { what }, line: Some(line_of(text, first)) })
}
