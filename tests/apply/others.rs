//! Others at work in the same repository at the same moment, and what they must not lose.
//!
//! A stand-in for git lets something happen right before one of its calls.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Child, Output, Stdio};
use std::time::{Duration, Instant};

use crate::executable::executable;
use crate::repository::{CHAIN, Repository};

/// Makes a call during which `script` is run, by a shell in the folder, before git's `verb`.
pub(crate) fn run_with(repository: &Repository, arguments: &[&str], verb: &str, script: &str) -> Output {
    let bin = tempfile::tempdir().unwrap();
    let path = std::env::var_os("PATH").unwrap();
    let git =
        std::env::split_paths(&path).map(|folder| folder.join("git")).find(|git| git.is_file()).unwrap();
    let git = git.display();
    let text = format!(
        "#!/bin/sh\nparent=$PPID\ngit() {{ '{git}' \"$@\"; }}\ncase \" $* \" in *' {verb} '*)\n\
         if [ ! -e '{0}/done' ]; then touch '{0}/done'; (\n{script}\n) >/dev/null 2>&1 </dev/null; fi;;\nesac\n\
         exec '{git}' \"$@\"\n",
        bin.path().display()
    );
    executable(&bin.path().join("git"), &text);
    let mut folders = vec![bin.path().to_path_buf()];
    folders.extend(std::env::split_paths(&path));
    let mut call = repository.call(arguments);
    let output = call.env("PATH", std::env::join_paths(folders).unwrap()).output().unwrap();
    assert!(bin.path().join("done").exists(), "git {verb} was not called: {output:?}");
    output
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}

#[test]
fn work_trees_that_apply_at_once_keep_each_others_tags() {
    for _ in 0..6 {
        let repository = Repository::new(CHAIN);
        let other = repository.path().join("../other");
        let other = tempfile::tempdir_in(other.parent().unwrap()).unwrap();
        let second = other.path().join("tree");
        repository.git(&["worktree", "add", "--quiet", "-b", "side", second.to_str().unwrap()]);
        let start = |folder: &std::path::Path| -> Child {
            let mut call = repository.call(&["apply", "api-fix:core", "--yes"]);
            // One moment for both, so that the objects that they make are the same.
            call.env("GIT_COMMITTER_DATE", "1478000000 +0000").env("GIT_AUTHOR_DATE", "1478000000 +0000");
            call.current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        };
        let mut children = [start(repository.path()), start(&second)];
        let codes: Vec<_> = children.iter_mut().map(|child| child.wait().unwrap().code().unwrap()).collect();
        assert!(codes.iter().filter(|code| **code == 0).count() == 1, "{codes:?}");
        assert!(codes.iter().all(|code| matches!(code, 0 | 1 | 4)), "{codes:?}");
        assert_eq!(repository.git(&["tag"]).lines().count(), 4, "{codes:?}");
    }
}

#[test]
fn a_ref_that_others_move_at_the_last_moment_leaves_all_as_it_was() {
    let scripts = [
        "git tag mac-v1.0.20161101",
        "git update-ref refs/heads/main $(git commit-tree HEAD^{tree} -p HEAD -m Other)",
    ];
    for script in scripts {
        let repository = Repository::new(CHAIN);
        let files = repository.files();
        let output = run_with(&repository, &["apply", "api-fix:core", "--yes"], "update-ref", script);
        assert_eq!(output.status.code(), Some(1), "{script}: {}", said(&output));
        assert!(said(&output).contains("nothing is written"), "{script}: {}", said(&output));
        assert_eq!(repository.files(), files, "{script}");
        let tags = repository.git(&["tag"]);
        assert_eq!(tags, if script.starts_with("git tag") { "mac-v1.0.20161101\n" } else { "" });
        assert_eq!(repository.locks(), "", "{script}");
        assert!(repository.expect(0, &["recover", "--yes"]).contains("nothing to recover"));
    }
}

