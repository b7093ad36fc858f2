//! What to do instead, for every refusal and for every kind of bad input.

use super::error::{CommandError, ErrorKind};
use crate::check::UnknownCode;
use crate::contract::AssignmentError;
use crate::ecosystem::{Ecosystem, ReadError};
use crate::plan::{ChangeError, Kind, Refusal};
use crate::product::{ProductErrorKind, TitleError};
use crate::shown::shown;
use crate::version::{DateError, Field, ParseError, ParseErrorKind, Scheme};

/// A refused plan.
pub(super) fn refused(refusal: &Refusal) -> CommandError {
    let kind = if refusal.is_invalid_input() { ErrorKind::Invalid } else { ErrorKind::Refused };
    CommandError::new(kind, refusal.code(), refusal.to_string()).hint(refusal_hint(refusal))
}

fn refusal_hint(refusal: &Refusal) -> String {
    match refusal {
        Refusal::UnknownComponent { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
        Refusal::UnknownComponent { nearest: None, .. } => {
            "`dateline status` lists the components".to_owned()
        }
        Refusal::UnknownSurface { component, .. } => {
            format!("surfaces are declared in the product file, under `components.{component}.surfaces`")
        }
        Refusal::KindNotForScheme { change, scheme } => match (change.kind(), scheme) {
            (Kind::Sync, _) => {
                "only line components share a line to catch up with; use fix or feature".to_owned()
            }
            (_, _) => {
                "development builds are for dev-patch components; use --next for a prerelease".to_owned()
            }
        },
        Refusal::NoLine => "release a component first, with fix or feature".to_owned(),
        Refusal::BuildTaken { free: Some(free), next_day, .. } => {
            let why = if *next_day { ", too far from the date asked for to be taken by itself" } else { "" };
            format!("the first free date is {}{why}: --date {}", free.iso(), free.iso())
        }
        Refusal::BuildTaken { free: None, .. } => "there is no later date: open a new line".to_owned(),
        Refusal::LineNotBelow { .. } => {
            "leave --line away for the current line; --line is for older, maintained ones".to_owned()
        }
        Refusal::NotOnMaintainedLine { .. } => {
            "only fix and api-fix of line components are possible with --line".to_owned()
        }
        Refusal::NotMaintained { component, line } => format!(
            "put its last stable version on {line} into `maintained` under [components.{component}], such as \
             maintained = [\"{line}\"]"
        ),
        Refusal::NumberTooLarge { error, .. } | Refusal::LineTooLarge(error) => match error.field {
            Field::Patch => "release a feature, which moves MINOR".to_owned(),
            Field::Minor => "release a breaking change, which moves MAJOR".to_owned(),
            Field::Id => "promote the series, or drop it".to_owned(),
            Field::Major | Field::Build | Field::Counter => "there is no greater number".to_owned(),
        },
        Refusal::CannotPublish { component, error } => match error.nearest() {
            Some(nearest) => format!(
                "the nearest that {} could hold is {nearest}; or take it out of `publish` of {component}",
                error.ecosystem()
            ),
            None => format!("take {} out of `publish` of {component}", error.ecosystem()),
        },
        Refusal::NotAbove { .. } => "look at the versions of the component in the product file".to_owned(),
        Refusal::NoSeries { scheme: Scheme::DevPatch, .. } => {
            "a dev-patch component has development builds instead, which nothing promotes".to_owned()
        }
        Refusal::NoSeries { component, .. } => {
            format!("open one with `dateline plan --next KIND:{component}`")
        }
        Refusal::SeriesBelowLine { component, line, .. } => {
            format!("move the series to line {line} first: `dateline plan --next sync:{component}`")
        }
        Refusal::NothingToPromote => "open a series with `dateline plan --next CHANGE`".to_owned(),
    }
}

/// A text that is no version.
pub(super) fn bad_version(text: &str, scheme: Scheme, error: &ParseError) -> CommandError {
    let message = format!("`{}` is no {scheme} version: {error}, at byte {}", shown(text), error.offset());
    let hint = version_hint(text, scheme, error, |other| format!("--scheme {other}"));
    CommandError::invalid("bad-version", message).hint(hint)
}

/// `choosing` says how the user chooses a scheme.
fn version_hint(
    text: &str,
    scheme: Scheme,
    error: &ParseError,
    choosing: impl Fn(Scheme) -> String,
) -> String {
    if let Some(meant) = error.meant() {
        return format!("did you mean `{meant}`?");
    }
    let other = Scheme::ALL.into_iter().find(|other| *other != scheme && other.parse(text).is_ok());
    match (error.kind(), other, scheme) {
        // Eight digits are meant as a date, whatever another scheme would take them for.
        (ParseErrorKind::BuildDate(_), _, _) => "check the year, the month and the day".to_owned(),
        (ParseErrorKind::TooManyDigits(_), _, _) => {
            "a number of a version has at most nine digits".to_owned()
        }
        (_, Some(other), _) => format!("as a {other} version it is fine: {}", choosing(other)),
        (_, None, Scheme::Dated) => {
            "write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID".to_owned()
        }
        (_, None, Scheme::Semver) => "write MAJOR.MINOR.PATCH or MAJOR.MINOR.PATCH-next.ID".to_owned(),
        (_, None, Scheme::DevPatch) => "write MAJOR.MINOR or MAJOR.MINOR.PATCH".to_owned(),
    }
}

/// A text that an ecosystem writes for no version.
pub(super) fn bad_rendering(error: &ReadError) -> CommandError {
    let invalid = CommandError::invalid(error.code(), error.to_string());
    match error.meant() {
        Some(meant) => invalid.hint(format!("did you mean `{meant}`?")),
        None => invalid.hint(format!("{} writes {}", error.ecosystem(), error.ecosystem().form())),
    }
}

/// A name that is none of an ecosystem.
pub(super) fn unknown_ecosystem(name: &str) -> CommandError {
    let names: Vec<&str> = Ecosystem::ALL.iter().map(|ecosystem| ecosystem.name()).collect();
    let hint = match crate::nearest::nearest(name, names.iter().copied()) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("use all, or some of {}", names.join(", ")),
    };
    let message = format!("there is no ecosystem `{}`", shown(name));
    CommandError::invalid("unknown-ecosystem", message).hint(hint)
}

