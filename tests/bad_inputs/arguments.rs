//! Wrong usage: verbs, flags, operands, and characters that have no place in them.

use snapbox::str;

use super::{Case, invalid, refused};

/// As long as one argument may be on Linux, nearly.
const LONG: usize = 100_000;

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = usage();
    cases.extend(values());
    cases.extend(hostile());
    cases.extend(places());
    cases
}

fn usage() -> Vec<Case> {
    let usage = |name, arguments: &[&str], stderr| invalid(name, arguments, "usage", stderr);
    vec![
        usage(
            "an unknown verb",
            &["frobnicate"],
            str![[r#"
error: `dateline` has no verb `frobnicate`
hint: usage: dateline [OPTIONS] [VERB]
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "a verb with a slip",
            &["plna", "fix:core"],
            str![[r#"
error: `dateline` has no verb `plna`
hint: did you mean `plan`?
hint: usage: dateline [OPTIONS] [VERB]
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "an empty verb",
            &[""],
            str![[r#"
error: `dateline` has no verb ``
hint: usage: dateline [OPTIONS] [VERB]
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "a verb of version that there is not",
            &["version", "frob"],
            str![[r#"
error: `dateline version` has no verb `frob`
hint: usage: dateline version [OPTIONS] <VERB>
hint: `dateline version --help` tells more

"#]],
        ),
        usage(
            "version without a verb",
            &["version"],
            str![[r#"
error: `dateline version` needs a verb
hint: usage: dateline version [OPTIONS] <VERB>
hint: `dateline version --help` tells more

"#]],
        ),
        usage(
            "the verb help",
            &["help"],
            str![[r#"
error: `dateline` has no verb `help`
hint: usage: dateline [OPTIONS] [VERB]
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "an unknown flag",
            &["--frob"],
            str![[r#"
error: `dateline` has no flag `--frob`
hint: usage: dateline [OPTIONS] [VERB]
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "a flag with a slip",
            &["status", "--frmat", "json"],
            str![[r#"
error: `dateline status` has no flag `--frmat`
hint: did you mean `--format`?
hint: `dateline status --help` tells more

"#]],
        ),
        usage(
            "a flag of another verb",
            &["plan", "fix:core", "--reverse"],
            str![[r#"
error: `dateline plan` has no flag `--reverse`
hint: did you mean `--verbose`?
hint: `dateline plan --help` tells more

"#]],
        ),
        usage(
            "a version that looks like a flag",
            &["version", "parse", "-1.0"],
            str![[r#"
error: `dateline version parse` has no flag `-1`
hint: usage: dateline version parse [OPTIONS] <VERSION>...
hint: `dateline version parse --help` tells more

"#]],
        ),
        usage(
            "an operand too many",
            &["status", "extra"],
            str![[r#"
error: `dateline status` takes no `extra`
hint: usage: dateline status [OPTIONS]
hint: `dateline status --help` tells more

"#]],
        ),
        usage(
            "plan without a change",
            &["plan"],
            str![[r#"
error: `CHANGE` is missing
hint: usage: dateline plan [OPTIONS] <CHANGE>...
hint: `dateline plan --help` tells more

"#]],
        ),
        usage(
            "drop without a component",
            &["drop"],
            str![[r#"
error: `COMPONENT` is missing
hint: usage: dateline drop [OPTIONS] <COMPONENT>...
hint: `dateline drop --help` tells more

"#]],
        ),
        usage(
            "why without anything",
            &["why"],
            str![[r#"
error: `COMPONENT` and `CHANGE` are missing
hint: usage: dateline why [OPTIONS] <COMPONENT> <CHANGE>...
hint: `dateline why --help` tells more

"#]],
        ),
        usage(
            "why without a change",
            &["why", "core"],
            str![[r#"
error: `CHANGE` is missing
hint: usage: dateline why [OPTIONS] <COMPONENT> <CHANGE>...
hint: `dateline why --help` tells more

"#]],
        ),
        usage(
            "compare with one version",
            &["version", "compare", "1.0"],
            str![[r#"
error: `RIGHT` is missing
hint: usage: dateline version compare [OPTIONS] <LEFT> <RIGHT>
hint: `dateline version compare --help` tells more

"#]],
        ),
        usage(
            "bump without a kind",
            &["version", "bump", "1.0"],
            str![[r#"
error: `KIND` is missing
hint: usage: dateline version bump [OPTIONS] <VERSION> <KIND>
hint: `dateline version bump --help` tells more

"#]],
        ),
        usage(
            "completions without a shell",
            &["completions"],
            str![[r#"
error: `SHELL` is missing
hint: usage: dateline completions [OPTIONS] <SHELL>
hint: `dateline completions --help` tells more

"#]],
        ),
        usage(
            "--next with --line",
            &["plan", "fix:core", "--next", "--line", "1.0"],
            str![[r#"
error: `--next` cannot go with `--line`
hint: `dateline plan --help` tells more

"#]],
        ),
        usage(
            "--demo with --product",
            &["--demo", "--product", "x"],
            str![[r#"
error: `--demo` cannot go with `--product`
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "--quiet with --verbose",
            &["-q", "-v"],
            str![[r#"
error: `--quiet` cannot go with `--verbose`
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "two dates",
            &["plan", "fix:core", "--date", "20161101", "--date", "20161102"],
            str![[r#"
error: `--date` cannot be given twice
hint: `dateline plan --help` tells more

"#]],
        ),
        usage(
            "two product files",
            &["--product", "a", "--product", "b"],
            str![[r#"
error: `--product` cannot be given twice
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "two formats",
            &["--format", "json", "--format", "json"],
            str![[r#"
{
  "format_version": 1,
  "error": {
    "code": "usage",
    "message": "`--format` cannot be given twice",
    "hints": [
      "`dateline --help` tells more"
    ],
    "place": null
  }
}

"#]],
        )
        .without_json(),
        usage(
            "an unknown format",
            &["--format", "xml"],
            str![[r#"
error: `--format` cannot be `xml`
hint: use one of text, json, markdown, github
hint: `dateline --help` tells more

"#]],
        )
        .without_json(),
        usage(
            "a format with a slip",
            &["--format=jsn"],
            str![[r#"
error: `--format` cannot be `jsn`
hint: did you mean `json`?
hint: `dateline --help` tells more

"#]],
        )
        .without_json(),
        usage(
            "a format in capitals",
            &["--format", "JSON"],
            str![[r#"
error: `--format` cannot be `JSON`
hint: use one of text, json, markdown, github
hint: `dateline --help` tells more

"#]],
        )
        .without_json(),
        usage(
            "no format",
            &["status", "--format"],
            str![[r#"
error: `--format` needs a value
hint: use one of text, json, markdown, github
hint: `dateline --help` tells more

"#]],
        )
        .without_json(),
        usage(
            "an empty format",
            &["--format="],
            str![[r#"
error: `--format` needs a value
hint: use one of text, json, markdown, github
hint: `dateline --help` tells more

"#]],
        )
        .without_json(),
        usage(
            "an unknown colour",
            &["--color", "pink"],
            str![[r#"
error: `--color` cannot be `pink`
hint: use one of auto, always, never
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "an unknown scheme",
            &["version", "parse", "--scheme", "calver", "1.0"],
            str![[r#"
error: `--scheme` cannot be `calver`
hint: use one of dated, semver, dev-patch
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "an unknown shell",
            &["completions", "tcsh"],
            str![[r#"
error: `SHELL` cannot be `tcsh`
hint: did you mean `zsh`?
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "no product file after --product",
            &["status", "--product"],
            str![[r#"
error: `--product` needs a value
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "no folder after -C",
            &["-C"],
            str![[r#"
error: `-C` needs a value
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "an empty product file name",
            &["--product="],
            str![[r#"
error: `--product` needs a value
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "a value for a flag that takes none",
            &["--demo=yes"],
            str![[r#"
error: `--demo` takes no value, but there is `yes`
hint: `dateline --help` tells more

"#]],
        ),
    ]
}

fn values() -> Vec<Case> {
    let change = |name, text: &str, stderr| invalid(name, &["--demo", "plan", text], "bad-change", stderr);
    vec![
        change(
            "an empty change",
            "",
            str![[r#"
error: `` is no change: a change is KIND:COMPONENT
hint: write it like fix:core or addition:core.sdk

"#]],
        ),
        change(
            "a change without a component",
            "fix",
            str![[r#"
error: `fix` is no change: a change is KIND:COMPONENT
hint: write it like fix:core or addition:core.sdk

"#]],
        ),
        change(
            "a change of an empty component",
            "fix:",
            str![[r#"
error: `fix:` is no change: `` is no id: an id cannot be empty
hint: write it like fix:core or addition:core.sdk

"#]],
        ),
        change(
            "an unknown kind",
            "frobnicate:core",
            str![[r#"
error: `frobnicate:core` is no change: there is no kind `frobnicate`
hint: the kinds are fix, api-fix, feature, api-feature, breaking, sync, dev

"#]],
        ),
        change(
            "a kind of other tools",
            "bugfix:core",
            str![[r#"
error: `bugfix:core` is no change: there is no kind `bugfix`
hint: did you mean `fix`?

"#]],
        ),
        change(
            "a kind with a slip",
            "braking:core",
            str![[r#"
error: `braking:core` is no change: there is no kind `braking`
hint: did you mean `breaking`?

"#]],
        ),
        change(
            "a component in capitals",
            "fix:Core",
            str![[r#"
error: `fix:Core` is no change: `Core` is no id: an id consists of a-z, 0-9 and `-`, not `C`
hint: write it like fix:core or addition:core.sdk

"#]],
        ),
        change(
            "a kind that no surface has",
            "feature:core.sdk",
            str![[r#"
error: `feature:core.sdk` is no change: a surface changes by fix, addition or breaking, not by `feature`
hint: write it like fix:core or addition:core.sdk

"#]],
        ),
        change(
            "an addition to a component",
            "addition:core",
            str![[r#"
error: `addition:core` is no change: `addition` needs a surface
hint: write addition:COMPONENT.SURFACE, or api-feature:COMPONENT

"#]],
        ),
        change(
            "a change of an empty surface",
            "fix:core.",
            str![[r#"
error: `fix:core.` is no change: `` is no id: an id cannot be empty
hint: write it like fix:core or addition:core.sdk

"#]],
        ),
        change(
            "a quote in a change",
            "it's:core",
            str![[r#"
error: `it's:core` is no change: there is no kind `it's`
hint: the kinds are fix, api-fix, feature, api-feature, breaking, sync, dev

"#]],
        ),
        invalid(
            "an empty component to explain",
            &["--demo", "why", "", "fix:core"],
            "bad-id",
            str![[r#"
error: `` is no component: an id cannot be empty
hint: `dateline status` lists the components

"#]],
        ),
        invalid(
            "a malformed component to promote",
            &["--demo", "promote", "java_sdk"],
            "bad-id",
            str![[r#"
error: `java_sdk` is no component: an id consists of a-z, 0-9 and `-`, not `_`
hint: `dateline status` lists the components

"#]],
        ),
        invalid(
            "a malformed component to drop",
            &["--demo", "drop", "-", "core"],
            "bad-id",
            str![[r#"
error: `-` is no component: an id starts with a letter or a digit
hint: `dateline status` lists the components

"#]],
        ),
        invalid(
            "a malformed component to catch up",
            &["--demo", "catch-up", "é"],
            "bad-id",
            str![[r#"
error: `é` is no component: an id consists of a-z, 0-9 and `-`, not `é`
hint: `dateline status` lists the components

"#]],
        ),
        invalid(
            "an empty line",
            &["--demo", "plan", "fix:core", "--line", ""],
            "bad-line",
            str![[r#"
error: `` is no line: a version cannot be empty, at byte 0
hint: write MAJOR.MINOR, such as --line 1.1

"#]],
        ),
        invalid(
            "a version for a line",
            &["--demo", "plan", "fix:core", "--line", "1.0.1"],
            "bad-line",
            str![[r#"
error: `1.0.1` is no line: nothing may follow here, but there is `.`, at byte 3
hint: write MAJOR.MINOR, such as --line 1.1

"#]],
        ),
        invalid(
            "a kind of bump that there is not",
            &["version", "bump", "1.0", "fxi"],
            "bad-change",
            str![[r#"
error: there is no kind `fxi`
hint: did you mean `fix`?

"#]],
        ),
        refused(
            "a bump that has nothing to do",
            &["version", "bump", "1.0", "sync"],
            "already-current",
            str![[r#"
error: 1.0 stays: there is nothing to catch up with
hint: use fix, feature or breaking

"#]],
        ),
        refused(
            "a bump to a build that is taken",
            &["version", "bump", "1.0.20161101", "fix"],
            "build-taken",
            str![[r#"
error: the build is already taken: 1.0.20161101 is not below the build of 2016-11-01
hint: the first free date is 2016-11-02: --date 2016-11-02

"#]],
        ),
        refused(
            "a bump past the last number",
            &["version", "bump", "1.999999999", "feature"],
            "number-too-large",
            str![[r#"
error: 1.999999999 cannot go on: MINOR cannot exceed 999999999
hint: release a breaking change, which moves MAJOR

"#]],
        ),
        invalid(
            "a change for a kind",
            &["version", "bump", "1.0", "fix:core"],
            "bad-change",
            str![[r#"
error: there is no kind `fix:core`
hint: the kinds are fix, api-fix, feature, api-feature, breaking, sync, dev

"#]],
        ),
        invalid(
            "a kind of surfaces alone",
            &["version", "bump", "1.0", "addition"],
            "bad-change",
            str![[r#"
error: there is no kind `addition`
hint: the kinds are fix, api-fix, feature, api-feature, breaking, sync, dev

"#]],
        ),
        refused(
            "a development build of a dated version",
            &["version", "bump", "1.0", "dev"],
            "kind-not-for-scheme",
            str![[r#"
error: `dev` is not possible: 1.0 is dated
hint: development builds are for dev-patch components; use --next for a prerelease

"#]],
        ),
    ]
}

fn hostile() -> Vec<Case> {
    let usage = |name, arguments: &[&str], stderr| invalid(name, arguments, "usage", stderr);
    let change = |name, text: &str, stderr| invalid(name, &["--demo", "plan", text], "bad-change", stderr);
    vec![
        usage(
            "an escape sequence in a verb",
            &["pl\u{1b}[31man"],
            str![[r#"
error: `dateline` has no verb `pl\u{1b}[31man`
hint: usage: dateline [OPTIONS] [VERB]
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "a bidirectional override in a flag",
            &["--\u{202e}foo"],
            str![[r#"
error: `dateline` has no flag `--\u{202e}foo`
hint: usage: dateline [OPTIONS] [VERB]
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "a line end and a forged hint in a verb",
            &["x\n\nhint: run this"],
            str![[r#"
error: `dateline` has no verb `x\n\nhint: run this`
hint: usage: dateline [OPTIONS] [VERB]
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "C1 in a format",
            &["--format", "j\u{9b}son"],
            str![[r#"
error: `--format` cannot be `j\u{9b}son`
hint: did you mean `json`?
hint: `dateline --help` tells more

"#]],
        )
        .without_json(),
        usage(
            "a bell in a colour",
            &["--color", "\u{7}"],
            str![[r#"
error: `--color` cannot be `\u{7}`
hint: use one of auto, always, never
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "a line separator in a shell",
            &["completions", "ba\u{2028}sh"],
            str![[r#"
error: `SHELL` cannot be `ba\u{2028}sh`
hint: did you mean `bash`?
hint: `dateline --help` tells more

"#]],
        ),
        usage(
            "a zero width space in a scheme",
            &["version", "parse", "1.0", "--scheme", "\u{200b}dated"],
            str![[r#"
error: `--scheme` cannot be `\u{200b}dated`
hint: did you mean `dated`?
hint: `dateline --help` tells more

"#]],
        ),
        change(
            "an escape sequence in a component",
            "fix:co\u{1b}]0;x\u{7}re",
            str![[r#"
error: `fix:co\u{1b}]0;x\u{7}re` is no change: `co\u{1b}]0;x\u{7}re` is no id: an id consists of a-z, 0-9 and `-`, not `\u{1b}`
hint: write it like fix:core or addition:core.sdk

"#]],
        ),
        change(
            "a bidirectional override in a kind",
            "\u{202e}fix:core",
            str![[r#"
error: `\u{202e}fix:core` is no change: there is no kind `\u{202e}fix`
hint: did you mean `fix`?

"#]],
        ),
        change(
            "a line end in a surface",
            "fix:core.a\nb",
            str![[r#"
error: `fix:core.a\nb` is no change: `a\nb` is no id: an id consists of a-z, 0-9 and `-`, not `\n`
hint: write it like fix:core or addition:core.sdk

"#]],
        ),
        invalid(
            "C1 in a component to explain",
            &["--demo", "why", "c\u{9b}re", "fix:core"],
            "bad-id",
            str![[r#"
error: `c\u{9b}re` is no component: an id consists of a-z, 0-9 and `-`, not `\u{9b}`
hint: `dateline status` lists the components

"#]],
        ),
        invalid(
            "an escape sequence in a line",
            &["--demo", "plan", "fix:core", "--line", "1.0\u{1b}[A"],
            "bad-line",
            str![[r#"
error: `1.0\u{1b}[A` is no line: nothing may follow here, but there is `\u{1b}`, at byte 3
hint: write MAJOR.MINOR, such as --line 1.1

"#]],
        ),
        invalid(
            "an override in a product file name",
            &["--product", "\u{202e}lmot"],
            "io",
            str![[r#"
error: cannot read `\u{202e}lmot`: there is no such file

"#]],
        ),
        invalid(
            "an escape sequence in a folder",
            &["-C", "a\u{1b}[2Jb\nc"],
            "io",
            str![[r#"
error: cannot enter `a\u{1b}[2Jb\nc`: there is no such folder

"#]],
        ),
        invalid(
            "an escape sequence in a file to write",
            &["--demo", "plan", "fix:core", "--out", "no/\u{1b}[2J"],
            "io",
            str![[r#"
error: cannot write `no/\u{1b}[2J`: there is no such folder to put it into

"#]],
        ),
        invalid(
            "C1 in a file to sort",
            &["version", "sort", "\u{9b}x"],
            "io",
            str![[r#"
error: cannot read `\u{9b}x`: there is no such file

"#]],
        ),
        invalid(
            "an escape sequence in a kind of bump",
            &["version", "bump", "1.0", "\u{1b}[31mfix"],
            "bad-change",
            str![[r#"
error: there is no kind `\u{1b}[31mfix`
hint: the kinds are fix, api-fix, feature, api-feature, breaking, sync, dev

"#]],
        ),
        usage(
            "a verb that is not UTF-8",
            &[],
            str![[r#"
error: `dateline` has no verb `pl�an`
hint: did you mean `plan`?
hint: usage: dateline [OPTIONS] [VERB]
hint: `dateline --help` tells more

"#]],
        )
        .argument(b"pl\xffan"),
        usage(
            "a change that is not UTF-8",
            &["plan"],
            str![[r#"
error: an argument is not UTF-8
hint: `dateline plan --help` tells more

"#]],
        )
        .argument(b"fix:\xff"),
        usage(
            "a version that is not UTF-8",
            &["version", "parse"],
            str![[r#"
error: an argument is not UTF-8
hint: `dateline version parse --help` tells more

"#]],
        )
        .argument(b"1.\xff"),
        usage(
            "a date that is not UTF-8",
            &["plan", "fix:core", "--date"],
            str![[r#"
error: an argument is not UTF-8
hint: `dateline plan --help` tells more

"#]],
        )
        .argument(b"\xff"),
        usage(
            "a format that is not UTF-8",
            &["--format"],
            str![[r#"
error: `--format` cannot be `�`
hint: use one of text, json, markdown, github
hint: `dateline --help` tells more

"#]],
        )
        .argument(b"\xff")
        .without_json(),
        invalid(
            "a product file name that is not UTF-8",
            &["--product"],
            "io",
            str![[r#"
error: cannot read `�\u{1b}`: there is no such file

"#]],
        )
        .argument(b"\xff\x1b"),
        usage(
            "a verb of 100000 bytes",
            &[&"x".repeat(LONG)],
            str![[r#"
error: `dateline` has no verb `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…`
hint: usage: dateline [OPTIONS] [VERB]
hint: `dateline --help` tells more

"#]],
        ),
        change(
            "a change of 100000 bytes",
            &"x".repeat(LONG),
            str![[r#"
error: `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` is no change: a change is KIND:COMPONENT
hint: write it like fix:core or addition:core.sdk

"#]],
        ),
        change(
            "a component of 100000 bytes",
            &format!("fix:{}", "x".repeat(LONG)),
            str![[r#"
error: `fix:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` is no change: `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` is no id: an id has at most 64 characters
hint: write it like fix:core or addition:core.sdk

"#]],
        ),
        invalid(
            "a product file name of 100000 bytes",
            &["--product", &"x".repeat(LONG)],
            "io",
            str![[r#"
error: cannot read `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…`: the name is too long or malformed

"#]],
        ),
    ]
}

fn places() -> Vec<Case> {
    vec![
        invalid(
            "no product file",
            &["status"],
            "no-product",
            str![[r#"
error: there is no product.toml here or in a folder above
hint: name one with --product FILE, or let `dateline init` propose one
hint: look around with --demo, the built-in line of Chain

"#]],
        ),
        invalid(
            "a product file where one is proposed",
            &["init"],
            "file-exists",
            str![[r#"
error: `product.toml` exists already, and nothing is written over it
hint: look at what would be proposed with --product FILE and another name, and --dry-run
hint: `dateline import` takes the versions of the file from git tags

"#]],
        )
        .product("mine"),
        invalid(
            "a folder in which nothing can be proposed",
            &["init", "--product", "missing/product.toml"],
            "io",
            str![[r#"
error: cannot read `missing`: there is no such file

"#]],
        ),
        invalid(
            "a product file that is missing",
            &["--product", "nope.toml"],
            "io",
            str![[r#"
error: cannot read `nope.toml`: there is no such file

"#]],
        ),
        invalid(
            "a folder for a product file",
            &["--product", "."],
            "io",
            str![[r#"
error: cannot read `.`: it is a folder

"#]],
        ),
        invalid(
            "a product file below a file",
            &["--product", "product.toml/x"],
            "io",
            str![[r#"
error: cannot read `product.toml/x`: a part of the path is no folder

"#]],
        )
        .product(""),
        invalid(
            "a folder that is missing",
            &["-C", "nope"],
            "io",
            str![[r#"
error: cannot enter `nope`: there is no such folder

"#]],
        ),
        invalid(
            "a file for a folder",
            &["-C", "product.toml"],
            "io",
            str![[r#"
error: cannot enter `product.toml`: it is no folder

"#]],
        )
        .product(""),
        invalid(
            "a plan saved into a folder that is missing",
            &["--demo", "plan", "fix:core", "--out", "nope/x"],
            "io",
            str![[r#"
error: cannot write `nope/x`: there is no such folder to put it into

"#]],
        ),
        invalid(
            "a plan saved as a folder",
            &["--demo", "plan", "fix:core", "--out", "."],
            "io",
            str![[r#"
error: cannot write `.`: it is a folder

"#]],
        ),
        invalid(
            "a plan saved under no name",
            &["--demo", "plan", "fix:core", "--out="],
            "usage",
            str![[r#"
error: `--out` needs a value
hint: `dateline --help` tells more

"#]],
        ),
        invalid(
            "versions in a file that is missing",
            &["version", "max", "nope"],
            "io",
            str![[r#"
error: cannot read `nope`: there is no such file

"#]],
        ),
        invalid(
            "versions in a folder",
            &["version", "sort", "."],
            "io",
            str![[r#"
error: cannot read `.`: it is a folder

"#]],
        ),
    ]
}
