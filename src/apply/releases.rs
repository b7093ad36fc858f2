//! The commits of the releases that pending changes are counted from, and of those of open series (H2, H5).

use std::collections::BTreeMap;
use std::path::Path;

use super::evidence_error::{EvidenceError, unread_history};
use super::missing_path::MissingPath;
use crate::pending::{Base, Commit, PendingError, PendingErrorKind};
use crate::product::{Component, Product};
use crate::system::git::{Git, GitError};
use crate::system::objects;
use crate::version::{Line, Version};

/// Where the releases of a product are in its log.
pub(super) struct Releases<'a> {
    pub(super) folder: &'a Path,
    /// The name of the product file in `folder`.
    pub(super) name: &'a str,
    pub(super) product: &'a Product,
    /// The maintained line that is asked for.
    pub(super) line: Option<Line>,
    pub(super) commits: &'a [Commit],
    /// The folders of `paths` that are not in the work tree.
    pub(super) missing: &'a [MissingPath],
}

/// What was found, in the order of the product file.
pub(super) struct Located {
    /// The base of each component; `None` of one that is not on the line which is asked for.
    pub(super) bases: Vec<Option<Base>>,
    /// The place of the commit that each open series is at.
    pub(super) series: Vec<Option<usize>>,
}

/// A release that is looked for, by its tag or by the commit that set its version.
struct Wanted<'a> {
    component: &'a Component,
    version: Version,
    /// The names that its tag may have.
    tags: Vec<String>,
    /// The name of its tag and the place of the commit that this is on, where it is in the log.
    tagged: Option<(Box<str>, usize)>,
}

/// What the product files of the past and the tags outside of the log say of releases without a tag in it.
#[derive(Default)]
struct Unseen {
    tags: Vec<String>,
    /// The commits that touch the product file, the newest first, each with the file after it and before it.
    files: Vec<(usize, Option<String>, Option<String>)>,
    /// Whether HEAD has each of the folders that are missing.
    committed: Vec<bool>,
}

