//! gradle.properties: a file of `java.util.Properties`.

use super::error::ManifestErrorKind;
use super::lines::{lines, part, trimmed};
use super::site::{Found, literal, only};

/// The value of `version`, or of the key that the field names.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let name = field.unwrap_or("version");
    let what = format!("`{name}`");
    let mut sites = Vec::new();
    let mut continued = false;
    for (at, line) in lines(text) {
        let is_comment = line.trim_start().starts_with(['#', '!']);
        // An odd number of backslashes at the end lets the next line go on.
        let escapes = line.len() - line.trim_end_matches('\\').len();
        let was_continued = std::mem::replace(&mut continued, !is_comment && escapes % 2 == 1);
        if was_continued || is_comment {
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let Some(rest) = line.trim_start().strip_prefix(name) else { continue };
        let separated = rest.trim_start_matches([' ', '\t', '\u{c}']);
        let value = separated.strip_prefix(['=', ':']).unwrap_or(separated);
        if rest.len() == value.len() && !rest.is_empty() {
            continue;
        }
        let span = trimmed(value, at + indent + name.len() + rest.len() - value.len());
        let value = part(text, span.clone());
        if value.contains('\\') {
            return Err(ManifestErrorKind::Escaped { what }.at(text, span.start));
        }
        sites.push(literal(text, span, value, &what)?);
    }
    only(text, sites, &what)
}
