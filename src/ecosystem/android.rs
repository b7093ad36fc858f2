//! Android: one number, the versionCode.
//!
//! Standard: `versionCode` in the Android app manifest, a positive number of at most 2100000000 in Google Play. The
//! canonical text goes to `versionName`, which users see: [`companion`](super::Ecosystem::companion).
//!
//! The number holds the line, 13 bits of days and 4 bits of stage. It starts at 1, since 0 is no versionCode.
//!
//! ```
//! use dateline::ecosystem::Ecosystem;
//! use dateline::version::Scheme;
//!
//! let version = Scheme::Dated.parse("1.0.20161024-next.3")?;
//! assert_eq!(Ecosystem::Android.render(version)?, "13111972");
//! assert_eq!(Ecosystem::Android.read("13111972", Scheme::Dated)?, version);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::Limit;
use super::mapping::{Mapping, Writer};
use super::packed::{Count, Day, ThreeFields};
use super::third::{assemble, number};
use crate::version::{Scheme, Version};

pub(super) const MAPPING: Mapping = Mapping {
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

struct VersionCode;

const DAY_AND_STAGE: ThreeFields = ThreeFields { count: Count::Days(Day::Y2016), scale: 16 };
const DAYS_AND_STAGES: u64 = 8192 * 16;
const MINORS: u64 = 100;

impl Writer for VersionCode {
    fn write(&self, version: Version) -> String {
        let line = u64::from(version.line().major()) * MINORS + u64::from(version.line().minor());
        (line * DAYS_AND_STAGES + DAY_AND_STAGE.pack(version) + 1).to_string()
    }

    fn read(&self, text: &str, scheme: Scheme) -> Option<Version> {
        let code: u64 = number::<u64>(text)?.checked_sub(1)?;
        let line = u32::try_from(code / DAYS_AND_STAGES / MINORS).ok()?;
        let minor = u32::try_from(code / DAYS_AND_STAGES % MINORS).ok()?;
        let (third, next) = DAY_AND_STAGE.unpack(code % DAYS_AND_STAGES, scheme)?;
        assemble(scheme, (line, minor), Some(third), next)
    }

    fn form(&self) -> String {
        "`versionCode` 1 + ((100M + m)·8192 + d)·16 + (k or 15 when stable); d = days since 2015-12-31, PATCH or 0"
            .to_owned()
    }
}
