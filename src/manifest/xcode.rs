//! project.pbxproj of Xcode, which repeats its settings in every configuration:
//! <https://developer.apple.com/documentation/xcode/build-settings-reference>.

use super::error::ManifestErrorKind;
use super::lines::{lines, part};
use super::site::{Found, literal};

/// The setting in every configuration: `MARKETING_VERSION`, or `CURRENT_PROJECT_VERSION` where the field says so.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let name = field.unwrap_or("MARKETING_VERSION");
    let what = format!("setting `{name}`");
    let mut sites = Vec::new();
    for (at, line) in lines(text) {
        let stem = line.trim_start();
        let Some(value) = stem.strip_prefix(name).and_then(|rest| rest.strip_prefix(" = ")) else { continue };
        let Some(value) = value.strip_suffix(';') else { continue };
        let start = at + line.len() - 1 - value.len();
        let inner = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
        let span = inner.map_or(start..start + value.len(), |inner| start + 1..start + 1 + inner.len());
        sites.push(literal(text, span.clone(), part(text, span), &what)?);
    }
    if sites.is_empty() { Err(ManifestErrorKind::NotFound { what }.anywhere()) } else { Ok(sites) }
}
