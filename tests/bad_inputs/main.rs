//! Every bad input gives its exit code, its words and its code, writes nothing and shows nothing that it should not.
//!
//! The cases are in the text files of this folder, as [`file`] describes them. `SNAPSHOTS=overwrite cargo test --test
//! bad_inputs` writes what the program says now into them; read each change before you keep it.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

mod coverage;
mod file;
#[path = "../program/mod.rs"]
mod program;
#[path = "../apply/repository.rs"]
mod repository;
mod world;

use std::panic::catch_unwind;
use std::process::Output;

use file::{Answer, Case};
use program::{assert_orderly, text};
use serde_json::Value;
use snapbox::{Assert, Data, IntoData};
use world::World;

const TOPICS: [&str; 7] =
    ["arguments", "dates", "pending", "product_files", "refusals", "repositories", "versions"];

/// The cases of a topic.
fn cases(topic: &str) -> (String, Vec<Case>) {
    file::parse(&std::fs::read_to_string(path(topic)).unwrap())
}

fn path(topic: &str) -> String {
    format!("tests/bad_inputs/{topic}.txt")
}

/// Fails where the program answers one of the cases otherwise than the file says.
fn check(topic: &str) {
    let (comment, cases) = cases(topic);
    let mut failed = Vec::new();
    let mut answered = Vec::new();
    for mut case in cases {
        match catch_unwind(|| answer(&case)) {
            Ok(answer) => case.answer = answer.unwrap_or(case.answer),
            Err(_) => failed.push(case.name.clone()),
        }
        answered.push(case);
    }
    let (path, now) = (path(topic), file::render(&comment, &answered));
    let expected = Data::read_from(path.as_ref(), None).raw();
    Assert::new().action_env("SNAPSHOTS").eq(now.into_data().raw(), expected);
    assert!(failed.is_empty(), "cases failed: {failed:?}");
}

/// What the program says: first as text, then the same as JSON. Nothing where the case cannot be made here.
fn answer(case: &Case) -> Option<Answer> {
    if !World::can_be_made(case) {
        eprintln!("skipped, since there is no flock: {}", case.name);
        return None;
    }
    let name = &case.name;
    let (output, stderr) = run(case, &[]);
    let mut answer = Answer { status: output.status.code().unwrap(), stderr, ..case.answer.clone() };
    if case.text_only {
        return Some(answer);
    }
    let (output, json) = run(case, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(answer.status), "{name}: as JSON");
    let json: Value = serde_json::from_str(&json)
        .unwrap_or_else(|error| panic!("{name}: no single JSON object: {error}: {json}"));
    assert_eq!(json["format_version"], 1, "{name}");
    let error = &json["error"];
    code(error).clone_into(&mut answer.code);
    answer.parts =
        error["errors"].as_array().into_iter().flatten().map(|part| code(part).to_owned()).collect();
    if case.setup.is_none() {
        assert_same(name, &answer.stderr, error);
    }
    Some(answer)
}

fn code(error: &Value) -> &str {
    error["code"].as_str().expect("every error has a code")
}

/// One call, which may print nothing but an error and write nothing.
fn run(case: &Case, format: &[&str]) -> (Output, String) {
    let name = &case.name;
    let mut world = World::new(case, format);
    let before = world.state();
    let output = world.run();
    assert_orderly(name, &output);
    // A verb that writes shows as text what it would have written, before it refuses to.
    let is_shown = case.setup.is_some() && format.is_empty();
    assert!(is_shown || output.stdout.is_empty(), "{name}: {}", text(&output.stdout));
    assert!(world.state() == before, "{name}: it wrote something");
    let stderr = world.masked(text(&output.stderr));
    (output, stderr)
}

/// Fails unless the text says what the JSON says.
fn assert_same(name: &str, said: &str, error: &Value) {
    let line = |word: &str, text: &Value| format!("{word}: {}\n", text.as_str().unwrap());
    let hints: String = error["hints"].as_array().unwrap().iter().map(|hint| line("hint", hint)).collect();
    let end = line("error", &error["message"]) + &hints;
    assert!(said.ends_with(&end), "{name}: {error} is not {said}");
    for part in error["errors"].as_array().into_iter().flatten() {
        assert!(said.contains(&line("error", &part["message"])), "{name}: {part} is not in {said}");
        if let Some(line) = part["place"]["line"].as_u64() {
            let shown = format!(" product.toml:{line}:{}\n", part["place"]["column"]);
            assert!(said.contains(&shown), "{name}: {part} is not in {said}");
        }
    }
}

#[test]
fn arguments_that_are_not_valid() {
    check("arguments");
}

#[test]
fn dates_that_are_not_valid() {
    check("dates");
}

#[test]
fn sources_of_changes_that_are_not_valid() {
    check("pending");
}

#[test]
fn product_files_that_are_not_valid() {
    check("product_files");
}

#[test]
fn requests_that_a_rule_refuses() {
    check("refusals");
}

#[test]
fn what_the_verbs_that_read_and_write_a_repository_refuse() {
    check("repositories");
}

#[test]
fn versions_that_are_not_valid() {
    check("versions");
}
