//! debian/changelog: deb-changelog(5). A release is a new entry at the head; entries below it are history and stay.

use chrono::{DateTime, FixedOffset};

use super::error::{ManifestError, ManifestErrorKind};
use super::holds::Holds;
use super::lines::{body, lines, part};
use super::site::{Found, literal};

/// A new entry of a debian/changelog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebianEntry<'a> {
    pub version: &'a str,
    /// The revision behind `-`; `None` is `1` for a package that had one, and none for a native package.
    pub revision: Option<&'a str>,
    /// Where it goes; `None` keeps the distribution of the entry before, and makes `unstable` of `UNRELEASED`.
    pub distribution: Option<&'a str>,
    /// How important the upgrade is: `medium`.
    pub urgency: &'a str,
    /// What changed, a point each; none says which version it is.
    pub changes: &'a [String],
    /// Who releases: `Ada <ada@example.org>`.
    pub maintainer: &'a str,
    /// When, written as RFC 2822 has it.
    pub date: DateTime<FixedOffset>,
}

/// The head of the newest entry: `chain (1:1.0-2) bookworm; urgency=medium`.
struct Head<'t> {
    package: &'t str,
    /// What stands before the upstream version: an epoch with its colon, or nothing.
    epoch: &'t str,
    upstream: &'t str,
    /// The byte that the upstream version starts at.
    start: usize,
    has_revision: bool,
    distribution: &'t str,
}

/// The upstream version of the newest entry.
pub(super) fn find(text: &str, _: Option<&str>) -> Found {
    let head = head(text)?;
    let span = head.start..head.start + head.upstream.len();
    Ok(vec![literal(text, span, head.upstream, "the newest entry")?])
}

fn head(text: &str) -> Result<Head<'_>, ManifestError> {
    let first = lines(text).find(|(_, line)| !line.trim().is_empty());
    let missing = ManifestErrorKind::NotFound { what: "entry of the changelog".to_owned() };
    let (at, line) = first.ok_or_else(|| missing.anywhere())?;
    read_head(line, at).ok_or_else(|| {
        let message = "`PACKAGE (VERSION) DISTRIBUTION; urgency=…` is expected".to_owned();
        ManifestErrorKind::Syntax { language: "Debian changelog", message }.at(text, at)
    })
}

fn read_head(line: &str, at: usize) -> Option<Head<'_>> {
    let (package, rest) = line.split_once(" (")?;
    let (version, rest) = rest.split_once(')')?;
    let distribution = rest.split_once(';')?.0.trim();
    let upstream_at = version.find(':').map_or(0, |colon| colon + 1);
    let revision = version.rfind('-').filter(|dash| *dash >= upstream_at);
    Some(Head {
        package: Some(package).filter(|package| !package.contains(char::is_whitespace))?,
        epoch: part(version, 0..upstream_at),
        upstream: part(version, upstream_at..revision.unwrap_or(version.len())),
        start: at + package.len() + " (".len() + upstream_at,
        has_revision: revision.is_some(),
        distribution,
    })
}

impl<'a> DebianEntry<'a> {
    /// An entry of medium urgency that goes where the one before went.
    pub fn new(version: &'a str, maintainer: &'a str, date: DateTime<FixedOffset>) -> Self {
        DebianEntry {
            version,
            revision: None,
            distribution: None,
            urgency: "medium",
            changes: &[],
            maintainer,
            date,
        }
    }

    /// The text of a debian/changelog with this entry at its head; the text as it is where its newest entry is of this
    /// version already. A byte order mark and the file's line ends stay.
    ///
    /// Refused where the text has no entry, or where a value would not read back as itself.
    pub fn add_to(&self, text: &str) -> Result<String, ManifestError> {
        let body = body(text);
        let (mark, _) = text.split_at(text.len() - body.len());
        let head = head(body)?;
        if head.upstream == self.version {
            return Ok(text.to_owned());
        }
        let is_one_line = |value: &&str| !value.chars().any(char::is_control);
        let name = self.maintainer.strip_suffix('>').and_then(|rest| rest.split_once(" <"));
        let is_named = name.is_some_and(|(name, address)| !name.trim().is_empty() && !address.is_empty());
        if !is_named || !is_one_line(&self.maintainer) {
            let kind = ManifestErrorKind::Maintainer { text: self.maintainer.to_owned() };
            return Err(kind.anywhere());
        }
        let values = [self.version, self.urgency, self.revision.unwrap_or_default()];
        let wrong = values.into_iter().find(|value| !is_one_line(value));
        let entry = self.write(&head);
        let read = find(&entry, None).ok().and_then(|sites| sites.into_iter().next()).map(|site| site.text);
        let wrong = wrong.or((read.as_deref() != Some(self.version)).then_some(self.version));
        if let Some(text) = wrong {
            let kind = ManifestErrorKind::Unwritable { holds: Holds::Version, text: text.to_owned() };
            return Err(kind.anywhere());
        }
        let ends = body.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n"));
        let entry = if ends { entry.replace('\n', "\r\n") } else { entry };
        Ok(format!("{mark}{entry}{body}"))
    }

    fn write(&self, head: &Head<'_>) -> String {
        let revision = self.revision.or_else(|| head.has_revision.then_some("1"));
        let revision = revision.map(|revision| format!("-{revision}")).unwrap_or_default();
        let kept = if head.distribution == "UNRELEASED" { "unstable" } else { head.distribution };
        let distribution = self.distribution.unwrap_or(kept);
        let version = format!("{}{}{revision}", head.epoch, self.version);
        let date = self.date.format("%a, %d %b %Y %H:%M:%S %z");
        let mut changes: String = self.changes.iter().map(|change| point(change)).collect();
        if changes.is_empty() {
            changes = point(&format!("Release {}.", self.version));
        }
        format!(
            "{} ({version}) {distribution}; urgency={}\n\n{changes}\n -- {}  {date}\n\n",
            head.package, self.urgency, self.maintainer
        )
    }
}

/// A point of an entry; its further lines are indented as deep as its first, and none is blank.
fn point(change: &str) -> String {
    let lines = change.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines =
        lines.enumerate().map(|(index, line)| format!("  {} {line}\n", if index == 0 { '*' } else { ' ' }));
    lines.collect()
}
