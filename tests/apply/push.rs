//! Pushing, and what cannot be taken back after it.

use std::fs;

use crate::executable::executable;
use crate::repository::{CHAIN, Repository};

/// A repository with a bare one to push to.
fn with_remote() -> Repository {
    let repository = Repository::new(CHAIN);
    repository.git(&["init", "--quiet", "--bare", ".git/remote"]);
    repository.git(&["remote", "add", "origin", ".git/remote"]);
    repository.git(&["push", "--quiet", "origin", "main"]);
    repository
}

fn remote_refs(repository: &Repository) -> String {
    repository.git(&["ls-remote", "origin"])
}

#[test]
fn nothing_is_pushed_unless_asked_for() {
    let repository = with_remote();
    let before = remote_refs(&repository);
    repository.expect(0, &["apply", "fix:core", "--yes"]);
    assert_eq!(remote_refs(&repository), before);
    repository.expect(0, &["undo", "--yes"]);
}

#[test]
fn a_pushed_release_is_there_as_a_whole_and_is_not_taken_back() {
    let repository = with_remote();
    repository.expect(0, &["apply", "fix:core", "--yes", "--push"]);
    let refs = remote_refs(&repository);
    for name in ["refs/tags/core-v1.0.20161101", "refs/tags/mac-v1.0.20161101"] {
        assert!(refs.contains(name), "{refs}");
    }
    assert!(refs.contains(repository.git(&["rev-parse", "main"]).trim()));
    let state = repository.state();
    let said = repository.expect(1, &["undo", "--yes"]);
    assert!(said.contains("pushed to origin") && said.contains("release again"), "{said}");
    assert_eq!(repository.state(), state);
}

#[test]
fn a_release_that_was_pushed_by_hand_is_not_taken_back_either() {
    let repository = with_remote();
    repository.expect(0, &["apply", "fix:core", "--yes"]);
    repository.git(&["push", "--quiet", "origin", "core-v1.0.20161101"]);
    let said = repository.expect(1, &["undo", "--yes"]);
    assert!(said.contains("pushed to origin"), "{said}");
}

#[test]
fn a_push_that_fails_pushes_nothing_and_leaves_a_release_that_can_be_taken_back() {
    let repository = with_remote();
    let before = (repository.state(), remote_refs(&repository));
    let hook = repository.path().join(".git/remote/hooks/update");
    executable(&hook, "#!/bin/sh\ncase $1 in refs/tags/mac*) exit 1;; esac\n");
    let said = repository.expect(5, &["apply", "fix:core", "--yes", "--push"]);
    assert!(said.contains("git push --atomic origin refs/heads/main"), "{said}");
    assert_eq!(remote_refs(&repository), before.1);
    repository.expect(0, &["undo", "--yes"]);
    assert_eq!(repository.files(), before.0.into_iter().filter(|(name, _)| !name.starts_with('(')).collect());
}

#[test]
fn what_was_built_upon_is_not_taken_back() {
    let repository = Repository::new(CHAIN);
    repository.expect(0, &["apply", "fix:core", "--yes"]);
    repository.git(&["commit", "--quiet", "--allow-empty", "--message=On"]);
    let said = repository.expect(1, &["undo", "--yes"]);
    assert!(said.contains("git revert"), "{said}");
    repository.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    fs::write(repository.path().join("product.toml"), CHAIN).unwrap();
    let said = repository.expect(1, &["undo", "--yes"]);
    assert!(said.contains("taken back: `product.toml` was changed since"), "{said}");
    repository.git(&["checkout", "--quiet", "product.toml"]);
    repository.git(&["tag", "--delete", "core-v1.0.20161101"]);
    repository.git(&["tag", "--force", "mac-v1.0.20161101"]);
    let said = repository.expect(1, &["undo", "--yes"]);
    let expected = "taken back: `tags/core-v1.0.20161101`, `tags/mac-v1.0.20161101` were changed since";
    assert!(said.contains(expected), "{said}");
}
