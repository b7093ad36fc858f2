//! Files of real shape, before and after: `files/NAME.before` and `files/NAME.after`.

use std::fs;
use std::path::Path;

use dateline::ecosystem::Ecosystem;
use dateline::manifest::{ManifestPlace, Target, Values, decode};
use dateline::product::Manifest;
use dateline::version::{Scheme, Version};

/// Name, path in its project, `field` and `as` of the product file, what it holds, and its new version (dated, unless it
/// names another scheme).
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const FILES: &[Row] = &[
    ("cargo-plain", "core/Cargo.toml", "", "", "1.2.20161024", "1.3.20161101"),
    ("cargo-crlf", "Cargo.toml", "", "", "1.2.0", "1.3-next.0"),
    ("cargo-bom-no-final-newline", "Cargo.toml", "", "", "1.2.0", "1.3-next.0"),
    ("cargo-workspace", "Cargo.toml", "", "", "1.2.20161024", "1.3.20161101"),
    ("cargo-root-inherits-from-itself", "Cargo.toml", "", "", "1.2.20161024", "1.3.20161101"),
    ("cargo-inline-table", "Cargo.toml", "", "", "1.2.0", "1.3"),
    ("cargo-both-by-field", "Cargo.toml", "package.version", "", "0.9.1", "semver:0.9.2"),
    ("cargo-metadata-by-field", "Cargo.toml", "package.metadata.deb.upstream", "debian", "1.2~next.7", "1.3-next.0"),
    ("cargo-lock", "Cargo.lock", "chain-core", "", "1.2.20161024", "1.3.20161101"),
    ("cargo-lock-two-versions", "Cargo.lock", "chain-core", "", "1.2.20161024", "1.3.20161101"),
    ("npm-plain", "web/package.json", "", "", "1.2.20161024", "1.3-next.0"),
    ("npm-tabs-crlf", "package.json", "", "", "1.2.0", "1.3.20161101"),
    ("npm-one-line-bom", "package.json", "", "", "1.2.0", "1.3.20161101"),
    ("npm-by-field", "package.json", "chain.serverVersion", "", "1.2.20161024", "1.3.20161101"),
    ("npm-lock-three", "package-lock.json", "", "", "1.2.0", "1.3.20161101"),
    ("npm-lock-workspace", "package-lock.json", "packages/core", "", "1.2.20161024", "1.3.20161101"),
    ("npm-lock-one", "npm-shrinkwrap.json", "", "", "1.2.0", "1.3-next.0"),
    ("pyproject-project", "pyproject.toml", "", "", "1.2.20161024", "1.3-next.0"),
    ("pyproject-poetry", "pyproject.toml", "", "", "1.2", "1.3.20161101"),
    ("pyproject-poetry-two", "pyproject.toml", "", "", "1.2", "1.3-next.0"),
    ("pyproject-commitizen-by-field", "pyproject.toml", "tool.commitizen.version", "", "1.2", "1.3"),
    ("setup-cfg", "setup.cfg", "", "", "1.2.20161024", "1.3-next.0"),
    ("setup-cfg-colon-crlf", "setup.cfg", "", "", "1.2", "1.3.20161101"),
    ("setup-py", "setup.py", "", "", "1.2.20161024", "1.3-next.0"),
    ("setup-py-setuptools-dot", "setup.py", "", "", "1.2", "1.3.20161101"),
    ("python-dunder", "src/chain/__init__.py", "__version__", "", "1.2.20161024", "1.3-next.0"),
    ("pom-own", "java/pom.xml", "", "", "1.2.20161024", "1.3-next.0"),
    ("pom-crlf-spaces", "pom.xml", "", "", "1.2", "1.3.20161101"),
    ("pom-parent-by-field", "pom.xml", "parent.version", "", "1.2", "1.3.20161101"),
    ("pom-property-by-field", "pom.xml", "properties.revision", "", "1.2", "1.3-next.0"),
    ("pom-no-namespace-bom", "pom.xml", "", "", "1.2", "1.3.20161101"),
    ("gradle-groovy", "build.gradle", "", "", "1.2.20161024", "1.3-next.0"),
    ("gradle-command", "lib/build.gradle", "", "", "1.2", "1.3.20161101"),
    ("gradle-kotlin", "build.gradle.kts", "", "", "1.2.20161024", "1.3-next.0"),
    ("gradle-ext-by-field", "build.gradle", "chainVersion", "", "1.2", "1.3.20161101"),
    ("gradle-android-name", "app/build.gradle", "versionName", "", "1.2.20161024", "1.3-next.0"),
    ("gradle-android-code", "app/build.gradle.kts", "versionCode", "", "13369360", "1.3"),
    ("gradle-properties", "gradle.properties", "", "", "1.2.20161024", "1.3-next.0"),
    ("gradle-properties-by-field", "gradle.properties", "VERSION_NAME", "", "1.2", "1.3.20161101"),
    ("gemspec", "chain.gemspec", "", "", "1.2.20161024", "1.3-next.0"),
    ("gemspec-freeze-crlf", "chain.gemspec", "", "", "1.2", "1.3.20161101"),
    ("version-rb", "lib/chain/version.rb", "", "", "1.2.20161024", "1.3-next.0"),
    ("version-rb-by-field", "lib/chain/version.rb", "GEM_VERSION", "", "1.2", "1.3.20161101"),
    ("deno-comments", "deno.jsonc", "", "", "1.2.20161024", "1.3-next.0"),
    ("jsr-crlf", "jsr.json", "", "", "1.2.0", "1.3.20161101"),
    ("composer", "composer.json", "", "", "1.2.20161024", "1.3-next.0"),
    ("composer-tabs", "composer.json", "", "", "1.2", "1.3.20161101"),
    ("csproj-crlf-bom", "Chain.csproj", "", "", "1.2.20161024", "1.3-next.0"),
    ("csproj-file-version", "Chain.csproj", "FileVersion", "", "1.2.0.65535", "1.3"),
    ("directory-build-props", "Directory.Build.props", "", "", "1.2.0", "1.3.20161101"),
    ("spec-tag", "packaging/chain.spec", "", "", "1.2.20161024", "1.3-next.0"),
    ("spec-tag-tab", "chain.spec", "", "", "1.2", "1.3.20161101"),
    ("spec-macro-by-field", "chain.spec", "upstream", "", "1.2~next.7", "1.3-next.0"),
    ("spec-default-by-field", "chain.spec", "upstream", "", "1.2", "1.3.20161101"),
    ("apkbuild", "APKBUILD", "", "", "1.2.20161024", "1.3-next.0"),
    ("apkbuild-quotes", "APKBUILD", "", "", "1.2", "1.3.20161101"),
    ("pkgbuild", "PKGBUILD", "", "", "1.2.20161024", "1.3-next.0"),
    ("pkgbuild-by-field", "PKGBUILD", "_upstream", "git", "1.2-next.7", "1.3-next.0"),
    ("chart", "charts/chain/Chart.yaml", "", "", "1.2.20161024", "1.3-next.0"),
    ("chart-app", "Chart.yaml", "appVersion", "", "1.2", "1.3-next.0"),
    ("chart-umlauts", "Chart.yaml", "", "", "1.2.0", "1.3.20161101"),
    ("chart-flow", "Chart.yaml", "", "", "1.2.0", "1.3.20161101"),
    ("compose", "compose.yaml", "registry.example.org:5000/chain/core", "", "1.2.20161024", "1.3-next.0"),
    ("compose-service", "docker-compose.yml", "web", "", "1.2", "1.3.20161101"),
    ("compose-only-image", "compose.prod.yaml", "", "", "1.2", "1.3.20161101"),
    ("dockerfile", "Dockerfile", "chain/base", "", "1.2.20161024", "1.3-next.0"),
    ("dockerfile-only-image", "server.Dockerfile", "", "", "1.2", "1.3.20161101"),
    ("dockerfile-stage", "Containerfile", "", "", "1.2", "1.3.20161101"),
    ("plist-build", "mac/Info.plist", "", "", "1.2.2016102499", "1.3.20161101"),
    ("plist-short-by-field", "Chain-Info.plist", "CFBundleShortVersionString", "", "1.2.0", "1.3.20161101"),
    ("version-file", "VERSION", "", "", "1.2.20161024", "1.3-next.0"),
    ("version-file-bare", "client/VERSION", "", "", "1.2", "1.3.20161101"),
    ("version-file-crlf-bom", "VERSION.txt", "", "", "1.2", "1.3.20161101"),
    ("version-file-as-go", "VERSION", "", "go", "v1.2.0", "1.3-next.0"),
    ("pubspec", "app/pubspec.yaml", "", "", "1.2.0", "1.3-next.0"),
    ("pubspec-plain", "pubspec.yaml", "", "", "1.2.0", "1.3.20161024"),
    ("openapi", "openapi.yaml", "", "", "1.2", "1.3-next.0"),
    ("openapi-field", "api/openapi.yml", "x-chain.version", "", "1.2", "1.3"),
    ("catalog", "gradle/libs.versions.toml", "core", "", "1.2", "1.3-next.0"),
    ("catalog-crlf", "chain.versions.toml", "chain-core", "", "1.2", "1.3.20161024"),
    ("xcode", "App.xcodeproj/project.pbxproj", "", "", "1.2.0", "1.3"),
    ("xcode-build", "App.xcodeproj/project.pbxproj", "CURRENT_PROJECT_VERSION", "", "1.2.99", "1.3"),
    ("dockerfile-arg", "Dockerfile", "ARG VERSION", "", "1.2", "1.3-next.0"),
    ("dockerfile-label", "Dockerfile", "LABEL org.opencontainers.image.version", "", "1.2", "1.3"),
    ("chart-app-v", "Chart.yaml", "appVersion", "", "1.2", "1.3"),
];

