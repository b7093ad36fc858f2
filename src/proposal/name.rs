//! Names that a product file takes, made of names that packages and folders have.

use std::collections::HashSet;

use super::draft::Draft;
use super::slug::{MAX_ID, slug};
use super::tags::name_in;
use crate::product::{ComponentId, check_title};

const MAX_TITLE: usize = 80;

/// Gives every draft its own id, which no other one looks like.
pub(super) fn give_ids(drafts: &mut [Draft]) {
    let mut taken: HashSet<String> = HashSet::new();
    let names: Vec<String> = drafts.iter().map(|draft| draft.name().to_owned()).collect();
    for draft in drafts {
        let last = draft.name().rsplit('/').next().unwrap_or_default();
        // `@chain/cli` is `cli`, unless another one is. Of several with one name, folders say more.
        let is_shared = names.iter().filter(|name| *name == draft.name()).count() > 1;
        let folder = slug(&draft.folder);
        let mut wanted = vec![slug(last), slug(draft.name()), folder];
        if is_shared && wanted.last().is_some_and(|folder| !folder.is_empty()) {
            wanted.rotate_right(1);
        }
        // Who writes `config/v1.2` for `knope-config` calls it `config`, in change files too.
        let by_tags = draft.forms.first().map(|form| name_in(&form.before)).filter(|name| !name.is_empty());
        if let Some(name) = by_tags.filter(|name| slug(last).ends_with(&format!("-{name}"))) {
            wanted.insert(0, name);
        }
        let counted = (1_u32..).map(|count| numbered(wanted.iter(), count));
        let id = wanted
            .iter()
            .cloned()
            .chain(counted)
            .filter_map(|id| id.parse::<ComponentId>().ok())
            .find(|id| !taken.contains(&id.look()));
        taken.extend(id.as_ref().map(ComponentId::look));
        draft.id = id;
    }
}

/// The first of `ids` that is one, with a number behind it that keeps it short enough.
fn numbered<'a>(mut ids: impl Iterator<Item = &'a String>, count: u32) -> String {
    let id = ids.find(|id| !id.is_empty()).map_or("component", String::as_str);
    let behind = if count == 1 { String::new() } else { format!("-{count}") };
    format!("{}{behind}", id.get(..id.len().min(MAX_ID - behind.len())).unwrap_or(id))
}

/// The title of a component: its name, where that says more than the id and can stand in a product file.
pub(super) fn title(draft: &Draft) -> Option<&str> {
    let is_new = draft.id.as_ref().is_none_or(|id| id.as_str() != draft.name());
    Some(draft.name()).filter(|name| is_new && is_title(name))
}

/// The name of the product: that of its folder.
pub(super) fn of_product(folder: &str) -> String {
    let name = folder.trim_start_matches('.');
    if is_title(name) { name.to_owned() } else { "Product".to_owned() }
}

fn is_title(name: &str) -> bool {
    name.chars().count() <= MAX_TITLE && check_title(name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_legal_short_and_unlike_each_other() {
        let long = "x".repeat(300);
        let names = [
            "@chain/cli",
            "@other/cli",
            "web1",
            "webl",
            "Ядро",
            "ядра",
            &long,
            &long,
            "",
            "-",
            "..",
            "a\u{202e}b",
        ];
        let mut drafts: Vec<Draft> = names.iter().map(|name| Draft::new("", name)).collect();
        give_ids(&mut drafts);
        let ids: Vec<&str> = drafts.iter().map(|draft| draft.id.as_ref().unwrap().as_str()).collect();
        let cut = "x".repeat(62) + "-2";
        assert_eq!(
            ids,
            [
                "cli",
                "other-cli",
                "web1",
                "webl-2",
                "component",
                "component-2",
                &long[..64],
                &cut,
                "component-3",
                "component-4",
                "component-5",
                "a-b"
            ]
        );
    }
}
