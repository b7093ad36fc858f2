//! What `log` shows of releases, and of tags that others made.

use serde_json::Value;

use crate::repository::{CHAIN, Repository};

#[test]
fn the_log_tells_the_newest_first_also_of_releases_in_one_second() {
    let repository = Repository::new(CHAIN);
    let mut expected = Vec::new();
    for (change, date, version) in [
        ("fix:java-sdk", "2016-10-27", "1.0.20161027"),
        ("fix:java-sdk", "2016-10-28", "1.0.20161028"),
        ("fix:java-sdk", "2016-10-29", "1.0.20161029"),
        ("feature:java-sdk", "2016-11-01", "1.0.20161101"),
    ] {
        let mut call = repository.call(&["apply", change, "--date", date, "--yes"]);
        let output = call.env("GIT_COMMITTER_DATE", "1478000000 +0000").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        expected.insert(0, format!("2016-11-01  java-sdk {version}\n"));
    }
    assert_eq!(repository.expect(0, &["log", "--quiet"]), expected.concat());
    assert_eq!(repository.expect(0, &["log", "--format", "github"]), "java_sdk=1.0.20161101\n");
}

#[test]
fn the_log_tells_of_tags_that_others_made_without_their_signatures() {
    let product = "[product]\nname = \"C\"\n[components.core]\nlead = true\ntag-aliases = [\"old-\"]\n";
    let repository = Repository::new(product);
    repository.git(&["commit", "--quiet", "--allow-empty", "--message=Release 1.1\n\nSigned-off-by: Ann"]);
    repository.git(&["tag", "core-v1.1"]);
    let signed =
        "core 1.2\n\nfor the\nmoon\n-----BEGIN SSH SIGNATURE-----\nU1NI\n-----END SSH SIGNATURE-----\n";
    repository.git(&["tag", "--annotate", "core-v1.2", "--cleanup=verbatim", "--message", signed]);
    for name in ["old-1.0", "old-1.2", "v2.0", "core-v", "older-1.3", "core-v1.4.x"] {
        repository.git(&["tag", "--annotate", name, "--message=of another tool"]);
    }
    let log: Value = serde_json::from_str(&repository.expect(0, &["log", "--format", "json"])).unwrap();
    let of = |release: &Value| {
        [&release["tag"], &release["because"], &release["by"]].map(Value::to_string).join(" ")
    };
    let mut releases: Vec<String> = log["releases"].as_array().unwrap().iter().map(of).collect();
    releases.sort();
    let ann = r#""Ann <ann@example.org>""#;
    assert_eq!(
        releases,
        [
            format!(r#""core-v1.1" "Release 1.1" {ann}"#),
            format!(r#""core-v1.2" "for the moon" {ann}"#),
            format!(r#""old-1.0" "of another tool" {ann}"#),
        ]
    );
}
