//! Texts of any format, by a pattern that must match exactly once.

use dateline::manifest::{Format, Holds, Pattern, Target, Values};
use dateline::version::BuildDate;
use dateline::words::Explain;

fn values() -> Values {
    let name = |name: &str| name.parse().unwrap();
    let floor = |of: &str| of.parse().unwrap();
    Values {
        versions: std::collections::BTreeMap::new(),
        version: Some("1.3-next.0".to_owned()),
        line: Some("1.3".to_owned()),
        date: Some(BuildDate::from_ymd(2016, 11, 1).unwrap()),
        floors: [(floor("engine"), "0.4.0".to_owned()), (floor("frontend.fe-be-api"), "10".to_owned())]
            .into(),
        surfaces: [(name("api"), "10".to_owned()), (name("sdk"), "1.10".to_owned())].into(),
        ..Values::default()
    }
}

/// Pattern, text before, text after.
const CASES: &[(&str, &str, &str)] = &[
    ("{version}", "1.2", "1.3-next.0"),
    ("v{version} ", "# v1.2.20161024 is out", "# v1.3-next.0 is out"),
    ("Version {version}", "This is Version 1.2.20161024.\r\n", "This is Version 1.3-next.0.\r\n"),
    ("Version {version}", "\u{feff}Version 1.2... at last", "\u{feff}Version 1.3-next.0... at last"),
    ("({version})", "f(x) (1.2) (y)", "f(x) (1.3-next.0) (y)"),
    ("chain-{version}.tar.gz", "get chain-1.2.0.tar.gz", "get chain-1.3-next.0.tar.gz"),
    ("docs/{line}/", "https://example.org/docs/1.2/x", "https://example.org/docs/1.3/x"),
    ("{line}.x", "branch 1.2.x", "branch 1.3.x"),
    ("since {line}", "since 1.2, not before", "since 1.3, not before"),
    ("{version} ({date})", "Chain 1.2 (2016-10-24)", "Chain 1.3-next.0 (2016-11-01)"),
    ("D = {date};", "D = 20161024;", "D = 20161101;"),
    ("ENGINE >= {floor:engine}\n", "ENGINE >= 0.3.0\r\n", "ENGINE >= 0.4.0\r\n"),
    ("FE_BE_API = {floor:frontend.fe-be-api}\n", "FE_BE_API = 9\n", "FE_BE_API = 10\n"),
    ("API_VERSION = {surface:api}", "let API_VERSION = 9;", "let API_VERSION = 10;"),
    ("SDK {surface:sdk}.", "the SDK 1.9.", "the SDK 1.10."),
    ("{{{version}}}", "set{1.2}", "set{1.3-next.0}"),
    ("a\nb {version}", "a\r\nb 1.2", "a\r\nb 1.3-next.0"),
    ("ÄÖ {version}", "x ÄÖ 1.2 ÄÖ", "x ÄÖ 1.3-next.0 ÄÖ"),
    ("{surface:api}/{floor:engine}/{line}", "9/0.3/1.2", "10/0.4.0/1.3"),
];

#[test]
fn values_are_written_where_the_pattern_has_them() {
    for (pattern, before, after) in CASES {
        let target = Target::matching(pattern.parse().unwrap());
        let edited = target.rewrite(before, &values()).unwrap_or_else(|error| panic!("{pattern}: {error}"));
        assert_eq!(edited, *after, "{pattern}");
        assert_eq!(target.rewrite(&edited, &values()).unwrap(), *after, "{pattern}, once more");
    }
}

#[test]
fn a_pattern_reads_what_it_would_write() {
    let target = Target::matching("v{version} of {date}, API {surface:api}".parse().unwrap());
    let sites = target.sites("\nv1.2.20161024 of 2016-10-24, API 9").unwrap();
    let read: Vec<(&str, usize)> = sites.iter().map(|site| (site.text.as_str(), site.line)).collect();
    assert_eq!(read, [("1.2.20161024", 2), ("2016-10-24", 2), ("9", 2)]);
    assert_eq!(sites[2].holds, Holds::Surface("api".parse().unwrap()));
    assert_eq!(Target::matching("{line}".parse().unwrap()).read("1.2").unwrap(), None);
}

