//! Migrations come one after another, and none that was committed is touched again.
//!
//! A surface's `migrations` is a folder of files whose names start with a number and `_` or `-`: `0001_init.sql`. All
//! other files of the folder are none. `.up` and `.down` of one name are one migration. The first number is 0 or 1. What
//! was committed is what the tag of the component's last release has, and what HEAD has: colleagues and test systems may
//! have run it. Where that is known not to be, a commit that skips this check may fix what no release has yet; from then
//! on HEAD has the new text.
//!
//! With `each = "change"` the last migration has the surface's number, open or stable, or the one after it: a release
//! moves the number by one (Rules S2 and S4), so no more than one migration can wait for it.

use std::collections::BTreeMap;

use super::facts::{Facts, TouchedFile};
use super::{Code, Finding, FindingPlace};
use crate::product::{Component, Surface};
use crate::shown::shown;
use crate::version::SurfaceVersion;

pub(super) fn judge(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for component in facts.product.components() {
        for surface in component.surfaces() {
            let Some(folder) = surface.migrations.as_deref() else { continue };
            let series = Series { facts, component, surface, folder };
            match facts.migrations.get(folder).and_then(Option::as_ref) {
                Some(files) => findings.extend(series.judge(files)),
                None => findings.push(series.folder_missing()),
            }
        }
    }
    findings
}

/// The migrations of one surface.
struct Series<'a, 'f> {
    facts: &'a Facts<'f>,
    component: &'a Component,
    surface: &'a Surface,
    folder: &'a str,
}

/// The number of a migration, and its name without what parts one migration into several files.
fn migration(file: &str) -> Option<(u64, String)> {
    let digits = file.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = file.split_at_checked(digits)?;
    let is_one = rest.starts_with(['_', '-']) && rest.contains('.');
    let number = number.parse().ok().filter(|_| is_one)?;
    Some((number, file.replace(".down.", ".").replace(".up.", ".")))
}

impl Series<'_, '_> {
    fn judge(&self, files: &[String]) -> Vec<Finding> {
        let edits = self.facts.git.as_ref().and_then(|git| git.edits.get(self.folder));
        let edits: Vec<&TouchedFile> =
            edits.into_iter().flatten().filter(|edit| self.number_of(edit).is_some()).collect();
        let mut numbered: BTreeMap<u64, Vec<String>> = BTreeMap::new();
        for (number, name) in files.iter().filter_map(|file| migration(file)) {
            let names = numbered.entry(number).or_default();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let mut findings: Vec<Finding> = edits.iter().map(|edit| self.edited(edit)).collect();
        findings.extend(self.duplicates(&numbered));
        // What was removed leaves a gap that is reported already.
        let removed = edits.iter().filter(|edit| edit.removed).filter_map(|edit| self.number_of(edit));
        let mut numbers: Vec<u64> = numbered.keys().copied().chain(removed).collect();
        numbers.sort_unstable();
        numbers.dedup();
        findings.extend(self.gaps(&numbers));
        findings.extend(self.miscounted(numbers.last().copied()));
        findings
    }

    /// The number of a migration of this very folder.
    fn number_of(&self, edit: &TouchedFile) -> Option<u64> {
        let name = edit.path.strip_prefix(self.folder)?.strip_prefix('/')?;
        migration(name).filter(|_| !name.contains('/')).map(|(number, _)| number)
    }

    fn finding(&self, code: Code, place: FindingPlace, message: String, help: &str) -> Finding {
        Finding::new(code, place, message, help).of(self.component.id())
    }

    fn place(&self, key: &str) -> FindingPlace {
        let keys = ["components", self.component.id().as_str(), "surfaces", self.surface.name.as_str(), key];
        self.facts.at(&keys)
    }

    fn folder_missing(&self) -> Finding {
        let message = format!("the folder `{}` does not exist", shown(self.folder));
        let help = "name the folder that contains the migrations, or remove `migrations`";
        self.finding(Code::MigrationsMissing, self.place("migrations"), message, help).value(&self.folder)
    }

    fn edited(&self, edit: &TouchedFile) -> Finding {
        let (how, help) = if edit.removed {
            ("removed", "restore it, and undo what it did by a new one")
        } else {
            ("edited", "restore it, and change what it did by a new one")
        };
        let name = edit.path.rsplit('/').next().unwrap_or_default();
        let message =
            format!("the migration `{}` was {how}, though databases may have it already", shown(name));
        self.finding(Code::MigrationEdited, FindingPlace::file(&edit.path), message, help).value(&name)
    }

    fn duplicates(&self, numbered: &BTreeMap<u64, Vec<String>>) -> Vec<Finding> {
        let find = |(number, names): (&u64, &Vec<String>)| {
            let [first, .., last] = names.as_slice() else { return None };
            let message = format!("`{}` and `{}` both have the number {number}", shown(first), shown(last));
            let place = FindingPlace::file(format!("{}/{last}", self.folder));
            let help = "give the newer one the next free number";
            Some(self.finding(Code::MigrationDuplicate, place, message, help).value(&number))
        };
        numbered.iter().filter_map(find).collect()
    }

    fn gaps(&self, numbers: &[u64]) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut expected = u64::from(numbers.first() != Some(&0));
        for number in numbers {
            if *number > expected {
                let last = number - 1;
                let (which, numbers) = if last == expected {
                    (format!("{expected}"), "number")
                } else {
                    (format!("{expected} to {last}"), "numbers")
                };
                let message = format!("no migration has the {numbers} {which}, but there is a {number}");
                let help = "number them one after another, or restore what is lost";
                let place = FindingPlace::file(self.folder);
                findings.push(self.finding(Code::MigrationGap, place, message, help).value(&which));
            }
            expected = number.saturating_add(1);
        }
        findings
    }

    fn miscounted(&self, last: Option<u64>) -> Option<Finding> {
        let open = self.surface.next.is_some();
        let SurfaceVersion::Counter(number) = self.surface.next.unwrap_or(self.surface.version) else {
            return None;
        };
        let (number, last) = (u64::from(number), last.unwrap_or(0));
        if !self.surface.each_change || last == number || last == number + 1 {
            return None;
        }
        let (id, name) = (self.component.id(), &self.surface.name);
        let message = format!("{id}.{name} is {number}, but its last migration is {last}");
        let help = if last < number {
            format!("add the migrations up to {number}, or write {last}")
        } else {
            format!("release with addition:{id}.{name} before the next migration, or write {last}")
        };
        let place = self.place(if open { "next" } else { "version" });
        Some(self.finding(Code::MigrationCount, place, message, &help).value(&number))
    }
}
