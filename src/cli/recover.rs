//! `recover`: finishes an apply that was cut off, or reverts it.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::apply::{Said, hold_signals, outcome_json, told};
use super::args::{Format, Global, RecoverArguments};
use super::consent::{ask, report_done, show_first};
use super::error::CommandError;
use super::load::{FILE_NAME, locate};
use super::output::Output;
use crate::apply::{Conflict, How, Record, Recovery, Site, pending, recover, set_aside, was_cut_off};
use crate::shown::visible;
use crate::system::files;

pub(super) fn run(
    global: &Global,
    arguments: &RecoverArguments,
    output: &Output,
) -> Result<(), CommandError> {
    let mut site = site(global)?;
    site.accepts_moved = arguments.moved;
    if arguments.set_aside {
        return put_aside(&site, arguments, output);
    }
    let Some(record) = pending(&site)? else { return nothing(output) };
    let way = if arguments.abort { "revert" } else { "finish" };
    if output.format == Format::Text {
        let text = format!("To {way}: {}\n{}", subject(&record), contents(&record));
        show_first(output.print(&text), arguments.consent)?;
    }
    if arguments.consent.dry_run {
        let mut found = json!({"recovered": "nothing", "dry_run": true, "would": way, "of": record.at});
        if let Value::Object(found) = &mut found {
            found.extend(names(&record));
        }
        return output.result(&Said { text: "A dry run: nothing is written.\n", json: found });
    }
    let question = if arguments.abort { "Revert it?" } else { "Finish it?" };
    ask(question, arguments.consent, output)?;
    let how = How { abort: arguments.abort, not_pushed: arguments.not_pushed };
    let held = hold_signals(&mut site)?;
    let recovered = recover(&site, how)?;
    drop(held);
    match recovered {
        Recovery::Nothing => nothing(output),
        Recovery::Finished(outcome, kept) => {
            let text =
                format!("Finished. {}", if record.is_apply() { told(&outcome) } else { String::new() });
            let text = text.trim_end().to_owned() + "\n" + &left_alone(&kept);
            let json = json!({
                "recovered": "finished", "result": outcome_json(&outcome), "kept": sentences(&kept),
            });
            report_done(output, output.result(&Said { text: &text, json }), "Finished")
        }
        Recovery::Reverted(kept) => {
            let text = match kept.len() {
                0 => "Reverted: files, branch and tags are as they were before.\n".to_owned(),
                _ => format!("Reverted.\n{}", left_alone(&kept)),
            };
            let json = json!({"recovered": "reverted", "kept": sentences(&kept)});
            report_done(output, output.result(&Said { text: &text, json }), "Reverted")
        }
    }
}

/// Where something may have been cut off: at the product file, or where `init` was about to make it.
fn site(global: &Global) -> Result<Site, CommandError> {
    let path = match locate(global, "recover") {
        Ok(path) if files::exists(&path) || !was_cut_off(&path) => return Ok(Site::find(&path)?),
        Ok(path) => path,
        Err(_) if !global.demo && was_cut_off(Path::new(FILE_NAME)) => PathBuf::from(FILE_NAME),
        Err(error) => return Err(error),
    };
    Ok(Site::of_new(&path)?)
}

fn nothing(output: &Output) -> Result<(), CommandError> {
    let nothing = json!({"recovered": "nothing"});
    output.result(&Said { text: "There is nothing to recover.\n", json: nothing })
}

/// Moves a journal that cannot be followed out of the way.
fn put_aside(site: &Site, arguments: &RecoverArguments, output: &Output) -> Result<(), CommandError> {
    if arguments.consent.dry_run {
        let found = json!({"recovered": "nothing", "dry_run": true, "would": "set-aside"});
        return output.result(&Said { text: "A dry run: nothing is written.\n", json: found });
    }
    ask("Move the record of what was cut off out of the way?", arguments.consent, output)?;
    let Some(path) = set_aside(site)? else { return nothing(output) };
    let path = path.to_string_lossy().into_owned();
    let text = format!(
        "The record is now `{}`. Files, branch and tags stay as they are: compare them with what you expect.\n",
        visible(&path)
    );
    output.result(&Said { text: &text, json: json!({"recovered": "set-aside", "record": path}) })
}

fn sentences(kept: &[Conflict]) -> Vec<String> {
    kept.iter().map(ToString::to_string).collect()
}

/// What others changed, which a recovery leaves as it is.
fn left_alone(kept: &[Conflict]) -> String {
    let lines = sentences(kept).into_iter().map(|sentence| format!("  {}\n", visible(&sentence)));
    let lines: String = lines.collect();
    if lines.is_empty() { lines } else { format!("Changed by others, and left as it is:\n{lines}") }
}

/// The files and refs of a record, a line each.
pub(super) fn contents(record: &Record) -> String {
    let files = record.files.iter().map(|file| format!("  {}\n", visible(&file.path)));
    let refs = record.git.iter().flat_map(|git| &git.refs);
    files.chain(refs.map(|one| format!("  {}\n", visible(&one.name)))).collect()
}

/// The files and refs of a record, for scripts.
pub(super) fn names(record: &Record) -> serde_json::Map<String, Value> {
    let files: Vec<&str> = record.files.iter().map(|file| file.path.as_str()).collect();
    let refs: Vec<&str> = record.git.iter().flat_map(|git| &git.refs).map(|one| one.name.as_str()).collect();
    [("files".to_owned(), json!(files)), ("refs".to_owned(), json!(refs))].into_iter().collect()
}

/// What a record is of, in a line: `apply of 2016-11-01T00:00:00Z: core 1.0.20161101`.
pub(super) fn subject(record: &Record) -> String {
    let releases: Vec<String> =
        record.releases().into_iter().map(|(component, version)| format!("{component} {version}")).collect();
    let subject = format!("{} of {}: {}", record.verb.name(), record.at, releases.join(", "));
    visible(subject.trim_end_matches([':', ' ']))
}
