//! What was released when, why and by whom: from the tags of git, and from the records of applies that made none.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::error::ApplyError;
use super::journal::{Record, applied};
use super::site::{Repository, Site};
use crate::history::{History, Reading, Tag, UnreadTag};
use crate::product::{ComponentId, Product};
use crate::report::reasons;
use crate::system::clock;
use crate::version::{BuildDate, Version};

/// A release that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The component.
    pub component: ComponentId,
    /// The version.
    pub version: Version,
    /// When: as git or the record has it, `2016-11-01T12:00:00+00:00`.
    pub at: String,
    /// By whom, where that is known.
    pub by: Option<String>,
    /// Why, where that is known.
    pub because: Option<String>,
    /// The tag, where there is one.
    pub tag: Option<String>,
    /// How sure it is that the tag means this version; `None` where there is no tag.
    pub reading: Option<Reading>,
    /// The commit, where there is one.
    pub commit: Option<String>,
}

/// The fields of a tag, parted by NUL, which no text of git holds. A tag without a message of its own has author and
/// subject of its commit; a signature is none of the body.
const FIELDS: &str = "--format=%(refname:strip=2)%00%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end)\
                      %00%(creatordate:iso-strict)%00%(if)%(taggername)%(then)%(taggername) %(taggeremail)%(else)\
                      %(authorname) %(authoremail)%(end)%00%(contents:subject)%00\
                      %(if)%(taggername)%(then)%(contents:body)%(end)%00";

/// What was released of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// The releases, the newest first.
    pub entries: Vec<Entry>,
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
    let commit = |entry: &Entry| entry.commit.as_ref().and_then(|commit| commits.get(commit).copied());
    entries.sort_by_key(|entry| {
        let place = product.position(&entry.component);
        (Reverse(day_and_time(&entry.at)), commit(entry), place, Reverse(entry.version.to_string()))
    });
    Ok(Log { entries, left_out })
}

/// The places of commits, the newest first, among those that were released in one second: a time tells whole seconds,
/// and a script may release twice in one.
fn order_of_ties(repository: &Repository, entries: &[Entry]) -> HashMap<String, usize> {
    let mut commits: BTreeMap<i64, BTreeSet<&str>> = BTreeMap::new();
    for entry in entries {
        if let (Some(at), Some(commit)) = (day_and_time(&entry.at), &entry.commit) {
            commits.entry(at).or_default().insert(commit);
        }
    }
    let mut places = HashMap::new();
    for (at, tied) in commits.into_iter().filter(|(_, tied)| tied.len() > 1) {
        // A release is tagged soon after its commit; without a bound git would walk the whole history.
        let since = format!("--max-age={}", at - 86_400);
        let question = ["rev-list", "--topo-order", since.as_str(), "--stdin"];
        let tips: String = tied.iter().map(|commit| format!("{commit}\n")).collect();
        let listed = repository.git.ask_about(&question, tips.as_bytes());
        let listed = String::from_utf8_lossy(&listed.unwrap_or_default()).into_owned();
        places.extend(listed.lines().enumerate().map(|(place, commit)| (commit.to_owned(), place)));
    }
    places
}

/// A time that sorts: in UTC, to the second.
fn day_and_time(at: &str) -> Option<i64> {
    chrono::DateTime::parse_from_rfc3339(at).ok().map(|time| time.timestamp())
}

/// The releases that tags are of, read as `import` and `replay` read them, and the other tags.
fn tagged(repository: &Repository, product: &Product) -> Result<(Vec<Entry>, Vec<UnreadTag>), ApplyError> {
    let answer = repository.git.ask(&["for-each-ref", FIELDS, "refs/tags/"])?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let fields: Vec<&str> = answer.split('\0').collect();
    let rows: Vec<&[&str]> = fields.chunks_exact(6).collect();
    let tags = rows.iter().filter_map(|row| {
        let [name, _, at, ..] = row else { return None };
        let day = day_and_time(at).and_then(clock::day_of).and_then(|day| BuildDate::try_from(day).ok());
        Some(Tag { name: name.trim_start_matches('\n').to_owned(), date: day })
    });
    let history = History::read(product, tags);
    let releases = history.components.iter().flat_map(|component| {
        let tags = component
            .releases
            .iter()
            .flat_map(|release| release.tags.iter().map(|tag| (release.version, tag)));
        tags.map(|(version, tag)| (tag.name.as_str(), (&component.component, version, &tag.reading)))
    });
    let releases: HashMap<&str, _> = releases.collect();
    let mut entries = Vec::new();
    for row in rows {
        let [name, commit, at, by, subject, body] = row else { continue };
        let name = name.trim_start_matches('\n');
        let Some((component, version, reading)) = releases.get(name) else { continue };
        entries.push(Entry {
            component: (*component).clone(),
            version: *version,
            at: (*at).to_owned(),
            by: Some(by.trim().to_owned()).filter(|by| !by.is_empty()),
            because: reason(subject, body),
            tag: Some(name.to_owned()),
            reading: Some((*reading).clone()),
            commit: Some((*commit).to_owned()),
        });
    }
    // What was tagged again under today's name is one release.
    let is_past = |entry: &Entry| {
        let component = product.component(&entry.component);
        let today = component.map(|component| product.tag_of(component).name(component.id(), entry.version));
        today != entry.tag
    };
    entries.sort_by_cached_key(is_past);
    let mut known = HashSet::new();
    entries.retain(|entry| known.insert((entry.component.clone(), entry.version)));
    Ok((entries, history.unread))
}

/// What a tag's message says beneath its first line; the first line itself where that is all.
fn reason(subject: &str, body: &str) -> Option<String> {
    let body = body.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = if body.is_empty() { subject.trim().to_owned() } else { body };
    Some(text).filter(|text| !text.is_empty())
}

/// The releases of a record, of components that the product still has.
fn recorded<'a>(record: &'a Record, product: &'a Product) -> impl Iterator<Item = Entry> + 'a {
    let releases = record.plan.iter().flat_map(|plan| &plan.releases);
    let known = releases.filter(|release| product.component(&release.component).is_some());
    known.map(|release| Entry {
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
