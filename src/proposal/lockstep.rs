//! Packages that have one version together: one component with several manifests.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use super::note::{ProposalNotes, Source};
use super::tags::{Group, Numbers, numbers};
use crate::manifest::folders::{is_within, last, parent};
use crate::shown::shown;

/// How many packages without tags must share a version to count as one component.
const MIN_UNTAGGED: usize = 3;

/// Versions that packages have before they are released: to share one means nothing.
const FIRST: [Numbers; 4] = [(0, 0, 0), (0, 0, 1), (0, 1, 0), (1, 0, 0)];

/// Joins packages without tags to the component whose tags, or whose manifests, are at their version: bare tags are of
/// the whole folder, others of what is below their component's.
pub(super) fn join_tagged(drafts: &mut Vec<Draft>, groups: &[Group], notes: &mut ProposalNotes) {
    let mut wholes: Vec<(String, Numbers, String)> = Vec::new();
    for draft in drafts.iter() {
        let Some(group) =
            draft.forms.first().and_then(|form| groups.iter().find(|group| group.form == *form))
        else {
            continue;
        };
        let scope = if group.name.is_empty() { "" } else { draft.folder.as_str() };
        let version = held(draft).filter(|held| *held > group.top).unwrap_or(group.top);
        // What has a name of its own may be at a version to start with by chance.
        if group.name.is_empty() || !scope.is_empty() || !FIRST.contains(&version) {
            wholes.push((scope.to_owned(), version, group.example.clone()));
        }
    }
    // The innermost one first.
    wholes.sort_by_key(|(scope, _, _)| std::cmp::Reverse(scope.len()));
    for (scope, version, example) in wholes {
        let is_part = |draft: &Draft| {
            draft.forms.is_empty() && is_within(&draft.folder, &scope) && held(draft) == Some(version)
        };
        let mut parts: BTreeSet<usize> = places(drafts, is_part);
        let is_whole = |draft: &Draft| {
            let form = groups.iter().find(|group| group.example == example).map(|group| &group.form);
            draft.forms.first() == form
        };
        let Some(whole) = drafts.iter().position(is_whole).filter(|_| !parts.is_empty()) else { continue };
        let name = drafts.get(whole).map(|draft| shown(draft.name()).to_string()).unwrap_or_default();
        let packages = match parts.len() {
            1 => "1 package without tags is at the same version and belongs".to_owned(),
            count => format!("{count} packages without tags are at the same version and belong"),
        };
        let message = format!("{packages} to {name}");
        notes.guess(Source::tag(&example), message);
        parts.insert(whole);
        absorb(drafts, whole, &parts);
    }
}

/// Makes one component of each set of packages of one workspace that share a version and have no tags. Packages that are
/// never published belong to it, but make none by themselves.
pub(super) fn join_untagged(drafts: &mut Vec<Draft>, notes: &mut ProposalNotes) {
    let mut sets: BTreeMap<(String, Numbers), BTreeSet<usize>> = BTreeMap::new();
    for (place, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.forms.is_empty()) {
        if let (Some(workspace), Some(version)) = (&draft.workspace, held(draft)) {
            sets.entry((workspace.clone(), version)).or_default().insert(place);
        }
    }
    let is_public = |place: &&usize| drafts.get(**place).is_some_and(|draft| !draft.is_private);
    let is_one = |(version, set): (Numbers, &BTreeSet<usize>)| {
        set.iter().filter(is_public).count() >= MIN_UNTAGGED && !FIRST.contains(&version)
    };
    let set = sets.iter().find(|((_, version), set)| is_one((*version, set)));
    let Some((_, parts)) = set else { return };
    let (folder, count) = (common_folder(drafts, parts), parts.len());
    let name = match last(&folder) {
        "" => "packages".to_owned(),
        last => last.to_owned(),
    };
    let message = format!("{count} packages share one version and have no tags, so they are one component");
    notes.guess(Source::file(if folder.is_empty() { "." } else { &folder }), message);
    let (mut whole, parts) = (Draft::new(&folder, &name), parts.clone());
    whole.is_private = true;
    let place = drafts.len();
    drafts.push(whole);
    let mut all = parts;
    all.insert(place);
    absorb(drafts, place, &all);
    join_untagged(drafts, notes);
}

/// Leaves out packages without tags whose version is one to start with, where others have tags and none needs them.
pub(super) fn leave_unreleased_out(
    drafts: &mut Vec<Draft>,
    needed: &BTreeSet<usize>,
    notes: &mut ProposalNotes,
) {
    if drafts.iter().all(|draft| draft.forms.is_empty()) {
        return;
    }
    let is_first = |draft: &Draft| {
        draft.forms.is_empty()
            && draft.entries.iter().all(|entry| match &entry.text {
                Ok(text) => numbers(text).is_some_and(|version| FIRST.contains(&version)),
                Err(_) => true,
            })
    };
    let out: BTreeSet<usize> = places(drafts, is_first).difference(needed).copied().collect();
    let mut place = 0;
    drafts.retain(|draft| {
        place += 1;
        let stays = !out.contains(&(place - 1));
        if !stays {
            let message =
                "not named by a tag, and at no version or one to start with: assumed not to be released";
            notes.unknown(draft.source(), message);
        }
        stays
    });
}

fn places(drafts: &[Draft], wanted: impl Fn(&Draft) -> bool) -> BTreeSet<usize> {
    drafts.iter().enumerate().filter(|(_, draft)| wanted(draft)).map(|(place, _)| place).collect()
}

/// The greatest version in the manifests of a draft.
pub(super) fn held(draft: &Draft) -> Option<Numbers> {
    draft.entries.iter().filter_map(|entry| numbers(entry.text.as_deref().ok()?)).max()
}

/// Puts the drafts at `parts` together into the one at `whole`, which is among them; the result is where the first was.
fn absorb(drafts: &mut Vec<Draft>, whole: usize, parts: &BTreeSet<usize>) {
    let (mut joined, mut kept): (Option<Draft>, Vec<Draft>) = (None, Vec::new());
    let mut members: Vec<Draft> = Vec::new();
    let first = parts.first().copied().unwrap_or(whole);
    for (place, draft) in drafts.drain(..).enumerate() {
        match () {
            () if place == whole => joined = Some(draft),
            () if parts.contains(&place) => members.push(draft),
            () => kept.push(draft),
        }
    }
    if let Some(mut joined) = joined {
        for member in members {
            joined.is_private &= member.is_private;
            joined.members.extend(member.names);
            joined.members.extend(member.members);
            joined.entries.extend(member.entries);
        }
        kept.insert(first.min(kept.len()), joined);
    }
    *drafts = kept;
}

/// The deepest folder that all of these drafts are in.
fn common_folder(drafts: &[Draft], parts: &BTreeSet<usize>) -> String {
    let folders: Vec<&str> =
        parts.iter().filter_map(|place| drafts.get(*place)).map(|draft| draft.folder.as_str()).collect();
    let mut common = folders.first().copied().map_or("", parent);
    while !common.is_empty() && !folders.iter().all(|folder| is_within(folder, common)) {
        common = parent(common);
    }
    common.to_owned()
}
