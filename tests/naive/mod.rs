//! A second, naive implementation of the release planner, to be used as a test oracle: the real
//! planner and this one are given the same product, the same request and the same date, and must
//! agree. It is written literally from the rules, one function a rule, with loops that repeat until
//! nothing changes. Its worth is its independence: it must not share code with the crate, call it,
//! or be "fixed" to match it without a rule that says so. Slow and plain on purpose.
//!
//! Left out: surfaces (S1 to S4), floors (C1), the limit on future dates (B8) and the checks of
//! the product file (P1 to P3 are taken as given).

#![allow(dead_code)]

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

/// V1, V4. `third`: dated YYYYMMDD; semver the patch; dev-patch the patch or none.
/// The derived order is NOT the order of the rules: see `compare`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct V {
    pub major: u32,
    pub minor: u32,
    pub third: Option<u32>,
    pub next: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    Dated,
    Semver,
    DevPatch,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    pub id: String,
    pub scheme: Scheme,
    pub lead: bool,
    pub version: Option<V>,
    pub next: Option<V>,
    pub maintained: Vec<V>,
    /// true = api, false = release
    pub follows: Vec<(String, bool)>,
    /// "major" | "minor"
    pub breaking: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    pub same_day_next_day: bool,
    pub maintain: u32,
    pub components: Vec<Component>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    Stable,
    Next,
    Line(u32, u32),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// (kind, component)
    Changes(Vec<(String, String)>, Stage),
    Promote(Vec<String>),
    Drop(Vec<String>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    pub target: (u32, u32),
    pub line_from: (u32, u32),
    pub line_to: (u32, u32),
    /// the date finally taken
    pub date: NaiveDate,
    pub releases: BTreeMap<String, Released>,
    pub unchanged: BTreeMap<String, Stays>,
    pub closed: Vec<(String, V)>,
    /// ids whose close carries N2's warning
    pub closed_warned: BTreeSet<String>,
    pub maintained: Vec<(String, V)>,
    /// N3: left out with a warning
    pub left_out: BTreeSet<String>,
    /// N3: promoted on a line below T
    pub promoted_behind: BTreeSet<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    pub from: Option<V>,
    pub to: V,
    pub level: &'static str,
    pub behind: bool,
    pub because: BTreeSet<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stays {
    pub version: Option<V>,
    pub behind: bool,
    pub because: String,
}

type Line = (u32, u32);

/// K1: the levels, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    CatchUp,
    Development,
    Build,
    Minor,
    Major,
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::CatchUp => "catch-up",
        Level::Development => "development",
        Level::Build => "build",
        Level::Minor => "minor",
        Level::Major => "major",
    }
}

fn refuse<T>(code: &str) -> Result<T, String> {
    Err(code.to_string())
}

// ---------------------------------------------------------------- versions

// V2 (and V4: the same order, by number): an omitted third number is lowest, a prerelease sorts
// below the stable version that it leads to.
pub fn compare(a: &V, b: &V) -> Ordering {
    if a.major != b.major {
        return a.major.cmp(&b.major);
    }
    if a.minor != b.minor {
        return a.minor.cmp(&b.minor);
    }
    match (a.third, b.third) {
        (None, Some(_)) => return Ordering::Less,
        (Some(_), None) => return Ordering::Greater,
        (Some(x), Some(y)) if x != y => return x.cmp(&y),
        _ => {}
    }
    match (a.next, b.next) {
        (None, None) => Ordering::Equal,
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (Some(x), Some(y)) => x.cmp(&y),
    }
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
fn plus_one(n: u32) -> Result<u32, String> {
    if n >= 999_999_999 { refuse("number-limit") } else { Ok(n + 1) }
}

// V1: a build is a date of the years 1970 to 9999
fn build_number(date: NaiveDate) -> Result<u32, String> {
    if date.year() < 1970 || date.year() > 9999 {
        return refuse("date-range");
    }
    Ok(date.year() as u32 * 10_000 + date.month() * 100 + date.day())
}

fn bare(t: Line) -> V {
    V { major: t.0, minor: t.1, third: None, next: None }
}

// ---------------------------------------------------------------- the product

fn find<'a>(product: &'a Product, id: &str) -> Result<&'a Component, String> {
    for c in &product.components {
        if c.id == id {
            return Ok(c);
        }
    }
    refuse("unknown-component")
}

