//! The arguments of the program. Their help is what users and the man page read.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// Plan the versions of a product line.
///
/// A product line is several components that share MAJOR.MINOR and take a dated build of their own. The file
/// product.toml says what it is made of; dateline computes which component gets which version for a change, and why.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, about, max_term_width = 100, disable_help_subcommand = true)]
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

#[derive(Debug, Args)]
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
    Status,
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
    /// Calculate with versions; no product file needed
    #[command(subcommand)]
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
    /// The date of builds, YYYY-MM-DD or YYYYMMDD; by default `SOURCE_DATE_EPOCH`, else today in UTC
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    /// Allow a date later than tomorrow
    #[arg(long)]
    pub(super) allow_future: bool,
}

#[derive(Debug, Args)]
pub(super) struct Saving {
    /// Save the plan to FILE, as JSON
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
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
    pub(super) saving: Saving,
}

#[derive(Debug, Args)]
pub(super) struct PromoteArguments {
    /// The components whose series become stable; all that have one when none is named
    #[arg(value_name = "COMPONENT")]
    pub(super) components: Vec<String>,
    #[command(flatten)]
    pub(super) dating: Dating,
    #[command(flatten)]
    pub(super) saving: Saving,
}

#[derive(Debug, Args)]
pub(super) struct DropArguments {
    /// The components whose series end
    #[arg(required = true, value_name = "COMPONENT")]
    pub(super) components: Vec<String>,
    #[command(flatten)]
    pub(super) dating: Dating,
    #[command(flatten)]
    pub(super) saving: Saving,
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
    pub(super) saving: Saving,
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

#[derive(Debug, Subcommand)]
pub(super) enum VersionVerb {
    /// Take versions apart
    Parse {
        /// The versions
        #[arg(required = true, value_name = "VERSION")]
        versions: Vec<String>,
        #[command(flatten)]
        reading: Reading,
    },
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
