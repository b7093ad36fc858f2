//! Laws of contracts (Rules S2, S4 and C1 to C4), each checked on random systems against plain arithmetic that knows
//! nothing of the library.

use std::collections::BTreeSet;

use dateline::contract::{Deployment, Pair, RolloutRefusal, Step, compat, removable_from, rollout};
use dateline::plan::{Request, Stage, plan};
use dateline::product::{Component, Product};
use dateline::version::{BuildDate, Line, Number};
use proptest::prelude::*;
use proptest::sample::Index;

/// A component with numbers before and after an upgrade. Versions are 0.N.0; the surface is a counter.
#[derive(Debug, Clone)]
struct Part {
    /// `None` where it is not deployed before.
    from: Option<u32>,
    to: u32,
    surface: (u32, u32),
    accepts: u32,
    requires: Vec<Need>,
}

/// What a component requires of another one, with its floor before and after.
#[derive(Debug, Clone)]
struct Need {
    provider: usize,
    of_surface: bool,
    floor: (u32, u32),
    how: &'static str,
}

impl Part {
    fn is_upgraded(&self) -> bool {
        self.from != Some(self.to)
    }
}

fn part() -> impl Strategy<Value = Part> {
    let from = prop_oneof![9 => (1..4_u32).prop_map(Some), 1 => Just(None)];
    let accepts = prop_oneof![3 => Just(0), 1 => 1..3_u32];
    (from, 0..3_u32, 1..4_u32, 0..3_u32, accepts).prop_map(|(from, up, surface, surface_up, accepts)| {
        let to = from.unwrap_or(1) + up;
        let surface_up = if from == Some(to) { 0 } else { surface_up };
        Part { from, to, surface: (surface, surface + surface_up), accepts, requires: Vec::new() }
    })
}

/// Up to 8 components that require each other at random, in circles too. Most floors can be met at the end.
fn system() -> impl Strategy<Value = Vec<Part>> {
    let need = (
        any::<(Index, Index)>(),
        any::<bool>(),
        0..5_u32,
        any::<Index>(),
        prop::bool::weighted(0.03),
        prop::sample::select(vec!["fail", "fail", "wait", "replace"]),
    );
    let parts = prop::collection::vec(part(), 1..=8);
    (parts, prop::collection::vec(need, 0..14)).prop_map(|(mut parts, needs)| {
        for ((consumer, provider), of_surface, old, new, too_high, how) in needs {
            let (consumer, provider) = (consumer.index(parts.len()), provider.index(parts.len()));
            let known = |need: &Need| need.provider == provider && need.of_surface == of_surface;
            if consumer == provider || parts[consumer].requires.iter().any(known) {
                continue;
            }
            let most = if of_surface { parts[provider].surface.1 } else { parts[provider].to };
            let new = if too_high { most + 3 } else { u32::try_from(new.index(most as usize + 1)).unwrap() };
            let floor = (if parts[consumer].is_upgraded() { old } else { new }, new);
            parts[consumer].requires.push(Need { provider, of_surface, floor, how });
        }
        parts
    })
}

/// The product file before or after the upgrade.
fn product(parts: &[Part], after: bool) -> Product {
    let pick = |pair: (u32, u32)| if after { pair.1 } else { pair.0 };
    let mut text = "[product]\nname = \"random\"\n".to_owned();
    for (place, part) in parts.iter().enumerate() {
        text += &format!("[components.c{place}]\nscheme = \"semver\"\n");
        if let Some(version) = if after { Some(part.to) } else { part.from } {
            text += &format!("version = \"0.{version}.0\"\n");
        }
        let (number, accepts) = (pick(part.surface), part.accepts);
        text += &format!("surfaces.s = {{ version = {number}, accepts-previous = {accepts} }}\n");
        for need in &part.requires {
            let floor = pick(need.floor);
            let (what, floor) = if need.of_surface {
                (format!("\"c{}.s\"", need.provider), floor.to_string())
            } else {
                (format!("c{}", need.provider), format!("\"0.{floor}.0\""))
            };
            text += &format!("requires.{what} = {{ at-least = {floor}, on-mismatch = \"{}\" }}\n", need.how);
        }
    }
    Product::from_toml(&text).unwrap()
}

