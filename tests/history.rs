//! What tags tell: Chain's and Keptn's own, and laws over any.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

use std::collections::BTreeSet;

use dateline::history::{Guess, History, Reading, Replay, ReplayOutcome, Replayed, Tag, replay};
use dateline::product::{Product, rewrite};
use dateline::version::BuildDate;
use dateline::words::Explain;
use proptest::prelude::*;

const CHAIN: &str = include_str!("../examples/chain/tags.toml");
const KEPTN: &str = "[product]\nname = \"Keptn\"\ntag = \"{version}\"\n\
                     [components.keptn]\nscheme = \"semver\"\nbreaking = \"minor\"\n";

fn tags(file: &str) -> Vec<Tag> {
    let lines = file.lines().map(|line| line.split_once('\t').unwrap());
    lines.map(|(name, date)| tag(name, date)).collect()
}

fn tag(name: &str, date: &str) -> Tag {
    Tag::new(name, Some(BuildDate::parse(date).unwrap()))
}

fn chain_tags() -> Vec<Tag> {
    tags(include_str!("cases/tags-chain-core.tsv"))
}

/// The versions of a component, with the tags of each.
fn releases(history: &History, id: &str) -> Vec<String> {
    let component = history.component(&id.parse().unwrap()).unwrap();
    let releases = component.releases.iter();
    releases
        .map(|release| {
            let tags: Vec<&str> = release.tags.iter().map(|tag| tag.name.as_str()).collect();
            format!("{} {}", release.version, tags.join(" "))
        })
        .collect()
}

/// `history`'s versions in the text of its product file.
fn imported(text: &str, tags: Vec<Tag>) -> (Product, String) {
    let product = Product::from_toml(text).unwrap();
    let edits = History::read(&product, tags).edits(&product);
    let text = rewrite(text, &edits).unwrap();
    let after = Product::from_toml(&text).unwrap();
    assert_eq!(after, product.edited(&edits));
    (after, text)
}

fn state(product: &Product, id: &str) -> String {
    let component = product.component(&id.parse().unwrap()).unwrap();
    let shown = |version: Option<dateline::version::Version>| {
        version.map_or("none".to_owned(), |version| version.to_string())
    };
    let maintained: Vec<String> = component.maintained().iter().map(ToString::to_string).collect();
    format!("{} {} [{}]", shown(component.version()), shown(component.next()), maintained.join(" "))
}

/// Every tag is in exactly one place.
fn assert_complete(history: &History, tags: &[Tag]) {
    let mut seen: Vec<&str> = history.unread.iter().map(|unread| unread.tag.name.as_str()).collect();
    let releases = history.components().iter().flat_map(|component| &component.releases);
    seen.extend(releases.flat_map(|release| release.tags.iter().map(|tag| tag.name.as_str())));
    let mut given: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
    seen.sort_unstable();
    given.sort_unstable();
    assert_eq!(seen, given);
    assert_eq!(history.read_count() + history.unread.len(), tags.len());
}

#[test]
fn every_tag_of_chain_is_read_or_listed() {
    let product = Product::from_toml(CHAIN).unwrap();
    let history = History::read(&product, chain_tags());
    assert_complete(&history, &chain_tags());
    let unread: Vec<String> =
        history.unread.iter().map(|unread| format!("{} {}", unread.tag.name, unread.why.code())).collect();
    assert_eq!(
        unread,
        [
            "master no-template",
            "chain-core-server-1.2.0-ivy suffix",
            "chain-core-server-1.2.1-ivy suffix",
            "chain-core-server-1.2.2-ivy suffix",
            "chain-core-server-1.2.3-ivy suffix",
            "chain-core-server-1.2.4-ivy suffix",
        ]
    );
}

#[test]
fn one_release_of_chain_has_tags_of_several_names_and_spellings() {
    let product = Product::from_toml(CHAIN).unwrap();
    let history = History::read(&product, chain_tags());
    assert_eq!(
        releases(&history, "java-sdk"),
        [
            "1.0 sdk.java-1.0.0",
            "1.0.20161202 sdk.java-1.0.1",
            "1.1 sdk-java-1.1.0 sdk.java-1.1.0",
            "1.1.20170303 sdk-java-1.1.1",
            "1.1.20170308 sdk-java-1.1.3",
            "1.0.20170316 sdk-java-1.0.2",
            "1.0.20170403 sdk-java-1.0.3",
            "1.0.20170403 sdk-java-1.0.4",
            "1.2-next.1 sdk-java-1.2.0-rc1",
            "1.2-next.2 chain-sdk-java-1.2.0rc2 sdk-java-1.2.0rc2",
            "1.2 chain-sdk-java-1.2.0 sdk-java-1.2.0",
            "1.2.20170614 sdk-java-1.2.1",
            "1.1.20170615 sdk-java-1.1.4",
        ]
    );
    let overtaken = history.component(&"java-sdk".parse().unwrap()).unwrap().releases[6].clone();
    assert_eq!(overtaken.tags[0].reading, Reading::Guess(vec![Guess::DayOfTag, Guess::Overtaken]));
}

