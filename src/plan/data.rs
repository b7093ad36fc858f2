//! A plan as data that is written and read: the JSON that `plan --format json` prints (CLI.md), and that saved plans and
//! the journal hold.
//!
//! Each version is a string. Which scheme it is of, the text alone does not say (`1.0` may be dated or dev-patch), so a plan
//! that is read takes it from the component: every one is among its releases or its unchanged ones.
//!
//! What is not known is passed over, so that later versions may add fields, warnings and ecosystems.

use std::collections::HashMap;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny};
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};
use serde::{Deserialize as Read, Serialize as Write};

use super::fields::version_of_any_scheme;
use super::{
    Change, ClosedSeries, FloorRaise, Kind, Level, LineMove, MaintainedVersion, Plan, Reason, Release,
    Request, RequestAction, Stage, Stay, SurfaceCause, SurfaceMove, Unchanged, Warning,
};
use crate::product::{ComponentId, Reference};
use crate::shown::shown;
use crate::version::{BuildDate, Line, Number, ParseError, Scheme, Version, as_string};

as_string!(Change, Kind, Level, SurfaceCause);

/// A request, with its changes in an order for people.
#[derive(Write, Read)]
struct RequestText {
    #[serde(default)]
    changes: Vec<Change>,
    date: BuildDate,
    #[serde(default)]
    next: bool,
    line: Option<Line>,
    promote: Option<Vec<ComponentId>>,
    drop: Option<Vec<ComponentId>>,
}

impl RequestText {
    fn new(request: &Request, changes: Vec<Change>) -> Self {
        let (promote, drop) = match &request.action {
            RequestAction::Release { .. } => (None, None),
            RequestAction::Promote { components } => (Some(components.iter().cloned().collect()), None),
            RequestAction::Drop { components } => (None, Some(components.iter().cloned().collect())),
        };
        let line = match request.stage() {
            Stage::Maintained(line) => Some(line),
            Stage::Stable | Stage::Next => None,
        };
        RequestText { changes, date: request.date, next: request.stage() == Stage::Next, line, promote, drop }
    }
}

impl From<Request> for RequestText {
    fn from(request: Request) -> Self {
        let changes = match &request.action {
            RequestAction::Release { changes, .. } => changes.iter().cloned().collect(),
            RequestAction::Promote { .. } | RequestAction::Drop { .. } => Vec::new(),
        };
        RequestText::new(&request, changes)
    }
}

impl TryFrom<RequestText> for Request {
    type Error = &'static str;

    fn try_from(text: RequestText) -> Result<Self, Self::Error> {
        let stage = match (text.line, text.next) {
            (None, false) => Stage::Stable,
            (None, true) => Stage::Next,
            (Some(line), false) => Stage::Maintained(line),
            (Some(_), true) => return Err("`next` and `line` exclude each other"),
        };
        match (text.promote, text.drop) {
            (None, None) => Ok(Request::release(text.changes, stage, text.date)),
            (Some(components), None) => Ok(Request::promote(components, text.date)),
            (None, Some(components)) => Ok(Request::drop(components, text.date)),
            (Some(_), Some(_)) => Err("`promote` and `drop` exclude each other"),
        }
    }
}

/// Why a component is released or stays: the name of the reason, and what that has.
#[derive(Default, Write, Read)]
#[serde(default)]
struct Because {
    reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<Change>,
    #[serde(skip_serializing_if = "Option::is_none")]
    component: Option<ComponentId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<Line>,
}

impl From<Reason> for Because {
    fn from(reason: Reason) -> Self {
        let because = Because { reason: reason.name().to_owned(), ..Because::default() };
        match reason {
            Reason::Changed(change) => Because { change: Some(*change), ..because },
            Reason::FollowsApi(component) | Reason::FollowsRelease(component) => {
                Because { component: Some(component), ..because }
            }
            Reason::Promoted => because,
            Reason::CatchesUp { from, to } => Because { from: Some(from), to: Some(to), ..because },
        }
    }
}

impl TryFrom<Because> for Reason {
    type Error = String;

    fn try_from(because: Because) -> Result<Self, String> {
        let Because { reason, change, component, from, to, .. } = because;
        match (reason.as_str(), change, component, from, to) {
            ("changed", Some(change), ..) => Ok(Reason::Changed(Box::new(change))),
            ("follows-api", _, Some(component), ..) => Ok(Reason::FollowsApi(component)),
            ("follows-release", _, Some(component), ..) => Ok(Reason::FollowsRelease(component)),
            ("promoted", ..) => Ok(Reason::Promoted),
            ("catches-up", _, _, Some(from), Some(to)) => Ok(Reason::CatchesUp { from, to }),
            _ => Err(format!("`{}` is not a reason of a release, or lacks a field", shown(&reason))),
        }
    }
}

