//! `undo`: takes the last apply back.

use std::time::Duration;

use super::apply::hold_signals;
use super::args::{Global, OutputFormat, UndoArguments};
use super::consent::{ask, report_done, show_first};
use super::error::CommandError;
use super::load::locate;
use super::output::Output;
use crate::apply::{Site, last};
use crate::report::{UndoReport, announced};

pub(super) fn run(global: &Global, arguments: &UndoArguments, output: &Output) -> Result<(), CommandError> {
    let consent = arguments.consent;
    let mut site = Site::find(&locate(global, "undo")?)?;
    site.accepts_moved = arguments.moved;
    site.check_finished()?;
    let has_any = last(&site)?.is_some();
    let guard = if has_any && !consent.dry_run { Some(site.lock("undo", Duration::ZERO)?) } else { None };
    // What the lock keeps from changing is looked at under the lock.
    let Some(undo) = last(&site)? else {
        return output.result(&UndoReport::Nothing);
    };
    if output.format == OutputFormat::Text {
        show_first(output.lines(&announced("take back", &undo.applied)), consent)?;
    }
    let Some(guard) = guard else {
        return output.result(&UndoReport::Would(&undo.applied));
    };
    ask("Take it back?", consent, output)?;
    let held = hold_signals(&mut site)?;
    undo.perform(&site, &guard)?;
    drop(held);
    report_done(output, output.result(&UndoReport::Undone(&undo.applied)), "Taken back.")
}
