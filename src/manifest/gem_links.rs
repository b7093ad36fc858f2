//! Gems that are pinned in the gemspecs around them, and Gemfile.lock, which repeats the versions of gems in folders:
//! <https://bundler.io/man/gemfile.5.html>.

use super::code::{Language, Lexer, TokenKind};
use super::folders::last;
use super::lines::{lines, part};
use super::link::{Replacement, replace};

/// A gem that gets another version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GemPin {
    pub name: String,
    pub old: String,
    pub new: String,
}

/// Whether a gemspec names a file called `name` in a text: `File.read("../VERSION")`.
#[must_use]
pub fn gemspec_names(text: &str, name: &str) -> bool {
    Lexer::new(text, Language::Ruby).any(|token| match token.kind {
        TokenKind::Text(inside, _) => last(part(text, inside)) == name,
        _ => false,
    })
}

/// `text`, a gemspec, in which what pins a gem of `pins` to the version that it had (`"= 1.0"`, `"1.0"`) pins it to the new
/// one, and `"~> 1.0"` admits it. Other requirements stay.
///
/// ```
/// use dateline::manifest::{GemPin, gemspec_pins};
///
/// let pin = GemPin { name: "core".into(), old: "1.0".into(), new: "1.1".into() };
/// let text = "s.add_dependency 'core', '= 1.0' # ours\ns.add_dependency('core-ext', '1.0')";
/// assert_eq!(gemspec_pins(text, &[pin]), text.replace("= 1.0", "= 1.1"));
/// ```
pub fn gemspec_pins(text: &str, pins: &[GemPin]) -> String {
    let mut lexer = Lexer::new(text, Language::Ruby);
    let mut found = Vec::new();
    while let Some(token) = lexer.next() {
        let word = lexer.word(&token);
        if !(word.starts_with("add_") && word.ends_with("dependency")) {
            continue;
        }
        let mut ahead = lexer.clone().filter(|token| token.kind != TokenKind::Mark('('));
        let (name, comma, wanted) = (ahead.next(), ahead.next(), ahead.next());
        if let (
            Some(TokenKind::Text(name, _)),
            Some(TokenKind::Mark(',')),
            Some(TokenKind::Text(wanted, _)),
        ) = (name.map(|token| token.kind), comma.map(|token| token.kind), wanted.map(|token| token.kind))
        {
            let requirement = part(text, wanted.clone());
            let pin = pins.iter().find(|pin| pin.name == part(text, name.clone()));
            if let Some((version, new)) = pin.and_then(|pin| required(requirement, pin)) {
                found.push(Replacement { span: wanted.end - version.len()..wanted.end, text: new });
            }
        }
    }
    replace(text, found)
}

/// `text`, a Gemfile.lock, with the versions of `pins` where they come from a folder, as `folder` says where that is.
pub fn gem_lock(text: &str, pins: &[(String, GemPin)], folder: impl Fn(&str) -> Option<String>) -> String {
    let own = paths(text, pins, &folder);
    let mut found = Vec::new();
    let mut section = "";
    for (at, line) in lines(text) {
        let stem = line.trim_start();
        match (line.len() - stem.len(), section) {
            (0, _) => section = stem,
            // `core (1.0.0)` of a folder, what such a gem requires, and the list of checksums.
            (2, "CHECKSUMS") | (4 | 6, "PATH") => {
                found.extend(entry(at + line.len() - stem.len(), stem, &own));
            }
            _ => {}
        }
    }
    replace(text, found)
}

/// Those of `pins` that the lock file takes from their folders.
fn paths(text: &str, pins: &[(String, GemPin)], folder: impl Fn(&str) -> Option<String>) -> Vec<GemPin> {
    let mut found = Vec::new();
    let (mut section, mut remote) = ("", None);
    for (_, line) in lines(text) {
        let stem = line.trim_start();
        match (line.len() - stem.len(), section) {
            (0, _) => section = stem,
            (2, "PATH") if stem.starts_with("remote:") => {
                remote = stem.strip_prefix("remote:").and_then(|at| folder(at.trim()));
            }
            (4, "PATH") => {
                let name = stem.split(' ').next().unwrap_or_default();
                let is_it =
                    |(at, pin): &&(String, GemPin)| pin.name == name && is_below(at, remote.as_deref());
                found.extend(pins.iter().find(is_it).map(|(_, pin)| pin.clone()));
            }
            _ => {}
        }
    }
    found
}

