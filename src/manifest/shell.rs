//! Variables of shell scripts that package builders read (POSIX 2.9.1): `pkgver=1.2`.

use super::error::{Home, HomeKind, ManifestError, ManifestErrorKind};
use super::lines::{line_of, lines, name_length};
use super::site::{Found, ManifestPlace, elsewhere, literal, only};

/// The variable `name`, which is given its value at the start of a line.
pub(super) fn variable(text: &str, name: &str) -> Found {
    let what = format!("variable `{name}`");
    let mut sites = Vec::new();
    for (at, line) in lines(text) {
        if let Some(value) = assigned(line, name) {
            sites.push(place(text, at + line.len() - value.len(), value, &what)?);
        }
    }
    only(text, sites, &what)
}

fn assigned<'t>(line: &'t str, name: &str) -> Option<&'t str> {
    line.strip_prefix(name)?.strip_prefix('=')
}

fn place(text: &str, at: usize, value: &str, what: &str) -> Result<ManifestPlace, ManifestError> {
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (start, word) = match quote {
        Some(quote) => (at + 1, value.get(1..).and_then(|rest| rest.split(quote).next()).unwrap_or_default()),
        None => (at, value.split([' ', '\t', ';']).next().unwrap_or_default()),
    };
    if quote != Some('\'')
        && let Some((_, name)) = word.split_once(['$', '`'])
    {
        return Err(elsewhere(text, start, what, home(text, word, name)));
    }
    let after = value.get(word.len() + 2 * usize::from(quote.is_some())..).unwrap_or_default();
    if word.contains(['\\', '"', '\'']) || !(after.is_empty() || after.starts_with([' ', '\t', ';'])) {
        return Err(ManifestErrorKind::Escaped { what: what.to_owned() }.at(text, start));
    }
    literal(text, start..start + word.len(), word, what)
}

/// The variable whose name `rest` starts with, behind a brace or without; else the whole expression.
fn home(text: &str, word: &str, rest: &str) -> Home {
    let name = rest.strip_prefix('{').unwrap_or(rest);
    let name = name.get(..name_length(name)).unwrap_or_default();
    if name.is_empty() {
        return Home::outside(HomeKind::Expression, word);
    }
    let line = lines(text).find(|(_, line)| assigned(line, name).is_some());
    let line = line.map(|(at, _)| line_of(text, at));
    Home { kind: HomeKind::Variable, name: name.to_owned(), line }
}
