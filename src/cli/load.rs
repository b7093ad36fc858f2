//! Finds and loads the product file, and shows every error in it at its place.

use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::args::Global;
use super::cli_error::CliError;
use super::error::{CommandError, ErrorKind};
use crate::bom::without_mark;
use crate::manifest::{expanded, has_patterns};
use crate::product::{InvalidProduct, Product, ProductError};
use crate::shown::{is_invisible, shown};
use crate::system::files;
use crate::system::tree::tree;
use crate::words::{Explain, Place};

pub(super) const FILE_NAME: &str = "product.toml";

/// The product line of Chain, as `--demo` has it: the product file of dateline's own repository.
pub(super) const DEMO: &str = include_str!("../../product.toml");

/// Where a product comes from.
#[derive(Debug, Clone)]
pub(super) enum ProductSource {
    Demo,
    File(PathBuf),
}

/// A product file as it was read.
pub(super) struct ProductFile {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) product: Product,
}

/// The product that the arguments name.
pub(super) fn load(global: &Global) -> Result<Product, CommandError> {
    find(global)?.product(|_| {})
}

/// The source that the arguments name: the demo, the product file, or the nearest one.
pub(super) fn find(global: &Global) -> Result<ProductSource, CommandError> {
    if global.demo { Ok(ProductSource::Demo) } else { nearest(global).map(ProductSource::File) }
}

/// The path of the product file that the arguments name, for a verb that has no use for the demo.
pub(super) fn locate(global: &Global, verb: &str) -> Result<PathBuf, CommandError> {
    refuse_demo(global, verb)?;
    nearest(global)
}

/// Refuses the demo for a verb that writes.
pub(super) fn refuse_demo(global: &Global, verb: &str) -> Result<(), CommandError> {
    if !global.demo {
        return Ok(());
    }
    Err(CliError::Demo(verb.to_owned()).into())
}

/// The folder of a file.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new("."))
}

fn nearest(global: &Global) -> Result<PathBuf, CommandError> {
    let found = match &global.product {
        Some(path) => Some(path.clone()),
        None => {
            files::find_upward(FILE_NAME).map_err(|error| CommandError::io("look for", FILE_NAME, &error))?
        }
    };
    Ok(found.ok_or(CliError::NoProduct)?)
}

impl ProductSource {
    /// The product file; none is the demo.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            ProductSource::Demo => None,
            ProductSource::File(path) => Some(path),
        }
    }

    /// The product as its source has it now; `see` is shown the bytes of the file.
    pub(super) fn product(&self, see: impl FnOnce(&[u8])) -> Result<Product, CommandError> {
        match self {
            ProductSource::Demo => parse("the demo", DEMO),
            ProductSource::File(path) => ProductFile::see(path, see).map(|file| file.product),
        }
    }
}

impl ProductFile {
    /// The product file at `path`.
    pub(super) fn read(path: &Path) -> Result<ProductFile, CommandError> {
        ProductFile::see(path, |_| {})
    }

    /// The same, with `see` shown the bytes of the file whatever they are.
    fn see(path: &Path, see: impl FnOnce(&[u8])) -> Result<ProductFile, CommandError> {
        let bytes = files::read(path).map_err(|error| CommandError::file("read", path, &error))?;
        see(&bytes);
        let text = String::from_utf8(bytes).map_err(|error| not_utf8(path, &error))?;
        let product = with_files(path, parse(&path.display().to_string(), &text)?)?;
        Ok(ProductFile { path: path.to_path_buf(), text, product })
    }
}

pub(super) fn not_utf8(path: &Path, error: &std::string::FromUtf8Error) -> CliError {
    let at = error.utf8_error().valid_up_to();
    let before = String::from_utf8_lossy(error.as_bytes().get(..at).unwrap_or_default()).into_owned();
    CliError::NotUtf8(Listing::new(&path.display().to_string(), &before).place(at))
}

