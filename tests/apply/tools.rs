//! Small repositories of each kind, released and then shown to their own tools: what `apply` wrote is accepted as it is,
//! without the network.
//!
//! A tool that is not installed is skipped by name; with `DATELINE_ORACLES=required` it fails its test.
//! `.ci/install-oracles` installs them all.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::repository::Repository;

/// A repository, the tool that makes its lock file, and the one that judges it after a release.
struct Kind<'a> {
    manifest: &'a str,
    files: &'a [(&'a str, &'a str)],
    prepare: &'a [&'a str],
    judge: &'a [&'a str],
    /// What `apply` writes besides the product file and the manifest.
    follows: &'a [&'a str],
}

const VARIABLES: [(&str, &str); 11] = [
    ("LC_ALL", "C.UTF-8"),
    ("COMPOSER_ALLOW_SUPERUSER", "1"),
    ("COMPOSER_DISABLE_NETWORK", "1"),
    ("BUNDLE_SILENCE_ROOT_WARNING", "1"),
    ("PYTHONDONTWRITEBYTECODE", "1"),
    ("POETRY_VIRTUALENVS_CREATE", "false"),
    ("NPM_CONFIG_UPDATE_NOTIFIER", "false"),
    ("YARN_ENABLE_TELEMETRY", "0"),
    ("YARN_ENABLE_NETWORK", "0"),
    ("GO111MODULE", "off"),
    ("GOPATH", "/usr/share/gocode"),
];

/// What `.ci/install-oracles` has put beside the build's own folders.
fn installed(path: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("oracles").join(path)
}

/// What a tool prints in the repository, with its complaints; `None` where it is not installed.
fn ask(repository: &Repository, words: &[&str]) -> Option<String> {
    let (name, arguments) = words.split_first().unwrap();
    let own = ["npm/node_modules/.bin", "python/bin"].map(|folder| installed(folder).join(name));
    let program = own.into_iter().find(|path| path.exists()).unwrap_or_else(|| name.into());
    // It finds its own programs and settings, and nothing of this machine's user.
    let mut command = repository.command(program);
    command.args(arguments).envs(VARIABLES).env("HOME", repository.path().join(".git"));
    command.env("PYTHONPATH", installed("python")).env("GOCACHE", installed("go"));
    let output = match command.output() {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => return missing(name),
        Err(error) => panic!("{name}: {error}"),
    };
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    if said.contains("No module named") || said.contains("cannot find package") {
        return missing(&words.join(" "));
    }
    assert!(output.status.success(), "{words:?}: {said}");
    Some(said)
}

fn missing(name: &str) -> Option<String> {
    let required = std::env::var("DATELINE_ORACLES").is_ok_and(|value| value == "required");
    assert!(!required, "{name} is missing and DATELINE_ORACLES=required");
    // Not `eprintln!`, which the test runner keeps to itself when a test passes.
    let _ = writeln!(std::io::stderr(), "skipped for want of {name} (see .ci/install-oracles)");
    None
}

impl Kind<'_> {
    /// Releases 1.1.0 and gives what the judging tool says.
    fn released(&self) -> Option<String> {
        let product = format!(
            "[product]\nname = \"Cloud\"\n[components.core]\nscheme = \"semver\"\nversion = \"1.0.0\"\n\
             manifests = [{{ path = \"{}\" }}]\n",
            self.manifest
        );
        let ignored = (".gitignore", "node_modules\n.yarn\n.pnp*\n__pycache__\n.venv\n");
        let files: Vec<(&str, &str)> = self.files.iter().copied().chain([ignored]).collect();
        let repository = Repository::with(&product, &files);
        if !self.prepare.is_empty() {
            ask(&repository, self.prepare)?;
            repository.commit();
            ask(&repository, self.judge)?;
        }
        let said = repository.expect(0, &["apply", "feature:core", "--yes"]);
        assert!(!said.contains("refresh"), "{said}");
        let written = repository.git(&["show", "--format=", "--name-only", "HEAD"]);
        let mut expected: Vec<&str> =
            self.follows.iter().copied().chain(["product.toml", self.manifest]).collect();
        expected.sort_unstable();
        assert_eq!(written.lines().collect::<Vec<_>>(), expected);
        let said = ask(&repository, self.judge)?;
        assert_eq!(repository.git(&["status", "--porcelain"]), "", "the tool has nothing to write");
        Some(said)
    }
}

