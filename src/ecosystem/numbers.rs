//! Ecosystems that take only numbers, most of them small ones: a prerelease, and often a date, become numbers.

use super::Limit;
use super::mapping::Mapping;
use super::packed::{FourFields, ThreeFields, VersionCode};

/// Their comparators are not available, and `sort -V` orders numbers as they do.
const SORT: &str = "`sort -V`, a stand-in";

pub(super) const MSI: Mapping =
    Mapping::new("msi", &ThreeFields::DAYS, "BUILD overflows: `20161024` becomes 41472", SORT).limited(&[
        Limit::major(255),
        Limit::minor(255),
        Limit::Dates { first: 20_160_101, last: 20_380_604 },
        Limit::patch(8191),
        Limit::id(6),
    ]);

pub(super) const MSIX: Mapping = Mapping::new(
    "msix",
    &ThreeFields { suffix: ".0", ..ThreeFields::DAYS },
    "refused: the fourth field is the store's",
    SORT,
)
.limited(&[
    Limit::major(65_535),
    Limit::minor(65_535),
    Limit::Dates { first: 20_160_101, last: 20_380_604 },
    Limit::patch(8191),
    Limit::id(6),
]);

pub(super) const FILEVERSION: Mapping =
    Mapping::new("fileversion", &FourFields::days(65_535), "fields are cut to 16 bits", SORT).limited(&[
        Limit::major(65_535),
        Limit::minor(65_535),
        Limit::Dates { first: 19_700_101, last: 21_490_605 },
        Limit::patch(65_535),
        Limit::id(65_534),
    ]);

pub(super) const ASSEMBLY: Mapping =
    Mapping::new("assembly", &FourFields::days(65_534), "refused by the compiler", SORT).limited(&[
        Limit::major(65_534),
        Limit::minor(65_534),
        Limit::Dates { first: 19_700_101, last: 21_490_604 },
        Limit::patch(65_534),
        Limit::id(65_533),
    ]);

pub(super) const CHROME_EXTENSION: Mapping =
    Mapping::new("chrome-extension", &FourFields::days(65_535), "refused: a field holds 65535", SORT)
        .limited(&[
            Limit::major(65_535),
            Limit::minor(65_535),
            Limit::Dates { first: 19_700_101, last: 21_490_605 },
            Limit::patch(65_535),
            Limit::id(65_534),
            Limit::NotZero,
        ]);

pub(super) const FIREFOX: Mapping =
    Mapping::new("firefox", &FourFields::WRITTEN, "refused: numbers only", SORT)
        .limited(&[Limit::id(999_999_998)]);

pub(super) const VSCODE: Mapping = Mapping::new(
    "vscode",
    &ThreeFields::WRITTEN,
    "a prerelease is refused on publish",
    "node's `semver`, which VS Code uses",
)
.limited(&[Limit::Dates { first: 19_700_101, last: 21_471_231 }, Limit::patch(21_474_835), Limit::id(98)]);

pub(super) const APPLE: Mapping =
    Mapping::new("apple", &ThreeFields::WRITTEN, "a prerelease is refused on upload", SORT)
        .limited(&[Limit::id(98), Limit::Length { most: 18 }]);

pub(super) const ANDROID: Mapping =
    Mapping::new("android", &VersionCode, "no whole number", SORT).limited(&[
        Limit::major(160),
        Limit::minor(99),
        Limit::Dates { first: 20_160_101, last: 20_380_604 },
        Limit::patch(8191),
        Limit::id(14),
        Limit::Code { most: 2_100_000_000 },
    ]);

pub(super) const HACKAGE: Mapping =
    Mapping::new("hackage", &FourFields::WRITTEN, "refused: numbers only", SORT)
        .limited(&[Limit::id(999_999_998)]);

pub(super) const CRAN: Mapping =
    Mapping::new("cran", &ThreeFields::WRITTEN, "refused: numbers only", "R's `package_version`").limited(&[
        Limit::Dates { first: 19_700_101, last: 21_471_231 },
        Limit::patch(21_474_835),
        Limit::id(98),
    ]);

pub(super) const CPAN: Mapping = Mapping::new(
    "cpan",
    &ThreeFields { prefix: "v", ..ThreeFields::WRITTEN },
    "a prerelease is refused",
    "Perl's `version`",
)
.limited(&[Limit::Dates { first: 19_700_101, last: 21_471_231 }, Limit::patch(21_474_835), Limit::id(98)]);
