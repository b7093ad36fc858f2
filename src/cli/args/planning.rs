//! The arguments of the verbs that plan.

use std::path::PathBuf;

use clap::Args;

/// The changes of a plan.
#[derive(Debug, Args)]
pub(in crate::cli) struct ChangesArguments {
    /// What changed, as KIND:COMPONENT or KIND:COMPONENT.SURFACE
    ///
    /// Kinds: fix, api-fix, feature, api-feature, breaking, sync (catch up), dev (development build). On a surface:
    /// fix, addition, breaking.
    #[arg(required_unless_present = "pending", value_name = "CHANGE")]
    pub(in crate::cli) changes: Vec<String>,
}

/// Whether the repository says what changed (H5).
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct EvidenceArguments {
    /// Plan what commits and change files say changed since the last releases
    #[arg(long)]
    pub(in crate::cli) pending: bool,
    /// Leave out the pending changes of a component
    #[arg(long, value_name = "COMPONENT", requires = "pending")]
    pub(in crate::cli) except: Vec<String>,
}

/// What is shown of what is pending.
#[derive(Debug, Args)]
pub(in crate::cli) struct PendingArguments {
    /// The components to show; all when none is named
    #[arg(value_name = "COMPONENT")]
    pub(in crate::cli) components: Vec<String>,
    /// Fail where a commit does not say what it changes
    #[arg(long)]
    pub(in crate::cli) strict: bool,
    /// Show what is pending on the older line MAJOR.MINOR
    #[arg(long, value_name = "MAJOR.MINOR")]
    pub(in crate::cli) line: Option<String>,
}

/// Which release notes are shown.
#[derive(Debug, Args)]
pub(in crate::cli) struct NotesArguments {
    /// The components whose pending changes are shown, or their releases of the past; all that is pending by default
    #[arg(value_name = "COMPONENT[@VERSION]")]
    pub(in crate::cli) components: Vec<String>,
    /// Show every stable release on the line MAJOR.MINOR
    #[arg(long, value_name = "MAJOR.MINOR")]
    pub(in crate::cli) line: Option<String>,
}

/// The date of builds.
#[derive(Debug, Args)]
pub(in crate::cli) struct Dating {
    /// The date of builds, YYYY-MM-DD or YYYYMMDD; by default SOURCE_DATE_EPOCH, else today in UTC
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
    /// Allow a date later than tomorrow
    #[arg(long)]
    pub(in crate::cli) allow_future: bool,
}

/// What is done with a plan.
#[derive(Debug, Args)]
pub(in crate::cli) struct Showing {
    /// Save the plan to FILE, as JSON
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// Overwrite FILE even if it is not a saved plan
    #[arg(long, requires = "out")]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) renderings: Renderings,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Renderings {
    /// Show how the ecosystems of each component write its version
    #[arg(long = "renderings")]
    pub(in crate::cli) shown: bool,
}

/// What every verb takes that shows a plan.
#[derive(Debug, Args)]
pub(in crate::cli) struct Planning {
    #[command(flatten)]
    pub(in crate::cli) dating: Dating,
    #[command(flatten)]
    pub(in crate::cli) showing: Showing,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Staging {
    /// Plan prereleases
    #[arg(long, conflicts_with = "line")]
    pub(in crate::cli) next: bool,
    /// Plan fixes on the older line MAJOR.MINOR
    #[arg(long, value_name = "MAJOR.MINOR")]
    pub(in crate::cli) line: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PlanArguments {
    /// List the releases in build order: what is followed first, what follows after it
    #[arg(long)]
    pub(in crate::cli) order: bool,
    #[command(flatten)]
    pub(in crate::cli) changes: ChangesArguments,
    #[command(flatten)]
    pub(in crate::cli) evidence: EvidenceArguments,
    #[command(flatten)]
    pub(in crate::cli) staging: Staging,
    #[command(flatten)]
    pub(in crate::cli) planning: Planning,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PromoteArguments {
    /// The components whose series become stable; all open series if none is named
    #[arg(value_name = "COMPONENT")]
    pub(in crate::cli) components: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) planning: Planning,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct DropArguments {
    /// The components whose series end
    #[arg(required = true, value_name = "COMPONENT")]
    pub(in crate::cli) components: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) planning: Planning,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CatchUpArguments {
    /// The components to bring to the line; all that are behind if none is named
    #[arg(value_name = "COMPONENT")]
    pub(in crate::cli) components: Vec<String>,
    /// Plan prereleases
    #[arg(long)]
    pub(in crate::cli) next: bool,
    #[command(flatten)]
    pub(in crate::cli) planning: Planning,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct WhyArguments {
    /// The component to explain
    pub(in crate::cli) component: String,
    #[command(flatten)]
    pub(in crate::cli) changes: ChangesArguments,
    #[command(flatten)]
    pub(in crate::cli) evidence: EvidenceArguments,
    #[command(flatten)]
    pub(in crate::cli) staging: Staging,
    #[command(flatten)]
    pub(in crate::cli) dating: Dating,
}
