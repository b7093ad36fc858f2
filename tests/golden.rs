//! Real histories, replayed through the library and through the binary: Chain's proposal and Keptn's tags.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use dateline::plan::{Request, Stage, plan};
use dateline::product::{ComponentId, Product};
use dateline::version::{BuildDate, Line, SemverVersion};
use serde_json::Value;

fn case(name: &str) -> String {
    fs::read_to_string(format!("tests/cases/{name}")).unwrap()
}

/// A product file of the components of Chain's proposal at these versions.
fn chain_file(golden: &Value, versions: &Value) -> String {
    let mut text = "[product]\nname = \"Chain\"\n".to_owned();
    let scheme = golden["scheme"].as_str().unwrap_or("dated");
    for (id, component) in golden["components"].as_object().unwrap() {
        text += &format!("[components.{id}]\ntitle = {}\nversion = {}\n", component["title"], versions[id]);
        text += &format!("scheme = \"{scheme}\"\n");
        text += &format!("lead = {}\n", component["lead"].as_bool().unwrap_or(false));
        for (followed, edge) in component["follows"].as_object().into_iter().flatten() {
            text += &format!("follows.{followed} = {edge}\n");
        }
    }
    text
}

/// A case of the golden file: a request, and the versions before and after.
struct Case {
    name: String,
    changes: Vec<String>,
    date: String,
    before: Value,
    after: Value,
}

/// The cases with dated builds, as the proposal has them, and with counted ones.
const GOLDEN: [&str; 2] = ["golden-chain.json", "golden-chain-counted.json"];

fn chain_cases(file: &str) -> (Value, Vec<Case>) {
    let golden: Value = serde_json::from_str(&case(file)).unwrap();
    let mut now = golden["start"].clone();
    let mut cases = Vec::new();
    for case in golden["cases"].as_array().unwrap() {
        let before = case.get("start").unwrap_or(&now).clone();
        let changes =
            case["changes"].as_array().unwrap().iter().map(|change| change.as_str().unwrap().to_owned());
        let name = case["name"].as_str().unwrap().to_owned();
        let date = case["date"].as_str().unwrap().to_owned();
        let changes = changes.collect();
        cases.push(Case { name, changes, date, before, after: case["after"].clone() });
        now = case["after"].clone();
    }
    assert_eq!(cases.len(), 5, "the four cases and the catch-up example");
    (golden, cases)
}

/// Each case with the file that it is from.
fn all_chain_cases() -> Vec<(Value, Case)> {
    let files = GOLDEN.into_iter().map(chain_cases);
    files.flat_map(|(golden, cases)| cases.into_iter().map(move |case| (golden.clone(), case))).collect()
}

#[test]
fn chains_cases_come_out_as_its_proposal_has_them_through_the_library() {
    for (golden, Case { name, changes, date, before, after }) in all_chain_cases() {
        let product = Product::from_toml(&chain_file(&golden, &before)).unwrap();
        let changes = changes.iter().map(|change| change.parse().unwrap());
        let request = Request::release(changes, Stage::Stable, BuildDate::parse(&date).unwrap());
        let released = plan(&product, &request).unwrap().applied_to(&product);
        for component in released.components() {
            let version = component.version().unwrap().to_string();
            assert_eq!(after[component.id().as_str()], version, "{name}: {}", component.id());
        }
    }
}

#[test]
fn chains_cases_come_out_as_its_proposal_has_them_through_the_binary() {
    let folder = tempfile::tempdir().unwrap();
    for (golden, Case { name, changes, date, before, after }) in all_chain_cases() {
        fs::write(folder.path().join("product.toml"), chain_file(&golden, &before)).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .current_dir(folder.path())
            .args(["plan", "--format", "json", "--date", &date])
            .args(&changes)
            .output()
            .unwrap();
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let plan: Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut versions: BTreeMap<&str, &Value> = BTreeMap::new();
        for release in plan["releases"].as_array().unwrap() {
            versions.insert(release["component"].as_str().unwrap(), &release["to"]);
        }
        for stays in plan["unchanged"].as_array().unwrap() {
            versions.insert(stays["component"].as_str().unwrap(), &stays["version"]);
        }
        let expected: BTreeMap<&str, &Value> =
            after.as_object().unwrap().iter().map(|(id, version)| (id.as_str(), version)).collect();
        assert_eq!(versions, expected, "{name}");
    }
}

