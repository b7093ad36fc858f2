//! A commit message taken apart: header, trailers, what it reverts, what it belongs to (H3).

use git_conventional::Commit as Conventional;

use crate::plan::Change;
use crate::product::{ComponentId, Product};

/// What a commit message says by itself, before anything is known of files or of other commits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// Trailers `Change: …`: each with what stands there.
    Changes(Vec<String>),
    /// It reverts commits, and does nothing else.
    Reverts,
    /// `fixup!` or `squash!`: it belongs to the commit with this subject or id.
    BelongsTo(String),
    /// A Conventional Commits header: type, scope, and whether it breaks.
    Conventional { kind: String, scope: Option<String>, breaking: bool },
    /// A release made by `apply`.
    Release,
    /// Nothing that could be classified.
    Nothing,
}

/// The least digits of an abbreviated id that count as one.
const SHORTEST_ID: usize = 7;

/// The start of the sentence that `git revert` writes.
const REVERTS: &str = "This reverts commit";

/// A message taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Message {
    /// What the commit is, by the first rule that applies.
    pub(super) said: Said,
    /// The ids of the commits that it takes back, each whole or abbreviated, whatever the commit itself is.
    pub(super) reverts: Vec<String>,
}

impl Message {
    /// Reads `message`.
    pub(super) fn read(message: &str, product: &Product) -> Message {
        let message = message.trim();
        let reverts = reverts(message);
        let said = if is_release(message, product) {
            Said::Release
        } else if let Some(rest) = belongs_to(message) {
            Said::BelongsTo(rest.to_owned())
        } else if let changes @ [_, ..] = trailers(message).as_slice() {
            Said::Changes(changes.iter().map(|change| (*change).to_owned()).collect())
        } else if !reverts.is_empty() && !lists_commits(message) {
            Said::Reverts
        } else {
            conventional(message).unwrap_or(Said::Nothing)
        };
        Message { said, reverts }
    }
}

/// Whether the body lists the messages of several commits before its first revert, as GitHub and GitLab write it when they
/// squash a branch: one of them is a revert then, not all of it.
fn lists_commits(message: &str) -> bool {
    let before = message.split(REVERTS).next().unwrap_or_default();
    before.lines().skip(1).any(|line| line.starts_with("* "))
}

/// The values of the trailers `Change: …`.
///
/// In the last paragraph every such line counts; in an earlier one, as squash merges put whole messages into one, only a
/// line that is a change or `none`, so that prose is not read as one.
pub fn trailers(message: &str) -> Vec<&str> {
    let mut body = message.trim().lines().skip(1).peekable();
    let mut found = Vec::new();
    let mut last = Vec::new();
    while let Some(line) = body.next() {
        if line.trim().is_empty() {
            last.clear();
            continue;
        }
        if let Some(value) = trailer(line, "change") {
            if value == "none" || value.parse::<Change>().is_ok() {
                found.push(value);
            } else {
                last.push(value);
            }
        }
        if body.peek().is_none() {
            found.append(&mut last);
        }
    }
    found
}

/// The value of `line`, where it is the trailer `key`.
fn trailer<'m>(line: &'m str, key: &str) -> Option<&'m str> {
    let (name, value) = line.split_once(':')?;
    (name.eq_ignore_ascii_case(key)).then(|| value.trim())
}

/// The subject or id that a `fixup!`, `amend!` or `squash!` commit names.
fn belongs_to(message: &str) -> Option<&str> {
    let mut subject = message.lines().next()?.trim_end();
    let mut belongs = None;
    // `git commit --fixup` of a fixup repeats the prefix.
    while let Some(rest) =
        ["fixup! ", "squash! ", "amend! "].iter().find_map(|prefix| subject.strip_prefix(prefix))
    {
        subject = rest.trim_start();
        belongs = Some(subject);
    }
    belongs
}

/// The ids of the commits that a message says it reverts: git's own sentence, or the footer `Refs:` of `revert: …`.
fn reverts(message: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for (_, rest) in message.match_indices(REVERTS).map(|(at, found)| message.split_at(at + found.len())) {
        let word = rest.trim_start_matches(['s', ' ', '\n', '\r']);
        ids.extend(id(word));
    }
    let is_revert =
        matches!(conventional(message), Some(Said::Conventional { kind, .. }) if kind == "revert");
    if is_revert {
        let refs = message.lines().skip(1).filter_map(|line| trailer(line, "refs"));
        ids.extend(refs.flat_map(|refs| refs.split([',', ' '])).filter_map(id));
    }
    ids
}

/// The id that `text` starts with.
fn id(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(text.len());
    let id = text.get(..end)?;
    (SHORTEST_ID..=64).contains(&id.len()).then(|| id.to_ascii_lowercase())
}

fn conventional(message: &str) -> Option<Said> {
    let header = message.lines().next()?;
    // The header counts even if no empty line separates it from the body.
    let parsed = Conventional::parse(message).or_else(|_| Conventional::parse(header)).ok()?;
    Some(Said::Conventional {
        kind: parsed.type_().as_str().to_ascii_lowercase(),
        scope: parsed.scope().map(|scope| scope.as_str().to_owned()),
        breaking: parsed.breaking() || breaks(message),
    })
}

