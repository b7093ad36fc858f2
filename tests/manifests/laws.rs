//! What holds for every text: no panic, no byte changed outside of the version, and what was written is read back.

use std::str::FromStr;

use dateline::manifest::{DebianEntry, Format, Pattern, Target, Values, cargo_lock, cargo_requirements};
use proptest::prelude::*;
use proptest::sample::select;

use crate::files::all;

/// Pieces that mean something to at least one format.
const PIECES: [&str; 64] = [
    "version",
    "Version",
    "[package]",
    "[project]",
    "[metadata]",
    "=",
    ":",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "1.2",
    "1",
    "#",
    "//",
    "/*",
    "*/",
    "<",
    ">",
    "</",
    "/>",
    "<project>",
    "<version>",
    "</version>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "&amp;",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ",",
    ".",
    "$",
    "${x}",
    "%{x}",
    "%global x",
    "setup(",
    "pkgver=",
    "VERSION",
    "s.version",
    "FROM ",
    "image:",
    "services:\n  a:\n    image: a:1",
    "@",
    "- ",
    "---",
    "&a",
    "*a",
    "|",
    "\\",
    "\u{feff}",
    "é",
    "𝄞",
    "chain (1.2) sid; urgency=low",
    "\0",
];

const FIELDS: [Option<&str>; 7] =
    [None, Some("version"), Some("a"), Some("x"), Some(""), Some("package.version"), Some("properties.x")];

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(select(PIECES.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

/// Every format meets the text, read and written; what is written differs only where the sites are.
fn meets(text: &str) {
    for format in Format::all() {
        for field in FIELDS {
            let target = Target::new(format);
            let target = if let Some(field) = field { target.field(field) } else { target };
            let Ok(sites) = target.sites(text) else { continue };
            assert!(!sites.is_empty(), "{format}: {text:?}");
            for site in &sites {
                assert_eq!(text[site.span.clone()], site.text, "{format}: {text:?}");
            }
            let Ok(edited) = target.rewrite(text, &Values::version("7.8.9")) else { continue };
            let around = |text: &str, sites: &[dateline::manifest::ManifestPlace]| {
                let mut rest = text.to_owned();
                sites.iter().rev().for_each(|site| rest.replace_range(site.span.clone(), ""));
                rest
            };
            assert_eq!(around(text, &sites), around(&edited, &target.sites(&edited).unwrap()), "{format}");
            assert_eq!(target.read(&edited).unwrap().as_deref(), Some("7.8.9"), "{format}: {text:?}");
        }
    }
    let _ = cargo_requirements(text, |_| Some("1.2.3".to_owned()));
    let _ = cargo_lock(text, &[]);
    let date = "2016-11-01T00:00:00Z".parse().unwrap();
    let _ = DebianEntry::new("1.3", "Ada <ada@example.org>", date).add_to(text);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_of_known_pieces_breaks_a_format(text in texts()) {
        meets(&text);
    }

    #[test]
    fn no_text_of_any_characters_breaks_a_format(text in any::<String>()) {
        meets(&text);
    }

    #[test]
    fn a_damaged_file_breaks_no_format(choice in any::<usize>(), at in any::<usize>(), cut in 0..20_usize, piece in select(PIECES.to_vec())) {
        let files = all();
        let text = &files[choice % files.len()].before;
        let start = text.floor_char_boundary(at % (text.len() + 1));
        let end = text.floor_char_boundary(start + cut).max(start);
        meets(&format!("{}{piece}{}", &text[..start], &text[end..]));
    }

    #[test]
    fn no_pattern_breaks(pattern in "[{}a:.\nv]{0,6}(\\{(version|line|date|floor:a|surface:b)\\}[ .a\n]?){0,3}", text in "[0-9v.a \r\n-]{0,40}") {
        if let Ok(pattern) = Pattern::from_str(&pattern) {
            let target = Target::matching(pattern);
            if let Ok(sites) = target.sites(&text) {
                prop_assert!(!sites.is_empty());
            }
        }
    }
}

#[test]
fn depth_and_length_break_no_format() {
    for piece in [
        "[",
        "{",
        "(",
        "<a>",
        "{\"a\":",
        "- ",
        "a:\n ",
        "\"",
        "'",
        "#{",
        "/*",
        "${",
        "{{",
        "FROM a:1\n",
        "version=1\n",
        "Version: 1\n",
        "pkgver=1\n",
        "VERSION='1'\n",
        "- a: 1\n",
        "[[a]]\n",
        "a.",
        "&a ",
        "%",
    ] {
        for count in [1_000, 20_000] {
            let text = piece.repeat(count);
            for format in Format::all() {
                let _ = Target::new(format).field("a").sites(&text);
                let _ = Target::new(format).sites(&text);
            }
        }
    }
}
