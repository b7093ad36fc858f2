//! Environment variables that the program heeds beside those of its terminal.

use std::env;
use std::path::PathBuf;

/// `SOURCE_DATE_EPOCH`, as it stands; `None` where it is unset or empty.
#[must_use]
pub fn source_date_epoch() -> Option<String> {
    let value = env::var_os("SOURCE_DATE_EPOCH")?.to_string_lossy().into_owned();
    (!value.is_empty()).then_some(value)
}

/// The file that a step of GitHub Actions appends its summary to.
#[must_use]
pub fn github_step_summary() -> Option<PathBuf> {
    env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// The name of the user who runs the program, as the environment has it; `None` where it has none.
#[must_use]
pub fn user() -> Option<String> {
    let name = env::var_os("USER").or_else(|| env::var_os("USERNAME"))?;
    Some(name.to_string_lossy().into_owned()).filter(|name| !name.is_empty())
}
