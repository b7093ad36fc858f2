//! What is pending, in every form (H5).

use serde::Serialize;
use serde_json::{Value, json};

use super::json::List;
use super::markdown::escaped;
use super::{Detail, Report, github};
use crate::pending::{Account, Base, Commit, ComponentPending, FileEvidence, Outcome, Pending};
use crate::phrases::count;
use crate::plan::{Change, Kind};
use crate::shown::visible;
use crate::words::{Line, Tone};

/// What is pending.
pub struct PendingReport<'a> {
    pub product: &'a str,
    /// All that is pending.
    pub pending: &'a Pending,
    pub components: Vec<&'a ComponentPending>,
}

impl Report for PendingReport<'_> {
    fn lines(&self, detail: Detail) -> Vec<Line> {
        lines(self.pending, &self.components, detail)
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Fields<'f, C> {
            product: &'f str,
            components: C,
        }
        let components = || self.components.iter().map(|component| component_json(self.pending, component));
        Fields { product: self.product, components: List(components) }
    }

    fn markdown(&self) -> String {
        let mut text = format!("## {}: what is pending\n", escaped(self.product));
        for component in &self.components {
            let kind = component.kind().map_or("nothing", |kind| kind.name());
            text += &format!(
                "\n**{}**: {kind} {}\n\n",
                escaped(&component.title),
                escaped(&since(self.pending, component))
            );
            let commits = self.pending.commits_of(component);
            for (account, commit) in commits.filter(|(account, _)| is_shown(account, Detail::Usual)) {
                let (kind, subject) = (word(&account.outcome), escaped(&visible(commit.subject())));
                text += &format!("- {kind}: {subject} (`{}`)\n", commit.short_id());
            }
            for (file, said) in self.pending.files_of(component) {
                let (summary, done) = (escaped(&visible(said.summary())), done(file, component));
                text += &format!("- {}: {summary} (`{}`){done}\n", kinds(&file.changes), visible(&said.path));
            }
        }
        text
    }

    /// The changes, and whether there is any.
    fn github(&self) -> String {
        let changes: Vec<String> = self
            .components
            .iter()
            .flat_map(|component| component.changes())
            .map(|change| change.to_string())
            .collect();
        let any = if changes.is_empty() { "false" } else { "true" };
        github::output("any", any) + &github::output("changes", &changes.join(" "))
    }
}

/// The same as lines.
pub fn lines(pending: &Pending, components: &[&ComponentPending], detail: Detail) -> Vec<Line> {
    let width = components.iter().map(|component| component.component.as_str().len()).max().unwrap_or(0);
    let mut lines = Vec::new();
    for component in components {
        lines.push(head(pending, component, width));
        if detail == Detail::Brief {
            continue;
        }
        let commits = pending.commits_of(component).filter(|(account, _)| is_shown(account, detail));
        lines.extend(commits.map(|(account, commit)| commit_line(pending, account, commit)));
        for (file, said) in pending.files_of(component) {
            let line = Line::plain(format!("  {:12}  ", kinds(&file.changes)));
            let line = line.and(format_args!("{}  {}", visible(&said.path), visible(said.summary())));
            lines.push(line.with(done(file, component), Tone::Faint));
        }
        let hidden = component.commits.iter().filter(|account| !is_shown(account, detail)).count();
        if hidden > 0 {
            let what = count(hidden, "commit");
            lines.push(Line::new(format!("  {what} without a release (shown with --verbose)"), Tone::Faint));
        }
        if !component.owns_files && component.commits.is_empty() {
            let hint = "  owns no files: name them in `paths`";
            lines.push(Line::new(hint, Tone::Warning));
        }
    }
    if components.is_empty() {
        lines.push(Line::plain("No component is selected."));
    }
    lines
}

fn is_shown(account: &Account, detail: Detail) -> bool {
    match account.outcome {
        Outcome::Changes(_) | Outcome::Unclassified => true,
        _ => detail == Detail::Full,
    }
}

fn head(pending: &Pending, component: &ComponentPending, width: usize) -> Line {
    let id = component.component.as_str();
    let line = Line::new(format!("{id:width$}"), Tone::Heading).and("  ");
    let counts = counts(component);
    let line = match (component.kind(), component.unclassified()) {
        (Some(kind), _) => line.with(kind.name(), Tone::New).with(format_args!(": {counts}"), Tone::Faint),
        (None, 0) => line.with("nothing", Tone::Faint),
        (None, _) => line.with(counts, Tone::Warning),
    };
    let series =
        if component.in_series && component.kind().is_some() { ", all in the open series" } else { "" };
    line.with(format_args!(" {}{series}", since(pending, component)), Tone::Faint)
}

