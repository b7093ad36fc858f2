//! Laws of what is pending, on random histories.

use std::collections::BTreeMap;

use dateline::pending::{Account, Base, Commit, Outcome, Pending, Sources};
use dateline::plan::{Change, Stage};
use dateline::product::Product;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::repo::CHAIN;

const FILES: [&str; 6] = ["core/a", "core/api/x", "core/wire/y", "sdk/b", "tool/c", "README.md"];
const SUBJECTS: [&str; 12] = [
    "feat: a",
    "fix(sdk): b",
    "feat(core.wire)!: c",
    "docs: d",
    "Update e",
    "x\n\nChange: fix:core\nChange: feature:tool",
    "x\n\nChange: none",
    "x\n\nChange: sync:sdk",
    "x\n\nChange: sync:sdk\nChange: fix:sdk",
    "Merge",
    "REVERT",
    "FIXUP",
];

/// A history of commits on one line, some of them with a second parent, the newest first.
fn history() -> impl Strategy<Value = (Vec<Commit>, Vec<usize>)> {
    let commit = (select(&SUBJECTS[..]), vec(select(&FILES[..]), 0..4), any::<prop::sample::Index>());
    (vec(commit, 1..24), vec(0..24usize, 3)).prop_map(|(drafts, bases)| {
        let count = drafts.len();
        let mut commits: Vec<Commit> = Vec::new();
        for (number, (subject, files, other)) in drafts.into_iter().enumerate() {
            let id = |number: usize| format!("{:040x}", (number + 1) * 0x9e37_79b9);
            let target = (number > 0).then(|| other.index(number));
            let message = match (subject, target) {
                ("REVERT", Some(target)) => format!("Revert \"y\"\n\nThis reverts commit {}.", id(target)),
                ("FIXUP", Some(target)) => format!("fixup! {}", commits[target].subject()),
                (subject, _) => subject.to_owned(),
            };
            let mut parents: Vec<Box<str>> =
                (number > 0).then(|| id(number - 1).into()).into_iter().collect();
            if subject == "Merge" && number > 1 {
                parents.push(id(other.index(number - 1)).into());
            }
            let files = if parents.len() > 1 { Vec::new() } else { files };
            let files = files.into_iter().map(Into::into).collect();
            commits.push(Commit {
                id: id(number).into(),
                parents,
                message: message.into(),
                files,
                ..Commit::default()
            });
        }
        commits.reverse();
        (commits, bases.into_iter().map(|base| base % count).collect())
    })
}

fn pending(product: &Product, commits: Vec<Commit>, bases: &[Box<str>]) -> Pending {
    let at = |id: &str| commits.iter().position(|commit| &*commit.id == id).unwrap();
    let bases = bases
        .iter()
        .map(|id| Some(Base::Commit { version: product.components()[0].version().unwrap(), at: at(id) }))
        .collect();
    Pending::of(product, Sources { commits, bases, ..Sources::default() }).unwrap()
}

/// The outcome of each commit for each component.
fn outcomes(pending: &Pending) -> Vec<BTreeMap<Box<str>, String>> {
    let id = |place: usize| pending.commits[place].id.clone();
    let outcome = |account: &Account| match &account.outcome {
        Outcome::Reverted { by } => format!("reverted by {}", id(*by)),
        outcome => format!("{outcome:?}"),
    };
    let of = |component: &dateline::pending::ComponentPending| {
        let accounts: BTreeMap<_, _> =
            component.commits.iter().map(|account| (id(account.commit), outcome(account))).collect();
        assert_eq!(accounts.len(), component.commits.len(), "each commit is accounted for once");
        accounts
    };
    pending.components.iter().map(of).collect()
}

fn changes(pending: &Pending) -> Vec<Change> {
    pending.changes(Stage::Stable, &std::collections::BTreeSet::new())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_order_of_commits_does_not_matter((commits, bases) in history(), seed in any::<u64>()) {
        let product = Product::from_toml(CHAIN).unwrap();
        let bases: Vec<Box<str>> = bases.iter().map(|base| commits[*base].id.clone()).collect();
        let mut shuffled = commits.clone();
        // Fisher and Yates, with a step that the seed gives.
        let mut state = seed | 1;
        for last in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(last, usize::try_from(state >> 33).unwrap() % (last + 1));
        }
        let (one, other) = (pending(&product, commits, &bases), pending(&product, shuffled, &bases));
        prop_assert_eq!(changes(&one), changes(&other));
        prop_assert_eq!(outcomes(&one), outcomes(&other));
    }

    #[test]
    fn every_pending_commit_is_accounted_for_once_where_it_concerns((commits, bases) in history()) {
        let product = Product::from_toml(CHAIN).unwrap();
        let ids: Vec<Box<str>> = bases.iter().map(|base| commits[*base].id.clone()).collect();
        let found = outcomes(&pending(&product, commits.clone(), &ids));
        for (place, (folder, id)) in [("core/", "core"), ("sdk/", "sdk"), ("tool/", "tool")].into_iter().enumerate() {
            // All history is on one line, so what is above the base is pending.
            for commit in commits.iter().take(bases[place]).filter(|commit| commit.parents.len() < 2) {
                let touches = commit.files.iter().any(|file| file.starts_with(folder));
                let named = [format!(":{id}"), format!("({id}")];
                let names = !commit.message.starts_with("fixup!") && named.iter().any(|name| commit.message.contains(name));
                let accounted = found[place].contains_key(&commit.id);
                prop_assert_eq!(accounted, touches || names, "{}: {}", id, commit.message);
            }
            let below = commits.iter().skip(bases[place]);
            prop_assert!(below.clone().all(|commit| !found[place].contains_key(&commit.id)));
        }
    }

    #[test]
    fn the_changes_are_those_that_the_evidence_has((commits, bases) in history()) {
        let product = Product::from_toml(CHAIN).unwrap();
        let bases: Vec<Box<str>> = bases.iter().map(|base| commits[*base].id.clone()).collect();
        let pending = pending(&product, commits, &bases);
        for change in changes(&pending) {
            let evidence = pending.evidence(&change);
            prop_assert!(!evidence.commits.is_empty(), "{} comes from nothing", change);
        }
        for component in &pending.components {
            let counts = component.commits.iter().any(|account| matches!(account.outcome, Outcome::Changes(_)));
            prop_assert_eq!(component.kind().is_some(), counts);
        }
    }
}
