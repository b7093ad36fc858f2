//! Templates of tags: a template that is taken makes names from which the version is read again; and whatever tags a
//! repository has are read or listed.
#![no_main]

use dateline::history::{History, Tag};
use dateline::product::{Product, TagTemplate};
use dateline::version::Scheme;
use libfuzzer_sys::fuzz_target;

const PRODUCT: &str = "[product]\nname = 'C'\n[components.core]\nlead = true\ntag-aliases = ['old-']\n\
                       [components.mac]\nscheme = 'semver'\n[components.dev]\nscheme = 'dev-patch'\n";

fuzz_target!(|input: &str| {
    let mut lines = input.lines();
    let Some(template) = lines.next() else { return };
    if let Ok(template) = TagTemplate::new(template) {
        let id = "core".parse().unwrap();
        for (scheme, text) in [(Scheme::Dated, "1.2.20161101"), (Scheme::Semver, "1.2.3-next.4")] {
            let name = template.name(&id, scheme.parse(text).unwrap());
            assert!(template.version_in(&id, &name).is_some(), "{name}");
        }
    }
    let product = Product::from_toml(PRODUCT).unwrap();
    let tags: Vec<Tag> = lines.take(50).map(|name| Tag::new(name, None)).collect();
    let _ = History::read(&product, tags);
});
