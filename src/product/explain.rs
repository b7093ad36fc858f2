//! The code of each error of a product file, and what to do about it.

use super::names::{PathError, TitleError};
use super::{
    CommitError, IdError, InvalidId, InvalidProduct, ProductError, ProductErrorKind, RewriteError, TagError,
    UnknownReference,
};
use crate::version::InvalidVersion;
use crate::words::{Explain, Help};

impl Explain for InvalidProduct {
    fn code(&self) -> &'static str {
        "invalid-product"
    }
}

impl Explain for ProductError {
    fn code(&self) -> &'static str {
        self.kind.code()
    }

    fn help(&self) -> Vec<Help> {
        self.kind.help()
    }
}

impl Explain for ProductErrorKind {
    fn code(&self) -> &'static str {
        match self {
            ProductErrorKind::Syntax(_) => "toml-syntax",
            ProductErrorKind::UnknownKey { .. } => "unknown-key",
            ProductErrorKind::MissingKey { .. } => "missing-key",
            ProductErrorKind::WrongType { .. } => "wrong-type",
            ProductErrorKind::UnknownChoice { .. } => "unknown-choice",
            ProductErrorKind::UnknownEcosystem { .. } => "unknown-ecosystem",
            ProductErrorKind::PublishedTwice { .. } => "published-twice",
            ProductErrorKind::OutOfRange { .. } => "out-of-range",
            ProductErrorKind::Id { .. } => "bad-id",
            ProductErrorKind::LookAlike { .. } => "look-alike-ids",
            ProductErrorKind::Title { .. } => "bad-title",
            ProductErrorKind::Version { .. } => "bad-version",
            ProductErrorKind::Line { .. } => "bad-line",
            ProductErrorKind::Date { .. } => "bad-date",
            ProductErrorKind::SunsetBeforeDate { .. } => "sunset-before-date",
            ProductErrorKind::NotStable { .. } => "not-stable",
            ProductErrorKind::NotPrerelease { .. } => "not-prerelease",
            ProductErrorKind::NextNotAbove { .. } => "next-not-above",
            ProductErrorKind::MaintainedNotBelow { .. } => "maintained-not-below",
            ProductErrorKind::MaintainedTwice { .. } => "maintained-twice",
            ProductErrorKind::MaintainedUnreleased => "maintained-unreleased",
            ProductErrorKind::KeyNotForScheme { .. } => "key-not-for-scheme",
            ProductErrorKind::Unknown(error) => error.code(),
            ProductErrorKind::Itself { .. } => "names-itself",
            ProductErrorKind::FollowCycle(_) => "follow-cycle",
            ProductErrorKind::NoLead => "no-lead",
            ProductErrorKind::NoComponents => "no-components",
            ProductErrorKind::Path { .. } => "bad-path",
            ProductErrorKind::Tag(_) => "bad-tag",
            ProductErrorKind::TagAlias(_) => "bad-tag-alias",
            ProductErrorKind::Commit(_) => "bad-commit",
            ProductErrorKind::FloorForm { .. } => "floor-form",
            ProductErrorKind::KeyNotForSurface { .. } => "key-not-for-surface",
            ProductErrorKind::SurfaceNext => "surface-next",
        }
    }

    fn help(&self) -> Vec<Help> {
        vec![match self {
            ProductErrorKind::UnknownKey { nearest: Some(nearest), .. } => Help::did_you_mean(nearest),
            ProductErrorKind::UnknownKey { nearest: None, .. } => {
                Help::run_to("dateline schema", "list the keys")
            }
            ProductErrorKind::MissingKey { key: "product", .. } => {
                Help::text("start the file with [product] and the name of the product line")
            }
            ProductErrorKind::MissingKey { key: "components", .. } => {
                Help::text("add one: [components.core]")
            }
            ProductErrorKind::MissingKey { key, .. } => missing(key),
            ProductErrorKind::FloorForm { expected, .. } => Help::text(match *expected {
                "a whole number" => "write the counter without quotes, such as 3",
                "MAJOR.MINOR in quotes" => "write it like \"1.3\"",
                "a smaller number" => "use a number that the surface has had",
                _ => "write the version in quotes, such as \"0.3.0\"",
            }),
            ProductErrorKind::UnknownChoice { allowed, .. } => {
                Help::text(format!("use one of {}", allowed.join(", ")))
            }
            ProductErrorKind::UnknownEcosystem { nearest: Some(nearest), .. } => Help::did_you_mean(nearest),
            ProductErrorKind::UnknownEcosystem { nearest: None, .. } => {
                Help::run_to("dateline version render 1.0 --for all", "list the ecosystems")
            }
            ProductErrorKind::PublishedTwice { .. } => Help::text("name it once"),
            ProductErrorKind::Id { .. } => Help::text("write it like java-sdk"),
            ProductErrorKind::LookAlike { .. } => Help::text("choose an id that looks different"),
            ProductErrorKind::Title { key, error: TitleError::Empty } if key == "title" => {
                Help::text("omit `title` where the id says enough")
            }
            ProductErrorKind::Title { error: TitleError::Empty, .. } => {
                Help::text("write the name that people know it by")
            }
            ProductErrorKind::Title { .. } => {
                Help::text("write it in one script, without invisible characters")
            }
            ProductErrorKind::Version { text, scheme, error } => {
                let (text, scheme, error) = (text.clone(), *scheme, error.clone());
                let invalid = InvalidVersion { text, scheme, error };
                return invalid.help_with(|other| {
                    Help::text(format!("set `scheme = \"{other}\"` if it is a {other} version"))
                });
            }
            ProductErrorKind::Line { .. } => Help::text("write it like \"1.3\""),
            ProductErrorKind::Date { .. } => Help::text("write it like 2027-06-01"),
            ProductErrorKind::SunsetBeforeDate { .. } => {
                Help::text("set `sunset` to the day of `date` or later")
            }
            ProductErrorKind::NotStable { key: "version", .. } => {
                Help::text("move an open prerelease to `next`")
            }
            ProductErrorKind::NotStable { version, .. } => {
                Help::text(format!("use a released version, such as {}", version.core()))
            }
            ProductErrorKind::NotPrerelease { .. } => Help::text("move a released version to `version`"),
            ProductErrorKind::NextNotAbove { .. } => {
                Help::text("remove `next` if that version has been released")
            }
            ProductErrorKind::MaintainedNotBelow { .. } => Help::text("move the current line to `version`"),
            ProductErrorKind::MaintainedTwice { .. } => Help::text("keep the newest version of the line"),
            ProductErrorKind::MaintainedUnreleased => Help::text("add `version`, the latest stable version"),
            ProductErrorKind::KeyNotForScheme { key, .. } => of_scheme(key),
            ProductErrorKind::Unknown(UnknownReference::Component { nearest: None, .. }) => {
                Help::text("declare it under [components]")
            }
            ProductErrorKind::Unknown(UnknownReference::Surface { component, .. }) => Help::text(format!(
                "declare it under `surfaces` of {component}, and refer to it as {component}.SURFACE"
            )),
            ProductErrorKind::Unknown(error) => return error.help(),
            ProductErrorKind::Itself { .. } => Help::text("remove this entry"),
            ProductErrorKind::KeyNotForSurface { .. } => {
                Help::text("remove it: it is for counters, whose version is a whole number")
            }
            ProductErrorKind::SurfaceNext => Help::text("use the number that the open series leads to"),
            ProductErrorKind::FollowCycle(_) => Help::text("remove one of these edges"),
            ProductErrorKind::NoLead => Help::text("add `lead = true` to the component that opens new lines"),
            ProductErrorKind::NoComponents => Help::text("add one: [components.core]"),
            ProductErrorKind::Tag(_) => Help::text("write it like \"{component}-v{version}\""),
            ProductErrorKind::Commit(_) => Help::text("write it like \"Release {releases}\""),
            ProductErrorKind::TagAlias(_) => {
                Help::text("write it like \"sdk.java-\", or as a template: \"sdk.java-{version}\"")
            }
            ProductErrorKind::Path { .. } => Help::text("write it like \"client/VERSION\""),
            ProductErrorKind::WrongType { key, expected, .. } => of_type(key, expected),
            // The message says all.
            ProductErrorKind::Syntax { .. } | ProductErrorKind::OutOfRange { .. } => return Vec::new(),
        }]
    }
}

