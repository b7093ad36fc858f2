//! Contracts as JSON.

use serde_json::{Value, json};

use crate::contract::{Pair, Precedence, Rollout, Step, Support, deprecation_header, sunset_header};
use crate::phrases;

/// Requirements, held or broken.
#[must_use]
pub fn compat(pairs: &[Pair<'_>]) -> Value {
    let pairs: Vec<Value> = pairs.iter().map(pair).collect();
    json!({"pairs": pairs})
}

fn pair(pair: &Pair<'_>) -> Value {
    json!({
        "component": pair.component,
        "requires": phrases::provider(&pair.requirement.provider, pair.requirement.surface.as_ref()),
        "at_least": phrases::floor(pair.requirement.at_least),
        "found": pair.found.map(|found| found.to_string()),
        "holds": pair.holds(),
        "message": phrases::pair(pair),
    })
}

/// The steps of an upgrade.
#[must_use]
pub fn rollout(rollout: &Rollout) -> Value {
    let steps: Vec<Value> = rollout.steps.iter().map(step).collect();
    json!({"steps": steps})
}

fn step(step: &Step) -> Value {
    let mut because: Vec<Value> = Vec::new();
    for reason in step.because.iter().map(precedence) {
        // Two requirements of the same pair are one reason.
        if !because.contains(&reason) {
            because.push(reason);
        }
    }
    json!({"components": step.components, "because": because, "together": step.together})
}

fn precedence(precedence: &Precedence) -> Value {
    json!({
        "component": precedence.component,
        "before": precedence.before,
        "reason": precedence.reason.name(),
    })
}

/// What is deprecated. `deprecation` and `sunset` are the values of the HTTP header fields of these names (RFC 9745,
/// RFC 8594), null where the product file has no day for them.
#[must_use]
pub fn deprecations(supports: &[Support<'_>]) -> Value {
    let supports: Vec<Value> = supports.iter().map(support).collect();
    json!({"deprecations": supports})
}

fn support(support: &Support<'_>) -> Value {
    let deprecation = support.deprecation;
    json!({
        "component": deprecation.component,
        "surface": deprecation.surface,
        "what": deprecation.what,
        "since": deprecation.since,
        "window": deprecation.window,
        "line": support.current,
        "removable_from": support.removable_from,
        "removed": deprecation.removed,
        "status": support.standing.name(),
        "too_early": support.too_early,
        "deprecation": deprecation.date.map(deprecation_header),
        "sunset": deprecation.sunset.map(sunset_header),
    })
}
