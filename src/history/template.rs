//! Which component a tag is of, by the templates of a product.

use std::collections::{BTreeSet, HashMap};

use super::spelling::{Guess, Spelled, Unread, spelled};
use crate::product::{Component, ComponentId, Product, TagForm};
use crate::version::Version;

/// What a tag means where it is of one of the forms.
pub(super) struct Candidate {
    /// How many bytes of the tag's name the form fixes.
    fixed: usize,
    /// The position of the component.
    pub(super) position: usize,
    /// The version, where it is spelled as its scheme does.
    pub(super) exact: Option<Version>,
    pub(super) spelled: Spelled,
    pub(super) guesses: Vec<Guess>,
}

/// A form of the tags of a component.
struct Naming<'a> {
    /// Its place among all forms: by component, the form of today before those of the past.
    order: usize,
    position: usize,
    component: &'a Component,
    form: TagForm,
}

/// Every form of tags that a product has, of today and of the past.
pub(super) struct Forms<'a> {
    /// The forms by what stands before the version.
    by_start: HashMap<Vec<u8>, Vec<Naming<'a>>>,
    /// How many bytes those starts have: each number once, ascending.
    lengths: Vec<usize>,
}

impl<'a> Forms<'a> {
    pub(super) fn of(product: &'a Product) -> Self {
        let namings = product.components().iter().enumerate().flat_map(|(position, component)| {
            let templates = std::iter::once(product.tag_of(component)).chain(component.tag_aliases());
            templates.map(move |template| (position, component, template.for_component(component.id())))
        });
        let mut by_start: HashMap<_, Vec<_>> = HashMap::new();
        for (order, (position, component, form)) in namings.enumerate() {
            let start = form.before().as_bytes().to_vec();
            by_start.entry(start).or_default().push(Naming { order, position, component, form });
        }
        let lengths: BTreeSet<usize> = by_start.keys().map(Vec::len).collect();
        Forms { by_start, lengths: lengths.into_iter().collect() }
    }

    /// The forms that `tag` starts like.
    fn like(&self, tag: &str) -> Vec<&Naming<'a>> {
        let starts = self.lengths.iter().map_while(|length| tag.as_bytes().get(..*length));
        let mut like: Vec<_> = starts.filter_map(|start| self.by_start.get(start)).flatten().collect();
        like.sort_unstable_by_key(|naming| naming.order);
        like
    }

    /// What `tag` means, by the template that fixes most of its name.
    pub(super) fn find(&self, tag: &str) -> Result<Candidate, Unread> {
        let mut best: Option<Candidate> = None;
        let mut rivals: Vec<&ComponentId> = Vec::new();
        let mut refused: Option<(usize, Unread)> = None;
        for Naming { position, component, form, .. } in self.like(tag) {
            let Some(raw) = form.version_in(tag) else { continue };
            let text = form.canonical(raw, component.scheme());
            let fixed = tag.len() - raw.len();
            let exact = component.scheme().parse(&text).ok();
            let read = match exact {
                Some(version) => Ok((Spelled::of(version), Vec::new())),
                None => spelled(&text, component.scheme(), component.id()),
            };
            match read {
                Err(why) if refused.as_ref().is_none_or(|(known, _)| fixed > *known) => {
                    refused = Some((fixed, why));
                }
                Err(_) => {}
                Ok(_) if best.as_ref().is_some_and(|best| fixed < best.fixed) => {}
                Ok((spelled, guesses)) => {
                    if best.as_ref().is_none_or(|best| fixed > best.fixed) {
                        rivals.clear();
                        best = Some(Candidate { fixed, position: *position, exact, spelled, guesses });
                    }
                    if rivals.last() != Some(&component.id()) {
                        rivals.push(component.id());
                    }
                }
            }
        }
        match (best, refused) {
            (Some(best), _) if rivals.len() == 1 => Ok(best),
            (Some(_), _) => Err(Unread::Ambiguous(rivals.into_iter().cloned().collect())),
            (None, Some((_, why))) => Err(why),
            (None, None) => Err(Unread::NoTemplate),
        }
    }
}
