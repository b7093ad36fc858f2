//! Nothing that a file, an argument or a stream does can act on a terminal (Rule A4) or bring the program down.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

mod program;

use std::ffi::{OsStr, OsString};
use std::fs::OpenOptions;
use std::os::unix::ffi::OsStrExt;
use std::process::{Output, Stdio};

use program::{Call, assert_harmless, assert_orderly, text, without_colors};

/// Characters that move the cursor, colour, retitle, reverse, hide or break lines.
const HOSTILE: [&str; 12] = [
    "\u{1b}[31mred",
    "\u{1b}]0;title\u{7}",
    "\u{9b}2J",
    "\u{90}x\u{9c}",
    "\u{202e}gpj",
    "\u{2066}x\u{2069}",
    "\u{200b}\u{200f}\u{feff}",
    "\u{2028}\u{2029}\u{85}",
    "a\r\nerror: forged",
    "\u{8}\u{7f}\t",
    "\u{e0041}\u{e007f}",
    "\u{1b}",
];

/// Every verb, with `@` where a hostile text goes.
const CALLS: [&[&str]; 45] = [
    &["@"],
    &["--@"],
    &["status", "@"],
    &["status", "--product", "@"],
    &["-C", "@", "status"],
    &["--demo", "plan", "@"],
    &["--demo", "plan", "fix:@"],
    &["--demo", "plan", "@:core"],
    &["--demo", "plan", "fix:core.@"],
    &["--demo", "plan", "fix:core", "--date", "@"],
    &["--demo", "plan", "fix:core", "--line", "@"],
    &["--demo", "plan", "fix:core", "--out", "missing/@"],
    &["--demo", "promote", "@"],
    &["--demo", "drop", "@"],
    &["check", "--only", "@"],
    &["check", "--skip", "tag-moved,@"],
    &["check", "--product", "@"],
    &["--demo", "catch-up", "@"],
    &["--demo", "why", "@", "fix:core"],
    &["version", "@"],
    &["version", "parse", "@"],
    &["version", "parse", "1.0", "--scheme", "@"],
    &["version", "compare", "1.0", "1.0@"],
    &["version", "sort", "@"],
    &["version", "max", "@"],
    &["version", "bump", "1.0", "@"],
    &["version", "render", "1.0", "--for", "@"],
    &["version", "check", "@", "--for", "all"],
    &["version", "parse", "@", "--from", "npm"],
    &["--demo", "status", "--renderings=@"],
    &["completions", "@"],
    &["apply", "@"],
    &["--demo", "apply", "fix:@"],
    &["apply", "--plan", "@"],
    &["apply", "--promote", "@"],
    &["apply", "fix:core", "--product", "@"],
    &["undo", "@"],
    &["undo", "--product", "@"],
    &["recover", "--product", "@"],
    &["log", "--product", "@"],
    &["import", "@"],
    &["import", "--product", "@"],
    &["replay", "--product", "@"],
    &["init", "--product", "@"],
    &["init", "--product", "missing/@"],
];

const FORMATS: [&str; 4] = ["text", "json", "markdown", "github"];

/// Runs `call` in every format, and as coloured text; fails where anything harmful is shown.
fn assert_shows_no_harm(name: &str, call: impl Fn(&[&str]) -> Call) {
    for format in FORMATS {
        let output = call(&["--format", format]).run();
        assert_orderly(&format!("{name} as {format}"), &output);
        assert!(matches!(output.status.code(), Some(0..=2)), "{name}: {:?}", output.status);
    }
    let output = call(&["--color", "always"]).run();
    for stream in [&output.stdout, &output.stderr] {
        assert_harmless(&format!("{name} in colour"), &without_colors(text(stream)));
    }
}

#[test]
fn no_argument_acts_on_the_terminal() {
    for hostile in HOSTILE {
        for arguments in CALLS {
            let arguments: Vec<String> = arguments.iter().map(|part| part.replace('@', hostile)).collect();
            assert_shows_no_harm(&format!("{arguments:?}"), |more| {
                Call::new(more.iter().map(|part| (*part).to_owned()).chain(arguments.clone()))
            });
        }
    }
}

