//! Cut off at every effect: what is finished or reverted is whole, and doing it again writes nothing.
//!
//! These tests hold the lock of an apply in their own process, and every program that it starts meanwhile holds it too;
//! so they are alone in it, and run one after another.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

#[path = "apply/repository.rs"]
mod repository;

use std::cell::{Cell, RefCell};
use std::fs;
use std::io;
use std::rc::Rc;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use dateline::apply::{ApplyError, ApplyStep, Options, Prepared, Progress, Site, prepare};
use dateline::plan::{Request, Stage, plan};
use dateline::product::Product;
use dateline::system::effects::Effects;
use dateline::system::lock::Lock;
use dateline::version::BuildDate;

use repository::{CHAIN, Repository};

static ALONE: Mutex<()> = Mutex::new(());

/// Held by the test that runs.
fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A repository that knows who commits, whatever the environment of this process.
fn named() -> Repository {
    let repository = Repository::new(CHAIN);
    repository.git(&["config", "user.name", "Ann"]);
    repository.git(&["config", "user.email", "ann@example.org"]);
    repository
}

/// Applies `api-fix:core` in this process; every effect from number `last` on fails, as if the process had ended there.
/// Tells whether it got through.
fn apply_until(repository: &Repository, last: usize) -> bool {
    let mut site = Site::find(&repository.path().join("product.toml")).unwrap();
    let count = Rc::new(Cell::new(0));
    site.effects = Effects::seen_by(move |_| {
        count.set(count.get() + 1);
        if count.get() > last { Err(io::Error::other("cut off")) } else { Ok(()) }
    });
    let Ok(guard) = site.lock("apply", Duration::ZERO) else { return false };
    prepared(&site).perform(&site, &guard).is_ok()
}

/// `api-fix:core` at the site, ready to be applied.
fn prepared(site: &Site) -> Prepared {
    let date = BuildDate::from_ymd(2016, 11, 1).unwrap();
    let product = Product::from_toml(CHAIN).unwrap();
    let request = Request::release(["api-fix:core".parse().unwrap()], Stage::Stable, date);
    let plan = plan(&product, &request).unwrap();
    prepare(site, &product, CHAIN, &plan, Options::default()).unwrap()
}

#[test]
fn each_step_is_reported_in_its_order() {
    let _alone = alone();
    let repository = named();
    let mut site = Site::find(&repository.path().join("product.toml")).unwrap();
    let steps = Rc::new(RefCell::new(Vec::new()));
    let seen = steps.clone();
    site.progress = Progress::reported_to(move |step| seen.borrow_mut().push(step));
    let guard = site.lock("apply", Duration::ZERO).unwrap();
    prepared(&site).perform(&site, &guard).unwrap();
    let tag = |number| ApplyStep::MakingTag { number, of: 4 };
    let file = ApplyStep::WritingFile { path: "product.toml".to_owned(), number: 1, of: 1 };
    let mut wanted = vec![ApplyStep::Checking, ApplyStep::MakingCommit];
    wanted.extend((1..=4).map(tag));
    wanted.extend([
        ApplyStep::WritingJournal,
        file,
        ApplyStep::MovingRefs { tags: 4 },
        ApplyStep::UpdatingIndex,
    ]);
    assert_eq!(*steps.borrow(), wanted);
}

