//! Guardrails: what keeps a repository consistent, one file each.
//!
//! [`read`](read::read) gathers [`Facts`], the texts of files and the answers of git; it is the only part that touches the
//! world. The guardrails are pure judgements over those, and give [`Finding`]s. [`Code`] has the table of what they find:
//!

#![allow(clippy::must_use_candidate, reason = "a room of the program, not of the library")]
#![doc = include_str!("codes.md")]

mod breaks;
mod builds;
mod changes;
mod code;
mod constants;
mod deprecations;
mod error;
mod facts;
mod finding;
mod floors;
mod git;
mod lines;
mod manifests;
mod migrations;
mod product_file;
mod publishing;
mod read;
mod tags;

pub use changes::change_missing;
pub use code::{Code, Severity, UnknownCode};
pub use error::InputError;
pub use facts::{CheckedFile, Facts, GitFacts, PastComponents, TouchedFile, UnknownText};
pub use finding::{Finding, FindingPlace};
pub use read::{CheckedTree, read, read_product};

use crate::product::Places;
use crate::version::BuildDate;

/// The guardrails of a product file that loads, in the order in which they judge.
const GUARDRAILS: [fn(&Facts<'_>) -> Vec<Finding>; 10] = [
    manifests::judge,
    tags::judge,
    builds::judge,
    lines::judge,
    floors::judge,
    migrations::judge,
    breaks::judge,
    deprecations::judge,
    publishing::judge,
    changes::judge,
];

/// Which codes are looked for.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// These alone; all where none is named.
    pub only: Vec<Code>,
    /// None of these.
    pub skip: Vec<Code>,
}

impl Selection {
    /// Whether `finding` is looked for.
    pub fn includes(&self, finding: &Finding) -> bool {
        let is_one = |codes: &[Code]| codes.iter().any(|code| code.name() == finding.code);
        (self.only.is_empty() || is_one(&self.only)) && !is_one(&self.skip)
    }
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The name of the product line; `None` where the product file does not load, so that nothing else was judged.
    pub product: Option<String>,
    /// What is not as it should be, in the order of files, lines and codes.
    pub findings: Vec<Finding>,
    /// What is worth knowing; floors that lag with the oldest first.
    pub notices: Vec<Finding>,
    /// How much was judged.
    pub checked: Scope,
}

/// How much was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scope {
    pub components: usize,
    pub manifests: usize,
    /// How many tags; `None` outside of a git work tree.
    pub tags: Option<usize>,
}

/// Reads what the guardrails need, and judges it.
///
/// A product file with errors gives these alone, whatever is selected: nothing can be held against it. `today` is the day
/// by the clock, in UTC.
pub fn check(
    file: &CheckedFile,
    source: &CheckedTree<'_>,
    today: BuildDate,
    selection: &Selection,
) -> Result<Verdict, InputError> {
    let product = match &file.product {
        Ok(product) => product,
        Err(invalid) => {
            let findings = product_file::judge(&file.name, &file.text, invalid);
            return Ok(Verdict { product: None, findings, notices: Vec::new(), checked: Scope::default() });
        }
    };
    let places = Places::of(&file.text);
    let facts = read(file, product, &places, source, today)?;
    let checked = Scope {
        components: product.components().len(),
        manifests: product.components().iter().map(|component| component.manifests().len()).sum(),
        tags: facts.git.as_ref().map(|git| git.tag_count),
    };
    let (findings, notices) = judge(&facts, selection);
    Ok(Verdict { product: Some(product.name().to_owned()), findings, notices, checked })
}

/// What all guardrails find, failures and notices apart.
pub fn judge(facts: &Facts<'_>, selection: &Selection) -> (Vec<Finding>, Vec<Finding>) {
    let found = GUARDRAILS.iter().flat_map(|judge| judge(facts));
    let found = found.filter(|finding| selection.includes(finding));
    let (mut findings, notices): (Vec<Finding>, Vec<Finding>) =
        found.partition(|finding| finding.level == Severity::Finding);
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    (findings, notices)
}
