//! What is deployed: a version for each component, and the number of each of its surfaces.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::plan::Plan;
use crate::product::{
    Component, ComponentId, InvalidId, Product, Reference, Requirement, Surface, SurfaceName,
    UnknownReference,
};
use crate::shown::shown;
use crate::version::{InvalidVersion, Number, SurfaceVersion, Version};
use crate::words::{Explain, Help};

/// A set of deployed versions: those of a product file, save where others are named.
///
/// A component without a version is not deployed. A surface whose number is not named has the stable one of the
/// product file: a prerelease promises no more than that (Rule N4), and of older versions the file knows no other.
/// The requirements are those of the product file.
#[derive(Debug, Clone)]
pub struct Deployment<'a> {
    product: &'a Product,
    versions: BTreeMap<ComponentId, Option<Version>>,
    surfaces: BTreeMap<Reference, SurfaceVersion>,
}

/// Why a text names no deployed version.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AssignmentError {
    /// There is no `=`: `engine`.
    #[error("a deployed version is written COMPONENT=VERSION or COMPONENT.SURFACE=NUMBER")]
    Form,
    /// The component or the surface is not an id: `Engine=0.3.0`.
    #[error(transparent)]
    Id(InvalidId),
    /// The product has no such component or surface: `engin=0.3.0`, `engine.wyre=4`.
    #[error(transparent)]
    Unknown(UnknownReference),
    /// The text is not a version of the component's scheme: `engine=0.3`.
    #[error(transparent)]
    Version(InvalidVersion),
    /// The text is not a number of the surface's form: `engine.wire=1.0` where it counts.
    #[error("`{}` is not a valid number of {surface}: expected {expected}", shown(.text))]
    Number { text: String, surface: Reference, expected: &'static str },
    /// One thing is named twice: `engine=0.2.9 engine=0.3.0`.
    #[error("`{}` is named twice", shown(.what))]
    Twice { what: String },
}

impl<'a> Deployment<'a> {
    /// The stable versions of a product file.
    #[must_use]
    pub fn of(product: &'a Product) -> Self {
        Deployment { product, versions: BTreeMap::new(), surfaces: BTreeMap::new() }
    }

    /// Nothing is deployed yet.
    #[must_use]
    pub fn empty(product: &'a Product) -> Self {
        let versions = product.components().iter().map(|component| (component.id().clone(), None));
        Deployment { versions: versions.collect(), ..Deployment::of(product) }
    }

    /// What a plan starts from: the product's versions, save that a component that the plan releases is at the version
    /// that the release replaces in its stage. A prerelease that becomes stable replaces the stable version before it.
    #[must_use]
    pub fn before(plan: &Plan, product: &'a Product) -> Self {
        let versions = plan.releases.iter().map(|release| {
            let of_its_stage = |from: &Version| from.is_stable() || !release.to.is_stable();
            let stable = || product.component(&release.component).and_then(Component::version);
            (release.component.clone(), release.from.filter(of_its_stage).or_else(stable))
        });
        Deployment { versions: versions.collect(), ..Deployment::of(product) }
    }

    /// What a plan leads to, given the product that it was [applied to](Plan::applied_to).
    ///
    /// The floors of a product file are those of the current line, so that after a plan on a maintained line they may
    /// ask for more than that line ever had.
    #[must_use]
    pub fn after(plan: &Plan, applied: &'a Product) -> Self {
        let versions = plan.releases.iter().map(|release| (release.component.clone(), Some(release.to)));
        Deployment { versions: versions.collect(), ..Deployment::of(applied) }
    }

