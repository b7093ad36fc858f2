//! `dateline plan` as a process, on 4, 1,000 and 10,000 components, and beside the release tools that are installed:
//! `cargo bench --bench calls`.
//!
//! The peer on many components is a program that does no more than parse the same product file with the crate `toml`: this
//! very benchmark, called again with `DATELINE_BENCH_PEER` set. Release tools are looked for in the folder of
//! `DATELINE_PEERS`, where benches/install-peers puts them; each does for a repository of four packages what comes nearest
//! to a plan: it says what the next versions are, and changes no file that git knows. cargo-release takes the level of all
//! packages from its arguments, as `dateline plan` does there, which then reads the product file alone.

#[path = "common/mod.rs"]
mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use common::process::{git, quiet};
use common::{Goal, Numbers, Report, Times, in_turns};

const ROUNDS: usize = 40;
const PEER: &str = "DATELINE_BENCH_PEER";
const PACKAGES: [&str; 4] = ["core", "sdk", "tool", "app"];

/// A product line of components that follow up to three others each, as a file in a folder.
fn line(folder: &Path, size: usize) -> PathBuf {
    let mut numbers = Numbers(20_161_024);
    let mut text = "[product]\nname = 'Long'\n[components.core]\nlead = true\nversion = '1.0'\n".to_owned();
    for position in 1..size {
        let _ = writeln!(text, "[components.part-{position}]\nversion = '1.0'\nfollows.core = 'release'");
        let mut followed: Vec<u64> =
            (0..2).map(|_| numbers.below(u64::try_from(position).unwrap_or(1))).collect();
        followed.sort_unstable();
        followed.dedup();
        for followed in followed.into_iter().filter(|followed| *followed > 0) {
            let _ = writeln!(text, "follows.part-{followed} = 'api'");
        }
    }
    let path = folder.join(format!("{size}.toml"));
    fs::write(&path, text).expect("a file");
    path
}

/// The peer: parses the file that is its last argument.
fn parse() {
    let path = std::env::args_os().next_back().expect("a path");
    let text = fs::read_to_string(path).expect("a file");
    assert!(toml::de::DeTable::parse(&text).is_ok());
}

fn plans(product: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(["plan", "api-fix:core", "--date", "2016-11-01", "--product"]).arg(product).args(more);
    command.stdout(Stdio::null());
    command
}

fn many(report: &mut Report) {
    let folder = tempfile::tempdir().expect("a folder");
    let own = std::env::current_exe().expect("a path");
    for size in [1_000, 10_000] {
        let product = line(folder.path(), size);
        let [planned, json, verbose, parsed]: [Times; 4] = in_turns(
            ROUNDS,
            [
                &mut || quiet(&mut plans(&product, &[])),
                &mut || quiet(&mut plans(&product, &["--format", "json"])),
                &mut || quiet(&mut plans(&product, &["--verbose"])),
                &mut || quiet(Command::new(&own).arg(&product).env(PEER, "1")),
            ],
        );
        let goal = if size == 1_000 { Goal::Within(1.8) } else { Goal::None };
        report.row(&format!("plan, {size} components"), planned, "toml: parsing alone", parsed, goal);
        report.row(&format!("plan --format json, {size} components"), json, "plan", planned, Goal::None);
        report.row(
            &format!("plan --verbose, {size} components"),
            verbose,
            "plan",
            planned,
            Goal::Within(2.0),
        );
    }
}

