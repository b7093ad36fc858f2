//! The same verdict in every form, wherever it is asked for from.

use std::fs;
use std::path::Path;

use snapbox::data::Inline;
use snapbox::{Assert, Data, IntoData, str};

use super::repository::Repository;
use super::{copy, product};

/// A defect in a folder below the root, and a floor that lags.
fn below() -> Repository {
    let text = product(
        "[components.core]\nlead = true\nversion = \"1.2\"\nmanifests = [{ path = \"package.json\" }]\n\n\
         [components.mac]\nversion = \"1.2\"\nrequires.core = \"1.0\"\n",
    );
    Repository::new("")
        .file("chain, 50%/product.toml", text)
        .file("chain, 50%/package.json", "{\"version\": \"1.1.0\"}\n")
        .committed("Start")
}

fn assert_said(said: String, expected: Inline) {
    Assert::new().action_env("SNAPSHOTS").eq(said.into_data(), Data::from(expected).raw());
}

#[test]
fn annotations_are_relative_to_the_root_of_the_repository() {
    let repository = below();
    let said = repository.expect(1, &["-C", "chain, 50%", "check", "--format", "github"]);
    assert_said(
        said,
        str![[r#"
::error file=chain%2C 50%25/package.json,line=1,title=manifest-differs::the version here is `1.1.0`, but should be `1.2.0`, as core is at 1.2: write `1.2.0` there
::notice file=chain%2C 50%25/product.toml,line=11,title=floor-lags::mac requires core at least 1.0, but core is at 1.2 and maintains no such line: raise the minimum version to 1.2, or to what the component is tested with

"#]],
    );
}

#[test]
fn a_summary_goes_where_the_workflow_wants_it() {
    let repository = below();
    let summary = repository.path().join("summary");
    let mut call = repository.call(&["-C", "chain, 50%", "check", "--format", "github"]);
    assert_eq!(call.env("GITHUB_STEP_SUMMARY", &summary).output().unwrap().status.code(), Some(1));
    let markdown = repository.expect(1, &["-C", "chain, 50%", "check", "--format", "markdown"]);
    assert_eq!(fs::read_to_string(summary).unwrap(), markdown);
    assert_said(
        markdown,
        str![[r#"
## Check

Chain: 1 finding and 1 notice in 2 components, 1 manifest and 0 tags

- **manifest-differs** package.json:1: the version here is \`1.1.0\`, but should be \`1.2.0\`, as core is at 1.2; write \`1.2.0\` there
- notice: **floor-lags** product.toml:11: mac requires core at least 1.0, but core is at 1.2 and maintains no such line; raise the minimum version to 1.2, or to what the component is tested with

"#]],
    );
}

#[test]
fn json_has_findings_notices_and_how_much_was_checked() {
    let said = below().expect(1, &["--product", "chain, 50%/product.toml", "check", "--format", "json"]);
    assert_said(
        said,
        str![[r#"
{
  "format_version": 1,
  "product": "Chain",
  "findings": [
    {
      "code": "manifest-differs",
      "message": "the version here is `1.1.0`, but should be `1.2.0`, as core is at 1.2",
      "component": "core",
      "file": "chain, 50%/package.json",
      "line": 1,
      "value": "1.1.0",
      "help": "write `1.2.0` there"
    }
  ],
  "notices": [
    {
      "code": "floor-lags",
      "message": "mac requires core at least 1.0, but core is at 1.2 and maintains no such line",
      "component": "mac",
      "file": "chain, 50%/product.toml",
      "line": 11,
      "value": "1.0",
      "help": "raise the minimum version to 1.2, or to what the component is tested with"
    }
  ],
  "checked": {
    "components": 2,
    "manifests": 1,
    "tags": 0
  }
}

"#]],
    );
}

#[test]
fn text_is_for_people_and_brief_with_quiet() {
    let repository = below();
    let said = repository.expect(1, &["--product", "chain, 50%/product.toml", "check"]);
    assert_said(
        said,
        str![[r#"
chain, 50%/package.json:1: the version here is `1.1.0`, but should be `1.2.0`, as core is at 1.2 [manifest-differs]
  write `1.2.0` there
chain, 50%/product.toml:11: notice: mac requires core at least 1.0, but core is at 1.2 and maintains no such line [floor-lags]
  raise the minimum version to 1.2, or to what the component is tested with

Chain: 1 finding and 1 notice in 2 components, 1 manifest and 0 tags

"#]],
    );
    let said = repository.expect(1, &["-C", "chain, 50%", "check", "--quiet"]);
    assert_said(
        said,
        str![[r#"
package.json:1: the version here is `1.1.0`, but should be `1.2.0`, as core is at 1.2 [manifest-differs]

"#]],
    );
}

#[test]
fn the_readme_shows_what_is_said_of_a_floor_that_drifted() {
    let repository = Repository::without_git("");
    copy(Path::new("examples/client-engine"), repository.path());
    repository.git(&["init", "--quiet", "--initial-branch=main"]);
    let source = fs::read_to_string(repository.path().join("client/version.go")).unwrap();
    let repository = repository
        .file("client/version.go", source.replace("0.3.0", "0.2.0"))
        .committed("Start")
        .tag("engine-v0.3.0")
        .tag("client-v0.4.2");
    let said = repository.expect(1, &["check"]);
    let readme = fs::read_to_string("README.md").unwrap();
    assert!(readme.contains(&format!("```text\n$ dateline check\n{said}```")), "{said}");
}

#[test]
fn errors_of_the_product_file_come_all_at_once_and_alone() {
    let text = "[product]\nname = \"Chain\"\ncolor = 1\n\n[components.core]\nlead = true\nversion = \"v1\"\n\
                manifests = [{ path = \"gone\" }]\n";
    let repository = Repository::new(text);
    assert_said(
        repository.expect(1, &["check"]),
        str![[r#"
product.toml:3: [product] has no key `color` [unknown-key]
  run `dateline schema` to list the keys
product.toml:7: `v1` is not a valid dated version: a version does not start with `v` [bad-version]
  did you mean `1.0`?

2 findings in the product file, by which nothing else can be judged

"#]],
    );
    assert_eq!(repository.codes(&["--only", "tag-moved"]), ["unknown-key", "bad-version"]);
}

#[test]
fn what_a_manifest_holds_cannot_act_on_a_terminal_or_a_workflow() {
    let hostile = "1.1\u{1b}[31m\u{202e}";
    for (path, content) in [
        ("package.json", format!("{{\"version\": \"{hostile}\"}}")),
        ("package.json", "{\"version\": \"1.1\\n::error::forged\"}".to_owned()),
        ("package.json", format!("{{\"{hostile}")),
        ("VERSION", hostile.to_owned()),
    ] {
        let text = product(&format!(
            "[components.core]\nlead = true\nversion = \"1.2\"\nmanifests = [{{ path = \"{path}\" }}]\n"
        ));
        let repository = Repository::new(&text).file(path, content);
        for format in ["text", "json", "markdown", "github"] {
            let said = repository.expect(1, &["check", "--format", format]);
            let harmful = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            assert!(!said.contains(harmful), "{path} as {format}: {said:?}");
            assert!(!said.contains("\n::error::forged"), "{said}");
        }
    }
}
