//! What to do instead, for every refusal and for every kind of bad input.

use super::error::{CommandError, ErrorKind};
use crate::contract::AssignmentError;
use crate::plan::{ChangeError, Kind, Refusal};
use crate::product::ProductErrorKind;
use crate::version::{DateError, ParseError, ParseErrorKind, Scheme};

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
                "only dated components share a line to catch up with; use fix or feature".to_owned()
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
            "only fix and api-fix of dated components are possible with --line".to_owned()
        }
        Refusal::NotMaintained { component, line } => format!(
            "put its last stable version on {line} into `maintained` under [components.{component}], such as \
             maintained = [\"{line}\"]"
        ),
        Refusal::NumberTooLarge { .. } | Refusal::LineTooLarge(_) => {
            "move the next greater number: a feature where PATCH is full, a breaking change where MINOR is"
                .to_owned()
        }
        Refusal::NotAbove { .. } => "look at the versions of the component in the product file".to_owned(),
        Refusal::NoSeries { component } => {
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
    let shown = text.escape_debug();
    let message = format!("`{shown}` is no {scheme} version: {error}, at byte {}", error.offset());
    CommandError::invalid("bad-version", message).hint(version_hint(text, scheme, error))
}

fn version_hint(text: &str, scheme: Scheme, error: &ParseError) -> String {
    if let Some(meant) = error.meant() {
        return format!("did you mean `{meant}`?");
    }
    if let Some(other) = Scheme::ALL.into_iter().find(|other| *other != scheme && other.parse(text).is_ok()) {
        return format!("it is a {other} version");
    }
    match (error.kind(), scheme) {
        (ParseErrorKind::BuildDate(_), _) => "check the year, the month and the day".to_owned(),
        (_, Scheme::Dated) => "write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID".to_owned(),
        (_, Scheme::Semver) => "write MAJOR.MINOR.PATCH or MAJOR.MINOR.PATCH-next.ID".to_owned(),
        (_, Scheme::DevPatch) => "write MAJOR.MINOR or MAJOR.MINOR.PATCH".to_owned(),
    }
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
    let message = format!("`{}` is no date: {error}", text.escape_debug());
    let hint = match error {
        DateError::Form => "write it as 2016-11-01 or 20161101",
        _ => "check the year, the month and the day",
    };
    CommandError::invalid("bad-date", message).hint(hint)
}

/// A text that is no change.
pub(super) fn bad_change(text: &str, error: &ChangeError) -> CommandError {
    let message = format!("`{}` is no change: {error}", text.escape_debug());
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
        ProductErrorKind::UnknownChoice { allowed, .. } => format!("use one of {}", allowed.join(", ")),
        ProductErrorKind::Id { .. } => "write it like java-sdk".to_owned(),
        ProductErrorKind::LookAlike { .. } => "choose an id that nobody takes for the other one".to_owned(),
        ProductErrorKind::Title { .. } => {
            "write the name in one script, without invisible characters".to_owned()
        }
        ProductErrorKind::Version { text, scheme, error } => version_hint(text, *scheme, error),
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
        ProductErrorKind::FollowCycle(_) => "take one of these edges out".to_owned(),
        ProductErrorKind::NoLead => "add `lead = true` to the component that opens new lines".to_owned(),
        ProductErrorKind::NoComponents => "add one: [components.core]".to_owned(),
        ProductErrorKind::Tag(_) => "write it like \"{component}-v{version}\"".to_owned(),
        ProductErrorKind::Path { .. } => "write it like \"client/VERSION\"".to_owned(),
        ProductErrorKind::WrongType { expected: "a version in quotes", .. } => {
            "put the version into quotes".to_owned()
        }
        _ => return None,
    })
}
