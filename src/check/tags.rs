//! Tags and the product file agree.
//!
//! - *Missing*: HEAD's product file has the version, and no tag is of it, though other releases of the component are
//!   tagged. A version that is not committed yet cannot be tagged; a component without any tag is not tagged at all.
//! - *Moved*: the tag of a version that the product file has is on a commit whose own product file does not have it.
//!   Commits without a product file, or without the component in it, show nothing.
//! - *Ahead*: a stable version is tagged in the history of HEAD that is above the product file's.
//!
//! Tags whose version is a guess count as being there and prove nothing else.

use super::facts::{Facts, GitFacts, held, holds};
use super::{Code, Finding, FindingPlace};
use crate::history::{History, Reading, TaggedRelease};
use crate::product::{Component, ComponentId, Product};
use crate::shown::shown;
use crate::version::Version;

pub(super) fn judge(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(git) = &facts.git else { return Vec::new() };
    if git.shallow && git.tag_count == 0 {
        return vec![unseen(facts)];
    }
    let mut findings = Vec::new();
    for component in facts.product.components() {
        let releases = git.history.releases_of(component.id());
        findings.extend(missing(facts, component, releases));
        findings.extend(moved(facts, component, releases));
        findings.extend(ahead(facts, git, component, releases));
    }
    findings
}

/// The tags at whose commits the product file must be known, each with the component that it is of.
pub(super) fn asked<'a>(
    product: &'a Product,
    history: &'a History,
) -> impl Iterator<Item = (&'a str, &'a ComponentId)> {
    product.components().iter().flat_map(|component| {
        let releases = history.releases_of(component.id());
        let tags = held(component).flat_map(|(_, version)| sure_tags(releases, version));
        tags.map(|tag| (tag, component.id()))
    })
}

/// The tags of which it must be known whether they are in the history of HEAD.
pub(super) fn asked_as_merged<'a>(product: &'a Product, history: &'a History) -> Vec<&'a str> {
    let components = product.components().iter();
    let ahead = components.flat_map(|component| above(component, history.releases_of(component.id())));
    ahead.flat_map(sure).collect()
}

fn unseen(facts: &Facts<'_>) -> Finding {
    let message = "the clone is shallow and has no tags, so tags are not checked";
    let help = "fetch history and tags, in GitHub Actions with `fetch-depth: 0` of actions/checkout";
    Finding::new(Code::ShallowClone, FindingPlace::file(facts.name), message, help)
}

fn release(releases: &[TaggedRelease], version: Version) -> Option<&TaggedRelease> {
    releases.iter().find(|release| release.version == version)
}

/// The tags of `version` that can mean nothing else.
fn sure_tags(releases: &[TaggedRelease], version: Version) -> impl Iterator<Item = &str> {
    release(releases, version).into_iter().flat_map(sure)
}

fn sure(release: &TaggedRelease) -> impl Iterator<Item = &str> {
    let tags = release.tags.iter().filter(|tag| !matches!(tag.reading, Reading::Guess(_)));
    tags.map(|tag| tag.name.as_str())
}

fn missing(facts: &Facts<'_>, component: &Component, releases: &[TaggedRelease]) -> Vec<Finding> {
    let id = component.id();
    let Some(committed) = facts.at_head(id) else { return Vec::new() };
    let stable = component.version().map(|version| ("version", version));
    let open = component.next().map(|next| ("next", next));
    let is_missing = |(_, version): &(&str, Version)| {
        // Some tag their stable releases only.
        let of_its_kind = |release: &TaggedRelease| release.version.is_stable() == version.is_stable();
        holds(committed, *version)
            && component.is_tagged(*version)
            && releases.iter().any(of_its_kind)
            && release(releases, *version).is_none()
    };
    let find = |(key, version): (&str, Version)| {
        let tag = facts.product.tag_of(component).name(id, version);
        let message = format!("{id} {version} is committed, but the tag {tag} does not exist");
        let help = format!("tag the commit that released it: git tag {tag} COMMIT");
        let place = facts.at_component(id, key);
        Finding::new(Code::TagMissing, place, message, help).of(id).value(&version)
    };
    stable.into_iter().chain(open).filter(is_missing).map(find).collect()
}

fn moved(facts: &Facts<'_>, component: &Component, releases: &[TaggedRelease]) -> Vec<Finding> {
    let id = component.id();
    let mut findings = Vec::new();
    for (key, version) in held(component) {
        for tag in sure_tags(releases, version) {
            let tagged = facts.at_tag(tag, id).filter(|tagged| !holds(tagged, version));
            let Some(tagged) = tagged else { continue };
            let there =
                tagged.version().map_or_else(|| "unreleased".to_owned(), |version| format!("at {version}"));
            let name = shown(tag);
            let message = format!("the tag {name} is on a commit whose product file has {id} {there}");
            let help =
                format!("put it on the commit that released {id} {version}: git tag --force {name} COMMIT");
            let place = facts.at_component(id, key);
            findings.push(Finding::new(Code::TagMoved, place, message, help).of(id).value(tag));
        }
    }
    findings
}

/// The stable releases above what the product file has of a component.
fn above<'h>(
    component: &Component,
    releases: &'h [TaggedRelease],
) -> impl Iterator<Item = &'h TaggedRelease> + use<'h> {
    let known = component.version();
    let is_above = move |release: &&TaggedRelease| {
        release.version.is_stable() && known.is_none_or(|known| release.version > known)
    };
    releases.iter().filter(is_above)
}

fn ahead(
    facts: &Facts<'_>,
    git: &GitFacts,
    component: &Component,
    releases: &[TaggedRelease],
) -> Option<Finding> {
    let id = component.id();
    let is_here = |release: &&TaggedRelease| sure(release).any(|tag| git.merged.contains(tag));
    let greatest = above(component, releases).filter(is_here);
    let greatest =
        greatest.max_by(|a, b| a.version.partial_cmp(&b.version).unwrap_or(std::cmp::Ordering::Equal))?;
    let version = greatest.version;
    let tag = sure(greatest).find(|tag| git.merged.contains(*tag))?;
    let known = component.version().map_or_else(|| "unreleased".to_owned(), |known| format!("at {known}"));
    let message =
        format!("the tag {} is of {id} {version}, but the product file has {id} {known}", shown(tag));
    let help = "take the version over with `dateline import`, or delete the tag where nothing was released";
    let place = facts.at_component(id, "version");
    Some(Finding::new(Code::TagAhead, place, message, help).of(id).value(tag))
}
