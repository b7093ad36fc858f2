//! build.gradle and build.gradle.kts: <https://docs.gradle.org/current/userguide/writing_build_scripts.html>.

use super::code::{Language, Lexer, Token, TokenKind};
use super::error::ManifestError;
use super::lines::part;
use super::site::{Found, ManifestPlace, only};

/// The project's `version`, at the top or for all projects; with a field, the property or variable of that name.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let name = field.unwrap_or("version");
    let what = format!("property `{name}`");
    let mut lexer = Lexer::new(text, Language::Gradle);
    let mut sites = Vec::new();
    let mut blocks: Vec<&str> = Vec::new();
    // The first word of the statement, and whether a statement starts at the next piece.
    let (mut head, mut starts) = ("", true);
    while let Some(token) = lexer.next() {
        let word = lexer.word(&token);
        if word == name && may_set(&lexer, &token, starts, head, &blocks, field.is_some()) {
            sites.extend(given(&mut lexer, &what, field.is_some())?);
        }
        if starts && !word.is_empty() {
            head = word;
        }
        match token.kind {
            TokenKind::Mark('{' | '(' | '[') => blocks.push(head),
            TokenKind::Mark('}' | ')' | ']') => drop(blocks.pop()),
            _ => {}
        }
        starts = matches!(token.kind, TokenKind::LineEnd | TokenKind::Mark('{' | '}' | ';'));
    }
    only(text, sites, &what)
}

/// Whether the name stands where a value may be given to it.
fn may_set(lexer: &Lexer<'_>, token: &Token, starts: bool, head: &str, blocks: &[&str], any: bool) -> bool {
    let before = part(lexer.text, 0..token.span.start).trim_end_matches([' ', '\t']);
    let is_declared = ["def", "val", "var", "String", "int"].iter().any(|word| before.ends_with(word));
    let of_project = ["project.", "this.", "ext.", "rootProject."].contains(&last_owner(before, head));
    let for_all = |block: &&str| ["allprojects", "subprojects"].contains(block);
    if any {
        starts || is_declared || of_project
    } else {
        (starts || of_project) && blocks.iter().all(for_all)
    }
}

/// The owner of what comes next, with its dot: `project.` where the statement starts with it.
fn last_owner<'t>(before: &'t str, head: &str) -> &'t str {
    let start = before.len().saturating_sub(head.len() + 1);
    before.get(start..).filter(|owner| owner.strip_suffix('.') == Some(head)).unwrap_or_default()
}

/// The value behind the name: `= "1.2"`, `"1.2"` or `("1.2")`; for a field also a number, as `versionCode 3`.
fn given(lexer: &mut Lexer<'_>, what: &str, is_field: bool) -> Result<Option<ManifestPlace>, ManifestError> {
    let mut ahead = lexer.clone();
    let Some(token) = ahead.next() else { return Ok(None) };
    match token.kind {
        TokenKind::Mark('=') if ahead.next_is('=') => return Ok(None),
        TokenKind::Mark('=' | '(') => *lexer = ahead,
        TokenKind::Text(..) | TokenKind::Word => {}
        _ => return Ok(None),
    }
    let mut number = lexer.clone();
    let token = number.next().filter(|token| is_field && is_number(number.word(token)));
    if let Some(token) = token {
        *lexer = number;
        return Ok(Some(ManifestPlace::version(lexer.text, token.span)));
    }
    lexer.value(what, &[';', '}', ')', ',']).map(Some)
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}
