//! A plan that was saved as JSON is computed again before it is applied: what it was computed from may have changed
//! (Rule A1).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::action::tag_names;
use super::edits::file_edits;
use super::error::ApplyError;
use super::journal::{Record, applied, checksum};
use super::message::subject;
use super::site::Site;
use super::stale::{Move, StalePlan, differences};
use crate::plan::{FORMAT_VERSION, Plan, plan};
use crate::product::Product;
use crate::shown::shown;
use crate::words::{Explain, Help};

/// A plan as `plan --out` saved it.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedPlan {
    /// What was asked for, and what came out.
    pub plan: Plan,
    /// What it was reviewed with; `None` where the file does not say, as the output of `plan --format json` does not.
    pub reviewed: Option<Reviewed>,
}

/// What a plan was reviewed with, besides its releases: what it starts from, and the names that it makes in git.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// The product file and every other file that the plan changes, each with the SHA-256 of what it held, in hexadecimal.
    pub files: BTreeMap<String, String>,
    /// The first line of the commit message.
    pub commit: String,
    /// The names of the tags, in the order of the releases.
    pub tags: Vec<String>,
}

/// Why a file is not a saved plan: `{}`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("it is not a valid plan: {}", shown(.0))]
pub struct NoPlan(String);

impl Explain for NoPlan {
    fn code(&self) -> &'static str {
        "bad-plan"
    }

    fn help(&self) -> Vec<Help> {
        vec![Help::run_to("dateline plan … --out FILE", "save a plan")]
    }
}

/// What a saved plan is to the product as it is now, where it is not stale.
#[derive(Debug, Clone, PartialEq)]
pub enum Freshness {
    /// It gives the same releases. The plan is the one of now.
    Fresh(Box<Plan>),
    /// It is applied already.
    Applied,
    Stale(StalePlan),
}

impl SavedPlan {
    /// Reads what `plan --out` saved: a plan with a `format_version`. Fields that this version does not know are passed
    /// over.
    pub fn from_json(text: &str) -> Result<SavedPlan, NoPlan> {
        #[derive(Deserialize)]
        struct Format {
            format_version: u32,
        }
        #[derive(Deserialize)]
        struct Beside {
            reviewed: Option<Reviewed>,
        }
        if !text.trim_start().starts_with('{') {
            return Err(NoPlan("a saved plan is a JSON object, which starts with `{`".to_owned()));
        }
        let no_plan = |error: serde_json::Error| NoPlan(error.to_string());
        let Format { format_version } = serde_json::from_str(text).map_err(no_plan)?;
        if format_version != FORMAT_VERSION {
            let known = FORMAT_VERSION;
            return Err(NoPlan(format!("its `format_version` is {format_version}, not {known}")));
        }
        let Beside { reviewed } = serde_json::from_str(text).map_err(no_plan)?;
        Ok(SavedPlan { plan: serde_json::from_str(text).map_err(no_plan)?, reviewed })
    }
}

impl Reviewed {
    /// What `plan` starts from at `site`, whose product file holds `text`, and what it makes. A file that cannot be
    /// changed as the plan needs it is left out; `apply` reports it.
    pub fn of(site: &Site, product: &Product, plan: &Plan, text: &str) -> Result<Reviewed, ApplyError> {
        let edits = file_edits(site, product, plan, text)?.edits;
        let mut files: BTreeMap<String, String> =
            edits.into_iter().filter_map(|edit| Some((edit.path, checksum(&edit.before?)))).collect();
        files.insert(site.name.clone(), checksum(text.as_bytes()));
        let tags = tag_names(product, plan).map(|(name, _)| name).collect();
        Ok(Reviewed { files, commit: subject(product, plan), tags })
    }

