//! The files that a component's version is written into.

use super::PathPattern;
use crate::ecosystem::Ecosystem;
use crate::named::names;

/// How often the pattern of a manifest matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Matches {
    /// Exactly once.
    #[default]
    One,
    /// At least once; each match is written.
    All,
}

/// A file that a component's version is written into.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Manifest {
    /// The file, relative to the product file's folder, with `/` between its parts; in a product file also a pattern of
    /// files, where `*` and `?` stand for characters of one part and `**` for any number of parts.
    pub path: Box<str>,
    /// The format, where the file's name does not show it.
    pub format: Option<Box<str>>,
    /// The field of the format that holds the version.
    pub field: Option<Box<str>>,
    /// A text with `{version}` in it that finds the version in a file of any format.
    pub pattern: Option<Box<str>>,
    /// How often the pattern matches.
    pub matches: Matches,
    /// The ecosystem in whose form the version is written.
    pub written_as: Option<Ecosystem>,
    /// What follows the version while it is in development, such as `-SNAPSHOT`: a release drops it.
    pub development: Option<Box<str>>,
    /// The files that the path, a pattern, does not mean although it matches them; patterns like it.
    pub except: Vec<PathPattern>,
    /// The position of its entry in the component's `manifests`. The files of one pattern share it.
    pub entry: usize,
}

impl Manifest {
    /// The file `path`, in the format that its name shows, with the version where the format has it.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Manifest {
            path: path.into(),
            format: None,
            field: None,
            pattern: None,
            matches: Matches::One,
            written_as: None,
            development: None,
            except: Vec::new(),
            entry: 0,
        }
    }

    /// Whether the path is a pattern of several files: `crates/*/Cargo.toml`.
    #[must_use]
    pub fn is_pattern(&self) -> bool {
        self.path.contains(['*', '?'])
    }
}

names!(Matches: "number of matches" { One = "one", All = "all" });
