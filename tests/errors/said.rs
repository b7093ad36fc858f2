//! Errors that only the program as a whole shows: of the command line, and of what is typed into its terminal UI.
//!
//! Their types are private, so a kind is told by its code and by the words of its message, as the sources have them.

use std::fs::File;
use std::io::{Read, Write};
use std::process::{Command, Output, Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use super::cases;
use super::program::text;
use super::repository::{CHAIN, Repository};
use super::table::Table;

pub(crate) fn add(table: &mut Table<'_>) {
    of_cases(table);
    on_terminals(table);
    of_the_ui(table);
}

/// What the cases of `tests/bad_inputs` say in the end, below what they say of its parts.
fn of_cases(table: &mut Table<'_>) {
    for (topic, case) in cases::all() {
        let input = cases::named(topic, &case);
        take(table, &input, Some(&case.answer.code), &case.answer.stderr);
    }
}

/// The last error that `stderr` holds, with its hints.
fn take(table: &mut Table<'_>, input: &str, code: Option<&str>, stderr: &str) {
    let Some(at) = stderr.rfind("error: ") else { return };
    let mut lines = stderr[at..].lines();
    let message = lines.next().unwrap().trim_start_matches("error: ");
    let hints: Vec<String> =
        lines.filter_map(|line| line.strip_prefix("hint: ")).map(str::to_owned).collect();
    table.hear("cli", input, (code, message), &hints);
}

/// Both sides of a terminal: what people see of it, and what a program is given.
fn terminal() -> (File, File) {
    let seen = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
    grantpt(&seen).unwrap();
    unlockpt(&seen).unwrap();
    let name = ptsname(&seen, Vec::new()).unwrap().into_string().unwrap();
    (File::from(seen), File::options().read(true).write(true).open(name).unwrap())
}

/// What a call says that stands on a terminal, where `answer` is typed.
fn answered(mut call: Command, answer: &str) -> String {
    let (mut seen, given) = terminal();
    seen.write_all(answer.as_bytes()).unwrap();
    call.stdin(given.try_clone().unwrap()).stdout(Stdio::null()).stderr(given);
    assert!(!call.status().unwrap().success());
    // The call holds the other side, after which there is nothing more to read.
    drop(call);
    let mut said = Vec::new();
    let _ = seen.read_to_end(&mut said);
    String::from_utf8(said).unwrap().replace('\r', "")
}

fn on_terminals(table: &mut Table<'_>) {
    let repository = Repository::new(CHAIN);
    table.enter(repository.path());
    let said = answered(repository.call(&["apply", "fix:core"]), "n\n");
    take(table, "apply, answered with n", None, &said);
    let said = answered(repository.call(&["version", "sort"]), "");
    take(table, "version sort on a terminal", None, &said);
    for (input, arguments) in [
        ("apply on a terminal that was closed", &["apply", "fix:core"][..]),
        ("apply --yes on a terminal that was closed", &["apply", "fix:core", "--yes"]),
    ] {
        let (seen, given) = terminal();
        drop(seen);
        let output = repository.call(arguments).stdout(given).output().unwrap();
        take(table, input, None, text(&output.stderr));
    }
}

/// What the terminal UI says line by line, as `answers` are typed; `meanwhile` is done once it said `until`.
fn talk(repository: &Repository, answers: [&str; 2], until: &str, meanwhile: impl FnOnce()) -> String {
    let mut call = repository.call(&["--accessible"]);
    let mut child = call.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    stdin.write_all(answers[0].as_bytes()).unwrap();
    let (mut said, mut byte) = (Vec::new(), [0]);
    while !said.ends_with(until.as_bytes()) && stdout.read(&mut byte).unwrap() == 1 {
        said.push(byte[0]);
    }
    meanwhile();
    stdin.write_all(answers[1].as_bytes()).unwrap();
    drop(stdin);
    stdout.read_to_end(&mut said).unwrap();
    child.wait().unwrap();
    String::from_utf8(said).unwrap()
}

/// What is in the way of an apply, marked as such, with the lines below it.
fn take_marked(table: &mut Table<'_>, input: &str, said: &str) {
    let (_, marked) = said.split_once("\u{2717} ").unwrap_or_else(|| panic!("{input}: {said}"));
    let mut lines = marked.lines();
    let message = lines.next().unwrap();
    let hints: Vec<String> = lines.map_while(|line| line.strip_prefix("    ")).map(str::to_owned).collect();
    table.hear("cli", input, (None, message), &hints);
}

/// What is typed line by line, and what is said of it up to the next prompt.
fn typed(table: &mut Table<'_>) {
    let repository = Repository::new(CHAIN);
    for line in [
        "frobnicate",
        "big:core",
        "date tomorrow",
        "line 1",
        "why Core",
        "drop",
        "why core mac",
        "dateline plan fix:core --date",
        "dateline plan fix:core --out x",
        "dateline check",
    ] {
        let said = talk(&repository, [&format!("{line}\n"), ""], "> ", || {});
        let mut lines = said.rsplit("The date is").next().unwrap().lines().skip(1);
        let message = lines.next().unwrap().trim_start_matches("> ");
        let hints: Vec<String> = lines.map_while(|line| line.strip_prefix("  ")).map(str::to_owned).collect();
        table.hear("tui", &format!("the command `{line}`"), (None, message), &hints);
    }
}

/// What the full screen says of an empty name, in the dialog that asks for one.
#[cfg(feature = "tui")]
fn drawn(table: &mut Table<'_>) {
    use dateline::tui::{Event, Key, Setup, State, screen_text, update};
    let product = dateline::product::Product::from_toml(CHAIN).unwrap();
    let date = dateline::version::BuildDate::parse("2016-11-01").unwrap();
    let mut state = State::new(Setup { size: (80, 24), ..Setup::new(product, date) });
    for key in [Key::Char('a'), Key::Char('w'), Key::Ctrl('u'), Key::Enter] {
        update(&mut state, Event::Key(key));
    }
    let screen = screen_text(&state);
    let row = screen.lines().find(|row| row.contains("; ")).unwrap();
    let said = row.split('\u{2503}').find(|part| part.contains("; ")).unwrap();
    let (message, help) = said.trim().split_once("; ").unwrap();
    table.hear("tui", "a plan written to a file without a name", (None, message), &[help.to_owned()]);
}

fn of_the_ui(table: &mut Table<'_>) {
    typed(table);
    #[cfg(feature = "tui")]
    drawn(table);
    let repository = Repository::new(CHAIN);
    table.enter(repository.path());
    let folder = repository.path().join(".git/config-folder");
    repository.write(".git/config-folder/dateline/config.toml", b"\xe4");
    let mut call = repository.call(&["--accessible"]);
    let Output { stderr, .. } = call.env("XDG_CONFIG_HOME", &folder).output().unwrap();
    take(table, "the UI's own file in Latin-1", None, text(&stderr));
    let said = talk(&repository, ["take-back\nquit\n", ""], "> ", || {});
    take_marked(table, "take-back where nothing was applied", &said);
    let said = talk(&repository, ["catch-up core\napply\nquit\ny\n", ""], "> ", || {});
    take_marked(table, "apply of a plan without a release", &said);
    let repository = Repository::without_git(CHAIN);
    let changed = CHAIN.replacen("version = ", "# Mine\nversion = ", 1);
    let meanwhile = || repository.write("product.toml", changed);
    let said = talk(&repository, ["fix:core\napply\n", "apply\nquit\ny\n"], "write nothing: ", meanwhile);
    take_marked(table, "a product file that changes while its plan is reviewed", &said);
}
