//! System calls as strace reports them: which call, on which path, for which time.

use std::collections::HashMap;
use std::process::Command;

/// The calls that can change a file, a folder or a name.
pub(crate) const CALLS: &str = "execve,openat,write,pwrite64,writev,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,\
     rmdir,fsync,fdatasync,ftruncate,chmod,fchmod,fchmodat,copy_file_range,sendfile";

/// One call of a process, as far as it is known when it begins, and what became of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Call {
    /// What a process of another program runs that was started by the one that is traced: `receive-pack`.
    pub(crate) program: String,
    pub(crate) name: String,
    /// Its arguments as strace shows them.
    pub(crate) arguments: Vec<String>,
    /// The paths among them, a name in a folder joined with that folder.
    pub(crate) paths: Vec<String>,
    /// Which call of this name it is in its process or thread, from 1.
    pub(crate) number: usize,
    /// What it returned; empty where it did not return.
    pub(crate) result: String,
    /// Whether strace made it fail.
    pub(crate) is_injected: bool,
    /// Whether it is the last of a process that was killed.
    pub(crate) is_killed: bool,
    /// Whether its process was stopped right after it.
    pub(crate) is_stopped: bool,
}

/// A call by its name, its path and which of those it is in its process, from 1: the same in each run.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) program: String,
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) occurrence: usize,
}

impl Call {
    /// Whether it is on something that a repository or its environment keeps, below one of `roots`.
    fn is_within(&self, roots: &[&str]) -> bool {
        let is_within = |path: &String| {
            !path.starts_with('/') && !path.contains(':') || roots.iter().any(|root| path.starts_with(root))
        };
        self.paths.first().is_some_and(is_within)
    }

    /// Whether it changes something, or its failure may leave something behind: our own files and locks are looked at
    /// before they are removed.
    fn matters(&self) -> bool {
        let flags = self
            .arguments
            .iter()
            .any(|one| ["O_CREAT", "O_WRONLY", "O_RDWR"].iter().any(|flag| one.contains(flag)));
        let path = self.paths.first().map_or("", String::as_str);
        let is_ours = ["/dateline/", "/.dateline", ".lock"].iter().any(|part| path.contains(part));
        if self.name == "openat" { flags || is_ours } else { self.name != "execve" }
    }
}

/// The calls of a trace in their order.
pub(crate) fn calls(trace: &str) -> Vec<Call> {
    let mut calls: Vec<Call> = Vec::new();
    let mut last: HashMap<&str, usize> = HashMap::new();
    let mut numbers: HashMap<(&str, &str), usize> = HashMap::new();
    let mut programs: HashMap<&str, String> = HashMap::new();
    for line in trace.lines() {
        let Some((pid, rest)) = line.split_once(' ') else { continue };
        let rest = rest.trim_start();
        let earlier = last.get(pid).copied();
        if rest.starts_with("+++ killed by SIGKILL") || rest.starts_with("--- SIGSTOP") {
            if let Some(call) = earlier.and_then(|place| calls.get_mut(place)) {
                call.is_killed |= rest.starts_with("+++");
                call.is_stopped |= rest.starts_with("---");
            }
        } else if rest.starts_with("<... ") {
            let Some(call) = earlier.and_then(|place| calls.get_mut(place)) else { continue };
            let (_, result) = rest.rsplit_once(" = ").unwrap_or_default();
            result.clone_into(&mut call.result);
            call.is_injected |= result.contains("(INJECTED)");
        } else if let Some((name, arguments)) = rest.split_once('(') {
            let unfinished = arguments.split_once(" <unfinished ...>").map(|(arguments, _)| (arguments, ""));
            let finished = || arguments.rsplit_once(" = ").map(|(all, result)| (all.trim_end(), result));
            let Some((arguments, result)) = unfinished.or_else(finished) else { continue };
            let number = numbers.entry((pid, name)).or_default();
            *number += 1;
            let arguments = split(arguments.strip_suffix(')').unwrap_or(arguments));
            if name == "execve" && !calls.is_empty() {
                programs.insert(pid, program(&arguments));
            }
            last.insert(pid, calls.len());
            calls.push(Call {
                program: programs.get(pid).cloned().unwrap_or_default(),
                name: name.to_owned(),
                paths: paths(name, &arguments),
                arguments,
                number: *number,
                result: result.to_owned(),
                is_injected: result.contains("(INJECTED)"),
                ..Call::default()
            });
        }
    }
    calls
}

/// What `execve` starts: the first word of its arguments that is neither a path nor an option, or else the program's name.
fn program(arguments: &[String]) -> String {
    let words = arguments.get(1).map_or("", String::as_str).split('"').skip(1).step_by(2);
    let mut words = words.skip(1).filter(|word| !word.is_empty() && !word.starts_with(['-', '/', '.', '\'']));
    let path = arguments[0].trim_matches('"');
    words.next().unwrap_or_else(|| path.rsplit('/').next().unwrap()).to_owned()
}

/// Splits arguments at the commas that are in no text, path or list.
fn split(arguments: &str) -> Vec<String> {
    let (mut all, mut one) = (Vec::new(), String::new());
    let (mut is_quoted, mut is_escaped, mut depth) = (false, false, 0);
    for letter in arguments.chars() {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            '<' | '[' | '{' if !is_quoted => depth += 1,
            '>' | ']' | '}' if !is_quoted => depth -= 1,
            ',' if !is_quoted && depth == 0 => {
                all.push(std::mem::take(&mut one));
                continue;
            }
            _ => {}
        }
        one.push(letter);
    }
    all.push(one);
    all.iter().map(|one| one.trim().to_owned()).collect()
}