#[test]
fn composer_takes_the_lock_of_a_release_for_its_own() {
    let json = "{\n    \"name\": \"cloud/core\",\n    \"description\": \"The core\",\n    \"license\": \"MIT\",\n    \
                \"version\": \"1.0.0\",\n    \"require\": {\"php\": \">=7\"}\n}\n";
    let kind = Kind {
        manifest: "composer.json",
        files: &[("composer.json", json)],
        prepare: &["composer", "update", "--quiet"],
        judge: &["composer", "validate", "--no-check-publish", "--no-check-version"],
        follows: &["composer.lock"],
    };
    let said = kind.released();
    assert!(said.is_none_or(|said| said.contains("is valid") && !said.contains("lock file")));
}

#[test]
fn bundler_installs_a_release_from_its_frozen_lock() {
    let gemspec = "require_relative \"lib/core/version\"\nGem::Specification.new do |s|\n  s.name = \"core\"\n  \
                   s.version = Core::VERSION\n  s.summary = \"The core\"\n  s.authors = [\"Ann\"]\n  s.files = []\nend\n";
    Kind {
        manifest: "core/lib/core/version.rb",
        files: &[
            ("core/lib/core/version.rb", "module Core\n  VERSION = \"1.0.0\"\nend\n"),
            ("core/core.gemspec", gemspec),
            ("Gemfile", "gem \"core\", path: \"core\"\n"),
        ],
        prepare: &["bundle", "lock", "--local"],
        judge: &["env", "BUNDLE_FROZEN=true", "bundle", "install", "--local"],
        follows: &["Gemfile.lock"],
    }
    .released();
}

#[test]
fn bundler_installs_gems_that_share_a_file_with_the_version() {
    let gemspec = |name: &str, dependency: &str| {
        format!(
            "version = File.read(File.expand_path(\"../VERSION\", __dir__)).strip\nGem::Specification.new do |s|\n  \
             s.name = \"{name}\"\n  s.version = version\n  s.summary = \"A gem\"\n  s.authors = [\"Ann\"]\n  s.files = []\n{dependency}end\n"
        )
    };
    let tool =
        gemspec("tool", "  s.add_dependency \"core\", \"~> 1.0.0\"\n").replace("= version", "= \"0.1.0\"");
    Kind {
        manifest: "VERSION",
        files: &[
            ("VERSION", "1.0.0\n"),
            ("core/core.gemspec", &gemspec("core", "")),
            ("web/web.gemspec", &gemspec("web", "  s.add_dependency \"core\", version\n")),
            (
                "tool/tool.gemspec",
                &tool.replace("File.read(File.expand_path(\"../VERSION\", __dir__)).strip", "nil"),
            ),
            ("Gemfile", "%w[core web tool].each { |name| gem name, path: name }\n"),
        ],
        prepare: &["bundle", "lock", "--local"],
        judge: &["env", "BUNDLE_FROZEN=true", "bundle", "install", "--local"],
        follows: &["Gemfile.lock", "tool/tool.gemspec"],
    }
    .released();
}

#[test]
fn poetry_takes_the_lock_of_a_release_for_its_own() {
    let core = "[project]\nname = \"core\"\nversion = \"1.0.0\"\nrequires-python = \">=3.9\"\n";
    let web = "[project]\nname = \"web\"\nversion = \"0.1.0\"\nrequires-python = \">=3.9\"\n\
               [tool.poetry]\npackage-mode = false\n[tool.poetry.dependencies]\ncore = { path = \"core\" }\n";
    let lock = Kind {
        manifest: "core/pyproject.toml",
        files: &[("core/pyproject.toml", core), ("pyproject.toml", web)],
        prepare: &["/usr/bin/python3", "-m", "poetry", "lock", "--no-interaction"],
        judge: &["/usr/bin/python3", "-m", "poetry", "check", "--lock"],
        follows: &["poetry.lock"],
    };
    lock.released();
    // Locking again changes nothing, or the work tree would not be clean.
    Kind { judge: lock.prepare, ..lock }.released();
}

