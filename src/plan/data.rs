//! A plan as data that is written: the JSON that `plan --format json` prints (CLI.md), and that saved plans and the journal
//! hold. What of it can be read by itself is read here, too; a whole plan is in `read`.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};
use serde::{Deserialize as Read, Serialize as Write};

use super::{
    Change, FloorRaise, Kind, Level, Plan, Reason, Request, RequestAction, Stage, Stay, SurfaceCause, Warning,
};
use crate::product::{ComponentId, Reference};
use crate::shown::shown;
use crate::version::{BuildDate, Line, as_string};

as_string!(Change, Kind, Level, SurfaceCause);

/// A request, with its changes in an order for people.
#[derive(Write, Read)]
pub(super) struct RequestText {
    #[serde(default)]
    pub(super) changes: Vec<Change>,
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
pub(super) struct FloorText {
    pub(super) component: ComponentId,
    pub(super) requires: Reference,
    pub(super) from: String,
    pub(super) to: String,
}

impl From<FloorRaise> for FloorText {
    fn from(raise: FloorRaise) -> Self {
        let (from, to) = (raise.from.to_string(), raise.to.to_string());
        FloorText { component: raise.component, requires: raise.provider, from, to }
    }
}

/// Serialises types as another one that has their fields as texts.
macro_rules! as_text {
    ($($kind:ty => $text:ty),+ $(,)?) => {$(
        impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                <$text>::from(self.clone()).serialize(serializer)
            }
        }
    )+};
}

/// Reads types through another one that has their fields as texts.
macro_rules! from_text {
    ($($kind:ty => $text:ty),+ $(,)?) => {$(
        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$text>::deserialize(deserializer)?.try_into().map_err(D::Error::custom)
            }
        }
    )+};
}

pub(super) use from_text;

as_text!(Request => RequestText, Reason => Because, Stay => Because, FloorRaise => FloorText);
from_text!(Request => RequestText, Reason => Because, Stay => Because);

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
