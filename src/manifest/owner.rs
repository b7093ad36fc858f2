//! Which entries of a product file claim the same place of a file, so that each would undo what the other writes.

use std::collections::BTreeMap;

use super::site::ManifestPlace;
use crate::product::ComponentId;

/// The places that an entry of a component's `manifests` claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim<'a> {
    pub owner: &'a ComponentId,
    /// The file, relative to the product file's folder.
    pub path: &'a str,
    /// The places, as [`Target::sites`](super::Target::sites) finds them.
    pub sites: &'a [ManifestPlace],
}

/// A place with two owners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedSite<'a> {
    pub path: &'a str,
    /// The line of the place, counted from 1.
    pub line: usize,
    /// The owner that claims it first; the same as `second` where two entries of one component claim it.
    pub first: &'a ComponentId,
    /// The other owner.
    pub second: &'a ComponentId,
}

/// The places that more than one of `claims` claims, in the order of the files and their lines. Entries of one file may
/// stand side by side; an overlap of one byte is a shared place.
pub fn shared_sites<'a>(claims: &[Claim<'a>]) -> Vec<SharedSite<'a>> {
    let mut files: BTreeMap<&str, Vec<(usize, &ManifestPlace)>> = BTreeMap::new();
    for (entry, claim) in claims.iter().enumerate() {
        files.entry(claim.path).or_default().extend(claim.sites.iter().map(|site| (entry, site)));
    }
    let mut shared = Vec::new();
    for (path, mut sites) in files {
        sites.sort_by_key(|(entry, site)| (site.span.start, *entry));
        let mut widest: Option<(usize, &ManifestPlace)> = None;
        for (entry, site) in sites {
            if let Some((other, before)) = widest.filter(|(_, before)| before.span.end > site.span.start) {
                let owner = |entry: usize| claims.get(entry).map(|claim| claim.owner);
                if let (Some(first), Some(second)) = (owner(entry.min(other)), owner(entry.max(other))) {
                    shared.push(SharedSite { path, line: before.line, first, second });
                }
            }
            if widest.is_none_or(|(_, before)| before.span.end <= site.span.end) {
                widest = Some((entry, site));
            }
        }
    }
    shared
}
