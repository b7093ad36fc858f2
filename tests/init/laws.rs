//! Whatever a folder holds, what is proposed loads, and the planner takes it.

use std::fs;
use std::path::Path;

use dateline::history::Tag;
use dateline::manifest::Target;
use dateline::plan::{Request, Stage, plan};
use dateline::proposal::{Survey, SurveyedFile, propose};
use dateline::version::BuildDate;
use dateline::words::Explain;
use proptest::prelude::*;

use crate::folder::Folder;

fn version() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-3]\\.[0-9]{1,2}",
        "[0-3]\\.[0-9]\\.[0-9]{1,2}",
        "[0-3]\\.[0-9]\\.[0-9](-rc\\.[0-9]|rc[0-9]|-next\\.[0-9]|-SNAPSHOT|a[0-9])",
        "[0-2]\\.[0-9]\\.2016(0[1-9]|1[0-2])(0[1-9]|2[0-8])",
        "[0-9.a-z-]{0,8}",
    ]
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec!["core", "cli", "shop", "web1", "webl", "java-sdk", "sdk-java", "@shop/core", "c0re"])
            .prop_map(str::to_owned),
        1 => "[a-zA-Zé\u{202e}\u{1b}\"\\\\{}/_. -]{0,10}",
    ]
}

/// A manifest, as its format has it: the name of the file and the text.
fn manifest() -> impl Strategy<Value = (String, String)> {
    let parts = (word(), version(), word(), any::<bool>(), 0..14_usize);
    parts.prop_map(|(name, version, other, flag, kind)| {
        let (name, other) = (name.escape_default().to_string(), other.escape_default().to_string());
        match kind {
            0 => ("Cargo.toml", format!("[package]\nname = '{name}'\nversion = '{version}'\npublish = {flag}\n[dependencies]\nx = {{ path = '../{other}' }}\n")),
            1 => ("Cargo.toml", format!("[workspace]\nmembers = ['*', '{other}']\n[workspace.package]\nversion = '{version}'\n")),
            2 => ("Cargo.toml", format!("[package]\nname = '{name}'\nversion.workspace = true\n")),
            3 => ("package.json", format!("{{\"name\": \"{name}\", \"version\": \"{version}\", \"private\": {flag}, \"dependencies\": {{\"{other}\": \"workspace:*\"}}}}")),
            4 => ("package.json", format!("{{\"workspaces\": [\"*\", \"../{other}\"]}}")),
            5 => ("pyproject.toml", format!("[project]\nname = '{name}'\nversion = '{version}'\ndependencies = ['{other}']\n")),
            6 => ("pyproject.toml", format!("[project]\nname = '{name}'\ndynamic = ['version']\n")),
            7 => ("pom.xml", format!("<project><artifactId>{name}</artifactId><version>{version}</version></project>")),
            8 => ("pom.xml", format!("<project><parent><artifactId>{other}</artifactId><version>{version}</version></parent><artifactId>{name}</artifactId></project>")),
            9 => ("x.spec", format!("%global v {version}\nName: {name}\nVersion: %{{v}}\n")),
            10 => ("VERSION", version),
            11 => ("debian/changelog", format!("{name} ({version}-1) unstable; urgency=low\n\n  * x\n\n -- A <a@b.c>  Sat, 21 Nov 2020 00:00:00 +0000\n")),
            12 => ("compose.yaml", format!("services:\n  a:\n    image: shop/{name}:{version}\n  b:\n    image: x/{other}:{version}\n")),
            _ => ("Chart.yaml", format!("name: {name}\nversion: {version}\n")),
        }
    })
    .prop_map(|(file, text)| (file.to_owned(), text))
}

fn survey() -> impl Strategy<Value = Survey> {
    let folder = prop_oneof![
        Just(String::new()),
        "[a-c]/",
        "[a-c]/(core|cli|rpm)/",
        word().prop_map(|word| word + "/")
    ];
    let files = prop::collection::vec((folder, manifest()), 0..8);
    let tag = (word(), prop::sample::select(vec!["", "-", "-v", "/v", "@", "_"]), version(), 0..400_u64);
    let tags = prop::collection::vec(tag, 0..12);
    (word(), files, tags).prop_map(|(folder, files, tags)| {
        let mut survey = Survey { folder, ..Survey::default() };
        for (folder, (file, text)) in files {
            let path = format!("{folder}{file}");
            if !survey.files.iter().any(|known| known.path == path) {
                survey.folders.push(folder.trim_end_matches('/').to_owned());
                survey.files.push(SurveyedFile { path, text });
            }
        }
        let first = BuildDate::from_ymd(2016, 1, 1).unwrap();
        for (word, mark, version, days) in tags {
            let name = if mark.is_empty() { version } else { format!("{word}{mark}{version}") };
            survey.tags.push(Tag::new(name, first.checked_add_days(days.try_into().unwrap())));
        }
        survey
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn every_proposal_loads_and_plans(survey in survey()) {
        let proposal = propose(&survey).map_err(|invalid| TestCaseError::fail(format!("{invalid:?}")))?;
        let product = &proposal.product;
        prop_assert!(!product.components().is_empty());
        let harmful = proposal.text.contains(['\u{202e}', '\u{1b}']);
        prop_assert!(!harmful, "it acts on a terminal");
        let date = BuildDate::from_ymd(2030, 1, 1).unwrap();
        for component in product.components() {
            // What is proposed as a manifest holds the version that is proposed, so that an apply can begin.
            for manifest in component.manifests() {
                let file = survey.files.iter().find(|file| *file.path == *manifest.path).unwrap();
                let target = Target::of(manifest).unwrap();
                let known = [component.version(), component.next()];
                let written: Vec<String> =
                    known.into_iter().flatten().filter_map(|version| target.render(version).ok()).collect();
                let held = target.read(&file.text).unwrap().unwrap();
                let base = target.without_development(&held);
                let base = base.and_then(|base| target.parse(base, component.version()?.scheme()));
                let is_developed = base.is_some_and(|base| Some(base) > component.version());
                prop_assert!(written.contains(&held) || is_developed, "{}", proposal.text);
            }
            let change = format!("fix:{}", component.id()).parse().unwrap();
            let planned = plan(product, &Request::release([change], Stage::Stable, date));
            // What an ecosystem cannot hold is refused for a reason of its own.
            let refused = planned.err().map(|refusal| refusal.code());
            prop_assert!(matches!(refused, None | Some("cannot-publish")), "{refused:?}: {}", proposal.text);
        }
        // The same folder gives the same proposal.
        prop_assert_eq!(propose(&survey).unwrap().text, proposal.text);
    }
}

#[test]
fn the_shipped_examples_without_their_product_files_give_products() {
    let examples = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")).unwrap();
    let folders: Vec<_> = examples
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("product.toml").exists())
        .collect();
    assert!(folders.len() >= 5);
    for example in folders {
        let folder = Folder::named(example.file_name().unwrap().to_str().unwrap(), &[]);
        copy(&example, &folder.path);
        fs::remove_file(folder.path.join("product.toml")).unwrap();
        folder.adopt();
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}
