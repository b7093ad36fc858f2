//! A plan that was saved as JSON is computed again before it is applied: what it was computed from may have changed
//! (Rule A1).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use thiserror::Error;

use super::error::ApplyError;
use super::journal::applied;
use super::site::Site;
use crate::plan::{Plan, Refusal, Request, Stage, plan};
use crate::product::Product;
use crate::report::json;
use crate::shown::shown;
use crate::version::BuildDate;
use crate::words::{Explain, Help};

/// A plan as `plan --out` saved it.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedPlan {
    /// What was asked for.
    pub request: Request,
    /// What came out, without the version of the format.
    outcome: Value,
}

/// Why a file is no saved plan.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("it is no plan: {}", shown(.0))]
pub struct NoPlan(String);

impl Explain for NoPlan {
    fn code(&self) -> &'static str {
        "bad-plan"
    }

    fn help(&self) -> Vec<Help> {
        vec![Help::text("save a plan with `dateline plan … --out FILE`")]
    }
}

/// What a saved plan is to the product as it is now.
#[derive(Debug, Clone, PartialEq)]
pub enum Freshness {
    /// It comes out the same.
    Fresh(Box<Plan>),
    /// It is applied already.
    Applied,
    /// It does not come out at all.
    Refused(Box<Refusal>),
    /// It comes out otherwise: the releases that differ, none where something else does.
    Otherwise(Vec<Difference>),
}

/// A release that a saved plan and the same plan now do not share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The component, as the plan names it.
    pub component: String,
    /// The version that the saved plan gives it.
    pub saved: Option<String>,
    /// The version that it gets now.
    pub now: Option<String>,
}

impl SavedPlan {
    /// Reads what `plan --out` saved.
    pub fn from_json(text: &str) -> Result<SavedPlan, NoPlan> {
        let mut outcome: Value = serde_json::from_str(text).map_err(|error| NoPlan(error.to_string()))?;
        let fields = outcome.as_object_mut().ok_or_else(|| NoPlan("it is no object".to_owned()))?;
        let version = fields.shift_remove("format_version");
        if version.as_ref().and_then(Value::as_u64) != Some(json::FORMAT_VERSION.into()) {
            return Err(NoPlan("its `format_version` is not 1".to_owned()));
        }
        let asked = fields.get("request").ok_or_else(|| NoPlan("it has no `request`".to_owned()))?;
        Ok(SavedPlan { request: request(asked)?, outcome })
    }
}

fn request(asked: &Value) -> Result<Request, NoPlan> {
    let field = |name: &str| asked.get(name).filter(|value| !value.is_null());
    let wrong = |name: &str| NoPlan(format!("its `{name}` is wrong"));
    let text = |name: &str| field(name).map(|value| value.as_str().ok_or_else(|| wrong(name))).transpose();
    let date = text("date")?.and_then(|date| BuildDate::parse(date).ok()).ok_or_else(|| wrong("date"))?;
    if field("promote").is_some() {
        return Ok(Request::promote(list(asked, "promote")?, date));
    }
    if field("drop").is_some() {
        return Ok(Request::drop(list(asked, "drop")?, date));
    }
    let stage = match (text("line")?, field("next").and_then(Value::as_bool).unwrap_or(false)) {
        (Some(line), false) => Stage::Maintained(line.parse().map_err(|_| wrong("line"))?),
        (None, true) => Stage::Next,
        (None, false) => Stage::Stable,
        (Some(_), true) => return Err(wrong("line")),
    };
    Ok(Request::release(list(asked, "changes")?, stage, date))
}

/// The texts under `name`, each as what it says.
fn list<T: std::str::FromStr>(asked: &Value, name: &str) -> Result<Vec<T>, NoPlan> {
    let wrong = || NoPlan(format!("its `{name}` is wrong"));
    let values = asked.get(name).and_then(Value::as_array).ok_or_else(wrong)?;
    values.iter().map(|value| value.as_str().and_then(|text| text.parse().ok()).ok_or_else(wrong)).collect()
}

/// Computes a saved plan again on `product`, and compares.
pub fn freshness(site: &Site, product: &Product, saved: &SavedPlan) -> Result<Freshness, ApplyError> {
    let now = plan(product, &saved.request);
    if let Ok(plan) = &now
        && json::plan(plan) == saved.outcome
    {
        return Ok(Freshness::Fresh(Box::new(plan.clone())));
    }
    let was_applied = applied(&site.state())?.iter().any(|record| record.plan == saved.outcome);
    if was_applied || is_in(product, &saved.outcome) {
        return Ok(Freshness::Applied);
    }
    Ok(match now {
        Ok(now) => Freshness::Otherwise(differences(&saved.outcome, &json::plan(&now))),
        Err(refusal) => Freshness::Refused(Box::new(refusal)),
    })
}

fn differences(saved: &Value, now: &Value) -> Vec<Difference> {
    let (saved, now) = (versions(saved), versions(now));
    let components: BTreeSet<&String> = saved.keys().chain(now.keys()).collect();
    let difference = |component: &String| Difference {
        component: component.clone(),
        saved: saved.get(component).cloned(),
        now: now.get(component).cloned(),
    };
    components.into_iter().map(difference).filter(|one| one.saved != one.now).collect()
}

/// The released versions of a plan by component.
fn versions(outcome: &Value) -> BTreeMap<String, String> {
    let releases = outcome.get("releases").and_then(Value::as_array).into_iter().flatten();
    let text = |release: &Value, key: &str| release.get(key).and_then(Value::as_str).map(str::to_owned);
    releases.filter_map(|release| Some((text(release, "component")?, text(release, "to")?))).collect()
}

/// Whether every version of the plan is in the product, and no series that it ends is open.
fn is_in(product: &Product, outcome: &Value) -> bool {
    let entries = |name: &str| outcome.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let (releases, closed) = (entries("releases"), entries("closed"));
    let has = |entry: &Value, key: &str| {
        let Some(version) = entry.get(key).and_then(Value::as_str) else { return false };
        let id = entry.get("component").and_then(Value::as_str).and_then(|id| id.parse().ok());
        let Some(component) = id.and_then(|id| product.component(&id)) else { return false };
        let known = component.version().into_iter().chain(component.next()).chain(component.maintained());
        known.into_iter().any(|known| known.to_string() == version)
    };
    !(releases.is_empty() && closed.is_empty())
        && releases.iter().all(|release| has(release, "to"))
        && !closed.iter().any(|closed| has(closed, "series"))
}
