//! The order of an upgrade (Rule C3).

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::order::{Batch, batches};
use super::{Deployment, Mismatch, Required, check, compat};
use crate::product::{Component, ComponentId, OnMismatch, Requirement};
use crate::version::{Number, Version};
use crate::words::{Explain, Help};

/// How to get from one deployment to another.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Rollout {
    /// What is upgraded, in the order of the product file.
    pub upgrades: Vec<Upgrade>,
    /// The steps, one after another; empty where nothing is upgraded.
    pub steps: Vec<Step>,
}

/// A component that is upgraded.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Upgrade {
    pub component: ComponentId,
    /// Its version before; `None` where it was not deployed.
    pub from: Option<Version>,
    /// Its version after; the same as before where only a surface of it moves.
    pub to: Version,
}

/// Components that are upgraded in one go.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Step {
    /// The components, in the order of the product file: in any order or in parallel, unless `together`.
    pub components: Vec<ComponentId>,
    /// Why they go before others: of this step, where it is `together`, or of later ones.
    pub because: Vec<Precedence>,
    /// Whether each of them must go before another one: shut all of them down, upgrade, restart.
    pub together: bool,
    /// One cycle of those, the first component at both ends, where it is `together`; else empty.
    pub circle: Vec<ComponentId>,
}

/// Why one component is upgraded before another.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Precedence {
    pub component: ComponentId,
    /// The one that goes later.
    pub before: ComponentId,
    /// Which of the two goes first.
    pub reason: PrecedenceReason,
    /// The requirement that asks for it, as it is after the upgrade.
    pub requirement: Requirement,
}

/// Which side of a requirement is upgraded first (Rule C3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PrecedenceReason {
    /// The provider, since what requires it would fail.
    ProviderFirst,
    /// The one that requires, since it waits for the provider or replaces it.
    CheckerFirst,
}

impl PrecedenceReason {
    /// The word that JSON uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            PrecedenceReason::ProviderFirst => "provider-first",
            PrecedenceReason::CheckerFirst => "checker-first",
        }
    }
}

/// Why there is no order.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum RolloutRefusal {
    /// A component would go back: from engine 0.3.0 to engine 0.2.9. Upgrades the other way round, followed backwards,
    /// take back every step.
    #[error("{what} would go back from {from} to {to}: a rollout only upgrades")]
    GoesBack {
        /// The component, or the surface as `COMPONENT.SURFACE`.
        what: String,
        from: Number,
        to: Number,
    },
    /// Something that is upgraded, or requires what is, has a requirement that no order can keep: the versions at the
    /// end break it.
    #[error("the versions at the end do not work together")]
    Broken(
        /// What is broken, in the order of the product file; never empty.
        Vec<Mismatch>,
    ),
}

/// Orders the upgrade from `before` to `after` (Rule C3); both are deployments of one product line, whose floors may
/// differ, as before and after a plan.
///
/// Where both sides of a requirement are upgraded, the provider goes first if a mismatch fails, and the component that
/// requires it if it waits or replaces. Peers that accept the number which the provider has before
/// (`accepts-previous`) see no mismatch and go in any order. A component goes as early as it may. While the steps are
/// taken, no requirement that fails is broken, unless it was so before; that holds within a step too, no matter which
/// component of it goes first.
///
/// Refused where something would go back, or where the end itself breaks a requirement.
///
/// ```
/// use dateline::contract::{Deployment, rollout};
/// use dateline::product::Product;
///
/// let product = Product::from_toml(
///     r#"
///     product.name = "Line"
///     components.client = { scheme = "semver", version = "0.4.2", requires.engine = "0.3.0" }
///     components.engine = { scheme = "semver", version = "0.3.0" }
///     "#,
/// )?;
/// let before = Deployment::named(&product, ["client=0.4.1", "engine=0.2.9"])?;
/// let steps = rollout(&before, &Deployment::of(&product))?.steps;
/// assert_eq!(steps[0].components[0].as_str(), "engine");
/// assert_eq!(steps[1].components[0].as_str(), "client");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn rollout(before: &Deployment<'_>, after: &Deployment<'_>) -> Result<Rollout, RolloutRefusal> {
    let mut upgraded = BTreeSet::new();
    let mut upgrades = Vec::new();
    for (position, component) in after.product().components().iter().enumerate() {
        if let Some(upgrade) = upgrade(before, after, component)? {
            upgraded.insert(position);
            upgrades.push(upgrade);
        }
    }
    refuse_broken_end(after, &upgrades)?;
    let precedences = precedences(before, after, &upgrades);
    let position = |component: &ComponentId| after.product().position(component);
    let edges = precedences
        .iter()
        .filter_map(|precedence| Some((position(&precedence.component)?, position(&precedence.before)?)));
    let id = |position: &usize| after.product().components().get(*position).map(Component::id).cloned();
    let batches = batches(&upgraded, &edges.collect());
    let nodes_of =
        |(step, batch): (usize, &Batch)| batch.nodes.iter().map(move |node| (*node, step)).collect();
    let step_of: BTreeMap<usize, usize> =
        batches.iter().enumerate().flat_map::<Vec<_>, _>(nodes_of).collect();
    let mut because: BTreeMap<usize, Vec<Precedence>> = BTreeMap::new();
    for precedence in &precedences {
        if let Some(step) = position(&precedence.component).and_then(|position| step_of.get(&position)) {
            because.entry(*step).or_default().push(precedence.clone());
        }
    }
    let steps = batches.into_iter().enumerate().map(|(step, batch)| {
        let components = batch.nodes.iter().filter_map(id).collect();
        let circle: Vec<ComponentId> = batch.circle.iter().filter_map(id).collect();
        let because = because.remove(&step).unwrap_or_default();
        Step { because, together: !circle.is_empty(), circle, components }
    });
    Ok(Rollout { steps: steps.collect(), upgrades })
}

