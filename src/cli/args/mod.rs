//! The arguments of the program. Their help is what users and the man page read.

mod check;
mod chosen;
mod contract;
mod planning;
mod version;
mod writing;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub(super) use check::CheckArguments;
pub(super) use chosen::parse;
pub(super) use contract::{CompatArguments, DeprecationsArguments, RolloutArguments};
pub(super) use planning::{
    CatchUpArguments, Dating, DropArguments, EvidenceArguments, NotesArguments, PendingArguments,
    PlanArguments, PromoteArguments, Renderings, Showing, Staging, WhyArguments,
};
pub(super) use version::{Rendering, VersionVerb};
pub(super) use writing::{
    ApplyArguments, ChangeArguments, Consent, InitArguments, RecoverArguments, TagArguments, UndoArguments,
};

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  refused by a rule, or check or compat found something
  2  wrong usage or invalid input
  3  an interrupted apply must be recovered first
  4  busy: another process is running here
  5  released, but not pushed, or another later step failed: the message says which
  6  the system failed, such as a disk, git or permissions, and nothing changed
  130  interrupted, or the answer was no

Environment:
  SOURCE_DATE_EPOCH                   the date of builds, in seconds since 1970-01-01 00:00 UTC
  GITHUB_STEP_SUMMARY                 with --format github, the file that the plan is added to
  NO_COLOR, CLICOLOR, CLICOLOR_FORCE  when to use colour";

/// Plan the versions of a product line.
///
/// A product line is several components that share MAJOR.MINOR and take a dated build each. The file
/// product.toml says what it is made of; dateline computes which component gets which version for a change, and why.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, about, max_term_width = 100, disable_help_subcommand = true, after_long_help = EXIT_CODES)]
#[command(subcommand_value_name = "VERB", subcommand_help_heading = "Verbs")]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[cfg(feature = "tui")]
    #[command(flatten)]
    pub(super) ui: UiArguments,
    #[command(subcommand)]
    pub(super) verb: Option<Verb>,
}

/// The arguments of the terminal UI, which opens where no verb is named.
#[cfg(feature = "tui")]
#[derive(Debug, Args)]
#[command(next_help_heading = "Terminal UI, without a verb")]
pub(super) struct UiArguments {
    /// Print the accepted plan, as plan --format json does; the exit code is 130 if none is accepted
    #[arg(long, value_name = "FORMAT", conflicts_with = "print_command")]
    pub(super) print: Option<PrintFormat>,
    /// Print the equivalent command line at the end
    #[arg(long)]
    pub(super) print_command: bool,
    /// Leave the mouse to the terminal
    #[arg(long)]
    pub(super) no_mouse: bool,
    /// Ask line by line instead of drawing
    #[arg(long)]
    pub(super) accessible: bool,
    #[command(flatten)]
    pub(super) dating: Dating,
}

/// The forms in which an accepted plan is printed.
#[cfg(feature = "tui")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PrintFormat {
    /// One object
    Json,
}

/// The flags that every verb takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// The product file; by default product.toml here or in the nearest folder above
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "demo")]
    pub(super) product: Option<PathBuf>,
    /// Use the built-in product line of Chain, for every verb that does not write
    #[arg(long, global = true)]
    pub(super) demo: bool,
    /// Run as if started in DIR
    #[arg(short = 'C', global = true, value_name = "DIR")]
    pub(super) directory: Option<PathBuf>,
    /// How results are written
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: OutputFormat,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(super) color: Color,
    /// Show only what is released
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Show more: the chain of reasons of each release, surfaces and floors of each component
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum OutputFormat {
    /// For people
    #[default]
    Text,
    /// For scripts: one object
    Json,
    /// For release notes
    Markdown,
    /// For GitHub Actions: NAME=VERSION lines
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Color {
    /// If the terminal supports it
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Show every component: version, open series, behind or not, what it follows
    Status(Renderings),
    /// Compute which component gets which version for these changes, and why
    Plan(PlanArguments),
    /// Show what changed since the last releases, with the commits and change files behind it
    ///
    /// Commits count by their `Change:` trailers or Conventional Commits headers, for the components whose files they
    /// touch; change files by their front matter.
    Pending(PendingArguments),
    /// Write a change file: what changed, and what the release notes say about it
    Change(ChangeArguments),
    /// Write release notes of what is pending, or of a past release
    Notes(NotesArguments),
    /// Plan to make open series stable, keeping their versions
    Promote(PromoteArguments),
    /// Plan to end open series without a release
    Drop(DropArguments),
    /// Plan to bring components that are behind up to their line
    CatchUp(CatchUpArguments),
    /// Explain why these changes release a component, or why it stays
    Why(WhyArguments),
    /// Check the repository against its product file: manifests, tags, requirements, migrations and more
    ///
    /// Runs every check at once. Each finding has a code, a place and what to do about it. The exit code is 1 if there is
    /// a finding; a notice does not count.
    #[command(after_long_help = check::codes())]
    Check(CheckArguments),
    /// Show which requirements hold between deployed versions, and what to upgrade
    Compat(CompatArguments),
    /// Compute the order of upgrades for these changes, or from one set of versions to another
    ///
    /// Without changes and versions, the order of a first rollout of everything in the product file.
    Rollout(RolloutArguments),
    /// List what is deprecated: when each can be removed, what can be removed now, what is overdue
    Deprecations(DeprecationsArguments),
    /// Propose a product file from the manifests and tags of a folder
    ///
    /// Reads manifests and git tags, and writes product.toml, or what --product names, if it does not exist. Lists
    /// what it guessed and what it could not determine, each with the file or tag that it comes from.
    Init(InitArguments),
    /// Take the versions of the product file from git tags
    ///
    /// Sets `version`, `next` and `maintained` of every component that has tags, by its `tag` and `tag-aliases`, and
    /// nothing else. Lists what it guessed and what it did not recognise.
    Import(Consent),
    /// Show what the releases in git tags would have been under these rules
    ///
    /// Derives the changes from the tagged versions, and plans them again from the first release. With --quiet, only the
    /// days on which the planner gives something else.
    Replay,
    /// Write a plan: product file, commit and tags, all of it or nothing
    ///
    /// In a git work tree the product file is committed, and each release gets an annotated tag that says why it was
    /// made; elsewhere only the file is written. No git hook runs, except pre-push before a push.
    Apply(ApplyArguments),
    /// Create the tags that the product file of HEAD calls for and the repository lacks
    ///
    /// For releases that are made by a pull request: apply with --no-tag on a branch, merge it, then tag the main branch.
    /// Each tag is on the commit that set its version. Does nothing if every tag exists.
    Tag(TagArguments),
    /// Finish an interrupted apply, or revert it
    Recover(RecoverArguments),
    /// Undo the last apply, if nothing was pushed and nothing changed since
    Undo(UndoArguments),
    /// List what was released when, why and by whom
    Log,
    /// Calculate with versions; no product file needed
    #[command(subcommand, subcommand_value_name = "VERB", subcommand_help_heading = "Verbs")]
    Version(VersionVerb),
    /// Print the defaults of the terminal UI's keys and colours, as a file to change
    #[cfg(feature = "tui")]
    TuiConfig,
    /// Print the JSON Schema of the product file
    Schema,
    /// Print completions for a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the man page
    Man,
}

impl Default for Verb {
    fn default() -> Self {
        Verb::Status(Renderings { shown: false })
    }
}
