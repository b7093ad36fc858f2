//! Composer: composer.lock keeps a hash of the composer.json that was written.

use super::{Neighbours, Refresh, refusal};
use crate::apply::manifests::Written;
use crate::manifest::composer_lock;
use crate::manifest::folders::{inside, last, parent};

impl Neighbours<'_, '_> {
    pub(super) fn follow_composer(&mut self, written: &[Written<'_>]) {
        let paths = written.iter().map(|one| &*one.manifest.path);
        for manifest in paths.filter(|path| last(path) == "composer.json") {
            let path = inside(parent(manifest), "composer.lock");
            let (Some(lock), Ok(text)) = (self.text(&path), self.texts.get(manifest)) else { continue };
            if text.old == text.new {
                continue;
            }
            match composer_lock(&lock, &text.old, &text.new) {
                Ok(Some(new)) => self.put(&path, Ok(new)),
                Ok(None) => {
                    let folder = parent(manifest);
                    let command = "composer update --lock";
                    self.refresh(Refresh::of(path, command, " --working-dir=", folder));
                }
                Err(error) => self.problems.push(refusal(&path, error)),
            }
        }
    }
}
