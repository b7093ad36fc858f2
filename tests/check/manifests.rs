//! What manifests hold, judged by itself: each way in which one can be right or wrong.

use std::collections::BTreeMap;

use dateline::check::{Facts, Selection, UnknownText, judge};
use dateline::product::{Places, Product};
use dateline::version::BuildDate;

use super::product;

/// What is found in one manifest of `core`, which has an open series, an older line, a floor and surfaces: the code, the
/// file, the line and the value.
fn found(entry: &str, content: Result<&[u8], UnknownText>) -> Vec<(String, String, Option<usize>, String)> {
    let text = product(&format!(
        "[components.engine]\nscheme = \"semver\"\nversion = \"0.3.0\"\n\n\
         [components.core]\nlead = true\nversion = \"1.2.20161101\"\nnext = \"1.3-next.0\"\nmaintained = [\"1.1\"]\n\
         requires.engine = \"0.3.0\"\nsurfaces.api = {{ version = 4, next = 5 }}\nsurfaces.sdk = {{ version = \"1.1\" }}\n\
         manifests = [\n  {{ {entry} }},\n]\n"
    ));
    let loaded = Product::from_toml(&text).unwrap();
    let path = loaded.components()[1].manifests()[0].path.to_string();
    let facts = Facts {
        name: "product.toml",
        product: &loaded,
        places: &Places::of(&text),
        today: BuildDate::from_ymd(2016, 11, 1).unwrap(),
        staged: false,
        files: BTreeMap::from([(path, content.map(<[u8]>::to_vec))]),
        migrations: BTreeMap::new(),
        changes: BTreeMap::new(),
        git: None,
    };
    let (findings, notices) = judge(&facts, &Selection::default());
    assert!(notices.is_empty(), "{notices:?}");
    let told = findings.into_iter().map(|finding| {
        assert_eq!(finding.component.unwrap().as_str(), "core");
        (finding.code.to_owned(), finding.place.file, finding.place.line, finding.value.unwrap_or_default())
    });
    told.collect()
}

/// The one finding there is: its code, and the line in the file itself or, as `entry`, in the product file.
fn assert_one(entry: &str, content: &str, code: &str, place: &str, value: &str) {
    let found = found(entry, Ok(content.as_bytes()));
    let [(found_code, file, line, found_value)] = found.as_slice() else { panic!("{entry}: {found:?}") };
    let line = line.map_or_else(|| "none".to_owned(), |line| line.to_string());
    let found_place = if file == "product.toml" { format!("entry {line}") } else { line };
    assert_eq!(
        (found_code.as_str(), found_place.as_str(), found_value.as_str()),
        (code, place, value),
        "{entry}"
    );
}

fn assert_right(entry: &str, content: &str) {
    assert_eq!(found(entry, Ok(content.as_bytes())), [], "{content}");
}

#[test]
fn a_manifest_may_be_at_any_version_that_the_product_file_has() {
    for version in ["1.2.20161101", "1.3-next.0", "1.1"] {
        assert_right("path = \"VERSION\"", version);
    }
    for version in ["1.2", "1.3", "1.3-next.1", "1.1.20161101", "v1.1"] {
        assert_one("path = \"VERSION\"", version, "manifest-differs", "1", version);
    }
    let both = "path = \"n.txt\", pattern = \"core {version}, api {surface:api}\"";
    assert_right(both, "core 1.2.20161101, api 4\n");
    assert_right(both, "core 1.3-next.0, api 5\n");
    assert_one(both, "# notes\ncore 1.3-next.0, api 4\n", "manifest-differs", "2", "1.3-next.0");
    assert_one(both, "core 1.1, api 4, core 1.0, api 4\n", "manifest-no-place", "1", "");
}

#[test]
fn versions_are_judged_in_the_form_of_their_ecosystem() {
    assert_right("path = \"pyproject.toml\"", "[project]\nversion = '1.3a0'\n");
    assert_right("path = \"pyproject.toml\"", "[project]\nversion = '1.3.0-alpha.0'\n");
    assert_right("path = \"package.json\"", "{\"version\": \"1.2.20161101\"}");
    assert_one("path = \"package.json\"", "{\n\"version\": \"1.3.0\"}", "manifest-differs", "2", "1.3.0");
    assert_right("path = \"VERSION\", as = \"msi\"", "1.2.2455");
}

