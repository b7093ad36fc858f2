//! Change files and commit messages. A change file that reads is made shorter by what was released, and reads again.
#![no_main]

use dateline::pending::{ChangeFile, Packages, consumed, is_release, trailers};
use dateline::product::Product;
use libfuzzer_sys::fuzz_target;

const PRODUCT: &str = "[product]\nname = 'C'\n[components.core]\nlead = true\nsurfaces.api = { version = 1 }\n\
                       [components.mac]\nfollows.core = 'release'\n";

fuzz_target!(|text: &str| {
    let product = Product::from_toml(PRODUCT).unwrap();
    let _ = (is_release(text, &product), trailers(text));
    let Ok(file) = ChangeFile::read("changes/a.md", text, &product, &Packages::new()) else { return };
    let is_core = |line: &dateline::pending::FileLine| line.component.as_str() == "core";
    if let Some(left) = consumed(&file, text, &is_core) {
        let left = ChangeFile::read("changes/a.md", &left, &product, &Packages::new()).unwrap();
        assert!(!left.lines.iter().any(is_core));
        assert_eq!(left.text, file.text);
    }
});