impl Releases<'_> {
    /// Finds the bases and the series.
    ///
    /// Refused with every component whose base is not in the log: a shallow clone that ends before it, a tag on another
    /// branch, or a version that no commit set; and with each folder of `paths` that exists nowhere.
    pub(super) fn locate(&self) -> Result<Located, EvidenceError> {
        let places: BTreeMap<&str, usize> = self
            .commits
            .iter()
            .enumerate()
            .flat_map(|(at, commit)| commit.tags.iter().map(move |tag| (&**tag, at)))
            .collect();
        let wanted = |component, version| {
            let tags = Base::tags(self.product, component, version);
            let tagged = tags.iter().find_map(|tag| Some((tag.as_str().into(), *places.get(tag.as_str())?)));
            Wanted { component, version, tags, tagged }
        };
        let components = self.product.components();
        let bases = components.iter().map(|component| {
            let versions =
                if self.counts_commits() { Base::versions(component, self.line) } else { Vec::new() };
            versions.into_iter().map(|version| wanted(component, version)).collect::<Vec<_>>()
        });
        let bases: Vec<Vec<Wanted<'_>>> = bases.collect();
        let series = components.iter().map(|component| Some(wanted(component, Base::series(component)?)));
        let series: Vec<Option<Wanted<'_>>> = series.collect();
        let first = bases.iter().filter_map(|wanted| wanted.first());
        let untagged = first.chain(series.iter().flatten()).filter(|wanted| wanted.tagged.is_none());
        let untagged: Vec<&Wanted<'_>> = untagged.collect();
        let unseen = match (untagged.as_slice(), self.missing) {
            ([], []) => Unseen::default(),
            (untagged, _) => self.read(untagged).map_err(|error| unread_history(&error))?,
        };
        let bases = self.bases(&bases, &unseen)?;
        let at = |wanted: &Option<Wanted<'_>>| {
            let wanted = wanted.as_ref()?;
            wanted.tagged.as_ref().map(|(_, at)| *at).or_else(|| unseen.moved_to(wanted))
        };
        Ok(Located { bases, series: series.iter().map(at).collect() })
    }

    /// The base of each component, of those `wanted` of it.
    fn bases(&self, wanted: &[Vec<Wanted<'_>>], unseen: &Unseen) -> Result<Vec<Option<Base>>, EvidenceError> {
        let is_cut = self.commits.iter().any(|commit| commit.is_cut);
        let uncommitted =
            self.missing.iter().zip(&unseen.committed).filter(|(_, is_committed)| !*is_committed);
        let mut errors: Vec<PendingError> = uncommitted.map(|(path, _)| path.error()).collect();
        let (mut bases, mut cut) = (Vec::with_capacity(wanted.len()), Vec::new());
        for wanted in wanted {
            let base = match (wanted.as_slice(), self.line) {
                ([], None) if self.counts_commits() => Some(Base::Never),
                ([], _) => None,
                ([first, ..], _) if is_cut && first.tagged.is_none() => {
                    cut.push(first.component.id().clone());
                    None
                }
                (wanted @ [first, ..], _) => {
                    unseen.base(first, wanted).map_err(|error| errors.push(error)).ok()
                }
            };
            bases.push(base);
        }
        if !cut.is_empty() {
            errors.push(PendingError::new(PendingErrorKind::Shallow { components: cut }));
        }
        if errors.is_empty() { Ok(bases) } else { Err(EvidenceError(errors)) }
    }

    /// Whether commits are evidence; else the log only shows what open series contain.
    fn counts_commits(&self) -> bool {
        self.product.changes().commits
    }

    /// Asks git once for the tags of `untagged`, for the product files of the past, and for the folders that are missing.
    fn read(&self, untagged: &[&Wanted<'_>]) -> Result<Unseen, GitError> {
        let touching = self.commits.iter().enumerate().filter(|_| !untagged.is_empty());
        let touching = touching.filter(|(_, commit)| commit.files.iter().any(|file| **file == *self.name));
        let touching: Vec<(usize, &Commit)> = touching.collect();
        let tags: Vec<&String> = untagged.iter().flat_map(|wanted| &wanted.tags).collect();
        let refs = tags.iter().map(|tag| format!("refs/tags/{tag}^{{commit}}"));
        let files = touching.iter().flat_map(|(_, commit)| {
            // Of a commit without a parent there is no such object.
            [format!("{}:./{}", commit.id, self.name), format!("{}^:./{}", commit.id, self.name)]
        });
        let missing = self.missing.iter().map(MissingPath::committed);
        let names: Vec<String> = refs.chain(files).chain(missing).collect();
        let mut contents = objects::read(&Git::new(self.folder), &names)?.into_iter();
        let known = tags.iter().zip(contents.by_ref().take(tags.len()));
        let known = known.filter_map(|(tag, content)| content.is_some().then(|| (*tag).clone())).collect();
        let mut text = || contents.next().flatten().and_then(|text| String::from_utf8(text).ok());
        let files = touching.into_iter().map(|(at, _)| (at, text(), text())).collect();
        let committed = contents.map(|content| content.is_some()).collect();
        Ok(Unseen { tags: known, files, committed })
    }
}

impl Unseen {
    /// The place of the commit that moved a series to its version. The first product file says nothing of what the series
    /// that it finds contains.
    fn moved_to(&self, wanted: &Wanted<'_>) -> Option<usize> {
        let first = self.files.iter().find(|(_, _, before)| before.is_none()).map(|(at, ..)| *at);
        self.set_by(wanted).filter(|at| first != Some(*at))
    }

    /// The place of the commit that set the version.
    fn set_by(&self, wanted: &Wanted<'_>) -> Option<usize> {
        let files = self.files.iter().map(|(at, after, before)| (*at, after.as_deref(), before.as_deref()));
        Base::set_by(wanted.component.id(), wanted.version, files)
    }

    /// The base by the first of `wanted` that is known; `first` is the release that should be.
    fn base(&self, first: &Wanted<'_>, wanted: &[Wanted<'_>]) -> Result<Base, PendingError> {
        for one in wanted {
            if let Some((name, at)) = &one.tagged {
                return Ok(Base::Tag { name: name.clone(), at: *at });
            }
            if let Some(tag) = one.tags.iter().find(|tag| self.tags.contains(tag)) {
                let (component, version, tag) = (one.component.id().clone(), one.version, tag.clone());
                return Err(PendingError::new(PendingErrorKind::NotMerged { component, version, tag }));
            }
            if let Some(at) = self.set_by(one) {
                return Ok(Base::Commit { version: one.version, at });
            }
        }
        let tag = first.tags.first().cloned().unwrap_or_default();
        let (component, version) = (first.component.id().clone(), first.version);
        Err(PendingError::new(PendingErrorKind::NoBase { component, version, tag }))
    }
}
