//! How many processes of git it takes to find out what is pending: two at most, however many components there are.

use std::fs;

use crate::program::executable::executable;
use crate::repo::Repo;

/// A product of `count` components, of which every third has a tag and every fourth an open series.
fn with_components(count: usize) -> Repo {
    let repo = Repo::empty();
    let mut product = "[product]\nname = \"Chain\"\n".to_owned();
    for number in 0..count {
        let lead = if number == 0 { "lead = true\n" } else { "" };
        let next = if number % 4 == 1 { "next = \"1.1-next.0\"\n" } else { "" };
        product +=
            &format!("[components.part-{number}]\n{lead}version = \"1.0\"\n{next}paths = [\"p{number}\"]\n");
        repo.write(&format!("p{number}/a"), "1\n");
    }
    repo.write("product.toml", product);
    repo.add_all("Start");
    for number in (0..count).step_by(3) {
        repo.git(&["tag", &format!("part-{number}-v1.0")]);
    }
    repo.commit("feat: more", &["p0/a", "p1/a"]);
    repo
}

/// How many times `arguments` call git.
fn calls(repo: &Repo, arguments: &[&str]) -> usize {
    let tools = tempfile::tempdir().unwrap();
    let (git, log) = (tools.path().join("git"), tools.path().join("log"));
    let path = std::env::var("PATH").unwrap();
    let script = format!("#!/bin/sh\necho \"$@\" >> '{}'\nPATH='{path}' exec git \"$@\"\n", log.display());
    executable(&git, &script);
    let mut command = repo.command(arguments);
    let output = command.env("PATH", format!("{}:{path}", tools.path().display())).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(&log).unwrap().lines().count()
}

#[test]
fn two_processes_of_git_say_what_is_pending_of_any_number_of_components() {
    for count in [2, 60] {
        let repo = with_components(count);
        for arguments in [
            &["pending"][..],
            &["plan", "--pending"],
            &["plan", "--pending", "--next"],
            &["why", "part-0", "--pending"],
        ] {
            assert_eq!(calls(&repo, arguments), 2, "{count} components: {arguments:?}");
        }
        let pending = repo.json(&["pending", "part-0", "part-1"]);
        assert_eq!(pending["components"][0]["base"]["tag"], "part-0-v1.0");
        assert_eq!(pending["components"][1]["base"]["tag"], serde_json::Value::Null);
    }
    let sparse = with_components(4);
    sparse.git(&["sparse-checkout", "set", "p0"]);
    assert_eq!(
        calls(&sparse, &["pending"]),
        2,
        "folders that are not in the work tree are asked for with the rest"
    );
    let tagged = Repo::chain();
    assert_eq!(calls(&tagged, &["pending"]), 1);
}
