//! Environment variables that the program reads besides those of its terminal.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

/// The arguments of the program, the first of which is its own name.
pub fn arguments() -> impl Iterator<Item = OsString> {
    env::args_os()
}

/// `SOURCE_DATE_EPOCH`, as it stands; `None` where it is unset or empty.
pub fn source_date_epoch() -> Option<String> {
    let value = env::var_os("SOURCE_DATE_EPOCH")?.to_string_lossy().into_owned();
    (!value.is_empty()).then_some(value)
}

/// The file that a step of GitHub Actions appends its summary to.
pub fn github_step_summary() -> Option<PathBuf> {
    env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// The index that git gives a hook, where the commit is made of another one than the repository's.
pub fn git_index() -> Option<PathBuf> {
    env::var_os("GIT_INDEX_FILE").filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// The folder of the user's settings: `XDG_CONFIG_HOME`, or `.config` in the home; `None` where neither is known. A
/// relative path does not count, as the standard of the directories says.
pub fn config_folder() -> Option<PathBuf> {
    let absolute = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    absolute("XDG_CONFIG_HOME").or_else(|| absolute("HOME").map(|home| home.join(".config")))
}

/// Whether the environment asks for no colours: `NO_COLOR` is set, or `CLICOLOR` is 0.
pub fn no_color() -> bool {
    let is = |name: &str, holds: fn(&str) -> bool| {
        env::var_os(name).is_some_and(|value| holds(&value.to_string_lossy()))
    };
    is("NO_COLOR", |value| !value.is_empty()) || is("CLICOLOR", |value| value == "0")
}

/// Whether the terminal can only print lines.
pub fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// The name of the user who runs the program, as the environment has it; `None` where it has none.
pub fn user() -> Option<String> {
    let name = env::var_os("USER").or_else(|| env::var_os("USERNAME"))?;
    Some(name.to_string_lossy().into_owned()).filter(|name| !name.is_empty())
}

/// Who releases Debian packages, as `DEBFULLNAME` and `DEBEMAIL` have it: `Ada <ada@example.org>`; `None` where they do
/// not say both.
pub fn debian_maintainer() -> Option<String> {
    let text = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let address = text("DEBEMAIL")?;
    if address.ends_with('>') {
        return Some(address);
    }
    Some(format!("{} <{address}>", text("DEBFULLNAME")?))
}

/// Whether the variable `name` is set and not empty.
pub fn is_given(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// The number of this process.
pub fn process() -> u32 {
    std::process::id()
}
