//! The tags that HEAD's product file calls for and the repository lacks (H8).

use std::collections::{BTreeMap, BTreeSet};

use super::error::{ApplyError, Problem};
use super::evidence::evidence_at;
use super::message::{reasons_in, release_message};
use super::objects::make_tags;
use super::preflight::tag_problems;
use super::release_files::problems;
use super::remote::on_remote;
use super::settings::Settings;
use super::site::{Guard, Repository, Site};
use crate::notes::Notes;
use crate::pending::{Base, PendingError, PendingErrorKind};
use crate::product::{Component, ComponentId, Product};
use crate::system::git::lossy;
use crate::system::objects;
use crate::version::Version;

/// A tag that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingTag {
    pub component: ComponentId,
    pub version: Version,
    pub name: String,
    /// The commit that set the version, which the tag is for.
    pub commit: String,
    pub message: String,
}

/// What there is to tag and to push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagsToMake {
    /// The tags to make, in the order of the product file.
    pub missing: Vec<MissingTag>,
    pub remote: Option<String>,
    /// The tags to push: those to make, and those that the remote lacks.
    pub unpushed: Vec<String>,
}

impl Site {
    /// The text of the product file at HEAD; `None` where HEAD has none. Refused outside of a git work tree.
    pub fn product_at_head(&self) -> Result<Option<String>, ApplyError> {
        let repository = self.repository.as_ref().ok_or_else(no_repository)?;
        let name = format!("HEAD:{}{}", repository.prefix, self.name);
        let found = objects::read(&repository.git, &[name])?;
        Ok(found.into_iter().next().flatten().and_then(|text| String::from_utf8(text).ok()))
    }
}

fn no_repository() -> ApplyError {
    ApplyError::Refused(vec![Problem::NoRepository])
}

/// Finds out which tags `product`, which is that of HEAD, calls for and the repository lacks; with `push` also which of
/// its tags the remote lacks. Writes nothing.
pub fn missing_tags(site: &Site, product: &Product, push: bool) -> Result<TagsToMake, ApplyError> {
    let repository = site.repository.as_ref().ok_or_else(no_repository)?;
    let wanted: Vec<(&Component, Version, String)> = product
        .components()
        .iter()
        .flat_map(|component| {
            let held = component.version().into_iter().chain(component.next()).chain(component.maintained());
            held.map(move |version| (component, version))
        })
        .filter(|(component, version)| component.is_tagged(*version))
        .map(|(component, version)| {
            (component, version, product.tag_of(component).name(component.id(), version))
        })
        .collect();
    let full: Vec<String> = wanted.iter().map(|(.., name)| format!("refs/tags/{name}")).collect();
    let known = repository.refs(&full.iter().map(String::as_str).collect::<Vec<_>>())?;
    let remote = if push { Some(remote_of(repository)?) } else { None };
    let there: BTreeSet<String> = match &remote {
        Some(remote) => on_remote(repository, remote)?.into_iter().map(|(name, _)| name).collect(),
        None => BTreeSet::new(),
    };
    let lacking =
        wanted.iter().zip(&full).filter(|(_, full)| !known.contains_key(*full) && !there.contains(*full));
    let lacking: Vec<_> = lacking.map(|(wanted, _)| wanted).collect();
    let missing = if lacking.is_empty() { Vec::new() } else { located(site, product, repository, &lacking)? };
    let names: Vec<&str> = missing.iter().map(|tag| tag.name.as_str()).collect();
    let mut problems = tag_problems(repository, &repository.head_and_tags()?, &names)?;
    let settings = Settings::of(repository)?;
    if !names.is_empty() && !settings.has_identity(repository) {
        problems.push(Problem::Identity);
    }
    if !names.is_empty() && settings.is_set("tag.gpgsign") {
        problems.push(Problem::SignedTags);
    }
    if !problems.is_empty() {
        return Err(ApplyError::Refused(problems));
    }
    let is_unpushed = |full: &&String| {
        let is_known = known.contains_key(*full)
            || full.strip_prefix("refs/tags/").is_some_and(|name| names.contains(&name));
        remote.is_some() && is_known && !there.contains(*full)
    };
    let unpushed = full.iter().filter(is_unpushed).cloned().collect();
    Ok(TagsToMake { missing, remote, unpushed })
}

fn remote_of(repository: &Repository) -> Result<String, ApplyError> {
    let branch = repository.branch()?.unwrap_or_default();
    Settings::of(repository)?.remote(&branch).ok_or_else(|| ApplyError::Refused(vec![Problem::NoRemote]))
}

