//! Tags give components their versions and templates.

use snapbox::{assert_data_eq, str};

use crate::folder::Folder;

const CHAIN_TAGS: &str = include_str!("../cases/tags-chain-core.tsv");
const KEPTN_TAGS: &str = include_str!("../cases/tags-keptn.tsv");

#[test]
fn a_client_and_its_engine_are_told_apart_by_their_tags() {
    let folder = Folder::new(&[("client/VERSION", "0.4.2\n"), ("engine/engine.go", "package engine\n")]).tagged(
        "client-v0.4.1\t2016-02-01\nclient-v0.4.2\t2016-03-01\nengine-v0.3.0\t2016-02-01\n\
         engine-v0.4.0-next.1\t2016-03-01\nwallet-1.0\t2016-02-01\nwallet-1.1\t2016-02-02\nlatest\t2016-03-01\n",
    );
    assert_data_eq!(folder.proposal(), str![].raw());
    folder.adopt();
}

#[test]
fn chains_tags_alone_give_components_with_their_older_names() {
    let folder = Folder::named("chain", &[]).tagged(CHAIN_TAGS);
    assert_data_eq!(folder.proposal(), str![].raw());
    folder.adopt();
}

#[test]
fn keptns_bare_tags_are_of_the_folder() {
    let folder = Folder::named("keptn", &[]).tagged(KEPTN_TAGS);
    assert_data_eq!(folder.proposal(), str![].raw());
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
    assert_data_eq!(folder.proposal(), str![].raw());
    folder.adopt();
}

#[test]
fn a_manifest_below_its_newest_tag_is_proposed_as_a_comment() {
    let folder = Folder::new(&[("package.json", "{\"name\": \"shop\", \"version\": \"0.0.0-development\"}")])
        .tagged("v2.0.0\t2016-02-01\nv2.1.0-rc.1\t2016-03-01\n");
    assert_data_eq!(folder.proposal(), str![].raw());
    folder.adopt();
}

#[test]
fn releases_of_two_numbers_with_a_patch_in_the_manifest_are_dev_patch() {
    let folder = Folder::new(&[("setup.cfg", "[metadata]\nname = shop\nversion = 1.7.2\n")])
        .tagged("1.6\t2016-02-01\n1.7\t2016-03-01\n");
    assert_data_eq!(folder.proposal(), str![].raw());
    folder.adopt();
}
