//! Random products and requests, in the plain form of the naive planner, and their way to and from the real one.
//!
//! Numbers, days and names are few, so that components meet on lines, on days and in series.

mod convert;
mod file;

use dateline::version::BuildDate;
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

#[allow(unused_imports, reason = "each test uses some of them")]
pub use convert::{day, floor, from_product, number, sorted, to_ask, to_request, v};
pub use file::to_toml;

use crate::naive::{
    Ask, Cap, Component, Floor, Follow, N, Product as Plain, Requires, Scheme, Stage as PlainStage, Surface,
    V, compare, core, line,
};

/// A product, and what is asked of it.
#[derive(Debug, Clone)]
pub struct Asked {
    pub product: Plain,
    pub(crate) ask: Ask,
    pub(crate) date: BuildDate,
}

impl Asked {
    /// Whether a `sync` is asked for, which may find its component on the target line already.
    pub fn has_sync(&self) -> bool {
        matches!(&self.ask, Ask::Changes(changes, _) if changes.iter().any(|(kind, _)| kind == "sync"))
    }
}

/// The days around which everything happens.
fn date() -> impl Strategy<Value = BuildDate> {
    let near = (0..12u32)
        .prop_map(|days| BuildDate::from_ymd(2016, 12, 26).unwrap().checked_add_days(days).unwrap());
    let last =
        (0..3u32).prop_map(|days| BuildDate::from_ymd(9999, 12, 29).unwrap().checked_add_days(days).unwrap());
    prop_oneof![20 => near, 1 => last]
}

fn line_numbers() -> impl Strategy<Value = (u32, u32)> {
    (0..3u32, 0..4u32)
}

fn version(third: impl Strategy<Value = Option<u32>> + 'static) -> BoxedStrategy<V> {
    (line_numbers(), third).prop_map(|((major, minor), third)| V { major, minor, third, next: None }).boxed()
}

