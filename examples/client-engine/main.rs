//! The client of this folder when it meets an engine: `cargo run --example client-engine 0.2.9`. It has no product file
//! with it, only its own version and the minimum.

use std::process::ExitCode;

use dateline::contract::{Required, check};
use dateline::product::Reference;
use dateline::version::SemverVersion;

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let min_engine_version: SemverVersion = "0.3.0".parse()?;
    let engine: SemverVersion = std::env::args().nth(1).as_deref().unwrap_or("0.3.0").parse()?;
    let required = Required::new("client 0.4.2", "engine".parse::<Reference>()?, min_engine_version);
    if let Err(mismatch) = check(&required, Some(engine.into())) {
        eprintln!("{mismatch}");
        return Ok(ExitCode::FAILURE);
    }
    println!("client 0.4.2 works with engine {engine}");
    Ok(ExitCode::SUCCESS)
}
