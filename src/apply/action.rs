//! What will be done, as data: a dry run shows the very list that a real run works through.

use std::fmt;

use super::journal::FileChange;
use super::message::{commit_message, tag_message};
use super::site::Options;
use crate::notes::Notes;
use crate::plan::{Plan, Release};
use crate::product::Product;

/// One thing that an apply does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApplyAction {
    /// A file gets its new content.
    Write {
        /// The file, relative to the product file's folder.
        path: String,
    },
    /// A file goes.
    Remove {
        /// The file, relative to the product file's folder.
        path: String,
    },
    /// The files are committed.
    Commit { branch: String, message: String },
    /// The commit gets an annotated tag.
    Tag { name: String, message: String },
    /// The user brings a file up to date that only its own tool can write; nothing is done here.
    Refresh {
        /// The file, relative to the product file's folder.
        path: String,
        command: String,
    },
    /// Branch and tags are pushed, all or none.
    Push { remote: String },
}

impl ApplyAction {
    /// The word that JSON uses.
    pub const fn name(&self) -> &'static str {
        match self {
            ApplyAction::Write { .. } => "write",
            ApplyAction::Remove { .. } => "remove",
            ApplyAction::Commit { .. } => "commit",
            ApplyAction::Tag { .. } => "tag",
            ApplyAction::Refresh { .. } => "refresh",
            ApplyAction::Push { .. } => "push",
        }
    }
}

impl fmt::Display for ApplyAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ApplyAction::Write { path } => write!(f, "write {path}"),
            ApplyAction::Remove { path } => write!(f, "remove {path}"),
            ApplyAction::Commit { branch, message } => {
                write!(f, "commit on {branch}: {}", message.lines().next().unwrap_or_default())
            }
            ApplyAction::Tag { name, .. } => write!(f, "tag {name}"),
            ApplyAction::Refresh { path, command } => write!(f, "refresh {path} yourself: run `{command}`"),
            ApplyAction::Push { remote } => write!(f, "push to {remote}"),
        }
    }
}

fn action(edit: &FileChange) -> ApplyAction {
    let path = edit.path.clone();
    if edit.after.is_some() { ApplyAction::Write { path } } else { ApplyAction::Remove { path } }
}

/// What applying `plan` does, in order. `notes` are those of its releases, as far as they are known; `branch` is the branch to commit to, `None` where there is no commit; `remote`
/// is where to push.
pub fn actions(
    product: &Product,
    plan: &Plan,
    notes: &[Notes],
    edits: &[FileChange],
    options: Options,
    branch: Option<&str>,
    remote: Option<&str>,
) -> Vec<ApplyAction> {
    let mut actions: Vec<ApplyAction> = edits.iter().map(action).collect();
    let Some(branch) = branch else { return actions };
    if !edits.is_empty() {
        actions
            .push(ApplyAction::Commit { branch: branch.to_owned(), message: commit_message(product, plan) });
    }
    if options.tag {
        let tag = |(name, release): (String, &Release)| {
            let notes = notes.iter().find(|notes| notes.component == release.component);
            ApplyAction::Tag { name, message: tag_message(release, notes) }
        };
        actions.extend(tag_names(product, plan).map(tag));
    }
    actions.extend(remote.map(|remote| ApplyAction::Push { remote: remote.to_owned() }));
    actions
}

/// The tags that a plan makes, each with the release that it is for, in the order of the product file.
pub(super) fn tag_names<'p>(
    product: &'p Product,
    plan: &'p Plan,
) -> impl Iterator<Item = (String, &'p Release)> {
    let tagged = plan.released_of(product).filter(|(component, release)| component.is_tagged(release.to));
    tagged.map(|(component, release)| (product.tag_of(component).name(component.id(), release.to), release))
}
