//! Which requirements hold between deployed versions (Rule C2).

use super::{Deployment, Mismatch, Required, check};
use crate::product::{Component, ComponentId, Requirement};
use crate::version::{Number, Version};

/// A deployed component and one of its requirements, judged.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Pair<'a> {
    pub component: &'a ComponentId,
    pub version: Version,
    pub requirement: &'a Requirement,
    /// What is deployed of that.
    pub found: Option<Number>,
    /// Whether `found` is only [assumed](Deployment::is_assumed).
    pub assumed: bool,
    /// Why the requirement does not hold, and what to upgrade; `None` where it holds.
    pub mismatch: Option<Mismatch>,
}

impl Pair<'_> {
    /// Whether the requirement holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.mismatch.is_none()
    }
}

/// Judges every requirement of every deployed component (Rule C2), in the order of the product file.
///
/// A component that is not deployed requires nothing; as a provider it meets no minimum.
///
/// ```
/// use dateline::contract::{Deployment, compat};
/// use dateline::product::Product;
///
/// let product = Product::from_toml(
///     r#"
///     product.name = "Line"
///     components.engine = { scheme = "semver", version = "0.3.0" }
///     components.client = { scheme = "semver", version = "0.4.2", requires.engine = "0.3.0" }
///     "#,
/// )?;
/// assert!(compat(&Deployment::of(&product)).iter().all(|pair| pair.holds()));
/// let older = Deployment::named(&product, ["engine=0.2.9"])?;
/// assert!(!compat(&older)[0].holds());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn compat<'a>(deployment: &Deployment<'a>) -> Vec<Pair<'a>> {
    let components = deployment.product().components();
    components.iter().flat_map(|component| pairs(deployment, component)).collect()
}

fn pairs<'a>(deployment: &Deployment<'a>, component: &'a Component) -> Vec<Pair<'a>> {
    let Some(version) = deployment.version(component.id()) else { return Vec::new() };
    let judge = |requirement| judge(deployment, component.id(), version, requirement);
    component.requires().iter().map(judge).collect()
}

fn judge<'a>(
    deployment: &Deployment<'a>,
    component: &'a ComponentId,
    version: Version,
    requirement: &'a Requirement,
) -> Pair<'a> {
    let found = deployment.found(requirement);
    let who = format!("{component} {version}");
    let required = Required::new(&who, requirement.provider.clone(), requirement.at_least)
        .accepting(deployment.accepts_previous(requirement));
    let mismatch = check(&required, found).err();
    Pair { component, version, requirement, found, assumed: deployment.is_assumed(requirement), mismatch }
}
