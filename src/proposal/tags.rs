//! The tags of a repository by what stands around the version in their names.

use std::collections::BTreeMap;

use super::note::{ProposalNotes, Source};
use super::slug::slug;
use crate::history::{Form, Looks, Tag, ThirdNumber, looks};
use crate::product::TagTemplate;
use crate::version::BuildDate;

/// How long before the newest tag of all a name may have had its last one and still be in use, in days.
const IN_USE_DAYS: i64 = 365;

/// MAJOR, MINOR and PATCH of a version, whatever its scheme; a missing PATCH and a date count as 0.
pub(super) type Numbers = (u32, u32, u32);

/// The tags of one form.
pub(super) struct Group {
    pub(super) form: Form,
    /// The name in the form: `client` of `client-v`; empty where there is none.
    pub(super) name: String,
    pub(super) count: usize,
    pub(super) first: Option<BuildDate>,
    pub(super) last: Option<BuildDate>,
    /// The greatest version.
    pub(super) top: Numbers,
    /// The newest tag.
    pub(super) example: String,
    /// Whether it had a tag in the year before the newest tag of all.
    pub(super) is_in_use: bool,
}

/// The numbers that `text` starts with, where it looks like a version.
pub(super) fn numbers(text: &str) -> Option<Numbers> {
    looks(text).map(|looks| numbers_of(&looks))
}

fn numbers_of(looks: &Looks) -> Numbers {
    let patch = match looks.third {
        ThirdNumber::Patch(patch) => patch,
        ThirdNumber::None | ThirdNumber::Build => 0,
    };
    (looks.line.major(), looks.line.minor(), patch)
}

/// The tags by their forms, the form with the newest tag first. Tags without a version are listed with their history.
pub(super) fn groups(tags: &[Tag], notes: &mut ProposalNotes) -> Vec<Group> {
    let mut groups: BTreeMap<Form, Group> = BTreeMap::new();
    for tag in tags {
        let Some(form) = Form::of(&tag.name) else { continue };
        let Some(looks) = form.version_in(&tag.name).and_then(looks) else { continue };
        let top = numbers_of(&looks);
        let group = groups.entry(form.clone()).or_insert_with(|| Group {
            name: name_in(&form.before),
            form,
            count: 0,
            first: tag.date,
            last: tag.date,
            top,
            example: tag.name.clone(),
            is_in_use: true,
        });
        group.count += 1;
        group.first = [group.first, tag.date].into_iter().flatten().min();
        if (tag.date, top) >= (group.last, group.top) {
            group.example.clone_from(&tag.name);
        }
        group.last = group.last.max(tag.date);
        group.top = group.top.max(top);
    }
    let is_template =
        |group: &Group, notes: &mut ProposalNotes| match TagTemplate::new(&template(&group.form)) {
            Ok(_) => true,
            Err(error) => {
                notes.unknown(Source::tag(&group.example), error.to_string());
                false
            }
        };
    let mut groups: Vec<Group> = groups.into_values().filter(|group| is_template(group, notes)).collect();
    let newest = groups.iter().filter_map(|group| group.last).max();
    for group in &mut groups {
        let age = newest.and_then(|newest| Some(newest.days_since(group.last?)));
        group.is_in_use = age.is_none_or(|days| days <= IN_USE_DAYS);
    }
    groups
        .sort_by(|left, right| (right.last, right.top, &right.form).cmp(&(left.last, left.top, &left.form)));
    groups
}

/// The template of tags of this form.
pub(super) fn template(form: &Form) -> String {
    format!("{}{{version}}{}", form.before, form.after)
}

/// The name in what stands before a version, in the characters of an id: `client` of `client-v`.
pub(super) fn name_in(before: &str) -> String {
    let bare = before.strip_suffix(['v', 'V']).or_else(|| before.strip_suffix("v.")).unwrap_or(before);
    // The `v` of `dev` is not one of a version.
    let bare = if bare.ends_with(|c: char| c.is_ascii_alphanumeric()) { before } else { bare };
    slug(bare)
}
