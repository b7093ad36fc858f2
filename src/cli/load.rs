//! Finds and loads the product file, and shows every error in it at its place.

use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::args::Global;
use super::error::{CommandError, Place};
use super::hints::product_hint;
use crate::product::{InvalidProduct, Product, ProductError, is_invisible};
use crate::system::files;

const FILE_NAME: &str = "product.toml";

/// The product line of Chain, as `--demo` has it: the product file of dateline's own repository.
const DEMO: &str = include_str!("../../product.toml");

/// Where a product comes from.
#[derive(Debug, Clone)]
pub(super) enum Source {
    Demo,
    File(PathBuf),
}

/// The product that the arguments name.
pub(super) fn load(global: &Global) -> Result<Product, CommandError> {
    find(global)?.product(|_| {})
}

/// The product file that the arguments name, or the nearest one.
pub(super) fn find(global: &Global) -> Result<Source, CommandError> {
    if global.demo {
        return Ok(Source::Demo);
    }
    let found = match &global.product {
        Some(path) => Some(path.clone()),
        None => {
            files::find_upward(FILE_NAME).map_err(|error| CommandError::io("look for", FILE_NAME, &error))?
        }
    };
    found.map(Source::File).ok_or_else(|| {
        CommandError::invalid("no-product", format!("there is no {FILE_NAME} here or in a folder above"))
            .hint("name one with --product FILE, or look around with --demo, the built-in line of Chain")
    })
}

impl Source {
    /// The product as its source has it now; `see` is shown the bytes of the file.
    pub(super) fn product(&self, see: impl FnOnce(&[u8])) -> Result<Product, CommandError> {
        let path = match self {
            Source::Demo => return parse("the demo", DEMO),
            Source::File(path) => path,
        };
        let bytes = files::read(path).map_err(|error| CommandError::file("read", path, &error))?;
        see(&bytes);
        let text = String::from_utf8(bytes).map_err(|error| not_utf8(path, &error))?;
        parse(&path.display().to_string(), &text)
    }
}

fn not_utf8(path: &Path, error: &std::string::FromUtf8Error) -> CommandError {
    let at = error.utf8_error().valid_up_to();
    let before = String::from_utf8_lossy(error.as_bytes().get(..at).unwrap_or_default()).into_owned();
    let place = place(&path.display().to_string(), &before, at);
    let message = format!("`{}` is not UTF-8: line {}, column {}", path.display(), place.line, place.column);
    let error = CommandError::invalid("not-utf8", message).hint("save the file as UTF-8");
    CommandError { place: Some(place), ..error }
}

fn parse(name: &str, text: &str) -> Result<Product, CommandError> {
    Product::from_toml(text).map_err(|invalid| describe(name, text, &invalid))
}

/// All errors of a product file as one error, each with a picture of its place.
fn describe(name: &str, text: &str, invalid: &InvalidProduct) -> CommandError {
    let shown = masked(text);
    let parts: Vec<CommandError> =
        invalid.errors.iter().map(|error| part(name, text, &shown, error)).collect();
    let count = match parts.len() {
        1 => "1 error".to_owned(),
        count => format!("{count} errors"),
    };
    let first = invalid.errors.first().map(|error| place(name, text, error.span.start));
    let error = CommandError::invalid("invalid-product", format!("{name} has {count}"));
    CommandError { parts, place: first, ..error }
}

fn part(name: &str, text: &str, shown: &str, error: &ProductError) -> CommandError {
    let hint = product_hint(&error.kind);
    let mut command_error =
        CommandError::invalid(error.kind.code(), error.kind.to_string()).hints(hint.clone());
    command_error.place = Some(place(name, text, error.span.start));
    command_error.picture = Some(picture(name, shown, error, hint.as_deref()));
    command_error
}

/// The error, the source line with the bytes underlined, and the hint.
fn picture(name: &str, shown: &str, error: &ProductError, hint: Option<&str>) -> String {
    let message = crate::report::visible(&error.kind.to_string());
    let start = error.span.start.min(shown.len());
    let end = error.span.end.clamp(start, shown.len());
    let snippet = Snippet::source(shown)
        .path(crate::report::visible(name))
        .annotation(AnnotationKind::Primary.span(start..end));
    let group = Level::ERROR.primary_title(message).element(snippet);
    let hint = hint.map(crate::report::visible);
    let group = match hint {
        Some(hint) => group.element(Level::HELP.with_name("hint").message(hint)),
        None => group,
    };
    Renderer::styled().render(&[group]) + "\n"
}

/// Where the byte `offset` of `text` is.
fn place(file: &str, text: &str, offset: usize) -> Place {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(line_start..).unwrap_or_default().chars().filter(|c| *c != '\u{feff}').count();
    Place { file: file.to_owned(), line: before.matches('\n').count() + 1, column: column + 1 }
}

/// The text with each invisible character replaced by a visible one of as many bytes, so that no place moves (Rule A4).
fn masked(text: &str) -> String {
    let mask = |c: char| match c {
        '\n' | '\r' | '\t' => c,
        c if !is_invisible(c) => c,
        c if c.len_utf8() == 1 => '?',
        c if c.len_utf8() == 2 => '\u{b7}',
        c if c.len_utf8() == 3 => '\u{fffd}',
        _ => '\u{1f533}',
    };
    text.chars().map(mask).collect()
}