/// `product`, whose file is at `path`, with the files that its patterns match.
fn with_files(path: &Path, product: Product) -> Result<Product, CommandError> {
    if !has_patterns(&product) {
        return Ok(product);
    }
    let folder = Some(folder_of(path)).filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let tree = tree(folder).map_err(|error| CommandError::file("read", folder, &error))?;
    Ok(expanded(product, &tree.files))
}

fn parse(name: &str, text: &str) -> Result<Product, CommandError> {
    Product::from_toml(text).map_err(|invalid| describe(name, text, &invalid))
}

/// All errors of a product file as one error, each with a picture of its place.
pub(super) fn describe(name: &str, text: &str, invalid: &InvalidProduct) -> CommandError {
    let source = Listing::new(name, text);
    let parts: Vec<CommandError> = invalid.errors.iter().map(|error| part(&source, error)).collect();
    let count = match (parts.len(), invalid.more) {
        (1, 0) => "1 error".to_owned(),
        (count, 0) => format!("{count} errors"),
        (count, more) => format!("{} errors; these are the first {count}", count + more),
    };
    let first = invalid.errors.first().map(|error| source.place(error.span.start));
    let message = format!("{} has {count}", shown(name));
    CommandError { message, parts, place: first, ..CommandError::explained(ErrorKind::Invalid, invalid) }
}

fn part(source: &Listing<'_>, error: &ProductError) -> CommandError {
    CommandError {
        place: Some(source.place(error.span.start)),
        picture: Some(source.picture(error)),
        ..CommandError::explained(ErrorKind::Invalid, error)
    }
}

/// A file that has errors in it.
struct Listing<'a> {
    name: &'a str,
    text: &'a str,
    /// The text as it is shown, without a byte order mark.
    shown: String,
    /// How many bytes the byte order mark has.
    mark: usize,
    /// Where each line of `shown` starts.
    lines: Vec<usize>,
}

impl<'a> Listing<'a> {
    fn new(name: &'a str, text: &'a str) -> Self {
        let text_without = without_mark(text);
        let shown = masked(text_without);
        let ends = shown.match_indices('\n').map(|(end, _)| end + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        Listing { name, text: text_without, mark: text.len() - text_without.len(), shown, lines }
    }

    /// The number of the line that `offset` is on, from 0, and where that line starts.
    fn line(&self, offset: usize) -> (usize, usize) {
        let number = self.lines.partition_point(|start| *start <= offset).saturating_sub(1);
        (number, self.lines.get(number).copied().unwrap_or(0))
    }

    /// Where a byte of the file is.
    fn place(&self, offset: usize) -> Place {
        let offset = offset.saturating_sub(self.mark);
        let (line, start) = self.line(offset);
        let before = self.text.get(start..offset).unwrap_or_default();
        Place { file: self.name.to_owned(), line: line + 1, column: before.chars().count() + 1 }
    }

    /// The error, its lines of the file with the bytes underlined, and the hint.
    fn picture(&self, error: &ProductError) -> String {
        let message = crate::shown::visible(&error.kind.to_string());
        let start = error.span.start.saturating_sub(self.mark).min(self.shown.len());
        let end = error.span.end.saturating_sub(self.mark).clamp(start, self.shown.len());
        let (number, from) = self.line(start);
        // The renderer gets only the lines that it shows: it looks at all that it gets, for each error again.
        let rest = self.shown.get(end..).unwrap_or_default();
        let to = end + rest.find('\n').map_or(rest.len(), |newline| newline + 1);
        let snippet = Snippet::source(self.shown.get(from..to).unwrap_or_default())
            .line_start(number + 1)
            .path(shown(self.name).to_string())
            .annotation(AnnotationKind::Primary.span(start - from..end - from));
        let group = Level::ERROR.primary_title(message).element(snippet);
        let group = error.help().iter().fold(group, |group, help| {
            group.element(Level::HELP.with_name("hint").message(crate::shown::visible(&help.to_string())))
        });
        Renderer::styled().render(&[group]) + "\n"
    }
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
