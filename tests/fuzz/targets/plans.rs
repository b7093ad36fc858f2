//! Saved plans: one that reads is written and read again as the same.
#![no_main]

use dateline::apply::SavedPlan;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(saved) = SavedPlan::from_json(text) else { return };
    let mut json = serde_json::to_value(&saved.plan).unwrap();
    if let Some(reviewed) = &saved.reviewed {
        json["reviewed"] = serde_json::to_value(reviewed).unwrap();
    }
    assert_eq!(SavedPlan::from_json(&json.to_string()), Ok(saved));
});
