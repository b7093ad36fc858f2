//! The laws of plans (sections 3 to 5 of the rules), each a property named after what it says, and agreement with a
//! second planner that was written from the rules alone.

#[allow(unreachable_pub, clippy::all, clippy::pedantic, reason = "plain on purpose")]
mod naive;
#[allow(unreachable_pub, reason = "a module of a test")]
mod random;

use std::collections::{BTreeMap, BTreeSet};

use dateline::plan::{
    Change, FloorRaise, Kind, Level, Plan, Reason, Refusal, Release, Request, RequestAction, Stage, Stay,
    SurfaceMove, Warning, plan,
};
use dateline::product::{ComponentId, Product};
use dateline::version::{BuildDate, Line, Scheme, Version};
use dateline::words::Explain as _;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use random::{Asked, asked, day, to_request};

/// The plan of a random request, where no rule refuses it.
fn planned(asked: &Asked) -> Result<(Product, Plan), TestCaseError> {
    let (product, request) = load(asked);
    match plan(&product, &request) {
        Ok(plan) => Ok((product, plan)),
        Err(_) => Err(TestCaseError::reject("refused")),
    }
}

fn load(asked: &Asked) -> (Product, Request) {
    let text = random::to_toml(&asked.product);
    let product = Product::from_toml(&text).unwrap_or_else(|error| panic!("{:?}\n{text}", error.errors));
    (product, to_request(asked))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1500),
        max_global_rejects: 100_000,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_version_goes_back(asked in asked()) {
        let (product, plan) = planned(&asked)?;
        for release in &plan.releases {
            let component = product.component(&release.component).unwrap();
            let on_older_line = matches!(plan.request.stage(), Stage::Maintained(_));
            let stable = if on_older_line { release.from } else { component.version() };
            prop_assert!(stable.is_none_or(|stable| stable < release.to), "{:?}", release);
            if !release.to.is_stable() {
                prop_assert!(component.next().is_none_or(|next| next < release.to), "{:?}", release);
            }
        }
        prop_assert!(plan.line.from <= plan.line.to);
    }

    #[test]
    fn a_plan_reads_back_as_it_was_written(asked in asked()) {
        let (_, plan) = planned(&asked)?;
        let text = serde_json::to_string(&plan).unwrap();
        let read: Plan = serde_json::from_str(&text).map_err(|error| TestCaseError::fail(format!("{error}: {text}")))?;
        prop_assert_eq!(read, plan, "{}", text);
    }

    #[test]
    fn the_order_of_changes_is_irrelevant(asked in asked(), seed in any::<u64>()) {
        let (product, request) = load(&asked);
        if let RequestAction::Release { changes, stage } = &request.action {
            let mut shuffled: Vec<Change> = changes.iter().cloned().collect();
            let middle = usize::try_from(seed % 7).unwrap() % shuffled.len().max(1);
            shuffled.rotate_left(middle);
            shuffled.extend(changes.iter().cloned());
            shuffled.reverse();
            let again = Request::release(shuffled, *stage, request.date);
            prop_assert_eq!(plan(&product, &again), plan(&product, &request));
        }
    }

    #[test]
    fn released_line_components_share_the_target_line(asked in asked()) {
        let (_, plan) = planned(&asked)?;
        if matches!(plan.request.action, RequestAction::Promote { .. }) {
            return Ok(());
        }
        for release in plan.releases.iter().filter(|release| release.scheme.shares_line()) {
            prop_assert_eq!(release.to.line(), plan.line.target, "{:?}", release);
        }
    }

    #[test]
    fn a_counted_build_is_the_next_of_its_line_or_the_first(asked in asked()) {
        let (product, plan) = planned(&asked)?;
        let goes_on = |release: &Release| {
            let next = product.component(&release.component).unwrap().next();
            next.is_some_and(|next| next.core() == release.to.core())
        };
        let counted = plan.releases.iter().filter(|release| release.scheme == Scheme::Counted);
        for release in counted.filter(|release| !goes_on(release)) {
            let component = product.component(&release.component).unwrap();
            let mut stable = component.maintained().into_iter().chain(component.version());
            let before = stable.find(|stable| stable.line() == release.to.line()).and_then(Version::patch);
            let next = before.map_or(0, |patch| patch + 1);
            prop_assert_eq!(release.to.patch(), Some(next), "{:?}", release);
            prop_assert!(release.level == Level::Build || next == 0, "{:?}", release);
        }
    }

    #[test]
    fn a_cap_changes_how_far_a_follower_moves_and_never_whether_it_is_released(asked in asked()) {
        let (_, plan) = planned(&asked)?;
        let mut uncapped = asked.clone();
        for component in &mut uncapped.product.components {
            component.follows.iter_mut().for_each(|follow| follow.cap = None);
        }
        let Ok((_, without)) = planned(&uncapped) else { return Ok(()) };
        if matches!(plan.request.action, RequestAction::Promote { .. }) {
            return Ok(());
        }
        let level = |plan: &Plan| -> BTreeMap<ComponentId, Level> {
            plan.releases.iter().map(|release| (release.component.clone(), release.level)).collect()
        };
        let (capped, full) = (level(&plan), level(&without));
        let syncs = asked.has_sync();
        prop_assert!(syncs || capped.keys().eq(full.keys()), "{:?} {:?}", capped, full);
        for (component, level) in &capped {
            prop_assert!(full.get(component).is_none_or(|most| level <= most), "{}", component);
        }
    }

    #[test]
    fn all_builds_that_a_plan_dates_are_of_one_day(asked in asked()) {
        let (product, plan) = planned(&asked)?;
        let goes_on = |release: &Release| {
            let next = product.component(&release.component).unwrap().next();
            next.is_some_and(|next| next.core() == release.to.core())
        };
        for release in plan.releases.iter().filter(|release| !goes_on(release)) {
            prop_assert!(release.to.build().is_none_or(|build| build == plan.date), "{:?}", release);
        }
        prop_assert!((0..=7).contains(&plan.date.days_since(plan.request.date)));
    }

    #[test]
    fn every_reason_chain_ends_at_a_change_or_a_promotion(asked in asked()) {
        let (_, plan) = planned(&asked)?;
        let asked: BTreeSet<&Change> = plan.changes.iter().collect();
        for release in &plan.releases {
            let chain = plan.chain(&release.component);
            prop_assert!(!release.because.is_empty());
            let ends = chain.iter().flat_map(|release| &release.because).any(|reason| match reason {
                Reason::Changed(change) => asked.contains(&**change),
                Reason::Promoted => true,
                _ => false,
            });
            prop_assert!(ends, "{:?}", chain);
            for followed in chain.iter().flat_map(|release| &release.because).filter_map(Reason::follows) {
                prop_assert!(plan.release(followed).is_some(), "{} is released", followed);
            }
        }
    }

    #[test]
    fn every_component_is_released_or_stays_and_is_listed_once_in_its_order(asked in asked()) {
        let (product, plan) = planned(&asked)?;
        let position = |id: &ComponentId| product.position(id).unwrap();
        let released: Vec<usize> = plan.releases.iter().map(|release| position(&release.component)).collect();
        let unchanged: Vec<usize> = plan.unchanged.iter().map(|stays| position(&stays.component)).collect();
        prop_assert!(released.is_sorted() && unchanged.is_sorted());
        let mut all = [released, unchanged].concat();
        all.sort_unstable();
        prop_assert_eq!(all, (0..product.components().len()).collect::<Vec<_>>());
    }

    #[test]
    fn unreached_components_stay_as_they_are(asked in asked()) {
        let (product, plan) = planned(&asked)?;
        let after = plan.applied_to(&product);
        for stays in &plan.unchanged {
            let (before, after) = (product.component(&stays.component), after.component(&stays.component));
            prop_assert_eq!(before.unwrap().version(), after.unwrap().version());
            prop_assert_eq!(stays.version, before.unwrap().version());
            let dropped = plan.closed.iter().any(|closed| closed.component == stays.component);
            prop_assert_eq!(dropped, before.unwrap().next() != after.unwrap().next());
        }
    }

    #[test]
    fn a_plan_applied_leaves_a_product_that_keeps_every_rule(asked in asked()) {
        let (product, plan) = planned(&asked)?;
        let after = plan.applied_to(&product);
        let text = random::to_toml(&random::from_product(&after, &asked.product));
        prop_assert!(Product::from_toml(&text).is_ok(), "{}", text);
        prop_assert_eq!(after.current_line().unwrap_or(Line::ZERO), plan.line.to);
        for component in after.components() {
            let behind = plan.release(component.id()).map(|release| release.behind).or_else(|| {
                plan.unchanged.iter().find(|stays| stays.component == *component.id()).map(|stays| stays.behind)
            });
            prop_assert_eq!(behind, Some(after.is_behind(component)), "{}", component.id());
        }
    }

    #[test]
    fn catching_up_again_after_a_plan_changes_nothing(asked in asked()) {
        let (product, plan) = planned(&asked)?;
        let after = plan.applied_to(&product);
        let released = plan.releases.iter().filter(|release| release.to.is_stable() && !release.behind);
        let syncs: Vec<Change> = released
            .filter(|release| release.scheme.shares_line())
            .map(|release| Change::new(Kind::Sync, release.component.clone()))
            .collect();
        if after.current_line().is_some() && matches!(plan.request.stage(), Stage::Stable) {
            let again = dateline::plan::plan(&after, &Request::release(syncs, Stage::Stable, plan.date)).unwrap();
            prop_assert!(again.is_empty(), "{:?}", again.releases);
            prop_assert_eq!(again.applied_to(&after), after);
        }
    }

    #[test]
    fn prereleases_move_no_line_and_no_stable_version(asked in asked()) {
        let (product, plan) = planned(&asked)?;
        if plan.request.stage() == Stage::Next {
            prop_assert_eq!(plan.line.from, plan.line.to);
            for component in plan.applied_to(&product).components().iter().filter(|component| component.shares_line()) {
                prop_assert_eq!(component.version(), product.component(component.id()).unwrap().version());
            }
        }
    }

    #[test]
    fn promotion_is_strictly_greater_than_what_it_promotes(asked in asked()) {
        let (_, plan) = planned(&asked)?;
        for release in plan.releases.iter().filter(|release| release.because.contains(&Reason::Promoted)) {
            prop_assert!(release.from.is_some_and(|from| from < release.to));
            prop_assert_eq!(release.from.map(Version::core), Some(release.to));
        }
    }

    #[test]
    fn a_refused_build_is_free_on_the_date_that_the_refusal_names(asked in asked()) {
        let (product, request) = load(&asked);
        if let Err(Refusal::BuildTaken { free: Some(free), blocked, date, .. }) = plan(&product, &request) {
            prop_assert!(free > date && !blocked.is_empty());
            prop_assert!(blocked.iter().all(|blocked| blocked.version.build().is_some_and(|build| build >= date)));
            let later = request.clone().on(free);
            let still_taken = matches!(plan(&product, &later), Err(Refusal::BuildTaken { .. }));
            prop_assert!(!still_taken);
            let ends_before = |build: BuildDate| build.checked_add_days(1) == Some(free);
            let last = blocked.iter().filter_map(|blocked| blocked.version.build()).any(ends_before);
            prop_assert!(last, "no smaller date would do");
        }
    }

    #[test]
    fn the_planner_agrees_with_the_naive_one(asked in asked()) {
        let (product, request) = load(&asked);
        let naive = naive::plan(&asked.product, &random::to_ask(&request), day(request.date));
        match (plan(&product, &request), naive) {
            (Ok(plan), Ok(naive)) => {
                prop_assert_eq!(seen(&product, &plan), naive.clone(), "{}", random::to_toml(&asked.product));
                let after = random::from_product(&plan.applied_to(&product), &asked.product);
                let naive_after = naive::after(&asked.product, &naive, &random::to_ask(&request));
                prop_assert_eq!(random::sorted(after), random::sorted(naive_after));
            }
            (Err(refusal), Err(codes)) => {
                prop_assert!(codes.contains(refusal.code()), "{} and {:?}: {}", refusal.code(), codes, refusal);
            }
            (Ok(plan), Err(codes)) => {
                prop_assert!(false, "only the naive planner refuses, as {:?}: {:?}", codes, plan);
            }
            (Err(refusal), Ok(_)) => prop_assert!(false, "only this planner refuses: {}", refusal),
        }
    }
}

