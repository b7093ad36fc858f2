//! Random products and requests, in the plain form of the naive planner, and their way to and from the real one.
//!
//! Numbers, days and names are few, so that components meet on lines, on days and in series.

use chrono::NaiveDate;
use dateline::plan::{Action, Change, Request, Stage};
use dateline::product::{Edge, Product, Track};
use dateline::version::{BuildDate, Line, Version};
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use crate::naive::{Ask, Component, Product as Plain, Scheme, Stage as PlainStage, V, compare, core, line};

/// A product, and what is asked of it.
#[derive(Debug, Clone)]
pub struct Asked {
    pub product: Plain,
    ask: Ask,
    date: BuildDate,
}

/// The days around which everything happens.
fn date() -> impl Strategy<Value = BuildDate> {
    let near = (0..12u32)
        .prop_map(|days| BuildDate::from_ymd(2016, 12, 26).unwrap().checked_add_days(days).unwrap());
    let last =
        (0..3u32).prop_map(|days| BuildDate::from_ymd(9999, 12, 29).unwrap().checked_add_days(days).unwrap());
    prop_oneof![20 => near, 1 => last]
}

fn numbers() -> impl Strategy<Value = (u32, u32)> {
    (0..3u32, 0..4u32)
}

fn dated_version() -> impl Strategy<Value = V> {
    let build = prop_oneof![2 => Just(None), 3 => date().prop_map(|date| Some(date.number()))];
    (numbers(), build).prop_map(|((major, minor), third)| V { major, minor, third, next: None })
}

fn semver_version() -> impl Strategy<Value = V> {
    (numbers(), 0..3u32).prop_map(|((major, minor), patch)| V {
        major,
        minor,
        third: Some(patch),
        next: None,
    })
}

fn dev_patch_version() -> impl Strategy<Value = V> {
    let patch = prop::option::of(1..4u32);
    (numbers(), patch).prop_map(|((major, minor), third)| V { major, minor, third, next: None })
}

/// What the rules of section 2 say of one component's versions: a series leads above the version, and maintained
/// versions are on older lines, one each.
fn keep_rules(component: &mut Component) {
    if let (Some(version), Some(next)) = (&component.version, &component.next)
        && compare(&core(next), version).is_le()
    {
        component.next = None;
    }
    let Some(version) = component.version.clone() else {
        component.maintained.clear();
        return;
    };
    component.maintained.retain(|entry| line(entry) < line(&version));
    component.maintained.sort_by_key(|entry| std::cmp::Reverse(line(entry)));
    component.maintained.dedup_by_key(|entry| line(entry));
}

fn versions(
    version: impl Strategy<Value = V> + Clone + 'static,
) -> impl Strategy<Value = (Option<V>, Option<V>, Vec<V>)> {
    let next = (version.clone(), 0..3u32).prop_map(|(version, id)| V { next: Some(id), ..version });
    let released = prop_oneof![6 => version.clone().prop_map(Some), 1 => Just(None)];
    (released, prop::option::of(next), prop::collection::vec(version, 0..3))
}

fn component() -> impl Strategy<Value = Component> {
    let dated = (versions(dated_version().boxed()), any::<bool>()).prop_map(|(versions, lead)| {
        let (version, next, maintained) = versions;
        (Scheme::Dated, lead, version, next, maintained, None)
    });
    let breaking = prop_oneof![Just(None), Just(Some("major".to_owned())), Just(Some("minor".to_owned()))];
    let semver = (versions(semver_version().boxed()), breaking).prop_map(|(versions, breaking)| {
        let (version, next, maintained) = versions;
        (Scheme::Semver, false, version, next, maintained, breaking)
    });
    let dev = prop::option::of(dev_patch_version())
        .prop_map(|version| (Scheme::DevPatch, false, version, None, Vec::new(), None));
    let kept = |(scheme, lead, version, next, maintained, breaking)| {
        let mut component = Component {
            id: String::new(),
            scheme,
            lead,
            version,
            next,
            maintained,
            follows: Vec::new(),
            breaking,
        };
        keep_rules(&mut component);
        component
    };
    prop_oneof![6 => dated.boxed(), 2 => semver.boxed(), 1 => dev.boxed()].prop_map(kept)
}

