//! YAML: scalars, the keys that lead to them, and their places (YAML 1.2).

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::error::{ManifestError, ManifestErrorKind};
use super::limits::{MAX_DEPTH, MAX_LINE, MAX_NODES, beyond};
use super::lines::lines;
use super::site::{Site, literal};

/// A value that is no list and no mapping.
pub(super) struct Scalar<'t> {
    pub(super) text: &'t str,
    pub(super) style: ScalarStyle,
    /// The byte that it starts at, its quote included.
    pub(super) start: usize,
    /// The place, counted from 0, in the innermost list that it is in.
    pub(super) item: usize,
}

/// A mapping or a list that is open.
enum Level {
    /// A mapping; the key whose value comes next, where one is known.
    Mapping(Option<String>),
    /// A list; how many of its items are over.
    List(usize),
}

/// Calls `visit` for each scalar that is a value, with the keys that lead to it; lists have an empty one.
pub(super) fn scalars(
    text: &str,
    mut visit: impl FnMut(&[&str], &Scalar<'_>) -> Result<(), ManifestError>,
) -> Result<(), ManifestError> {
    let mut levels: Vec<Level> = Vec::new();
    let mut places = Places { text, characters: 0, bytes: 0 };
    if let Some((at, _)) = lines(text).find(|(_, line)| line.len() > MAX_LINE) {
        return Err(beyond(text, at, MAX_LINE, "bytes in one line"));
    }
    let mut nodes = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let kind = ManifestErrorKind::Syntax { language: "YAML", message: error.info().to_owned() };
            ManifestError { kind, line: Some(error.marker().line()) }
        })?;
        nodes += 1;
        if nodes > MAX_NODES {
            return Err(beyond(text, places.byte(span.start.index()), MAX_NODES, "values"));
        }
        if levels.len() > MAX_DEPTH {
            let at = places.byte(span.start.index());
            return Err(beyond(text, at, MAX_DEPTH, "values inside each other"));
        }
        match event {
            Event::Scalar(content, style, _, _) => {
                if let Some(Level::Mapping(key @ None)) = levels.last_mut() {
                    *key = Some(content.into_owned());
                    continue;
                }
                let start = places.byte(span.start.index());
                visit(&keys(&levels), &Scalar { text: &content, style, start, item: item(&levels) })?;
                value_ends(&mut levels);
            }
            Event::Alias(_) => key_or_value(&mut levels),
            Event::MappingStart(..) => levels.push(Level::Mapping(None)),
            Event::SequenceStart(..) => levels.push(Level::List(0)),
            Event::MappingEnd | Event::SequenceEnd => {
                levels.pop();
                key_or_value(&mut levels);
            }
            _ => {}
        }
    }
    Ok(())
}

/// Something without a text stood where a key or a value does.
fn key_or_value(levels: &mut [Level]) {
    match levels.last_mut() {
        Some(Level::Mapping(key @ None)) => *key = Some(String::new()),
        _ => value_ends(levels),
    }
}

fn value_ends(levels: &mut [Level]) {
    match levels.last_mut() {
        Some(Level::Mapping(key)) => *key = None,
        Some(Level::List(over)) => *over += 1,
        None => {}
    }
}

fn item(levels: &[Level]) -> usize {
    let mut inward = levels.iter().rev();
    inward.find_map(|level| if let Level::List(over) = level { Some(*over) } else { None }).unwrap_or(0)
}

fn keys(levels: &[Level]) -> Vec<&str> {
    let key = |level| match level {
        &Level::Mapping(Some(ref key)) => key.as_str(),
        _ => "",
    };
    levels.iter().map(key).collect()
}

/// Turns the parser's places, counted in characters, into bytes; they only grow.
struct Places<'t> {
    text: &'t str,
    characters: usize,
    bytes: usize,
}

impl Places<'_> {
    fn byte(&mut self, characters: usize) -> usize {
        let rest = self.text.get(self.bytes..).unwrap_or_default();
        let ahead = characters.saturating_sub(self.characters);
        self.bytes += rest.char_indices().nth(ahead).map_or(rest.len(), |(at, _)| at);
        self.characters += ahead;
        self.bytes
    }
}

impl Scalar<'_> {
    /// The bytes of its text, without quotes.
    pub(super) fn inside(&self) -> Range<usize> {
        let quoted = matches!(self.style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
        let start = self.start + usize::from(quoted);
        start..start + self.text.len()
    }

    /// Its place; refused where YAML reads it as something else than a text.
    pub(super) fn site(&self, text: &str, what: &str) -> Result<Site, ManifestError> {
        if self.style == ScalarStyle::Plain && self.text.parse::<f64>().is_ok() {
            let kind = ManifestErrorKind::NotText { what: what.to_owned(), found: "a number without quotes" };
            return Err(kind.at(text, self.start));
        }
        literal(text, self.inside(), self.text, what)
    }
}
