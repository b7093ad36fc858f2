//! The kinds of errors, as the sources have them.

use std::any::type_name;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use dateline::words::Explain;

/// Fields of errors that hold what is wrong as an enum.
const KIND_FIELDS: [&str; 2] = ["kind", "limit"];

/// The kinds of all types with `impl Explain`: `plan::Refusal::NoLine`, or `named::UnknownName` for a type of one kind.
pub(crate) struct Kinds {
    all: BTreeSet<String>,
    /// The types that hold what is wrong in a field, with the name of that field.
    fields: BTreeMap<String, &'static str>,
    /// The kinds that are known by what is said.
    heard: Vec<Heard>,
}

/// The rooms whose types of errors nobody outside sees.
const PRIVATE: [&str; 2] = ["cli", "tui"];

impl Kinds {
    pub(crate) fn of_sources() -> Kinds {
        let rooms = rooms();
        let mut kinds = Kinds { all: BTreeSet::new(), fields: BTreeMap::new(), heard: Vec::new() };
        // What another type holds as its kind is shown with that type.
        let mut held = BTreeSet::new();
        let mut types: Vec<(String, Vec<String>)> = Vec::new();
        for (room, code) in &rooms {
            for (_, rest) in
                code.match_indices(" Explain for ").map(|(at, found)| code.split_at(at + found.len()))
            {
                let name = word(rest);
                if PRIVATE.contains(&room.as_str()) {
                    kinds.heard.extend(heard(room, code, &name));
                }
                let of_type = format!("{room}::{name}");
                let variants = match body(code, "enum", &name) {
                    Some(body) => variants(body),
                    None => match kind_field(code, &name) {
                        Some((field, kind)) => {
                            kinds.fields.insert(of_type.clone(), field);
                            held.insert(format!("{room}::{kind}"));
                            variants(body(code, "enum", &kind).unwrap_or_else(|| panic!("no enum {kind}")))
                        }
                        None => Vec::new(),
                    },
                };
                types.push((of_type, variants));
            }
        }
        assert!(types.len() > 30, "{types:?}");
        for (of_type, variants) in types.into_iter().filter(|(of_type, _)| !held.contains(of_type)) {
            let is_one = variants.is_empty();
            kinds.all.extend(variants.into_iter().map(|variant| format!("{of_type}::{variant}")));
            kinds.all.extend(is_one.then_some(of_type));
        }
        kinds
    }

    pub(crate) fn all(&self) -> &BTreeSet<String> {
        &self.all
    }

    /// The kind of a private type with that code and that message; what shows no message of its own is a last resort.
    pub(crate) fn heard(&self, room: &str, code: Option<&str>, message: &str) -> Option<&Heard> {
        let fits = |heard: &&Heard| {
            let is_of_room = heard.kind.split("::").next() == Some(room);
            is_of_room && code.is_none_or(|code| heard.code == code) && heard.says(message)
        };
        let (by_code, by_words): (Vec<&Heard>, Vec<&Heard>) =
            self.heard.iter().filter(fits).partition(|heard| heard.pieces.is_empty());
        assert!(by_words.len() < 2, "{message}: {} or {}", by_words[0].kind, by_words[1].kind);
        by_words.first().or(by_code.first().filter(|_| code.is_some())).copied()
    }

    /// The kind of an error, as its own `Debug` names it.
    pub(crate) fn of<E: Explain>(&self, error: &E) -> String {
        let path: Vec<&str> = type_name::<E>().split("::").collect();
        let (room, name) = (path[1], path[path.len() - 1]);
        let (of_type, debug) = (format!("{room}::{name}"), format!("{error:?}"));
        let variant = match self.fields.get(&of_type) {
            Some(field) => word(debug.split_once(&format!(" {field}: ")).unwrap().1),
            None => word(&debug),
        };
        if variant == name { of_type } else { format!("{of_type}::{variant}") }
    }
}

