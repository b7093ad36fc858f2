//! Edited files, read back by their own tools.
//!
//! A tool that is not installed is skipped by name; with `DATELINE_ORACLES=required` it fails its test.
//! `.ci/install-oracles` installs them all.

use std::env;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::Command;

use dateline::ecosystem::Ecosystem;
use dateline::manifest::{DebianEntry, Target};

use crate::files::{File, all};

/// What `program` prints, or `None` where it is not installed or lacks a module.
fn ask(folder: &Path, program: &str, arguments: &[&str]) -> Option<String> {
    let python = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("oracles").join("python");
    let mut command = Command::new(program);
    command.current_dir(folder).args(arguments).env("PYTHONPATH", python).env("LC_ALL", "C.UTF-8");
    let output = match command.output() {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => return missing(program),
        Err(error) => panic!("{program}: {error}"),
    };
    let complaint = String::from_utf8_lossy(&output.stderr);
    if complaint.contains("ModuleNotFoundError") {
        return missing(complaint.trim().lines().last().unwrap());
    }
    assert!(output.status.success(), "{program} {arguments:?}: {complaint}");
    Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
}

fn missing(name: &str) -> Option<String> {
    let required = env::var("DATELINE_ORACLES").is_ok_and(|value| value == "required");
    assert!(!required, "{name} is missing and DATELINE_ORACLES=required");
    // Not `eprintln!`, which the test runner keeps to itself when a test passes.
    let _ = writeln!(std::io::stderr(), "skipped for want of {name} (see .ci/install-oracles)");
    None
}

