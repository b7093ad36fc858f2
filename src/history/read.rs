//! From tags to the releases of each component.

use std::collections::{BTreeMap, HashMap};

use super::build::Builds;
use super::spelling::{Guess, Reading, Spelled, Third, Unread, Word};
use super::template::{Candidate, Forms};
use crate::product::{Component, ComponentId, Product};
use crate::version::{BuildDate, DatedVersion, DevPatchVersion, NextId, Scheme, SemverVersion, Version};

/// A tag of a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tag {
    /// Its name, without `refs/tags/`.
    pub name: String,
    /// The day on which it was made, in UTC; `None` where it has none, as a tag of a blob.
    pub date: Option<BuildDate>,
}

impl Tag {
    /// The tag `name`, made on the day `date` where it has one.
    pub fn new(name: impl Into<String>, date: Option<BuildDate>) -> Self {
        Tag { name: name.into(), date }
    }
}

/// What the tags of a repository say was released.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct History {
    pub(super) components: Vec<ComponentHistory>,
    positions: HashMap<ComponentId, usize>,
    /// The tags that are not understood, in the order in which they were given.
    pub unread: Vec<UnreadTag>,
}

/// What was released of one component.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ComponentHistory {
    pub component: ComponentId,
    /// Its releases in the order of their days, those of one day in the order of what was tagged.
    pub releases: Vec<TaggedRelease>,
}

/// One release, which may have been tagged several times, in several spellings.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TaggedRelease {
    /// The version that was released, in the component's scheme.
    pub version: Version,
    /// The day of its first tag, in UTC; `None` where none of them has one.
    pub date: Option<BuildDate>,
    /// Its tags; never empty.
    pub tags: Vec<ReadTag>,
}

/// A tag that is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadTag {
    pub name: String,
    /// How sure it is which version it means.
    pub reading: Reading,
}

/// A tag that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnreadTag {
    pub tag: Tag,
    /// Why it is not understood.
    pub why: Unread,
}

/// A tag whose component and numbers are known.
struct FoundTag {
    tag: Tag,
    /// The version, where it is spelled as its scheme does.
    exact: Option<Version>,
    spelled: Spelled,
    guesses: Vec<Guess>,
}

impl History {
    /// Reads `tags` by the templates of `product`, in whatever order they come.
    ///
    /// ```
    /// use dateline::history::{History, Tag};
    /// use dateline::product::Product;
    /// use dateline::version::BuildDate;
    ///
    /// let product = Product::from_toml(
    ///     r#"
    ///     product.name = "Chain"
    ///     components.core = { lead = true, tag-aliases = ["cmd.cored-"] }
    ///     "#,
    /// )?;
    /// let date = Some(BuildDate::from_ymd(2017, 2, 22)?);
    /// let tags = ["cmd.cored-1.1rc5", "master"].map(|name| Tag::new(name, date));
    /// let history = History::read(&product, tags);
    /// assert_eq!(history.components()[0].releases[0].version.to_string(), "1.1-next.5");
    /// assert_eq!(history.unread[0].why.to_string(), "no component has tags of this form");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn read(product: &Product, tags: impl IntoIterator<Item = Tag>) -> History {
        let mut found: Vec<Vec<FoundTag>> = product.components().iter().map(|_| Vec::new()).collect();
        let mut unread = Vec::new();
        let forms = Forms::of(product);
        for tag in tags {
            match forms.find(&tag.name) {
                Ok(Candidate { position, exact, spelled, guesses, .. }) => {
                    if let Some(found) = found.get_mut(position) {
                        found.push(FoundTag { tag, exact, spelled, guesses });
                    }
                }
                Err(why) => unread.push(UnreadTag { tag, why }),
            }
        }
        let components = product.components().iter().zip(found);
        let components =
            components.map(|(component, found)| releases(product, component, found, &mut unread)).collect();
        let ids = product.components().iter().map(|component| component.id().clone());
        let positions = ids.enumerate().map(|(position, id)| (id, position)).collect();
        History { components, positions, unread }
    }

    /// How many tags are understood.
    #[must_use]
    pub fn read_count(&self) -> usize {
        let releases = self.components.iter().flat_map(|component| &component.releases);
        releases.map(|release| release.tags.len()).sum()
    }

    /// Whether a tag is not understood because its day is not known.
    #[must_use]
    pub fn lacks_dates(&self) -> bool {
        self.unread.iter().any(|unread| matches!(unread.why, Unread::NoDate(_)))
    }

    /// What was released of the component `id`.
    #[must_use]
    pub fn component(&self, id: &ComponentId) -> Option<&ComponentHistory> {
        self.positions.get(id).and_then(|position| self.components.get(*position))
    }

    /// The components, in the order of the product file.
    #[must_use]
    pub fn components(&self) -> &[ComponentHistory] {
        &self.components
    }

    /// The releases of the component `id`, in the order of their days; none where it has no tags.
    #[must_use]
    pub fn releases_of(&self, id: &ComponentId) -> &[TaggedRelease] {
        self.component(id).map_or(&[], |component| &component.releases)
    }
}

