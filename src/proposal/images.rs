//! Images that a folder's compose files and Dockerfiles name: those that are of a component follow its version.

use super::draft::{Draft, ManifestDraft};
use super::home::unreleased;
use super::note::{ProposalNotes, Source};
use super::slug::slug;
use super::survey::SurveyedFile;
use crate::history::looks;
use crate::manifest::{Format, Target, images};
use crate::product::check_path;
use crate::shown::shown;

/// Adds the images that are named like a component to its manifests.
pub(super) fn attach(drafts: &mut [Draft], files: &[SurveyedFile], notes: &mut ProposalNotes) {
    for file in files {
        let Some(format @ (Format::Compose | Format::Dockerfile)) = Format::of_path(&file.path) else {
            continue;
        };
        if unreleased(&file.path).is_some() || check_path(&file.path).is_err() {
            continue;
        }
        match images(format, &file.text) {
            Ok(images) => images.iter().for_each(|image| add(drafts, file, format, image, notes)),
            Err(error) => notes.unknown(Source::file(&file.path), error.to_string()),
        }
    }
}

fn add(drafts: &mut [Draft], file: &SurveyedFile, format: Format, image: &str, notes: &mut ProposalNotes) {
    let text = Target::new(format).field(image).read(&file.text);
    let Ok(Some(text)) = text else { return };
    if looks(&text).is_none() {
        return;
    }
    let Some(draft) = drafts.iter_mut().find(|draft| is_of(draft, image)) else {
        if image.contains('/') {
            let why = format!("no component is named like the image {} at {}", shown(image), shown(&text));
            notes.unknown(Source::file(&file.path), why);
        }
        return;
    };
    let id = draft.id.as_ref().map(ToString::to_string).unwrap_or_default();
    notes.guess(Source::file(&file.path), format!("the image {} is assumed to be {id}'s", shown(image)));
    draft.entries.push(ManifestDraft {
        path: file.path.clone(),
        format,
        field: Some(image.to_owned()),
        text: Ok(text),
        is_private: false,
    });
}

/// Whether the image is named like the component: `example/engine`, `registry.example.org/chain/chain-engine`.
fn is_of(draft: &Draft, image: &str) -> bool {
    let mut parts = image.rsplit('/');
    let name = slug(parts.next().unwrap_or_default());
    let of = parts.next().map(slug);
    let whole = of.as_ref().map(|of| format!("{of}-{name}"));
    // An image without an owner is one of everybody's: `nginx`, `postgres`.
    of.is_some() && draft.slugs.iter().any(|known| *known == name || Some(known) == whole.as_ref())
}
