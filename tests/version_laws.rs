//! The laws of versions (section 1 of the rules), each a property named after what it says.

use std::cmp::Ordering;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use dateline::version::{
    BuildDate, DatedVersion, DevPatchVersion, Line, MAX_NUMBER, NextId, ParseErrorKind, Scheme,
    SemverVersion, Version,
};
use proptest::prelude::*;

/// Numbers that meet often, and the limit.
fn number() -> impl Strategy<Value = u32> {
    prop_oneof![4 => 0..12u32, 1 => 0..=MAX_NUMBER, 1 => Just(MAX_NUMBER)]
}

fn line() -> impl Strategy<Value = Line> {
    (number(), number()).prop_map(|(major, minor)| Line::new(major, minor).unwrap())
}

fn next() -> impl Strategy<Value = Option<NextId>> {
    prop::option::of(number().prop_map(|id| NextId::new(id).unwrap()))
}

fn build() -> impl Strategy<Value = Option<BuildDate>> {
    let day = prop_oneof![
        Just(BuildDate::MIN),
        Just(BuildDate::MAX),
        (0..2_932_896u32).prop_map(|days| BuildDate::MIN.checked_add_days(days).unwrap()),
        (0..3u32).prop_map(|days| BuildDate::from_ymd(2016, 10, 24).unwrap().checked_add_days(days).unwrap()),
    ];
    prop::option::of(day)
}

fn dated() -> impl Strategy<Value = DatedVersion> {
    (line(), build(), next()).prop_map(|(line, build, next)| DatedVersion::new(line, build, next))
}

fn semantic() -> impl Strategy<Value = SemverVersion> {
    (line(), number(), next()).prop_map(|(line, patch, next)| SemverVersion::new(line, patch, next).unwrap())
}

fn dev_patch() -> impl Strategy<Value = DevPatchVersion> {
    (line(), number()).prop_map(|(line, patch)| DevPatchVersion::new(line, patch).unwrap())
}

fn version() -> impl Strategy<Value = Version> {
    prop_oneof![
        dated().prop_map(Version::Dated),
        semantic().prop_map(Version::Counted),
        semantic().prop_map(Version::Semver),
        dev_patch().prop_map(Version::DevPatch),
    ]
}

