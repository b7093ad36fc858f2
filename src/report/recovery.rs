//! What was recovered or reverted: an apply that was cut off, or the last one.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::apply::{outcome_fields, sentence};
use super::{Detail, Report, plain};
use crate::apply::{ApplyOutcome, Conflict, Record};
use crate::shown::visible;
use crate::words::Line;

/// The result of recovering an apply that was cut off.
pub enum RecoverReport<'a> {
    /// Nothing was cut off.
    Nothing,
    /// What would be done, in a dry run: `finish` or `revert`.
    Would(&'a str, &'a Record),
    /// The record would be moved out of the way.
    WouldSetAside,
    /// It was finished; what others changed is left as it is.
    Finished(&'a Record, ApplyOutcome, Vec<Conflict>),
    /// It was reverted, but for what others changed.
    Reverted(Vec<Conflict>),
    /// The record is now at this path.
    SetAside(String),
}

impl Report for RecoverReport<'_> {
    fn lines(&self, _: Detail) -> Vec<Line> {
        let (said, kept) = match self {
            RecoverReport::Nothing => ("There is nothing to recover.".to_owned(), &[][..]),
            RecoverReport::Would(..) | RecoverReport::WouldSetAside => (DRY_RUN.to_owned(), &[][..]),
            RecoverReport::Finished(record, outcome, kept) if record.is_apply() => {
                (format!("Finished. {}", sentence(outcome)), kept.as_slice())
            }
            RecoverReport::Finished(_, _, kept) => ("Finished.".to_owned(), kept.as_slice()),
            RecoverReport::Reverted(kept) if kept.is_empty() => {
                ("Reverted: files, branch and tags are as they were before.".to_owned(), &[][..])
            }
            RecoverReport::Reverted(kept) => ("Reverted.".to_owned(), kept.as_slice()),
            RecoverReport::SetAside(path) => {
                let compare = "Files, branch and tags stay as they are: compare them with what you expect.";
                (format!("The record is now `{}`. {compare}", visible(path)), &[][..])
            }
        };
        let mut lines = vec![Line::plain(said)];
        if !kept.is_empty() {
            lines.push(Line::plain("Changed by others, and left as it is:"));
        }
        lines.extend(sentences(kept).iter().map(|kept| Line::plain(format!("  {}", visible(kept)))));
        lines
    }

    fn json(&self) -> impl Serialize {
        match self {
            RecoverReport::Nothing => json!({"recovered": "nothing"}),
            RecoverReport::Would(way, record) => {
                let found = json!({"recovered": "nothing", "dry_run": true, "would": way, "of": record.at});
                with_names(found, record)
            }
            RecoverReport::WouldSetAside => {
                json!({"recovered": "nothing", "dry_run": true, "would": "set-aside"})
            }
            RecoverReport::Finished(_, outcome, kept) => {
                json!({"recovered": "finished", "result": outcome_fields(outcome), "kept": sentences(kept)})
            }
            RecoverReport::Reverted(kept) => json!({"recovered": "reverted", "kept": sentences(kept)}),
            RecoverReport::SetAside(path) => json!({"recovered": "set-aside", "record": path}),
        }
    }

    fn markdown(&self) -> String {
        plain(&self.lines(Detail::Usual))
    }

    fn github(&self) -> String {
        String::new()
    }
}

/// The result of undoing the last apply.
pub enum UndoReport<'a> {
    /// Nothing was applied.
    Nothing,
    /// What would be taken back, in a dry run.
    Would(&'a Record),
    /// It was taken back.
    Undone(&'a Record),
}

impl Report for UndoReport<'_> {
    fn lines(&self, _: Detail) -> Vec<Line> {
        vec![Line::plain(match self {
            UndoReport::Nothing => "There is nothing to undo.",
            UndoReport::Would(_) => DRY_RUN,
            UndoReport::Undone(_) => "Taken back: files, commit and tags are as they were before.",
        })]
    }

    fn json(&self) -> impl Serialize {
        match self {
            UndoReport::Nothing => json!({"undone": null}),
            UndoReport::Would(record) => {
                with_names(json!({"undone": null, "dry_run": true, "would": record.at}), record)
            }
            UndoReport::Undone(record) => json!({"undone": record.at}),
        }
    }

    fn markdown(&self) -> String {
        plain(&self.lines(Detail::Usual))
    }

    fn github(&self) -> String {
        String::new()
    }
}

const DRY_RUN: &str = "Dry run: nothing was written.";

fn sentences(kept: &[Conflict]) -> Vec<String> {
    kept.iter().map(ToString::to_string).collect()
}

/// What is about to be done with a record: `To finish: apply of 2016-11-01T00:00:00Z: core 1.0.20161101`, then its files
/// and refs, a line each.
pub fn announced(way: &str, record: &Record) -> Vec<Line> {
    let releases: Vec<String> =
        record.releases().into_iter().map(|(component, version)| format!("{component} {version}")).collect();
    let released = if releases.is_empty() { String::new() } else { format!(": {}", releases.join(", ")) };
    let subject = format!("{} of {}{released}", record.verb.name(), record.at);
    let head = format!("To {way}: {}", visible(&subject));
    let (files, refs) = names(record);
    let names = files.into_iter().chain(refs).map(|name| Line::plain(format!("  {}", visible(name))));
    std::iter::once(Line::plain(head)).chain(names).collect()
}

/// The files and the refs of a record.
fn names(record: &Record) -> (Vec<&str>, Vec<&str>) {
    let files = record.files.iter().map(|file| file.path.as_str());
    let refs = record.git.iter().flat_map(|git| &git.refs).map(|one| one.name.as_str());
    (files.collect(), refs.collect())
}

fn with_names(fields: Value, record: &Record) -> Value {
    let (files, refs) = names(record);
    let names = [("files".to_owned(), json!(files)), ("refs".to_owned(), json!(refs))];
    let fields = if let Value::Object(fields) = fields { fields } else { Map::new() };
    fields.into_iter().chain(names).collect::<Map<_, _>>().into()
}
