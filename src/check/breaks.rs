//! A surface that breaks is announced: in the changelog, and by a commit that is marked as breaking.
//!
//! A break is what moves MAJOR of a MAJOR.MINOR surface, or a counter that moves on breaks alone, above the number that the
//! product file had at the tag of the component's last release; an open number counts too. Without such a tag there is
//! nothing to compare with. A release carries its break along, since one commit moves the number and is tagged: until the
//! next release, what the last one broke since the one before it is judged as well.
//!
//! The changelog is the component's `changelog`, else CHANGELOG.md next to the product file. It shows the break where
//! one of its lines has the surface's name directly before the new number (`api 2`, `api: v2`), or where a heading has
//! the version that the break is released as. A commit is marked as Conventional Commits have it: `!` before the colon of
//! its first line, or a footer `BREAKING CHANGE:`. A break that is not committed yet has no commit that could be marked,
//! the commit of what is staged may be the very one, and a shallow clone may lack it: there only the changelog is judged.

use std::collections::BTreeSet;

use super::facts::{Facts, PastComponents, last_releases, tag_of};
use super::{Code, Finding};
use crate::history::{History, TaggedRelease};
use crate::product::{Component, ComponentId, Product, Surface};
use crate::shown::shown;
use crate::version::{SurfaceVersion, Version};

/// The changelog of a component that names none.
pub(super) const CHANGELOG: &str = "CHANGELOG.md";

pub(super) fn judge(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(git) = &facts.git else { return Vec::new() };
    let mut findings = Vec::new();
    for component in with_surfaces(facts.product) {
        for broken in breaks(&git.history, &git.tagged, component) {
            findings.extend(not_logged(facts, &broken));
            let is_judged = !facts.staged && !git.shallow && (broken.carried || is_committed(facts, &broken));
            let messages = git.messages.get(broken.tag).filter(|_| is_judged);
            if messages.is_some_and(|messages| !messages.iter().any(|message| is_marked(message))) {
                findings.push(not_marked(facts, &broken));
            }
        }
    }
    findings
}

/// The tags of the releases at which surfaces must be known.
pub(super) fn asked<'a>(
    product: &'a Product,
    history: &'a History,
) -> impl Iterator<Item = (&'a str, &'a ComponentId)> {
    with_surfaces(product).flat_map(|component| {
        let last = last_releases(history, component).into_iter().take(2);
        last.filter_map(tag_of).map(|tag| (tag, component.id()))
    })
}

/// The components that have surfaces which could break.
fn with_surfaces(product: &Product) -> impl Iterator<Item = &Component> {
    product.components().iter().filter(|component| !component.surfaces().is_empty())
}

/// The tags since which the messages of commits must be known.
pub(super) fn asks_for_messages(
    product: &Product,
    history: &History,
    tagged: &PastComponents,
) -> BTreeSet<String> {
    let broken = with_surfaces(product).flat_map(|component| breaks(history, tagged, component));
    broken.map(|broken| broken.tag.to_owned()).collect()
}

/// A surface that broke since a release.
struct Break<'a> {
    component: &'a Component,
    surface: &'a Surface,
    from: SurfaceVersion,
    to: SurfaceVersion,
    /// The tag of the release before the break.
    tag: &'a str,
    /// What the break is released as, where that has a number.
    released: Option<Version>,
    /// Whether the last release has it.
    carried: bool,
}

/// The number that the surface has or is open at.
fn number(surface: &Surface) -> SurfaceVersion {
    surface.next.map_or(surface.version, |next| next.at_least(surface.version))
}

/// The surfaces of a component that broke since its last release, and those that this one broke since the one before it.
fn breaks<'a>(history: &'a History, tagged: &PastComponents, component: &'a Component) -> Vec<Break<'a>> {
    let at = |release: Option<&'a TaggedRelease>| {
        let (release, tag) = (release?, tag_of(release?)?);
        Some((release, tag, tagged.component(tag, component.id())?))
    };
    let mut releases = last_releases(history, component).into_iter();
    let Some((last, tag, then)) = at(releases.next()) else { return Vec::new() };
    let is_released = Some(last.version) == component.version();
    let open = component.next().map(Version::core);
    let since_last = |surface: &'a Surface| {
        let (from, to) = (then.surface(&surface.name)?.version, number(surface));
        let released = open.or(component.version().filter(|_| !is_released));
        let broken = Break { component, surface, from, to, tag, released, carried: false };
        is_break(surface, from, to).then_some(broken)
    };
    let before = at(releases.next()).filter(|_| is_released);
    let carried = |surface: &'a Surface| {
        let (_, tag, before) = before.as_ref()?;
        let (from, to) = (before.surface(&surface.name)?.version, then.surface(&surface.name)?.version);
        let broken = Break { component, surface, from, to, tag, released: Some(last.version), carried: true };
        is_break(surface, from, to).then_some(broken)
    };
    // What broke again is reported once, by the number that it has now.
    component
        .surfaces()
        .iter()
        .filter_map(|surface| since_last(surface).or_else(|| carried(surface)))
        .collect()
}

fn is_break(surface: &Surface, from: SurfaceVersion, to: SurfaceVersion) -> bool {
    match (from, to) {
        (SurfaceVersion::Line(from), SurfaceVersion::Line(to)) => from.major() < to.major(),
        (SurfaceVersion::Counter(from), SurfaceVersion::Counter(to)) => from < to && !surface.each_change,
        _ => false,
    }
}

