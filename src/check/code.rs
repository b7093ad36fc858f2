//! The codes of findings: one table, which `--only` and `--skip`, the help, JSON and the documentation read.

use std::fmt;

use thiserror::Error;

use crate::nearest::nearest;
use crate::shown::shown;
use crate::words::{Explain, Help};

/// What a guardrail finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Code {
    /// The product file breaks its rules. Its findings have the codes of its errors: `unknown-key`.
    InvalidProduct,
    /// A manifest is not there.
    ManifestMissing,
    /// A manifest cannot be read.
    ManifestUnreadable,
    /// The place that an entry of `manifests` means is not in the file, or not once.
    ManifestNoPlace,
    /// The value is defined elsewhere.
    ManifestElsewhere,
    /// A manifest holds another value than the product file.
    ManifestDiffers,
    /// Two entries of `manifests` write one place.
    ManifestTwoOwners,
    /// A surface constant is not a number of the surface's form.
    SurfaceForm,
    /// A version that was committed has no tag.
    TagMissing,
    /// A tag is on a commit whose product file has another version.
    TagMoved,
    /// A tag is of a version above those of the product file.
    TagAhead,
    /// A build is later than tomorrow.
    BuildInFuture,
    /// A component is on a line that no lead opened.
    LineNotLed,
    /// An open series leads to a line that no plan leads to.
    SeriesSkipsLine,
    /// A floor was never released.
    FloorUnreleased,
    /// A floor is a prerelease so far.
    FloorUnstable,
    /// A floor is on a line that the provider no longer maintains.
    FloorLags,
    /// The folder of a surface's migrations is not there.
    MigrationsMissing,
    /// A migration's number is left out.
    MigrationGap,
    /// Two migrations have one number.
    MigrationDuplicate,
    /// A migration that was committed is another one now.
    MigrationEdited,
    /// The migrations are not as many as the surface's number says.
    MigrationCount,
    /// The changelog does not show a break.
    BreakNotLogged,
    /// No commit is marked as breaking, though a surface breaks.
    BreakNotMarked,
    /// Something deprecated should be gone.
    DeprecationOverdue,
    /// Something deprecated is removed within its window.
    RemovedTooEarly,
    /// A registry cannot hold a version that is published to it.
    Unpublishable,
    /// A change file is not valid.
    ChangeFile,
    /// Files of a component changed, and nothing says what kind of change it is.
    ChangeMissing,
    /// A registry that reads tags does not find the version by its tag.
    TagUnread,
    /// A registry reads the version from a file of the package, and the component has no manifest.
    VersionUnwritten,
    /// The clone is shallow and has no tags.
    ShallowClone,
}

/// Whether a finding fails the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The repository is not as it should be: exit code 1.
    Finding,
    /// Worth knowing; a failure with `--strict` alone.
    Notice,
}

/// What is known of a code.
struct CodeFacts {
    code: Code,
    name: &'static str,
    level: Severity,
    means: &'static str,
    help: &'static str,
}

const fn row(code: Code, name: &'static str, means: &'static str, help: &'static str) -> CodeFacts {
    CodeFacts { code, name, level: Severity::Finding, means, help }
}

const fn notice(code: Code, name: &'static str, means: &'static str, help: &'static str) -> CodeFacts {
    CodeFacts { code, name, level: Severity::Notice, means, help }
}

use Code as C;

