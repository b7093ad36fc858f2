//! A plan that is applied: the plan, what it does, and what was done.

use serde::Serialize;
use serde_json::{Value, json};

use super::plan::PlanReport;
use super::{Detail, Diff, Report, plain};
use crate::apply::{ApplyAction, ApplyOutcome, Prepared};
use crate::shown::visible;
use crate::words::Line;

/// A plan that is applied.
pub struct ApplyReport<'a> {
    pub plan: PlanReport<'a>,
    pub actions: Vec<ApplyAction>,
    /// What changes in files, as a unified diff.
    pub diff: Vec<Line>,
    /// Whether nothing is written, since nothing was to be.
    pub dry_run: bool,
    /// What was done; nothing before that.
    pub outcome: Option<ApplyOutcome>,
}

impl<'a> ApplyReport<'a> {
    /// What `prepared` will do.
    pub fn new(plan: PlanReport<'a>, prepared: &Prepared, dry_run: bool) -> Self {
        let diff = prepared.edits.iter().flat_map(|change| Diff::of(change).lines()).collect();
        ApplyReport { plan, actions: prepared.actions.clone(), diff, dry_run, outcome: None }
    }

    /// What is shown before the question.
    pub fn preview(&self, detail: Detail) -> Vec<Line> {
        let mut lines = self.plan.lines(detail);
        if !self.diff.is_empty() && detail != Detail::Brief {
            lines.push(Line::default());
            lines.extend(self.diff.iter().cloned());
        }
        if !self.actions.is_empty() {
            lines.extend([Line::default(), Line::plain("Actions")]);
        }
        let actions = self.actions.iter();
        lines.extend(actions.map(|action| Line::plain(format!("  {}", visible(&action.to_string())))));
        lines
    }
}

impl Report for ApplyReport<'_> {
    /// What is said after it is done; the preview stands above.
    fn lines(&self, _: Detail) -> Vec<Line> {
        let said = match &self.outcome {
            None if self.dry_run => "Dry run: nothing was written.".to_owned(),
            None => "There is nothing to apply.".to_owned(),
            Some(outcome) => sentence(outcome),
        };
        vec![Line::default(), Line::plain(said)]
    }

    fn json(&self) -> impl Serialize {
        let mut fields = json!({
            "applied": self.outcome.is_some(),
            "dry_run": self.dry_run,
            "plan": self.plan.json(),
            "actions": self.actions.iter().map(action_fields).collect::<Vec<_>>(),
        });
        if let (Some(outcome), Value::Object(fields)) = (&self.outcome, &mut fields) {
            fields.insert("result".to_owned(), outcome_fields(outcome));
        }
        fields
    }

    fn markdown(&self) -> String {
        self.plan.markdown()
    }

    fn github(&self) -> String {
        self.plan.github()
    }
}

/// A saved plan that was applied before.
pub struct AppliedBefore;

impl Report for AppliedBefore {
    fn lines(&self, _: Detail) -> Vec<Line> {
        vec![Line::plain("The plan is already applied.")]
    }

    fn json(&self) -> impl Serialize {
        json!({"already_applied": true, "applied": false, "actions": []})
    }

    fn markdown(&self) -> String {
        plain(&self.lines(Detail::Usual))
    }

    fn github(&self) -> String {
        String::new()
    }
}

fn action_fields(action: &ApplyAction) -> Value {
    let mut fields = match action {
        ApplyAction::Write { path } | ApplyAction::Remove { path } => json!({"path": path}),
        ApplyAction::Commit { branch, message } => json!({"branch": branch, "message": message}),
        ApplyAction::Tag { name, message } => json!({"tag": name, "message": message}),
        ApplyAction::Refresh { path, command } => json!({"path": path, "command": command}),
        ApplyAction::Push { remote } => json!({"remote": remote}),
    };
    if let Value::Object(fields) = &mut fields {
        fields.shift_insert(0, "action".to_owned(), action.name().into());
    }
    fields
}

/// What was done: `Applied as commit 0123456789ab with 2 tags, pushed to origin.`
pub fn sentence(outcome: &ApplyOutcome) -> String {
    let mut text = match &outcome.commit {
        Some(commit) => format!("Applied as commit {}", commit.get(..12).unwrap_or(commit)),
        None => "Applied to the files".to_owned(),
    };
    match outcome.tags.len() {
        0 => {}
        1 => text += " with 1 tag",
        count => text += &format!(" with {count} tags"),
    }
    if let Some(commit) = &outcome.development {
        text += &format!(", and as commit {} for what is developed next", commit.get(..12).unwrap_or(commit));
    }
    match &outcome.pushed {
        Some(remote) => text + &format!(", pushed to {}.", visible(remote)),
        None => text + ". `dateline undo` takes it back.",
    }
}

pub(super) fn outcome_fields(outcome: &ApplyOutcome) -> Value {
    let mut fields = json!({"commit": outcome.commit, "tags": outcome.tags, "pushed": outcome.pushed});
    if let (Some(commit), Value::Object(fields)) = (&outcome.development, &mut fields) {
        fields.insert("development".to_owned(), commit.as_str().into());
    }
    fields
}