/// Components that follow only earlier ones, in any order of the file.
fn product() -> impl Strategy<Value = Plain> {
    let components = prop::collection::vec(component(), 1..8);
    (components, any::<bool>(), 0..3u32).prop_flat_map(|(components, same_day_next_day, maintain)| {
        let count = components.len();
        let edges = prop::collection::vec((any::<Index>(), any::<Index>(), any::<bool>()), 0..2 * count);
        let order = Just((0..count).collect::<Vec<_>>()).prop_shuffle();
        (Just(components), edges, order).prop_map(move |(mut components, edges, order)| {
            for (place, component) in components.iter_mut().enumerate() {
                component.id = format!("c{place}");
            }
            for (one, other, api) in edges {
                let (one, other) = (one.index(count), other.index(count));
                let (followed, follower) = (one.min(other), one.max(other));
                let id = format!("c{followed}");
                let follows = &mut components[follower].follows;
                if followed != follower && follows.iter().all(|(known, _)| *known != id) {
                    follows.push((id, api));
                }
            }
            let is_dated = |component: &&mut Component| component.scheme == Scheme::Dated;
            if !components.iter().any(|component| component.lead)
                && let Some(first) = components.iter_mut().find(is_dated)
            {
                first.lead = true;
            }
            let components = order.into_iter().map(|place| components[place].clone()).collect();
            Plain { same_day_next_day, maintain, components }
        })
    })
}

fn ask(product: &Plain) -> BoxedStrategy<Ask> {
    let ids: Vec<String> = product.components.iter().map(|component| component.id.clone()).collect();
    let kinds = ["fix", "api-fix", "feature", "api-feature", "breaking", "sync", "dev"];
    let fitting = product.components.clone();
    let change = (any::<Index>(), any::<Index>()).prop_map(move |(component, kind)| {
        let component = &fitting[component.index(fitting.len())];
        let kind = kinds[kind.index(kinds.len())];
        // Kinds that the scheme refuses are rare, so that most plans are plans.
        let kind = match (kind, component.scheme) {
            ("sync", Scheme::Semver | Scheme::DevPatch) => "fix",
            ("dev", Scheme::Dated | Scheme::Semver) => "api-fix",
            (kind, _) => kind,
        };
        (kind.to_owned(), component.id.clone())
    });
    let lines: Vec<PlainStage> = product
        .components
        .iter()
        .flat_map(|component| component.version.iter().chain(&component.maintained))
        .map(|version| PlainStage::Line(version.major, version.minor))
        .chain([PlainStage::Line(1, 0)])
        .collect();
    let stage = prop_oneof![
        4 => Just(PlainStage::Stable),
        4 => Just(PlainStage::Next),
        1 => any::<Index>().prop_map(move |place| lines[place.index(lines.len())].clone()),
    ];
    let changes = (prop::collection::vec(change, 0..4), stage).prop_map(|(mut changes, stage)| {
        changes.sort();
        changes.dedup();
        if let PlainStage::Line(..) = stage {
            for (kind, _) in &mut changes {
                let fix = if kind.starts_with("api") { "api-fix" } else { "fix" };
                fix.clone_into(kind);
            }
            changes.dedup();
        }
        Ask::Changes(changes, stage)
    });
    let some = |ids: Vec<String>| subsequence(ids.clone(), 0..=ids.len());
    prop_oneof![
        5 => changes,
        1 => Just(Ask::Promote(Vec::new())),
        2 => some(ids.clone()).prop_map(Ask::Promote),
        1 => some(ids).prop_map(Ask::Drop),
    ]
    .boxed()
}

/// A random product, and a request that makes sense for it more often than not.
pub fn asked() -> impl Strategy<Value = Asked> {
    (product(), date()).prop_flat_map(|(product, date)| {
        ask(&product).prop_map(move |ask| {
            let open = |id: &String| {
                product.components.iter().any(|component| component.id == *id && component.next.is_some())
            };
            let ask = match ask {
                Ask::Promote(mut ids) => {
                    ids.retain(open);
                    Ask::Promote(ids)
                }
                Ask::Drop(mut ids) => {
                    ids.retain(open);
                    if ids.is_empty() { Ask::Promote(ids) } else { Ask::Drop(ids) }
                }
                changes @ Ask::Changes(..) => changes,
            };
            Asked { product: product.clone(), ask, date }
        })
    })
}

