//! Every bad input gives its exit code, its words and its code, writes nothing and shows nothing that it should not.
//!
//! The table is in the files of this folder. `SNAPSHOTS=overwrite cargo test --test bad_inputs` writes what the program
//! says now into it; read each change before you keep it.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]
#![allow(clippy::too_many_lines, reason = "a table is as long as it is")]
#![allow(clippy::needless_raw_string_hashes, reason = "the update of the table writes them")]

mod arguments;
mod coverage;
mod dates;
mod product_files;
#[path = "../program/mod.rs"]
mod program;
mod refusals;
mod repositories;
#[path = "../apply/repository.rs"]
mod repository;
mod versions;

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;

use program::{Call, assert_orderly, text};
use serde_json::Value;
use snapbox::data::Inline;
use snapbox::{Assert, Data, IntoData};

/// One line of the table.
struct Case {
    /// What is wrong.
    name: &'static str,
    arguments: Vec<OsString>,
    /// The product file, where there is one.
    product: Option<Vec<u8>>,
    environment: Vec<(&'static str, OsString)>,
    input: Vec<u8>,
    status: i32,
    /// `error.code` in JSON.
    code: &'static str,
    /// All of standard error.
    stderr: Data,
    /// Whether the arguments leave room for `--format json`.
    json: bool,
}

/// A case of wrong usage or invalid input.
fn invalid(name: &'static str, arguments: &[&str], code: &'static str, stderr: Inline) -> Case {
    Case {
        name,
        arguments: arguments.iter().map(OsString::from).collect(),
        product: None,
        environment: Vec::new(),
        input: Vec::new(),
        status: 2,
        code,
        stderr: Data::from(stderr).raw(),
        json: true,
    }
}

/// A case that a rule refuses.
fn refused(name: &'static str, arguments: &[&str], code: &'static str, stderr: Inline) -> Case {
    Case { status: 1, ..invalid(name, arguments, code, stderr) }
}

impl Case {
    fn product(self, text: impl Into<Vec<u8>>) -> Self {
        Case { product: Some(text.into()), ..self }
    }

    fn env(mut self, name: &'static str, value: impl AsRef<OsStr>) -> Self {
        self.environment.push((name, value.as_ref().to_owned()));
        self
    }

    fn input(self, input: impl Into<Vec<u8>>) -> Self {
        Case { input: input.into(), ..self }
    }

    /// One more argument, which need not be UTF-8.
    fn argument(mut self, argument: impl AsRef<[u8]>) -> Self {
        self.arguments.push(OsStr::from_bytes(argument.as_ref()).to_owned());
        self
    }

    fn without_json(self) -> Self {
        Case { json: false, ..self }
    }

    fn call(&self, format: &[&str]) -> Call {
        let format = format.iter().map(OsString::from);
        let mut call = Call::new(format.chain(self.arguments.clone())).input(self.input.clone());
        if let Some(product) = &self.product {
            call = call.product(product);
        }
        self.environment.iter().fold(call, |call, (name, value)| call.env(name, value))
    }

    fn check(self) -> Vec<String> {
        let name = self.name;
        let said = self.check_text();
        let errors = if self.json { self.check_json(&said) } else { Vec::new() };
        Assert::new()
            .action_env("SNAPSHOTS")
            .try_eq(Some(&name), said.into_data(), self.stderr)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        errors
    }

    fn check_text(&self) -> String {
        let name = self.name;
        let mut call = self.call(&[]);
        let before = call.contents();
        let output = call.run();
        assert_orderly(name, &output);
        assert_eq!(output.status.code(), Some(self.status), "{name}: {}", text(&output.stderr));
        assert_eq!(text(&output.stdout), "", "{name}");
        assert!(call.contents() == before, "{name}: it wrote into its folder");
        text(&output.stderr).to_owned()
    }

    /// As JSON the same is said; gives the codes of the errors in a product file.
    fn check_json(&self, said: &str) -> Vec<String> {
        let name = self.name;
        let output = self.call(&["--format", "json"]).run();
        assert_orderly(name, &output);
        assert_eq!(output.status.code(), Some(self.status), "{name}: as JSON");
        assert_eq!(text(&output.stdout), "", "{name}");
        let answer: Value = serde_json::from_slice(&output.stderr).unwrap_or_else(|error| {
            panic!("{name}: no single JSON object: {error}: {}", text(&output.stderr))
        });
        assert_eq!(answer["format_version"], 1, "{name}");
        let error = &answer["error"];
        assert_eq!(error["code"], self.code, "{name}");
        let line = |word: &str, text: &Value| format!("{word}: {}\n", text.as_str().unwrap());
        let hints: String =
            error["hints"].as_array().unwrap().iter().map(|hint| line("hint", hint)).collect();
        assert!(
            said.ends_with(&(line("error", &error["message"]) + &hints)),
            "{name}: {error} is not {said}"
        );
        let parts = error["errors"].as_array().map_or(&[][..], Vec::as_slice);
        for part in parts {
            assert!(said.contains(&line("error", &part["message"])), "{name}: {part} is not in {said}");
            let place = &part["place"];
            let shown = format!(" {}:{}:{}\n", "product.toml", place["line"], place["column"]);
            assert!(said.contains(&shown), "{name}: {place} is not in {said}");
        }
        parts.iter().map(|part| part["code"].as_str().unwrap().to_owned()).collect()
    }
}

fn table() -> Vec<Case> {
    let mut table = arguments::cases();
    table.extend(versions::cases());
    table.extend(dates::cases());
    table.extend(product_files::cases());
    table.extend(refusals::cases());
    table
}

#[test]
fn each_bad_input_has_its_exit_code_its_words_and_its_json() {
    let table = table();
    assert!(table.len() >= 70, "{} cases", table.len());
    let checks: Vec<_> = table.into_iter().map(|case| std::panic::catch_unwind(|| case.check())).collect();
    let failed = checks.iter().filter(|check| check.is_err()).count();
    assert_eq!(failed, 0, "cases failed");
}
