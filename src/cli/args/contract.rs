//! The arguments of the verbs that judge what is deployed.

use clap::Args;

use super::Dating;

#[derive(Debug, Args)]
pub(in crate::cli) struct CompatArguments {
    /// What is deployed, as COMPONENT=VERSION or COMPONENT.SURFACE=NUMBER; for the rest, the product file's versions
    #[arg(value_name = "COMPONENT=VERSION")]
    pub(in crate::cli) deployed: Vec<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RolloutArguments {
    /// What changed, as for `plan`
    #[arg(value_name = "CHANGE", conflicts_with_all = ["from", "to", "promote"])]
    pub(in crate::cli) changes: Vec<String>,
    /// Plan prereleases
    #[arg(long, conflicts_with = "promote")]
    pub(in crate::cli) next: bool,
    /// Roll out what makes open series stable: of these components, or of all if none is named
    #[arg(long, num_args = 0.., value_name = "COMPONENT", conflicts_with_all = ["from", "to"])]
    pub(in crate::cli) promote: Option<Vec<String>>,
    /// What is deployed, as COMPONENT=VERSION or COMPONENT.SURFACE=NUMBER; for the rest, the product file's versions
    #[arg(long, num_args = 1.., value_name = "COMPONENT=VERSION", conflicts_with_all = ["next", "date", "allow_future"])]
    pub(in crate::cli) from: Vec<String>,
    /// What to deploy, in the same form
    #[arg(long, num_args = 1.., value_name = "COMPONENT=VERSION", conflicts_with_all = ["next", "date", "allow_future"])]
    pub(in crate::cli) to: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) dating: Dating,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct DeprecationsArguments {
    /// The day on which sunsets are checked
    #[command(flatten)]
    pub(in crate::cli) dating: Dating,
}