pub fn to_request(asked: &Asked) -> Request {
    match &asked.ask {
        Ask::Changes(changes, stage) => {
            let changes = changes.iter().map(|(kind, id)| format!("{kind}:{id}").parse::<Change>().unwrap());
            let stage = match stage {
                PlainStage::Stable => Stage::Stable,
                PlainStage::Next => Stage::Next,
                PlainStage::Line(major, minor) => Stage::Maintained(Line::new(*major, *minor).unwrap()),
            };
            Request::release(changes, stage, asked.date)
        }
        Ask::Promote(ids) => Request::promote(ids.iter().map(|id| id.parse().unwrap()), asked.date),
        Ask::Drop(ids) => Request::drop(ids.iter().map(|id| id.parse().unwrap()), asked.date),
    }
}

pub fn to_ask(request: &Request) -> Ask {
    match &request.action {
        Action::Release { changes, stage } => {
            let changes = changes.iter();
            let changes = changes
                .map(|change| (change.kind().name().to_owned(), change.component().to_string()))
                .collect();
            Ask::Changes(
                changes,
                match stage {
                    Stage::Stable => PlainStage::Stable,
                    Stage::Next => PlainStage::Next,
                    Stage::Maintained(line) => PlainStage::Line(line.major(), line.minor()),
                },
            )
        }
        Action::Promote { components } => Ask::Promote(components.iter().map(ToString::to_string).collect()),
        Action::Drop { components } => Ask::Drop(components.iter().map(ToString::to_string).collect()),
    }
}

pub fn day(date: BuildDate) -> NaiveDate {
    date.into()
}

pub fn v(version: Version) -> V {
    let third = match version {
        Version::Dated(version) => version.build().map(BuildDate::number),
        Version::Semver(version) => Some(version.patch()),
        Version::DevPatch(version) => version.patch(),
    };
    let (major, minor) = (version.line().major(), version.line().minor());
    V { major, minor, third, next: version.next().map(dateline::version::NextId::get) }
}

fn written(version: &V) -> String {
    let third = version.third.map_or_else(String::new, |third| format!(".{third}"));
    let next = version.next.map_or_else(String::new, |next| format!("-next.{next}"));
    format!("{}.{}{third}{next}", version.major, version.minor)
}

/// The product file of a plain product.
pub fn to_toml(product: &Plain) -> String {
    let same_day = if product.same_day_next_day { "next-day" } else { "refuse" };
    let mut text =
        format!("[product]\nname = \"random\"\nsame-day = \"{same_day}\"\nmaintain = {}\n", product.maintain);
    for component in &product.components {
        let scheme = match component.scheme {
            Scheme::Dated => "dated",
            Scheme::Semver => "semver",
            Scheme::DevPatch => "dev-patch",
        };
        text += &format!("[components.{}]\nscheme = \"{scheme}\"\n", component.id);
        if component.lead {
            text += "lead = true\n";
        }
        for (key, version) in [("version", &component.version), ("next", &component.next)] {
            text += &version
                .as_ref()
                .map_or_else(String::new, |version| format!("{key} = \"{}\"\n", written(version)));
        }
        if !component.maintained.is_empty() {
            let entries: Vec<String> = component.maintained.iter().map(written).collect();
            text += &format!("maintained = {entries:?}\n");
        }
        if let Some(breaking) = &component.breaking {
            text += &format!("breaking = \"{breaking}\"\n");
        }
        for (id, api) in &component.follows {
            text += &format!("follows.{id} = \"{}\"\n", if *api { "api" } else { "release" });
        }
    }
    text
}

/// The plain form of a product; what a plan never changes is taken from `origin`.
pub fn from_product(product: &Product, origin: &Plain) -> Plain {
    let components = product.components().iter().zip(&origin.components).map(|(component, origin)| {
        assert_eq!(component.id().as_str(), origin.id);
        let follows: Vec<(String, bool)> = component
            .follows()
            .iter()
            .map(|follow| (follow.component.to_string(), follow.edge == Edge::Api))
            .collect();
        assert_eq!(follows, origin.follows);
        let next = match component.track() {
            Track::Dated(track) => track.next.map(Version::Dated),
            Track::Semver(track) => track.next.map(Version::Semver),
            Track::DevPatch(_) => None,
        };
        Component {
            version: component.version().map(v),
            next: next.map(v),
            maintained: component.maintained().into_iter().map(v).collect(),
            ..origin.clone()
        }
    });
    Plain { components: components.collect(), ..origin.clone() }
}

/// A plain product whose lists of maintained versions are in one order.
pub fn sorted(mut product: Plain) -> Plain {
    for component in &mut product.components {
        component.maintained.sort_by(|left, right| compare(right, left));
    }
    product
}
