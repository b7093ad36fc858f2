//! What packages require of each other: which versions a requirement admits, and the same requirement for another version.
//!
//! Requirements of Cargo, npm and Helm share one language: comparators (`^1.2`, `>=1, <2`, `1.x`), sets of them, and for
//! npm and Helm alternatives between `||`. They differ in what a bare version means. A requirement keeps its style: its
//! operator, the number of its parts, the white space around it.

use std::ops::Range;

use semver::{Prerelease, Version, VersionReq};

/// Whose requirements are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// A bare version admits every later one that is compatible.
    Cargo,
    /// A bare version admits itself alone. npm, pnpm, yarn, Helm.
    Npm,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Exact,
    Caret,
    Tilde,
    Greater,
    AtLeast,
    Less,
    AtMost,
}

/// `^1.2` in a requirement.
#[derive(Debug, Clone)]
struct Comparator {
    operator: Operator,
    /// The bytes of the version in the requirement, without the operator.
    span: Range<usize>,
    /// MAJOR, MINOR, PATCH; shorter where the version is partial.
    parts: Vec<u64>,
    /// What is written behind the parts: `.x` of `1.x`.
    wild: String,
    pre: Prerelease,
}

/// The versions between two.
struct Interval {
    /// The least one, and whether it belongs to it.
    from: Option<(Version, bool)>,
    /// The greatest one, and whether it belongs to it.
    to: Option<(Version, bool)>,
}

/// A requirement that was read.
pub(super) struct VersionRange<'t> {
    text: &'t str,
    dialect: Dialect,
    alternatives: Vec<Vec<Comparator>>,
}

impl<'t> VersionRange<'t> {
    /// `None` where `text` is not a requirement of versions: `latest`, a web address.
    pub(super) fn read(text: &'t str, dialect: Dialect) -> Option<Self> {
        let mut alternatives = Vec::new();
        let mut start = 0;
        let split = if dialect == Dialect::Cargo { "\0" } else { "||" };
        for piece in text.split(split) {
            alternatives.push(comparators(piece, start, dialect)?);
            start += piece.len() + split.len();
        }
        Some(VersionRange { text, dialect, alternatives })
    }

    /// Whether the requirement admits `version`. A prerelease is admitted only by a comparator that names a prerelease of
    /// the same MAJOR.MINOR.PATCH, as Cargo and npm have it.
    pub(super) fn admits(&self, version: &Version) -> bool {
        if let (Dialect::Cargo, Ok(requirement)) = (self.dialect, VersionReq::parse(self.text)) {
            return requirement.matches(version);
        }
        let is_open = |set: &[Comparator]| version.pre.is_empty() || set.iter().any(|one| one.names(version));
        self.alternatives
            .iter()
            .any(|set| set.iter().all(|one| one.interval().contains(version)) && is_open(set))
    }

    /// The requirement for `version` in the same style; `None` where nobody could say how: `1.0 - 1.4`.
    ///
    /// One comparator moves to the version, ranges and lists that admit it stay, a range that ends before it ends later,
    /// and a list of alternatives gets another one.
    pub(super) fn moved(&self, version: &Version) -> Option<String> {
        match self.alternatives.as_slice() {
            [set] => match set.as_slice() {
                [] if version.pre.is_empty() => Some(self.text.to_owned()),
                [one] if one.is_pin() => Some(self.with(one, &one.style(version))),
                _ if self.admits(version) => Some(self.text.to_owned()),
                set => self.widened(set, version),
            },
            _ if self.admits(version) => Some(self.text.to_owned()),
            _ => self.with_alternative(version),
        }
    }

    /// The requirement with `version` admitted besides what it admits now: what a peer requires of its host.
    pub(super) fn opened(&self, version: &Version) -> Option<String> {
        if self.admits(version) || (self.alternatives.iter().all(Vec::is_empty) && version.pre.is_empty()) {
            return Some(self.text.to_owned());
        }
        match self.alternatives.as_slice() {
            [set] if !matches!(set.as_slice(), [one] if one.is_pin()) => self.widened(set, version),
            _ => self.with_alternative(version),
        }
    }

    fn with_alternative(&self, version: &Version) -> Option<String> {
        let last = self.alternatives.last()?;
        let [one] = last.as_slice() else { return None };
        if !one.is_pin() {
            return None;
        }
        let start = self.text.rfind("||").map_or(0, |at| at + 2);
        let before = self.text.get(start..one.span.start)?.trim();
        Some(format!("{} || {before}{}", self.text.trim_end(), one.style(version)))
    }