#[test]
fn uv_takes_the_lock_of_a_release_for_its_own() {
    let core = "[project]\nname = \"core\"\nversion = \"1.0.0\"\nrequires-python = \">=3.9\"\n";
    let web = "[project]\nname = \"web\"\nversion = \"0.1.0\"\nrequires-python = \">=3.9\"\ndependencies = [\"core\"]\n\
               [tool.uv.sources]\ncore = { workspace = true }\n[tool.uv.workspace]\nmembers = [\"core\"]\n";
    Kind {
        manifest: "core/pyproject.toml",
        files: &[("core/pyproject.toml", core), ("pyproject.toml", web)],
        prepare: &["uv", "lock", "--offline"],
        judge: &["uv", "lock", "--check", "--offline"],
        follows: &["uv.lock"],
    }
    .released();
}

const CORE: (&str, &str) =
    ("packages/core/package.json", "{\"name\": \"@cloud/core\", \"version\": \"1.0.0\"}\n");

#[test]
fn pnpm_installs_a_release_from_its_frozen_lock() {
    Kind {
        manifest: CORE.0,
        files: &[
            CORE,
            ("package.json", "{\"name\": \"cloud\", \"private\": true}\n"),
            ("pnpm-workspace.yaml", "packages:\n  - packages/*\n"),
            (
                "packages/web/package.json",
                "{\"name\": \"web\", \"version\": \"0.1.0\", \"dependencies\": {\"@cloud/core\": \"workspace:^1.0.0\"}}\n",
            ),
        ],
        prepare: &["pnpm", "install", "--offline", "--lockfile-only"],
        judge: &["pnpm", "install", "--offline", "--frozen-lockfile"],
        follows: &["packages/web/package.json", "pnpm-lock.yaml"],
    }
    .released();
}

#[test]
fn pnpm_installs_a_release_that_overrides_require() {
    Kind {
        manifest: CORE.0,
        files: &[
            CORE,
            (
                "package.json",
                "{\"name\": \"cloud\", \"private\": true, \"pnpm\": {\"overrides\": {\"@cloud/core\": \"workspace:~1.0.0\"}}}\n",
            ),
            ("pnpm-workspace.yaml", "packages:\n  - packages/*\n"),
            (
                "packages/web/package.json",
                "{\"name\": \"web\", \"version\": \"0.1.0\", \"dependencies\": {\"@cloud/core\": \"workspace:*\"}}\n",
            ),
        ],
        prepare: &["pnpm", "install", "--offline", "--lockfile-only"],
        judge: &["pnpm", "install", "--offline", "--frozen-lockfile"],
        follows: &["package.json", "pnpm-lock.yaml"],
    }
    .released();
}

#[test]
fn yarn_installs_a_release_that_resolutions_require() {
    Kind {
        manifest: CORE.0,
        files: &[
            CORE,
            (
                "package.json",
                "{\"name\": \"cloud\", \"private\": true, \"workspaces\": [\"packages/*\"], \
                 \"resolutions\": {\"@cloud/core\": \"workspace:~1.0.0\"}}\n",
            ),
            (".yarnrc.yml", "nodeLinker: node-modules\n"),
            ("yarn.lock", ""),
            (
                "packages/web/package.json",
                "{\"name\": \"web\", \"version\": \"0.1.0\", \"dependencies\": {\"@cloud/core\": \"workspace:*\"}}\n",
            ),
        ],
        prepare: &["yarn", "install", "--no-immutable"],
        judge: &["yarn", "install", "--immutable"],
        follows: &["package.json", "yarn.lock"],
    }
    .released();
}

