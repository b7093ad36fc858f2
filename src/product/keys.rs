//! Every key that a product file may have, in one table: the loader, the schema and the documentation read it.

use super::promise::Each;
use super::{
    BreakingField, Cap, Checked, CommitKind, Edge, Matches, OnMismatch, Raise, SameDay, Unclassified,
};
use crate::named::Choice as _;
use crate::version::Scheme;

/// The keys of one kind of table of a product file.
#[derive(Debug)]
#[non_exhaustive]
pub struct TableKind {
    /// What the table is, as messages name it.
    pub name: &'static str,
    /// What it is for, in one sentence.
    pub about: &'static str,
    pub keys: &'static [TableKey],
}

/// A key of a product file.
#[derive(Debug)]
#[non_exhaustive]
pub struct TableKey {
    pub name: &'static str,
    /// What its value is.
    pub shape: Shape,
    /// Whether the table must have it.
    pub required: bool,
    /// What it says, in one sentence.
    pub about: &'static str,
}

/// What the value of a key is.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Shape {
    /// Free text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number, 0 to 999999999.
    Number,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A version of the component's scheme.
    Version,
    /// Versions of the component's scheme.
    Versions,
    /// A line, MAJOR.MINOR.
    Line,
    /// A day, YYYY-MM-DD.
    Date,
    /// A path relative to the product file's folder.
    Path,
    /// Folders and patterns in gitignore syntax, relative to the product file's folder.
    Paths,
    /// A tag template.
    Tag,
    /// A tag template, or `false` for no tags.
    TagOrNone,
    /// Tag templates, or the texts before the version in them.
    Tags,
    /// The name of an ecosystem.
    Ecosystem,
    /// Names of ecosystems.
    Ecosystems,
    /// A number of a surface: a line as text, or a whole number.
    SurfaceNumber,
    /// A table of this kind.
    One(&'static TableKind),
    /// A list of tables of this kind.
    Many(&'static TableKind),
    /// A table of tables of this kind, each under its own name.
    Named(&'static TableKind),
    /// A table from component ids to one of these words, or to a table of this kind.
    Followed(&'static [&'static str], &'static TableKind),
    /// A table from any name to one of these words.
    Words(&'static [&'static str]),
    /// A table from any name to `COMPONENT` or `COMPONENT.SURFACE`.
    Targets,
    /// A table from `COMPONENT` or `COMPONENT.SURFACE` to a floor or to a table of this kind.
    Required(&'static TableKind),
}

const fn key(name: &'static str, shape: Shape, about: &'static str) -> TableKey {
    TableKey { name, shape, required: false, about }
}

const fn required(name: &'static str, shape: Shape, about: &'static str) -> TableKey {
    TableKey { name, shape, required: true, about }
}

/// The whole file.
#[rustfmt::skip]
pub static FILE: TableKind = TableKind {
    name: "the product file",
    about: "A product line: components that share MAJOR.MINOR and take builds of their own.",
    keys: &[
        required("product", Shape::One(&PRODUCT), "What holds for the whole product line."),
        required("components", Shape::Named(&COMPONENT), "The components, by id."),
        key("changes", Shape::One(&CHANGES), "Where changes come from, and where they are written to."),
        key("deprecations", Shape::Many(&DEPRECATION), "What is deprecated on which surface, and until when."),
    ],
};

/// `[product]`.
#[rustfmt::skip]
pub static PRODUCT: TableKind = TableKind {
    name: "[product]",
    about: "What holds for the whole product line.",
    keys: &[
        required("name", Shape::Text, "The name of the product line."),
        key("same-day", Shape::Choice(SameDay::NAMES),
            "What happens when a component needs a second build on one day: the plan is refused (the default), or takes the next free date."),
        key("tag", Shape::Tag, "The template of tag names; `{component}-v{version}` by default."),
        key("commit", Shape::Text,
            "The first line of commit messages, with `{releases}`, `{line}`, `{date}` or `{product}` in it; `Release {releases}` by default."),
        key("maintain", Shape::Number, "How many older lines of each component stay maintained; 0 by default."),
    ],
};

/// `[changes]`.
#[rustfmt::skip]
pub static CHANGES: TableKind = TableKind {
    name: "[changes]",
    about: "How commits and change files become changes, and where they are written to.",
    keys: &[
        key("unclassified", Shape::Choice(Unclassified::NAMES),
            "What a commit counts as that does not say its kind: listed as such (the default), a fix, or nothing."),
        key("folder", Shape::Path, "The folder of change files; `changes` by default."),
        key("commits", Shape::Flag, "Whether commits count; `false` leaves change files alone."),
        key("changelog", Shape::Flag,
            "Whether apply adds a section for each stable release to the component's changelog; `false` by default."),
        key("types", Shape::Words(CommitKind::NAMES),
            "What types of conventional commits mean, where it is not the standard: perf = \"none\"."),
        key("scopes", Shape::Targets,
            "The component or surface that a scope of conventional commits means: sdk = \"java-sdk\"."),
    ],
};

/// `[components.ID]`.
#[rustfmt::skip]
pub static COMPONENT: TableKind = TableKind {
    name: "a component",
    about: "One piece of software of the product line.",
    keys: &[
        key("title", Shape::Text, "The name for people; the id by default."),
        key("scheme", Shape::Choice(Scheme::NAMES),
            "How its versions are written: `dated` (the default) and `counted` share the line's numbers and date or count their builds, the others are independent."),
        key("lead", Shape::Flag, "Whether it may open a new MAJOR.MINOR; for components that share the line."),
        key("version", Shape::Version, "The latest stable version; absent where it was never released."),
        key("next", Shape::Version, "The open prerelease."),
        key("maintained", Shape::Versions, "The latest stable version on each older line that still gets fixes."),
        key("follows", Shape::Followed(Edge::NAMES, &FOLLOW),
            "The components that it follows: released when their API changes, or whenever they are."),
        key("breaking", Shape::Choice(BreakingField::NAMES),
            "Which field a breaking change moves, for independent components; by default `major`, for semver components before 1.0 `minor`."),
        key("surfaces", Shape::Named(&SURFACE), "The contracts that it honours, by name."),
        key("requires", Shape::Required(&REQUIREMENT), "The least versions of other components that it needs."),
        key("paths", Shape::Paths,
            "The folders and files that are its own, or patterns in gitignore syntax; by default the folders of its manifests."),
        key("api-paths", Shape::Paths,
            "The files that make up its API: a fix or feature that touches one touches the API."),
        key("tag", Shape::TagOrNone,
            "The template of its tag names, the product's by default; `false` where it is never tagged."),
        key("tag-development", Shape::Flag,
            "Whether development builds are tagged, too; for dev-patch components, `false` by default."),
        key("tag-aliases", Shape::Tags,
            "Templates of the tag names that it had in the past, or what stood before the version in them."),
        key("manifests", Shape::Many(&MANIFEST), "The files that its version is written into."),
        key("changelog", Shape::Path, "The changelog that lists its releases; CHANGELOG.md by default."),
        key("publish", Shape::Ecosystems, "The ecosystems that it is published to."),
    ],
};

/// `follows.ID` of a component, in its long form.
#[rustfmt::skip]
pub static FOLLOW: TableKind = TableKind {
    name: "an edge of `follows`",
    about: "A component that this one follows, and how far a release of it moves this one.",
    keys: &[
        required("on", Shape::Choice(Edge::NAMES),
            "What releases this component: a change of the API, or every release."),
        key("as", Shape::Choice(Cap::NAMES),
            "The highest level at which this component follows; by default the level of what it follows."),
    ],
};

/// `surfaces.NAME` of a component.
#[rustfmt::skip]
pub static SURFACE: TableKind = TableKind {
    name: "a surface",
    about: "A contract with its own number.",
    keys: &[
        required("version", Shape::SurfaceNumber, "Its number: MAJOR.MINOR as text, or a counter."),
        key("next", Shape::SurfaceNumber, "Its number in the owner's open series."),
        key("each", Shape::Choice(Each::NAMES),
            "When a counter moves: on a `break` (the default), or on every `change`."),
        key("accepts-previous", Shape::Number, "How many older numbers its peers accept; for counters."),
        key("paths", Shape::Paths, "The files that make it up: a commit that touches one changes the surface."),
        key("migrations", Shape::Path, "The folder of its migrations, `0001_init.sql` and so on."),
    ],
};

/// `requires.PROVIDER` of a component, in its long form.
#[rustfmt::skip]
pub static REQUIREMENT: TableKind = TableKind {
    name: "a requirement",
    about: "The least version of a component, or number of its surface, that will do.",
    keys: &[
        required("at-least", Shape::SurfaceNumber, "The least version or number."),
        key("on-mismatch", Shape::Choice(OnMismatch::NAMES),
            "What the checker does when it finds less; `fail` by default."),
        key("checked", Shape::Choice(Checked::NAMES), "When it is checked; `runtime` by default."),
        key("raise", Shape::Choice(Raise::NAMES),
            "When a plan raises it: never (the default), or when both are released and the provider's API is touched."),
    ],
};

/// An entry of a component's `manifests`.
#[rustfmt::skip]
pub static MANIFEST: TableKind = TableKind {
    name: "a manifest",
    about: "A file that the component's version is written into.",
    keys: &[
        required("path", Shape::Path,
            "The file, relative to the product file's folder, or a pattern of files: `crates/*/Cargo.toml`."),
        key("except", Shape::Paths,
            "The files that a pattern in `path` does not mean although it matches them; patterns like it."),
        key("format", Shape::Text, "The format, where the file's name does not show it."),
        key("field", Shape::Text, "The field that holds the version."),
        key("pattern", Shape::Text,
            "A text that finds its place in any file, with `{version}`, `{line}`, `{date}`, `{floor:COMPONENT}` or `{surface:NAME}` in it."),
        key("matches", Shape::Choice(Matches::NAMES),
            "How often the pattern matches: one (the default), or all, which writes each match."),
        key("as", Shape::Ecosystem, "The ecosystem in whose form the version is written."),
        key("development", Shape::Text,
            "What follows the version while it is in development, such as `-SNAPSHOT`; a release drops it."),
    ],
};

/// An entry of `deprecations`.
#[rustfmt::skip]
pub static DEPRECATION: TableKind = TableKind {
    name: "a deprecation",
    about: "Something that a surface still offers and will not always.",
    keys: &[
        required("surface", Shape::Text, "The surface, as COMPONENT.SURFACE."),
        required("what", Shape::Text, "What is deprecated."),
        required("since", Shape::Line, "The line that deprecated it."),
        key("window", Shape::Number, "For how many further lines it is supported; 1 by default."),
        key("removed", Shape::Line, "The line that removed it."),
        key("date", Shape::Date, "The day from which it counts as deprecated, for the header `Deprecation`."),
        key("sunset", Shape::Date, "The day from which it may be gone, for the header `Sunset`."),
    ],
};
