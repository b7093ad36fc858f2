//! Laws of the mappings: exact both ways, no two versions one text, limits on both sides, no text makes a reader panic.
#![allow(clippy::unwrap_used, reason = "these are tests")]

use std::collections::HashMap;

use dateline::ecosystem::{Ecosystem, Limit, table};
use dateline::version::{
    BuildDate, DatedVersion, DevPatchVersion, Field, Line, MAX_NUMBER, NextId, Scheme, SemverVersion, Version,
};
use dateline::words::Explain;
use proptest::prelude::*;

/// Numbers of all widths, with those on either side of a limit among them.
fn number() -> impl Strategy<Value = u32> {
    let edges = vec![0, 1, 6, 7, 9, 10, 14, 15, 98, 99, 100, 160, 161, 255, 256, 8191, 8192, 65_534, 65_535];
    let wide = vec![65_536, 99_999, 100_000, 21_474_835, 21_474_836, MAX_NUMBER];
    prop_oneof![0..20_u32, prop::sample::select(edges), prop::sample::select(wide), 0..=MAX_NUMBER]
}

fn build() -> impl Strategy<Value = Option<BuildDate>> {
    let edges = vec![19_700_101, 20_151_231, 20_160_101, 20_380_604, 20_380_605, 21_471_231, 99_991_231];
    let near = (0..9_000_u32).prop_map(|days| date(20_151_201).checked_add_days(days).unwrap());
    let any = (0..2_932_897_u32).prop_map(|days| BuildDate::MIN.checked_add_days(days).unwrap());
    prop::option::of(prop_oneof![prop::sample::select(edges).prop_map(date), near, any])
}

fn date(number: u32) -> BuildDate {
    BuildDate::from_number(number).unwrap()
}

fn line() -> impl Strategy<Value = Line> {
    (number(), number()).prop_map(|(major, minor)| Line::new(major, minor).unwrap())
}

fn next() -> impl Strategy<Value = Option<NextId>> {
    prop::option::of(number().prop_map(|id| NextId::new(id).unwrap()))
}

fn version() -> impl Strategy<Value = Version> {
    prop_oneof![
        (line(), build(), next()).prop_map(|(line, build, next)| DatedVersion::new(line, build, next).into()),
        (line(), number(), next())
            .prop_map(|(line, patch, next)| SemverVersion::new(line, patch, next).unwrap().into()),
        (line(), number()).prop_map(|(line, patch)| DevPatchVersion::new(line, patch).unwrap().into()),
    ]
}

fn ecosystem() -> impl Strategy<Value = Ecosystem> {
    prop::sample::select(Ecosystem::ALL.to_vec())
}

/// Versions that the narrow fields of installers hold too.
fn small_version() -> impl Strategy<Value = Version> {
    let id = prop::option::of((0..9_u32).prop_map(|id| NextId::new(id).unwrap()));
    let day =
        prop::option::of((0..8_191_u32).prop_map(|days| date(20_160_101).checked_add_days(days).unwrap()));
    let line = (0..20_u32, 0..99_u32).prop_map(|(major, minor)| Line::new(major, minor).unwrap());
    (line, day, id).prop_map(|(line, day, id)| DatedVersion::new(line, day, id).into())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn what_is_written_is_read_back(ecosystem in ecosystem(), version in prop_oneof![version(), small_version()]) {
        if let Ok(text) = ecosystem.render(version) {
            prop_assert_eq!(ecosystem.read(&text, version.scheme()), Ok(version));
        }
    }

    #[test]
    fn two_versions_share_no_text(
        ecosystem in ecosystem(),
        versions in prop::collection::vec(prop_oneof![version(), small_version()], 2..40),
    ) {
        let mut seen: HashMap<(Scheme, String), Version> = HashMap::new();
        for version in versions {
            if let Ok(text) = ecosystem.render(version) {
                let first = *seen.entry((version.scheme(), text)).or_insert(version);
                prop_assert_eq!(first, version);
            }
        }
    }

    #[test]
    fn what_is_refused_is_outside_the_limit_named(ecosystem in ecosystem(), version in version()) {
        if let Err(error) = ecosystem.render(version) {
            prop_assert!(ecosystem.limits().contains(&error.limit()));
            prop_assert_eq!((error.ecosystem(), error.version()), (ecosystem, version));
            if let Some(nearest) = error.nearest() {
                prop_assert!(ecosystem.render(nearest).is_ok());
                prop_assert_eq!(nearest.scheme(), version.scheme());
            } else {
                prop_assert_eq!(error.field().is_none() || has_length(ecosystem), true);
            }
        }
    }

    #[test]
    fn no_text_makes_a_reader_panic(ecosystem in ecosystem(), text in ".{0,40}") {
        for scheme in Scheme::ALL {
            let _ = ecosystem.read(&text, scheme);
        }
    }

    #[test]
    fn what_reads_is_what_would_be_written(
        ecosystem in ecosystem(),
        text in "v?[0-9]{1,12}([.][0-9]{1,10}){0,4}([-~._]?(next|alpha|a|pre)[-.]?[0-9]{1,5})?",
    ) {
        for scheme in Scheme::ALL {
            match ecosystem.read(&text, scheme) {
                Ok(version) => prop_assert_eq!(ecosystem.render(version), Ok(text.clone())),
                Err(error) => if let Some(meant) = error.meant() {
                    prop_assert!(ecosystem.read(meant, scheme).is_ok());
                },
            }
        }
    }
}

