//! Reads `[changes]`.

use std::collections::BTreeMap;

use super::keys::CHANGES;
use super::read::{Errors, Reader, Span, as_text, choose};
use super::{ChangeSettings, CommitKind, read_parts};

/// `[changes]` as written, before its scopes are known to name components.
#[derive(Default)]
pub(super) struct RawChanges {
    pub(super) settings: ChangeSettings,
    pub(super) scopes: Vec<(String, String, Span)>,
}

pub(super) fn changes(file: &Reader<'_, '_>, errors: &mut Errors) -> RawChanges {
    let table = file.value("changes").and_then(|value| Reader::of("changes", value, &CHANGES, errors));
    let Some(table) = table else { return RawChanges::default() };
    let standard = ChangeSettings::default();
    let settings = ChangeSettings {
        unclassified: table.choice_or_standard("unclassified", errors),
        folder: read_parts::path("folder", &table, errors).unwrap_or(standard.folder),
        commits: table.flag("commits", errors).is_none_or(|(flag, _)| flag),
        changelog: table.flag("changelog", errors).is_some_and(|(flag, _)| flag),
        types: types(&table, errors),
        scopes: BTreeMap::new(),
    };
    let scopes = table.entries("scopes", errors).into_iter().filter_map(|entry| {
        let target = as_text(entry.name(), entry.value, errors)?;
        Some((entry.name().to_owned(), target.to_owned(), entry.value.span()))
    });
    let scopes = scopes.collect();
    RawChanges { settings, scopes }
}

fn types(table: &Reader<'_, '_>, errors: &mut Errors) -> BTreeMap<Box<str>, CommitKind> {
    let mut types = BTreeMap::new();
    for entry in table.entries("types", errors) {
        let Some(word) = as_text(entry.name(), entry.value, errors) else { continue };
        let kind: Option<CommitKind> = choose(entry.name(), word, entry.value.span(), errors);
        types.extend(kind.map(|kind| (entry.name().to_ascii_lowercase().into(), kind)));
    }
    types
}