fn is_dated(product: &Product, id: &str) -> bool {
    find(product, id).is_ok_and(|c| c.scheme == Scheme::Dated)
}

// P2; B6: with no dated version at all, L is 0.0
pub fn current_line(product: &Product) -> Line {
    let mut l = (0, 0);
    for c in &product.components {
        if let (Scheme::Dated, Some(v)) = (c.scheme, &c.version) {
            if line(v) > l {
                l = line(v);
            }
        }
    }
    l
}

// P2
fn is_behind(c: &Component, l: Line) -> bool {
    match (c.scheme, &c.version) {
        (Scheme::Dated, Some(v)) => line(v) < l,
        _ => false,
    }
}

// B7: the base of a component on a maintained line
fn b7_base(c: &Component, m: Line) -> Option<V> {
    if c.scheme != Scheme::Dated {
        return None;
    }
    if let Some(v) = &c.version {
        if line(v) == m {
            return Some(v.clone());
        }
    }
    c.maintained.iter().find(|v| line(v) == m).cloned()
}

// ---------------------------------------------------------------- levels

/// What reaches the components: their levels, whose API is touched, and the reasons so far.
#[derive(Default)]
struct Reached {
    levels: BTreeMap<String, Level>,
    api: BTreeSet<String>,
    because: BTreeMap<String, BTreeSet<String>>,
    not_maintained: BTreeSet<String>,
}

impl Reached {
    /// A component reached several ways takes the highest level (B2). Says whether it rose.
    fn raise(&mut self, id: &str, level: Level) -> bool {
        match self.levels.get(id) {
            Some(had) if *had >= level => false,
            _ => {
                self.levels.insert(id.to_string(), level);
                true
            }
        }
    }

    fn say(&mut self, id: &str, reason: String) {
        self.because.entry(id.to_string()).or_default().insert(reason);
    }
}

// K1: level, and whether it touches the API
fn k1_kind(kind: &str) -> Result<(Level, bool), String> {
    match kind {
        "fix" => Ok((Level::Build, false)),
        "api-fix" => Ok((Level::Build, true)),
        "feature" => Ok((Level::Minor, false)),
        "api-feature" => Ok((Level::Minor, true)),
        "breaking" => Ok((Level::Major, true)),
        "sync" => Ok((Level::CatchUp, false)),
        "dev" => Ok((Level::Development, false)),
        _ => refuse("unknown-kind"),
    }
}

// B1, with B6 on which schemes `sync` and `dev` are for
fn b1_own_levels(product: &Product, changes: &[(String, String)]) -> Result<Reached, String> {
    let mut reached = Reached::default();
    for (kind, id) in changes {
        let c = find(product, id)?;
        let (mut level, api) = k1_kind(kind)?;
        if kind == "sync" && c.scheme != Scheme::Dated {
            return refuse("sync-not-dated");
        }
        if kind == "dev" && c.scheme != Scheme::DevPatch {
            return refuse("dev-not-dev-patch");
        }
        let follows_the_line = c.scheme == Scheme::Dated && !c.lead;
        if follows_the_line && (kind == "feature" || kind == "api-feature") {
            level = Level::Build;
        }
        reached.raise(id, level);
        if api {
            reached.api.insert(id.clone());
        }
        reached.say(id, format!("changed {kind}:{id}"));
        if follows_the_line && kind == "breaking" {
            for lead in product.components.iter().filter(|x| x.lead) {
                reached.raise(&lead.id, Level::Major);
                reached.say(&lead.id, format!("changed {kind}:{id}"));
            }
        }
    }
    Ok(reached)
}

