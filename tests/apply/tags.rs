//! Registries that read tags find the releases.

use crate::repository::Repository;

fn product(tag: &str, publish: &str) -> String {
    format!(
        "[product]\nname = \"Cloud\"\n[components.sdk]\nlead = true\nversion = \"1.0\"\ntag = \"{tag}\"\npublish = [\"{publish}\"]\n"
    )
}

#[test]
fn a_template_writes_the_version_in_the_form_of_an_ecosystem() {
    let repository = Repository::new(&product("sdk/{version:go}", "go"));
    repository.git(&["tag", "sdk/v1.0.0"]);
    assert!(!repository.expect(0, &["check"]).contains("tag-unread"));
    let said = repository.expect(0, &["apply", "feature:sdk", "--yes"]);
    assert!(!said.contains("does not read"), "{said}");
    assert_eq!(repository.git(&["tag", "--list"]), "sdk/v1.0.0\nsdk/v1.1.0\n");
    repository.expect(0, &["apply", "--next", "feature:sdk", "--yes"]);
    assert_eq!(repository.git(&["tag", "--list"]), "sdk/v1.0.0\nsdk/v1.1.0\nsdk/v1.2.0-next.0\n");
    let log = repository.expect(0, &["log"]);
    assert!(log.contains("1.1"), "{log}");
    assert!(!repository.expect(0, &["check"]).contains("tag-missing"));
}

#[test]
fn a_tag_that_its_registry_does_not_read_is_reported() {
    let repository = Repository::new(&product("v{version}", "go"));
    let told = "sdk is published to go, which does not read the tag v1.0";
    let said = repository.expect(1, &["check"]);
    assert!(said.contains(told) && said.contains("use `tag = \"{version:go}\"` for sdk"), "{said}");
    let said = repository.expect(0, &["plan", "feature:sdk"]);
    assert!(
        said.contains(
            "sdk is published to go, which does not read the tag v1.1; use `tag = \"{version:go}\"`"
        ),
        "{said}"
    );

    let repository = Repository::new(&product("v{version}", "composer"));
    let said = repository.expect(0, &["plan", "--next", "feature:sdk"]);
    assert!(
        said.contains("does not read the tag v1.1-next.0; use `tag = \"v{version:composer}\"`"),
        "{said}"
    );
    assert!(!repository.expect(0, &["plan", "feature:sdk"]).contains("does not read"));
}

#[test]
fn go_takes_a_second_major_only_from_its_own_module_path() {
    let files = [("sdk/go.mod", "// ours\nmodule example.com/cloud/sdk // here\n\ngo 1.22\n")];
    let repository = Repository::with(&product("sdk/{version:go}", "go"), &files);
    let before = repository.state();
    let said = repository.expect(1, &["apply", "breaking:sdk", "--yes"]);
    assert!(
        said.contains(
            "`sdk/go.mod`: Go finds 2.0 only in a module named example.com/cloud/sdk/v2, not example.com/cloud/sdk"
        ),
        "{said}"
    );
    assert_eq!(repository.state(), before);
    repository.expect(0, &["apply", "feature:sdk", "--yes"]);
    repository.write("sdk/v2/go.mod", "module example.com/cloud/sdk/v2\n");
    repository.commit();
    repository.expect(0, &["apply", "breaking:sdk", "--yes"]);
}

#[test]
fn a_template_knows_its_ecosystems() {
    for (template, told) in [
        (
            "{version:gopher}",
            "unknown placeholder `{version:gopher}`: use `{component}`, `{version}` or `{version:ECOSYSTEM}`",
        ),
        ("{version:debian}", "git refuses a tag named `1.0~next.0`"),
        ("{version:go}-{version}", "a tag template contains `{version}` once"),
    ] {
        let repository = Repository::without_git(&product(template, "go"));
        let said = repository.expect(2, &["status"]);
        assert!(said.contains(told), "{template}: {said}");
    }
}
