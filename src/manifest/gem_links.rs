//! Gems that are pinned in the gemspecs around them, and Gemfile.lock, which repeats the versions of gems in folders:
//! <https://bundler.io/man/gemfile.5.html>.

use super::code::{Kind, Language, Lexer};
use super::lines::{lines, part};
use super::link::{Replacement, replace};

/// A gem that gets another version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GemPin {
    pub name: String,
    /// The version that it had.
    pub old: String,
    /// The version that it gets.
    pub new: String,
}

/// `text`, a gemspec, in which what pins a gem of `pins` to the version that it had (`"= 1.0"`, `"1.0"`) pins it to the new
/// one. Other requirements stay.
///
/// ```
/// use dateline::manifest::{GemPin, gemspec_pins};
///
/// let pin = GemPin { name: "core".into(), old: "1.0".into(), new: "1.1".into() };
/// let text = "s.add_dependency 'core', '= 1.0' # ours\ns.add_dependency('core-ext', '1.0')";
/// assert_eq!(gemspec_pins(text, &[pin]), text.replace("= 1.0", "= 1.1"));
/// ```
#[must_use]
pub fn gemspec_pins(text: &str, pins: &[GemPin]) -> String {
    let mut lexer = Lexer::new(text, Language::Ruby);
    let mut found = Vec::new();
    while let Some(token) = lexer.next() {
        let word = lexer.word(&token);
        if !(word.starts_with("add_") && word.ends_with("dependency")) {
            continue;
        }
        let mut ahead = lexer.clone().filter(|token| token.kind != Kind::Mark('('));
        let (name, comma, wanted) = (ahead.next(), ahead.next(), ahead.next());
        if let (Some(Kind::Text(name, _)), Some(Kind::Mark(',')), Some(Kind::Text(wanted, _))) =
            (name.map(|token| token.kind), comma.map(|token| token.kind), wanted.map(|token| token.kind))
        {
            let version = part(text, wanted.clone()).trim_start_matches(['=', ' ']);
            let pin = pins.iter().find(|pin| pin.name == part(text, name.clone()) && pin.old == version);
            let span = wanted.end - version.len()..wanted.end;
            found.extend(pin.map(|pin| Replacement { span, text: pin.new.clone() }));
        }
    }
    replace(text, found)
}

/// `text`, a Gemfile.lock, with the versions of `pins` where they come from a folder, as `folder` says where that is.
#[must_use]
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

/// The version of `NAME (VERSION)` or `NAME (= VERSION)` at the byte `at`, where it is one of `pins`.
fn entry(at: usize, stem: &str, pins: &[GemPin]) -> Option<Replacement> {
    let (name, rest) = stem.split_once(" (")?;
    let version = rest.split(')').next()?;
    let plain = version.strip_prefix("= ").unwrap_or(version);
    let pin = pins.iter().find(|pin| pin.name == name && pin.old == plain)?;
    let start = at + name.len() + 2 + version.len() - plain.len();
    Some(Replacement { span: start..start + plain.len(), text: pin.new.clone() })
}
