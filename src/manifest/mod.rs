//! Manifests: the files that repeat a component's version in the form of a packaging ecosystem.
//!
//! A [`Target`] says which place of which format is meant. It finds the [`ManifestPlace`]s of a text, which
//! [`read`](Target::read) and [`rewrite`](Target::rewrite) share: what is read is what would be written, and an edit
//! changes the bytes of the version and no others (Rule A2). A value that is defined elsewhere is an error that says where.
//!
//! [`ComponentState`] says what is to stand in those places at each version of a component, [`disagreements`] whether it does, and
//! [`shared_sites`] which places two entries of a product file claim.
//!
//! One file for each format that needs one; `toml_text`, `json_text`, `xml_text`, `yaml_text`, `code`, `shell`, `image` and `lines` know the
//! languages that several formats share. This room reads no file: texts come in as arguments, and texts go out.

#![allow(clippy::must_use_candidate, reason = "a room of the program, not of the library")]

mod agreement;
mod cargo;
mod cargo_links;
mod cargo_lock;
mod chart;
mod chart_links;
mod code;
mod compose;
mod composer_lock;
mod debian_changelog;
mod dockerfile;
mod error;
mod find;
pub mod folders;
mod format;
mod gem_links;
mod globs;
mod gradle;
mod gradle_properties;
mod holds;
mod image;
mod images;
mod info_plist;
mod json_text;
mod limits;
mod lines;
mod link;
mod metainfo;
mod msbuild;
mod npm_links;
mod npm_lock;
mod owner;
mod package;
mod pattern;
mod pkgbuild;
mod pnpm_lock;
mod pom;
mod pom_links;
mod pubspec;
mod pyproject;
mod python_links;
mod range;
mod revision;
mod ruby;
mod setup_cfg;
mod setup_py;
mod shell;
mod site;
mod spec;
mod spec_changelog;
mod state;
mod target;
mod toml_text;
mod version_catalog;
mod version_file;
mod xcode;
mod xml_text;
mod yaml;
mod yaml_text;
mod yarn_lock;

pub use agreement::{Disagreement, disagreements, disagreements_with};
pub use cargo_links::{CargoManifest, Patch, cargo_requirements};
pub use cargo_lock::{LockEntry, cargo_lock};
pub use chart_links::{chart_links, chart_lock, chart_requirements};
pub use composer_lock::{composer_lock, composer_paths};
pub use debian_changelog::DebianEntry;
pub use error::{Home, HomeKind, ManifestError, ManifestErrorKind, PatternError};
pub use format::Format;
pub use gem_links::{GemPin, gem_lock, gemspec_names, gemspec_pins};
pub use globs::{expanded, has_patterns};
pub use holds::Holds;
pub use images::images;
pub use link::{Link, Replacement, Via, WrittenRequirement, replace};
pub use metainfo::add_release;
pub use npm_links::{NpmManifest, npm_requirements, pnpm_members, pnpm_workspace};
pub use npm_lock::npm_lock;
pub use owner::{Claim, SharedSite, shared_sites};
pub use package::{Dependency, Package, Provider, Workspace, packages};
pub use pattern::Pattern;
pub use pnpm_lock::pnpm_lock;
pub use pom_links::{PomPin, PomProject, pom_pins};
pub use python_links::{PythonPin, pyproject_pins, python_lock, requirements_pins, setup_pins};
pub use revision::first_revision;
pub use setup_py::setup_name;
pub use site::{ManifestPlace, Values};
pub use spec_changelog::SpecEntry;
pub use state::ComponentState;
pub use target::{MAX_BYTES, Target, decode};
pub use yarn_lock::yarn_lock;
