//! YAML: scalars, the keys that lead to them, and their places (YAML 1.2).

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::error::{ManifestError, ManifestErrorKind};
use super::limits::{MAX_DEPTH, MAX_LINE, MAX_NODES, beyond, syntax};
use super::lines::lines;
use super::site::{ManifestPlace, literal};

/// A value that is neither a list nor a mapping.
pub(super) struct Scalar<'t> {
    pub(super) text: &'t str,
    pub(super) style: ScalarStyle,
    /// The byte that it starts at, its quote included.
    pub(super) start: usize,
    /// The place, counted from 0, in the innermost list that it is in.
    pub(super) item: usize,
    /// Whether it stands elsewhere, behind an anchor that an alias leads to.
    pub(super) is_alias: bool,
}

/// What an anchor is of: the scalars in it, with the keys that lead to them from there.
#[derive(Default)]
struct Anchored<'e> {
    scalars: Vec<(Vec<String>, Kept<'e>)>,
}

/// A scalar as it is kept for aliases.
#[derive(Clone)]
struct Kept<'e> {
    text: Cow<'e, str>,
    style: ScalarStyle,
    start: usize,
    item: usize,
}

/// A mapping or a list that is open.
enum Level {
    /// A mapping; the key whose value comes next, where one is known.
    Mapping(Option<String>),
    /// A list; how many of its items are over.
    List(usize),
}

/// Calls `visit` for each scalar that is a value, with the keys that lead to it; lists have an empty one. What an alias
/// stands for is visited there too, and what `<<` merges is visited where it is merged.
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
    let mut anchors = Anchors::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| ManifestError {
            kind: syntax("YAML", error.info()),
            line: Some(error.marker().line()),
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
            Event::Scalar(content, style, anchor, tag) => {
                if let Some(Level::Mapping(key @ None)) = levels.last_mut() {
                    *key = Some(content.into_owned());
                    continue;
                }
                let has_properties = anchor != 0 || tag.is_some();
                let start = places.byte(span.start.index());
                let start = if has_properties { behind_properties(text, start) } else { start };
                let item = item(&levels);
                visit(&keys(&levels), &Scalar { text: &content, style, start, item, is_alias: false })?;
                anchors.keep(anchor, &keys(&levels), &Kept { text: content, style, start, item });
                anchors.check(text, start)?;
                value_ends(&mut levels);
            }
            Event::Alias(anchor) => {
                for (path, kept) in anchors.of(anchor).to_vec() {
                    nodes += 1;
                    if nodes > MAX_NODES {
                        return Err(beyond(text, kept.start, MAX_NODES, "values"));
                    }
                    let keys = merged(&keys(&levels), &path);
                    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
                    let Kept { style, start, item, .. } = kept;
                    visit(&keys, &Scalar { text: &kept.text, style, start, item, is_alias: true })?;
                    anchors.keep(0, &keys, &kept);
                    anchors.check(text, kept.start)?;
                }
                key_or_value(&mut levels);
            }
            Event::MappingStart(anchor, _) => {
                anchors.open(anchor, levels.len());
                levels.push(Level::Mapping(None));
            }
            Event::SequenceStart(anchor, _) => {
                anchors.open(anchor, levels.len());
                levels.push(Level::List(0));
            }
            Event::MappingEnd | Event::SequenceEnd => {
                levels.pop();
                anchors.close(levels.len());
                key_or_value(&mut levels);
            }
            _ => {}
        }
    }
    Ok(())
}

/// The byte at which a scalar itself starts, behind the anchor and the tag at `start`: `&image !!str "chain:1.2"`.
fn behind_properties(text: &str, mut start: usize) -> usize {
    while let Some(rest) = text.get(start..).filter(|rest| rest.starts_with(['&', '!'])) {
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let after = rest.get(word..).unwrap_or_default();
        start += word + (after.len() - after.trim_start().len());
    }
    start
}

/// The anchors of a document.
#[derive(Default)]
struct Anchors<'e> {
    known: HashMap<usize, Anchored<'e>>,
    /// The anchors whose mapping or list is open, each with how many levels are around it.
    open: Vec<(usize, usize)>,
    /// How many scalars and keys are kept: those in several open anchors are kept for each.
    kept: usize,
}

impl<'e> Anchors<'e> {
    /// An anchor of 0 is none.
    fn open(&mut self, anchor: usize, levels: usize) {
        if anchor != 0 {
            self.known.insert(anchor, Anchored::default());
            self.open.push((anchor, levels));
        }
    }

    fn close(&mut self, levels: usize) {
        if self.open.last().is_some_and(|(_, outside)| *outside == levels) {
            self.open.pop();
        }
    }

    /// Keeps a scalar that has an anchor itself, or is in something that has one.
    fn keep(&mut self, anchor: usize, keys: &[&str], scalar: &Kept<'e>) {
        let own = |key: &&str| (*key).to_owned();
        for (open, outside) in &self.open {
            let path: Vec<String> = keys.get(*outside..).unwrap_or_default().iter().map(own).collect();
            self.kept += 1 + path.len();
            if let Some(anchored) = self.known.get_mut(open) {
                anchored.scalars.push((path, scalar.clone()));
            }
        }
        if anchor != 0 {
            self.known.insert(anchor, Anchored { scalars: vec![(Vec::new(), scalar.clone())] });
        }
    }

    /// Refuses anchors inside each other that hold more together than is worth keeping.
    fn check(&self, text: &str, at: usize) -> Result<(), ManifestError> {
        if self.kept > MAX_NODES {
            return Err(beyond(text, at, MAX_NODES, "values in anchors"));
        }
        Ok(())
    }

    /// The scalars of an anchor; none where it is not known, or not over yet.
    fn of(&self, anchor: usize) -> &[(Vec<String>, Kept<'e>)] {
        let is_over = !self.open.iter().any(|(open, _)| *open == anchor);
        self.known.get(&anchor).filter(|_| is_over).map_or(&[], |anchored| &anchored.scalars)
    }
}

/// The keys of what an alias at `keys` leads to by `path`. `<<` stands for the mapping that it is in.
fn merged(keys: &[&str], path: &[String]) -> Vec<String> {
    let keys = keys.strip_suffix(&["<<"]).unwrap_or(keys);
    keys.iter().map(|key| (*key).to_owned()).chain(path.iter().cloned()).collect()
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
    pub(super) fn site(&self, text: &str, what: &str) -> Result<ManifestPlace, ManifestError> {
        if self.style == ScalarStyle::Plain && self.text.parse::<f64>().is_ok() {
            let kind = ManifestErrorKind::NotText { what: what.to_owned(), found: "a number without quotes" };
            return Err(kind.at(text, self.start));
        }
        literal(text, self.inside(), self.text, what)
    }
}
