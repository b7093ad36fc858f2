//! Section 4 of the rules, and N1: the plan of a set of changes.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::contract::{c1_floors, s4_stable, surface_moves};
use super::levels::{
    Change, Level, Reached, b1_own, b2_followers, b6_kind_fits, k2_stands_for, level_name, read_changes,
};
use super::numbers::{
    b3_bare, b3_date, b3_line, b3_target_line, b4_semver, b5_dev_patch, b6_greater, b7_patch, n1_goes_on,
    n1_series, n2_closes, n2_replaces,
};
use super::{
    Component, Line, Planned, Product, Refused, Released, Scheme, Stage, Stays, V, b7_maintain,
    b9_followed_by_api, catches_up, close, collect, current_line, empty_plan, line, on_the_line,
};

// B7: the base of a component on a maintained line
fn b7_base(c: &Component, m: Line) -> Option<V> {
    let own = c.version.iter().filter(|_| on_the_line(c));
    if c.scheme == Scheme::DevPatch {
        return None;
    }
    own.chain(&c.maintained).find(|v| line(v) == m).cloned()
}

// B7: what a plan for a maintained line may be asked
fn b7_check(changes: &[Change<'_>], m: Line, l: Line) -> Refused {
    let mut refused = Refused::new();
    let semver = changes.iter().filter(|x| x.component.scheme == Scheme::Semver).count();
    let of_the_line = changes.iter().filter(|x| on_the_line(x.component)).count();
    if semver > 0 && of_the_line > 0 {
        refused.insert("mixed-maintained-line");
    }
    // a plan of no change at all is one of the line, too
    if (of_the_line > 0 || semver == 0) && m >= l {
        refused.insert("line-not-below");
    }
    for change in changes {
        let is_fix = matches!(k2_stands_for(change), "fix" | "api-fix");
        if !is_fix || change.component.scheme == Scheme::DevPatch {
            refused.insert("not-on-maintained-line");
        }
        if b7_base(change.component, m).is_none() {
            refused.insert("not-maintained");
        }
    }
    refused
}

// All that the rules ask of the changes themselves (B3, B6, B7)
fn check(product: &Product, changes: &[Change<'_>], m: Option<Line>, l: Line) -> Result<(), Refused> {
    let mut refused = Refused::new();
    for change in changes {
        collect(b6_kind_fits(change), &mut refused);
    }
    let any_stable = product.components.iter().any(|c| on_the_line(c) && c.version.is_some());
    if changes.iter().any(|change| change.kind == "sync") && !any_stable {
        refused.insert("no-line");
    }
    if let Some(m) = m {
        refused.extend(b7_check(changes, m, l));
    }
    if refused.is_empty() { Ok(()) } else { Err(refused) }
}

// N1: X, the greatest line of the open series that count
fn n1_x(product: &Product, reached: &Reached) -> Option<Line> {
    let level = |c: &Component| reached.fates.get(&c.id).map(|fate| fate.level).filter(|_| on_the_line(c));
    let all = product.components.iter().filter_map(level).any(|x| {
        // a level that is still catch-up is a `sync` that no other release absorbs
        x == Level::Minor || x == Level::Major || x == Level::CatchUp
    });
    let counts = product.components.iter().filter(|c| on_the_line(c) && (all || level(c).is_some()));
    counts.filter_map(|c| c.next.as_ref()).map(line).max()
}

/// T (B3, N1, B7), and whether N1 raised it, so that every release of a line component gets it bare.
fn target(product: &Product, reached: &Reached, stage: &Stage, l: Line) -> Result<(Line, bool), Refused> {
    if let Stage::Line(major, minor) = stage {
        return Ok(((*major, *minor), false));
    }
    let on_line = product.components.iter().filter(|c| on_the_line(c));
    let highest = on_line.filter_map(|c| reached.fates.get(&c.id)).map(|fate| fate.level).max();
    let t = b3_target_line(highest, l)?;
    match n1_x(product, reached) {
        Some(x) if *stage == Stage::Next && x > t => Ok((x, true)),
        _ => Ok((t, false)),
    }
}

// B3: `sync`s that find their component on T already
fn b3_already_current(product: &Product, reached: &Reached, t: Line, under_next: bool) -> BTreeSet<String> {
    let mut already = BTreeSet::new();
    for c in &product.components {
        let judged = if under_next { c.next.as_ref().or(c.version.as_ref()) } else { c.version.as_ref() };
        let is_sync = reached.fates.get(&c.id).is_some_and(|fate| fate.level == Level::CatchUp);
        if is_sync && judged.is_some_and(|v| line(v) >= t) {
            already.insert(c.id.clone());
        }
    }
    already
}

pub(super) fn plan_changes(
    product: &Product,
    asked: &[(String, String)],
    stage: &Stage,
    asked_date: NaiveDate,
) -> Result<Planned, Refused> {
    let l = current_line(product);
    let under_next = *stage == Stage::Next;
    let m = match stage {
        Stage::Line(major, minor) => Some((*major, *minor)),
        _ => None,
    };
    let changes = read_changes(product, asked)?;
    check(product, &changes, m, l)?;

    let may_follow = |f: &Component| match m {
        None => true,
        // of semver components, no follower comes along
        Some(m) => on_the_line(f) && b7_base(f, m).is_some(),
    };
    let mut reached = b2_followers(product, b1_own(product, &changes), &may_follow);
    let (t, all_bare) = target(product, &reached, stage, l)?;
    let already_current = b3_already_current(product, &reached, t, under_next);
    reached.fates.retain(|id, _| !already_current.contains(id));

    // what each release is measured against: the stable version, with `--line` the base
    let measured = |c: &Component| match m {
        Some(m) => b7_base(c, m),
        None => c.version.clone(),
    };
    let mut refused = Refused::new();
    let mut exceed = Vec::new();
    for c in product.components.iter().filter(|c| c.scheme == Scheme::Dated && !all_bare) {
        let dates = reached.fates.get(&c.id).is_some_and(|fate| fate.level == Level::Build);
        if dates && !(under_next && n1_goes_on(c, &b3_bare(c, t))) {
            exceed.extend(measured(c));
        }
    }
    let date = collect(b3_date(product, t, &exceed, asked_date), &mut refused).unwrap_or(asked_date);
    let taken = refused.contains("build-taken");

    let mut planned = empty_plan(l, t, date);
    for c in &product.components {
        let Some(fate) = reached.fates.get(&c.id) else {
            continue;
        };
        let base = measured(c);
        let target = match c.scheme {
            _ if all_bare && on_the_line(c) => Ok(b3_bare(c, t)),
            Scheme::Dated | Scheme::Counted => b3_line(c, base.as_ref(), t, fate.level, date),
            Scheme::Semver => match (&base, m) {
                (Some(base), Some(_)) => b7_patch(base),
                _ => b4_semver(c, fate.level),
            },
            Scheme::DevPatch => b5_dev_patch(c, fate.level, under_next),
        };
        let as_series = under_next && c.scheme != Scheme::DevPatch;
        let to = target.and_then(|t| if as_series { n1_series(c, &t) } else { Ok(t) });
        let Some(to) = collect(to, &mut refused) else {
            continue;
        };
        if !taken {
            collect(b6_greater(&to, base.as_ref()), &mut refused);
        }
        // none only where the component has neither a stable version nor an open series
        let from = if as_series { c.next.clone().or(base) } else { base.or(c.next.clone()) };
        let mut because = reached.because.get(&c.id).cloned().unwrap_or_default();
        if m.is_none() {
            because.extend(catches_up(c, l, &to));
        }
        close(&mut planned, &c.id, if as_series { n2_replaces(c, &to) } else { n2_closes(c, &to) });
        if *stage == Stage::Stable {
            planned.maintained.extend(b7_maintain(product, c, &to).map(|v| (c.id.clone(), v)));
        }
        let released = Released { from, to, level: level_name(fate.level), behind: false, because };
        planned.releases.insert(c.id.clone(), released);
    }
    if let Some(moves) = collect(surface_moves(&changes, under_next), &mut refused) {
        planned.surfaces = moves;
    }
    if !refused.is_empty() {
        return Err(refused);
    }
    if !under_next {
        planned.surfaces = s4_stable(product, &planned);
        let touched = |id: &str| reached.fates.get(id).is_some_and(|fate| fate.api);
        planned.floors = c1_floors(product, &planned, &touched);
    }
    b9_others(product, &mut planned, &reached, &already_current, t);
    Ok(planned)
}

// B9: why the others stay
fn b9_others(
    product: &Product,
    planned: &mut Planned,
    reached: &Reached,
    already_current: &BTreeSet<String>,
    t: Line,
) {
    for c in product.components.iter().filter(|c| !reached.fates.contains_key(&c.id)) {
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
}