#[test]
fn chains_versions_come_from_its_tags() {
    let (product, text) = imported(CHAIN, chain_tags());
    for (id, expected) in [
        ("core", "1.2.20180417 none [1.1.20170615]"),
        ("docker", "1.2.20170613 none [1.1.20170615]"),
        ("mac", "1.2.20170613 none []"),
        ("windows", "1.2.20170512 none []"),
        ("java-sdk", "1.2.20170614 none [1.1.20170615]"),
        ("node-sdk", "1.2.20170512 none []"),
        ("ruby-sdk", "1.2 none []"),
        ("enclave", "1.2 none []"),
        ("docs", "1.1 none []"),
    ] {
        assert_eq!(state(&product, id), expected, "{id}");
    }
    assert_eq!(product.current_line().unwrap().to_string(), "1.2");
    // A second import finds nothing to change.
    assert_eq!(imported(&text, chain_tags()).1, text);
}

#[test]
fn an_open_series_is_the_one_above_the_stable_version() {
    let early: Vec<Tag> = chain_tags()
        .into_iter()
        .filter(|tag| tag.date < Some(BuildDate::parse("2017-05-05").unwrap()))
        .collect();
    let (product, _) = imported(CHAIN, early);
    assert_eq!(state(&product, "core"), "1.1.20170328 1.2-next.2 []");
    // Windows skipped 1.2.0 and was released as 1.2.1 on the day of the others' second candidate.
    assert_eq!(state(&product, "windows"), "1.2.20170504 none []");
}

#[test]
fn every_tag_of_keptn_is_read_exactly() {
    let keptn = tags(include_str!("cases/tags-keptn.tsv"));
    let product = Product::from_toml(KEPTN).unwrap();
    let history = History::read(&product, keptn.clone());
    assert_complete(&history, &keptn);
    assert!(history.unread.is_empty());
    let releases = &history.components()[0].releases;
    assert_eq!(releases.len(), keptn.len());
    assert!(releases.iter().all(|release| release.tags[0].reading == Reading::Exact));
    let (product, _) = imported(KEPTN, keptn.clone());
    assert_eq!(state(&product, "keptn"), "1.4.5 none []");
    let until = |day: &str| {
        let day = Some(BuildDate::parse(day).unwrap());
        let (product, _) = imported(KEPTN, keptn.iter().filter(|tag| tag.date <= day).cloned().collect());
        state(&product, "keptn")
    };
    // 1.0.0 was the release that 0.20.0-next.0 led to, so no tag closed that series but a higher release did.
    assert_eq!(until("2022-11-17"), "0.19.3 0.20.0-next.0 []");
    assert_eq!(until("2022-12-12"), "1.0.0 none []");
    assert_eq!(until("2022-08-27"), "0.18.2 none [0.17.1 0.16.2]");
}

const TWO_ON_A_DAY: [(&str, &str); 4] = [
    ("core-v1.2.0", "2017-05-12"),
    ("core-v1.2.1", "2017-06-13"),
    ("core-v1.2.2", "2017-06-13"),
    ("core-v1.2.3", "2017-06-14"),
];

#[test]
fn two_releases_of_one_day_are_what_the_product_file_says() {
    let read = |same_day: &str| {
        let text =
            format!("[product]\nname = \"A\"\nsame-day = \"{same_day}\"\n[components.core]\nlead = true\n");
        let product = Product::from_toml(&text).unwrap();
        releases(&History::read(&product, TWO_ON_A_DAY.map(|(name, date)| tag(name, date))), "core")
    };
    assert_eq!(
        read("refuse"),
        [
            "1.2 core-v1.2.0",
            "1.2.20170613 core-v1.2.1",
            "1.2.20170613 core-v1.2.2",
            "1.2.20170614 core-v1.2.3"
        ]
    );
    assert_eq!(
        read("next-day"),
        [
            "1.2 core-v1.2.0",
            "1.2.20170613 core-v1.2.1",
            "1.2.20170614 core-v1.2.2",
            "1.2.20170615 core-v1.2.3"
        ]
    );
}

#[test]
fn a_tag_without_a_date_gives_a_version_only_where_that_needs_none() {
    let product = Product::from_toml("product.name = 'A'\ncomponents.core.lead = true\n").unwrap();
    let undated = |name: &str| Tag::new(name, None);
    let history = History::read(&product, ["core-v1.2.0", "core-v1.2.1"].map(undated));
    assert_eq!(releases(&history, "core"), ["1.2 core-v1.2.0"]);
    assert_eq!(history.unread[0].why.code(), "no-date");
}

