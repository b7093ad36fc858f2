//! The formats, with everything that is known of each in one table.

use std::fmt;

use crate::ecosystem::Ecosystem;

/// A format of manifests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// A Cargo.toml. Field: a path of keys; without one, `package.version` or `workspace.package.version`.
    Cargo,
    /// A Cargo.lock. Field: the name of the crate, which must be one of the workspace.
    CargoLock,
    /// A package.json. Field: a path of keys; without one, `version`.
    Npm,
    /// A package-lock.json. Field: the folder of a workspace; without one, the root package.
    NpmLock,
    /// A pyproject.toml. Field: a path of keys; without one, `project.version` or `tool.poetry.version`.
    Pyproject,
    /// A setup.cfg. Field: an option of `[metadata]`; without one, `version`.
    SetupCfg,
    /// A setup.py or another Python file. Field: a variable; without one, the argument `version` of `setup()`.
    SetupPy,
    /// A pom.xml. Field: `version`, `parent.version` or `properties.NAME`; without one, `version`.
    Pom,
    /// A build.gradle or build.gradle.kts. Field: a property or variable; without one, the project's `version`.
    Gradle,
    /// A gradle.properties. Field: a key; without one, `version`.
    GradleProperties,
    /// A *.gemspec. It has no field.
    Gemspec,
    /// A version.rb. Field: a constant; without one, `VERSION`.
    VersionRb,
    /// A composer.json. Field: a path of keys; without one, `version`.
    Composer,
    /// A project or property file of `MSBuild`. Field: a property; without one, `Version`.
    Msbuild,
    /// An RPM spec file. Field: a macro; without one, the tag `Version`.
    Spec,
    /// A debian/changelog, which takes a new entry instead of an edit. It has no field.
    DebianChangelog,
    /// An APKBUILD of Alpine. Field: a variable; without one, `pkgver`.
    Apkbuild,
    /// A PKGBUILD of Arch Linux. Field: a variable; without one, `pkgver`.
    Pkgbuild,
    /// A Chart.yaml of Helm. Field: `version` or `appVersion`; without one, `version`.
    Chart,
    /// A compose.yaml. Field: an image without its tag, or a service; without one, the only image.
    Compose,
    /// A Dockerfile or Containerfile. Field: an image without its tag; without one, the only image.
    Dockerfile,
    /// An Info.plist. Field: a key; without one, `CFBundleVersion`.
    InfoPlist,
    /// A pubspec.yaml of Dart. Field: a path of keys; without one, `version`, whose build number stays.
    Pubspec,
    /// An openapi.yaml or another YAML file. Field: a path of keys; without one, `info.version`.
    Yaml,
    /// A libs.versions.toml of Gradle. Field: a name in `[versions]`.
    VersionCatalog,
    /// A project.pbxproj of Xcode. Field: a setting; without one, `MARKETING_VERSION`. Every configuration is written.
    Xcode,
    /// A deno.json, jsr.json or another JSON file, with comments or without. Field: a path of keys; without one, `version`.
    Json,
    /// `AppStream` metainfo, which takes a new `<release>` instead of an edit. It has no field.
    Metainfo,
    /// A file that holds the version and nothing else. It has no field.
    VersionFile,
    /// Any text, with a pattern. It has no field.
    Text,
}

/// What is known of a format.
struct Row {
    format: Format,
    name: &'static str,
    /// The names of its files; `*` stands for anything.
    files: &'static [&'static str],
    /// In whose form its versions are written; `None` for the canonical form.
    ecosystem: Option<Ecosystem>,
    /// Fields that are written in another form than the rest.
    fields: &'static [(&'static str, Option<Ecosystem>)],
}

const fn row(
    format: Format,
    name: &'static str,
    files: &'static [&'static str],
    ecosystem: Option<Ecosystem>,
) -> Row {
    Row { format, name, files, ecosystem, fields: &[] }
}

impl Row {
    const fn with(mut self, fields: &'static [(&'static str, Option<Ecosystem>)]) -> Self {
        self.fields = fields;
        self
    }
}

use Ecosystem as Eco;

