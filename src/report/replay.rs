//! A history of tags beside what the planner would have given, in every form.

use serde_json::{Value, json};

use super::style::{FAINT, HEADING, NEW, WARNING, painted};
use super::text::Detail;
use crate::history::{Outcome, Replay, Replayed, Step};
use crate::phrases;
use crate::plan::{Action, Request, Stage};
use crate::shown::visible;
use crate::words::Explain;

/// A replay for people: step by step, what was tagged and what the planner gives; `unread` counts the tags that are not
/// understood.
#[must_use]
pub fn replay_text(product: &str, replay: &Replay, unread: usize, detail: Detail) -> String {
    let mut text = format!("{}: {}\n", painted(HEADING, product, 0), summary(replay));
    let ids = replay.releases().map(|release| release.component.as_str().len());
    let id_width = ids.max().unwrap_or(0);
    let versions = replay.releases().map(|release| release.tagged.to_string().len());
    let version_width = versions.max().unwrap_or(0);
    for step in replay.steps.iter().filter(|step| detail != Detail::Brief || differs(step)) {
        text += &format!("\n{}  {}\n", step.date.iso(), asked(step));
        for release in &step.releases {
            let id = format!("{:id_width$}", release.component.as_str());
            let tagged = format!("{:version_width$}", release.tagged.to_string());
            text += &format!("  {id}  {tagged}  {}\n", outcome(release));
        }
        for (component, version) in &step.also {
            let id = format!("{:id_width$}", component.as_str());
            text += &format!("  {id}  {:version_width$}  also released: {version}\n", "");
        }
    }
    if !replay.undated.is_empty() {
        text += "\nWithout a date\n";
        for (component, version) in &replay.undated {
            text += &format!("  {component} {version}\n");
        }
    }
    if unread > 0 {
        let tags = phrases::count(unread, "tag");
        text += &format!("\n{tags} not recognised; to list them, run `dateline import --dry-run`.\n");
    }
    text
}

/// `88 releases: 60 as tagged, 20 otherwise, 8 that the rules refuse or do not know`.
fn summary(replay: &Replay) -> String {
    let [same, other, refused] = counts(replay);
    format!(
        "{} releases: {same} as tagged, {other} different, {refused} refused or not covered by the rules",
        same + other + refused
    )
}

fn counts(replay: &Replay) -> [usize; 3] {
    let count = |holds: &dyn Fn(&Replayed) -> bool| replay.releases().filter(|one| holds(one)).count();
    let not_planned = |release: &Replayed| matches!(release.outcome, Outcome::Refused(_) | Outcome::NoRule);
    [
        count(&Replayed::is_as_tagged),
        count(&|release| !release.is_as_tagged() && !not_planned(release)),
        count(&not_planned),
    ]
}

fn differs(step: &Step) -> bool {
    !step.also.is_empty() || step.releases.iter().any(|release| !release.is_as_tagged())
}

/// What was asked of the planner, as the command line would be.
fn asked(step: &Step) -> String {
    let Some(request) = &step.request else {
        let is_start = step.releases.iter().any(|release| release.outcome == Outcome::Start);
        return if is_start { "start" } else { "not planned" }.to_owned();
    };
    request_words(request)
}

fn request_words(request: &Request) -> String {
    let named = |verb: &str, names: Vec<String>| format!("{verb} {}", names.join(" "));
    match &request.action {
        Action::Promote { components } => {
            named("promote", components.iter().map(ToString::to_string).collect())
        }
        Action::Drop { components } => named("drop", components.iter().map(ToString::to_string).collect()),
        Action::Release { changes, stage } => {
            let plan = named("plan", changes.iter().map(ToString::to_string).collect());
            match stage {
                Stage::Stable => plan,
                Stage::Next => plan + " --next",
                Stage::Maintained(line) => format!("{plan} --line {line}"),
            }
        }
    }
}

fn outcome(release: &Replayed) -> String {
    match &release.outcome {
        Outcome::Start => painted(FAINT, "the start", 0).to_string(),
        Outcome::Given(version) if release.is_as_tagged() => painted(FAINT, version, 0).to_string(),
        Outcome::Given(version) => painted(NEW, version, 0).to_string(),
        Outcome::Stays { version, because } => {
            let version = version.map_or_else(|| "unreleased".to_owned(), |version| version.to_string());
            format!("stays at {version}: {}", phrases::stay(because))
        }
        Outcome::Refused(refusal) => painted(WARNING, visible(&format!("refused: {refusal}")), 0).to_string(),
        Outcome::NoRule => painted(WARNING, "not covered by the rules", 0).to_string(),
    }
}

/// A replay for scripts; `unread` counts the tags that are not understood.
#[must_use]
pub fn replay_json(product: &str, replay: &Replay, unread: usize) -> Value {
    let [same, other, refused] = counts(replay);
    let steps: Vec<Value> = replay
        .steps
        .iter()
        .map(|step| {
            json!({
                "date": step.date.iso().to_string(),
                "request": step.request.as_ref().map(request_words),
                "releases": step.releases.iter().map(release_json).collect::<Vec<_>>(),
                "also": step.also.iter().map(|(component, version)| json!({
                    "component": component,
                    "version": version,
                })).collect::<Vec<_>>(),
            })
        })
        .collect();
    let undated: Vec<Value> = replay
        .undated
        .iter()
        .map(|(component, version)| json!({"component": component, "version": version}))
        .collect();
    json!({
        "product": product,
        "counts": {"as_tagged": same, "otherwise": other, "not_planned": refused},
        "steps": steps,
        "undated": undated,
        "not_understood": unread,
    })
}

fn release_json(release: &Replayed) -> Value {
    let (name, version, because) = match &release.outcome {
        Outcome::Start => ("start", Some(release.tagged), Value::Null),
        Outcome::Given(version) => ("given", Some(*version), Value::Null),
        Outcome::Stays { version, because } => ("stays", *version, json!(because)),
        Outcome::Refused(refusal) => {
            ("refused", None, json!({"reason": refusal.code(), "message": refusal.to_string()}))
        }
        Outcome::NoRule => ("no-rule", None, Value::Null),
    };
    json!({
        "component": release.component,
        "tagged": release.tagged,
        "tags": release.tags,
        "outcome": name,
        "version": version,
        "as_tagged": release.is_as_tagged(),
        "because": because,
    })
}

/// A replay as a table.
#[must_use]
pub fn replay_markdown(product: &str, replay: &Replay) -> String {
    let mut text = format!("## {product}\n\n{}\n\n", summary(replay));
    text += "| day | component | tagged | planned |\n|---|---|---|---|\n";
    for step in &replay.steps {
        for release in &step.releases {
            let planned = match &release.outcome {
                Outcome::Start => release.tagged.to_string(),
                Outcome::Given(version) => version.to_string(),
                Outcome::Stays { because, .. } => format!("stays, {}", phrases::stay(because)),
                Outcome::Refused(refusal) => format!("refused, {}", refusal.code()),
                Outcome::NoRule => "no rule".to_owned(),
            };
            let date = step.date.iso();
            text += &format!("| {date} | {} | {} | {planned} |\n", release.component, release.tagged);
        }
        for (component, version) in &step.also {
            text += &format!("| {} | {component} | | {version} |\n", step.date.iso());
        }
    }
    text
}
