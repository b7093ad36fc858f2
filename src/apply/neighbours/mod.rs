//! What a package's tool repeats of its version in other files: requirements of the packages around it, and lock files.
//! They follow the manifest that was written; nobody has to name them.
//!
//! What lies outside of the product file's folder, cannot be reached without a link, or is ignored by git is left alone.

mod cargo;
mod chart;
mod composer;
mod gem;
mod maven;
mod npm;
mod python;

use std::collections::HashSet;

use super::error::Problem;
use super::manifests::WrittenManifest;
use super::site::{Repository, Site};
use super::texts::{Texts, refusal};
use crate::manifest::folders::{inside, join, last, part_matches};
use crate::manifest::{Format, ManifestError};
use crate::product::Product;

/// A file that only its own tool can bring up to date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refresh {
    /// The file, relative to the product file's folder.
    pub path: String,
    /// The command that does it, as it is typed in the product file's folder.
    pub command: String,
}

impl Refresh {
    /// `command`, which takes its folder behind `option`.
    fn of(path: String, command: &str, option: &str, folder: &str) -> Self {
        let quoted = if folder.contains(|c: char| !(c.is_ascii_alphanumeric() || "/._-".contains(c))) {
            format!("'{}'", folder.replace('\'', "'\\''"))
        } else {
            folder.to_owned()
        };
        let of_folder = if folder.is_empty() { String::new() } else { format!("{option}{quoted}") };
        Refresh { path, command: format!("{command}{of_folder}") }
    }
}

/// Writes what follows from `written` into `texts`; what the user must refresh, and every problem.
pub(super) fn write_neighbours(
    site: &Site,
    product: &Product,
    written: &[WrittenManifest<'_>],
    texts: &mut Texts<'_>,
) -> (Vec<Refresh>, Vec<Problem>) {
    let repository = site.repository.as_ref();
    let (refreshes, problems) = (Vec::new(), Vec::new());
    let mut neighbours = Neighbours { repository, tracked: None, texts, refreshes, problems };
    neighbours.follow_cargo(product, written);
    neighbours.follow_npm(written);
    neighbours.follow_python(written);
    neighbours.follow_gems(written);
    neighbours.follow_charts(written);
    neighbours.follow_composer(written);
    neighbours.follow_maven(written);
    (neighbours.refreshes, neighbours.problems)
}

/// Whether the entry is of the version that a tool of `format` goes by.
fn is_whole_version(written: &WrittenManifest<'_>, format: Format, fields: &[&str]) -> bool {
    let field = written.manifest.field.as_deref();
    let plain = field.is_none_or(|field| fields.contains(&field));
    written.format == format && written.manifest.pattern.is_none() && plain
}

struct Neighbours<'t, 'f> {
    repository: Option<&'t Repository>,
    /// The files below the folder that git keeps, once they were asked for.
    tracked: Option<Vec<String>>,
    texts: &'t mut Texts<'f>,
    refreshes: Vec<Refresh>,
    problems: Vec<Problem>,
}

impl Neighbours<'_, '_> {
    /// The files called `name` that git keeps, wherever they are; none without git.
    fn tracked(&mut self, name: &str) -> Vec<String> {
        self.tracked_with(|found| found == name)
    }

    /// The files whose names `is_wanted` takes, and that git keeps.
    fn tracked_with(&mut self, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let repository = self.repository;
        let all = self.tracked.get_or_insert_with(|| repository.map(Repository::tracked).unwrap_or_default());
        all.iter().filter(|path| is_wanted(last(path))).cloned().collect()
    }

    /// Asks the user to refresh a file, unless git ignores it.
    fn refresh(&mut self, refresh: Refresh) {
        if !self.repository.is_some_and(|repository| repository.ignores(&refresh.path)) {
            self.refreshes.push(refresh);
        }
    }

    /// The text of the file at `path` as it will be, where there is one that may be read. One that the system does not
    /// let us read is a problem: it would no longer agree with what it follows.
    fn text(&mut self, path: &str) -> Option<String> {
        match self.texts.get(path) {
            Ok(text) => Some(text.new.clone()),
            Err(problem @ Problem::Unreadable(..)) => {
                self.problems.push(problem);
                None
            }
            Err(_) => None,
        }
    }

    /// The folders that `pattern`, as a workspace in `folder` writes it, stands for.
    fn matching(&self, folder: &str, pattern: &str) -> Vec<String> {
        let mut folders = vec![folder.to_owned()];
        for part in pattern.split('/').filter(|part| !part.is_empty()) {
            let step = |folder: &String| match part {
                "**" => self.below(folder),
                part if !part.contains(['*', '?']) => join(folder, part).into_iter().collect::<Vec<_>>(),
                part => {
                    let names = self.texts.names(folder).into_iter();
                    names.filter(|name| part_matches(part, name)).map(|name| inside(folder, &name)).collect()
                }
            };
            folders = folders.iter().flat_map(step).collect();
        }
        folders
    }

    /// `folder` and the folders in it, as far down as workspaces go.
    fn below(&self, folder: &str) -> Vec<String> {
        let mut found = vec![folder.to_owned()];
        let mut layer = found.clone();
        for _ in 0..MAX_DEPTH {
            let is_passed =
                |name: &String| name.starts_with('.') || name == "node_modules" || name == "target";
            let names = |folder: &String| {
                let names = self.texts.names(folder).into_iter().filter(|name| !is_passed(name));
                names.map(|name| inside(folder, &name)).collect::<Vec<_>>()
            };
            layer = layer.iter().flat_map(names).take(MAX_FOLDERS).collect();
            found.extend(layer.iter().cloned());
        }
        found
    }

    /// Gives the file at `path` its new text, unless git ignores it; a file that cannot be edited is a problem.
    fn put(&mut self, path: &str, edited: Result<String, ManifestError>) {
        let Ok(text) = self.texts.get(path) else { return };
        match edited {
            // What is written anyway need not be asked for again.
            Ok(new) if new != text.new => {
                if text.new != text.old || !self.repository.is_some_and(|one| one.ignores(path)) {
                    text.new = new;
                }
            }
            Ok(_) => {}
            Err(error) => self.problems.push(refusal(path, error)),
        }
    }
}

/// How many folders below each other `**` looks into, and how many of one layer.
const MAX_DEPTH: usize = 6;
const MAX_FOLDERS: usize = 5000;

/// Those of `items` that were not seen yet.
fn unseen<T: Clone + Eq + std::hash::Hash>(
    seen: &mut HashSet<T>,
    items: impl IntoIterator<Item = T>,
) -> Vec<T> {
    items.into_iter().filter(|item| seen.insert(item.clone())).collect()
}
