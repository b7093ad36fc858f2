//! What packages of a workspace require of each other follows in its own style, and npm accepts what was written.

use crate::repository::Repository;

const PRODUCT: &str = r#"[product]
name = "Cloud"

[components.core]
lead = true
version = "1.0"
manifests = [{ path = "packages/core/package.json" }]
"#;

const ROOT: &str = "{\n  \"name\": \"cloud\",\n  \"private\": true,\n  \"workspaces\": [\"packages/*\"]\n}\n";
const CORE: &str = "{\n  \"name\": \"@cloud/core\",\n  \"version\": \"1.0.0\"\n}\n";
const WEB: &str = r#"{
  "name": "web",
  "version": "0.1.0",
  "dependencies": { "@cloud/core": "^1.0.0" },
  "devDependencies": { "again": "npm:@cloud/core@~1.0.0" }
}
"#;
const CLI: &str = r#"{
	"name": "cli",
	"version": "0.1.0",
	"dependencies": { "@cloud/core": "1.0.0" },
	"peerDependencies": { "web": "*" }
}
"#;
const PLUGIN: &str = r#"{
  "name": "plugin",
  "version": "0.1.0",
  "peerDependencies": { "@cloud/core": "^1.0.0" },
  "optionalDependencies": { "web": "0.1.x" }
}
"#;
/// Of another workspace, with a package of the same name.
const OTHER: &str = "{\"name\": \"other\", \"dependencies\": {\"@cloud/core\": \"1.0.0\"}}\n";

const FILES: [(&str, &str); 6] = [
    ("package.json", ROOT),
    ("packages/core/package.json", CORE),
    ("packages/web/package.json", WEB),
    ("packages/cli/package.json", CLI),
    ("packages/plugin/package.json", PLUGIN),
    ("elsewhere/other/package.json", OTHER),
];

fn after(text: &str, version: &str) -> String {
    text.replace("\"version\": \"1.0.0\"", &format!("\"version\": \"{version}\""))
        .replace("core\": \"^1.0.0\" },\n  \"dev", &format!("core\": \"^{version}\" }},\n  \"dev"))
        .replace("@~1.0.0", &format!("@~{version}"))
        .replace("core\": \"1.0.0\" },\n\t\"peer", &format!("core\": \"{version}\" }},\n\t\"peer"))
}

#[test]
fn requirements_of_a_workspace_follow_in_their_style() {
    let repository = Repository::with(PRODUCT, &FILES);
    repository.expect(0, &["apply", "feature:core", "--yes"]);
    for (path, text) in FILES {
        assert_eq!(repository.read(path), after(text, "1.1.0"), "{path}");
    }
    repository.expect(0, &["apply", "breaking:core", "--yes"]);
    assert_eq!(repository.read("packages/web/package.json"), after(WEB, "2.0.0"));
    assert!(repository.read("packages/plugin/package.json").contains("\"^1.0.0 || ^2.0.0\""));
}

#[test]
fn the_lock_of_a_package_that_takes_a_released_one_from_its_folder_follows() {
    let lock = "{\"lockfileVersion\": 3, \"packages\": {\"../../packages/core\": {\"name\": \"@cloud/core\", \"version\": \"1.0.0\"}, \
                \"node_modules/@cloud/core\": {\"resolved\": \"../../packages/core\", \"link\": true}}}\n";
    let app = "{\"name\": \"app\", \"dependencies\": {\"@cloud/core\": \"file:../../packages/core\"}}\n";
    let mut files = FILES.to_vec();
    files.extend([("examples/app/package.json", app), ("examples/app/package-lock.json", lock)]);
    let repository = Repository::with(PRODUCT, &files);
    repository.expect(0, &["apply", "feature:core", "--yes"]);
    assert_eq!(repository.read("examples/app/package.json"), app);
    assert_eq!(repository.read("examples/app/package-lock.json"), lock.replace("1.0.0", "1.1.0"));
}

#[test]
fn overrides_and_catalogs_follow_whichever_way_they_name_the_package() {
    let root = r#"{
  "name": "cloud", "private": true,
  "overrides": { "@cloud/core": "^1.0.0", "web": { ".": "0.1.0", "@cloud/core@^1": "~1.0.0" }, "other": "1.0.0" },
  "resolutions": { "web/@cloud/core": "1.0.0", "**/@cloud/core@npm:^1.0.0": "npm:1.0.0", "a/core": "1.0.0" },
  "pnpm": { "overrides": { "web@1>@cloud/core": "workspace:^1.0.0", "x": "$@cloud/core" } }
}
"#;
    let workspace = "packages: [packages/*]\noverrides:\n  '@cloud/core': &core '1.0.0' # ours\ncatalog:\n  '@cloud/core': *core\n  web: 1.0.0\n\
                     catalogs:\n  old:\n    '@cloud/core': ^1.0.0\n";
    let files = [("package.json", root), ("pnpm-workspace.yaml", workspace), FILES[1]];
    let repository = Repository::with(PRODUCT, &files);
    repository.expect(0, &["apply", "feature:core", "--yes"]);
    let moved = root.replace("1.0.0", "1.1.0").replace("\"other\": \"1.1.0\"", "\"other\": \"1.0.0\"");
    let moved =
        moved.replace("npm:^1.1.0", "npm:^1.0.0").replace("\"a/core\": \"1.1.0\"", "\"a/core\": \"1.0.0\"");
    assert_eq!(repository.read("package.json"), moved);
    let moved = workspace.replace("1.0.0", "1.1.0").replace("web: 1.1.0", "web: 1.0.0");
    assert_eq!(repository.read("pnpm-workspace.yaml"), moved);
}

#[test]
fn npm_installs_what_was_written_from_its_lock() {
    let repository = Repository::without_git(PRODUCT);
    for (path, text) in &FILES[..5] {
        // npm looks for an alias in its registry alone.
        repository.write(path, text.replace("\"again\": \"npm:@cloud/core@~1.0.0\"", "\"cli\": \"~0.1.0\""));
    }
    let npm = |arguments: &[&str]| {
        let mut command = repository.command("npm");
        command.args(arguments).env("HOME", repository.path()).env("NPM_CONFIG_UPDATE_NOTIFIER", "false");
        command.output().map(|output| {
            let said = [output.stdout, output.stderr].concat();
            assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&said));
        })
    };
    if npm(&["install", "--offline", "--package-lock-only", "--no-audit"]).is_err() {
        assert!(std::env::var_os("DATELINE_ORACLES").is_none(), "npm is missing");
        eprintln!("skipped: npm is missing");
        return;
    }
    repository.write(".gitignore", "node_modules\n.npm\n");
    repository.git(&["init", "--quiet", "--initial-branch=main"]);
    repository.commit();
    for change in ["feature:core", "breaking:core"] {
        repository.expect(0, &["apply", change, "--yes"]);
        let written = repository.read("package-lock.json");
        npm(&["ci", "--offline", "--no-audit"]).unwrap();
        npm(&["ls", "--all"]).unwrap();
        // npm itself would write the very same.
        npm(&["install", "--offline", "--package-lock-only", "--no-audit"]).unwrap();
        assert_eq!(repository.read("package-lock.json"), written);
    }
}
