//! Patterns, in a text: what one finds is replaced there and nowhere else.
#![no_main]

use dateline::manifest::{Pattern, Target, Values};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let Some((pattern, text)) = input.split_once('\n') else { return };
    let Ok(pattern) = pattern.parse::<Pattern>() else { return };
    for target in [Target::matching(pattern.clone()), Target::matching(pattern).every()] {
        let Ok(Some(old)) = target.read(text) else { continue };
        let Ok(edited) = target.rewrite(text, &Values::version("7.8.9")) else { continue };
        assert_eq!(target.read(&edited).unwrap().unwrap(), "7.8.9");
        if let Ok(back) = target.rewrite(&edited, &Values::version(old)) {
            assert_eq!(back, text);
        }
    }
});
