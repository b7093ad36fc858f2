//! How much of a text is read, so that a file that was made to be slow is refused rather than waited for. Each limit is
//! far beyond what real manifests have.

use super::error::{ManifestError, ManifestErrorKind};
use super::lines::part;

/// Elements, lists and tables inside each other.
pub(super) const MAX_DEPTH: usize = 256;
/// Elements of a document, values of a file.
pub(super) const MAX_NODES: usize = 1_000_000;
/// Bytes of one line of YAML.
pub(super) const MAX_LINE: usize = 1 << 20;
/// Attributes of one element: a parser compares each with each.
const MAX_ATTRIBUTES: usize = 1000;
/// Bytes that all references to entities stand for.
const MAX_ENTITIES: usize = 1 << 20;

/// What the parsers say where values are inside each other, and how many of them each takes.
const OF_PARSERS: [(&str, usize); 3] = [
    ("recursion limit exceeded", 255),
    ("Maximum nesting depth exceeded", 512),
    ("cannot recurse further; max recursion depth met", 80),
];

/// What a parser refuses; a limit of its own is named as ours are.
pub(super) fn syntax(language: &'static str, message: &str) -> ManifestErrorKind {
    match OF_PARSERS.iter().find(|(says, _)| message.starts_with(says)) {
        Some((_, limit)) => ManifestErrorKind::TooMuch { limit: *limit, what: "values inside each other" },
        None => ManifestErrorKind::Syntax { language, message: message.to_owned() },
    }
}

/// The error that `text` goes beyond `limit` at the byte `at`.
pub(super) fn beyond(text: &str, at: usize, limit: usize, what: &'static str) -> ManifestError {
    ManifestErrorKind::TooMuch { limit, what }.at(text, at)
}

/// Refuses an XML document with more than the limits in one pass, before anything is built of it.
pub(super) fn check_xml(text: &str) -> Result<(), ManifestError> {
    let (mut at, mut depth, mut nodes) = (0, 0_usize, 0_usize);
    while let Some(start) = part(text, at..text.len()).find('<').map(|found| at + found) {
        let rest = part(text, start..text.len());
        at = start + length(rest);
        nodes += 1;
        if nodes > MAX_NODES {
            return Err(beyond(text, start, MAX_NODES, "elements"));
        }
        if rest.starts_with("<!DOCTYPE") {
            check_entities(text, start, at)?;
        } else if rest.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if !rest.starts_with("<!") && !rest.starts_with("<?") {
            let tag = part(text, start..at);
            if quoted(tag) > MAX_ATTRIBUTES {
                return Err(beyond(text, start, MAX_ATTRIBUTES, "attributes in one element"));
            }
            depth += usize::from(!tag.ends_with("/>"));
            if depth > MAX_DEPTH {
                return Err(beyond(text, start, MAX_DEPTH, "elements inside each other"));
            }
        }
    }
    Ok(())
}

/// How many bytes the tag, comment or declaration has that `rest` starts with.
fn length(rest: &str) -> usize {
    let until = |end: &str| rest.find(end).map_or(rest.len(), |found| found + end.len());
    if rest.starts_with("<!--") {
        return until("-->");
    } else if rest.starts_with("<![CDATA[") {
        return until("]]>");
    } else if rest.starts_with("<?") {
        return until("?>");
    }
    let (mut quote, mut brackets) = (None, 0_usize);
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None, b'[') => brackets += 1,
            (None, b']') => brackets = brackets.saturating_sub(1),
            (None, b'>') if brackets == 0 => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// How many texts in quotes a tag has.
fn quoted(tag: &str) -> usize {
    let (mut quote, mut count) = (None, 0);
    for byte in tag.bytes() {
        match quote {
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            Some(open) if open == byte => {
                quote = None;
                count += 1;
            }
            _ => {}
        }
    }
    count
}

/// Refuses entities that stand for much: those made of other entities, and long ones that are often referred to.
fn check_entities(text: &str, start: usize, end: usize) -> Result<(), ManifestError> {
    let mut longest = 0;
    for declared in part(text, start..end).split("<!ENTITY").skip(1) {
        let value = declared.find(['"', '\'']).and_then(|at| {
            let quote = part(declared, at..at + 1);
            part(declared, at + 1..declared.len()).split(quote).next()
        });
        let value = value.unwrap_or_default();
        let refers = value.split('&').skip(1).any(|rest| !rest.starts_with('#'));
        if refers {
            return Err(beyond(text, start, 1, "level of entities"));
        }
        longest = longest.max(value.len());
    }
    let references = part(text, end..text.len()).bytes().filter(|byte| *byte == b'&').count();
    if longest.saturating_mul(references) > MAX_ENTITIES {
        return Err(beyond(text, start, MAX_ENTITIES, "bytes in entities"));
    }
    Ok(())
}