#[test]
fn floors_lines_and_surfaces_are_judged_too() {
    let floor = "path = \"min.go\", pattern = 'Min = \"{floor:engine}\"'";
    assert_right(floor, "const Min = \"0.3.0\"");
    assert_one(floor, "const Min = \"0.2.0\"", "manifest-differs", "1", "0.2.0");
    assert_right("path = \"n.txt\", pattern = 'line {line}.'", "line 1.2.");
    assert_one("path = \"n.txt\", pattern = 'line {line};'", "line 1.4;", "manifest-differs", "1", "1.4");
    let sdk = "path = \"sdk.py\", pattern = 'SDK = \"{surface:sdk}\"'";
    assert_right(sdk, "SDK = \"1.1\"");
    assert_one(sdk, "SDK = \"1.0\"", "manifest-differs", "1", "1.0");
}

#[test]
fn a_constant_that_is_no_number_of_its_form_is_told_as_such() {
    let sdk = "path = \"sdk.py\", pattern = 'SDK = \"{surface:sdk}\"'";
    for text in ["2", "1.1.0", "one", "1.01", ""] {
        assert_one(sdk, &format!("#\nSDK = \"{text}\"\n"), "surface-form", "2", text);
    }
    let api = "path = \"api.py\", pattern = 'API = {surface:api}'";
    for text in ["1.0", "four", "04", "-4", "4x"] {
        assert_one(api, &format!("API = {text}\n"), "surface-form", "1", text);
    }
    assert_one(api, "API: 4\n", "manifest-no-place", "none", "");
    assert_one(api, "API = x\nAPI = y\n", "manifest-no-place", "none", "");
}

#[test]
fn an_entry_that_means_no_place_is_told_at_the_entry() {
    for entry in [
        "path = \"notes.txt\"",
        "path = \"x\", format = \"cargoo\"",
        "path = \"Cargo.lock\"",
        "path = \"Chart.yaml\", field = \"appversion\"",
        "path = \"x\", format = \"text\"",
        "path = \"x\", pattern = \"{versoin}\"",
        "path = \"VERSION\", field = \"version\"",
    ] {
        assert_one(entry, "name: x\n", "manifest-no-place", "entry 17", "");
    }
    assert_one("path = \"x\", pattern = \"min {floor:mac}\"", "min 1.0", "manifest-no-place", "entry 17", "");
}

#[test]
fn what_cannot_be_found_or_read_is_told_in_the_file() {
    assert_one("path = \"package.json\"", "{}", "manifest-no-place", "none", "");
    assert_one("path = \"n\", pattern = \"v={version}\"", "v=1.2\nv=1.2", "manifest-no-place", "2", "");
    assert_one("path = \"package.json\"", "{\n\"version\": 12\n}", "manifest-unreadable", "2", "");
    assert_one("path = \"Dockerfile\"", "FROM chain/core\n", "manifest-unreadable", "1", "");
    assert_one("path = \"core.spec\"", "\nVersion: %{upstream}\n", "manifest-elsewhere", "2", "");
    let utf16: Vec<u8> = "1.2".encode_utf16().flat_map(u16::to_le_bytes).chain([0xff]).collect();
    assert_eq!(found("path = \"VERSION\"", Ok(&utf16))[0].0, "manifest-unreadable");
}

#[test]
fn a_file_that_is_no_file_is_told_at_the_entry() {
    for (unread, code) in [
        (UnknownText::Missing, "manifest-missing"),
        (UnknownText::Link, "manifest-unreadable"),
        (UnknownText::Failed("it is no file".to_owned()), "manifest-unreadable"),
    ] {
        let found = found("path = \"a/VERSION\"", Err(unread));
        let expected = (code.to_owned(), "product.toml".to_owned(), Some(17), "a/VERSION".to_owned());
        assert_eq!(found, [expected]);
    }
}