#[test]
fn what_others_change_before_the_answer_is_told_and_leaves_nothing_to_recover() {
    type Change = fn(&Repository);
    let changes: [(&str, Change); 6] = [
        ("HEAD moved from main to other in the meantime", |repository| {
            repository.git(&["checkout", "--quiet", "-b", "other"]);
        }),
        ("HEAD moved from main to no branch in the meantime", |repository| {
            repository.git(&["checkout", "--quiet", "--detach"]);
        }),
        ("in the meantime", |repository| {
            repository.git(&["commit", "--quiet", "--allow-empty", "--message=On"]);
        }),
        ("`product.toml` was changed in the meantime", |repository| repository.write("product.toml", "#")),
        ("the tag `mac-v1.0.20161101` is at", |repository| {
            repository.git(&["tag", "mac-v1.0.20161101"]);
        }),
        ("another git process holds", |repository| repository.write(".git/index.lock", "")),
    ];
    let _alone = alone();
    for (told, change) in changes {
        let repository = named();
        let site = Site::find(&repository.path().join("product.toml")).unwrap();
        let guard = site.lock("apply", Duration::ZERO).unwrap();
        let prepared = prepared(&site);
        change(&repository);
        let (state, locks) = (repository.state(), repository.locks());
        let error = prepared.perform(&site, &guard).unwrap_err();
        let said = match &error {
            ApplyError::Refused(problems) => problems[0].to_string(),
            ApplyError::ChangedMeanwhile(conflicts) => conflicts[0].to_string(),
            ApplyError::GitLocked(_) => error.to_string(),
            error => panic!("{error:?}"),
        };
        assert!(said.contains(told), "{told}: {said}");
        drop(guard);
        assert_eq!((repository.state(), repository.locks()), (state, locks), "{told}");
        assert!(repository.expect(0, &["recover", "--yes"]).contains("nothing to recover"));
    }
}

#[test]
fn an_apply_cut_off_at_any_effect_is_finished_or_reverted() {
    let _alone = alone();
    let start = named();
    let old = start.state();
    let whole = start.copy();
    assert!(apply_until(&whole, usize::MAX));
    let new = whole.state();
    assert_ne!(old, new);
    let mut unfinished = 0;
    for last in 0.. {
        let repository = start.copy();
        if apply_until(&repository, last) {
            assert!(last > 15, "the effects were counted: {last}");
            break;
        }
        let was_cut_off = repository.path().join(".git/dateline/journal").exists();
        unfinished += usize::from(was_cut_off);
        if was_cut_off {
            for call in
                [&["apply", "fix:core", "--yes"][..], &["undo", "--yes"], &["apply", "fix:core", "--dry-run"]]
            {
                assert!(repository.expect(3, call).contains("dateline recover"));
            }
        }
        let ways = [
            (&["recover", "--yes", "--moved"][..], &new),
            (&["recover", "--yes", "--moved", "--abort"], &old),
        ];
        for (way, wanted) in ways {
            let repository = repository.copy();
            repository.expect(0, way);
            let wanted = if was_cut_off { wanted } else { &old };
            assert_eq!(repository.state(), *wanted, "{way:?} after effect {last}");
            assert_eq!(repository.locks(), "", "{way:?} after effect {last}");
            let everything = repository.everything();
            repository.expect(0, way);
            assert_eq!(repository.everything(), everything, "{way:?} again after effect {last}");
        }
    }
    assert!(unfinished > 8, "most effects come after the journal: {unfinished}");
}

/// A repository with an apply that was cut off after its files were written.
fn cut_off() -> Repository {
    let start = named();
    for last in 0.. {
        let repository = start.copy();
        assert!(!apply_until(&repository, last));
        if repository.product() != CHAIN {
            return repository;
        }
    }
    unreachable!()
}

#[test]
fn what_others_changed_since_is_told_and_left_alone() {
    let _alone = alone();
    let repository = cut_off();
    fs::write(repository.path().join("product.toml"), "# mine\n").unwrap();
    let said = repository.expect(3, &["recover", "--yes"]);
    assert!(said.contains("neither the old nor the new"), "{said}");
    assert!(said.contains("dateline recover --abort"), "{said}");
    assert_eq!(repository.product(), "# mine\n");
    let copy = repository.copy();
    let said = copy.expect(0, &["recover", "--abort", "--yes", "--moved"]);
    assert!(said.contains("left as it is") && said.contains("`product.toml`"), "{said}");
    assert_eq!(copy.product(), "# mine\n");
    assert!(copy.expect(0, &["recover", "--yes"]).contains("nothing to recover"));
    fs::write(repository.path().join("product.toml"), CHAIN).unwrap();
    repository.git(&["commit", "--quiet", "--allow-empty", "--message=On"]);
    let said = repository.expect(3, &["recover", "--yes"]);
    assert!(said.contains("the branch `main` is at"), "{said}");
    repository.git(&["reset", "--quiet", "--soft", "HEAD~1"]);
    repository.expect(0, &["recover", "--yes"]);
    assert!(repository.git(&["tag"]).contains("core-v1.0.20161101"));
}

