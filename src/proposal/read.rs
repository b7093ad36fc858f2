//! What each manifest of a folder says: its version, its package.

use std::collections::BTreeSet;

use super::draft::ManifestDraft;
use super::elsewhere;
use super::home::{home, unreleased};
use super::note::{ProposalNotes, Source};
use super::survey::SurveyedFile;
use crate::manifest::{Format, Home, HomeKind, ManifestError, ManifestErrorKind, Package, Target};
use crate::product::check_path;

/// The field in which a module of Maven repeats the version of its parent.
pub(super) const PARENT_VERSION: &str = "parent.version";

/// What a manifest says.
#[derive(Debug, Clone)]
pub(super) struct ManifestReading {
    pub(super) path: String,
    /// The folder that it is the manifest of.
    pub(super) home: String,
    pub(super) format: Format,
    pub(super) package: Package,
    pub(super) version: StatedVersion,
    /// The file that it takes the version from.
    pub(super) source: Option<ManifestDraft>,
    /// The version of the parent that a module of Maven with a version of its own repeats.
    pub(super) parent_version: Option<String>,
}

/// What a manifest says of the version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum StatedVersion {
    /// It has one, in the field that is named or in the format's usual place.
    Here { text: String, field: Option<String> },
    /// It takes that of the root of its workspace.
    OfWorkspace,
    /// It takes that of its parent, which it names: the parent's name, and the version where it repeats that.
    OfParent { name: String, text: Option<String> },
    /// It has one that cannot be read: why.
    Unreadable(String),
    /// It has none.
    Nothing,
}

impl ManifestReading {
    /// The manifest as an entry of a component; `None` where it has no own version.
    pub(super) fn entry(&self) -> Option<ManifestDraft> {
        let (field, text) = match &self.version {
            StatedVersion::Here { text, field } => (field.clone(), Ok(text.clone())),
            StatedVersion::Unreadable(why) => (None, Err(why.clone())),
            StatedVersion::OfWorkspace | StatedVersion::OfParent { .. } | StatedVersion::Nothing => {
                return None;
            }
        };
        let (path, format, is_private) = (self.path.clone(), self.format, self.package.is_private);
        Some(ManifestDraft { path, format, field, text, is_private })
    }
}

/// The manifests among `files` that show a package, those nearest to the top first. Images are read elsewhere.
pub(super) fn readings(files: &[SurveyedFile], notes: &mut ProposalNotes) -> Vec<ManifestReading> {
    let mut left: BTreeSet<String> = BTreeSet::new();
    let mut readings: Vec<ManifestReading> = Vec::new();
    for file in files {
        let Some(format) = Format::of_path(&file.path).filter(|format| is_of_package(*format)) else {
            continue;
        };
        if let Some(folder) = unreleased(&file.path) {
            left.insert(folder.to_owned());
        } else if let Err(error) = check_path(&file.path) {
            notes.unknown(Source::file(&file.path), error.to_string());
        } else {
            readings.extend(reading(file, format, files, notes));
        }
    }
    for folder in left {
        notes.unknown(Source::file(&folder), "manifests in folders of this name are not of a release");
    }
    readings.sort_by(|left, right| {
        let order = |reading: &ManifestReading| (reading.home.split('/').count(), reading.home.is_empty());
        (order(left).0, !order(left).1, &left.home, left.format, &left.path).cmp(&(
            order(right).0,
            !order(right).1,
            &right.home,
            right.format,
            &right.path,
        ))
    });
    readings
}

/// Lock files follow their manifests, and images are of those who make them.
fn is_of_package(format: Format) -> bool {
    !matches!(
        format,
        Format::CargoLock
            | Format::NpmLock
            | Format::Compose
            | Format::Dockerfile
            | Format::Json
            | Format::Metainfo
            | Format::Text
    )
}

fn reading(
    file: &SurveyedFile,
    format: Format,
    files: &[SurveyedFile],
    notes: &mut ProposalNotes,
) -> Option<ManifestReading> {
    let package = match Package::read(format, &file.text) {
        Ok(package) => package,
        Err(error) => {
            notes.unknown(Source::file(&file.path), error.to_string());
            return None;
        }
    };
    let (mut source, mut parent_version) = (None, None);
    let version = match Target::new(format).read(&file.text) {
        Ok(Some(text)) => {
            if format == Format::Pom {
                parent_version = Target::new(format).field(PARENT_VERSION).read(&file.text).ok().flatten();
            }
            StatedVersion::Here { text, field: None }
        }
        Ok(None) => StatedVersion::Nothing,
        Err(error) if is_broken(&error.kind) => {
            notes.unknown(Source::file(&file.path), error.to_string());
            return None;
        }
        Err(error) => {
            if let ManifestErrorKind::Elsewhere { home, .. } = &error.kind {
                source = elsewhere::entry(&file.path, home, files);
            }
            refused(file, format, &error)
        }
    };
    let home = home(&file.path, format).to_owned();
    Some(ManifestReading { path: file.path.clone(), home, format, package, version, source, parent_version })
}

/// Whether a file is not what its name says.
fn is_broken(kind: &ManifestErrorKind) -> bool {
    matches!(
        kind,
        ManifestErrorKind::Syntax { .. }
            | ManifestErrorKind::NotUtf8
            | ManifestErrorKind::TooLarge { .. }
            | ManifestErrorKind::TooMuch { .. }
    )
}

/// What a manifest whose usual place has no version says all the same.
fn refused(file: &SurveyedFile, format: Format, error: &ManifestError) -> StatedVersion {
    match &error.kind {
        ManifestErrorKind::NotFound { .. } => StatedVersion::Nothing,
        ManifestErrorKind::Elsewhere { home, .. } => {
            match home.kind {
                HomeKind::Workspace => return StatedVersion::OfWorkspace,
                HomeKind::Parent => {
                    let name = home.name.rsplit(':').next().unwrap_or_default().to_owned();
                    let text = Target::new(format).field(PARENT_VERSION).read(&file.text).ok().flatten();
                    return StatedVersion::OfParent { name, text };
                }
                _ => {}
            }
            if let Some(found) = field(format, home).and_then(|field| by_field(file, format, field)) {
                return found;
            }
            StatedVersion::Unreadable(error.to_string())
        }
        _ => StatedVersion::Unreadable(error.to_string()),
    }
}

/// The field of the same file that a version is taken from.
fn field(format: Format, home: &Home) -> Option<String> {
    home.line?;
    match (format, home.kind) {
        (Format::Pom, HomeKind::Property) => Some(format!("properties.{}", home.name)),
        (_, HomeKind::Macro | HomeKind::Property | HomeKind::Variable) => Some(home.name.clone()),
        _ => None,
    }
}

fn by_field(file: &SurveyedFile, format: Format, field: String) -> Option<StatedVersion> {
    let text = Target::new(format).field(field.as_str()).read(&file.text).ok().flatten()?;
    Some(StatedVersion::Here { text, field: Some(field) })
}
