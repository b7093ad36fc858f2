//! `import`: the versions of a product file, taken from git tags.

use std::path::Path;
use std::time::Duration;

use super::apply::hold_signals;
use super::args::{Consent, Global, OutputFormat};
use super::cli_error::CliError;
use super::consent::{ask, report_done, show_first};
use super::error::CommandError;
use super::load::{ProductFile, folder_of, locate};
use super::output::Output;
use super::shallow::SHALLOW;
use crate::apply::{Site, write_product};
use crate::history::{History, Tag, Unread, UnreadTag};
use crate::product::rewrite;
use crate::report::{Diff, ImportReport};
use crate::shown::shown;
use crate::system::git::GitError;
use crate::system::tags::{git, is_shallow, tags};
use crate::version::BuildDate;

pub(super) fn run(global: &Global, consent: Consent, output: &Output) -> Result<(), CommandError> {
    let path = locate(global, "import")?;
    let ProductFile { path, text, product } = ProductFile::read(&path)?;
    let tags = repository_tags(folder_of(&path))?;
    let is_shallow = tags.is_shallow;
    let mut history = History::read(&product, tags.here);
    history.unread.extend(tags.elsewhere.into_iter().map(|tag| UnreadTag { tag, why: Unread::Elsewhere }));
    if is_shallow {
        output.note(SHALLOW);
    }
    let edits = history.edits(&product);
    let edited = rewrite(&text, &edits)?;
    let name = path.display().to_string();
    let after = product.edited(&edits);
    let changed = edited != text;
    let write = changed && !consent.dry_run;
    // What is asked about is shown before the question, and only once.
    let is_shown = write && !consent.yes && output.format == OutputFormat::Text;
    let diff = Diff::from_tags(&name, &text, &edited);
    let mut import =
        ImportReport { before: &product, after: &after, history: &history, diff, written: false };
    if is_shown {
        show_first(output.result(&import), consent)?;
    }
    if write {
        let mut site = Site::find(&path)?;
        let guard = site.lock("import", Duration::ZERO)?;
        ask(&format!("Write {}?", shown(&name)), consent, output)?;
        let held = hold_signals(&mut site)?;
        write_product(&site, &guard, Some(&text), &edited)?;
        drop(held);
        import.written = true;
        if !is_shown {
            return report_done(output, output.result(&import), "The product file is written.");
        }
    }
    if is_shown {
        output.note("Wrote the product file.");
        return Ok(());
    }
    output.result(&import)
}

/// The tags of a repository.
pub(super) struct RepositoryTags {
    /// Those that HEAD contains.
    pub(super) here: Vec<Tag>,
    /// The others.
    pub(super) elsewhere: Vec<Tag>,
    /// Whether the clone lacks a part of the history, and with it perhaps tags.
    pub(super) is_shallow: bool,
}

impl RepositoryTags {
    /// All of them.
    pub(super) fn all(self) -> impl Iterator<Item = Tag> {
        self.here.into_iter().chain(self.elsewhere)
    }
}

/// The tags of the repository that `folder` is in, with their days in UTC.
pub(super) fn repository_tags(folder: &Path) -> Result<RepositoryTags, CommandError> {
    let git = git(folder);
    let tags = tags(&git).map_err(unreadable)?;
    let merged = tags.merged(&git).map_err(unreadable)?;
    let is_shallow = is_shallow(folder).map_err(unreadable)?;
    let (mut here, mut elsewhere) = (Vec::new(), Vec::new());
    for ((name, day), is_merged) in tags.into_days().zip(merged) {
        let date = day.and_then(|day| BuildDate::try_from(day).ok());
        let side = if is_merged { &mut here } else { &mut elsewhere };
        side.push(Tag { name, date });
    }
    Ok(RepositoryTags { here, elsewhere, is_shallow })
}

pub(super) fn unreadable(error: GitError) -> CommandError {
    if error.is_elsewhere() { CliError::NoRepository.into() } else { error.into() }
}