/// The releases that the tags of one component show. Tags that turn out to be none of them go to `unread`.
fn releases(
    product: &Product,
    component: &Component,
    found: Vec<FoundTag>,
    unread: &mut Vec<UnreadTag>,
) -> ComponentHistory {
    let words = last_words(&found);
    let is_other = |found: &FoundTag| {
        let Spelled { line, third, next } = found.spelled;
        next.is_some_and(|(word, _)| words.get(&(line, third)) != Some(&word))
    };
    let (others, mut found): (Vec<FoundTag>, Vec<FoundTag>) = found.into_iter().partition(is_other);
    let of_another = |found: FoundTag| (found.tag, Unread::OtherSeries(component.id().clone()));
    unread.extend(others.into_iter().map(of_another).map(|(tag, why)| UnreadTag { tag, why }));
    found.sort_by_key(|found| found.spelled);
    let groups = || found.chunk_by(|one, other| one.spelled == other.spelled);
    let days = groups().filter_map(|group| Some((group.first()?.spelled, first_day(group))));
    let builds = match component.scheme() {
        Scheme::Dated => Builds::new(days, product.same_day()),
        Scheme::Counted | Scheme::Semver | Scheme::DevPatch => Builds::default(),
    };
    let sizes: Vec<(usize, Option<BuildDate>)> =
        groups().map(|group| (group.len(), first_day(group))).collect();
    let mut releases = Vec::with_capacity(sizes.len());
    let mut found = found.into_iter();
    for (size, date) in sizes {
        let mut group = found.by_ref().take(size).peekable();
        let known = group.peek().and_then(|first| version(first.spelled, component.scheme(), &builds));
        let Some((version, guesses)) = known else {
            let why = || Unread::NoDate(component.id().clone());
            unread.extend(group.map(|found| UnreadTag { tag: found.tag, why: why() }));
            continue;
        };
        let tags = group.map(|found| read_tag(found, version, guesses)).collect();
        releases.push(TaggedRelease { version, date, tags });
    }
    // Stable, so that the releases of one day keep the order of their numbers.
    releases.sort_by_key(|release| release.date);
    ComponentHistory { component: component.id().clone(), releases }
}

/// The last word that the prereleases of each version were counted under: `rc`, where `beta` came before. Each word
/// counts for itself, so only one of them can be the series.
fn last_words(found: &[FoundTag]) -> BTreeMap<(crate::version::Line, Third), Word> {
    let mut words = BTreeMap::new();
    for Spelled { line, third, next } in found.iter().map(|found| found.spelled) {
        if let Some((word, _)) = next {
            let last = words.entry((line, third)).or_insert(word);
            *last = word.max(*last);
        }
    }
    words
}

fn first_day(found: &[FoundTag]) -> Option<BuildDate> {
    found.iter().filter_map(|found| found.tag.date).min()
}

fn read_tag(found: FoundTag, version: Version, builds: &[Guess]) -> ReadTag {
    let mut guesses = found.guesses;
    guesses.extend(builds);
    let reading = match guesses.is_empty() {
        true if found.exact == Some(version) => Reading::Exact,
        true => Reading::Respelled,
        false => Reading::Guess(guesses),
    };
    ReadTag { name: found.tag.name, reading }
}

/// The version in its scheme, and what is guessed about its build; `None` where that would need a date.
fn version(spelled: Spelled, scheme: Scheme, builds: &Builds) -> Option<(Version, &[Guess])> {
    let Spelled { line, third, next } = spelled;
    let next: Option<NextId> = next.map(|(_, id)| id);
    let patch = match third {
        Third::Patch(patch) => patch,
        Third::Build(build) => build.number(),
    };
    match scheme {
        Scheme::Dated => {
            let (build, guesses): (_, &[Guess]) = match third {
                Third::Patch(0) => (None, &[]),
                Third::Patch(patch) => {
                    builds.of(line, patch).map(|(build, guesses)| (Some(build), guesses))?
                }
                Third::Build(build) => (Some(build), &[]),
            };
            Some((Version::Dated(DatedVersion::new(line, build, next)), guesses))
        }
        Scheme::Counted => {
            SemverVersion::new(line, patch, next).ok().map(|version| (Version::Counted(version), &[][..]))
        }
        Scheme::Semver => SemverVersion::new(line, patch, next).ok().map(|version| (version.into(), &[][..])),
        Scheme::DevPatch if patch == 0 => Some((DevPatchVersion::release(line).into(), &[])),
        Scheme::DevPatch => DevPatchVersion::new(line, patch).ok().map(|version| (version.into(), &[][..])),
    }
}
