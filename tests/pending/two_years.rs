//! Two years of a product line, which a script makes: what is pending at their end, what is planned and said about it, and
//! the files after its release. `SNAPSHOTS=overwrite cargo test --test pending two_years` writes what the program says now;
//! read each change before you keep it.

use std::fs;
use std::path::Path;
use std::process::Command;

use snapbox::{Assert, Data, IntoData};

use crate::program::{assert_orderly, text};

/// The day of the release.
const DAY: &str = "2016-11-01";

struct History {
    folder: tempfile::TempDir,
}

impl History {
    fn new() -> History {
        let history = History { folder: tempfile::tempdir().unwrap() };
        let script = Path::new("tests/pending/two-years/build.sh").canonicalize().unwrap();
        let output = history.command("sh").arg(script).output().unwrap();
        assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
        history
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.folder.path()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap()).env("HOME", self.folder.path());
        command.env("DATELINE", env!("CARGO_BIN_EXE_dateline"));
        let (name, address) = ("Ada Byron", "ada@example.org");
        command.envs([
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("LC_ALL", "C.UTF-8"),
        ]);
        command.envs([("GIT_AUTHOR_NAME", name), ("GIT_COMMITTER_NAME", name)]);
        command.envs([("GIT_AUTHOR_EMAIL", address), ("GIT_COMMITTER_EMAIL", address)]);
        let moment = format!("{DAY}T12:00:00Z");
        command.envs([("GIT_AUTHOR_DATE", &moment), ("GIT_COMMITTER_DATE", &moment)]);
        command.env("SOURCE_DATE_EPOCH", "1478001600");
        command
    }

    /// What the program prints, on either stream.
    fn said(&self, arguments: &str) -> String {
        let mut command = self.command(env!("CARGO_BIN_EXE_dateline"));
        let output = command.args(arguments.split(' ')).output().unwrap();
        assert_orderly(arguments, &output);
        assert!(output.status.success(), "{arguments}: {}", text(&output.stderr));
        format!("$ dateline {arguments}\n{}{}", text(&output.stdout), text(&output.stderr))
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = self.command("git").args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stdout).to_owned()
    }

    fn file(&self, path: &str) -> String {
        let content =
            fs::read_to_string(self.folder.path().join(path)).unwrap_or_else(|_| "(none)\n".to_owned());
        format!("=== {path}\n{content}")
    }
}

fn check(name: &str, said: &[String]) {
    let path = format!("tests/pending/two-years/{name}");
    let expected = Data::read_from(path.as_ref(), None).raw();
    Assert::new().action_env("SNAPSHOTS").eq(said.join("\n").into_data().raw(), expected);
}

#[test]
fn two_years_give_the_same_pending_changes_plan_notes_and_files() {
    let history = History::new();
    check(
        "pending.txt",
        &["pending", "pending --verbose", "pending --format markdown", "pending core --format json"]
            .map(|call| history.said(call)),
    );
    check(
        "plan.txt",
        &["plan --pending", "plan --pending --format json", "plan --pending --next"]
            .map(|call| history.said(call)),
    );
    check(
        "why.txt",
        &["core", "java-sdk", "mac", "tool"].map(|id| history.said(&format!("why {id} --pending"))),
    );
    check(
        "notes.txt",
        &["notes", "notes --format markdown", "notes --line 1.2", "notes core@2.0 --format json"]
            .map(|call| history.said(call)),
    );
    history.said("apply --pending --yes");
    let files = ["product.toml", "CHANGELOG.md", "sdk/java/CHANGES.md", "core/VERSION", "changes/filter.md"];
    let mut after: Vec<String> = files.map(|path| history.file(path)).to_vec();
    after.push(format!("=== changes\n{}", history.git(&["ls-tree", "-r", "--name-only", "HEAD", "changes"])));
    after.push(format!("=== commit\n{}", history.git(&["log", "-1", "--format=%an%n%n%B"])));
    let tags = history.git(&["tag", "--points-at", "HEAD", "--format=%(refname:short)%0a%0a%(contents)"]);
    after.push(format!("=== tags\n{tags}"));
    after.push(history.said("pending"));
    check("after.txt", &after);
}