// B4: a level that reaches a dated component from an independent one arrives as build
fn b4_arrives(product: &Product, from: &str, to: &str, level: Level) -> Level {
    if is_dated(product, to) && !is_dated(product, from) { Level::Build } else { level }
}

// B2; B7 for the followers that stay as they are with `--line`
fn b2_followers(product: &Product, reached: &mut Reached, maintained_line: Option<Line>) {
    loop {
        let mut changed = false;
        for f in &product.components {
            for (c, by_api) in &f.follows {
                // `sync` and `dev` releases move no follower
                let Some(level) = reached.levels.get(c).copied().filter(|x| *x >= Level::Build) else {
                    continue;
                };
                if *by_api && !reached.api.contains(c) {
                    continue;
                }
                if let Some(m) = maintained_line {
                    if b7_base(f, m).is_none() {
                        reached.not_maintained.insert(f.id.clone());
                        continue;
                    }
                }
                let arrives = b4_arrives(product, c, &f.id, level);
                if reached.raise(&f.id, arrives) {
                    changed = true;
                }
                if reached.api.contains(c) && reached.api.insert(f.id.clone()) {
                    changed = true;
                }
                let how = if *by_api { "follows-api" } else { "follows-release" };
                reached.say(&f.id, format!("{how} {c}"));
            }
        }
        if !changed {
            return;
        }
    }
}

// ---------------------------------------------------------------- numbers

// B3: the line that the plan aims at
fn b3_target_line(product: &Product, reached: &Reached, l: Line) -> Result<Line, String> {
    let highest =
        reached.levels.iter().filter(|(id, _)| is_dated(product, id)).map(|(_, level)| *level).max();
    match highest {
        Some(Level::Major) => Ok((plus_one(l.0)?, 0)),
        Some(Level::Minor) => Ok((l.0, plus_one(l.1)?)),
        _ => Ok(l),
    }
}

// B3: the smallest date from the asked one on which T.DATE exceeds each of these versions;
// under "next-day" at most 7 days later, under "refuse" only the asked date itself
fn b3_date(product: &Product, t: Line, exceed: &[V], asked: NaiveDate) -> Result<NaiveDate, String> {
    let mut date = asked;
    let mut days = 0;
    if exceed.is_empty() {
        return Ok(asked);
    }
    loop {
        let to = V { third: Some(build_number(date)?), ..bare(t) };
        if exceed.iter().all(|v| compare(&to, v) == Ordering::Greater) {
            return Ok(date);
        }
        if !product.same_day_next_day || days == 7 {
            return refuse("build-taken");
        }
        days += 1;
        match date.succ_opt() {
            Some(next) if next.year() <= 9999 => date = next,
            _ => return refuse("build-taken"),
        }
    }
}

// B3: T without a build for minor, major and `sync`, T.DATE for build
fn b3_dated(t: Line, level: Level, date: NaiveDate) -> Result<V, String> {
    if level == Level::Build { Ok(V { third: Some(build_number(date)?), ..bare(t) }) } else { Ok(bare(t)) }
}

// B4, B6
fn b4_semver(c: &Component, level: Level) -> Result<V, String> {
    let Some(v) = &c.version else {
        return Ok(V { major: 0, minor: 1, third: Some(0), next: None });
    };
    let default = if v.major >= 1 { "major" } else { "minor" };
    let breaking = c.breaking.as_deref().unwrap_or(default);
    let (major, minor, patch) = (v.major, v.minor, v.third.unwrap_or(0));
    let (major, minor, patch) = match level {
        Level::Major if breaking == "major" => (plus_one(major)?, 0, 0),
        Level::Major | Level::Minor => (major, plus_one(minor)?, 0),
        _ => (major, minor, plus_one(patch)?),
    };
    Ok(V { major, minor, third: Some(patch), next: None })
}

