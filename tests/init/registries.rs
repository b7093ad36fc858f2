//! Patterns of manifests, versions in development, registries that read tags, and the names that tags use.

use crate::folder::Folder;

fn cargo(name: &str, version: &str, more: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"{version}\"\n{more}")
}

#[test]
fn crates_of_one_version_are_one_component_with_one_pattern() {
    let folder = Folder::new(&[(
        "Cargo.toml",
        "[workspace]\nmembers = [\"crates/*\"]\nexclude = [\"crates/boot\"]\n",
    )]);
    for name in ["api", "core", "fs", "git", "web"] {
        folder.write(&format!("crates/{name}/Cargo.toml"), cargo(&format!("shop-{name}"), "0.7.2", ""));
    }
    // Never published, but of the same version; of another component; of nothing that is released here.
    folder.write("crates/bench/Cargo.toml", cargo("shop-bench", "0.7.2", "publish = false\n"));
    folder.write("crates/cli/Cargo.toml", cargo("cli", "2.4.0", ""));
    folder.write("crates/boot/Cargo.toml", cargo("boot", "0.1.0", ""));
    let folder = folder.tagged("cli-v2.4.0\t2016-05-01\n");
    let file = folder.adopt();
    let entry = r#"manifests = [{ path = "crates/*/Cargo.toml", except = ["crates/boot/Cargo.toml"] }]"#;
    assert!(file.contains(entry), "{file}");
    assert!(file.contains(r#"manifests = [{ path = "crates/cli/Cargo.toml" }]"#), "{file}");
    let said = folder.ask(&["check", "--skip", "tag-missing"]);
    assert!(said.contains("nothing found in 2 components, 7 manifests"), "{said}");
}

#[test]
fn a_version_in_development_is_written_by_the_next_release() {
    for (held, suffix) in [("1.3.0.dev0", ".dev0"), ("1.3.0.dev", ".dev")] {
        let text = format!("[project]\nname = \"shop\"\nversion = \"{held}\"\n");
        let folder = Folder::new(&[("pyproject.toml", &text)]).tagged("1.2.0\t2016-05-01\n");
        let file = folder.adopt();
        assert!(
            file.contains(&format!("{{ path = \"pyproject.toml\", development = \"{suffix}\" }}")),
            "{file}"
        );
        assert!(file.contains("version = \"1.2.0\"") && file.contains("publish = [\"pypi\"]"), "{file}");
    }
    // What is below the released version was forgotten, or is of another branch.
    let text = "[project]\nname = \"shop\"\nversion = \"1.1.0.dev0\"\n";
    let file = Folder::new(&[("pyproject.toml", text)]).tagged("1.2.0\t2016-05-01\n").adopt();
    assert!(file.contains("# manifests: { path = \"pyproject.toml\" }    # holds 1.1.0.dev0"), "{file}");
}

#[test]
fn tags_get_the_form_of_the_registry_that_reads_them() {
    let module = "module example.org/shop\n\ngo 1.22\n";
    let go = Folder::new(&[("go.mod", module)]).tagged("v1.2\t2016-05-01\nv1.3\t2016-06-01\n").adopt();
    assert!(go.contains("tag = \"{version:go}\"\ntag-aliases = [\"v{version}\"]"), "{go}");
    assert!(go.contains("publish = [\"go\"]"), "{go}");
    let semver =
        Folder::new(&[("go.mod", module)]).tagged("v1.2.0\t2016-05-01\nv1.3.0\t2016-06-01\n").adopt();
    assert!(semver.contains("tag = \"v{version}\"\n") && semver.contains("publish = [\"go\"]"), "{semver}");
    // Go does not read these versions: the path of the module would end in `/v2`.
    let second = Folder::new(&[("go.mod", module)]).tagged("v2.2.0\t2016-05-01\n").adopt();
    assert!(!second.contains("publish"), "{second}");
    let package = r#"{"name": "shop/shop", "type": "library"}"#;
    let composer = Folder::new(&[("composer.json", package)]).tagged("v1.2.0\t2016-05-01\n").adopt();
    assert!(composer.contains("tag = \"v{version:composer}\"\ntag-aliases = [\"v{version}\"]"), "{composer}");
    assert!(composer.contains("publish = [\"composer\"]"), "{composer}");
    let project = r#"{"name": "shop/site", "type": "project"}"#;
    let site = Folder::new(&[("composer.json", project)]).tagged("v1.2.0\t2016-05-01\n").adopt();
    assert!(!site.contains("publish"), "{site}");
}

#[test]
fn a_component_is_called_as_its_tags_call_it() {
    let folder = Folder::new(&[("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\n")]);
    folder.write("crates/shop/Cargo.toml", cargo("shop", "1.2.0", ""));
    folder.write("crates/shop-config/Cargo.toml", cargo("shop-config", "0.4.3", ""));
    let file = folder.tagged("shop/v1.2.0\t2016-05-01\nconfig/v0.4.3\t2016-05-01\n").adopt();
    assert!(file.contains("[components.config]\ntitle = \"shop-config\"\n"), "{file}");
    assert!(file.contains("tag = \"config/v{version}\""), "{file}");
}

#[test]
fn a_few_components_on_one_line_by_chance_do_not_share_it() {
    let folder = Folder::new(&[]);
    let tags: String = [("api", "2.5"), ("cli", "1.6"), ("web", "1.6"), ("ops", "2.2"), ("bus", "1.2")]
        .iter()
        .map(|(name, version)| {
            folder.write(&format!("{name}/{name}.spec"), format!("Name: {name}\nVersion: {version}\n"));
            format!("{name}-{version}-1\t2016-05-01\n")
        })
        .collect();
    let file = folder.tagged(&tags).adopt();
    assert_eq!(file.matches("scheme = \"dev-patch\"").count(), 5, "{file}");
}
