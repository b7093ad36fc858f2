//! *.gemspec (<https://guides.rubygems.org/specification-reference/#version>) and version.rb, the file that a gem keeps its
//! version in.

use super::code::{Language, Lexer, TokenKind};
use super::site::{Found, only};

/// What is given to the attribute `version` of the specification: `spec.version = "1.2"`.
pub(super) fn gemspec(text: &str) -> Found {
    assigned(text, "version", "attribute `version`", true)
}

/// What is given to a constant: `VERSION = "1.2"`.
pub(super) fn constant(text: &str, name: &str) -> Found {
    assigned(text, name, &format!("constant `{name}`"), false)
}

fn assigned(text: &str, name: &str, what: &str, is_attribute: bool) -> Found {
    let mut lexer = Lexer::new(text, Language::Ruby);
    let mut sites = Vec::new();
    let mut follows_dot = false;
    while let Some(token) = lexer.next() {
        if (follows_dot || !is_attribute) && lexer.word(&token) == name && lexer.takes_assignment() {
            sites.push(lexer.value(what, &[';', '}'])?);
        }
        follows_dot = token.kind == TokenKind::Mark('.');
    }
    only(text, sites, what)
}
