//! The family of ecosystems whose versions are numbers only, and small ones: a prerelease and a date become numbers.

use super::mapping::Writer;
use super::third::{assemble, number, third};
use crate::version::{BuildDate, NextId, Scheme, Version};

/// How the third number is counted.
#[derive(Clone, Copy)]
pub(super) enum Count {
    /// As it is written: BUILD as YYYYMMDD, PATCH as it is.
    Written,
    /// BUILD in days, 1 for the day named; PATCH as it is.
    Days(Day),
}

/// The first day of a count of days.
#[derive(Clone, Copy)]
pub(super) enum Day {
    /// 1970-01-01, the earliest BUILD there is.
    Y1970,
    /// 2016-01-01.
    Y2016,
}

impl Day {
    fn date(self) -> BuildDate {
        match self {
            Day::Y1970 => BuildDate::MIN,
            // The date is one of the calendar, so the fallback is never taken.
            Day::Y2016 => BuildDate::from_number(20_160_101).unwrap_or(BuildDate::MIN),
        }
    }

    const fn eve(self) -> &'static str {
        match self {
            Day::Y1970 => "1969-12-31",
            Day::Y2016 => "2015-12-31",
        }
    }
}

impl Count {
    /// The third number of `version` so counted, 0 where it is omitted or before the first day.
    pub(super) fn of(self, version: Version) -> u32 {
        match (self, version.build()) {
            (Count::Days(first), Some(build)) => {
                u32::try_from(build.days_since(first.date()).saturating_add(1)).unwrap_or(0)
            }
            _ => third(version).unwrap_or(0),
        }
    }

    /// The third number that `count` counts, as [`assemble`] takes it; `None` past the last date.
    pub(super) fn back(self, count: u32, scheme: Scheme) -> Option<u32> {
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
            Count::Days(first) => format!("d = days since {}, PATCH or 0", first.eve()),
        }
    }

    const fn letter(self) -> &'static str {
        match self {
            Count::Written => "(D or 0)",
            Count::Days(_) => "d",
        }
    }
}

/// `M.m.d.n`: days and stage in fields of their own.
pub(super) struct FourFields {
    /// The stage of a stable version, above every ID.
    pub(super) stable: u32,
}

const FOUR_FIELDS: Count = Count::Days(Day::Y1970);

impl Writer for FourFields {
    fn write(&self, version: Version) -> String {
        let stage = version.next().map_or(self.stable, NextId::get);
        format!("{}.{}.{stage}", version.line(), FOUR_FIELDS.of(version))
    }

    fn read(&self, text: &str, scheme: Scheme) -> Option<Version> {
        let mut fields = text.split('.').map(number);
        let line = (fields.next()??, fields.next()??);
        let third = FOUR_FIELDS.back(fields.next()??, scheme);
        let stage: u32 = fields.next()??;
        if fields.next().is_some() {
            return None;
        }
        assemble(scheme, line, Some(third?), (stage != self.stable).then_some(stage))
    }

    fn form(&self) -> String {
        format!("`M.m.d.n`; {}; n = k, stable {}", FOUR_FIELDS.words(), self.stable)
    }
}

/// `M.m.P`: the third number and the stage in one field, P = scale × third + stage.
pub(super) struct ThreeFields {
    pub(super) count: Count,
    /// One more than the stage of a stable version, which is above every ID.
    pub(super) scale: u32,
}

impl ThreeFields {
    /// The third number and the stage as one number.
    pub(super) fn pack(&self, version: Version) -> u64 {
        let stage = version.next().map_or(self.scale.saturating_sub(1), NextId::get);
        u64::from(self.count.of(version)) * u64::from(self.scale) + u64::from(stage)
    }

    /// The third number and the ID that [`pack`](ThreeFields::pack) made `packed` of.
    pub(super) fn unpack(&self, packed: u64, scheme: Scheme) -> Option<(u32, Option<u32>)> {
        let count = packed.checked_div(u64::from(self.scale))?;
        let stage = u32::try_from(packed.checked_rem(u64::from(self.scale))?).ok()?;
        let third = self.count.back(u32::try_from(count).ok()?, scheme)?;
        Some((third, (stage.checked_add(1) != Some(self.scale)).then_some(stage)))
    }
}

impl Writer for ThreeFields {
    fn write(&self, version: Version) -> String {
        format!("{}.{}", version.line(), self.pack(version))
    }

    fn read(&self, text: &str, scheme: Scheme) -> Option<Version> {
        let mut fields = text.split('.');
        let line = (number(fields.next()?)?, number(fields.next()?)?);
        let (third, next) = self.unpack(number(fields.next()?)?, scheme)?;
        if fields.next().is_some() {
            return None;
        }
        assemble(scheme, line, Some(third), next)
    }

    fn form(&self) -> String {
        let days = match self.count.words() {
            words if words.is_empty() => words,
            words => format!("; {words}"),
        };
        let (scale, letter) = (self.scale, self.count.letter());
        format!("`M.m.P`; P = {scale}·{letter} + (k or {} when stable){days}", scale.saturating_sub(1))
    }
}
