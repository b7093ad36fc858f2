//! The planner as a library: read a product file, plan a change, print each new version and its reasons.
//!
//! `cargo run --example library` prints what an API fix of 2016-11-01 does to the product line of Chain.

use dateline::plan::{Request, Stage, plan};
use dateline::product::Product;
use dateline::version::BuildDate;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let product = Product::from_toml(&std::fs::read_to_string("product.toml")?)?;
    let date = BuildDate::from_ymd(2016, 11, 1)?;
    let plan = plan(&product, &Request::release(["api-fix:core".parse()?], Stage::Stable, date))?;
    for release in &plan.releases {
        println!("{} {} because {:?}", release.title, release.to, release.because);
    }
    Ok(())
}