/// Whether a gem in the folder `at` is one of those that `path: REMOTE` gives: there, or in a folder below.
fn is_below(at: &str, remote: Option<&str>) -> bool {
    remote.is_some_and(|remote| super::folders::is_within(at, remote))
}

/// The version of `NAME (VERSION)`, `NAME (= VERSION)` or `NAME (~> VERSION)` at the byte `at`, where it is one of `pins`.
fn entry(at: usize, stem: &str, pins: &[GemPin]) -> Option<Replacement> {
    let (name, rest) = stem.split_once(" (")?;
    let requirement = rest.split(')').next()?;
    let pin = pins.iter().find(|pin| pin.name == name)?;
    let (version, text) = required(requirement, pin)?;
    let end = at + name.len() + 2 + requirement.len();
    Some(Replacement { span: end - version.len()..end, text })
}

/// The version in a requirement that has to move for `pin`, and what it becomes: a pin to the old version, and a `~>` that
/// admits the old version and not the new one, with as many numbers as it has.
fn required<'r>(requirement: &'r str, pin: &GemPin) -> Option<(&'r str, String)> {
    let Some(version) = requirement.strip_prefix("~>").map(str::trim_start) else {
        let version = requirement.trim_start_matches(['=', ' ']);
        return (version == pin.old).then(|| (version, pin.new.clone()));
    };
    if !admits(version, &pin.old)? || admits(version, &pin.new)? {
        return None;
    }
    let parts = version.split('.').count();
    let new: Vec<&str> = pin.new.split('.').take(parts).collect();
    Some((version, if numbers(&pin.new).1 { pin.new.clone() } else { new.join(".") }))
}

/// Whether `~> least` admits `version`; `None` where one of them is not made of numbers, up to a prerelease.
fn admits(least: &str, version: &str) -> Option<bool> {
    let ((least, least_is_pre), (version, is_pre)) = (numbers(least), numbers(version));
    let mut next = least.clone();
    if next.len() > 1 {
        next.pop();
    }
    *next.last_mut()? += 1;
    let width = least.len().max(version.len());
    let wide = |numbers: &[u64]| {
        let mut numbers = numbers.to_vec();
        numbers.resize(width, 0);
        numbers
    };
    let (least, next, version) = (wide(&least), wide(&next), wide(&version));
    let is_above = version > least || (version == least && (!is_pre || least_is_pre));
    Some(is_above && version < next)
}

/// The numbers that a version starts with, and whether it is a prerelease: a word follows.
fn numbers(version: &str) -> (Vec<u64>, bool) {
    let parts = version.split('.');
    let numbers: Vec<u64> = parts.clone().map_while(|part| part.parse().ok()).collect();
    let is_pre = numbers.len() < parts.count();
    (numbers, is_pre)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pessimistic_requirement_moves_where_it_does_not_admit_the_version() {
        let moved = |requirement: &str, old: &str, new: &str| {
            let pin = GemPin { name: "core".to_owned(), old: old.to_owned(), new: new.to_owned() };
            required(requirement, &pin).map(|(_, new)| new)
        };
        for (requirement, old, new, expected) in [
            ("~> 1.0", "1.0.0", "1.1.0", None),
            ("~> 1.0", "1.4.0", "2.0.0", Some("2.0")),
            ("~> 1.0.0", "1.0.0", "1.1.0", Some("1.1.0")),
            ("~> 1", "1.4.0", "2.0.0", Some("2")),
            ("~> 1.0", "1.0.0", "2.0.0.pre.next.0", Some("2.0.0.pre.next.0")),
            ("~> 2.0.0.pre.next.0", "2.0.0.pre.next.0", "2.0.0", None),
            // It does not admit what there is, so nobody knows what it is for.
            ("~> 0.9", "1.0.0", "1.1.0", None),
            ("= 1.0.0", "1.0.0", "1.1.0", Some("1.1.0")),
            (">= 1.0.0", "1.0.0", "2.0.0", None),
        ] {
            assert_eq!(moved(requirement, old, new).as_deref(), expected, "{requirement} for {new}");
        }
    }
}