/// Whether a line of the body is a breaking-change footer, wherever a squash merge has put it.
fn breaks(message: &str) -> bool {
    let body = message.lines().skip(1);
    body.into_iter().any(|line| line.starts_with("BREAKING CHANGE:") || line.starts_with("BREAKING-CHANGE:"))
}

/// The type of a Conventional Commits header, in lower case, of a message without trailers that say more.
pub(super) fn commit_type(message: &str) -> Option<String> {
    let message = message.trim();
    match conventional(message).filter(|_| trailers(message).is_empty())? {
        Said::Conventional { kind, .. } => Some(kind),
        _ => None,
    }
}

/// The description of a Conventional Commits header; any other subject as it is.
pub(crate) fn description(subject: &str) -> &str {
    match Conventional::parse(subject) {
        Ok(parsed) => {
            let description = parsed.description();
            subject.rfind(description).and_then(|at| subject.get(at..)).unwrap_or(subject)
        }
        Err(_) => subject,
    }
}

/// Whether `message` is that of a commit that `apply` makes: below the subject a list of releases,
/// `- core 1.0 -> 1.1: changed by feature:core`, all of components of `product`.
pub fn is_release(message: &str, product: &Product) -> bool {
    let mut body = message.lines().skip(1).skip_while(|line| line.trim().is_empty()).peekable();
    body.peek().is_some()
        && body.take_while(|line| !line.trim().is_empty()).all(|line| is_released(line, product))
}

fn is_released(line: &str, product: &Product) -> bool {
    let Some((head, _)) = line.strip_prefix("- ").and_then(|rest| rest.split_once(": ")) else {
        return false;
    };
    let mut words = head.split(' ');
    let component = words
        .next()
        .and_then(|id| id.parse::<ComponentId>().ok())
        .and_then(|id| product.component(&id).cloned());
    let Some(component) = component else { return false };
    words.next_back().is_some_and(|version| component.scheme().parse(version).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product() -> Product {
        let text = "product.name = 'x'\ncomponents.core = { lead = true }\ncomponents.sdk = {}";
        Product::from_toml(text).unwrap()
    }

    #[test]
    fn a_message_says_what_its_first_matching_rule_gives() {
        let conventional = |kind: &str, scope: Option<&str>, breaking| Said::Conventional {
            kind: kind.to_owned(),
            scope: scope.map(str::to_owned),
            breaking,
        };
        let cases = [
            ("feat: x", conventional("feat", None, false)),
            ("Feat(core)!: x", conventional("feat", Some("core"), true)),
            ("fix: x\nno empty line", conventional("fix", None, false)),
            ("fix: x\n\nBREAKING CHANGE: y", conventional("fix", None, true)),
            ("fix: x (#3)\n\n* fix: x\n\nBREAKING CHANGE: y\n\n* more", conventional("fix", None, true)),
            ("feat: x\n\nChange: none", Said::Changes(vec!["none".to_owned()])),
            (
                "x\n\nChange: fix:core\nChange: bugfix:sdk",
                Said::Changes(vec!["fix:core".into(), "bugfix:sdk".into()]),
            ),
            ("x\n\nChange: the world\n\nSigned-off-by: A", Said::Nothing),
            ("Revert \"feat: x\"\n\nThis reverts commit 0123456789.", Said::Reverts),
            ("fix: back out x\n\nIt broke y.\n\nThis reverts commit 0123456789.", Said::Reverts),
            ("revert: x\n\nRefs: 676104e, a215868", Said::Reverts),
            (
                "feat: x (#5)\n\n* feat: y\n\n* Revert \"feat: y\"\n\nThis reverts commit 0123456789.",
                conventional("feat", None, false),
            ),
            ("fixup! squash! feat: x", Said::BelongsTo("feat: x".into())),
            (
                "Release core 1.1\n\n- core 1.0 -> 1.1: changed by feature:core\n- sdk 1.1: ships core\n",
                Said::Release,
            ),
            ("Notes\n\n- core 1.0 is out: nice", Said::Nothing),
            ("Ядро: больше", conventional("Ядро", None, false)),
            ("", Said::Nothing),
        ];
        for (message, expected) in cases {
            assert_eq!(Message::read(message, &product()).said, expected, "{message:?}");
        }
    }

    #[test]
    fn what_a_commit_takes_back_is_known_whatever_the_commit_is() {
        let cases = [
            ("Revert \"feat: x\"\n\nThis reverts commit 0123456789.", &["0123456789"][..]),
            ("revert: x\n\nRefs: 676104e, a215868", &["676104e", "a215868"]),
            ("x\n\nThis reverts commit 0123456789.\n\nChange: none", &["0123456789"]),
            ("feat: x\n\nRefs: 676104e", &[]),
        ];
        for (message, expected) in cases {
            assert_eq!(Message::read(message, &product()).reverts, expected, "{message:?}");
        }
    }

    #[test]
    fn the_description_of_a_header_is_what_follows_the_colon() {
        assert_eq!(description("feat(core)!: add x"), "add x");
        assert_eq!(description("Add x: y z"), "Add x: y z");
    }
}
