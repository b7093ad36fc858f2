//! A plan that releases many components: git is a process each time it is called, and is asked about all at once.

use std::fmt::Write as _;
use std::fs;

use dateline::product::TagTemplate;
use dateline::version::Scheme;

use crate::executable::executable;
use crate::repository::Repository;

/// A git that counts its calls.
const GIT: &str = "#!/bin/sh\necho >> \"$COUNT\"\nPATH=${PATH#*:}\nexec git \"$@\"\n";

/// A product line of `count` components with a manifest each, all of which follow the first.
fn line_of(count: usize) -> Repository {
    let mut product = "[product]\nname = \"Many\"\n".to_owned();
    let mut files = Vec::new();
    for number in 0..count {
        let follows = if number == 0 { "" } else { "follows.c0 = \"release\"\n" };
        write!(
            product,
            "[components.c{number}]\nscheme = \"semver\"\nversion = \"1.0.0\"\n{follows}\
             manifests = [{{ path = \"c{number}/VERSION\" }}]\n"
        )
        .unwrap();
        files.push(format!("c{number}/VERSION"));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|path| (path.as_str(), "1.0.0\n")).collect();
    Repository::with(&product, &files)
}

/// How often git is called by a call of the program that succeeds.
fn calls(repository: &Repository, arguments: &[&str]) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let (git, count) = (folder.path().join("git"), folder.path().join("count"));
    executable(&git, GIT);
    let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap());
    let output = repository.call(arguments).env("PATH", path).env("COUNT", &count).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read(count).unwrap().len()
}

#[test]
fn git_is_asked_no_more_often_about_many_releases_than_about_one() {
    let (one, many) = (line_of(1), line_of(60));
    let dry = ["apply", "fix:c0", "--dry-run"];
    assert_eq!(calls(&many, &dry), calls(&one, &dry));
    let (of_one, of_many) =
        (calls(&one, &["apply", "fix:c0", "--yes"]), calls(&many, &["apply", "fix:c0", "--yes"]));
    assert_eq!(of_many, of_one);
    assert!(of_one <= 12, "{of_one}");
    assert_eq!(calls(&many, &["undo", "--yes"]), calls(&one, &["undo", "--yes"]));
    assert_eq!(many.git(&["tag"]), "");
}

/// Parts of a tag that git takes, refuses, or takes in some places only.
const PARTS: [&str; 18] =
    ["", "a", ".", "..", "/", "-", "@", "@{", "~", "^", ":", "?", "*", "[", "\\", ".lock", "é", "\u{7f}"];

#[test]
fn a_tag_that_a_product_file_may_ask_for_is_one_that_git_takes() {
    let repository = Repository::new(crate::repository::CHAIN);
    let mut taken = 0;
    for (before, after) in PARTS.iter().flat_map(|before| PARTS.map(|after| (before, after))) {
        let Ok(template) = TagTemplate::new(&format!("{before}{{version}}{after}")) else { continue };
        let name = template.name(&"core".parse().unwrap(), Scheme::Dated.parse("1.0.20161101").unwrap());
        repository.git(&["check-ref-format", &format!("refs/tags/{name}")]);
        repository.git(&["tag", &name]);
        repository.git(&["tag", "--delete", &name]);
        taken += 1;
    }
    assert!(taken > 8, "{taken}");
}
