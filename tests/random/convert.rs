//! From the plain form to the real one and back.

use chrono::NaiveDate;
use dateline::plan::{Change, Request, RequestAction, Stage};
use dateline::product::{self, Edge, Product};
use dateline::version::{BuildDate, Line, Number, SurfaceVersion, Version};

use super::Asked;
use crate::naive::{
    Ask, Cap, Component, Floor, Follow, N, Product as Plain, Stage as PlainStage, V, compare,
};

pub fn to_request(asked: &Asked) -> Request {
    match &asked.ask {
        Ask::Changes(changes, stage) => {
            let changes = changes.iter().map(|(kind, id)| format!("{kind}:{id}").parse::<Change>().unwrap());
            let stage = match stage {
                PlainStage::Stable => Stage::Stable,
                PlainStage::Next => Stage::Next,
                PlainStage::Line(major, minor) => Stage::Maintained(Line::new(*major, *minor).unwrap()),
            };
            Request::release(changes, stage, asked.date)
        }
        Ask::Promote(ids) => Request::promote(ids.iter().map(|id| id.parse().unwrap()), asked.date),
        Ask::Drop(ids) => Request::drop(ids.iter().map(|id| id.parse().unwrap()), asked.date),
    }
}

pub fn to_ask(request: &Request) -> Ask {
    match &request.action {
        RequestAction::Release { changes, stage } => {
            let written = changes.iter().map(ToString::to_string);
            let changes = written.map(|change| {
                let (kind, target) = change.split_once(':').unwrap();
                (kind.to_owned(), target.to_owned())
            });
            let stage = match stage {
                Stage::Stable => PlainStage::Stable,
                Stage::Next => PlainStage::Next,
                Stage::Maintained(line) => PlainStage::Line(line.major(), line.minor()),
                _ => unreachable!("a new stage needs a line"),
            };
            Ask::Changes(changes.collect(), stage)
        }
        RequestAction::Promote { components } => {
            Ask::Promote(components.iter().map(ToString::to_string).collect())
        }
        RequestAction::Drop { components } => Ask::Drop(components.iter().map(ToString::to_string).collect()),
        _ => unreachable!("a new action needs a line"),
    }
}

pub fn day(date: BuildDate) -> NaiveDate {
    date.into()
}

pub fn v(version: Version) -> V {
    let third = version.build().map(BuildDate::number).or(version.patch());
    let (major, minor) = (version.line().major(), version.line().minor());
    V { major, minor, third, next: version.next().map(dateline::version::NextId::get) }
}

pub fn number(number: SurfaceVersion) -> N {
    match number {
        SurfaceVersion::Line(line) => N::Line(line.major(), line.minor()),
        SurfaceVersion::Counter(count) => N::Counter(count),
        other => unreachable!("a form that no product here has: {other}"),
    }
}

pub fn floor(floor: Number) -> Floor {
    match floor {
        Number::Version(version) => Floor::Version(v(version)),
        Number::Surface(surface) => Floor::Surface(number(surface)),
        other => unreachable!("a form that no product here has: {other}"),
    }
}

/// The plain form of a product; what a plan never changes is taken from `origin`, and compared with it.
pub fn from_product(product: &Product, origin: &Plain) -> Plain {
    let components = product.components().iter().zip(&origin.components).map(|(component, origin)| {
        assert_eq!(component.id().as_str(), origin.id);
        let follow = |follow: &product::Follow| Follow {
            id: follow.component.to_string(),
            api: follow.edge == Edge::Api,
            cap: follow.cap.map(|cap| if cap == product::Cap::Fix { Cap::Fix } else { Cap::Feature }),
        };
        assert_eq!(component.follows().iter().map(follow).collect::<Vec<_>>(), origin.follows);
        let mut plain = Component {
            version: component.version().map(v),
            next: component.next().map(v),
            maintained: component.maintained().into_iter().map(v).collect(),
            ..origin.clone()
        };
        for (plain, surface) in plain.surfaces.iter_mut().zip(component.surfaces()) {
            plain.version = number(surface.version);
            plain.next = surface.next.map(number);
        }
        for (plain, requirement) in plain.requires.iter_mut().zip(component.requires()) {
            plain.at_least = floor(requirement.at_least);
        }
        plain
    });
    Plain { components: components.collect(), ..origin.clone() }
}

/// A plain product whose lists of maintained versions are in one order.
pub fn sorted(mut product: Plain) -> Plain {
    for component in &mut product.components {
        component.maintained.sort_by(|left, right| compare(right, left));
    }
    product
}