/// Puts each edited file of `format` alone into a folder and lets `read` see what its tool reads: the version that was
/// written, at least `least` times.
fn reads_back(format: &str, field: &str, least: usize, read: impl Fn(&Path, &File) -> Option<String>) {
    let mut count = 0;
    for file in all() {
        let target = Target::of(&file.manifest).unwrap();
        if target.format().name() != format || file.manifest.field.as_deref().unwrap_or_default() != field {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let name = file.manifest.path.rsplit('/').next().unwrap();
        fs::write(folder.path().join(name), &file.after).unwrap();
        let Some(version) = read(folder.path(), &file) else { return };
        assert_eq!(version, target.read(&file.after).unwrap().unwrap(), "{}", file.name);
        count += 1;
    }
    assert!(count >= least, "{format}: only {count}");
}

fn python(folder: &Path, program: &str, argument: &str) -> Option<String> {
    ask(folder, "/usr/bin/python3", &["-c", program, argument])
}

fn name_of(file: &File) -> &str {
    file.manifest.path.rsplit('/').next().unwrap()
}

#[test]
fn cargo_reads_the_version_that_was_written() {
    reads_back("cargo", "", 4, |folder, file| {
        // Cargo wants a source file, and members of a workspace, which inherit its version.
        for member in ["core", "cli", "crates/x"] {
            let inherits =
                format!("[package]\nname = '{}'\nversion.workspace = true\n", member.replace('/', "-"));
            fs::create_dir_all(folder.join(member).join("src")).unwrap();
            fs::write(folder.join(member).join("Cargo.toml"), inherits).unwrap();
            fs::write(folder.join(member).join("src/lib.rs"), "").unwrap();
        }
        fs::create_dir(folder.join("src")).unwrap();
        fs::write(folder.join("src/lib.rs"), "").unwrap();
        assert!(!file.after.contains("[workspace") || file.after.contains("members"), "{}", file.name);
        let arguments = ["metadata", "--offline", "--no-deps", "--format-version", "1"];
        let metadata: serde_json::Value =
            serde_json::from_str(&ask(folder, env!("CARGO"), &arguments)?).unwrap();
        Some(metadata["packages"][0]["version"].as_str().unwrap().to_owned())
    });
}

#[test]
fn cargo_keeps_a_lock_that_was_written() {
    let lock = "version = 4\n\n[[package]]\nname = \"chain-core\"\nversion = \"1.2.0\"\n\n[[package]]\nname = \"chain-x\"\nversion = \"0.1.0\"\ndependencies = [\n \"chain-core\",\n]\n";
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let values = dateline::manifest::Values::version("1.3.0-next.0");
    let lock = Target::new(dateline::manifest::Format::CargoLock)
        .field("chain-core")
        .rewrite(lock, &values)
        .unwrap();
    let package = |name: &str, version: &str| {
        format!("[package]\nname = '{name}'\nversion = '{version}'\nedition = '2021'\n")
    };
    let user = package("chain-x", "0.1.0")
        + "[dependencies]\nchain-core = { path = 'core', version = '1.2.0' }\n[workspace]\nmembers = ['core']\n";
    write("Cargo.lock", &lock);
    let user = dateline::manifest::cargo_requirements(&user, |_| Some("1.3.0-next.0".to_owned())).unwrap();
    write("Cargo.toml", &user);
    write("core/Cargo.toml", &package("chain-core", "1.3.0-next.0"));
    write("src/lib.rs", "");
    write("core/src/lib.rs", "");
    ask(folder.path(), env!("CARGO"), &["metadata", "--offline", "--locked", "--format-version", "1"]);
}

#[test]
fn npm_reads_the_version_that_was_written() {
    reads_back("npm", "", 3, |folder, _| {
        ask(folder, "npm", &["pkg", "get", "version"]).map(|version| version.trim_matches('"').to_owned())
    });
}

#[test]
fn npm_reads_the_lock_that_was_written() {
    let program =
        "process.stdout.write(JSON.parse(require('fs').readFileSync(process.argv[1], 'utf8')).version)";
    reads_back("npm-lock", "", 2, |folder, file| ask(folder, "node", &["-e", program, name_of(file)]));
}

#[test]
fn python_reads_the_version_that_was_written() {
    let program = "import sys\ntry: import tomllib\nexcept ImportError: import pip._vendor.tomli as tomllib\n\
        from packaging.version import Version\n\
        d = tomllib.load(open('pyproject.toml', 'rb'))\n\
        v = d.get('project', {}).get('version') or d['tool']['poetry']['version']\n\
        assert str(Version(v)) == v\nprint(v)";
    reads_back("pyproject", "", 3, |folder, _| python(folder, program, ""));
    let program = "import configparser\nc = configparser.ConfigParser()\nc.read('setup.cfg')\nprint(c['metadata']['version'])";
    reads_back("setup-cfg", "", 2, |folder, _| python(folder, program, ""));
    let program = "import sys, types\nm = types.ModuleType('setuptools')\nm.find_packages = lambda **k: []\n\
        m.setup = lambda **k: print(k['version'])\nsys.modules['setuptools'] = m\nexec(open('setup.py').read())";
    reads_back("setup-py", "", 2, |folder, _| python(folder, program, ""));
    let program = "exec(open('__init__.py').read())\nprint(__version__)";
    reads_back("setup-py", "__version__", 1, |folder, _| python(folder, program, ""));
}

#[test]
fn xmllint_reads_the_version_that_was_written() {
    let paths = [
        ("pom", "", 3, "/*[local-name()='project']/*[local-name()='version']"),
        ("pom", "parent.version", 1, "/*/*[local-name()='parent']/*[local-name()='version']"),
        ("pom", "properties.revision", 1, "/*/*[local-name()='properties']/*[local-name()='revision']"),
        ("msbuild", "", 2, "/*/*[local-name()='PropertyGroup']/*[local-name()='Version']"),
        ("msbuild", "FileVersion", 1, "/*/*/*[local-name()='FileVersion']"),
        ("info-plist", "", 1, "/plist/dict/key[.='CFBundleVersion']/following-sibling::string[1]"),
        (
            "info-plist",
            "CFBundleShortVersionString",
            1,
            "/plist/dict/key[.='CFBundleShortVersionString']/following-sibling::string[1]",
        ),
    ];
    for (format, field, least, path) in paths {
        let query = format!("normalize-space({path})");
        reads_back(format, field, least, |folder, file| {
            ask(folder, "xmllint", &["--nonet", "--xpath", &query, name_of(file)])
        });
    }
}

#[test]
fn python_reads_the_property_list_that_was_written() {
    let program = "import plistlib, sys\nprint(plistlib.load(open(sys.argv[1], 'rb'))['CFBundleVersion'])";
    reads_back("info-plist", "", 1, |folder, file| python(folder, program, name_of(file)));
}

#[test]
fn rpmspec_reads_the_version_that_was_written() {
    let query = |folder: &Path, file: &File| {
        let arguments = ["--define", "dist .x", "-q", "--srpm", "--qf", "%{VERSION}", name_of(file)];
        ask(folder, "rpmspec", &arguments)
    };
    reads_back("spec", "", 2, query);
    reads_back("spec", "upstream", 2, query);
}

#[test]
fn dpkg_reads_the_entry_that_was_added() {
    let below = "chain (1:1.2-3) bookworm; urgency=low\n\n  * Start.\n\n -- Ada <ada@example.org>  Mon, 24 Oct 2016 09:00:00 +0000\n";
    let changes = ["Fix the clock.\nIt was late.".to_owned(), "Follow core.".to_owned()];
    let date = "2016-11-01T08:05:09-03:30".parse().unwrap();
    let entry = DebianEntry {
        changes: &changes,
        ..DebianEntry::new("1.3~next.0", "Zoë Ünal <zoe@example.org>", date)
    };
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("changelog"), entry.add_to(below).unwrap()).unwrap();
    let Some(version) = ask(folder.path(), "dpkg-parsechangelog", &["-l", "changelog", "-S", "Version"])
    else {
        return;
    };
    assert_eq!(version, "1:1.3~next.0-1");
    let read = |field| ask(folder.path(), "dpkg-parsechangelog", &["-l", "changelog", "-S", field]).unwrap();
    assert_eq!(read("Maintainer"), "Zoë Ünal <zoe@example.org>");
    assert_eq!(read("Date"), "Tue, 01 Nov 2016 08:05:09 -0330");
    assert_eq!(read("Timestamp"), "1478000109");
    assert_eq!(read("Distribution"), "bookworm");
    let all =
        ask(folder.path(), "dpkg-parsechangelog", &["-l", "changelog", "--all", "-S", "Changes"]).unwrap();
    assert!(all.contains("It was late.") && all.contains("Start."), "{all}");
}