/// What a random request reached, in the words of the rules.
fn reached(asked: &Asked) -> BTreeSet<String> {
    let (product, request) = load(asked);
    let plan = match plan(&product, &request) {
        Ok(plan) => plan,
        Err(refusal) => return BTreeSet::from([format!("refused: {}", refusal.code())]),
    };
    let how = match (&plan.request.action, plan.request.stage()) {
        (RequestAction::Promote { .. }, _) => "promoted",
        (RequestAction::Drop { .. }, _) => "dropped",
        (_, Stage::Stable) => "stable",
        (_, Stage::Next) => "next",
        _ => "maintained",
    };
    let mut reached = BTreeSet::from([how.to_owned()]);
    let caps = |release: &Release| {
        let edges =
            product.component(&release.component).into_iter().flat_map(dateline::product::Component::follows);
        let capped = edges.filter_map(|edge| Some((edge.cap?, plan.release(&edge.component)?)));
        let lowered = capped.filter(|(_, followed)| followed.level > release.level);
        lowered.map(|(cap, _)| format!("lowered to {cap:?}, {how}").to_lowercase()).collect::<Vec<_>>()
    };
    for release in &plan.releases {
        reached.insert(format!("{}, {how}, {}", release.scheme, release.level.name()));
        reached.extend(caps(release));
        let lifted = how == "promoted" && !release.because.contains(&Reason::Promoted);
        reached.extend(lifted.then(|| format!("{} released in a promotion", release.scheme)));
    }
    let lists = [
        (plan.surfaces.is_empty(), "surfaces"),
        (plan.floors.is_empty(), "floors"),
        (plan.maintained.is_empty(), "newly maintained"),
        (plan.closed.is_empty(), "closed series"),
    ];
    reached.extend(lists.iter().filter(|(empty, _)| !empty).map(|(_, list)| format!("{list}, {how}")));
    reached.extend(plan.warnings.iter().map(|warning| format!("warned: {}", warning.code())));
    reached
}