#[test]
fn yarn_installs_a_release_from_its_immutable_lock() {
    Kind {
        manifest: CORE.0,
        files: &[
            CORE,
            ("package.json", "{\"name\": \"cloud\", \"private\": true, \"workspaces\": [\"packages/*\"]}\n"),
            (".yarnrc.yml", "nodeLinker: node-modules\n"),
            ("yarn.lock", ""),
            (
                "packages/web/package.json",
                "{\"name\": \"web\", \"version\": \"0.1.0\", \"dependencies\": {\"@cloud/core\": \"^1.0.0\"}}\n",
            ),
        ],
        prepare: &["yarn", "install", "--no-immutable"],
        judge: &["yarn", "install", "--immutable"],
        follows: &["packages/web/package.json", "yarn.lock"],
    }
    .released();
}

#[test]
fn the_versions_and_the_digest_of_a_chart_lock_are_those_that_helm_makes() {
    let all = "apiVersion: v2\nname: all\nversion: 0.1.0\ndependencies:\n- name: core\n  version: ~1.0.0 # ours\n  \
               repository: file://../core\n  condition: core.enabled\n- alias: second\n  name: core\n  \
               version: \">=0.9.0 <1.1.0\"\n  repository: 'file://../core'\n";
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/apply/programs/charts.go");
    Kind {
        manifest: "charts/core/Chart.yaml",
        files: &[
            ("charts/core/Chart.yaml", "apiVersion: v2\nname: core\nversion: 1.0.0\n"),
            ("charts/all/Chart.yaml", all),
        ],
        prepare: &["go", "run", program, "lock", "charts/all"],
        judge: &["go", "run", program, "check", "charts/all"],
        follows: &["charts/all/Chart.lock", "charts/all/Chart.yaml"],
    }
    .released();
}

#[test]
fn maven_finds_the_parent_of_each_module_of_a_release() {
    let project = |inside: &str| {
        format!(
            "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n<modelVersion>4.0.0</modelVersion>\n{inside}</project>\n"
        )
    };
    let own = "<groupId>org.cloud</groupId>\n<artifactId>cloud</artifactId>\n<version>1.0.0</version>\n";
    let modules =
        "<packaging>pom</packaging>\n<modules><module>api</module><module>extras</module></modules>\n";
    let parent = format!("<parent>\n{own}</parent>\n<packaging>pom</packaging>\n");
    let api = project(&format!("{parent}<artifactId>api</artifactId>\n"));
    let extras = project(&format!("{parent}<artifactId>extras</artifactId>\n<version>0.1.0</version>\n"));
    Kind {
        manifest: "pom.xml",
        files: &[
            ("pom.xml", &project(&format!("{own}{modules}"))),
            ("api/pom.xml", &api),
            ("extras/pom.xml", &extras),
        ],
        prepare: &[],
        judge: &["mvn", "--offline", "--quiet", "validate"],
        follows: &["api/pom.xml", "extras/pom.xml"],
    }
    .released();
}

#[test]
fn rpmspec_reads_the_release_with_its_first_revision() {
    let spec = "Name: core\nVersion: 1.0.0\nRelease: 3%{?dist}\nSummary: The core\nLicense: MIT\n%description\nThe core\n";
    let said = Kind {
        manifest: "core.spec",
        files: &[("core.spec", spec)],
        prepare: &[],
        judge: &["rpmspec", "--query", "--undefine=dist", "--queryformat=%{version}-%{release}", "core.spec"],
        follows: &[],
    }
    .released();
    assert!(said.is_none_or(|said| said == "1.1.0-1"));
}

#[test]
fn dpkg_reads_the_entry_of_the_release() {
    let text = "core (1.0.0-3) unstable; urgency=low\n\n  * First.\n\n -- Ann <ann@example.org>  Mon, 24 Oct 2016 09:00:00 +0000\n";
    let said = Kind {
        manifest: "debian/changelog",
        files: &[("debian/changelog", text)],
        prepare: &[],
        judge: &["dpkg-parsechangelog", "--show-field", "Version"],
        follows: &[],
    }
    .released();
    assert!(said.is_none_or(|said| said.trim() == "1.1.0-1"));
}
