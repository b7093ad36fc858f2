//! A repository as data: commits since the last releases.

use std::sync::Arc;

use dateline::apply::{Log, LogEntry};
use dateline::pending::{Base, Commit, Pending, Sources};
use dateline::product::Product;
use dateline::version::Scheme;

use crate::journey::day;

/// What `messages`, the newest first, are of the components whose ids their scopes name; all was released before.
pub fn pending(file: &str, messages: &[&str]) -> Arc<Pending> {
    let product = Product::from_toml(file).unwrap();
    let commit = |(place, message): (usize, &&str)| Commit {
        id: format!("{place:040x}").chars().rev().collect::<String>().into(),
        parents: vec![format!("{:040x}", place + 1).chars().rev().collect::<String>().into()],
        author: "Ada".into(),
        date: Some(day("2016-11-02")),
        message: (*message).into(),
        files: vec!["core/main.rs".into()],
        ..Commit::default()
    };
    let mut commits: Vec<Commit> = messages.iter().enumerate().map(commit).collect();
    let root = Commit {
        id: format!("{:040x}", messages.len()).chars().rev().collect::<String>().into(),
        ..Commit::default()
    };
    commits.push(root);
    let base = Some(Base::Tag { name: "core-v1.0".into(), at: messages.len() });
    let bases = product.components().iter().map(|_| base.clone()).collect();
    let sources = Sources { commits, bases, ..Sources::default() };
    Arc::new(Pending::of(&product, sources).unwrap())
}

/// Releases, the newest first, each as `2016-11-05 core 1.1`; those of a day are of one commit.
pub fn log(releases: &[String]) -> Arc<Log> {
    let entry = |release: &String| {
        let [date, id, version] = release.split(' ').collect::<Vec<_>>()[..] else { panic!("{release}") };
        let version = Scheme::ALL.into_iter().find_map(|scheme| scheme.parse(version).ok()).unwrap();
        LogEntry {
            component: id.parse().unwrap(),
            version,
            at: format!("{date}T12:00:00+00:00").into(),
            by: Some("Ada <ada@example.org>".into()),
            because: Some(format!("changed by fix:{id}").into()),
            tag: Some(format!("{id}-v{version}")),
            reading: None,
            commit: Some(format!("{}0123456789abcdef", date.replace('-', "")).into()),
        }
    };
    Arc::new(Log { entries: releases.iter().map(entry).collect(), left_out: Vec::new() })
}
