//! `recover`: finishes an apply that was cut off, or reverts it.

use std::path::{Path, PathBuf};

use super::apply::hold_signals;
use super::args::{Global, OutputFormat, RecoverArguments};
use super::consent::{ask, report_done, show_first};
use super::error::CommandError;
use super::load::{FILE_NAME, locate};
use super::output::Output;
use crate::apply::{How, Recovery, Site, pending, recover, set_aside, was_cut_off};
use crate::report::{RecoverReport, announced};
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
    if output.format == OutputFormat::Text {
        show_first(output.lines(&announced(way, &record)), arguments.consent)?;
    }
    if arguments.consent.dry_run {
        return output.result(&RecoverReport::Would(way, &record));
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
            let finished = RecoverReport::Finished(&record, outcome, kept);
            report_done(output, output.result(&finished), "Finished.")
        }
        Recovery::Reverted(kept) => {
            report_done(output, output.result(&RecoverReport::Reverted(kept)), "Reverted.")
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
    output.result(&RecoverReport::Nothing)
}

/// Moves a journal that cannot be followed out of the way.
fn put_aside(site: &Site, arguments: &RecoverArguments, output: &Output) -> Result<(), CommandError> {
    if arguments.consent.dry_run {
        return output.result(&RecoverReport::WouldSetAside);
    }
    ask("Move the record of what was cut off out of the way?", arguments.consent, output)?;
    let Some(path) = set_aside(site)? else { return nothing(output) };
    output.result(&RecoverReport::SetAside(path.to_string_lossy().into_owned()))
}
