//! `undo`: takes the last apply back.

use std::time::Duration;

use serde_json::{Value, json};

use super::apply::{Said, hold_signals};
use super::args::{Format, Global, UndoArguments};
use super::consent::{ask, report_done, show_first};
use super::error::CommandError;
use super::load::locate;
use super::output::Output;
use super::recover::{contents, names, subject};
use crate::apply::{ApplyError, Site, last, pending};

pub(super) fn run(global: &Global, arguments: &UndoArguments, output: &Output) -> Result<(), CommandError> {
    let consent = arguments.consent;
    let mut site = Site::find(&locate(global, "undo")?)?;
    site.accepts_moved = arguments.moved;
    if let Some(record) = pending(&site)? {
        return Err(CommandError::from(ApplyError::Unfinished { at: record.at }));
    }
    let has_any = last(&site)?.is_some();
    let guard = if has_any && !consent.dry_run { Some(site.lock("undo", Duration::ZERO)?) } else { None };
    // What the lock keeps from changing is looked at under the lock.
    let Some(undo) = last(&site)? else {
        let nothing = json!({"undone": null});
        return output.result(&Said { text: "There is nothing to undo.\n", json: nothing });
    };
    if output.format == Format::Text {
        let text = format!("To take back: {}\n{}", subject(&undo.applied), contents(&undo.applied));
        show_first(output.print(&text), consent)?;
    }
    let Some(guard) = guard else {
        let mut found = json!({"undone": null, "dry_run": true, "would": undo.applied.at});
        if let Value::Object(found) = &mut found {
            found.extend(names(&undo.applied));
        }
        return output.result(&Said { text: "A dry run: nothing is written.\n", json: found });
    };
    ask("Take it back?", consent, output)?;
    let held = hold_signals(&mut site)?;
    undo.perform(&site, &guard)?;
    drop(held);
    let text = "Taken back: files, commit and tags are as they were before.\n";
    let said = Said { text, json: json!({"undone": undo.applied.at}) };
    report_done(output, output.result(&said), "Taken back")
}
