//! Ruby: what pins a released gem in the gemspecs around it, and the lock files of Bundler.

use super::Neighbours;
use crate::apply::manifests::Written;
use crate::manifest::folders::{inside, join, last, parent, upward};
use crate::manifest::{Format, GemPin, gem_lock, gemspec_pins};

impl Neighbours<'_, '_> {
    pub(super) fn follow_gems(&mut self, written: &[Written<'_>]) {
        let mut released: Vec<(String, GemPin)> = Vec::new();
        for one in written.iter().filter(|one| one.manifest.pattern.is_none()) {
            let spec = match one.format {
                Format::Gemspec => Some(one.manifest.path.to_string()),
                Format::VersionRb => self.gemspec_above(parent(&one.manifest.path)),
                _ => None,
            };
            let Some(spec) = spec else { continue };
            let name = last(&spec).trim_end_matches(".gemspec").to_owned();
            let pin = GemPin { name, old: one.old.clone(), new: one.version.clone() };
            released.push((parent(&spec).to_owned(), pin));
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

    /// The gemspec of the gem that has a file in `folder`.
    fn gemspec_above(&self, folder: &str) -> Option<String> {
        let of = |folder: &str| {
            let names = self.texts.names(folder);
            names.into_iter().find(|name| name.ends_with(".gemspec")).map(|name| inside(folder, &name))
        };
        upward(folder).find_map(of)
    }
}
