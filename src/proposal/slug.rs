//! Names in the characters of an id, by which they are compared.

/// The longest id, in bytes.
pub(super) const MAX_ID: usize = 64;

/// `text` in the characters that an id has: `@chain/CLI_tool` is `chain-cli-tool`. Empty where nothing is left of it.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().map(|c| c.to_ascii_lowercase()) {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.truncate(MAX_ID);
    slug.trim_end_matches('-').to_owned()
}