/// Whether a requirement holds where the components in `done` are upgraded and the others are not.
fn holds(parts: &[Part], consumer: usize, need: &Need, done: &BTreeSet<usize>) -> bool {
    let is_done = |place: usize| done.contains(&place);
    let is_deployed = |place: usize| is_done(place) || parts[place].from.is_some();
    if !is_deployed(consumer) {
        return true;
    }
    let floor = if is_done(consumer) { need.floor.1 } else { need.floor.0 };
    let provider = &parts[need.provider];
    let (number, accepts) = match (need.of_surface, is_done(need.provider)) {
        (false, false) => (provider.from.unwrap_or(0), 0),
        (false, true) => (provider.to, 0),
        (true, false) => (provider.surface.0, provider.accepts),
        (true, true) => (provider.surface.1, provider.accepts),
    };
    is_deployed(need.provider) && number + accepts >= floor
}

fn upgraded(parts: &[Part]) -> BTreeSet<usize> {
    (0..parts.len()).filter(|place| parts[*place].is_upgraded()).collect()
}

/// The place of a component of [`system`]: `c3` is at 3.
fn place(id: &str) -> usize {
    id[1..].parse().unwrap()
}

fn places(step: &Step) -> Vec<usize> {
    step.components.iter().map(|id| place(id.as_str())).collect()
}

/// Every state on the way: all steps before one, and some of it; all of it or nothing where it goes together.
fn states(steps: &[Step]) -> Vec<BTreeSet<usize>> {
    let mut done = BTreeSet::new();
    let mut states = vec![done.clone()];
    for step in steps {
        let places = places(step);
        let some = |mask: &u32| step.together || *mask > 0;
        for mask in (0..1_u32 << places.len()).filter(some) {
            let taken = places.iter().enumerate().filter(|(bit, _)| step.together || mask >> bit & 1 == 1);
            states.push(done.iter().copied().chain(taken.map(|(_, place)| *place)).collect());
        }
        done.extend(places);
    }
    states
}

