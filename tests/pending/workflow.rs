//! Releases by pull request: build order, outputs for workflows, tags after a squash merge, and the check of a pull
//! request; then the example workflows themselves, step by step on a repository with a bare remote (H8, H9).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::executable::executable;
use crate::program::text;
use crate::repo::{CHAIN, Repo};

/// A bare repository that `repo` pushes to as `origin`, with all that it has so far.
fn with_remote(repo: &Repo) -> tempfile::TempDir {
    let remote = tempfile::tempdir().unwrap();
    let path = remote.path().to_str().unwrap();
    repo.git(&["init", "-q", "--bare", "-b", "main", path]);
    repo.git(&["remote", "add", "origin", path]);
    repo.git(&["push", "-q", "--tags", "origin", "main"]);
    remote
}

fn tags(repo: &Repo) -> String {
    repo.ask(&["tag", "--sort=refname"]).replace('\n', " ")
}

#[test]
fn releases_are_listed_in_build_order_and_for_a_job_matrix() {
    let product = CHAIN.to_owned()
        + "[components.mac]\nversion = \"1.0\"\nfollows = { sdk = \"release\" }\ntag = false\n";
    let repo = Repo::of(&product);
    let plan = repo.json(&["plan", "api-feature:core", "fix:tool", "--order"]);
    assert_eq!(plan["order"], serde_json::json!([["core", "tool"], ["sdk"], ["mac"]]));
    let said = repo.run(&["plan", "api-feature:core", "--order"]);
    assert!(said.ends_with("\nOrder\n  1. core\n  2. sdk\n  3. mac\n"), "{said}");
    let github = repo.run(&["plan", "fix:tool", "--format", "github"]);
    let releases = "releases=[{\"component\":\"tool\",\"version\":\"0.1.1\",\"tag\":\"tool-v0.1.1\",\
                    \"title\":\"tool 0.1.1\",\"stage\":\"stable\"}]";
    assert_eq!(github, format!("tool=0.1.1\n{releases}\nany=true\n"));
    let untagged = repo.run(&["plan", "sync:mac", "--format", "github"]);
    assert!(untagged.ends_with("releases=[]\nany=false\n"), "{untagged}");
}

#[test]
fn a_merged_release_is_tagged_once_where_its_version_was_set() {
    let repo = Repo::chain();
    let remote = with_remote(&repo);
    repo.commit("feat: more", &["core/api/a"]);
    repo.git(&["switch", "-q", "-c", "release"]);
    repo.run(&["apply", "--pending", "--no-tag", "--yes"]);
    repo.git(&["switch", "-q", "main"]);
    repo.git(&["merge", "-q", "--squash", "release"]);
    let merged = repo
        .add_all("Release core 1.1 (#7)\n\n* Release\n\n- core 1.0 -> 1.1: changed by api-feature:core\n");
    repo.commit("fix: later", &["tool/a"]);
    assert_eq!(repo.changes(), "fix:tool", "the squashed release is no change");
    let dry = repo.run(&["tag", "--dry-run"]);
    assert!(dry.contains(&format!("Would tag core-v1.1 at {}", &merged[..12])), "{dry}");
    assert_eq!(tags(&repo), "core-v1.0 sdk-v1.0 tool-v0.1.0");
    let said = repo.json(&["tag", "--push"]);
    assert_eq!(said["tags"][0]["message"], "Chain Core 1.1\n\nchanged by api-feature:core\n");
    let all = "core-v1.0 core-v1.1 sdk-v1.0 sdk-v1.1 tool-v0.1.0";
    assert_eq!(tags(&repo), all);
    assert_eq!(repo.ask(&["rev-parse", "core-v1.1^{commit}"]), merged);
    let there = repo.ask(&["ls-remote", "--tags", "--refs", remote.path().to_str().unwrap()]);
    assert_eq!(there.lines().count(), 5, "{there}");
    assert_eq!(repo.run(&["tag", "--push"]), "Nothing to do: every tag is there.\n");
    assert_eq!(repo.run(&["tag", "--push", "--format", "github"]), "releases=[]\nany=false\n");
    assert_eq!(tags(&repo), all);
}

