//! The arguments of the verbs that write.

use std::path::PathBuf;

use clap::Args;

use super::{Dating, EvidenceArguments, Staging};

#[derive(Debug, Args)]
pub(in crate::cli) struct InitArguments {
    /// Print what would be written, but write nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
}

/// What is applied, and how. What is planned is named in one of four ways.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag that people set by itself")]
pub(in crate::cli) struct ApplyArguments {
    /// What changed, as KIND:COMPONENT or KIND:COMPONENT.SURFACE
    #[arg(value_name = "CHANGE", conflicts_with_all = ["plan", "promote", "drop"])]
    pub(in crate::cli) changes: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) evidence: EvidenceArguments,
    /// Apply the plan that `plan --out FILE` saved, unless planning again no longer gives the same result
    #[arg(long, value_name = "FILE", conflicts_with_all = ["pending", "promote", "drop", "date", "next", "line"])]
    pub(in crate::cli) plan: Option<PathBuf>,
    /// Make open series stable: those of the components named, or all
    #[arg(long, value_name = "COMPONENT", num_args = 0.., conflicts_with_all = ["pending", "drop", "next", "line"])]
    pub(in crate::cli) promote: Option<Vec<String>>,
    /// End open series without a release
    #[arg(long, value_name = "COMPONENT", num_args = 1.., conflicts_with_all = ["pending", "next", "line"])]
    pub(in crate::cli) drop: Option<Vec<String>>,
    #[command(flatten)]
    pub(in crate::cli) staging: Staging,
    #[command(flatten)]
    pub(in crate::cli) dating: Dating,
    #[command(flatten)]
    pub(in crate::cli) consent: Consent,
    /// Write the files, but do not commit or tag
    #[arg(long, conflicts_with = "push")]
    pub(in crate::cli) no_commit: bool,
    /// Then write the next version in development, such as 1.3.0-SNAPSHOT, in a separate commit
    #[arg(long, conflicts_with_all = ["no_commit", "drop"])]
    pub(in crate::cli) then_development: bool,
    /// Commit, but create no tags
    #[arg(long)]
    pub(in crate::cli) no_tag: bool,
    /// Push the commit and its tags, all or none
    #[arg(long)]
    pub(in crate::cli) push: bool,
}

/// Whether something is written, and whether that is asked first.
#[derive(Debug, Clone, Copy, Args)]
pub(in crate::cli) struct Consent {
    /// Do not ask
    #[arg(short, long)]
    pub(in crate::cli) yes: bool,
    /// Show what would be done, but write nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
}

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag that people set by itself")]
pub(in crate::cli) struct RecoverArguments {
    /// Revert what was interrupted instead of finishing it
    #[arg(long)]
    pub(in crate::cli) abort: bool,
    /// With --abort, revert a release even where the remote has it or cannot be asked
    #[arg(long, requires = "abort")]
    pub(in crate::cli) not_pushed: bool,
    /// Follow a record that was made before this folder was moved or copied here
    #[arg(long)]
    pub(in crate::cli) moved: bool,
    /// Move the record of an interrupted apply aside, without following it
    #[arg(long, conflicts_with_all = ["abort", "moved"])]
    pub(in crate::cli) set_aside: bool,
    #[command(flatten)]
    pub(in crate::cli) consent: Consent,
}

/// How to take the last apply back.
#[derive(Debug, Args)]
pub(in crate::cli) struct UndoArguments {
    /// Follow a record that was made before this folder was moved or copied here
    #[arg(long)]
    pub(in crate::cli) moved: bool,
    #[command(flatten)]
    pub(in crate::cli) consent: Consent,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ChangeArguments {
    /// What changed, as KIND:COMPONENT or KIND:COMPONENT.SURFACE; asked for on a terminal where none is named
    #[arg(value_name = "CHANGE")]
    pub(in crate::cli) changes: Vec<String>,
    /// What the release notes say; the first words name the file
    #[arg(short, long, value_name = "TEXT")]
    pub(in crate::cli) message: Option<String>,
    /// Show what would be written, but write nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct TagArguments {
    /// Push the tags that the remote lacks, all or none
    #[arg(long)]
    pub(in crate::cli) push: bool,
    /// Show what would be done, but write nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
}