#[test]
fn a_tag_of_the_very_same_object_that_others_made_is_not_taken_back() {
    let repository = Repository::new(CHAIN);
    // All tags of the release as they are to be, made by somebody else a moment before.
    let script = "for object in $(git cat-file --batch-all-objects --batch-check | awk '$2 == \"tag\" {print $1}'); do \
                  git update-ref refs/tags/$(git cat-file tag $object | sed -n 's/^tag //p') $object; done";
    let output = run_with(&repository, &["apply", "api-fix:core", "--yes"], "update-ref", script);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert_eq!(repository.git(&["tag"]).lines().count(), 4);
    assert_eq!(repository.product(), CHAIN);
}

#[test]
fn a_lock_of_another_git_is_waited_for() {
    for lock in [".git/HEAD.lock", ".git/refs/heads/main.lock", ".git/index.lock"] {
        let repository = Repository::new(CHAIN);
        let script = format!("touch {lock}; (sleep 1; rm {lock}) &");
        let output = run_with(&repository, &["apply", "api-fix:core", "--yes"], "fast-import", &script);
        assert_eq!(output.status.code(), Some(0), "{lock}: {}", said(&output));
        assert_eq!(repository.git(&["tag"]).lines().count(), 4);
    }
}

#[test]
fn a_lock_of_another_git_that_stays_is_named_and_left_alone() {
    for lock in [".git/HEAD.lock", ".git/refs/heads/main.lock", ".git/index.lock"] {
        let repository = Repository::new(CHAIN);
        let files = repository.files();
        let script = format!("touch {lock}");
        let start = Instant::now();
        let output = run_with(&repository, &["apply", "api-fix:core", "--yes"], "fast-import", &script);
        assert_eq!(output.status.code(), Some(4), "{lock}: {}", said(&output));
        assert!(said(&output).contains(lock.rsplit('/').next().unwrap()), "{lock}: {}", said(&output));
        assert!(start.elapsed() < Duration::from_secs(20), "{lock}");
        assert!(repository.path().join(lock).exists(), "{lock} is left alone");
        assert_eq!(repository.files(), files, "{lock}");
        fs::remove_file(repository.path().join(lock)).unwrap();
        repository.expect(0, &["apply", "api-fix:core", "--yes"]);
    }
}

#[test]
fn a_recovery_leaves_locks_of_others_alone() {
    let repository = Repository::new(CHAIN);
    let output = run_with(&repository, &["apply", "fix:core", "--yes"], "update-ref", "kill -9 $parent");
    assert_eq!(output.status.code(), None);
    fs::write(repository.path().join(".git/HEAD.lock"), "").unwrap();
    let said = repository.expect(4, &["recover", "--yes"]);
    assert!(said.contains("HEAD.lock"), "{said}");
    // To revert it no ref moves, so no lock is in the way.
    repository.expect(0, &["recover", "--abort", "--yes"]);
    assert_eq!(repository.product(), CHAIN);
    assert!(repository.path().join(".git/HEAD.lock").exists());
}

#[test]
fn a_save_at_the_last_moment_is_kept() {
    let repository = Repository::with(CHAIN, &[("notes", "n\n")]);
    let output = run_with(
        &repository,
        &["apply", "api-fix:core", "--yes"],
        "fast-import",
        "printf '# mine\\n' > product.toml",
    );
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert_eq!(repository.product(), "# mine\n");
    assert!(repository.expect(0, &["recover", "--yes"]).contains("nothing to recover"));
}

#[test]
fn a_folder_that_becomes_a_link_at_the_last_moment_is_not_followed() {
    let product = CHAIN
        .replace("[components.core]\n", "[components.core]\nmanifests = [{ path = \"core/VERSION\" }]\n");
    let repository = Repository::with(&product, &[("core/VERSION", "1.0\n")]);
    let victim = tempfile::tempdir().unwrap();
    fs::write(victim.path().join("VERSION"), "1.0\n").unwrap();
    let script = format!("mv core away; ln -s '{}' core", victim.path().display());
    let output = run_with(&repository, &["apply", "api-fix:core", "--yes"], "fast-import", &script);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert_eq!(fs::read_to_string(victim.path().join("VERSION")).unwrap(), "1.0\n");
    assert_eq!(repository.product(), product);
    // The same for what takes a release back.
    fs::remove_file(repository.path().join("core")).unwrap();
    fs::rename(repository.path().join("away"), repository.path().join("core")).unwrap();
    repository.expect(0, &["apply", "api-fix:core", "--yes"]);
    let new = repository.read("core/VERSION");
    fs::write(victim.path().join("VERSION"), &new).unwrap();
    fs::rename(repository.path().join("core"), repository.path().join("away")).unwrap();
    symlink(victim.path(), repository.path().join("core")).unwrap();
    repository.expect(1, &["undo", "--yes"]);
    assert_eq!(fs::read_to_string(victim.path().join("VERSION")).unwrap(), new);
}