#[cfg(unix)]
#[test]
fn what_goes_on_after_a_push_of_tags_does_not_keep_the_lock() {
    let repo = Repo::chain();
    let remote = with_remote(&repo);
    let hook = remote.path().join("hooks/post-receive");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    executable(&hook, "#!/bin/sh\nsleep 20 </dev/null >/dev/null 2>&1 &\necho $! > sleeping\n");
    repo.commit("feat: more", &["core/api/a"]);
    repo.run(&["apply", "--pending", "--no-tag", "--yes"]);
    repo.run(&["tag", "--push"]);
    let sleeping = fs::read_to_string(remote.path().join("sleeping")).unwrap();
    let again = repo.output(&["tag", "--push"]);
    let was_there = Command::new("kill").arg(sleeping.trim()).status().unwrap();
    assert!(was_there.success(), "the hook's program has ended too early");
    assert_eq!(text(&again.stdout), "Nothing to do: every tag is there.\n", "{}", text(&again.stderr));
}

#[test]
fn a_pull_request_says_what_it_changes() {
    let repo = Repo::chain();
    repo.git(&["branch", "base"]);
    repo.run(&["check", "--base", "base"]);
    repo.commit("Change things", &["core/a"]);
    let output = repo.output(&["check", "--base", "base"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("change-missing"), "{}", text(&output.stdout));
    repo.run(&["check", "--base", "base", "--skip", "change-missing"]);
    repo.run(&["change", "fix:core", "-m", "Things."]);
    repo.add_all("Say it");
    repo.run(&["check", "--base", "base"]);
    let file = repo.path().join("changes/broken.md");
    for (content, line, code) in [
        (&b"---\ncore: big\n---\n"[..], "changes/broken.md:2: ", 1),
        (b"---\ncore: fix\n", "changes/broken.md:1: ", 1),
        (b"\xff", "changes/broken.md: cannot be read: not UTF-8", 1),
        (b"---\ncore: fix\n---\n", "nothing found", 0),
    ] {
        fs::write(&file, content).unwrap();
        for arguments in [&["check"][..], &["check", "--base", "base"]] {
            let output = repo.output(arguments);
            let said = text(&output.stdout);
            assert_eq!((output.status.code(), said.contains(line)), (Some(code), true), "{said}");
        }
        // Nobody staged it yet.
        repo.run(&["check", "--staged"]);
    }
    fs::write(&file, "---\ncore: big\n---\n").unwrap();
    repo.git(&["add", "--all"]);
    assert!(text(&repo.output(&["check", "--staged"]).stdout).contains("changes/broken.md:2: "));
    repo.git(&["rm", "--quiet", "--force", "changes/broken.md"]);
    let (code, error) = repo.fail(&["check", "--base", "origin/mian"]);
    assert_eq!(code, 2);
    assert!(error.contains("`origin/mian` is not a valid commit, branch or tag"), "{error}");
    assert_eq!(repo.fail(&["check", "--base=--output=x"]).0, 2);
}

/// The scripts of a workflow's steps, in their order, without those that install the program.
fn steps(file: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new("examples/workflows").join(file)).unwrap();
    let (mut steps, mut name) = (Vec::new(), String::new());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(found) = line.trim_start().strip_prefix("- name: ") {
            found.clone_into(&mut name);
        }
        let Some(script) = line.trim_start().strip_prefix("run: ") else { continue };
        let indent = line.len() - line.trim_start().len();
        let mut script = script.to_owned();
        if script == "|" {
            script.clear();
            while let Some(next) =
                lines.next_if(|next| next.trim().is_empty() || next.starts_with(&" ".repeat(indent + 2)))
            {
                script += &format!("{}\n", next.trim_start());
            }
        }
        if !name.starts_with("Install") {
            steps.push(script);
        }
    }
    assert!(!steps.is_empty(), "{file} has steps");
    steps
}

fn run_job(repo: &Repo, file: &str, tools: &Path, environment: &[(&str, &str)]) {
    run_scripts(repo, &steps(file), tools, environment);
}

/// A folder with a stand-in for `gh`, which writes down how it is called.
fn tools() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (gh, calls) = (folder.path().join("gh"), folder.path().join("calls"));
    fs::write(&gh, format!("#!/bin/sh\necho \"$@\" >> {}\n", calls.display())).unwrap();
    let made = Command::new("chmod").arg("+x").arg(&gh).status().unwrap();
    assert!(made.success());
    (folder, calls)
}

