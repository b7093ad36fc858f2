//! dateline plans the versions of a product line.

pub mod ecosystem;
pub mod version;
