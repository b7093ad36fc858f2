//! `init`: a product file proposed from what a folder holds.

use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::args::{Format as OutputFormat, Global, InitArguments};
use super::consent::refuse_demo;
use super::error::{CommandError, WRITE};
use super::import::{folder_of, repository_tags};
use super::load::{FILE_NAME, describe};
use super::output::{Output, Rendered};
use crate::manifest::{Format, decode};
use crate::proposal::{Note, Proposal, Source, Survey, SurveyedFile, propose};
use crate::report::proposal as report;
use crate::report::text::Detail;
use crate::shown::shown;
use crate::system::files::{self, Found};
use crate::system::tree::tree;

/// How many bytes of manifests are read in all: far above what a repository has, far below the memory.
const MAX_BYTES: usize = 64 << 20;

/// How deep a folder is whose name counts as that of a component.
const MAX_FOLDER_DEPTH: usize = 2;

pub(super) fn run(global: &Global, arguments: &InitArguments, output: &Output) -> Result<(), CommandError> {
    refuse_demo(global, "init")?;
    let path = global.product.clone().unwrap_or_else(|| PathBuf::from(FILE_NAME));
    if files::exists(&path) {
        return Err(exists(&path));
    }
    let name = path.display().to_string();
    let survey = survey(folder_of(&path))?;
    let proposal = propose(&survey).map_err(|invalid| describe(&name, "", &invalid))?;
    let written = !arguments.dry_run;
    if written {
        files::create(&path, proposal.text.as_bytes()).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => exists(&path),
            _ => CommandError::file(WRITE, &path, &error),
        })?;
    }
    if output.format != OutputFormat::Json {
        let notes = report::notes(&proposal);
        if !notes.is_empty() {
            output.note(notes.trim_end());
        }
    }
    output.result(&Proposed { proposal: &proposal, path: &name, written })
}

fn exists(path: &Path) -> CommandError {
    let message =
        format!("`{}` exists already, and nothing is written over it", shown(&path.to_string_lossy()));
    CommandError::invalid("file-exists", message)
        .hint("look at what would be proposed with --product FILE and another name, and --dry-run")
        .hint("`dateline import` takes the versions of the file from git tags")
}

/// What `folder` holds.
fn survey(folder: &Path) -> Result<Survey, CommandError> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let cannot_read = |error: io::Error| CommandError::file("read", folder, &error);
    let tree = tree(folder).map_err(cannot_read)?;
    let mut survey = Survey { folder: files::name_of(folder).map_err(cannot_read)?, ..Survey::default() };
    let mut tell = |source: &str, message: String| {
        survey.unread.push(Note { source: Source::file(source), message });
    };
    if tree.is_cut {
        tell(".", "it holds more than is looked at: 100000 names, 8 folders deep".to_owned());
    }
    let mut manifests: Vec<&String> = tree.files.iter().filter(|path| is_wanted(path)).collect();
    manifests.sort_by_key(|path| (path.matches('/').count(), path.as_str()));
    let mut total = 0;
    for path in manifests {
        match manifest(folder, path, MAX_BYTES.saturating_sub(total)) {
            Ok(Some(text)) => {
                total += text.len();
                survey.files.push(SurveyedFile { path: path.clone(), text });
            }
            Ok(None) => {}
            Err(why) => tell(path, why),
        }
    }
    survey.folders = folders(&tree.files);
    match repository_tags(folder) {
        Ok(tags) => survey.tags = tags,
        Err(error) => {
            let message = format!("no tags are read: {}", error.message);
            survey.unread.push(Note { source: Source::file("."), message });
        }
    }
    Ok(survey)
}

/// Whether a file is a manifest; lock files follow theirs.
fn is_wanted(path: &str) -> bool {
    Format::of_path(path).is_some_and(|format| !matches!(format, Format::CargoLock | Format::NpmLock))
}

/// The text of a manifest, or why it is not read; `None` where it is gone.
fn manifest(folder: &Path, path: &str, left: usize) -> Result<Option<String>, String> {
    let file = folder.join(path);
    match files::found(&file) {
        Ok(Found::Regular) => {}
        Ok(Found::Link) => return Err("a link, which is not followed".to_owned()),
        Ok(Found::Other) => return Err("no regular file".to_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(CommandError::file("read", &file, &error).message),
    }
    let bytes = files::read(&file).map_err(|error| CommandError::file("read", &file, &error).message)?;
    if bytes.len() > left {
        return Err("not read: there are over 64 MiB of manifests".to_owned());
    }
    decode(&bytes).map(|text| Some(text.to_owned())).map_err(|error| error.to_string())
}

/// The folders near the top that hold any of `files`.
fn folders(files: &[String]) -> Vec<String> {
    let mut folders: Vec<String> = Vec::new();
    for path in files {
        let ends = path.match_indices('/').take(MAX_FOLDER_DEPTH);
        folders.extend(ends.filter_map(|(end, _)| path.get(..end).map(str::to_owned)));
    }
    folders.sort();
    folders.dedup();
    folders
}

/// A proposal, and where it is.
struct Proposed<'a> {
    proposal: &'a Proposal,
    path: &'a str,
    written: bool,
}

impl Rendered for Proposed<'_> {
    fn text(&self, _: Detail) -> String {
        if self.written { report::text(self.proposal, self.path) } else { self.proposal.text.clone() }
    }

    fn json(&self) -> Value {
        report::json(self.proposal, self.path, self.written)
    }

    fn markdown(&self) -> String {
        report::markdown(self.proposal)
    }

    fn github(&self) -> String {
        crate::report::github::status(&self.proposal.product)
    }
}