#[test]
fn a_damaged_journal_is_told_and_left_alone() {
    let _alone = alone();
    let repository = cut_off();
    let journal = repository.path().join(".git/dateline/journal");
    let mut bytes = fs::read(&journal).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&journal, &bytes).unwrap();
    for call in [&["recover", "--yes"][..], &["recover", "--abort", "--yes"], &["apply", "fix:core", "--yes"]]
    {
        assert!(repository.expect(3, call).contains("checksum is wrong"));
    }
    assert_eq!(fs::read(&journal).unwrap(), bytes);
    repository.expect(0, &["recover", "--set-aside", "--yes"]);
    assert_eq!(fs::read(repository.path().join(".git/dateline/set-aside-1")).unwrap(), bytes);
    assert!(repository.expect(0, &["recover", "--yes"]).contains("nothing to recover"));
}

#[test]
fn a_held_lock_is_told_with_who_holds_it() {
    let _alone = alone();
    let repository = named();
    let folder = repository.path().join(".git/dateline");
    fs::create_dir(&folder).unwrap();
    let lock = Lock::take(&folder.join("lock"), "someone else, process 7\n", Duration::ZERO).unwrap();
    let said = repository.expect(4, &["apply", "fix:core", "--yes"]);
    assert!(said.contains("someone else, process 7"), "{said}");
    drop(lock);
    repository.expect(0, &["apply", "fix:core", "--yes"]);
}

#[test]
fn a_journal_of_another_product_file_is_left_to_that_one() {
    let _alone = alone();
    let repository = cut_off();
    fs::create_dir(repository.path().join("other")).unwrap();
    fs::write(repository.path().join("other/product.toml"), CHAIN).unwrap();
    let said = repository.expect(3, &["recover", "--yes", "--product", "other/product.toml"]);
    assert!(said.contains("it belongs to `product.toml`"), "{said}");
    assert_eq!(fs::read_to_string(repository.path().join("other/product.toml")).unwrap(), CHAIN);
    repository.expect(0, &["recover", "--yes"]);
    let said = repository.expect(1, &["undo", "--yes", "--product", "other/product.toml"]);
    assert!(said.contains("it was of the product file product.toml"), "{said}");
    assert_eq!(fs::read_to_string(repository.path().join("other/product.toml")).unwrap(), CHAIN);
}

#[test]
fn init_takes_the_lock_of_an_apply_and_waits_for_no_recovery() {
    let _alone = alone();
    let repository = cut_off();
    let said = repository.expect(3, &["init", "--product", "new.toml"]);
    assert!(said.contains("was cut off"), "{said}");
    assert!(!repository.path().join("new.toml").exists());
    repository.expect(0, &["recover", "--yes"]);
    let lock =
        Lock::take(&repository.path().join(".git/dateline/lock"), "someone else\n", Duration::ZERO).unwrap();
    let said = repository.expect(4, &["init", "--product", "new.toml"]);
    assert!(said.contains("someone else"), "{said}");
    drop(lock);
    repository.write("Cargo.toml", "[package]\nname = \"core\"\nversion = \"1.0.0\"\n");
    repository.expect(0, &["init", "--product", "new.toml"]);
    assert!(repository.path().join("new.toml").exists());
    let said = repository.expect(2, &["init", "--product", "new.toml"]);
    assert!(said.contains("already exists"), "{said}");
}