#[rustfmt::skip]
const TABLE: [CodeFacts; 32] = [
    row(C::InvalidProduct, "invalid-product", "the product file breaks its rules; nothing else is judged then", "fix each error; every finding has its own code"),
    row(C::ManifestMissing, "manifest-missing", "a file of `manifests` does not exist", "add it, or remove the entry"),
    row(C::ManifestUnreadable, "manifest-unreadable", "a manifest cannot be read: a link, not UTF-8, not of its format", "fix the file, or set its format"),
    row(C::ManifestNoPlace, "manifest-no-place", "the place that an entry means is not in the file, or not once", "correct `format`, `field` or `pattern`"),
    row(C::ManifestElsewhere, "manifest-elsewhere", "the value is defined elsewhere: inherited, computed, in another file", "name that place in `manifests`"),
    row(C::ManifestDiffers, "manifest-differs", "a manifest holds another value than the product file", "write the product file's value"),
    row(C::ManifestTwoOwners, "manifest-two-owners", "two entries of `manifests` write one place", "remove one of them"),
    row(C::SurfaceForm, "surface-form", "a surface constant is not a number of the surface's form", "write MAJOR.MINOR or a whole number, as the surface has it"),
    row(C::TagMissing, "tag-missing", "a version is committed and not tagged, though others of the component are", "tag the commit that released it"),
    row(C::TagMoved, "tag-moved", "a tag is on a commit whose product file has another version of the component", "move it back to the commit that released it"),
    row(C::TagAhead, "tag-ahead", "a tag in the history of HEAD is of a version above the product file's", "import the version with `dateline import`, or delete the tag"),
    row(C::BuildInFuture, "build-in-future", "a build is later than tomorrow (UTC)", "write the day of the release"),
    row(C::LineNotLed, "line-not-led", "a component is on a line above every lead's, though only leads open lines", "write the lead's version, or the component's"),
    row(C::SeriesSkipsLine, "series-skips-line", "an open series leads to a line that no plan leads to", "write the next minor, or the first line of the next major"),
    row(C::FloorUnreleased, "floor-unreleased", "a minimum version is above what its provider released", "lower it, or release the provider"),
    row(C::FloorUnstable, "floor-unstable", "a minimum version exists only as a prerelease, which promises nothing", "lower it, or promote the provider"),
    notice(C::FloorLags, "floor-lags", "a minimum version is on a line that its provider no longer maintains", "raise it to a line that still gets fixes"),
    row(C::MigrationsMissing, "migrations-missing", "the folder of a surface's migrations does not exist", "name the folder that contains them"),
    row(C::MigrationGap, "migration-gap", "a number of the migrations is missing", "number them one after another"),
    row(C::MigrationDuplicate, "migration-duplicate", "two migrations have the same number", "give the newer one the next number"),
    row(C::MigrationEdited, "migration-edited", "a migration that the last release or HEAD has was edited or removed", "restore it, and add a new one"),
    row(C::MigrationCount, "migration-count", "the last migration is not the surface's number, nor the one after it", "release with a change of the surface"),
    row(C::BreakNotLogged, "break-not-logged", "a surface broke since the last release, and the changelog does not say so", "add an entry that names it"),
    row(C::BreakNotMarked, "break-not-marked", "a surface broke since the last release, and no commit is marked as breaking", "mark the commit: `!` before its colon, or a footer BREAKING CHANGE"),
    row(C::DeprecationOverdue, "deprecation-overdue", "something deprecated is past its window or its sunset, and still present", "remove it, or lengthen its window"),
    row(C::RemovedTooEarly, "removed-too-early", "something deprecated is removed on a line that its window still covers", "keep it until its window ends"),
    row(C::Unpublishable, "unpublishable", "an ecosystem of `publish` cannot hold the version", "release a version that it can hold, or remove it from `publish`"),
    row(C::ChangeFile, "change-file", "a change file is not valid: a component or kind that does not exist, not UTF-8", "correct it: between two lines `---`, each line is `COMPONENT: KIND`"),
    row(C::ChangeMissing, "change-missing", "with `--base`: files of a component changed, and neither a commit nor a change file says how", "write a change file with `dateline change`, or say it in the commit"),
    row(C::TagUnread, "tag-unread", "an ecosystem of `publish` reads tags, and does not find the version by its tag", "write the version in its form: `tag = \"{version:go}\"`"),
    notice(C::VersionUnwritten, "version-unwritten", "an ecosystem of `publish` reads the version from a file, and no manifest is written", "name the file in `manifests`"),
    notice(C::ShallowClone, "shallow-clone", "the clone is shallow and has no tags to judge by", "fetch history and tags: `fetch-depth: 0`"),
];

/// A word that is not a code: `--only tag-mising`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown code `{}`", shown(.word))]
pub struct UnknownCode {
    pub word: String,
    /// The code that was most likely meant.
    pub nearest: Option<Code>,
}

impl Code {
    /// All codes, in the order of the table.
    pub fn all() -> impl Iterator<Item = Code> {
        TABLE.iter().map(|row| row.code)
    }

    /// The stable word for it: `tag-missing`.
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.name)
    }

    /// The code of that name, or else the nearest one.
    pub fn from_name(name: &str) -> Result<Self, UnknownCode> {
        let find = |name: &str| TABLE.iter().find(|row| row.name == name).map(|row| row.code);
        find(name).ok_or_else(|| UnknownCode {
            word: name.to_owned(),
            nearest: nearest(name, TABLE.iter().map(|row| row.name)).and_then(find),
        })
    }

    /// Whether it fails the check.
    pub fn level(self) -> Severity {
        self.row().map_or(Severity::Finding, |row| row.level)
    }

    /// What it means, as half a sentence.
    pub fn means(self) -> &'static str {
        self.row().map_or("", |row| row.means)
    }

    /// What to do about it, in general.
    pub fn help(self) -> &'static str {
        self.row().map_or("", |row| row.help)
    }

    /// What to do about `error`, or else in general.
    pub(super) fn help_for(self, error: &impl Explain) -> Help {
        error.help().into_iter().next().unwrap_or_else(|| self.help().into())
    }

    fn row(self) -> Option<&'static CodeFacts> {
        TABLE.iter().find(|row| row.code == self)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Explain for UnknownCode {
    fn code(&self) -> &'static str {
        "unknown-code"
    }

    fn help(&self) -> Vec<Help> {
        vec![match self.nearest {
            Some(nearest) => Help::did_you_mean(nearest),
            None => Help::run_to("dateline check --help", "list the codes"),
        }]
    }
}
