//! The arguments of the program. Their help is what users and the man page read.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  refused by a rule
  2  wrong usage or invalid input
  3  an apply that was cut off must be recovered first
  4  busy: another process is at work here
  130  the answer was no

Environment:
  SOURCE_DATE_EPOCH                   the date of builds, in seconds since 1970-01-01 00:00 UTC
  GITHUB_STEP_SUMMARY                 with --format github, the file that the plan is added to
  NO_COLOR, CLICOLOR, CLICOLOR_FORCE  when to use colour";

/// Plan the versions of a product line.
///
/// A product line is several components that share MAJOR.MINOR and take a dated build of their own. The file
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
#[command(next_help_heading = "Terminal UI, where no verb is named")]
pub(super) struct UiArguments {
    /// Print the plan that is accepted, as plan --format json does; 130 is the exit code where none is
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
    /// Use the built-in product line of Chain, read only
    #[arg(long, global = true)]
    pub(super) demo: bool,
    /// Run as if started in DIR
    #[arg(short = 'C', global = true, value_name = "DIR")]
    pub(super) directory: Option<PathBuf>,
    /// How results are written
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: Format,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(super) color: Color,
    /// Say only what is released
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say for each release the whole chain of reasons
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
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
    /// On a terminal that takes it
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
    /// Compute what makes open series stable by keeping the version
    Promote(PromoteArguments),
    /// Compute what ends open series without a release
    Drop(DropArguments),
    /// Compute what brings components that are behind to their line
    CatchUp(CatchUpArguments),
    /// Tell why a component is released for these changes, or why it stays
    Why(WhyArguments),
    /// Tell which requirements hold between deployed versions, and what to upgrade
    Compat(CompatArguments),
    /// Compute in which order to upgrade for these changes, or from one set of versions to another
    ///
    /// Without any, the order of a first rollout, of everything that the product file has.
    Rollout(RolloutArguments),
    /// List what is deprecated: from which line each may go, what may go now, what is overdue
    Deprecations(DeprecationsArguments),
    /// Propose a product file from what the folder holds
    ///
    /// Reads manifests and git tags, and writes product.toml, or what --product names, where there is none yet. Tells
    /// what it guessed and what it could not tell, each with the file or tag that it comes from.
    Init(InitArguments),
    /// Take the versions of the product file from git tags
    ///
    /// Sets `version`, `next` and `maintained` of every component that has tags, by its `tag` and `tag-aliases`, and
    /// nothing else. Lists what it guessed and what it did not understand.
    Import(Consent),
    /// Show what the releases in git tags would have been under these rules
    ///
    /// Reads the changes from the steps of the tagged numbers, and plans them anew from the first release on. With
    /// --quiet, only the days on which the planner gives something else.
    Replay,
    /// Write a plan: product file, commit and tags, all of it or nothing
    ///
    /// In a git work tree the product file is committed, and each release gets an annotated tag that says why it was
    /// made; elsewhere only the file is written. No hook of git runs, but pre-push before a push.
    Apply(ApplyArguments),
    /// Finish an apply that was cut off, or revert it
    Recover(RecoverArguments),
    /// Take the last apply back, while nothing was pushed and nothing changed since
    Undo(Consent),
    /// Tell what was released when, why and by whom
    Log,
    /// Calculate with versions; no product file needed
    #[command(subcommand, subcommand_value_name = "VERB", subcommand_help_heading = "Verbs")]
    Version(VersionVerb),
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

/// The changes of a plan.
#[derive(Debug, Args)]
pub(super) struct Changes {
    /// What changed, as KIND:COMPONENT or KIND:COMPONENT.SURFACE
    ///
    /// Kinds: fix, api-fix, feature, api-feature, breaking, sync (catch up), dev (development build). On a surface:
    /// fix, addition, breaking.
    #[arg(required = true, value_name = "CHANGE")]
    pub(super) changes: Vec<String>,
}

/// The date of builds.
#[derive(Debug, Args)]
pub(super) struct Dating {
    /// The date of builds, YYYY-MM-DD or YYYYMMDD; by default SOURCE_DATE_EPOCH, else today in UTC
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    /// Allow a date later than tomorrow
    #[arg(long)]
    pub(super) allow_future: bool,
}

/// What is done with a plan.
#[derive(Debug, Args)]
pub(super) struct Showing {
    /// Save the plan to FILE, as JSON
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    #[command(flatten)]
    pub(super) renderings: Renderings,
}

#[derive(Debug, Args)]
pub(super) struct Renderings {
    /// Show each version as the ecosystems write it that its component is published to
    #[arg(long = "renderings")]
    pub(super) shown: bool,
}

#[derive(Debug, Args)]
pub(super) struct Staging {
    /// Plan prereleases
    #[arg(long, conflicts_with = "line")]
    pub(super) next: bool,
    /// Plan fixes on the older line MAJOR.MINOR
    #[arg(long, value_name = "MAJOR.MINOR")]
    pub(super) line: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct PlanArguments {
    #[command(flatten)]
    pub(super) changes: Changes,
    #[command(flatten)]
    pub(super) staging: Staging,
    #[command(flatten)]
    pub(super) dating: Dating,
    #[command(flatten)]
    pub(super) showing: Showing,
}

#[derive(Debug, Args)]
pub(super) struct PromoteArguments {
    /// The components whose series become stable; all that have one when none is named
    #[arg(value_name = "COMPONENT")]
    pub(super) components: Vec<String>,
    #[command(flatten)]
    pub(super) dating: Dating,
    #[command(flatten)]
    pub(super) showing: Showing,
}

#[derive(Debug, Args)]
pub(super) struct DropArguments {
    /// The components whose series end
    #[arg(required = true, value_name = "COMPONENT")]
    pub(super) components: Vec<String>,
    #[command(flatten)]
    pub(super) dating: Dating,
    #[command(flatten)]
    pub(super) showing: Showing,
}

#[derive(Debug, Args)]
pub(super) struct CatchUpArguments {
    /// The components to bring to the line; all that are behind when none is named
    #[arg(value_name = "COMPONENT")]
    pub(super) components: Vec<String>,
    /// Plan prereleases
    #[arg(long)]
    pub(super) next: bool,
    #[command(flatten)]
    pub(super) dating: Dating,
    #[command(flatten)]
    pub(super) showing: Showing,
}

#[derive(Debug, Args)]
pub(super) struct WhyArguments {
    /// The component to explain
    pub(super) component: String,
    #[command(flatten)]
    pub(super) changes: Changes,
    #[command(flatten)]
    pub(super) staging: Staging,
    #[command(flatten)]
    pub(super) dating: Dating,
}

#[derive(Debug, Args)]
pub(super) struct CompatArguments {
    /// What is deployed, as COMPONENT=VERSION or COMPONENT.SURFACE=NUMBER; for the rest, the product file's versions
    #[arg(value_name = "COMPONENT=VERSION")]
    pub(super) deployed: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct RolloutArguments {
    /// What changed, as for `plan`
    #[arg(value_name = "CHANGE", conflicts_with_all = ["from", "to", "promote"])]
    pub(super) changes: Vec<String>,
    /// Plan prereleases
    #[arg(long, conflicts_with = "promote")]
    pub(super) next: bool,
    /// Roll out what makes open series stable: of these components, or all where none is named
    #[arg(long, num_args = 0.., value_name = "COMPONENT", conflicts_with_all = ["from", "to"])]
    pub(super) promote: Option<Vec<String>>,
    /// What is deployed, as COMPONENT=VERSION or COMPONENT.SURFACE=NUMBER; for the rest, the product file's versions
    #[arg(long, num_args = 1.., value_name = "COMPONENT=VERSION", conflicts_with_all = ["next", "date", "allow_future"])]
    pub(super) from: Vec<String>,
    /// What is to be deployed, in the same form
    #[arg(long, num_args = 1.., value_name = "COMPONENT=VERSION", conflicts_with_all = ["next", "date", "allow_future"])]
    pub(super) to: Vec<String>,
    #[command(flatten)]
    pub(super) dating: Dating,
}

#[derive(Debug, Args)]
pub(super) struct DeprecationsArguments {
    /// The day by which sunsets are judged
    #[command(flatten)]
    pub(super) dating: Dating,
}

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// Print what would be written, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// What is applied, and how. What is planned is named in one of four ways.
#[derive(Debug, Args)]
pub(super) struct ApplyArguments {
    /// What changed, as KIND:COMPONENT or KIND:COMPONENT.SURFACE
    #[arg(value_name = "CHANGE", conflicts_with_all = ["plan", "promote", "drop"])]
    pub(super) changes: Vec<String>,
    /// Apply the plan that `plan --out FILE` saved; refused where it comes out otherwise by now
    #[arg(long, value_name = "FILE", conflicts_with_all = ["promote", "drop", "date", "next", "line"])]
    pub(super) plan: Option<PathBuf>,
    /// Make open series stable: those of the components named, or all
    #[arg(long, value_name = "COMPONENT", num_args = 0.., conflicts_with_all = ["drop", "next", "line"])]
    pub(super) promote: Option<Vec<String>>,
    /// End open series without a release
    #[arg(long, value_name = "COMPONENT", num_args = 1.., conflicts_with_all = ["next", "line"])]
    pub(super) drop: Option<Vec<String>>,
    #[command(flatten)]
    pub(super) staging: Staging,
    #[command(flatten)]
    pub(super) dating: Dating,
    #[command(flatten)]
    pub(super) consent: Consent,
    /// Write files, and neither commit nor tag
    #[arg(long, conflicts_with = "push")]
    pub(super) no_commit: bool,
    /// Commit, and make no tags
    #[arg(long)]
    pub(super) no_tag: bool,
    /// Push the commit and its tags, all or none
    #[arg(long)]
    pub(super) push: bool,
}

/// Whether something is written, and whether that is asked first.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Consent {
    /// Do not ask
    #[arg(short, long)]
    pub(super) yes: bool,
    /// Show what would be done, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct RecoverArguments {
    /// Revert what was cut off, rather than finish it
    #[arg(long)]
    pub(super) abort: bool,
    #[command(flatten)]
    pub(super) consent: Consent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum SchemeName {
    /// MAJOR.MINOR[.YYYYMMDD][-next.ID]
    #[default]
    Dated,
    /// MAJOR.MINOR.PATCH[-next.ID]
    Semver,
    /// MAJOR.MINOR[.PATCH]
    DevPatch,
}

/// The scheme that versions are read by.
#[derive(Debug, Args)]
pub(super) struct Reading {
    /// How versions are written
    #[arg(long, value_enum, default_value_t, value_name = "SCHEME")]
    pub(super) scheme: SchemeName,
}

/// Versions, and the ecosystems that they are for.
#[derive(Debug, Args)]
pub(super) struct Rendering {
    /// The versions; - for those of standard input, one a line
    #[arg(required = true, value_name = "VERSION")]
    pub(super) versions: Vec<String>,
    /// The ecosystems, or all
    #[arg(long = "for", required = true, value_delimiter = ',', value_name = "ECOSYSTEM")]
    pub(super) ecosystems: Vec<String>,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Subcommand)]
pub(super) enum VersionVerb {
    /// Take versions apart
    Parse {
        /// The versions
        #[arg(required = true, value_name = "VERSION")]
        versions: Vec<String>,
        /// Read them as ECOSYSTEM writes them
        #[arg(long, value_name = "ECOSYSTEM")]
        from: Option<String>,
        #[command(flatten)]
        reading: Reading,
    },
    /// Write versions as packaging ecosystems do
    Render(Rendering),
    /// Tell whether ecosystems can hold versions, and above what these would sort there
    Check(Rendering),
    /// Print <, = or > for how two versions order
    Compare {
        /// The version on the left
        left: String,
        /// The version on the right
        right: String,
        #[command(flatten)]
        reading: Reading,
    },
    /// Print versions in their order, the lowest first
    Sort {
        /// One version a line; standard input by default
        file: Option<PathBuf>,
        /// The highest first
        #[arg(short, long)]
        reverse: bool,
        #[command(flatten)]
        reading: Reading,
    },
    /// Print the greatest version
    Max {
        /// One version a line; standard input by default
        file: Option<PathBuf>,
        #[command(flatten)]
        reading: Reading,
    },
    /// Print the version that a change leads to
    ///
    /// A stable version moves as the one component of a product would, a prerelease goes on in its series.
    Bump {
        /// The version
        version: String,
        /// fix, api-fix, feature, api-feature, breaking or dev
        kind: String,
        /// Bump to a prerelease
        #[arg(long)]
        next: bool,
        #[command(flatten)]
        reading: Reading,
        #[command(flatten)]
        dating: Dating,
    },
}