#[test]
fn the_example_workflows_take_a_change_from_its_pull_request_to_its_release() {
    let repo = Repo::chain();
    let remote = with_remote(&repo);
    let (tools, calls) = tools();
    repo.commit("feat: more", &["core/api/a"]);
    run_job(&repo, "github/check.yml", tools.path(), &[("BASE", "origin/main")]);
    let summary = fs::read_to_string(tools.path().join("GITHUB_STEP_SUMMARY")).unwrap();
    assert!(summary.contains("Chain Core 1.1"), "{summary}");
    repo.git(&["push", "-q", "origin", "main"]);

    run_job(&repo, "github/release-pull-request.yml", tools.path(), &[]);
    let said = fs::read_to_string(&calls).unwrap();
    assert!(
        said.contains("pr create --base main --head release --title Release core 1.1, sdk 1.1"),
        "{said}"
    );
    assert_eq!(tags(&repo), "core-v1.0 sdk-v1.0 tool-v0.1.0", "a pull request has no tags");

    repo.git(&["switch", "-q", "main"]);
    run_job_tag(&repo, tools.path());
    let outputs = fs::read_to_string(tools.path().join("GITHUB_OUTPUT")).unwrap();
    assert!(outputs.ends_with("releases=[]\nany=false\n"), "nothing is merged yet: {outputs}");
    repo.git(&["merge", "-q", "--squash", "release"]);
    repo.add_all("Release core 1.1, sdk 1.1 (#8)");
    run_job_tag(&repo, tools.path());
    let outputs = fs::read_to_string(tools.path().join("GITHUB_OUTPUT")).unwrap();
    assert!(outputs.contains("\"tag\":\"core-v1.1\"") && outputs.ends_with("any=true\n"), "{outputs}");
    let there = repo.ask(&["ls-remote", "--tags", "--refs", remote.path().to_str().unwrap()]);
    assert!(there.contains("sdk-v1.1"), "{there}");

    let release =
        [("RELEASE", "core@1.1"), ("TAG", "core-v1.1"), ("TITLE", "Chain Core 1.1"), ("STAGE", "stable")];
    let [_, publish @ ..] = steps("github/release.yml").try_into().map(|steps: [String; 3]| steps).unwrap();
    run_scripts(&repo, &publish, tools.path(), &release);
    let notes = fs::read_to_string(tools.path().join("notes.md")).unwrap();
    assert_eq!(notes, "## Chain Core 1.1\n\n### Features\n\n- more\n");
    assert!(fs::read_to_string(&calls).unwrap().contains("release create core-v1.1 --verify-tag"));
}

/// The first job of the workflow that tags.
fn run_job_tag(repo: &Repo, tools: &Path) {
    let [tag, ..] = steps("github/release.yml").try_into().map(|steps: [String; 3]| steps).unwrap();
    run_scripts(repo, &[tag], tools, &[]);
}

/// The lines of the list `key` of a job in the pipeline for GitLab.
fn gitlab_script(job: &str, key: &str) -> String {
    let text = fs::read_to_string("examples/workflows/gitlab-ci.yml").unwrap();
    let of_job = text.lines().skip_while(|line| *line != format!("{job}:")).skip(1);
    let of_job = of_job.take_while(|line| line.is_empty() || line.starts_with(' '));
    let list = of_job.skip_while(|line| *line != format!("  {key}:")).skip(1);
    let list: Vec<&str> = list.take_while(|line| line.starts_with("    ")).collect();
    assert!(!list.is_empty(), "{job} has a {key}");
    let line = |line: &&str| match line.strip_prefix("    - ") {
        Some("|") => String::new(),
        Some(command) => format!("{command}\n"),
        None => format!("{}\n", line.trim_start()),
    };
    list.iter().filter(|line| !line.contains("cargo install")).map(line).collect()
}

/// Runs a job of the pipeline for GitLab at the commit that `main` is at, without a branch, as a runner does.
fn run_gitlab_job(repo: &Repo, job: &str, home: &Path) {
    repo.git(&["checkout", "-q", "--detach", "main"]);
    let script = gitlab_script(".dateline", "before_script") + &gitlab_script(job, "script");
    let head = repo.head();
    let base = repo.ask(&["merge-base", "origin/main", "HEAD"]);
    let environment = [
        ("BRANCH", "release"),
        ("CI_COMMIT_SHA", head.as_str()),
        ("CI_DEFAULT_BRANCH", "main"),
        ("CI_MERGE_REQUEST_DIFF_BASE_SHA", base.as_str()),
        ("CI_PROJECT_PATH", "chain/chain"),
        ("CI_SERVER_HOST", "gitlab.example.org"),
        ("RELEASE_TOKEN", "secret"),
    ];
    run_scripts(repo, &[script], home, &environment);
}