// B5, B6
fn b5_dev_patch(c: &Component, level: Level, under_next: bool) -> Result<V, String> {
    if level == Level::Development || under_next {
        return match &c.version {
            None => Ok(V { major: 0, minor: 0, third: Some(1), next: None }),
            Some(v) => Ok(V { third: Some(plus_one(v.third.unwrap_or(0))?), ..v.clone() }),
        };
    }
    match (&c.version, level) {
        (None, _) => Ok(bare((0, 1))),
        (Some(v), Level::Major) => Ok(bare((plus_one(v.major)?, 0))),
        (Some(v), _) => Ok(bare((v.major, plus_one(v.minor)?))),
    }
}

// N1: whether the open series goes on rather than a new one starting at the stable target
fn n1_goes_on(c: &Component, t: &V) -> bool {
    match (&c.next, c.scheme) {
        (Some(n), Scheme::Dated) => line(n) >= line(t),
        (Some(n), Scheme::Semver) => compare(&core(n), t) != Ordering::Less,
        _ => false,
    }
}

// N1: the prerelease for a stable target
fn n1_series(c: &Component, t: &V) -> Result<V, String> {
    match &c.next {
        Some(n) if n1_goes_on(c, t) => Ok(V { next: Some(plus_one(n.next.unwrap_or(0))?), ..n.clone() }),
        _ => Ok(V { next: Some(0), ..t.clone() }),
    }
}

// N1: X, the greatest line of the open series that count
fn n1_x(product: &Product, reached: &Reached) -> Option<Line> {
    let dated_level =
        |c: &Component| reached.levels.get(&c.id).copied().filter(|_| c.scheme == Scheme::Dated);
    let all = product.components.iter().filter_map(dated_level).any(|x| {
        // a level that is still catch-up is a `sync` that no other release absorbs
        x == Level::Minor || x == Level::Major || x == Level::CatchUp
    });
    let mut x = None;
    for c in product.components.iter().filter(|c| c.scheme == Scheme::Dated) {
        if let (Some(n), true) = (&c.next, all || dated_level(c).is_some()) {
            x = x.max(Some(line(n)));
        }
    }
    x
}

// ---------------------------------------------------------------- what else a release does

// N2: the series that a stable release closes, and whether with a warning
fn n2_closes(c: &Component, to: &V) -> Option<(V, bool)> {
    let n = c.next.clone()?;
    match compare(to, &core(&n)) {
        Ordering::Less => None,
        Ordering::Equal => Some((n, false)),
        Ordering::Greater => Some((n, true)),
    }
}

// N2: the series that a new series replaces, always with a warning
fn n2_replaces(c: &Component, to: &V) -> Option<(V, bool)> {
    let n = c.next.clone()?;
    if core(&n) == core(to) { None } else { Some((n, true)) }
}

// B7: what `maintain` puts aside when a component moves to a new line (dated and semver)
fn b7_maintain(product: &Product, c: &Component, to: &V) -> Option<V> {
    let v = c.version.clone()?;
    if product.maintain == 0 || c.scheme == Scheme::DevPatch || line(to) == line(&v) {
        return None;
    }
    Some(v)
}

// B6: every target is greater than the version that it is measured against
fn b6_greater(to: &V, than: &Option<V>) -> Result<(), String> {
    match than {
        Some(v) if compare(to, v) != Ordering::Greater => refuse("not-greater"),
        _ => Ok(()),
    }
}

// The reason beside another: only for a dated component that was behind, never with `--line`
fn catches_up(c: &Component, l: Line, to: &V) -> Option<String> {
    let v = c.version.as_ref().filter(|_| is_behind(c, l))?;
    Some(format!("catches-up {}.{} {}.{}", v.major, v.minor, to.major, to.minor))
}