    /// A set of comparators, or one that is open on a side, whose bounds make way for `version`.
    fn widened(&self, set: &[Comparator], version: &Version) -> Option<String> {
        let mut text = self.text.to_owned();
        // From the last to the first, so that places stay what they are.
        let mut sorted: Vec<&Comparator> = set.iter().collect();
        sorted.sort_by_key(|one| std::cmp::Reverse(one.span.start));
        let needs_lower = !version.pre.is_empty();
        for one in sorted {
            let lifts = match one.operator {
                Operator::Less | Operator::AtMost => !one.interval().contains(version),
                Operator::AtLeast => needs_lower && one.interval().contains(version),
                _ => return None,
            };
            if lifts {
                text.replace_range(one.span.clone(), &one.bound(version));
            }
        }
        VersionRange::read(&text, self.dialect)?.admits(version).then_some(text)
    }

    fn with(&self, one: &Comparator, version: &str) -> String {
        let mut text = self.text.to_owned();
        text.replace_range(one.span.clone(), version);
        text
    }
}

/// The comparators of one alternative, which starts at the byte `at`; empty for `*`.
fn comparators(piece: &str, at: usize, dialect: Dialect) -> Option<Vec<Comparator>> {
    let mut found = Vec::new();
    let mut rest = piece;
    let separators: &[char] = &[' ', '\t', ','];
    loop {
        rest = rest.trim_start_matches(separators);
        if rest.is_empty() {
            return Some(found);
        }
        let (operator, after) = operator(rest, dialect);
        let after = after.trim_start_matches([' ', '\t']);
        let end = after.find(separators).unwrap_or(after.len());
        let (version, next) = after.split_at(end);
        // `1.0 - 1.4` is a range of both ends, which no comparator stands for.
        if version == "-" || found.len() >= MAX_COMPARATORS {
            return None;
        }
        let start = at + piece.len() - after.len();
        // `*` and `x.x` admit everything.
        if !version.split('.').all(is_wild) {
            found.push(comparator(operator, version, start)?);
        }
        rest = next;
    }
}

/// No real requirement has more.
const MAX_COMPARATORS: usize = 32;

fn operator(text: &str, dialect: Dialect) -> (Operator, &str) {
    let operators = [
        (">=", Operator::AtLeast),
        ("<=", Operator::AtMost),
        ("~>", Operator::Tilde),
        (">", Operator::Greater),
        ("<", Operator::Less),
        ("=", Operator::Exact),
        ("^", Operator::Caret),
        ("~", Operator::Tilde),
    ];
    let written =
        operators.into_iter().find_map(|(sign, operator)| Some((operator, text.strip_prefix(sign)?)));
    let bare = if dialect == Dialect::Cargo { Operator::Caret } else { Operator::Exact };
    written.unwrap_or((bare, text))
}

fn is_wild(part: &str) -> bool {
    matches!(part, "x" | "X" | "*")
}

/// `None` where `version` is not one.
fn comparator(operator: Operator, version: &str, at: usize) -> Option<Comparator> {
    let without_mark = version.strip_prefix('v').unwrap_or(version);
    let start = at + version.len() - without_mark.len();
    let core_end = without_mark.find(['-', '+']).unwrap_or(without_mark.len());
    let (core, tail) = without_mark.split_at(core_end);
    let tail = tail.split('+').next().unwrap_or_default();
    let pre = Prerelease::new(tail.strip_prefix('-').unwrap_or_default()).ok()?;
    let written: Vec<&str> = core.split('.').collect();
    let parts = written.iter().take_while(|part| !is_wild(part)).map(|part| part.parse().ok());
    let parts: Vec<u64> = parts.collect::<Option<_>>()?;
    if parts.is_empty() || written.len() > 3 || (!pre.is_empty() && parts.len() < 3) {
        return None;
    }
    let wild = written.get(parts.len()..).unwrap_or_default();
    let wild = wild.iter().map(|part| format!(".{part}")).collect();
    Some(Comparator { operator, span: start..start + without_mark.len(), parts, wild, pre })
}

impl Comparator {
    /// Whether it stands for one version and what is compatible with it, so that it follows that version.
    fn is_pin(&self) -> bool {
        matches!(self.operator, Operator::Exact | Operator::Caret | Operator::Tilde)
    }

    fn least(&self) -> Version {
        let part = |at: usize| self.parts.get(at).copied().unwrap_or(0);
        Version { pre: self.pre.clone(), ..Version::new(part(0), part(1), part(2)) }
    }

