//! What to do about a manifest that cannot be read or written.

use crate::manifest::{Format, ManifestErrorKind, PatternError};

/// What to do instead, in a sentence.
pub(super) fn manifest_hint(kind: &ManifestErrorKind) -> String {
    let hint = match kind {
        ManifestErrorKind::TooLarge { .. } => "versions belong into a smaller file",
        ManifestErrorKind::NotUtf8 => "save it as UTF-8, or take it out of the product file",
        ManifestErrorKind::NotFound { .. } => {
            "put the version there, or say where it is with `field` or `pattern`"
        }
        ManifestErrorKind::FoundTwice { .. } => {
            "say which one is meant with `field` or a longer `pattern`, or take one away"
        }
        ManifestErrorKind::NotText { .. } => "write the version in quotes",
        ManifestErrorKind::NotSingle { .. } => "write one version there",
        ManifestErrorKind::Escaped { .. } => "write it without escapes",
        ManifestErrorKind::Elsewhere { .. } => "name that place in `manifests` instead",
        ManifestErrorKind::Disagree { .. } => "make the two places agree",
        ManifestErrorKind::NoTag { .. } => "give the image a tag",
        ManifestErrorKind::Pinned { .. } => "take the digest away, or take the file out of the product file",
        ManifestErrorKind::UnknownFormat { nearest: Some(nearest), .. } => {
            return format!("did you mean `{nearest}`?");
        }
        ManifestErrorKind::UnknownFormat { nearest: None, .. } | ManifestErrorKind::UnknownFile { .. } => {
            let names: Vec<&str> = Format::all().map(Format::name).collect();
            return format!("the formats are {}", names.join(", "));
        }
        ManifestErrorKind::UnknownField { .. } => "correct `field`, or leave it out",
        ManifestErrorKind::FieldNeeded { .. } => "add `field` to the entry",
        ManifestErrorKind::Pattern(PatternError::Costly) => "begin it with a text that is rare in the file",
        ManifestErrorKind::PatternNeeded | ManifestErrorKind::Pattern(_) => {
            "the values of a pattern are {version}, {line}, {date}, {floor:ID}, {floor:ID.SURFACE} and {surface:NAME}"
        }
        ManifestErrorKind::NotGiven { .. } => {
            "add it to the component in the product file, or take it out of the pattern"
        }
        ManifestErrorKind::Unrenderable(error) => {
            return match error.nearest() {
                Some(nearest) => format!(
                    "the nearest that it can hold is {nearest}; or write it `as` another ecosystem has it"
                ),
                None => "write it `as` another ecosystem has it".to_owned(),
            };
        }
        ManifestErrorKind::Maintainer { .. } => {
            "set DEBFULLNAME and DEBEMAIL, or git's `user.name` and `user.email`"
        }
        ManifestErrorKind::NeedsEntry => "take the entries of the series out of it by hand",
        _ => "correct the file",
    };
    hint.to_owned()
}
