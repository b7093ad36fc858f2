//! Programs that set a version: enough of Python, Ruby, Groovy and Kotlin to distinguish a text from a comment.

use std::ops::Range;

use super::error::{Home, HomeKind, ManifestError, ManifestErrorKind};
use super::lines::{line_of, part};
use super::site::{ManifestPlace, elsewhere, literal};

/// A programming language, by what it writes comments and texts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Python,
    Ruby,
    /// Groovy and Kotlin, as Gradle has them.
    Gradle,
}

/// A piece of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Range<usize>,
}

/// What a piece of a program is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A name or a number.
    Word,
    /// A text, and the bytes between its quotes.
    Text(Range<usize>, TextForm),
    /// Any other character.
    Mark(char),
    /// The end of a line.
    LineEnd,
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextForm {
    Plain,
    /// With a backslash in it.
    Escaped,
    /// With an expression in it.
    Computed,
}

/// Reads a program piece by piece; a clone reads ahead.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'t> {
    pub(super) text: &'t str,
    language: Language,
    at: usize,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str, language: Language) -> Self {
        Lexer { text, language, at: 0 }
    }

    pub(super) fn word(&self, token: &Token) -> &'t str {
        if token.kind == TokenKind::Word { part(self.text, token.span.clone()) } else { "" }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Goes past white space and comments.
    fn skip(&mut self) {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\u{c}']).len();
            let comment = match self.language {
                Language::Python | Language::Ruby if rest.starts_with('#') => until(rest, "\n"),
                Language::Gradle if rest.starts_with("//") => until(rest, "\n"),
                Language::Gradle if rest.starts_with("/*") => past(rest, "*/"),
                Language::Ruby if self.starts_line() && rest.starts_with("=begin") => past(rest, "\n=end"),
                _ => 0,
            };
            if blank.max(comment) == 0 {
                return;
            }
            self.at += blank.max(comment);
        }
    }

    fn starts_line(&self) -> bool {
        self.text.get(..self.at).is_some_and(|before| before.is_empty() || before.ends_with('\n'))
    }

    /// The text that starts at `at`, its quote first.
    fn quoted(&mut self, quote: char, is_raw: bool, is_computed: bool) -> Token {
        let start = self.at;
        let triple = quote.to_string().repeat(3);
        let is_triple = self.language != Language::Ruby && self.rest().starts_with(&triple);
        let quotes = if is_triple { 3 } else { 1 };
        let inside = start + quotes;
        let length = text_length(self.text.get(inside..).unwrap_or_default(), quote, is_triple);
        let content = part(self.text, inside..inside + length);
        self.at = (inside + length + quotes).min(self.text.len());
        // An unclosed text ends with its line.
        if !is_triple && !part(self.text, inside + length..self.at).starts_with(quote) {
            self.at = inside + length;
        }
        let computes = match self.language {
            Language::Python => is_computed,
            Language::Ruby => quote == '"' && content.contains("#{"),
            Language::Gradle => quote == '"' && content.contains('$'),
        };
        let form = match (computes, content.contains('\\') && !is_raw) {
            (true, _) => TextForm::Computed,
            (_, true) => TextForm::Escaped,
            _ => TextForm::Plain,
        };
        Token { kind: TokenKind::Text(inside..inside + length, form), span: start..self.at }
    }

    /// Whether the next character, without white space before it, is `c`.
    pub(super) fn next_is(&self, c: char) -> bool {
        self.rest().starts_with(c)
    }

    /// Goes past `=`, where that comes next and does not compare.
    pub(super) fn takes_assignment(&mut self) -> bool {
        let mut ahead = self.clone();
        let assigns = ahead.next().is_some_and(|token| token.kind == TokenKind::Mark('='));
        let assigns = assigns && !ahead.rest().starts_with(['=', '~', '>']);
        if assigns {
            *self = ahead;
        }
        assigns
    }

    /// The value that `what` is given at this place, which a text alone can be.
    pub(super) fn value(&mut self, what: &str, ends: &[char]) -> Result<ManifestPlace, ManifestError> {
        let mut ahead = self.clone();
        let Some(token) = ahead.next() else {
            return Err(ManifestErrorKind::NotFound { what: what.to_owned() }.at(self.text, self.at));
        };
        if let TokenKind::Text(inside, form) = &token.kind {
            if *form == TextForm::Escaped {
                return Err(ManifestErrorKind::Escaped { what: what.to_owned() }.at(self.text, inside.start));
            }
            if *form == TextForm::Plain && ahead.clone().ends_value(ends) {
                *self = ahead;
                return literal(self.text, inside.clone(), part(self.text, inside.clone()), what);
            }
        }
        let word = self.word(&token);
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let kind = ManifestErrorKind::NotText { what: what.to_owned(), found: "a number" };
            return Err(kind.at(self.text, token.span.start));
        }
        Err(elsewhere(self.text, token.span.start, what, self.home(&token, ends)))
    }

    /// Whether the value is over: a line end, or one of `ends`, or Ruby's `.freeze` before that.
    fn ends_value(mut self, ends: &[char]) -> bool {
        let mut token = self.next();
        if self.language == Language::Ruby
            && token.as_ref().is_some_and(|token| token.kind == TokenKind::Mark('.'))
        {
            let freezes = self.next().is_some_and(|token| self.word(&token) == "freeze");
            token = self.next().filter(|_| freezes);
            if !freezes {
                return false;
            }
        }
        token.is_none_or(|token| match token.kind {
            TokenKind::LineEnd => true,
            TokenKind::Mark(c) => ends.contains(&c),
            _ => false,
        })
    }

    /// What the value that starts with `first` is: a variable where it is a name alone, else an expression.
    fn home(&self, first: &Token, ends: &[char]) -> Home {
        let line = part(self.text, first.span.start..self.text.len()).lines().next().unwrap_or_default();
        let mut ahead = self.clone();
        ahead.next();
        if first.kind == TokenKind::Word && ahead.ends_value(ends) {
            let name = self.word(first);
            let line = self.assignment(name).map(|at| line_of(self.text, at));
            return Home { kind: HomeKind::Variable, name: name.to_owned(), line };
        }
        let name = line.trim_end_matches([',', ';', ' ', '\t']);
        Home::outside(HomeKind::Expression, name)
    }

    /// Where the program gives `name` a value, anywhere.
    fn assignment(&self, name: &str) -> Option<usize> {
        let mut lexer = Lexer::new(self.text, self.language);
        let mut is_set = None;
        while let Some(token) = lexer.next() {
            if is_set.is_some() && token.kind == TokenKind::Mark('=') {
                return is_set;
            }
            is_set = (lexer.word(&token) == name).then_some(token.span.start);
        }
        None
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.skip();
        let start = self.at;
        let first = self.rest().chars().next()?;
        if first == '\n' {
            self.at += 1;
            return Some(Token { kind: TokenKind::LineEnd, span: start..self.at });
        }
        if matches!(first, '"' | '\'') {
            return Some(self.quoted(first, false, false));
        }
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        if is_word(first) {
            let rest = self.rest();
            self.at += rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            return Some(self.prefixed(start..self.at));
        }
        self.at += first.len_utf8();
        Some(Token { kind: TokenKind::Mark(first), span: start..self.at })
    }
}