/// A word that is no code of a finding.
pub(super) fn unknown_code(error: &UnknownCode) -> CommandError {
    let message = format!("`{}` is no code of a finding", shown(&error.word));
    let hint = match error.nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "`dateline check --help` lists the codes".to_owned(),
    };
    CommandError::invalid("unknown-code", message).hint(hint)
}

/// A text that names no deployed version.
pub(super) fn bad_assignment(error: &AssignmentError) -> CommandError {
    let (code, hint) = match error {
        AssignmentError::Version { text, scheme, error } => return bad_version(text, *scheme, error),
        AssignmentError::UnknownComponent { id, nearest } => {
            let (id, nearest) = (id.clone(), nearest.clone());
            return refused(&Refusal::UnknownComponent { id, nearest });
        }
        AssignmentError::UnknownSurface { component, .. } => (
            "unknown-surface",
            format!("surfaces are declared in the product file, under `components.{component}.surfaces`"),
        ),
        AssignmentError::Id { .. } => ("bad-id", "`dateline status` lists the components".to_owned()),
        AssignmentError::Number { .. } => ("bad-number", "write it as the product file does".to_owned()),
        AssignmentError::Twice { .. } => ("named-twice", "one deployment has one version of each".to_owned()),
        _ => ("bad-assignment", "write it like engine=0.3.0 or engine.wire=4".to_owned()),
    };
    CommandError::invalid(code, error.to_string()).hint(hint)
}

/// A text that is no date.
pub(super) fn bad_date(text: &str, error: &DateError) -> CommandError {
    let message = format!("`{}` is no date: {error}", shown(text));
    let hint = match error {
        DateError::Form => "write it as 2016-11-01 or 20161101",
        _ => "check the year, the month and the day",
    };
    CommandError::invalid("bad-date", message).hint(hint)
}

