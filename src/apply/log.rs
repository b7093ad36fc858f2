//! What was released when, why and by whom: from the tags of git, and from the records of applies that made none.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, FixedOffset, SecondsFormat};

use super::error::ApplyError;
use super::journal::{Record, applied};
use super::site::{Repository, Site};
use crate::history::{History, Reading, Tag, UnreadTag};
use crate::phrases::reasons;
use crate::product::{ComponentId, Product};
use crate::system::clock;
use crate::system::tags::{GitTag, Made, TagObject, tags_with_texts};
use crate::version::{BuildDate, Version};

/// A release that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    pub component: ComponentId,
    pub version: Version,
    /// When, to the second, in the zone of who made it: `2016-11-01T12:00:00Z`, `2016-11-01T13:00:00+01:00`.
    pub at: String,
    pub by: Option<String>,
    pub because: Option<String>,
    pub tag: Option<String>,
    /// How sure it is that the tag means this version; `None` where there is no tag.
    pub reading: Option<Reading>,
    pub commit: Option<String>,
}

/// What was released of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// The releases, the newest first.
    pub entries: Vec<LogEntry>,
    /// The tags that are of no release.
    pub left_out: Vec<UnreadTag>,
}

/// What was released of `product`, from tags and from the records of applies.
pub fn log(site: &Site, product: &Product) -> Result<Log, ApplyError> {
    let (mut entries, left_out) = match &site.repository {
        Some(repository) => tagged(repository, product)?,
        None => (Vec::new(), Vec::new()),
    };
    let known: HashSet<(ComponentId, Version)> =
        entries.iter().map(|entry| (entry.component.clone(), entry.version)).collect();
    for record in applied(&site.state())? {
        if !site.is_of(&record) {
            continue;
        }
        let untagged = recorded(&record, product);
        entries.extend(untagged.filter(|entry| !known.contains(&(entry.component.clone(), entry.version))));
    }
    let commits = match &site.repository {
        Some(repository) => order_of_ties(repository, &entries),
        None => HashMap::new(),
    };
    let commit = |entry: &LogEntry| entry.commit.as_ref().and_then(|commit| commits.get(commit).copied());
    entries.sort_by_cached_key(|entry| {
        let place = product.position(&entry.component);
        (Reverse(day_and_time(&entry.at)), commit(entry), place, Reverse(entry.version.to_string()))
    });
    Ok(Log { entries, left_out })
}

/// The places of commits, the newest first, among those that were released in one second: a time has whole seconds,
/// and a script may release twice in one.
fn order_of_ties(repository: &Repository, entries: &[LogEntry]) -> HashMap<String, usize> {
    let mut commits: BTreeMap<i64, BTreeSet<&str>> = BTreeMap::new();
    for entry in entries {
        if let (Some(at), Some(commit)) = (day_and_time(&entry.at), &entry.commit) {
            commits.entry(at).or_default().insert(commit);
        }
    }
    let tied: BTreeMap<i64, BTreeSet<&str>> =
        commits.into_iter().filter(|(_, tied)| tied.len() > 1).collect();
    let Some(first) = tied.keys().next() else { return HashMap::new() };
    // A release is tagged soon after its commit; without a bound git would walk the whole history.
    let since = format!("--max-age={}", first - 86_400);
    let tips: String = tied.values().flatten().flat_map(|commit| [*commit, "\n"]).collect();
    let listed = repository.git.ask_about(&["rev-list", "--topo-order", &since, "--stdin"], tips.as_bytes());
    let listed = String::from_utf8_lossy(&listed.unwrap_or_default()).into_owned();
    let places = listed.lines().enumerate().map(|(place, commit)| (commit.to_owned(), place));
    let tied: HashSet<&str> = tied.values().flatten().copied().collect();
    places.filter(|(commit, _)| tied.contains(commit.as_str())).collect()
}

/// A time that sorts: in UTC, to the second.
fn day_and_time(at: &str) -> Option<i64> {
    DateTime::parse_from_rfc3339(at).ok().map(|time| time.timestamp())
}

/// The releases that tags are of, read as `import` and `replay` read them, and the other tags.
fn tagged(repository: &Repository, product: &Product) -> Result<(Vec<LogEntry>, Vec<UnreadTag>), ApplyError> {
    let tags = tags_with_texts(&repository.git)?;
    let day = |tag: &GitTag| clock::day_of(tags.object(tag)?.made?.seconds);
    let read = tags.all().iter().map(|tag| {
        let day = day(tag).and_then(|day| BuildDate::try_from(day).ok());
        Tag { name: tag.name.clone(), date: day }
    });
    let history = History::read(product, read);
    let releases = history.components.iter().flat_map(|component| {
        let tags = component
            .releases
            .iter()
            .flat_map(|release| release.tags.iter().map(|tag| (release.version, tag)));
        tags.map(|(version, tag)| (tag.name.as_str(), (&component.component, version, &tag.reading)))
    });
    let releases: HashMap<&str, _> = releases.collect();
    let mut entries = Vec::new();
    for tag in tags.all() {
        let Some((component, version, reading)) = releases.get(tag.name.as_str()) else { continue };
        let Some(object) = tags.object(tag) else { continue };
        entries.push(LogEntry {
            component: (*component).clone(),
            version: *version,
            at: object.made.and_then(iso).unwrap_or_default(),
            by: object.by.clone(),
            because: reason(object),
            tag: Some(tag.name.clone()),
            reading: Some((*reading).clone()),
            commit: object.commit.clone().or_else(|| Some(tag.id.clone())),
        });
    }
    // What was tagged again under today's name is one release.
    let is_past = |entry: &LogEntry| {
        let component = product.component(&entry.component);
        let today = component.map(|component| product.tag_of(component).name(component.id(), entry.version));
        today != entry.tag
    };
    entries.sort_by_cached_key(is_past);
    let mut known = HashSet::new();
    entries.retain(|entry| known.insert((entry.component.clone(), entry.version)));
    Ok((entries, history.unread))
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
    let signature = SIGNATURES.iter().filter_map(|start| object.message.find(start)).min();
    let text = object.message.get(..signature.unwrap_or(object.message.len())).unwrap_or_default();
    let (subject, body) = text.trim_start_matches('\n').split_once("\n\n").unwrap_or((text, ""));
    let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let body = if object.is_annotated { joined(body) } else { String::new() };
    let text = if body.is_empty() { joined(subject) } else { body };
    Some(text).filter(|text| !text.is_empty())
}

/// What a signature in a tag's message starts with (gpg-interface.c of git).
const SIGNATURES: [&str; 4] = [
    "-----BEGIN PGP SIGNATURE-----",
    "-----BEGIN PGP MESSAGE-----",
    "-----BEGIN SIGNED MESSAGE-----",
    "-----BEGIN SSH SIGNATURE-----",
];

/// The releases of a record, of components that the product still has.
fn recorded<'a>(record: &'a Record, product: &'a Product) -> impl Iterator<Item = LogEntry> + 'a {
    let releases = record.plan.iter().flat_map(|plan| &plan.releases);
    let known = releases.filter(|release| product.component(&release.component).is_some());
    known.map(|release| LogEntry {
        component: release.component.clone(),
        version: release.to,
        at: record.at.clone(),
        by: record.by.clone(),
        because: Some(reasons(release)),
        tag: None,
        reading: None,
        commit: record.git.as_ref().and_then(|git| git.commit.clone()),
    })
}
