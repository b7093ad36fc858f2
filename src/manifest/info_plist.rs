//! Info.plist in its XML form: <https://developer.apple.com/documentation/bundleresources/information-property-list>.

use super::error::{ManifestError, ManifestErrorKind};
use super::site::{Found, ManifestPlace, only};
use super::xml_text::{children, parse, refuse_property, site};

/// The text behind the key `CFBundleVersion`, or behind the one that the field names.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let document = parse(text)?;
    let name = field.unwrap_or("CFBundleVersion");
    let what = format!("key `{name}`");
    let mut sites = Vec::new();
    for dict in children(document.root_element(), "dict") {
        for key in children(dict, "key").filter(|key| key.text().map(str::trim) == Some(name)) {
            if let Some(value) = key.next_sibling_element() {
                sites.push(text_of(text, value, &what)?);
            }
        }
    }
    only(text, sites, &what)
}

fn text_of(text: &str, value: roxmltree::Node<'_, '_>, what: &str) -> Result<ManifestPlace, ManifestError> {
    if value.tag_name().name() != "string" {
        let kind = ManifestErrorKind::NotText { what: what.to_owned(), found: "another element" };
        return Err(kind.at(text, value.range().start));
    }
    let site = site(text, value, what)?;
    // Xcode puts build settings in: `$(MARKETING_VERSION)` or `${MARKETING_VERSION}`.
    let site = refuse_property(text, site, what, "$(", ')', |_| None)?;
    refuse_property(text, site, what, "${", '}', |_| None)
}
