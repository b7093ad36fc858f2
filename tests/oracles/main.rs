//! The order of every mapping, proven by the comparators that the ecosystems themselves use.
//!
//! A comparator that is not installed is skipped by name; with `DATELINE_ORACLES=required` it fails its test.
//! `.ci/install-oracles` installs them all. Two ecosystems have none that can be had: Homebrew's is in no registry of
//! packages, and WinGet's runs on Windows only.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "these are tests")]

mod program;
mod proof;
mod versions;
mod wrong;

use dateline::ecosystem::Ecosystem;
use dateline::version::Scheme;

use program::{Answer, Program, git_order, gradle_jars, maven_jars, osgi_jars};
use proof::{Writes, disagreements, present, prove, prove_by_sort, renderings};

const NUGET: Program = Program::python("nuget.py");
const DPKG: Program = Program::python("debian.py");
const MAVEN: Program = Program::Java("Maven.java", maven_jars);
const GRADLE: Program = Program::Java("Gradle.java", gradle_jars);
const MASTERMINDS: Program = Program::Go("masterminds.go", "github.com/Masterminds/semver");

/// Swift's and Dart's own comparators are in no registry of packages; both order as SemVer 2 says, as the crate does.
#[test]
fn cargo_swift_and_pub_order_as_the_rules_do() {
    for (ecosystem, scheme) in
        [Ecosystem::Cargo, Ecosystem::Swift, Ecosystem::Pub].into_iter().flat_map(in_all_schemes)
    {
        let (versions, texts) = renderings(ecosystem, scheme);
        let parsed: Vec<semver::Version> = texts.iter().map(|text| text.parse().unwrap()).collect();
        let orders = parsed.iter().map(|left| parsed.iter().map(|right| left.cmp(right)).collect()).collect();
        let answer = Answer { texts: parsed.iter().map(ToString::to_string).collect(), orders };
        assert_eq!(disagreements(&versions, &texts, &answer), []);
        assert_eq!(answer.texts, texts);
    }
}

fn in_all_schemes(ecosystem: Ecosystem) -> impl Iterator<Item = (Ecosystem, Scheme)> {
    Scheme::ALL.into_iter().map(move |scheme| (ecosystem, scheme))
}

#[test]
fn terraform_orders_as_the_rules_do() {
    let terraform = Program::Go("terraform.go", "github.com/hashicorp/go-version");
    prove(Ecosystem::Terraform, terraform, "", Writes::Same);
}

#[test]
fn hex_orders_as_the_rules_do() {
    prove(Ecosystem::Hex, Program::Script("elixir", "hex.exs"), "", Writes::Same);
}

#[test]
fn ansible_orders_as_the_rules_do() {
    prove(Ecosystem::AnsibleGalaxy, Program::python("galaxy.py"), "", Writes::Same);
}

#[test]
fn osgi_orders_as_the_rules_do() {
    prove(Ecosystem::Osgi, Program::Java("Osgi.java", osgi_jars), "", Writes::Same);
}

#[test]
fn wordpress_orders_as_the_rules_do() {
    prove(Ecosystem::Wordpress, Program::Script("php", "wordpress.php"), "", Writes::Otherwise);
}

#[test]
fn conan_orders_as_the_rules_do() {
    prove(Ecosystem::Conan, Program::python("conan_version.py"), "", Writes::Same);
}

#[test]
fn nix_orders_as_the_rules_do() {
    prove(Ecosystem::Nix, Program::python("nix.py"), "", Writes::Otherwise);
}

#[test]
fn luarocks_orders_as_the_rules_do() {
    prove(Ecosystem::Luarocks, Program::Script("lua", "luarocks.lua"), "", Writes::Otherwise);
}

#[test]
fn cran_orders_as_the_rules_do() {
    prove(Ecosystem::Cran, Program::Script("Rscript", "cran.R"), "", Writes::Same);
}

#[test]
fn cpan_orders_as_the_rules_do() {
    prove(Ecosystem::Cpan, Program::Script("perl", "cpan.pl"), "", Writes::Same);
}

#[test]
fn npm_orders_as_the_rules_do() {
    prove(Ecosystem::Npm, Program::Script("node", "npm.js"), "", Writes::Same);
}

#[test]
fn visual_studio_code_orders_as_the_rules_do() {
    prove(Ecosystem::Vscode, Program::Script("node", "npm.js"), "", Writes::Same);
}

#[test]
fn nuget_orders_as_the_rules_do() {
    prove(Ecosystem::Nuget, NUGET, "", Writes::Otherwise);
    // The PowerShell Gallery is a gallery of NuGet packages.
    prove(Ecosystem::Powershell, NUGET, "", Writes::Otherwise);
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
    prove(Ecosystem::Pypi, Program::python("pypi.py"), "", Writes::Same);
}

#[test]
fn conda_orders_as_the_rules_do() {
    prove(Ecosystem::Conda, Program::python("conda.py"), "", Writes::Same);
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
    prove(Ecosystem::Rubygems, Program::Script("ruby", "rubygems.rb"), "", Writes::Same);
}

#[test]
fn debian_orders_as_the_rules_do() {
    prove(Ecosystem::Debian, DPKG, "", Writes::Otherwise);
    prove(Ecosystem::Debian, DPKG, "-1", Writes::Otherwise);
}

#[test]
fn rpm_orders_as_the_rules_do() {
    prove(Ecosystem::Rpm, Program::python("rpm_label.py"), "", Writes::Otherwise);
}

#[test]
fn alpine_orders_as_the_rules_do() {
    let apk = Program::python("alpine.py");
    prove(Ecosystem::Alpine, apk, "", Writes::Otherwise);
    prove(Ecosystem::Alpine, apk, "-r0", Writes::Otherwise);
}

#[test]
fn arch_orders_as_the_rules_do() {
    prove(Ecosystem::Arch, Program::python("arch.py"), "", Writes::Otherwise);
    prove(Ecosystem::Arch, Program::python("arch.py"), "-1", Writes::Otherwise);
}

#[test]
fn composer_orders_as_the_rules_do() {
    prove(Ecosystem::Composer, Program::Script("php", "composer.php"), "", Writes::Otherwise);
}

#[test]
fn appstream_orders_as_the_rules_do() {
    prove(Ecosystem::Appstream, Program::python("appstream.py"), "", Writes::Otherwise);
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
    use Ecosystem::{Android, Apple, Assembly, ChromeExtension, Fileversion, Firefox, Hackage, Msi, Msix};
    for ecosystem in [Msi, Msix, Fileversion, Assembly, ChromeExtension, Firefox, Hackage, Apple, Android] {
        prove_by_sort(ecosystem);
    }
}
