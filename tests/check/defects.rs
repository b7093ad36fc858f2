//! For each code a folder with exactly that defect.

use std::collections::BTreeSet;

use dateline::check::{Code, Severity};
use snapbox::data::Inline;
use snapbox::{Assert, Data, IntoData, str};

use super::product;
use super::repository::Repository;

struct Defect {
    code: Code,
    /// The code of the finding, where it is another one.
    word: &'static str,
    repository: Repository,
    arguments: &'static [&'static str],
    said: Data,
}

fn defect(code: Code, repository: Repository, said: Inline) -> Defect {
    Defect { code, word: code.name(), repository, arguments: &[], said: Data::from(said).raw() }
}

const CORE: &str = "[components.core]\nlead = true\n";

/// One lead with these keys.
fn core(keys: &str) -> Repository {
    Repository::new(&product(&format!("{CORE}{keys}\n")))
}

/// An engine with a surface, and a client that requires it.
fn engine(engine: &str, client: &str) -> Repository {
    Repository::new(&product(&format!(
        "[components.engine]\nscheme = \"semver\"\n{engine}\n\n\
         [components.client]\nscheme = \"semver\"\nversion = \"0.4.2\"\n{client}\n"
    )))
}

fn manifests() -> Vec<Defect> {
    let with = |entry: &str, path: &str, content: &str| {
        core(&format!("version = \"1.2\"\nsurfaces.api = {{ version = 3 }}\nmanifests = [{{ {entry} }}]"))
            .file(path, content)
    };
    vec![
        defect(
            Code::InvalidProduct,
            core("version = \"1.0\"\ntitel = \"Chain Core\""),
            str![[r#"
product.toml:7: a component has no key `titel` [unknown-key]
  did you mean `title`?

1 finding in the product file, by which nothing else can be judged

"#]],
        ),
        defect(
            Code::ManifestMissing,
            core("version = \"1.2\"\nmanifests = [\n  { path = \"client/VERSION\" },\n]"),
            str![[r#"
product.toml:8: `client/VERSION` does not exist [manifest-missing]
  add it, or remove it from `manifests` of core

Chain: 1 finding in 1 component, 1 manifest and 0 tags

"#]],
        ),
        defect(
            Code::ManifestUnreadable,
            with("path = \"client/package.json\"", "client/package.json", "{ \"version\": "),
            str![[r#"
client/package.json:1: not valid JSON: Expected value after colon in object property [manifest-unreadable]
  correct the file

Chain: 1 finding in 1 component, 1 manifest and 0 tags

"#]],
        ),
        defect(
            Code::ManifestNoPlace,
            with(
                "path = \"version.go\", pattern = 'Version = \"{version}\"'",
                "version.go",
                "Version := \"1.2\"\n",
            ),
            str![[r#"
version.go: found no match of the pattern [manifest-no-place]
  add the version, or say where it is with `field` or `pattern`

Chain: 1 finding in 1 component, 1 manifest and 0 tags

"#]],
        ),
        defect(
            Code::ManifestElsewhere,
            with(
                "path = \"Cargo.toml\"",
                "Cargo.toml",
                "[package]\nname = 'core'\nversion.workspace = true\n",
            ),
            str![[r#"
Cargo.toml:3: `package.version` is defined elsewhere: `[workspace.package]` of the workspace's Cargo.toml [manifest-elsewhere]
  name that place in `manifests` instead

Chain: 1 finding in 1 component, 1 manifest and 0 tags

"#]],
        ),
        defect(
            Code::ManifestDiffers,
            with("path = \"package.json\"", "package.json", "{\n  \"version\": \"1.1.0\"\n}\n"),
            str![[r#"
package.json:2: the version here is `1.1.0`, but should be `1.2.0`, as core is at 1.2 [manifest-differs]
  write `1.2.0` there

Chain: 1 finding in 1 component, 1 manifest and 0 tags

"#]],
        ),
        defect(
            Code::ManifestTwoOwners,
            Repository::new(&product(
                "[components.core]\nlead = true\nversion = \"1.2\"\nmanifests = [{ path = \"VERSION\" }]\n\n\
                 [components.mac]\nversion = \"1.2\"\nmanifests = [{ path = \"VERSION\" }]\n",
            ))
            .file("VERSION", "1.2\n"),
            str![[r#"
VERSION:1: core and mac both write the same place, and each undoes what the other writes [manifest-two-owners]
  remove one of the entries from `manifests` of mac

Chain: 1 finding in 2 components, 2 manifests and 0 tags

"#]],
        ),
        defect(
            Code::SurfaceForm,
            with(
                "path = \"api.py\", pattern = 'API_VERSION = {surface:api}'",
                "api.py",
                "# The API.\nAPI_VERSION = three\n",
            ),
            str![[r#"
api.py:2: the number of core.api here is `three`, but should be a whole number [surface-form]
  write `3` there

Chain: 1 finding in 1 component, 1 manifest and 0 tags

"#]],
        ),
    ]
}

fn tags() -> Vec<Defect> {
    let released = |version: &str| {
        let text = product(&format!("{CORE}version = \"{version}\"\n"));
        core("version = \"1.0\"").tag("core-v1.0").file("product.toml", text).committed("Release")
    };
    let shallow = core("version = \"1.0\"").tag("core-v1.0").committed("More");
    let from = format!("file://{}", shallow.path().display());
    shallow.git(&["clone", "--quiet", "--depth=1", "--no-tags", &from, "clone"]);
    vec![
        defect(
            Code::TagMissing,
            released("1.1"),
            str![[r#"
product.toml:6: core 1.1 is committed, but the tag core-v1.1 does not exist [tag-missing]
  tag the commit that released it: git tag core-v1.1 COMMIT

Chain: 1 finding in 1 component, 0 manifests and 1 tag

"#]],
        ),
        defect(
            Code::TagMoved,
            {
                let repository = released("1.1");
                repository.git(&["tag", "core-v1.1", "core-v1.0"]);
                repository
            },
            str![[r#"
product.toml:6: the tag core-v1.1 is on a commit whose product file has core at 1.0 [tag-moved]
  put it on the commit that released core 1.1: git tag --force core-v1.1 COMMIT

Chain: 1 finding in 1 component, 0 manifests and 2 tags

"#]],
        ),
        defect(
            Code::TagAhead,
            released("1.0.20161101").tag("core-v1.0.20161101").tag("core-v1.2"),
            str![[r#"
product.toml:6: the tag core-v1.2 is of core 1.2, but the product file has core at 1.0.20161101 [tag-ahead]
  take the version over with `dateline import`, or delete the tag where nothing was released

Chain: 1 finding in 1 component, 0 manifests and 3 tags

"#]],
        ),
        Defect {
            arguments: &["-C", "clone"],
            ..defect(
                Code::ShallowClone,
                shallow,
                str![[r#"
product.toml: notice: the clone is shallow and has no tags, so tags are not checked [shallow-clone]
  fetch history and tags, in GitHub Actions with `fetch-depth: 0` of actions/checkout

Chain: nothing found, 1 notice in 1 component, 0 manifests and 0 tags

"#]],
            )
        },
    ]
}

fn versions() -> Vec<Defect> {
    vec![
        defect(
            Code::BuildInFuture,
            core("version = \"1.0.99980101\""),
            str![[r#"
product.toml:6: core is at 1.0.99980101, and 9998-01-01 is later than tomorrow [build-in-future]
  write the day of the release, in UTC

Chain: 1 finding in 1 component, 0 manifests and 0 tags

"#]],
        ),
        defect(
            Code::LineNotLed,
            Repository::new(&product(&format!(
                "{CORE}version = \"1.1\"\n\n[components.mac]\nversion = \"1.2\"\n"
            ))),
            str![[r#"
product.toml:9: mac is at 1.2, but no lead is beyond line 1.1, and only leads open lines [line-not-led]
  write the lead's version where it is on 1.2, or put mac back to 1.1

Chain: 1 finding in 2 components, 0 manifests and 0 tags

"#]],
        ),
        defect(
            Code::SeriesSkipsLine,
            core("version = \"1.0\"\nnext = \"1.5-next.0\""),
            str![[r#"
product.toml:7: core is open at 1.5-next.0, but from line 1.0 a plan leads to 1.1 or 2.0 [series-skips-line]
  write 1.1 or 2.0 with its -next.ID, or drop the series

Chain: 1 finding in 1 component, 0 manifests and 0 tags

"#]],
        ),
        defect(
            Code::FloorUnreleased,
            engine("version = \"0.3.0\"", "requires.engine = \"0.4.0\""),
            str![[r#"
product.toml:11: client requires engine at least 0.4.0, but engine is at 0.3.0 [floor-unreleased]
  lower the minimum version to 0.3.0, or release engine first

Chain: 1 finding in 2 components, 0 manifests and 0 tags

"#]],
        ),
        defect(
            Code::FloorUnstable,
            engine(
                "version = \"0.3.0\"\nnext = \"0.4.0-next.2\"",
                "[components.client.requires]\nengine = { at-least = \"0.4.0\", raise = \"api\" }",
            ),
            str![[r#"
product.toml:13: client requires engine at least 0.4.0, but that is open as 0.4.0-next.2 so far, and a prerelease promises nothing [floor-unstable]
  lower the minimum version, or promote engine first

Chain: 1 finding in 2 components, 0 manifests and 0 tags

"#]],
        ),
        defect(
            Code::FloorLags,
            engine("version = \"0.3.0\"\nmaintained = [\"0.2.9\"]", "requires.engine = \"0.1.4\""),
            str![[r#"
product.toml:12: notice: client requires engine at least 0.1.4, but engine is at 0.3.0 and maintains no such line [floor-lags]
  raise the minimum version to 0.2.9, or to what the component is tested with

Chain: nothing found, 1 notice in 2 components, 0 manifests and 0 tags

"#]],
        ),
        defect(
            Code::Unpublishable,
            core("version = \"1.256\"\npublish = [\"oci\", \"msi\"]"),
            str![[r#"
product.toml:6: core is published to msi, but msi cannot hold 1.256: MINOR is at most 255 [unpublishable]
  release 1.255, the nearest version that it can hold, or remove msi from `publish`

Chain: 1 finding in 1 component, 0 manifests and 0 tags

"#]],
        ),
        defect(
            Code::TagUnread,
            core("version = \"1.0\"\npublish = [\"go\"]\ntag = \"v{version}\""),
            str![[r#"
product.toml:7: core is published to go, which does not read the tag v1.0 [tag-unread]
  use `tag = "{version:go}"` for core

Chain: 1 finding in 1 component, 0 manifests and 0 tags

"#]],
        ),
        defect(
            Code::VersionUnwritten,
            core("version = \"1.0\"\npublish = [\"go\", \"npm\"]\ntag = \"{version:go}\""),
            str![[r#"
product.toml:7: notice: core is published to npm, but no manifest of it is written [version-unwritten]
  name the file that has the version in `manifests`

Chain: nothing found, 1 notice in 1 component, 0 manifests and 0 tags

"#]],
        ),
        defect(
            Code::DeprecationOverdue,
            core(
                "version = \"1.4\"\nsurfaces.sdk = { version = \"1.1\" }\n\n[[deprecations]]\nsurface = \"core.sdk\"\n\
                 what = \"log.write, now log.info\"\nsince = \"1.1\"",
            ),
            str![[r#"
product.toml:12: `log.write, now log.info` of core.sdk is overdue: it can be removed since line 1.3 [deprecation-overdue]
  remove it and say in which line with `removed`, or give it a longer `window` or a later `sunset`

Chain: 1 finding in 1 component, 0 manifests and 0 tags

"#]],
        ),
        defect(
            Code::RemovedTooEarly,
            core(
                "version = \"1.2\"\nsurfaces.sdk = { version = \"1.1\" }\n\n[[deprecations]]\nsurface = \"core.sdk\"\n\
                 what = \"log.write, now log.info\"\nsince = \"1.1\"\nremoved = \"1.2\"",
            ),
            str![[r#"
product.toml:13: `log.write, now log.info` of core.sdk, deprecated in 1.1, is removed in 1.2, but not to go before 1.3 [removed-too-early]
  keep it until 1.3, or shorten its window

Chain: 1 finding in 1 component, 0 manifests and 0 tags

"#]],
        ),
    ]
}

fn migrations() -> Vec<Defect> {
    let with = |keys: &str, files: &[&str]| {
        let repository = core(&format!(
            "version = \"1.2\"\nsurfaces.schema = {{ version = 3, migrations = \"db\"{keys} }}"
        ));
        files.iter().fold(repository, |repository, file| repository.file(&format!("db/{file}"), "create\n"))
    };
    vec![
        defect(
            Code::MigrationsMissing,
            with("", &[]),
            str![[r#"
product.toml:7: the folder `db` does not exist [migrations-missing]
  name the folder that contains the migrations, or remove `migrations`

Chain: 1 finding in 1 component, 0 manifests and 0 tags

"#]],
        ),
        defect(
            Code::MigrationGap,
            with("", &["0001_init.sql", "0002_users.sql", "0005_apps.sql"]),
            str![[r#"
db: no migration has the numbers 3 to 4, but there is a 5 [migration-gap]
  number them one after another, or restore what is lost

Chain: 1 finding in 1 component, 0 manifests and 0 tags

"#]],
        ),
        defect(
            Code::MigrationDuplicate,
            with("", &["0001_init.sql", "0002_apps.sql", "0002_users.sql"]),
            str![[r#"
db/0002_users.sql: `0002_apps.sql` and `0002_users.sql` both have the number 2 [migration-duplicate]
  give the newer one the next free number

Chain: 1 finding in 1 component, 0 manifests and 0 tags

"#]],
        ),
        defect(
            Code::MigrationEdited,
            with("", &["0001_init.sql", "0002_users.sql"])
                .committed("Release")
                .tag("core-v1.2")
                .file("db/0001_init.sql", "drop\n")
                .committed("TouchedFile"),
            str![[r#"
db/0001_init.sql: the migration `0001_init.sql` was edited, though databases may have it already [migration-edited]
  restore it, and change what it did by a new one

Chain: 1 finding in 1 component, 0 manifests and 1 tag

"#]],
        ),
        defect(
            Code::MigrationCount,
            with(", each = \"change\"", &["0001_init.sql", "0002_users.sql"]),
            str![[r#"
product.toml:7: core.schema is 3, but its last migration is 2 [migration-count]
  add the migrations up to 3, or write 2

Chain: 1 finding in 1 component, 0 manifests and 0 tags

"#]],
        ),
    ]
}

fn breaks() -> Vec<Defect> {
    let broken = |message: &str, changelog: &str| {
        let keys = |number: u32| format!("version = \"0.5.0\"\nsurfaces.api = {{ version = {number} }}");
        let text = engine(&keys(2), "").product();
        engine(&keys(1), "")
            .tag("engine-v0.5.0")
            .file("product.toml", text)
            .file("CHANGELOG.md", changelog)
            .committed(message)
    };
    vec![
        defect(
            Code::BreakNotLogged,
            broken("feat!: pages", "## Unreleased\n\n- pages\n"),
            str![[r#"
product.toml:7: engine.api breaks, 1 to 2 since engine-v0.5.0, but CHANGELOG.md does not mention it [break-not-logged]
  add an entry to CHANGELOG.md that names `api 2`

Chain: 1 finding in 2 components, 0 manifests and 1 tag

"#]],
        ),
        defect(
            Code::BreakNotMarked,
            broken("feat: pages", "## Unreleased\n\n- api 2: pages\n"),
            str![[r#"
product.toml:7: engine.api breaks, 1 to 2 since engine-v0.5.0, but no commit since is marked as breaking [break-not-marked]
  mark the commit that breaks it: `!` before the colon of its first line, or a footer `BREAKING CHANGE: …`

Chain: 1 finding in 2 components, 0 manifests and 1 tag

"#]],
        ),
        defect(
            Code::ChangeFile,
            core("version = \"1.0\"").file("changes/a.md", "---\ncore: fix\nmac: fix\n---\nFix it.\n"),
            str![[r#"
changes/a.md:3: unknown component `mac` [change-file]
  run `dateline status` to list the components

Chain: 1 finding in 1 component, 0 manifests and 0 tags

"#]],
        ),
        Defect {
            arguments: &["--base", "HEAD~1"],
            ..defect(
                Code::ChangeMissing,
                core("version = \"1.0\"\npaths = [\"core\"]").file("core/main.c", "").committed("Add a file"),
                str![[r#"
product.toml: files of core changed, and neither a commit nor a change file says how [change-missing]
  run `dateline change KIND:core -m TEXT`; where nothing needs a release, write a change file that says `core: none`

Chain: 1 finding in 1 component, 0 manifests and 0 tags

"#]],
            )
        },
    ]
}

fn table() -> Vec<Defect> {
    let mut table = manifests();
    table.extend(tags());
    table.extend(versions());
    table.extend(migrations());
    table.extend(breaks());
    for defect in &mut table {
        if defect.code == Code::InvalidProduct {
            defect.word = "unknown-key";
        }
    }
    table
}

#[test]
fn each_defect_gives_exactly_its_finding() {
    let checks: Vec<_> = table()
        .into_iter()
        .map(|defect| std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(defect))))
        .collect();
    let failed = checks.iter().filter(|check| check.is_err()).count();
    assert_eq!(failed, 0, "defects failed");
}

fn check(defect: Defect) {
    let Defect { code, word, repository, arguments, said } = defect;
    let expected = i32::from(code.level() == Severity::Finding);
    let before = repository.everything();
    let text = repository.expect(expected, &[&["check"], arguments].concat());
    assert!(repository.everything() == before, "{code}: it wrote");
    assert_eq!(repository.codes(arguments), [word], "{code}: {text}");
    if code != Code::InvalidProduct {
        let alone = [arguments, &["--only", code.name()]].concat();
        assert_eq!(repository.codes(&alone), [word], "{code}: alone");
        let skipped = [arguments, &["--skip", code.name()]].concat();
        assert_eq!(repository.codes(&skipped), [""; 0], "{code}: skipped");
    }
    let asserted = Assert::new().action_env("SNAPSHOTS").try_eq(Some(&code.name()), text.into_data(), said);
    asserted.unwrap_or_else(|error| panic!("{code}: {error}"));
}

#[test]
fn every_code_has_a_defect() {
    let known: BTreeSet<Code> = Code::all().collect();
    let shown: BTreeSet<Code> = table().iter().map(|defect| defect.code).collect();
    assert_eq!(known, shown);
}
