//! What asks for nothing but what its component has: a `sync` on the line, a `dev` that was built (H4 and Rules B3 and B6).

use super::component::{Account, ComponentPending};
use super::outcome::Outcome;
use crate::plan::{Change, Kind, Level};
use crate::product::{Component, Product};
use crate::version::Line;

/// Marks as done the commits that ask for nothing but a development build, and that the last one has: those `held`. Change
/// files need no mark, since the build consumes them.
pub(super) fn settle_builds(pending: &mut ComponentPending, held: &[bool]) {
    let is_held = |account: &&mut Account| held.get(account.commit).copied().unwrap_or(false);
    pending.commits.iter_mut().filter(is_held).for_each(|account| settle(account, Kind::Dev));
}

/// Marks each `sync` as done that has nothing to do: of a component that is on the current line, while nothing that is pending
/// opens another one (Rules B1 and B3); on a maintained `line` nothing catches up (Rule B7).
pub(super) fn settle_lines(product: &Product, line: Option<Line>, components: &mut [ComponentPending]) {
    let opens_line = |(pending, component): (&ComponentPending, &Component)| {
        let level = pending.kind().map(Kind::level).filter(|_| component.shares_line());
        level == Some(Level::Major) || (level == Some(Level::Minor) && component.is_lead())
    };
    if line.is_none() && components.iter().zip(product.components()).any(opens_line) {
        return;
    }
    for (pending, component) in components.iter_mut().zip(product.components()) {
        if line.is_some() || (component.version().is_some() && !product.is_behind(component)) {
            pending.commits.iter_mut().for_each(|account| settle(account, Kind::Sync));
            for file in &mut pending.files {
                file.is_done = asks_only(&file.changes, Kind::Sync);
            }
        }
    }
}

/// Marks a commit as done where it asks for nothing but `kind`.
fn settle(account: &mut Account, kind: Kind) {
    if let Outcome::Changes(changes) = &mut account.outcome
        && asks_only(changes, kind)
    {
        account.outcome = Outcome::Done(std::mem::take(changes));
    }
}

/// Whether `changes` are all of `kind`, and there are any.
fn asks_only(changes: &[Change], kind: Kind) -> bool {
    !changes.is_empty() && changes.iter().all(|change| change.kind() == kind)
}
