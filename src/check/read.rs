//! Reads the files that guardrails judge, in the work tree or in git's index. What git says besides is in `git`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::thread;

use super::facts::{CheckedFile, Facts, UnknownText};
use super::{InputError, breaks, git};
use crate::manifest::{expanded, has_patterns};
use crate::pending::ChangeFile;
use crate::product::{Places, Product};
use crate::system::git::{Git, lossy};
use crate::system::inside::{self, InsideError};
use crate::system::tree::tree;
use crate::system::{files, objects};
use crate::version::BuildDate;

/// What is judged.
#[derive(Debug, Clone)]
pub enum CheckedTree<'a> {
    /// The files as they are in the folder of the product file.
    WorkTree(&'a Path),
    /// What git's index holds of that folder, and the index to look into where it is not the usual one.
    Index(&'a Path, Option<PathBuf>),
    /// A product file that stands in no folder, such as the built-in one: no file and no repository belong to it.
    Alone(&'a str),
}

impl CheckedTree<'_> {
    fn folder(&self) -> &Path {
        match self {
            CheckedTree::WorkTree(folder) | CheckedTree::Index(folder, _) => folder,
            CheckedTree::Alone(_) => Path::new(""),
        }
    }

    fn git(&self) -> Git {
        match self {
            CheckedTree::WorkTree(_) | CheckedTree::Index(_, None) | CheckedTree::Alone(_) => {
                Git::new(self.folder())
            }
            CheckedTree::Index(folder, Some(index)) => Git::new(folder).with_index(index),
        }
    }

    fn is_index(&self) -> bool {
        matches!(self, CheckedTree::Index(..))
    }
}

/// The product file `name` of the source.
pub fn read_product(source: &CheckedTree<'_>, name: &str) -> Result<CheckedFile, InputError> {
    let path = source.folder().join(name);
    let bytes = match source {
        CheckedTree::WorkTree(_) => {
            files::read(&path).map_err(|error| InputError::Io { path: path.clone(), error })?
        }
        CheckedTree::Index(..) => staged_product(&source.git(), name)?,
        CheckedTree::Alone(text) => text.as_bytes().to_vec(),
    };
    let text = String::from_utf8(bytes).map_err(|error| InputError::NotUtf8 { path, error })?;
    let product = match Product::from_toml(&text) {
        Ok(product) if has_patterns(&product) => Ok(expanded(product, &all_files(source)?)),
        read => read,
    };
    Ok(CheckedFile { name: name.to_owned(), text, product })
}

/// The files that patterns of manifests are matched with.
fn all_files(source: &CheckedTree<'_>) -> Result<Vec<String>, InputError> {
    match source {
        CheckedTree::WorkTree(folder) => {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            let failed = |error| InputError::Io { path: folder.to_path_buf(), error };
            Ok(tree(folder).map_err(failed)?.files)
        }
        CheckedTree::Index(..) => {
            let names = lossy(source.git().ask(&["ls-files", "-z"])?);
            Ok(names.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect())
        }
        CheckedTree::Alone(_) => Ok(Vec::new()),
    }
}

fn staged_product(git: &Git, name: &str) -> Result<Vec<u8>, InputError> {
    let found = objects::read(git, &[format!(":./{name}")]).map_err(|error| match error {
        error if error.is_elsewhere() => InputError::NoRepository,
        error => InputError::Git(error),
    })?;
    found.into_iter().next().flatten().ok_or_else(|| InputError::NotStaged(name.to_owned()))
}

/// Everything that the guardrails need to know of a product file that loads.
pub fn read<'a>(
    file: &'a CheckedFile,
    product: &'a Product,
    places: &'a Places<'a>,
    source: &CheckedTree<'_>,
    today: BuildDate,
) -> Result<Facts<'a>, InputError> {
    let asked = Asked::of(product);
    // git and the disk are asked side by side.
    let (files, git) = thread::scope(|scope| {
        let git = scope.spawn(|| match source {
            CheckedTree::Alone(_) => Ok(None),
            CheckedTree::WorkTree(_) | CheckedTree::Index(..) => {
                git::read(&source.git(), file, product, source.is_index())
            }
        });
        let files = match source {
            CheckedTree::WorkTree(folder) => Ok(asked.saved(folder)),
            CheckedTree::Index(..) => asked.staged(&source.git()),
            CheckedTree::Alone(_) => Ok(ReadFiles::default()),
        };
        (files, git::joined(git))
    });
    let (ReadFiles { files, migrations, changes }, git) = (files?, git?);
    let staged = source.is_index();
    Ok(Facts { name: &file.name, product, places, today, staged, files, migrations, changes, git })
}

/// The files that the product file names.
struct Asked {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
    /// The folder of the change files.
    changes: String,
}

type Files = BTreeMap<String, Result<Vec<u8>, UnknownText>>;

/// What is in them, as [`Facts`] has it.
#[derive(Default)]
struct ReadFiles {
    files: Files,
    migrations: BTreeMap<String, Option<Vec<String>>>,
    changes: Files,
}

