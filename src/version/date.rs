//! Build dates: days of the proleptic Gregorian calendar, 1970-01-01 to 9999-12-31.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};
use thiserror::Error;

use crate::words::{Explain, Help};

/// A calendar date that serves as a build, in UTC wherever it stems from a clock (Rules V1 and B8).
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
pub struct BuildDate(NaiveDate);

/// Why something is no build date.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DateError {
    /// The form is neither `YYYY-MM-DD` nor `YYYYMMDD`: `2016-1-1`, `tomorrow`.
    #[error("a date is written YYYY-MM-DD or YYYYMMDD")]
    Form,
    /// The calendar has no such day: `2023-02-29`, `20261301`.
    #[error("{year:04}-{month:02}-{day:02} does not exist: {}", out_of_range(*.year, *.month, *.day))]
    NoSuchDay {
        /// The year as written.
        year: u32,
        /// The month as written.
        month: u32,
        /// The day as written.
        day: u32,
    },
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
    let exists = |day: &u32| {
        i32::try_from(year).is_ok_and(|year| NaiveDate::from_ymd_opt(year, month, *day).is_some())
    };
    match (28..=31).rev().find(exists) {
        Some(last) if day > 0 => format!("{name} {year:04} has {last} days"),
        _ => format!("day {day} is out of range"),
    }
}

impl BuildDate {
    /// 1970-01-01.
    pub const MIN: BuildDate = BuildDate(NaiveDate::from_ymd_opt(1970, 1, 1).unwrap());
    /// 9999-12-31.
    pub const MAX: BuildDate = BuildDate(NaiveDate::from_ymd_opt(9999, 12, 31).unwrap());

    /// The date of a year (1970 to 9999), a month (1 to 12) and a day (1 to 31).
    pub fn from_ymd(year: u32, month: u32, day: u32) -> Result<Self, DateError> {
        if !(1970..=9999).contains(&year) {
            return Err(DateError::Year);
        }
        i32::try_from(year)
            .ok()
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
            .map(BuildDate)
            .ok_or(DateError::NoSuchDay { year, month, day })
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
    pub fn number(self) -> u32 {
        let year = self.0.year().unsigned_abs();
        year * 10_000 + self.0.month() * 100 + self.0.day()
    }

    /// The date `days` days later, or `None` past 9999-12-31.
    #[must_use]
    pub fn checked_add_days(self, days: u32) -> Option<Self> {
        let date = self.0.checked_add_days(Days::new(u64::from(days)))?;
        (date <= BuildDate::MAX.0).then_some(BuildDate(date))
    }

    /// How many days this date is after `other`; negative where it is before.
    #[must_use]
    pub fn days_since(self, other: BuildDate) -> i64 {
        self.0.signed_duration_since(other.0).num_days()
    }

    /// The date for people and for JSON: `2016-10-24` (ISO 8601).
    #[must_use]
    pub fn iso(self) -> impl fmt::Display + fmt::Debug + Copy {
        self.0
    }
}

impl fmt::Display for BuildDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
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
        write!(f, "BuildDate({})", self.0)
    }
}

impl From<BuildDate> for NaiveDate {
    fn from(date: BuildDate) -> NaiveDate {
        date.0
    }
}

impl TryFrom<NaiveDate> for BuildDate {
    type Error = DateError;

    /// Refuses a year outside 1970 to 9999.
    fn try_from(date: NaiveDate) -> Result<Self, DateError> {
        if (BuildDate::MIN.0..=BuildDate::MAX.0).contains(&date) {
            Ok(BuildDate(date))
        } else {
            Err(DateError::Year)
        }
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
