//! The calls that are made to fail, each with the repository that it starts from.

use crate::others::run_with;
use crate::repository::{CHAIN, Repository, State};

/// A call that changes a repository.
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    pub(crate) arguments: &'static [&'static str],
    pub(crate) start: Repository,
    /// All as it was before the release, or before what is done.
    pub(crate) old: State,
    /// All as it is after.
    pub(crate) new: State,
    /// Whether a call that succeeds leads to `new`.
    pub(crate) is_forward: bool,
}

type Make = fn(&'static str) -> Scenario;

pub(crate) const SCENARIOS: [(&str, Make); 9] = [
    ("apply", |name| Scenario::of(name, &APPLY, chain_with_manifests())),
    ("undo", |name| {
        let start = chain_with_manifests();
        start.expect(0, &APPLY);
        Scenario::of(name, &["undo", "--yes", "--moved"], start)
    }),
    ("recover", |name| Scenario::of_recovery(name, &["recover", "--yes", "--moved"], true)),
    ("abort", |name| Scenario::of_recovery(name, &["recover", "--abort", "--yes", "--moved"], false)),
    ("push", |name| {
        let start = chain_with_manifests();
        start.add_remote();
        Scenario::of(name, &["apply", "api-fix:core", "--push", "--yes"], start)
    }),
    ("import", |name| {
        let start = chain_with_manifests();
        for tag in ["core-v1.0.20161027", "mac-v1.0.20161027"] {
            start.git(&["tag", tag]);
        }
        Scenario::of(name, &["import", "--yes"], start)
    }),
    ("init", |name| {
        let start =
            Repository::with("", &[("Cargo.toml", "[package]\nname = \"core\"\nversion = \"1.0.0\"\n")]);
        start.git(&["rm", "--quiet", "product.toml"]);
        start.commit();
        Scenario::of(name, &["init"], start)
    }),
    ("promote", |name| Scenario::of(name, &["apply", "--promote", "--yes"], with_series())),
    ("drop", |name| {
        Scenario::of(name, &["apply", "--drop", "core", "mac", "windows", "java-sdk", "--yes"], with_series())
    }),
];

const APPLY: [&str; 3] = ["apply", "api-fix:core", "--yes"];

impl Scenario {
    fn of(name: &'static str, arguments: &'static [&'static str], start: Repository) -> Scenario {
        let whole = start.copy();
        whole.expect(0, arguments);
        let none = State::new();
        start.age();
        let made = Scenario { name, arguments, start, old: none.clone(), new: none, is_forward: true };
        let (old, new) = (made.state(&made.start), made.state(&whole));
        assert_ne!(old, new, "{name}");
        Scenario { old, new, ..made }
    }

    /// A call about an apply that was killed when its files were written and its refs were not moved.
    fn of_recovery(name: &'static str, arguments: &'static [&'static str], is_forward: bool) -> Scenario {
        let start = chain_with_manifests();
        let old = start.state();
        let whole = start.copy();
        whole.expect(0, &APPLY);
        let output = run_with(&start, &APPLY, "update-ref", "kill -9 $parent; kill -9 $$");
        assert_eq!(output.status.code(), None);
        start.age();
        Scenario { name, arguments, start, old, new: whole.state(), is_forward }
    }

    /// The state of a repository. A proposed product is called like its folder, which is another each time.
    pub(crate) fn state(&self, repository: &Repository) -> State {
        let mut state = repository.state();
        if let Some(product) = state.get_mut("product.toml").filter(|_| self.name == "init") {
            let folder = repository.path().file_name().unwrap().to_str().unwrap().trim_start_matches('.');
            *product = String::from_utf8(product.clone()).unwrap().replace(folder, "folder").into_bytes();
        }
        state
    }

    /// The call that makes `new` of `old`.
    pub(crate) fn again(&self) -> &'static [&'static str] {
        if matches!(self.name, "recover" | "abort") { &APPLY } else { self.arguments }
    }
}

/// Chain's four components with manifests of three formats, and a lock file that follows one of them.
pub(crate) fn chain_with_manifests() -> Repository {
    let manifests = [
        ("core", "{ path = \"core/Cargo.toml\" }"),
        ("java-sdk", "{ path = \"sdk/pom.xml\" }"),
        ("mac", "{ path = \"mac/VERSION\" }"),
        ("windows", "{ path = \"mac/notes\", pattern = \"for Windows {version}\" }"),
    ];
    let mut product = CHAIN.to_owned();
    for (component, manifest) in manifests {
        let header = format!("[components.{component}]\n");
        assert!(product.contains(&header));
        product = product.replace(&header, &format!("{header}manifests = [{manifest}]\n"));
    }
    let cargo = "[package]\nname = \"core\"\nversion = \"1.0.0\"\n";
    let lock = "version = 4\n\n[[package]]\nname = \"core\"\nversion = \"1.0.0\"\n";
    let files = [
        ("core/Cargo.toml", cargo),
        ("core/Cargo.lock", lock),
        ("sdk/pom.xml", "<project><version>1.0</version></project>\r\n"),
        ("mac/VERSION", "1.0\n"),
        ("mac/notes", "for Windows 1.0"),
    ];
    Repository::with(&product, &files)
}

/// The same with open series of all components.
fn with_series() -> Repository {
    let start = chain_with_manifests();
    start.expect(0, &["apply", "api-feature:core", "--next", "--yes"]);
    start
}
