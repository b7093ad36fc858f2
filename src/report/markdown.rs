//! What reports in Markdown have in common.

use crate::version::Version;

/// A version, or what stands for none.
pub(super) fn or_unreleased(version: Option<Version>) -> String {
    version.map_or_else(|| "unreleased".to_owned(), |version| version.to_string())
}

/// Lines as a list of literal texts.
pub fn literals<T: ToString>(lines: impl IntoIterator<Item = T>) -> String {
    lines.into_iter().map(|line| format!("- `{}`\n", line.to_string())).collect()
}

/// A text that Markdown shows as it is.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if r"\`*_{}[]<>()#+!|~&".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