#[test]
fn a_pattern_matches_exactly_once() {
    let cases = [
        ("v{version}", "x", "found no match of the pattern"),
        ("v{version}", "vx v.1", "found no match of the pattern"),
        ("{line}", "1.2.3", "found no match of the pattern"),
        ("{date}", "2016-1-1", "found no match of the pattern"),
        ("v{version}", "v1\n\nv2", "line 3: found more than one match of the pattern, the first on line 1"),
        ("{version}", "1.2\n1.2", "line 2: found more than one match of the pattern, the first on line 1"),
    ];
    for (pattern, text, message) in cases {
        let error = Target::matching(pattern.parse().unwrap()).rewrite(text, &values()).unwrap_err();
        assert_eq!(error.to_string(), message, "{pattern}");
    }
}

#[test]
fn a_value_that_is_missing_or_of_another_form_is_refused() {
    let date = Target::matching("{date}".parse().unwrap());
    let error = date.rewrite("2016-10-24", &Values::version("1.2")).unwrap_err();
    assert_eq!((error.code(), error.to_string().as_str()), ("no-value", "line 1: no value for the date"));
    let version = Target::matching("v{version};".parse().unwrap());
    let error = version.rewrite("v1.2;", &Values::version("one two")).unwrap_err();
    assert_eq!(error.to_string(), "found no match of the pattern");
}

#[test]
fn a_pattern_that_cannot_work_says_why() {
    let long = "x".repeat(1001);
    let cases = [
        ("{versoin}", "unknown value `{versoin}`"),
        ("{floor}", "unknown value `{floor}`"),
        ("{floor:Core}", "`Core` is not the name of a component or a surface"),
        ("{version", "a brace is not closed; write `{{` and `}}` for braces themselves"),
        ("version}", "a brace is not closed; write `{{` and `}}` for braces themselves"),
        ("version", "it contains neither `{version}` nor another value"),
        ("", "it contains neither `{version}` nor another value"),
        ("{line}{date}", "two values touch"),
        (&long, "it is longer than 1000 bytes"),
    ];
    for (pattern, message) in cases {
        assert_eq!(pattern.parse::<Pattern>().unwrap_err().to_string(), message, "{pattern}");
    }
    let error = Target::new(Format::Text).read("1.2").unwrap_err();
    assert_eq!(
        (error.code(), error.to_string().as_str()),
        ("pattern-needed", "the format text needs `pattern`")
    );
}

#[test]
fn a_text_that_is_made_to_be_slow_is_refused_soon() {
    let text = "1".repeat(20_000);
    for pattern in
        ["1{version}x".to_owned(), format!("{}{{version}}x", "1".repeat(900)), "1{version}".repeat(90) + "x"]
    {
        let error = Target::matching(pattern.parse().unwrap()).sites(&text).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the pattern does not work: it nearly matches at too many places",
            "{pattern}"
        );
    }
    let plain = "Chain is at 1.2 and 1.3, of 2016-11-01. ".repeat(5_000) + "Core 1.4\n";
    assert_eq!(Target::matching("Core {version}\n".parse().unwrap()).sites(&plain).unwrap().len(), 1);
}

#[test]
fn every_match_of_a_pattern_is_written() {
    let pattern = || "chain:{version}".parse().unwrap();
    let text = "a: chain:1.2\nb: chain:1.2 # chain:1.2.\n";
    let every = Target::matching(pattern()).every();
    assert_eq!(every.sites(text).unwrap().len(), 3);
    assert_eq!(every.rewrite(text, &Values::version("1.3")).unwrap(), text.replace("1.2", "1.3"));
    assert_eq!(Target::matching(pattern()).sites(text).unwrap_err().code(), "manifest-found-twice");
    let found = every.read("chain:1.2 chain:1.1").unwrap_err();
    assert_eq!(found.code(), "manifest-disagrees");
    assert_eq!(every.sites("nothing").unwrap_err().code(), "manifest-no-version");
}

#[test]
fn a_pattern_holds_the_version_as_another_ecosystem_writes_it() {
    let product = dateline::product::Product::from_toml(
        "[product]\nname = 'C'\n[components.core]\nlead = true\nversion = '1.2'\nnext = '1.3-next.0'",
    )
    .unwrap();
    let core = &product.components()[0];
    let target = Target::matching("pip install chain=={version:pypi}, chart {version:helm}".parse().unwrap());
    let text = "pip install chain==1.2, chart 1.2.0";
    assert_eq!(dateline::manifest::disagreements(core, &target, text).unwrap(), []);
    let next = dateline::manifest::ComponentState::of(core, dateline::plan::Stage::Next).unwrap();
    assert_eq!(next.write(&target, text).unwrap(), "pip install chain==1.3a0, chart 1.3.0-next.0");
    assert!("{version:pip}".parse::<Pattern>().is_err());
}
