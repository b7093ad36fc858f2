//! `version`: the calculator.

use std::cmp::Ordering;
use std::io::BufRead;
use std::path::Path;

use serde_json::{Value, json};

use super::args::{Format, SchemeName, VersionVerb};
use super::bump;
use super::error::{CommandError, Place};
use super::hints::bad_version;
use super::output::{Output, Rendered, fill_stdout, stdin_is_terminal};
use crate::report::text::Detail;
use crate::report::{github, json as json_report, markdown};
use crate::shown::shown;
use crate::system::files;
use crate::version::{Scheme, Version};

pub(super) fn run(verb: VersionVerb, output: &Output) -> Result<(), CommandError> {
    match verb {
        VersionVerb::Parse { versions, reading } => parse(versions, reading.scheme.into(), output),
        VersionVerb::Compare { left, right, reading } => {
            compare(&left, &right, reading.scheme.into(), output)
        }
        VersionVerb::Sort { file, reverse, reading } => {
            sort(file.as_deref(), reverse, reading.scheme.into(), output)
        }
        VersionVerb::Max { file, reading } => max(file.as_deref(), reading.scheme.into(), output),
        VersionVerb::Bump { version, kind, next, reading, dating } => {
            let version = read(&version, reading.scheme.into())?;
            output.result(&One("version", bump::bump(version, &kind, next, &dating)?.to_string()))
        }
    }
}

impl From<SchemeName> for Scheme {
    fn from(name: SchemeName) -> Scheme {
        match name {
            SchemeName::Dated => Scheme::Dated,
            SchemeName::Semver => Scheme::Semver,
            SchemeName::DevPatch => Scheme::DevPatch,
        }
    }
}

fn read(text: &str, scheme: Scheme) -> Result<Version, CommandError> {
    scheme.parse(text).map_err(|error| bad_version(text, scheme, &error))
}

fn parse(texts: Vec<String>, scheme: Scheme, output: &Output) -> Result<(), CommandError> {
    let versions: Result<Vec<(String, Version)>, CommandError> =
        texts.into_iter().map(|text| read(&text, scheme).map(|version| (text, version))).collect();
    output.result(&Parsed(versions?))
}

fn compare(left: &str, right: &str, scheme: Scheme, output: &Output) -> Result<(), CommandError> {
    let order = read(left, scheme)?.partial_cmp(&read(right, scheme)?);
    let sign = match order {
        Some(Ordering::Less) => "<",
        Some(Ordering::Greater) => ">",
        Some(Ordering::Equal) | None => "=",
    };
    output.result(&One("order", sign.to_owned()))
}

fn sort(file: Option<&Path>, reverse: bool, scheme: Scheme, output: &Output) -> Result<(), CommandError> {
    let mut versions = Vec::new();
    each_line(file, scheme, |version| versions.push(version))?;
    // All are of one scheme, so that every two compare; equal ones cannot be told apart, so stability is not needed.
    versions.sort_unstable_by(|left, right| {
        let order = left.partial_cmp(right).unwrap_or(Ordering::Equal);
        if reverse { order.reverse() } else { order }
    });
    match output.format {
        Format::Text => {
            fill_stdout(|stream| versions.iter().try_for_each(|version| writeln!(stream, "{version}")))
        }
        _ => output.result(&Many(versions)),
    }
}

fn max(file: Option<&Path>, scheme: Scheme, output: &Output) -> Result<(), CommandError> {
    let mut greatest: Option<Version> = None;
    each_line(file, scheme, |version| {
        if greatest.is_none_or(|greatest| version > greatest) {
            greatest = Some(version);
        }
    })?;
    match greatest {
        Some(version) => output.result(&One("version", version.to_string())),
        None => Err(CommandError::invalid("no-versions", "there is no version to choose from")
            .hint("give one version a line")),
    }
}

/// Hands every line's version to `take`; empty lines are passed over, and a line may end in CR LF.
fn each_line(file: Option<&Path>, scheme: Scheme, mut take: impl FnMut(Version)) -> Result<(), CommandError> {
    let name = file
        .map_or_else(|| "standard input".to_owned(), |path| format!("`{}`", shown(&path.to_string_lossy())));
    if file.is_none() && stdin_is_terminal() {
        return Err(CommandError::invalid("no-input", "there is no input: standard input is a terminal")
            .hint("name a file, or pipe versions in, one a line"));
    }
    let cannot_read = |error| CommandError::io("read", &name, &error);
    let mut source = files::open_or_stdin(file).map_err(cannot_read)?;
    let mut line = Vec::new();
    let mut number = 0;
    while source.read_until(b'\n', &mut line).map_err(cannot_read)? > 0 {
        number += 1;
        let text = line.trim_suffix_newline();
        if !text.is_empty() {
            take(scheme.parse_ascii(text).map_err(|error| {
                let mut bad = bad_version(&String::from_utf8_lossy(text), scheme, &error);
                bad.message = format!("{name}, line {number}: {}", bad.message);
                let place = Place {
                    file: file.map_or_else(|| name.clone(), |path| path.display().to_string()),
                    line: number,
                    column: error.offset() + 1,
                };
                CommandError { place: Some(place), ..bad }
            })?);
        }
        line.clear();
    }
    Ok(())
}

/// A line without its end.
trait LineEnd {
    fn trim_suffix_newline(&self) -> &[u8];
}

impl LineEnd for Vec<u8> {
    fn trim_suffix_newline(&self) -> &[u8] {
        let line = self.strip_suffix(b"\n").unwrap_or(self);
        line.strip_suffix(b"\r").unwrap_or(line)
    }
}

struct Parsed(Vec<(String, Version)>);

impl Rendered for Parsed {
    fn text(&self, _: Detail) -> String {
        let describe = |version: &Version| {
            let mut text = format!("{version}\n  line {}", version.line());
            if let Some(patch) = version.patch() {
                text += &format!(", patch {patch}");
            }
            if let Some(build) = version.build() {
                text += &format!(", build of {}", build.iso());
            }
            match version.next() {
                Some(id) => text += &format!(", prerelease {id} of {}", version.core()),
                None => text += ", stable",
            }
            text + "\n"
        };
        self.0.iter().map(|(_, version)| describe(version)).collect()
    }

    fn json(&self) -> Value {
        json_report::parsed(&self.0)
    }

    fn markdown(&self) -> String {
        markdown::literals(self.0.iter().map(|(_, version)| version))
    }

    fn github(&self) -> String {
        let versions: Vec<String> = self.0.iter().map(|(_, version)| version.to_string()).collect();
        github::output("versions", &versions.join(" "))
    }
}

/// One word, under its name.
struct One(&'static str, String);

impl Rendered for One {
    fn text(&self, _: Detail) -> String {
        self.1.clone() + "\n"
    }

    fn json(&self) -> Value {
        json!({ self.0: self.1 })
    }

    fn markdown(&self) -> String {
        markdown::literals([&self.1])
    }

    fn github(&self) -> String {
        github::output(self.0, &self.1)
    }
}

struct Many(Vec<Version>);

impl Rendered for Many {
    fn text(&self, _: Detail) -> String {
        self.0.iter().map(|version| format!("{version}\n")).collect()
    }

    fn json(&self) -> Value {
        json!({"versions": self.0})
    }

    fn markdown(&self) -> String {
        markdown::literals(&self.0)
    }

    fn github(&self) -> String {
        let versions: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        github::output("versions", &versions.join(" "))
    }
}
