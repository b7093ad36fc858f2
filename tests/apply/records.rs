//! Records that somebody else prepared, moved or damaged: none leads out of the folder, and there is always a way on.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::repository::{CHAIN, Repository};

/// The record at `path` with its JSON changed by `edit`, and a checksum that fits.
fn forge(path: &Path, edit: impl Fn(&str) -> String) {
    let bytes = fs::read(path).unwrap();
    let mut lines = bytes.splitn(3, |byte| *byte == b'\n');
    let (header, sums, body) = (lines.next().unwrap(), lines.next().unwrap(), lines.next().unwrap());
    let length: usize = std::str::from_utf8(sums).unwrap().rsplit_once(' ').unwrap().1.parse().unwrap();
    let json = edit(std::str::from_utf8(&body[..length]).unwrap());
    let body = [json.as_bytes(), &body[length..]].concat();
    let sum: String = Sha256::digest(&body).iter().map(|byte| format!("{byte:02x}")).collect();
    let head = format!("{}\n{sum} {}\n", std::str::from_utf8(header).unwrap(), json.len());
    fs::write(path, [head.as_bytes(), &body].concat()).unwrap();
}

/// A folder without git in which a release was made, and the file of its record.
fn released() -> (Repository, std::path::PathBuf) {
    let repository = Repository::without_git(CHAIN);
    repository.expect(0, &["apply", "fix:core", "--yes"]);
    let record = repository.path().join(".dateline/applied/000001");
    (repository, record)
}

#[test]
fn no_record_leads_out_of_the_folder() {
    let victims = tempfile::tempdir().unwrap();
    let victim = victims.path().join("victim");
    for kind in ["absolute", "upward", "git", "link"] {
        let (repository, record) = released();
        let new = repository.product();
        fs::write(&victim, &new).unwrap();
        let path = match kind {
            "absolute" => victim.display().to_string(),
            "upward" => {
                let name = victims.path().file_name().unwrap().to_string_lossy();
                format!("../{name}/victim")
            }
            "git" => ".git/config".to_owned(),
            _ => {
                symlink(victims.path(), repository.path().join("way")).unwrap();
                "way/victim".to_owned()
            }
        };
        forge(&record, |json| json.replace("\"path\": \"product.toml\"", &format!("\"path\": \"{path}\"")));
        let undone = repository.run(&["undo", "--yes"]);
        assert_ne!(undone.status.code(), Some(0), "{kind}");
        assert_eq!(fs::read_to_string(&victim).unwrap(), new, "{kind}: undo");
        fs::rename(&record, repository.path().join(".dateline/journal")).unwrap();
        for way in [&["recover", "--yes"][..], &["recover", "--abort", "--yes"]] {
            repository.run(way);
            assert_eq!(fs::read_to_string(&victim).unwrap(), new, "{kind}: {way:?}");
        }
        repository.expect(0, &["recover", "--set-aside", "--yes"]);
        repository.expect(0, &["apply", "api-fix:core", "--yes", "--date", "2016-11-02"]);
    }
}

#[test]
fn our_own_folder_is_not_reached_through_links() {
    let victims = tempfile::tempdir().unwrap();
    let victim = victims.path().join("victim");
    fs::write(&victim, "mine\n").unwrap();
    let repository = Repository::without_git(CHAIN);
    fs::create_dir(repository.path().join(".dateline")).unwrap();
    symlink(&victim, repository.path().join(".dateline/lock")).unwrap();
    assert_ne!(repository.run(&["apply", "fix:core", "--yes"]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&victim).unwrap(), "mine\n");
    fs::remove_dir_all(repository.path().join(".dateline")).unwrap();
    symlink(victims.path(), repository.path().join(".dateline")).unwrap();
    assert_ne!(repository.run(&["apply", "fix:core", "--yes"]).status.code(), Some(0));
    assert_eq!(fs::read_dir(victims.path()).unwrap().count(), 1);
    assert_eq!(repository.product(), CHAIN);
}

