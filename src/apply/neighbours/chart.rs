//! Helm: what requires a released chart by its folder, and the Chart.lock that repeats its version.

use std::collections::BTreeMap;

use super::{Neighbours, Refresh, is_whole_version, refusal};
use crate::apply::manifests::WrittenManifest;
use crate::manifest::folders::{inside, join, parent};
use crate::manifest::{Format, Link, Via, chart_links, chart_lock, chart_requirements};

const MANIFEST: &str = "Chart.yaml";

impl Neighbours<'_, '_> {
    pub(super) fn follow_charts(&mut self, written: &[WrittenManifest<'_>]) {
        let is_chart = |one: &&WrittenManifest<'_>| is_whole_version(one, Format::Chart, &["version"]);
        let released: BTreeMap<String, String> = written
            .iter()
            .filter(is_chart)
            .map(|one| (parent(&one.manifest.path).to_owned(), one.version.clone()))
            .collect();
        if released.is_empty() {
            return;
        }
        for path in self.tracked(MANIFEST) {
            let folder = parent(&path).to_owned();
            let version = |link: &Link| match &link.via {
                Via::Folder(at) => released.get(&join(&folder, at)?).cloned(),
                Via::Name | Via::Git(_) => None,
            };
            let Some(text) = self.text(&path) else { continue };
            // A template of a chart is not YAML, and requires nothing.
            let Ok(links) = chart_links(&text) else { continue };
            if links.iter().any(|link| version(link).is_some()) {
                self.put(&path, chart_requirements(&text, version));
                self.follow_chart_lock(&path, version);
            }
        }
    }

    fn follow_chart_lock(&mut self, manifest: &str, version: impl Fn(&Link) -> Option<String>) {
        let folder = parent(manifest);
        let path = inside(folder, "Chart.lock");
        let (Some(lock), Ok(text)) = (self.text(&path), self.texts.get(manifest)) else { return };
        match chart_lock(&lock, &text.old, &text.new, version) {
            Ok(Some(new)) => self.put(&path, Ok(new)),
            Ok(None) => {
                let folder = if folder.is_empty() { "." } else { folder };
                self.refresh(Refresh::of(path, "helm dependency update", " ", folder));
            }
            Err(error) => self.problems.push(refusal(&path, error)),
        }
    }
}
