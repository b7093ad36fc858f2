//! Links the program at a fixed address where it is linked to the C library of GNU.
//!
//! A program that can be loaded anywhere has 13,000 addresses to correct before `main`, which takes a quarter of the time of
//! a call such as `version compare`. The library stays as it is.

use std::env::var;

fn main() {
    let is =
        |name: &str, value: &str| var(name).is_ok_and(|values| values.split(',').any(|one| one == value));
    // A static build needs the whole of it compiled for that: README, "Building".
    let is_static = is("CARGO_CFG_TARGET_FEATURE", "crt-static");
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
