//! The product file: what a product line is made of (section 2 of the rules).
//!
//! [`Product::from_toml`] reads the text of a `product.toml`, checks every rule between its components and reports all
//! errors at once, each with its place. [`rewrite`] changes versions in such a text and nothing else. This room reads no
//! file: texts come in as arguments.

mod build;
mod build_component;
mod changes;
mod commit;
mod component;
mod edge;
mod edit;
mod error;
mod excerpt;
mod explain;
mod graph;
mod id;
pub mod keys;
mod load;
mod manifest;
mod model;
mod names;
mod places;
mod promise;
mod read;
mod read_changes;
mod read_parts;
mod reference;
mod rewrite;
mod rewrite_lines;
mod rewrite_pairs;
mod rewrite_values;
mod tag;
mod track;
mod validate;
mod versioning;

pub use build::ProductBuilder;
pub use build_component::ComponentBuilder;
pub use changes::{ChangeSettings, CommitKind, PathPattern, Unclassified};
pub use commit::{CommitError, CommitTemplate};
pub use component::{Component, Tagging};
pub use edge::{Cap, Edge, Follow};
pub use edit::Edit;
pub use error::{InvalidProduct, ProductError, ProductErrorKind};
pub use id::{ComponentId, IdError, InvalidId, SurfaceName};
pub use manifest::{Manifest, Matches};
pub use model::{Followed, Product, SameDay};
pub use names::{PathError, TitleError, check_path, check_title};
pub use places::Places;
pub use promise::{Checked, Deprecation, OnMismatch, Raise, Requirement, Surface};
pub use reference::{Reference, UnknownReference};
pub use rewrite::{RewriteError, rewrite};
pub use tag::{TagError, TagForm, TagTemplate, registry_reads};
pub use track::{BreakingField, DevPatchTrack, LineTrack, SemverTrack, Track, Versions};
