//! Whether all is old or all is new, as the exit code said and after recovery.

use std::collections::BTreeSet;
use std::fs;
use std::process::Output;

use super::{Scenario, Then};
use crate::repository::{Repository, State};

/// Recovers, and fails unless what the exit code said holds, and all is old or all is new, for good. What became of it.
pub(crate) fn assert_whole(
    scenario: &Scenario,
    repository: &Repository,
    then: Then,
    code: Option<i32>,
    what: &str,
) -> Vec<String> {
    let mut counts = Vec::new();
    assert_word(scenario, repository, code, what);
    if scenario.name == "init" && !repository.path().join("product.toml").exists() && !is_pending(repository)
    {
        // Without a product file there is nothing to ask about.
        assert_eq!(
            (scenario.state(repository), repository.locks()),
            (scenario.old.clone(), String::new()),
            "{what}"
        );
        repository.expect(0, scenario.arguments);
        assert_eq!(scenario.state(repository), scenario.new, "{what}: and then done again");
        return vec!["old without recovery".to_owned()];
    }
    let abort = then == Then::Abort;
    let way = if abort {
        &["recover", "--abort", "--yes", "--moved"][..]
    } else {
        &["recover", "--yes", "--moved"]
    };
    let mut output = repository.run(way);
    if output.status.code() == Some(4) {
        counts.push("a lock was named".to_owned());
        remove_named_locks(repository, &output, what);
        output = repository.run(way);
    }
    if abort && output.status.code() == Some(3) {
        // It is on the remote, so that the way out is forward.
        assert!(said(&output).contains("on the remote"), "{what}: {}", said(&output));
        counts.push("not aborted, since it was pushed".to_owned());
        output = repository.run(&["recover", "--yes", "--moved"]);
    }
    assert!(output.status.success(), "{what}: {}", said(&output));
    let is_named = said(&output).contains(".lock") || what.contains("kill git alone") && code == Some(4);
    if is_named && repository.locks() != "" {
        counts.push("a lock was named".to_owned());
        remove_named_locks(repository, &output, what);
    }
    if repository.path().join("product.toml").exists() {
        let everything = repository.everything();
        repository.expect(0, way);
        assert_eq!(repository.everything(), everything, "{what}: a second recovery wrote");
    }
    if what.contains("kill git alone") && repository.locks() == ".git/refs/remotes/origin/main.lock\n" {
        // The release is on the remote. That the remote's branch was seen there is a matter of git alone.
        counts.push("a lock of git push stays".to_owned());
    } else {
        assert_eq!(repository.locks(), "", "{what}");
    }
    let state = scenario.state(repository);
    let is_unpushed = code == Some(5) && without_remote(&state) == without_remote(&scenario.new);
    assert!(
        state == scenario.old || state == scenario.new || is_unpushed,
        "{what}: {}",
        shown(scenario, &state)
    );
    let is_old = state == scenario.old;
    counts.push(format!(
        "{} after {}",
        if is_old { "old" } else { "new" },
        if abort { "abort" } else { "recover" }
    ));
    if is_old {
        repository.expect(0, scenario.again());
        assert_eq!(
            without_remote(&scenario.state(repository)),
            without_remote(&scenario.new),
            "{what}: and then done again"
        );
    }
    counts
}

/// What the exit code says holds before any recovery: all done, nothing changed, or recover.
fn assert_word(scenario: &Scenario, repository: &Repository, code: Option<i32>, what: &str) {
    let Some(code) = code else { return };
    let is_pending = is_pending(repository);
    let state = scenario.state(repository);
    let expected = match code {
        0 | 5 if scenario.is_forward => &scenario.new,
        0 | 5 => &scenario.old,
        3 => {
            assert!(is_pending, "{what}: code 3 without a journal");
            return;
        }
        // What was to be recovered still is.
        _ if self::is_pending(&scenario.start) => {
            assert!(is_pending, "{what}: code {code}, and the journal is gone");
            return;
        }
        _ => &scenario.old,
    };
    assert!(!is_pending, "{what}: code {code}, and a journal is there");
    let is_same =
        if code == 5 { without_remote(&state) == without_remote(expected) } else { state == *expected };
    assert!(is_same, "{what}: code {code}: {}", shown(scenario, &state));
}

fn is_pending(repository: &Repository) -> bool {
    repository.path().join(".git/dateline/journal").exists()
}

fn without_remote(state: &State) -> State {
    let mut state = state.clone();
    state.remove("(remote)");
    state
}

/// How a state differs from the one before.
fn shown(scenario: &Scenario, state: &State) -> String {
    let text = |state: &State, name: &String| {
        let text = state.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        text.map(|text| text.chars().take(300).collect::<String>())
    };
    let names: BTreeSet<&String> = scenario.old.keys().chain(state.keys()).collect();
    let differing = names.into_iter().filter(|name| state.get(*name) != scenario.old.get(*name));
    differing
        .map(|name| format!("\n{name}: {:?}\n  not {:?}", text(state, name), text(&scenario.old, name)))
        .collect()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}

/// A git that is killed before we know which locks it holds leaves locks that nobody can know for ours. They are named,
/// and left for a person to remove.
fn remove_named_locks(repository: &Repository, output: &Output, what: &str) {
    let said = said(output);
    for lock in repository.locks().lines() {
        assert!(what.contains("kill"), "{what}: {said}");
        fs::remove_file(repository.path().join(lock)).unwrap();
    }
}