/// A text that is no change.
pub(super) fn bad_change(text: &str, error: &ChangeError) -> CommandError {
    let message = format!("`{}` is no change: {error}", shown(text));
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    let hint = match error {
        ChangeError::UnknownKind { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
        ChangeError::UnknownKind { nearest: None, .. } => format!("the kinds are {}", kinds.join(", ")),
        ChangeError::NeedsSurface => "write addition:COMPONENT.SURFACE, or api-feature:COMPONENT".to_owned(),
        _ => "write it like fix:core or addition:core.sdk".to_owned(),
    };
    CommandError::invalid("bad-change", message).hint(hint)
}

/// What to do instead, for an error in a product file.
pub(super) fn product_hint(kind: &ProductErrorKind) -> Option<String> {
    Some(match kind {
        ProductErrorKind::UnknownKey { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
        ProductErrorKind::UnknownKey { nearest: None, .. } => "`dateline schema` lists the keys".to_owned(),
        ProductErrorKind::MissingKey { key: "product", .. } => {
            "start the file with [product] and the name of the product line".to_owned()
        }
        ProductErrorKind::UnknownChoice { allowed, .. } => format!("use one of {}", allowed.join(", ")),
        ProductErrorKind::UnknownEcosystem { nearest: Some(nearest), .. } => {
            format!("did you mean `{nearest}`?")
        }
        ProductErrorKind::UnknownEcosystem { nearest: None, .. } => {
            "`dateline version render 1.0 --for all` lists the ecosystems".to_owned()
        }
        ProductErrorKind::PublishedTwice { .. } => "name it once".to_owned(),
        ProductErrorKind::Id { .. } => "write it like java-sdk".to_owned(),
        ProductErrorKind::LookAlike { .. } => "choose an id that nobody takes for the other one".to_owned(),
        ProductErrorKind::Title { key, error: TitleError::Empty } if key == "title" => {
            "leave `title` away where the id says enough".to_owned()
        }
        ProductErrorKind::Title { error: TitleError::Empty, .. } => return None,
        ProductErrorKind::Title { .. } => "write it in one script, without invisible characters".to_owned(),
        ProductErrorKind::Version { text, scheme, error } => {
            version_hint(text, *scheme, error, |other| format!("scheme = \"{other}\""))
        }
        ProductErrorKind::Line { .. } => "write it like \"1.3\"".to_owned(),
        ProductErrorKind::Date { .. } => "write it like 2027-06-01".to_owned(),
        ProductErrorKind::SunsetBeforeDate { .. } => {
            "let it be gone on the day of its deprecation or later".to_owned()
        }
        ProductErrorKind::NotStable { key: "version", .. } => {
            "an open prerelease goes into `next`".to_owned()
        }
        ProductErrorKind::NotStable { version, .. } => {
            format!("use a released version, such as {}", version.core())
        }
        ProductErrorKind::NotPrerelease { .. } => "a released version goes into `version`".to_owned(),
        ProductErrorKind::NextNotAbove { .. } => "drop `next` where that version was released".to_owned(),
        ProductErrorKind::MaintainedNotBelow { .. } => "the current line belongs into `version`".to_owned(),
        ProductErrorKind::MaintainedTwice { .. } => "keep the newest version of the line".to_owned(),
        ProductErrorKind::MaintainedUnreleased => "add `version`, the latest stable version".to_owned(),
        ProductErrorKind::KeyNotForScheme { key: "lead" | "maintained", .. } => {
            "only components that share the line's numbers have it: scheme = \"dated\"".to_owned()
        }
        ProductErrorKind::KeyNotForScheme { key: "next", .. } => {
            "a dev-patch component has development builds in `version` instead".to_owned()
        }
        ProductErrorKind::KeyNotForScheme { .. } => "it is for semver components".to_owned(),
        ProductErrorKind::UnknownComponent { nearest: Some(nearest), .. } => {
            format!("did you mean `{nearest}`?")
        }
        ProductErrorKind::UnknownComponent { nearest: None, .. } => {
            "declare it under [components]".to_owned()
        }
        ProductErrorKind::UnknownSurface { component, .. } => {
            format!("declare it under `surfaces` of {component}, and name it as {component}.SURFACE")
        }
        ProductErrorKind::Itself { .. } => "take this entry out".to_owned(),
        ProductErrorKind::KeyNotForSurface { .. } => {
            "it is for counters, whose version is a whole number".to_owned()
        }
        ProductErrorKind::SurfaceNext => "write the number that the open series leads to".to_owned(),
        ProductErrorKind::FollowCycle(_) => "take one of these edges out".to_owned(),
        ProductErrorKind::NoLead => "add `lead = true` to the component that opens new lines".to_owned(),
        ProductErrorKind::NoComponents | ProductErrorKind::MissingKey { key: "components", .. } => {
            "add one: [components.core]".to_owned()
        }
        ProductErrorKind::Tag(_) => "write it like \"{component}-v{version}\"".to_owned(),
        ProductErrorKind::Commit(_) => "write it like \"Release {releases}\"".to_owned(),
        ProductErrorKind::TagAlias(_) => {
            "write it like \"sdk.java-\", or as a template: \"sdk.java-{version}\"".to_owned()
        }
        ProductErrorKind::Path { .. } => "write it like \"client/VERSION\"".to_owned(),
        ProductErrorKind::WrongType { expected: "a version in quotes", .. } => {
            "put the version into quotes".to_owned()
        }
        ProductErrorKind::WrongType { key, .. } => match key.as_str() {
            "manifests" => "write it like [{ path = \"client/VERSION\" }]".to_owned(),
            "follows" => "write it like { core = \"api\" }".to_owned(),
            "publish" => "write it like [\"npm\"]".to_owned(),
            _ => return None,
        },
        _ => return None,
    })
}
