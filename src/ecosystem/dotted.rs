//! The family of ecosystems that write the numbers as they are and only differ in the mark of a prerelease.

use super::mapping::Writer;
use super::third::{assemble, number, third};
use crate::version::{Scheme, Version};

/// `M.m[.D]` or `M.m.(D or 0)`, then a mark and the ID where the version is a prerelease.
pub(super) struct Dotted {
    /// What stands before the numbers.
    pub(super) prefix: &'static str,
    /// Whether an omitted third number is written as 0.
    pub(super) filled: bool,
    /// What stands between the numbers and the ID of a prerelease; never empty.
    pub(super) mark: &'static str,
}

impl Dotted {
    /// Three numbers always, as SemVer 2 asks for them.
    pub(super) const fn filled(prefix: &'static str) -> Self {
        Dotted { prefix, filled: true, mark: "-next." }
    }

    /// As many numbers as the version has, and `mark` before the ID.
    pub(super) const fn marked(mark: &'static str) -> Self {
        Dotted { prefix: "", filled: false, mark }
    }
}

impl Writer for Dotted {
    fn write(&self, version: Version) -> String {
        let number = third(version).or(self.filled.then_some(0));
        let number = number.map_or_else(String::new, |number| format!(".{number}"));
        let stage = version.next().map_or_else(String::new, |id| format!("{}{id}", self.mark));
        format!("{}{}{number}{stage}", self.prefix, version.line())
    }

    fn read(&self, text: &str, scheme: Scheme) -> Option<Version> {
        let text = text.strip_prefix(self.prefix)?;
        let (numbers, next) = match text.split_once(self.mark) {
            None => (text, None),
            Some((numbers, id)) => (numbers, Some(number(id)?)),
        };
        let mut numbers = numbers.split('.');
        let line = (number(numbers.next()?)?, number(numbers.next()?)?);
        let third = match numbers.next() {
            None => None,
            Some(text) => Some(number(text)?),
        };
        if numbers.next().is_some() {
            return None;
        }
        assemble(scheme, line, third, next)
    }

    fn form(&self) -> String {
        let third = if self.filled { ".(D or 0)" } else { "[.D]" };
        let id = if self.mark.ends_with(|last: char| last.is_ascii_alphabetic()) { "<k>" } else { "k" };
        format!("`{}M.m{third}[{}{id}]`", self.prefix, self.mark)
    }
}
