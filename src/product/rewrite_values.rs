//! Values: the bytes of a version between its quotes, of a number, of a list of versions.

use toml::Spanned;
use toml::de::DeValue;

use super::read::Span;
use super::rewrite_lines::{Splice, insert_first, insert_item, part, remove_item, spliced, trim_start};
use super::rewrite_pairs::single;
use crate::version::{SurfaceVersion, Version};

/// A value to write.
pub(super) enum Literal {
    /// In quotes.
    Text(String),
    /// As a whole number.
    Number(u32),
}

impl From<Version> for Literal {
    fn from(version: Version) -> Self {
        Literal::Text(version.to_string())
    }
}

impl From<SurfaceVersion> for Literal {
    fn from(version: SurfaceVersion) -> Self {
        match version {
            SurfaceVersion::Line(line) => Literal::Text(line.to_string()),
            SurfaceVersion::Counter(number) => Literal::Number(number),
        }
    }
}

impl Literal {
    /// The literal as TOML, a text between `quotes`.
    pub(super) fn written(&self, quotes: &str) -> String {
        match self {
            Literal::Text(text) => format!("{quotes}{text}{quotes}"),
            Literal::Number(number) => number.to_string(),
        }
    }

    /// Puts the literal where `value` is; `None` where that is of another type. A value that says the same already
    /// stays as it is written.
    pub(super) fn replace(&self, text: &str, value: &Spanned<DeValue<'_>>) -> Option<Vec<Splice>> {
        let range = value.span();
        let written = part(text, range.clone());
        let changed = match (value.get_ref(), self) {
            (DeValue::String(old), Literal::Text(new)) => {
                (**old != **new).then(|| requoted(written, old, new))
            }
            (DeValue::Integer(old), Literal::Number(new)) => {
                let same = u32::from_str_radix(old.as_str(), old.radix()) == Ok(*new);
                let sign = if written.starts_with('+') { "+" } else { "" };
                (!same).then(|| format!("{sign}{new}"))
            }
            _ => return None,
        };
        Some(changed.map(|text| Splice { range, text }).into_iter().collect())
    }
}

/// The text in quotes `written`, which says `old`, with `new` in its place.
///
/// In a text on many lines, `old` may have line ends around it that do not count; they stay. One that is written with
/// escapes is replaced from quote to quote.
fn requoted(written: &str, old: &str, new: &str) -> String {
    let quotes = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| written.starts_with(quotes));
    let quotes = quotes.unwrap_or_default();
    let inner = part(written, quotes.len()..written.len().saturating_sub(quotes.len()));
    let (before, after) = match inner.split_once(old) {
        Some((before, after)) if says_nothing(before) && says_nothing(after) => (before, after),
        _ => ("", ""),
    };
    format!("{quotes}{before}{new}{after}{quotes}")
}

/// Whether a part of a text in quotes is only white space and backslashes at the end of a line.
fn says_nothing(part: &str) -> bool {
    let continues = |rest: &str| trim_start(rest).starts_with(['\r', '\n']);
    part.split('\\').skip(1).all(continues) && part.chars().all(|c| c.is_ascii_whitespace() || c == '\\')
}

/// The array `array`, which holds `entries`, holding `versions`; both have one entry a line (Rule P1). `None` where its
/// commas stand so that it cannot be edited.
///
/// An entry of a line that stays is changed in place. New ones take the place that the order of the file gives them: by
/// number, where the entries are in order, the newest first where one alone does not show it; else the end.
pub(super) fn listed(array: &str, mut entries: Vec<Version>, versions: &[Version]) -> Option<String> {
    let mut text = array.to_owned();
    for (index, entry) in entries.iter().enumerate() {
        let kept = versions.iter().find(|version| version.line() == entry.line() && *version != entry);
        if let Some(version) = kept {
            let range = items(&text)?.get(index)?.clone();
            let new = requoted(part(&text, range.clone()), &entry.to_string(), &version.to_string());
            text = spliced(&text, vec![Splice { range, text: new }]);
        }
    }
    let newest_first = entries.is_sorted_by(|left, right| left >= right);
    let oldest_first = entries.is_sorted_by(|left, right| left <= right);
    for version in versions {
        if entries.iter().any(|entry| entry.line() == version.line()) {
            continue;
        }
        let follows =
            |entry: &Version| if newest_first { entry < version } else { oldest_first && entry > version };
        let index = entries.iter().position(follows).unwrap_or(entries.len());
        let items = items(&text)?;
        let previous = index.checked_sub(1).and_then(|index| items.get(index));
        let quote = previous.or(items.first()).map_or("\"", |range| single(part(&text, range.clone())));
        let content = format!("{quote}{version}{quote}");
        let splices = match previous {
            Some(previous) => insert_item(&text, previous, &content),
            None => vec![insert_first(&text, 0, items.first().map(|first| first.start), &content)],
        };
        text = spliced(&text, splices);
        entries.insert(index, *version);
    }
    for (index, entry) in entries.iter().enumerate().rev() {
        if !versions.iter().any(|version| version.line() == entry.line()) {
            let item = items(&text)?.get(index)?.clone();
            text = spliced(&text, remove_item(&text, item));
        }
    }
    Some(text)
}

/// The places of the entries of an array.
fn items(array: &str) -> Option<Vec<Span>> {
    let value = DeValue::parse(array).ok()?;
    Some(value.get_ref().as_array()?.iter().map(Spanned::span).collect())
}