#[test]
fn the_template_that_fixes_most_of_a_name_wins_and_equal_ones_are_named() {
    let text = "[product]\nname = \"A\"\n[components.a]\nlead = true\ntag = \"v{version}\"\n\
                [components.b]\ntag = \"v{version}\"\n[components.c]\ntag = \"v1-{version}\"\n";
    let product = Product::from_toml(text).unwrap();
    let history = History::read(&product, [tag("v1.0", "2017-01-01"), tag("v1-1.0", "2017-01-01")]);
    assert_eq!(history.unread[0].why.to_string(), "it could belong to a or b");
    assert_eq!(releases(&history, "c"), ["1.0 v1-1.0"]);
}

#[test]
fn prereleases_that_changed_their_word_are_counted_under_the_last_one() {
    let product = Product::from_toml(KEPTN).unwrap();
    let names = ["2.0.0-alpha.1", "2.0.0-beta.1", "2.0.0-rc.1", "2.0.0-rc.2"];
    let history = History::read(&product, names.map(|name| tag(name, "2017-01-01")));
    assert_eq!(releases(&history, "keptn"), ["2.0.0-next.1 2.0.0-rc.1", "2.0.0-next.2 2.0.0-rc.2"]);
    assert!(history.unread.iter().all(|unread| unread.why.code() == "other-series"));
}

fn replayed(text: &str, tags: Vec<Tag>) -> Replay {
    let product = Product::from_toml(text).unwrap();
    let history = History::read(&product, tags.clone());
    let replay = replay(&product, &history);
    let dated = history.components().iter().flat_map(|component| &component.releases);
    let dated = dated.filter(|release| release.date.is_some()).count();
    assert_eq!(replay.releases().count(), dated, "every release that has a day is replayed once");
    assert!(replay.steps.is_sorted_by_key(|step| step.date));
    // The versions in the product file do not matter, only its components and edges.
    let (after, _) = imported(text, tags.clone());
    assert_eq!(dateline::history::replay(&after, &History::read(&after, tags)), replay);
    replay
}

/// What the planner gives for each release of a component, beside what was tagged.
fn given(replay: &Replay, id: &str) -> Vec<String> {
    let releases = replay.releases().filter(|release| release.component.as_str() == id);
    let word = |outcome: &ReplayOutcome| match outcome {
        ReplayOutcome::Start => "start".to_owned(),
        ReplayOutcome::Given(version) => version.to_string(),
        ReplayOutcome::Stays { .. } => "stays".to_owned(),
        ReplayOutcome::Refused(refusal) => refusal.code().to_owned(),
        ReplayOutcome::NoRule => "no rule".to_owned(),
        _ => unreachable!("a new outcome needs a word"),
    };
    releases.map(|release| format!("{} {}", release.tagged, word(&release.outcome))).collect()
}

#[test]
fn chains_history_would_have_been_the_same_but_for_what_the_rules_refuse() {
    let replay = replayed(CHAIN, chain_tags());
    for release in given(&replay, "core") {
        let (tagged, given) = release.split_once(' ').unwrap();
        // Chain counted candidates from 1, and published 4 and 5 of line 1.1 only.
        assert!(tagged == given || tagged.contains("-next."), "{release}");
    }
    assert_eq!(
        given(&replay, "java-sdk"),
        [
            "1.0 start",
            "1.0.20161202 1.0.20161202",
            // Tagged a day before core opened the line, which only core may.
            "1.1 stays",
            "1.1.20170303 1.1.20170303",
            "1.1.20170308 1.1.20170308",
            "1.0.20170316 1.0.20170316",
            "1.0.20170403 1.0.20170403",
            "1.0.20170403 build-taken",
            "1.2-next.1 1.2-next.0",
            "1.2-next.2 1.2-next.2",
            "1.2 1.2",
            "1.2.20170614 1.2.20170614",
            "1.1.20170615 1.1.20170615",
        ]
    );
    // Windows was 1.2.1 while the others had their second candidate.
    assert_eq!(given(&replay, "windows")[5..], ["1.2.20170504 1.2", "1.2.20170512 1.2.20170512"]);
    // The enclave was patched on a line that it never was on.
    assert_eq!(given(&replay, "enclave")[2], "1.0.20170421 not-maintained");
}

#[test]
fn keptns_history_would_have_been_the_same_but_for_its_first_major() {
    let replay = replayed(KEPTN, tags(include_str!("cases/tags-keptn.tsv")));
    let given = given(&replay, "keptn");
    let major = given.iter().position(|release| release.starts_with("1.0.0")).unwrap();
    for release in given[1..].iter().filter(|release| !release.starts_with("1.0.0 ")) {
        let (tagged, given) = release.split_once(' ').unwrap();
        assert_eq!(tagged, given);
    }
    // `breaking = "minor"` says that MAJOR never moves.
    assert_eq!(given[major], "1.0.0 0.20.0");
    assert_eq!(given.len(), 76);
    assert!(!given.iter().any(|release| release.ends_with("no rule")), "{given:?}");
}

