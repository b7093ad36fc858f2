//! The order of every mapping, proven by the comparators that the ecosystems themselves use.
//!
//! A comparator that is not installed is skipped by name; with `DATELINE_ORACLES=required` it fails its test.
//! `.ci/install-oracles` installs them all. Two ecosystems have none that could be had: Homebrew's is in no registry of
//! packages, and WinGet's runs on Windows only.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "these are tests")]

mod program;
mod proof;
mod versions;
mod wrong;

use dateline::ecosystem::Ecosystem;
use dateline::version::Scheme;

use program::{Answer, Program, git_order, gradle_jars, maven_jars};
use proof::{Writes, disagreements, present, prove, prove_by_sort, renderings};

const DPKG: Program = Program::Python("debian.py");
const MAVEN: Program = Program::Java("Maven.java", maven_jars);
const GRADLE: Program = Program::Java("Gradle.java", gradle_jars);
const MASTERMINDS: Program = Program::Go("masterminds.go", "github.com/Masterminds/semver");

#[test]
fn cargo_orders_as_the_rules_do() {
    for scheme in Scheme::ALL {
        let (versions, texts) = renderings(Ecosystem::Cargo, scheme);
        let parsed: Vec<semver::Version> = texts.iter().map(|text| text.parse().unwrap()).collect();
        let orders = parsed.iter().map(|left| parsed.iter().map(|right| left.cmp(right)).collect()).collect();
        let answer = Answer { texts: parsed.iter().map(ToString::to_string).collect(), orders };
        assert_eq!(disagreements(&versions, &texts, &answer), []);
        assert_eq!(answer.texts, texts);
    }
}

#[test]
fn npm_orders_as_the_rules_do() {
    prove(Ecosystem::Npm, Program::Node("npm.js"), "", Writes::Same);
}

#[test]
fn visual_studio_code_orders_as_the_rules_do() {
    prove(Ecosystem::Vscode, Program::Node("npm.js"), "", Writes::Same);
}

#[test]
fn nuget_orders_as_the_rules_do() {
    prove(Ecosystem::Nuget, Program::Python("nuget.py"), "", Writes::Otherwise);
}

#[test]
fn helm_orders_as_the_rules_do() {
    prove(Ecosystem::Helm, MASTERMINDS, "", Writes::Same);
}

#[test]
fn those_who_watch_images_order_as_the_rules_do() {
    prove(Ecosystem::Oci, MASTERMINDS, "", Writes::Otherwise);
}

#[test]
fn go_orders_as_the_rules_do() {
    prove(Ecosystem::Go, Program::Go("gomod.go", "golang.org/x/mod"), "", Writes::Same);
}

#[test]
fn pypi_orders_as_the_rules_do() {
    prove(Ecosystem::Pypi, Program::Python("pypi.py"), "", Writes::Same);
}

#[test]
fn conda_orders_as_the_rules_do() {
    prove(Ecosystem::Conda, Program::Python("conda.py"), "", Writes::Same);
}

#[test]
fn maven_orders_as_the_rules_do() {
    prove(Ecosystem::Maven, MAVEN, "", Writes::Otherwise);
}

#[test]
fn gradle_orders_as_the_rules_do() {
    prove(Ecosystem::Gradle, GRADLE, "", Writes::Otherwise);
}

#[test]
fn rubygems_orders_as_the_rules_do() {
    prove(Ecosystem::Rubygems, Program::Ruby("rubygems.rb"), "", Writes::Same);
}

#[test]
fn debian_orders_as_the_rules_do() {
    prove(Ecosystem::Debian, DPKG, "", Writes::Otherwise);
    prove(Ecosystem::Debian, DPKG, "-1", Writes::Otherwise);
}

#[test]
fn rpm_orders_as_the_rules_do() {
    prove(Ecosystem::Rpm, Program::Python("rpm_label.py"), "", Writes::Otherwise);
}

#[test]
fn alpine_orders_as_the_rules_do() {
    let apk = Program::Python("alpine.py");
    prove(Ecosystem::Alpine, apk, "", Writes::Otherwise);
    prove(Ecosystem::Alpine, apk, "-r0", Writes::Otherwise);
}

#[test]
fn arch_orders_as_the_rules_do() {
    prove(Ecosystem::Arch, Program::Python("arch.py"), "", Writes::Otherwise);
    prove(Ecosystem::Arch, Program::Python("arch.py"), "-1", Writes::Otherwise);
}

#[test]
fn composer_orders_as_the_rules_do() {
    prove(Ecosystem::Composer, Program::Php("composer.php"), "", Writes::Otherwise);
}

#[test]
fn appstream_orders_as_the_rules_do() {
    prove(Ecosystem::Appstream, Program::Python("appstream.py"), "", Writes::Otherwise);
    prove_by_sort(Ecosystem::Appstream);
}

#[test]
fn snapd_orders_as_the_rules_do() {
    let snapd = Program::Go("snapd.go", "github.com/snapcore/snapd/strutil");
    prove(Ecosystem::Snap, snapd, "", Writes::Otherwise);
    prove_by_sort(Ecosystem::Snap);
}

#[test]
fn git_sorts_tags_as_the_rules_do() {
    for scheme in Scheme::ALL {
        let (_, texts) = renderings(Ecosystem::Git, scheme);
        let Some(sorted) = present("git", git_order(&texts, Some("-next"))) else { return };
        assert_eq!(sorted, texts);
    }
}

/// Their own comparators run on their vendors' systems only; all compare number by number, as `sort -V` does.
#[test]
fn numbers_of_installers_order_as_the_rules_do() {
    use Ecosystem::{Android, Apple, Assembly, ChromeExtension, Fileversion, Msi};
    for ecosystem in [Msi, Fileversion, Assembly, ChromeExtension, Apple, Android] {
        prove_by_sort(ecosystem);
    }
}
