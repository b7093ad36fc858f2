//! Project and property files of `MSBuild`, such as *.csproj and Directory.Build.props:
//! <https://learn.microsoft.com/nuget/reference/msbuild-targets#pack-target>.

use roxmltree::{Document, Node};

use super::error::ManifestError;
use super::holds::Holds;
use super::site::{Found, ManifestPlace, only};
use super::xml_text::{between_tags, children, parse, refuse_property, site};

/// The property `Version`, or the one that the field names, in any `<PropertyGroup>`. Without either, `VersionPrefix`, and
/// `VersionSuffix` where there is one: `MSBuild` makes the version of the two.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let document = parse(text)?;
    let has = |name: &str| groups(&document).any(|group| children(group, name).next().is_some());
    if field.is_some() || has("Version") || !has("VersionPrefix") {
        return property(text, &document, field.unwrap_or("Version"));
    }
    let mut sites = property(text, &document, "VersionPrefix")?;
    if has("VersionSuffix") {
        for site in &mut sites {
            site.holds = Holds::Core;
        }
        sites.push(suffix(text, &document)?);
    }
    Ok(sites)
}

fn groups<'a, 'i>(document: &'a Document<'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    children(document.root_element(), "PropertyGroup")
}

fn property(text: &str, document: &Document<'_>, name: &str) -> Found {
    let what = format!("property `{name}`");
    let defined =
        |name: &str| groups(document).find_map(|group| Some(children(group, name).next()?.range().start));
    let sites = groups(document)
        .flat_map(|group| children(group, name))
        .map(|element| refuse_property(text, site(text, element, &what)?, &what, "$(", ')', defined));
    only(text, sites.collect::<Result<_, _>>()?, &what)
}

/// The place of `VersionSuffix`, which is empty for a stable version.
fn suffix(text: &str, document: &Document<'_>) -> Result<ManifestPlace, ManifestError> {
    let what = "property `VersionSuffix`";
    let elements: Vec<Node<'_, '_>> =
        groups(document).flat_map(|group| children(group, "VersionSuffix")).collect();
    let empty = elements.iter().filter_map(|element| between_tags(text, *element));
    let mut sites: Vec<ManifestPlace> =
        empty.map(|span| ManifestPlace::holding(text, span, Holds::Stage)).collect();
    for element in elements.into_iter().filter(Node::has_children) {
        let found = site(text, element, what)?;
        let found = refuse_property(text, found, what, "$(", ')', |_| None)?;
        sites.push(ManifestPlace { holds: Holds::Stage, ..found });
    }
    let first = only(text, sites, what)?.into_iter().next();
    first.ok_or_else(|| super::error::ManifestErrorKind::NotFound { what: what.to_owned() }.anywhere())
}
