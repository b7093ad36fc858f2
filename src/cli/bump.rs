//! `version bump`: the version that a change leads to, as the planner computes it.

use super::args::Dating;
use super::cli_error::CliError;
use super::dating;
use super::error::{CommandError, ErrorKind};
use crate::plan::{Change, ChangeError, Refusal, Request, Stage, plan};
use crate::product::{ComponentBuilder, ComponentId, IdError, Product};
use crate::version::Version;

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
    let change: Change = format!("{kind}:component").parse().map_err(|error| bad_kind(kind, &error))?;
    let date = dating::date(asked)?;
    let product = product_of(version)?;
    let stage = if next || !version.is_stable() { Stage::Next } else { Stage::Stable };
    let plan = plan(&product, &Request::release([change], stage, date))
        .map_err(|refusal| stuck(version, kind, refusal))?;
    let release = plan.releases.first().ok_or(CliError::AlreadyCurrent(version))?;
    Ok(release.to)
}

/// A word that is not a kind of change to a component.
fn bad_kind(kind: &str, error: &ChangeError) -> CommandError {
    let error = match error {
        ChangeError::UnknownKind { nearest, .. } => {
            ChangeError::UnknownKind { kind: kind.to_owned(), nearest: *nearest }
        }
        _ => ChangeError::UnknownKind { kind: kind.to_owned(), nearest: None },
    };
    CommandError::explained(ErrorKind::Invalid, &error)
}

/// A refused bump, in terms of the version: the user knows of no component.
fn stuck(version: Version, kind: &str, refusal: Refusal) -> CommandError {
    let message = match &refusal {
        Refusal::KindNotForScheme { scheme, .. } => {
            format!("`{kind}` is not possible: {version} is {scheme}")
        }
        Refusal::BuildTaken { date, .. } => {
            format!("the build is already taken: {version} is not below the build of {date}")
        }
        Refusal::NumberTooLarge { error, .. } | Refusal::LineTooLarge(error) => {
            format!("{version} cannot be incremented: {error}")
        }
        other => other.to_string(),
    };
    CommandError { message, ..refusal.into() }
}

/// A product of one component that is at `version`.
fn product_of(version: Version) -> Result<Product, CommandError> {
    let id: ComponentId =
        "component".parse().map_err(|error: IdError| CommandError::explained(ErrorKind::Invalid, &error))?;
    let component = ComponentBuilder::new(id, version.scheme());
    let component = if version.scheme().shares_line() { component.lead() } else { component };
    let component = if version.is_stable() { component.version(version) } else { component.next(version) };
    let product = Product::builder("bump").component(component).build();
    product.map_err(|invalid| CommandError::explained(ErrorKind::Invalid, &invalid))
}
