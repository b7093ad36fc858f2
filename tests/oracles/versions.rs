//! The versions whose order is proven: every kind of neighbour, and both sides of every limit.

use dateline::version::{
    BuildDate, DatedVersion, DevPatchVersion, Line, MAX_NUMBER, NextId, Scheme, SemverVersion, Version,
};

/// MAJOR and MINOR: 0, one digit against two, the limits of the narrow ecosystems, nine digits.
const LINES: [(u32, u32); 26] = [
    (0, 0),
    (0, 1),
    (0, 9),
    (0, 10),
    (1, 0),
    (1, 1),
    (1, 9),
    (1, 10),
    (1, 99),
    (1, 100),
    (1, 255),
    (1, 256),
    (2, 0),
    (9, 99),
    (10, 0),
    (99, 0),
    (100, 1),
    (160, 21),
    (160, 22),
    (161, 0),
    (255, 255),
    (256, 0),
    (65_535, 65_535),
    (99_999, 1),
    (100_000, 1),
    (MAX_NUMBER, MAX_NUMBER),
];
/// Builds on every line, 0 for none.
const BUILDS: [u32; 6] = [0, 19_700_101, 20_160_101, 20_161_024, 20_161_101, 99_991_231];
/// Builds on one line, around the limits of those who count days or pack a date.
const RARE_BUILDS: [u32; 14] = [
    19_700_102, 20_151_231, 20_160_102, 20_320_502, 20_320_503, 20_380_603, 20_380_604, 20_380_605,
    21_471_231, 21_480_101, 21_490_603, 21_490_604, 21_490_605, 21_490_606,
];
/// IDs on every line.
const IDS: [u32; 5] = [0, 1, 6, 9, 10];
/// IDs on one line, around the limits of the stages.
const RARE_IDS: [u32; 13] = [5, 7, 8, 14, 15, 98, 99, 100, 65_533, 65_534, 65_535, 65_536, MAX_NUMBER];
/// Numbers in place of builds, where the scheme counts patches.
const PATCHES: [u32; 14] =
    [0, 1, 2, 9, 10, 11, 8_191, 8_192, 65_534, 65_535, 65_536, 21_474_835, 21_474_836, MAX_NUMBER];

/// All versions of `scheme` that are put before a comparator, in ascending order.
pub(crate) fn sample(scheme: Scheme) -> Vec<Version> {
    let mut versions = match scheme {
        Scheme::Dated => dated(),
        Scheme::Counted => semver(Version::Counted),
        Scheme::Semver => semver(Version::Semver),
        Scheme::DevPatch => dev_patch(),
        _ => unreachable!("a new scheme needs a sample"),
    };
    versions.sort_by(|left, right| left.partial_cmp(right).unwrap());
    versions.dedup();
    versions
}

fn dated() -> Vec<Version> {
    let common = product(&LINES, &BUILDS, &stages(&IDS));
    let builds = product(&[(1, 0), (160, 21)], &RARE_BUILDS, &stages(&IDS));
    let ids = product(&[(0, 0), (1, 0)], &[0, 20_161_024], &stages(&RARE_IDS));
    let dated =
        |(line, build, next)| DatedVersion::new(line, BuildDate::from_number(build).ok(), next).into();
    [common, builds, ids].into_iter().flatten().map(dated).collect()
}

/// The versions of a scheme that counts from 0, on its own line or on a shared one.
fn semver(of_scheme: fn(SemverVersion) -> Version) -> Vec<Version> {
    let common = product(&LINES, &[0, 1, 9, 10], &stages(&[0, 9, 10]));
    let patches = product(&[(1, 0)], &PATCHES, &stages(&RARE_IDS));
    let semver = |(line, patch, next)| of_scheme(SemverVersion::new(line, patch, next).unwrap());
    [common, patches].into_iter().flatten().map(semver).collect()
}

fn dev_patch() -> Vec<Version> {
    let all = product(&LINES, &PATCHES, &[None]);
    all.into_iter().map(|(line, patch, _)| DevPatchVersion::new(line, patch).unwrap().into()).collect()
}

fn stages(ids: &[u32]) -> Vec<Option<NextId>> {
    ids.iter().map(|id| NextId::new(*id).ok()).chain([None]).collect()
}

fn product(
    lines: &[(u32, u32)],
    thirds: &[u32],
    stages: &[Option<NextId>],
) -> Vec<(Line, u32, Option<NextId>)> {
    let mut all = Vec::new();
    for (major, minor) in lines {
        for third in thirds {
            all.extend(stages.iter().map(|stage| (Line::new(*major, *minor).unwrap(), *third, *stage)));
        }
    }
    all
}
