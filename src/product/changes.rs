//! What a product file says about where changes come from: `[changes]`, and the paths of components (H1 to H4, H7).

use std::collections::BTreeMap;

use crate::named::names;

use super::{PathError, Reference, check_path};

/// `[changes]`: how commits and change files become changes, and where they are written to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChangeSettings {
    /// What a commit counts as that says nothing about its kind.
    pub unclassified: Unclassified,
    /// The folder of change files, relative to the product file's folder: `changes` by default.
    pub folder: Box<str>,
    /// Whether commits count; `false` leaves change files alone.
    pub commits: bool,
    /// Whether `apply` adds a section to the changelogs of stable releases.
    pub changelog: bool,
    /// What commit types mean that differ from the standard: `perf = "none"`.
    pub types: BTreeMap<Box<str>, CommitKind>,
    /// Scopes that are not component ids: `sdk = "java-sdk"`.
    pub scopes: BTreeMap<Box<str>, Reference>,
}

impl Default for ChangeSettings {
    fn default() -> Self {
        ChangeSettings {
            unclassified: Unclassified::default(),
            folder: "changes".into(),
            commits: true,
            changelog: false,
            types: BTreeMap::new(),
            scopes: BTreeMap::new(),
        }
    }
}

/// What an unclassified commit counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Unclassified {
    /// It is listed, and fails `pending --strict`.
    #[default]
    Report,
    /// It is a fix.
    Fix,
    /// It is nothing.
    Ignore,
}

/// What a commit type means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum CommitKind {
    /// No change that is released.
    None,
    /// `fix`, or `api-fix` where the commit touches the API.
    Fix,
    /// `api-fix`, whatever the commit touches.
    ApiFix,
    /// `feature`, or `api-feature` where the commit touches the API.
    Feature,
    /// `api-feature`, whatever the commit touches.
    ApiFeature,
    /// `breaking`.
    Breaking,
}

names!(CommitKind: "kind of commits" {
    None = "none",
    Fix = "fix",
    ApiFix = "api-fix",
    Feature = "feature",
    ApiFeature = "api-feature",
    Breaking = "breaking",
});
names!(Unclassified: "answer to unclassified commits" { Report = "report", Fix = "fix", Ignore = "ignore" });

/// An entry of `paths`: a folder or file relative to the product file's folder, or a pattern in gitignore syntax.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathPattern(Box<str>);

impl PathPattern {
    /// Checks an entry of `paths` or `api-paths`.
    ///
    /// What has none of `*`, `?`, `[` and no leading `!` names one folder or file: `sdk/java`, `sdk/java/`. The others
    /// are patterns: `proto/**`, `*.proto`, `!sdk/java/docs`. Refused are an absolute path, `..`, and a `[` that is not
    /// closed.
    ///
    /// ```
    /// use dateline::product::PathPattern;
    ///
    /// assert_eq!(PathPattern::new("sdk/java/")?.folder(), Some("sdk/java"));
    /// assert_eq!(PathPattern::new("proto/**")?.folder(), None);
    /// assert!(PathPattern::new("../sdk").is_err());
    /// # Ok::<(), dateline::product::PathError>(())
    /// ```
    pub fn new(text: &str) -> Result<Self, PathError> {
        let path = text.strip_prefix('!').unwrap_or(text);
        check_path(path.strip_suffix('/').unwrap_or(path))?;
        let mut open = false;
        for c in path.chars() {
            open = (open || c == '[') && c != ']';
        }
        if open { Err(PathError::OpenClass) } else { Ok(PathPattern(text.into())) }
    }

    /// The pattern as the product file has it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder or file that it names, without a `/` at its end; `None` where it is a pattern.
    #[must_use]
    pub fn folder(&self) -> Option<&str> {
        let is_pattern = self.0.starts_with('!') || self.0.contains(['*', '?', '[']);
        (!is_pattern).then(|| self.0.trim_end_matches('/'))
    }
}
