//! Contracts: what works with what, in which order it is upgraded, and until when (Rules C2 to C4).
//!
//! - [`check`] judges one minimum. It needs no product file, so that a client can embed it and print its sentence.
//! - [`compat`] judges a [`Deployment`], a set of deployed versions, against all requirements of a product.
//! - [`rollout`] orders the upgrade from one deployment to another.
//! - [`deprecations`] says from which line on what is deprecated can be removed.
//!
//! Which surfaces and floors a plan moves is up to `plan`. All here is pure: what is deployed, what was released and
//! which day it is come in as arguments.

mod compat;
mod deployment;
mod deprecation;
mod minimum;
mod order;
mod rollout;

pub use compat::{Pair, compat};
pub use deployment::{AssignmentError, Deployment};
pub use deprecation::{Standing, Support, deprecation_header, deprecations, removable_from, sunset_header};
pub use minimum::{Mismatch, MismatchKind, Required, check};
pub use rollout::{Precedence, PrecedenceReason, Rollout, RolloutRefusal, Step, Upgrade, rollout};
