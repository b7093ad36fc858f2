//! A plan that is read from data.
//!
//! A version is a string there, whose text alone does not say of which scheme it is: `1.0` may be dated or dev-patch. A
//! release and an unchanged component have their scheme beside it; everything else takes it from them, and so can be read
//! as a part of its plan only.
//!
//! What is not known is passed over, so that later versions may add fields, warnings and ecosystems.

use std::collections::HashMap;

use serde::Deserialize as Read;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny};

use super::data::{FloorText, RequestText, from_text};
use super::{
    ClosedSeries, FloorRaise, Level, LineMove, MaintainedVersion, Plan, Reason, Release, Stay, SurfaceMove,
    Unchanged, Warning, fields,
};
use crate::ecosystem::Ecosystem;
use crate::product::ComponentId;
use crate::shown::shown;
use crate::version::{BuildDate, Line, Number, ParseError, Scheme, Version};

/// A release before its versions have their scheme.
#[derive(Read)]
struct ReleaseText {
    component: ComponentId,
    #[serde(default)]
    title: Box<str>,
    scheme: Scheme,
    from: Option<String>,
    to: String,
    level: Level,
    #[serde(default)]
    behind: bool,
    because: Vec<Reason>,
    #[serde(default, deserialize_with = "fields::renderings::deserialize")]
    renderings: Vec<(Ecosystem, String)>,
}

impl TryFrom<ReleaseText> for Release {
    type Error = String;

    fn try_from(text: ReleaseText) -> Result<Self, String> {
        let version = |version: &str| version_of(text.scheme, &text.component, version);
        let (from, to) = (text.from.as_deref().map(version).transpose()?, version(&text.to)?);
        let ReleaseText { component, title, scheme, level, behind, because, renderings, .. } = text;
        Ok(Release { component, title, scheme, from, to, level, behind, because, renderings })
    }
}

/// A component that stays, before its version has its scheme.
#[derive(Read)]
struct UnchangedText {
    component: ComponentId,
    #[serde(default)]
    scheme: Scheme,
    version: Option<String>,
    #[serde(default)]
    behind: bool,
    because: Stay,
}

impl TryFrom<UnchangedText> for Unchanged {
    type Error = String;

    fn try_from(text: UnchangedText) -> Result<Self, String> {
        let UnchangedText { component, scheme, version, behind, because } = text;
        let version = version.map(|version| version_of(scheme, &component, &version)).transpose()?;
        Ok(Unchanged { component, scheme, version, behind, because })
    }
}

fn version_of(scheme: Scheme, component: &ComponentId, text: &str) -> Result<Version, String> {
    scheme
        .parse(text)
        .map_err(|error| format!("`{}` of {component} is not a valid {scheme} version: {error}", shown(text)))
}

/// The scheme of each component of a plan.
struct Schemes(HashMap<ComponentId, Scheme>);

impl Schemes {
    fn of(releases: &[Release], unchanged: &[Unchanged]) -> Self {
        let releases = releases.iter().map(|release| (release.component.clone(), release.scheme));
        let unchanged = unchanged.iter().map(|unchanged| (unchanged.component.clone(), unchanged.scheme));
        Schemes(releases.chain(unchanged).collect())
    }

    fn version(&self, component: &ComponentId, text: &str) -> Result<Version, String> {
        let scheme = self.0.get(component).ok_or_else(|| {
            format!("`{}` of {component}, which is neither in `releases` nor in `unchanged`", shown(text))
        })?;
        version_of(*scheme, component, text)
    }

    fn floor(&self, text: FloorText) -> Result<FloorRaise, String> {
        let FloorText { component, requires: provider, from, to } = text;
        let number = |text: &str| match provider.surface {
            Some(_) => text.parse().map(Number::Surface).map_err(|error: ParseError| error.to_string()),
            None => self.version(&provider.component, text).map(Number::Version),
        };
        let (from, to) = (number(&from)?, number(&to)?);
        Ok(FloorRaise { component, provider, from, to })
    }

