//! A history of tags next to what the planner would have given.

use serde::Serialize;
use serde_json::{Value, json};

use super::markdown::or_unreleased;
use super::{Detail, Report};
use crate::history::{Replay, ReplayOutcome, Replayed, ReplayedDay};
use crate::phrases;
use crate::plan::{Request, RequestAction, Stage};
use crate::shown::visible;
use crate::words::{Explain, Line, Tone};

/// A history of tags next to what the planner would have given.
pub struct ReplayReport<'a> {
    pub product: &'a str,
    pub replay: &'a Replay,
    pub unread: usize,
}

impl Report for ReplayReport<'_> {
    /// Step by step, what was tagged and what the planner gives; in brief only the steps that differ.
    fn lines(&self, detail: Detail) -> Vec<Line> {
        let replay = self.replay;
        let mut lines =
            vec![Line::new(self.product, Tone::Heading).and(format_args!(": {}", summary(replay)))];
        let ids = replay.releases().map(|release| release.component.as_str().len());
        let id_width = ids.max().unwrap_or(0);
        let versions = replay.releases().map(|release| release.tagged.to_string().len());
        let version_width = versions.max().unwrap_or(0);
        for step in replay.steps.iter().filter(|step| detail != Detail::Brief || differs(step)) {
            lines.extend([Line::default(), Line::plain(format!("{}  {}", step.date, asked(step)))]);
            for release in &step.releases {
                let id = format!("{:id_width$}", release.component.as_str());
                let tagged = format!("{:version_width$}", release.tagged.to_string());
                let (outcome, tone) = outcome(release);
                lines.push(Line::plain(format!("  {id}  {tagged}  ")).with(outcome, tone));
            }
            for (component, version) in &step.also {
                let id = format!("{:id_width$}", component.as_str());
                let also = format!("  {id}  {:version_width$}  also released: {version}", "");
                lines.push(Line::plain(also));
            }
        }
        if !replay.undated.is_empty() {
            lines.extend([Line::default(), Line::plain("Without a date")]);
        }
        let undated = replay.undated.iter();
        lines.extend(undated.map(|(component, version)| Line::plain(format!("  {component} {version}"))));
        if self.unread > 0 {
            let tags = phrases::count(self.unread, "tag");
            let more = format!("{tags} not recognised; to list them, run `dateline import --dry-run`.");
            lines.extend([Line::default(), Line::plain(more)]);
        }
        lines
    }

    fn json(&self) -> impl Serialize {
        let [same, other, refused] = counts(self.replay);
        let steps: Vec<Value> = self
            .replay
            .steps
            .iter()
            .map(|step| {
                json!({
                    "date": step.date.to_string(),
                    "request": step.request.as_ref().map(request_words),
                    "releases": step.releases.iter().map(release_json).collect::<Vec<_>>(),
                    "also": step.also.iter().map(|(component, version)| json!({
                        "component": component,
                        "version": version,
                    })).collect::<Vec<_>>(),
                })
            })
            .collect();
        let undated: Vec<Value> = self
            .replay
            .undated
            .iter()
            .map(|(component, version)| json!({"component": component, "version": version}))
            .collect();
        json!({
            "product": self.product,
            "counts": {"as_tagged": same, "otherwise": other, "not_planned": refused},
            "steps": steps,
            "undated": undated,
            "not_understood": self.unread,
        })
    }

    /// A table.
    fn markdown(&self) -> String {
        let mut text = format!("## {}\n\n{}\n\n", self.product, summary(self.replay));
        text += "| day | component | tagged | planned |\n|---|---|---|---|\n";
        for step in &self.replay.steps {
            for release in &step.releases {
                let planned = match &release.outcome {
                    ReplayOutcome::Start => release.tagged.to_string(),
                    ReplayOutcome::Given(version) => version.to_string(),
                    ReplayOutcome::Stays { because, .. } => format!("stays, {}", phrases::stay(because)),
                    ReplayOutcome::Refused(refusal) => format!("refused, {}", refusal.code()),
                    ReplayOutcome::NoRule => "no rule".to_owned(),
                };
                let date = step.date;
                text += &format!("| {date} | {} | {} | {planned} |\n", release.component, release.tagged);
            }
            for (component, version) in &step.also {
                text += &format!("| {} | {component} | | {version} |\n", step.date);
            }
        }
        text
    }

    /// There is nothing to hand over to a next step but the table.
    fn github(&self) -> String {
        self.markdown()
    }
}

fn outcome(release: &Replayed) -> (String, Tone) {
    match &release.outcome {
        ReplayOutcome::Start => ("the start".to_owned(), Tone::Faint),
        ReplayOutcome::Given(version) => {
            (version.to_string(), if release.is_as_tagged() { Tone::Faint } else { Tone::New })
        }
        ReplayOutcome::Stays { version, because } => {
            (format!("stays at {}: {}", or_unreleased(*version), phrases::stay(because)), Tone::Plain)
        }
        ReplayOutcome::Refused(refusal) => (visible(&format!("refused: {refusal}")), Tone::Warning),
        ReplayOutcome::NoRule => ("not covered by the rules".to_owned(), Tone::Warning),
    }
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
    let not_planned =
        |release: &Replayed| matches!(release.outcome, ReplayOutcome::Refused(_) | ReplayOutcome::NoRule);
    [
        count(&Replayed::is_as_tagged),
        count(&|release| !release.is_as_tagged() && !not_planned(release)),
        count(&not_planned),
    ]
}

fn differs(step: &ReplayedDay) -> bool {
    !step.also.is_empty() || step.releases.iter().any(|release| !release.is_as_tagged())
}

/// What was asked of the planner, as the command line would be.
fn asked(step: &ReplayedDay) -> String {
    let Some(request) = &step.request else {
        let is_start = step.releases.iter().any(|release| release.outcome == ReplayOutcome::Start);
        return if is_start { "start" } else { "not planned" }.to_owned();
    };
    request_words(request)
}

fn request_words(request: &Request) -> String {
    let named = |verb: &str, names: Vec<String>| format!("{verb} {}", names.join(" "));
    match &request.action {
        RequestAction::Promote { components } => {
            named("promote", components.iter().map(ToString::to_string).collect())
        }
        RequestAction::Drop { components } => {
            named("drop", components.iter().map(ToString::to_string).collect())
        }
        RequestAction::Release { changes, stage } => {
            let plan = named("plan", changes.iter().map(ToString::to_string).collect());
            match stage {
                Stage::Stable => plan,
                Stage::Next => plan + " --next",
                Stage::Maintained(line) => format!("{plan} --line {line}"),
            }
        }
    }
}

fn release_json(release: &Replayed) -> Value {
    let (name, version, because) = match &release.outcome {
        ReplayOutcome::Start => ("start", Some(release.tagged), Value::Null),
        ReplayOutcome::Given(version) => ("given", Some(*version), Value::Null),
        ReplayOutcome::Stays { version, because } => ("stays", *version, json!(because)),
        ReplayOutcome::Refused(refusal) => {
            ("refused", None, json!({"reason": refusal.code(), "message": refusal.to_string()}))
        }
        ReplayOutcome::NoRule => ("no-rule", None, Value::Null),
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
