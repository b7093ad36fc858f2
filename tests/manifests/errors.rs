//! What is refused, with the exact message of each.

use dateline::manifest::{MAX_BYTES, ManifestError, Target, Values, decode};
use dateline::product::Manifest;
use dateline::words::Explain;

use crate::files::manifest;

/// Path, field, text, code, message.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const ELSEWHERE: &str = "manifest-elsewhere";
const NONE: &str = "manifest-no-version";
const TWICE: &str = "manifest-found-twice";
const NOT_TEXT: &str = "manifest-not-text";
const ESCAPED: &str = "manifest-escaped";
const NOT_SINGLE: &str = "manifest-not-single";
const SYNTAX: &str = "manifest-syntax";

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // What lives elsewhere.
    ("Cargo.toml", "", "[package]\nversion.workspace = true", ELSEWHERE, "line 2: `package.version` is defined elsewhere: `[workspace.package]` of the workspace's Cargo.toml"),
    ("Cargo.toml", "package.version", "[package]\nname = 'x'\nversion = { workspace = true }", ELSEWHERE, "line 3: `package.version` is defined elsewhere: `[workspace.package]` of the workspace's Cargo.toml"),
    ("pyproject.toml", "", "[project]\ndynamic = [\n 'version']\n[tool.setuptools.dynamic]\nversion = {attr = 'chain.__version__'}", ELSEWHERE, "line 3: `project.version` is defined elsewhere: the attribute `chain.__version__`"),
    ("pyproject.toml", "", "[project]\ndynamic = ['version']\n[tool.setuptools.dynamic]\nversion = {file = 'VERSION'}", ELSEWHERE, "line 2: `project.version` is defined elsewhere: the file `VERSION`"),
    ("pyproject.toml", "", "[project]\ndynamic = ['version']\n[tool.hatch.version]\npath = 'src/a.py'", ELSEWHERE, "line 2: `project.version` is defined elsewhere: the file `src/a.py`"),
    ("pyproject.toml", "", "[project]\ndynamic = ['version']\n[tool.setuptools_scm]", ELSEWHERE, "line 2: `project.version` is defined elsewhere: `[tool.setuptools_scm]`, which the build backend reads"),
    ("pyproject.toml", "", "[project]\ndynamic = ['version']", ELSEWHERE, "line 2: `project.version` is defined elsewhere: `[build-system]`, which the build backend reads"),
    ("setup.cfg", "", "[metadata]\nversion = attr: chain.__version__", ELSEWHERE, "line 2: `version` of `[metadata]` is defined elsewhere: the attribute `chain.__version__`"),
    ("setup.cfg", "", "[metadata]\nversion = file: VERSION", ELSEWHERE, "line 2: `version` of `[metadata]` is defined elsewhere: the file `VERSION`"),
    ("setup.py", "", "VERSION = '1'\nsetup(\n  version=VERSION,\n)", ELSEWHERE, "line 3: argument `version` of `setup()` is defined elsewhere: the variable `VERSION` on line 1"),
    ("setup.py", "", "setup(version=read('VERSION'))", ELSEWHERE, "line 1: argument `version` of `setup()` is defined elsewhere: the expression `read('VERSION'))`"),
    ("setup.py", "", "setup(version=f'{x}.1')", ELSEWHERE, "line 1: argument `version` of `setup()` is defined elsewhere: the expression `f'{x}.1')`"),
    ("setup.py", "", "setup(version='1.' '2')", ELSEWHERE, "line 1: argument `version` of `setup()` is defined elsewhere: the expression `'1.' '2')`"),
    ("pom.xml", "", "<project>\n<properties><revision>1</revision></properties>\n<version>${revision}</version></project>", ELSEWHERE, "line 3: `version` of the project is defined elsewhere: the property `revision` on line 2"),
    ("pom.xml", "", "<project><version>${revision}${x}</version></project>", ELSEWHERE, "line 1: `version` of the project is defined elsewhere: the property `revision`"),
    ("pom.xml", "", "<project>\n<parent><groupId>g</groupId><artifactId>a</artifactId><version>1</version></parent></project>", ELSEWHERE, "line 2: `version` of the project is defined elsewhere: the parent `g:a`"),
    ("build.gradle", "", "def v = '1'\nversion = v\n", ELSEWHERE, "line 2: property `version` is defined elsewhere: the variable `v` on line 1"),
    ("build.gradle", "", "version = \"$base-1\"", ELSEWHERE, "line 1: property `version` is defined elsewhere: the expression `\"$base-1\"`"),
    ("build.gradle.kts", "", "version = property(\"chain\")", ELSEWHERE, "line 1: property `version` is defined elsewhere: the expression `property(\"chain\")`"),
    ("build.gradle", "", "version '1.2' + suffix", ELSEWHERE, "line 1: property `version` is defined elsewhere: the expression `'1.2' + suffix`"),
    ("x.gemspec", "", "s.version = Chain::VERSION\n", ELSEWHERE, "line 1: attribute `version` is defined elsewhere: the expression `Chain::VERSION`"),
    ("x.gemspec", "", "s.version = version", ELSEWHERE, "line 1: attribute `version` is defined elsewhere: the variable `version` on line 1"),
    ("version.rb", "", "VERSION = \"#{MAJOR}.2\"", ELSEWHERE, "line 1: constant `VERSION` is defined elsewhere: the expression `\"#{MAJOR}.2\"`"),
    ("version.rb", "", "VERSION = [1, 2].join('.')", ELSEWHERE, "line 1: constant `VERSION` is defined elsewhere: the expression `[1, 2].join('.')`"),
    ("x.csproj", "", "<Project>\n<PropertyGroup><Base>1</Base>\n<Version>$(Base)</Version></PropertyGroup></Project>", ELSEWHERE, "line 3: property `Version` is defined elsewhere: the property `Base` on line 2"),
    ("x.spec", "", "%global up 1.2\nVersion: %{up}", ELSEWHERE, "line 2: tag `Version` is defined elsewhere: the macro `up` on line 1"),
    ("x.spec", "", "Version: 1.2%{?pre}", ELSEWHERE, "line 1: tag `Version` is defined elsewhere: the macro `pre`"),
    ("x.spec", "", "Version: %(cat VERSION)", ELSEWHERE, "line 1: tag `Version` is defined elsewhere: the expression `%(cat VERSION)`"),
    ("PKGBUILD", "", "_v=1\npkgver=${_v//-/}", ELSEWHERE, "line 2: variable `pkgver` is defined elsewhere: the variable `_v` on line 1"),
    ("PKGBUILD", "", "pkgver=1\npkgver() {\n}", ELSEWHERE, "line 2: variable `pkgver` is defined elsewhere: the function `pkgver()` on line 2"),
    ("APKBUILD", "", "pkgver=\"$(date)\"", ELSEWHERE, "line 1: variable `pkgver` is defined elsewhere: the expression `$(date)`"),
    ("compose.yaml", "", "services:\n  a:\n    image: a:${TAG:-1.2}", ELSEWHERE, "line 3: the tag of `a` is defined elsewhere: the variable `TAG`"),
    ("Dockerfile", "", "ARG V=1\nFROM a:$V", ELSEWHERE, "line 2: the tag of `a` is defined elsewhere: the variable `V`"),
    ("Info.plist", "", "<plist><dict><key>CFBundleVersion</key><string>$(CURRENT_PROJECT_VERSION)</string></dict></plist>", ELSEWHERE, "line 1: key `CFBundleVersion` is defined elsewhere: the property `CURRENT_PROJECT_VERSION`"),
    // What is not there.
    ("Cargo.toml", "", "[dependencies]\nversion = '1'", NONE, "found no `package.version`"),
    ("Cargo.lock", "x", "[[package]]\nname = 'x'\nversion = '1'\nsource = 'registry'", NONE, "found no entry of the workspace for `x`"),
    ("package.json", "", "{}", NONE, "found no `version`"),
    ("package.json", "a.b", "{\"a\": 1}", NONE, "found no `a.b`"),
    ("package-lock.json", "packages/x", "{\"packages\": {}}", NONE, "found no `version` of `packages/x`"),
    ("pyproject.toml", "", "[build-system]", NONE, "found no `project.version`"),
    ("setup.cfg", "", "[options]\nversion = 1", NONE, "found no `version` of `[metadata]`"),
    ("setup.py", "", "setup(**kwargs)", NONE, "found no argument `version` of `setup()`"),
    ("pom.xml", "", "<project/>", NONE, "found no `version` of the project"),
    ("pom.xml", "", "<project><version/></project>", NONE, "line 1: found no `version` of the project"),
    ("build.gradle", "", "a { version = '1' }", NONE, "found no property `version`"),
    ("gradle.properties", "", "versions=1\n#version=2", NONE, "found no `version`"),
    ("x.spec", "", "%description\nVersion: 1", NONE, "found no tag `Version`"),
    ("APKBUILD", "", " pkgver=1", NONE, "found no variable `pkgver`"),
    ("Chart.yaml", "", "a: {version: 1.2.0}", NONE, "found no `version`"),
    ("Dockerfile", "chain", "FROM other:1", NONE, "found no image `chain`"),
    ("VERSION", "", " \r\n", NONE, "found no version alone in the file"),
    // What is there twice.
    ("Cargo.toml", "", "[package]\nversion = '1'\n[workspace.package]\nversion = '2'", TWICE, "line 4: found more than one `package.version`, the first on line 2"),
    ("package.json", "", "{\"version\": \"1\",\n\"version\": \"2\"}", TWICE, "line 2: found more than one `version`, the first on line 1"),
    ("setup.cfg", "", "[metadata]\nversion = 1\nVERSION = 2", TWICE, "line 3: found more than one `version` of `[metadata]`, the first on line 2"),
    ("setup.py", "", "setup(version='1')\nsetup(version='2')", TWICE, "line 2: found more than one argument `version` of `setup()`, the first on line 1"),
    ("x.csproj", "", "<Project><PropertyGroup><Version>1</Version>\n<Version>2</Version></PropertyGroup></Project>", TWICE, "line 2: found more than one property `Version`, the first on line 1"),
    ("x.spec", "", "%if 0\nVersion: 1\n%else\nVersion: 2\n%endif", TWICE, "line 4: found more than one tag `Version`, the first on line 2"),
    ("compose.yaml", "", "services:\n  a: {image: a:1}\n  b: {image: b:1}", TWICE, "line 3: found more than one image, the first on line 2"),
    ("Dockerfile", "", "FROM a:1\nFROM b:1", TWICE, "line 2: found more than one image, the first on line 1"),
    // What is no text, or not a plain one.
    ("Cargo.toml", "", "[package]\nversion = 1.2", NOT_TEXT, "line 2: `package.version` must be a text, not a number"),
    ("pyproject.toml", "", "[project]\nversion = ['1']", NOT_TEXT, "line 2: `project.version` must be a text, not a list"),
    ("package.json", "", "{\n\"version\": null}", NOT_TEXT, "line 2: `version` must be a text, not null"),
    ("composer.json", "", "{\"version\": 1.2}", NOT_TEXT, "line 1: `version` must be a text, not a number"),
    ("build.gradle", "", "version = 1.2", NOT_TEXT, "line 1: property `version` must be a text, not a number"),
    ("Chart.yaml", "appVersion", "appVersion: 1.10", NOT_TEXT, "line 1: `appVersion` must be a text, not a number without quotes"),
    ("pom.xml", "", "<project><version>1<!-- x -->2</version></project>", NOT_TEXT, "line 1: `version` of the project must be a text, not several nodes"),
    ("Info.plist", "", "<plist><dict><key>CFBundleVersion</key><integer>1</integer></dict></plist>", NOT_TEXT, "line 1: key `CFBundleVersion` must be a text, not another element"),
    ("setup.cfg", "", "[metadata]\nversion =\n  1.2", NOT_TEXT, "line 2: `version` of `[metadata]` must be a text, not a value on separate lines"),
    ("Cargo.toml", "", "[package]\nversion = \"1\\u002e2\"", ESCAPED, "line 2: `package.version` is written with escapes, which an edit would lose"),
    ("package.json", "", "{\"version\": \"1\\u002e2\"}", ESCAPED, "line 1: `version` is written with escapes, which an edit would lose"),
    ("pom.xml", "", "<project><version>1&#46;2</version></project>", ESCAPED, "line 1: `version` of the project is written with escapes, which an edit would lose"),
    ("Chart.yaml", "", "version: \"1\\x2e2\"", ESCAPED, "line 1: `version` is written with escapes, which an edit would lose"),
    ("version.rb", "", "VERSION = \"1\\.2\"", ESCAPED, "line 1: constant `VERSION` is written with escapes, which an edit would lose"),
    ("gradle.properties", "", "version=1\\u002e2", ESCAPED, "line 1: `version` is written with escapes, which an edit would lose"),
    ("VERSION", "", "1.2\n1.3\n", NOT_SINGLE, "line 1: the file is not a single version: `1.2\\n1.3`"),
    ("setup.cfg", "", "[metadata]\nversion = 1.2 # x", NOT_SINGLE, "line 2: `version` of `[metadata]` is not a single version: `1.2 # x`"),
    ("package.json", "", "{\"version\": \"\"}", NOT_SINGLE, "line 1: `version` is not a single version: ``"),
    // What is not of its format.
    ("package.json", "", "{\n// x\n}", SYNTAX, ""),
    ("Cargo.toml", "", "[package]\nversion = ", SYNTAX, ""),
    ("pom.xml", "", "<project>\n<version>1</project>", SYNTAX, ""),
    ("Chart.yaml", "", "a: b\nversion: [1.2.0\n", SYNTAX, ""),
    ("debian/changelog", "", "\nNews of 1.2", SYNTAX, "line 2: not valid Debian changelog: `PACKAGE (VERSION) DISTRIBUTION; urgency=…` is expected"),
    // The rest.
    ("Dockerfile", "", "FROM a:1\nFROM a", "manifest-no-tag", "line 2: the image `a` has no tag"),
    ("Dockerfile", "", "FROM a:1@sha256:00", "manifest-pinned", "line 1: the image `a:1@sha256:00` is pinned by a digest"),
    ("compose.yaml", "", "services:\n  a: {image: 'h:5000/a'}", "manifest-no-tag", "line 2: the image `h:5000/a` has no tag"),
    ("Cargo.lock", "", "", "field-needed", "cargo-lock needs `field`: the name of the crate"),
    ("Chart.yaml", "appversion", "", "unknown-field", "chart has no field `appversion`"),
    ("pom.xml", "dependencies.x", "<project/>", "unknown-field", "pom has no field `dependencies.x`"),
    ("package-lock.json", "", "{\"version\": \"1\",\n\"packages\": {\"\": {\n\"version\": \"2\"}}}", "manifest-disagrees", "line 3: the version here is `2`, but `1` on line 1"),
];