#[test]
fn an_argument_cannot_forge_a_line_of_a_message() {
    let forged = "x\n\nerror: forged\nhint: run this";
    for arguments in CALLS {
        let arguments: Vec<String> = arguments.iter().map(|part| part.replace('@', forged)).collect();
        let output = Call::new(&arguments).run();
        let lines: Vec<&str> = text(&output.stderr).lines().collect();
        assert!(!lines.iter().any(|line| line.contains("forged") && !line.contains(r"x\n\n")), "{lines:?}");
        assert!(!lines.contains(&"hint: run this"), "{lines:?}");
    }
}

#[test]
fn no_text_of_a_product_file_acts_on_the_terminal() {
    let places = [
        "[product]\nname = \"@\"\n[components.core]\nlead = true\n",
        "[product]\nname = \"C\"\ntag = \"@{version}\"\n[components.core]\nlead = true\n",
        "[product]\nname = \"C\"\n\"@\" = 1\n[components.core]\nlead = true\n",
        "[product]\nname = \"C\"\n[components.\"@\"]\nlead = true\n",
        "[product]\nname = \"C\"\n[components.core]\nlead = true\ntitle = \"@\"\n",
        "[product]\nname = \"C\"\n[components.core]\nlead = true\nversion = \"@\"\n",
        "[product]\nname = \"C\"\n[components.core]\nlead = true\nscheme = \"@\"\n",
        "[product]\nname = \"C\"\n[components.core]\nlead = true\nfollows = { \"@\" = \"@\" }\n",
        "[product]\nname = \"C\"\n[components.core]\nlead = true\nrequires = { \"@.@\" = \"@\" }\n",
        "[product]\nname = \"C\"\n[components.core]\nlead = true\nsurfaces.\"@\" = { version = \"@\" }\n",
        "[product]\nname = \"C\"\n[components.core]\nlead = true\nmanifests = [{ path = \"@\", field = \"@\" }]\n",
        "[product]\nname = \"C\"\n[components.core]\nlead = true\npublish = [\"@\"]\n",
        "[product]\nname = \"C\"\n[components.core]\nlead = true\nversion = 1 # @\n",
        "@",
    ];
    let verbs: [&[&str]; 4] = [&["status"], &["plan", "fix:core"], &["why", "core", "fix:core"], &["check"]];
    for hostile in HOSTILE {
        // As such, which TOML may refuse itself, and as an escape, which it takes.
        let escaped: String = hostile.chars().map(|c| format!("\\U{:08X}", c as u32)).collect();
        for written in [hostile, escaped.as_str()] {
            for place in places {
                let product = place.replace('@', written);
                // Every verb tells the errors of a file alike, so that one is enough where there are any; but `check` has
                // them as findings.
                let is_refused = !Call::new(verbs[0]).product(&product).run().status.success();
                let named = if is_refused { vec![verbs[0], verbs[3]] } else { verbs.to_vec() };
                for verb in &named {
                    assert_shows_no_harm(&format!("{verb:?} of {product:?}"), |more| {
                        Call::new([more, verb].concat()).product(&product)
                    });
                }
            }
        }
    }
}

#[test]
fn no_name_of_a_file_acts_on_the_terminal() {
    for hostile in HOSTILE {
        let name = format!("a{hostile}.toml");
        for content in ["[product]\nx = 1\n", "\u{1b}[31m", "\u{0}"] {
            assert_shows_no_harm(&format!("product file {name:?}"), |more| {
                Call::new([more, &["status", "--product", &name]].concat()).file(&name, content)
            });
            assert_shows_no_harm(&format!("product file to check {name:?}"), |more| {
                Call::new([more, &["check", "--product", &name]].concat()).file(&name, content)
            });
            assert_shows_no_harm(&format!("list of versions {name:?}"), |more| {
                Call::new([more, &["version", "sort", &name]].concat()).file(&name, content)
            });
        }
        assert_shows_no_harm(&format!("summary {name:?}"), |more| {
            let path = format!("missing/{name}");
            Call::new([more, &["--demo", "plan", "fix:core"]].concat()).env("GITHUB_STEP_SUMMARY", path)
        });
        assert_shows_no_harm(&format!("date {hostile:?}"), |more| {
            Call::new([more, &["--demo", "plan", "fix:core"]].concat()).env("SOURCE_DATE_EPOCH", hostile)
        });
    }
    let not_utf8 = OsStr::from_bytes(b"a\xff\x1b[31m");
    let arguments = [OsStr::new("status"), OsStr::new("--product"), not_utf8];
    assert_shows_no_harm("a name that is not UTF-8", |more| {
        Call::new(more.iter().map(OsString::from).chain(arguments.map(OsStr::to_owned)))
    });
}

