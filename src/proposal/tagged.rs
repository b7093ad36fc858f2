//! Which component the tags of a repository are of, by what stands before the version in their names.

use std::collections::BTreeMap;

use super::Survey;
use super::draft::Draft;
use super::name::slug;
use super::note::{Notes, Source};
use crate::history::{Form, Tag, looks};
use crate::manifest::folders::last;
use crate::product::TagTemplate;
use crate::shown::shown;
use crate::version::{BuildDate, Line};

/// The tags of one form.
struct Group {
    form: Form,
    /// What its name tells: `client` of `client-v`; empty where it tells nothing.
    name: String,
    count: usize,
    first: Option<BuildDate>,
    last: Option<BuildDate>,
    /// The greatest line, and a tag of it.
    line: Line,
    example: String,
}

/// How sure it is that tags are of a component, the surest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// Its name is among the words of theirs: `core` of `chain-core-server-`.
    Within,
    /// Their last words are its name: `java-sdk` of `chain-java-sdk-`.
    AtEnd,
    /// The same words in another order: `java-sdk` of `sdk.java-`.
    SameWords,
    /// They have its name, or nothing else is released here.
    Same,
}

/// Gives the drafts the forms of their tags, and makes drafts of tags where there is nothing else.
pub(super) fn match_tags(drafts: &mut Vec<Draft>, survey: &Survey, notes: &mut Notes) {
    let mut groups = groups(&survey.tags, notes);
    // The names that tags have today are the first ones.
    groups.sort_by(|left, right| {
        (right.last, right.line, &right.form).cmp(&(left.last, left.line, &left.form))
    });
    let from_tags_alone = drafts.is_empty();
    for group in &groups {
        if let Some(position) = owner(drafts, group, notes) {
            give(drafts, position, group);
        } else if from_tags_alone {
            found(drafts, group, &groups, survey, notes);
        } else if let Some(folder) = survey.folders.iter().find(|folder| slug(last(folder)) == group.name) {
            notes.guess(
                Source::tag(&group.example),
                format!("the folder {} has its name, so it is taken for a component", shown(folder)),
            );
            let mut draft = Draft::new(folder, last(folder));
            draft.forms.push(group.form.clone());
            drafts.push(draft);
        } else {
            let message = match group.count {
                1 => "it names no component that the folder has".to_owned(),
                count => format!("it and {} like it name no component that the folder has", count - 1),
            };
            notes.unknown(Source::tag(&group.example), message);
        }
    }
}

/// The tags by their forms. Those of no form are listed with their history.
fn groups(tags: &[Tag], notes: &mut Notes) -> Vec<Group> {
    let mut groups: BTreeMap<Form, Group> = BTreeMap::new();
    for tag in tags {
        let Some(form) = Form::of(&tag.name) else { continue };
        let Some(looks) = form.version_in(&tag.name).and_then(looks) else { continue };
        let group = groups.entry(form.clone()).or_insert_with(|| Group {
            name: name_in(&form.before),
            form,
            count: 0,
            first: tag.date,
            last: tag.date,
            line: looks.line,
            example: tag.name.clone(),
        });
        group.count += 1;
        group.first = [group.first, tag.date].into_iter().flatten().min();
        if (tag.date, looks.line) >= (group.last, group.line) {
            group.example.clone_from(&tag.name);
        }
        group.last = group.last.max(tag.date);
        group.line = group.line.max(looks.line);
    }
    let is_template = |group: &Group, notes: &mut Notes| match TagTemplate::new(&template(&group.form)) {
        Ok(_) => true,
        Err(error) => {
            notes.unknown(Source::tag(&group.example), error.to_string());
            false
        }
    };
    groups.into_values().filter(|group| is_template(group, notes)).collect()
}

/// The template of tags of this form.
pub(super) fn template(form: &Form) -> String {
    format!("{}{{version}}{}", form.before, form.after)
}