/// What the laws above must have seen to say anything: schemes, levels, caps, refusals and warnings.
fn parts_of_the_rules() -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    for how in ["stable", "next", "promoted"] {
        for scheme in ["dated", "counted", "semver", "dev-patch"] {
            parts.extend(["build", "minor", "major"].map(|level| format!("{scheme}, {how}, {level}")));
        }
        parts.extend(["fix", "feature"].map(|cap| format!("lowered to {cap}, {how}")));
        parts.extend(["surfaces", "closed series"].map(|list| format!("{list}, {how}")));
    }
    for how in ["stable", "next"] {
        parts.extend(["dated", "counted"].map(|scheme| format!("{scheme}, {how}, catch-up")));
        parts.insert(format!("dev-patch, {how}, development"));
    }
    for how in ["stable", "promoted"] {
        parts.extend(["floors", "newly maintained"].map(|list| format!("{list}, {how}")));
    }
    let schemes = ["dated", "counted", "semver"].map(|scheme| format!("{scheme}, maintained, build"));
    let refusals = [
        "build-taken",
        "kind-not-for-scheme",
        "line-not-below",
        "mixed-maintained-line",
        "no-line",
        "no-series",
        "not-maintained",
        "not-on-maintained-line",
        "nothing-to-promote",
        "number-too-large",
        "series-below-line",
    ];
    let warnings = [
        "date-moved",
        "no-longer-maintained",
        "promoted-behind",
        "series-below-line",
        "series-overtaken",
        "series-replaced",
    ];
    parts.extend(schemes);
    parts.extend(refusals.map(|code| format!("refused: {code}")));
    parts.extend(warnings.map(|code| format!("warned: {code}")));
    parts
}

