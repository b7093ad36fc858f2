//! A plan that was saved as JSON is computed again before it is applied: what it was computed from may have changed
//! (Rule A1).

use std::fmt;

use serde::Deserialize;
use thiserror::Error;

use super::error::ApplyError;
use super::journal::applied;
use super::site::Site;
use crate::plan::{Plan, Refusal, Release, plan};
use crate::product::{ComponentId, Product};
use crate::report::{json, reasons};
use crate::shown::shown;
use crate::version::Version;
use crate::words::{Explain, Help};

/// A plan as `plan --out` saved it.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedPlan {
    /// What was asked for, and what came out.
    pub plan: Plan,
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

/// What a saved plan is to the product as it is now.
#[derive(Debug, Clone, PartialEq)]
pub enum Freshness {
    /// It gives the same releases. The plan is the one of now.
    Fresh(Box<Plan>),
    /// It is applied already.
    Applied,
    /// It is refused.
    Refused(Box<Refusal>),
    /// It gives something else: the components whose releases differ, none where only the rest does.
    Stale(Vec<Difference>),
}

/// A component whose release is not the one that was saved. `Display` says in which way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The component.
    pub component: ComponentId,
    /// Its release in the saved plan.
    pub saved: Option<Release>,
    /// Its release now.
    pub now: Option<Release>,
}

/// `core would become 1.1.20161101, not 1.0.20161101`.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let component = &self.component;
        match (&self.saved, &self.now) {
            (Some(saved), Some(now)) if saved.to != now.to => {
                write!(f, "{component} would become {}, not {}", now.to, saved.to)
            }
            (Some(saved), Some(now)) if saved.from != now.from => {
                let text = |from: Option<Version>| {
                    from.map_or_else(|| "no version".to_owned(), |from| from.to_string())
                };
                write!(
                    f,
                    "{component} would be released from {}, not from {}",
                    text(now.from),
                    text(saved.from)
                )
            }
            (Some(saved), Some(now)) if saved.because != now.because => {
                let (now, saved) = (reasons(now), reasons(saved));
                write!(f, "{component} would be released for another reason ({now}, not {saved})")
            }
            (_, Some(now)) if self.saved.is_none() => {
                write!(f, "{component} {} would be released too", now.to)
            }
            (Some(saved), None) => write!(f, "{component} {} would not be released", saved.to),
            _ => write!(f, "{component} would be written in another form"),
        }
    }
}

impl SavedPlan {
    /// Reads what `plan --out` saved: a plan with a `format_version`. Fields that this version does not know are passed
    /// over.
    pub fn from_json(text: &str) -> Result<SavedPlan, NoPlan> {
        #[derive(Deserialize)]
        struct Format {
            format_version: u32,
        }
        let no_plan = |error: serde_json::Error| NoPlan(error.to_string());
        let Format { format_version } = serde_json::from_str(text).map_err(no_plan)?;
        if format_version != json::FORMAT_VERSION {
            let known = json::FORMAT_VERSION;
            return Err(NoPlan(format!("its `format_version` is {format_version}, not {known}")));
        }
        Ok(SavedPlan { plan: serde_json::from_str(text).map_err(no_plan)? })
    }
}

/// Computes a saved plan again on `product`, and compares what the two would write. Warnings and everything else that is
/// only shown may differ.
pub fn freshness(site: &Site, product: &Product, saved: &SavedPlan) -> Result<Freshness, ApplyError> {
    let saved = &saved.plan;
    let now = plan(product, &saved.request);
    if let Ok(now) = &now
        && writes_the_same(saved, now)
    {
        return Ok(Freshness::Fresh(Box::new(now.clone())));
    }
    let was_applied = applied(&site.state())?
        .iter()
        .filter_map(|record| record.plan.as_ref())
        .any(|plan| writes_the_same(saved, plan));
    if was_applied || is_in(product, saved) {
        return Ok(Freshness::Applied);
    }
    Ok(match now {
        Ok(now) => Freshness::Stale(differences(saved, &now)),
        Err(refusal) => Freshness::Refused(Box::new(refusal)),
    })
}

fn writes_the_same(saved: &Plan, now: &Plan) -> bool {
    let all = |plan: &Plan| {
        let Plan { product, date, line, surfaces, floors, closed, maintained, .. } = plan.clone();
        (product, date, line, surfaces, floors, closed, maintained)
    };
    all(saved) == all(now) && differences(saved, now).is_empty()
}

/// Whether two releases of one component write the same. A rendering that one of them lacks is no difference.
fn is_same(saved: &Release, now: &Release) -> bool {
    let key = |release: &Release| (release.from, release.to, release.because.clone());
    let mut renderings = saved.renderings.iter();
    let is_other = |(ecosystem, text): &(_, String)| {
        now.renderings.iter().any(|(other, now)| other == ecosystem && now != text)
    };
    key(saved) == key(now) && !renderings.any(is_other)
}

fn differences(saved: &Plan, now: &Plan) -> Vec<Difference> {
    let here = now.releases.iter().map(|release| &release.component);
    let gone = saved.releases.iter().map(|release| &release.component);
    let gone = gone.filter(|component| now.release(component).is_none());
    let pairs =
        here.chain(gone).map(|component| (component, saved.release(component), now.release(component)));
    let differing = pairs.filter(|(_, saved, now)| match (saved, now) {
        (Some(saved), Some(now)) => !is_same(saved, now),
        _ => true,
    });
    differing
        .map(|(component, saved, now)| Difference {
            component: component.clone(),
            saved: saved.cloned(),
            now: now.cloned(),
        })
        .collect()
}

/// Whether every version of the plan is in the product, and no series that it ends is open.
fn is_in(product: &Product, plan: &Plan) -> bool {
    let has = |component: &ComponentId, version: Version| {
        product.component(component).is_some_and(|component| {
            let known = component.version().into_iter().chain(component.next()).chain(component.maintained());
            known.into_iter().any(|known| known == version)
        })
    };
    !plan.is_empty()
        && plan.releases.iter().all(|release| has(&release.component, release.to))
        && !plan.closed.iter().any(|closed| has(&closed.component, closed.series))
}