// B9, `no-api-change`: the first component that c follows by api and that the plan releases
fn b9_followed_by_api(c: &Component, releases: &BTreeMap<String, Released>) -> Option<String> {
    c.follows.iter().find(|(id, by_api)| *by_api && releases.contains_key(id)).map(|(id, _)| id.clone())
}

fn empty_plan(l: Line, t: Line, date: NaiveDate) -> Planned {
    Planned {
        target: t,
        line_from: l,
        line_to: l,
        date,
        releases: BTreeMap::new(),
        unchanged: BTreeMap::new(),
        closed: Vec::new(),
        closed_warned: BTreeSet::new(),
        maintained: Vec::new(),
        left_out: BTreeSet::new(),
        promoted_behind: BTreeSet::new(),
    }
}

fn close(planned: &mut Planned, id: &str, closed: Option<(V, bool)>) {
    if let Some((series, warned)) = closed {
        planned.closed.push((id.to_string(), series));
        if warned {
            planned.closed_warned.insert(id.to_string());
        }
    }
}

// L after the plan, and who is behind after it (P2, B9)
fn finish(product: &Product, ask: &Ask, mut planned: Planned) -> Planned {
    let later = after(product, &planned, ask);
    planned.line_to = current_line(&later);
    for c in &later.components {
        let behind = is_behind(c, planned.line_to);
        if let Some(r) = planned.releases.get_mut(&c.id) {
            r.behind = behind;
        }
        if let Some(s) = planned.unchanged.get_mut(&c.id) {
            s.behind = behind;
        }
    }
    planned
}

// ---------------------------------------------------------------- the three kinds of plan

pub fn plan(product: &Product, ask: &Ask, date: NaiveDate) -> Result<Planned, String> {
    let planned = match ask {
        Ask::Changes(changes, stage) => plan_changes(product, changes, stage, date)?,
        Ask::Promote(names) => plan_promotion(product, names, date)?,
        Ask::Drop(names) => plan_drop(product, names, date)?,
    };
    Ok(finish(product, ask, planned))
}

// B7: what a plan for a maintained line may be asked
fn b7_check(product: &Product, changes: &[(String, String)], m: Line, l: Line) -> Result<(), String> {
    if m >= l {
        return refuse("line-not-below");
    }
    for (kind, id) in changes {
        let c = find(product, id)?;
        if (kind != "fix" && kind != "api-fix") || c.scheme != Scheme::Dated {
            return refuse("line-only-fixes");
        }
        if b7_base(c, m).is_none() {
            return refuse("not-maintained");
        }
    }
    Ok(())
}

