//! The product file once a plan is applied.

use super::{Ask, Component, Planned, Product, Scheme, Stage, compare, line};

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
        if let Some(released) = planned.releases.get(&c.id) {
            let to = released.to.clone();
            match ask {
                Ask::Changes(_, Stage::Next) if c.scheme != Scheme::DevPatch => c.next = Some(to),
                Ask::Changes(_, Stage::Line(major, minor)) => {
                    let place = c.version.iter_mut().chain(&mut c.maintained);
                    for entry in place.filter(|entry| line(entry) == (*major, *minor)) {
                        *entry = to.clone();
                    }
                }
                _ => c.version = Some(to),
            }
        }
        surfaces_after(c, planned, ask);
        // C1
        for raised in planned.floors.iter().filter(|raised| raised.component == c.id) {
            for requires in &mut c.requires {
                if requires.provider == raised.provider && requires.surface == raised.surface {
                    requires.at_least = raised.to.clone();
                }
            }
        }
    }
    later
}

// S2, S4: a surface's `next` is its number in the owner's open series, or in its development
fn surfaces_after(c: &mut Component, planned: &Planned, ask: &Ask) {
    let under_next = matches!(ask, Ask::Changes(_, Stage::Next));
    let released = planned.releases.get(&c.id);
    let developed = c.scheme == Scheme::DevPatch && released.is_some_and(|r| r.to.third.is_none());
    let series_ended = planned.closed.iter().any(|(id, _)| *id == c.id) && !under_next;
    for surface in &mut c.surfaces {
        let moved = planned.surfaces.iter().find(|m| m.component == c.id && m.surface == surface.name);
        match moved {
            Some(moved) if under_next => surface.next = Some(moved.to),
            Some(moved) => surface.version = moved.to,
            None => {}
        }
        let reached =
            !under_next && moved.is_some() && surface.next.is_some_and(|next| next <= surface.version);
        if series_ended || developed || reached {
            surface.next = None;
        }
    }
}
