//! Contents that git does not keep as they are in the work tree: line ends, encodings, filters such as that of LFS.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::error::ApplyError;
use super::settings::Settings;
use super::site::{Repository, Site};
use crate::system::files::{self, Found};
use crate::system::git::lossy;
use crate::system::objects::clean;

/// The attributes by which git changes a content.
const ATTRIBUTES: [&str; 6] = ["filter", "working-tree-encoding", "ident", "text", "eol", "crlf"];

const FILE: &str = ".gitattributes";

/// The ids of those among `contents`, each with its path in the work tree, that git keeps in another form; they are made
/// here, by one call of git, so that a filter that serves many files is started once.
pub(super) fn ids(
    site: &Site,
    repository: &Repository,
    settings: &Settings,
    contents: &[(&str, &[u8])],
) -> Result<HashMap<String, String>, ApplyError> {
    let attributes = attribute_files(repository, contents);
    let is_crlf = settings.value("core.autocrlf").is_some_and(|value| value != "false");
    let given = if attributes.is_empty() && !has_others(repository, settings) {
        HashMap::new()
    } else {
        attributes_of(repository, contents)?
    };
    let changes = |(path, content): &&(&str, &[u8])| {
        let has_crlf = content.contains(&b'\r');
        let is_given = |name: &str| given.get(*path).is_some_and(|names| names.contains(name));
        has_crlf && (is_crlf || ["text", "eol", "crlf"].into_iter().any(is_given))
            || ["filter", "working-tree-encoding"].into_iter().any(is_given)
            || is_given("ident") && content.windows(3).any(|bytes| bytes == b"$Id")
    };
    let changed: Vec<(&str, &[u8])> = contents.iter().filter(changes).copied().collect();
    if changed.is_empty() {
        return Ok(HashMap::new());
    }
    let paths: Vec<&str> = changed.iter().map(|(path, _)| *path).collect();
    // git reads files: a work tree of their own, with the attributes of this one.
    let mut laid_out: Vec<(String, Vec<u8>)> = Vec::new();
    for file in attributes {
        let content = files::read(&repository.root.join(&file)).map_err(ApplyError::io("read", &file))?;
        laid_out.push((file, content));
    }
    laid_out.extend(changed.iter().map(|(path, content)| ((*path).to_owned(), content.to_vec())));
    let folder = site.scratch();
    let failed = |doing| ApplyError::io(doing, &folder);
    site.effects.remove_folder(&folder).map_err(failed("remove"))?;
    site.effects.lay_out(&folder, &laid_out).map_err(failed("write"))?;
    let ids = clean(&site.effects, &repository.git_dir, &folder, &paths)?;
    site.effects.remove_folder(&folder).map_err(failed("remove"))?;
    Ok(paths.into_iter().map(str::to_owned).zip(ids).collect())
}

/// The files of attributes on the way to each path, from the root of the work tree.
fn attribute_files(repository: &Repository, contents: &[(&str, &[u8])]) -> BTreeSet<String> {
    let folders =
        contents.iter().flat_map(|(path, _)| path.match_indices('/').map(|(end, _)| path.get(..=end)));
    let folders: BTreeSet<&str> = folders.flatten().chain([""]).collect();
    // git does not follow a link there.
    let is_file = |path: &Path| matches!(files::found(path), Ok(Found::Regular { .. }));
    let files = folders.into_iter().map(|folder| format!("{folder}{FILE}"));
    files.filter(|file| is_file(&repository.root.join(file))).collect()
}

/// Whether attributes may be given elsewhere: for this repository, this user or this machine.
fn has_others(repository: &Repository, settings: &Settings) -> bool {
    // A git before 2.42 says neither where its own files of attributes are nor where its shell is.
    if settings.value("GIT_SHELL_PATH").is_none() {
        return true;
    }
    let named = ["GIT_ATTR_GLOBAL", "GIT_ATTR_SYSTEM"].into_iter().filter_map(|name| settings.value(name));
    let own = repository.common_dir.join("info/attributes");
    named.map(PathBuf::from).chain([own]).any(|path| files::exists(&path))
}

/// The attributes that are given to each path.
fn attributes_of(
    repository: &Repository,
    contents: &[(&str, &[u8])],
) -> Result<HashMap<String, BTreeSet<String>>, ApplyError> {
    let input: String = contents.iter().map(|(path, _)| format!("{path}\0")).collect();
    let question = [&["check-attr", "--stdin", "-z"], &ATTRIBUTES[..]].concat();
    let answer = repository.git.ask_about(&question, input.as_bytes())?;
    let answer = lossy(answer);
    let fields: Vec<&str> = answer.split('\0').collect();
    let mut given: HashMap<String, BTreeSet<String>> = HashMap::new();
    for record in fields.chunks_exact(3) {
        if let [path, name, value] = record
            && !matches!(*value, "unspecified" | "unset")
        {
            given.entry((*path).to_owned()).or_default().insert((*name).to_owned());
        }
    }
    Ok(given)
}
