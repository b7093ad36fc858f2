//! What is one text to people reads back from it: `Display`, `FromStr` and serialised data agree.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::fmt::{Debug, Display};
use std::str::FromStr;

use dateline::ecosystem::Ecosystem;
use dateline::plan::{Change, Kind, Level, SurfaceCause};
use dateline::product::{CommitTemplate, ComponentId, Reference, TagTemplate};
use dateline::version::{
    BuildDate, DatedVersion, DevPatchVersion, Line, MAX_NUMBER, NextId, Scheme, SemverVersion, SurfaceKind,
    SurfaceVersion,
};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

/// Whether each text is read, and written as it was; none of `wrong` is read.
fn agrees<T>(right: &[&str], wrong: &[&str])
where
    T: FromStr<Err: Debug> + Display + Debug + PartialEq + Serialize + DeserializeOwned,
{
    for text in right {
        let value: T = text.parse().unwrap();
        assert_eq!(value.to_string(), *text);
        assert_eq!(json!(value), json!(text));
        assert_eq!(serde_json::from_value::<T>(json!(text)).unwrap(), value);
    }
    for text in wrong {
        assert!(text.parse::<T>().is_err(), "{text}");
        assert!(serde_json::from_value::<T>(json!(text)).is_err(), "{text}");
    }
}

#[test]
fn texts_read_back_as_they_are_written() {
    agrees::<NextId>(&["0", "7", "999999999"], &["", "07", "+1", "-1", " 1", "1.0", "1000000000"]);
    agrees::<TagTemplate>(
        &["v{version}", "{component}-v{version}", "sdk/{version:go}"],
        &["", "v", "{version}{version}", "{name}-{version}", "-{version}", "{version:cobol}"],
    );
    agrees::<CommitTemplate>(
        &["Release {releases}", "chore(release): {product} {line} of {date}", "Ship it"],
        &["", " ", "Release {version}", "two\nlines", "{lin{releases}e}", "Release {releases"],
    );
    agrees::<BuildDate>(&["2016-11-01"], &["", "2016-13-01", "2016-11", "tomorrow"]);
    agrees::<Line>(&["0.0", "1.3", "999999999.0"], &["", "1", "1.3.0", "v1.3"]);
    agrees::<DatedVersion>(&["1.0", "1.0.20161101-next.4"], &["", "1", "1.0.7"]);
    agrees::<SemverVersion>(&["1.0.0", "1.0.7-next.4"], &["", "1.0", "1.0.0-rc.1"]);
    agrees::<DevPatchVersion>(&["1.7", "1.7.3"], &["", "1", "1.7-next.0"]);
    agrees::<SurfaceVersion>(&["4", "1.1"], &["", "1.x", "v4"]);
    agrees::<Scheme>(&["dated", "counted", "semver", "dev-patch"], &["", "calver"]);
    agrees::<SurfaceKind>(&["fix", "addition", "breaking"], &["", "feature"]);
    agrees::<ComponentId>(&["core", "java-sdk"], &["", "Core", "-core"]);
    agrees::<Reference>(&["core", "core.api"], &["", "Core", "core."]);
    agrees::<Ecosystem>(&["npm", "go"], &["", "cobol"]);
    agrees::<Change>(&["fix:core", "breaking:core.api"], &["", "fix", "whim:core"]);
    agrees::<Kind>(&["fix", "api-feature"], &["", "whim"]);
    agrees::<Level>(&["build", "major"], &["", "whim"]);
    agrees::<SurfaceCause>(&["promoted", "breaking:core.api"], &["", "whim"]);
}

proptest! {
    #[test]
    fn every_id_reads_back(id in 0..=MAX_NUMBER) {
        let id = NextId::new(id).unwrap();
        prop_assert_eq!(id.to_string().parse::<NextId>().unwrap(), id);
        prop_assert_eq!(serde_json::from_value::<NextId>(json!(id)).unwrap(), id);
    }

    #[test]
    fn a_template_that_is_read_is_written_as_it_was(text in "[a-z/{}: -]{0,6}(\\{version\\}|\\{releases\\})?[a-z.{}]{0,6}") {
        if let Ok(template) = text.parse::<TagTemplate>() {
            prop_assert_eq!(template.to_string(), text.clone());
        }
        if let Ok(template) = text.parse::<CommitTemplate>() {
            prop_assert_eq!(template.to_string(), text.trim());
            prop_assert_eq!(template.to_string().parse::<CommitTemplate>(), Ok(template));
        }
    }
}
