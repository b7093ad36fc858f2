//! What the verbs that write refuse, and those that read tags and journals: each with a repository made for it.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;
use snapbox::data::Inline;
use snapbox::{Assert, Data, IntoData, str};

use crate::program::{assert_orderly, text};
use crate::repository::{CHAIN, Repository};

/// A component with a manifest, with two of one place, and with a changelog.
const MANIFEST: &str = "[product]\nname = \"C\"\n[components.core]\nlead = true\nversion = \"1.0\"\n\
                        manifests = [{ path = \"VERSION\" }]\n";
const TWO_OWNERS: &str = "[product]\nname = \"C\"\n[components.core]\nlead = true\nversion = \"1.0\"\n\
                          manifests = [{ path = \"VERSION\" }, { path = \"VERSION\", pattern = \"{line}\" }]\n";
const CHANGELOG: &str = "[product]\nname = \"C\"\n[components.core]\nlead = true\nversion = \"1.0\"\n\
                         manifests = [{ path = \"debian/changelog\" }]\n";

/// One line of the table: a script that makes the repository what it is, a call, and what is said of it.
struct Case {
    name: &'static str,
    setup: &'static str,
    arguments: Vec<&'static str>,
    status: i32,
    /// `error.code` in JSON.
    code: &'static str,
    /// The codes of the errors in it.
    parts: &'static [&'static str],
    /// All of standard error, masked.
    stderr: Data,
    product: &'static str,
    /// Whether who commits is known.
    nameless: bool,
}

fn case(
    name: &'static str,
    setup: &'static str,
    call: &'static str,
    (status, code): (i32, &'static str),
    stderr: Inline,
) -> Case {
    let arguments = call.split(' ').collect();
    let (stderr, product) = (Data::from(stderr).raw(), CHAIN);
    Case { name, setup, arguments, status, code, parts: &[], stderr, product, nameless: false }
}

/// A plan that preflight refuses for these reasons.
fn refused(name: &'static str, setup: &'static str, parts: &'static [&'static str], stderr: Inline) -> Case {
    Case { parts, ..case(name, setup, "apply fix:core --yes", (1, "not-applicable"), stderr) }
}

impl Case {
    fn of(self, call: &'static str) -> Self {
        Case { arguments: call.split(' ').collect(), ..self }
    }

    fn product(self, product: &'static str) -> Self {
        Case { product, ..self }
    }

    fn nameless(self) -> Self {
        Case { nameless: true, ..self }
    }

    /// The repository as the script leaves it.
    fn repository(&self) -> Repository {
        let repository = Repository::new(self.product);
        let mut shell = repository.command("sh");
        shell.args(["-ec", self.setup]).env("DATELINE", env!("CARGO_BIN_EXE_dateline"));
        let output = shell.output().unwrap();
        assert!(output.status.success(), "{}: {}", self.name, text(&output.stderr));
        repository
    }

    fn call(&self, repository: &Repository, format: &str) -> Command {
        let mut call = repository.call(&["--format", format]);
        call.args(&self.arguments);
        if self.nameless {
            call.env_remove("GIT_COMMITTER_NAME").env_remove("GIT_COMMITTER_EMAIL");
        }
        call
    }

