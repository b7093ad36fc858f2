//! Writing a plan: all of it or nothing (section 7 of the rules).
//!
//! The way of a plan through this room: `site` finds out where it is to be written, `edits` makes file edits of it (the
//! product file, the `manifests` of what is released, and their `neighbours`, which repeat the version for a tool),
//! `action` lists what will be done, as data; `preflight` reports every problem at once; `objects` makes what git is to
//! hold, which nobody sees yet; `journal` puts down durably what is about to happen, which is the point from which the
//! apply counts; `execute` does it, forwards or backwards, from whatever state it finds, and
//! `leftovers` clears away what was cut off. `recover` and `undo` are that
//! same way with the journal of before. `log` lists what was released.
//!
//! This room reads and writes the world only through `system`.

#![allow(clippy::must_use_candidate, reason = "a room of the program, not of the library")]

mod action;
mod changelog;
mod development;
mod edits;
mod error;
mod evidence;
mod evidence_error;
mod execute;
mod git_locks;
mod go_module;
mod journal;
mod leftovers;
mod log;
mod manifests;
mod message;
mod missing_path;
mod neighbours;
mod objects;
mod objects_filtered;
mod past;
mod perform;
mod position;
mod preflight;
mod recover;
mod release_files;
mod releases;
mod remote;
mod saved;
mod settings;
mod site;
mod stale;
mod step;
mod survey;
mod sync;
mod tag;
mod texts;
mod trust;
mod undo;
mod unfinished;

pub use action::{ApplyAction, actions};
pub use development::{Development, development};
pub use edits::{FileEdits, file_edits};
pub use error::{ApplyError, Conflict, Problem};
pub use evidence::{changes_since, evidence};
pub use evidence_error::EvidenceError;
pub use journal::{FileChange, GitChange, IndexChange, Push, Record, RecordKind, RefChange};
pub use log::{Log, LogEntry, log};
pub use neighbours::Refresh;
pub use past::Past;
pub use perform::{ApplyOutcome, Prepared, prepare, write_product};
pub use position::RepositoryPosition;
pub use recover::{How, Recovery, pending, recover, set_aside, was_cut_off};
pub use saved::{Freshness, NoPlan, Reviewed, SavedPlan, freshness};
pub use site::{Guard, Options, Repository, Site};
pub use stale::{Difference, Move, StalePlan};
pub use step::{ApplyStep, Progress};
pub use tag::{MissingTag, TagsToMake, missing_tags};
pub use undo::{Undo, last};