fn plan_changes(
    product: &Product,
    changes: &[(String, String)],
    stage: &Stage,
    asked: NaiveDate,
) -> Result<Planned, String> {
    let l = current_line(product);
    let under_next = *stage == Stage::Next;
    let maintained_line = match stage {
        Stage::Line(major, minor) => Some((*major, *minor)),
        _ => None,
    };
    if let Some(m) = maintained_line {
        b7_check(product, changes, m, l)?;
    }

    // B1, B2
    let mut reached = b1_own_levels(product, changes)?;
    b2_followers(product, &mut reached, maintained_line);

    // B3, N1, B7: T
    let mut t = b3_target_line(product, &reached, l)?;
    let mut every_dated_bare = false;
    if let Some(x) = n1_x(product, &reached).filter(|x| under_next && *x > t) {
        t = x;
        every_dated_bare = true;
    }
    if let Some(m) = maintained_line {
        t = m;
    }

    // B3: `sync`
    let any_stable = product.components.iter().any(|c| c.scheme == Scheme::Dated && c.version.is_some());
    if changes.iter().any(|(kind, _)| kind == "sync") && !any_stable {
        return refuse("sync-without-a-line");
    }
    let mut already_current = BTreeSet::new();
    for c in &product.components {
        if reached.levels.get(&c.id) != Some(&Level::CatchUp) {
            continue;
        }
        let judged = if under_next && c.next.is_some() { &c.next } else { &c.version };
        if judged.as_ref().is_some_and(|v| line(v) >= t) {
            already_current.insert(c.id.clone());
        }
    }
    for id in &already_current {
        reached.levels.remove(id);
    }

    // what each release is measured against: the stable version, with `--line` the base
    let measured = |c: &Component| match maintained_line {
        Some(m) => b7_base(c, m),
        None => c.version.clone(),
    };

    // B3: the date
    let mut exceed = Vec::new();
    for c in product.components.iter().filter(|c| c.scheme == Scheme::Dated) {
        let dates = reached.levels.get(&c.id) == Some(&Level::Build) && !every_dated_bare;
        if dates && !(under_next && n1_goes_on(c, &bare(t))) {
            exceed.extend(measured(c));
        }
    }
    let date = b3_date(product, t, &exceed, asked)?;

    // B3 to B6, N1: the numbers
    let mut planned = empty_plan(l, t, date);
    for c in &product.components {
        let Some(level) = reached.levels.get(&c.id).copied() else {
            continue;
        };
        let target = match c.scheme {
            Scheme::Dated if every_dated_bare => bare(t),
            Scheme::Dated => b3_dated(t, level, date)?,
            Scheme::Semver => b4_semver(c, level)?,
            Scheme::DevPatch => b5_dev_patch(c, level, under_next)?,
        };
        let as_series = under_next && c.scheme != Scheme::DevPatch;
        let to = if as_series { n1_series(c, &target)? } else { target };
        b6_greater(&to, &measured(c))?;
        // none only where the component has neither a stable version nor an open series
        let from =
            if as_series && c.next.is_some() { c.next.clone() } else { measured(c).or(c.next.clone()) };
        let mut because = reached.because.get(&c.id).cloned().unwrap_or_default();
        if maintained_line.is_none() {
            because.extend(catches_up(c, l, &to));
        }
        close(&mut planned, &c.id, if as_series { n2_replaces(c, &to) } else { n2_closes(c, &to) });
        if *stage == Stage::Stable {
            planned.maintained.extend(b7_maintain(product, c, &to).map(|v| (c.id.clone(), v)));
        }
        let released = Released { from, to, level: level_name(level), behind: false, because };
        planned.releases.insert(c.id.clone(), released);
    }

    // B9: the others
    for c in product.components.iter().filter(|c| !reached.levels.contains_key(&c.id)) {
        let because = if already_current.contains(&c.id) {
            "already-current".to_string()
        } else if reached.not_maintained.contains(&c.id) {
            format!("not-maintained {}.{}", t.0, t.1)
        } else if let Some(id) = b9_followed_by_api(c, &planned.releases) {
            format!("no-api-change {id}")
        } else {
            "unrelated".to_string()
        };
        planned.unchanged.insert(c.id.clone(), Stays { version: c.version.clone(), behind: false, because });
    }
    Ok(planned)
}

// N3: the level of a promoted component
fn n3_level(c: &Component, n: &V, l: Line) -> Level {
    let than = match (c.scheme, &c.version) {
        (Scheme::Dated, _) => l,
        (_, Some(v)) => line(v),
        (_, None) => return Level::Minor,
    };
    if n.major > than.0 {
        Level::Major
    } else if n.major == than.0 && n.minor > than.1 {
        Level::Minor
    } else {
        Level::Build
    }
}

// N3: whether the promotion of c promotes its follower f along this edge
fn n3_promotes(c: &Component, c_level: Level, f: &Component, by_api: bool, t: Line) -> bool {
    let (Some(c_series), Some(f_series)) = (&c.next, &f.next) else {
        return false;
    };
    if by_api {
        let both_dated = c.scheme == Scheme::Dated && f.scheme == Scheme::Dated;
        return both_dated && line(c_series) == line(f_series);
    }
    match f.scheme {
        Scheme::Dated => line(f_series) == t,
        Scheme::Semver => match b4_semver(f, c_level) {
            Ok(asked) => compare(&core(f_series), &asked) != Ordering::Less,
            Err(_) => false,
        },
        Scheme::DevPatch => false,
    }
}

