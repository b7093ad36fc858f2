//! Manifests of every format: what is read from them, what an edit changes, what is refused, and what their own tools
//! read afterwards.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "these are tests")]

mod agreement;
mod changelogs;
mod development;
mod errors;
mod examples;
mod files;
mod formats;
mod laws;
mod limits;
mod mass;
mod oracles;
mod patterns;
mod requirements;
