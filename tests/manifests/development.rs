//! Versions in development, and files that say the version in more than one place or form.

use dateline::manifest::{Format, Target, Values, decode, disagreements};
use dateline::plan::Stage;
use dateline::product::Product;
use dateline::version::Scheme;
use dateline::words::Explain;

fn product(manifest: &str) -> Product {
    let text = format!(
        "[product]\nname = 'Chain'\n[components.core]\nscheme = 'semver'\nversion = '1.2.0'\nmaintained = ['1.1.3']\n\
         manifests = [{manifest}]\n"
    );
    Product::from_toml(&text).unwrap()
}

/// What of `text` disagrees with the product file, as it stands there.
fn differing(manifest: &str, text: &str) -> Vec<String> {
    let product = product(manifest);
    let core = &product.components()[0];
    let target = Target::of(&core.manifests()[0]).unwrap();
    let found = disagreements(core, &target, text).unwrap();
    found.into_iter().map(|one| format!("{} for {}", one.site.text, one.expected)).collect()
}

#[test]
fn a_version_in_development_agrees_where_its_entry_allows_for_one() {
    let pom = |version: &str| format!("<project><version>{version}</version></project>");
    let allowed = "{ path = 'pom.xml', development = '-SNAPSHOT' }";
    for text in ["1.2.1-SNAPSHOT", "2.0.0-SNAPSHOT", "1.1.4-SNAPSHOT", "1.2.0"] {
        assert_eq!(differing(allowed, &pom(text)), [""; 0], "{text}");
    }
    // Below what is released on its line, on a line that nobody maintains, or with another suffix.
    for text in ["1.1.2-SNAPSHOT", "1.0.9-SNAPSHOT", "1.3.0-dev", "1.3.0"] {
        assert_eq!(differing(allowed, &pom(text)).len(), 1, "{text}");
    }
    let found = differing("{ path = 'pom.xml' }", &pom("1.3.0-SNAPSHOT"));
    assert_eq!(found, ["1.3.0-SNAPSHOT for 1.2.0"]);
    let python = "{ path = 'pyproject.toml', development = '.dev0' }";
    assert_eq!(differing(python, "[project]\nversion = '1.3.0.dev0'"), [""; 0]);
    assert_eq!(differing(python, "[project]\nversion = '1.2.0.dev0'").len(), 1);
}

#[test]
fn msbuild_makes_a_version_of_a_prefix_and_a_suffix() {
    let text = "<Project>\n <PropertyGroup>\n  <VersionPrefix>1.2.0</VersionPrefix>\n  <VersionSuffix></VersionSuffix>\n \
                </PropertyGroup>\n</Project>";
    let target = Target::new(Format::Msbuild);
    assert_eq!(target.read(text).unwrap().as_deref(), Some("1.2.0"));
    let open = target.rewrite(text, &Values::version("1.3.0-next.4")).unwrap();
    assert_eq!(open, text.replace("1.2.0", "1.3.0").replace("<VersionSuffix></", "<VersionSuffix>next.4</"));
    assert_eq!(target.read(&open).unwrap().as_deref(), Some("1.3.0-next.4"));
    assert_eq!(target.rewrite(&open, &Values::version("1.2.0")).unwrap(), text);
    // Without a suffix the prefix takes the whole version.
    let alone = "<Project><PropertyGroup><VersionPrefix>1.2.0</VersionPrefix></PropertyGroup></Project>";
    let edited = target.rewrite(alone, &Values::version("1.3.0-next.4")).unwrap();
    assert_eq!(edited, alone.replace("1.2.0", "1.3.0-next.4"));
    // What the file says outright goes first.
    let both = "<Project><PropertyGroup><Version>1.2.0</Version><VersionPrefix>9.0.0</VersionPrefix></PropertyGroup></Project>";
    assert_eq!(target.read(both).unwrap().as_deref(), Some("1.2.0"));
}