/// One call of each verb that prints something.
const PRINTING: [&[&str]; 15] = [
    &["--demo", "status"],
    &["--demo", "plan", "fix:core"],
    &["--demo", "why", "mac", "fix:core"],
    &["--demo", "catch-up"],
    &["--demo", "status", "--renderings"],
    &["version", "parse", "1.0"],
    &["version", "render", "1.0", "--for", "all"],
    &["version", "sort", "versions"],
    &["version", "max", "versions"],
    &["schema"],
    &["completions", "bash"],
    &["man"],
    &["tui-config"],
    &["--help"],
    &["--version"],
];

fn printing(arguments: &[&str]) -> Call {
    Call::new(arguments).file("versions", "1.0\n".repeat(100_000))
}

fn run_into(call: &mut Call, stdout: impl Into<Stdio>) -> Output {
    call.command().stdin(Stdio::null()).stdout(stdout).stderr(Stdio::piped());
    call.command().spawn().unwrap().wait_with_output().unwrap()
}

#[test]
fn a_reader_that_left_is_no_error() {
    for arguments in PRINTING {
        for format in FORMATS {
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            let output = run_into(&mut printing(&[&["--format", format], arguments].concat()), writer);
            assert_eq!(text(&output.stderr), "", "{arguments:?}");
            assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told_and_fails() {
    for arguments in PRINTING {
        let full = || OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = run_into(&mut printing(arguments), full());
        assert_eq!(
            text(&output.stderr),
            "error: cannot write to standard output: no space is left\n",
            "{arguments:?}"
        );
        assert_eq!(output.status.code(), Some(6), "{arguments:?}");
        let output = run_into(&mut printing(&[&["--format", "json"], arguments].concat()), full());
        let answer: serde_json::Value = match serde_json::from_slice(&output.stderr) {
            Ok(answer) => answer,
            Err(error) => panic!("{arguments:?}: {error}: {}", text(&output.stderr)),
        };
        assert_eq!(answer["error"]["code"], "io", "{arguments:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn an_error_that_nobody_can_read_keeps_its_exit_code() {
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let status = Call::new(["status"]).command().stderr(full).status().unwrap();
    assert_eq!(status.code(), Some(2));
}

/// Runs the call with a stream closed by the shell: `<&-`, `>&-` or `2>&-`.
fn run_without(stream: &str, arguments: &[&str]) -> Output {
    let mut call = Call::new::<&str>([]);
    let script = format!("exec \"$0\" \"$@\" {stream}");
    let program = env!("CARGO_BIN_EXE_dateline");
    let mut shell = std::process::Command::new("sh");
    shell.arg("-c").arg(script).arg(program).args(arguments).current_dir(call.path());
    std::mem::swap(call.command(), &mut shell);
    call.run()
}

#[test]
fn a_closed_stream_is_like_an_empty_one() {
    let sorted = run_without("<&-", &["version", "sort"]);
    assert_eq!((sorted.status.code(), text(&sorted.stdout), text(&sorted.stderr)), (Some(0), "", ""));
    let greatest = run_without("<&-", &["version", "max"]);
    assert_eq!(greatest.status.code(), Some(2));
    assert!(text(&greatest.stderr).starts_with("error: no version to choose from\n"));
    for arguments in PRINTING.iter().filter(|arguments| !arguments.contains(&"versions")) {
        let output = run_without(">&-", arguments);
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""), "{arguments:?}");
    }
    assert_eq!(run_without("2>&-", &["frobnicate"]).status.code(), Some(2));
}

#[test]
fn a_plan_goes_through_a_link() {
    let mut call =
        Call::new(["--demo", "plan", "fix:core", "--out", "link", "--force"]).file("plan.json", "old");
    std::os::unix::fs::symlink("plan.json", call.path().join("link")).unwrap();
    assert_eq!(call.run().status.code(), Some(0));
    assert!(call.path().join("link").is_symlink());
    assert!(std::fs::read_to_string(call.path().join("plan.json")).unwrap().contains("1.0.20161101"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_plan_goes_into_what_is_no_file_and_leaves_it_there() {
    let mut call = Call::new(["--demo", "plan", "fix:core", "--out", "pipe"]);
    let path = call.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    // Open for both, so that neither side waits for the other.
    let mut pipe = OpenOptions::new().read(true).write(true).open(&path).unwrap();
    assert_eq!(call.run().status.code(), Some(0));
    assert!(std::os::unix::fs::FileTypeExt::is_fifo(&std::fs::metadata(&path).unwrap().file_type()));
    let mut start = [0; 20];
    std::io::Read::read_exact(&mut pipe, &mut start).unwrap();
    assert!(text(&start).starts_with("{\n"), "{}", text(&start));
}

#[test]
fn the_checks_of_this_file_see_harm() {
    for hostile in HOSTILE {
        let shown = without_colors(&format!("\u{1b}[1m\u{1b}[31merror\u{1b}[0m: {hostile}"));
        let is_seen = std::panic::catch_unwind(|| assert_harmless("a stream", &shown)).is_err();
        // Colours alone look like those of the program; results in pipes and JSON show that it lets none through.
        assert!(is_seen || hostile == HOSTILE[0], "{hostile:?}");
    }
    assert!(std::panic::catch_unwind(|| assert_harmless("a stream", HOSTILE[0])).is_err());
}

/// Whether results and errors in a pipe are coloured.
fn colors(environment: &[(&str, &str)], arguments: &[&str]) -> (bool, bool) {
    let run = |verb: &[&str]| {
        let call = Call::new([arguments, verb].concat());
        environment.iter().fold(call, |call, (name, value)| call.env(name, value)).run()
    };
    let is_colored = |stream: &[u8]| stream.contains(&0x1b);
    let (result, error) = (run(&["--demo", "status"]), run(&["frobnicate"]));
    assert_eq!(without_colors(text(&result.stdout)), text(&Call::new(["--demo", "status"]).run().stdout));
    (is_colored(&result.stdout), is_colored(&error.stderr))
}

#[test]
fn colours_come_when_they_are_asked_for() {
    let force = ("CLICOLOR_FORCE", "1");
    for environment in [&[][..], &[("TERM", "xterm")], &[("TERM", "dumb")], &[("CLICOLOR", "1")]] {
        assert_eq!(colors(environment, &[]), (false, false), "{environment:?}");
        assert_eq!(colors(environment, &["--color", "always"]), (true, true), "{environment:?}");
        assert_eq!(colors(environment, &["--color=always"]), (true, true), "{environment:?}");
    }
    for environment in [&[force][..], &[force, ("TERM", "dumb")], &[force, ("CLICOLOR", "0")]] {
        assert_eq!(colors(environment, &[]), (true, true), "{environment:?}");
        assert_eq!(colors(environment, &["--color", "never"]), (false, false), "{environment:?}");
    }
    // NO_COLOR wins over CLICOLOR_FORCE where it is not empty, and the command line over both.
    assert_eq!(colors(&[force, ("NO_COLOR", "1")], &[]), (false, false));
    assert_eq!(colors(&[force, ("NO_COLOR", "")], &[]), (true, true));
    assert_eq!(colors(&[("NO_COLOR", "1")], &["--color", "always"]), (true, true));
}

#[test]
fn results_for_programs_are_never_coloured() {
    for format in ["json", "markdown", "github"] {
        for verb in [&["--demo", "status"][..], &["--demo", "plan", "fix:core"], &["version", "parse", "1.0"]]
        {
            let arguments = [&["--color", "always", "--format", format], verb].concat();
            let output = Call::new(&arguments).env("CLICOLOR_FORCE", "1").run();
            assert!(!output.stdout.contains(&0x1b), "{arguments:?}");
        }
        let output = Call::new(["--color", "always", "--format", "json", "frobnicate"]).run();
        assert!(!output.stderr.contains(&0x1b));
    }
}
