//! The arguments of `check`, and the list of codes in its help.

use clap::Args;

use crate::check::{Code, Level};

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArguments {
    /// Look for these codes alone; several with commas between them
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(in crate::cli) only: Vec<String>,
    /// Look for all codes but these
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(in crate::cli) skip: Vec<String>,
    /// Judge what is staged in git's index, as the next commit will have it
    ///
    /// For a hook of git. A mark as breaking is not asked of a commit that has no message yet.
    #[arg(long)]
    pub(in crate::cli) staged: bool,
    /// Fail on notices, too
    #[arg(long)]
    pub(in crate::cli) strict: bool,
}

/// The codes of findings, each with what it means.
pub(super) fn codes() -> String {
    let width = Code::all().map(|code| code.name().len()).max().unwrap_or(0);
    let line = |code: Code| {
        let notice = if code.level() == Level::Notice { " (a notice)" } else { "" };
        format!("\n  {code:width$}  {}{notice}", code.means())
    };
    format!("Codes:{}", Code::all().map(line).collect::<String>())
}
