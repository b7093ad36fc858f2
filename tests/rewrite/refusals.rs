//! Texts and edits that do not fit.

use dateline::product::{RewriteError, rewrite};

use crate::edits::{id, parse_edits};

#[test]
fn what_is_not_there_is_refused() {
    let refused = |text: &str, edit: &str| rewrite(text, &parse_edits(edit)).unwrap_err();
    let text = "[components.core]\nversion = 1.0\nsurfaces.api.version = 1\nrequires.\"mac.api\" = 1\n";
    assert_eq!(refused(text, "mac.version=1.0"), RewriteError::NoComponent(id("mac")));
    assert_eq!(refused("", "mac.version=1.0"), RewriteError::NoComponent(id("mac")));
    assert_eq!(refused("components.mac = 1", "mac.version=1.0"), RewriteError::NoComponent(id("mac")));
    let surface = RewriteError::NoSurface { component: id("core"), surface: id("sdk") };
    assert_eq!(refused(text, "core/sdk.version=1"), surface);
    let provider = "mac".to_owned();
    let requirement = RewriteError::NoRequirement { component: id("core"), provider };
    assert_eq!(refused(text, "core>mac=1.0"), requirement);
    let form = |key: &str| RewriteError::OtherForm { component: id("core"), key: key.to_owned() };
    assert_eq!(refused(text, "core.version=1.1"), form("version"));
    assert_eq!(refused(text, "core/api.version=1.1"), form("version"));
    assert_eq!(refused(text, "core>mac/api=1.1"), form("mac.api"));
    assert_eq!(refused(text, "core.next=semver:1.1.0-next.0"), form("next"));
    assert_eq!(refused("[components.core]\nmaintained = [1]", "core.maintained=1.1"), form("maintained"));
    assert_eq!(refused("[[components.core.maintained]]", "core.maintained=1.1"), form("maintained"));
    assert_eq!(refused("[components.core.version]", "core.version=1.1"), form("version"));
}

#[test]
fn what_is_no_toml_is_refused_at_its_place() {
    for text in ["[components.core]\nversion = \n", "\u{feff}[components.core]\nversion = \n"] {
        let Err(RewriteError::Syntax { span, .. }) = rewrite(text, &[]) else { panic!("{text} is no TOML") };
        assert!(span.start >= text.find('=').unwrap() && span.end <= text.len(), "{span:?}");
    }
}

#[test]
fn a_component_that_stands_only_in_the_names_of_others_gets_no_key_and_loses_not_its_last() {
    for (text, edit) in [
        ("[components.core.surfaces.api]\nversion = 1\n", "core.version=1.0"),
        ("[[components.core.manifests]]\npath = \"VERSION\"\n", "core.version=1.0"),
        ("[components]\ncore.surfaces.api.version = 1\n", "core.version=1.0"),
        ("[components]\ncore.next = '1.3-next.0' # x\n", "core.next="),
    ] {
        assert_eq!(rewrite(text, &parse_edits(edit)), Err(RewriteError::Layout(id("core"))), "{text}");
    }
}
