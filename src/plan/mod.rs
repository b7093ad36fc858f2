//! The planner: which component gets which version, and why (sections 3 to 5 of the rules).
//!
//! [`plan`] is a pure function of a [`Product`] and a [`Request`]: it reads no file, no clock and no environment, and
//! the order in which changes are named never matters. A [`Plan`] is data, reasons included; putting it into words is
//! up to `report`.
//!
//! The way of a request through this room: `release` or `promote` finds the course of each component, by `propagate` along
//! the follow graph; `numbering` settles the date and gives each its version; `assemble` makes the plan of it.

mod assemble;
mod chain;
mod change;
mod course;
#[cfg(feature = "serde")]
mod data;
mod effect;
mod error;
mod fate;
#[cfg(feature = "serde")]
mod fields;
mod model;
mod number;
mod numbering;
mod order;
mod promote;
mod propagate;
#[cfg(feature = "serde")]
mod read;
mod reason;
mod release;
mod request;
mod same_day;
mod surface;
mod table;
mod warning;

use crate::product::Product;

/// The version of plans as JSON, and of all else that the program writes as JSON: fields are added, never renamed or removed.
#[cfg(feature = "serde")]
pub const FORMAT_VERSION: u32 = 1;

pub use change::{Change, ChangeError, Kind, Level};
pub use error::{BlockedBuild, Refusal};
pub use model::{
    ClosedSeries, FloorRaise, LineMove, MaintainedVersion, Plan, Release, SurfaceCause, SurfaceMove,
    Unchanged,
};
#[cfg(feature = "cli")]
pub(crate) use numbering::base_on;
pub use reason::{Reason, Stay};
pub use request::{Request, RequestAction, Stage};
pub use warning::Warning;

/// Plans what `request` asks of `product`, or says which rule refuses it.
///
/// ```
/// use dateline::plan::{Request, Stage, plan};
/// use dateline::product::Product;
/// use dateline::version::BuildDate;
///
/// let product = Product::from_toml(
///     r#"
///     product.name = "Chain"
///     components.core = { lead = true, version = "1.0" }
///     components.java-sdk = { version = "1.0", follows = { core = "api" } }
///     "#,
/// )?;
/// let date = BuildDate::from_ymd(2016, 11, 1)?;
/// let plan = plan(&product, &Request::release(["api-fix:core".parse()?], Stage::Stable, date))?;
/// let versions: Vec<String> = plan.releases.iter().map(|release| release.to.to_string()).collect();
/// assert_eq!(versions, ["1.0.20161101", "1.0.20161101"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn plan(product: &Product, request: &Request) -> Result<Plan, Refusal> {
    match &request.action {
        RequestAction::Release { changes, stage } => release::plan_release(product, request, changes, *stage),
        RequestAction::Promote { components } => promote::plan_promotion(product, request, components),
        RequestAction::Drop { components } => promote::plan_drop(product, request, components),
    }
}
