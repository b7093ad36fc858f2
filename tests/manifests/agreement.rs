//! Whether a manifest agrees with the product file: one of the component's versions in all of its places.

use dateline::manifest::{Claim, ComponentState, Format, Target, disagreements, shared_sites};
use dateline::plan::Stage;
use dateline::product::{Component, Product};
use dateline::words::Explain;

const PRODUCT: &str = r#"
[product]
name = "Cloud"

[components.core]
lead = true
version = "1.2.20170224"
next = "1.3-next.2"
maintained = ["1.1.20170615"]
surfaces.sdk = { version = "1.1", next = "1.2" }
surfaces.api = { version = 9 }
requires.engine = "0.3.0"
requires."engine.wire" = 4

[components.engine]
scheme = "semver"
version = "0.4.0"
surfaces.wire = { version = 5 }

[components.new]
"#;

fn product() -> Product {
    Product::from_toml(PRODUCT).unwrap()
}

fn component<'a>(product: &'a Product, id: &str) -> &'a Component {
    product.component(&id.parse().unwrap()).unwrap()
}

fn pattern(text: &str) -> Target<'static> {
    Target::matching(text.parse().unwrap())
}

/// Each disagreement as `LINE: FOUND, EXPECTED of VERSION`.
fn told(id: &str, target: &Target<'_>, text: &str) -> Vec<String> {
    let product = product();
    let found = disagreements(component(&product, id), target, text).unwrap();
    let told = found
        .iter()
        .map(|one| format!("{}: {}, {} of {}", one.site.line, one.site.text, one.expected, one.version));
    told.collect()
}

#[test]
fn a_manifest_agrees_with_the_stable_the_open_and_a_maintained_version() {
    let cargo = Target::new(Format::Cargo);
    for version in ["1.2.20170224", "1.3.0-next.2", "1.1.20170615"] {
        assert_eq!(told("core", &cargo, &format!("[package]\nversion = '{version}'")), [""; 0], "{version}");
    }
    assert_eq!(
        told("core", &cargo, "[package]\nversion = '1.2.20170101'"),
        ["2: 1.2.20170101, 1.2.20170224 of 1.2.20170224"]
    );
}

#[test]
fn all_places_tell_one_version() {
    let target =
        pattern("{version} {line} {date}\n{surface:sdk} {surface:api} {floor:engine} {floor:engine.wire}");
    assert_eq!(told("core", &target, "1.2.20170224 1.2 2017-02-24\n1.1 9 0.3.0 4"), [""; 0]);
    assert_eq!(told("core", &target, "1.3-next.2 1.3 2017-05-05\n1.2 9 0.3.0 4"), [""; 0]);
    assert_eq!(
        told("core", &target, "1.3-next.2 1.3 20170505\n1.1 8 0.3.0 4"),
        ["2: 1.1, 1.2 of 1.3-next.2", "2: 8, 9 of 1.3-next.2"]
    );
    assert_eq!(
        told("core", &target, "1.2.20170224 1.2 20170225\n1.1 9 0.2.0 4"),
        ["1: 20170225, 20170224 of 1.2.20170224", "2: 0.2.0, 0.3.0 of 1.2.20170224"]
    );
}

#[test]
fn floors_and_surfaces_of_a_maintained_line_are_unknown_and_stay() {
    let target = pattern("{version} {surface:sdk} {floor:engine}");
    let text = "1.1.20170615 1.0 0.2.9";
    assert_eq!(told("core", &target, text), [""; 0]);
    let product = product();
    let line = "1.1".parse().unwrap();
    let state = ComponentState::of(component(&product, "core"), Stage::Maintained(line)).unwrap();
    assert_eq!(state.write(&target, text).unwrap(), text);
    let stable =
        ComponentState::of(component(&product, "core"), Stage::Maintained("1.2".parse().unwrap())).unwrap();
    assert_eq!(stable.write(&target, text).unwrap(), "1.2.20170224 1.1 0.3.0");
}

#[test]
fn another_legal_spelling_agrees() {
    let product = Product::from_toml(
        "[product]\nname = 'C'\n[components.core]\nlead = true\nversion = '1.2'\nnext = '1.3-next.0'",
    )
    .unwrap();
    let core = component(&product, "core");
    let is_fine = |target: &Target<'_>, text: &str| disagreements(core, target, text).unwrap().is_empty();
    let python = |version: &str| format!("[project]\nversion = '{version}'");
    for version in ["1.2", "1.2.0", "v1.2", "1.3a0", "1.3.0-Alpha.0", "1.3.a", "1.3_alpha_0"] {
        assert!(is_fine(&Target::new(Format::Pyproject), &python(version)), "{version}");
    }
    for version in ["1.2.1", "1.20", "1.3a1", "1.3", "1.3b0", "1.2.post0", "1.3a0.dev1"] {
        assert!(!is_fine(&Target::new(Format::Pyproject), &python(version)), "{version}");
    }
    assert!(is_fine(&Target::new(Format::Npm), "{\"version\": \"v1.2.0\"}"));
    assert!(!is_fine(&Target::new(Format::Spec), "Version: 1.2.0"));
    assert!(!is_fine(&Target::new(Format::Cargo), "[package]\nversion = '1.2'"));
}

