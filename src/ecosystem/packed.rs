//! The family of ecosystems whose versions are numbers only, and small ones: a prerelease and a date become numbers.

use super::mapping::Writer;
use super::third::{assemble, number, third};
use crate::version::{BuildDate, MAX_NUMBER, NextId, Scheme, Version};

/// How the third number is counted.
#[derive(Clone, Copy)]
pub(super) enum Count {
    /// As it is written: BUILD as YYYYMMDD, PATCH as it is.
    Written,
    /// BUILD in days, 1 for the day named; PATCH as it is.
    Days(Epoch),
}

/// The first day of a count of days.
#[derive(Clone, Copy)]
pub(super) enum Epoch {
    /// 1970-01-01, the earliest BUILD there is.
    Y1970,
    /// 2016-01-01.
    Y2016,
}

impl Epoch {
    fn date(self) -> BuildDate {
        match self {
            Epoch::Y1970 => BuildDate::MIN,
            // The date is one of the calendar, so the fallback is never taken.
            Epoch::Y2016 => BuildDate::from_number(20_160_101).unwrap_or(BuildDate::MIN),
        }
    }

    const fn eve(self) -> &'static str {
        match self {
            Epoch::Y1970 => "1969-12-31",
            Epoch::Y2016 => "2015-12-31",
        }
    }
}

impl Count {
    /// The third number of `version` so counted, 0 where it is omitted or before the first day.
    fn of(self, version: Version) -> u32 {
        match (self, version.build()) {
            (Count::Days(first), Some(build)) => {
                u32::try_from(build.days_since(first.date()).saturating_add(1)).unwrap_or(0)
            }
            _ => third(version).unwrap_or(0),
        }
    }

    /// The third number that `count` counts, as [`assemble`] takes it; `None` past the last date.
    fn back(self, count: u32, scheme: Scheme) -> Option<u32> {
        match (self, scheme, count.checked_sub(1)) {
            (Count::Days(first), Scheme::Dated, Some(days)) => {
                first.date().checked_add_days(days).map(BuildDate::number)
            }
            _ => Some(count),
        }
    }

    fn words(self) -> String {
        match self {
            Count::Written => String::new(),
            Count::Days(first) => format!("; d = days since {}, PATCH or 0", first.eve()),
        }
    }

    const fn letter(self) -> &'static str {
        match self {
            Count::Written => "(D or 0)",
            Count::Days(_) => "d",
        }
    }
}

/// `M.m.d.n`: the third number and the stage in fields of their own.
pub(super) struct FourFields {
    count: Count,
    /// The stage of a stable version, above every ID.
    stable: u32,
}

impl FourFields {
    /// Numbers of nine digits, which hold every date.
    pub(super) const WRITTEN: FourFields = FourFields { count: Count::Written, stable: MAX_NUMBER };

    /// Numbers of 16 bits, which hold the days of 179 years.
    pub(super) const fn days(stable: u32) -> Self {
        FourFields { count: Count::Days(Epoch::Y1970), stable }
    }
}

impl Writer for FourFields {
    fn write(&self, version: Version) -> String {
        let stage = version.next().map_or(self.stable, NextId::get);
        format!("{}.{}.{stage}", version.line(), self.count.of(version))
    }

    fn read(&self, text: &str, scheme: Scheme) -> Option<Version> {
        let mut fields = text.split('.').map(number);
        let line = (fields.next()??, fields.next()??);
        let third = self.count.back(fields.next()??, scheme);
        let stage: u32 = fields.next()??;
        if fields.next().is_some() {
            return None;
        }
        assemble(scheme, line, Some(third?), (stage != self.stable).then_some(stage))
    }

    fn form(&self) -> String {
        let (letter, days) = (self.count.letter(), self.count.words());
        format!("`M.m.{letter}.n`{days}; n = k, stable {}", self.stable)
    }
}

/// `M.m.P`: the third number and the stage in one field, P = scale × third + stage.
pub(super) struct ThreeFields {
    pub(super) prefix: &'static str,
    pub(super) suffix: &'static str,
    pub(super) count: Count,
    /// One more than the stage of a stable version, which is above every ID.
    pub(super) scale: u32,
}

impl ThreeFields {
    /// Numbers of 31 bits: the date as it is written, and two digits of stage.
    pub(super) const WRITTEN: ThreeFields =
        ThreeFields { prefix: "", suffix: "", count: Count::Written, scale: 100 };

    /// Numbers of 16 bits: 13 bits of days, and 3 bits of stage.
    pub(super) const DAYS: ThreeFields =
        ThreeFields { count: Count::Days(Epoch::Y2016), scale: 8, ..ThreeFields::WRITTEN };

    /// The third number and the stage as one number.
    fn pack(&self, version: Version) -> u64 {
        let stage = version.next().map_or(self.scale.saturating_sub(1), NextId::get);
        u64::from(self.count.of(version)) * u64::from(self.scale) + u64::from(stage)
    }

    /// The third number and the ID that [`pack`](ThreeFields::pack) made `packed` of.
    fn unpack(&self, packed: u64, scheme: Scheme) -> Option<(u32, Option<u32>)> {
        let count = packed.checked_div(u64::from(self.scale))?;
        let stage = u32::try_from(packed.checked_rem(u64::from(self.scale))?).ok()?;
        let third = self.count.back(u32::try_from(count).ok()?, scheme)?;
        Some((third, (stage.checked_add(1) != Some(self.scale)).then_some(stage)))
    }
}

impl Writer for ThreeFields {
    fn write(&self, version: Version) -> String {
        format!("{}{}.{}{}", self.prefix, version.line(), self.pack(version), self.suffix)
    }

    fn read(&self, text: &str, scheme: Scheme) -> Option<Version> {
        let mut fields = text.strip_prefix(self.prefix)?.strip_suffix(self.suffix)?.split('.');
        let line = (number(fields.next()?)?, number(fields.next()?)?);
        let (third, next) = self.unpack(number(fields.next()?)?, scheme)?;
        if fields.next().is_some() {
            return None;
        }
        assemble(scheme, line, Some(third), next)
    }

    fn form(&self) -> String {
        let ThreeFields { prefix, suffix, count, scale } = self;
        let (letter, days, stable) = (count.letter(), count.words(), scale.saturating_sub(1));
        format!("`{prefix}M.m.P{suffix}`; P = {scale}·{letter} + (k or {stable} when stable){days}")
    }
}

/// One number that holds a whole version: the line, then 13 bits of days, then 4 bits of stage.
pub(super) struct VersionCode;

const DAY_AND_STAGE: ThreeFields = ThreeFields { scale: 16, ..ThreeFields::DAYS };
const DAYS_AND_STAGES: u64 = 8192 * 16;
const MINORS: u64 = 100;

impl Writer for VersionCode {
    fn write(&self, version: Version) -> String {
        let line = u64::from(version.line().major()) * MINORS + u64::from(version.line().minor());
        (line * DAYS_AND_STAGES + DAY_AND_STAGE.pack(version) + 1).to_string()
    }

    fn read(&self, text: &str, scheme: Scheme) -> Option<Version> {
        // 0 is not a versionCode.
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