/// The upgrade of a component whose version or surfaces differ; refused where any goes back.
fn upgrade(
    before: &Deployment<'_>,
    after: &Deployment<'_>,
    component: &Component,
) -> Result<Option<Upgrade>, RolloutRefusal> {
    let id = component.id();
    let Some(to) = after.version(id) else { return Ok(None) };
    let from = before.version(id);
    let mut moved = moves(id.to_string(), from.map(Number::Version), Number::Version(to))?;
    for surface in component.surfaces() {
        if let Some(to) = after.surface(id, &surface.name) {
            let from = before.surface(id, &surface.name).map(Number::Surface);
            moved |= moves(format!("{id}.{}", surface.name), from, Number::Surface(to))?;
        }
    }
    Ok(moved.then(|| Upgrade { component: id.clone(), from, to }))
}

fn moves(what: String, from: Option<Number>, to: Number) -> Result<bool, RolloutRefusal> {
    match from {
        Some(from) if to < from => Err(RolloutRefusal::GoesBack { what, from, to }),
        from => Ok(from != Some(to)),
    }
}

fn ids(upgrades: &[Upgrade]) -> BTreeSet<&ComponentId> {
    upgrades.iter().map(|upgrade| &upgrade.component).collect()
}

fn refuse_broken_end(after: &Deployment<'_>, upgrades: &[Upgrade]) -> Result<(), RolloutRefusal> {
    let upgraded = ids(upgrades);
    let is_upgraded = |id: &ComponentId| upgraded.contains(id);
    let pairs = compat(after).into_iter();
    let touched =
        pairs.filter(|pair| is_upgraded(pair.component) || is_upgraded(&pair.requirement.provider.component));
    let broken: Vec<Mismatch> = touched.filter_map(|pair| pair.mismatch).collect();
    if broken.is_empty() { Ok(()) } else { Err(RolloutRefusal::Broken(broken)) }
}

/// Who goes before whom, in the order of the product file.
fn precedences(before: &Deployment<'_>, after: &Deployment<'_>, upgrades: &[Upgrade]) -> Vec<Precedence> {
    let upgraded = ids(upgrades);
    let is_upgraded = |id: &ComponentId| upgraded.contains(id);
    let components = after.product().components().iter().filter(|component| is_upgraded(component.id()));
    let both = components.flat_map(|component| {
        let requires = component.requires().iter();
        requires.map(move |requirement| (component.id(), requirement))
    });
    let both = both.filter(|(_, requirement)| is_upgraded(&requirement.provider.component));
    let ordered = both.filter(|(_, requirement)| !peers_accept(before, after, requirement));
    ordered.map(|(component, requirement)| precedence(component, requirement)).collect()
}

/// Whether the peers of a surface promise to accept the number that it has before the upgrade, so that no mismatch can
/// arise on the way (Rule S1).
fn peers_accept(before: &Deployment<'_>, after: &Deployment<'_>, requirement: &Requirement) -> bool {
    let accepts_previous = after.accepts_previous(requirement);
    let required =
        Required::new("", requirement.provider.clone(), requirement.at_least).accepting(accepts_previous);
    accepts_previous > 0 && check(&required, before.found(requirement)).is_ok()
}

fn precedence(component: &ComponentId, requirement: &Requirement) -> Precedence {
    let (checker, provider) = (component.clone(), requirement.provider.component.clone());
    let (component, before, reason) = match requirement.on_mismatch {
        OnMismatch::Fail => (provider, checker, PrecedenceReason::ProviderFirst),
        OnMismatch::Wait | OnMismatch::Replace => (checker, provider, PrecedenceReason::CheckerFirst),
    };
    Precedence { component, before, reason, requirement: requirement.clone() }
}

impl Explain for RolloutRefusal {
    fn code(&self) -> &'static str {
        match self {
            RolloutRefusal::GoesBack { .. } => "goes-back",
            RolloutRefusal::Broken(_) => "incompatible",
        }
    }

    fn help(&self) -> Vec<Help> {
        match self {
            RolloutRefusal::GoesBack { .. } => {
                vec![Help::text("swap `--from` and `--to`, and take the steps in reverse order")]
            }
            RolloutRefusal::Broken(_) => {
                vec![Help::run_to("dateline compat COMPONENT=VERSION…", "check versions before a rollout")]
            }
        }
    }

    fn parts(&self) -> Vec<&dyn Explain> {
        match self {
            RolloutRefusal::GoesBack { .. } => Vec::new(),
            RolloutRefusal::Broken(broken) => {
                broken.iter().map(|mismatch| mismatch as &dyn Explain).collect()
            }
        }
    }
}
