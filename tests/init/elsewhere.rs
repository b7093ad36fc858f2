//! Versions that a manifest takes from another file, and packages that are known by where they are.

use crate::folder::Folder;

fn project(more: &str) -> String {
    format!("[project]\nname = \"shop\"\ndynamic = [\"version\"]\n{more}")
}

#[test]
fn the_file_that_a_python_project_takes_its_version_from_is_written() {
    let attribute = "[tool.setuptools.dynamic]\nversion = { attr = \"shop._version.version\" }\n";
    let path = "[tool.hatch.version]\npath = \"shop/__init__.py\"\n";
    let file = "[tool.setuptools.dynamic]\nversion = { file = [\"VERSION\"] }\n";
    for (more, source, text, entry) in [
        (
            attribute,
            "src/shop/_version.py",
            "version = \"1.2.0\"\n",
            "{ path = \"src/shop/_version.py\", format = \"setup-py\", field = \"version\" }",
        ),
        (
            path,
            "shop/__init__.py",
            "# ours\n__version__: str = '1.2.0'\n",
            "{ path = \"shop/__init__.py\", format = \"setup-py\", field = \"__version__\" }",
        ),
        (file, "VERSION", "1.2.0\n", "{ path = \"VERSION\" }"),
    ] {
        let folder = Folder::new(&[("pyproject.toml", &project(more)), (source, text)]);
        let folder = folder.tagged("v1.1.0\t2016-02-01\nv1.2.0\t2016-03-01\n");
        let proposal = folder.proposal();
        assert!(!proposal.contains("elsewhere"), "{proposal}");
        let written = folder.adopt();
        assert!(written.contains(&format!("manifests = [{entry}]")), "{written}");
        assert!(written.contains("publish = [\"pypi\"]"), "{written}");
        assert!(folder.ask(&["check"]).contains("nothing found"));
    }
    // Where the file is not there, the manifest says why it is not written.
    let folder = Folder::new(&[("pyproject.toml", &project(path))]).tagged("v1.2.0\t2016-03-01\n");
    let proposal = folder.proposal();
    assert!(proposal.contains("defined elsewhere: the file `shop/__init__.py`"), "{proposal}");
}

#[test]
fn a_gemspec_takes_its_version_from_version_rb() {
    let spec = "require_relative 'lib/shop/version'\nGem::Specification.new do |s|\n  s.name = 'shop'\n  s.version = Shop::VERSION\nend\n";
    let folder = Folder::new(&[
        ("shop.gemspec", spec),
        ("lib/shop/version.rb", "module Shop\n  VERSION = '1.2.0'\nend\n"),
    ])
    .tagged("v1.2.0\t2016-03-01\n");
    let proposal = folder.proposal();
    assert!(!proposal.contains("elsewhere"), "{proposal}");
    assert!(
        folder.adopt().contains("publish = [\"rubygems\"]\nmanifests = [{ path = \"lib/shop/version.rb\" }]")
    );
}

#[test]
fn modules_of_go_are_components_however_old_their_tags_are() {
    let module = |path: &str| format!("module example.org/shop/{path}\n\ngo 1.22\n");
    let folder = Folder::new(&[
        ("ansi/go.mod", &module("ansi")),
        ("exp/strings/go.mod", &module("exp/strings")),
        ("exp/strings/strings.go", "package strings\n"),
    ])
    .tagged("ansi/v0.10.0\t2026-01-01\nexp/strings/v0.1.0\t2023-01-01\nwindows/v0.2.0\t2023-01-01\n");
    let proposal = folder.proposal();
    assert!(proposal.contains("tag windows/v*: no component"), "{proposal}");
    let written = folder.adopt();
    let strings = "[components.exp-strings]\nscheme = \"semver\"\nversion = \"0.1.0\"\ntag = \"exp/strings/v{version}\"\n\
                   paths = [\"exp/strings\"]\npublish = [\"go\"]\n";
    assert!(written.contains(strings), "{written}");
    assert_eq!(written.matches("[components.").count(), 2, "{written}");
}

#[test]
fn a_module_of_maven_with_a_version_of_its_own_is_released_with_its_parent() {
    let parent = "<project><artifactId>shop-parent</artifactId><version>2.3.1-SNAPSHOT</version></project>";
    let module = |own: &str| {
        format!(
            "<project><parent><artifactId>shop-parent</artifactId><version>2.3.1-SNAPSHOT</version></parent>\
             <artifactId>m</artifactId>{own}</project>"
        )
    };
    let folder = Folder::new(&[("pom.xml", parent)]);
    for name in ["api", "core", "web", "cli"] {
        folder.write(&format!("{name}/pom.xml"), module(""));
    }
    folder.write("extras/pom.xml", module("<version>2.3.1-SNAPSHOT</version>"));
    let folder = folder.tagged("shop-parent-2.2.0\t2016-02-01\nshop-parent-2.3.0\t2016-03-01\n");
    let written = folder.adopt();
    assert_eq!(written.matches("[components.").count(), 1, "{written}");
    for entry in [
        "{ path = \"pom.xml\", development = \"-SNAPSHOT\" }",
        "{ path = \"*/pom.xml\", field = \"parent.version\", development = \"-SNAPSHOT\" }",
        "{ path = \"extras/pom.xml\", development = \"-SNAPSHOT\" }",
    ] {
        assert!(written.contains(entry), "{entry}: {written}");
    }
    folder.ask(&["check"]);
}

#[test]
fn what_development_takes_from_a_folder_is_not_shipped() {
    let folder = Folder::new(&[
        ("core/pyproject.toml", "[project]\nname = \"shop-core\"\nversion = \"2.1.0\"\n"),
        ("kit/pyproject.toml", "[project]\nname = \"shop-kit\"\nversion = \"0.3.1\"\n"),
        (
            "web/pyproject.toml",
            "[project]\nname = \"shop-web\"\nversion = \"1.2.0\"\ndependencies = [\"shop-core>=2\"]\n\
             [dependency-groups]\ntest = [\"shop-kit\"]\n\
             [tool.uv.sources]\nshop-core = { path = \"../core\", editable = true }\nshop-kit = { path = \"../kit\" }\n",
        ),
    ]);
    let written = folder.adopt();
    assert!(written.contains("follows.shop-core = \"api\""), "{written}");
    assert_eq!(written.matches("follows.").count(), 1, "{written}");
}

#[test]
fn packages_before_their_first_major_share_no_line() {
    let tags: String = [("axum", "8"), ("core", "5"), ("macros", "5"), ("extra", "10")]
        .iter()
        .flat_map(|(name, newest)| {
            let newest: u32 = newest.parse().unwrap();
            (0..3).map(move |back| format!("{name}-v0.{}.0\t2016-0{}-01\n", newest - back, 9 - 3 * back))
        })
        .collect();
    let written = Folder::new(&[]).tagged(&tags).adopt();
    assert_eq!(written.matches("scheme = \"semver\"").count(), 4, "{written}");
}