#[test]
fn random_requests_reach_every_part_of_the_rules() {
    let mut runner = TestRunner::deterministic();
    let mut missing = parts_of_the_rules();
    for _ in 0..20_000 {
        if missing.is_empty() {
            return;
        }
        for part in reached(&asked().new_tree(&mut runner).unwrap().current()) {
            missing.remove(&part);
        }
    }
    panic!("20,000 random requests never had {missing:?}");
}

/// A plan as the naive planner would put it.
fn seen(product: &Product, plan: &Plan) -> naive::Planned {
    let line = |line: Line| (line.major(), line.minor());
    let mut seen = naive::Planned {
        target: line(plan.line.target),
        line_from: line(plan.line.from),
        line_to: line(plan.line.to),
        date: day(plan.date),
        releases: BTreeMap::new(),
        unchanged: BTreeMap::new(),
        surfaces: plan.surfaces.iter().map(moved).collect(),
        floors: plan.floors.iter().map(raised).collect(),
        closed: plan
            .closed
            .iter()
            .map(|closed| (closed.component.to_string(), random::v(closed.series)))
            .collect(),
        closed_warned: BTreeSet::new(),
        maintained: plan
            .maintained
            .iter()
            .map(|entry| (entry.component.to_string(), random::v(entry.version)))
            .collect(),
        left_out: BTreeSet::new(),
        promoted_behind: BTreeSet::new(),
    };
    for release in &plan.releases {
        let because = release.because.iter().map(reason).collect();
        let level = release.level.name();
        let (from, to) = (release.from.map(random::v), random::v(release.to));
        let released = naive::Released { from, to, level, behind: release.behind, because };
        seen.releases.insert(release.component.to_string(), released);
    }
    for stays in &plan.unchanged {
        let because = match &stays.because {
            Stay::NoApiChange(component) => format!("no-api-change {component}"),
            Stay::NotMaintained(line) => format!("not-maintained {line}"),
            other => other.name().to_owned(),
        };
        let version = stays.version.map(random::v);
        seen.unchanged
            .insert(stays.component.to_string(), naive::Stays { version, behind: stays.behind, because });
    }
    for warning in &plan.warnings {
        let id = warning.component().map(ToString::to_string);
        match warning {
            Warning::SeriesOvertaken { .. } | Warning::SeriesReplaced { .. } => seen.closed_warned.extend(id),
            Warning::SeriesBelowLine { .. } => seen.left_out.extend(id),
            Warning::PromotedBehind { .. } => seen.promoted_behind.extend(id),
            _ => {}
        }
    }
    let order = |(id, _): &(String, naive::V)| product.position(&id.parse().unwrap());
    seen.closed.sort_by_key(order);
    seen
}

fn moved(moved: &SurfaceMove) -> naive::Moved {
    naive::Moved {
        component: moved.component.to_string(),
        surface: moved.surface.to_string(),
        from: random::number(moved.from),
        to: random::number(moved.to),
        because: moved.because.to_string(),
    }
}

fn raised(raised: &FloorRaise) -> naive::Raised {
    naive::Raised {
        component: raised.component.to_string(),
        provider: raised.provider.component.to_string(),
        surface: raised.provider.surface.as_ref().map(ToString::to_string),
        from: random::floor(raised.from),
        to: random::floor(raised.to),
    }
}

fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Changed(change) => format!("changed {change}"),
        Reason::FollowsApi(component) => format!("follows-api {component}"),
        Reason::FollowsRelease(component) => format!("follows-release {component}"),
        Reason::Promoted => "promoted".to_owned(),
        Reason::CatchesUp { from, to } => format!("catches-up {from} {to}"),
        _ => unreachable!("a new reason needs a line"),
    }
}