impl Lexer<'_> {
    /// The word at `span`, or the text that it is the prefix of, as in Python's `f"…"`.
    fn prefixed(&mut self, span: Range<usize>) -> Token {
        let word = part(self.text, span.clone()).to_ascii_lowercase();
        let quote = self.rest().chars().next().filter(|c| matches!(c, '"' | '\''));
        let is_prefix = self.language == Language::Python
            && ["r", "b", "u", "f", "rb", "br", "rf", "fr"].contains(&word.as_str());
        match quote.filter(|_| is_prefix) {
            Some(quote) => {
                let token = self.quoted(quote, word.contains('r'), word.contains('f') || word.contains('b'));
                Token { span: span.start..token.span.end, ..token }
            }
            None => Token { kind: TokenKind::Word, span },
        }
    }
}

/// How many bytes a text has until its closing quote; without one, until the end of the line or of everything.
fn text_length(rest: &str, quote: char, is_triple: bool) -> usize {
    let triple = quote.to_string().repeat(3);
    let mut is_escaped = false;
    for (at, c) in rest.char_indices() {
        let ends = if is_triple {
            c == quote && rest.get(at..).is_some_and(|rest| rest.starts_with(&triple))
        } else {
            c == quote || c == '\n'
        };
        if ends && (!is_escaped || c == '\n') {
            return at;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    rest.len()
}

/// The bytes before `end`, or all.
fn until(text: &str, end: &str) -> usize {
    text.find(end).unwrap_or(text.len())
}

/// The bytes up to the end of `end`, or all.
fn past(text: &str, end: &str) -> usize {
    text.find(end).map_or(text.len(), |at| at + end.len())
}
