//! The evidence behind the reasons of a plan, in every form (H5).

use serde_json::Value;

use super::markdown::escaped;
use super::pending::{commit_json, day};
use crate::pending::Pending;
use crate::plan::{Change, Plan, Reason, Release};
use crate::product::ComponentId;
use crate::shown::visible;
use crate::words::{Line, Tone};

/// Adds `commits` and `files` to the reasons of `releases` in `list`, the JSON of those releases.
pub(super) fn add_evidence<'a>(
    list: Option<&mut Value>,
    releases: impl IntoIterator<Item = &'a Release>,
    pending: &Pending,
) {
    for (fields, release) in items(list).zip(releases) {
        for (fields, reason) in items(fields.get_mut("because")).zip(&release.because) {
            let (Value::Object(fields), Reason::Changed(change)) = (fields, reason) else { continue };
            let evidence = pending.evidence(change);
            let commits: Vec<Value> = evidence.commits.iter().map(|commit| commit_json(commit)).collect();
            let files: Vec<&str> = evidence.files.iter().map(|file| &*file.path).collect();
            fields.insert("commits".to_owned(), commits.into());
            fields.insert("files".to_owned(), files.into());
        }
    }
}

fn items(list: Option<&mut Value>) -> impl Iterator<Item = &mut Value> {
    list.and_then(Value::as_array_mut).into_iter().flatten()
}

/// The changes on the way to the release of `component` that something is behind, each with the commits and change files.
fn evidence<'a>(
    plan: &'a Plan,
    component: &ComponentId,
    pending: &'a Pending,
) -> Vec<(&'a Change, Vec<Line>)> {
    let reasons = plan.chain(component).into_iter().flat_map(|release| &release.because);
    let changes = reasons.filter_map(|reason| match reason {
        Reason::Changed(change) => Some((&**change, behind(change, pending))),
        _ => None,
    });
    changes.filter(|(_, behind)| !behind.is_empty()).collect()
}

/// The commits and change files behind one change.
pub fn behind(change: &Change, pending: &Pending) -> Vec<Line> {
    let evidence = pending.evidence(change);
    let commits = evidence.commits.into_iter().map(|commit| {
        let line = Line::new(commit.short_id(), Tone::Faint);
        line.and(format_args!("  {}  {}", day(commit), visible(commit.subject())))
    });
    let files = evidence.files.into_iter();
    let files =
        files.map(|file| Line::plain(format!("{}  {}", visible(&file.path), visible(file.summary()))));
    commits.chain(files).collect()
}

/// The same as text.
pub(super) fn evidence_lines(plan: &Plan, component: &ComponentId, pending: &Pending) -> Vec<Line> {
    let lines = evidence(plan, component, pending).into_iter().flat_map(|(change, behind)| {
        let head = Line::new(change.to_string(), Tone::Heading);
        std::iter::once(head).chain(behind.into_iter().map(Line::indented))
    });
    lines.collect()
}

/// The same as Markdown.
pub(super) fn evidence_markdown(plan: &Plan, component: &ComponentId, pending: &Pending) -> String {
    let list = evidence(plan, component, pending).into_iter().map(|(change, behind)| {
        let head = format!("- {}\n", escaped(&change.to_string()));
        let behind = behind.iter().map(|line| format!("  - {}\n", escaped(&line.to_string())));
        head + &behind.collect::<String>()
    });
    list.collect()
}
