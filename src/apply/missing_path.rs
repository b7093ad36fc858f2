//! Folders of `paths` that are not in the work tree: a sparse checkout leaves them out, else they are mistakes (H1).

use std::path::Path;

use crate::pending::{PendingError, PendingErrorKind};
use crate::product::{Component, ComponentId, PathPattern, Product};
use crate::system::git::Git;
use crate::system::{inside, objects};

/// A folder of `paths` or `api-paths` that the work tree lacks.
pub(super) struct MissingPath {
    component: ComponentId,
    path: String,
}

impl MissingPath {
    /// Those of `product`, whose file is in `folder`. Patterns may match nothing yet.
    pub(super) fn find(folder: &Path, product: &Product) -> Vec<MissingPath> {
        let missing = |component: &Component| {
            let named = component.paths().iter().chain(component.api_paths());
            let missing = named.filter_map(PathPattern::folder).filter(|path| !inside::exists(folder, path));
            let of_component =
                |path: &str| MissingPath { component: component.id().clone(), path: path.to_owned() };
            missing.map(of_component).collect::<Vec<_>>()
        };
        product.components().iter().flat_map(missing).collect()
    }

    /// The name of it in HEAD, as git is asked for it.
    pub(super) fn committed(&self) -> String {
        format!("HEAD:./{}", self.path)
    }

    pub(super) fn error(&self) -> PendingError {
        let (component, path) = (self.component.clone(), self.path.clone());
        PendingError::new(PendingErrorKind::NoSuchPath { component, path })
    }

    /// The errors of those that HEAD lacks too, by one call of git where there are any.
    pub(super) fn errors(missing: &[MissingPath], folder: &Path) -> Vec<PendingError> {
        if missing.is_empty() {
            return Vec::new();
        }
        let names: Vec<String> = missing.iter().map(MissingPath::committed).collect();
        // Where git knows nothing, a folder that is not there does not exist.
        let ids = objects::ids(&Git::new(folder), &names).unwrap_or_else(|_| vec![None; missing.len()]);
        missing.iter().zip(ids).filter(|(_, id)| id.is_none()).map(|(path, _)| path.error()).collect()
    }
}
