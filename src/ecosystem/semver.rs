//! Those who read SemVer 2, which always has three numbers. Since a build is never 0, `1.0.0` can only be `1.0`.

use super::dotted::Dotted;
use super::mapping::Mapping;

pub(super) const CARGO: Mapping = Mapping {
    name: "cargo",
    writer: &Dotted::filled(""),
    limits: &[],
    note: "",
    as_is: "`1.0` is refused: a crate needs three numbers",
    comparator: "the `semver` crate",
};

pub(super) const NPM: Mapping = Mapping {
    name: "npm",
    writer: &Dotted::filled(""),
    limits: &[],
    note: "numbers ≤ 2^53-1 (never reached)",
    as_is: "`1.0` is refused on publish",
    comparator: "node's `semver`",
};

pub(super) const HELM: Mapping = Mapping {
    name: "helm",
    writer: &Dotted::filled(""),
    limits: &[],
    note: "",
    as_is: "`1.0` is refused: a chart needs three numbers",
    comparator: "Masterminds semver",
};

pub(super) const NUGET: Mapping = Mapping {
    name: "nuget",
    writer: &Dotted::filled(""),
    limits: &[],
    note: "NuGet ≥ 4.3; numbers ≤ 2147483647 (never reached)",
    as_is: "`1.0` is rewritten to `1.0.0`",
    comparator: "`univers`, a port",
};

pub(super) const GO: Mapping = Mapping {
    name: "go",
    writer: &Dotted::filled("v"),
    limits: &[],
    note: "from M = 2 the module path ends in `/vM`",
    as_is: "`v1.0` is a query for the newest `v1.0.D`",
    comparator: "golang.org/x/mod/semver",
};

pub(super) const TERRAFORM: Mapping = Mapping {
    name: "terraform",
    writer: &Dotted::filled(""),
    limits: &[],
    note: "",
    as_is: "`1.0` is refused: three numbers are needed",
    comparator: "hashicorp's go-version",
};

pub(super) const SWIFT: Mapping = Mapping {
    name: "swift",
    writer: &Dotted::filled(""),
    limits: &[],
    note: "",
    as_is: "`1.0` is refused: three numbers are needed",
    comparator: "the `semver` crate, a stand-in",
};

pub(super) const PUB: Mapping = Mapping {
    name: "pub",
    writer: &Dotted::filled(""),
    limits: &[],
    note: "numbers ≤ 2^63-1 (never reached)",
    as_is: "`1.0` is refused: three numbers are needed",
    comparator: "the `semver` crate, a stand-in",
};

pub(super) const HEX: Mapping = Mapping {
    name: "hex",
    writer: &Dotted::filled(""),
    limits: &[],
    note: "",
    as_is: "`1.0` is refused: three numbers are needed",
    comparator: "Elixir's `Version`",
};

pub(super) const ANSIBLE_GALAXY: Mapping = Mapping {
    name: "ansible-galaxy",
    writer: &Dotted::filled(""),
    limits: &[],
    note: "",
    as_is: "`1.0` is refused: three numbers are needed",
    comparator: "ansible-core's `SemanticVersion`",
};

pub(super) const POWERSHELL: Mapping = Mapping {
    name: "powershell",
    writer: &Dotted { mark: "-next", digits: 9, ..Dotted::filled("") },
    limits: &[],
    note: "numbers ≤ 2147483647 (never reached)",
    as_is: "`-next.3` is refused: no dot in a label",
    comparator: "`univers`, a port of NuGet",
};

pub(super) const OSGI: Mapping = Mapping {
    name: "osgi",
    writer: &Dotted { mark: ".next-", digits: 9, stable: ".release", ..Dotted::filled("") },
    limits: &[],
    note: "numbers ≤ 2147483647 (never reached)",
    as_is: "`-next.3` is refused",
    comparator: "`org.osgi.framework.Version`",
};