#[test]
fn a_yaml_parser_reads_the_version_that_was_written() {
    let head = "import sys, yaml\nd = yaml.safe_load(open(sys.argv[1], encoding='utf-8-sig'))\n";
    for (field, least, key) in [("", 3, "version"), ("appVersion", 1, "appVersion")] {
        let program = format!("{head}assert isinstance(d['{key}'], str)\nprint(d['{key}'].lstrip('v'))");
        reads_back("chart", field, least, |folder, file| python(folder, &program, name_of(file)));
    }
    let images = "t = {s['image'].rpartition(':')[2] for n, s in d['services'].items() if 'chain' in s['image']}\nprint(*t)";
    let program = format!("{head}{images}");
    for field in ["", "web", "registry.example.org:5000/chain/core"] {
        reads_back("compose", field, 1, |folder, file| python(folder, &program, name_of(file)));
    }
}

#[test]
fn ruby_reads_the_version_that_was_written() {
    reads_back("gemspec", "", 2, |folder, file| {
        ask(folder, "ruby", &["-e", "puts Gem::Specification.load(ARGV[0]).version", name_of(file)])
    });
    for (field, constant) in [("", "VERSION"), ("GEM_VERSION", "GEM_VERSION")] {
        let program = format!("require './version'; puts Chain::{constant}");
        reads_back("version-rb", field, 1, |folder, _| ask(folder, "ruby", &["-e", &program]));
    }
}

