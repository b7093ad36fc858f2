//! A second, naive implementation of the release planner, to be used as a test oracle: the real
//! planner and this one are given the same product, the same request and the same date, and must
//! agree. It is written literally from the rules, one function a rule, with loops that repeat until
//! nothing changes. Its worth is its independence: it must not share code with the crate, call it,
//! or be "fixed" to match it without a rule that says so. Slow and plain on purpose.
//!
//! Left out: the limit on future dates (B8), ecosystems that cannot hold a version, and the checks
//! of the product file (P1 to P3 are taken as given).
//!
//! A refusal is the set of all codes whose rule refuses at the same step: the rules do not say
//! which of them speaks first.

mod after;
mod changes;
mod contract;
mod levels;
mod numbers;
mod promotion;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

pub use after::after;
pub use numbers::{compare, core, line};

/// V1, V4. `third`: dated YYYYMMDD; semver and counted the patch; dev-patch the patch or none.
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
    Counted,
    Semver,
    DevPatch,
}

/// B2: at most how far a level that travels along an edge moves the follower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cap {
    Fix,
    Feature,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follow {
    pub id: String,
    /// true = api, false = release
    pub api: bool,
    pub cap: Option<Cap>,
}

/// S1: the number of a surface. Numbers of one surface are of one form, so the derived order holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum N {
    Line(u32, u32),
    Counter(u32),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface {
    pub name: String,
    pub version: N,
    pub next: Option<N>,
    pub each_change: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Floor {
    Version(V),
    Surface(N),
}

/// C1
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requires {
    pub provider: String,
    pub surface: Option<String>,
    pub at_least: Floor,
    /// `raise = "api"`
    pub raise: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    pub id: String,
    pub scheme: Scheme,
    pub lead: bool,
    pub version: Option<V>,
    pub next: Option<V>,
    pub maintained: Vec<V>,
    pub follows: Vec<Follow>,
    /// "major" | "minor"
    pub breaking: Option<String>,
    pub surfaces: Vec<Surface>,
    pub requires: Vec<Requires>,
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
    /// (kind, component or component.surface)
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
    pub surfaces: BTreeSet<Moved>,
    pub floors: BTreeSet<Raised>,
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

/// A surface that moves, with the change that moves it, or "promoted".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved {
    pub component: String,
    pub surface: String,
    pub from: N,
    pub to: N,
    pub because: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Raised {
    pub component: String,
    pub provider: String,
    pub surface: Option<String>,
    pub from: Floor,
    pub to: Floor,
}

pub type Refused = BTreeSet<&'static str>;
type Line = (u32, u32);

fn refuse<T>(code: &'static str) -> Result<T, Refused> {
    Err(Refused::from([code]))
}

/// The value of a result, or none after its codes went to the others of the same step.
fn collect<T>(result: Result<T, Refused>, refused: &mut Refused) -> Option<T> {
    result.map_err(|codes| refused.extend(codes)).ok()
}

pub fn plan(product: &Product, ask: &Ask, date: NaiveDate) -> Result<Planned, Refused> {
    let planned = match ask {
        Ask::Changes(asked, stage) => changes::plan_changes(product, asked, stage, date)?,
        Ask::Promote(names) => promotion::plan_promotion(product, names, date)?,
        Ask::Drop(names) => promotion::plan_drop(product, names, date)?,
    };
    Ok(finish(product, ask, planned))
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

fn find<'a>(product: &'a Product, id: &str) -> Result<&'a Component, Refused> {
    match product.components.iter().find(|c| c.id == id) {
        Some(c) => Ok(c),
        None => refuse("unknown-component"),
    }
}

// V4: line components are those of scheme dated or counted
fn on_the_line(c: &Component) -> bool {
    c.scheme == Scheme::Dated || c.scheme == Scheme::Counted
}

// P2; B6: with no version of a line component at all, L is 0.0
fn current_line(product: &Product) -> Line {
    let lines = product.components.iter().filter(|c| on_the_line(c)).filter_map(|c| c.version.as_ref());
    lines.map(line).max().unwrap_or((0, 0))
}

// P2
fn is_behind(c: &Component, l: Line) -> bool {
    on_the_line(c) && c.version.as_ref().is_some_and(|v| line(v) < l)
}

// The reason beside another: only for a line component that was behind, never with `--line`
fn catches_up(c: &Component, l: Line, to: &V) -> Option<String> {
    let v = c.version.as_ref().filter(|_| is_behind(c, l))?;
    Some(format!("catches-up {}.{} {}.{}", v.major, v.minor, to.major, to.minor))
}

// B9, `no-api-change`: the first component that c follows by api and that the plan releases
fn b9_followed_by_api(c: &Component, releases: &BTreeMap<String, Released>) -> Option<String> {
    c.follows.iter().find(|f| f.api && releases.contains_key(&f.id)).map(|f| f.id.clone())
}

// B7: what `maintain` puts aside when a component moves to a new line (all but dev-patch)
fn b7_maintain(product: &Product, c: &Component, to: &V) -> Option<V> {
    let v = c.version.clone()?;
    if product.maintain == 0 || c.scheme == Scheme::DevPatch || line(to) == line(&v) {
        return None;
    }
    Some(v)
}

fn empty_plan(l: Line, t: Line, date: NaiveDate) -> Planned {
    Planned {
        target: t,
        line_from: l,
        line_to: l,
        date,
        releases: BTreeMap::new(),
        unchanged: BTreeMap::new(),
        surfaces: BTreeSet::new(),
        floors: BTreeSet::new(),
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