/// What the third number of a version is in each scheme; now and then the greatest that there is.
fn version_of(scheme: Scheme) -> BoxedStrategy<V> {
    let most = 999_999_999_u32;
    match scheme {
        Scheme::Dated => {
            version(prop_oneof![2 => Just(None), 3 => date().prop_map(|date| Some(date.number()))])
        }
        Scheme::Counted | Scheme::Semver => {
            version(prop_oneof![60 => (0..3u32).prop_map(Some), 1 => Just(Some(most))])
        }
        Scheme::DevPatch => {
            version(prop_oneof![30 => Just(None), 30 => (1..4u32).prop_map(Some), 1 => Just(Some(most))])
        }
    }
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

fn surfaces() -> impl Strategy<Value = Vec<Surface>> {
    let line = (line_numbers(), prop::option::of((0..2u32, 0..3u32))).prop_map(|((major, minor), next)| {
        let next = next.map(|(majors, minors)| N::Line(major + majors, minor + minors));
        (N::Line(major, minor), next, false)
    });
    let counter = (1..5u32, prop::option::of(0..3u32), any::<bool>())
        .prop_map(|(count, next, each)| (N::Counter(count), next.map(|more| N::Counter(count + more)), each));
    let one = prop_oneof![line.boxed(), counter.boxed()];
    prop::collection::vec(one, 0..3).prop_map(|surfaces| {
        let named = surfaces.into_iter().enumerate();
        named
            .map(|(place, (version, next, each_change))| Surface {
                name: format!("s{place}"),
                version,
                next,
                each_change,
            })
            .collect()
    })
}

fn component() -> impl Strategy<Value = Component> {
    let scheme = prop_oneof![
        5 => Just(Scheme::Dated),
        4 => Just(Scheme::Counted),
        3 => Just(Scheme::Semver),
        2 => Just(Scheme::DevPatch),
    ];
    scheme.prop_flat_map(|scheme| {
        let of_scheme = || version_of(scheme);
        let next = (of_scheme(), 0..3u32).prop_map(|(version, id)| V { next: Some(id), ..version });
        let released = prop_oneof![6 => of_scheme().prop_map(Some), 1 => Just(None)];
        let versions = (released, prop::option::of(next), prop::collection::vec(of_scheme(), 0..3));
        let breaking = prop_oneof![Just(None), Just(Some("major")), Just(Some("minor"))];
        (versions, any::<bool>(), breaking, surfaces()).prop_map(move |parts| {
            let ((version, next, maintained), lead, breaking, mut surfaces) = parts;
            let of_line = matches!(scheme, Scheme::Dated | Scheme::Counted);
            let has_series = scheme != Scheme::DevPatch;
            let mut component = Component {
                id: String::new(),
                scheme,
                lead: of_line && lead,
                version,
                next: next.filter(|_| has_series),
                maintained: if has_series { maintained } else { Vec::new() },
                follows: Vec::new(),
                breaking: breaking.filter(|_| !of_line).map(str::to_owned),
                surfaces: Vec::new(),
                requires: Vec::new(),
            };
            keep_rules(&mut component);
            // A surface has an open number only in an open series, or in development.
            if has_series && component.next.is_none() {
                for surface in &mut surfaces {
                    surface.next = None;
                }
            }
            Component { surfaces, ..component }
        })
    })
}

/// A floor of `provider` or of one of its surfaces: what it is at, or a little less.
fn floor_of(provider: &Component, choice: Index, less: u32) -> Option<(Option<String>, Floor)> {
    let place = choice.index(provider.surfaces.len() + 1);
    if let Some(surface) = provider.surfaces.get(place) {
        let number = match surface.version {
            N::Counter(count) => N::Counter(count.saturating_sub(less)),
            N::Line(major, minor) => N::Line(major, minor.saturating_sub(less)),
        };
        return Some((Some(surface.name.clone()), Floor::Surface(number)));
    }
    let mut version = provider.version.clone()?;
    version.minor = version.minor.saturating_sub(less);
    Some((None, Floor::Version(version)))
}

/// Components that follow only earlier ones, in any order of the file; requirements go any way.
fn product() -> impl Strategy<Value = Plain> {
    let components = prop::collection::vec(component(), 1..8);
    (components, any::<bool>(), 0..3u32).prop_flat_map(|(components, same_day_next_day, maintain)| {
        let count = components.len();
        let cap = prop_oneof![3 => Just(None), 1 => Just(Some(Cap::Fix)), 1 => Just(Some(Cap::Feature))];
        let edge = (any::<Index>(), any::<Index>(), any::<bool>(), cap);
        let edges = prop::collection::vec(edge, 0..2 * count);
        let requirement = (any::<Index>(), any::<Index>(), any::<Index>(), 0..3u32, any::<bool>());
        let requirements = prop::collection::vec(requirement, 0..count);
        let order = Just((0..count).collect::<Vec<_>>()).prop_shuffle();
        let parts = (Just(components), edges, requirements, order);
        parts.prop_map(move |(mut components, edges, requirements, order)| {
            for (place, component) in components.iter_mut().enumerate() {
                component.id = format!("c{place}");
            }
            for (one, other, api, cap) in edges {
                let (one, other) = (one.index(count), other.index(count));
                let (followed, follower) = (one.min(other), one.max(other));
                let id = format!("c{followed}");
                let follows = &mut components[follower].follows;
                if followed != follower && follows.iter().all(|known| known.id != id) {
                    follows.push(Follow { id, api, cap });
                }
            }
            for (from, to, choice, less, raise) in requirements {
                let (from, to) = (from.index(count), to.index(count));
                let Some((surface, at_least)) = floor_of(&components[to], choice, less) else { continue };
                let provider = format!("c{to}");
                let requires = &mut components[from].requires;
                let is_known = |known: &Requires| known.provider == provider && known.surface == surface;
                if from != to && !requires.iter().any(is_known) {
                    requires.push(Requires { provider, surface, at_least, raise });
                }
            }
            let is_of_line =
                |component: &&mut Component| matches!(component.scheme, Scheme::Dated | Scheme::Counted);
            if !components.iter().any(|component| component.lead)
                && let Some(first) = components.iter_mut().find(is_of_line)
            {
                first.lead = true;
            }
            let components = order.into_iter().map(|place| components[place].clone()).collect();
            Plain { same_day_next_day, maintain, components }
        })
    })
}

/// A change to a component or to one of its surfaces.
fn change(product: &Plain) -> impl Strategy<Value = (String, String)> + use<> {
    let kinds = ["fix", "api-fix", "feature", "api-feature", "breaking", "sync", "dev"];
    let of_surfaces = ["fix", "addition", "breaking"];
    let components = product.components.clone();
    (any::<Index>(), any::<Index>(), any::<Index>(), any::<Index>()).prop_map(
        move |(component, kind, surface, rare)| {
            let component = &components[component.index(components.len())];
            if let Some(surface) = component.surfaces.get(surface.index(4)) {
                let kind = of_surfaces[kind.index(of_surfaces.len())];
                return (kind.to_owned(), format!("{}.{}", component.id, surface.name));
            }
            let kind = kinds[kind.index(kinds.len())];
            // Kinds that the scheme refuses are rare, so that most plans are plans.
            let kind = match (kind, component.scheme) {
                (kind, _) if rare.index(40) == 0 => kind,
                ("sync", Scheme::Semver | Scheme::DevPatch) => "fix",
                ("dev", Scheme::Dated | Scheme::Counted | Scheme::Semver) => "api-fix",
                (kind, _) => kind,
            };
            (kind.to_owned(), component.id.clone())
        },
    )
}

/// Fixes for one maintained line: mostly of the components that have a version on it.
fn fixes(product: &Plain, changes: Vec<(String, String)>, line: (u32, u32), semver: bool) -> Ask {
    let has_base = |target: &str| {
        let id = target.split('.').next().unwrap_or(target);
        let component = product.components.iter().find(|component| component.id == id);
        component.is_some_and(|component| {
            let is_semver = component.scheme == Scheme::Semver;
            let own = component.version.iter().filter(|_| !is_semver);
            is_semver == semver
                && own.chain(&component.maintained).any(|base| crate::naive::line(base) == line)
        })
    };
    let as_fix = |(kind, target): (String, String)| {
        let kind = if kind.starts_with("api") && !target.contains('.') { "api-fix" } else { "fix" };
        (kind.to_owned(), target)
    };
    let mut changes: Vec<(String, String)> = changes.into_iter().map(as_fix).collect();
    if changes.iter().any(|(_, target)| has_base(target)) && changes.len() < 6 {
        changes.retain(|(_, target)| has_base(target));
    }
    changes.sort();
    changes.dedup();
    Ask::Changes(changes, PlainStage::Line(line.0, line.1))
}

fn ask(product: &Plain) -> BoxedStrategy<Ask> {
    let ids: Vec<String> = product.components.iter().map(|component| component.id.clone()).collect();
    let stage = prop_oneof![Just(PlainStage::Stable), Just(PlainStage::Next)];
    let changes = (prop::collection::vec(change(product), 0..4), stage).prop_map(|(mut changes, stage)| {
        changes.sort();
        changes.dedup();
        Ask::Changes(changes, stage)
    });
    let semver = |component: &Component| component.scheme == Scheme::Semver;
    let mut lines: Vec<((u32, u32), bool)> = product
        .components
        .iter()
        .flat_map(|component| {
            let versions = component.version.iter().chain(&component.maintained);
            versions.map(move |version| (line(version), semver(component)))
        })
        .collect();
    lines.push(((1, 0), false));
    let (of_line, many) = (product.clone(), prop::collection::vec(change(product), 0..7));
    let fixes = (many, any::<Index>()).prop_map(move |(changes, place)| {
        let (line, semver) = lines[place.index(lines.len())];
        fixes(&of_line, changes, line, semver)
    });
    let some = |ids: Vec<String>| subsequence(ids.clone(), 0..=ids.len());
    prop_oneof![
        5 => changes,
        1 => fixes,
        1 => Just(Ask::Promote(Vec::new())),
        2 => some(ids.clone()).prop_map(Ask::Promote),
        1 => some(ids).prop_map(Ask::Drop),
    ]
    .boxed()
}

/// A random product, and a request that makes sense for it more often than not.
pub fn asked() -> impl Strategy<Value = Asked> {
    (product(), date(), any::<Index>()).prop_flat_map(|(product, date, rare)| {
        ask(&product).prop_map(move |ask| {
            let open = |id: &String| {
                let is_open = |component: &&Component| component.id == *id && component.next.is_some();
                rare.index(30) == 0 || product.components.iter().any(|component| is_open(&component))
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
