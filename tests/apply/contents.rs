//! What git keeps of a file: through the filters that `git add` would use, in repositories of any kind.

use crate::repository::Repository;

const PRODUCT: &str = "[product]\nname = \"Forms\"\n[components.a]\nscheme = \"semver\"\nversion = \"1.0.0\"\n\
                       manifests = [{ path = \"d/VERSION\" }, { path = \"d/wide\", pattern = \"is {version}\" }]\n";

/// A release of a component whose files are `content` and `wide`, in a repository with these attributes and settings;
/// the work tree is clean afterwards, as only what git itself would have added is.
fn released(attributes: &[(&str, &str)], settings: &[[&str; 2]], content: &str, wide: &str) -> Repository {
    let repository = Repository::without_git(PRODUCT);
    repository.git(&["init", "--quiet", "--initial-branch=main"]);
    for [name, value] in settings {
        repository.git(&["config", name, value]);
    }
    for (path, text) in attributes.iter().chain(&[("d/VERSION", content), ("d/wide", wide)]) {
        repository.write(path, text);
    }
    repository.commit();
    repository.expect(0, &["apply", "fix:a", "--yes"]);
    assert_eq!(repository.git(&["status", "--porcelain"]), "", "{attributes:?} {settings:?}");
    // Without the stat data that git keeps of each file, so that it reads them all.
    repository.git(&["read-tree", "HEAD"]);
    assert_eq!(repository.git(&["status", "--porcelain"]), "", "{attributes:?} {settings:?}");
    assert_eq!(repository.git(&["fsck", "--strict"]), "");
    repository
}

#[test]
fn line_ends_encodings_and_filters_are_those_of_git_add() {
    let plain = released(&[], &[], "1.0.0\r\n", "is 1.0.0");
    assert_eq!(plain.git(&["show", "HEAD:d/VERSION"]), "1.0.1\r\n");
    let by_setting = released(&[], &[["core.autocrlf", "true"]], "1.0.0\r\n", "is 1.0.0\r\n");
    assert_eq!(by_setting.git(&["show", "HEAD:d/VERSION"]), "1.0.1\n");
    let below = [("d/.gitattributes", "VERSION text\nwide ident\n")];
    let by_attribute = released(&below, &[], "1.0.0\r\n", "is 1.0.0 $Id: 0 $\r\n");
    assert_eq!(by_attribute.git(&["show", "HEAD:d/VERSION"]), "1.0.1\n");
    assert_eq!(by_attribute.git(&["show", "HEAD:d/wide"]), "is 1.0.1 $Id$\r\n");
    let filter = ["filter.upper.clean", "echo >> .git/calls; tr a-z A-Z"];
    let filter = [filter, ["filter.upper.smudge", "tr A-Z a-z"]];
    let by_filter =
        released(&[(".gitattributes", "wide filter=upper\n")], &filter, "1.0.0\n", "is 1.0.0 now");
    assert_eq!(by_filter.git(&["show", "HEAD:d/wide"]), "IS 1.0.1 NOW");
    assert_eq!(by_filter.read("d/wide"), "is 1.0.1 now");
}

#[test]
fn a_repository_of_sha_256_and_names_of_any_characters_are_released() {
    let name = "d \"x\" é #";
    let product = PRODUCT.replace("d/VERSION", "e/VERSION").replace("path = \"e", &format!("path = '{name}"));
    let product = product.replace("/VERSION\"", "/VERSION'");
    let repository = Repository::without_git(&product);
    repository.git(&["init", "--quiet", "--initial-branch=main", "--object-format=sha256"]);
    repository.write(&format!("{name}/VERSION"), "1.0.0\n");
    repository.write("d/wide", "is 1.0.0");
    repository.commit();
    repository.expect(0, &["apply", "fix:a", "--yes"]);
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
    assert_eq!(repository.git(&["show", &format!("HEAD:{name}/VERSION")]), "1.0.1\n");
    assert_eq!(repository.git(&["fsck", "--strict"]), "");
    assert_eq!(repository.git(&["rev-parse", "HEAD"]).len(), 65);
}

#[test]
fn a_commit_is_signed_where_git_would_sign_it_and_its_tags_are_of_that_commit() {
    let repository = Repository::new(crate::repository::CHAIN);
    // A stand-in for the program that signs.
    let sign = "#!/bin/sh\ncat > /dev/null\nprintf '[GNUPG:] SIG_CREATED \\n' >&2\n\
                printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nx\\n-----END PGP SIGNATURE-----\\n'\n";
    repository.write(".git/sign", sign);
    repository.command("chmod").args(["+x", ".git/sign"]).status().unwrap();
    let program = repository.path().join(".git/sign");
    repository.git(&["config", "gpg.program", program.to_str().unwrap()]);
    repository.git(&["config", "commit.gpgSign", "true"]);
    repository.expect(0, &["apply", "api-fix:core", "--yes"]);
    assert!(repository.git(&["cat-file", "commit", "HEAD"]).contains("gpgsig -----BEGIN PGP SIGNATURE"));
    assert_eq!(
        repository.git(&["rev-parse", "core-v1.0.20161101^{commit}"]),
        repository.git(&["rev-parse", "HEAD"])
    );
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
}
