//! Which component the tags of a repository are of, by the names in them and by their versions.

use super::alike::{Likeness, alike};
use super::draft::Draft;
use super::lockstep::{held, join_tagged};
use super::note::{ProposalNotes, Source};
use super::registries::GO_MOD;
use super::slug::slug;
use super::survey::Survey;
use super::tags::{Group, groups, template};
use crate::manifest::folders::{inside, is_within, last, parent};
use crate::shown::shown;

/// Gives the drafts the forms of their tags, and makes drafts of tags that no manifest is of.
pub(super) fn match_tags(drafts: &mut Vec<Draft>, survey: &Survey, notes: &mut ProposalNotes) {
    let groups = groups(&survey.tags, notes);
    for group in &groups {
        if let Some(position) = owner(drafts, group, survey, notes) {
            give(drafts, position, group);
        } else if !found(drafts, group, &groups, survey, notes) {
            let source = Source::tag(&template(&group.form).replace("{version}", "*"));
            notes.unknown(source, "no component that is still released has this name");
        }
    }
    join_tagged(drafts, &groups, notes);
}

/// The place of the draft that the tags of `group` are of.
fn owner(drafts: &[Draft], group: &Group, survey: &Survey, notes: &mut ProposalNotes) -> Option<usize> {
    if group.name.is_empty() {
        return whole(drafts, group, survey);
    }
    let likeness = |draft: &Draft| {
        // `@shop/core` is `shop-core`, and `core`.
        let unscoped = draft.names.iter().map(|name| slug(last(name)));
        draft.slugs.iter().cloned().chain(unscoped).filter_map(|name| alike(&name, &group.name)).max()
    };
    let scored = drafts.iter().enumerate().filter_map(|(place, draft)| Some((likeness(draft)?, place)));
    let is_at = |place: &usize| drafts.get(*place).and_then(held) == Some(group.top);
    // A shortened name says too little by itself, and so do old tags that are ahead of what has no tags yet.
    let is_stray = |place: usize| {
        !group.is_in_use
            && drafts.get(place).is_some_and(|draft| draft.forms.is_empty() && is_behind(draft, group))
    };
    let is_likely = |(likeness, place): &(Likeness, usize)| {
        (*likeness > Likeness::Short || is_at(place)) && !is_stray(*place)
    };
    let scored: Vec<(Likeness, usize)> = scored.filter(is_likely).collect();
    let (best, _) = scored.iter().max()?;
    let places: Vec<usize> =
        scored.iter().filter(|(likeness, _)| likeness == best).map(|(_, place)| *place).collect();
    let place = match places.as_slice() {
        [place] => *place,
        // Of several with one name, it is the one that is at the newest tag's version.
        places => only(places.iter().copied().filter(is_at))?,
    };
    if *best < Likeness::Same {
        let name = drafts.get(place).map(Draft::name).unwrap_or_default();
        notes.guess(
            Source::tag(&group.example),
            format!("tags like it are assumed to belong to {}", shown(name)),
        );
    }
    Some(place)
}

/// The place of the draft that tags without a name are of: the one of the whole folder, the only one, or the one that
/// has the folder's name, unless its manifests are behind the tags.
fn whole(drafts: &[Draft], group: &Group, survey: &Survey) -> Option<usize> {
    let root = drafts.iter().position(|draft| draft.folder.is_empty());
    let name = slug(&survey.folder);
    let is_named = |draft: &Draft| draft.slugs.contains(&name) && !is_behind(draft, group);
    let named = || {
        let named = drafts.iter().enumerate().filter(|(_, draft)| is_named(draft));
        only(named.map(|(place, _)| place))
    };
    root.or((drafts.len() == 1).then_some(0)).or_else(named)
}

/// Whether the manifests of a draft have a version below that of tags.
fn is_behind(draft: &Draft, group: &Group) -> bool {
    held(draft).is_some_and(|held| held < group.top)
}

/// The one that there is, where there is no other.
fn only(mut places: impl Iterator<Item = usize>) -> Option<usize> {
    let first = places.next();
    if places.next().is_some() { None } else { first }
}

