//! Maven: what repeats the version of a released project, as its parent or as a dependency, in the same repository.

use super::{Neighbours, is_whole_version};
use crate::apply::manifests::WrittenManifest;
use crate::manifest::{Format, PomPin, PomProject, pom_pins};

const MANIFEST: &str = "pom.xml";

impl Neighbours<'_, '_> {
    pub(super) fn follow_maven(&mut self, written: &[WrittenManifest<'_>]) {
        let is_pom = |one: &&WrittenManifest<'_>| is_whole_version(one, Format::Pom, &["version"]);
        let written: Vec<&WrittenManifest<'_>> = written.iter().filter(is_pom).collect();
        if written.is_empty() {
            return;
        }
        let mut projects: Vec<(String, PomProject)> = Vec::new();
        for path in self.tracked(MANIFEST) {
            // One that is not XML says nothing of others.
            let project = self.text(&path).and_then(|text| PomProject::read(&text).ok().flatten());
            projects.extend(project.map(|project| (path, project)));
        }
        let mut pins: Vec<PomPin> = Vec::new();
        for one in written {
            let project = projects.iter().find(|(path, _)| *path == *one.manifest.path);
            pins.extend(project.map(|(_, project)| pin(project, &one.old, &one.version)));
        }
        // Those that take the version of a released one are released with it, and so on.
        let mut done = 0;
        while let Some(above) = pins.get(done).cloned() {
            done += 1;
            let is_below = |project: &PomProject| {
                let parent = project.parent.as_ref().map(|(group, artifact)| (group, artifact));
                project.inherits_version && parent == Some((&above.group, &above.artifact))
            };
            for (_, project) in projects.iter().filter(|(_, project)| is_below(project)) {
                let new = pin(project, &above.old, &above.new);
                if !pins.contains(&new) {
                    pins.push(new);
                }
            }
        }
        for (path, _) in projects {
            if let Some(text) = self.text(&path) {
                self.put(&path, pom_pins(&text, &pins));
            }
        }
    }
}

fn pin(project: &PomProject, old: &str, new: &str) -> PomPin {
    let (group, artifact) = (project.group.clone(), project.artifact.clone());
    PomPin { group, artifact, old: old.to_owned(), new: new.to_owned() }
}
