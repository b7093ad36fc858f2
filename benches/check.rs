//! `dateline check` on repositories of 200 manifests: 20 components with ten manifests each that are released together,
//! 500 tags, migrations, floors; and 200 components with one manifest each that are released one by one, so that each
//! tag has a product file of its own: `cargo bench --bench check`. Then 5,000 components and 20,000 tags, and the memory
//! that takes.
//!
//! The peer is `git status` on the same repository, which looks at each file's state. Both run as processes, in turns.

#[path = "common/mod.rs"]
mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use common::process::{git, git_reads, peak_memory, quiet};
use common::{Goal, Report, Times, in_turns};

const ROUNDS: usize = 40;
/// The components and tags of the growing case.
const SIZES: [(usize, usize); 3] = [(500, 2_000), (1_500, 6_000), (5_000, 20_000)];
const GROWTH: f64 = 1.15;
const MEMORY: u64 = 80 << 10;
const COMPONENTS: usize = 20;
const RELEASES: usize = 25;

/// The manifests of each component: their paths below its folder, their keys, what they hold.
const MANIFESTS: [(&str, &str, &str); 10] = [
    ("VERSION", "", "@1.25\n"),
    ("package.json", "", "{\n  \"name\": \"part\",\n  \"version\": \"@1.25.0\"\n}\n"),
    ("Cargo.toml", "", "[package]\nname = 'part'\nversion = '@1.25.0'\n"),
    ("pyproject.toml", "", "[project]\nname = 'part'\nversion = '@1.25'\n"),
    ("pom.xml", "", "<project>\n  <version>@1.25</version>\n</project>\n"),
    ("part.spec", "", "Name: part\nVersion: @1.25\nRelease: 1\n"),
    ("Chart.yaml", "", "name: part\nversion: @1.25.0\n"),
    ("Dockerfile", "", "FROM chain/part:@1.25\n"),
    ("composer.json", "", "{\"name\": \"chain/part\", \"version\": \"@1.25\"}\n"),
    ("version.go", ", pattern = 'Version = \"{version}\"'", "package part\n\nconst Version = \"@1.25\"\n"),
];

/// A repository of components that are released one by one.
fn one_by_one(folder: &Path) {
    git(folder, &["init", "--quiet", "--initial-branch=main"]);
    let text = |released: usize| {
        let mut text = "[product]\nname = 'Chain'\n".to_owned();
        for number in 0..200 {
            let build = if number < released { ".20161101" } else { "" };
            text += &format!("\n[components.part-{number}]\nversion = '1.0{build}'\n");
            text += if number == 0 { "lead = true\n" } else { "requires.part-0 = '1.0'\n" };
            text += &format!("manifests = [{{ path = 'part-{number}/VERSION' }}]\n");
        }
        text
    };
    let release = |number: usize, version: &str| {
        let part = folder.join(format!("part-{number}"));
        fs::create_dir_all(&part).expect("a folder");
        fs::write(part.join("VERSION"), version).expect("a file");
    };
    (0..200).for_each(|number| release(number, "1.0\n"));
    for released in 0..=200 {
        fs::write(folder.join("product.toml"), text(released)).expect("a file");
        let Some(number) = released.checked_sub(1) else {
            git(folder, &["add", "--all"]);
            git(folder, &["commit", "--quiet", "--message=Start"]);
            (0..200).for_each(|number| git(folder, &["tag", &format!("part-{number}-v1.0")]));
            continue;
        };
        release(number, "1.0.20161101\n");
        git(folder, &["commit", "--quiet", "--all", "--message=Release"]);
        git(folder, &["tag", &format!("part-{number}-v1.0.20161101")]);
    }
}

fn product(minor: usize) -> String {
    let mut text = "[product]\nname = 'Chain'\n".to_owned();
    for number in 0..COMPONENTS {
        text += &format!("\n[components.part-{number}]\nversion = '1.{minor}'\n");
        if number == 0 {
            text += "lead = true\nsurfaces.schema = { version = 40, migrations = 'db' }\n";
        } else {
            text += &format!("follows.part-{} = 'release'\nrequires.part-0 = '1.{minor}'\n", number / 2);
        }
        text += "manifests = [\n";
        for (path, keys, _) in MANIFESTS {
            text += &format!("  {{ path = 'part-{number}/{path}'{keys} }},\n");
        }
        text += "]\n";
    }
    text
}