/// How much evidence there is: `3 commits, 1 change file, 2 unclassified`.
pub fn counts(component: &ComponentPending) -> String {
    let is_counted = |account: &&Account| matches!(account.outcome, Outcome::Changes(_));
    let counted = component.commits.iter().filter(is_counted).count();
    let mut parts = Vec::new();
    if counted > 0 {
        parts.push(count(counted, "commit"));
    }
    if !component.files.is_empty() {
        parts.push(count(component.files.len(), "change file"));
    }
    if component.unclassified() > 0 {
        parts.push(format!("{} unclassified", component.unclassified()));
    }
    parts.join(", ")
}

/// `since core-v1.0`.
fn since(pending: &Pending, component: &ComponentPending) -> String {
    match &component.base {
        None => "in change files".to_owned(),
        Some(Base::Never) => "since the beginning: never released".to_owned(),
        Some(Base::Tag { name, .. }) => format!("since {}", visible(name)),
        Some(Base::Commit { version, at }) => {
            let commit = pending.commits.get(*at).map_or("", Commit::short_id);
            format!("since {commit}, which set {version}")
        }
    }
}

/// What is said of a change file that asks for nothing but what the component has.
fn done(file: &FileEvidence, component: &ComponentPending) -> String {
    let id = &component.component;
    if file.is_done {
        format!(" (nothing to do: the next release of {id} consumes it)")
    } else {
        String::new()
    }
}

fn commit_line(pending: &Pending, account: &Account, commit: &Commit) -> Line {
    let short = |place: &usize| pending.commits.get(*place).map_or("", Commit::short_id);
    let (tone, more) = match &account.outcome {
        Outcome::Changes(_) => (Tone::Plain, String::new()),
        Outcome::Unclassified => (Tone::Warning, String::new()),
        Outcome::Done(_) => (Tone::Faint, ", done".to_owned()),
        Outcome::Reverted { by } => (Tone::Faint, format!(", by {}", short(by))),
        Outcome::None | Outcome::Reverts => (Tone::Faint, String::new()),
    };
    let kind = word(&account.outcome);
    let belongs =
        account.belongs_to.as_ref().map_or_else(String::new, |of| format!(", belongs to {}", short(of)));
    let line = Line::new(format!("  {kind:12}  "), tone).with(commit.short_id(), Tone::Faint);
    line.and(format_args!("  {}  {}{more}{belongs}", day(commit), visible(commit.subject())))
}

pub(super) fn day(commit: &Commit) -> String {
    commit.date.map_or_else(|| "          ".to_owned(), |date| date.to_string())
}

/// What a commit changes, or else what it is.
fn word(outcome: &Outcome) -> String {
    if outcome.changes().is_empty() { outcome.name().to_owned() } else { kinds(outcome.changes()) }
}

/// `feature`, or `addition api, fix` where surfaces change.
fn kinds(changes: &[Change]) -> String {
    let kind = |change: &Change| match change.surface() {
        Some((surface, kind)) => format!("{} {surface}", kind.name()),
        None => change.kind().name().to_owned(),
    };
    let kinds: Vec<String> = changes.iter().map(kind).collect();
    if kinds.is_empty() { "none".to_owned() } else { kinds.join(", ") }
}

fn component_json(pending: &Pending, component: &ComponentPending) -> Value {
    let id = |place: Option<usize>| {
        place.and_then(|place| pending.commits.get(place)).map(|commit| commit.id.clone())
    };
    let base = component.base.as_ref().map(|base| match base {
        Base::Never => json!({"tag": null, "commit": null}),
        Base::Tag { name, at } => json!({"tag": name, "commit": id(Some(*at))}),
        Base::Commit { at, .. } => json!({"tag": null, "commit": id(Some(*at))}),
    });
    let commits: Vec<Value> = pending
        .commits_of(component)
        .map(|(account, commit)| {
            let mut value = commit_json(commit);
            let by = match account.outcome {
                Outcome::Reverted { by } => Some(by),
                _ => None,
            };
            if let Value::Object(fields) = &mut value {
                fields.insert("outcome".to_owned(), account.outcome.name().into());
                fields.insert("changes".to_owned(), texts(account.outcome.changes()));
                fields.insert("reverted_by".to_owned(), json!(id(by)));
                fields.insert("belongs_to".to_owned(), json!(id(account.belongs_to)));
            }
            value
        })
        .collect();
    let files: Vec<Value> = pending
        .files_of(component)
        .map(|(file, said)| {
            let changes = texts(&file.changes);
            json!({"file": said.path, "changes": changes, "text": said.text, "done": file.is_done})
        })
        .collect();
    json!({
        "component": component.component,
        "title": component.title,
        "version": component.version,
        "base": base,
        "kind": component.kind().map(Kind::name),
        "changes": texts(&component.changes()),
        "unclassified": component.unclassified(),
        "in_series": component.in_series,
        "commits": commits,
        "files": files,
    })
}

fn texts(changes: &[Change]) -> Value {
    changes.iter().map(ToString::to_string).collect::<Vec<_>>().into()
}

pub(super) fn commit_json(commit: &Commit) -> Value {
    json!({
        "id": commit.id,
        "subject": commit.subject(),
        "author": commit.author,
        "date": commit.date,
    })
}