/// How to write a value of `key`, which is `expected`.
fn of_type(key: &str, expected: &str) -> Help {
    Help::text(match (key, expected) {
        (_, "a version in quotes") => "write the version in quotes",
        ("manifests", _) => "write it like [{ path = \"client/VERSION\" }]",
        ("follows", _) => "write it like { core = \"api\" }",
        ("publish", _) => "write it like [\"npm\"]",
        (_, "a table") => "put its keys in braces, or under a heading in brackets",
        (_, "a list") => "write its values in brackets, separated by commas",
        (_, "a whole number") => "write it in digits, without quotes and without a point",
        (_, "true or false") => "write true or false without quotes",
        (_, "a date") => "write it like 2027-06-01",
        _ => "write it in quotes",
    })
}

/// What to do about a key that components of another scheme have.
fn of_scheme(key: &str) -> Help {
    Help::text(match key {
        "lead" => "set `scheme` to \"dated\" or \"counted\": only components that share the line have it",
        "maintained" => "remove it: a dev-patch component has one version and no older lines",
        "tag-development" => "remove it: only dev-patch components have development builds",
        "next" => "use `version`: a dev-patch component has development builds there",
        _ => "remove it: it is for semver and dev-patch components",
    })
}

/// What to add where a table lacks `key`.
fn missing(key: &str) -> Help {
    let example = match key {
        "on" => "on = \"api\" or on = \"release\"",
        "at-least" => "at-least = \"0.3.0\", the lowest version that will do",
        "path" => "path = \"client/VERSION\"",
        "version" => "version = \"1.0\", or version = 1 for a counter",
        "surface" => "surface = \"core.api\"",
        "what" => "what = \"the call that goes\"",
        "since" => "since = \"1.3\"",
        "name" => "name = \"Chain\"",
        _ => return Help::run_to("dateline schema", "list the keys"),
    };
    Help::text(format!("add {example}"))
}

