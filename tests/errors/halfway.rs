//! Errors of an apply that is under way: what somebody else does in the middle of it, and what the system refuses then.
//!
//! An apply reports each step before it begins, and announces each effect. That is the moment at which the disk, another
//! program or the user steps in.

use std::cell::Cell;
use std::fs;
use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use dateline::apply::{ApplyError, ApplyStep, How, Progress, Recovery, Site, recover};
use dateline::system::effects::{Effects, FileEffect};
use dateline::system::inside::temporary_name;

use super::applying::{add_error, attempt, site};
use super::repository::{CHAIN, Repository};
use super::table::Table;
use crate::program::executable::executable;

const APPLY: &[&str] = &["apply", "fix:core"];
const PUSH: &[&str] = &["apply", "fix:core", "--push"];
const RECOVER: &[&str] = &["recover"];
const ABORT: &[&str] = &["recover", "--abort"];

pub(crate) fn add(table: &mut Table<'_>) {
    let mut add = |input: &str, repository: &Repository, attempt: Result<(), ApplyError>| {
        add_error(table, repository, input, &attempt.expect_err(input));
    };
    let repository = Repository::new(CHAIN);
    let done = attempt(&repository, APPLY, |site| {
        let flag = Arc::clone(&site.interrupt);
        site.progress = at(
            |step| matches!(step, ApplyStep::WritingFile { .. }),
            move || flag.store(true, Ordering::Relaxed),
        );
    });
    add("Ctrl-C while the product file is written", &repository, done);

    let repository = Repository::new(CHAIN);
    let path = repository.path().join("product.toml");
    let done = attempt(&repository, APPLY, |site| {
        site.progress = at(
            |step| matches!(step, ApplyStep::WritingFile { .. }),
            move || fs::write(&path, "mine\n").unwrap(),
        );
    });
    add("an edit of the product file while it is written", &repository, done);

    let repository = Repository::new(CHAIN);
    repository.write(".git/refs/heads/main.lock", "");
    add("a lock of another git on the branch", &repository, attempt(&repository, APPLY, |_| {}));

    let repository = Repository::new(CHAIN);
    let done = attempt(&repository, APPLY, |site| {
        site.effects =
            full_at(|effect| matches!(effect, FileEffect::Replace(path) if path.ends_with("index.new")));
    });
    add("a full disk while the index is written", &repository, done);
    let (repository, error) = stopped(APPLY);
    add("a full disk when the journal becomes a record", &repository, Err(error));

    let repository = Repository::new(CHAIN);
    let state = repository.path().join(".git/dateline");
    let done = attempt(&repository, APPLY, |site| {
        site.effects = Effects::seen_by(move |effect| match effect {
            // The record is there, but the disk does not confirm it.
            FileEffect::Rename(from, to) if from.ends_with("journal") => {
                fs::rename(state.join("journal"), to)?;
                Err(io::ErrorKind::StorageFull.into())
            }
            _ => Ok(()),
        });
    });
    add("a disk that fails once the journal became a record", &repository, done);

    remotes(&mut add);
    recoveries(&mut add);
    left_alone(table);
}

/// What a recovery leaves as others have it, and says so.
fn left_alone(table: &mut Table<'_>) {
    let saved = |repository: &Repository| repository.write(&temporary_name("product.toml"), "mine\n");
    let locked = |repository: &Repository| repository.write(".git/refs/tags/core-v1.0.20161101.lock", "");
    let mut add = |input: &str, meddle: &dyn Fn(&Repository), how: How| {
        let repository = begun();
        meddle(&repository);
        table.enter(repository.path());
        let (Recovery::Finished(_, kept) | Recovery::Reverted(kept)) =
            recover(&site(&repository).unwrap(), how).unwrap()
        else {
            panic!("{input}: nothing was cut off");
        };
        for conflict in &kept {
            table.add(input, conflict);
        }
    };
    add("recover after an editor saved the file as it was written", &saved, How::default());
    add("recover --abort beside a lock of another git", &locked, How { abort: true, not_pushed: false });
}

