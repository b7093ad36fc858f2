//! The keys of the product file that say where changes come from.

use dateline::product::{CommitKind, Edit, PathError, PathPattern, Product, Unclassified, rewrite};
use dateline::words::Explain;

const FILE: &str = r#"
[product]
name = "Chain"

[changes]
unclassified = "fix"     # old commits say little
folder = ".changeset"
changelog = true
types = { perf = "none", Deps = "fix" }
scopes = { sdk = "java-sdk", wire = "core.api" }

[components.core]
lead = true
version = "1.0"
paths = ["core", "proto/**", "!core/docs/"]
api-paths = ["core/api/"]
surfaces.api = { version = 1, paths = ["core/api/*.proto"] }

[components.java-sdk]
version = "1.0"
tag = false

[components.app]
scheme = "dev-patch"
version = "1.0.3"
tag-development = true
"#;

#[test]
fn changes_paths_and_tags_are_read() {
    let product = Product::from_toml(FILE).unwrap();
    let changes = product.changes();
    assert_eq!((changes.unclassified, changes.commits, changes.changelog), (Unclassified::Fix, true, true));
    assert_eq!(&*changes.folder, ".changeset");
    assert_eq!(changes.types.get("deps"), Some(&CommitKind::Fix), "types have no case");
    assert_eq!(changes.scopes["sdk"].to_string(), "java-sdk");
    assert_eq!(changes.scopes["wire"].to_string(), "core.api");
    let [core, sdk, app] = product.components() else { panic!("three components") };
    let paths: Vec<_> = core.paths().iter().map(|path| (path.as_str(), path.folder())).collect();
    assert_eq!(paths, [("core", Some("core")), ("proto/**", None), ("!core/docs/", None)]);
    assert_eq!(core.api_paths()[0].folder(), Some("core/api"));
    assert_eq!(core.surfaces()[0].paths.len(), 1);
    assert!(core.is_tagged(core.version().unwrap()));
    assert!(!sdk.is_tagged(sdk.version().unwrap()));
    assert!(app.is_tagged(app.version().unwrap()));
    let quiet = Product::from_toml(&FILE.replace("tag-development = true", "")).unwrap();
    assert!(!quiet.components()[2].is_tagged(app.version().unwrap()), "development builds are not tagged");
}

#[test]
fn a_product_file_without_changes_has_the_defaults() {
    let product = Product::from_toml("product.name = 'x'\ncomponents.core = { lead = true }").unwrap();
    let changes = product.changes();
    assert_eq!(
        (changes.unclassified, changes.commits, changes.changelog),
        (Unclassified::Report, true, false)
    );
    assert_eq!(&*changes.folder, "changes");
}

#[test]
fn a_release_leaves_every_other_byte() {
    let edit = Edit::Version {
        component: "core".parse().unwrap(),
        version: dateline::version::Scheme::Dated.parse("1.1").unwrap(),
    };
    let after = rewrite(FILE, &[edit]).unwrap();
    assert_eq!(after, FILE.replacen("version = \"1.0\"", "version = \"1.1\"", 1));
}

#[test]
fn what_is_wrong_is_reported_at_once() {
    let text = r#"
product.name = "x"
changes = { types = { perf = "patch" }, scopes = { a = "cor", b = "core.ap" }, folder = "../x", changelogs = true }
components.core = { lead = true, paths = ["../x", "a[b", 1], tag = true, tag-development = true }
"#;
    let errors = Product::from_toml(text).unwrap_err().errors;
    let codes: Vec<&str> = errors.iter().map(|error| error.kind.code()).collect();
    let expected = [
        "unknown-choice",
        "unknown-component",
        "unknown-surface",
        "bad-path",
        "unknown-key",
        "bad-path",
        "bad-path",
        "wrong-type",
        "wrong-type",
        "key-not-for-scheme",
    ];
    assert_eq!(codes, expected);
    assert_eq!(PathPattern::new("a[b"), Err(PathError::OpenClass));
    assert!(PathPattern::new("!sdk/[ab]*").is_ok());
}
