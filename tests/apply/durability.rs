//! What a loss of power leaves: only what was synced. The trace of a whole run, of the program and of each git that it
//! calls, is followed with a model of the disk; at each step that relies on something that went before, that must be on
//! the disk as a whole, contents and names.
//!
//! A kill cannot show this, since what a process wrote outlives it. Without strace the test is skipped by name.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::repository::{CHAIN, Repository};
use crate::trace::is_missing;

const CALLS: &str = "openat,write,pwrite64,writev,ftruncate,copy_file_range,sendfile,fsync,fdatasync,\
                     rename,renameat,renameat2,link,linkat,unlink,unlinkat";

/// What the disk may lose: contents that were written and names that were given, neither synced since.
#[derive(Default)]
struct Disk {
    contents: BTreeSet<String>,
    names: BTreeSet<String>,
}

/// A call of the trace, with its paths, absolute.
struct Call<'t> {
    name: &'t str,
    paths: Vec<String>,
    makes: bool,
}

impl<'t> Call<'t> {
    fn read(line: &'t str, root: &str) -> Option<Self> {
        let line = line.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
        let (name, arguments) = line.split_once('(')?;
        let (arguments, result) = arguments.rsplit_once(" = ")?;
        if result.starts_with('-') || arguments.contains("pipe:") || arguments.contains("/dev/") {
            return None;
        }
        let by_name = || arguments.split('"').skip(1).step_by(2).map(str::to_owned).collect();
        let by_number = || arguments.split(['<', '>']).skip(1).take(1).map(str::to_owned).collect();
        let with_names = name.starts_with("open") || name.contains("link") || name.starts_with("rename");
        let paths: Vec<String> = if with_names { by_name() } else { by_number() };
        let absolute = |path: String| if path.starts_with('/') { path } else { format!("{root}/{path}") };
        let paths = paths.into_iter().map(absolute).collect();
        Some(Call { name, paths, makes: arguments.contains("O_CREAT") })
    }
}

impl Disk {
    fn follow(&mut self, call: &Call<'_>) {
        let Some(first) = call.paths.first().cloned() else { return };
        match (call.name, call.paths.get(1).cloned()) {
            ("fsync" | "fdatasync", _) => {
                self.contents.remove(&first);
                self.names.retain(|name| folder_of(name) != first);
            }
            ("openat", _) if call.makes => {
                self.names.insert(first);
            }
            ("openat", _) => {}
            ("unlink" | "unlinkat", _) => {
                self.contents.remove(&first);
                self.names.insert(first);
            }
            ("link" | "linkat", Some(second)) => self.name(&first, second),
            (_, Some(second)) => {
                self.name(&first, second);
                self.names.insert(first.clone());
                self.contents.remove(&first);
            }
            _ => {
                self.contents.insert(first);
            }
        }
    }

    fn name(&mut self, from: &str, to: String) {
        if self.contents.contains(from) {
            self.contents.insert(to.clone());
        } else {
            self.contents.remove(&to);
        }
        self.names.insert(to);
    }

    /// What of it matters may be lost now: no temporary files, locks or logs, which nothing relies on.
    fn lost(&self, parts: &[&str]) -> Vec<&String> {
        let matters = |path: &&String| {
            let file = path.rsplit('/').next().unwrap();
            let is_lock = Path::new(file).extension().is_some_and(|extension| extension == "lock");
            let is_passing = is_lock
                || file.contains("tmp_obj")
                || file.ends_with(".dateline-new")
                || path.contains("/logs/");
            !is_passing && parts.iter().any(|part| path.contains(part))
        };
        self.contents.union(&self.names).filter(matters).collect()
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').unwrap().0
}

#[test]
fn what_a_step_relies_on_is_on_the_disk_before_it() {
    if is_missing() {
        return;
    }
    let repository = Repository::new(CHAIN);
    let root = fs::canonicalize(repository.path()).unwrap().to_str().unwrap().to_owned();
    let other = tempfile::tempdir().unwrap();
    let trace = other.path().join("trace");
    let mut strace = repository.command("strace");
    strace.args(["-f", "-y", "-qq", "-s", "0", "-e", &format!("trace={CALLS}"), "-e", "signal=none", "-o"]);
    strace.arg(&trace).arg(env!("CARGO_BIN_EXE_dateline")).args(["apply", "api-fix:core", "--yes"]);
    assert!(strace.stdout(Stdio::null()).status().unwrap().success());

    let (journal, product) = (format!("{root}/.git/dateline/journal"), format!("{root}/product.toml"));
    let trace = String::from_utf8_lossy(&fs::read(trace).unwrap()).into_owned();
    let mut disk = Disk::default();
    let mut steps = Vec::new();
    for line in trace.lines() {
        let Some(call) = Call::read(line, &root) else { continue };
        if let ("rename" | "renameat" | "renameat2", [from, to]) = (call.name, call.paths.as_slice()) {
            // Nothing outlives the folder in which git makes objects.
            let passes = from.contains("/.git/dateline/scratch/");
            assert!(passes || !disk.contents.contains(from), "{from} was renamed before it was synced");
            if *to == journal {
                assert_eq!(disk.lost(&["/.git/objects/"]), Vec::<&String>::new(), "before the journal");
                steps.push("journal");
            } else if *from == journal {
                let all =
                    ["/.git/objects/", "/.git/refs/", "/.git/index", "/product.toml", "/dateline/journal"];
                assert_eq!(disk.lost(&all), Vec::<&String>::new(), "before the journal goes");
                steps.push("done");
            } else if *to == product || to.contains("/.git/refs/") || to.ends_with("/.git/index") {
                assert_eq!(disk.lost(&["/dateline/journal"]), Vec::<&String>::new(), "before {to}");
                steps.push(if *to == product { "file" } else { "git" });
            }
        }
        disk.follow(&call);
    }
    assert_eq!(disk.lost(&["/dateline/journal", "/dateline/applied"]), Vec::<&String>::new(), "at the end");
    // One branch, four tags, the index.
    assert_eq!(steps, ["journal", "file", "journal", "git", "git", "git", "git", "git", "git", "done"]);
}

#[test]
fn when_only_the_last_sync_fails_it_says_that_all_is_done() {
    if is_missing() {
        return;
    }
    let repository = Repository::new(CHAIN);
    let whole = repository.copy();
    let run = |repository: &Repository, inject: &str| {
        let mut strace = repository.command("strace");
        strace.args(["-qq", "-e", "trace=fsync", "-e", "signal=none", "-e", inject, "-o", "/dev/stdout"]);
        strace.arg(env!("CARGO_BIN_EXE_dateline")).args(["apply", "api-fix:core", "--yes", "--quiet"]);
        strace.output().unwrap()
    };
    let trace = String::from_utf8(run(&whole, "fault=fsync:error=EIO:when=10000").stdout).unwrap();
    let syncs = trace.lines().filter(|line| line.starts_with("fsync(")).count();
    let output = run(&repository, &format!("inject=fsync:error=EIO:when={syncs}"));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("error: all is done, but it may not outlast a loss of power"), "{said}");
    assert_eq!(output.status.code(), Some(5));
    assert_eq!(repository.state(), whole.state());
    repository.expect(0, &["recover", "--yes"]);
    repository.expect(0, &["undo", "--yes"]);
}