/// The missing tags, each with the commit that set its version.
fn located(
    site: &Site,
    product: &Product,
    repository: &Repository,
    lacking: &[&(&Component, Version, String)],
) -> Result<Vec<MissingTag>, ApplyError> {
    let is_shallow = || repository.git.line(&["rev-parse", "--is-shallow-repository"]);
    if !lacking.is_empty() && is_shallow()? == "true" {
        let components = lacking.iter().map(|(component, ..)| component.id().clone()).collect();
        return Err(evidence(PendingErrorKind::Shallow { components }));
    }
    let path = format!("{}{}", repository.prefix, site.name);
    let commits = commits(repository, &path)?;
    let names: Vec<String> = commits
        .iter()
        // Of a commit without a parent there is no such object.
        .flat_map(|commit| [format!("{}:{path}", commit.id), format!("{}^:{path}", commit.id)])
        .collect();
    let contents = objects::read(&repository.git, &names)?;
    let texts: Vec<Option<&str>> = contents
        .iter()
        .map(|content| content.as_deref().and_then(|content| std::str::from_utf8(content).ok()))
        .collect();
    let files = || {
        let pairs = texts.chunks_exact(2).enumerate();
        pairs.filter_map(|(at, pair)| Some((at, *pair.first()?, *pair.last()?)))
    };
    let mut missing = Vec::new();
    for (component, version, name) in lacking.iter().copied() {
        let found = Base::set_by(component.id(), *version, files()).and_then(|at| commits.get(at));
        let Some(commit) = found else {
            let (component, tag) = (component.id().clone(), name.clone());
            return Err(evidence(PendingErrorKind::NoBase { component, version: *version, tag }));
        };
        let reasons = reasons_in(&commit.message, component.id(), *version);
        let reasons = reasons.unwrap_or_else(|| commit.message.lines().next().unwrap_or_default().to_owned());
        let notes = if product.changes().changelog && !version.is_stable() {
            let pending = evidence_at(&commit.id, &site.folder, &site.name, product)
                .map_err(|error| ApplyError::Refused(problems(error)))?;
            Notes::pending(&pending, component.id())
        } else {
            None
        };
        missing.push(MissingTag {
            component: component.id().clone(),
            version: *version,
            name: name.clone(),
            commit: commit.id.clone(),
            message: release_message(component.title(), *version, &reasons, notes.as_ref()),
        });
    }
    Ok(missing)
}

fn evidence(kind: PendingErrorKind) -> ApplyError {
    ApplyError::Refused(vec![Problem::Evidence(Box::new(PendingError::new(kind)))])
}

/// A commit that touches the product file.
struct Touching {
    id: String,
    message: String,
}

/// The commits that touch the file at `path`, the newest first.
fn commits(repository: &Repository, path: &str) -> Result<Vec<Touching>, ApplyError> {
    let format = "--format=%H%n%B";
    let question =
        ["log", "--topo-order", "--no-show-signature", "--encoding=UTF-8", "-z", format, "HEAD", "--", path];
    let answer = repository.git.ask(&question)?;
    let answer = lossy(answer);
    let commit = |record: &str| {
        let (id, message) = record.split_once('\n')?;
        Some(Touching { id: id.to_owned(), message: message.trim().to_owned() })
    };
    Ok(answer.split('\0').filter(|record| !record.is_empty()).filter_map(commit).collect())
}

impl TagsToMake {
    /// Makes the tags, all of them or none, and pushes what the remote lacks, all of it or none.
    pub fn perform(&self, site: &Site, _: &Guard) -> Result<(), ApplyError> {
        let repository = site.repository.as_ref().ok_or_else(no_repository)?;
        if !self.missing.is_empty() {
            let tags = self.missing.iter().map(|tag| (&*tag.name, &*tag.commit, &*tag.message));
            let objects = make_tags(site, repository, tags)?;
            let mut commands = BTreeMap::new();
            for (tag, object) in self.missing.iter().zip(objects) {
                commands.insert(&tag.name, format!("create refs/tags/{}\0{object}\0", tag.name));
            }
            let commands: String = commands.into_values().collect();
            let arguments = ["update-ref", "-m", "dateline: tag", "--stdin", "-z"];
            repository.git.change(&site.effects, &arguments, None, commands.as_bytes())?;
        }
        if let (Some(remote), false) = (&self.remote, self.unpushed.is_empty()) {
            let refspecs: Vec<String> = self.unpushed.iter().map(|name| format!("{name}:{name}")).collect();
            let mut arguments = vec!["push", "--quiet", "--atomic", "--", remote.as_str()];
            arguments.extend(refspecs.iter().map(String::as_str));
            repository.git.push(&site.effects, &arguments).map_err(|error| ApplyError::NotPushed {
                error,
                command: "dateline tag --push".to_owned(),
            })?;
        }
        Ok(())
    }
}
