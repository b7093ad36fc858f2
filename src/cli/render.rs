//! `version render` and `version check`: how ecosystems write a version, and whether they can hold it.

use super::args::{OutputFormat, Rendering};
use super::error::CommandError;
use super::output::{Output, fill_stdout};
use super::version_lines::{each_line, read};
use crate::ecosystem::{Ecosystem, UnknownEcosystem};
use crate::report::{PublishReport, RenderReport, Written};
use crate::version::{Scheme, Version};

/// What stands for the lines of standard input.
const STDIN: &str = "-";

pub(super) fn render(arguments: &Rendering, output: &Output) -> Result<(), CommandError> {
    let ecosystems = ecosystems(&arguments.ecosystems)?;
    if let ([ecosystem], OutputFormat::Text) = (ecosystems.as_slice(), output.format) {
        return stream(arguments, *ecosystem, output);
    }
    let written = written(arguments, &ecosystems)?;
    let refused = written.iter().any(Written::is_refused);
    output.result(&RenderReport(written))?;
    if refused { Err(CommandError::reported()) } else { Ok(()) }
}

/// One text a line, as the versions come; what cannot be written is reported on the error stream, and the rest goes on.
fn stream(arguments: &Rendering, ecosystem: Ecosystem, output: &Output) -> Result<(), CommandError> {
    let mut refused = false;
    let mut bad = Ok(());
    fill_stdout(|stream| {
        let mut written = Ok(());
        bad = each_version(arguments, |version| match ecosystem.render(version) {
            Ok(text) if written.is_ok() => written = writeln!(stream, "{text}"),
            Ok(_) => {}
            Err(error) => {
                refused = true;
                output.report(&error.into());
            }
        });
        written
    })?;
    bad?;
    if refused { Err(CommandError::reported()) } else { Ok(()) }
}

pub(super) fn check(arguments: &Rendering, output: &Output) -> Result<(), CommandError> {
    let written = written(arguments, &ecosystems(&arguments.ecosystems)?)?;
    let refused = written.iter().any(Written::is_refused);
    output.result(&PublishReport(written))?;
    if refused { Err(CommandError::reported()) } else { Ok(()) }
}

/// The ecosystems that a list names, each once.
fn ecosystems(names: &[String]) -> Result<Vec<Ecosystem>, CommandError> {
    let mut ecosystems = Vec::new();
    for name in names {
        let found: Vec<Ecosystem> = match name.as_str() {
            "all" => Ecosystem::ALL.to_vec(),
            name => vec![ecosystem(name)?],
        };
        for ecosystem in found {
            if !ecosystems.contains(&ecosystem) {
                ecosystems.push(ecosystem);
            }
        }
    }
    Ok(ecosystems)
}

/// The ecosystem of that name.
pub(super) fn ecosystem(name: &str) -> Result<Ecosystem, CommandError> {
    Ok(Ecosystem::from_name(name).ok_or_else(|| UnknownEcosystem::of(name))?)
}

fn written(arguments: &Rendering, ecosystems: &[Ecosystem]) -> Result<Vec<Written>, CommandError> {
    let mut written = Vec::new();
    each_version(arguments, |version| {
        written.extend(ecosystems.iter().map(|ecosystem| Written::of(version, *ecosystem)));
    })?;
    Ok(written)
}

/// Hands every version of the arguments to `take`, for `-` those of standard input.
fn each_version(arguments: &Rendering, mut take: impl FnMut(Version)) -> Result<(), CommandError> {
    let scheme: Scheme = arguments.reading.scheme;
    for text in &arguments.versions {
        if text == STDIN {
            each_line(None, scheme, &mut take)?;
        } else {
            take(read(text, scheme)?);
        }
    }
    Ok(())
}