/// A repository of four packages with a release each, a commit and a change file, that every tool knows.
fn repository(folder: &Path) {
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder"))
            .and_then(|()| fs::write(path, text))
            .expect("a file");
    };
    let (mut product, mut knope, mut members) = (
        "[product]\nname = 'Four'\ntag = '{component}/v{version}'\n[changes]\nfolder = '.changeset'\n"
            .to_owned(),
        String::new(),
        Vec::new(),
    );
    for package in PACKAGES {
        let _ = writeln!(
            product,
            "[components.{package}]\nscheme = 'semver'\nversion = '1.0.0'\npaths = ['{package}']\n\
             manifests = [{{ path = '{package}/package.json' }}, {{ path = '{package}/Cargo.toml' }}]"
        );
        let _ = writeln!(
            knope,
            "[packages.{package}]\nversioned_files = ['{package}/package.json', '{package}/Cargo.toml']\nscopes = ['{package}']"
        );
        members.push(format!("'{package}'"));
        write(
            &format!("{package}/package.json"),
            &format!("{{\"name\": \"{package}\", \"version\": \"1.0.0\"}}\n"),
        );
        write(
            &format!("{package}/Cargo.toml"),
            &format!(
                "[package]\nname = '{package}'\nversion = '1.0.0'\nedition = '2021'\ndescription = 'One'\nlicense = 'MIT'\n"
            ),
        );
        write(&format!("{package}/src/lib.rs"), "");
    }
    knope += "[[workflows]]\nname = 'plan'\n[[workflows.steps]]\ntype = 'PrepareRelease'\n";
    write("product.toml", &product);
    write("knope.toml", &knope);
    write("Cargo.toml", &format!("[workspace]\nresolver = '2'\nmembers = [{}]\n", members.join(", ")));
    write(
        "package.json",
        "{\"name\": \"four\", \"private\": true, \"workspaces\": [\"core\", \"sdk\", \"tool\", \"app\"]}\n",
    );
    write("package-lock.json", "{\"lockfileVersion\": 3}\n");
    write(".changeset/config.json", "{\"commit\": false, \"baseBranch\": \"main\"}\n");
    write(".gitignore", "target\nCargo.lock\n");
    git(folder, &["init", "--quiet", "--initial-branch=main"]);
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message=Start"]);
    for package in PACKAGES {
        git(folder, &["tag", &format!("{package}/v1.0.0")]);
    }
    write("core/src/lib.rs", "//! One.\n");
    write(".changeset/brave-otter.md", "---\nsdk: minor\n---\n\nAdd streams.\n");
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message=fix(core): close the file"]);
}

fn peers(report: &mut Report) {
    let Some(installed) = std::env::var_os("DATELINE_PEERS").map(PathBuf::from) else {
        println!("skipped: DATELINE_PEERS names no folder of release tools (benches/install-peers)");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    repository(folder.path());
    let call = |program: &Path, arguments: &[&str]| {
        quiet(
            Command::new(program).current_dir(folder.path()).args(arguments).env("CARGO_NET_OFFLINE", "true"),
        );
    };
    let dateline = Path::new(env!("CARGO_BIN_EXE_dateline"));
    let tools: [(&str, &str, &[&str], &[&str]); 3] = [
        ("knope plan --dry-run", "bin/knope", &["plan", "--dry-run"], &["plan", "--pending"]),
        ("changeset status", "node_modules/.bin/changeset", &["status"], &["plan", "--pending"]),
        (
            "cargo release patch",
            "bin/cargo-release",
            &["release", "patch", "--workspace", "--no-publish", "--no-push", "--no-verify"],
            &["plan", "fix:core", "fix:sdk", "fix:tool", "fix:app"],
        ),
    ];
    for (peer, program, arguments, ours) in tools {
        let program = installed.join(program);
        if !program.exists() {
            println!("skipped: {} is not installed", program.display());
            continue;
        }
        let [planned, theirs]: [Times; 2] =
            in_turns(ROUNDS / 2, [&mut || call(dateline, ours), &mut || call(&program, arguments)]);
        report.row(&format!("{}, 4 components", ours.join(" ")), planned, peer, theirs, Goal::Faster(1.0));
    }
}

fn main() -> ExitCode {
    if std::env::var_os(PEER).is_some() {
        parse();
        return ExitCode::SUCCESS;
    }
    let mut report = Report::default();
    many(&mut report);
    peers(&mut report);
    report.finish()
}
