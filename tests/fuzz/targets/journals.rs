//! Journals that somebody prepared, in a folder and in a git work tree: followed or refused, they change nothing outside of
//! that folder.
//!
//! The input is what stands behind the checksum, which is put before it. `VICTIM` in it is the path of a file outside.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use dateline::apply::{How, Site, recover};
use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};

const PRODUCT: &str = "[product]\nname = 'C'\n[components.core]\nlead = true\nversion = '1.0'\n";
const SECRET: &str = "what nobody may change\n";

/// A folder that holds `site`, which the journal is of, and `victim`, which it must not reach.
fn folder() -> &'static PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap().keep();
        fs::create_dir_all(folder.join("site/.dateline")).unwrap();
        folder
    })
}

fuzz_target!(|bytes: &[u8]| {
    let folder = folder();
    let site = folder.join("site");
    fs::write(folder.join("victim"), SECRET).unwrap();
    fs::write(site.join("product.toml"), PRODUCT).unwrap();
    let victim = folder.join("victim").to_str().unwrap().to_owned();
    let here = site.to_str().unwrap().to_owned();
    let text = String::from_utf8_lossy(bytes).replace("VICTIM", &victim).replace("HERE", &here);
    let (json, contents) = text.split_once('\u{1}').unwrap_or((&text, ""));
    let body = format!("{json}{contents}");
    let sum: String = Sha256::digest(&body).iter().map(|byte| format!("{byte:02x}")).collect();
    let journal = format!("dateline journal 1\n{sum} {}\n{body}", json.len());
    fs::write(site.join(".dateline/journal"), journal).unwrap();
    let mut found = Site::find(&site.join("product.toml")).unwrap();
    found.accepts_moved = true;
    for abort in [false, true] {
        let _ = recover(&found, How { abort, not_pushed: true });
    }
    assert_eq!(fs::read_to_string(folder.join("victim")).unwrap(), SECRET);
    let names = fs::read_dir(folder).unwrap().count();
    assert_eq!(names, 2, "something was made outside of the site");
    for entry in fs::read_dir(&site).unwrap().map(Result::unwrap) {
        if entry.file_name() != ".dateline" && entry.file_name() != "product.toml" {
            let _ = fs::remove_file(entry.path());
        }
    }
});
