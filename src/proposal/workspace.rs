//! Which packages are members of a workspace.

use super::home::{is_within, join};
use super::read::Reading;
use crate::manifest::{Format, Provider, Workspace};

/// The roots of the workspaces of a folder.
pub(super) struct Roots<'a>(Vec<(&'a Reading, &'a Workspace)>);

impl<'a> Roots<'a> {
    pub(super) fn new(readings: &'a [Reading]) -> Self {
        Roots(readings.iter().filter_map(|root| Some((root, root.package.workspace.as_ref()?))).collect())
    }

    /// The root of the workspace that `reading` is beneath, the nearest one of its kind.
    pub(super) fn of(&self, reading: &Reading) -> Option<(&'a Reading, &'a Workspace)> {
        let above = self.0.iter().filter(|(root, _)| {
            root.format == reading.format && root.path != reading.path && is_within(&reading.home, &root.home)
        });
        above.max_by_key(|(root, _)| root.home.len()).copied()
    }
}

/// Whether `reading` is a member of the workspace of `root`.
pub(super) fn is_member(
    reading: &Reading,
    root: &Reading,
    workspace: &Workspace,
    readings: &[Reading],
) -> bool {
    let is_one_of = |patterns: &[String]| {
        let mut folders = patterns.iter().filter_map(|pattern| join(&root.home, pattern));
        folders.any(|folder| matches(&folder, &reading.home))
    };
    if is_one_of(&workspace.excluded) {
        return false;
    }
    is_one_of(&workspace.members) || (reading.format == Format::Cargo && is_built_in(reading, readings))
}

/// Whether another package is built from it: a path dependency inside a workspace of Cargo is a member of it.
fn is_built_in(reading: &Reading, readings: &[Reading]) -> bool {
    let leads_to = |other: &Reading, on: &Provider| match on {
        Provider::Folder(folder) => join(&other.home, folder).as_deref() == Some(reading.home.as_str()),
        Provider::Name(_) | Provider::Inherited(_) => false,
    };
    readings.iter().any(|other| {
        let own = other.package.dependencies.iter();
        let shared = other.package.workspace.iter().flat_map(|workspace| &workspace.dependencies);
        own.chain(shared.map(|(_, dependency)| dependency)).any(|dependency| leads_to(other, &dependency.on))
    })
}

/// How many `**` a pattern may have: no real one goes beyond, and many would take long.
const MAX_ANY: usize = 4;

/// Whether `folder` is what `pattern` stands for: `*` for anything in one part, `**` for any parts.
fn matches(pattern: &str, folder: &str) -> bool {
    let parts = |text: &str| text.split('/').map(str::to_owned).collect::<Vec<_>>();
    let pattern = parts(pattern);
    pattern.iter().filter(|part| *part == "**").count() <= MAX_ANY && parts_match(&pattern, &parts(folder))
}

fn parts_match(pattern: &[String], folder: &[String]) -> bool {
    match (pattern.split_first(), folder.split_first()) {
        (None, None) => true,
        (Some((any, rest)), _) if any == "**" => {
            parts_match(rest, folder)
                || folder.split_first().is_some_and(|(_, after)| parts_match(pattern, after))
        }
        (Some((part, rest)), Some((name, after))) => part_matches(part, name) && parts_match(rest, after),
        _ => false,
    }
}

/// Whether a part of a path is what a pattern with `*` and `?` in it stands for.
fn part_matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut at, mut read) = (0, 0);
    // Where the last `*` was, and up to where it reaches.
    let mut star: Option<(usize, usize)> = None;
    while let Some(c) = name.get(read) {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, read));
                at += 1;
            }
            Some(wanted) if wanted == c || *wanted == '?' => {
                at += 1;
                read += 1;
            }
            _ => match star {
                Some((place, reach)) => {
                    star = Some((place, reach + 1));
                    at = place + 1;
                    read = reach + 1;
                }
                None => return false,
            },
        }
    }
    pattern.get(at..).unwrap_or_default().iter().all(|rest| *rest == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_stand_for_folders() {
        for (pattern, folder) in [
            ("crates/*", "crates/core"),
            ("core", "core"),
            ("**", "a/b"),
            ("a/**/c", "a/c"),
            ("p?c*-x", "pac1-x"),
        ] {
            assert!(matches(pattern, folder), "{pattern} {folder}");
        }
        for (pattern, folder) in
            [("crates/*", "crates/core/x"), ("crates/*", "core"), ("c", "core"), ("a/**", "b")]
        {
            assert!(!matches(pattern, folder), "{pattern} {folder}");
        }
        assert!(!matches(&"*a".repeat(200), &"a".repeat(199)));
    }
}
