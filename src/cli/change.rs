//! `change`: writes a change file (H4).

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use super::args::{ChangeArguments, Global, OutputFormat};
use super::cli_error::CliError;
use super::error::CommandError;
use super::load::{ProductFile, folder_of, locate};
use super::output::Output;
use super::plan as planning;
use crate::apply::EvidenceError;
use crate::pending::{ChangeFile, PendingError, PendingErrorKind, check_change};
use crate::plan::{Change, Kind};
use crate::product::Product;
use crate::report::ChangeReport;
use crate::system::{files, inside};
use crate::words::WRITE;

pub(super) fn run(global: &Global, arguments: &ChangeArguments, output: &Output) -> Result<(), CommandError> {
    let file = ProductFile::read(&locate(global, "change")?)?;
    let (changes, text) = match (&arguments.changes, &arguments.message) {
        (changes, Some(text)) if !changes.is_empty() => (planning::changes(changes)?, text.clone()),
        (changes, text) if can_ask(output) => {
            let changes =
                if changes.is_empty() { ask_changes(&file.product)? } else { planning::changes(changes)? };
            let text = match text {
                Some(text) => text.clone(),
                None => ask("What should the release notes say?")?,
            };
            (changes, text)
        }
        _ => return Err(CliError::NoChange.into()),
    };
    changes.iter().try_for_each(|change| checked(change, &file.product))?;
    if text.trim().is_empty() {
        return Err(CliError::NoText.into());
    }
    let folder = folder_of(&file.path);
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let path = free_path(folder, &file.product.changes().folder, &text);
    let content = ChangeFile::write(&changes, &text).map_err(wrong)?;
    if !arguments.dry_run {
        write(folder, &path, &content)?;
    }
    output.result(&ChangeReport { path, content, changes, is_made: !arguments.dry_run })
}

fn checked(change: &Change, product: &Product) -> Result<(), CommandError> {
    Ok(check_change(change, product).map_err(wrong)?)
}

fn wrong(kind: PendingErrorKind) -> EvidenceError {
    EvidenceError(vec![PendingError::new(kind)])
}

fn can_ask(output: &Output) -> bool {
    output.format == OutputFormat::Text && io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks for a component and a kind, again and again until the answer is empty.
fn ask_changes(product: &Product) -> Result<Vec<Change>, CommandError> {
    let ids: Vec<&str> = product.components().iter().map(|component| component.id().as_str()).collect();
    let mut changes = Vec::new();
    loop {
        let more = if changes.is_empty() { "" } else { ", or Enter to finish" };
        let component = ask(&format!("Which component changed{more}? ({})", ids.join(", ")))?;
        if component.trim().is_empty() {
            return Ok(changes);
        }
        let known = component.parse().ok().and_then(|id| product.component(&id));
        let kinds = Kind::ALL.into_iter().filter(|kind| known.is_none_or(|component| kind.fits(component)));
        let kinds: Vec<&str> = kinds.map(Kind::name).collect();
        let kind = ask(&format!("How? ({})", kinds.join(", ")))?;
        let change = format!("{}:{}", kind.trim(), component.trim());
        match planning::changes(&[change]).and_then(|found| {
            found.iter().try_for_each(|change| checked(change, product))?;
            Ok(found)
        }) {
            Ok(found) => changes.extend(found),
            // A wrong answer is reported, and the question is asked again.
            Err(error) => drop(io::stderr().write_all(error.text(false).as_bytes())),
        }
    }
}

fn ask(question: &str) -> Result<String, CommandError> {
    let mut stream = io::stderr();
    // Where the question cannot be shown, no answer comes either.
    let _ = write!(stream, "{question} ").and_then(|()| stream.flush());
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    read.map_err(|error| CommandError::io("read", "the answer", &error))?;
    Ok(answer.trim().to_owned())
}

/// How many characters of the text a name is made of.
const NAME: usize = 48;

/// A name from the first words of `text` that no file in `place` has.
fn free_path(folder: &Path, place: &str, text: &str) -> String {
    let first = text.trim().lines().next().unwrap_or_default().to_ascii_lowercase();
    let words = first.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = String::new();
    for word in words {
        if name.len() + word.len() > NAME && !name.is_empty() {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(word.chars().take(NAME));
    }
    if name.is_empty() || name == "readme" {
        "change".clone_into(&mut name);
    }
    let paths = (1u32..).map(|number| match number {
        1 => format!("{place}/{name}.md"),
        number => format!("{place}/{name}-{number}.md"),
    });
    paths.into_iter().find(|path| !inside::exists(folder, path)).unwrap_or_default()
}

fn write(folder: &Path, path: &str, content: &str) -> Result<(), CommandError> {
    let whole = folder.join(path);
    let parent = whole.parent().unwrap_or(folder);
    let written = files::make_folder(parent).and_then(|()| files::create(&whole, content.as_bytes()));
    written.map_err(|error| CommandError::file(WRITE, &whole, &error))
}