#[cfg(unix)]
#[test]
fn the_pipeline_for_gitlab_takes_a_change_from_its_merge_request_to_its_tags() {
    let repo = Repo::chain();
    let remote = with_remote(&repo);
    let home = tempfile::tempdir().unwrap();
    // The server of the pipeline is the bare repository, which writes down what it is asked for.
    let server = remote.path().to_str().unwrap();
    let rule = format!(
        "[url \"{server}\"]\n\tinsteadOf = https://release:secret@gitlab.example.org/chain/chain.git\n"
    );
    fs::write(home.path().join(".gitconfig"), rule).unwrap();
    repo.git(&["-C", server, "config", "receive.advertisePushOptions", "true"]);
    let hook = remote.path().join("hooks/post-receive");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    let script = "#!/bin/sh\nfor i in 0 1 2 3; do eval echo \"\\$GIT_PUSH_OPTION_$i\"; done >> options\n";
    executable(&hook, script);
    let there =
        |what: &str| repo.ask(&["--git-dir", server, "for-each-ref", "--format=%(refname:short)", what]);

    repo.commit("feat: more", &["core/api/a"]);
    run_gitlab_job(&repo, "check", home.path());
    repo.git(&["push", "-q", server, "main"]);
    repo.git(&["update-ref", "refs/remotes/origin/main", "main"]);

    run_gitlab_job(&repo, "release-merge-request", home.path());
    let options = fs::read_to_string(remote.path().join("options")).unwrap();
    let expected =
        "merge_request.create\nmerge_request.target=main\nmerge_request.title=Release core 1.1, sdk 1.1\n";
    assert!(options.contains(expected), "{options}");
    assert_eq!(there("refs/heads"), "main\nrelease");
    run_gitlab_job(&repo, "tag", home.path());
    assert_eq!(there("refs/tags"), "core-v1.0\nsdk-v1.0\ntool-v0.1.0", "nothing is merged yet");

    repo.git(&["switch", "-q", "main"]);
    repo.git(&["merge", "-q", "--squash", "release"]);
    repo.add_all("Release core 1.1, sdk 1.1 (!8)");
    repo.git(&["push", "-q", server, "main"]);
    run_gitlab_job(&repo, "tag", home.path());
    assert_eq!(there("refs/tags"), "core-v1.0\ncore-v1.1\nsdk-v1.0\nsdk-v1.1\ntool-v0.1.0");
    run_gitlab_job(&repo, "release-merge-request", home.path());
    assert_eq!(repo.changes(), "", "nothing is pending");
}

/// Runs scripts as the steps of a job: one shell each, which ends at the first failure.
fn run_scripts(repo: &Repo, scripts: &[String], tools: &Path, environment: &[(&str, &str)]) {
    let program = Path::new(env!("CARGO_BIN_EXE_dateline")).parent().unwrap();
    let path = format!("{}:{}:{}", tools.display(), program.display(), std::env::var("PATH").unwrap());
    for script in scripts {
        let mut command = Command::new("bash");
        command.args(["-e", "-o", "pipefail", "-c", script]).current_dir(repo.path()).env_clear();
        command.env("PATH", &path).env("HOME", tools).env("RUNNER_TEMP", tools);
        command.env("SOURCE_DATE_EPOCH", crate::program::EPOCH);
        for name in ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"] {
            command.env(name, tools.join(name));
        }
        let output = command.envs(environment.iter().copied()).output().unwrap();
        assert!(output.status.success(), "{script}\n{}\n{}", text(&output.stdout), text(&output.stderr));
    }
}

#[test]
fn the_five_commands_of_the_readme_take_ten_commits_to_a_release_with_notes() {
    let repo =
        Repo::of(&CHAIN.replace("[components.core]", "[changes]\nchangelog = true\n\n[components.core]"));
    let _remote = with_remote(&repo);
    repo.write("CHANGELOG.md", "# Changelog\n");
    for number in 0..10 {
        let kinds = ["feat: add", "fix: mend", "docs: tell", "chore: tidy", "feat(sdk): take"];
        repo.commit(&format!("{} thing {number}", kinds[number % 5]), &[["core/a", "sdk/a"][number % 2]]);
    }
    let readme = fs::read_to_string("README.md").unwrap();
    let section = readme.split("## From commits to a release").nth(1).unwrap();
    let block = section.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let commands: Vec<String> =
        block.lines().map(|line| line.split(" #").next().unwrap().trim().to_owned()).collect();
    assert_eq!(commands.len(), 5, "{commands:?}");
    let tools = tempfile::tempdir().unwrap();
    run_scripts(&repo, &commands, tools.path(), &[]);
    assert_eq!(repo.changes(), "");
    assert!(
        repo.read("CHANGELOG.md").contains("### Added\n\n- thing")
            || repo.read("CHANGELOG.md").contains("- add thing")
    );
    assert!(tags(&repo).contains("core-v1.1"), "{}", tags(&repo));
}
