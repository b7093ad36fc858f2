//! What was released when, why and by whom: from the tags of git, and from the records of applies that made none.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, SecondsFormat};

use super::error::ApplyError;
use super::journal::{Record, applied};
use super::site::{Repository, Site};
use crate::history::{History, Reading, Tag, UnreadTag};
use crate::phrases::reasons;
use crate::product::{ComponentId, Product};
use crate::system::git::lossy;
use crate::system::tags::{GitTag, Made, TagObject, tags_with_texts};
use crate::version::{BuildDate, Version, VersionKey};

/// A release that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    pub component: ComponentId,
    pub version: Version,
    /// When, to the second, in the zone of who made it: `2016-11-01T12:00:00Z`, `2016-11-01T13:00:00+01:00`.
    pub at: Arc<str>,
    pub by: Option<Arc<str>>,
    pub because: Option<Arc<str>>,
    pub tag: Option<String>,
    /// How sure it is that the tag means this version; `None` where there is no tag.
    pub reading: Option<Reading>,
    pub commit: Option<Arc<str>>,
}

/// What was released of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// The releases, the newest first.
    pub entries: Vec<LogEntry>,
    /// The tags that are of no release.
    pub left_out: Vec<UnreadTag>,
}

/// A release, and when it was made, in seconds since 1970-01-01 00:00 UTC.
type Timed = (Option<i64>, LogEntry);

/// What was released of `product`, from tags and from the records of applies.
pub fn log(site: &Site, product: &Product) -> Result<Log, ApplyError> {
    let (mut releases, left_out) = match &site.repository {
        Some(repository) => tagged(repository, product)?,
        None => (Vec::new(), Vec::new()),
    };
    let records = applied(&site.state())?;
    if !records.is_empty() {
        let known: HashSet<(&ComponentId, Version)> =
            releases.iter().map(|(_, entry)| (&entry.component, entry.version)).collect();
        let ours = records.iter().filter(|record| site.is_of(record));
        let recorded = ours.flat_map(|record| recorded(record, product));
        let untagged: Vec<LogEntry> =
            recorded.filter(|entry| !known.contains(&(&entry.component, entry.version))).collect();
        releases.extend(untagged.into_iter().map(|entry| (seconds(&entry.at), entry)));
    }
    let commits = match &site.repository {
        Some(repository) => order_of_ties(repository, &releases),
        None => HashMap::new(),
    };
    let commit = |entry: &LogEntry| entry.commit.as_ref().and_then(|commit| commits.get(&**commit).copied());
    releases.sort_by_cached_key(|(at, entry)| {
        let place = product.position(&entry.component);
        (Reverse(*at), commit(entry), place, Reverse(VersionKey::from(entry.version)))
    });
    Ok(Log { entries: releases.into_iter().map(|(_, entry)| entry).collect(), left_out })
}

/// The places of commits, the newest first, among those that were released in one second: a time has whole seconds,
/// and a script may release twice in one.
fn order_of_ties(repository: &Repository, releases: &[Timed]) -> HashMap<String, usize> {
    let mut released: Vec<(i64, &str)> =
        releases.iter().filter_map(|(at, entry)| Some(((*at)?, entry.commit.as_deref()?))).collect();
    // Most come from one commit one after another.
    released.dedup();
    let mut commits: BTreeMap<i64, BTreeSet<&str>> = BTreeMap::new();
    for (at, commit) in released {
        commits.entry(at).or_default().insert(commit);
    }
    let tied: BTreeMap<i64, BTreeSet<&str>> =
        commits.into_iter().filter(|(_, tied)| tied.len() > 1).collect();
    let Some(first) = tied.keys().next() else { return HashMap::new() };
    // A release is tagged soon after its commit; without a bound git would walk the whole history.
    let since = format!("--max-age={}", first - 86_400);
    let tips: String = tied.values().flatten().flat_map(|commit| [*commit, "\n"]).collect();
    let listed = repository.git.ask_about(&["rev-list", "--topo-order", &since, "--stdin"], tips.as_bytes());
    let listed = lossy(listed.unwrap_or_default());
    let places = listed.lines().enumerate().map(|(place, commit)| (commit.to_owned(), place));
    let tied: HashSet<&str> = tied.values().flatten().copied().collect();
    places.filter(|(commit, _)| tied.contains(commit.as_str())).collect()
}

/// When a record says that it was made, in seconds since 1970-01-01 00:00 UTC.
fn seconds(at: &str) -> Option<i64> {
    DateTime::parse_from_rfc3339(at).ok().map(|time| time.timestamp())
}

