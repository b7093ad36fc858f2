//! setup.py: <https://setuptools.pypa.io/en/latest/references/keywords.html>, and other Python files with a literal.

use super::code::{Language, Lexer, TokenKind};
use super::lines::part;
use super::site::{Found, only};

/// The argument `version` of `setup()`; with a field, the variable of that name, such as `__version__`.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    match field {
        Some(name) => variable(text, name),
        None => argument(text, "version"),
    }
}

/// The name that a setup.py gives its package as a plain text.
#[must_use]
pub fn setup_name(text: &str) -> Option<String> {
    let sites = argument(text, "name").ok()?;
    sites.first().map(|site| part(text, site.span.clone()).to_owned())
}

fn argument(text: &str, name: &str) -> Found {
    let what = &format!("argument `{name}` of `setup()`");
    let mut lexer = Lexer::new(text, Language::Python);
    let mut sites = Vec::new();
    // How many brackets are open, and at how many the call of setup() began.
    let (mut depth, mut call) = (0_usize, None);
    let (mut last, mut before) = (String::new(), String::new());
    while let Some(token) = lexer.next() {
        let word = lexer.word(&token).to_owned();
        match token.kind {
            TokenKind::Mark('(' | '[' | '{') => {
                depth += 1;
                if last == "setup" && before != "def" && call.is_none() {
                    call = Some(depth);
                }
            }
            TokenKind::Mark(')' | ']' | '}') => {
                call = call.filter(|call| *call != depth);
                depth = depth.saturating_sub(1);
            }
            TokenKind::Mark('=') if last == name && call == Some(depth) && !lexer.next_is('=') => {
                sites.push(lexer.value(what, &[',', ')'])?);
            }
            _ => {}
        }
        (before, last) = (last, word);
    }
    only(text, sites, what)
}

fn variable(text: &str, name: &str) -> Found {
    let what = format!("variable `{name}`");
    let mut lexer = Lexer::new(text, Language::Python);
    let mut sites = Vec::new();
    let (mut depth, mut starts) = (0_usize, true);
    while let Some(token) = lexer.next() {
        if starts && depth == 0 && lexer.word(&token) == name {
            // A type may stand between: `__version__: str = "1.2"`.
            let mut ahead = lexer.clone();
            let ends = ahead
                .by_ref()
                .find(|token| matches!(token.kind, TokenKind::Mark('=' | '(' | '.') | TokenKind::LineEnd));
            if ends.is_some_and(|token| token.kind == TokenKind::Mark('=')) && !ahead.next_is('=') {
                lexer = ahead;
                sites.push(lexer.value(&what, &[';'])?);
            }
        }
        match token.kind {
            TokenKind::Mark('(' | '[' | '{') => depth += 1,
            TokenKind::Mark(')' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        starts = matches!(token.kind, TokenKind::LineEnd | TokenKind::Mark(';'));
    }
    only(text, sites, &what)
}
