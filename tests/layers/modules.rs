//! Which file uses which.

use std::collections::{BTreeMap, BTreeSet};

use super::paths::paths;
use super::source::Source;

/// The modules of the crate, and what each hands on of another: `plan` hands on `Change` of `plan::change`.
pub(crate) struct Modules {
    known: BTreeSet<Vec<String>>,
    handed_on: BTreeMap<(Vec<String>, String), Vec<String>>,
}

impl Modules {
    pub(crate) fn of(sources: &[Source]) -> Self {
        let known = sources.iter().map(|source| source.module.clone()).collect();
        let mut modules = Modules { known, handed_on: BTreeMap::new() };
        for source in sources {
            for (path, _) in modules.uses(source).into_iter().filter(|(_, handed_on)| *handed_on) {
                let name = path.last().unwrap().clone();
                modules.handed_on.insert((source.module.clone(), name), path);
            }
        }
        modules
    }

    pub(crate) fn is_room(&self, name: &str) -> bool {
        self.known.contains(&vec![name.to_owned()])
    }

    /// The absolute paths that a file names within the crate, and whether it only hands them on.
    pub(crate) fn uses(&self, source: &Source) -> Vec<(Vec<String>, bool)> {
        let mut uses = Vec::new();
        let handed_on: Vec<&str> = source
            .code
            .split(';')
            .filter_map(|item| item.find("pub").map(|at| item[at..].trim_start()))
            .filter(|item| {
                let after = item.trim_start_matches("pub").trim_start();
                let after = after.strip_prefix('(').map_or(after, |after| after.split_once(')').unwrap().1);
                after.trim_start().starts_with("use ")
            })
            .collect();
        let mut take = |code: &str, is_handed_on: bool| {
            for path in paths(code, "crate") {
                uses.push((owned(&path[1..]), is_handed_on));
            }
            for path in paths(code, "super") {
                let up = path.iter().take_while(|word| **word == "super").count();
                let base = &source.module[..source.module.len().saturating_sub(up)];
                uses.push(([base, &owned(&path[up..])].concat(), is_handed_on));
            }
            for path in paths(code, "self") {
                uses.push(([&source.module[..], &owned(&path[1..])].concat(), is_handed_on));
            }
            let depth = source.module.len();
            let is_child =
                |module: &&Vec<String>| module.len() == depth + 1 && module.starts_with(&source.module);
            for child in self.known.iter().filter(is_child) {
                for path in paths(code, &child[depth]) {
                    uses.push(([&source.module[..], &owned(&path)].concat(), is_handed_on));
                }
            }
        };
        let mut rest = source.code.clone();
        for item in &handed_on {
            take(item, true);
            rest = rest.replacen(item, "", 1);
        }
        take(&rest, false);
        uses
    }

    /// The module whose file defines what `path` names.
    fn home(&self, path: &[String]) -> Vec<String> {
        let mut module = Vec::new();
        for (place, word) in path.iter().enumerate() {
            let child = [&module[..], std::slice::from_ref(word)].concat();
            if self.known.contains(&child) {
                module = child;
                continue;
            }
            return match self.handed_on.get(&(module.clone(), word.clone())) {
                Some(target) if target[..] != path[..=place] => self.home(target),
                _ => module,
            };
        }
        module
    }

    /// What each file uses of other files. What it only hands on is left out, and so is what the files of a folder use of
    /// the `mod.rs` that they are parts of.
    pub(crate) fn edges(&self, sources: &[Source]) -> BTreeMap<String, BTreeSet<String>> {
        let of = |source: &Source| {
            let uses = self.uses(source).into_iter().filter(|(_, handed_on)| !handed_on);
            let homes = uses.map(|(path, _)| self.home(&path)).filter(|home| !home.is_empty());
            homes.filter(|home| !source.module.starts_with(home)).map(|home| home.join("::")).collect()
        };
        sources.iter().map(|source| (source.name(), of(source))).collect()
    }
}

fn owned(path: &[&str]) -> Vec<String> {
    path.iter().map(|word| (*word).to_owned()).collect()
}

/// The sets of files that reach each other, each with the edges among them.
pub(crate) fn circles(edges: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut circles = Vec::new();
    for start in edges.keys() {
        let behind = reached(edges, start);
        if !behind.contains(start) || seen.contains(start) {
            continue;
        }
        let circle: BTreeSet<&String> =
            behind.iter().filter(|other| reached(edges, other).contains(start)).collect();
        seen.extend(circle.iter().map(|name| (*name).clone()));
        let among = |name: &String| {
            let used: Vec<&str> =
                edges[name].iter().filter(|used| circle.contains(used)).map(String::as_str).collect();
            format!("{name} -> {}", used.join(", "))
        };
        circles.push(circle.iter().copied().map(among).collect::<Vec<_>>().join("; "));
    }
    circles
}

fn reached(edges: &BTreeMap<String, BTreeSet<String>>, start: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut left: Vec<&str> = vec![start];
    while let Some(name) = left.pop() {
        for next in edges.get(name).into_iter().flatten() {
            if reached.insert(next.clone()) {
                left.push(next);
            }
        }
    }
    reached
}

#[test]
fn a_circle_is_found_and_a_line_is_none() {
    let edges = |pairs: &[(&str, &str)]| {
        let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (from, to) in pairs {
            edges.entry((*from).to_owned()).or_default().insert((*to).to_owned());
            edges.entry((*to).to_owned()).or_default();
        }
        edges
    };
    assert!(circles(&edges(&[("a", "b"), ("b", "c"), ("a", "c")])).is_empty());
    assert_eq!(circles(&edges(&[("a", "b"), ("b", "c"), ("c", "b")])), ["b -> c; c -> b"]);
}
