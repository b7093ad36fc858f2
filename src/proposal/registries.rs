//! The registries that read versions from tags rather than from a manifest: Go's module proxy and Packagist.

use super::draft::Draft;
use super::survey::SurveyedFile;
use crate::ecosystem::Ecosystem;
use crate::manifest::folders::{last, parent};
use crate::manifest::{Format, Package, Target};

/// The file in which a module of Go has its name.
pub(super) const GO_MOD: &str = "go.mod";

/// Tells each draft which of these registries find its releases.
pub(super) fn find(drafts: &mut [Draft], files: &[SurveyedFile]) {
    for file in files {
        let folder = parent(&file.path);
        let ecosystem = match last(&file.path) {
            GO_MOD => Ecosystem::Go,
            "composer.json" if is_library(&file.text) => Ecosystem::Composer,
            _ => continue,
        };
        let Some(draft) = drafts.iter_mut().find(|draft| is_tagged_at(draft, folder, ecosystem)) else {
            continue;
        };
        if ecosystem != Ecosystem::Go || suits(&file.text, draft) {
            draft.by_tags.push(ecosystem);
        }
    }
}

/// Whether the tags of a draft are those that the registry reads for a package in `folder`: for Go `v1.2.3` below the
/// module's folder, for Packagist bare versions of the whole repository, with `v` or without.
fn is_tagged_at(draft: &Draft, folder: &str, ecosystem: Ecosystem) -> bool {
    let Some(form) = draft.forms.first().filter(|form| form.after.is_empty()) else { return false };
    match ecosystem {
        Ecosystem::Go if folder.is_empty() => &*form.before == "v",
        Ecosystem::Go => *form.before == *format!("{folder}/v"),
        _ => folder.is_empty() && matches!(&*form.before, "" | "v"),
    }
}

/// Whether a composer.json is of a package that others require, and leaves its version to the tags.
fn is_library(text: &str) -> bool {
    let of = |field| Target::new(Format::Composer).field(field).read(text).ok().flatten();
    let is_named = Package::read(Format::Composer, text).is_ok_and(|package| package.name.is_some());
    is_named && of("version").is_none() && of("type").as_deref() != Some("project")
}

/// Whether the path of a module suits the versions in the tags: from MAJOR 2 on it ends in `/vMAJOR`.
fn suits(text: &str, draft: &Draft) -> bool {
    let module = text.lines().find_map(|line| line.trim_start().strip_prefix("module "));
    let major = draft.version().map_or(0, |version| version.line().major());
    module.is_some_and(|module| major < 2 || module.trim().ends_with(&format!("/v{major}")))
}
