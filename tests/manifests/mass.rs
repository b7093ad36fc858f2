//! Every manifest in a folder of clones is read and edited, byte for byte.
//!
//! `DATELINE_CLONES=FOLDER cargo test --release --test manifests mass -- --ignored --nocapture` prints the figures.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dateline::manifest::{Format, Target, Values, decode};
use dateline::version::Scheme;
use dateline::words::Explain;

use crate::files::around;

/// The manifests below `folder`; links and git's own files are left out.
fn manifests(folder: &Path, found: &mut Vec<(PathBuf, Format)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let (path, kind) = (entry.path(), entry.file_type().unwrap());
        if kind.is_dir() && entry.file_name() != ".git" {
            manifests(&path, found);
        } else if kind.is_file() {
            let format = Format::of_path(&path.to_string_lossy());
            found.extend(format.map(|format| (path, format)));
        }
    }
}

#[derive(Default)]
struct Count {
    files: usize,
    edited: usize,
    refused: BTreeMap<&'static str, usize>,
}

/// What became of the edit of one text: refused with a code, or done, with every other byte as it was.
fn edit(format: Format, text: &str, path: &Path) -> Result<(), &'static str> {
    let target = Target::new(format);
    let sites = target.sites(text).map_err(|error| error.code())?;
    if target.takes_entries() {
        return Ok(());
    }
    let version = Scheme::Semver.parse("7.8.9").unwrap();
    let values = Values::version(target.render(version).map_err(|error| error.code())?);
    let edited = target.rewrite(text, &values).map_err(|error| error.code())?;
    let found = target.sites(&edited).unwrap();
    assert_eq!(around(text, &sites), around(&edited, &found), "{}", path.display());
    assert_eq!(target.read(&edited).unwrap(), values.version, "{}", path.display());
    // Back to what it was: not one byte is lost.
    if let Ok(Some(old)) = target.read(text) {
        let back = target.rewrite(&edited, &Values::version(old)).map_err(|error| error.code())?;
        assert_eq!(back, text, "{}", path.display());
    }
    Ok(())
}

#[test]
#[ignore = "it needs a folder of clones: DATELINE_CLONES"]
fn mass_run_over_clones() {
    let folder = std::env::var_os("DATELINE_CLONES").expect("DATELINE_CLONES is a folder of clones");
    let mut found = Vec::new();
    manifests(Path::new(&folder), &mut found);
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for (path, format) in &found {
        let count = counts.entry(format.name()).or_default();
        count.files += 1;
        let bytes = std::fs::read(path).unwrap();
        let outcome = decode(&bytes).map_err(|error| error.code()).and_then(|text| edit(*format, text, path));
        match outcome {
            Ok(()) => count.edited += 1,
            Err(code) => *count.refused.entry(code).or_default() += 1,
        }
    }
    let edited: usize = counts.values().map(|count| count.edited).sum();
    println!("{} manifests, {edited} read and edited byte for byte", found.len());
    for (format, count) in &counts {
        println!("{format}: {} files, {} edited, refused {:?}", count.files, count.edited, count.refused);
    }
    assert!(!found.is_empty());
}
