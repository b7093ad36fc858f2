//! Each component whose files changed says what kind of change it is (H9): in a commit that can be classified, or in a
//! change file. Only checked for a pull request, which names its base.

use super::{Code, Finding, FindingPlace};
use crate::pending::{ComponentPending, Outcome, Pending};
use crate::product::Product;

/// What `pending`, the commits of a pull request, leaves unsaid.
pub fn change_missing(name: &str, product: &Product, pending: &Pending) -> Vec<Finding> {
    let only_files = !product.changes().commits;
    let missing = |component: &&ComponentPending| {
        let says = |outcome: &Outcome| !only_files && *outcome != Outcome::Unclassified;
        let in_files = component.files.iter().any(|file| {
            let path = pending.files.get(file.file).map(|file| &file.path);
            pending.commits.iter().any(|commit| path.is_some_and(|path| commit.files.contains(path)))
        });
        let mut outcomes = component.commits.iter().map(|account| &account.outcome).peekable();
        outcomes.peek().is_some() && !in_files && !outcomes.any(says)
    };
    let find = |component: &ComponentPending| {
        let id = &component.component;
        let message = format!("files of {id} changed, and neither a commit nor a change file says how");
        let help = format!(
            "run `dateline change KIND:{id} -m TEXT`; where nothing needs a release, write a change file that says `{id}: none`"
        );
        Finding::new(Code::ChangeMissing, FindingPlace::file(name), message, help).of(id)
    };
    pending.components.iter().filter(missing).map(find).collect()
}
