//! The files of the crate, and their code without comments, strings and tests.

use std::fs;
use std::path::Path;

/// A source file of the crate.
#[derive(Clone)]
pub(crate) struct Source {
    /// Its module: `["plan", "change"]`.
    pub(crate) module: Vec<String>,
    pub(crate) text: String,
    /// Its text without comments, strings and tests.
    pub(crate) code: String,
}

impl Source {
    pub(crate) fn new(module: &[&str], text: &str) -> Self {
        let module = module.iter().map(|word| (*word).to_owned()).collect();
        Source { module, code: code(text), text: text.to_owned() }
    }

    pub(crate) fn room(&self) -> &str {
        &self.module[0]
    }

    pub(crate) fn name(&self) -> String {
        self.module.join("::")
    }
}

pub(crate) fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    gather(Path::new("src"), &mut Vec::new(), &mut sources);
    assert!(sources.len() > 50, "the sources were found");
    sources
}

fn gather(folder: &Path, module: &mut Vec<String>, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            module.push(name);
            gather(&path, module, sources);
            module.pop();
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let own = (name != "mod").then_some(name);
            let module = module.iter().cloned().chain(own).collect();
            let text = fs::read_to_string(&path).unwrap();
            sources.push(Source { module, code: code(&text), text });
        }
    }
}

/// The code of a text: without comments, without what strings hold, and without its tests.
pub(crate) fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let mut code = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end_of =
            |start: usize, end: &str| rest[start..].find(end).map_or(rest.len(), |at| start + at + end.len());
        let skipped = match c {
            _ if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            _ if rest.starts_with("r#\"") => end_of(3, "\"#"),
            _ if rest.starts_with("'\"'") || rest.starts_with("'\\'") => 3,
            _ if rest.starts_with("'\\\"'") => 4,
            '"' => string_end(rest),
            _ => {
                code.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[skipped..];
    }
    code
}

/// Where the string at the start of `text` ends.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            _ => escaped = c == '\\' && !escaped,
        }
    }
    text.len()
}
