//! What day it is, and waiting.

use std::thread;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};

/// Today in UTC, whatever the local time zone.
pub fn today() -> NaiveDate {
    Utc::now().date_naive()
}

/// The UTC day of a time in seconds since 1970-01-01 00:00 UTC; `None` beyond what a calendar date can hold.
///
/// This is how `SOURCE_DATE_EPOCH` gives the date of a reproducible build.
pub fn day_of(seconds: i64) -> Option<NaiveDate> {
    DateTime::from_timestamp(seconds, 0).map(|time| time.date_naive())
}

/// This moment in UTC, to the second: `2016-11-01T12:00:00Z`.
pub fn now() -> String {
    Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// This moment in seconds since 1970-01-01 00:00 UTC.
pub fn seconds() -> i64 {
    Utc::now().timestamp()
}

/// Waits for 50 milliseconds: the time between two looks at what another process does.
pub fn pause() {
    thread::sleep(Duration::from_millis(50));
}