/// A file, as the product file names it and as it is on disk.
pub(crate) struct File {
    pub(crate) name: &'static str,
    pub(crate) manifest: Manifest,
    pub(crate) holds: &'static str,
    pub(crate) version: Version,
    pub(crate) before: String,
    pub(crate) after: String,
}

pub(crate) fn version(text: &str) -> Version {
    let (scheme, text) = text.split_once(':').unwrap_or(("dated", text));
    Scheme::from_name(scheme).unwrap().parse(text).unwrap()
}

pub(crate) fn manifest(path: &str, field: &str, written_as: &str) -> Manifest {
    let given = |text: &str| Some(text).filter(|text| !text.is_empty()).map(Into::into);
    let mut manifest = Manifest::new(path);
    manifest.field = given(field);
    manifest.written_as = Ecosystem::from_name(written_as);
    manifest
}

pub(crate) fn all() -> Vec<File> {
    let folder = Path::new("tests/manifests/files");
    let read = |name: &str| {
        let bytes = fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        decode(&bytes).unwrap().to_owned()
    };
    let file = |row: &Row| {
        let (name, path, field, written_as, holds, new) = *row;
        let mut manifest = manifest(path, field, written_as);
        if path.ends_with("__init__.py") {
            manifest.format = Some("setup-py".into());
        }
        let (before, after) = (read(&format!("{name}.before")), read(&format!("{name}.after")));
        File { name, manifest, holds, version: version(new), before, after }
    };
    FILES.iter().map(file).collect()
}

