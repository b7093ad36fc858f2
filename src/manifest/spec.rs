//! RPM spec files: <https://rpm-software-management.github.io/rpm/manual/spec.html>.

use std::ops::Range;

use super::error::{Home, HomeKind, ManifestError};
use super::lines::{line_of, lines, name_length, part, trimmed};
use super::site::{Found, ManifestPlace, elsewhere, literal, only};

/// The tag `Version` of the main package; with a field, the macro of that name (`%global` or `%define`).
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let (what, places) = match field {
        Some(name) => (format!("macro `{name}`"), definitions(text, name)),
        None => ("tag `Version`".to_owned(), tags(text, "version")),
    };
    let sites = places.into_iter().map(|span| place(text, span, &what));
    only(text, sites.collect::<Result<_, _>>()?, &what)
}

fn place(text: &str, span: Range<usize>, what: &str) -> Result<ManifestPlace, ManifestError> {
    let value = part(text, span.clone());
    let Some((_, rest)) = value.split_once('%') else { return literal(text, span, value, what) };
    let name = rest.trim_start_matches(['{', '?', '!']);
    let name = name.get(..name_length(name)).unwrap_or_default();
    let line = definitions(text, name).first().map(|span| line_of(text, span.start));
    let kind = if rest.starts_with('(') { HomeKind::Expression } else { HomeKind::Macro };
    let name = if rest.starts_with('(') { value } else { name };
    Err(elsewhere(text, span.start, what, Home { kind, name: name.to_owned(), line }))
}

/// The values of the tag `name`, in lower case, before the first section, where those of subpackages begin.
pub(super) fn tags(text: &str, name: &str) -> Vec<Range<usize>> {
    let sections = ["%description", "%package", "%prep", "%build", "%install", "%files", "%changelog"];
    let is_section =
        |line: &str| line.split_ascii_whitespace().next().is_some_and(|word| sections.contains(&word));
    let preamble = lines(text).take_while(|(_, line)| !is_section(line));
    let tag = |(at, line): (usize, &str)| {
        let (tag, value) = line.split_once(':')?;
        tag.trim().eq_ignore_ascii_case(name).then(|| trimmed(value, at + tag.len() + 1))
    };
    preamble.filter_map(tag).collect()
}

/// The values that `%global` and `%define` give to `name`.
pub(super) fn definitions(text: &str, name: &str) -> Vec<Range<usize>> {
    let definition = |(at, line): (usize, &str)| {
        if name.is_empty() || line.trim_start().starts_with('#') {
            return None;
        }
        let (start, end) = ["%global", "%define"]
            .iter()
            .find_map(|word| line.find(word).map(|start| (start, start + word.len())))?;
        let rest = line.get(end..)?;
        let body = rest.trim_start();
        let value = body.strip_prefix(name).filter(|_| body.len() < rest.len())?;
        if !value.starts_with([' ', '\t']) {
            return None;
        }
        // In `%{!?name: %global name 1.2}` the last brace closes what is around it.
        let is_inside = line.get(..start).is_some_and(|before| before.contains('{'));
        let inner = if is_inside { value.trim_end().strip_suffix('}').unwrap_or(value) } else { value };
        Some(trimmed(inner, at + line.len() - value.len()))
    };
    lines(text).filter_map(definition).collect()
}