fn read(path: &str, field: &str, text: &str) -> Result<Option<String>, ManifestError> {
    Target::of(&manifest(path, field, ""))?.read(text)
}

#[test]
fn what_cannot_be_read_says_why_and_where() {
    for (path, field, text, code, message) in ROWS {
        let error = read(path, field, text).expect_err(&format!("{path}: {text}"));
        assert_eq!(error.code(), *code, "{path}: {text}: {error}");
        if message.is_empty() {
            assert!(error.line.is_some_and(|line| line > 1), "{path}: {text}: {error}");
        } else {
            assert_eq!(error.to_string(), *message, "{path}: {text}");
        }
    }
}

#[test]
fn what_cannot_be_read_cannot_be_written() {
    for (path, field, text, code, _) in ROWS {
        let edited = Target::of(&manifest(path, field, "")).unwrap().rewrite(text, &Values::version("1.3.0"));
        if *code == "manifest-disagrees" {
            assert!(edited.is_ok());
        } else {
            assert!(edited.is_err(), "{path}: {text}");
        }
    }
}

#[test]
fn a_value_that_would_break_out_of_its_place_is_refused() {
    let texts = [
        ("Cargo.toml", "[package]\nversion = '1.2.0'"),
        ("package.json", "{\"version\": \"1.2.0\"}"),
        ("pom.xml", "<project><version>1.2</version></project>"),
        ("setup.py", "setup(version='1.2')"),
        ("PKGBUILD", "pkgver=1.2\n"),
        ("Chart.yaml", "version: 1.2.0\n"),
        ("x.spec", "Version: 1.2\n"),
        ("VERSION", "1.2\n"),
        ("Dockerfile", "FROM a:1.2"),
    ];
    for (path, text) in texts {
        for value in ["1' x", "1\nx", "", "1.2 \"", "<!-- %{x} $x", "1.2\t"] {
            let target = Target::of(&manifest(path, "", "")).map(|target| target.format()).unwrap();
            let edited = Target::new(target).rewrite(text, &Values::version(value));
            assert!(edited.is_err(), "{path} took {value:?}: {edited:?}");
        }
    }
    let number = Target::of(&manifest("Chart.yaml", "appVersion", "")).unwrap().format();
    let error = Target::new(number).field("appVersion").rewrite("appVersion: 1.2.1", &Values::version("1.3"));
    assert_eq!(error.unwrap_err().code(), "manifest-not-text");
    let error = Target::new(number).rewrite("version: '1.2.1'", &Values::version("1.3' # '")).unwrap_err();
    assert!(error.line.is_some(), "{error}");
}

