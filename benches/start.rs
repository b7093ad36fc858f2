//! How long the program takes to start: `cargo bench --bench start`.
//!
//! Programs are copied first, as an installation does: a file that a linker wrote is in pieces in memory, and is read by more
//! page faults. The peer is the least that a program with the crate clap does: two verbs of two arguments, and an answer. It is this
//! very benchmark, called again with `DATELINE_BENCH_PEER` set, so that both are built alike. With `DATELINE_STATIC` set to
//! the path of a static build of dateline (README, "Building"), that is measured, too.

#[path = "common/mod.rs"]
mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use clap::{Parser, Subcommand};
use common::{Goal, Report, Times, in_turns};

const ROUNDS: usize = 400;
const PEER: &str = "DATELINE_BENCH_PEER";
const PRODUCT: &str = include_str!("../product.toml");

/// Compares two texts.
#[derive(Parser)]
#[command(version)]
struct Peer {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Compare two texts
    Compare { left: String, right: String },
    /// Say a text
    Say { text: String },
}

fn peer() {
    match Peer::parse().verb {
        Verb::Compare { left, right } => println!("{:?}", left.cmp(&right)),
        Verb::Say { text } => println!("{text}"),
    }
}

fn main() -> ExitCode {
    if std::env::var_os(PEER).is_some() {
        peer();
        return ExitCode::SUCCESS;
    }
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("product.toml"), PRODUCT).expect("a file");
    let copied = |program: &Path, name: &str| {
        let path = folder.path().join(name);
        std::fs::copy(program, &path).expect("a copy");
        path
    };
    let own = copied(&std::env::current_exe().expect("a path"), "peer");
    let call = |program: &Path, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.current_dir(folder.path()).args(arguments).env(PEER, "1").stdout(Stdio::null());
        assert!(command.status().expect("it runs").success(), "{} {arguments:?}", program.display());
    };
    let linked = copied(Path::new(env!("CARGO_BIN_EXE_dateline")), "dateline");
    let mut builds = vec![("", linked, 1.3, 1.5)];
    if let Some(path) = std::env::var_os("DATELINE_STATIC").map(PathBuf::from) {
        builds.push((", static", copied(&path, "dateline-static"), 0.95, 1.0));
    }
    let mut report = Report::default();
    for (build, program, compare, plan) in builds {
        let [bare, compared, planned]: [Times; 3] = in_turns(
            ROUNDS,
            [
                &mut || call(&own, &["compare", "1.0", "1.1"]),
                &mut || call(&program, &["version", "compare", "1.0", "1.1"]),
                &mut || call(&program, &["plan", "api-fix:core", "--date", "2016-11-01"]),
            ],
        );
        let peer = "a bare clap program";
        report.row(&format!("version compare 1.0 1.1{build}"), compared, peer, bare, Goal::Within(compare));
        report.row(&format!("plan, 4 components{build}"), planned, peer, bare, Goal::Within(plan));
    }
    report.finish()
}
