//! Templates of the first line of commit messages.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::shown::{is_invisible, shown};
use crate::version::{BuildDate, Line};

/// The first line of the commit that makes a release; below it, each release is listed with its reasons.
///
/// It may hold `{releases}`, the components with their new versions; `{line}`, the line that releases of line components get;
/// `{date}`, the date of the plan; and `{product}`, the name of the product line.
///
/// ```
/// use dateline::product::CommitTemplate;
/// use dateline::version::BuildDate;
///
/// let template = CommitTemplate::new("chore(release): {product} {line} of {date}")?;
/// let subject = template.subject("Chain", "core 1.1, mac 1.1", "1.1".parse()?, BuildDate::from_ymd(2016, 11, 5)?);
/// assert_eq!(subject, "chore(release): Chain 1.1 of 2016-11-05");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitTemplate(Box<str>);

/// Why a text is not a template of a commit message.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CommitError {
    /// There is nothing but white space.
    #[error("the first line of a commit message cannot be empty")]
    Empty,
    /// A placeholder is unknown or not closed: `Release {version}`, `Release {releases`.
    #[error("unknown placeholder `{{{}`: use `{{releases}}`, `{{line}}`, `{{date}}` and `{{product}}`", shown(.0))]
    Placeholder(String),
    /// A line end, a control, bidirectional or invisible character: `Release\n{releases}`.
    #[error("it must be one line without the invisible character U+{:04X}", *.0 as u32)]
    Invisible(char),
}

const RELEASES: &str = "{releases}";
const LINE: &str = "{line}";
const DATE: &str = "{date}";
const PRODUCT: &str = "{product}";

impl CommitTemplate {
    /// The template that a product file without `commit` has: `Release {releases}`.
    #[must_use]
    pub fn standard() -> Self {
        CommitTemplate("Release {releases}".into())
    }

    /// Checks that `text` is one line of known placeholders.
    pub fn new(text: &str) -> Result<Self, CommitError> {
        if text.trim().is_empty() {
            return Err(CommitError::Empty);
        }
        if let Some(c) = text.chars().find(|c| is_invisible(*c)) {
            return Err(CommitError::Invisible(c));
        }
        let fixed = [RELEASES, LINE, DATE, PRODUCT]
            .iter()
            .fold(text.to_owned(), |text, known| text.replace(known, " "));
        if let Some((_, rest)) = fixed.split_once('{') {
            let end = rest.find('}').map_or(rest.len(), |end| end + 1);
            return Err(CommitError::Placeholder(rest.get(..end).unwrap_or(rest).to_owned()));
        }
        Ok(CommitTemplate(text.trim().into()))
    }

    /// The first line of a commit.
    #[must_use]
    pub fn subject(&self, product: &str, releases: &str, line: Line, date: BuildDate) -> String {
        let known = self.0.replace(RELEASES, releases).replace(LINE, &line.to_string());
        // The name comes last: what it holds stands for itself.
        known.replace(DATE, &date.to_string()).replace(PRODUCT, product)
    }
}

impl FromStr for CommitTemplate {
    type Err = CommitError;

    fn from_str(text: &str) -> Result<Self, CommitError> {
        CommitTemplate::new(text)
    }
}

#[cfg(feature = "serde")]
crate::version::as_string!(CommitTemplate);

impl fmt::Display for CommitTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
