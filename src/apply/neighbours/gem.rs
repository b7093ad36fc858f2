//! Ruby: what pins a released gem in the gemspecs around it, and the lock files of Bundler.

use super::Neighbours;
use crate::apply::manifests::WrittenManifest;
use crate::manifest::folders::{inside, join, last, parent, upward};
use crate::manifest::{Format, GemPin, gem_lock, gemspec_names, gemspec_pins};

impl Neighbours<'_, '_> {
    pub(super) fn follow_gems(&mut self, written: &[WrittenManifest<'_>]) {
        let mut released: Vec<(String, GemPin)> = Vec::new();
        for one in written.iter().filter(|one| one.manifest.pattern.is_none()) {
            let path = &*one.manifest.path;
            let specs = match one.format {
                Format::Gemspec => vec![path.to_owned()],
                Format::VersionRb => self.gemspec_above(parent(path)).into_iter().collect(),
                Format::VersionFile => self.gemspecs_of(path),
                _ => Vec::new(),
            };
            for spec in specs {
                let name = last(&spec).trim_end_matches(".gemspec").to_owned();
                let pin = GemPin { name, old: as_gem(&one.old), new: as_gem(&one.version) };
                released.push((parent(&spec).to_owned(), pin));
            }
        }
        if released.is_empty() {
            return;
        }
        let pins: Vec<GemPin> = released.iter().map(|(_, pin)| pin.clone()).collect();
        for path in self.tracked_with(|name| name.ends_with(".gemspec")) {
            if let Some(text) = self.text(&path) {
                self.put(&path, Ok(gemspec_pins(&text, &pins)));
            }
        }
        for name in ["Gemfile.lock", "gems.locked"] {
            for path in self.known(name, &released) {
                if let Some(text) = self.text(&path) {
                    self.put(&path, Ok(gem_lock(&text, &released, |at| join(parent(&path), at))));
                }
            }
        }
    }

    /// The gemspecs that take the version from the file at `path`: beside it, or in a folder that is.
    fn gemspecs_of(&mut self, path: &str) -> Vec<String> {
        let beside = |folder: &str| -> Vec<String> {
            self.texts.names(folder).iter().map(|name| inside(folder, name)).collect()
        };
        let near = beside(parent(path));
        let mut specs: Vec<String> =
            near.iter().flat_map(|folder| beside(folder)).chain(near.clone()).collect();
        specs.retain(|spec| spec.ends_with(".gemspec"));
        specs.sort();
        specs.retain(|spec| self.text(spec).is_some_and(|text| gemspec_names(&text, last(path))));
        specs
    }

    /// The gemspec of the gem that has a file in `folder`.
    fn gemspec_above(&self, folder: &str) -> Option<String> {
        let of = |folder: &str| {
            let names = self.texts.names(folder);
            names.into_iter().find(|name| name.ends_with(".gemspec")).map(|name| inside(folder, &name))
        };
        upward(folder).find_map(of)
    }
}

/// A version as RubyGems writes it in lock files: `1.3.0-next.0` is `1.3.0.pre.next.0`.
fn as_gem(version: &str) -> String {
    version.replace('-', ".pre.")
}