/// A name that is near one of Chain's, or any at all.
const PAIR: &str = r#"
    product.name = "Shop"
    components.core = { scheme = "semver" }
    components.client = { scheme = "semver", follows = { core = "release" } }
"#;

#[test]
fn a_missing_tag_makes_one_difference() {
    let tags = ["1.0.0", "1.0.1", "1.0.3", "1.0.4", "1.2.0", "1.2.1", "2.0.0"];
    let tags = tags
        .iter()
        .enumerate()
        .map(|(day, version)| tag(&format!("core-v{version}"), &format!("2016-01-0{}", day + 1)));
    let replay = replayed(PAIR, tags.collect());
    let others: Vec<&Replayed> = replay.releases().filter(|release| !release.is_as_tagged()).collect();
    assert_eq!(
        others.iter().map(|release| release.tags[0].as_str()).collect::<Vec<_>>(),
        ["core-v1.0.3", "core-v1.2.0"]
    );
}

#[test]
fn a_follower_joins_at_its_first_tag() {
    let replay = replayed(
        PAIR,
        vec![
            tag("core-v1.0.0", "2016-01-01"),
            tag("core-v1.1.0", "2016-01-02"),
            tag("client-v3.0.0", "2016-01-03"),
            tag("core-v1.2.0", "2016-01-04"),
            tag("client-v3.0.1", "2016-01-05"),
        ],
    );
    assert!(replay.releases().all(Replayed::is_as_tagged), "{replay:?}");
    let also: Vec<String> = replay
        .steps
        .iter()
        .flat_map(|step| &step.also)
        .map(|(id, version)| format!("{id} {version}"))
        .collect();
    assert_eq!(also, ["client 3.1.0"]);
}

fn names() -> impl Strategy<Value = String> {
    let near = "(cmd\\.cored-|sdk-java-|core-v|docs-|-|v)?[0-9]{0,9}[.][0-9]{0,8}([.][0-9]{0,9})?\
                ([-._~]?(rc|next|beta|a|ivy|\u{202e}|\u{1b}))?[-.]?[0-9]{0,10}";
    prop_oneof![near, any::<String>(), "\\PC{0,20}"]
}

fn dates() -> impl Strategy<Value = Option<BuildDate>> {
    let day = (1970..=9999u32, 1..=12u32, 1..=28u32);
    proptest::option::of(day.prop_map(|(year, month, day)| BuildDate::from_ymd(year, month, day).unwrap()))
}

/// Versions that a product file may have before its tags are read: none, below, above and beside what they tell.
const STATES: [&str; 4] = [
    "",
    "version = \"1.1\"\nmaintained = [\"1.0\"]\n",
    "version = \"9.9\"\nnext = \"9.10-next.3\"\nmaintained = [\"9.8.20170101\", \"0.1\"]\n",
    "next = \"0.2-next.1\"\n",
];

proptest! {
    #[test]
    fn any_tags_are_read_or_listed_and_make_a_product_that_loads(
        tags in proptest::collection::vec((names(), dates()), 0..30),
        next_day in any::<bool>(),
        state in prop::sample::select(STATES.as_slice()),
    ) {
        let text = if next_day { CHAIN.replace("\"Chain\"\n", "\"Chain\"\nsame-day = \"next-day\"\n") } else { CHAIN.to_owned() };
        let text = text.replace("lead = true\n", &format!("lead = true\n{state}"));
        let tags: Vec<Tag> = tags.into_iter().map(|(name, date)| Tag::new(name, date)).collect();
        let product = Product::from_toml(&text).unwrap();
        let history = History::read(&product, tags.clone());
        assert_complete(&history, &tags);
        let (after, text) = imported(&text, tags.clone());
        let again = History::read(&after, tags.clone());
        prop_assert_eq!(rewrite(&text, &again.edits(&after)).unwrap(), text);
        // The order in which tags come does not matter for what they come to.
        let reversed = History::read(&product, tags.into_iter().rev());
        prop_assert_eq!(reversed.edits(&product), history.edits(&product));
        let replay = replay(&product, &history);
        let dated = history.components().iter().flat_map(|component| &component.releases);
        prop_assert_eq!(replay.releases().count() + replay.undated.len(), dated.count());
        let hostile = |c: char| c.is_control() || c == '\u{202e}';
        let whys: BTreeSet<String> = history.unread.iter().map(|unread| unread.why.to_string()).collect();
        prop_assert!(!whys.iter().any(|why| why.contains(hostile)));
    }
}