fn has_length(ecosystem: Ecosystem) -> bool {
    ecosystem.limits().iter().any(|limit| matches!(limit, Limit::Length { .. }))
}

fn dated(text: &str) -> Version {
    Scheme::Dated.parse(text).unwrap()
}

#[test]
fn every_limit_of_a_field_holds_on_both_sides() {
    let mut checked = 0;
    for ecosystem in Ecosystem::ALL {
        for limit in ecosystem.limits() {
            let (inside, outside) = match *limit {
                Limit::Number { field, most } => (on(ecosystem, field, most), on(ecosystem, field, most + 1)),
                Limit::Dates { first, last } => {
                    let after = date(last).checked_add_days(1).unwrap();
                    assert!(ecosystem.render(dated(&format!("1.0.{first}"))).is_ok());
                    (dated(&format!("1.0.{last}")), dated(&format!("1.0.{}", after.number())))
                }
                _ => continue,
            };
            assert!(ecosystem.render(inside).is_ok(), "{ecosystem} {inside}");
            let error = ecosystem.render(outside).unwrap_err();
            assert_eq!((error.limit(), error.code()), (*limit, "beyond-limit"), "{ecosystem} {outside}");
            assert_eq!(error.nearest(), Some(inside), "{ecosystem} {outside}");
            checked += 1;
        }
    }
    assert_eq!(checked, 43, "a limit was added or lost: count it here");
}

/// A version that has `value` in `field`, and small numbers elsewhere.
fn on(ecosystem: Ecosystem, field: Field, value: u32) -> Version {
    let text = match field {
        // Android's codes end within MAJOR 160, so that the version must be a small one of it.
        Field::Major if ecosystem == Ecosystem::Android => format!("{value}.0"),
        Field::Major => format!("{value}.1"),
        Field::Minor => format!("1.{value}"),
        Field::Patch => return Scheme::Semver.parse(&format!("1.0.{value}")).unwrap(),
        Field::Id => format!("1.0-next.{value}"),
        _ => unreachable!("dates have a limit of their own, and no ecosystem holds the number of a surface"),
    };
    dated(&text)
}

#[test]
fn the_first_date_of_a_range_has_nothing_before_it() {
    for ecosystem in [Ecosystem::Msi, Ecosystem::Android] {
        let error = ecosystem.render(dated("1.0.20151231")).unwrap_err();
        assert_eq!(error.limit().to_string(), "BUILD is 20160101 to 20380604");
        assert_eq!(error.nearest(), Some(dated("1.0.20160101")));
    }
}

#[test]
fn limits_of_the_whole_text_hold_on_both_sides() {
    // 9 + 1 + 5 + 1 + 8 + 6 + 2 = 32 characters.
    assert_eq!(Ecosystem::Snap.render(dated("999999999.99999.20161024-next.99")).unwrap().len(), 32);
    let error = Ecosystem::Snap.render(dated("999999999.99999.20161024-next.100")).unwrap_err();
    assert_eq!((error.code(), error.field(), error.nearest()), ("too-long", None, None));

    assert_eq!(Ecosystem::Apple.render(dated("100.100.20161024")).unwrap(), "100.100.2016102499");
    assert_eq!(Ecosystem::Apple.render(dated("1000.100.20161024")).unwrap_err().code(), "too-long");

    assert_eq!(Ecosystem::Android.render(dated("160.21.20320502")).unwrap(), "2100000000");
    let error = Ecosystem::Android.render(dated("160.21.20320503-next.0")).unwrap_err();
    assert_eq!(error.limit().to_string(), "the code is at most 2100000000");
    assert_eq!(error.nearest(), Some(dated("160.21.20320502")));
    assert_eq!(
        Ecosystem::Android.render(dated("161.22")).unwrap_err().nearest(),
        Some(dated("160.21.20320502"))
    );

    assert_eq!(Ecosystem::ChromeExtension.render(dated("0.0-next.1")).unwrap(), "0.0.0.1");
    let error = Ecosystem::ChromeExtension.render(dated("0.0-next.0")).unwrap_err();
    assert_eq!((error.code(), error.nearest()), ("all-zero", Some(dated("0.0-next.1"))));
}

#[test]
fn a_version_of_many_faults_has_a_nearest_that_mends_them_all() {
    let error = Ecosystem::Msi.render(dated("300.256.20991231-next.9")).unwrap_err();
    assert_eq!(error.field(), Some(Field::Major));
    assert_eq!(error.nearest(), Some(dated("255.255.20380604-next.6")));
}

#[test]
fn names_are_those_of_the_table() {
    for ecosystem in Ecosystem::ALL {
        assert_eq!(Ecosystem::from_name(ecosystem.name()), Some(ecosystem));
        assert!(table().contains(&format!("\n| {ecosystem} | {}", ecosystem.form())));
    }
    assert_eq!(Ecosystem::from_name("Cargo"), None);
}

/// `DATELINE_UPDATE=1 cargo test --test ecosystem_laws` writes the table anew.
#[test]
fn the_table_of_the_docs_is_what_the_code_gives() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/ecosystem/table.md");
    if std::env::var_os("DATELINE_UPDATE").is_some() {
        std::fs::write(path, table()).unwrap();
    }
    let documented = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    assert!(documented == table(), "run with DATELINE_UPDATE=1 to write src/ecosystem/table.md anew");
}