/// A kind of a private type, as the sources describe it.
pub(crate) struct Heard {
    pub(crate) kind: String,
    pub(crate) code: String,
    /// What its message has around the values in it, in this order; nothing where the sources do not show it.
    pieces: Vec<String>,
}

impl Heard {
    fn says(&self, message: &str) -> bool {
        let mut rest = Some(message);
        for piece in &self.pieces {
            rest = rest.and_then(|rest| rest.split_once(piece.as_str())).map(|(_, rest)| rest);
        }
        rest.is_some()
    }
}

/// The kinds of the type `name` by its `fn code`: each variant before an arrow has the code that follows.
fn heard(room: &str, code: &str, name: &str) -> Vec<Heard> {
    let implementation = code.split(&format!(" Explain for {name}")).nth(1).unwrap();
    let codes = implementation.split("\n    }\n").next().unwrap();
    let Some(body) = body(code, "enum", name) else {
        let code = codes.split('"').nth(1).unwrap().to_owned();
        return vec![Heard { kind: format!("{room}::{name}"), code, pieces: Vec::new() }];
    };
    let mut all = Vec::new();
    for arm in codes.split(",\n") {
        let Some((patterns, code)) = arm.split_once("=> \"") else { continue };
        for variant in patterns.split(&format!("{name}::")).skip(1).map(word) {
            let code = code.trim_end_matches('"').to_owned();
            let pieces = pieces(body, &variant);
            all.push(Heard { kind: format!("{room}::{name}::{variant}"), code, pieces });
        }
    }
    all
}

/// The text of a variant's `#[error("…")]` without what is put into it.
fn pieces(body: &str, variant: &str) -> Vec<String> {
    let end = body.lines().position(|line| word(line.trim_start()) == variant && line.starts_with("    "));
    let before: Vec<&str> = body.lines().take(end.unwrap()).collect();
    let before = before.join("\n");
    let attribute = before.rsplit("#[error(").next().unwrap();
    let text = attribute.split('"').nth(1).unwrap_or_default();
    let pieces = text.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, piece)| piece));
    pieces.filter(|piece| !piece.is_empty()).map(str::to_owned).collect()
}

/// The code of each room without its tests.
fn rooms() -> BTreeMap<String, String> {
    let mut rooms = BTreeMap::new();
    for entry in fs::read_dir("src").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        gather(&path, rooms.entry(name).or_default());
    }
    rooms
}

fn gather(path: &Path, code: &mut String) {
    if path.is_dir() {
        let mut entries: Vec<_> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for entry in &entries {
            gather(entry, code);
        }
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        *code += fs::read_to_string(path).unwrap().split("#[cfg(test)]\nmod ").next().unwrap();
    }
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

/// What stands in the braces of the type `name`.
fn body<'c>(code: &'c str, what: &str, name: &str) -> Option<&'c str> {
    let body = code.split_once(&format!("{what} {name} {{\n"))?.1;
    body.split("\n}").next()
}

/// The field of the type `name` that holds what is wrong, with its type: `kind` of `ParseErrorKind`, wherever it is within.
fn kind_field(code: &str, name: &str) -> Option<(&'static str, String)> {
    let own = KIND_FIELDS.iter().find_map(|field| Some((*field, kind_of(code, name, field)?)));
    let within = || {
        let kind = format!("{name}Kind");
        body(code, "enum", &kind).is_some().then_some(("kind", kind))
    };
    own.or_else(within)
}

/// The type of a field.
fn kind_of(code: &str, name: &str, field: &str) -> Option<String> {
    let body = body(code, "struct", name)?;
    let lines =
        body.lines().map(|line| line.trim().trim_start_matches("pub(super) ").trim_start_matches("pub "));
    lines.filter_map(|line| line.strip_prefix(&format!("{field}: "))).map(word).next()
}

/// The names at the start of the lines that are one step in.
fn variants(body: &str) -> Vec<String> {
    let lines = body.lines().filter_map(|line| line.strip_prefix("    "));
    lines.filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase())).map(word).collect()
}
