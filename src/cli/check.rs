//! `check`: every guardrail at once.

use std::path::{Path, PathBuf};

use super::args::{CheckArguments, Global, OutputFormat};
use super::cli_error::CliError;
use super::dating::today;
use super::error::CommandError;
use super::load::{self, DEMO, FILE_NAME, find, not_utf8, refuse_demo};
use super::output::Output;
use crate::apply::changes_since;
use crate::check::{CheckedTree, Code, InputError, Selection, change_missing, check, read_product};
use crate::report::{CheckReport, Report};
use crate::system::git::Git;
use crate::system::{environment, files};
use crate::words::WRITE;

pub(super) fn run(global: &Global, arguments: &CheckArguments, output: &Output) -> Result<(), CommandError> {
    let selection = Selection { only: codes(&arguments.only)?, skip: codes(&arguments.skip)? };
    if selection.skip.contains(&Code::InvalidProduct) {
        return Err(CliError::SkippedProduct.into());
    }
    let place = find(global)?;
    let path = match &place {
        load::ProductSource::Demo if arguments.staged => {
            refuse_demo(global, "stage").map(|()| Path::new(FILE_NAME))?
        }
        load::ProductSource::Demo => Path::new(FILE_NAME),
        load::ProductSource::File(path) => path,
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    let name = path.file_name().and_then(|name| name.to_str()).ok_or(CliError::FileName)?;
    let source = match &place {
        load::ProductSource::Demo => CheckedTree::Alone(DEMO),
        load::ProductSource::File(_) if arguments.staged => CheckedTree::Index(folder, index(folder)),
        load::ProductSource::File(_) => CheckedTree::WorkTree(folder),
    };
    let file = read_product(&source, name).map_err(refused)?;
    let mut verdict = check(&file, &source, today(), &selection).map_err(refused)?;
    // What a change file says that is not valid nobody knows.
    let is_readable = verdict.findings.iter().all(|finding| finding.code != Code::ChangeFile.name());
    if let (Some(base), Ok(product), true) = (&arguments.base, &file.product, is_readable) {
        let pending = changes_since(folder, product, base)?;
        let missing = change_missing(name, product, &pending).into_iter();
        verdict.findings.extend(missing.filter(|finding| selection.includes(finding)));
    }
    let result = CheckReport {
        folder: shown_folder(folder),
        prefix: if output.format == OutputFormat::Github { prefix(folder) } else { String::new() },
        verdict,
    };
    if let (OutputFormat::Github, Some(path)) = (output.format, environment::github_step_summary()) {
        let summary = result.markdown();
        files::append(&path, summary.as_bytes()).map_err(|error| CommandError::file(WRITE, &path, &error))?;
    }
    output.result(&result)?;
    let fails =
        !result.verdict.findings.is_empty() || (arguments.strict && !result.verdict.notices.is_empty());
    if fails { Err(CommandError::reported()) } else { Ok(()) }
}

fn codes(names: &[String]) -> Result<Vec<Code>, CommandError> {
    names.iter().map(|name| Code::from_name(name).map_err(CommandError::from)).collect()
}

/// The index that a hook is given, which is relative to the root of the work tree.
fn index(folder: &Path) -> Option<PathBuf> {
    let index = environment::git_index()?;
    if index.is_absolute() {
        return Some(index);
    }
    let root = Git::new(folder).line(&["rev-parse", "--show-toplevel"]).ok()?;
    Some(Path::new(&root).join(index))
}

/// The way to the folder: empty, or ending in `/`.
fn shown_folder(folder: &Path) -> String {
    match folder.to_string_lossy() {
        folder if folder.is_empty() || folder.ends_with('/') => folder.into_owned(),
        folder => format!("{folder}/"),
    }
}

/// The way from the root of the repository to the folder, by which GitHub finds a file.
fn prefix(folder: &Path) -> String {
    Git::new(folder).line(&["rev-parse", "--show-prefix"]).unwrap_or_else(|_| shown_folder(folder))
}

fn refused(error: InputError) -> CommandError {
    match &error {
        InputError::NotUtf8 { path, error } => not_utf8(path, error).into(),
        _ => error.into(),
    }
}
