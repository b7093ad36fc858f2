//! `dateline check` on repositories of 200 manifests: 20 components with ten manifests each that are released together,
//! 500 tags, migrations, floors; and 200 components with one manifest each that are released one by one, so that each
//! tag has a product file of its own.
//!
//! `cargo bench --bench check` prints the median and the longest of 40 calls of the program as a process, from its start
//! to its end. The peers are calls of git that read about the same on the same repository in the same run: `git status`,
//! which looks at each file's state, and `git grep`, which reads the tracked files.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a hook may take without being felt.
const BUDGET: Duration = Duration::from_millis(100);
const ROUNDS: usize = 40;
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

fn git(folder: &Path, arguments: &[&str]) {
    let status = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "gc.auto=0"])
        .args(arguments)
        .stdout(Stdio::null())
        .status();
    assert!(status.expect("git runs").success(), "git {arguments:?}");
}

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

/// The median and the longest of calls of a program that has to end well.
fn measure(folder: &Path, program: &str, arguments: &[&str]) -> (Duration, Duration) {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            let output = Command::new(program).current_dir(folder).args(arguments).output().expect("it runs");
            let time = started.elapsed();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
            time
        })
        .collect();
    times.sort();
    (times[ROUNDS / 2], times[ROUNDS - 1])
}

/// Measures the checks and their peers on a repository that `make` makes; gives the longer median of the two checks.
fn compare(name: &str, make: fn(&Path)) -> Duration {
    println!("200 manifests, {name}");
    let folder = tempfile::tempdir().expect("a folder");
    make(folder.path());
    // As a clone has it.
    git(folder.path(), &["gc", "--quiet"]);
    let case = |name: &str, program: &str, arguments: &[&str]| {
        let (median, longest) = measure(folder.path(), program, arguments);
        println!("  {name:<26} median {median:>9.3?}  longest {longest:>9.3?}");
        median
    };
    let dateline = env!("CARGO_BIN_EXE_dateline");
    let check = case("dateline check", dateline, &["check"]);
    let staged = case("dateline check --staged", dateline, &["check", "--staged"]);
    let status = case("peer: git status", "git", &["status", "--short"]);
    let grep = case("peer: git grep", "git", &["grep", "--count", "1"]);
    for (name, peer) in [("git status", status), ("git grep", grep)] {
        println!("  check takes {:.1} times as long as {name}", check.as_secs_f64() / peer.as_secs_f64());
    }
    check.max(staged)
}

fn main() {
    let together = compare("20 components, 500 tags", repository);
    let apart = compare("200 components, 400 tags", one_by_one);
    let worst = together.max(apart);
    let verdict = if worst < BUDGET { "kept" } else { "missed: is the machine busy with something else?" };
    println!("worst median {worst:.3?}, budget {BUDGET:?}: {verdict}");
}
