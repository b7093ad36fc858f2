//! Errors of the cases of `tests/bad_inputs`: those of product files, versions, dates and requests, which need no process.

use std::collections::BTreeSet;

use dateline::plan::{Change, Request, Stage, plan};
use dateline::product::{InvalidProduct, Product, ProductErrorKind};
use dateline::version::{BuildDate, Scheme};

use super::file::{self, Case};
use super::table::Table;

/// Every case with its topic.
pub(crate) fn all() -> impl Iterator<Item = (&'static str, Case)> {
    let topics = ["product_files", "versions", "dates", "refusals", "arguments", "repositories", "pending"];
    topics.into_iter().flat_map(|topic| {
        let text = std::fs::read_to_string(format!("tests/bad_inputs/{topic}.txt")).unwrap();
        file::parse(&text).1.into_iter().map(move |case| (topic, case))
    })
}

/// The name of a case as an input.
pub(crate) fn named(topic: &str, case: &Case) -> String {
    format!("bad_inputs/{topic}: {}", case.name)
}

pub(crate) fn add(table: &mut Table<'_>) {
    for (topic, case) in all() {
        let name = named(topic, &case);
        let words: Option<Vec<&str>> =
            case.arguments.iter().map(|argument| std::str::from_utf8(argument).ok()).collect();
        let words = words.unwrap_or_default();
        // What is large is there for the time and memory that it takes, not for an error of its own.
        if case.product.as_ref().is_some_and(|product| product.len() > 20_000) {
            continue;
        }
        if let Some(text) = case.product.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok()) {
            match Product::from_toml(text) {
                Err(invalid) => product_file(table, &name, &invalid),
                Ok(product) if topic == "refusals" => refusal(table, &name, &product, &words),
                Ok(_) => {}
            }
        }
        version(table, &name, &words);
    }
}

fn product_file(table: &mut Table<'_>, name: &str, invalid: &InvalidProduct) {
    table.add(name, invalid);
    for error in &invalid.errors {
        table.add(name, error);
        match &error.kind {
            ProductErrorKind::Id { error, .. } => table.add(name, error),
            ProductErrorKind::Title { error, .. } => table.add(name, error),
            ProductErrorKind::Version { error, .. } | ProductErrorKind::Line { error, .. } => {
                table.add(name, error);
            }
            ProductErrorKind::Date { error, .. } => table.add(name, error),
            ProductErrorKind::Path { error, .. } => table.add(name, error),
            ProductErrorKind::Tag(error) | ProductErrorKind::TagAlias(error) => table.add(name, error),
            ProductErrorKind::Commit(error) => table.add(name, error),
            _ => {}
        }
    }
}

fn refusal(table: &mut Table<'_>, name: &str, product: &Product, words: &[&str]) {
    if let Some(Err(refusal)) = request(words).map(|request| plan(product, &request)) {
        table.add(name, &refusal);
    }
}

fn version(table: &mut Table<'_>, name: &str, words: &[&str]) {
    let (scheme, text) = match words {
        ["version", "parse", "--", text] => (Scheme::Dated, text),
        ["version", "parse", "--scheme", scheme, text] => (scheme.parse().unwrap_or(Scheme::Dated), text),
        _ => return,
    };
    if let Err(error) = scheme.parse(text) {
        table.add(name, &error);
    }
}

/// What the arguments of a verb that plans ask for; nothing where they are not valid, or are of another verb.
pub(crate) fn request(words: &[&str]) -> Option<Request> {
    let (verb, mut rest) = words.split_first()?;
    let (mut stage, mut date) = (Stage::Stable, BuildDate::parse("2016-11-01").unwrap());
    let mut operands = Vec::new();
    let mut action = *verb;
    while let Some((word, more)) = rest.split_first() {
        rest = more;
        match *word {
            "--next" => stage = Stage::Next,
            "--promote" | "--drop" => action = word.trim_start_matches('-'),
            "--line" | "--date" => {
                let value = rest.split_first()?;
                rest = value.1;
                if *word == "--line" {
                    stage = Stage::Maintained(value.0.parse().ok()?);
                } else {
                    date = BuildDate::parse(value.0).ok()?;
                }
            }
            flag if flag.starts_with('-') => {}
            operand => operands.push(operand),
        }
    }
    let ids = || operands.iter().map(|operand| operand.parse().ok()).collect::<Option<Vec<_>>>();
    match action {
        "plan" | "apply" => {
            let changes: Option<BTreeSet<Change>> =
                operands.iter().map(|operand| operand.parse().ok()).collect();
            Some(Request::release(changes?, stage, date))
        }
        "promote" => Some(Request::promote(ids()?, date)),
        "drop" => Some(Request::drop(ids()?, date)),
        _ => None,
    }
}
