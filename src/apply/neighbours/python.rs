//! Python: what pins a released package by `==`, and the lock files of uv and Poetry.

use super::{Neighbours, Refresh, is_whole_version};
use crate::apply::manifests::WrittenManifest;
use crate::manifest::folders::{inside, join, parent};
use crate::manifest::{
    Format, Package, PythonPin, pyproject_pins, python_lock, requirements_pins, setup_name, setup_pins,
};

const MANIFEST: &str = "pyproject.toml";

impl Neighbours<'_, '_> {
    pub(super) fn follow_python(&mut self, written: &[WrittenManifest<'_>]) {
        let mut released: Vec<(String, PythonPin)> = Vec::new();
        for one in written {
            let fields = ["version", "project.version", "tool.poetry.version"];
            let is_python = [Format::Pyproject, Format::SetupCfg, Format::SetupPy].iter();
            if !is_python.into_iter().any(|format| is_whole_version(one, *format, &fields)) {
                continue;
            }
            let path = &*one.manifest.path;
            let Some(text) = self.text(path) else { continue };
            let name = match one.format {
                Format::SetupPy => setup_name(&text),
                format => Package::read(format, &text).ok().and_then(|package| package.name),
            };
            if let Some(name) = name {
                let pin = PythonPin { name, old: one.old.clone(), new: normal(&one.version) };
                released.push((parent(path).to_owned(), pin));
            }
        }
        if released.is_empty() {
            return;
        }
        let pins: Vec<PythonPin> = released.iter().map(|(_, pin)| pin.clone()).collect();
        let mut repinned = Vec::new();
        for path in self.known(MANIFEST, &released) {
            let Some(text) = self.text(&path) else { continue };
            // What is not TOML is not what requires the package.
            if let Ok(new) = pyproject_pins(&text, &pins) {
                repinned.extend((new != text).then(|| parent(&path).to_owned()));
                self.put(&path, Ok(new));
            }
        }
        let mut lists = self.known("requirements.txt", &released);
        lists.extend(self.tracked_with(is_list));
        lists.extend(self.known("setup.cfg", &released));
        for path in lists {
            if let Some(text) = self.text(&path) {
                self.put(&path, Ok(requirements_pins(&text, &pins)));
            }
        }
        for path in self.known("setup.py", &released) {
            if let Some(text) = self.text(&path) {
                self.put(&path, Ok(setup_pins(&text, &pins)));
            }
        }
        for name in ["uv.lock", "poetry.lock"] {
            for path in self.known(name, &released) {
                let folder = parent(&path).to_owned();
                if let Some(text) = self.text(&path) {
                    self.put(&path, python_lock(&text, &released, |at| join(&folder, at)));
                }
                if name == "poetry.lock" && repinned.contains(&folder) {
                    self.refresh(Refresh::of(path, "poetry lock", " --directory ", &folder));
                }
            }
        }
    }

    /// The files called `name` that git keeps, and those in and above the folders of what was released.
    pub(super) fn known<T>(&mut self, name: &str, released: &[(String, T)]) -> Vec<String> {
        let mut paths = self.tracked(name);
        for (folder, _) in released {
            for above in crate::manifest::folders::upward(folder) {
                let path = inside(above, name);
                if !paths.contains(&path) && self.texts.get(&path).is_ok() {
                    paths.push(path);
                }
            }
        }
        paths
    }
}

/// Whether files of this name list requirements as pip reads them: `requirements-dev.txt`, `constraints.txt`.
fn is_list(name: &str) -> bool {
    let is_text = matches!(name.rsplit_once('.'), Some((_, "txt" | "in")));
    is_text && (name.starts_with("requirements") || name.starts_with("constraints"))
}

/// A version as tools of Python write it in other files: `1.3.0.dev` is `1.3.0.dev0`.
fn normal(version: &str) -> String {
    if version.strip_suffix(".dev").is_some() { format!("{version}0") } else { version.to_owned() }
}
