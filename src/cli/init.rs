//! `init`: a product file proposed from what a folder holds.

use std::path::PathBuf;
use std::time::Duration;

use super::args::{Global, InitArguments, OutputFormat};
use super::cli_error::CliError;
use super::error::CommandError;
use super::load::{FILE_NAME, describe, folder_of, refuse_demo};
use super::output::Output;
use super::survey::survey;
use crate::apply::{Site, write_product};
use crate::proposal::propose;
use crate::report::{Detail, ProposalReport, painted, proposal};
use crate::system::files;

pub(super) fn run(global: &Global, arguments: &InitArguments, output: &Output) -> Result<(), CommandError> {
    refuse_demo(global, "init")?;
    let path = global.product.clone().unwrap_or_else(|| PathBuf::from(FILE_NAME));
    if files::exists(&path) {
        return Err(CliError::ProductExists(path).into());
    }
    let name = path.display().to_string();
    let written = !arguments.dry_run;
    // Held from here on, so that no apply of another worktree runs between what is read and what is written.
    let held = if written {
        let site = Site::of_new(&path)?;
        let guard = site.lock("init", Duration::ZERO)?;
        Some((site, guard))
    } else {
        None
    };
    let survey = survey(folder_of(&path))?;
    let proposal = propose(&survey).map_err(|invalid| describe(&name, "", &invalid))?;
    if let Some((site, guard)) = held {
        if files::exists(&path) {
            return Err(CliError::ProductExists(path).into());
        }
        write_product(&site, &guard, None, &proposal.text)?;
    }
    if output.format != OutputFormat::Json && output.detail != Detail::Brief {
        let notes = painted(&proposal::notes(&proposal, output.detail));
        if !notes.is_empty() {
            output.note(notes.trim_end());
        }
    }
    output.result(&ProposalReport { proposal: &proposal, path: &name, written })
}