/// Texts that are nearly versions, and any text at all.
fn nearly_a_version() -> impl Strategy<Value = String> {
    prop_oneof![
        "[v=]?[0-9]{1,3}(\\.[0-9]{0,9}){0,4}(-?(next|rc|beta)\\.?[0-9]{0,3})?[+ ]?",
        "[0-9.\\-next]{0,24}",
        any::<String>(),
    ]
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn key(version: DatedVersion) -> (u32, u32, u32, u64) {
    let build = version.build().map_or(0, BuildDate::number);
    let stage = version.next().map_or(u64::MAX, |id| u64::from(id.get()));
    (version.line().major(), version.line().minor(), build, stage)
}

fn count(versions: &[Version]) -> std::collections::HashMap<Version, usize> {
    let mut counts = std::collections::HashMap::new();
    for version in versions {
        *counts.entry(*version).or_default() += 1;
    }
    counts
}

/// `Display`, `FromStr` and serialised data of a value agree.
fn assert_one_text<T>(value: &T)
where
    T: std::fmt::Display
        + std::str::FromStr
        + serde::Serialize
        + serde::de::DeserializeOwned
        + PartialEq
        + std::fmt::Debug,
    T::Err: std::fmt::Debug,
{
    let text = value.to_string();
    assert_eq!(serde_json::to_value(value).unwrap(), serde_json::Value::String(text.clone()));
    assert_eq!(serde_json::from_value::<T>(text.clone().into()).unwrap(), *value);
    assert_eq!(text.parse::<T>().unwrap(), *value);
}

#[test]
fn names_have_one_text_in_every_form() {
    use dateline::ecosystem::Ecosystem;
    use dateline::plan::{Kind, Level};
    use dateline::version::SurfaceKind;
    Scheme::ALL.iter().for_each(assert_one_text);
    SurfaceKind::ALL.iter().for_each(assert_one_text);
    Kind::ALL.iter().for_each(assert_one_text);
    Level::ALL.iter().for_each(assert_one_text);
    Ecosystem::ALL.iter().for_each(assert_one_text);
    let error = "calver".parse::<Scheme>().unwrap_err();
    assert_eq!(error.to_string(), "unknown scheme `calver`");
    assert_eq!("semvre".parse::<Scheme>().unwrap_err().nearest, Some("semver"));
}

proptest! {
    #[test]
    fn dates_lines_and_numbers_have_one_text_in_every_form(
        days in 0..2_932_897u32, (major, minor, counter) in (0..=MAX_NUMBER, 0..=MAX_NUMBER, 0..=MAX_NUMBER),
    ) {
        use dateline::version::SurfaceVersion;
        let date = BuildDate::MIN.checked_add_days(days).unwrap();
        assert_one_text(&date);
        prop_assert_eq!(date.number().to_string().parse(), Ok(date));
        let line = Line::new(major, minor).unwrap();
        assert_one_text(&line);
        assert_one_text(&SurfaceVersion::Line(line));
        assert_one_text(&SurfaceVersion::counter(counter).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn order_is_by_major_minor_build_and_stage(left in dated(), right in dated()) {
        prop_assert_eq!(left.cmp(&right), key(left).cmp(&key(right)));
    }

    #[test]
    fn order_is_antisymmetric_and_agrees_with_equality_and_hash(left in version(), right in version()) {
        prop_assert_eq!(left.partial_cmp(&right), right.partial_cmp(&left).map(Ordering::reverse));
        prop_assert_eq!(left == right, left.partial_cmp(&right) == Some(Ordering::Equal));
        if left == right {
            prop_assert_eq!(hash(&left), hash(&right));
            prop_assert_eq!(left.to_string(), right.to_string());
        }
    }

    #[test]
    fn order_is_transitive(a in dated(), b in dated(), c in dated()) {
        let mut sorted = [a, b, c];
        sorted.sort();
        let [low, middle, high] = sorted;
        prop_assert!(low <= middle && middle <= high && low <= high);
    }

    #[test]
    fn versions_of_different_schemes_do_not_compare(left in version(), right in version()) {
        prop_assert_eq!(left.compare(right).is_ok(), left.scheme() == right.scheme());
    }

    #[test]
    fn sorted_versions_are_in_order_and_the_same_as_before(mut versions in prop::collection::vec(version(), 0..40)) {
        let before: std::collections::HashMap<Version, usize> = count(&versions);
        dateline::version::sort(&mut versions);
        prop_assert_eq!(count(&versions), before);
        for pair in versions.windows(2) {
            prop_assert!(pair[0].scheme() != pair[1].scheme() || pair[0] <= pair[1], "{:?}", pair);
        }
        for scheme in Scheme::ALL {
            let mut alone: Vec<Version> = versions.iter().copied().filter(|v| v.scheme() == scheme).collect();
            let sorted = alone.clone();
            alone.reverse();
            dateline::version::sort(&mut alone);
            prop_assert_eq!(alone, sorted, "those of one scheme stand together, in their order");
        }
    }

    #[test]
    fn what_is_appended_is_what_is_displayed(version in version()) {
        let mut text = b"> ".to_vec();
        version.append_to(&mut text);
        prop_assert_eq!(String::from_utf8(text).unwrap(), format!("> {version}"));
    }

    #[test]
    fn what_is_displayed_is_parsed_to_the_same(version in version()) {
        prop_assert_eq!(version.scheme().parse(&version.to_string()), Ok(version));
    }

    #[test]
    fn what_is_parsed_is_displayed_as_it_was_written(text in nearly_a_version()) {
        for scheme in Scheme::ALL {
            if let Ok(version) = scheme.parse(&text) {
                prop_assert_eq!(version.to_string(), text.as_str());
            }
        }
    }

    #[test]
    fn parsing_never_panics_on_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        for scheme in Scheme::ALL {
            if let Err(error) = scheme.parse_ascii(&bytes) {
                prop_assert!(error.offset() <= bytes.len());
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        let _ = (text.parse::<Line>(), BuildDate::parse(&text));
    }

    #[test]
    fn the_version_meant_is_a_version(text in nearly_a_version()) {
        for scheme in Scheme::ALL {
            if let Err(error) = scheme.parse(&text) {
                prop_assert!(text.is_char_boundary(error.offset()) || !text.is_ascii());
                if let Some(meant) = error.meant() {
                    prop_assert!(scheme.parse(meant).is_ok(), "{} from {}", meant, text);
                    prop_assert_ne!(meant, text.as_str());
                }
            }
        }
    }

    #[test]
    fn order_agrees_with_the_semver_crate_after_conversion(left in dated(), right in dated()) {
        let converted = (semver::Version::from(left), semver::Version::from(right));
        prop_assert_eq!(left.cmp(&right), converted.0.cmp(&converted.1));
    }

    #[test]
    fn order_of_the_other_schemes_agrees_with_the_semver_crate(
        left in semantic(), right in semantic(), old in dev_patch(), new in dev_patch()
    ) {
        prop_assert_eq!(left.cmp(&right), semver::Version::from(left).cmp(&right.into()));
        prop_assert_eq!(old.cmp(&new), semver::Version::from(old).cmp(&new.into()));
    }

    #[test]
    fn conversion_to_semver_and_back_is_identity(dated in dated(), semantic in semantic(), dev in dev_patch()) {
        prop_assert_eq!(DatedVersion::try_from(&semver::Version::from(dated)), Ok(dated));
        prop_assert_eq!(SemverVersion::try_from(&semver::Version::from(semantic)), Ok(semantic));
        prop_assert_eq!(DevPatchVersion::try_from(&semver::Version::from(dev)), Ok(dev));
    }

    #[test]
    fn a_semver_version_reads_as_the_semver_crate_reads_it(version in semantic()) {
        prop_assert_eq!(semver::Version::parse(&version.to_string()).unwrap(), version.into());
    }

    #[test]
    fn a_prerelease_sorts_below_its_release_and_above_every_lower_core(version in dated(), id in number()) {
        let prerelease = version.with_next(NextId::new(id).unwrap());
        prop_assert!(prerelease < prerelease.core());
        prop_assert!(prerelease.core().is_stable());
        prop_assert_eq!(prerelease.core(), version.core());
    }

    #[test]
    fn going_on_in_a_series_is_strictly_greater_and_stays_below_the_release(version in dated()) {
        if let Ok(next) = version.next_in_series() {
            prop_assert!(version.is_stable() || version < next);
            prop_assert!(next < version.core());
        } else {
            prop_assert_eq!(version.next().map(NextId::get), Some(MAX_NUMBER));
        }
    }

    #[test]
    fn a_version_survives_serialisation(dated in dated(), semantic in semantic(), line in line()) {
        let json = serde_json::to_string(&(dated, semantic, line)).unwrap();
        prop_assert_eq!(serde_json::from_str::<(DatedVersion, SemverVersion, Line)>(&json).unwrap(), (dated, semantic, line));
    }
}

#[test]
fn the_chain_of_the_specification_is_in_order() {
    let chain = "1.0-next.0 < 1.0-next.9 < 1.0-next.10 < 1.0 < 1.0.20161024-next.0 < 1.0.20161024 < 1.0.20161101 \
                 < 1.1-next.0 < 1.1 < 1.10 < 2.0";
    let versions: Vec<DatedVersion> = chain.split(" < ").map(|text| text.trim().parse().unwrap()).collect();
    assert!(versions.is_sorted_by(|left, right| left < right), "{versions:?}");
}

#[test]
fn a_dated_version_is_a_small_copy_value() {
    fn is_copy<T: Copy>() {}
    is_copy::<DatedVersion>();
    assert_eq!(size_of::<DatedVersion>(), 16);
}

#[test]
fn a_bad_version_gets_its_reason_its_place_and_the_version_meant() {
    use ParseErrorKind as Kind;
    use dateline::version::{DateError, Field};
    let no_such_day = DateError::NoSuchDay { year: 2023, month: 2, day: 29 };
    let cases = [
        ("", Kind::Empty, 0, None),
        ("1", Kind::Missing(Field::Minor), 1, Some("1.0")),
        ("1.", Kind::Missing(Field::Minor), 2, Some("1.0")),
        ("1.x", Kind::NotANumber(Field::Minor, 'x'), 2, None),
        ("x", Kind::NotANumber(Field::Major, 'x'), 0, None),
        ("-1.0", Kind::NotANumber(Field::Major, '-'), 0, None),
        ("1.02", Kind::LeadingZero(Field::Minor), 2, Some("1.2")),
        ("1.0-next.01", Kind::LeadingZero(Field::Id), 9, Some("1.0-next.1")),
        ("1.1000000000", Kind::TooManyDigits(Field::Minor), 2, None),
        ("v1.2", Kind::LeadingV, 0, Some("1.2")),
        (" 1.2", Kind::WhiteSpace, 0, Some("1.2")),
        ("1.2\n", Kind::WhiteSpace, 3, Some("1.2")),
        ("1.²", Kind::NotAscii, 2, None),
        ("1.0.161205", Kind::BuildForm, 4, Some("1.0.20161205")),
        ("1.0.2016-12-05", Kind::BuildForm, 4, Some("1.0.20161205")),
        ("1.0.", Kind::Missing(Field::Build), 4, Some("1.0")),
        ("1.0.0", Kind::BuildForm, 4, Some("1.0")),
        ("1.0.20230229", Kind::BuildDate(no_such_day), 4, None),
        ("1.0.19691231", Kind::BuildDate(DateError::Year), 4, None),
        ("1.0.00000000", Kind::BuildDate(DateError::Year), 4, Some("1.0")),
        ("1.2-rc.1", Kind::Suffix, 3, Some("1.2-next.1")),
        ("1.2rc2", Kind::Suffix, 3, Some("1.2-next.2")),
        ("1.2-next", Kind::Suffix, 3, None),
        ("1.2-next.", Kind::Missing(Field::Id), 9, None),
        ("1.2-next.x", Kind::NotANumber(Field::Id, 'x'), 9, None),
        ("1.2+linux", Kind::Metadata, 3, Some("1.2")),
        ("1.0.20161024.1", Kind::Trailing('.'), 12, None),
        ("1.0-next.1-next.2", Kind::Trailing('-'), 10, None),
    ];
    for (text, kind, offset, meant) in cases {
        let error = text.parse::<DatedVersion>().unwrap_err();
        assert_eq!((error.kind(), error.offset(), error.meant()), (&kind, offset, meant), "{text:?}");
    }
}

#[test]
fn the_other_schemes_tell_what_is_wrong_too() {
    use ParseErrorKind as Kind;
    use dateline::version::Field;
    let error = "1.2".parse::<SemverVersion>().unwrap_err();
    assert_eq!(
        (error.kind(), error.offset(), error.meant()),
        (&Kind::Missing(Field::Patch), 3, Some("1.2.0"))
    );
    let error = "1.7.0".parse::<DevPatchVersion>().unwrap_err();
    assert_eq!((error.kind(), error.offset(), error.meant()), (&Kind::PatchZero, 4, Some("1.7")));
    let error = "1.7-next.1".parse::<DevPatchVersion>().unwrap_err();
    assert_eq!((error.kind(), error.offset(), error.meant()), (&Kind::NoPrerelease, 3, None));
}
