//! Who follows whom: an acyclic graph over positions of components (Rule P1).

use std::collections::HashMap;

use super::{Cap, ComponentId, Edge};

/// The follow graph of a product, by position in the product file: all edges in one list, those of one component together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Graph {
    /// The ids of the components, side by side: most of what asks for a followed component wants no more of it, and
    /// components are far apart in memory.
    ids: Vec<ComponentId>,
    links: Vec<FollowLink>,
    /// Where the edges of each component end.
    ends: Vec<usize>,
    order: Vec<usize>,
}

/// One edge: what is followed, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FollowLink {
    pub(super) position: usize,
    pub(super) edge: Edge,
    pub(super) cap: Option<Cap>,
    pub(super) enters_line: bool,
}

impl Graph {
    /// A graph without components yet, with room for `count` of them.
    pub(super) fn with_room_for(count: usize) -> Self {
        Graph { ids: Vec::with_capacity(count), ends: Vec::with_capacity(count), ..Graph::default() }
    }

    /// Adds an edge of the component that is added next.
    pub(super) fn add_edge(&mut self, link: FollowLink) {
        self.links.push(link);
    }

    /// Adds a component, after its edges.
    pub(super) fn add_component(&mut self, id: ComponentId) {
        self.ids.push(id);
        self.ends.push(self.links.len());
    }

    /// The graph in its order once all is added, or the cycles that forbid it: each a walk along the edges that starts and
    /// ends at one component, no component in two.
    pub(super) fn ordered(mut self) -> Result<Self, Vec<Vec<usize>>> {
        self.order = followed_first(&self);
        if self.order.len() == self.ends.len() { Ok(self) } else { Err(cycles(&self)) }
    }

    /// The id of the component at `position`.
    #[inline]
    pub(super) fn id(&self, position: usize) -> Option<&ComponentId> {
        self.ids.get(position)
    }

    /// How many edges there are.
    pub(super) fn edge_count(&self) -> usize {
        self.links.len()
    }

    /// How many components there are.
    fn len(&self) -> usize {
        self.ends.len()
    }

    /// The edges of the component at `position`, in the order of its `follows`.
    #[inline]
    pub(super) fn links(&self, position: usize) -> &[FollowLink] {
        let end_of = |position: usize| self.ends.get(position).copied().unwrap_or_default();
        let start = position.checked_sub(1).map_or(0, end_of);
        self.links.get(start..end_of(position)).unwrap_or_default()
    }

    /// Every position once, each after all that it follows: in this order one pass spreads a release to all followers.
    pub(super) fn followed_first(&self) -> &[usize] {
        &self.order
    }
}

/// The positions that can be put after all that they follow, in such an order.
fn followed_first(graph: &Graph) -> Vec<usize> {
    let followers = Followers::of(graph);
    let mut missing: Vec<usize> = (0..graph.len()).map(|position| graph.links(position).len()).collect();
    let mut order: Vec<usize> = Vec::with_capacity(graph.len());
    order.extend((0..graph.len()).filter(|position| graph.links(*position).is_empty()));
    let mut done = 0;
    while let Some(position) = order.get(done).copied() {
        done += 1;
        for follower in followers.of_one(position) {
            if let Some(missing) = missing.get_mut(*follower) {
                *missing -= 1;
                if *missing == 0 {
                    order.push(*follower);
                }
            }
        }
    }
    order
}

/// Who follows each position, all in one list.
struct Followers {
    all: Vec<usize>,
    ends: Vec<usize>,
}

impl Followers {
    fn of(graph: &Graph) -> Self {
        // Counted first, so that each stretch of the list is filled from its start to its end.
        let mut ends = vec![0; graph.len()];
        for link in &graph.links {
            if let Some(count) = ends.get_mut(link.position) {
                *count += 1;
            }
        }
        let mut start = 0;
        for end in &mut ends {
            let count = std::mem::replace(end, start);
            start += count;
        }
        let mut all = vec![0; graph.links.len()];
        for follower in 0..graph.len() {
            for link in graph.links(follower) {
                if let Some(end) = ends.get_mut(link.position) {
                    if let Some(place) = all.get_mut(*end) {
                        *place = follower;
                    }
                    *end += 1;
                }
            }
        }
        Followers { all, ends }
    }

    fn of_one(&self, position: usize) -> &[usize] {
        let end_of = |position: usize| self.ends.get(position).copied().unwrap_or_default();
        self.all.get(position.checked_sub(1).map_or(0, end_of)..end_of(position)).unwrap_or_default()
    }
}

/// The cycles among the positions that the order could not take: each of those follows another one of them, so a walk
/// along the edges runs into a cycle, or into an earlier walk.
fn cycles(graph: &Graph) -> Vec<Vec<usize>> {
    let mut settled = vec![false; graph.len()];
    settle(&mut settled, &graph.order);
    let is_settled = |settled: &[bool], position: usize| settled.get(position).copied().unwrap_or(true);
    let mut cycles = Vec::new();
    for start in 0..graph.len() {
        let mut walk: Vec<usize> = Vec::new();
        // Where each position is on the walk, so that a long one is not searched at every step.
        let mut steps: HashMap<usize, usize> = HashMap::new();
        let mut position = start;
        while !is_settled(&settled, position) {
            if let Some(entry) = steps.get(&position) {
                let mut cycle = walk.split_off(*entry);
                settle(&mut settled, &cycle);
                cycle.push(position);
                cycles.push(cycle);
                break;
            }
            steps.insert(position, walk.len());
            walk.push(position);
            let links = graph.links(position);
            match links.iter().find(|followed| !is_settled(&settled, followed.position)) {
                Some(followed) => position = followed.position,
                None => break,
            }
        }
        settle(&mut settled, &walk);
    }
    cycles
}

fn settle(settled: &mut [bool], positions: &[usize]) {
    for position in positions {
        if let Some(settled) = settled.get_mut(*position) {
            *settled = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[&[usize]]) -> Result<Graph, Vec<Vec<usize>>> {
        let mut graph = Graph::with_room_for(edges.len());
        for (place, followed) in edges.iter().enumerate() {
            for position in followed.iter().copied() {
                graph.add_edge(FollowLink { position, edge: Edge::Api, cap: None, enters_line: false });
            }
            graph.add_component(place.to_string().parse().unwrap());
        }
        graph.ordered()
    }

    #[test]
    fn what_is_followed_comes_before_its_followers() {
        let graph = graph(&[&[1, 2], &[2], &[], &[0]]).unwrap();
        assert_eq!(graph.followed_first(), [2, 1, 0, 3]);
    }

    #[test]
    fn every_separate_cycle_is_found_once_and_followers_of_cycles_are_in_none() {
        let cycles = graph(&[&[1], &[2], &[1], &[4], &[3, 0]]).unwrap_err();
        assert_eq!(cycles, [vec![1, 2, 1], vec![3, 4, 3]]);
    }
}
