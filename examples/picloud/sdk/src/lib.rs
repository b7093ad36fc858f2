//! What scripts call, and the numbers of PiCloud's contracts.

pub const SDK_VERSION: &str = "1.1";
pub const API_VERSION: u32 = 1;
pub const SCHEMA_VERSION: u32 = 3;
pub const WIRE_VERSION: u32 = 1;
