//! Tags give components their versions and templates.

use snapbox::{IntoData, assert_data_eq, str};

use crate::folder::Folder;

const CHAIN_TAGS: &str = include_str!("../cases/tags-chain-core.tsv");
const KEPTN_TAGS: &str = include_str!("../cases/tags-keptn.tsv");

#[test]
fn a_client_and_its_engine_are_told_apart_by_their_tags() {
    let folder = Folder::new(&[("client/VERSION", "0.4.2\n"), ("engine/engine.go", "package engine\n")]).tagged(
        "client-v0.4.1\t2016-02-01\nclient-v0.4.2\t2016-03-01\nengine-v0.3.0\t2016-02-01\n\
         engine-v0.4.0-next.1\t2016-03-01\nwallet-1.0\t2016-02-01\nwallet-1.1\t2016-02-02\nlatest\t2016-03-01\n",
    );
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Guessed
  tag engine-v0.4.0-next.1: the folder engine has its name, so it is assumed to be a component
  tag wallet-1.1: no manifest is of it: wallet is known from its tags alone
  tag wallet-*: dev-patch, since its MAJOR.MINOR versions are on no line that others share

Left out
  tag latest: no version in the name

[product]
name = "shop"

[components.client]
scheme = "semver"
version = "0.4.2"
manifests = [{ path = "client/VERSION" }]

[components.engine]
scheme = "semver"
version = "0.3.0"
next = "0.4.0-next.1"
paths = ["engine"]

[components.wallet]
scheme = "dev-patch"
version = "1.1"
tag = "wallet-{version}"

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn chains_tags_alone_give_components_with_their_older_names() {
    let folder = Folder::named("chain", &[]).tagged(CHAIN_TAGS);
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Guessed
  tag chain-core-server-1.2.6: no manifest is of it: chain-core-server is known from its tags alone
  tag sdk-java-1.1.4: no manifest is of it: sdk-java is known from its tags alone
  tag chain-core-docker-1.1.2: no manifest is of it: chain-core-docker is known from its tags alone
  tag chain-core-mac-1.2.1: no manifest is of it: chain-core-mac is known from its tags alone
  tag chain-core-windows-1.2.2: no manifest is of it: chain-core-windows is known from its tags alone
  tag sdk-node-1.2.1: no manifest is of it: sdk-node is known from its tags alone
  tag chain-sdk-node-1.2.1: tags like it are assumed to belong to sdk-node
  tag sdk-ruby-1.2.0: no manifest is of it: sdk-ruby is known from its tags alone
  tag chain-sdk-ruby-1.2.0: tags like it are assumed to belong to sdk-ruby
  tag chain-sdk-java-1.2.0: tags like it are assumed to belong to sdk-java
  tag chain-enclave-1.2.0: no manifest is of it: chain-enclave is known from its tags alone
  tag chain-core-server-*, tag sdk-java-*, tag chain-core-docker-* and 5 more: counted, since others open the same lines within a month; write `scheme = "dated"` when a line opens to date its builds instead
  tag chain-core-server-*: it leads the line, since it has the most releases on the newest line

Left out
  tag installer.windows-*, tag installer.mac-*, tag docs-* and 2 more: no component that is still released has this name
  tag chain-core-server-1.2.0-ivy, tag chain-core-server-1.2.1-ivy, tag chain-core-server-1.2.2-ivy and 2 more: what follows the numbers is not a prerelease
  tag master: no version in the name

[product]
name = "chain"

[components.chain-core-server]
scheme = "counted"
lead = true    # may open a new MAJOR.MINOR
version = "1.2.6"
maintained = ["1.1.5"]    # older lines that still get fixes
tag = "chain-core-server-{version}"

[components.sdk-java]
scheme = "counted"
version = "1.2.1"
maintained = ["1.1.4"]    # older lines that still get fixes
tag = "sdk-java-{version}"
tag-aliases = ["chain-sdk-java-{version}", "sdk.java-{version}"]    # older names

[components.chain-core-docker]
scheme = "counted"
version = "1.2.1"
maintained = ["1.1.2"]    # older lines that still get fixes
tag = "chain-core-docker-{version}"

[components.chain-core-mac]
scheme = "counted"
version = "1.2.1"
tag = "chain-core-mac-{version}"

[components.chain-core-windows]
scheme = "counted"
version = "1.2.2"
tag = "chain-core-windows-{version}"

[components.sdk-node]
scheme = "counted"
version = "1.2.1"
tag = "sdk-node-{version}"
tag-aliases = ["chain-sdk-node-{version}", "sdk.node-{version}"]    # older names

[components.sdk-ruby]
scheme = "counted"
version = "1.2.0"
tag = "sdk-ruby-{version}"
tag-aliases = ["chain-sdk-ruby-{version}", "sdk.ruby-{version}"]    # older names

[components.chain-enclave]
scheme = "counted"
version = "1.2.0"
tag = "chain-enclave-{version}"

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn keptns_bare_tags_are_of_the_folder() {
    let folder = Folder::named("keptn", &[]).tagged(KEPTN_TAGS);
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Guessed
  tag 1.4.5: no manifest is of it: keptn is known from its tags alone

[product]
name = "keptn"

[components.keptn]
scheme = "semver"
version = "1.4.5"
tag = "{version}"
paths = ["**"]

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn dates_in_tags_make_a_line_that_its_most_followed_component_leads() {
    let folder = Folder::new(&[
        ("core/Cargo.toml", "[package]\nname = \"core\"\nversion = \"1.1.0\"\n"),
        ("cli/Cargo.toml", "[package]\nname = \"cli\"\nversion = \"1.0.20161101\"\n[dependencies]\ncore = { path = \"../core\" }\n"),
        ("docs/VERSION", "1.1\n"),
    ])
    .tagged("cli-1.0.20161101\t2016-11-01\ncore-1.0\t2016-10-01\ncore-1.1\t2016-12-01\ncli-v1.0\t2016-10-01\n");
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Guessed
  cli/Cargo.toml: dated, since its versions have dates
  core/Cargo.toml, docs/VERSION: dated, since its versions are MAJOR.MINOR
  core/Cargo.toml: it leads the line, since most others follow it
  docs/VERSION: the version there is assumed to be released, though no tag names it

[product]
name = "shop"

[components.cli]
version = "1.0.20161101"
tag = "cli-{version}"
tag-aliases = ["cli-v{version}"]    # older names
follows.core = "release"    # cli/Cargo.toml ships it
publish = ["cargo"]
manifests = [{ path = "cli/Cargo.toml" }]

[components.core]
lead = true    # may open a new MAJOR.MINOR
version = "1.1"
tag = "core-{version}"
publish = ["cargo"]
manifests = [{ path = "core/Cargo.toml" }]

[components.docs]
version = "1.1"
manifests = [{ path = "docs/VERSION" }]

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn a_manifest_below_its_newest_tag_is_proposed_as_a_comment() {
    let folder = Folder::new(&[("package.json", "{\"name\": \"shop\", \"version\": \"0.0.0-development\"}")])
        .tagged("v2.0.0\t2016-02-01\nv2.1.0-rc.1\t2016-03-01\n");
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Left out
  package.json: it holds `0.0.0-development`, not 2.0.0, so it is proposed as a comment

[product]
name = "shop"

[components.shop]
scheme = "semver"
version = "2.0.0"
next = "2.1.0-next.1"
tag = "v{version}"
paths = ["**"]
# manifests: { path = "package.json" }    # holds 0.0.0-development

"#]]
        .raw()
    );
    folder.adopt();
}

#[test]
fn releases_of_two_numbers_with_a_patch_in_the_manifest_are_dev_patch() {
    let folder = Folder::new(&[("setup.cfg", "[metadata]\nname = shop\nversion = 1.7.2\n")])
        .tagged("1.6\t2016-02-01\n1.7\t2016-03-01\n");
    assert_data_eq!(
        folder.proposal(),
        str![[r#"
Guessed
  setup.cfg: dev-patch, since its releases are MAJOR.MINOR and its manifest has a PATCH
  setup.cfg: 1.7.2 is assumed to be released, though the newest tag is 1.7

[product]
name = "shop"

[components.shop]
scheme = "dev-patch"
version = "1.7.2"
tag = "{version}"
paths = ["**"]
publish = ["pypi"]
manifests = [{ path = "setup.cfg" }]

"#]]
        .raw()
    );
    folder.adopt();
}