#[test]
fn a_component_without_a_version_agrees_with_anything() {
    assert_eq!(told("new", &Target::new(Format::VersionFile), "0.0.0-placeholder\n"), [""; 0]);
}

#[test]
fn what_the_product_file_does_not_give_is_refused() {
    let product = product();
    let refused = |id: &str, target: &Target<'_>, text: &str| {
        disagreements(component(&product, id), target, text).unwrap_err()
    };
    let error = refused("engine", &pattern("{version}\n{floor:core}"), "0.4.0\n1.0");
    assert_eq!(error.to_string(), "line 2: the product file does not give the floor of core");
    assert_eq!(error.code(), "not-given");
    let error = refused("core", &pattern("{surface:wire}"), "4");
    assert_eq!(error.to_string(), "line 1: the product file does not give the number of wire");
    let file = Target::new(Format::VersionFile).written_as(dateline::ecosystem::Ecosystem::Msi);
    let odd = Product::from_toml("[product]\nname = 'C'\n[components.core]\nlead = true\nversion = '1.300'")
        .unwrap();
    let error = disagreements(component(&odd, "core"), &file, "1.300").unwrap_err();
    assert_eq!(error.to_string(), "line 1: msi cannot hold 1.300: MINOR is at most 255");
    assert_eq!(error.code(), "manifest-cannot-hold");
}

#[test]
fn two_entries_that_claim_one_place_are_found() {
    let (core, web) = ("core".parse().unwrap(), "web".parse().unwrap());
    let text = "a: 1.2\nb: 1.2\nc: 1.2\n";
    let sites = |text_pattern: &str| pattern(text_pattern).sites(text).unwrap();
    let all = sites("a: {version}\nb: {line}\nc: {version}");
    let (a, c) = (sites("a: {version}"), sites("c: {version}"));
    let claim = |owner, path, sites| Claim { owner, path, sites };
    let claims = [claim(&web, "x", &all), claim(&core, "x", &c), claim(&web, "x", &a), claim(&core, "y", &a)];
    let shared: Vec<String> = shared_sites(&claims)
        .iter()
        .map(|one| format!("{}:{} {} {}", one.path, one.line, one.first, one.second))
        .collect();
    assert_eq!(shared, ["x:1 web web", "x:3 web core"]);
    assert_eq!(shared_sites(&claims[1..3]), []);
}

/// A component of `scheme` at `version`, stable or open.
fn at(scheme: &str, version: &str) -> Product {
    let key = if version.contains("-next") { "next" } else { "version" };
    let lead = if scheme == "dated" { "lead = true\n" } else { "" };
    let text =
        format!("[product]\nname = 'C'\n[components.core]\nscheme = '{scheme}'\n{lead}{key} = '{version}'\n");
    Product::from_toml(&text).unwrap()
}

#[test]
fn what_is_written_agrees_and_is_taken_back_to_the_byte() {
    let texts = [
        ("Cargo.toml", "[package]\r\nversion = '0.0.0' # x"),
        ("package.json", "{\"version\":\"0.0.0\"}"),
        ("pyproject.toml", "\u{feff}[project]\nversion = \"0\"\n"),
        ("pom.xml", "<project><version>0</version></project>"),
        ("x.spec", "Version:\t0\n"),
        ("PKGBUILD", "pkgver=0\n"),
        ("Chart.yaml", "version: 0.0.0\n"),
        ("x.gemspec", "s.version = '0'\n"),
        ("VERSION", "0"),
        ("x.csproj", "<Project><PropertyGroup><Version>0</Version></PropertyGroup></Project>"),
    ];
    let versions = [
        ("dated", ["1.0", "1.0.20161024", "1.0.20161024-next.0", "1.1-next.10", "1.10"]),
        ("semver", ["0.1.0", "0.1.1", "1.0.0-next.3", "10.0.0", "1.10.0"]),
        ("dev-patch", ["1.7", "1.7.2", "1.8", "1.8.1", "10.0"]),
    ];
    for ((path, template), (scheme, versions)) in
        texts.iter().flat_map(|text| versions.map(|row| (text, row)))
    {
        let entry = crate::files::manifest(path, "", "");
        let target = Target::of(&entry).unwrap();
        let written = |version: &str, text: &str| {
            let product = at(scheme, version);
            ComponentState::all(&product.components()[0])[0].write(&target, text).unwrap()
        };
        for one in versions {
            let text = written(one, template);
            for other in versions {
                let product = at(scheme, other);
                let found = disagreements(&product.components()[0], &target, &text).unwrap();
                assert_eq!(found.is_empty(), one == other, "{path}: {one} and {other}");
                assert_eq!(written(one, &written(other, &text)), text, "{path}: {one} by {other}");
            }
        }
    }
}