#[test]
fn a_shell_reads_the_version_that_was_written() {
    for (format, field, least) in [("apkbuild", "", 2), ("pkgbuild", "", 1), ("pkgbuild", "_upstream", 1)] {
        let variable = if field.is_empty() { "pkgver" } else { field };
        let program = format!(". ./$0; printf %s \"${variable}\"");
        reads_back(format, field, least, |folder, file| {
            ask(folder, "bash", &["-c", &program, name_of(file)])
        });
    }
}

#[test]
fn php_reads_the_version_that_was_written() {
    let program = "echo json_decode(file_get_contents($argv[1]))->version;";
    reads_back("composer", "", 2, |folder, file| ask(folder, "php", &["-r", program, name_of(file)]));
}

#[test]
fn java_reads_the_properties_that_were_written() {
    let program = "class Read { public static void main(String[] a) throws Exception { var p = new java.util.Properties(); p.load(new java.io.FileInputStream(a[0])); System.out.print(p.getProperty(a[1])); } }";
    for (field, key) in [("", "version"), ("VERSION_NAME", "VERSION_NAME")] {
        reads_back("gradle-properties", field, 1, |folder, file| {
            fs::write(folder.join("Read.java"), program).unwrap();
            ask(folder, "java", &["Read.java", name_of(file), key])
        });
    }
}

const SPELLINGS: [&str; 20] = [
    "1.2",
    "1.2.0",
    "1.2.0.0",
    "v1.2",
    "v1.2.0",
    "1.3",
    "1.20",
    "1.2.20161024",
    "1.2a3",
    "1.2.0a3",
    "1.2-alpha3",
    "1.2.0-alpha3",
    "1.2.alpha.3",
    "1.2-Alpha-3",
    "1.2.0-alpha-3",
    "1.2-alpha-3",
    "1.2.pre.next.3",
    "1.2.0.pre.next.3",
    "1.2a",
    "1.2b3",
];

/// Where we say that an ecosystem takes two texts for one version, so does its own tool: `program` prints `=` and a key for
/// each of the texts, the same for the same version, none for a text that it refuses.
fn spellings_agree(ecosystem: Ecosystem, least: usize, program: &str, arguments: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let Some(keys) = ask(folder.path(), program, &[arguments, &SPELLINGS].concat()) else { return };
    let keys: Vec<&str> = keys.lines().map(|line| line.trim_start_matches('=')).collect();
    assert_eq!(keys.len(), SPELLINGS.len(), "{keys:?}");
    let mut same = 0;
    for (one, key) in SPELLINGS.iter().zip(&keys) {
        for (other, other_key) in SPELLINGS.iter().zip(&keys).filter(|(other, _)| *other != one) {
            let is_read = !key.is_empty() && !other_key.is_empty();
            if is_read && ecosystem.is_same(one, other) {
                assert_eq!(key, other_key, "{ecosystem}: {one} and {other}");
                same += 1;
            }
        }
    }
    assert!(same >= least, "{ecosystem}: only {same}");
}

#[test]
fn other_spellings_are_the_same_version_for_their_own_tools() {
    let python = "import sys\nfrom packaging.version import Version, InvalidVersion\nfor v in sys.argv[1:]:\n \
                  try: print('=' + str(Version(v)).replace('.0', ''))\n except InvalidVersion: print('=')";
    spellings_agree(Ecosystem::Pypi, 60, "/usr/bin/python3", &["-c", python]);
    let ruby = "ARGV.each { |v| puts '=' + (Gem::Version.new(v).canonical_segments.join('.') rescue '') }";
    spellings_agree(Ecosystem::Rubygems, 8, "ruby", &["-e", ruby]);
    let php = "require '/usr/share/php/Composer/Semver/autoload.php'; $p = new Composer\\Semver\\VersionParser; \
               foreach (array_slice($argv, 1) as $v) { try { echo '=', $p->normalize($v), \"\\n\"; } \
               catch (Exception $e) { echo \"=\\n\"; } }";
    spellings_agree(Ecosystem::Composer, 10, "php", &["-r", php, "--"]);
}