#[test]
fn an_image_behind_an_anchor_is_written_where_it_stands() {
    let text = "x-app: &app\n  image: &img \"chain/app:1.2.0\"\n  env: &env { A: b }\nservices:\n  web:\n    <<: *app\n  job:\n    \
                image: *img\n  db:\n    <<: *app\n    image: postgres:16\n";
    let target = Target::new(Format::Compose).field("chain/app");
    assert_eq!(target.sites(text).unwrap().len(), 1);
    let edited = target.rewrite(text, &Values::version("1.3.0")).unwrap();
    assert_eq!(edited, text.replace("chain/app:1.2.0", "chain/app:1.3.0"));
    let service = Target::new(Format::Compose).field("db");
    assert_eq!(service.read(text).unwrap().as_deref(), Some("16"), "what a service says itself goes first");
    // An alias of what it is in itself stands for nothing.
    let circle = "services: &all\n  web:\n    image: chain/app:1.2.0\n    <<: *all\n";
    assert_eq!(Target::new(Format::Compose).read(circle).unwrap().as_deref(), Some("1.2.0"));
}

#[test]
fn aliases_that_stand_for_much_are_refused() {
    let mut text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (one, other) in ["a", "b", "c", "d", "e", "f", "g"].iter().zip(["b", "c", "d", "e", "f", "g", "h"]) {
        text += &format!("{other}: &{other} [{}]\n", vec![format!("*{one}"); 10].join(", "));
    }
    let error = Target::new(Format::Yaml).read(&text).unwrap_err();
    assert_eq!(error.to_string(), "line 1: more than 1000000 values in anchors");
}

#[test]
fn json_with_comments_is_read_in_the_formats_that_allow_it() {
    let text = "{ // ours\n  \"version\": \"1.2.0\", /* all */\n}\n";
    let edited = Target::new(Format::Json).rewrite(text, &Values::version("1.3.0")).unwrap();
    assert_eq!(edited, text.replace("1.2.0", "1.3.0"));
    assert_eq!(Format::of_path("web/deno.jsonc"), Some(Format::Json));
    let error = Target::new(Format::Npm).read(text).unwrap_err();
    assert_eq!(error.code(), "manifest-syntax", "npm takes no comments");
}

#[test]
fn a_pattern_may_hold_what_an_ecosystem_shows_to_people() {
    let product = product("{ path = 'ios.txt', pattern = '{shown:apple} ({version:apple})' }");
    let core = &product.components()[0];
    let target = Target::of(&core.manifests()[0]).unwrap();
    let state = dateline::manifest::ComponentState::of(core, Stage::Stable).unwrap();
    assert_eq!(state.write(&target, "App 1.1.0 (1.1.99)").unwrap(), "App 1.2.0 (1.2.99)");
    assert!("{shown:cargo}".parse::<dateline::manifest::Pattern>().is_err(), "a crate shows what it has");
}

#[test]
fn a_text_in_another_encoding_is_named() {
    let error = |bytes: &[u8]| decode(bytes).unwrap_err().to_string();
    assert_eq!(
        error(b"a\nversion = \"1.2\" # M\xfcnchen"),
        "line 2: this is Latin-1 (ISO 8859-1), not UTF-8"
    );
    assert_eq!(error(b"\x93quoted\x94"), "line 1: this is Windows-1252 or another 8-bit encoding, not UTF-8");
    assert_eq!(error(b"\x00\xff"), "line 1: not valid UTF-8");
}

#[test]
fn the_settings_of_tito_are_not_properties_of_msbuild() {
    assert_eq!(Format::of_path("cli/tito.props"), None);
    assert_eq!(Format::of_path("src/Version.props"), Some(Format::Msbuild));
}

#[test]
fn what_marks_development_is_written_behind_the_version() {
    let target = Target::new(Format::Pyproject).development(".dev0");
    let version = Scheme::Semver.parse("1.3.0").unwrap();
    assert_eq!(target.render_development(version).as_deref(), Some("1.3.0.dev0"));
    assert_eq!(target.without_development("1.3.0.dev0"), Some("1.3.0"));
    assert_eq!(target.without_development("1.3.0"), None);
    assert_eq!(Target::new(Format::Pyproject).render_development(version), None);
}
