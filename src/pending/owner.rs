//! Which components own a file (H1).

use std::collections::HashMap;
use std::rc::Rc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::error::{PendingError, PendingErrorKind};
use crate::product::{Component, PathPattern, Product};

/// Knows for each file which components own it, and whether it is a part of their API or of their surfaces.
pub struct Owners {
    rules: Vec<Rules>,
    /// The components that name a folder, by the folder.
    folders: HashMap<Box<str>, Vec<usize>>,
    known: HashMap<Box<str>, Rc<[Owned]>>,
}

/// A component that owns a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Owned {
    /// The component's place in the product file.
    pub(super) component: usize,
    /// Whether the file is one of its `api-paths`.
    pub(super) api: bool,
    /// The places of the surfaces among whose `paths` the file is.
    pub(super) surfaces: Vec<usize>,
}

/// The patterns of one component.
struct Rules {
    /// All of `paths`, where one of them is a pattern; components with folders alone need no matching.
    paths: Option<Gitignore>,
    api: Option<Gitignore>,
    surfaces: Vec<Option<Gitignore>>,
}

impl Owners {
    /// The owners by `paths`, `api-paths` and the `paths` of surfaces of `product`; a component without `paths` owns the
    /// folders of its manifests, but not the product file's own.
    ///
    /// Refused where a pattern has no meaning: `sdk/[z-a]`.
    pub fn new(product: &Product) -> Result<Owners, Vec<PendingError>> {
        let mut owners = Owners { rules: Vec::new(), folders: HashMap::new(), known: HashMap::new() };
        let mut errors = Vec::new();
        for (place, component) in product.components().iter().enumerate() {
            let mut matcher = |paths: &[PathPattern]| match matcher(component, paths) {
                Ok(matcher) => matcher,
                Err(error) => {
                    errors.push(error);
                    None
                }
            };
            let api = matcher(component.api_paths());
            let surfaces = component.surfaces().iter().map(|surface| matcher(&surface.paths)).collect();
            let has_pattern = component.paths().iter().any(|path| path.folder().is_none());
            let paths = if has_pattern { matcher(component.paths()) } else { None };
            owners.rules.push(Rules { paths, api, surfaces });
            for folder in folders(component).into_iter().filter(|_| !has_pattern) {
                owners.folders.entry(folder.into()).or_default().push(place);
            }
        }
        if errors.is_empty() { Ok(owners) } else { Err(errors) }
    }

    /// Whether the component at `place` of the product file could own any file.
    pub fn owns_files(&self, place: usize) -> bool {
        let has_rules = self.rules.get(place).is_some_and(|rules| {
            rules.paths.is_some() || rules.api.is_some() || rules.surfaces.iter().any(Option::is_some)
        });
        has_rules || self.folders.values().any(|owners| owners.contains(&place))
    }

    /// The places of the components that own the file at `path`.
    pub fn of(&mut self, path: &str) -> Vec<usize> {
        self.owned(path).iter().map(|owned| owned.component).collect()
    }

    /// The components that own the file at `path`, in the order of the product file.
    pub(super) fn owned(&mut self, path: &str) -> Rc<[Owned]> {
        if let Some(known) = self.known.get(path) {
            return Rc::clone(known);
        }
        let owned: Rc<[Owned]> = self.find(path).into();
        self.known.insert(path.into(), Rc::clone(&owned));
        owned
    }

    fn find(&self, path: &str) -> Vec<Owned> {
        let by_folder = self.by_folder(path);
        let deepest = self.rules.iter().filter_map(|rules| folder_length(rules.paths.as_ref()?, path)).max();
        let deepest = deepest.max(by_folder.map(|(length, _)| length));
        let owned = self.rules.iter().enumerate().filter_map(|(component, rules)| {
            let api = rules.api.as_ref().is_some_and(|api| matches(api, path));
            let surfaces = rules.surfaces.iter().enumerate();
            let surfaces =
                surfaces.filter(|(_, paths)| paths.as_ref().is_some_and(|paths| matches(paths, path)));
            let surfaces: Vec<usize> = surfaces.map(|(place, _)| place).collect();
            let by_folder =
                by_folder.filter(|(_, owners)| owners.contains(&component)).map(|(length, _)| length);
            let by_path = match &rules.paths {
                Some(paths) if matches(paths, path) => match folder_length(paths, path) {
                    Some(length) => Some(length) == deepest,
                    None => true,
                },
                _ => by_folder.is_some() && by_folder == deepest,
            };
            (by_path || api || !surfaces.is_empty()).then_some(Owned { component, api, surfaces })
        });
        owned.collect()
    }

    /// The longest folder around `path` that components name, and who does.
    fn by_folder(&self, path: &str) -> Option<(usize, &[usize])> {
        let mut part = path;
        loop {
            if let Some(owners) = self.folders.get(part) {
                return Some((part.len(), owners));
            }
            part = part.rsplit_once('/')?.0;
        }
    }
}

/// The folders of a component that has no patterns: those of `paths`, else those of its manifests.
fn folders(component: &Component) -> Vec<&str> {
    if !component.paths().is_empty() {
        return component.paths().iter().filter_map(PathPattern::folder).collect();
    }
    let manifests = component.manifests().iter();
    let mut folders: Vec<&str> =
        manifests.filter_map(|manifest| manifest.path.rsplit_once('/').map(|(folder, _)| folder)).collect();
    folders.sort_unstable();
    folders.dedup();
    folders
}

fn matcher(component: &Component, paths: &[PathPattern]) -> Result<Option<Gitignore>, PendingError> {
    if paths.is_empty() {
        return Ok(None);
    }
    let mut builder = GitignoreBuilder::new("");
    let refused = |error: &ignore::Error| {
        let component = component.id().clone();
        PendingError::new(PendingErrorKind::Pattern { component, message: error.to_string() })
    };
    for path in paths {
        let line = match path.folder() {
            // In gitignore syntax a name without `/` matches at any depth; a folder of a product file is one folder.
            Some(folder) => format!("/{folder}"),
            None => path.as_str().to_owned(),
        };
        builder.add_line(None, &line).map_err(|error| refused(&error))?;
    }
    builder.build().map(Some).map_err(|error| refused(&error))
}

fn matches(rules: &Gitignore, path: &str) -> bool {
    rules.matched_path_or_any_parents(path, false).is_ignore()
}

/// The length of the folder by which `rules` match `path`; `None` where a pattern does, or nothing.
fn folder_length(rules: &Gitignore, path: &str) -> Option<usize> {
    match rules.matched_path_or_any_parents(path, false) {
        Match::Ignore(glob) => {
            let folder = glob.original().strip_prefix('/')?;
            (!folder.contains(['*', '?', '['])).then_some(folder.len())
        }
        _ => None,
    }
}
