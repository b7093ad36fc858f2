//! Errors of manifests and of the patterns that find versions in texts.

use dateline::manifest::{
    ComponentState, DebianEntry, MAX_BYTES, ManifestError, ManifestErrorKind, Pattern, Target, Values, decode,
};
use dateline::plan::Stage;
use dateline::product::Product;

use super::table::Table;

/// A path with the keys of its entry, and what the file holds.
#[rustfmt::skip]
const FILES: &[(&str, &str)] = &[
    ("path = 'package.json'", "{"),
    ("path = 'package.json'", "{}"),
    ("path = 'package.json'", "{\"version\": \"1\",\n\"version\": \"2\"}"),
    ("path = 'pyproject.toml'", "[project]\nversion = 1.2"),
    ("path = 'VERSION'", "1.2\n1.3\n"),
    ("path = 'package.json'", "{\"version\": \"1\\u002e2\"}"),
    ("path = 'Cargo.toml'", "[package]\nversion.workspace = true"),
    ("path = 'Dockerfile'", "FROM chain/core"),
    ("path = 'Dockerfile'", "FROM chain/core:1.2@sha256:0123"),
    ("path = 'x', format = 'cargoo'", ""),
    ("path = 'notes.txt'", ""),
    ("path = 'Chart.yaml', field = 'appversion'", ""),
    ("path = 'Cargo.lock'", ""),
    ("path = 'x', format = 'text'", ""),
    ("path = 'x', pattern = '{versoin}'", ""),
    ("path = 'x', pattern = '{version} {floor:engine}'", "1.2 0.3"),
    ("path = 'x.iss', pattern = '{version}', as = 'msi'", "1.2"),
];

pub(crate) fn add(table: &mut Table<'_>) {
    for (entry, text) in FILES {
        let input = format!("{{ {entry} }} with `{text}`");
        add_one(table, &input, &written(entry, text).unwrap_err());
    }
    decoded(table);
    let rewritten = |path: &str, text: &str, value: &str| {
        let product = product(&format!("path = '{path}'"), "1.2");
        let target = Target::of(&product.components()[0].manifests()[0]).unwrap();
        target.rewrite(text, &Values::version(value)).unwrap_err()
    };
    table.add("`1.2 ` written to VERSION", &rewritten("VERSION", "1.2\n", "1.2 "));
    let dated = Target::matching("{version} of {date}".parse().unwrap());
    let error = dated.rewrite("1.2 of 2016-11-01", &Values::version("1.3")).unwrap_err();
    table.add("1.3 without a date written by `{version} of {date}`", &error);
    let lock = "{\"version\": \"1\",\n\"packages\": {\"\": {\n\"version\": \"2\"}}}";
    let product_with_lock = product("path = 'package-lock.json'", "1.2");
    let entry = &product_with_lock.components()[0].manifests()[0];
    let error = Target::of(entry).unwrap().read(lock).unwrap_err();
    table.add(&format!("package-lock.json with `{lock}`"), &error);
    let changelog =
        "core (1.0) unstable; urgency=low\n\n  * New\n\n -- A <a@b.c>  Sat, 01 Oct 2016 00:00:00 +0000\n";
    table.add("an edit of debian/changelog", &rewritten("debian/changelog", changelog, "1.1"));
    let date = "2016-11-01T00:00:00+00:00".parse().unwrap();
    let error = DebianEntry::new("1.1", "ada@example.org", date).add_to(changelog).unwrap_err();
    table.add("an entry of debian/changelog by `ada@example.org`", &error);
    patterns(table);
}

fn add_one(table: &mut Table<'_>, input: &str, error: &ManifestError) {
    table.add(input, error);
    if let ManifestErrorKind::Pattern(error) = &error.kind {
        table.add(input, error);
    }
}

fn product(entry: &str, version: &str) -> Product {
    let text = format!(
        "product.name = 'x'\ncomponents.core = {{ lead = true, version = '{version}', manifests = [{{ {entry} }}] }}"
    );
    Product::from_toml(&text).unwrap()
}

/// The text with the version of the component in it: 1.256, which not every ecosystem can hold.
fn written(entry: &str, text: &str) -> Result<String, ManifestError> {
    let product = product(entry, "1.256");
    let component = &product.components()[0];
    let target = Target::of(&component.manifests()[0])?;
    ComponentState::of(component, Stage::Stable).unwrap().write(&target, text)
}

fn decoded(table: &mut Table<'_>) {
    table.add("the bytes 00 ff", &decode(b"\x00\xff").unwrap_err());
    table.add("a property list in its binary form", &decode(b"bplist00\xd1").unwrap_err());
    table.add("a file of 16 MiB and a byte", &decode(&vec![b' '; MAX_BYTES + 1]).unwrap_err());
    let attributes: String = (0..300_000).map(|number| format!(" a{number}=''")).collect();
    let error = written("path = 'pom.xml'", &format!("<project{attributes}/>")).unwrap_err();
    table.add("a pom.xml with 300,000 attributes in one element", &error);
}

fn patterns(table: &mut Table<'_>) {
    let long = format!("{{version}}{}", "x".repeat(1000));
    for text in ["{versoin}", "{floor:Core}", "{version", "version", "{line}{date}", &long] {
        let input = if text.len() > 100 {
            "a pattern of 1009 bytes".to_owned()
        } else {
            format!("the pattern `{text}`")
        };
        table.add(&input, &text.parse::<Pattern>().unwrap_err());
    }
    let ones = "1".repeat(1 << 20);
    let error = written("path = 'x', pattern = '1{version}x'", &ones).unwrap_err();
    add_one(table, "the pattern `1{version}x` in a file of a million ones", &error);
}
