//! Product files: one that loads can be planned on, and its rewrite loads as the product after the plan.
#![no_main]

use dateline::plan::{Request, Stage, plan};
use dateline::product::{Product, rewrite};
use dateline::version::BuildDate;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(product) = Product::from_toml(text) else { return };
    let date = BuildDate::from_ymd(2016, 11, 1).unwrap();
    let Some(first) = product.components().first() else { return };
    for stage in [Stage::Stable, Stage::Next] {
        let changes = [format!("feature:{}", first.id()).parse().unwrap()];
        let Ok(plan) = plan(&product, &Request::release(changes, stage, date)) else { continue };
        let Ok(edited) = rewrite(text, &plan.edits(&product)) else { continue };
        assert_eq!(Product::from_toml(&edited).as_ref(), Ok(&plan.applied_to(&product)), "{edited}");
    }
});
