//! `version`: the calculator.

use std::cmp::Ordering;
use std::io::{self, Write};
use std::path::Path;

use super::args::{OutputFormat, VersionVerb};
use super::cli_error::CliError;
use super::error::CommandError;
use super::output::{Output, fill_stdout};
use super::version_lines::{each_line, read};
use super::{bump, render};
use crate::report::{ParseReport, SortReport, WordReport};
use crate::version::{Scheme, Version, VersionKey};

pub(super) fn run(verb: VersionVerb, output: &Output) -> Result<(), CommandError> {
    match verb {
        VersionVerb::Parse { versions, from, reading } => {
            parse(versions, from.as_deref(), reading.scheme, output)
        }
        VersionVerb::Render(arguments) => render::render(&arguments, output),
        VersionVerb::Check(arguments) => render::check(&arguments, output),
        VersionVerb::Compare { left, right, reading } => compare(&left, &right, reading.scheme, output),
        VersionVerb::Sort { file, reverse, reading } => {
            sort(file.as_deref(), reverse, reading.scheme, output)
        }
        VersionVerb::Max { file, reading } => max(file.as_deref(), reading.scheme, output),
        VersionVerb::Bump { version, kind, next, reading, dating } => {
            let version = read(&version, reading.scheme)?;
            output.result(&WordReport("version", bump::bump(version, &kind, next, &dating)?.to_string()))
        }
    }
}

/// Takes versions apart, or texts that an ecosystem writes for versions.
fn parse(
    texts: Vec<String>,
    from: Option<&str>,
    scheme: Scheme,
    output: &Output,
) -> Result<(), CommandError> {
    let from = from.map(render::ecosystem).transpose()?;
    let read_one = |text: &str| match from {
        None => read(text, scheme).map_err(CommandError::from),
        Some(ecosystem) => ecosystem.read(text, scheme).map_err(CommandError::from),
    };
    let mut versions = Vec::new();
    for text in texts {
        if text == "-" && from.is_none() {
            each_line(None, scheme, |version| versions.push((version.to_string(), version)))?;
        } else {
            versions.push((text.clone(), read_one(&text)?));
        }
    }
    output.result(&ParseReport(versions))
}

fn compare(left: &str, right: &str, scheme: Scheme, output: &Output) -> Result<(), CommandError> {
    let order = read(left, scheme)?.partial_cmp(&read(right, scheme)?);
    let sign = match order {
        Some(Ordering::Less) => "<",
        Some(Ordering::Greater) => ">",
        Some(Ordering::Equal) | None => "=",
    };
    output.result(&WordReport("order", sign.to_owned()))
}

fn sort(file: Option<&Path>, reverse: bool, scheme: Scheme, output: &Output) -> Result<(), CommandError> {
    let mut keys: Vec<VersionKey> = Vec::new();
    each_line(file, scheme, |version| keys.push(version.into()))?;
    keys.sort_unstable();
    if reverse {
        keys.reverse();
    }
    match output.format {
        OutputFormat::Text => fill_stdout(|stream| write_lines(stream, &keys)),
        _ => output.result(&SortReport(keys.into_iter().map(Version::from).collect())),
    }
}

/// Writes one version a line, in large pieces.
fn write_lines(stream: &mut dyn Write, keys: &[VersionKey]) -> io::Result<()> {
    const PIECE: usize = 1 << 16;
    let mut text = Vec::with_capacity(PIECE);
    for keys in keys.chunks(PIECE / 64) {
        for key in keys {
            Version::from(*key).append_to(&mut text);
            text.push(b'\n');
        }
        stream.write_all(&text)?;
        text.clear();
    }
    Ok(())
}

fn max(file: Option<&Path>, scheme: Scheme, output: &Output) -> Result<(), CommandError> {
    let mut greatest: Option<Version> = None;
    each_line(file, scheme, |version| {
        if greatest.is_none_or(|greatest| version > greatest) {
            greatest = Some(version);
        }
    })?;
    match greatest {
        Some(version) => output.result(&WordReport("version", version.to_string())),
        None => Err(CliError::NoVersions.into()),
    }
}