    /// How this differs from what it is now.
    fn moves(&self, now: &Reviewed) -> Vec<Move> {
        let mut moves = Vec::new();
        for (path, sum) in &self.files {
            match now.files.get(path) {
                Some(found) if found == sum => {}
                Some(_) => moves.push(Move::File(path.clone())),
                None => moves.push(Move::Less(path.clone())),
            }
        }
        let more = now.files.keys().filter(|path| !self.files.contains_key(*path));
        moves.extend(more.map(|path| Move::More(path.clone())));
        if self.commit != now.commit {
            moves.push(Move::Commit { saved: self.commit.clone(), now: now.commit.clone() });
        }
        if self.tags != now.tags {
            moves.push(Move::Tags { saved: self.tags.clone(), now: now.tags.clone() });
        }
        moves
    }

    /// Whether `record` changed these files as they were.
    fn is_start_of(&self, record: &Record) -> bool {
        record.files.iter().all(|file| {
            file.before.as_ref().is_some_and(|before| self.files.get(&file.path) == Some(&checksum(before)))
        })
    }
}

/// Computes a saved plan again on `product`, whose file holds `text`, and compares what the two would write, from what they
/// start, and what they name. Warnings and everything else that is only shown may differ.
pub fn freshness(
    site: &Site,
    product: &Product,
    text: &str,
    saved: &SavedPlan,
) -> Result<Freshness, ApplyError> {
    let SavedPlan { plan: saved, reviewed } = saved;
    let Some(reviewed) = reviewed else { return Ok(Freshness::Stale(StalePlan::Unreviewed)) };
    let now = plan(product, &saved.request);
    let mut moves = Vec::new();
    if let Ok(now) = &now
        && writes_the_same(saved, now)
    {
        moves = reviewed.moves(&Reviewed::of(site, product, now, text)?);
        if moves.is_empty() {
            return Ok(Freshness::Fresh(Box::new(now.clone())));
        }
    }
    let is_this = |record: &Record| {
        record.plan.as_ref().is_some_and(|plan| writes_the_same(saved, plan)) && reviewed.is_start_of(record)
    };
    if applied(&site.state())?.iter().any(is_this) || was_released(site, saved, reviewed)? {
        return Ok(Freshness::Applied);
    }
    let stale = if moves.is_empty() { StalePlan::between(saved, now) } else { StalePlan::Moved(moves) };
    Ok(Freshness::Stale(stale))
}

/// Whether git holds the very release that `saved` makes, as in a clone that has no record of it: all of its tags are at
/// one commit, and on the product file before that commit, which is the reviewed one, the plan gives the same.
fn was_released(site: &Site, saved: &Plan, reviewed: &Reviewed) -> Result<bool, ApplyError> {
    let Some(repository) = &site.repository else { return Ok(false) };
    let names: Vec<String> = reviewed.tags.iter().map(|tag| format!("refs/tags/{tag}")).collect();
    let refs = repository.refs(&names.iter().map(String::as_str).collect::<Vec<_>>())?;
    let mut commits: Vec<Option<&str>> =
        names.iter().map(|name| refs.get(name).map(|at| at.commit.as_str())).collect();
    commits.dedup();
    let [Some(commit)] = commits.as_slice() else { return Ok(false) };
    let before = format!("{commit}^:{}{}", repository.prefix, site.name);
    let Ok(before) = repository.git.ask(&["cat-file", "blob", &before]) else { return Ok(false) };
    if reviewed.files.get(&site.name) != Some(&checksum(&before)) {
        return Ok(false);
    }
    let product = String::from_utf8(before).ok().and_then(|text| Product::from_toml(&text).ok());
    Ok(product.is_some_and(|product| {
        plan(&product, &saved.request).is_ok_and(|then| {
            writes_the_same(saved, &then)
                && tag_names(&product, &then).map(|(name, _)| name).eq(reviewed.tags.clone())
        })
    }))
}

fn writes_the_same(saved: &Plan, now: &Plan) -> bool {
    let all = |plan: &Plan| {
        let Plan { product, date, line, surfaces, floors, closed, maintained, .. } = plan.clone();
        (product, date, line, surfaces, floors, closed, maintained)
    };
    all(saved) == all(now) && differences(saved, now).is_empty()
}
