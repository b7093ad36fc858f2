//! What a folder holds, read for a proposal: its manifests, and the tags of its repository.

use std::io;
use std::path::Path;

use super::error::CommandError;
use super::import::repository_tags;
use super::shallow::SHALLOW;
use crate::manifest::folders::{last, parent};
use crate::manifest::{Format, decode};
use crate::proposal::{Note, Source, Survey, SurveyedFile, sources};
use crate::system::files::{self, Found};
use crate::system::tags::subjects;
use crate::system::tree::{holds_text, submodules, tree};
use crate::words::reason;

/// How many bytes of manifests are read in all: far above what a repository has, far below the memory.
const MAX_BYTES: u64 = 64 << 20;

/// How many manifests are read.
const MAX_FILES: usize = 5000;

/// How deep a folder is whose name counts as that of a component.
const MAX_FOLDER_DEPTH: usize = 2;

/// The folders in which tools keep change files.
const CHANGE_FILES: [&str; 2] = [".changeset", "changes"];

/// How many commits are looked at for their form.
const SUBJECTS: usize = 200;

/// What `folder` holds.
pub(super) fn survey(folder: &Path) -> Result<Survey, CommandError> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let cannot_read = |error: io::Error| CommandError::file("read", folder, &error);
    let tree = tree(folder).map_err(cannot_read)?;
    let mut survey = Survey { folder: files::name_of(folder).map_err(cannot_read)?, ..Survey::default() };
    let mut note = |source: &str, message: String| {
        survey.unread.push(Note { source: Source::file(source), message });
    };
    for folder in &tree.unseen {
        note(
            folder,
            "not searched: init looks at 100,000 files, and at 8 levels of folders outside git".to_owned(),
        );
    }
    for folder in submodules(folder) {
        note(&folder, "a submodule with its own repository and tags: run init in it".to_owned());
    }
    let mut manifests: Vec<&String> = tree.files.iter().filter(|path| is_wanted(path)).collect();
    manifests.sort_by_key(|path| (path.matches('/').count(), path.as_str()));
    if manifests.len() > MAX_FILES {
        let first_left = manifests.get(MAX_FILES).map_or(".", |path| parent(path));
        let count = manifests.len();
        note(
            first_left,
            format!("there are {count} manifests, and only the {MAX_FILES} nearest to the top are read"),
        );
    }
    let mut left = MAX_BYTES;
    for path in manifests.into_iter().take(MAX_FILES) {
        match manifest(folder, path, left) {
            Ok(Some(text)) => {
                left = left.saturating_sub(u64::try_from(text.len()).unwrap_or(u64::MAX));
                survey.files.push(SurveyedFile { path: path.clone(), text });
            }
            Ok(None) => {}
            Err(why) => note(path, why),
        }
    }
    let mut named: Vec<String> = survey.files.iter().flat_map(sources).collect();
    named.retain(|path| tree.files.binary_search(path).is_ok() && !is_wanted(path));
    for path in named {
        // One that cannot be read is no place for a version.
        if let Ok(Some(text)) = manifest(folder, &path, left) {
            left = left.saturating_sub(u64::try_from(text.len()).unwrap_or(u64::MAX));
            survey.files.push(SurveyedFile { path, text });
        }
    }
    survey.folders = folders(&tree.files);
    survey.change_files =
        CHANGE_FILES.into_iter().find(|name| holds_text(&folder.join(name))).map(str::to_owned);
    survey.subjects = subjects(folder, SUBJECTS);
    match repository_tags(folder) {
        Ok(tags) => {
            if tags.is_shallow {
                survey.unread.push(Note { source: Source::file("."), message: SHALLOW.to_owned() });
            }
            (survey.tags, survey.elsewhere) = (tags.here, tags.elsewhere);
        }
        Err(error) => {
            survey.unread.push(Note { source: Source::file("."), message: error.message });
        }
    }
    Ok(survey)
}

/// Whether a file is a manifest, or names a module of Go; lock files follow their manifests.
fn is_wanted(path: &str) -> bool {
    last(path) == "go.mod"
        || Format::of_path(path).is_some_and(|format| !matches!(format, Format::CargoLock | Format::NpmLock))
}

/// The text of a manifest, or why it is not read; `None` where it is gone. `left` is how many bytes may be read yet.
fn manifest(folder: &Path, path: &str, left: u64) -> Result<Option<String>, String> {
    let file = folder.join(path);
    let in_words = |error: io::Error| reason("read", &error);
    match files::found(&file) {
        Ok(Found::Regular { bytes }) if bytes > left && bytes <= files::max_bytes() => {
            return Err("not read: there are over 64 MiB of manifests".to_owned());
        }
        Ok(Found::Regular { .. }) => {}
        Ok(Found::Link) => return Err("a link, which is not followed".to_owned()),
        Ok(Found::Other) => return Err("not a regular file".to_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(in_words(error)),
    }
    let bytes = files::read(&file).map_err(in_words)?;
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