/// What all tags of one object say.
struct SharedText {
    at: Arc<str>,
    by: Option<Arc<str>>,
    because: Option<Arc<str>>,
    commit: Arc<str>,
}

/// The releases that tags are of, read as `import` and `replay` read them, and the other tags.
fn tagged(repository: &Repository, product: &Product) -> Result<(Vec<Timed>, Vec<UnreadTag>), ApplyError> {
    let tags = tags_with_texts(&repository.git)?;
    let day = |tag: &GitTag| BuildDate::try_from(tags.object(tag)?.day?).ok();
    let read = tags.all().iter().map(|tag| Tag { name: tag.name.clone(), date: day(tag) });
    let history = History::read(product, read);
    let by_name: HashMap<&str, &GitTag> = tags.all().iter().map(|tag| (tag.name.as_str(), tag)).collect();
    // Many tags are of one commit, and say the same.
    let mut texts = HashMap::new();
    let mut releases = Vec::new();
    for component in history.components() {
        for release in &component.releases {
            let found = release.tags.iter().filter_map(|read| {
                let tag = *by_name.get(read.name.as_str())?;
                Some((read, tag, tags.object(tag)?))
            });
            // What was tagged again under today's name is one release.
            let today = product.component(&component.component).filter(|_| release.tags.len() > 1);
            let today = today.map(|known| product.tag_of(known).name(known.id(), release.version));
            let chosen = found.min_by_key(|(read, ..)| (today.as_ref() != Some(&read.name), &read.name));
            let Some((read, tag, object)) = chosen else { continue };
            let shared = texts.entry(&*tag.id).or_insert_with(|| SharedText {
                at: object.made.and_then(iso).unwrap_or_default().into(),
                by: object.by.as_deref().map(Arc::from),
                because: reason(object).map(Arc::from),
                commit: object.commit.as_deref().map_or_else(|| Arc::clone(&tag.id), Arc::from),
            });
            let entry = LogEntry {
                component: component.component.clone(),
                version: release.version,
                at: Arc::clone(&shared.at),
                by: shared.by.clone(),
                because: shared.because.clone(),
                tag: Some(tag.name.clone()),
                reading: Some(read.reading.clone()),
                commit: Some(Arc::clone(&shared.commit)),
            };
            releases.push((object.made.map(|made| made.seconds), entry));
        }
    }
    Ok((releases, history.unread))
}

/// A time as [`LogEntry::at`] has it.
fn iso(made: Made) -> Option<String> {
    let zone = FixedOffset::east_opt(made.ahead.checked_mul(60)?)?;
    let time = DateTime::from_timestamp(made.seconds, 0)?.with_timezone(&zone);
    Some(time.to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// What a tag's message says beneath its first paragraph, without a signature; the first paragraph where that is all. A
/// tag without its own message has the first paragraph of its commit's.
fn reason(object: &TagObject) -> Option<String> {
    let starts = object.message.match_indices(ARMOR);
    let signature = starts.map(|(at, _)| at).find(|at| {
        let rest = object.message.get(at + ARMOR.len()..).unwrap_or_default();
        SIGNATURES.iter().any(|start| rest.starts_with(start))
    });
    let text = object.message.get(..signature.unwrap_or(object.message.len())).unwrap_or_default();
    let (subject, body) = text.trim_start_matches('\n').split_once("\n\n").unwrap_or((text, ""));
    let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let body = if object.is_annotated { joined(body) } else { String::new() };
    let text = if body.is_empty() { joined(subject) } else { body };
    Some(text).filter(|text| !text.is_empty())
}

/// What a signature in a tag's message starts with (gpg-interface.c of git).
const ARMOR: &str = "-----BEGIN ";
const SIGNATURES: [&str; 4] =
    ["PGP SIGNATURE-----", "PGP MESSAGE-----", "SIGNED MESSAGE-----", "SSH SIGNATURE-----"];

/// The releases of a record, of components that the product still has.
fn recorded<'a>(record: &'a Record, product: &'a Product) -> impl Iterator<Item = LogEntry> + 'a {
    let releases = record.plan.iter().flat_map(|plan| &plan.releases);
    let known = releases.filter(|release| product.component(&release.component).is_some());
    known.map(|release| LogEntry {
        component: release.component.clone(),
        version: release.to,
        at: record.at.as_str().into(),
        by: record.by.as_deref().map(Arc::from),
        because: Some(reasons(release).to_string().into()),
        tag: None,
        reading: None,
        commit: record.git.as_ref().and_then(|git| git.commit.as_deref().map(Arc::from)),
    })
}
