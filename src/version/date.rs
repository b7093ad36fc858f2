//! Build dates: days of the proleptic Gregorian calendar, 1970-01-01 to 9999-12-31.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use thiserror::Error;

use crate::words::{Explain, Help};

/// A calendar date that serves as a build, in UTC wherever it comes from a clock (Rules V1 and B8).
///
/// `Display` and serialised data write `2016-10-24` (ISO 8601), `FromStr` reads that and `20161024`; a version holds the date as
/// its [`number`](BuildDate::number).
///
/// ```
/// use dateline::version::BuildDate;
///
/// let date = BuildDate::from_ymd(2016, 10, 24)?;
/// assert_eq!(date.to_string(), "2016-10-24");
/// assert_eq!("20161024".parse(), Ok(date));
/// assert_eq!(date.number(), 20_161_024);
/// assert!(BuildDate::from_ymd(2023, 2, 29).is_err());
/// # Ok::<(), dateline::version::DateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BuildDate(
    /// `YYYYMMDD`, which orders as the days do.
    u32,
);

/// Why something is not a build date.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DateError {
    /// The form is neither `YYYY-MM-DD` nor `YYYYMMDD`: `2016-1-1`, `tomorrow`.
    #[error("a date is written YYYY-MM-DD or YYYYMMDD")]
    Form,
    /// The calendar has no such day: `2023-02-29`, `20261301`.
    #[error("{year:04}-{month:02}-{day:02} does not exist: {}", out_of_range(*.year, *.month, *.day))]
    NoSuchDay { year: u32, month: u32, day: u32 },
    /// The year is outside 1970 to 9999: `1969-12-31`.
    #[error("the year must be 1970 to 9999")]
    Year,
}

/// Which part of a date is out of its range: `month 13 is out of range`, `February 2023 has 28 days`.
fn out_of_range(year: u32, month: u32, day: u32) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = usize::try_from(month).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?));
    let Some(name) = name else { return format!("month {month} is out of range") };
    match days_of_month(year, month) {
        last if day > 0 => format!("{name} {year:04} has {last} days"),
        _ => format!("day {day} is out of range"),
    }
}

/// How many days `month` (1 to 12) has in `year`; 0 for any other month.
const fn days_of_month(year: u32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

const fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// The days from the first of March of the year 0 to the first of March of `year`: counted from March, a leap day is the
/// last day of its year.
const fn days_before(year: u32) -> u32 {
    year * 365 + year / 4 - year / 100 + year / 400
}

/// The days from the first of March to the first of the month that is `month` months later, 11 at most.
const fn days_before_month(month: u32) -> u32 {
    (153 * month + 2) / 5
}

impl BuildDate {
    /// 1970-01-01.
    pub const MIN: BuildDate = BuildDate(19_700_101);
    /// 9999-12-31.
    pub const MAX: BuildDate = BuildDate(99_991_231);

    /// The date of a year (1970 to 9999), a month (1 to 12) and a day (1 to 31).
    #[inline]
    pub fn from_ymd(year: u32, month: u32, day: u32) -> Result<Self, DateError> {
        if !(1970..=9999).contains(&year) {
            return Err(DateError::Year);
        }
        // Every month has 28 days, and most dates are among them.
        let is_day = (1..=12).contains(&month) && day > 0 && (day <= 28 || day <= days_of_month(year, month));
        if !is_day {
            return Err(DateError::NoSuchDay { year, month, day });
        }
        Ok(BuildDate(year * 10_000 + month * 100 + day))
    }

    /// Reads `YYYY-MM-DD` or `YYYYMMDD`, the two ways in which people write a date for a build.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let digits: String = match text.as_bytes() {
            [_, _, _, _, b'-', _, _, b'-', _, _] => text.split('-').collect(),
            _ => text.to_owned(),
        };
        if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(DateError::Form);
        }
        digits.parse().map_err(|_| DateError::Form).and_then(BuildDate::from_number)
    }

    /// The date that `number` writes as YYYYMMDD: 20161024.
    pub fn from_number(number: u32) -> Result<Self, DateError> {
        BuildDate::from_ymd(number / 10_000, number / 100 % 100, number % 100)
    }

    /// The date as the number YYYYMMDD.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The date that a version holds as a number.
    pub(super) const fn from_packed(number: u32) -> Self {
        BuildDate(number)
    }

    /// The year (1970 to 9999), the month (1 to 12) and the day (1 to 31).
    const fn ymd(self) -> (u32, u32, u32) {
        (self.0 / 10_000, self.0 / 100 % 100, self.0 % 100)
    }

    /// How many days the date is after the first of March of the year 0.
    const fn day_number(self) -> u32 {
        let (year, month, day) = self.ymd();
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        days_before(year) + days_before_month(month) + day - 1
    }

    /// The date `days` days later, or `None` past 9999-12-31.
    #[must_use]
    pub fn checked_add_days(self, days: u32) -> Option<Self> {
        let number = self.day_number().checked_add(days)?;
        if number > BuildDate::MAX.day_number() {
            return None;
        }
        // A year has 365.2425 days, so this is the year or, near its end, the one after it.
        let guess = u32::try_from(u64::from(number) * 10_000 / 3_652_425).ok()?;
        let year = (guess.saturating_sub(1)..=guess + 1).rev().find(|year| days_before(*year) <= number)?;
        let of_year = number - days_before(year);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - days_before_month(month) + 1;
        let (year, month) = if month < 10 { (year, month + 3) } else { (year + 1, month - 9) };
        BuildDate::from_ymd(year, month, day).ok()
    }

    /// How many days this date is after `other`; negative where it is before.
    #[must_use]
    pub fn days_since(self, other: BuildDate) -> i64 {
        i64::from(self.day_number()) - i64::from(other.day_number())
    }
}

/// For people and for JSON: `2016-10-24` (ISO 8601).
impl fmt::Display for BuildDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for BuildDate {
    type Err = DateError;

    /// Reads what [`BuildDate::parse`] reads: `2016-10-24` or `20161024`.
    fn from_str(text: &str) -> Result<Self, DateError> {
        BuildDate::parse(text)
    }
}

impl fmt::Debug for BuildDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BuildDate({self})")
    }
}

impl From<BuildDate> for NaiveDate {
    fn from(date: BuildDate) -> NaiveDate {
        let (year, month, day) = date.ymd();
        // Every build date is a day of this calendar, so the fallback is never taken.
        i32::try_from(year)
            .ok()
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
            .unwrap_or_default()
    }
}

impl TryFrom<NaiveDate> for BuildDate {
    type Error = DateError;

    /// Refuses a year outside 1970 to 9999.
    fn try_from(date: NaiveDate) -> Result<Self, DateError> {
        let year = u32::try_from(date.year()).map_err(|_| DateError::Year)?;
        BuildDate::from_ymd(year, date.month(), date.day())
    }
}

impl Explain for DateError {
    fn code(&self) -> &'static str {
        "bad-date"
    }

    fn help(&self) -> Vec<Help> {
        vec![Help::text(match self {
            DateError::Form => "write it as 2016-11-01 or 20161101",
            DateError::NoSuchDay { .. } | DateError::Year => "check the year, the month and the day",
        })]
    }
}