/// What is left of `text` without its sites.
pub(crate) fn around<'t>(text: &'t str, sites: &[ManifestPlace]) -> Vec<&'t str> {
    let starts = std::iter::once(0).chain(sites.iter().map(|site| site.span.end));
    let ends = sites.iter().map(|site| site.span.start).chain([text.len()]);
    starts.zip(ends).map(|(start, end)| &text[start..end]).collect()
}

#[test]
fn only_the_bytes_of_the_version_change() {
    let files = all();
    assert!(files.len() >= 60);
    for File { name, manifest, holds, version, before, after } in &files {
        let target = Target::of(manifest).unwrap_or_else(|error| panic!("{name}: {error}"));
        let sites = target.sites(before).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(
            sites.iter().all(|site| site.text == *holds && before[site.span.clone()] == **holds),
            "{name}"
        );
        let lines = |site: &ManifestPlace| before[..site.span.start].matches('\n').count() + 1;
        assert!(sites.iter().all(|site| site.line == lines(site)), "{name}");

        let values = Values::version(target.render(*version).unwrap());
        let edited = target.rewrite(before, &values).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(edited, *after, "{name}");
        let edited_sites = target.sites(&edited).unwrap();
        assert_eq!(around(before, &sites), around(&edited, &edited_sites), "{name}");
        assert_eq!(target.read(before).unwrap().as_deref(), Some(*holds), "{name}");
        assert_eq!(target.read(&edited).unwrap(), values.version, "{name}");
        assert_eq!(target.rewrite(&edited, &values).unwrap(), edited, "{name}: once more");
    }
}

#[test]
fn every_format_that_is_edited_has_files_of_each_shape() {
    let files = all();
    let has = |shape: fn(&str) -> bool| files.iter().filter(|file| shape(&file.before)).count();
    assert!(has(|text| text.contains("\r\n")) >= 12);
    assert!(has(|text| text.starts_with('\u{feff}')) >= 6);
    assert!(has(|text| text.contains('\t')) >= 10);
    assert!(has(|text| !text.ends_with('\n')) >= 15);
    for format in dateline::manifest::Format::all() {
        let count =
            files.iter().filter(|file| Target::of(&file.manifest).unwrap().format() == format).count();
        let least = if ["debian-changelog", "metainfo", "text"].contains(&format.name()) { 0 } else { 2 };
        assert!(count >= least, "{format} has {count}");
    }
}