impl Break<'_> {
    fn finding(&self, facts: &Facts<'_>, code: Code, but: &str, help: String) -> Finding {
        let (id, name) = (self.component.id(), &self.surface.name);
        let key = if self.carried || self.to == self.surface.version { "version" } else { "next" };
        let place = facts.at(&["components", id.as_str(), "surfaces", name.as_str(), key]);
        let since = shown(self.tag);
        let message = format!("{id}.{name} breaks, {} to {} since {since}, but {but}", self.from, self.to);
        Finding::new(code, place, message, help).of(id).value(&self.to)
    }
}

fn not_logged(facts: &Facts<'_>, broken: &Break<'_>) -> Option<Finding> {
    let path = broken.component.changelog().unwrap_or(CHANGELOG);
    let text = match facts.files.get(path)? {
        Ok(bytes) => String::from_utf8_lossy(bytes),
        Err(_) => "".into(),
    };
    let released = broken.released.map(|version| version.to_string());
    if mentions(&text, broken.surface.name.as_str(), &broken.to.to_string(), released.as_deref()) {
        return None;
    }
    let (name, to) = (&broken.surface.name, broken.to);
    let but = format!("{} does not mention it", shown(path));
    let help = format!("add an entry to {} that names `{name} {to}`", shown(path));
    Some(broken.finding(facts, Code::BreakNotLogged, &but, help))
}

/// Whether HEAD has the break already.
fn is_committed(facts: &Facts<'_>, broken: &Break<'_>) -> bool {
    let head = facts.at_head(broken.component.id());
    let surface = head.and_then(|head| head.surface(&broken.surface.name));
    surface.is_some_and(|surface| number(surface) == broken.to)
}

fn not_marked(facts: &Facts<'_>, broken: &Break<'_>) -> Finding {
    let help = if broken.carried {
        "the commit is released: add another one with a footer `BREAKING CHANGE: …`"
    } else {
        "mark the commit that breaks it: `!` before the colon of its first line, or a footer `BREAKING CHANGE: …`"
    };
    broken.finding(facts, Code::BreakNotMarked, "no commit since is marked as breaking", help.to_owned())
}

/// Whether a changelog shows a surface at a number, or has a heading with the version that it is released as.
fn mentions(changelog: &str, surface: &str, number: &str, version: Option<&str>) -> bool {
    changelog.lines().any(|line| {
        let is_heading = line.starts_with('#');
        names(line, surface, number) || (is_heading && version.is_some_and(|version| has_word(line, version)))
    })
}

/// Whether `line` has the surface's name with its number behind it: `api 2`, `` `api` is 2 `` does not.
fn names(line: &str, surface: &str, number: &str) -> bool {
    line.match_indices(surface).any(|(at, _)| {
        let before = line.get(..at).unwrap_or_default();
        let after = line.get(at + surface.len()..).unwrap_or_default();
        let rest = after.trim_start_matches(|c: char| c.is_whitespace() || "`*_:=".contains(c));
        let rest = rest.strip_prefix(['v', 'V']).unwrap_or(rest);
        !before.ends_with(is_of_word)
            && rest.len() < after.len()
            && rest.strip_prefix(number).is_some_and(ends_number)
    })
}

fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).unwrap_or_default();
        let before = before.strip_suffix(['v', 'V']).unwrap_or(before);
        let after = line.get(at + word.len()..).unwrap_or_default();
        !before.ends_with(|c: char| is_of_word(c) || c == '.') && ends_number(after)
    })
}

/// Whether a number is over before `rest`: a full stop behind it ends the sentence.
fn ends_number(rest: &str) -> bool {
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    !rest.starts_with(is_of_word)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-'
}

/// Whether a commit is marked as breaking (Conventional Commits 1.0.0, items 11 to 16).
fn is_marked(message: &str) -> bool {
    let first = message.lines().next().unwrap_or_default();
    let kind = first.split_once(": ").map(|(kind, _)| kind);
    let is_kind = |kind: &str| !kind.is_empty() && !kind.starts_with(char::is_whitespace);
    let marked = kind.and_then(|kind| kind.strip_suffix('!')).is_some_and(is_kind);
    let footer = |line: &str| line.starts_with("BREAKING CHANGE: ") || line.starts_with("BREAKING-CHANGE: ");
    marked || message.lines().skip(1).any(footer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changelog_tells_of_a_break_by_the_surface_and_its_number_or_by_a_heading_with_the_version() {
        for line in ["- api 2: pages", "* `api` v2", "**api**: 2.", "the api 2", "api=2"] {
            assert!(mentions(line, "api", "2", None), "{line}");
        }
        for line in ["- api 20", "- api 2.1", "rapi 2", "api2", "api is 2", "web-api 2", ""] {
            assert!(!mentions(line, "api", "2", None), "{line}");
        }
        for line in ["## 0.6.0", "# [0.6.0] - 2026-03-02", "## v0.6.0."] {
            assert!(mentions(line, "api", "2", Some("0.6.0")), "{line}");
        }
        for line in ["0.6.0", "## 10.6.0", "## 0.6.0-next.1", "## 0.6.01", "## 1.0.6.0"] {
            assert!(!mentions(line, "api", "2", Some("0.6.0")), "{line}");
        }
    }

    #[test]
    fn a_commit_is_marked_as_conventional_commits_have_it() {
        for message in [
            "feat!: pages",
            "feat(api)!: pages",
            "Pages\n\nBREAKING CHANGE: all of it",
            "fix: x\n\nRefs: 1\nBREAKING-CHANGE: y",
        ] {
            assert!(is_marked(message), "{message}");
        }
        for message in
            ["feat: pages!", "Wow! pages", "!: x", "BREAKING CHANGE: x", "x\n\nno BREAKING CHANGE: y", ""]
        {
            assert!(!is_marked(message), "{message}");
        }
    }
}
