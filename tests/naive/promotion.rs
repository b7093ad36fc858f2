//! Rule N3, and `drop` of N2.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::contract::{c1_floors, s4_stable};
use super::levels::{Level, Reasons, b2_after_cap, level_name, say};
use super::numbers::{
    b3_bare, b3_date, b3_line, b4_semver, b5_dev_patch, b6_greater, compare, core, n2_closes,
};
use super::{
    Component, Follow, Line, Planned, Product, Refused, Released, Scheme, Stays, V, b7_maintain,
    b9_followed_by_api, catches_up, close, collect, current_line, empty_plan, find, line, on_the_line,
    refuse,
};

type Levels = BTreeMap<String, Level>;

fn is_below(c: &Component, t: Line) -> bool {
    on_the_line(c) && c.next.as_ref().is_some_and(|n| line(n) < t)
}

// The components asked for, and those left out with a warning
fn n3_named(
    product: &Product,
    names: &[String],
    l: Line,
) -> Result<(BTreeSet<String>, BTreeSet<String>), Refused> {
    let mut refused = Refused::new();
    let mut named = BTreeSet::new();
    let mut left_out = BTreeSet::new();
    for name in names {
        let Some(c) = collect(find(product, name), &mut refused) else {
            continue;
        };
        if c.next.is_none() {
            refused.insert("no-series");
        }
        if is_below(c, l) {
            refused.insert("series-below-line");
        }
        named.insert(c.id.clone());
    }
    if names.is_empty() {
        for c in product.components.iter().filter(|c| c.next.is_some()) {
            if is_below(c, l) {
                left_out.insert(c.id.clone())
            } else {
                named.insert(c.id.clone())
            };
        }
        if named.is_empty() {
            refused.insert("nothing-to-promote");
        }
    }
    if refused.is_empty() { Ok((named, left_out)) } else { Err(refused) }
}

// The level of a promoted component: line components measure against L, others against themselves
fn n3_level(c: &Component, n: &V, l: Line) -> Level {
    let than = match &c.version {
        _ if on_the_line(c) => l,
        Some(v) => line(v),
        None => return Level::Minor,
    };
    if n.major > than.0 {
        Level::Major
    } else if n.major == than.0 && n.minor > than.1 {
        Level::Minor
    } else {
        Level::Build
    }
}

// Whether the promotion of c at this level promotes its follower f along this edge
fn n3_promotes(c: &Component, level: Level, f: &Component, follow: &Follow, t: Line) -> bool {
    let (Some(c_series), Some(f_series)) = (&c.next, &f.next) else {
        return false;
    };
    if follow.api {
        return on_the_line(c) && on_the_line(f) && line(c_series) == line(f_series);
    }
    if on_the_line(f) {
        return line(f_series) == t;
    }
    match b4_semver(f, b2_after_cap(c, follow, f, level)) {
        Ok(asked) => f.scheme == Scheme::Semver && compare(&core(f_series), &asked).is_ge(),
        Err(_) => false,
    }
}

// The named components and the followers that are promoted with them, and why the latter are
fn n3_promoted(product: &Product, named: &BTreeSet<String>, l: Line, t: Line) -> (Levels, Reasons) {
    let level = |c: &Component| c.next.as_ref().map(|n| (c.id.clone(), n3_level(c, n, l)));
    let of_named = product.components.iter().filter(|c| named.contains(&c.id));
    let mut promoted: Levels = of_named.filter_map(level).collect();
    let mut reasons = Reasons::new();
    loop {
        let before = promoted.len();
        reasons.clear();
        for f in product.components.iter().filter(|f| !named.contains(&f.id)) {
            for follow in &f.follows {
                let (Some(by), Ok(c)) = (promoted.get(&follow.id), find(product, &follow.id)) else {
                    continue;
                };
                if n3_promotes(c, *by, f, follow, t) {
                    promoted.extend(level(f));
                    let how = if follow.api { "follows-api" } else { "follows-release" };
                    say(&mut reasons, &f.id, format!("{how} {}", follow.id));
                }
            }
        }
        if promoted.len() == before {
            return (promoted, reasons);
        }
    }
}

// What arrives at f along one edge once the promoted ones are known
fn n3_arrives(
    product: &Product,
    levels: &Levels,
    promoted: &Levels,
    f: &Component,
    follow: &Follow,
) -> Option<Level> {
    let level = *levels.get(&follow.id)?;
    let c = product.components.iter().find(|c| c.id == follow.id)?;
    let in_development =
        f.scheme == Scheme::DevPatch && f.version.as_ref().is_some_and(|v| v.third.is_some());
    if follow.api && !(in_development && promoted.contains_key(&follow.id)) {
        return None;
    }
    Some(b2_after_cap(c, follow, f, level))
}

/// Where the levels spread, and which promoted components are released at T instead.
struct Spread {
    levels: Levels,
    lifted: BTreeSet<String>,
    reasons: Reasons,
}

