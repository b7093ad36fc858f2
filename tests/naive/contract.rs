//! Section 6 of the rules, as far as plans move it: surfaces (S2 to S4) and floors (C1).

use std::collections::BTreeSet;

use super::levels::Change;
use super::numbers::{compare, plus_one};
use super::{Floor, Moved, N, Planned, Product, Raised, Refused, Scheme, Surface};

// S2, of the worst change to the surface
fn s2_number(surface: &Surface, kind: &str) -> Result<N, Refused> {
    match (surface.version, kind) {
        (N::Line(major, minor), "addition") => Ok(N::Line(major, plus_one(minor)?)),
        (N::Line(major, _), "breaking") => Ok(N::Line(plus_one(major)?, 0)),
        (N::Counter(n), "breaking") => Ok(N::Counter(plus_one(n)?)),
        (N::Counter(n), _) if surface.each_change => Ok(N::Counter(plus_one(n)?)),
        (same, _) => Ok(same),
    }
}

// S4: computed from the stable number, never below the `next` that it has; with `each`, one more than it
fn s4_number(surface: &Surface, kind: &str) -> Result<N, Refused> {
    let from_stable = s2_number(surface, kind)?;
    match surface.next {
        Some(N::Counter(n)) if surface.each_change => Ok(N::Counter(plus_one(n)?)),
        Some(next) => Ok(next.max(from_stable)),
        None => Ok(from_stable),
    }
}

pub(super) fn surface_moves(changes: &[Change<'_>], under_next: bool) -> Result<BTreeSet<Moved>, Refused> {
    let mut moves = BTreeSet::new();
    for change in changes {
        let c = change.component;
        let Some(surface) = c.surfaces.iter().find(|s| Some(&s.name) == change.surface.as_ref()) else {
            continue;
        };
        let same = |x: &&Change<'_>| x.component.id == c.id && x.surface == change.surface;
        let kinds: Vec<&str> = changes.iter().filter(same).map(|x| x.kind.as_str()).collect();
        let worst = ["breaking", "addition", "fix"].into_iter().find(|kind| kinds.contains(kind));
        if worst != Some(change.kind.as_str()) {
            continue;
        }
        let (from, to) = if under_next {
            (surface.next.unwrap_or(surface.version), s4_number(surface, &change.kind)?)
        } else {
            (surface.version, s2_number(surface, &change.kind)?)
        };
        if from != to {
            let (component, name) = (c.id.clone(), surface.name.clone());
            moves.insert(Moved { component, surface: name, from, to, because: change.written.clone() });
        }
    }
    Ok(moves)
}

// S4: promoting the owner makes its surfaces' open numbers stable. The rules are silent on what else ends a
// series; a stable release at or above its core holds what the series held, so it does the same, and so does the
// release that the development builds of a dev-patch component led to.
pub(super) fn s4_stable(product: &Product, planned: &Planned) -> BTreeSet<Moved> {
    let mut moves = planned.surfaces.clone();
    for c in &product.components {
        let Some(released) = planned.releases.get(&c.id) else {
            continue;
        };
        let developed = c.scheme == Scheme::DevPatch && released.to.third.is_none();
        if !developed && !planned.closed.iter().any(|(id, _)| *id == c.id) {
            continue;
        }
        for surface in &c.surfaces {
            let Some(next) = surface.next else {
                continue;
            };
            let changed = moves.iter().find(|m| m.component == c.id && m.surface == surface.name).cloned();
            if changed.as_ref().is_some_and(|changed| changed.to >= next) {
                continue;
            }
            // the greater number is the series' own
            moves.retain(|m| Some(m) != changed.as_ref());
            if next != surface.version {
                let (component, name) = (c.id.clone(), surface.name.clone());
                let because = "promoted".to_string();
                moves.insert(Moved { component, surface: name, from: surface.version, to: next, because });
            }
        }
    }
    moves
}

// C1: a plan that releases both, the provider with its API touched, raises the floor to what is new. A surface that
// moves is a touch of the API (K2), also where it moves because a series becomes stable.
pub(super) fn c1_floors(
    product: &Product,
    planned: &Planned,
    api_touched: &dyn Fn(&str) -> bool,
) -> BTreeSet<Raised> {
    let mut floors = BTreeSet::new();
    for c in product.components.iter().filter(|c| planned.releases.contains_key(&c.id)) {
        for requires in c.requires.iter().filter(|requires| requires.raise) {
            let Some(released) = planned.releases.get(&requires.provider) else {
                continue;
            };
            let moved = |m: &&Moved| m.component == requires.provider;
            if !api_touched(&requires.provider) && !planned.surfaces.iter().any(|m| moved(&m)) {
                continue;
            }
            let to = match &requires.surface {
                None => Floor::Version(released.to.clone()),
                Some(name) => match planned.surfaces.iter().find(|m| moved(m) && m.surface == *name) {
                    Some(moved) => Floor::Surface(moved.to),
                    None => continue,
                },
            };
            let rises = match (&requires.at_least, &to) {
                (Floor::Version(from), Floor::Version(to)) => compare(from, to).is_lt(),
                (Floor::Surface(from), Floor::Surface(to)) => from < to,
                _ => false,
            };
            if rises {
                floors.insert(Raised {
                    component: c.id.clone(),
                    provider: requires.provider.clone(),
                    surface: requires.surface.clone(),
                    from: requires.at_least.clone(),
                    to,
                });
            }
        }
    }
    floors
}
