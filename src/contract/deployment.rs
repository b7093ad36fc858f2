//! What is deployed: a version for each component, and the number of each of its surfaces.

use std::collections::BTreeMap;

use thiserror::Error;

use super::Number;
use crate::plan::Plan;
use crate::product::{Component, ComponentId, IdError, Product, Requirement, SurfaceName};
use crate::shown::shown;
use crate::version::{InvalidVersion, SurfaceVersion, Version};
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
    surfaces: BTreeMap<(ComponentId, SurfaceName), SurfaceVersion>,
}

/// Why a text names no deployed version.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AssignmentError {
    /// There is no `=`: `engine`.
    #[error("a deployed version is written COMPONENT=VERSION or COMPONENT.SURFACE=NUMBER")]
    Form,
    /// The component or the surface is not an id: `Engine=0.3.0`.
    #[error("`{}` is not a valid id: {error}", shown(.id))]
    Id { id: String, error: IdError },
    /// The product has no such component: `engin=0.3.0`.
    #[error("unknown component `{id}`")]
    UnknownComponent { id: ComponentId, nearest: Option<ComponentId> },
    /// The component has no such surface: `engine.wyre=4`.
    #[error("{component} has no surface `{surface}`")]
    UnknownSurface { component: ComponentId, surface: SurfaceName },
    /// The text is not a version of the component's scheme: `engine=0.3`.
    #[error(transparent)]
    Version(InvalidVersion),
    /// The text is not a number of the surface's form: `engine.wire=1.0` where it counts.
    #[error("`{}` is not a valid number of {component}.{surface}: expected {expected}", shown(.text))]
    Number { text: String, component: ComponentId, surface: SurfaceName, expected: &'static str },
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
        let (component, surface) =
            what.split_once('.').map_or((what, None), |(id, surface)| (id, Some(surface)));
        let product = self.product;
        let component = id(component)?;
        let component = product
            .find(&component)
            .map_err(|nearest| AssignmentError::UnknownComponent { id: component.clone(), nearest })?;
        let is_new = if let Some(surface) = surface {
            let (name, number) = surface_number(component, id(surface)?, value)?;
            self.surfaces.insert((component.id().clone(), name), number).is_none()
        } else {
            let scheme = component.scheme();
            let version = scheme.parse(value).map_err(|error| {
                AssignmentError::Version(InvalidVersion { text: value.to_owned(), scheme, error })
            })?;
            self.versions.insert(component.id().clone(), Some(version)).is_none()
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
        let named = self.surfaces.get(&(component.clone(), surface.clone())).copied();
        named.or_else(|| {
            self.version(component)?;
            self.product.component(component)?.surface(surface).map(|surface| surface.version)
        })
    }

    /// What is deployed of what `requirement` is about.
    #[must_use]
    pub fn found(&self, requirement: &Requirement) -> Option<Number> {
        match &requirement.surface {
            None => self.version(&requirement.provider).map(Number::Version),
            Some(surface) => self.surface(&requirement.provider, surface).map(Number::Surface),
        }
    }

    /// Whether the number that [`found`](Deployment::found) gives is only assumed: another version of the provider than
    /// the product file's is deployed, and nobody named the number that the surface has in it.
    #[must_use]
    pub fn is_assumed(&self, requirement: &Requirement) -> bool {
        let provider = &requirement.provider;
        requirement.surface.as_ref().is_some_and(|surface| {
            let key = (provider.clone(), surface.clone());
            let own = self.product.component(provider).and_then(Component::version);
            !self.surfaces.contains_key(&key) && self.version(provider) != own
        })
    }

    /// How many older numbers the peers of the surface that `requirement` is about accept (Rule S1).
    pub(super) fn accepts_previous(&self, requirement: &Requirement) -> u32 {
        let surface = requirement.surface.as_ref();
        let provider = self.product.component(&requirement.provider);
        let surface = surface.zip(provider).and_then(|(surface, provider)| provider.surface(surface));
        surface.map_or(0, |surface| surface.accepts_previous)
    }
}

fn id(text: &str) -> Result<ComponentId, AssignmentError> {
    text.parse().map_err(|error| AssignmentError::Id { id: text.to_owned(), error })
}

/// The number that `text` writes, of the form that the surface has.
fn surface_number(
    component: &Component,
    surface: SurfaceName,
    text: &str,
) -> Result<(SurfaceName, SurfaceVersion), AssignmentError> {
    let Some(known) = component.surface(&surface) else {
        return Err(AssignmentError::UnknownSurface { component: component.id().clone(), surface });
    };
    let (number, expected) = match known.version {
        SurfaceVersion::Line(_) => (text.parse().ok().map(SurfaceVersion::Line), "MAJOR.MINOR"),
        SurfaceVersion::Counter(_) => (counter(text), "a whole number"),
    };
    number.map(|number| (surface.clone(), number)).ok_or_else(|| {
        let (text, component) = (text.to_owned(), component.id().clone());
        AssignmentError::Number { text, component, surface, expected }
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
            AssignmentError::Id { .. } => "bad-id",
            AssignmentError::UnknownComponent { .. } => "unknown-component",
            AssignmentError::UnknownSurface { .. } => "unknown-surface",
            AssignmentError::Version(error) => error.code(),
            AssignmentError::Number { .. } => "bad-number",
            AssignmentError::Twice { .. } => "named-twice",
        }
    }

    fn help(&self) -> Vec<Help> {
        vec![match self {
            AssignmentError::Form => Help::text("write it like engine=0.3.0 or engine.wire=4"),
            AssignmentError::Id { .. } | AssignmentError::UnknownComponent { nearest: None, .. } => {
                Help::run_to("dateline status", "list the components")
            }
            AssignmentError::UnknownComponent { nearest: Some(nearest), .. } => Help::did_you_mean(nearest),
            AssignmentError::UnknownSurface { component, .. } => {
                Help::text(format!("declare it in the product file, under `components.{component}.surfaces`"))
            }
            AssignmentError::Version(error) => return error.help_of_scheme(),
            AssignmentError::Number { .. } => Help::text("write it as the product file does"),
            AssignmentError::Twice { .. } => {
                Help::text("remove one of them: a deployment has one version of each")
            }
        }]
    }
}
