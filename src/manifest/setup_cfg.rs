//! setup.cfg of setuptools: <https://setuptools.pypa.io/en/latest/userguide/declarative_config.html>.

use super::error::{Home, HomeKind, ManifestErrorKind};
use super::lines::{lines, part, trimmed};
use super::site::{Found, elsewhere, literal, only};

/// The option `version` of `[metadata]`, or the one that the field names.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let name = field.unwrap_or("version");
    let what = format!("`{name}` of `[metadata]`");
    let mut section = "";
    let mut sites = Vec::new();
    for (at, line) in lines(text) {
        // What is indented continues the option before it.
        if line.starts_with([' ', '\t', '#', ';']) || line.is_empty() {
            continue;
        }
        if let Some(head) = line.strip_prefix('[') {
            section = head.split(']').next().unwrap_or(head);
        } else if let (true, Some((option, value))) = (section == "metadata", line.split_once(['=', ':']))
            && option.trim().eq_ignore_ascii_case(name)
        {
            let span = trimmed(value, at + option.len() + 1);
            let value = part(text, span.clone());
            for (prefix, kind) in [("attr:", HomeKind::Attribute), ("file:", HomeKind::File)] {
                if let Some(home) = value.strip_prefix(prefix) {
                    return Err(elsewhere(text, span.start, &what, Home::outside(kind, home.trim())));
                }
            }
            if value.is_empty() {
                return Err(
                    ManifestErrorKind::NotText { what, found: "a value on separate lines" }.at(text, at)
                );
            }
            sites.push(literal(text, span, value, &what)?);
        }
    }
    only(text, sites, &what)
}
