//! The paths that code names.

pub(crate) fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Every path that the code names and that starts with `start`, the trees of `use` taken apart.
pub(crate) fn paths<'a>(code: &'a str, start: &str) -> Vec<Vec<&'a str>> {
    let mut found = Vec::new();
    let prefix = format!("{start}::");
    for (at, _) in code.match_indices(&prefix) {
        // `a::super::b` and `mysuper::` are none, `::std::b` is one; `super::super::` is found at its first word.
        let before = code[..at].strip_suffix("::").unwrap_or(&code[..at]);
        if !before.ends_with(|c| is_word(c) || c == '>') {
            tree(&code[at..], &mut Vec::new(), &mut found);
        }
    }
    found
}

/// Reads a path or a tree of paths from the start of `text`; gives what is behind it.
fn tree<'a>(text: &'a str, before: &mut Vec<&'a str>, found: &mut Vec<Vec<&'a str>>) -> &'a str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = rest.trim_start();
            if let Some(rest) = rest.strip_prefix('}') {
                return rest;
            }
            rest = tree(rest, before, found).trim_start();
            rest = rest.strip_prefix(',').unwrap_or(rest);
            if rest.is_empty() {
                return rest;
            }
        }
    }
    let end = text.find(|c| !is_word(c)).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    if word.is_empty() {
        // `*`, or what is no path.
        found.push(before.clone());
        return rest.get(1..).unwrap_or_default();
    }
    before.push(word);
    let rest = match rest.strip_prefix("::") {
        Some(more) if !more.starts_with('<') => tree(more, before, found),
        _ => {
            found.push(before.clone());
            rest.strip_prefix(" as ").map_or(rest, |rest| rest.trim_start_matches(is_word))
        }
    };
    before.pop();
    rest
}

#[test]
fn paths_are_found_in_every_way_that_they_are_written() {
    let text = "use crate::plan::{self, Change, model::{Plan, Request as Asked}}; // crate::no\nlet a = crate::shown::shown(\"crate::no\");";
    let code = super::source::code(text);
    let found: Vec<String> = paths(&code, "crate").iter().map(|path| path.join("::")).collect();
    let expected = [
        "crate::plan::self",
        "crate::plan::Change",
        "crate::plan::model::Plan",
        "crate::plan::model::Request",
        "crate::shown::shown",
    ];
    assert_eq!(found, expected);
}
