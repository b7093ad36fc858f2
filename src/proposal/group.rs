//! Which manifests are of one component.

use super::draft::{Draft, ManifestDraft};
use super::home::stem;
use super::note::{ProposalNotes, Source};
use super::read::{ManifestReading, PARENT_VERSION, StatedVersion};
use super::slug::slug;
use super::workspace::{Roots, is_member};
use crate::manifest::Format;
use crate::manifest::folders::{self, is_within, last};
use crate::shown::shown;

/// The components that the manifests of the folder named `folder` show.
pub(super) fn drafts(readings: &[ManifestReading], folder: &str, notes: &mut ProposalNotes) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    // Source packages first: what distributions make of them joins them.
    let (sources, others): (Vec<_>, Vec<_>) = readings.iter().partition(|reading| is_source(reading.format));
    let roots = Roots::new(readings);
    for reading in sources {
        let root = roots.of(reading);
        if let Some((root, workspace)) = root
            && !is_member(reading, root, workspace, readings)
        {
            notes.unknown(
                Source::file(&reading.path),
                format!("no member of the workspace of {}", shown(&root.path)),
            );
            continue;
        }
        match &reading.version {
            StatedVersion::OfWorkspace | StatedVersion::OfParent { .. } => {
                inherit(&mut drafts, reading, folder, notes);
            }
            StatedVersion::Nothing => {}
            StatedVersion::Here { .. } | StatedVersion::Unreadable(_) => {
                add(&mut drafts, reading, folder, root.map(|(root, _)| root.path.clone()));
            }
        }
    }
    repeat_parents(&mut drafts, readings);
    tell_outsiders(readings, notes);
    for reading in others {
        if let Some(entry) = reading.entry() {
            join(&mut drafts, reading, entry, folder);
        }
    }
    drafts
}

/// Lists the members of workspaces that are outside of the folder.
fn tell_outsiders(readings: &[ManifestReading], notes: &mut ProposalNotes) {
    for root in readings {
        let members = root.package.workspace.iter().flat_map(|workspace| &workspace.members);
        for member in members.filter(|member| folders::join(&root.home, member).is_none()) {
            notes.unknown(
                Source::file(&root.path),
                format!("its member `{}` is outside of the folder", shown(member)),
            );
        }
    }
}

/// Whether a manifest is of what is made, rather than of a package that a distribution makes of it.
fn is_source(format: Format) -> bool {
    matches!(
        format,
        Format::Cargo
            | Format::Npm
            | Format::Pyproject
            | Format::SetupCfg
            | Format::SetupPy
            | Format::Pom
            | Format::Gradle
            | Format::Gemspec
            | Format::Composer
            | Format::Msbuild
            | Format::Chart
    )
}

/// The name that a manifest gives its component, where that is more than the name of its folder.
fn own_name(reading: &ManifestReading) -> Option<&str> {
    if let Some(name) = reading.package.name.as_deref().filter(|name| !slug(name).is_empty()) {
        return Some(name);
    }
    // Property files of MSBuild have one name everywhere.
    let is_named = match reading.format {
        Format::Spec | Format::Gemspec => true,
        Format::Msbuild => last(&reading.path) != "Directory.Build.props",
        _ => false,
    };
    Some(stem(&reading.path)).filter(|stem| is_named && !slug(stem).is_empty())
}

fn name(reading: &ManifestReading, folder: &str) -> String {
    own_name(reading).map_or_else(|| folder_name(&reading.home, folder), str::to_owned)
}

fn folder_name(home: &str, folder: &str) -> String {
    if home.is_empty() { folder.trim_start_matches('.').to_owned() } else { last(home).to_owned() }
}

/// Adds a source package to the component of its folder, or makes one of it.
fn add(drafts: &mut Vec<Draft>, reading: &ManifestReading, folder: &str, workspace: Option<String>) {
    let name = name(reading, folder);
    let slug = slug(&name);
    let Some(entry) = reading.entry() else { return };
    let is_same = |draft: &Draft| match reading.format {
        // A chart has its own folder. It is of the component with its name that has its version.
        Format::Chart => {
            let agrees = |other: &ManifestDraft| other.text.is_err() || other.text == entry.text;
            (draft.slugs.contains(&slug) || draft.folder == reading.home) && draft.entries.iter().all(agrees)
        }
        _ => draft.folder == reading.home,
    };
    if let Some(draft) = drafts.iter_mut().find(|draft| is_same(draft)) {
        draft.add_name(&name);
        draft.is_private &= entry.is_private;
        draft.add_entry(entry);
        reading.source.iter().for_each(|source| draft.add_entry(source.clone()));
        return;
    }
    let mut draft = Draft::new(&reading.home, &name);
    draft.is_named_by_folder = own_name(reading).is_none();
    draft.add_name(&folder_name(&reading.home, folder));
    draft.is_private = entry.is_private;
    draft.workspace = workspace;
    draft.add_entry(entry);
    reading.source.iter().for_each(|source| draft.add_entry(source.clone()));
    drafts.push(draft);
}

