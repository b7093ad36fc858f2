//! `notes`: release notes of what is pending, or of a past release (H6).

use std::collections::BTreeSet;
use std::path::Path;

use super::args::{Global, NotesArguments};
use super::cli_error::CliError;
use super::error::CommandError;
use super::load::{find, folder_of};
use super::names;
use super::output::Output;
use super::pending::pending_of;
use crate::apply::Past;
use crate::notes::Notes;
use crate::pending::Pending;
use crate::plan::{Plan, Request, Stage, plan};
use crate::product::{Component, Product};
use crate::report::NotesReport;
use crate::version::{BuildDate, InvalidVersion, Line, Version};

pub(super) fn run(global: &Global, arguments: &NotesArguments, output: &Output) -> Result<(), CommandError> {
    let source = find(global)?;
    let place = ProductPlace { product: &source.product(|_| {})?, path: source.path() };
    let wanted: Vec<Wanted<'_>> = arguments
        .components
        .iter()
        .map(|text| Wanted::read(text, place.product))
        .collect::<Result<_, CommandError>>()?;
    let notes = match &arguments.line {
        Some(text) => of_line(&place, &wanted, names::line(text)?)?,
        None => of_wanted(&place, &wanted)?,
    };
    output.result(&NotesReport { product: place.product.name(), notes: &notes })
}

/// A product and its file; the demo has none.
struct ProductPlace<'a> {
    product: &'a Product,
    path: Option<&'a Path>,
}

impl ProductPlace<'_> {
    fn folder(&self) -> &Path {
        let folder = self.path.map(folder_of).filter(|folder| !folder.as_os_str().is_empty());
        folder.unwrap_or(Path::new("."))
    }

    fn past(&self) -> Result<Past, CommandError> {
        match self.path {
            Some(_) => Ok(Past::read(self.folder(), self.product)?),
            None => Ok(Past::none(self.product)),
        }
    }
}

/// A component, and perhaps one of its versions.
struct Wanted<'a> {
    component: &'a Component,
    version: Option<Version>,
}

impl<'a> Wanted<'a> {
    /// Reads `COMPONENT` or `COMPONENT@VERSION`.
    fn read(text: &str, product: &'a Product) -> Result<Self, CommandError> {
        let (id, version) = text.split_once('@').map_or((text, None), |(id, version)| (id, Some(version)));
        let id = names::id(id)?;
        let component = product.find(&id)?;
        let version = match version {
            Some(text) => Some(component.scheme().parse(text).map_err(|error| InvalidVersion {
                text: text.to_owned(),
                scheme: component.scheme(),
                error,
            })?),
            None => None,
        };
        Ok(Wanted { component, version })
    }
}

fn of_wanted(place: &ProductPlace<'_>, wanted: &[Wanted<'_>]) -> Result<Vec<Notes>, CommandError> {
    let mut notes = Vec::new();
    let is_pending = wanted.is_empty() || wanted.iter().any(|one| one.version.is_none());
    let pending = if is_pending { Some(pending_of(place.path, place.product, None)?) } else { None };
    let plan = pending.as_ref().and_then(|pending| next_release(place.product, pending));
    let of_pending = |pending, component| Notes::of_next_release(pending, plan.as_ref(), component);
    let past = if wanted.iter().any(|one| one.version.is_some()) { Some(place.past()?) } else { None };
    if let (Some(pending), true) = (&pending, wanted.is_empty()) {
        let all = place.product.components().iter().filter_map(|one| of_pending(pending, one.id()));
        notes.extend(all.filter(|notes| !notes.is_empty()));
    }
    for one in wanted {
        match (one.version, &pending, &past) {
            (None, Some(pending), _) => notes.extend(of_pending(pending, one.component.id())),
            (Some(version), _, Some(past)) => notes.push(of_release(place, past, one.component, version)?),
            _ => {}
        }
    }
    Ok(notes)
}

/// The plan of all that is pending, of which only who comes along counts: its date is the last that there is, so that no
/// build is taken. `None` where it is refused, which does not keep the notes from being written.
fn next_release(product: &Product, pending: &Pending) -> Option<Plan> {
    let changes = pending.changes(Stage::Stable, &BTreeSet::new());
    let date = BuildDate::parse("9999-12-31").ok()?;
    plan(product, &Request::release(changes, Stage::Stable, date)).ok()
}

/// The notes of all stable releases on `line`, of the components wanted or of all.
fn of_line(place: &ProductPlace<'_>, wanted: &[Wanted<'_>], line: Line) -> Result<Vec<Notes>, CommandError> {
    let past = place.past()?;
    let mut notes = Vec::new();
    for component in place.product.components() {
        if !wanted.is_empty() && !wanted.iter().any(|one| one.component.id() == component.id()) {
            continue;
        }
        let versions = past.versions(component).into_iter();
        for version in versions.filter(|version| version.is_stable() && version.line() == line) {
            notes.push(of_release(place, &past, component, version)?);
        }
    }
    Ok(notes)
}

fn of_release(
    place: &ProductPlace<'_>,
    past: &Past,
    component: &Component,
    version: Version,
) -> Result<Notes, CommandError> {
    let notes = past.notes(place.folder(), place.product, component, version)?;
    Ok(notes.ok_or_else(|| untagged(past, component, version))?)
}

/// The error of a release that no tag shows.
pub(super) fn untagged(past: &Past, component: &Component, version: Version) -> CliError {
    let known = past.versions(component).into_iter().take(5).collect();
    CliError::NoRelease { component: component.id().clone(), version, known }
}
