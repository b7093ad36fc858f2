//! Sections 1 and 4 of the rules: how versions order, and which number a release gets.

use std::cmp::Ordering;

use chrono::{Datelike, NaiveDate};

use super::levels::Level;
use super::{Component, Line, Product, Refused, Scheme, V, refuse};

// V2 (and V4: the same order, by number): an omitted third number is lowest, a prerelease sorts
// below the stable version that it leads to.
pub fn compare(a: &V, b: &V) -> Ordering {
    let key = |v: &V| {
        let third = v.third.map_or(-1, i64::from);
        let stage = v.next.map_or(i64::MAX, i64::from);
        (v.major, v.minor, third, stage)
    };
    key(a).cmp(&key(b))
}

// V3
pub fn line(v: &V) -> Line {
    (v.major, v.minor)
}

// V3
pub fn core(v: &V) -> V {
    V { next: None, ..v.clone() }
}

// V1: at most nine digits
pub(super) fn plus_one(n: u32) -> Result<u32, Refused> {
    if n >= 999_999_999 { refuse("number-too-large") } else { Ok(n + 1) }
}

// V1: a build is YYYYMMDD
fn build_number(date: NaiveDate) -> u32 {
    date.year() as u32 * 10_000 + date.month() * 100 + date.day()
}

fn numbers(t: Line, third: Option<u32>) -> V {
    V { major: t.0, minor: t.1, third, next: None }
}

// B3: the line that the plan aims at, for the highest level of a line component
pub(super) fn b3_target_line(highest: Option<Level>, l: Line) -> Result<Line, Refused> {
    match highest {
        Some(Level::Major) => Ok((plus_one(l.0)?, 0)),
        Some(Level::Minor) => Ok((l.0, plus_one(l.1)?)),
        _ => Ok(l),
    }
}

// B3: the smallest date from the asked one on which T.DATE exceeds each of these versions;
// under "next-day" at most 7 days later, under "refuse" only the asked date itself
pub(super) fn b3_date(
    product: &Product,
    t: Line,
    exceed: &[V],
    asked: NaiveDate,
) -> Result<NaiveDate, Refused> {
    let latest = if product.same_day_next_day { 7 } else { 0 };
    for date in asked.iter_days().take_while(|date| date.year() <= 9999).take(latest + 1) {
        let to = numbers(t, Some(build_number(date)));
        if exceed.iter().all(|v| compare(&to, v) == Ordering::Greater) {
            return Ok(date);
        }
    }
    refuse("build-taken")
}

// B3: T for the line component's own scheme, without a build
pub(super) fn b3_bare(c: &Component, t: Line) -> V {
    numbers(t, if c.scheme == Scheme::Counted { Some(0) } else { None })
}

// B3: minor, major and `sync` give T; build gives T.DATE or, counted, PATCH+1 of a base on T, else T.0
pub(super) fn b3_line(
    c: &Component,
    base: Option<&V>,
    t: Line,
    level: Level,
    date: NaiveDate,
) -> Result<V, Refused> {
    if level != Level::Build {
        return Ok(b3_bare(c, t));
    }
    if c.scheme == Scheme::Dated {
        return Ok(numbers(t, Some(build_number(date))));
    }
    match base {
        Some(v) if line(v) == t => Ok(numbers(t, Some(plus_one(v.third.unwrap_or(0))?))),
        _ => Ok(numbers(t, Some(0))),
    }
}

// B4, B6
pub(super) fn b4_semver(c: &Component, level: Level) -> Result<V, Refused> {
    let Some(v) = &c.version else {
        return Ok(numbers((0, 1), Some(0)));
    };
    let default = if v.major >= 1 { "major" } else { "minor" };
    let breaks_major = c.breaking.as_deref().unwrap_or(default) == "major";
    match level {
        Level::Major if breaks_major => Ok(numbers((plus_one(v.major)?, 0), Some(0))),
        Level::Major | Level::Minor => Ok(numbers((v.major, plus_one(v.minor)?), Some(0))),
        _ => b7_patch(v),
    }
}

// B4 on the level build; B7 for a base on an older line
pub(super) fn b7_patch(base: &V) -> Result<V, Refused> {
    Ok(numbers(line(base), Some(plus_one(base.third.unwrap_or(0))?)))
}

// B5, B6
pub(super) fn b5_dev_patch(c: &Component, level: Level, under_next: bool) -> Result<V, Refused> {
    if level == Level::Development || under_next {
        return match &c.version {
            None => Ok(numbers((0, 0), Some(1))),
            Some(v) => b7_patch(v),
        };
    }
    let Some(v) = &c.version else {
        return Ok(numbers((0, 1), None));
    };
    if level == Level::Major && c.breaking.as_deref() != Some("minor") {
        return Ok(numbers((plus_one(v.major)?, 0), None));
    }
    Ok(numbers((v.major, plus_one(v.minor)?), None))
}

// B6: every target is greater than the version that it is measured against
pub(super) fn b6_greater(to: &V, than: Option<&V>) -> Result<(), Refused> {
    match than {
        Some(v) if compare(to, v) != Ordering::Greater => refuse("not-above"),
        _ => Ok(()),
    }
}

// N1: whether the open series goes on rather than a new one starting at the stable target
pub(super) fn n1_goes_on(c: &Component, t: &V) -> bool {
    match (&c.next, c.scheme) {
        (Some(n), Scheme::Dated | Scheme::Counted) => line(n) >= line(t),
        (Some(n), Scheme::Semver) => compare(&core(n), t) != Ordering::Less,
        _ => false,
    }
}

// N1: the prerelease for a stable target
pub(super) fn n1_series(c: &Component, t: &V) -> Result<V, Refused> {
    match &c.next {
        Some(n) if n1_goes_on(c, t) => Ok(V { next: Some(plus_one(n.next.unwrap_or(0))?), ..n.clone() }),
        _ => Ok(V { next: Some(0), ..t.clone() }),
    }
}

// N2: the series that a stable release closes, and whether with a warning
pub(super) fn n2_closes(c: &Component, to: &V) -> Option<(V, bool)> {
    let n = c.next.clone()?;
    match compare(to, &core(&n)) {
        Ordering::Less => None,
        Ordering::Equal => Some((n, false)),
        Ordering::Greater => Some((n, true)),
    }
}

// N2: the series that a new series replaces, always with a warning
pub(super) fn n2_replaces(c: &Component, to: &V) -> Option<(V, bool)> {
    let n = c.next.clone()?;
    if core(&n) == core(to) { None } else { Some((n, true)) }
}
