//! Manifests of every format: one whose version is found is edited, reads back as that, and differs in the bytes of the
//! version alone.
#![no_main]

use dateline::manifest::{Format, Target, Values, decode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((number, rest)) = bytes.split_first() else { return };
    let Ok(text) = decode(rest) else { return };
    let formats: Vec<Format> = Format::all().collect();
    let target = Target::new(formats[usize::from(*number) % formats.len()]);
    let Ok(Some(old)) = target.read(text) else { return };
    let Ok(edited) = target.rewrite(text, &Values::version("7.8.9")) else { return };
    assert_eq!(target.read(&edited).unwrap().unwrap(), "7.8.9");
    if let Ok(back) = target.rewrite(&edited, &Values::version(old)) {
        assert_eq!(back, text);
    }
});
