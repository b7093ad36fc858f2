//! Ecosystems that read SemVer 2, which always has three numbers. Since a build is never 0, `1.0.0` can only be `1.0`.

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const CARGO: Mapping = Mapping::new(
    "cargo",
    &Dotted::filled(""),
    "`1.0` is refused: a crate needs three numbers",
    "the `semver` crate",
);

pub(super) const NPM: Mapping =
    Mapping::new("npm", &Dotted::filled(""), "`1.0` is refused on publish", "node's `semver`")
        .noted("numbers ≤ 2^53-1 (never reached)");

pub(super) const HELM: Mapping = Mapping::new(
    "helm",
    &Dotted::filled(""),
    "`1.0` is refused: a chart needs three numbers",
    "Masterminds semver",
);

pub(super) const NUGET: Mapping =
    Mapping::new("nuget", &Dotted::filled(""), "`1.0` is rewritten to `1.0.0`", "`univers`, a port")
        .noted("NuGet ≥ 4.3; numbers ≤ 2147483647 (never reached)");

pub(super) const GO: Mapping = Mapping::new(
    "go",
    &Dotted::filled("v"),
    "`v1.0` is a query for the newest `v1.0.D`",
    "golang.org/x/mod/semver",
)
.noted("from M = 2 the module path ends in `/vM`");

pub(super) const TERRAFORM: Mapping = Mapping::new(
    "terraform",
    &Dotted::filled(""),
    "`1.0` is refused: three numbers are needed",
    "hashicorp's go-version",
);

pub(super) const SWIFT: Mapping = Mapping::new(
    "swift",
    &Dotted::filled(""),
    "`1.0` is refused: three numbers are needed",
    "the `semver` crate, a stand-in",
);

pub(super) const PUB: Mapping = Mapping::new(
    "pub",
    &Dotted::filled(""),
    "`1.0` is refused: three numbers are needed",
    "the `semver` crate, a stand-in",
)
.noted("numbers ≤ 2^63-1 (never reached)");

pub(super) const HEX: Mapping = Mapping::new(
    "hex",
    &Dotted::filled(""),
    "`1.0` is refused: three numbers are needed",
    "Elixir's `Version`",
);

pub(super) const ANSIBLE_GALAXY: Mapping = Mapping::new(
    "ansible-galaxy",
    &Dotted::filled(""),
    "`1.0` is refused: three numbers are needed",
    "ansible-core's `SemanticVersion`",
);

pub(super) const POWERSHELL: Mapping = Mapping::new(
    "powershell",
    &Dotted { mark: "-next", digits: 9, ..Dotted::filled("") },
    "`-next.3` is refused: no dot in a label",
    "`univers`, a port of NuGet",
)
.noted("numbers ≤ 2147483647 (never reached)");

pub(super) const OSGI: Mapping = Mapping::new(
    "osgi",
    &Dotted { mark: ".next-", digits: 9, stable: ".release", ..Dotted::filled("") },
    "`-next.3` is refused",
    "`org.osgi.framework.Version`",
)
.noted("numbers ≤ 2147483647 (never reached)");
