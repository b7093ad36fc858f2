//! dateline plans the versions of a product line.

pub mod product;
pub mod version;