/// Whether `later` must come after `first` by Rule C3, and can see a mismatch at all.
fn goes_before(parts: &[Part], first: usize, later: usize) -> bool {
    let orders = |consumer: usize, provider: usize, checker_first: bool| {
        parts[consumer].requires.iter().any(|need| {
            let provided = &parts[provider];
            let before = provided.from.map_or(0, |_| provided.surface.0 + provided.accepts);
            let accepted =
                need.of_surface && provided.accepts > 0 && provided.from.is_some() && before >= need.floor.1;
            need.provider == provider && (need.how != "fail") == checker_first && !accepted
        })
    };
    orders(later, first, false) || orders(first, later, true)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_rollout_breaks_no_requirement_that_fails_at_any_step(parts in system()) {
        let (old, new) = (product(&parts, false), product(&parts, true));
        let rollout = rollout(&Deployment::of(&old), &Deployment::of(&new));
        let all = upgraded(&parts);
        let touched = |place: usize, need: &Need| all.contains(&place) || all.contains(&need.provider);
        let every = || parts.iter().enumerate().flat_map(|(place, part)| {
            part.requires.iter().map(move |need| (place, need))
        });
        let sound = every().all(|(place, need)| !touched(place, need) || holds(&parts, place, need, &all));
        let steps = match rollout {
            Ok(rollout) => rollout.steps,
            Err(RolloutRefusal::Broken(broken)) => {
                prop_assert!(!sound && !broken.is_empty());
                return Ok(());
            }
            Err(other) => panic!("{other}"),
        };
        prop_assert!(sound, "an end that breaks something is refused");
        for state in states(&steps) {
            for (place, need) in every().filter(|(_, need)| need.how == "fail") {
                let held = !touched(place, need) || holds(&parts, place, need, &BTreeSet::new());
                if touched(place, need) && (held || state.contains(&place)) {
                    prop_assert!(holds(&parts, place, need, &state), "{state:?} breaks {need:?} of c{place}");
                }
            }
        }
    }

    #[test]
    fn a_rollout_upgrades_each_once_and_keeps_every_order(parts in system()) {
        let (old, new) = (product(&parts, false), product(&parts, true));
        let Ok(rollout) = rollout(&Deployment::of(&old), &Deployment::of(&new)) else { return Ok(()) };
        let order: Vec<usize> = rollout.steps.iter().flat_map(places).collect();
        prop_assert_eq!(order.len(), upgraded(&parts).len());
        prop_assert_eq!(order.iter().copied().collect::<BTreeSet<_>>(), upgraded(&parts));
        for (number, step) in rollout.steps.iter().enumerate() {
            prop_assert_eq!(step.together, step.circle.len() > 2);
            for pair in step.circle.windows(2) {
                prop_assert!(goes_before(&parts, place(pair[0].as_str()), place(pair[1].as_str())));
            }
            for first in places(step) {
                for (other, later) in rollout.steps.iter().enumerate() {
                    for later in places(later).into_iter().filter(|later| goes_before(&parts, first, *later)) {
                        prop_assert!(number < other || (number == other && step.together), "c{first}, c{later}");
                        let explained = step.because.iter().any(|because| {
                            place(because.component.as_str()) == first && place(because.before.as_str()) == later
                        });
                        prop_assert!(explained, "c{first} before c{later} has a reason");
                    }
                }
            }
        }
    }

    #[test]
    fn compat_agrees_with_a_brute_force_check(parts in system(), after in any::<bool>()) {
        let product = product(&parts, after);
        let done = if after { (0..parts.len()).collect() } else { BTreeSet::new() };
        let judged: Vec<(usize, bool)> = compat(&Deployment::of(&product))
            .iter()
            .map(|pair| (place(pair.component.as_str()), pair.holds()))
            .collect();
        let mut expected = Vec::new();
        for (place, part) in parts.iter().enumerate().filter(|(_, part)| after || part.from.is_some()) {
            expected.extend(part.requires.iter().map(|need| (place, holds(&parts, place, need, &done))));
        }
        prop_assert_eq!(judged, expected);
    }

    #[test]
    fn a_prerelease_holds_only_above_the_minimum(
        floor in (0..3_u32, 0..3_u32),
        found in (0..3_u32, 0..3_u32),
        next in prop::option::of(0..12_u32),
    ) {
        let text = format!(
            "product.name = \"p\"\n[components]\na = {{ scheme = \"semver\", version = \"9.0.0\" }}\n\
             b = {{ scheme = \"semver\", version = \"1.0.0\", requires.a = \"0.{}.{}\" }}\n",
            floor.0, floor.1
        );
        let product = Product::from_toml(&text).unwrap();
        let next_text = next.map_or_else(String::new, |id| format!("-next.{id}"));
        let deployed = Deployment::named(&product, [format!("a=0.{}.{}{next_text}", found.0, found.1)]).unwrap();
        let expected = found > floor || (found == floor && next.is_none());
        prop_assert_eq!(compat(&deployed)[0].holds(), expected);
    }
}

/// A line whose components have surfaces of every form and floors on each other, all raised by plans.
fn contracts(numbers: &[u32]) -> Product {
    let n = |place: usize| numbers[place];
    Product::from_toml(&format!(
        r#"
        product.name = "random"
        [components.core]
        lead = true
        version = "1.{}"
        surfaces.sdk = {{ version = "1.{}" }}
        surfaces.schema = {{ version = {}, each = "change" }}
        [components.app]
        version = "1.0"
        follows = {{ core = "api", engine = "release" }}
        requires."core.sdk" = {{ at-least = "1.{}", raise = "api" }}
        requires.core = {{ at-least = "1.0", raise = "api" }}
        requires."engine.wire" = {{ at-least = {}, raise = "api" }}
        [components.engine]
        scheme = "semver"
        version = "0.{}.0"
        surfaces.wire = {{ version = {}, accepts-previous = 1 }}
        [components.client]
        scheme = "dev-patch"
        version = "2.{}"
        follows = {{ engine = "api" }}
        requires.engine = {{ at-least = "0.{}.0", raise = "api" }}
        requires."core.schema" = {{ at-least = {}, raise = "never" }}
        "#,
        n(0),
        n(1),
        n(2),
        n(3),
        n(4),
        n(5),
        n(6),
        n(7),
        n(8),
        n(9)
    ))
    .unwrap()
}

