//! The files below a folder: those that git does not ignore, or all of them where there is no git.
//!
//! No link is followed, and no folder is looked into that is hidden or holds what others made.

use std::fs;
use std::io;
use std::path::Path;

use super::git::Git;

/// The files below a folder.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// Where they are, relative to the folder, with `/` between the parts. A name that is not UTF-8 has U+FFFD in the
    /// places where it is none.
    pub files: Vec<String>,
    /// The folders whose files were not looked at, since they are too deep or there were too many names before them.
    pub unseen: Vec<String>,
}

/// How many names are looked at.
const MAX_NAMES: usize = 100_000;
/// How many folders deep, where git does not list the files.
const MAX_DEPTH: usize = 8;

/// Folders that hold what others made, or what was built.
const FOREIGN: [&str; 7] =
    ["bower_components", "node_modules", "target", "third_party", "thirdparty", "vendor", "venv"];

/// The files below `folder`.
pub fn tree(folder: &Path) -> io::Result<Tree> {
    let listed = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let mut tree = match Git::new(folder).ask(&listed) {
        // git may ignore the folder itself, which is asked for all the same.
        Ok(names) if !names.is_empty() => known_to_git(&names),
        Ok(_) | Err(_) => walk(folder)?,
    };
    tree.files.sort();
    // A file that was merged with conflicts is listed three times.
    tree.files.dedup();
    Ok(tree)
}

fn known_to_git(names: &[u8]) -> Tree {
    let mut tree = Tree::default();
    for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let name = String::from_utf8_lossy(name).into_owned();
        let folders: Vec<&str> = name.split('/').rev().skip(1).collect();
        if folders.iter().any(|folder| is_skipped(folder)) {
            continue;
        }
        if tree.files.len() < MAX_NAMES {
            tree.files.push(name);
        } else {
            let top = name.split_once('/').map_or(".", |(top, _)| top);
            if tree.unseen.last().is_none_or(|last| last != top) {
                tree.unseen.push(top.to_owned());
            }
        }
    }
    tree
}

/// The folders below `folder` that are submodules: other repositories, with tags of their own.
pub fn submodules(folder: &Path) -> Vec<String> {
    if !folder.join(".gitmodules").is_file() {
        return Vec::new();
    }
    let question = ["config", "-z", "--file", ".gitmodules", "--get-regexp", r"^submodule\..*\.path$"];
    // Each answer is a key, a line end, the value and NUL.
    let answer = Git::new(folder).ask(&question).unwrap_or_default();
    let entries = answer.split(|byte| *byte == 0).map(String::from_utf8_lossy);
    entries.filter_map(|entry| entry.split_once('\n').map(|(_, path)| path.to_owned())).collect()
}

/// Whether `folder` has a Markdown file in it.
pub fn holds_text(folder: &Path) -> bool {
    let mut entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.any(|entry| entry.path().extension().is_some_and(|extension| extension == "md"))
}

fn is_skipped(folder: &str) -> bool {
    folder.starts_with('.') || FOREIGN.contains(&folder)
}

/// Looks through the folders, the nearest ones first. One that cannot be read is passed over.
fn walk(folder: &Path) -> io::Result<Tree> {
    fs::read_dir(folder)?;
    let mut tree = Tree::default();
    let mut level = vec![String::new()];
    let mut seen = 0;
    for _ in 0..=MAX_DEPTH {
        let mut below = Vec::new();
        for parent in &level {
            for entry in fs::read_dir(folder.join(parent)).into_iter().flatten().flatten() {
                seen += 1;
                if seen > MAX_NAMES {
                    let rest = if parent.is_empty() { ".".to_owned() } else { parent.clone() };
                    return Ok(Tree { unseen: vec![rest], ..tree });
                }
                let name = entry.file_name().to_string_lossy().into_owned();
                let path = if parent.is_empty() { name.clone() } else { format!("{parent}/{name}") };
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() && !is_skipped(&name) => below.push(path),
                    Ok(kind) if kind.is_dir() => {}
                    _ => tree.files.push(path),
                }
            }
        }
        level = below;
    }
    tree.unseen = level;
    Ok(tree)
}
