//! *.gemspec: <https://guides.rubygems.org/specification-reference/#version>.

use super::code::{Kind, Language, Lexer};
use super::site::{Found, only};

/// What is given to the attribute `version` of the specification: `spec.version = "1.2"`.
pub(super) fn find(text: &str, _: Option<&str>) -> Found {
    let what = "attribute `version`";
    let mut lexer = Lexer::new(text, Language::Ruby);
    let mut sites = Vec::new();
    let mut is_attribute = false;
    while let Some(token) = lexer.next() {
        if is_attribute && lexer.word(&token) == "version" && lexer.takes_assignment() {
            sites.push(lexer.value(what, &[';', '}'])?);
        }
        is_attribute = token.kind == Kind::Mark('.');
    }
    only(text, sites, what)
}
