//! What a release writes into the files of packages beside the version: build numbers and changelogs (H7).

use std::process::Command;

use crate::program::text;
use crate::repo::{CHAIN, Repo};

const SPEC: &str = "Name: chain\nEpoch: 1\nVersion: 1.0\nRelease: 4%{?dist}\nSummary: Chain\nLicense: MIT\n\n\
                    %description\nA ledger.\n\n%files\n\n%changelog\n\
                    * Mon Oct 24 2016 Bob <bob@example.org> - 1:1.0-4\n- Rebuild.\n";
const DEBIAN: &str = "chain (1.0-2) bookworm; urgency=medium\n\n  * Rebuild.\n\n \
                      -- Bob <bob@example.org>  Mon, 24 Oct 2016 09:00:00 +0000\n";

/// Chain with the packages of its core, one feature and one breaking fix later.
fn packaged(changes: &str) -> Repo {
    let manifests = ["core.spec", "PKGBUILD", "APKBUILD", "debian/changelog"];
    let manifests = manifests.map(|path| format!("{{ path = \"core/{path}\" }}")).join(", ");
    let product =
        CHAIN.replace("[components.core]", &format!("{changes}[components.core]\nmanifests = [{manifests}]"));
    let repo = Repo::empty();
    repo.write("core/core.spec", SPEC);
    repo.write("core/PKGBUILD", "pkgname=chain\npkgver=1.0\npkgrel=3\n");
    repo.write("core/APKBUILD", "pkgname=chain\npkgver=1.0\npkgrel=2\n");
    repo.write("core/debian/changelog", DEBIAN);
    repo.write("sdk/a", "1\n");
    repo.write("tool/a", "1\n");
    repo.write("core/api/a", "1\n");
    repo.write("product.toml", product);
    repo.add_all("Start");
    for tag in ["core-v1.0", "sdk-v1.0", "tool-v0.1.0"] {
        repo.git(&["tag", tag]);
    }
    repo.commit("feat: read 100% of %{files}", &["core/a"]);
    repo.write("changes/a.md", "---\ncore: fix\n---\n\nClose the stream.\n\nIt stayed open.\n");
    repo.add_all("fix: close it");
    repo
}

#[test]
fn a_new_version_starts_the_numbers_of_builds_again() {
    let repo = packaged("");
    repo.run(&["apply", "--pending", "--yes"]);
    assert_eq!(repo.read("core/PKGBUILD"), "pkgname=chain\npkgver=1.1\npkgrel=1\n");
    assert_eq!(repo.read("core/APKBUILD"), "pkgname=chain\npkgver=1.1\npkgrel=0\n");
    let spec = SPEC.replace("Version: 1.0\nRelease: 4", "Version: 1.1\nRelease: 1");
    assert_eq!(repo.read("core/core.spec"), spec, "without `changelog = true` there is no entry");
    let entry = "chain (1.1-1) bookworm; urgency=medium\n\n  * New release: changed by feature:core.\n\n -- ";
    assert!(repo.read("core/debian/changelog").starts_with(entry), "{}", repo.read("core/debian/changelog"));
}

#[test]
fn changelogs_of_packages_hold_the_notes() {
    let repo = packaged("[changes]\nchangelog = true\n");
    repo.run(&["apply", "--pending", "--yes"]);
    let entry = "%changelog\n* Tue Nov 01 2016 Ada <ada@example.org> - 1:1.1-1\n- read 100%% of %%{files}\n\
                 - Close the stream.\n  It stayed open.\n\n* Mon Oct 24 2016";
    let spec = SPEC.replace("Version: 1.0\nRelease: 4", "Version: 1.1\nRelease: 1");
    assert_eq!(repo.read("core/core.spec"), spec.replace("%changelog\n* Mon Oct 24 2016", entry));
    let entry = "chain (1.1-1) bookworm; urgency=medium\n\n  * read 100% of %{files}\n  * Close the stream.\n    \
                 It stayed open.\n\n -- Ada <ada@example.org>  Tue, 01 Nov 2016 00:00:00 +0000\n\n";
    assert_eq!(repo.read("core/debian/changelog"), format!("{entry}{DEBIAN}"));
    match Command::new("rpm").arg("--version").output() {
        Ok(_) => rpm_reads_the_entry(&repo),
        Err(_) => eprintln!("skipped: rpm is not installed"),
    }
}

fn rpm_reads_the_entry(repo: &Repo) {
    let format = "[%{CHANGELOGNAME}: %{CHANGELOGTEXT}\n]";
    let spec = repo.path().join("core/core.spec");
    let output = Command::new("rpm").args(["-q", "--qf", format, "--specfile"]).arg(spec).output().unwrap();
    let expected =
        "Ada <ada@example.org> - 1:1.1-1: - read 100% of %{files}\n- Close the stream.\n  It stayed open.\n";
    assert!(text(&output.stdout).starts_with(expected), "{}{}", text(&output.stdout), text(&output.stderr));
}

#[test]
fn the_tag_of_a_prerelease_has_the_notes_whoever_makes_it() {
    let repo = packaged("[changes]\nchangelog = true\n");
    repo.run(&["apply", "--pending", "--next", "--yes"]);
    let message = "Chain Core 1.1-next.0\n\nchanged by feature:core\n\nFeatures\n- read 100% of %{files}\n\n\
                   Fixes\n- Close the stream.\n\n  It stayed open.";
    assert_eq!(repo.ask(&["tag", "-l", "--format=%(contents)", "core-v1.1-next.0"]), message);
    assert!(
        repo.read("core/core.spec").contains("%changelog\n* Mon Oct 24"),
        "prereleases write no changelog"
    );
    repo.git(&["tag", "-d", "core-v1.1-next.0"]);
    repo.commit("feat: later", &["core/a"]);
    repo.run(&["tag"]);
    assert_eq!(repo.ask(&["tag", "-l", "--format=%(contents)", "core-v1.1-next.0"]), message);
}
