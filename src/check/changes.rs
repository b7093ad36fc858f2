//! Change files are valid (H4), so that no release stops at one.
//!
//! Each component whose files changed says what kind of change it is (H9): in a commit that can be classified, or in a
//! change file. That is only checked for a pull request, which names its base.

use std::borrow::Cow;

use super::facts::{Facts, UnknownText};
use super::{Code, Finding, FindingPlace};
use crate::manifest::packages;
use crate::pending::{At, ChangeFile, ComponentPending, Outcome, Pending, PendingError, PendingErrorKind};
use crate::product::Product;

/// What is wrong in change files.
pub(super) fn judge(facts: &Facts<'_>) -> Vec<Finding> {
    if facts.changes.is_empty() {
        return Vec::new();
    }
    let packages = packages(facts.product, |path| facts.files.get(path)?.as_deref().ok().map(Cow::Borrowed));
    let wrong = |(path, content): (&String, &Result<Vec<u8>, UnknownText>)| {
        let read = text(content).map(|text| ChangeFile::read(path, text, facts.product, &packages));
        let errors = match read {
            Ok(Ok(_)) => Vec::new(),
            Ok(Err(errors)) => errors,
            Err(reason) => vec![PendingError::new(PendingErrorKind::Unreadable { reason })],
        };
        errors.into_iter().map(|error| finding(path, &error)).collect::<Vec<_>>()
    };
    facts.changes.iter().flat_map(wrong).collect()
}

fn text(content: &Result<Vec<u8>, UnknownText>) -> Result<&str, String> {
    match content {
        Ok(bytes) => str::from_utf8(bytes).map_err(|_| "not UTF-8".to_owned()),
        Err(UnknownText::Missing) => Err("it does not exist".to_owned()),
        Err(UnknownText::Link) => Err("it is a symbolic link or behind one".to_owned()),
        Err(UnknownText::Failed(reason)) => Err(reason.clone()),
    }
}

fn finding(path: &str, error: &PendingError) -> Finding {
    let place = match error.at {
        Some(At::File { line, .. }) => FindingPlace::line(path, line),
        _ => FindingPlace::file(path),
    };
    Finding::new(Code::ChangeFile, place, error.kind.to_string(), Code::ChangeFile.help_for(error))
}

/// What `pending`, the commits of a pull request, leaves unsaid.
pub fn change_missing(name: &str, product: &Product, pending: &Pending) -> Vec<Finding> {
    let only_files = !product.changes().commits;
    let touching = pending.touching();
    let missing = |component: &&ComponentPending| {
        let says = |outcome: &Outcome| !only_files && *outcome != Outcome::Unclassified;
        let in_files =
            component.files.iter().any(|file| touching.get(file.file).is_some_and(|it| !it.is_empty()));
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