    /// The first version behind all that share the parts up to `at`: the least prerelease there, since no prerelease of
    /// a bound is below it.
    fn behind(&self, at: usize) -> Version {
        let part = |index: usize| match index.cmp(&at) {
            std::cmp::Ordering::Less => self.parts.get(index).copied().unwrap_or(0),
            std::cmp::Ordering::Equal => self.parts.get(index).copied().unwrap_or(0).saturating_add(1),
            std::cmp::Ordering::Greater => 0,
        };
        least_prerelease(&Version::new(part(0), part(1), part(2)))
    }

    fn interval(&self) -> Interval {
        let (least, last) = (self.least(), self.parts.len().saturating_sub(1));
        let is_partial = self.parts.len() < 3;
        let open = |version: Version| Some((version, false));
        let from = Some((least.clone(), true));
        match self.operator {
            Operator::Exact if is_partial => Interval { from, to: open(self.behind(last)) },
            Operator::Exact => Interval { from, to: Some((least, true)) },
            // What is left of the first part that is not 0 stays.
            Operator::Caret => {
                let first = self.parts.iter().position(|part| *part != 0).unwrap_or(last);
                Interval { from, to: open(self.behind(first.min(last))) }
            }
            Operator::Tilde => Interval { from, to: open(self.behind(last.min(1))) },
            Operator::AtLeast => Interval { from, to: None },
            Operator::Greater if is_partial => Interval { from: Some((self.behind(last), true)), to: None },
            Operator::Greater => Interval { from: open(least), to: None },
            Operator::Less if is_partial => Interval { from: None, to: open(least_prerelease(&least)) },
            Operator::Less => Interval { from: None, to: open(least) },
            Operator::AtMost if is_partial => Interval { from: None, to: open(self.behind(last)) },
            Operator::AtMost => Interval { from: None, to: Some((least, true)) },
        }
    }

    /// Whether it names a prerelease of the same MAJOR.MINOR.PATCH.
    fn names(&self, version: &Version) -> bool {
        let least = self.least();
        !self.pre.is_empty()
            && (least.major, least.minor, least.patch) == (version.major, version.minor, version.patch)
    }

    /// `version` with as many parts as are written here; whole where it is a prerelease, which needs all of them.
    fn style(&self, version: &Version) -> String {
        if !version.pre.is_empty() || self.parts.len() >= 3 {
            return version.to_string();
        }
        let parts = [version.major, version.minor, version.patch];
        let parts: Vec<String> = parts.iter().take(self.parts.len()).map(u64::to_string).collect();
        parts.join(".") + &self.wild
    }

    /// The bound for which a range is open that admits `version`: `<2` becomes `<3` for 2.1.0, `<1.4.0` becomes `<1.6.0`
    /// for 1.5.2.
    fn bound(&self, version: &Version) -> String {
        if matches!(self.operator, Operator::AtMost | Operator::AtLeast) {
            return self.style(version);
        }
        let last = self.parts.iter().rposition(|part| *part != 0).unwrap_or(0);
        let of_version = [version.major, version.minor, version.patch];
        let part = |index: usize| match index.cmp(&last) {
            std::cmp::Ordering::Less => of_version.get(index).copied().unwrap_or(0),
            std::cmp::Ordering::Equal => of_version.get(index).copied().unwrap_or(0).saturating_add(1),
            std::cmp::Ordering::Greater => 0,
        };
        (0..self.parts.len()).map(|index| part(index).to_string()).collect::<Vec<_>>().join(".")
    }
}

/// The least version with the numbers of `version`.
fn least_prerelease(version: &Version) -> Version {
    Version { pre: Prerelease::new("0").unwrap_or_default(), ..version.clone() }
}