#[test]
fn an_entry_of_a_product_file_that_means_nothing_is_refused() {
    let entry = |path: &str, format: Option<&str>, pattern: Option<&str>| {
        let mut entry = manifest(path, "", "");
        entry.format = format.map(Into::into);
        entry.pattern = pattern.map(Into::into);
        entry
    };
    let refused = |entry: Manifest| Target::of(&entry).map(|_| ()).unwrap_err().to_string();
    assert_eq!(refused(entry("x", Some("cargoo"), None)), "unknown format `cargoo`");
    assert_eq!(
        refused(entry("a/notes.txt", None, None)),
        "cannot determine the format from the name `notes.txt`"
    );
    assert_eq!(refused(entry("x", None, Some("{x}"))), "the pattern does not work: unknown value `{x}`");
    assert_eq!(
        refused(entry("\u{1b}[1m", None, None)),
        "cannot determine the format from the name `\\u{1b}[1m`"
    );
    assert!(Target::of(&entry("x", None, Some("v{version}"))).is_ok());
}

#[test]
fn a_file_that_is_no_text_is_refused() {
    let error = decode(b"a\nb\xff").unwrap_err();
    assert_eq!(
        (error.code(), error.to_string().as_str()),
        ("manifest-not-utf-8", "line 2: this is Latin-1 (ISO 8859-1), not UTF-8")
    );
    let large = vec![b' '; MAX_BYTES + 1];
    let message = "a manifest has at most 16 MiB, and this one has 16777217 bytes";
    assert_eq!(decode(&large).unwrap_err().to_string(), message);
    let large = String::from_utf8(large).unwrap();
    assert_eq!(read("VERSION", "", &large).unwrap_err().code(), "manifest-too-large");
    assert!(decode(&large.as_bytes()[1..]).is_ok());
}