/// The paths among arguments. The text of a `write` is none.
fn paths(call: &str, arguments: &[String]) -> Vec<String> {
    let mut paths = Vec::new();
    let mut folder = None;
    for argument in arguments {
        let opened = || Some(argument.split_once('<')?.1.strip_suffix('>')?.to_owned());
        if let Some(quoted) = argument.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            if call.contains("write") {
                continue;
            }
            let name = unescaped(quoted);
            let name = String::from_utf8_lossy(&name).into_owned();
            paths.push(match folder.take() {
                Some(folder) if !name.starts_with('/') => format!("{folder}/{name}"),
                _ => name,
            });
        } else if let Some(path) = opened() {
            let path = String::from_utf8_lossy(&unescaped(&path)).into_owned();
            let is_folder = call.starts_with("open") || call.contains("at");
            if is_folder && call != "ftruncate" { folder = Some(path) } else { paths.push(path) }
        }
    }
    paths.extend(folder.filter(|_| paths.is_empty()));
    if call == "copy_file_range" {
        // It names what it reads first.
        paths.reverse();
    }
    paths
}

/// The bytes of a text as strace writes it with `-xx`; any other text as it is.
pub(crate) fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let hex = rest.strip_prefix("\\x").and_then(|hex| u8::from_str_radix(hex.get(..2)?, 16).ok());
        let length = if let Some(byte) = hex {
            bytes.push(byte);
            4
        } else {
            bytes.extend(letter.to_string().as_bytes());
            letter.len_utf8()
        };
        rest = &rest[length..];
    }
    bytes
}

/// The places of the calls that matter below one of `roots`, each with its call. What differs from run to run, such as the
/// names of temporary objects, is written the same.
pub(crate) fn places(calls: &[Call], roots: &[&str]) -> Vec<(Place, Call)> {
    let mut occurrences: HashMap<Place, usize> = HashMap::new();
    let mut places = Vec::new();
    for call in calls.iter().filter(|call| call.is_within(roots) && call.matters()) {
        let path = named(&call.paths[0], roots);
        let place = Place { program: call.program.clone(), name: call.name.clone(), path, occurrence: 0 };
        let occurrence = occurrences.entry(place.clone()).or_default();
        *occurrence += 1;
        places.push((Place { occurrence: *occurrence, ..place }, call.clone()));
    }
    places
}

/// A path as it is called in every run.
fn named(path: &str, roots: &[&str]) -> String {
    let below = roots.iter().find_map(|root| path.strip_prefix(root)).unwrap_or(path);
    let below = below.trim_start_matches('/').trim_start_matches("./").replace("//", "/");
    let parts = below.split('/').collect::<Vec<_>>();
    let mut name = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        let is_in_objects = parts[..place].contains(&"objects");
        let passing = ["tmp_obj", "tmp_pack", "tmp_idx", "tmp_objdir", "incoming", ".tmp", "pack-"];
        name.push(match passing.iter().find(|passing| part.starts_with(**passing)) {
            Some(passing) => *passing,
            None if is_in_objects && part.len() > 30 => "OBJECT",
            None if is_in_objects && part.len() == 2 => "XX",
            None => *part,
        });
    }
    name.join("/")
}

/// Whether strace is missing; a failure where it is required.
pub(crate) fn is_missing() -> bool {
    let works = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .status()
        .is_ok_and(|status| status.success());
    let required = std::env::var("DATELINE_ORACLES").is_ok_and(|value| value == "required");
    assert!(works || !required, "strace is missing and DATELINE_ORACLES=required");
    if !works {
        eprintln!("skipped: strace is missing");
    }
    !works
}

#[test]
fn a_trace_is_read_by_call_path_and_occurrence() {
    let trace = "\
7 openat(AT_FDCWD</r>, \".git/a\", O_RDWR|O_CREAT, 0666) = 3</r/.git/a>
7 write(3</r/.git/a>, \"x, y\"..., 5) = 5
8 rename(\"/r/.git/a\", \"/r/.git/b\" <unfinished ...>
7 write(3</r/.git/a>, \"\\x61\"..., 5) = -1 EIO (Input/output error) (INJECTED)
8 <... rename resumed>) = 0
9 renameat2(3</r/d>, \".dateline-1\", 3</r/d>, \"f\", RENAME_EXCHANGE) = ?
9 +++ killed by SIGKILL +++
";
    let found = places(&calls(trace), &["/r"]);
    let shown: Vec<String> = found
        .iter()
        .map(|(place, call)| {
            format!(
                "{} {} {} {}",
                place.name,
                place.path,
                place.occurrence,
                call.is_injected || call.is_killed
            )
        })
        .collect();
    let expected = [
        "openat .git/a 1 false",
        "write .git/a 1 false",
        "rename .git/a 1 false",
        "write .git/a 2 true",
        "renameat2 d/.dateline-1 1 true",
    ];
    assert_eq!(shown, expected);
    assert_eq!(found[2].1.result, "0");
    assert_eq!(found[4].1.paths, ["/r/d/.dateline-1", "/r/d/f"]);
}
