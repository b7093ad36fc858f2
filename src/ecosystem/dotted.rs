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
    /// How many digits an ID has at least, for those who order it as text.
    pub(super) digits: usize,
    /// What stands behind the numbers of a stable version.
    pub(super) stable: &'static str,
    /// What stands at the end.
    pub(super) suffix: &'static str,
}

impl Dotted {
    /// Three numbers always, as SemVer 2 asks for them.
    pub(super) const fn filled(prefix: &'static str) -> Self {
        Dotted { prefix, filled: true, ..Dotted::marked("-next.") }
    }

    /// As many numbers as the version has, and `mark` before the ID.
    pub(super) const fn marked(mark: &'static str) -> Self {
        Dotted { prefix: "", filled: false, mark, digits: 1, stable: "", suffix: "" }
    }
}

impl Writer for Dotted {
    fn write(&self, version: Version) -> String {
        let number = third(version).or(self.filled.then_some(0));
        let number = number.map_or_else(String::new, |number| format!(".{number}"));
        let stage = match version.next() {
            Some(id) => format!("{}{:0>digits$}", self.mark, id.get(), digits = self.digits),
            None => self.stable.to_owned(),
        };
        format!("{}{}{number}{stage}{}", self.prefix, version.line(), self.suffix)
    }

    fn read(&self, text: &str, scheme: Scheme) -> Option<Version> {
        let text = text.strip_prefix(self.prefix)?.strip_suffix(self.suffix)?;
        let (numbers, next) = match text.split_once(self.mark) {
            None => (text.strip_suffix(self.stable)?, None),
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
        let id = match (self.digits, self.mark.ends_with(|last: char| last.is_ascii_alphabetic())) {
            (1, false) => "k".to_owned(),
            (1, true) => "<k>".to_owned(),
            (digits, _) => format!("<k in {digits} digits>"),
        };
        let stage = match self.stable {
            "" => format!("[{}{id}]", self.mark),
            stable => format!("({}{id} or {stable})", self.mark),
        };
        format!("`{}M.m{third}{stage}{}`", self.prefix, self.suffix)
    }
}
