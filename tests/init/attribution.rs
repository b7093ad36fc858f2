//! Which component the tags and manifests of real layouts are of.

use snapbox::{IntoData, assert_data_eq, str};

use crate::folder::Folder;
use crate::program::git::git;

fn cargo(name: &str, version: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"{version}\"\n")
}

fn npm(name: &str, version: &str) -> String {
    format!("{{\"name\": \"{name}\", \"version\": \"{version}\"}}")
}

#[test]
fn tags_may_shorten_the_name_of_a_package() {
    let folder = Folder::named(
        "knope",
        &[
            ("crates/knope/Cargo.toml", &cargo("knope", "0.23.0")),
            ("crates/knope-config/Cargo.toml", &cargo("knope-config", "0.4.3")),
            ("conventions/package.json", &npm("@shop/semantic-conventions", "1.43.0")),
            ("scripts/semconv/generate.sh", "#!/bin/sh\n"),
            ("docs/package.json", &npm("docs", "0.0.1")),
        ],
    )
    .tagged(
        "0.3.0\t2020-02-01\nv.0.1.5\t2020-01-01\nv0.16.1\t2024-02-01\nknope/v0.22.0\t2026-01-01\n\
         knope/v0.23.0\t2026-02-01\nconfig/v0.4.3\t2026-02-01\nsemconv/v1.42.0\t2026-01-01\nsemconv/v1.43.0\t2026-02-01\n",
    );
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Guessed
  tag semconv/v1.43.0: tags like it are assumed to belong to @shop/semantic-conventions
  tag config/v0.4.3: tags like it are assumed to belong to knope-config

Left out
  docs/package.json: not named by a tag, and at no version or one to start with: assumed not to be released

[product]
name = "knope"

[components.semantic-conventions]
title = "@shop/semantic-conventions"
scheme = "semver"
version = "1.43.0"
tag = "semconv/v{version}"
publish = ["npm"]
manifests = [{ path = "conventions/package.json" }]

[components.knope]
scheme = "semver"
version = "0.23.0"
tag = "knope/v{version}"
tag-aliases = ["v{version}", "{version}", "v.{version}"]    # older names
publish = ["cargo"]
manifests = [{ path = "crates/knope/Cargo.toml" }]

[components.config]
title = "knope-config"
scheme = "semver"
version = "0.4.3"
tag = "config/v{version}"
publish = ["cargo"]
manifests = [{ path = "crates/knope-config/Cargo.toml" }]

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn bare_tags_of_a_folder_with_other_packages_are_of_the_product() {
    let chart = "apiVersion: v2\nname: keptn\nversion: 0.1.0\n";
    let folder = Folder::named(
        "keptn",
        &[("installer/keptn/Chart.yaml", chart), ("cli/package.json", &npm("cli", "0.2.0"))],
    )
    .tagged("1.4.4\t2023-11-01\n1.4.5\t2023-12-01\n");
    assert_data_eq!(folder.proposal(), str![[r#"
Guessed
  tag 1.4.5: no manifest is of it: keptn is known from its tags alone
  cli/package.json: the version there is assumed to be released, though no tag names it

Left out
  installer/keptn/Chart.yaml: not named by a tag, and at no version or one to start with: assumed not to be released

[product]
name = "keptn"

[components.cli]
scheme = "semver"
version = "0.2.0"
publish = ["npm"]
manifests = [{ path = "cli/package.json" }]

[components.keptn]
scheme = "semver"
version = "1.4.5"
tag = "{version}"
paths = ["installer"]

"#]].raw());
    folder.adopt();
}

#[test]
fn packages_at_the_version_of_bare_tags_are_released_with_them() {
    let folder = Folder::named(
        "serde",
        &[
            ("Cargo.toml", "[workspace]\nmembers = [\"serde*\"]\n"),
            (
                "serde/Cargo.toml",
                &(cargo("serde", "1.0.228") + "[dependencies]\nserde_core = { path = \"../serde_core\" }\n"),
            ),
            ("serde_core/Cargo.toml", &cargo("serde_core", "1.0.228")),
            ("serde_internals/Cargo.toml", &cargo("serde_internals", "0.29.1")),
        ],
    )
    .tagged("v1.0.227\t2026-01-01\nv1.0.228\t2026-02-01\n");
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Guessed
  tag v1.0.228: 1 package without tags is at the same version and belongs to serde
  serde_internals/Cargo.toml: the version there is assumed to be released, though no tag names it

[product]
name = "serde"

[components.serde]
scheme = "semver"
version = "1.0.228"
tag = "v{version}"
publish = ["cargo"]
manifests = [
    { path = "serde/Cargo.toml" },
    { path = "serde_core/Cargo.toml" },
]

[components.serde-internals]
title = "serde_internals"
scheme = "semver"
version = "0.29.1"
publish = ["cargo"]
manifests = [{ path = "serde_internals/Cargo.toml" }]

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn packages_in_the_folder_that_tags_name_are_released_together() {
    let folder = Folder::new(&[
        ("package.json", "{\"name\": \"shop\", \"private\": true, \"version\": \"0.1.0\", \"workspaces\": [\"packages/*\", \"experimental/*\"]}"),
        ("packages/core/package.json", &npm("@shop/core", "2.10.0")),
        ("packages/web/package.json", &npm("@shop/web", "2.10.0")),
        ("experimental/logs/package.json", &npm("@shop/logs", "0.221.0")),
        ("experimental/traces/package.json", &npm("@shop/traces", "0.221.0")),
    ])
    .tagged("v2.9.0\t2026-01-01\nv2.10.0\t2026-02-01\nexperimental/v0.220.0\t2026-01-01\nexperimental/v0.221.0\t2026-02-01\n");
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Guessed
  tag experimental/v0.221.0: the folder experimental has its name, so it is assumed to be a component
  tag experimental/v0.221.0: 2 packages without tags are at the same version and belong to experimental
  tag v2.10.0: 2 packages without tags are at the same version and belong to shop

Left out
  package.json: it holds `0.1.0`, not 2.10.0, so it is proposed as a comment

[product]
name = "shop"

[components.shop]
scheme = "semver"
version = "2.10.0"
tag = "v{version}"
publish = ["npm"]
manifests = [
    { path = "packages/core/package.json" },
    { path = "packages/web/package.json" },
]
# manifests: { path = "package.json" }    # holds 0.1.0

[components.experimental]
scheme = "semver"
version = "0.221.0"
tag = "experimental/v{version}"
publish = ["npm"]
manifests = [
    { path = "experimental/logs/package.json" },
    { path = "experimental/traces/package.json" },
]

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn untagged_packages_of_a_workspace_with_one_version_are_one_component() {
    let folder = Folder::named(
        "uv",
        &[
            ("pyproject.toml", "[project]\nname = \"uv\"\nversion = \"0.12.5\"\n"),
            ("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\n"),
            (
                "crates/uv/Cargo.toml",
                &(cargo("uv", "0.12.5") + "[dependencies]\nuv-auth = { path = \"../uv-auth\" }\n"),
            ),
            ("crates/uv-auth/Cargo.toml", &cargo("uv-auth", "0.0.72")),
            ("crates/uv-cache/Cargo.toml", &cargo("uv-cache", "0.0.72")),
            ("crates/uv-client/Cargo.toml", &cargo("uv-client", "0.0.72")),
            ("crates/uv-dev/Cargo.toml", &(cargo("uv-dev", "0.0.72") + "publish = false\n")),
        ],
    )
    .tagged("0.12.4\t2026-01-01\n0.12.5\t2026-02-01\n");
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Guessed
  tag 0.12.5: 1 package without tags is at the same version and belongs to uv
  crates: 4 packages share one version and have no tags, so they are one component
  crates/uv-auth/Cargo.toml: the version there is assumed to be released, though no tag names it

[product]
name = "uv"

[components.uv]
scheme = "semver"
version = "0.12.5"
tag = "{version}"
follows.crates = "release"    # crates/uv/Cargo.toml ships it
publish = ["pypi", "cargo"]
manifests = [
    { path = "pyproject.toml" },
    { path = "crates/uv/Cargo.toml" },
]

[components.crates]
scheme = "semver"
version = "0.0.72"
publish = ["cargo"]
manifests = [{ path = "crates/*/Cargo.toml" }]

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn names_that_only_tags_have_count_while_they_are_in_use() {
    let folder = Folder::named("lazygit", &[("main.go", "package main\n")]).tagged(
        "v0.63.0\t2026-01-01\nv0.64.0\t2026-02-01\nexample-v0.46.0\t2024-02-01\npre-0.41\t2023-02-01\n\
         server-1.2.0\t2026-01-02\nserver-1.2.1\t2026-01-03\nlatest\t2026-02-01\nblah\t2026-02-01\n",
    );
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Guessed
  tag v0.64.0: no manifest is of it: lazygit is known from its tags alone
  tag server-1.2.1: no manifest is of it: server is known from its tags alone

Left out
  tag example-v*, tag pre-*: no component that is still released has this name
  tag blah, tag latest: no version in the name

[product]
name = "lazygit"

[components.lazygit]
scheme = "semver"
version = "0.64.0"
tag = "v{version}"

[components.server]
scheme = "semver"
version = "1.2.1"
tag = "server-{version}"

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn hotfix_tags_make_no_scheme_and_a_spec_joins_the_package_of_its_folder() {
    let setup = |name: &str, version: &str| {
        format!("from setuptools import setup\nsetup(name=\"{name}\", version=\"{version}\")\n")
    };
    let spec = |name: &str, version: &str| format!("Name: {name}\nVersion: {version}\n");
    let folder = Folder::named(
        "copr",
        &[
            ("backend/setup.py", &setup("copr-backend", "2.13")),
            ("backend/copr-backend.spec", &spec("copr-backend", "2.13")),
            ("common/setup.py", &setup("copr-common", "1.7.2")),
            ("common/python-copr-common.spec", &spec("python-copr-common", "1.7.2")),
            ("python/setup.py", &setup("copr", "2.6")),
            ("python/python-copr.spec", &spec("python-copr", "2.6")),
            ("openshift/helm/Chart.yaml", "apiVersion: v2\nname: copr\nversion: 0.1.0\n"),
            ("beaker-tests/files/enum.spec", &spec("enum", "1.1")),
        ],
    )
    .tagged(
        "copr-backend-2.10-1\t2025-10-01\ncopr-backend-2.11-1\t2025-11-01\ncopr-backend-2.12-1\t2025-12-01\n\
         copr-backend-2.11.hotfix.2.1-1\t2025-11-02\ncopr-backend-2.13-1\t2026-02-01\npython-copr-common-0.8.2.dev-1\t2021-02-01\n\
         python-copr-common-1.5-1\t2025-02-01\npython-copr-common-1.6-1\t2025-02-01\npython-copr-common-1.7-1\t2025-10-01\n\
         python-copr-2.5-1\t2025-11-01\npython-copr-2.6-1\t2026-01-01\ncopr-1.20-1\t2015-01-01\nfedpkg-copr-0.11-1\t2016-01-01\n",
    );
    assert_data_eq!(folder.proposal(), str![[r#"
Guessed
  tag copr-1.20-1: tags like it are assumed to belong to python-copr
  backend/setup.py, python/setup.py: dev-patch, since its MAJOR.MINOR versions are on no line that others share
  common/setup.py: dev-patch, since its releases are MAJOR.MINOR and its manifest has a PATCH
  common/setup.py: 1.7.2 is assumed to be released, though the newest tag is python-copr-common-1.7-1

Left out
  beaker-tests: manifests in folders of this name are not of a release
  tag fedpkg-copr-*-1: no component that is still released has this name
  openshift/helm/Chart.yaml: not named by a tag, and at no version or one to start with: assumed not to be released
  tag copr-backend-2.11.hotfix.2.1-1: what follows the numbers is not a prerelease
  tag python-copr-common-0.8.2.dev-1: python-copr-common is dev-patch, which has no prereleases

[product]
name = "copr"

[components.copr-backend]
scheme = "dev-patch"
version = "2.13"
tag = "copr-backend-{version}-1"
publish = ["pypi", "rpm"]
manifests = [
    { path = "backend/setup.py" },
    { path = "backend/copr-backend.spec" },
]

[components.python-copr-common]
scheme = "dev-patch"
version = "1.7.2"
tag = "python-copr-common-{version}-1"
tag-aliases = ["python-copr-common-{version}"]    # older names
publish = ["pypi", "rpm"]
manifests = [
    { path = "common/setup.py" },
    { path = "common/python-copr-common.spec" },
]

[components.python-copr]
scheme = "dev-patch"
version = "2.6"
tag = "python-copr-{version}-1"
tag-aliases = ["copr-{version}-1"]    # older names
publish = ["pypi", "rpm"]
manifests = [
    { path = "python/setup.py" },
    { path = "python/python-copr.spec" },
]

"#]].raw());
    folder.adopt();
}

#[test]
fn components_that_open_lines_together_count_their_builds() {
    let folder = Folder::named("chain", &[("sdk/ruby/chain.gemspec", "Gem::Specification.new do |s|\n  s.name = 'chain'\n  s.version = '1.2.0'\nend\n")])
        .tagged(
            "server-1.0.0\t2016-10-22\nserver-1.1.0\t2017-02-23\nserver-1.1.1\t2017-03-01\nserver-1.2.0\t2017-05-04\n\
             server-1.2.6\t2017-07-17\nruby-1.0.0\t2016-11-17\nruby-1.1.0\t2017-02-24\nruby-1.2.0\t2017-05-04\n\
             docker-1.1.0\t2017-02-24\ndocker-1.1.2\t2017-03-07\ndocker-1.2.1\t2017-05-08\nplugin-1.1.0\t2017-01-01\n\
             plugin-1.2.0\t2017-07-01\n",
        );
    assert_data_eq!(folder.proposal(), str![[r#"
Guessed
  tag server-1.2.6: no manifest is of it: server is known from its tags alone
  tag plugin-1.2.0: no manifest is of it: plugin is known from its tags alone
  tag docker-1.2.1: no manifest is of it: docker is known from its tags alone
  sdk/ruby/chain.gemspec, tag server-*, tag docker-*: counted, since others open the same lines within a month; write `scheme = "dated"` when a line opens to date its builds instead
  tag server-*: it leads the line, since it has the most releases on the newest line

[product]
name = "chain"

[components.chain]
scheme = "counted"
version = "1.2.0"
tag = "ruby-{version}"
publish = ["rubygems"]
manifests = [{ path = "sdk/ruby/chain.gemspec" }]

[components.server]
scheme = "counted"
lead = true    # may open a new MAJOR.MINOR
version = "1.2.6"
tag = "server-{version}"

[components.plugin]
scheme = "semver"
version = "1.2.0"
tag = "plugin-{version}"

[components.docker]
scheme = "counted"
version = "1.2.1"
tag = "docker-{version}"

"#]].raw());
    folder.adopt();
}

/// The schemes that are proposed for components with tags of these versions, one a month.
fn schemes(packages: &[(&str, &[&str])]) -> Vec<String> {
    let mut tags = String::new();
    for (id, versions) in packages {
        for (place, version) in versions.iter().enumerate() {
            tags += &format!("{id}-{version}\t2017-0{}-01\n", place + 1);
        }
    }
    let folder = Folder::named("shop", &[]).tagged(&tags);
    let proposal = folder.proposal();
    let mut id = "";
    let mut schemes = Vec::new();
    for row in proposal.lines() {
        id = row.strip_prefix("[components.").and_then(|rest| rest.strip_suffix(']')).unwrap_or(id);
        if let Some(scheme) = row.strip_prefix("scheme = ") {
            schemes.push(format!("{id} {}", scheme.trim_matches('"')));
        }
    }
    schemes.sort();
    folder.adopt();
    schemes
}

#[test]
fn components_that_are_on_different_lines_share_none() {
    let (first, second, third) =
        (["1.0.0", "1.1.0", "1.2.0"], ["3.0.0", "3.1.0", "3.2.1"], ["7.4.0", "7.5.0", "8.0.0"]);
    let pairs: [(&str, &[&str]); 6] = [
        ("auth", &first),
        ("blog", &first),
        ("cart", &second),
        ("desk", &second),
        ("edit", &third),
        ("fund", &third),
    ];
    let semver = ["auth", "blog", "cart", "desk", "edit", "fund"].map(|id| format!("{id} semver"));
    assert_eq!(schemes(&pairs), semver);
    let most: [(&str, &[&str]); 5] =
        [("auth", &first), ("blog", &first), ("cart", &first), ("edit", &third), ("fund", &third)];
    let counted = ["auth counted", "blog counted", "cart counted", "edit semver", "fund semver"];
    assert_eq!(schemes(&most), counted);
}

#[test]
fn changes_come_from_change_files_or_from_conventional_commits() {
    let package = npm("shop", "1.0.0");
    let change = "---\n\"shop\": minor\n---\n\nA thing\n";
    let files = Folder::new(&[("package.json", &package), (".changeset/nice-cats-sit.md", change)])
        .tagged("v1.0.0\t2016-02-01\n");
    let commits = Folder::new(&[("package.json", &package)]).tagged("v1.0.0\t2016-02-01\n");
    for number in 0..12 {
        git(
            &files.path,
            "2016-02-02",
            &["commit", "--quiet", "--allow-empty", "-m", &format!("Change {number}")],
        );
        git(
            &commits.path,
            "2016-02-02",
            &["commit", "--quiet", "--allow-empty", "-m", &format!("fix(core): mend {number}")],
        );
    }
    assert_data_eq!(
        files.proposal(),
        str![[r#"
Guessed
  .changeset: change files are read from it

[product]
name = "shop"

[changes]
folder = ".changeset"
commits = false    # only change files count

[components.shop]
scheme = "semver"
version = "1.0.0"
tag = "v{version}"
paths = ["**"]
publish = ["npm"]
manifests = [{ path = "package.json" }]

"#]]
        .raw()
    );
    assert_data_eq!(
        commits.proposal(),
        str![[r#"
Guessed
  .: 12 of the last 13 commits are Conventional Commits, so changes are read from them

[product]
name = "shop"

[changes]
commits = true    # Conventional Commits

[components.shop]
scheme = "semver"
version = "1.0.0"
tag = "v{version}"
paths = ["**"]
publish = ["npm"]
manifests = [{ path = "package.json" }]

"#]]
        .raw()
    );
    files.adopt();
    commits.adopt();
}