#[test]
fn file_names_of_any_length_are_written_and_restored() {
    let name = "n".repeat(255);
    let product = CHAIN.replace(
        "[components.core]\n",
        &format!("[components.core]\nmanifests = [{{ path = \"{name}\", pattern = \"is {{version}}\" }}]\n"),
    );
    let repository = Repository::with(&product, &[(&name, "is 1.0\n")]);
    let state = repository.state();
    repository.expect(0, &["apply", "api-fix:core", "--yes"]);
    assert!(repository.read(&name).contains("1.0.20161101"));
    repository.expect(0, &["undo", "--yes"]);
    assert_eq!(repository.state(), state);
}

#[test]
fn owner_and_permissions_of_what_is_written_stay_and_records_are_private() {
    let repository = Repository::new(CHAIN);
    let mode = |path: &str| fs::metadata(repository.path().join(path)).unwrap().permissions().mode() & 0o7777;
    fs::set_permissions(repository.path().join("product.toml"), fs::Permissions::from_mode(0o640)).unwrap();
    repository.expect(0, &["apply", "api-fix:core", "--yes"]);
    assert_eq!(mode("product.toml"), 0o640);
    assert_eq!(mode(".git/dateline/applied/000001"), 0o600);
}

#[test]
fn a_release_that_may_be_pushed_is_not_reverted_where_the_remote_cannot_be_asked() {
    let repository = Repository::new(CHAIN);
    repository.git(&["init", "--quiet", "--bare", ".git/remote"]);
    repository.git(&["remote", "add", "origin", ".git/remote"]);
    let arguments = ["apply", "fix:core", "--yes", "--push"];
    let output = run_with(&repository, &arguments, "push", "git push origin main --tags; kill -9 $parent");
    assert_eq!(output.status.code(), None);
    let away = repository.path().join(".git/away");
    fs::rename(repository.path().join(".git/remote"), &away).unwrap();
    let state = repository.state();
    let said = repository.expect(3, &["recover", "--abort", "--yes"]);
    assert!(said.contains("cannot ask origin") && said.contains("--not-pushed"), "{said}");
    assert_eq!(repository.state(), state);
    fs::rename(&away, repository.path().join(".git/remote")).unwrap();
    let said = repository.expect(3, &["recover", "--abort", "--yes"]);
    assert!(said.contains("on the remote already") && said.contains("dateline recover"), "{said}");
    assert_eq!(repository.state(), state);
    repository.expect(0, &["recover", "--abort", "--not-pushed", "--yes"]);
    assert_eq!(repository.product(), CHAIN);
}

#[test]
fn a_lock_that_nothing_proves_ours_is_named_after_a_kill_and_left_alone() {
    let repository = Repository::new(CHAIN);
    // Between the moment in which git has its locks and the one in which the journal has them.
    let script = "git rev-parse HEAD > .git/refs/heads/main.lock; touch .git/HEAD.lock; kill -9 $parent";
    let output = run_with(&repository, &["apply", "fix:core", "--yes"], "update-ref", script);
    assert_eq!(output.status.code(), None);
    let said = repository.expect(4, &["recover", "--yes"]);
    assert!(said.contains("main.lock") || said.contains("HEAD.lock"), "{said}");
    let said = repository.expect(0, &["recover", "--abort", "--yes"]);
    assert!(said.contains("main.lock") && said.contains("HEAD.lock"), "{said}");
    assert_eq!(repository.product(), CHAIN);
    assert_eq!(repository.locks().lines().count(), 2);
}