    fn check(self) {
        let name = self.name;
        let repository = self.repository();
        let before = state(&repository);
        let output = self.call(&repository, "text").output().unwrap();
        assert_orderly(name, &output);
        assert_eq!(output.status.code(), Some(self.status), "{name}: {}", text(&output.stderr));
        assert_eq!(state(&repository), before, "{name}: it wrote something");
        let said = masked(&repository, text(&output.stderr));
        end_holder(&repository);

        let repository = self.repository();
        let answer = self.call(&repository, "json").output().unwrap();
        end_holder(&repository);
        assert_orderly(name, &answer);
        assert_eq!((answer.status.code(), text(&answer.stdout)), (Some(self.status), ""), "{name}");
        let answer: Value = serde_json::from_slice(&answer.stderr).unwrap();
        let error = &answer["error"];
        let parts = error["errors"].as_array().map_or(&[][..], Vec::as_slice);
        let parts: Vec<&str> = parts.iter().map(|part| part["code"].as_str().unwrap()).collect();
        assert_eq!((error["code"].as_str(), parts.as_slice()), (Some(self.code), self.parts), "{name}");

        Assert::new()
            .action_env("SNAPSHOTS")
            .try_eq(Some(&name), said.into_data(), self.stderr)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

/// What is said, with `FOLDER`, `COMMIT` and `TIME` for what differs from run to run.
fn masked(repository: &Repository, said: &str) -> String {
    let folder = repository.path().canonicalize().unwrap();
    let said = said.replace(folder.to_str().unwrap(), "FOLDER");
    let words = said.split_inclusive([' ', '\n', ',', ':', '`']).map(|word| {
        let bare = word.trim_end_matches([' ', '\n', ',', '`']);
        let is_hash = bare.len() >= 12 && bare.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_hash { word.replace(bare, "COMMIT") } else { word.to_owned() }
    });
    let said: String = words.collect();
    match said
        .split_once("an apply of ")
        .and_then(|(before, rest)| Some((before, rest.split_once(" was cut")?.1)))
    {
        Some((before, after)) => format!("{before}an apply of TIME was cut{after}"),
        None => said,
    }
}

/// Ends the process that holds the lock, where the script started one.
fn end_holder(repository: &Repository) {
    if repository.path().join(".git/holder").exists() {
        let ended = repository.command("sh").args(["-c", "kill $(cat .git/holder)"]).status().unwrap();
        assert!(ended.success());
    }
}

/// Files, branches, tags and HEAD.
fn state(repository: &Repository) -> String {
    let script =
        "find . -maxdepth 1 -type f -exec sha256sum {} + | sort; git for-each-ref; cat .git/HEAD || true";
    let output = repository.command("sh").args(["-c", script]).output().unwrap();
    text(&output.stdout).to_owned()
}

/// A component that is written into a manifest.
const WITH_MANIFESTS: &str = "[product]\nname = \"C\"\n[components.core]\nlead = true\nversion = \"1.0\"\n\
                              manifests = [{ path = \"VERSION\" }]\n";

/// An apply that was cut off after its last step: the record of a finished one is a journal like any other.
const CUT_OFF: &str =
    "\"$DATELINE\" apply fix:core --yes --quiet; mv .git/dateline/applied/000001 .git/dateline/journal";
const APPLIED: &str = "\"$DATELINE\" apply fix:core --yes --quiet";

fn preflight() -> Vec<Case> {
    let shared_tag = "[product]\nname = \"C\"\ntag = \"v{version}\"\n[components.core]\nlead = true\nversion = \"1.0\"\n\
                      [components.mac]\nversion = \"1.0\"\nfollows.core = \"release\"\n";
    vec![
        refused(
            "changes that are not committed",
            "echo >> product.toml",
            &["dirty"],
            str![[r#"
error: `product.toml` has changes that are not committed
hint: commit or stash them, or use --no-commit

error: the plan cannot be applied, and nothing is written

"#]],
        ),
        refused(
            "a product file that git does not know",
            "git rm -q --cached product.toml; git commit -qm Out",
            &["untracked"],
            str![[r#"
error: `product.toml` is not committed to git
hint: commit it first, or use --no-commit

error: the plan cannot be applied, and nothing is written

"#]],
        ),
        refused(
            "a link",
            "mv product.toml real.toml; ln -s real.toml product.toml",
            &["link"],
            str![[r#"
error: `product.toml` is reached through a symbolic link
hint: name the file itself

error: the plan cannot be applied, and nothing is written

"#]],
        ),
        refused(
            "a pipe",
            "rm product.toml; mkfifo product.toml",
            &["not-regular"],
            str![[r#"
error: `product.toml` is no regular file
hint: name a file

error: the plan cannot be applied, and nothing is written

"#]],
        )
        .of("apply fix:core --yes --product product.toml"),
        refused(
            "a file of 17 MiB",
            "head -c 17825792 /dev/zero | tr '\\0' '#' >> product.toml",
            &["too-large"],
            str![[r#"
error: `product.toml` is larger than 16 MiB
hint: versions belong into a smaller file

error: the plan cannot be applied, and nothing is written

"#]],
        ),
        refused(
            "a file with the name of the temporary one",
            "touch .product.toml.dateline-new",
            &["in-the-way"],
            str![[r#"
error: `FOLDER/.product.toml.dateline-new` is in the way
hint: move it away

error: the plan cannot be applied, and nothing is written

"#]],
        ),
        refused(
            "a manifest that is not there",
            "",
            &["missing"],
            str![[r#"
error: there is no file `VERSION`
hint: put it there, or take it out of the product file

error: the plan cannot be applied, and nothing is written

"#]],
        )
        .product(MANIFEST),
        refused(
            "a manifest of another version",
            "printf 1.1 > VERSION; git add VERSION; git commit -qm On",
            &["drift"],
            str![[r#"
error: `VERSION`, line 1: the version is `1.1`, not `1.0` as core 1.0 has it
hint: correct the file or the product file, or take the versions from tags with `dateline import`

error: the plan cannot be applied, and nothing is written

"#]],
        )
        .product(MANIFEST),
        refused(
            "a manifest with two owners",
            "printf 1.0 > VERSION; git add VERSION; git commit -qm On",
            &["two-owners"],
            str![[r#"
error: `VERSION`, line 1: two manifests of core write the same place
hint: take one of the two entries out of the product file

error: the plan cannot be applied, and nothing is written

"#]],
        )
        .product(TWO_OWNERS),
        refused(
            "a manifest without a version",
            "printf '\\n' > VERSION; git add VERSION; git commit -qm On",
            &["manifest-no-version"],
            str![[r#"
error: `VERSION`: found no version alone in the file
hint: put the version there, or say where it is with `field` or `pattern`

error: the plan cannot be applied, and nothing is written

"#]],
        )
        .product(MANIFEST),
        refused(
            "a changelog that nobody signs",
            "mkdir debian; printf 'c (1.0) x; urgency=low\\n' > debian/changelog; rm -rf .git",
            &["no-maintainer"],
            str![[r#"
error: nobody is known who could release `debian/changelog`
hint: set DEBFULLNAME and DEBEMAIL, or `user.name` and `user.email` with `git config`

error: the plan cannot be applied, and nothing is written

"#]],
        )
        .product(CHANGELOG),
        refused(
            "a tag that exists",
            "git tag core-v1.0.20161101; git commit -q --allow-empty -m On",
            &["tag-exists"],
            str![[r#"
error: the tag `core-v1.0.20161101` exists: it is at COMMIT, and the release would start from COMMIT
hint: delete it if it is wrong, change the tag template, or use --no-tag

error: the plan cannot be applied, and nothing is written

"#]],
        ),
        refused(
            "one tag for two releases",
            ":",
            &["tag-twice"],
            str![[r#"
error: the tag `v1.0.20161101` would stand for both core and mac
hint: put {component} into the template, or give one of them its own

error: the plan cannot be applied, and nothing is written

"#]],
        )
        .product(shared_tag),
        refused(
            "a tag below the new one",
            "git tag core-v1.0.20161101/x",
            &["tag-nested"],
            str![[r#"
error: the tag `core-v1.0.20161101` cannot be made beside the tag `core-v1.0.20161101/x`
hint: change the tag template

error: the plan cannot be applied, and nothing is written

"#]],
        ),
        refused(
            "a detached HEAD",
            "git checkout -q --detach",
            &["detached"],
            str![[r#"
error: HEAD is detached at COMMIT
hint: switch to a branch, or use --no-commit

error: the plan cannot be applied, and nothing is written

"#]],
        ),
        refused(
            "a branch without a commit",
            "git checkout -q --orphan new",
            &["unborn", "untracked"],
            str![[r#"
error: the branch refs/heads/new has no commit yet
hint: make a first commit, or use --no-commit

error: `product.toml` is not committed to git
hint: commit it first, or use --no-commit

error: the plan cannot be applied for 2 reasons, and nothing is written

"#]],
        ),
        refused(
            "a merge under way",
            "git rev-parse HEAD > .git/MERGE_HEAD",
            &["in-progress"],
            str![[r#"
error: git is in the middle of a merge
hint: finish or abort it first

error: the plan cannot be applied, and nothing is written

"#]],
        ),
        refused(
            "a locked index",
            "touch .git/index.lock",
            &["index-locked"],
            str![[r#"
error: git's index is locked by `FOLDER/.git/index.lock`
hint: wait for that git process, or remove the lock it left behind

error: the plan cannot be applied, and nothing is written

"#]],
        ),
        refused(
            "nobody who commits",
            "git config user.useConfigOnly true",
            &["identity"],
            str![[r#"
error: git does not know who you are
hint: set `user.name` and `user.email` with `git config`

error: the plan cannot be applied, and nothing is written

"#]],
        )
        .nameless(),
        refused(
            "tags that are to be signed",
            "git config tag.gpgSign true",
            &["signed-tags"],
            str![[r#"
error: `tag.gpgSign` is set, and dateline signs no tags
hint: use --no-tag and sign by hand, or unset it for this repository

error: the plan cannot be applied, and nothing is written

"#]],
        ),
        refused(
            "no remote",
            ":",
            &["no-remote"],
            str![[r#"
error: there is no remote to push to
hint: add one with `git remote add`, or leave out --push

error: the plan cannot be applied, and nothing is written

"#]],
        )
        .of("apply fix:core --yes --push"),
        refused(
            "no repository to push",
            "rm -rf .git",
            &["nothing-to-push"],
            str![[r#"
error: there is no commit to push
hint: leave out --push

error: the plan cannot be applied, and nothing is written

"#]],
        )
        .of("apply fix:core --yes --push"),
        refused("a manifest that is not there", ":", &["missing"], str![[r#"
error: there is no file `VERSION`
hint: put it there, or take it out of the product file

error: the plan cannot be applied, and nothing is written

"#]]).product(WITH_MANIFESTS),
        refused(
            "a manifest of another version",
            "echo 0.9 > VERSION; git add .; git commit -qm Drift",
            &["drift"],
            str![[r#"
error: `VERSION`, line 1: the version is `0.9`, not `1.0` as core 1.0 has it
hint: correct the file or the product file, or take the versions from tags with `dateline import`

error: the plan cannot be applied, and nothing is written

"#]],
        )
        .product(WITH_MANIFESTS),
        refused(
            "a place with two owners",
            "echo 1.0 > VERSION; printf '[components.mac]\nversion = \"1.0\"\nmanifests = [{ path = \"VERSION\" }]\n' >> product.toml; \
             git add .; git commit -qm Two",
            &["two-owners"],
            str![[r#"
error: `VERSION`, line 1: core and mac write the same place
hint: take one of the two entries out of the product file

error: the plan cannot be applied, and nothing is written

"#]],
        )
        .product(WITH_MANIFESTS),
        refused(
            "a manifest that is a link",
            "echo 1.0 > real; ln -s real VERSION; git add .; git commit -qm Link",
            &["link"],
            str![[r#"
error: `VERSION` is reached through a symbolic link
hint: name the file itself

error: the plan cannot be applied, and nothing is written

"#]],
        )
        .product(WITH_MANIFESTS),
        refused(
            "a changelog that nobody signs",
            "mkdir debian; sed -i s,VERSION,debian/changelog, product.toml; git config user.useConfigOnly true; \
             printf 'core (1.0) unstable; urgency=low\n\n  * New\n\n -- A <a@b.c>  Sat, 01 Oct 2016 00:00:00 +0000\n' \
             > debian/changelog; git add .; git commit -qm Changelog; rm -rf .git",
            &["no-maintainer"],
            str![[r#"
error: nobody is known who could release `debian/changelog`
hint: set DEBFULLNAME and DEBEMAIL, or `user.name` and `user.email` with `git config`

error: the plan cannot be applied, and nothing is written

"#]],
        )
        .product(WITH_MANIFESTS)
        .nameless(),
        refused(
            "several reasons at once",
            "echo >> product.toml; git checkout -q --detach; touch .git/index.lock",
            &["detached", "index-locked", "dirty"],
            str![[r#"
error: HEAD is detached at COMMIT
hint: switch to a branch, or use --no-commit

error: git's index is locked by `FOLDER/.git/index.lock`
hint: wait for that git process, or remove the lock it left behind

error: `product.toml` has changes that are not committed
hint: commit or stash them, or use --no-commit

error: the plan cannot be applied for 3 reasons, and nothing is written

"#]],
        ),
    ]
}

fn plans() -> Vec<Case> {
    vec![
        case(
            "nothing to apply",
            ":",
            "apply",
            (2, "usage"),
            str![[r#"
error: `apply` needs to know what to apply
hint: name changes, --plan FILE, --promote [COMPONENT…] or --drop COMPONENT…
hint: `dateline apply --help` tells more

"#]],
        ),
        case(
            "a plan that is missing",
            ":",
            "apply --plan none.json",
            (2, "io"),
            str![[r#"
error: cannot read `none.json`: there is no such file

"#]],
        ),
        case(
            "a plan that is none",
            "echo '{}' > plan.json",
            "apply --plan plan.json",
            (2, "bad-plan"),
            str![[r#"
error: `plan.json` cannot be applied: it is no plan: its `format_version` is not 1
hint: save a plan with `dateline plan … --out FILE`

"#]],
        ),
        case(
            "a plan that comes out otherwise by now",
            "\"$DATELINE\" plan fix:core --quiet --out plan.json; sed -i s/1.0/1.1/ product.toml; git commit -qam On",
            "apply --plan plan.json --yes",
            (1, "stale-plan"),
            str![[r#"
error: the plan `plan.json` is stale: by now core comes out as 1.1.20161101, not as 1.0.20161101, mac comes out as 1.1.20161101, not as 1.0.20161101, windows comes out as 1.1.20161101, not as 1.0.20161101
hint: plan again, look at what changed, and save the new plan

"#]],
        ),
        case(
            "a plan that is refused by now",
            "\"$DATELINE\" plan fix:core --quiet --out plan.json; sed -i s/1.0/1.0.20161102/ product.toml; git commit -qam On",
            "apply --plan plan.json --yes",
            (1, "stale-plan"),
            str![[r#"
error: the plan `plan.json` is stale: by now the builds are already taken: core is at 1.0.20161102, mac is at 1.0.20161102, windows is at 1.0.20161102
hint: plan again, look at what changed, and save the new plan

"#]],
        ),
        case(
            "a date for a saved plan",
            ":",
            "apply --plan plan.json --date 2016-11-02",
            (2, "usage"),
            str![[r#"
error: `--plan` cannot go with `--date`
hint: `dateline apply --help` tells more

"#]],
        ),
        case(
            "prereleases of a promotion",
            ":",
            "apply --promote --next",
            (2, "usage"),
            str![[r#"
error: `--promote [<COMPONENT>...]` cannot go with `--next`
hint: `dateline apply --help` tells more

"#]],
        ),
        case(
            "a push without a commit",
            ":",
            "apply fix:core --no-commit --push",
            (2, "usage"),
            str![[r#"
error: `--no-commit` cannot go with `--push`
hint: `dateline apply --help` tells more

"#]],
        ),
        case(
            "an unknown component to apply",
            ":",
            "apply fix:croe",
            (2, "unknown-component"),
            str![[r#"
error: there is no component `croe`
hint: did you mean `core`?

"#]],
        ),
        case(
            "a build that is taken",
            "sed -i s/1.0/1.0.20161101/ product.toml",
            "apply fix:core",
            (1, "build-taken"),
            str![[r#"
error: the builds are already taken: core is at 1.0.20161101, mac is at 1.0.20161101, windows is at 1.0.20161101
hint: the first free date is 2016-11-02: --date 2016-11-02

"#]],
        ),
        case(
            "nothing to promote",
            ":",
            "apply --promote",
            (1, "nothing-to-promote"),
            str![[r#"
error: there is no open series to promote
hint: open a series with `dateline plan --next CHANGE`

"#]],
        ),
        case(
            "nothing to drop",
            ":",
            "apply --drop core",
            (1, "no-series"),
            str![[r#"
error: core has no open series
hint: open one with `dateline plan --next KIND:core`

"#]],
        ),
    ]
}

fn places() -> Vec<Case> {
    vec![
        case(
            "the demo to apply",
            ":",
            "apply fix:core --demo",
            (2, "read-only"),
            str![[r#"
error: the demo is read only: there is nothing to apply
hint: leave out --demo, and name a product file of your own with --product FILE

"#]],
        ),
        case(
            "the demo to undo",
            ":",
            "undo --demo",
            (2, "read-only"),
            str![[r#"
error: the demo is read only: there is nothing to undo
hint: leave out --demo, and name a product file of your own with --product FILE

"#]],
        ),
        case(
            "the demo to recover",
            ":",
            "recover --demo",
            (2, "read-only"),
            str![[r#"
error: the demo is read only: there is nothing to recover
hint: leave out --demo, and name a product file of your own with --product FILE

"#]],
        ),
        case(
            "the demo to log",
            ":",
            "log --demo",
            (2, "read-only"),
            str![[r#"
error: the demo is read only: there is nothing to log
hint: leave out --demo, and name a product file of your own with --product FILE

"#]],
        ),
        case(
            "the demo to import",
            ":",
            "import --demo",
            (2, "read-only"),
            str![[r#"
error: the demo is read only: there is nothing to import
hint: leave out --demo, and name a product file of your own with --product FILE

"#]],
        ),
        case(
            "the demo to init",
            ":",
            "init --demo",
            (2, "read-only"),
            str![[r#"
error: the demo is read only: there is nothing to init
hint: leave out --demo, and name a product file of your own with --product FILE

"#]],
        ),
        case(
            "no product file to apply to",
            "rm product.toml",
            "apply fix:core",
            (2, "no-product"),
            str![[r#"
error: there is no product.toml here or in a folder above
hint: name one with --product FILE, or let `dateline init` propose one
hint: look around with --demo, the built-in line of Chain

"#]],
        ),
        case(
            "no product file to undo",
            "rm product.toml",
            "undo",
            (2, "no-product"),
            str![[r#"
error: there is no product.toml here or in a folder above
hint: name one with --product FILE, or let `dateline init` propose one
hint: look around with --demo, the built-in line of Chain

"#]],
        ),
        case(
            "no product file to recover",
            "rm product.toml",
            "recover",
            (2, "no-product"),
            str![[r#"
error: there is no product.toml here or in a folder above
hint: name one with --product FILE, or let `dateline init` propose one
hint: look around with --demo, the built-in line of Chain

"#]],
        ),
        case(
            "no product file to log",
            "rm product.toml",
            "log",
            (2, "no-product"),
            str![[r#"
error: there is no product.toml here or in a folder above
hint: name one with --product FILE, or let `dateline init` propose one
hint: look around with --demo, the built-in line of Chain

"#]],
        ),
        case(
            "no product file to import into",
            "rm product.toml",
            "import",
            (2, "no-product"),
            str![[r#"
error: there is no product.toml here or in a folder above
hint: name one with --product FILE, or let `dateline init` propose one
hint: look around with --demo, the built-in line of Chain

"#]],
        ),
        case(
            "no product file to replay",
            "rm product.toml",
            "replay",
            (2, "no-product"),
            str![[r#"
error: there is no product.toml here or in a folder above
hint: name one with --product FILE, or let `dateline init` propose one
hint: look around with --demo, the built-in line of Chain

"#]],
        ),
        case(
            "a missing product file to undo",
            ":",
            "undo --product none.toml",
            (2, "io"),
            str![[r#"
error: cannot read `none.toml`: there is no such file

"#]],
        ),
        case(
            "a missing product file to log",
            ":",
            "log --product none.toml",
            (2, "io"),
            str![[r#"
error: cannot read `none.toml`: there is no such file

"#]],
        ),
        case(
            "a missing product file to recover",
            ":",
            "recover --product none.toml",
            (2, "io"),
            str![[r#"
error: cannot read `none.toml`: there is no such file

"#]],
        ),
        case(
            "a missing product file to import",
            ":",
            "import --product none.toml",
            (2, "io"),
            str![[r#"
error: cannot read `none.toml`: there is no such file

"#]],
        ),
        Case {
            parts: &["toml-syntax"],
            ..case(
                "a broken product file to log",
                "echo '[' > product.toml",
                "log",
                (2, "invalid-product"),
                str![[r#"
error: this is no TOML: unquoted keys cannot be empty, expected letters, numbers, `-`, `_`
 --> product.toml:1:2
  |
1 | [
  |  ^

error: product.toml has 1 error

"#]],
            )
        },
        case(
            "no repository to import from",
            "rm -rf .git",
            "import",
            (2, "no-repository"),
            str![[r#"
error: there is no git repository here, so there are no tags
hint: keep the product file in a git repository, or name one with --product FILE

"#]],
        ),
        case(
            "no repository to replay",
            "rm -rf .git",
            "replay",
            (2, "no-repository"),
            str![[r#"
error: there is no git repository here, so there are no tags
hint: keep the product file in a git repository, or name one with --product FILE

"#]],
        ),
        case(
            "a repository that is broken",
            "echo x > .git/HEAD",
            "import",
            (2, "no-repository"),
            str![[r#"
error: there is no git repository here, so there are no tags
hint: keep the product file in a git repository, or name one with --product FILE

"#]],
        ),
        case(
            "an argument for undo",
            ":",
            "undo core",
            (2, "usage"),
            str![[r#"
error: `dateline undo` takes no `core`
hint: usage: dateline undo [OPTIONS]
hint: `dateline undo --help` tells more

"#]],
        ),
        case(
            "an argument for log",
            ":",
            "log core",
            (2, "usage"),
            str![[r#"
error: `dateline log` takes no `core`
hint: usage: dateline log [OPTIONS]
hint: `dateline log --help` tells more

"#]],
        ),
        case(
            "an argument for replay",
            ":",
            "replay core",
            (2, "usage"),
            str![[r#"
error: `dateline replay` takes no `core`
hint: usage: dateline replay [OPTIONS]
hint: `dateline replay --help` tells more

"#]],
        ),
        case(
            "an argument for import",
            ":",
            "import core",
            (2, "usage"),
            str![[r#"
error: `dateline import` takes no `core`
hint: usage: dateline import [OPTIONS]
hint: `dateline import --help` tells more

"#]],
        ),
        case(
            "an argument for recover",
            ":",
            "recover core",
            (2, "usage"),
            str![[r#"
error: `dateline recover` takes no `core`
hint: usage: dateline recover [OPTIONS]
hint: `dateline recover --help` tells more

"#]],
        ),
    ]
}

fn consents() -> Vec<Case> {
    let tagged = "git tag core-v1.0.20161101";
    vec![
        case(
            "nobody to ask about an apply",
            ":",
            "apply fix:core",
            (2, "needs-yes"),
            str![[r#"
error: there is no terminal to ask on, so nothing is written
hint: add --yes, or --dry-run to look only

"#]],
        ),
        case(
            "nobody to ask about an undo",
            APPLIED,
            "undo",
            (2, "needs-yes"),
            str![[r#"
error: there is no terminal to ask on, so nothing is written
hint: add --yes, or --dry-run to look only

"#]],
        ),
        case(
            "nobody to ask about a recovery",
            CUT_OFF,
            "recover",
            (2, "needs-yes"),
            str![[r#"
error: there is no terminal to ask on, so nothing is written
hint: add --yes, or --dry-run to look only

"#]],
        ),
        case(
            "nobody to ask about an import",
            tagged,
            "import",
            (2, "needs-yes"),
            str![[r#"
error: there is no terminal to ask on, so nothing is written
hint: add --yes, or --dry-run to look only

"#]],
        ),
    ]
}

fn journals() -> Vec<Case> {
    let damaged = "mkdir -p .git/dateline; echo x > .git/dateline/journal";
    // The holder is what the file says, as another dateline would have written it.
    let held = "mkdir -p .git/dateline; echo '`dateline apply` of ann, process 7' > .git/dateline/lock; \
                (exec 9>>.git/dateline/lock; flock 9; exec sleep 60) >/dev/null 2>&1 & echo $! > .git/holder; \
                while flock -n .git/dateline/lock true; do sleep 0.05; done";
    let moved_on = "\"$DATELINE\" apply fix:core --yes --quiet; git commit -q --allow-empty -m On";
    let elsewhere = "\"$DATELINE\" apply fix:core --yes --quiet; git checkout -qb other";
    let changed = "\"$DATELINE\" apply fix:core --yes --quiet; echo >> product.toml";
    let pushed = "git init -q --bare .git/remote; git remote add origin .git/remote; git push -q origin main; \
                  \"$DATELINE\" apply fix:core --yes --quiet --push";
    let unreachable = "\"$DATELINE\" apply fix:core --yes --quiet; git remote add origin nowhere";
    let locked = "\"$DATELINE\" apply fix:core --yes --quiet; touch .git/index.lock";
    let cut_off_and_changed = "\"$DATELINE\" apply fix:core --yes --quiet; echo >> product.toml; \
                               mv .git/dateline/applied/000001 .git/dateline/journal";
    vec![
        case(
            "an apply behind one that was cut off",
            CUT_OFF,
            "apply fix:mac --yes",
            (3, "unfinished"),
            str![[r#"
error: an apply of TIME was cut off before it was done
hint: `dateline recover` finishes it, `dateline recover --abort` reverts it

"#]],
        ),
        case(
            "a dry run behind one that was cut off",
            CUT_OFF,
            "apply fix:mac --dry-run",
            (3, "unfinished"),
            str![[r#"
error: an apply of TIME was cut off before it was done
hint: `dateline recover` finishes it, `dateline recover --abort` reverts it

"#]],
        ),
        case(
            "an undo behind one that was cut off",
            CUT_OFF,
            "undo --yes",
            (3, "unfinished"),
            str![[r#"
error: an apply of TIME was cut off before it was done
hint: `dateline recover` finishes it, `dateline recover --abort` reverts it

"#]],
        ),
        Case {
            parts: &["conflict"],
            ..case(
                "what was cut off and changed since",
                cut_off_and_changed,
                "recover --yes",
                (3, "changed-since"),
                str![[r#"
error: `product.toml` has a content that is neither the old nor the new one

error: what was cut off has been changed since
hint: put back what is named above, or bring it to the new state, then call `dateline recover`

"#]],
            )
        },
        case(
            "an apply with a damaged journal",
            damaged,
            "apply fix:core --yes",
            (3, "damaged-journal"),
            str![[r#"
error: the journal `FOLDER/.git/dateline/journal` is damaged: it is no journal that this version knows
hint: compare files, branch and tags with what you expect, then remove the journal by hand

"#]],
        ),
        case(
            "a recovery of a damaged journal",
            damaged,
            "recover --yes",
            (3, "damaged-journal"),
            str![[r#"
error: the journal `FOLDER/.git/dateline/journal` is damaged: it is no journal that this version knows
hint: compare files, branch and tags with what you expect, then remove the journal by hand

"#]],
        ),
        case(
            "an undo with a damaged journal",
            damaged,
            "undo --yes",
            (3, "damaged-journal"),
            str![[r#"
error: the journal `FOLDER/.git/dateline/journal` is damaged: it is no journal that this version knows
hint: compare files, branch and tags with what you expect, then remove the journal by hand

"#]],
        ),
        case(
            "an apply while another one is at work",
            held,
            "apply fix:core --yes",
            (4, "busy"),
            str![[r#"
error: another process is at work here: `dateline apply` of ann, process 7
hint: try again when it is done

"#]],
        ),
        case(
            "an undo of what was built on",
            moved_on,
            "undo --yes",
            (1, "not-undoable"),
            str![[r#"
error: the last apply cannot be taken back: main has moved on from its commit COMMIT
hint: revert it with `git revert COMMIT`, and delete its tags with `git tag -d core-v1.0.20161101 mac-v1.0.20161101 windows-v1.0.20161101`

"#]],
        ),
        case(
            "an undo on another branch",
            elsewhere,
            "undo --yes",
            (1, "not-undoable"),
            str![[r#"
error: the last apply cannot be taken back: HEAD is on other, and it was made on main
hint: switch to main first

"#]],
        ),
        case(
            "an undo of what was changed",
            changed,
            "undo --yes",
            (1, "not-undoable"),
            str![[r#"
error: the last apply cannot be taken back: `product.toml` was changed since
hint: take those changes back first, or plan the next release on top

"#]],
        ),
        case(
            "an undo of what was pushed",
            pushed,
            "undo --yes",
            (1, "not-undoable"),
            str![[r#"
error: the last apply cannot be taken back: it was pushed to origin, so that others may have it
hint: plan a fix and release again; versions that others have are never taken back

"#]],
        ),
        case(
            "an undo with a remote that is not there",
            unreachable,
            "undo --yes",
            (1, "not-undoable"),
            str![[r#"
error: the last apply cannot be taken back: origin cannot be asked whether it has the release: `git ls-remote` failed: 'nowhere' does not appear to be a git repository; Could not read from remote repository.; Please make sure you have the correct access rights; and the repository exists.
hint: make origin reachable, or remove it with `git remote remove origin`

"#]],
        ),
        case(
            "an undo while git is at work",
            locked,
            "undo --yes",
            (4, "git-locked"),
            str![[r#"
error: another git process holds `FOLDER/.git/index.lock`
hint: nothing is changed; try again when that process is done, or remove the lock it left behind

"#]],
        ),
    ]
}

/// The codes of all errors in the table, and of those in them.
pub(crate) fn codes() -> BTreeSet<&'static str> {
    table().iter().flat_map(|case| case.parts.iter().copied().chain([case.code])).collect()
}

fn table() -> Vec<Case> {
    [preflight(), plans(), places(), consents(), journals()].into_iter().flatten().collect()
}

/// Whether a script can have what it needs here: `flock`, of util-linux.
fn can_be_made(case: &Case) -> bool {
    let needs = case.setup.contains("flock");
    let can = !needs || Command::new("flock").arg("--version").output().is_ok();
    if !can {
        eprintln!("skipped, since there is no flock: {}", case.name);
    }
    can
}

#[test]
fn each_refusal_of_a_verb_that_writes_has_its_exit_code_its_words_and_its_json() {
    let checks: Vec<_> = table()
        .into_iter()
        .filter(can_be_made)
        .map(|case| std::panic::catch_unwind(|| case.check()))
        .collect();
    let failed = checks.iter().filter(|check| check.is_err()).count();
    assert_eq!(failed, 0, "cases failed");
}
