//! dateline plans the versions of a product line.

pub mod version;
