//! Rules K1, B1 and B2: who is released at which level, whose API is touched, and why.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cap, Component, Follow, Product, Refused, Scheme, collect, find, on_the_line, refuse};

/// K1: the levels, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    CatchUp,
    Development,
    Build,
    Minor,
    Major,
}

pub(super) fn level_name(level: Level) -> &'static str {
    match level {
        Level::CatchUp => "catch-up",
        Level::Development => "development",
        Level::Build => "build",
        Level::Minor => "minor",
        Level::Major => "major",
    }
}

/// One change, split: K2's surface, and K1's kind that it is or stands for.
pub(super) struct Change<'a> {
    pub(super) component: &'a Component,
    pub(super) surface: Option<String>,
    /// as written: a kind of K1, or of K2 where there is a surface
    pub(super) kind: String,
    /// `KIND:TARGET`, for reasons
    pub(super) written: String,
}

// K2: the kind that a change to a surface stands for
pub(super) fn k2_stands_for(change: &Change<'_>) -> &'static str {
    match (change.kind.as_str(), &change.surface) {
        ("fix", None) => "fix",
        ("api-fix", None) | ("fix", Some(_)) => "api-fix",
        ("feature", None) => "feature",
        ("api-feature", None) | ("addition", Some(_)) => "api-feature",
        ("breaking", _) => "breaking",
        ("sync", None) => "sync",
        ("dev", None) => "dev",
        _ => "unknown",
    }
}

pub(super) fn read_changes<'a>(
    product: &'a Product,
    asked: &[(String, String)],
) -> Result<Vec<Change<'a>>, Refused> {
    let mut refused = Refused::new();
    let mut changes = Vec::new();
    for (kind, target) in asked {
        let (id, surface) = match target.split_once('.') {
            Some((id, surface)) => (id, Some(surface.to_string())),
            None => (target.as_str(), None),
        };
        let Some(component) = collect(find(product, id), &mut refused) else {
            continue;
        };
        if let Some(name) = &surface {
            if !component.surfaces.iter().any(|s| s.name == *name) {
                refused.insert("unknown-surface");
            }
        }
        let written = format!("{kind}:{target}");
        changes.push(Change { component, surface, kind: kind.clone(), written });
    }
    if refused.is_empty() { Ok(changes) } else { Err(refused) }
}

// B6: `sync` is for line components, `dev` for dev-patch
pub(super) fn b6_kind_fits(change: &Change<'_>) -> Result<(), Refused> {
    match change.kind.as_str() {
        "sync" if !on_the_line(change.component) => refuse("kind-not-for-scheme"),
        "dev" if change.component.scheme != Scheme::DevPatch => refuse("kind-not-for-scheme"),
        _ => Ok(()),
    }
}

// K1: level, and whether it touches the API
fn k1_kind(kind: &str) -> (Level, bool) {
    match kind {
        "api-fix" => (Level::Build, true),
        "feature" => (Level::Minor, false),
        "api-feature" => (Level::Minor, true),
        "breaking" => (Level::Major, true),
        "sync" => (Level::CatchUp, false),
        "dev" => (Level::Development, false),
        _ => (Level::Build, false),
    }
}

/// What happens to one component: at which level it is released, and whether its API is touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fate {
    pub(super) level: Level,
    pub(super) api: bool,
}

pub(super) type Fates = BTreeMap<String, Fate>;
pub(super) type Reasons = BTreeMap<String, BTreeSet<String>>;

pub(super) fn say(reasons: &mut Reasons, id: &str, reason: String) {
    reasons.entry(id.to_string()).or_default().insert(reason);
}

/// Takes the highest level (B2), and the API flag where either has it.
fn join(fates: &mut Fates, id: &str, with: Fate) {
    let fate = fates.entry(id.to_string()).or_insert(with);
    fate.level = fate.level.max(with.level);
    fate.api |= with.api;
}

// B1
pub(super) fn b1_own(product: &Product, changes: &[Change<'_>]) -> (Fates, Reasons) {
    let mut fates = Fates::new();
    let mut reasons = Reasons::new();
    for change in changes {
        let c = change.component;
        let kind = k2_stands_for(change);
        let (mut level, api) = k1_kind(kind);
        let does_not_lead = on_the_line(c) && !c.lead;
        if does_not_lead && level == Level::Minor {
            level = Level::Build;
        }
        join(&mut fates, &c.id, Fate { level, api });
        say(&mut reasons, &c.id, format!("changed {}", change.written));
        if does_not_lead && kind == "breaking" {
            for lead in product.components.iter().filter(|x| x.lead) {
                join(&mut fates, &lead.id, Fate { level: Level::Major, api: false });
                say(&mut reasons, &lead.id, format!("changed {}", change.written));
            }
        }
    }
    (fates, reasons)
}

// B2 on `as`, B4 on what reaches the line from outside it
pub(super) fn b2_after_cap(followed: &Component, follow: &Follow, by: &Component, level: Level) -> Level {
    let capped = match follow.cap {
        Some(Cap::Fix) => level.min(Level::Build),
        Some(Cap::Feature) => level.min(Level::Minor),
        None => level,
    };
    if on_the_line(by) && !on_the_line(followed) { capped.min(Level::Build) } else { capped }
}

// B2: what travels along one edge, if anything does
fn b2_travels(product: &Product, fates: &Fates, by: &Component, follow: &Follow) -> Option<Fate> {
    let followed = product.components.iter().find(|c| c.id == follow.id)?;
    // `sync` and `dev` releases move no follower
    let fate = fates.get(&follow.id).filter(|fate| fate.level >= Level::Build)?;
    if follow.api && !fate.api {
        return None;
    }
    Some(Fate { level: b2_after_cap(followed, follow, by, fate.level), api: fate.api })
}

/// Where B2 leads, and who would be reached if the plan's line let them (B7).
pub(super) struct Reached {
    pub(super) fates: Fates,
    pub(super) because: Reasons,
    pub(super) not_maintained: BTreeSet<String>,
}

// B2, every component computed anew from its own changes and its edges until all stay as they are.
// `may_follow` is B7's: whether a component comes along at all.
pub(super) fn b2_followers(
    product: &Product,
    own: (Fates, Reasons),
    may_follow: &dyn Fn(&Component) -> bool,
) -> Reached {
    let (own, mut because) = own;
    let mut fates = own.clone();
    loop {
        let mut now = own.clone();
        for f in product.components.iter().filter(|f| may_follow(f)) {
            for follow in &f.follows {
                if let Some(fate) = b2_travels(product, &fates, f, follow) {
                    join(&mut now, &f.id, fate);
                }
            }
        }
        if now == fates {
            break;
        }
        fates = now;
    }
    let mut not_maintained = BTreeSet::new();
    for f in &product.components {
        for follow in &f.follows {
            if b2_travels(product, &fates, f, follow).is_none() {
                continue;
            }
            if may_follow(f) {
                let how = if follow.api { "follows-api" } else { "follows-release" };
                say(&mut because, &f.id, format!("{how} {}", follow.id));
            } else {
                not_maintained.insert(f.id.clone());
            }
        }
    }
    Reached { fates, because, not_maintained }
}