    /// The product file's versions, save what `texts` name as `COMPONENT=VERSION` and `COMPONENT.SURFACE=NUMBER`.
    ///
    /// ```
    /// use dateline::contract::{AssignmentError, Deployment};
    /// use dateline::product::Product;
    ///
    /// let product = Product::from_toml(
    ///     r#"
    ///     product.name = "Line"
    ///     components.engine = { scheme = "semver", version = "0.3.0", surfaces.wire.version = 4 }
    ///     "#,
    /// )?;
    /// assert!(Deployment::named(&product, ["engine=0.2.9", "engine.wire=3"]).is_ok());
    /// let error = Deployment::named(&product, ["engine=0.2"]).unwrap_err();
    /// assert!(matches!(error, AssignmentError::Version(_)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn named<T: AsRef<str>>(
        product: &'a Product,
        texts: impl IntoIterator<Item = T>,
    ) -> Result<Self, AssignmentError> {
        let mut deployment = Deployment::of(product);
        texts.into_iter().try_for_each(|text| deployment.assign(text.as_ref()))?;
        Ok(deployment)
    }

    fn assign(&mut self, text: &str) -> Result<(), AssignmentError> {
        let (what, value) = text.split_once('=').ok_or(AssignmentError::Form)?;
        let reference: Reference = what.parse().map_err(AssignmentError::Id)?;
        let (component, surface) = self.product.resolve(&reference).map_err(AssignmentError::Unknown)?;
        let is_new = if let Some(surface) = surface {
            let number = surface_number(surface, &reference, value)?;
            self.surfaces.insert(reference, number).is_none()
        } else {
            let scheme = component.scheme();
            let version = scheme.parse(value).map_err(|error| {
                AssignmentError::Version(InvalidVersion { text: value.to_owned(), scheme, error })
            })?;
            self.versions.insert(reference.component, Some(version)).is_none()
        };
        if is_new { Ok(()) } else { Err(AssignmentError::Twice { what: what.to_owned() }) }
    }

    /// The product whose components are deployed.
    #[must_use]
    pub fn product(&self) -> &'a Product {
        self.product
    }

    /// The deployed version of `component`; `None` where it is not deployed.
    #[must_use]
    pub fn version(&self, component: &ComponentId) -> Option<Version> {
        match self.versions.get(component) {
            Some(named) => *named,
            None => self.product.component(component).and_then(Component::version),
        }
    }

    /// The deployed number of a surface; `None` where its owner is not deployed or has no such surface.
    #[must_use]
    pub fn surface(&self, component: &ComponentId, surface: &SurfaceName) -> Option<SurfaceVersion> {
        let named = self.surfaces.get(&Reference::to_surface(component.clone(), surface.clone())).copied();
        named.or_else(|| {
            self.version(component)?;
            self.product.component(component)?.surface(surface).map(|surface| surface.version)
        })
    }

    /// What is deployed of what `requirement` is about.
    #[must_use]
    pub fn found(&self, requirement: &Requirement) -> Option<Number> {
        let Reference { component, surface } = &requirement.provider;
        match surface {
            None => self.version(component).map(Number::Version),
            Some(surface) => self.surface(component, surface).map(Number::Surface),
        }
    }

    /// Whether the number that [`found`](Deployment::found) gives is only assumed: another version of the provider than
    /// the product file's is deployed, and nobody named the number that the surface has in it.
    #[must_use]
    pub fn is_assumed(&self, requirement: &Requirement) -> bool {
        let Reference { component, surface } = &requirement.provider;
        let own = || self.product.component(component).and_then(Component::version);
        surface.is_some()
            && !self.surfaces.contains_key(&requirement.provider)
            && self.version(component) != own()
    }

    /// How many older numbers the peers of the surface that `requirement` is about accept (Rule S1).
    pub(super) fn accepts_previous(&self, requirement: &Requirement) -> u32 {
        let found = self.product.resolve(&requirement.provider).ok();
        found.and_then(|(_, surface)| surface).map_or(0, |surface| surface.accepts_previous)
    }
}

/// The number that `text` writes, of the form that the surface has.
fn surface_number(
    surface: &Surface,
    reference: &Reference,
    text: &str,
) -> Result<SurfaceVersion, AssignmentError> {
    let (number, expected) = match surface.version {
        SurfaceVersion::Line(_) => (text.parse().ok().map(SurfaceVersion::Line), "MAJOR.MINOR"),
        SurfaceVersion::Counter(_) => (counter(text), "a whole number"),
    };
    number.ok_or_else(|| {
        let (text, surface) = (text.to_owned(), reference.clone());
        AssignmentError::Number { text, surface, expected }
    })
}

/// Digits without a leading zero, as versions have them.
fn counter(text: &str) -> Option<SurfaceVersion> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    let number = text.parse().ok().filter(|_| plain)?;
    SurfaceVersion::counter(number).ok()
}

impl Explain for AssignmentError {
    fn code(&self) -> &'static str {
        match self {
            AssignmentError::Form => "bad-assignment",
            AssignmentError::Id(error) => error.code(),
            AssignmentError::Unknown(error) => error.code(),
            AssignmentError::Version(error) => error.code(),
            AssignmentError::Number { .. } => "bad-number",
            AssignmentError::Twice { .. } => "named-twice",
        }
    }

    fn help(&self) -> Vec<Help> {
        vec![match self {
            AssignmentError::Form => Help::text("write it like engine=0.3.0 or engine.wire=4"),
            AssignmentError::Id(_) => Help::run_to("dateline status", "list the components"),
            AssignmentError::Unknown(error) => return error.help(),
            AssignmentError::Version(error) => return error.help_of_scheme(),
            AssignmentError::Number { .. } => Help::text("write it as the product file does"),
            AssignmentError::Twice { .. } => {
                Help::text("remove one of them: a deployment has one version of each")
            }
        }]
    }
}
