//! What the tags of a repository say was released, and when.
//!
//! [`History::read`] takes names and dates of tags, and the product file's templates, of today (`tag`) and of the past
//! (`tag-aliases`). Every tag ends up in a release of a component, or among those that are not understood, with the
//! reason. [`History::edits`] makes the product file's versions of it, and [`replay`] plans it again.
//!
//! # Spellings
//!
//! A version in a tag is *exact* where it is written as the component's scheme writes it. It is *respelled* where it is
//! written otherwise and can mean only one thing: `1.2rc2`, `1.2.0.rc2`, `1.2.0-rc.2` are all `1.2-next.2`; `1.2.0` of a
//! dated component is `1.2`, and `1.2` of a semver one `1.2.0`; a `v` before it means nothing. Everything else is a
//! *guess* and is listed as one ([`Guess`]); what not even a guess is worth is not understood ([`Unread`]).
//!
//! # PATCH of a dated component
//!
//! A line may have counted its builds before it dated them: `1.2.0`, `1.2.1`, `1.2.2`. PATCH 0 opened the line and is
//! `1.2`. Each later PATCH becomes the build of the day of its tag, in UTC: `1.2.1` of 2017-06-13 is `1.2.20170613`. Two
//! of one day are what `same-day` says: under `refuse` the later one stands for the day and the earlier one is listed as
//! overtaken, under `next-day` the later one takes the next day. A PATCH that was tagged before a lower one takes the
//! lower one's day, so that the order of the numbers stays. All of this is a guess: nobody ever used these versions.
//!
//! This room reads no file and runs no git.

mod build;
mod classify;
mod form;
mod read;
mod replay;
mod spelling;
mod state;
mod template;

pub use form::{Form, Looks, ThirdNumber, looks};
pub use read::{ComponentHistory, History, ReadTag, Tag, TaggedRelease, UnreadTag};
pub use replay::{Replay, ReplayOutcome, Replayed, ReplayedDay, replay};
pub use spelling::{Guess, Reading, Unread};
pub use state::Current;
