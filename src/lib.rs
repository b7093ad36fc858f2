//! dateline plans the versions of a product line.

mod nearest;
pub mod plan;
pub mod product;
pub mod version;