const CHANGES: [&str; 14] = [
    "fix:core.sdk",
    "addition:core.sdk",
    "breaking:core.sdk",
    "addition:core.schema",
    "breaking:core.schema",
    "fix:app",
    "api-feature:app",
    "fix:engine.wire",
    "addition:engine.wire",
    "breaking:engine.wire",
    "feature:engine",
    "fix:client",
    "dev:client",
    "api-fix:core",
];

fn floors_of(product: &Product) -> Vec<Number> {
    let components = product.components().iter();
    components.flat_map(Component::requires).map(|requirement| requirement.at_least).collect()
}

fn surfaces_of(product: &Product) -> Vec<Number> {
    let components = product.components().iter();
    components.flat_map(Component::surfaces).map(|surface| surface.version.into()).collect()
}

/// The numbers of surfaces in open series.
fn open_of(product: &Product) -> Vec<Option<Number>> {
    let components = product.components().iter();
    components.flat_map(Component::surfaces).map(|surface| surface.next.map(Into::into)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn floors_never_fall_surfaces_never_go_back_and_no_plan_breaks_what_held(
        numbers in prop::collection::vec(0..4_u32, 10),
        requests in prop::collection::vec(
            (prop::collection::vec(prop::sample::select(&CHANGES[..]), 0..4), 0..4_u32),
            1..8,
        ),
    ) {
        let mut product = contracts(&numbers);
        let mut date = BuildDate::from_ymd(2026, 1, 1).unwrap();
        for (changes, kind) in requests {
            date = date.checked_add_days(1).unwrap();
            let changes = changes.iter().map(|change| change.parse().unwrap());
            let request = match kind {
                0 => Request::promote([], date),
                1 => Request::release(changes, Stage::Next, date),
                _ => Request::release(changes, Stage::Stable, date),
            };
            let Ok(plan) = plan(&product, &request) else { continue };
            let after = plan.applied_to(&product);
            for (before, after) in floors_of(&product).into_iter().zip(floors_of(&after)) {
                prop_assert!(before <= after, "a floor falls from {before} to {after}");
            }
            for (before, after) in surfaces_of(&product).into_iter().zip(surfaces_of(&after)) {
                prop_assert!(before <= after, "a surface goes back from {before} to {after}");
            }
            for (before, after) in open_of(&product).into_iter().zip(open_of(&after)) {
                if let (Some(before), Some(after)) = (before, after) {
                    prop_assert!(before <= after, "an open number goes back from {before} to {after}");
                }
            }
            let held = |product: &Product| -> Vec<bool> {
                compat(&Deployment::of(product)).iter().map(Pair::holds).collect()
            };
            for (before, after) in held(&product).into_iter().zip(held(&after)) {
                prop_assert!(!before || after, "a plan breaks a requirement that held");
            }
            // What a plan leads to can be rolled out, unless it was broken before.
            if held(&product).into_iter().all(|held| held) {
                let (from, to) = (Deployment::before(&plan, &product), Deployment::after(&plan, &after));
                prop_assert!(rollout(&from, &to).is_ok());
            }
            product = after;
        }
    }

    #[test]
    fn the_line_of_a_removal_agrees_with_counting_the_lines_one_by_one(
        since in (0..3_u32, 0..4_u32),
        window in 0..7_u32,
        known in prop::collection::vec((0..4_u32, 0..5_u32), 0..5),
    ) {
        let line = |(major, minor): (u32, u32)| Line::new(major, minor).unwrap();
        // Every line below a known one of its major was released as well.
        let mut released: BTreeSet<(u32, u32)> = BTreeSet::from([since]);
        for (major, minor) in &known {
            released.extend((0..=*minor).map(|minor| (*major, minor)));
        }
        let later: Vec<(u32, u32)> = released.iter().copied().filter(|line| *line > since).collect();
        let expected = later.get(window as usize).copied().unwrap_or_else(|| {
            let (major, minor) = later.last().copied().unwrap_or(since);
            (major, minor + window - u32::try_from(later.len()).unwrap() + 1)
        });
        let lines = known.iter().copied().map(line);
        prop_assert_eq!(removable_from(line(since), window, lines), line(expected));
        if known.iter().all(|(major, _)| *major <= since.0) {
            prop_assert_eq!(expected, (since.0, since.1 + window + 1), "within one major");
        }
    }
}
