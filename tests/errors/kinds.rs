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
}

impl Kinds {
    pub(crate) fn of_sources() -> Kinds {
        let rooms = rooms();
        let mut kinds = Kinds { all: BTreeSet::new(), fields: BTreeMap::new() };
        // What another type holds as its kind is shown with that type.
        let mut held = BTreeSet::new();
        let mut types: Vec<(String, Vec<String>)> = Vec::new();
        for (room, code) in &rooms {
            for (_, rest) in
                code.match_indices(" Explain for ").map(|(at, found)| code.split_at(at + found.len()))
            {
                let name = word(rest);
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

/// The codes that `src/cli` gives to errors of its own.
pub(crate) fn codes_of_command_line() -> BTreeSet<String> {
    let code = &rooms()["cli"];
    let calls = ["CommandError::new(", "CommandError::invalid("];
    let calls =
        calls.iter().flat_map(|call| code.match_indices(call).map(|(at, call)| &code[at + call.len()..]));
    // The first text of the call is the code; a call that is handed one has it from elsewhere.
    let first_text = |rest: &str| {
        let (before, text) = rest.split_once('"')?;
        (!before.contains([')', ';'])).then(|| text.split('"').next().unwrap().to_owned())
    };
    calls.filter_map(first_text).collect()
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
