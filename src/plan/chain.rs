//! The way from a release back to the changes that it comes from (Rule B9).

use std::collections::{HashMap, HashSet, VecDeque};

use super::{Plan, Reason, Release};
use crate::product::ComponentId;

impl Plan {
    /// The release of `component`, then those that it follows, and theirs in turn, each once; empty where the plan does
    /// not release it. Every reason of theirs leads to another release of the chain, or is itself where it ends.
    #[must_use]
    pub fn chain(&self, component: &ComponentId) -> Vec<&Release> {
        let releases: HashMap<&ComponentId, &Release> =
            self.releases.iter().map(|release| (&release.component, release)).collect();
        let mut seen = HashSet::new();
        let mut waiting: VecDeque<&ComponentId> = VecDeque::from([component]);
        let mut chain = Vec::new();
        while let Some(component) = waiting.pop_front() {
            let Some(release) = releases.get(component).filter(|_| seen.insert(component)) else { continue };
            waiting.extend(release.because.iter().filter_map(Reason::follows));
            chain.push(*release);
        }
        chain
    }
}
