//! What is as it should be gives no finding, and says how much was looked at.

use std::fs;
use std::path::Path;

use dateline::check::{Code, Severity};

use super::repository::Repository;
use super::{copy, product};

#[test]
fn the_examples_have_no_findings() {
    let examples: Vec<_> = fs::read_dir("examples").unwrap().map(|entry| entry.unwrap().path()).collect();
    let folders: Vec<_> = examples.iter().filter(|path| path.join("product.toml").is_file()).collect();
    assert_eq!(folders.len(), 6, "{folders:?}");
    for folder in folders {
        let plain = Repository::without_git("");
        copy(folder, plain.path());
        let committed = Repository::new("");
        copy(folder, committed.path());
        let committed = committed.committed("Add an example");
        for (repository, arguments) in [(&plain, &[][..]), (&committed, &[]), (&committed, &["--staged"])] {
            let (answer, code) = repository.check(arguments);
            assert_eq!(answer["findings"], serde_json::json!([]), "{}", folder.display());
            assert_eq!(code, 0);
        }
    }
}

#[test]
fn the_line_of_this_repository_has_no_findings() {
    let repository = Repository::new(&fs::read_to_string("product.toml").unwrap());
    assert_eq!(
        repository.expect(0, &["check"]),
        "Chain: nothing found in 4 components, 0 manifests and 0 tags\n"
    );
    assert_eq!(repository.expect(0, &["check", "--quiet"]), "");
    fs::remove_dir_all(repository.path().join(".git")).unwrap();
    assert_eq!(
        repository.expect(0, &["check"]),
        "Chain: nothing found in 4 components and 0 manifests; no git repository\n"
    );
}

#[test]
fn floors_that_lag_are_told_the_oldest_first_and_fail_nothing() {
    let copr = Repository::without_git("");
    copy(Path::new("examples/copr"), copr.path());
    let (answer, code) = copr.check(&[]);
    let notices = answer["notices"].as_array().unwrap();
    let told: Vec<(&str, &str)> = notices
        .iter()
        .map(|notice| (notice["component"].as_str().unwrap(), notice["value"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [("keygen", "0.16.3"), ("frontend", "1.1.2"), ("backend", "1.6.1"), ("cli", "2.5.1")]);
    assert!(notices.iter().all(|notice| notice["code"] == "floor-lags"));
    assert_eq!(code, 0);
    assert_eq!(copr.check(&["--strict"]).1, 1);
    assert_eq!(copr.check(&["--strict", "--skip", "floor-lags"]).1, 0);
}

#[test]
fn what_a_registry_cannot_hold_is_told_once() {
    let text = |publish: &str| {
        product(&format!(
            "[components.core]\nlead = true\nversion = \"1.256\"\n{publish}\
             manifests = [{{ path = \"VERSION\", as = \"msi\" }}]\n"
        ))
    };
    let repository = Repository::new(&text("")).file("VERSION", "1.256\n");
    let (answer, _) = repository.check(&[]);
    assert_eq!(answer["findings"][0]["code"], "unpublishable");
    assert_eq!(answer["findings"][0]["file"], "VERSION");
    let repository = repository.file("product.toml", text("publish = [\"msi\"]\n"));
    let (answer, _) = repository.check(&[]);
    assert_eq!(answer["findings"].as_array().unwrap().len(), 1);
    assert_eq!(answer["findings"][0]["file"], "product.toml");
}

/// `DATELINE_UPDATE=1 cargo test --test check` writes the table anew.
#[test]
fn the_table_of_the_docs_is_that_of_the_codes() {
    let row = |code: Code| {
        let level = if code.level() == Severity::Notice { "notice" } else { "finding" };
        format!("| `{code}` | {level} | {} | {} |\n", code.means(), code.help())
    };
    let rows: String = Code::all().map(row).collect();
    let table = format!("| code | level | what is found | what to do |\n|---|---|---|---|\n{rows}");
    let path = "src/check/codes.md";
    if std::env::var_os("DATELINE_UPDATE").is_some() {
        fs::write(path, &table).unwrap();
    }
    assert!(fs::read_to_string(path).unwrap() == table, "run with DATELINE_UPDATE=1 to write {path} anew");
}

#[test]
fn no_two_codes_have_one_name_and_each_is_found_by_its_own() {
    let names: Vec<&str> = Code::all().map(Code::name).collect();
    for (code, name) in Code::all().zip(&names) {
        assert_eq!(Code::from_name(name), Ok(code));
        assert_eq!(names.iter().filter(|known| *known == name).count(), 1, "{name}");
        assert!(!code.means().is_empty() && !code.help().is_empty(), "{name}");
    }
}

/// A repository in which everything that can be judged is there, and right.
#[test]
fn a_repository_with_everything_in_it_has_no_findings() {
    let text = product(
        "[components.core]\nlead = true\nversion = \"1.2\"\nnext = \"1.3-next.1\"\nmaintained = [\"1.1.20170615\"]\n\
         publish = [\"npm\", \"msi\"]\nmanifests = [{ path = \"package.json\" }]\n\
         surfaces.schema = { version = 1, next = 2, each = \"change\", migrations = \"migrations\" }\n\
         surfaces.sdk = { version = \"1.4\" }\n\n\
         [components.mac]\nversion = \"1.1.20170601\"\nfollows = { core = \"release\" }\nrequires.core = \"1.1\"\n\n\
         [[deprecations]]\nsurface = \"core.sdk\"\nwhat = \"old calls\"\nsince = \"1.2\"\n",
    );
    let start = text.replace("1.3-next.1", "1.3-next.0");
    let repository = Repository::new(&start)
        .tag("core-v1.2")
        .tag("core-v1.1.20170615")
        .tag("mac-v1.1.20170601")
        .tag("core-v1.3-next.0")
        .file("product.toml", text)
        .file("package.json", "{\"version\": \"1.3.0-next.1\"}")
        .file("migrations/0001_init.sql", "")
        .file("migrations/0002_users.up.sql", "")
        .file("migrations/0002_users.down.sql", "")
        .file("migrations/README.md", "")
        .committed("Go on")
        .tag("core-v1.3-next.1")
        .tag("nightly");
    for arguments in [&["check"][..], &["check", "--staged"]] {
        assert_eq!(
            repository.expect(0, arguments),
            "Chain: nothing found in 2 components, 1 manifest and 6 tags\n"
        );
    }
}
