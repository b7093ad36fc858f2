//! The form of a tag's name where no template is known yet: what stands around the version.

use super::spelling::{Spelled, Third, spelled};
use crate::product::ComponentId;
use crate::version::{Line, Scheme};

/// What stands before and behind the version in the names of tags.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Form {
    /// What stands before it: `client-v`.
    pub before: String,
    /// What stands behind it: empty, or a release of the same version's package, `-1`.
    pub after: String,
}

/// What the numbers of a version look like, before its scheme is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Looks {
    /// MAJOR.MINOR.
    pub line: Line,
    /// What stands behind them.
    pub third: ThirdNumber,
    /// Whether it is a release rather than a prerelease.
    pub is_stable: bool,
}

/// The third number of a version, as it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ThirdNumber {
    /// There is none: `1.2`.
    None,
    /// A count: `1.2.0`.
    Patch(u32),
    /// A date: `1.2.20161024`.
    Build,
}

impl Form {
    /// The form of `tag`; `None` where no version is in it, as in `master`, or only MAJOR, as in `v1`.
    ///
    /// ```
    /// use dateline::history::Form;
    ///
    /// let form = |tag| Form::of(tag).map(|form| (form.before, form.after));
    /// assert_eq!(form("client-v1.2.3"), Some(("client-v".to_owned(), String::new())));
    /// assert_eq!(form("copr-cli-1.94-1"), Some(("copr-cli-".to_owned(), "-1".to_owned())));
    /// assert_eq!(form("master"), None);
    /// ```
    #[must_use]
    pub fn of(tag: &str) -> Option<Form> {
        let starts = tag.char_indices().filter(|(at, c)| c.is_ascii_digit() && starts_number(tag, *at));
        for (at, _) in starts {
            let (before, text) = tag.split_at_checked(at)?;
            // A version within a version is none: the `1.2` of `2.0.0-rc.1.2`.
            if before.trim_start_matches(['v', 'V']).starts_with(|c: char| c.is_ascii_digit())
                || is_within_version(before)
            {
                return None;
            }
            if looks(text).is_some() {
                return Some(Form { before: before.to_owned(), after: String::new() });
            }
            if let Some((version, release)) = text.rsplit_once('-')
                && is_release(release)
                && looks(version).is_some_and(|looks| looks.is_stable)
            {
                return Some(Form { before: before.to_owned(), after: format!("-{release}") });
            }
        }
        None
    }

    /// The version in `tag`, where that is of this form.
    #[must_use]
    pub fn version_in<'t>(&self, tag: &'t str) -> Option<&'t str> {
        tag.strip_prefix(self.before.as_str())?.strip_suffix(self.after.as_str())
    }
}

/// Whether what follows `before` belongs to a version in it: the `2.1` of `core-2.11.hotfix.2.1`.
fn is_within_version(before: &str) -> bool {
    let Some(part) = before.strip_suffix('.').and_then(|before| before.rsplit(['-', '_', '/', '@']).next())
    else {
        return false;
    };
    let mut fields = part.trim_start_matches(['v', 'V']).split('.');
    let mut is_number = || fields.next().is_some_and(|field| field.parse::<u32>().is_ok());
    is_number() && is_number()
}

/// Whether a number of its own starts at `at`, rather than another number of a version, or one more digit.
fn starts_number(tag: &str, at: usize) -> bool {
    let mut before = tag.get(..at).unwrap_or_default().chars().rev();
    match before.next() {
        Some('.') => !before.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !c.is_ascii_digit(),
        None => true,
    }
}

/// Whether a text is the release of a package: a count of few digits.
fn is_release(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What the version `text` looks like, with or without a `v`; `None` where it looks like none: `latest`.
#[must_use]
pub fn looks(text: &str) -> Option<Looks> {
    let nobody: ComponentId = "tag".parse().ok()?;
    let read = |scheme| spelled(text, scheme, &nobody).ok();
    let (Spelled { line, third, next }, _) = read(Scheme::Dated).or_else(|| read(Scheme::Semver))?;
    let numbers = text.trim_start_matches(['v', 'V']);
    let end = numbers.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(numbers.len());
    let count = numbers.get(..end).unwrap_or_default().trim_end_matches('.').split('.').count();
    let third = match third {
        Third::Build(_) => ThirdNumber::Build,
        Third::Patch(_) if count < 3 => ThirdNumber::None,
        Third::Patch(patch) => ThirdNumber::Patch(patch),
    };
    Some(Looks { line, third, is_stable: next.is_none() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_a_tag_is_found_whatever_stands_around_it() {
        for (tag, before, after) in [
            ("1.2", "", ""),
            ("v1.2.3", "v", ""),
            ("client-v1.2.3-rc.1", "client-v", ""),
            ("client/v1.2.3", "client/v", ""),
            ("@chain/cli@1.2.3", "@chain/cli@", ""),
            ("log4j-2.0-1.3.1", "log4j-2.0-", ""),
            ("sdk.java-1.0.0", "sdk.java-", ""),
            ("copr-cli-1.94-1", "copr-cli-", "-1"),
            ("core-1.0.20161024", "core-", ""),
        ] {
            let form = Form::of(tag).unwrap();
            assert_eq!((form.before.as_str(), form.after.as_str()), (before, after), "{tag}");
            assert!(form.version_in(tag).is_some_and(|version| looks(version).is_some()), "{tag}");
        }
        for tag in ["", "master", "v1", "1.2.3.4", "2.0.0-rc.1.2", "1.2-ivy", "-", "core-2.11.hotfix.2.1-1"] {
            assert_eq!(Form::of(tag), None, "{tag}");
        }
    }

    #[test]
    fn numbers_look_like_a_line_a_count_or_a_date() {
        let third = |text| looks(text).map(|looks| looks.third);
        assert_eq!(third("1.2"), Some(ThirdNumber::None));
        assert_eq!(third("v1.2rc1"), Some(ThirdNumber::None));
        assert_eq!(third("1.2.0"), Some(ThirdNumber::Patch(0)));
        assert_eq!(third("1.2.1234567"), Some(ThirdNumber::Patch(1_234_567)));
        assert_eq!(third("1.2.20161024-next.1"), Some(ThirdNumber::Build));
        assert_eq!(third("latest"), None);
    }
}
