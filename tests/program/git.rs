//! git at a given day, for repositories whose tags tell when a release was.

use std::path::Path;
use std::process::Command;

/// Runs git in `folder` at noon of `date`, in UTC, and with nothing else in its environment.
pub(crate) fn git(folder: &Path, date: &str, arguments: &[&str]) {
    let noon = format!("{date}T12:00:00+00:00");
    let mut command = Command::new("git");
    command.current_dir(folder).args(arguments).env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap()).env("HOME", folder);
    command.envs([("GIT_COMMITTER_DATE", noon.as_str()), ("GIT_AUTHOR_DATE", noon.as_str())]);
    for role in ["AUTHOR", "COMMITTER"] {
        command
            .env(format!("GIT_{role}_NAME"), "Chain")
            .env(format!("GIT_{role}_EMAIL"), "chain@example.org");
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}
