//! `version render` and `version check`: how ecosystems write a version, and whether they can hold it.

use serde_json::{Value, json};

use super::args::{Format, Rendering};
use super::error::CommandError;
use super::output::{Output, Rendered, fill_stdout};
use super::version_lines::{each_line, read};
use crate::ecosystem::{Ecosystem, RenderError, UnknownEcosystem};
use crate::report::text::Detail;
use crate::report::{github, markdown};
use crate::version::{Scheme, Version};
use crate::words::Explain;

/// What stands for the lines of standard input.
const STDIN: &str = "-";

/// How one ecosystem writes one version.
struct Written {
    version: Version,
    ecosystem: Ecosystem,
    text: Result<String, RenderError>,
}

impl Written {
    fn of(version: Version, ecosystem: Ecosystem) -> Self {
        Written { version, ecosystem, text: ecosystem.render(version) }
    }
}

pub(super) fn render(arguments: &Rendering, output: &Output) -> Result<(), CommandError> {
    let ecosystems = ecosystems(&arguments.ecosystems)?;
    if let ([ecosystem], Format::Text) = (ecosystems.as_slice(), output.format) {
        return stream(arguments, *ecosystem, output);
    }
    let written = written(arguments, &ecosystems)?;
    let refused = written.iter().any(|written| written.text.is_err());
    output.result(&Renderings(written))?;
    if refused { Err(CommandError::reported()) } else { Ok(()) }
}

/// One text a line, as the versions come; what cannot be written is told on the error stream, and the rest goes on.
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
    let refused = written.iter().any(|written| written.text.is_err());
    output.result(&Checks(written))?;
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
    let scheme: Scheme = arguments.reading.scheme.into();
    for text in &arguments.versions {
        if text == STDIN {
            each_line(None, scheme, &mut take)?;
        } else {
            take(read(text, scheme)?);
        }
    }
    Ok(())
}

/// Lines of a table, a heading for each version: `  maven   1.0-alpha-3`.
fn table(written: &[Written], describe: impl Fn(&Written) -> String) -> String {
    let width = written.iter().map(|written| written.ecosystem.name().len()).max().unwrap_or(0);
    let mut text = String::new();
    let mut heading = None;
    for one in written {
        if heading != Some(one.version) {
            heading = Some(one.version);
            text += &format!("{}\n", one.version);
        }
        text += &format!("  {:width$}  {}\n", one.ecosystem, describe(one));
    }
    text
}

/// `cannot hold it: MINOR is at most 255; the nearest is 1.255`.
fn refusal(error: &RenderError) -> String {
    let nearest = error.nearest().map_or_else(String::new, |nearest| format!("; the nearest is {nearest}"));
    format!("cannot hold it: {}{nearest}", error.limit())
}

fn error_json(error: &RenderError) -> Value {
    json!({"code": error.code(), "message": error.to_string(), "nearest": error.nearest()})
}

struct Renderings(Vec<Written>);

impl Rendered for Renderings {
    fn text(&self, _: Detail) -> String {
        table(&self.0, |written| match (&written.text, written.ecosystem.companion(written.version)) {
            (Ok(text), Some(companion)) => format!("{text}, {} {}", companion.key, companion.text),
            (Ok(text), None) => text.clone(),
            (Err(error), _) => refusal(error),
        })
    }

    fn json(&self) -> Value {
        let rendering = |written: &Written| {
            let mut value = json!({"version": written.version, "ecosystem": written.ecosystem.name()});
            if let Value::Object(fields) = &mut value {
                match &written.text {
                    Ok(text) => fields.insert("text".to_owned(), json!(text)),
                    Err(error) => fields.insert("error".to_owned(), error_json(error)),
                };
                if let Some(companion) = written.ecosystem.companion(written.version) {
                    let (key, text, exact) = (companion.key, companion.text, companion.exact);
                    fields.insert("companion".to_owned(), json!({"key": key, "text": text, "exact": exact}));
                }
            }
            value
        };
        json!({"renderings": self.0.iter().map(rendering).collect::<Vec<_>>()})
    }

    fn markdown(&self) -> String {
        self.0
            .iter()
            .map(|written| match &written.text {
                Ok(text) => format!("- {}: `{text}`\n", written.ecosystem),
                Err(error) => format!("- {}: {}\n", written.ecosystem, refusal(error)),
            })
            .collect()
    }

    fn github(&self) -> String {
        let texts = self.0.iter().filter_map(|written| Some((written, written.text.as_ref().ok()?)));
        texts
            .map(|(written, text)| github::output(&written.ecosystem.name().replace('-', "_"), text))
            .collect()
    }
}

struct Checks(Vec<Written>);

impl Checks {
    /// The version below, as the ecosystem writes it, where it can.
    fn above(written: &Written) -> Option<(Version, String)> {
        let lower = written.version.lower()?;
        Some((lower, written.ecosystem.render(lower).ok()?))
    }

    /// A line that tells what the ecosystem would do to the canonical text, where it is another one.
    fn as_is(written: &Written, indent: usize) -> String {
        let canonical = written.version.to_string();
        match written.ecosystem.as_is() {
            "" => String::new(),
            _ if written.text.as_ref() == Ok(&canonical) => String::new(),
            as_is => format!("\n{:indent$}as it is: {as_is}", ""),
        }
    }
}

impl Rendered for Checks {
    fn text(&self, _: Detail) -> String {
        let indent = self.0.iter().map(|written| written.ecosystem.name().len()).max().unwrap_or(0) + 4;
        table(&self.0, |written| match (&written.text, Checks::above(written)) {
            (Ok(text), Some((_, lower))) => {
                let as_is = Checks::as_is(written, indent);
                format!("{text}, sorts above {lower}{as_is}")
            }
            (Ok(text), None) => format!("{text}{}", Checks::as_is(written, indent)),
            (Err(error), _) => refusal(error),
        })
    }

    fn json(&self) -> Value {
        let check = |written: &Written| {
            let above = Checks::above(written).filter(|_| written.text.is_ok());
            json!({
                "version": written.version,
                "ecosystem": written.ecosystem.name(),
                "publishable": written.text.is_ok(),
                "text": written.text.as_ref().ok(),
                "above": above.map(|(version, text)| json!({"version": version, "text": text})),
                "as_is": written.ecosystem.as_is(),
                "error": written.text.as_ref().err().map(error_json),
            })
        };
        json!({"checks": self.0.iter().map(check).collect::<Vec<_>>()})
    }

    fn markdown(&self) -> String {
        markdown::literals(self.0.iter().map(|written| match &written.text {
            Ok(text) => format!("{}: {text}", written.ecosystem),
            Err(error) => format!("{}: {}", written.ecosystem, refusal(error)),
        }))
    }

    fn github(&self) -> String {
        let check = |written: &Written| {
            let name = written.ecosystem.name().replace('-', "_");
            github::output(&name, if written.text.is_ok() { "true" } else { "false" })
        };
        self.0.iter().map(check).collect()
    }
}