/// Gives the tags of `group` to a draft: their form is its template, or an alias where it has one already.
fn give(drafts: &mut [Draft], position: usize, group: &Group) {
    if let Some(draft) = drafts.get_mut(position) {
        draft.forms.push(group.form.clone());
    }
}

/// Makes a component of tags, or takes them for an older name of one; `false` where they are of neither.
fn found(
    drafts: &mut Vec<Draft>,
    group: &Group,
    groups: &[Group],
    survey: &Survey,
    notes: &mut ProposalNotes,
) -> bool {
    if let Some(position) = newer(drafts, group, groups) {
        let newer = drafts.get(position).map(Draft::name).unwrap_or_default();
        notes.guess(
            Source::tag(&group.example),
            format!("tags like it are assumed to be an older name of {}", shown(newer)),
        );
        give(drafts, position, group);
        return true;
    }
    let folder = if group.name.is_empty() { Some("") } else { folder(drafts, group, survey) };
    let has_packages = folder.is_some_and(|folder| is_at(drafts, folder, group));
    let is_only = groups.len() == 1;
    // A module of Go is known by its tags alone, however long ago its last one was.
    let is_module = folder.is_some_and(|folder| is_module(group, folder, survey));
    let continues = is_module || group.is_in_use && (group.count > 1 || folder.is_some());
    if !(has_packages || is_only || continues) {
        return false;
    }
    let product = survey.folder.trim_start_matches('.');
    let name = match folder {
        Some("") => product,
        Some(folder) if !is_module => last(folder),
        Some(_) | None => &group.name,
    };
    let message = match folder.filter(|folder| !folder.is_empty()) {
        Some(folder) => {
            format!("the folder {} has its name, so it is assumed to be a component", shown(folder))
        }
        None => format!("no manifest is of it: {} is known from its tags alone", shown(name)),
    };
    notes.guess(Source::tag(&group.example), message);
    let mut draft = Draft::new(folder.unwrap_or(&group.name), name);
    draft.forms.push(group.form.clone());
    drafts.push(draft);
    true
}

/// The place of the draft of tags whose older name `group` is: all of its words are in the newer one, which began when
/// it ended. Groups come newest first.
fn newer(drafts: &[Draft], group: &Group, groups: &[Group]) -> Option<usize> {
    drafts.iter().position(|draft| {
        let newer = groups.iter().find(|other| draft.forms.first() == Some(&other.form));
        draft.entries.is_empty()
            && newer.is_some_and(|newer| {
                let likeness = alike(&group.name, &newer.name);
                likeness >= Some(Likeness::Within) && group.last <= newer.first
            })
    })
}

/// The folder with the name of the tags: one with packages at their version, else the one nearest to the top.
fn folder<'a>(drafts: &[Draft], group: &Group, survey: &'a Survey) -> Option<&'a str> {
    let modules =
        survey.files.iter().filter(|file| last(&file.path) == GO_MOD).map(|file| parent(&file.path));
    if let Some(module) = modules.into_iter().find(|folder| is_module(group, folder, survey)) {
        return Some(module);
    }
    let named = || survey.folders.iter().filter(|folder| slug(last(folder)) == group.name);
    let with_packages = named().find(|folder| is_at(drafts, folder, group));
    let nearest = || named().min_by_key(|folder| folder.matches('/').count());
    with_packages.or_else(nearest).map(String::as_str)
}

/// Whether the tags of `group` are those that Go reads for a module in `folder`: `folder/v1.2.3`.
fn is_module(group: &Group, folder: &str, survey: &Survey) -> bool {
    let is_named = group.form.after.is_empty() && group.form.before.strip_suffix("/v") == Some(folder);
    is_named && survey.files.iter().any(|file| file.path == inside(folder, GO_MOD))
}

/// Whether packages without tags in `folder` are at the newest version of `group`.
fn is_at(drafts: &[Draft], folder: &str, group: &Group) -> bool {
    drafts.iter().any(|draft| {
        draft.forms.is_empty() && is_within(&draft.folder, folder) && held(draft) == Some(group.top)
    })
}
