//! `dateline import --dry-run` and `dateline log` on repositories of up to 100,000 tags, beside the git calls that list as
//! many: `cargo bench --bench tags`. All run as processes, in turns.
//!
//! The tags are of 20 components on 100 commits and packed, as a clone has them; and, in rows of their own, loose, or
//! annotated, each with a text of its own.

#[path = "common/mod.rs"]
mod common;

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use common::process::{git, git_reads, quiet};
use common::{Goal, Report, in_turns};

const SIZES: [usize; 3] = [10_000, 30_000, 100_000];
const COMPONENTS: usize = 20;
const ROUNDS: usize = 7;
const GROWTH: f64 = 1.15;

/// What kind of tags a repository has.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Packed,
    Loose,
    Annotated,
}

/// `count` tags as `git fast-import` reads them.
fn history(count: usize, kind: Kind) -> String {
    let mut product = "[product]\nname = 'Chain'\n".to_owned();
    for component in 0..COMPONENTS {
        let _ = writeln!(product, "[components.part-{component}]\nscheme = 'semver'");
    }
    let mut text = format!("blob\nmark :1\ndata {}\n{product}\n", product.len());
    let mut commit = 1;
    for number in 0..count {
        let seconds = 1_400_000_000 + number * 50;
        if number % count.div_ceil(100) == 0 {
            commit += 1;
            let from = if commit > 2 { format!("from :{}\n", commit - 1) } else { String::new() };
            let _ = writeln!(
                text,
                "commit refs/heads/main\nmark :{commit}\ncommitter Ann <ann@example.org> {seconds} +0000\ndata 4\nStep\n\
                 {from}M 100644 :1 product.toml\n"
            );
        }
        let (component, place) = (number % COMPONENTS, number / COMPONENTS);
        let name = format!("part-{component}-v{}.{}.{}", 1 + place / 1000, place / 10 % 100, place % 10);
        let _ = if kind == Kind::Annotated {
            writeln!(
                text,
                "tag {name}\nfrom :{commit}\ntagger Ann <ann@example.org> {seconds} +0000\ndata 26\nRelease\n\nchanged by a fix\n"
            )
        } else {
            writeln!(text, "reset refs/tags/{name}\nfrom :{commit}\n")
        };
    }
    text
}

fn repository(folder: &Path, count: usize, kind: Kind) {
    git(folder, &["init", "--quiet", "--initial-branch=main"]);
    git_reads(folder, &["fast-import", "--quiet"], history(count, kind).as_bytes());
    git(folder, &["reset", "--quiet", "--hard"]);
    if kind != Kind::Loose {
        git(folder, &["pack-refs", "--all"]);
    }
}

fn main() -> ExitCode {
    let mut report = Report::default();
    let (mut imports, mut logs) = (Vec::new(), Vec::new());
    let cases = SIZES.map(|size| (size, Kind::Packed));
    for (size, kind) in cases.into_iter().chain([(10_000, Kind::Loose), (100_000, Kind::Annotated)]) {
        let folder = tempfile::tempdir().expect("a folder");
        repository(folder.path(), size, kind);
        let call = |program: &str, arguments: &[&str]| {
            let mut command = Command::new(program);
            quiet(command.current_dir(folder.path()).args(arguments).stdout(Stdio::null()));
        };
        let dateline = env!("CARGO_BIN_EXE_dateline");
        let [sorted, listed, imported, logged] = in_turns(
            ROUNDS,
            [
                &mut || call("git", &["tag", "--sort=creatordate"]),
                &mut || call("git", &["for-each-ref"]),
                &mut || call(dateline, &["import", "--dry-run"]),
                &mut || call(dateline, &["log"]),
            ],
        );
        let (what, import, log) = match kind {
            Kind::Packed if size == 100_000 => {
                let (import, log) = (Duration::from_millis(150), Duration::from_millis(400));
                ("packed", Goal::AtMost(import), Goal::AtMost(log))
            }
            Kind::Packed => ("packed", Goal::None, Goal::None),
            Kind::Loose => ("loose", Goal::None, Goal::None),
            Kind::Annotated => ("annotated", Goal::None, Goal::None),
        };
        let rows = [
            ("import", imported, "git tag --sort=creatordate", sorted, import),
            ("log", logged, "git for-each-ref", listed, log),
        ];
        for (verb, ours, peer, theirs, goal) in rows {
            report.row(&format!("{verb}, {size} {what} tags"), ours, peer, theirs, goal);
        }
        if kind == Kind::Packed {
            imports.push((size, imported));
            logs.push((size, logged));
        }
    }
    report.growth("import, packed tags", &imports, GROWTH);
    report.growth("log, packed tags", &logs, GROWTH);
    report.finish()
}
