//! Requests that the rules of planning refuse.

use snapbox::str;

use super::{Case, invalid, refused};

const LINE: &str = r#"
[product]
name = "Chain"

[components.core]
lead = true
version = "1.2.20161101"
next = "1.3-next.0"
maintained = ["1.1.20160615"]
surfaces.sdk = { version = "1.1" }
surfaces.api = { version = 999999999 }

[components.mac]
version = "1.1.20161024"
next = "1.1.20161031-next.0"
follows = { core = "release" }

[components.client]
scheme = "semver"
version = "0.4.999999999"

[components.agent]
scheme = "dev-patch"
version = "1.7.2"
"#;

pub(crate) fn cases() -> Vec<Case> {
    let refused =
        |name, arguments: &[&str], code, stderr| refused(name, arguments, code, stderr).product(LINE);
    let invalid =
        |name, arguments: &[&str], code, stderr| invalid(name, arguments, code, stderr).product(LINE);
    let next_day = LINE.replace("[product]", "[product]\nsame-day = \"next-day\"");
    let last_line = LINE.replace("1.2.20161101", "1.999999999").replace("1.3-next.0", "2.0-next.999999999");
    let unreleased = "[product]\nname = \"Chain\"\n[components.core]\nlead = true\n";
    vec![
        invalid("an unknown component", &["plan", "fix:croe"], "unknown-component", str![[r#"
error: there is no component `croe`
hint: did you mean `core`?

"#]]),
        invalid("an unknown component near none", &["plan", "fix:zzz"], "unknown-component", str![[r#"
error: there is no component `zzz`
hint: `dateline status` lists the components

"#]]),
        invalid("an unknown component to explain", &["why", "mca", "fix:core"], "unknown-component", str![[r#"
error: there is no component `mca`
hint: did you mean `mac`?

"#]]),
        invalid("an unknown component to promote", &["promote", "mca"], "unknown-component", str![[r#"
error: there is no component `mca`
hint: did you mean `mac`?

"#]]),
        invalid("an unknown component to drop", &["drop", "mca"], "unknown-component", str![[r#"
error: there is no component `mca`
hint: did you mean `mac`?

"#]]),
        invalid("an unknown component to catch up", &["catch-up", "mca"], "unknown-component", str![[r#"
error: there is no component `mca`
hint: did you mean `mac`?

"#]]),
        invalid("an unknown surface", &["plan", "fix:core.skd"], "unknown-surface", str![[r#"
error: core has no surface `skd`
hint: surfaces are declared in the product file, under `components.core.surfaces`

"#]]),
        refused("a semver component that catches up", &["catch-up", "client"], "kind-not-for-scheme", str![[r#"
error: `sync:client` is not possible: client is semver
hint: only line components share a line to catch up with; use fix or feature

"#]]),
        refused("a development build of a dated component", &["plan", "dev:core"], "kind-not-for-scheme", str![[r#"
error: `dev:core` is not possible: core is dated
hint: development builds are for dev-patch components; use --next for a prerelease

"#]]),
        refused("a development build of a semver component", &["plan", "dev:client"], "kind-not-for-scheme", str![[r#"
error: `dev:client` is not possible: client is semver
hint: development builds are for dev-patch components; use --next for a prerelease

"#]]),
        refused("no line to catch up with", &["plan", "sync:core"], "no-line", str![[r#"
error: there is no line to catch up with: no line component was released yet
hint: release a component first, with fix or feature

"#]]).product(unreleased),
        refused("a second build on one day", &["plan", "fix:core"], "build-taken", str![[r#"
error: the build is already taken: core is at 1.2.20161101
hint: the first free date is 2016-11-02: --date 2016-11-02

"#]]),
        refused("a build before the last one", &["plan", "fix:core", "--date", "20161030"], "build-taken", str![[r#"
error: the build is already taken: core is at 1.2.20161101
hint: the first free date is 2016-11-02: --date 2016-11-02

"#]]),
        refused("two builds before the last ones", &["plan", "--line", "1.1", "fix:core", "--date", "20160101"], "build-taken", str![[r#"
error: the builds are already taken: core is at 1.1.20160615, mac is at 1.1.20161024
hint: the first free date is 2016-10-25: --date 2016-10-25

"#]]),
        refused("a next day too far away", &["plan", "fix:core", "--date", "20161020"], "build-taken", str![[r#"
error: the build is already taken: core is at 1.2.20161101
hint: the first free date is 2016-11-02, too far from the date asked for to be taken by itself: --date 2016-11-02

"#]])
            .product(next_day),
        refused(
            "no day after the last one",
            &["plan", "fix:core", "--date", "99991231", "--allow-future"],
            "build-taken",
            str![[r#"
error: the build is already taken: core is at 1.2.99991231
hint: there is no later date: open a new line

"#]],
        )
        .product(LINE.replace("1.2.20161101", "1.2.99991231")),
        refused("the current line as an older one", &["plan", "fix:core", "--line", "1.2"], "line-not-below", str![[r#"
error: line 1.2 is not below the current line 1.2
hint: leave --line away for the current line; --line is for older, maintained ones

"#]]),
        refused("a feature on an older line", &["plan", "feature:core", "--line", "1.1"], "not-on-maintained-line", str![[r#"
error: `feature:core` is not possible on a maintained line
hint: only fix and api-fix of line components are possible with --line

"#]]),
        refused("a semver component on an older line", &["plan", "fix:client", "--line", "1.1"], "not-on-maintained-line", str![[r#"
error: `fix:client` is not possible on a maintained line
hint: only fix and api-fix of line components are possible with --line

"#]]),
        refused("a line that is not maintained", &["plan", "fix:core", "--line", "1.0"], "not-maintained", str![[r#"
error: core has no version on line 1.0
hint: put its last stable version on 1.0 into `maintained` under [components.core], such as maintained = ["1.0"]

"#]]),
        refused("PATCH at its limit", &["plan", "fix:client"], "number-too-large", str![[r#"
error: client cannot go on: PATCH cannot exceed 999999999
hint: release a feature, which moves MINOR

"#]]),
        refused("a counter at its limit", &["plan", "breaking:core.api"], "number-too-large", str![[r#"
error: core cannot go on: a counter cannot exceed 999999999
hint: there is no greater number

"#]]),
        refused("MINOR at its limit", &["plan", "feature:core"], "number-too-large", str![[r#"
error: the line cannot go on: MINOR cannot exceed 999999999
hint: release a breaking change, which moves MAJOR

"#]]).product(last_line.clone()),
        refused("ID at its limit", &["plan", "--next", "breaking:core"], "number-too-large", str![[r#"
error: core cannot go on: ID cannot exceed 999999999
hint: promote the series, or drop it

"#]]).product(last_line),
        refused("a version that its ecosystem cannot hold", &["plan", "feature:core"], "cannot-publish", str![[r#"
error: core cannot be published: msi cannot hold 1.256: MINOR is at most 255
hint: the nearest that msi could hold is 1.255; or take it out of `publish` of core

"#]])
            .product("[product]\nname = \"C\"\n[components.core]\nlead = true\nversion = \"1.255\"\npublish = [\"msi\"]\n"),
        refused("a series to promote that is not open", &["promote", "client"], "no-series", str![[r#"
error: client has no open series
hint: open one with `dateline plan --next KIND:client`

"#]]),
        refused("a series to drop that is not open", &["drop", "agent"], "no-series", str![[r#"
error: agent has no open series
hint: a dev-patch component has development builds instead, which nothing promotes

"#]]),
        refused("a series below the line", &["promote", "mac"], "series-below-line", str![[r#"
error: mac cannot become 1.1.20161031: the current line is 1.2
hint: move the series to line 1.2 first: `dateline plan --next sync:mac`

"#]]),
        refused("nothing to promote", &["promote"], "nothing-to-promote", str![[r#"
error: there is no open series to promote
hint: open a series with `dateline plan --next CHANGE`

"#]]).product(unreleased),
    ]
}