#[rustfmt::skip]
const TABLE: [Row; 30] = [
    row(Format::Cargo, "cargo", &["Cargo.toml"], Some(Eco::Cargo)),
    row(Format::CargoLock, "cargo-lock", &["Cargo.lock"], Some(Eco::Cargo)),
    row(Format::Npm, "npm", &["package.json"], Some(Eco::Npm)),
    row(Format::NpmLock, "npm-lock", &["package-lock.json", "npm-shrinkwrap.json"], Some(Eco::Npm)),
    row(Format::Pyproject, "pyproject", &["pyproject.toml"], Some(Eco::Pypi)),
    row(Format::SetupCfg, "setup-cfg", &["setup.cfg"], Some(Eco::Pypi)),
    row(Format::SetupPy, "setup-py", &["setup.py"], Some(Eco::Pypi)),
    row(Format::Pom, "pom", &["pom.xml", "*.pom"], Some(Eco::Maven)),
    row(Format::Gradle, "gradle", &["*.gradle", "*.gradle.kts"], Some(Eco::Gradle))
        .with(&[("versionCode", Some(Eco::Android)), ("versionName", Some(Eco::Android))]),
    row(Format::GradleProperties, "gradle-properties", &["gradle.properties"], Some(Eco::Gradle)),
    row(Format::Gemspec, "gemspec", &["*.gemspec"], Some(Eco::Rubygems)),
    row(Format::VersionRb, "version-rb", &["version.rb"], Some(Eco::Rubygems)),
    row(Format::Composer, "composer", &["composer.json"], Some(Eco::Composer)),
    row(Format::Msbuild, "msbuild", &["*.csproj", "*.fsproj", "*.vbproj", "*.props"], Some(Eco::Nuget))
        .with(&[("AssemblyVersion", Some(Eco::Assembly)), ("FileVersion", Some(Eco::Fileversion))]),
    row(Format::Spec, "spec", &["*.spec"], Some(Eco::Rpm)),
    row(Format::DebianChangelog, "debian-changelog", &["debian/changelog"], Some(Eco::Debian)),
    row(Format::Apkbuild, "apkbuild", &["APKBUILD"], Some(Eco::Alpine)),
    row(Format::Pkgbuild, "pkgbuild", &["PKGBUILD"], Some(Eco::Arch)),
    row(Format::Chart, "chart", &["Chart.yaml"], Some(Eco::Helm)).with(&[("appVersion", Some(Eco::Oci))]),
    row(Format::Compose, "compose", &[
        "compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml", "compose.*.yaml", "compose.*.yml",
        "docker-compose.*.yaml", "docker-compose.*.yml",
    ], Some(Eco::Oci)),
    row(Format::Dockerfile, "dockerfile", &["Dockerfile", "Dockerfile.*", "*.Dockerfile", "Containerfile"], Some(Eco::Oci)),
    row(Format::InfoPlist, "info-plist", &["Info.plist", "*-Info.plist"], Some(Eco::Apple)),
    row(Format::Pubspec, "pubspec", &["pubspec.yaml"], Some(Eco::Npm)),
    row(Format::Yaml, "yaml", &["openapi.yaml", "openapi.yml"], None),
    row(Format::VersionCatalog, "version-catalog", &["libs.versions.toml", "*.versions.toml"], Some(Eco::Gradle)),
    row(Format::Xcode, "xcode", &["project.pbxproj"], Some(Eco::Apple)),
    row(Format::Json, "json", &["deno.json", "deno.jsonc", "jsr.json", "*.jsonc"], Some(Eco::Npm)),
    row(Format::Metainfo, "metainfo", &["*.metainfo.xml", "*.appdata.xml"], Some(Eco::Appstream)),
    row(Format::VersionFile, "version-file", &["VERSION", "VERSION.txt"], None),
    row(Format::Text, "text", &[], None),
];

impl Format {
    /// All formats, in the order of the table.
    pub fn all() -> impl Iterator<Item = Format> {
        TABLE.iter().map(|row| row.format)
    }

    /// The name that product files and JSON use: `debian-changelog`.
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.name)
    }

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.name == name).map(|row| row.format)
    }

    /// The format that the name of a file shows; `path` has `/` between its parts.
    pub fn of_path(path: &str) -> Option<Self> {
        let file = path.rsplit('/').next().unwrap_or(path);
        let in_debian = path == "debian/changelog" || path.ends_with("/debian/changelog");
        let is_one = |pattern: &str| if pattern.contains('/') { in_debian } else { matches(pattern, file) };
        // The settings of tito, a tool for RPMs, share the ending of MSBuild's properties.
        let is_other = file == "tito.props";
        let row = TABLE.iter().find(|row| row.files.iter().any(|pattern| is_one(pattern)));
        row.filter(|_| !is_other).map(|row| row.format)
    }

    /// In whose form the version is written, for the field or without one; `None` for the canonical form.
    pub fn ecosystem(self, field: Option<&str>) -> Option<Ecosystem> {
        let row = self.row()?;
        let special = row.fields.iter().find(|(name, _)| Some(*name) == field);
        special.map_or(row.ecosystem, |(_, ecosystem)| *ecosystem)
    }

    fn row(self) -> Option<&'static Row> {
        TABLE.iter().find(|row| row.format == self)
    }
}

/// Whether `file` is `pattern`, where one `*` stands for anything but nothing.
fn matches(pattern: &str, file: &str) -> bool {
    pattern.split_once('*').map_or(pattern == file, |(start, end)| {
        file.len() > start.len() + end.len() && file.starts_with(start) && file.ends_with(end)
    })
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