/// A repository in which everything agrees, with a commit and tags for each release.
fn repository(folder: &Path) {
    git(folder, &["init", "--quiet", "--initial-branch=main"]);
    fs::create_dir(folder.join("db")).expect("a folder");
    for number in 1..=40 {
        fs::write(folder.join(format!("db/{number:04}_step.sql")), "create table t;\n").expect("a file");
    }
    for number in 0..COMPONENTS {
        let part = folder.join(format!("part-{number}"));
        fs::create_dir(&part).expect("a folder");
        for (path, _, content) in MANIFESTS {
            fs::write(part.join(path), content.replace('@', "")).expect("a file");
        }
    }
    for minor in 1..=RELEASES {
        fs::write(folder.join("product.toml"), product(minor)).expect("a file");
        git(folder, &["add", "--all"]);
        git(folder, &["commit", "--quiet", "--message=Release"]);
        for number in 0..COMPONENTS {
            git(folder, &["tag", &format!("part-{number}-v1.{minor}")]);
        }
    }
}

/// A repository of `components` that are released together, with `tags` in all and one commit for each of their lines.
fn large(folder: &Path, (components, tags): (usize, usize)) {
    let releases = tags / components;
    let mut text = String::new();
    for minor in 1..=releases {
        let mut product = "[product]\nname = 'Chain'\n".to_owned();
        for number in 0..components {
            let _ = writeln!(product, "[components.part-{number}]\nversion = '1.{minor}'");
            let _ = writeln!(
                product,
                "{}",
                if number == 0 { "lead = true" } else { "follows.part-0 = 'release'" }
            );
        }
        let (seconds, blob, commit) = (1_400_000_000 + minor * 1000, minor * 2 - 1, minor * 2);
        let from = if minor > 1 { format!("from :{}\n", commit - 2) } else { String::new() };
        let _ = writeln!(
            text,
            "blob\nmark :{blob}\ndata {}\n{product}\ncommit refs/heads/main\nmark :{commit}\n\
             committer Ann <ann@example.org> {seconds} +0000\ndata 7\nRelease\n{from}M 100644 :{blob} product.toml\n",
            product.len()
        );
        for number in 0..components {
            let _ = writeln!(text, "reset refs/tags/part-{number}-v1.{minor}\nfrom :{commit}\n");
        }
    }
    git(folder, &["init", "--quiet", "--initial-branch=main"]);
    git_reads(folder, &["fast-import", "--quiet"], text.as_bytes());
    git(folder, &["reset", "--quiet", "--hard"]);
    git(folder, &["pack-refs", "--all"]);
}

fn check(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.current_dir(folder).arg("check");
    command
}

/// A name, what makes the repository, and how many times the peer's time is the goal.
type Case = (&'static str, fn(&Path), f64);

fn main() -> ExitCode {
    let mut report = Report::default();
    let cases: [Case; 2] =
        [("20 components, 500 tags", repository, 5.0), ("200 components, 400 tags", one_by_one, 6.0)];
    for (name, make, goal) in cases {
        let folder = tempfile::tempdir().expect("a folder");
        make(folder.path());
        // As a clone has it.
        git(folder.path(), &["gc", "--quiet"]);
        let [checked, staged, status]: [Times; 3] = in_turns(
            ROUNDS,
            [
                &mut || quiet(&mut check(folder.path())),
                &mut || quiet(check(folder.path()).arg("--staged")),
                &mut || quiet(Command::new("git").current_dir(folder.path()).args(["status", "--short"])),
            ],
        );
        report.row(
            &format!("check, 200 manifests, {name}"),
            checked,
            "git status",
            status,
            Goal::Within(goal),
        );
        report.row(&format!("check --staged, {name}"), staged, "git status", status, Goal::None);
    }
    let mut points = Vec::new();
    for size in SIZES {
        let folder = tempfile::tempdir().expect("a folder");
        large(folder.path(), size);
        let [status, checked] = in_turns(
            5,
            [
                &mut || quiet(Command::new("git").current_dir(folder.path()).args(["status", "--short"])),
                &mut || quiet(&mut check(folder.path())),
            ],
        );
        let is_largest = size.0 == 5_000;
        let goal = if is_largest { Goal::AtMost(Duration::from_millis(500)) } else { Goal::None };
        let what = format!("check, {} components, {} tags", size.0, size.1);
        report.row(&what, checked, "git status", status, goal);
        points.push((size.0, checked));
        if let Some(memory) = peak_memory(&check(folder.path())).filter(|_| is_largest) {
            report.count(&format!("{what}: memory"), memory, MEMORY, "KiB");
        }
    }
    report.growth("check", &points, GROWTH);
    report.finish()
}
