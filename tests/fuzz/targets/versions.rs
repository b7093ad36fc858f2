//! Versions of every scheme and their forms in every ecosystem: what reads is written as it was read, orders by one total
//! order, and each rendering reads back as itself.
#![no_main]

use std::cmp::Ordering;

use dateline::ecosystem::Ecosystem;
use dateline::version::{Scheme, Version};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let texts: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').take(3).collect();
    for scheme in Scheme::ALL {
        let versions: Vec<Version> = texts.iter().filter_map(|text| scheme.parse_ascii(text).ok()).collect();
        for version in &versions {
            assert_eq!(scheme.parse(&version.to_string()), Ok(*version));
            for ecosystem in Ecosystem::ALL {
                let Ok(text) = ecosystem.render(*version) else { continue };
                assert_eq!(ecosystem.read(&text, scheme), Ok(*version), "{} {text}", ecosystem.name());
            }
        }
        if let [one, two, three] = versions[..] {
            let order = |a: Version, b: Version| a.compare(b).unwrap();
            assert_eq!(order(one, two), order(two, one).reverse());
            if order(one, two) != Ordering::Greater && order(two, three) != Ordering::Greater {
                assert_ne!(order(one, three), Ordering::Greater);
            }
        }
        for ecosystem in Ecosystem::ALL {
            for text in texts.iter().filter_map(|text| std::str::from_utf8(text).ok()) {
                let _ = ecosystem.read(text, scheme);
            }
        }
    }
});