    /// The warning; `None` where this version does not know its code.
    fn warning(&self, text: WarningText) -> Result<Option<Warning>, String> {
        let WarningText { code, component, series, by, version, line, .. } = text;
        let need = |name: &str| format!("the warning `{}` has no `{name}`", shown(&code));
        let of = || component.clone().ok_or_else(|| need("component"));
        let version_in =
            |name: &str, text: Option<String>| self.version(&of()?, &text.ok_or_else(|| need(name))?);
        let on_line = || line.ok_or_else(|| need("line"));
        Ok(Some(match code.as_str() {
            "series-overtaken" => Warning::SeriesOvertaken {
                component: of()?,
                series: version_in("series", series)?,
                by: version_in("by", by)?,
            },
            "series-replaced" => Warning::SeriesReplaced {
                component: of()?,
                series: version_in("series", series)?,
                by: version_in("by", by)?,
            },
            "series-below-line" => Warning::SeriesBelowLine {
                component: of()?,
                series: version_in("series", series)?,
                line: on_line()?,
            },
            "promoted-behind" => Warning::PromotedBehind {
                component: of()?,
                version: version_in("version", version)?,
                line: on_line()?,
            },
            "no-longer-maintained" => {
                Warning::NoLongerMaintained { component: of()?, version: version_in("version", version)? }
            }
            "date-moved" => Warning::DateMoved {
                asked: text.asked.ok_or_else(|| need("asked"))?,
                taken: text.taken.ok_or_else(|| need("taken"))?,
            },
            "tag-unread" => Warning::TagUnread {
                component: of()?,
                ecosystem: text.ecosystem.ok_or_else(|| need("ecosystem"))?,
                tag: text.tag.ok_or_else(|| need("tag"))?,
                template: text.template.ok_or_else(|| need("template"))?,
            },
            "version-unwritten" => Warning::VersionUnwritten {
                component: of()?,
                ecosystems: text.ecosystems.ok_or_else(|| need("ecosystems"))?,
            },
            _ => return Ok(None),
        }))
    }
}

#[derive(Read)]
struct ClosedText {
    component: ComponentId,
    series: String,
}

#[derive(Read)]
struct MaintainedText {
    component: ComponentId,
    version: String,
}

/// What any warning may hold.
#[derive(Read, Default)]
#[serde(default)]
struct WarningText {
    code: String,
    component: Option<ComponentId>,
    series: Option<String>,
    by: Option<String>,
    version: Option<String>,
    line: Option<Line>,
    asked: Option<BuildDate>,
    taken: Option<BuildDate>,
    ecosystem: Option<Ecosystem>,
    tag: Option<Box<str>>,
    template: Option<Box<str>>,
    ecosystems: Option<Vec<Ecosystem>>,
}

/// Warnings, without those whose fields are of types that this version does not know.
fn known_warnings<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<WarningText>, D::Error> {
    #[derive(Read)]
    #[serde(untagged)]
    enum Found {
        Known(Box<WarningText>),
        Unknown(IgnoredAny),
    }
    let found = Vec::<Found>::deserialize(deserializer)?;
    let known = found.into_iter().filter_map(|found| match found {
        Found::Known(warning) => Some(*warning),
        Found::Unknown(IgnoredAny) => None,
    });
    Ok(known.collect())
}

/// A plan before all of its versions have their schemes.
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
    floors: Vec<FloorText>,
    #[serde(default)]
    closed: Vec<ClosedText>,
    #[serde(default)]
    maintained: Vec<MaintainedText>,
    #[serde(default, deserialize_with = "known_warnings")]
    warnings: Vec<WarningText>,
}

impl TryFrom<PlanText> for Plan {
    type Error = String;

    fn try_from(text: PlanText) -> Result<Self, String> {
        let schemes = Schemes::of(&text.releases, &text.unchanged);
        let closed = |ClosedText { component, series }: ClosedText| {
            let series = schemes.version(&component, &series)?;
            Ok::<_, String>(ClosedSeries { component, series })
        };
        let maintained = |MaintainedText { component, version }: MaintainedText| {
            let version = schemes.version(&component, &version)?;
            Ok::<_, String>(MaintainedVersion { component, version })
        };
        let warnings = text.warnings.into_iter().map(|warning| schemes.warning(warning));
        Ok(Plan {
            product: text.product,
            changes: text.request.changes.clone(),
            request: text.request.try_into()?,
            date: text.date,
            line: text.line,
            surfaces: text.surfaces,
            floors: text.floors.into_iter().map(|floor| schemes.floor(floor)).collect::<Result<_, _>>()?,
            closed: text.closed.into_iter().map(closed).collect::<Result<_, _>>()?,
            maintained: text.maintained.into_iter().map(maintained).collect::<Result<_, _>>()?,
            warnings: warnings.filter_map(Result::transpose).collect::<Result<_, _>>()?,
            releases: text.releases,
            unchanged: text.unchanged,
        })
    }
}

from_text!(Release => ReleaseText, Unchanged => UnchangedText, Plan => PlanText);
