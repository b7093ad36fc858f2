//! `version bump`: where a change leads from one version, as the planner has it.

use super::args::Dating;
use super::dating;
use super::error::{CommandError, ErrorKind};
use super::hints::{bad_change, refused};
use crate::plan::{Change, Request, Stage, plan};
use crate::product::Product;
use crate::version::{Scheme, Version};

/// The version that a change of `kind` leads to.
///
/// A stable version is bumped as the only component of a product, which leads it. A prerelease goes on in its series:
/// what it leads away from is not known here.
pub(super) fn bump(
    version: Version,
    kind: &str,
    next: bool,
    asked: &Dating,
) -> Result<Version, CommandError> {
    let text = format!("{kind}:component");
    let change: Change = text.parse().map_err(|error| bad_change(&text, &error))?;
    let date = dating::date(asked)?;
    let product = product_of(version)?;
    let stage = if next || !version.is_stable() { Stage::Next } else { Stage::Stable };
    let plan =
        plan(&product, &Request::release([change], stage, date)).map_err(|refusal| refused(&refusal))?;
    plan.releases.first().map(|release| release.to).ok_or_else(|| {
        CommandError::new(
            ErrorKind::Refused,
            "already-current",
            format!("{version} stays: there is nothing to catch up with"),
        )
        .hint("use fix, feature or breaking")
    })
}

/// A product of one component that is at `version`.
fn product_of(version: Version) -> Result<Product, CommandError> {
    let key = if version.is_stable() { "version" } else { "next" };
    let lead = if version.scheme() == Scheme::Dated { "lead = true" } else { "" };
    let text = format!(
        "[product]\nname = \"bump\"\n[components.component]\nscheme = \"{}\"\n{lead}\n{key} = \"{version}\"\n",
        version.scheme()
    );
    Product::from_toml(&text).map_err(|invalid| CommandError::invalid("invalid-product", invalid.to_string()))
}
