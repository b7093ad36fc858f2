//! Texts that are no versions, in each scheme and in streams.

use snapbox::data::Inline;
use snapbox::str;

use super::{Case, invalid, refused};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (text, stderr) in dated() {
        cases.push(invalid("a dated version", &["version", "parse", "--", text], "bad-version", stderr));
    }
    for (text, stderr) in semver() {
        let arguments = ["version", "parse", "--scheme", "semver", text];
        cases.push(invalid("a semver version", &arguments, "bad-version", stderr));
    }
    for (text, stderr) in dev_patch() {
        let arguments = ["version", "parse", "--scheme", "dev-patch", text];
        cases.push(invalid("a dev-patch version", &arguments, "bad-version", stderr));
    }
    cases.extend(elsewhere());
    cases
}

pub(crate) fn dated() -> Vec<(&'static str, Inline)> {
    vec![
        (
            "",
            str![[r#"
error: `` is no dated version: a version cannot be empty, at byte 0
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]],
        ),
        (
            "1",
            str![[r#"
error: `1` is no dated version: MINOR is missing, at byte 1
hint: did you mean `1.0`?

"#]],
        ),
        (
            "1.",
            str![[r#"
error: `1.` is no dated version: MINOR is missing, at byte 2
hint: did you mean `1.0`?

"#]],
        ),
        (
            ".1",
            str![[r#"
error: `.1` is no dated version: MAJOR must be a number, not `.`, at byte 0
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]],
        ),
        (
            "1.x",
            str![[r#"
error: `1.x` is no dated version: MINOR must be a number, not `x`, at byte 2
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]],
        ),
        (
            "x",
            str![[r#"
error: `x` is no dated version: MAJOR must be a number, not `x`, at byte 0
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]],
        ),
        (
            "1.0.",
            str![[r#"
error: `1.0.` is no dated version: BUILD is missing, at byte 4
hint: did you mean `1.0`?

"#]],
        ),
        (
            "1.0-next.",
            str![[r#"
error: `1.0-next.` is no dated version: ID is missing, at byte 9
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]],
        ),
        (
            "1.0-next.x",
            str![[r#"
error: `1.0-next.x` is no dated version: ID must be a number, not `x`, at byte 9
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]],
        ),
        (
            "1.0-next.01",
            str![[r#"
error: `1.0-next.01` is no dated version: ID must not start with a zero, at byte 9
hint: did you mean `1.0-next.1`?

"#]],
        ),
        (
            "1.02",
            str![[r#"
error: `1.02` is no dated version: MINOR must not start with a zero, at byte 2
hint: did you mean `1.2`?

"#]],
        ),
        (
            "00.1",
            str![[r#"
error: `00.1` is no dated version: MAJOR must not start with a zero, at byte 0
hint: did you mean `0.1`?

"#]],
        ),
        (
            "1.1000000000",
            str![[r#"
error: `1.1000000000` is no dated version: MINOR cannot exceed 999999999, at byte 2
hint: a number of a version has at most nine digits

"#]],
        ),
        (
            "99999999999999999999.0",
            str![[r#"
error: `99999999999999999999.0` is no dated version: MAJOR cannot exceed 999999999, at byte 0
hint: a number of a version has at most nine digits

"#]],
        ),
        (
            "v1.2",
            str![[r#"
error: `v1.2` is no dated version: drop the `v`, at byte 0
hint: did you mean `1.2`?

"#]],
        ),
        (
            " 1.0",
            str![[r#"
error: ` 1.0` is no dated version: a version holds no white space, at byte 0
hint: did you mean `1.0`?

"#]],
        ),
        (
            "1.0 ",
            str![[r#"
error: `1.0 ` is no dated version: a version holds no white space, at byte 3
hint: did you mean `1.0`?

"#]],
        ),
        (
            "1.0\n",
            str![[r#"
error: `1.0\n` is no dated version: a version holds no white space, at byte 3
hint: did you mean `1.0`?

"#]],
        ),
        (
            "1. 0",
            str![[r#"
error: `1. 0` is no dated version: a version holds no white space, at byte 2
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]],
        ),
        (
            "1.²",
            str![[r#"
error: `1.²` is no dated version: a version is plain ASCII, at byte 2
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]],
        ),
        (
            "1.٣",
            str![[r#"
error: `1.٣` is no dated version: a version is plain ASCII, at byte 2
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]],
        ),
        (
            "1.0.161205",
            str![[r#"
error: `1.0.161205` is no dated version: build must be YYYYMMDD, at byte 4
hint: did you mean `1.0.20161205`?

"#]],
        ),
        (
            "1.0.2016-12-05",
            str![[r#"
error: `1.0.2016-12-05` is no dated version: build must be YYYYMMDD, at byte 4
hint: did you mean `1.0.20161205`?

"#]],
        ),
        (
            "1.0.3",
            str![[r#"
error: `1.0.3` is no dated version: build must be YYYYMMDD, at byte 4
hint: as a semver version it is fine: --scheme semver

"#]],
        ),
        (
            "1.0.20230229",
            str![[r#"
error: `1.0.20230229` is no dated version: build must be a calendar date: the calendar has no 2023-02-29, at byte 4
hint: check the year, the month and the day

"#]],
        ),
        (
            "1.0.20261301",
            str![[r#"
error: `1.0.20261301` is no dated version: build must be a calendar date: the calendar has no 2026-13-01, at byte 4
hint: check the year, the month and the day

"#]],
        ),
        (
            "1.0.19691231",
            str![[r#"
error: `1.0.19691231` is no dated version: build must be a calendar date: the year must be 1970 to 9999, at byte 4
hint: check the year, the month and the day

"#]],
        ),
        (
            "1.0.00000000",
            str![[r#"
error: `1.0.00000000` is no dated version: build must be a calendar date: the year must be 1970 to 9999, at byte 4
hint: did you mean `1.0`?

"#]],
        ),
        (
            "1.2-rc.1",
            str![[r#"
error: `1.2-rc.1` is no dated version: the only suffix is `-next.ID`, at byte 3
hint: did you mean `1.2-next.1`?

"#]],
        ),
        (
            "1.2-next",
            str![[r#"
error: `1.2-next` is no dated version: the only suffix is `-next.ID`, at byte 3
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]],
        ),
        (
            "1.2-NEXT.1",
            str![[r#"
error: `1.2-NEXT.1` is no dated version: the only suffix is `-next.ID`, at byte 3
hint: did you mean `1.2-next.1`?

"#]],
        ),
        (
            "1.2+linux",
            str![[r#"
error: `1.2+linux` is no dated version: build metadata after `+` has no place in a version, at byte 3
hint: did you mean `1.2`?

"#]],
        ),
        (
            "1.0.20161024.1",
            str![[r#"
error: `1.0.20161024.1` is no dated version: nothing may follow here, but there is `.`, at byte 12
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]],
        ),
        (
            "1.0'",
            str![[r#"
error: `1.0'` is no dated version: nothing may follow here, but there is `'`, at byte 3
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]],
        ),
        (
            "-1.0",
            str![[r#"
error: `-1.0` is no dated version: MAJOR must be a number, not `-`, at byte 0
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]],
        ),
        (
            "1.\u{202e}0",
            str![[r#"
error: `1.\u{202e}0` is no dated version: a version is plain ASCII, at byte 2
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]],
        ),
        (
            "1.0\u{1b}[31m",
            str![[r#"
error: `1.0\u{1b}[31m` is no dated version: nothing may follow here, but there is `\u{1b}`, at byte 3
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]],
        ),
        (
            "1.0\u{9b}",
            str![[r#"
error: `1.0\u{9b}` is no dated version: a version is plain ASCII, at byte 3
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]],
        ),
        (
            "1.0\u{200b}",
            str![[r#"
error: `1.0\u{200b}` is no dated version: a version is plain ASCII, at byte 3
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]],
        ),
    ]
}

pub(crate) fn semver() -> Vec<(&'static str, Inline)> {
    vec![
        (
            "",
            str![[r#"
error: `` is no semver version: a version cannot be empty, at byte 0
hint: write MAJOR.MINOR.PATCH or MAJOR.MINOR.PATCH-next.ID

"#]],
        ),
        (
            "1.2",
            str![[r#"
error: `1.2` is no semver version: PATCH is missing, at byte 3
hint: did you mean `1.2.0`?

"#]],
        ),
        (
            "1.2.",
            str![[r#"
error: `1.2.` is no semver version: PATCH is missing, at byte 4
hint: did you mean `1.2.0`?

"#]],
        ),
        (
            "1.2.x",
            str![[r#"
error: `1.2.x` is no semver version: PATCH must be a number, not `x`, at byte 4
hint: write MAJOR.MINOR.PATCH or MAJOR.MINOR.PATCH-next.ID

"#]],
        ),
        (
            "1.2.03",
            str![[r#"
error: `1.2.03` is no semver version: PATCH must not start with a zero, at byte 4
hint: did you mean `1.2.3`?

"#]],
        ),
        (
            "1.2.1000000000",
            str![[r#"
error: `1.2.1000000000` is no semver version: PATCH cannot exceed 999999999, at byte 4
hint: a number of a version has at most nine digits

"#]],
        ),
        (
            "v1.2.3",
            str![[r#"
error: `v1.2.3` is no semver version: drop the `v`, at byte 0
hint: did you mean `1.2.3`?

"#]],
        ),
        (
            "1.2.3 ",
            str![[r#"
error: `1.2.3 ` is no semver version: a version holds no white space, at byte 5
hint: did you mean `1.2.3`?

"#]],
        ),
        (
            "1.2.3é",
            str![[r#"
error: `1.2.3é` is no semver version: a version is plain ASCII, at byte 5
hint: write MAJOR.MINOR.PATCH or MAJOR.MINOR.PATCH-next.ID

"#]],
        ),
        (
            "1.2.3-rc.1",
            str![[r#"
error: `1.2.3-rc.1` is no semver version: the only suffix is `-next.ID`, at byte 5
hint: did you mean `1.2.3-next.1`?

"#]],
        ),
        (
            "1.2.3-next.",
            str![[r#"
error: `1.2.3-next.` is no semver version: ID is missing, at byte 11
hint: write MAJOR.MINOR.PATCH or MAJOR.MINOR.PATCH-next.ID

"#]],
        ),
        (
            "1.2.3+linux",
            str![[r#"
error: `1.2.3+linux` is no semver version: build metadata after `+` has no place in a version, at byte 5
hint: did you mean `1.2.3`?

"#]],
        ),
        (
            "1.2.3.4",
            str![[r#"
error: `1.2.3.4` is no semver version: nothing may follow here, but there is `.`, at byte 5
hint: write MAJOR.MINOR.PATCH or MAJOR.MINOR.PATCH-next.ID

"#]],
        ),
        (
            "1.2.3\u{7}",
            str![[r#"
error: `1.2.3\u{7}` is no semver version: nothing may follow here, but there is `\u{7}`, at byte 5
hint: write MAJOR.MINOR.PATCH or MAJOR.MINOR.PATCH-next.ID

"#]],
        ),
    ]
}

pub(crate) fn dev_patch() -> Vec<(&'static str, Inline)> {
    vec![
        (
            "",
            str![[r#"
error: `` is no dev-patch version: a version cannot be empty, at byte 0
hint: write MAJOR.MINOR or MAJOR.MINOR.PATCH

"#]],
        ),
        (
            "1",
            str![[r#"
error: `1` is no dev-patch version: MINOR is missing, at byte 1
hint: did you mean `1.0`?

"#]],
        ),
        (
            "1.7.",
            str![[r#"
error: `1.7.` is no dev-patch version: PATCH is missing, at byte 4
hint: did you mean `1.7`?

"#]],
        ),
        (
            "1.7.x",
            str![[r#"
error: `1.7.x` is no dev-patch version: PATCH must be a number, not `x`, at byte 4
hint: write MAJOR.MINOR or MAJOR.MINOR.PATCH

"#]],
        ),
        (
            "1.7.0",
            str![[r#"
error: `1.7.0` is no dev-patch version: PATCH counts from 1, a release has none, at byte 4
hint: did you mean `1.7`?

"#]],
        ),
        (
            "1.7.01",
            str![[r#"
error: `1.7.01` is no dev-patch version: PATCH must not start with a zero, at byte 4
hint: did you mean `1.7.1`?

"#]],
        ),
        (
            "1.7.1000000000",
            str![[r#"
error: `1.7.1000000000` is no dev-patch version: PATCH cannot exceed 999999999, at byte 4
hint: a number of a version has at most nine digits

"#]],
        ),
        (
            "v1.7",
            str![[r#"
error: `v1.7` is no dev-patch version: drop the `v`, at byte 0
hint: did you mean `1.7`?

"#]],
        ),
        (
            "1.7 ",
            str![[r#"
error: `1.7 ` is no dev-patch version: a version holds no white space, at byte 3
hint: did you mean `1.7`?

"#]],
        ),
        (
            "1.7é",
            str![[r#"
error: `1.7é` is no dev-patch version: a version is plain ASCII, at byte 3
hint: write MAJOR.MINOR or MAJOR.MINOR.PATCH

"#]],
        ),
        (
            "1.2-next.0",
            str![[r#"
error: `1.2-next.0` is no dev-patch version: a dev-patch version has no prerelease, at byte 3
hint: as a dated version it is fine: --scheme dated

"#]],
        ),
        (
            "1.2-rc.1",
            str![[r#"
error: `1.2-rc.1` is no dev-patch version: a dev-patch version has no prerelease, at byte 3
hint: write MAJOR.MINOR or MAJOR.MINOR.PATCH

"#]],
        ),
        (
            "1.7+linux",
            str![[r#"
error: `1.7+linux` is no dev-patch version: build metadata after `+` has no place in a version, at byte 3
hint: did you mean `1.7`?

"#]],
        ),
        (
            "1.7.1.1",
            str![[r#"
error: `1.7.1.1` is no dev-patch version: nothing may follow here, but there is `.`, at byte 5
hint: write MAJOR.MINOR or MAJOR.MINOR.PATCH

"#]],
        ),
        (
            "1.7.1\u{2028}",
            str![[r#"
error: `1.7.1\u{2028}` is no dev-patch version: a version is plain ASCII, at byte 5
hint: did you mean `1.7.1`?

"#]],
        ),
    ]
}

fn elsewhere() -> Vec<Case> {
    let long = "1".repeat(1 << 20);
    let bad = |name, arguments: &[&str], stderr| invalid(name, arguments, "bad-version", stderr);
    vec![
        bad("the second of two versions", &["version", "parse", "1.0", "1.x"], str![[r#"
error: `1.x` is no dated version: MINOR must be a number, not `x`, at byte 2
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]]),
        bad("the right side of a comparison", &["version", "compare", "1.0", "1.0.0"], str![[r#"
error: `1.0.0` is no dated version: build must be YYYYMMDD, at byte 4
hint: did you mean `1.0`?

"#]]),
        bad("a version to bump", &["version", "bump", "1", "fix"], str![[r#"
error: `1` is no dated version: MINOR is missing, at byte 1
hint: did you mean `1.0`?

"#]]),
        bad("a version of 100000 bytes", &["version", "parse", &"9".repeat(100_000)], str![[r#"
error: `99999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999…` is no dated version: MAJOR cannot exceed 999999999, at byte 0
hint: a number of a version has at most nine digits

"#]]),
        bad("a line of 1 MiB", &["version", "sort"], str![[r#"
error: standard input, line 1: `11111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111…` is no dated version: MAJOR cannot exceed 999999999, at byte 0
hint: a number of a version has at most nine digits

"#]]).input(long.clone()),
        bad("a line of 1 MiB that is not UTF-8", &["version", "max"], str![[r#"
error: standard input, line 1: `��������������������������������������������������������������������������������������������������������������������������������������������������������������������������������������������������������…` is no dated version: a version is plain ASCII, at byte 0
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]]).input([0xff_u8].repeat(1 << 20)),
        bad("the third line of the input", &["version", "sort"], str![[r#"
error: standard input, line 3: `1.x` is no dated version: MINOR must be a number, not `x`, at byte 2
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]]).input("1.0\r\n\n1.x\n"),
        bad("a line that is not UTF-8", &["version", "max"], str![[r#"
error: standard input, line 2: `1.0�` is no dated version: a version is plain ASCII, at byte 3
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]]).input(b"1.0\n1.0\xff\n"),
        bad("a byte order mark", &["version", "sort"], str![[r#"
error: standard input, line 1: `\u{feff}1.0` is no dated version: a version is plain ASCII, at byte 0
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]]).input("\u{feff}1.0\n"),
        bad("an escape sequence in the input", &["version", "sort"], str![[r#"
error: standard input, line 1: `\u{1b}[31m1.0` is no dated version: MAJOR must be a number, not `\u{1b}`, at byte 0
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]]).input("\u{1b}[31m1.0\n"),
        bad("a NUL byte in the input", &["version", "sort"], str![[r#"
error: standard input, line 1: `1.0\u{0}` is no dated version: nothing may follow here, but there is `\u{0}`, at byte 3
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]]).input("1.0\0\n"),
        bad("a line of a file", &["version", "sort", "product.toml"], str![[r#"
error: `product.toml`, line 1: `[product]` is no dated version: MAJOR must be a number, not `[`, at byte 0
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]]).product("[product]\n"),
        bad("a version to render", &["version", "render", "1.x", "--for", "npm"], str![[r#"
error: `1.x` is no dated version: MINOR must be a number, not `x`, at byte 2
hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

"#]]),
        bad("a version to check", &["version", "check", "v1", "--for", "all"], str![[r#"
error: `v1` is no dated version: drop the `v`, at byte 0
hint: did you mean `1.0`?

"#]]),
        invalid("an unknown ecosystem", &["version", "render", "1.0", "--for", "nix"], "unknown-ecosystem", str![[r#"
error: there is no ecosystem `nix`
hint: use all, or some of cargo, npm, helm, nuget, go, pypi, conda, maven, gradle, rubygems, debian, rpm, alpine, arch, composer, oci, git, homebrew, appstream, snap, winget, msi, fileversion, assembly, chrome-extension, vscode, apple, android

"#]]),
        invalid("an ecosystem with a slip", &["version", "render", "1.0", "--for", "npm,mavne"], "unknown-ecosystem", str![[r#"
error: there is no ecosystem `mavne`
hint: did you mean `maven`?

"#]]),
        invalid("an empty ecosystem", &["version", "check", "1.0", "--for", "npm,"], "unknown-ecosystem", str![[r#"
error: there is no ecosystem ``
hint: use all, or some of cargo, npm, helm, nuget, go, pypi, conda, maven, gradle, rubygems, debian, rpm, alpine, arch, composer, oci, git, homebrew, appstream, snap, winget, msi, fileversion, assembly, chrome-extension, vscode, apple, android

"#]]),
        invalid("an escape sequence in an ecosystem", &["version", "render", "1.0", "--for", "\u{1b}[31mnpm"], "unknown-ecosystem", str![[r#"
error: there is no ecosystem `\u{1b}[31mnpm`
hint: use all, or some of cargo, npm, helm, nuget, go, pypi, conda, maven, gradle, rubygems, debian, rpm, alpine, arch, composer, oci, git, homebrew, appstream, snap, winget, msi, fileversion, assembly, chrome-extension, vscode, apple, android

"#]]),
        invalid("an ecosystem to read that there is not", &["version", "parse", "1.0", "--from", "nix"], "unknown-ecosystem", str![[r#"
error: there is no ecosystem `nix`
hint: use all, or some of cargo, npm, helm, nuget, go, pypi, conda, maven, gradle, rubygems, debian, rpm, alpine, arch, composer, oci, git, homebrew, appstream, snap, winget, msi, fileversion, assembly, chrome-extension, vscode, apple, android

"#]]),
        invalid("a text that an ecosystem does not write", &["version", "parse", "1.0-next.3", "--from", "rpm"], "not-a-rendering", str![[r#"
error: `1.0-next.3` is no dated version as rpm writes it
hint: did you mean `1.0~next.3`?

"#]]),
        invalid("a text far from what an ecosystem writes", &["version", "parse", "\u{202e}x", "--from", "npm"], "not-a-rendering", str![[r#"
error: `\u{202e}x` is no dated version as npm writes it
hint: npm writes `M.m.(D or 0)[-next.k]`

"#]]),
        invalid("no ecosystem", &["version", "render", "1.0"], "usage", str![[r#"
error: `--for` is missing
hint: usage: dateline version render [OPTIONS] --for <ECOSYSTEM> <VERSION>...
hint: `dateline version render --help` tells more

"#]]),
        invalid("no version to render", &["version", "render", "--for", "npm"], "usage", str![[r#"
error: `VERSION` is missing
hint: usage: dateline version render [OPTIONS] --for <ECOSYSTEM> <VERSION>...
hint: `dateline version render --help` tells more

"#]]),
        refused("a version that an ecosystem cannot hold", &["version", "render", "1.256", "--for", "msi"], "beyond-limit", str![[r#"
error: msi cannot hold 1.256: MINOR is at most 255
hint: the nearest that it could hold is 1.255

"#]]).without_json(),
        invalid("the greatest of no versions", &["version", "max"], "no-versions", str![[r#"
error: there is no version to choose from
hint: give one version a line

"#]]),
        invalid("the greatest of empty lines", &["version", "max"], "no-versions", str![[r#"
error: there is no version to choose from
hint: give one version a line

"#]]).input("\n\r\n"),
    ]
}