impl Asked {
    fn of(product: &Product) -> Self {
        let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
        for component in product.components() {
            files.extend(component.manifests().iter().map(|manifest| manifest.path.to_string()));
            if !component.surfaces().is_empty() {
                files.insert(component.changelog().unwrap_or(breaks::CHANGELOG).to_owned());
            }
            let named = component.surfaces().iter().filter_map(|surface| surface.migrations.as_deref());
            folders.extend(named.map(str::to_owned));
        }
        Asked { files, folders, changes: product.changes().folder.to_string() }
    }

    /// Whether `path` is that of a change file.
    fn is_change_file(&self, path: &str) -> bool {
        let name = path.strip_prefix(&self.changes).and_then(|rest| rest.strip_prefix('/'));
        name.is_some_and(|name| !name.contains('/') && ChangeFile::is_named(name))
    }

    /// What the work tree holds.
    fn saved(&self, folder: &Path) -> ReadFiles {
        let read = |path: String| {
            let content = inside::read(folder, &path).map_err(|error| unread(&error));
            (path, content)
        };
        let list = |path: &String| (path.clone(), inside::file_names(folder, path).ok());
        let changes = match inside::names(folder, &self.changes) {
            Ok(names) => {
                let paths = names.iter().map(|name| format!("{}/{name}", self.changes));
                paths.filter(|path| self.is_change_file(path)).map(read).collect()
            }
            Err(InsideError::Missing) => Files::new(),
            Err(error) => Files::from([(self.changes.clone(), Err(unread(&error)))]),
        };
        ReadFiles {
            files: self.files.iter().cloned().map(read).collect(),
            migrations: self.folders.iter().map(list).collect(),
            changes,
        }
    }

    /// What git's index holds.
    fn staged(&self, git: &Git) -> Result<ReadFiles, InputError> {
        let listing = lossy(git.ask(&["ls-files", "--stage", "-z"])?);
        let entries: Vec<StagedFile<'_>> = listing.split('\0').filter_map(staged_file).collect();
        let known: BTreeMap<&str, &StagedFile<'_>> =
            entries.iter().map(|entry| (entry.path, entry)).collect();
        let changes: Vec<String> =
            known.keys().filter(|path| self.is_change_file(path)).map(|path| (*path).to_owned()).collect();
        let wanted = self.files.iter().chain(&changes).filter_map(|path| known.get(path.as_str()));
        let wanted: Vec<&StagedFile<'_>> = wanted.filter(|entry| !entry.is_link).copied().collect();
        let names: Vec<String> = wanted.iter().map(|entry| entry.object.to_owned()).collect();
        let contents = objects::read(git, &names)?;
        let read: BTreeMap<&str, Vec<u8>> =
            wanted.iter().zip(contents).filter_map(|(entry, content)| Some((entry.path, content?))).collect();
        let file = |path: &String| {
            let is_link = known.get(path.as_str()).is_some_and(|entry| entry.is_link);
            let unread = if is_link { UnknownText::Link } else { UnknownText::Missing };
            (path.clone(), read.get(path.as_str()).cloned().ok_or(unread))
        };
        let names_in = |folder: &String| {
            let below = |entry: &StagedFile<'_>| {
                let name = entry.path.strip_prefix(folder.as_str())?.strip_prefix('/')?;
                Some(name).filter(|name| !name.contains('/')).map(str::to_owned)
            };
            let names: Vec<String> = entries.iter().filter_map(below).collect();
            (folder.clone(), Some(names).filter(|names| !names.is_empty()))
        };
        Ok(ReadFiles {
            files: self.files.iter().map(file).collect(),
            migrations: self.folders.iter().map(names_in).collect(),
            changes: changes.iter().map(file).collect(),
        })
    }
}

fn unread(error: &InsideError) -> UnknownText {
    match error {
        InsideError::Missing => UnknownText::Missing,
        InsideError::Link => UnknownText::Link,
        InsideError::Outside => UnknownText::Failed("it is outside of the product file's folder".to_owned()),
        InsideError::NotRegular => UnknownText::Failed("not a file".to_owned()),
        InsideError::TooLarge => UnknownText::Failed(format!("it is larger than {} MiB", files::max_mib())),
        InsideError::Io(error) => UnknownText::Failed(error.to_string()),
    }
}

/// A file of git's index.
struct StagedFile<'a> {
    path: &'a str,
    object: &'a str,
    is_link: bool,
}

/// `100644 OBJECT 0<tab>PATH`; files that are being merged have no stage 0.
fn staged_file(record: &str) -> Option<StagedFile<'_>> {
    let (head, path) = record.split_once('\t')?;
    let mut fields = head.split(' ');
    let (mode, object, stage) = (fields.next()?, fields.next()?, fields.next()?);
    (stage == "0").then_some(StagedFile { path, object, is_link: !mode.starts_with("100") })
}