// N3
fn plan_promotion(product: &Product, names: &[String], asked: NaiveDate) -> Result<Planned, String> {
    let l = current_line(product);
    let below = |c: &Component| c.scheme == Scheme::Dated && c.next.as_ref().is_some_and(|n| line(n) < l);

    // which are asked for
    let mut seeds: BTreeSet<String> = BTreeSet::new();
    let mut left_out: BTreeSet<String> = BTreeSet::new();
    for name in names {
        let c = find(product, name)?;
        if c.next.is_none() {
            return refuse("no-open-series");
        }
        if below(c) {
            return refuse("born-behind");
        }
        seeds.insert(c.id.clone());
    }
    if names.is_empty() {
        for c in product.components.iter().filter(|c| c.next.is_some()) {
            if below(c) {
                left_out.insert(c.id.clone())
            } else {
                seeds.insert(c.id.clone())
            };
        }
    }
    if seeds.is_empty() {
        return refuse("nothing-to-promote");
    }

    // T: the greater of L and the promoted lines (followers promoted by api share a promoted line,
    // those promoted by release are on T itself)
    let mut t = l;
    let mut promoted: BTreeMap<String, Level> = BTreeMap::new();
    for c in product.components.iter().filter(|c| seeds.contains(&c.id)) {
        if let Some(n) = &c.next {
            if c.scheme == Scheme::Dated && line(n) > t {
                t = line(n);
            }
            promoted.insert(c.id.clone(), n3_level(c, n, l));
        }
    }

    // the followers that are promoted with them
    let mut reached = Reached::default();
    loop {
        let before = (promoted.len(), reached.because.clone());
        for f in product.components.iter().filter(|f| !seeds.contains(&f.id)) {
            for (id, by_api) in &f.follows {
                let (Some(level), Some(n)) = (promoted.get(id).copied(), &f.next) else {
                    continue;
                };
                if n3_promotes(find(product, id)?, level, f, *by_api, t) {
                    promoted.insert(f.id.clone(), n3_level(f, n, l));
                    let how = if *by_api { "follows-api" } else { "follows-release" };
                    reached.say(&f.id, format!("{how} {id}"));
                }
            }
        }
        if before == (promoted.len(), reached.because.clone()) {
            break;
        }
    }
    let promoting = reached.because;

    // the levels spread along `release` from all of these
    let mut reached = Reached { levels: promoted.clone(), ..Reached::default() };
    let mut at_t_instead: BTreeSet<String> = BTreeSet::new();
    loop {
        let mut changed = false;
        for f in &product.components {
            for (id, by_api) in &f.follows {
                let Some(level) = reached.levels.get(id).copied() else {
                    continue;
                };
                let arrives = b4_arrives(product, id, &f.id, level);
                if *by_api {
                    let developing =
                        f.scheme == Scheme::DevPatch && f.version.as_ref().is_some_and(|v| v.third.is_some());
                    if developing && promoted.contains_key(id) {
                        changed |= reached.raise(&f.id, arrives);
                        reached.say(&f.id, format!("follows-api {id}"));
                    }
                    continue;
                }
                reached.say(&f.id, format!("follows-release {id}"));
                if !promoted.contains_key(&f.id) {
                    changed |= reached.raise(&f.id, arrives);
                } else if f.scheme == Scheme::Dated
                    && f.next.as_ref().is_some_and(|n| line(n) < t)
                    && arrives >= Level::Minor
                {
                    changed |= at_t_instead.insert(f.id.clone());
                    changed |= reached.raise(&f.id, arrives);
                }
            }
        }
        if !changed {
            break;
        }
    }

    // B3: the date, for the followers that are released with a build
    let is_promoted = |id: &str| promoted.contains_key(id) && !at_t_instead.contains(id);
    let mut exceed = Vec::new();
    for c in product.components.iter().filter(|c| c.scheme == Scheme::Dated) {
        if reached.levels.get(&c.id) == Some(&Level::Build) && !is_promoted(&c.id) {
            exceed.extend(c.version.clone());
        }
    }
    let date = b3_date(product, t, &exceed, asked)?;

    // the numbers
    let mut planned = empty_plan(l, t, date);
    for c in &product.components {
        let Some(level) = reached.levels.get(&c.id).copied() else {
            continue;
        };
        let mut because = reached.because.get(&c.id).cloned().unwrap_or_default();
        // none only where the component has neither a stable version nor an open series
        let mut from = c.version.clone().or(c.next.clone());
        let to = match (&c.next, c.scheme) {
            (Some(n), _) if is_promoted(&c.id) => {
                from = c.next.clone();
                because = promoting.get(&c.id).cloned().unwrap_or_default();
                because.insert("promoted".to_string());
                if c.scheme == Scheme::Dated && line(n) < t {
                    planned.promoted_behind.insert(c.id.clone());
                }
                core(n)
            }
            (_, Scheme::Dated) if at_t_instead.contains(&c.id) => bare(t),
            (_, Scheme::Dated) => b3_dated(t, level, date)?,
            (_, Scheme::Semver) => b4_semver(c, level)?,
            (_, Scheme::DevPatch) => b5_dev_patch(c, level, false)?,
        };
        b6_greater(&to, &c.version)?;
        because.extend(catches_up(c, l, &to));
        close(&mut planned, &c.id, n2_closes(c, &to));
        planned.maintained.extend(b7_maintain(product, c, &to).map(|v| (c.id.clone(), v)));
        let released = Released { from, to, level: level_name(level), behind: false, because };
        planned.releases.insert(c.id.clone(), released);
    }

    // the others
    for c in product.components.iter().filter(|c| !reached.levels.contains_key(&c.id)) {
        let followed = b9_followed_by_api(c, &planned.releases);
        let because = match followed {
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
fn plan_drop(product: &Product, names: &[String], date: NaiveDate) -> Result<Planned, String> {
    if names.is_empty() {
        return refuse("nothing-to-drop");
    }
    for name in names {
        if find(product, name)?.next.is_none() {
            return refuse("no-open-series");
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

// ---------------------------------------------------------------- the product file afterwards

/// The product once the plan is applied. `maintained` comes out newest first where a plan adds to it.
pub fn after(product: &Product, planned: &Planned, ask: &Ask) -> Product {
    let mut later = product.clone();
    for c in &mut later.components {
        // N2: closed series first, so that a new series can take the place
        if planned.closed.iter().any(|(id, _)| *id == c.id) {
            c.next = None;
        }
        // B7: what the plan puts into `maintained`, keeping the newest N
        for (_, v) in planned.maintained.iter().filter(|(id, _)| *id == c.id) {
            c.maintained.push(v.clone());
            c.maintained.sort_by(|a, b| compare(b, a));
            c.maintained.truncate(product.maintain as usize);
        }
        let Some(released) = planned.releases.get(&c.id) else {
            continue;
        };
        let to = released.to.clone();
        match ask {
            Ask::Changes(_, Stage::Next) if c.scheme != Scheme::DevPatch => c.next = Some(to),
            Ask::Changes(_, Stage::Line(major, minor)) => {
                if c.version.as_ref().is_some_and(|v| line(v) == (*major, *minor)) {
                    c.version = Some(to);
                } else {
                    for entry in &mut c.maintained {
                        if line(entry) == (*major, *minor) {
                            *entry = to.clone();
                        }
                    }
                }
            }
            _ => c.version = Some(to),
        }
    }
    later
}