/// Adds a package that takes its version from above to the component that has it there.
fn inherit(drafts: &mut [Draft], reading: &ManifestReading, folder: &str, notes: &mut ProposalNotes) {
    let parent_name = match &reading.version {
        StatedVersion::OfParent { name, .. } => Some(name),
        _ => None,
    };
    let above = drafts.iter_mut().filter(|draft| {
        let has = draft.entries.iter().any(|entry| entry.format == reading.format);
        let is_parent = parent_name.is_none_or(|parent| draft.names.iter().any(|name| name == parent));
        has && is_parent && is_within(&reading.home, &draft.folder)
    });
    let Some(draft) = above.max_by_key(|draft| draft.folder.len()) else {
        notes.unknown(Source::file(&reading.path), "the version is taken from a file that is not here");
        return;
    };
    draft.add_name(&name(reading, folder));
    if let StatedVersion::OfParent { text: Some(text), .. } = &reading.version {
        draft.entries.push(repeated(reading, text));
    }
}

/// Adds the modules of Maven that have versions of their own to the components whose versions they repeat as their parents'.
fn repeat_parents(drafts: &mut [Draft], readings: &[ManifestReading]) {
    for reading in readings {
        let Some(text) = &reading.parent_version else { continue };
        let is_parent = |draft: &&mut Draft| {
            let mut poms = draft.entries.iter().filter(|entry| entry.format == Format::Pom);
            is_within(&reading.home, &draft.folder)
                && draft.folder != reading.home
                && poms.any(|entry| entry.field.is_none() && entry.text.as_ref() == Ok(text))
        };
        if let Some(parent) = drafts.iter_mut().filter(is_parent).max_by_key(|draft| draft.folder.len()) {
            parent.entries.push(repeated(reading, text));
        }
    }
}

/// The entry of the version of its parent that a module of Maven repeats.
fn repeated(reading: &ManifestReading, text: &str) -> ManifestDraft {
    ManifestDraft {
        path: reading.path.clone(),
        format: reading.format,
        field: Some(PARENT_VERSION.to_owned()),
        text: Ok(text.to_owned()),
        is_private: false,
    }
}

/// Adds what a distribution makes of a component, or a file with its version, to that component; makes one of it where
/// there is none.
fn join(drafts: &mut Vec<Draft>, reading: &ManifestReading, entry: ManifestDraft, folder: &str) {
    let name = name(reading, folder);
    let position = match reading.format {
        Format::VersionRb | Format::InfoPlist | Format::GradleProperties => nearest(drafts, &reading.home),
        _ => in_folder(drafts, &reading.home, reading.format)
            .filter(|_| !reading.home.is_empty())
            .or_else(|| named(drafts, &name))
            .or_else(|| in_folder(drafts, &reading.home, reading.format))
            .or_else(|| nearest(drafts, &reading.home).filter(|position| !is_root(drafts, *position))),
    };
    if let Some(draft) = position.and_then(|position| drafts.get_mut(position)) {
        if reading.package.name.is_some() || reading.format == Format::Spec {
            draft.add_package_name(&name);
        }
        draft.is_private = false;
        draft.add_entry(entry);
        return;
    }
    let mut draft = Draft::new(&reading.home, &name);
    draft.entries.push(entry);
    drafts.push(draft);
}

/// The component that goes by `name`, also as a distribution would have it: `python3-copr` for `copr`.
fn named(drafts: &[Draft], name: &str) -> Option<usize> {
    let bare = ["python3-", "python-", "node-", "golang-", "rubygem-", "rust-", "perl-"];
    let bare = bare.iter().find_map(|prefix| name.strip_prefix(prefix));
    let position = |name: &str| {
        let slug = slug(name);
        drafts.iter().position(|draft| draft.slugs.contains(&slug))
    };
    position(name).or_else(|| bare.and_then(position))
}

/// The component of the folder `home`, where nothing of this format is of it yet.
fn in_folder(drafts: &[Draft], home: &str, format: Format) -> Option<usize> {
    let is_free = |draft: &Draft| draft.entries.iter().all(|entry| entry.format != format);
    drafts.iter().position(|draft| draft.folder == home && is_free(draft))
}

/// The component whose folder `home` is in, the nearest one.
fn nearest(drafts: &[Draft], home: &str) -> Option<usize> {
    let around = drafts.iter().enumerate().filter(|(_, draft)| is_within(home, &draft.folder));
    around.max_by_key(|(_, draft)| draft.folder.len()).map(|(position, _)| position)
}

fn is_root(drafts: &[Draft], position: usize) -> bool {
    drafts.get(position).is_some_and(|draft| draft.folder.is_empty())
}

/// Leaves out packages that are never published and have no tags, unless nothing else would be left.
pub(super) fn leave_private_out(drafts: &mut Vec<Draft>, notes: &mut ProposalNotes) {
    let is_left_out = |draft: &Draft| draft.is_private && draft.forms.is_empty();
    if drafts.iter().all(is_left_out) {
        return;
    }
    for draft in drafts.iter().filter(|draft| is_left_out(draft)) {
        notes.unknown(draft.source(), "marked as never published, and not named by a tag");
    }
    drafts.retain(|draft| !is_left_out(draft));
}

/// The only component of a folder that shows nothing.
pub(super) fn empty(folder: &str, notes: &mut ProposalNotes) -> Draft {
    notes.guess(
        Source::file("."),
        "no manifest and no tag shows a version: proposed one component, never released",
    );
    Draft::new("", folder.trim_start_matches('.'))
}