fn remotes(add: &mut impl FnMut(&str, &Repository, Result<(), ApplyError>)) {
    let repository = with_remote();
    let hook = repository.path().join(".git/remote/hooks/update");
    executable(&hook, "#!/bin/sh\nexit 1\n");
    add("a remote whose hook refuses the push", &repository, attempt(&repository, PUSH, |_| {}));

    let repository = cut_off(PUSH);
    add("recover --abort of what was pushed", &repository, attempt(&repository, ABORT, |_| {}));
    fs::remove_dir_all(repository.path().join(".git/remote")).unwrap();
    add("recover --abort where the remote is gone", &repository, attempt(&repository, ABORT, |_| {}));
}

fn recoveries(add: &mut impl FnMut(&str, &Repository, Result<(), ApplyError>)) {
    let repository = cut_off(APPLY);
    repository.git(&["commit", "--quiet", "--allow-empty", "--message=On"]);
    add("recover --abort after another commit", &repository, attempt(&repository, ABORT, |_| {}));

    let repository = begun();
    repository.git(&["checkout", "--quiet", "-b", "other"]);
    add("recover on another branch", &repository, attempt(&repository, RECOVER, |_| {}));

    let repository = begun();
    repository.git(&["commit", "--quiet", "--allow-empty", "--message=On"]);
    add("recover where the branch has moved", &repository, attempt(&repository, RECOVER, |_| {}));

    let repository = begun();
    fs::rename(repository.path().join("product.toml"), repository.path().join("other.toml")).unwrap();
    fs::copy(repository.path().join("other.toml"), repository.path().join("product.toml")).unwrap();
    let site = Site::find(&repository.path().join("other.toml")).unwrap();
    let recovered = recover(&site, How::default()).map(drop);
    add("recover of the apply of another product file", &repository, recovered);

    let repository = begun();
    fs::create_dir(repository.path().join(".dateline")).unwrap();
    let journal = repository.path().join(".git/dateline/journal");
    fs::rename(journal, repository.path().join(".dateline/journal")).unwrap();
    fs::remove_dir_all(repository.path().join(".git")).unwrap();
    add(
        "the journal of a git work tree in a folder without git",
        &repository,
        attempt(&repository, RECOVER, |_| {}),
    );
}

fn with_remote() -> Repository {
    let repository = Repository::new(CHAIN);
    repository.git(&["init", "--quiet", "--bare", ".git/remote"]);
    repository.git(&["remote", "add", "origin", ".git/remote"]);
    repository.git(&["push", "--quiet", "origin", "main"]);
    repository
}

/// Does `act` at the first step that is `wanted`.
fn at(wanted: impl Fn(&ApplyStep) -> bool + 'static, act: impl Fn() + 'static) -> Progress {
    let is_done = Cell::new(false);
    Progress::reported_to(move |step| {
        if wanted(&step) && !is_done.replace(true) {
            act();
        }
    })
}

/// A disk that is full at the effects that are `wanted`.
fn full_at(wanted: impl Fn(&FileEffect<'_>) -> bool + 'static) -> Effects {
    Effects::seen_by(
        move |effect| if wanted(&effect) { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) },
    )
}

/// An apply that was done but for its record, so that its journal is there; and how it ended.
fn stopped(words: &[&str]) -> (Repository, ApplyError) {
    let repository = with_remote();
    let done = attempt(&repository, words, |site| {
        site.effects =
            full_at(|effect| matches!(effect, FileEffect::Rename(from, _) if from.ends_with("journal")));
    });
    (repository, done.unwrap_err())
}

fn cut_off(words: &[&str]) -> Repository {
    stopped(words).0
}

/// An apply that was cut off before it wrote its first file.
fn begun() -> Repository {
    let repository = Repository::new(CHAIN);
    let attempted = attempt(&repository, APPLY, |site| {
        site.effects = full_at(|effect| match effect {
            FileEffect::Replace(path) => path.ends_with("product.toml"),
            FileEffect::Remove(path) => path.ends_with("journal"),
            _ => false,
        });
    });
    assert!(matches!(attempted, Err(ApplyError::Stopped(_))), "{attempted:?}");
    repository
}
