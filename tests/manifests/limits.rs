//! Texts that were made to be slow or large: refused at once, each by the limit that it goes beyond.

use std::time::{Duration, Instant};

use dateline::manifest::{Format, Target};

fn refused(format: Format, text: &str) -> String {
    let start = Instant::now();
    let error = Target::new(format).sites(text).unwrap_err().to_string();
    assert!(start.elapsed() < Duration::from_secs(10), "{error}");
    error
}

#[test]
fn each_limit_is_named() {
    let version = "<version>1.0.0</version></project>";
    let attributes: String = (0..300_000).map(|name| format!(" a{name}='1'")).collect();
    let spaces: String = (0..60_000).map(|name| format!(" xmlns:a{name}='{name}'")).collect();
    let nested = format!(
        "<!DOCTYPE p [<!ENTITY a \"{}\"><!ENTITY b \"&a;&a;\">]>\n<project><n>&b;</n>{version}",
        "x".repeat(40_000)
    );
    let often = format!(
        "<!DOCTYPE p [<!ENTITY a '{}'>]><project><n>{}</n>{version}",
        "x".repeat(60_000),
        "&a;".repeat(6000)
    );
    // Lists in lists, each with an anchor, and many texts in the innermost.
    let mut anchors: String = (0..200).map(|level| format!("{}- &a{level}\n", " ".repeat(level))).collect();
    anchors += &format!("{}- b\n", " ".repeat(200)).repeat(5000);
    for (format, text, message) in [
        (
            Format::Pom,
            format!("<project{attributes}>{version}"),
            "line 1: more than 1000 attributes in one element",
        ),
        (
            Format::Pom,
            format!("<project{spaces}>{version}"),
            "line 1: more than 1000 attributes in one element",
        ),
        (Format::Pom, nested, "line 1: more than 1 level of entities"),
        (Format::Pom, often, "line 1: more than 1048576 bytes in entities"),
        (
            Format::Pom,
            format!("<project>\n{}", "<a>".repeat(300)),
            "line 2: more than 256 elements inside each other",
        ),
        (
            Format::Pom,
            format!("<project>{}{version}", "<a/>".repeat(1_000_001)),
            "line 1: more than 1000000 elements",
        ),
        (
            Format::Chart,
            format!("version: 1.0.0\n{}\n", "? ".repeat(300_000)),
            "line 2: more than 256 values inside each other",
        ),
        (
            Format::Chart,
            format!("version: '1.0.0'\na: {}\n", "x".repeat(2 << 20)),
            "line 2: more than 1048576 bytes in one line",
        ),
        (
            Format::Chart,
            format!("version: 1.0.0\na: {}\n", "[".repeat(100_000)),
            "line 2: more than 255 values inside each other",
        ),
        (Format::Chart, anchors, "line 250: more than 1000000 values in anchors"),
        (Format::Npm, "{\"a\":".repeat(100_000), "line 1: more than 512 values inside each other"),
        (
            Format::Cargo,
            format!("a = {}", "[".repeat(100_000)),
            "line 1: more than 80 values inside each other",
        ),
    ] {
        assert_eq!(refused(format, &text), message);
    }
}

#[test]
fn what_real_documents_have_is_read() {
    let text = "<?xml version='1.0'?>\n<!DOCTYPE project [<!ENTITY owner \"Ada &#38; Zoë\">]>\n<!-- <a b='c'> --><project a='>' b=\"<\">\
                <![CDATA[ <x> ]]><n>&owner;</n><version>1.0.0</version></project>";
    assert!(Target::new(Format::Pom).sites(&text.replace("b=\"<\"", "b=\"\"")).is_ok());
}

#[test]
fn many_stages_of_a_container_are_read_in_linear_time() {
    let stages: String = (0..60_000).map(|stage| format!("FROM a:1.0.0 AS s{stage}\n")).collect();
    let start = Instant::now();
    assert_eq!(Target::new(Format::Dockerfile).sites(&stages).unwrap().len(), 60_000);
    assert!(start.elapsed() < Duration::from_secs(10));
}