/// The name in what stands before a version, in the characters of an id: `client` of `client-v`.
fn name_in(before: &str) -> String {
    let bare = before.strip_suffix(['v', 'V']).unwrap_or(before);
    // The `v` of `dev` is none of a version.
    let bare = if bare.ends_with(|c: char| c.is_ascii_alphanumeric()) { before } else { bare };
    slug(bare)
}

/// The place of the draft that the tags of `group` are of.
fn owner(drafts: &[Draft], group: &Group, notes: &mut Notes) -> Option<usize> {
    if group.name.is_empty() {
        let root = drafts.iter().position(|draft| draft.folder.is_empty());
        return root.or((drafts.len() == 1).then_some(0));
    }
    let words = words(&group.name);
    let likeness =
        |draft: &Draft| draft.slugs.iter().filter_map(|name| alike(name, &group.name, &words)).max();
    let scored = drafts.iter().enumerate().filter_map(|(place, draft)| Some((likeness(draft)?, place)));
    let scored: Vec<(Likeness, usize)> = scored.collect();
    let (best, _) = scored.iter().max()?;
    let mut places = scored.iter().filter(|(likeness, _)| likeness == best).map(|(_, place)| *place);
    let (place, rival) = (places.next()?, places.next());
    if rival.is_some() {
        return None;
    }
    if *best < Likeness::Same {
        let name = drafts.get(place).map(Draft::name).unwrap_or_default();
        notes.guess(
            Source::tag(&group.example),
            format!("tags like it are taken for those of {}", shown(name)),
        );
    }
    Some(place)
}

/// How much `name` is like the name of tags, `group`, which has these words.
fn alike(name: &str, group: &str, theirs: &[&str]) -> Option<Likeness> {
    if name == group {
        return Some(Likeness::Same);
    }
    // Most names share no word with the tags.
    if name.is_empty() || !name.split('-').all(|word| theirs.contains(&word)) {
        return None;
    }
    match () {
        () if words(name) == theirs => Some(Likeness::SameWords),
        () if group.ends_with(&format!("-{name}")) => Some(Likeness::AtEnd),
        // What stands at the start is the name of the product, which all of its components share.
        () if group.starts_with(&format!("{name}-")) => None,
        () => Some(Likeness::Within),
    }
}

/// The words of a name, in the order of the alphabet.
fn words(name: &str) -> Vec<&str> {
    let mut words: Vec<&str> = name.split('-').collect();
    words.sort_unstable();
    words
}

/// Gives the tags of `group` to a draft: their form is its template, or an alias where it has one already.
fn give(drafts: &mut [Draft], position: usize, group: &Group) {
    if let Some(draft) = drafts.get_mut(position) {
        draft.forms.push(group.form.clone());
    }
}

/// Makes a component of tags, or takes them for an older name of one.
fn found(drafts: &mut Vec<Draft>, group: &Group, groups: &[Group], survey: &Survey, notes: &mut Notes) {
    let name = if group.name.is_empty() { survey.folder.trim_start_matches('.') } else { &group.name };
    // Groups come newest first: a name whose words are all in a newer one's, and that ended before, is an older name.
    let later = drafts.iter().position(|draft| {
        let newer = groups.iter().find(|other| draft.forms.first() == Some(&other.form));
        newer.is_some_and(|newer| {
            alike(&group.name, &newer.name, &words(&newer.name)).is_some() && group.last <= newer.first
        })
    });
    if let Some(position) = later {
        let newer = drafts.get(position).map(Draft::name).unwrap_or_default();
        notes.guess(
            Source::tag(&group.example),
            format!("tags like it are taken for an older name of {}", shown(newer)),
        );
        give(drafts, position, group);
        return;
    }
    notes.guess(
        Source::tag(&group.example),
        format!("no manifest is of it: {} is known from its tags alone", shown(name)),
    );
    let mut draft = Draft::new(&group.name, name);
    draft.forms.push(group.form.clone());
    drafts.push(draft);
}
