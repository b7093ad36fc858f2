//! Composer: composer.lock keeps a hash of the composer.json that was written.

use super::{Neighbours, Refresh, is_whole_version, refusal};
use crate::apply::manifests::WrittenManifest;
use crate::manifest::folders::{inside, join, last, parent};
use crate::manifest::{Format, composer_lock, composer_paths};

const LOCK: &str = "composer.lock";

impl Neighbours<'_, '_> {
    pub(super) fn follow_composer(&mut self, written: &[WrittenManifest<'_>]) {
        let paths = written.iter().map(|one| &*one.manifest.path);
        for manifest in paths.filter(|path| last(path) == "composer.json") {
            let path = inside(parent(manifest), LOCK);
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
        self.refresh_composer(written);
    }

    /// The lock files that repeat the version of a package which they take from its folder, with a hash that only Composer
    /// can make.
    fn refresh_composer(&mut self, written: &[WrittenManifest<'_>]) {
        let is_composer = |one: &&WrittenManifest<'_>| is_whole_version(one, Format::Composer, &["version"]);
        let folders: Vec<String> =
            written.iter().filter(is_composer).map(|one| parent(&one.manifest.path).to_owned()).collect();
        if folders.is_empty() {
            return;
        }
        for path in self.tracked(LOCK) {
            let Some(text) = self.text(&path) else { continue };
            let names = composer_paths(&text).into_iter().filter_map(|(name, folder)| {
                folders.contains(&join(parent(&path), &folder)?).then_some(name)
            });
            let names: Vec<String> = names.collect();
            if !names.is_empty() {
                let folder = parent(&path).to_owned();
                let command = format!("composer update {}", names.join(" "));
                self.refresh(Refresh::of(path, &command, " --working-dir=", &folder));
            }
        }
    }
}