#[test]
fn a_record_of_another_folder_is_followed_only_where_that_is_said() {
    let (repository, _) = released();
    let released = repository.product();
    // A copy: another folder with the same record.
    let copy = repository.copy();
    let said = copy.expect(3, &["undo", "--yes"]);
    assert!(said.contains("made in another folder") && said.contains("--moved"), "{said}");
    assert_eq!(copy.product(), released);
    copy.expect(0, &["undo", "--yes", "--moved"]);
    assert_eq!(copy.product(), CHAIN);
    // The same folder under another name.
    let moved = tempfile::tempdir().unwrap();
    let to = moved.path().join("to");
    let status = repository.command("mv").arg(repository.path()).arg(&to).status().unwrap();
    assert!(status.success());
    let mut call = copy.call(&["undo", "--yes"]);
    assert!(call.current_dir(&to).status().unwrap().success());
    assert_eq!(fs::read_to_string(to.join("product.toml")).unwrap(), CHAIN);
    fs::create_dir(repository.path()).unwrap();
}

#[test]
fn a_dry_run_lists_every_file_and_ref() {
    let repository = Repository::new(CHAIN);
    repository.expect(0, &["apply", "fix:core", "--yes"]);
    let said = repository.expect(0, &["undo", "--dry-run"]);
    for name in ["product.toml", "refs/heads/main", "refs/tags/core-v1.0.20161101"] {
        assert!(said.contains(name), "{name}: {said}");
    }
}

#[test]
fn a_repository_that_git_cannot_read_is_not_taken_for_none() {
    type Break = fn(&Repository);
    let breaks: [(&str, Break); 3] = [
        ("empty", |repository| {
            fs::remove_dir_all(repository.path().join(".git")).unwrap();
            fs::create_dir(repository.path().join(".git")).unwrap();
        }),
        ("bare", |repository| {
            repository.git(&["config", "core.bare", "true"]);
        }),
        ("no HEAD", |repository| fs::remove_file(repository.path().join(".git/HEAD")).unwrap()),
    ];
    for (kind, harm) in breaks {
        let repository = Repository::new(CHAIN);
        harm(&repository);
        let output = repository.run(&["apply", "fix:core", "--yes"]);
        assert_ne!(output.status.code(), Some(0), "{kind}");
        assert_eq!(repository.product(), CHAIN, "{kind}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("git"), "{kind}: {said}");
    }
}

#[test]
fn names_with_line_ends_lead_to_no_other_folder() {
    for name in ["tree\r", "tree\nother", "tree\n"] {
        let parent = tempfile::tempdir().unwrap();
        for folder in [name, "tree"] {
            let path = parent.path().join(folder);
            fs::create_dir(&path).unwrap();
            fs::write(path.join("product.toml"), CHAIN).unwrap();
            let repository = Repository::without_git(CHAIN);
            for arguments in
                [&["init", "--quiet", "-b", "main"][..], &["add", "."], &["commit", "--quiet", "-m", "Start"]]
            {
                let mut call = repository.command("git");
                assert!(call.args(arguments).current_dir(&path).status().unwrap().success());
            }
        }
        let caller = Repository::without_git(CHAIN);
        let mut call = caller.call(&["apply", "fix:core", "--yes"]);
        let output = call.current_dir(parent.path().join(name)).output().unwrap();
        let other = fs::read_to_string(parent.path().join("tree/product.toml")).unwrap();
        assert_eq!(other, CHAIN, "{name:?}");
        assert!(!parent.path().join("tree/.git/dateline").exists(), "{name:?}");
        assert_eq!(fs::read_dir(parent.path().join("tree/.git/refs/tags")).unwrap().count(), 0, "{name:?}");
        let here = fs::read_to_string(parent.path().join(name).join("product.toml")).unwrap();
        assert_eq!(here != CHAIN, output.status.success(), "{name:?}");
    }
}
