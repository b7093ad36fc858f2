//! `AppStream` metainfo: <https://www.freedesktop.org/software/appstream/docs/>. A release is a new entry at the head of
//! `<releases>`; the entries below it are history and stay.

use roxmltree::{Document, Node};

use super::error::{ManifestError, ManifestErrorKind};
use super::holds::Holds;
use super::lines::{body, part};
use super::site::{Found, literal};
use super::xml_text::{children, parse};
use crate::version::BuildDate;

/// The version of the newest release.
pub(super) fn find(text: &str, _: Option<&str>) -> Found {
    let document = parse(text)?;
    let (_, release) = newest(&document)?;
    let what = "the version of the newest `release`";
    let version = release.attribute_node("version");
    let version = version.ok_or_else(|| missing(what).at(text, release.range().start))?;
    Ok(vec![literal(text, version.range_value(), version.value(), what)?])
}

fn missing(what: &str) -> ManifestErrorKind {
    ManifestErrorKind::NotFound { what: what.to_owned() }
}

/// The list of releases, and the first of them.
fn newest<'a, 'i>(document: &'a Document<'i>) -> Result<(Node<'a, 'i>, Node<'a, 'i>), ManifestError> {
    let releases = children(document.root_element(), "releases").next();
    let newest = releases.and_then(|releases| Some((releases, children(releases, "release").next()?)));
    newest.ok_or_else(|| missing("`release` in `releases`").anywhere())
}

/// `text`, `AppStream` metainfo, with an entry for `version`, as `AppStream` writes it, at the head of its releases; the text
/// as it is where its newest entry is of this version already. `stable` says whether it is more than a prerelease.
///
/// Refused where the text has no release to go before, or where the version would not read back as itself.
///
/// ```
/// use dateline::manifest::add_release;
/// use dateline::version::BuildDate;
///
/// let text = "<component>\n  <releases>\n    <release version=\"1.2\" date=\"2016-10-24\"/>\n  </releases>\n</component>\n";
/// let edited = add_release(text, "1.3", BuildDate::from_ymd(2016, 11, 1)?, true)?;
/// assert!(edited.contains("<releases>\n    <release version=\"1.3\" date=\"2016-11-01\"/>\n    <release version=\"1.2\""));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn add_release(
    text: &str,
    version: &str,
    date: BuildDate,
    stable: bool,
) -> Result<String, ManifestError> {
    let plain = body(text);
    let offset = text.len() - plain.len();
    let document = parse(plain)?;
    let (_, release) = newest(&document)?;
    if release.attribute("version") == Some(version) {
        return Ok(text.to_owned());
    }
    let start = release.range().start;
    // The new entry stands as the one before did: on a separate line, as deep.
    let before = part(plain, 0..start);
    let space = part(before, before.trim_end().len()..before.len());
    let kind = if stable { "" } else { " type=\"development\"" };
    let entry = format!("<release version=\"{version}\" date=\"{date}\"{kind}/>{space}");
    let (head, tail) = text.split_at(start + offset);
    let edited = format!("{head}{entry}{tail}");
    let reads_back = find(body(&edited), None)?.first().is_some_and(|site| site.text == version);
    if reads_back {
        Ok(edited)
    } else {
        Err(ManifestErrorKind::Unwritable { holds: Holds::Version, text: version.to_owned() }.anywhere())
    }
}