// Every component computed anew from its edges until all stay as they are
fn n3_spread(product: &Product, promoted: &Levels, t: Line) -> Spread {
    let mut levels = promoted.clone();
    let mut lifted = BTreeSet::new();
    loop {
        let mut now = promoted.clone();
        for f in &product.components {
            let arriving =
                f.follows.iter().filter_map(|follow| n3_arrives(product, &levels, promoted, f, follow));
            let Some(arrives) = arriving.max() else {
                continue;
            };
            if let Some(own) = promoted.get(&f.id) {
                if is_below(f, t) && arrives >= Level::Minor {
                    lifted.insert(f.id.clone());
                    now.insert(f.id.clone(), arrives.max(*own));
                }
            } else {
                now.insert(f.id.clone(), arrives);
            }
        }
        if now == levels {
            break;
        }
        levels = now;
    }
    let mut reasons = Reasons::new();
    for f in &product.components {
        for follow in &f.follows {
            if n3_arrives(product, &levels, promoted, f, follow).is_some() {
                let how = if follow.api { "follows-api" } else { "follows-release" };
                say(&mut reasons, &f.id, format!("{how} {}", follow.id));
            }
        }
    }
    Spread { levels, lifted, reasons }
}

pub(super) fn plan_promotion(
    product: &Product,
    names: &[String],
    asked: NaiveDate,
) -> Result<Planned, Refused> {
    let l = current_line(product);
    let (named, left_out) = n3_named(product, names, l)?;
    // T: the greater of L and the promoted lines (followers promoted by api share a promoted line,
    // those promoted by release are on T itself)
    let of_named = product.components.iter().filter(|c| named.contains(&c.id) && on_the_line(c));
    let t = of_named.filter_map(|c| c.next.as_ref()).map(line).fold(l, Line::max);
    let (promoted, promoting) = n3_promoted(product, &named, l, t);
    let spread = n3_spread(product, &promoted, t);
    let stays_promoted = |id: &str| promoted.contains_key(id) && !spread.lifted.contains(id);

    // B3: the date, for the followers that are released with a build
    let mut refused = Refused::new();
    let dated = product.components.iter().filter(|c| c.scheme == Scheme::Dated && !stays_promoted(&c.id));
    let built = dated.filter(|c| spread.levels.get(&c.id) == Some(&Level::Build));
    let exceed: Vec<V> = built.filter_map(|c| c.version.clone()).collect();
    let date = collect(b3_date(product, t, &exceed, asked), &mut refused).unwrap_or(asked);
    let taken = refused.contains("build-taken");

    let mut planned = empty_plan(l, t, date);
    for c in &product.components {
        let Some(level) = spread.levels.get(&c.id).copied() else {
            continue;
        };
        let mut because = spread.reasons.get(&c.id).cloned().unwrap_or_default();
        // none only where the component has neither a stable version nor an open series
        let mut from = c.version.clone().or(c.next.clone());
        let to = match (&c.next, c.scheme) {
            (Some(n), _) if stays_promoted(&c.id) => {
                from = c.next.clone();
                because = promoting.get(&c.id).cloned().unwrap_or_default();
                because.insert("promoted".to_string());
                if is_below(c, t) {
                    planned.promoted_behind.insert(c.id.clone());
                }
                Ok(core(n))
            }
            _ if spread.lifted.contains(&c.id) => Ok(b3_bare(c, t)),
            (_, Scheme::Dated | Scheme::Counted) => b3_line(c, c.version.as_ref(), t, level, date),
            (_, Scheme::Semver) => b4_semver(c, level),
            (_, Scheme::DevPatch) => b5_dev_patch(c, level, false),
        };
        let Some(to) = collect(to, &mut refused) else {
            continue;
        };
        if !taken {
            collect(b6_greater(&to, c.version.as_ref()), &mut refused);
        }
        because.extend(catches_up(c, l, &to));
        close(&mut planned, &c.id, n2_closes(c, &to));
        planned.maintained.extend(b7_maintain(product, c, &to).map(|v| (c.id.clone(), v)));
        let released = Released { from, to, level: level_name(level), behind: false, because };
        planned.releases.insert(c.id.clone(), released);
    }
    if !refused.is_empty() {
        return Err(refused);
    }
    planned.surfaces = s4_stable(product, &planned);
    // the API flag plays no part here
    planned.floors = c1_floors(product, &planned, &|_| false);
    for c in product.components.iter().filter(|c| !spread.levels.contains_key(&c.id)) {
        let because = match b9_followed_by_api(c, &planned.releases) {
            _ if left_out.contains(&c.id) => "series-open".to_string(),
            Some(_) if c.next.is_some() => "series-open".to_string(),
            Some(id) => format!("no-api-change {id}"),
            None => "unrelated".to_string(),
        };
        planned.unchanged.insert(c.id.clone(), Stays { version: c.version.clone(), behind: false, because });
    }
    planned.left_out = left_out;
    Ok(planned)
}

// N2, `drop`
pub(super) fn plan_drop(product: &Product, names: &[String], date: NaiveDate) -> Result<Planned, Refused> {
    for name in names {
        if find(product, name)?.next.is_none() {
            return refuse("no-series");
        }
    }
    let l = current_line(product);
    let mut planned = empty_plan(l, l, date);
    for c in &product.components {
        if let (Some(n), true) = (&c.next, names.contains(&c.id)) {
            planned.closed.push((c.id.clone(), n.clone()));
        }
        let because = "unrelated".to_string();
        planned.unchanged.insert(c.id.clone(), Stays { version: c.version.clone(), behind: false, because });
    }
    Ok(planned)
}
