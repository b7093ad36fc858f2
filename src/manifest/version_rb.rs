//! version.rb, the file that a gem keeps its version in: `VERSION = "1.2"`.

use super::code::{Language, Lexer};
use super::site::{Found, only};

/// The constant `VERSION`, or the one that the field names.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let name = field.unwrap_or("VERSION");
    let what = format!("constant `{name}`");
    let mut lexer = Lexer::new(text, Language::Ruby);
    let mut sites = Vec::new();
    while let Some(token) = lexer.next() {
        if lexer.word(&token) == name && lexer.takes_assignment() {
            sites.push(lexer.value(&what, &[';', '}'])?);
        }
    }
    only(text, sites, &what)
}