impl From<Stay> for Because {
    fn from(stay: Stay) -> Self {
        let because = Because { reason: stay.name().to_owned(), ..Because::default() };
        match stay {
            Stay::NoApiChange(component) => Because { component: Some(component), ..because },
            Stay::NotMaintained(line) => Because { line: Some(line), ..because },
            Stay::Unrelated | Stay::AlreadyCurrent | Stay::SeriesOpen => because,
        }
    }
}

impl TryFrom<Because> for Stay {
    type Error = String;

    fn try_from(because: Because) -> Result<Self, String> {
        let Because { reason, component, line, .. } = because;
        match (reason.as_str(), component, line) {
            ("unrelated", ..) => Ok(Stay::Unrelated),
            ("no-api-change", Some(component), _) => Ok(Stay::NoApiChange(component)),
            ("not-maintained", _, Some(line)) => Ok(Stay::NotMaintained(line)),
            ("already-current", ..) => Ok(Stay::AlreadyCurrent),
            ("series-open", ..) => Ok(Stay::SeriesOpen),
            _ => Err(format!("`{}` is not a reason to stay, or lacks a field", shown(&reason))),
        }
    }
}

/// A raised minimum version.
#[derive(Write, Read)]
struct FloorText {
    component: ComponentId,
    requires: Reference,
    from: String,
    to: String,
}

impl From<FloorRaise> for FloorText {
    fn from(raise: FloorRaise) -> Self {
        let (from, to) = (raise.from.to_string(), raise.to.to_string());
        FloorText { component: raise.component, requires: raise.provider, from, to }
    }
}

impl TryFrom<FloorText> for FloorRaise {
    type Error = String;

    fn try_from(text: FloorText) -> Result<Self, String> {
        let floor = |floor: &str| match text.requires.surface {
            Some(_) => floor.parse().map(Number::Surface).map_err(|error: ParseError| error.to_string()),
            None => version_of_any_scheme(floor).map(Number::Version),
        };
        let (from, to) = (floor(&text.from)?, floor(&text.to)?);
        Ok(FloorRaise { component: text.component, provider: text.requires, from, to })
    }
}

/// Serialises types as another one that has their fields as texts.
macro_rules! through {
    ($($kind:ty => $text:ty),+ $(,)?) => {$(
        impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                <$text>::from(self.clone()).serialize(serializer)
            }
        }

        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$text>::deserialize(deserializer)?.try_into().map_err(D::Error::custom)
            }
        }
    )+};
}

through!(Request => RequestText, Reason => Because, Stay => Because, FloorRaise => FloorText);

impl Serialize for Warning {
    /// Its code, its message and its component, which is `null` where it has none, and then what else it holds.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", self.code())?;
        map.serialize_entry("message", &self.to_string())?;
        map.serialize_entry("component", &self.component())?;
        match self {
            Warning::SeriesOvertaken { series, by, .. } | Warning::SeriesReplaced { series, by, .. } => {
                map.serialize_entry("series", series)?;
                map.serialize_entry("by", by)?;
            }
            Warning::SeriesBelowLine { series, line, .. } => {
                map.serialize_entry("series", series)?;
                map.serialize_entry("line", line)?;
            }
            Warning::PromotedBehind { version, line, .. } => {
                map.serialize_entry("version", version)?;
                map.serialize_entry("line", line)?;
            }
            Warning::DateMoved { asked, taken } => {
                map.serialize_entry("asked", asked)?;
                map.serialize_entry("taken", taken)?;
            }
            Warning::NoLongerMaintained { version, .. } => map.serialize_entry("version", version)?,
            Warning::VersionUnwritten { ecosystems, .. } => map.serialize_entry("ecosystems", ecosystems)?,
            Warning::TagUnread { ecosystem, tag, template, .. } => {
                map.serialize_entry("ecosystem", ecosystem)?;
                map.serialize_entry("tag", tag)?;
                map.serialize_entry("template", template)?;
            }
        }
        map.end()
    }
}

