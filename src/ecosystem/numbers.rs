//! Those who take numbers only, and most of them small ones: a prerelease, and often a date, become numbers.

use super::Limit;
use super::mapping::Mapping;
use super::packed::{FourFields, ThreeFields, VersionCode};

pub(super) const MSI: Mapping = Mapping {
    name: "msi",
    writer: &ThreeFields::DAYS,
    limits: &[
        Limit::major(255),
        Limit::minor(255),
        Limit::Dates { first: 20_160_101, last: 20_380_604 },
        Limit::patch(8191),
        Limit::id(6),
    ],
    note: "",
    as_is: "BUILD overflows: `20161024` becomes 41472",
    comparator: "`sort -V`, a stand-in",
};

pub(super) const MSIX: Mapping = Mapping {
    name: "msix",
    writer: &ThreeFields { suffix: ".0", ..ThreeFields::DAYS },
    limits: &[
        Limit::major(65_535),
        Limit::minor(65_535),
        Limit::Dates { first: 20_160_101, last: 20_380_604 },
        Limit::patch(8191),
        Limit::id(6),
    ],
    note: "",
    as_is: "refused: the fourth field is the store's",
    comparator: "`sort -V`, a stand-in",
};

pub(super) const FILEVERSION: Mapping = Mapping {
    name: "fileversion",
    writer: &FourFields::days(65_535),
    limits: &[
        Limit::major(65_535),
        Limit::minor(65_535),
        Limit::Dates { first: 19_700_101, last: 21_490_605 },
        Limit::patch(65_535),
        Limit::id(65_534),
    ],
    note: "",
    as_is: "fields are cut to 16 bits",
    comparator: "`sort -V`, a stand-in",
};

pub(super) const ASSEMBLY: Mapping = Mapping {
    name: "assembly",
    writer: &FourFields::days(65_534),
    limits: &[
        Limit::major(65_534),
        Limit::minor(65_534),
        Limit::Dates { first: 19_700_101, last: 21_490_604 },
        Limit::patch(65_534),
        Limit::id(65_533),
    ],
    note: "",
    as_is: "refused by the compiler",
    comparator: "`sort -V`, a stand-in",
};

pub(super) const CHROME_EXTENSION: Mapping = Mapping {
    name: "chrome-extension",
    writer: &FourFields::days(65_535),
    limits: &[
        Limit::major(65_535),
        Limit::minor(65_535),
        Limit::Dates { first: 19_700_101, last: 21_490_605 },
        Limit::patch(65_535),
        Limit::id(65_534),
        Limit::NotZero,
    ],
    note: "",
    as_is: "refused: a field holds 65535",
    comparator: "`sort -V`, a stand-in",
};

pub(super) const FIREFOX: Mapping = Mapping {
    name: "firefox",
    writer: &FourFields::WRITTEN,
    limits: &[Limit::id(999_999_998)],
    note: "",
    as_is: "refused: numbers only",
    comparator: "`sort -V`, a stand-in",
};

pub(super) const VSCODE: Mapping = Mapping {
    name: "vscode",
    writer: &ThreeFields::WRITTEN,
    limits: &[Limit::Dates { first: 19_700_101, last: 21_471_231 }, Limit::patch(21_474_835), Limit::id(98)],
    note: "",
    as_is: "a prerelease is refused on publish",
    comparator: "node's `semver`, which VS Code uses",
};

pub(super) const APPLE: Mapping = Mapping {
    name: "apple",
    writer: &ThreeFields::WRITTEN,
    limits: &[Limit::id(98), Limit::Length { most: 18 }],
    note: "",
    as_is: "a prerelease is refused on upload",
    comparator: "`sort -V`, a stand-in",
};

pub(super) const ANDROID: Mapping = Mapping {
    name: "android",
    writer: &VersionCode,
    limits: &[
        Limit::major(160),
        Limit::minor(99),
        Limit::Dates { first: 20_160_101, last: 20_380_604 },
        Limit::patch(8191),
        Limit::id(14),
        Limit::Code { most: 2_100_000_000 },
    ],
    note: "",
    as_is: "no whole number",
    comparator: "`sort -V`, a stand-in",
};

pub(super) const HACKAGE: Mapping = Mapping {
    name: "hackage",
    writer: &FourFields::WRITTEN,
    limits: &[Limit::id(999_999_998)],
    note: "",
    as_is: "refused: numbers only",
    comparator: "`sort -V`, a stand-in",
};

pub(super) const CRAN: Mapping = Mapping {
    name: "cran",
    writer: &ThreeFields::WRITTEN,
    limits: &[Limit::Dates { first: 19_700_101, last: 21_471_231 }, Limit::patch(21_474_835), Limit::id(98)],
    note: "",
    as_is: "refused: numbers only",
    comparator: "R's `package_version`",
};

pub(super) const CPAN: Mapping = Mapping {
    name: "cpan",
    writer: &ThreeFields { prefix: "v", ..ThreeFields::WRITTEN },
    limits: &[Limit::Dates { first: 19_700_101, last: 21_471_231 }, Limit::patch(21_474_835), Limit::id(98)],
    note: "",
    as_is: "a prerelease is refused",
    comparator: "Perl's `version`",
};
