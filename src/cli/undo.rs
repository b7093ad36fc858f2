//! `undo`: takes the last apply back.

use std::time::Duration;

use serde_json::json;

use super::apply::Said;
use super::args::{Consent, Format, Global};
use super::consent::ask;
use super::error::CommandError;
use super::load::locate;
use super::output::Output;
use super::recover::subject;
use crate::apply::{ApplyError, Site, last, pending};

pub(super) fn run(global: &Global, consent: Consent, output: &Output) -> Result<(), CommandError> {
    let site = Site::find(&locate(global, "undo")?)?;
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
        output.print(&format!("To take back: {}\n", subject(&undo.applied)))?;
    }
    let Some(guard) = guard else {
        let found = json!({"undone": null, "dry_run": true, "would": undo.applied.at});
        return output.result(&Said { text: "A dry run: nothing is written.\n", json: found });
    };
    ask("Take it back?", consent, output)?;
    undo.perform(&site, &guard)?;
    let text = "Taken back: files, commit and tags are as they were before.\n";
    output.result(&Said { text, json: json!({"undone": undo.applied.at}) })
}