impl Interval {
    fn contains(&self, version: &Version) -> bool {
        let from = self.from.as_ref().is_none_or(|(from, own)| from < version || (*own && from == version));
        let to = self.to.as_ref().is_none_or(|(to, own)| version < to || (*own && to == version));
        from && to
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn moved(dialect: Dialect, text: &str, version: &str) -> Option<String> {
        VersionRange::read(text, dialect)?.moved(&version.parse().unwrap())
    }

    #[test]
    fn a_requirement_moves_in_its_own_style() {
        for (text, version, expected) in [
            ("1.0", "1.1.0", "1.1"),
            ("1", "2.1.0", "2"),
            ("^1.0.0", "1.1.0", "^1.1.0"),
            ("~2.7.0", "2.7.2", "~2.7.2"),
            ("= 1.0.0", "1.1.0-next.0", "= 1.1.0-next.0"),
            ("^1.1.0-next.3", "1.1.0", "^1.1.0"),
            ("1", "2.0.0-next.0", "2.0.0-next.0"),
            ("1.x", "2.1.0", "2.x"),
            ("1.0.*", "1.1.0", "1.1.*"),
            ("*", "2.0.0", "*"),
            (">=1, <2", "1.9.0", ">=1, <2"),
            (">=1, <2", "2.1.0", ">=1, <3"),
            (">=1.2.0,<1.3.0", "1.4.1", ">=1.2.0,<1.5.0"),
            (">=1.0 <=1.4", "1.5.0", ">=1.0 <=1.5"),
            (">=1, <2", "1.1.0-next.0", ">=1.1.0-next.0, <2"),
            (">=1", "1.1.0-next.0", ">=1.1.0-next.0"),
            (">0.9", "1.1.0", ">0.9"),
        ] {
            let found = moved(Dialect::Cargo, text, version);
            assert_eq!(found.as_deref(), Some(expected), "{text} for {version}");
            // What has moved stays.
            assert_eq!(moved(Dialect::Cargo, expected, version).as_deref(), Some(expected));
        }
        for (text, version, expected) in [
            ("^1.0.0 || ^2.0.0", "3.0.0", "^1.0.0 || ^2.0.0 || ^3.0.0"),
            ("1.x || 2.x", "2.4.0", "1.x || 2.x"),
            ("1.0.0", "1.1.0", "1.1.0"),
            (">=1 <2", "2.0.0", ">=1 <3"),
        ] {
            assert_eq!(moved(Dialect::Npm, text, version).as_deref(), Some(expected), "{text} for {version}");
        }
        // `<1.1` ends before the prereleases of 1.1.0, too.
        let found = moved(Dialect::Cargo, ">=0, <1.1", "1.1.0-next.0");
        assert_eq!(found.as_deref(), Some(">=1.1.0-next.0, <1.2"));
        for text in ["1.0 - 1.2", "latest", ">2", "=1.0, =1.0.0", "<1.0, >=2"] {
            assert_eq!(moved(Dialect::Cargo, text, "1.1.0"), None, "{text}");
        }
    }

    #[test]
    fn a_peer_range_is_opened_and_keeps_what_it_admits() {
        for (text, version, expected) in [
            ("^1.0.0", "1.1.0", "^1.0.0"),
            ("^1.0.0", "2.0.0", "^1.0.0 || ^2.0.0"),
            ("^0.1.0", "0.2.0", "^0.1.0 || ^0.2.0"),
            ("1.x", "2.1.0", "1.x || 2.x"),
            ("*", "2.0.0", "*"),
            (">=1 <2", "2.0.0", ">=1 <3"),
            ("^1.0.0", "1.1.0-next.0", "^1.0.0 || ^1.1.0-next.0"),
        ] {
            let opened = VersionRange::read(text, Dialect::Npm).unwrap().opened(&version.parse().unwrap());
            assert_eq!(opened.as_deref(), Some(expected), "{text} for {version}");
        }
    }

    fn version() -> impl Strategy<Value = Version> {
        let pre = prop_oneof![3 => Just(""), 1 => Just("next.0"), 1 => Just("next.3")];
        (0_u64..3, 0_u64..3, 0_u64..3, pre).prop_map(|(major, minor, patch, pre)| Version {
            pre: Prerelease::new(pre).unwrap(),
            ..Version::new(major, minor, patch)
        })
    }

    fn requirement() -> impl Strategy<Value = String> {
        let operator = proptest::sample::select(vec!["", "=", "^", "~", ">", ">=", "<", "<="]);
        let one = (operator, version(), 1_usize..4).prop_map(|(operator, version, parts)| {
            let text = version.to_string();
            let short = text.split('-').next().unwrap().split('.').take(parts).collect::<Vec<_>>().join(".");
            format!("{operator}{}", if parts == 3 { text } else { short })
        });
        proptest::collection::vec(one, 1..3).prop_map(|list| list.join(", "))
    }

    proptest! {
        #[test]
        fn what_is_admitted_is_what_cargo_admits(text in requirement(), version in version()) {
            let cargo = VersionReq::parse(&text).unwrap().matches(&version);
            prop_assert_eq!(VersionRange::read(&text, Dialect::Cargo).unwrap().admits(&version), cargo);
        }

        #[test]
        fn what_was_moved_is_admitted_by_cargo(text in requirement(), version in version()) {
            if let Some(moved) = moved(Dialect::Cargo, &text, &version.to_string()) {
                prop_assert!(VersionReq::parse(&moved).unwrap().matches(&version), "{} became {}", text, moved);
            }
        }
    }
}
