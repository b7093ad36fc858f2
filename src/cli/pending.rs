//! `pending`: what changed since the last release of each component.

use std::collections::BTreeSet;
use std::path::Path;

use super::args::{EvidenceArguments, Global, PendingArguments};
use super::cli_error::CliError;
use super::error::CommandError;
use super::load::{find, folder_of};
use super::names;
use super::output::Output;
use crate::apply::{EvidenceError, evidence};
use crate::pending::{ComponentPending, Pending, Sources};
use crate::phrases::count;
use crate::plan::{Change, Stage};
use crate::product::{ComponentId, Product};
use crate::report::PendingReport;
use crate::shown::shown;
use crate::version::Line;

pub(super) fn run(
    global: &Global,
    arguments: &PendingArguments,
    output: &Output,
) -> Result<(), CommandError> {
    let ids = names::ids(&arguments.components)?;
    let source = find(global)?;
    let product = source.product(|_| {})?;
    check_known(&product, &ids)?;
    let line = arguments.line.as_deref().map(names::line).transpose()?;
    let pending = pending_of(source.path(), &product, line)?;
    let is_wanted = |component: &&ComponentPending| ids.is_empty() || ids.contains(&component.component);
    let components: Vec<&ComponentPending> = pending.components.iter().filter(is_wanted).collect();
    let unclassified = components.iter().any(|component| component.unclassified() > 0);
    output.result(&PendingReport { product: product.name(), pending: &pending, components })?;
    note_unknown_types(&pending, &product, output);
    if arguments.strict && unclassified { Err(CommandError::reported()) } else { Ok(()) }
}

/// What is pending of `product`, whose file is at `path`, or of it on a maintained `line`; nothing is of the demo, which
/// has no file.
pub(super) fn pending_of(
    path: Option<&Path>,
    product: &Product,
    line: Option<Line>,
) -> Result<Pending, CommandError> {
    let Some(path) = path else {
        return Ok(Pending::of(product, Sources::default()).map_err(EvidenceError)?);
    };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let pending = evidence(folder_of(path), &name, product, line)?;
    match line {
        Some(line) if pending.components.is_empty() => Err(CliError::NotMaintained(line).into()),
        _ => Ok(pending),
    }
}

fn check_known(product: &Product, ids: &[ComponentId]) -> Result<(), CommandError> {
    for id in ids {
        product.find(id)?;
    }
    Ok(())
}

/// A product with what is pending of it, where that is asked for.
pub(super) struct Asked {
    pub(super) product: Product,
    pub(super) pending: Option<Pending>,
}

impl Asked {
    /// Loads the product, and reads what is pending where `evidence` asks for it.
    pub(super) fn load(
        global: &Global,
        wanted: &EvidenceArguments,
        stage: Stage,
    ) -> Result<Asked, CommandError> {
        let source = find(global)?;
        let product = source.product(|_| {})?;
        let pending =
            wanted.pending.then(|| pending_of(source.path(), &product, stage.line())).transpose()?;
        Ok(Asked { product, pending })
    }

    /// The changes named, and those pending that `wanted` does not leave out.
    pub(super) fn changes(
        &self,
        named: Vec<Change>,
        stage: Stage,
        wanted: &EvidenceArguments,
    ) -> Result<Vec<Change>, CommandError> {
        pending_changes(self.pending.as_ref(), &self.product, named, stage, wanted)
    }
}

/// The changes `named`, and those of `pending` that `wanted` does not leave out.
pub(super) fn pending_changes(
    pending: Option<&Pending>,
    product: &Product,
    mut named: Vec<Change>,
    stage: Stage,
    wanted: &EvidenceArguments,
) -> Result<Vec<Change>, CommandError> {
    let except = names::ids(&wanted.except)?;
    check_known(product, &except)?;
    let except: BTreeSet<ComponentId> = except.into_iter().collect();
    if let Some(pending) = pending {
        named.extend(pending.changes(stage, &except));
    }
    Ok(named)
}

/// How many unknown types are named.
const NAMED: usize = 5;

/// A word on types of commits that count as no release because nothing defines them.
fn note_unknown_types(pending: &Pending, product: &Product, output: &Output) {
    let types = pending.unknown_types(product);
    if types.is_empty() {
        return;
    }
    let named = types.iter().take(NAMED).map(|(kind, count)| format!("{} ({count})", shown(kind)));
    let more = if types.len() > NAMED { ", …" } else { "" };
    let named = named.collect::<Vec<_>>().join(", ");
    output.note(&format!(
        "note: commits of these types count as no release: {named}{more}; `[changes.types]` in the product file can say \
         what they are"
    ));
}

/// A word on what `pending` cannot plan.
pub(super) fn note_unclassified(pending: &Pending, output: &Output) {
    let unclassified: usize = pending.components.iter().map(ComponentPending::unclassified).sum();
    if unclassified > 0 {
        let (commits, are) = (count(unclassified, "commit"), if unclassified == 1 { "is" } else { "are" });
        output.note(&format!("note: {commits} {are} unclassified, and not planned: see `dateline pending`"));
    }
}
