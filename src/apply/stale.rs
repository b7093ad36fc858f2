//! A plan that was made before, and that no longer gives what it says.

use std::fmt;

use thiserror::Error;

use crate::phrases::reasons;
use crate::plan::{Plan, Refusal, Release};
use crate::product::ComponentId;
use crate::shown::shown;
use crate::version::Version;
use crate::words::{Explain, Help};

/// Why a plan that was made before cannot be applied.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum StalePlan {
    /// What was asked for is refused now: why.
    #[error("the plan is stale: it is refused now")]
    Refused(Box<Refusal>),
    /// It gives something else: the components whose releases differ, none where only the rest does.
    #[error("the plan is stale: {}", now(.0))]
    Differs(Vec<Difference>),
    /// It gives the same releases, but starts from other files, or makes other names.
    #[error("the plan is stale: {}", list(.0))]
    Moved(Vec<Move>),
    /// It does not say what it was reviewed with.
    #[error("the plan does not say which files it was made from")]
    Unreviewed,
}

impl StalePlan {
    /// How `saved` differs from what its request gives `now`.
    pub fn between(saved: &Plan, now: Result<Plan, Refusal>) -> StalePlan {
        match now {
            Ok(now) => StalePlan::Differs(differences(saved, &now)),
            Err(refusal) => StalePlan::Refused(Box::new(refusal)),
        }
    }
}

impl Explain for StalePlan {
    fn code(&self) -> &'static str {
        "stale-plan"
    }

    fn help(&self) -> Vec<Help> {
        vec![match self {
            StalePlan::Unreviewed => Help::run_to("dateline plan … --out FILE", "save a plan that does"),
            _ => Help::text("plan again, and read what changed"),
        }]
    }

    fn parts(&self) -> Vec<&dyn Explain> {
        match self {
            StalePlan::Refused(refusal) => vec![&**refusal],
            _ => Vec::new(),
        }
    }
}

fn now(differences: &[Difference]) -> String {
    if differences.is_empty() {
        return "it no longer gives the same result".to_owned();
    }
    format!("now {}", list(differences))
}

fn list<T: ToString>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// What a plan no longer starts from, or would name otherwise. `Display` says in which way.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Move {
    /// A file that it changes holds something else.
    #[error("`{}` was changed since", shown(.0))]
    File(String),
    /// A file would be changed that was not among those reviewed.
    #[error("`{}` would be changed too", shown(.0))]
    More(String),
    /// A file would not be changed any more.
    #[error("`{}` would not be changed", shown(.0))]
    Less(String),
    /// The commit would have another first line.
    #[error("the commit would be `{}`, not `{}`", shown(.now), shown(.saved))]
    Commit { saved: String, now: String },
    /// The tags would have other names.
    #[error("the tags would be {}, not {}", shown(&.now.join(", ")), shown(&.saved.join(", ")))]
    Tags { saved: Vec<String>, now: Vec<String> },
}

/// A component whose release is not the one that was saved. `Display` says in which way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub component: ComponentId,
    pub saved: Option<Release>,
    pub now: Option<Release>,
}

/// `core would become 1.1.20161101, not 1.0.20161101`.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let component = &self.component;
        match (&self.saved, &self.now) {
            (Some(saved), Some(now)) if saved.to != now.to => {
                write!(f, "{component} would become {}, not {}", now.to, saved.to)
            }
            (Some(saved), Some(now)) if saved.from != now.from => {
                let text = |from: Option<Version>| {
                    from.map_or_else(|| "no version".to_owned(), |from| from.to_string())
                };
                write!(
                    f,
                    "{component} would be released from {}, not from {}",
                    text(now.from),
                    text(saved.from)
                )
            }
            (Some(saved), Some(now)) if saved.because != now.because => {
                let (now, saved) = (reasons(now), reasons(saved));
                write!(f, "{component} would be released for another reason ({now}, not {saved})")
            }
            (_, Some(now)) if self.saved.is_none() => {
                write!(f, "{component} {} would be released too", now.to)
            }
            (Some(saved), None) => write!(f, "{component} {} would not be released", saved.to),
            _ => write!(f, "{component} would be written in another form"),
        }
    }
}

/// Whether two releases of one component write the same. A rendering that one of them lacks is not a difference.
fn is_same(saved: &Release, now: &Release) -> bool {
    let key = |release: &Release| (release.from, release.to, release.because.clone());
    let mut renderings = saved.renderings.iter();
    let is_other = |(ecosystem, text): &(_, String)| {
        now.renderings.iter().any(|(other, now)| other == ecosystem && now != text)
    };
    key(saved) == key(now) && !renderings.any(is_other)
}

pub(super) fn differences(saved: &Plan, now: &Plan) -> Vec<Difference> {
    let here = now.releases.iter().map(|release| &release.component);
    let gone = saved.releases.iter().map(|release| &release.component);
    let gone = gone.filter(|component| now.release(component).is_none());
    let pairs =
        here.chain(gone).map(|component| (component, saved.release(component), now.release(component)));
    let differing = pairs.filter(|(_, saved, now)| match (saved, now) {
        (Some(saved), Some(now)) => !is_same(saved, now),
        _ => true,
    });
    differing
        .map(|(component, saved, now)| Difference {
            component: component.clone(),
            saved: saved.cloned(),
            now: now.cloned(),
        })
        .collect()
}
