//! Manifests of each ecosystem become components.

use snapbox::{IntoData, assert_data_eq, str};

use crate::folder::Folder;

#[test]
fn members_of_a_cargo_workspace_become_components() {
    let folder = Folder::new(&[
        (
            "Cargo.toml",
            "[workspace]\nmembers = [\"crates/*\", \"../outside\"]\nexclude = [\"crates/old\"]\n\
             [workspace.dependencies]\nshop-core = { path = \"crates/core\" }\n",
        ),
        ("crates/core/Cargo.toml", "[package]\nname = \"shop-core\"\nversion = \"1.2.0\"\n"),
        (
            "crates/cli/Cargo.toml",
            "[package]\nname = \"shop\"\nversion = \"0.4.2\"\n[dependencies]\nshop-core.workspace = true\n\
             shop-api = { path = \"../../api\", version = \"1\" }\n[dev-dependencies]\nxtask = { path = \"../xtask\" }\n",
        ),
        ("crates/old/Cargo.toml", "[package]\nname = \"old\"\nversion = \"0.1.0\"\n"),
        ("crates/xtask/Cargo.toml", "[package]\nname = \"xtask\"\nversion = \"0.0.0\"\npublish = false\n"),
        ("api/Cargo.toml", "[package]\nname = \"shop-api\"\nversion = \"1.0.0\"\n"),
        ("Cargo.lock", "version = 4\n"),
        ("crates/core/tests/data/Cargo.toml", "[package]\nname = \"data\"\nversion = \"9.0.0\"\n"),
        ("target/package/x/Cargo.toml", "[package]\nname = \"built\"\nversion = \"9.0.0\"\n"),
    ]);
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Guessed
  api/Cargo.toml, crates/cli/Cargo.toml, crates/core/Cargo.toml: the version there is assumed to be released, though no tag names it

Left out
  .: not in a git repository, so there are no tags
  crates/core/tests: manifests in folders of this name are not of a release
  crates/old/Cargo.toml: no member of the workspace of Cargo.toml
  Cargo.toml: its member `../outside` is outside of the folder
  crates/xtask/Cargo.toml: marked as never published, and not named by a tag

[product]
name = "shop"

[components.shop-api]
scheme = "semver"
version = "1.0.0"
publish = ["cargo"]
manifests = [{ path = "api/Cargo.toml" }]

[components.shop]
scheme = "semver"
version = "0.4.2"
follows.shop-core = "release"    # crates/cli/Cargo.toml ships it
follows.shop-api = "api"    # crates/cli/Cargo.toml needs its API
publish = ["cargo"]
manifests = [{ path = "crates/cli/Cargo.toml" }]

[components.shop-core]
scheme = "semver"
version = "1.2.0"
publish = ["cargo"]
manifests = [{ path = "crates/core/Cargo.toml" }]

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn a_workspace_with_one_version_is_one_component() {
    let folder = Folder::new(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\n[workspace.package]\nversion = \"0.3.1\"\n"),
        (
            "a/Cargo.toml",
            "[package]\nname = \"a\"\nversion.workspace = true\n[dependencies]\nb = { path = \"../b\" }\n",
        ),
        ("b/Cargo.toml", "[package]\nname = \"b\"\nversion = { workspace = true }\n"),
    ])
    .tagged("v0.3.0\t2016-02-01\nv0.3.1\t2016-03-01\na-v0.2.0\t2016-01-02\n");
    assert_data_eq!(
        folder.proposal(),
        str![[r#"

[product]
name = "shop"

[components.shop]
scheme = "semver"
version = "0.3.1"
tag = "v{version}"
tag-aliases = ["a-v{version}"]    # older names
paths = ["**"]
publish = ["cargo"]
manifests = [{ path = "Cargo.toml" }]

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn members_of_an_npm_workspace_become_components() {
    let folder = Folder::new(&[
        (
            "package.json",
            "{\"name\": \"root\", \"private\": true, \"workspaces\": {\"packages\": [\"packages/*\", \"!packages/tools\"]}}",
        ),
        (
            "packages/cli/package.json",
            "{\"name\": \"@shop/cli\", \"version\": \"2.1.0\", \"dependencies\": {\"@shop/core\": \"workspace:*\"}}",
        ),
        (
            "packages/core/package.json",
            "{\"name\": \"@shop/core\", \"version\": \"2.0.0\", \"peerDependencies\": {\"@shop/cli\": \"^2.0.0\"}}",
        ),
        ("packages/site/package.json", "{\"name\": \"site\", \"version\": \"1.0.0\", \"private\": true}"),
        ("packages/tools/package.json", "{\"name\": \"tools\", \"version\": \"1.0.0\"}"),
        ("node_modules/left-pad/package.json", "{\"name\": \"left-pad\", \"version\": \"1.3.0\"}"),
    ])
    .tagged("@shop/cli@2.0.0\t2016-02-01\n@shop/cli@2.1.0\t2016-03-01\ncore@1.9.0\t2016-03-01\n");
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Guessed
  packages/core/package.json: 2.0.0 is assumed to be released, though the newest tag is core@1.9.0

Left out
  packages/tools/package.json: no member of the workspace of package.json
  packages/site/package.json: marked as never published, and not named by a tag
  packages/core/package.json: it needs @shop/cli, which follows it already: that would close a cycle

[product]
name = "shop"

[components.cli]
title = "@shop/cli"
scheme = "semver"
version = "2.1.0"
tag = "@shop/cli@{version}"
follows.core = "release"    # packages/cli/package.json ships it
publish = ["npm"]
manifests = [{ path = "packages/cli/package.json" }]

[components.core]
title = "@shop/core"
scheme = "semver"
version = "2.0.0"
tag = "core@{version}"
publish = ["npm"]
manifests = [{ path = "packages/core/package.json" }]

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn packages_for_distributions_and_images_join_what_they_are_of() {
    let setup = "from setuptools import setup\nsetup(name=\"copr-cli\", version=\"2.5\")\n";
    let entry = "copr-backend (2.13-1) unstable; urgency=low\n\n  * New\n\n -- A <a@b.c>  Sat, 21 Nov 2020 00:00:00 +0000\n";
    let folder = Folder::named(
        "copr",
        &[
            ("python/pyproject.toml", "[project]\nname = \"copr\"\nversion = \"2.6\"\n"),
            ("python/python-copr.spec", "Name: python-copr\nVersion: 2.6\n"),
            ("cli/setup.py", setup),
            ("cli/copr-cli.spec", "Name: copr-cli\nVersion: 2.5\n"),
            ("frontend/copr-frontend.spec", "%global tag 2.7\nName: copr-frontend\nVersion: %tag\n"),
            ("backend/copr-backend.spec", "Name: copr-backend\nVersion: 2.13\n"),
            ("backend/debian/changelog", entry),
            ("rpmbuild/copr-rpmbuild.spec", "Name: copr-rpmbuild\nVersion: 1.8.1\n"),
            (
                "compose.yaml",
                "services:\n  web:\n    image: quay.io/copr/frontend:2.7\n  db:\n    image: postgres:16\n",
            ),
        ],
    )
    .tagged(
        "python-copr-2.6-1\t2016-03-01\ncopr-cli-2.5-1\t2016-03-01\ncopr-frontend-2.7-1\t2016-03-01\n\
         copr-backend-2.12-1\t2016-03-01\ncopr-rpmbuild-1.8-1\t2016-03-01\ncopr-common-0.9-1\t2016-03-01\n",
    );
    assert_data_eq!(folder.proposal(), str![[r#"
Guessed
  compose.yaml: the image quay.io/copr/frontend is assumed to be copr-frontend's
  cli/setup.py, python/pyproject.toml, backend/copr-backend.spec, frontend/copr-frontend.spec: dev-patch, since its MAJOR.MINOR versions are on no line that others share
  rpmbuild/copr-rpmbuild.spec: dev-patch, since its releases are MAJOR.MINOR and its manifest has a PATCH
  backend/copr-backend.spec: 2.13 is assumed to be released, though the newest tag is copr-backend-2.12-1
  rpmbuild/copr-rpmbuild.spec: 1.8.1 is assumed to be released, though the newest tag is copr-rpmbuild-1.8-1

Left out
  tag copr-common-*-1: no component that is still released has this name

[product]
name = "copr"

[components.copr-cli]
scheme = "dev-patch"
version = "2.5"
tag = "copr-cli-{version}-1"
publish = ["pypi", "rpm"]
manifests = [
    { path = "cli/setup.py" },
    { path = "cli/copr-cli.spec" },
]

[components.copr]
scheme = "dev-patch"
version = "2.6"
tag = "python-copr-{version}-1"
publish = ["pypi", "rpm"]
manifests = [
    { path = "python/pyproject.toml" },
    { path = "python/python-copr.spec" },
]

[components.copr-backend]
scheme = "dev-patch"
version = "2.13"
tag = "copr-backend-{version}-1"
publish = ["rpm", "debian"]
manifests = [
    { path = "backend/copr-backend.spec" },
    { path = "backend/debian/changelog" },
]

[components.copr-frontend]
scheme = "dev-patch"
version = "2.7"
tag = "copr-frontend-{version}-1"
publish = ["rpm", "oci"]
manifests = [
    { path = "frontend/copr-frontend.spec", field = "tag" },
    { path = "compose.yaml", field = "quay.io/copr/frontend" },
]

[components.copr-rpmbuild]
scheme = "dev-patch"
version = "1.8.1"
tag = "copr-rpmbuild-{version}-1"
publish = ["rpm"]
manifests = [{ path = "rpmbuild/copr-rpmbuild.spec" }]

"#]].raw());
    folder.adopt();
}

#[test]
fn modules_of_maven_repeat_the_version_of_their_parent() {
    let module = |name: &str, parent: &str| {
        format!(
            "<project><parent><groupId>org.shop</groupId><artifactId>{parent}</artifactId><version>3.1.0</version></parent>\
             <artifactId>{name}</artifactId></project>"
        )
    };
    let folder = Folder::new(&[
        (
            "pom.xml",
            "<project><artifactId>shop</artifactId><version>3.1.0</version><modules><module>api</module></modules></project>",
        ),
        ("api/pom.xml", &module("shop-api", "shop")),
        ("other/pom.xml", &module("other", "spring-boot")),
        ("app/build.gradle", "version = '3.0.0'\n"),
        ("chart/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 3.1.0\nappVersion: \"3.1.0\"\n"),
    ]);
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Guessed
  pom.xml, app/build.gradle: the version there is assumed to be released, though no tag names it

Left out
  .: not in a git repository, so there are no tags
  other/pom.xml: the version is taken from a file that is not here

[product]
name = "shop"

[components.shop]
scheme = "semver"
version = "3.1.0"
publish = ["maven", "helm"]
manifests = [
    { path = "pom.xml" },
    { path = "api/pom.xml", field = "parent.version" },
    { path = "chart/Chart.yaml" },
]

[components.app]
scheme = "semver"
version = "3.0.0"
manifests = [{ path = "app/build.gradle" }]

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn a_version_that_others_need_is_followed() {
    let folder = Folder::new(&[
        ("lib/pyproject.toml", "[tool.poetry]\nname = \"shop-lib\"\nversion = \"1.0.0\"\n"),
        (
            "app/pyproject.toml",
            "[tool.poetry]\nname = \"shop-app\"\nversion = \"1.0.0\"\n[tool.poetry.dependencies]\nshop-lib = { path = \"../lib\" }\n",
        ),
        (
            "api/pyproject.toml",
            "[project]\nname = \"shop-api\"\nversion = \"1.0.0\"\ndependencies = [\"shop_lib>=1,<2\", \"requests\"]\n",
        ),
    ]);
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Guessed
  api/pyproject.toml, app/pyproject.toml, lib/pyproject.toml: the version there is assumed to be released, though no tag names it

Left out
  .: not in a git repository, so there are no tags

[product]
name = "shop"

[components.shop-api]
scheme = "semver"
version = "1.0.0"
follows.shop-lib = "api"    # api/pyproject.toml needs its API
publish = ["pypi"]
manifests = [{ path = "api/pyproject.toml" }]

[components.shop-app]
scheme = "semver"
version = "1.0.0"
follows.shop-lib = "release"    # app/pyproject.toml ships it
publish = ["pypi"]
manifests = [{ path = "app/pyproject.toml" }]

[components.shop-lib]
scheme = "semver"
version = "1.0.0"
publish = ["pypi"]
manifests = [{ path = "lib/pyproject.toml" }]

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn a_placeholder_of_three_numbers_is_semver_and_never_released() {
    let package = "{\"name\": \"web\", \"version\": \"0.0.0-development\"}";
    let project = "[project]\nname = \"api\"\nversion = \"1.2.3.post1\"\n";
    let folder = Folder::new(&[("web/package.json", package), ("api/pyproject.toml", project)]);
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Left out
  .: not in a git repository, so there are no tags
  api/pyproject.toml: `1.2.3.post1` is not a stable version of the scheme semver
  web/package.json: `0.0.0-development` is not a stable version of the scheme semver

[product]
name = "shop"

[components.api]
scheme = "semver"
# manifests: { path = "api/pyproject.toml" }    # holds 1.2.3.post1

[components.web]
scheme = "semver"
# manifests: { path = "web/package.json" }    # holds 0.0.0-development

"#]]
    );
}
