//! Which format a file has, and in whose form its version is written.

use dateline::ecosystem::Ecosystem;
use dateline::manifest::{Format, Target};

use crate::files::{manifest, version};

#[test]
fn the_name_of_a_file_tells_its_format() {
    let formats = [
        ("core/Cargo.toml", "cargo"),
        ("Cargo.lock", "cargo-lock"),
        ("package.json", "npm"),
        ("npm-shrinkwrap.json", "npm-lock"),
        ("pyproject.toml", "pyproject"),
        ("setup.cfg", "setup-cfg"),
        ("setup.py", "setup-py"),
        ("a/b/pom.xml", "pom"),
        ("build.gradle", "gradle"),
        ("app/build.gradle.kts", "gradle"),
        ("gradle.properties", "gradle-properties"),
        ("chain.gemspec", "gemspec"),
        ("lib/chain/version.rb", "version-rb"),
        ("composer.json", "composer"),
        ("src/Chain.csproj", "msbuild"),
        ("Directory.Build.props", "msbuild"),
        ("chain.spec", "spec"),
        ("debian/changelog", "debian-changelog"),
        ("packaging/debian/changelog", "debian-changelog"),
        ("APKBUILD", "apkbuild"),
        ("PKGBUILD", "pkgbuild"),
        ("charts/chain/Chart.yaml", "chart"),
        ("compose.override.yaml", "compose"),
        ("docker-compose.yml", "compose"),
        ("Dockerfile.dev", "dockerfile"),
        ("mac/Info.plist", "info-plist"),
        ("client/VERSION", "version-file"),
    ];
    for (path, name) in formats {
        assert_eq!(Format::of_path(path).map(Format::name), Some(name), "{path}");
    }
    for path in ["changelog", "cargo.toml", ".spec", "package.json5", "Chart.yml", "README.md", ""] {
        assert_eq!(Format::of_path(path), None, "{path}");
    }
}

#[test]
fn every_format_has_a_name_of_its_own() {
    let names: std::collections::BTreeSet<&str> = Format::all().map(Format::name).collect();
    assert_eq!(names.len(), Format::all().count());
    for format in Format::all() {
        assert_eq!(Format::from_name(format.name()), Some(format));
    }
    assert_eq!(Format::from_name("Cargo"), None);
}

#[test]
fn a_version_is_written_in_the_form_of_its_format() {
    let rows = [
        ("Cargo.toml", "", "", "1.3.0-next.2"),
        ("package.json", "", "", "1.3.0-next.2"),
        ("pyproject.toml", "", "", "1.3a2"),
        ("setup.cfg", "", "", "1.3a2"),
        ("pom.xml", "", "", "1.3-alpha-2"),
        ("gradle.properties", "", "", "1.3-alpha-2"),
        ("build.gradle", "versionCode", "", "13500419"),
        ("build.gradle", "versionName", "", "1.3-next.2"),
        ("version.rb", "", "", "1.3.pre.next.2"),
        ("composer.json", "", "", "1.3-alpha2"),
        ("x.csproj", "", "", "1.3.0-next.2"),
        ("x.csproj", "AssemblyVersion", "", "1.3.0.2"),
        ("x.spec", "", "", "1.3~next.2"),
        ("debian/changelog", "", "", "1.3~next.2"),
        ("APKBUILD", "", "", "1.3_alpha2"),
        ("PKGBUILD", "", "", "1.3next.2"),
        ("Chart.yaml", "", "", "1.3.0-next.2"),
        ("Chart.yaml", "appVersion", "", "1.3-next.2"),
        ("compose.yaml", "chain/core", "", "1.3-next.2"),
        ("Dockerfile", "", "", "1.3-next.2"),
        ("Info.plist", "", "", "1.3.2"),
        ("Info.plist", "CFBundleShortVersionString", "", "1.3.0"),
        ("VERSION", "", "", "1.3-next.2"),
        ("VERSION", "", "debian", "1.3~next.2"),
        ("setup.cfg", "", "conda", "1.3a2"),
    ];
    for (path, field, written_as, text) in rows {
        let manifest = manifest(path, field, written_as);
        let target = Target::of(&manifest).unwrap();
        assert_eq!(target.render(version("1.3-next.2")).unwrap(), text, "{path} {field}");
    }
    let msi = Target::new(Format::VersionFile).written_as(Ecosystem::Msi);
    assert_eq!(
        msi.render(version("1.300")).unwrap_err().to_string(),
        "msi cannot hold 1.300: MINOR is at most 255"
    );
}
