//! What a disk holds: its names and contents, and what it keeps of the steps that were not synced.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{Hash, Hasher};

use crate::repository::Repository;

/// One change of what a disk holds, or the promise that one lasts. Paths are relative to the root.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// A new file, by its number.
    Create(String, usize),
    MakeFolder(String),
    Rename(String, String),
    Exchange(String, String),
    Link(String, String),
    Remove(String),
    /// Bytes at a place of a file.
    Write(usize, usize, Vec<u8>),
    Cut(usize, usize),
    Sync(usize),
    SyncFolder(String),
}

/// What of that which was not synced a disk keeps.
#[derive(Debug, Clone, Copy)]
pub(super) enum Keeps {
    All,
    Names,
    /// Any part: which one, the number says.
    Part(u64),
}

/// A tree of names, and what the files hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Disk {
    pub(super) names: BTreeMap<String, usize>,
    folders: BTreeSet<String>,
    pub(super) contents: Vec<Vec<u8>>,
}

impl Disk {
    /// The folder of a repository.
    pub(super) fn of(repository: &Repository) -> Disk {
        let mut disk = Disk::default();
        let mut open = vec![String::new()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(repository.path().join(&folder)).unwrap() {
                let entry = entry.unwrap();
                let name = entry.file_name().into_string().unwrap();
                let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
                if entry.file_type().unwrap().is_dir() {
                    disk.folders.insert(path.clone());
                    open.push(path);
                } else if !path.starts_with(".git/hooks/") {
                    disk.names.insert(path.clone(), disk.contents.len());
                    disk.contents.push(fs::read(repository.path().join(path)).unwrap());
                }
            }
        }
        disk
    }

    fn file(&mut self, number: usize) -> &mut Vec<u8> {
        if self.contents.len() <= number {
            self.contents.resize(number + 1, Vec::new());
        }
        &mut self.contents[number]
    }

    /// Makes a change; one that builds on what is not there is not made.
    pub(super) fn follow(&mut self, step: &Step) {
        let is_place = |disk: &Disk, path: &str| {
            path.rsplit_once('/').is_none_or(|(folder, _)| disk.folders.contains(folder))
        };
        match step {
            Step::Create(path, number) if is_place(self, path) => {
                self.file(*number);
                self.names.insert(path.clone(), *number);
            }
            Step::MakeFolder(path) if is_place(self, path) => {
                self.folders.insert(path.clone());
            }
            Step::Rename(from, to) if is_place(self, to) => {
                if let Some(number) = self.names.remove(from) {
                    self.names.insert(to.clone(), number);
                }
            }
            Step::Exchange(one, other) => {
                if let (Some(first), Some(second)) =
                    (self.names.get(one).copied(), self.names.get(other).copied())
                {
                    self.names.insert(one.clone(), second);
                    self.names.insert(other.clone(), first);
                }
            }
            Step::Link(from, to) if is_place(self, to) => {
                if let Some(number) = self.names.get(from).copied() {
                    self.names.insert(to.clone(), number);
                }
            }
            Step::Remove(path) => {
                self.names.remove(path);
                self.folders.remove(path);
            }
            Step::Write(number, place, bytes) => {
                let content = self.file(*number);
                let end = place + bytes.len();
                if content.len() < end {
                    // What lies before it and was not kept reads as zeros.
                    content.resize(end, 0);
                }
                content[*place..end].copy_from_slice(bytes);
            }
            Step::Cut(number, length) => self.file(*number).resize(*length, 0),
            _ => {}
        }
    }

    /// The repository that is on it.
    pub(super) fn repository(&self) -> Repository {
        let repository = Repository::without_git("");
        fs::remove_file(repository.path().join("product.toml")).unwrap();
        for folder in &self.folders {
            fs::create_dir_all(repository.path().join(folder)).unwrap();
        }
        for (name, number) in &self.names {
            repository.write(name, &self.contents[*number]);
        }
        repository
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What the disk holds where the power fails after `steps`.
pub(super) fn after(start: &Disk, steps: &[Step], keeps: Keeps) -> Disk {
    // From the last step on backwards: what is synced after it lasts.
    let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
    let mut kept = vec![true; steps.len()];
    for (place, step) in steps.iter().enumerate().rev() {
        let by_chance = |number: u64| {
            let mut hasher = DefaultHasher::new();
            (number, place).hash(&mut hasher);
            hasher.finish().is_multiple_of(2)
        };
        let (is_name, is_synced) = match step {
            Step::Sync(number) => {
                files.insert(*number);
                (false, true)
            }
            Step::SyncFolder(path) => {
                folders.insert(path.clone());
                (true, true)
            }
            Step::Write(number, ..) | Step::Cut(number, _) => (false, files.contains(number)),
            Step::Create(path, _) | Step::MakeFolder(path) | Step::Remove(path) => {
                (true, folders.contains(folder_of(path)))
            }
            Step::Rename(from, to) | Step::Exchange(from, to) | Step::Link(from, to) => {
                (true, folders.contains(folder_of(from)) && folders.contains(folder_of(to)))
            }
        };
        kept[place] = is_synced
            || match keeps {
                Keeps::All => true,
                Keeps::Names => is_name,
                Keeps::Part(number) => by_chance(number),
            };
    }
    let mut disk = start.clone();
    steps.iter().zip(kept).filter(|(_, kept)| *kept).for_each(|(step, _)| disk.follow(step));
    disk
}
