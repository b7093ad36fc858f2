//! The evidence behind the reasons of a plan, in every form (H5).

use serde_json::{Map, Value};

use super::markdown::escaped;
use super::pending::{commit_json, day};
use crate::pending::Pending;
use crate::plan::{Change, Plan, Reason};
use crate::product::ComponentId;
use crate::shown::visible;
use crate::words::{Line, Tone};

/// Adds `commits` and `files` to the reasons of a plan as a report gives them.
pub fn add_evidence(plan: &mut Value, pending: &Pending) {
    each_reason(plan, &mut |reason| {
        let change = reason.get("change").and_then(Value::as_str).and_then(|change| change.parse().ok());
        let Some(change) = change else { return };
        let evidence = pending.evidence(&change);
        let commits: Vec<Value> = evidence.commits.iter().map(|commit| commit_json(commit)).collect();
        let files: Vec<&str> = evidence.files.iter().map(|file| &*file.path).collect();
        reason.insert("commits".to_owned(), commits.into());
        reason.insert("files".to_owned(), files.into());
    });
}

fn each_reason(plan: &mut Value, change: &mut dyn FnMut(&mut Map<String, Value>)) {
    for list in ["releases", "chain"] {
        let releases = plan.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten();
        let reasons =
            releases.filter_map(|release| release.get_mut("because").and_then(Value::as_array_mut)).flatten();
        reasons.filter_map(Value::as_object_mut).for_each(&mut *change);
    }
}

/// The commits and change files behind the releases on the way to that of `component`.
pub fn evidence(plan: &Plan, component: &ComponentId, pending: &Pending) -> Vec<Line> {
    let mut lines = Vec::new();
    for release in plan.chain(component) {
        for reason in &release.because {
            let Reason::Changed(change) = reason else { continue };
            let behind = behind(change, pending);
            if !behind.is_empty() {
                lines.push(Line::new(change.to_string(), Tone::Heading));
                lines.extend(behind);
            }
        }
    }
    lines
}

/// The commits and change files behind one change.
pub fn behind(change: &Change, pending: &Pending) -> Vec<Line> {
    let evidence = pending.evidence(change);
    let commits = evidence.commits.into_iter().map(|commit| {
        let line = Line::new(format!("  {}", commit.short_id()), Tone::Faint);
        line.with(format!("  {}  {}", day(commit), visible(commit.subject())), Tone::Plain)
    });
    let files = evidence.files.into_iter();
    let files =
        files.map(|file| Line::plain(format!("  {}  {}", visible(&file.path), visible(file.summary()))));
    commits.chain(files).collect()
}

/// The same as Markdown.
pub fn evidence_markdown(plan: &Plan, component: &ComponentId, pending: &Pending) -> String {
    let line = |line: &Line| match line.to_string().strip_prefix("  ") {
        Some(detail) => format!("  - {}\n", escaped(detail)),
        None => format!("- {}\n", escaped(&line.to_string())),
    };
    evidence(plan, component, pending).iter().map(line).collect()
}