impl Explain for IdError {
    fn code(&self) -> &'static str {
        "bad-id"
    }

    fn help(&self) -> Vec<Help> {
        vec![Help::text("write it like java-sdk")]
    }
}

impl Explain for InvalidId {
    fn code(&self) -> &'static str {
        self.error.code()
    }

    fn help(&self) -> Vec<Help> {
        self.error.help()
    }
}

impl Explain for UnknownReference {
    fn code(&self) -> &'static str {
        match self {
            UnknownReference::Component { .. } => "unknown-component",
            UnknownReference::Surface { .. } => "unknown-surface",
        }
    }

    fn help(&self) -> Vec<Help> {
        vec![match self {
            UnknownReference::Component { nearest: Some(nearest), .. } => Help::did_you_mean(nearest),
            UnknownReference::Component { nearest: None, .. } => {
                Help::run_to("dateline status", "list the components")
            }
            UnknownReference::Surface { component, .. } => {
                Help::text(format!("declare it in the product file, under `components.{component}.surfaces`"))
            }
        }]
    }
}

impl Explain for TitleError {
    fn code(&self) -> &'static str {
        "bad-title"
    }

    fn help(&self) -> Vec<Help> {
        match self {
            TitleError::Empty => vec![Help::text("write the name that people know it by")],
            TitleError::Invisible(_) | TitleError::Confusable(_) => {
                vec![Help::text("write it in one script, without invisible characters")]
            }
        }
    }
}

impl Explain for PathError {
    fn code(&self) -> &'static str {
        "bad-path"
    }

    fn help(&self) -> Vec<Help> {
        vec![Help::text("write it like \"client/VERSION\"")]
    }
}

impl Explain for TagError {
    fn code(&self) -> &'static str {
        "bad-tag"
    }

    fn help(&self) -> Vec<Help> {
        vec![Help::text("write it like \"{component}-v{version}\"")]
    }
}

impl Explain for CommitError {
    fn code(&self) -> &'static str {
        "bad-commit"
    }

    fn help(&self) -> Vec<Help> {
        vec![Help::text("write it like \"Release {releases}\"")]
    }
}

impl Explain for RewriteError {
    fn code(&self) -> &'static str {
        "not-editable"
    }

    fn help(&self) -> Vec<Help> {
        vec![Help::text(match self {
            RewriteError::Syntax { .. } => return Vec::new(),
            RewriteError::Layout(id) => {
                format!("give the component its own header: `[components.{id}]`")
            }
            RewriteError::OtherForm { .. } => "write the value in its usual form".to_owned(),
            RewriteError::NoComponent(_)
            | RewriteError::NoSurface { .. }
            | RewriteError::NoRequirement { .. } => {
                "load the product file again: it is not the one that the edit was made for".to_owned()
            }
        })]
    }
}
