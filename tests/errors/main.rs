//! Every kind of error of every room has an input that causes it. `table.txt` has one row for each: the input, the
//! code, the message, and the help.
//!
//! A kind is a variant of a type with `impl Explain`, found in the sources. Where a case of `tests/bad_inputs` causes
//! it, that case is the input. `SNAPSHOTS=overwrite cargo test --test errors` writes the table; read what changed.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

mod applying;
mod cases;
mod halfway;
mod kinds;
mod manifests;
mod repositories;
mod said;
mod table;
mod values;

#[path = "../bad_inputs/file.rs"]
mod file;
#[path = "../program/mod.rs"]
mod program;
#[path = "../apply/repository.rs"]
mod repository;
#[path = "../bad_inputs/world.rs"]
#[allow(dead_code, reason = "the cases are not run as processes here")]
mod world;

use std::process::Command;

use kinds::Kinds;
use snapbox::{Assert, Data, IntoData};
use table::Table;

const TABLE: &str = "tests/errors/table.txt";

#[test]
fn every_kind_of_error_has_an_input_that_causes_it() {
    hermetic("every_kind_of_error_has_an_input_that_causes_it", || {
        let kinds = Kinds::of_sources();
        let mut table = Table::new(&kinds);
        values::add(&mut table);
        cases::add(&mut table);
        manifests::add(&mut table);
        repositories::add(&mut table);
        applying::add(&mut table);
        halfway::add(&mut table);
        said::add(&mut table);
        let missing: Vec<&String> = kinds.all().iter().filter(|kind| !table.has(kind)).collect();
        let expected = Data::read_from(TABLE.as_ref(), None).raw();
        Assert::new().action_env("SNAPSHOTS").eq(table.render().into_data().raw(), expected);
        assert!(missing.is_empty(), "no input causes {missing:#?}");
    });
}

/// Runs `test`, the body of the test `name`, in a process of its own: git is called in it, with nothing of this machine.
fn hermetic(name: &str, test: impl FnOnce()) {
    const INNER: &str = "DATELINE_TEST_INNER";
    if std::env::var_os(INNER).is_some() {
        return test();
    }
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", name, "--nocapture"]).env_clear();
    command.envs([(INNER, "1"), ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")]);
    command.envs(["PATH", "SNAPSHOTS", "RUST_BACKTRACE"].iter().filter_map(|name| {
        let value = std::env::var_os(name)?;
        Some((name, value))
    }));
    assert!(command.status().unwrap().success(), "see above");
}
