//! The arguments of `check`, and the list of codes in its help.

use clap::Args;

use crate::check::{Code, Severity};

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArguments {
    /// Report only these codes, separated by commas
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(in crate::cli) only: Vec<String>,
    /// Report all codes but these, separated by commas
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(in crate::cli) skip: Vec<String>,
    /// Check what is staged in git's index, as the next commit will have it
    ///
    /// For a git hook. A commit that has no message yet need not be marked as breaking.
    #[arg(long)]
    pub(in crate::cli) staged: bool,
    /// Also check the commits since REF: whether each component whose files they touch says what changed
    #[arg(long, value_name = "REF", conflicts_with = "staged")]
    pub(in crate::cli) base: Option<String>,
    /// Fail on notices too
    #[arg(long)]
    pub(in crate::cli) strict: bool,
}

/// The codes of findings, each with what it means.
pub(super) fn codes() -> String {
    let width = Code::all().map(|code| code.name().len()).max().unwrap_or(0);
    let line = |code: Code| {
        let notice = if code.level() == Severity::Notice { " (a notice)" } else { "" };
        format!("\n  {code:width$}  {}{notice}", code.means())
    };
    format!("Codes:{}", Code::all().map(line).collect::<String>())
}