/// Warnings, without those that this version does not know.
fn known_warnings<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Warning>, D::Error> {
    #[derive(Read)]
    #[serde(untagged)]
    enum Found {
        Known(Warning),
        Unknown(IgnoredAny),
    }
    let found = Vec::<Found>::deserialize(deserializer)?;
    let known = found.into_iter().filter_map(|found| match found {
        Found::Known(warning) => Some(warning),
        Found::Unknown(IgnoredAny) => None,
    });
    Ok(known.collect())
}

impl Serialize for Plan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Plan", 12)?;
        fields.serialize_field("product", &self.product)?;
        fields.serialize_field("request", &RequestText::new(&self.request, self.changes.clone()))?;
        fields.serialize_field("date", &self.date)?;
        fields.serialize_field("line", &self.line)?;
        fields.serialize_field("releases", &self.releases)?;
        fields.serialize_field("unchanged", &self.unchanged)?;
        fields.serialize_field("surfaces", &self.surfaces)?;
        fields.serialize_field("floors", &self.floors)?;
        fields.serialize_field("closed", &self.closed)?;
        fields.serialize_field("maintained", &self.maintained)?;
        fields.serialize_field("warnings", &self.warnings)?;
        fields.end()
    }
}

/// A plan as it is read, before its versions have their schemes.
#[derive(Read)]
struct PlanText {
    product: Box<str>,
    request: RequestText,
    date: BuildDate,
    line: LineMove,
    releases: Vec<Release>,
    #[serde(default)]
    unchanged: Vec<Unchanged>,
    #[serde(default)]
    surfaces: Vec<SurfaceMove>,
    #[serde(default)]
    floors: Vec<FloorRaise>,
    #[serde(default)]
    closed: Vec<ClosedSeries>,
    #[serde(default)]
    maintained: Vec<MaintainedVersion>,
    #[serde(default, deserialize_with = "known_warnings")]
    warnings: Vec<Warning>,
}

impl<'de> Deserialize<'de> for Plan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = PlanText::deserialize(deserializer)?;
        let changes = text.request.changes.clone();
        let mut plan = Plan {
            product: text.product,
            request: text.request.try_into().map_err(D::Error::custom)?,
            changes,
            date: text.date,
            line: text.line,
            releases: text.releases,
            unchanged: text.unchanged,
            surfaces: text.surfaces,
            floors: text.floors,
            closed: text.closed,
            maintained: text.maintained,
            warnings: text.warnings,
        };
        resolve(&mut plan).map_err(D::Error::custom)?;
        Ok(plan)
    }
}

/// Makes every version one of its component's scheme.
fn resolve(plan: &mut Plan) -> Result<(), String> {
    let released = plan.releases.iter().map(|release| (release.component.clone(), release.scheme));
    let unchanged = plan.unchanged.iter().map(|unchanged| (unchanged.component.clone(), unchanged.scheme));
    let schemes: HashMap<ComponentId, Scheme> = released.chain(unchanged).collect();
    let resolve = |component: &ComponentId, version: &mut Version| -> Result<(), String> {
        let Some(scheme) = schemes.get(component) else { return Ok(()) };
        let parsed = scheme.parse(&version.to_string());
        *version = parsed.map_err(|error| {
            format!("`{version}` of {component} is not a valid {scheme} version: {error}")
        })?;
        Ok(())
    };
    for release in &mut plan.releases {
        release
            .from
            .iter_mut()
            .chain([&mut release.to])
            .try_for_each(|version| resolve(&release.component, version))?;
    }
    for unchanged in &mut plan.unchanged {
        unchanged.version.iter_mut().try_for_each(|version| resolve(&unchanged.component, version))?;
    }
    for raise in &mut plan.floors {
        for floor in [&mut raise.from, &mut raise.to] {
            if let Number::Version(version) = floor {
                resolve(&raise.provider.component, version)?;
            }
        }
    }
    for closed in &mut plan.closed {
        resolve(&closed.component, &mut closed.series)?;
    }
    for maintained in &mut plan.maintained {
        resolve(&maintained.component, &mut maintained.version)?;
    }
    for warning in &mut plan.warnings {
        match warning {
            Warning::SeriesOvertaken { component, series, by }
            | Warning::SeriesReplaced { component, series, by } => {
                resolve(component, series)?;
                resolve(component, by)?;
            }
            Warning::SeriesBelowLine { component, series: version, .. }
            | Warning::PromotedBehind { component, version, .. }
            | Warning::NoLongerMaintained { component, version } => resolve(component, version)?,
            Warning::DateMoved { .. } | Warning::TagUnread { .. } | Warning::VersionUnwritten { .. } => {}
        }
    }
    Ok(())
}