#[test]
fn chains_slip_is_told_the_version_meant() {
    let golden: Value = serde_json::from_str(&case("golden-chain.json")).unwrap();
    let slip = golden["slip"]["input"].as_str().unwrap();
    let error = slip.parse::<dateline::version::DatedVersion>().unwrap_err();
    assert_eq!(error.meant(), golden["slip"]["meant"].as_str());
    for example in golden["examples"].as_array().unwrap() {
        let version: dateline::version::DatedVersion = example.as_str().unwrap().parse().unwrap();
        assert_eq!(version.to_string(), example.as_str().unwrap());
    }
}

/// Keptn's tags in the order of their days.
fn keptn_tags() -> Vec<(String, String)> {
    let text = case("tags-keptn.tsv");
    let tags = text.lines().map(|line| line.split_once('\t').unwrap());
    tags.map(|(tag, day)| (tag.to_owned(), day.to_owned())).collect()
}

/// Keptn as its branch for one line has it: a semver component that breaks with a MINOR.
fn keptn(version: &str) -> Product {
    Product::from_toml(&format!(
        "[product]\nname = \"Keptn\"\ntag = \"{{version}}\"\n\
         [components.keptn]\nscheme = \"semver\"\nbreaking = \"minor\"\nversion = \"{version}\"\n"
    ))
    .unwrap()
}

#[test]
fn every_tag_of_keptn_parses_and_each_line_was_released_in_its_order() {
    let tags = keptn_tags();
    assert_eq!(tags.len(), 76);
    let mut lines: BTreeMap<_, Vec<SemverVersion>> = BTreeMap::new();
    for (tag, _) in &tags {
        let version: SemverVersion = tag.parse().unwrap();
        assert_eq!(version.to_string(), *tag);
        lines.entry(version.line()).or_default().push(version);
    }
    for (line, versions) in &lines {
        assert!(versions.is_sorted_by(|left, right| left < right), "line {line}: {versions:?}");
    }
    let firsts: Vec<_> = lines.values().map(|versions| versions[0]).collect();
    assert!(firsts.is_sorted(), "lines were opened in their order");
}

/// Keptn's branches: each line's product file as its last release left it.
type Branches = BTreeMap<Line, Product>;

/// What the planner makes of one more release of Keptn, given what its project did: a prerelease, a promotion or a
/// patch, each on the branch of its line; a new line starts from the newest branch.
fn replay(branches: &mut Branches, version: SemverVersion, date: BuildDate) -> String {
    let id: ComponentId = "keptn".parse().unwrap();
    let is_patch = branches.contains_key(&version.line());
    let newest = || branches.values().next_back().unwrap().clone();
    let product = branches.get(&version.line()).cloned().unwrap_or_else(newest);
    let request = if version.next().is_some() {
        Request::release(["feature:keptn".parse().unwrap()], Stage::Next, date)
    } else if product.component(&id).unwrap().next().is_some() {
        Request::promote([id.clone()], date)
    } else {
        let kind = if is_patch { "fix:keptn" } else { "feature:keptn" };
        Request::release([kind.parse().unwrap()], Stage::Stable, date)
    };
    let plan = plan(&product, &request).unwrap();
    branches.insert(version.line(), plan.applied_to(&product));
    plan.release(&id).unwrap().to.to_string()
}

fn branch(version: &str) -> (Line, Product) {
    (version.parse::<SemverVersion>().unwrap().line(), keptn(version))
}

/// Replays the tags from one to another, both included, and expects each to come out.
fn replay_all(mut branches: Branches, from: &str, to: &str) -> Vec<String> {
    let tags = keptn_tags();
    let place = |name: &str| tags.iter().position(|(tag, _)| tag == name).unwrap();
    let mut released = Vec::new();
    for (tag, day) in &tags[place(from)..=place(to)] {
        let version = replay(&mut branches, tag.parse().unwrap(), BuildDate::parse(day).unwrap());
        assert_eq!(version, *tag);
        released.push(version);
    }
    released
}

#[test]
fn keptns_fourteenth_minor_is_replayed_with_the_patches_in_between() {
    let branches = Branches::from([branch("0.12.6"), branch("0.13.3")]);
    let released = replay_all(branches, "0.14.0-next.0", "0.15.0");
    for version in ["0.14.0-next.9", "0.13.4", "0.14.0", "0.12.7", "0.13.5"] {
        assert!(released.iter().any(|released| released == version), "{version}");
    }
}

#[test]
fn keptns_history_is_replayed_tag_by_tag_up_to_its_last_prerelease() {
    // What came after, 1.0.0, gave the series 0.20.0 up.
    assert_eq!(replay_all(Branches::from([branch("0.8.3")]), "0.8.4", "0.20.0-next.0").len(), 65);
    let released = replay_all(Branches::from([branch("1.0.0")]), "1.1.0", "1.4.5");
    assert_eq!(released.len(), 9);
}
