//! Puts nodes into batches by what must go before what; nodes in a cycle make their own batch.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::slice;

/// Nodes that go at once.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Batch {
    /// The nodes, the lowest first.
    pub(super) nodes: Vec<usize>,
    /// Where they must each go before the other: one cycle through the first of them, which stands at both ends.
    pub(super) circle: Vec<usize>,
}

/// Who goes before whom, by node.
type Neighbours = BTreeMap<usize, Vec<usize>>;

/// Each of `nodes` as early as `edges` (who goes before whom) let it. Nodes of one batch that are in no cycle have no
/// edges between them.
pub(super) fn batches(nodes: &BTreeSet<usize>, edges: &BTreeSet<(usize, usize)>) -> Vec<Batch> {
    let (mut after, mut before) = (Neighbours::new(), Neighbours::new());
    for (first, second) in edges {
        after.entry(*first).or_default().push(*second);
        before.entry(*second).or_default().push(*first);
    }
    let mut rounds: BTreeMap<usize, (Vec<usize>, Vec<Vec<usize>>)> = BTreeMap::new();
    let mut round_of: BTreeMap<usize, usize> = BTreeMap::new();
    for group in groups(nodes, &after, &before) {
        // Whoever goes before the group is in an earlier one.
        let earlier = group.iter().flat_map(|node| neighbours(&before, *node));
        let round = earlier.filter_map(|node| round_of.get(node)).max().map_or(0, |round| round + 1);
        round_of.extend(group.iter().map(|node| (*node, round)));
        let (single, circles) = rounds.entry(round).or_default();
        if group.len() == 1 { single.extend(group) } else { circles.push(group) }
    }
    let mut batches = Vec::new();
    for (mut single, mut circles) in rounds.into_values() {
        single.sort_unstable();
        circles.sort_unstable();
        if !single.is_empty() {
            batches.push(Batch { nodes: single, circle: Vec::new() });
        }
        batches.extend(circles.into_iter().map(|nodes| Batch { circle: circle(&nodes, &after), nodes }));
    }
    batches
}

fn neighbours(of: &Neighbours, node: usize) -> slice::Iter<'_, usize> {
    of.get(&node).map(Vec::as_slice).unwrap_or_default().iter()
}

/// Nodes that reach each other are one group, the lowest first; the others are alone. A group comes after all that go
/// before it (Kosaraju and Sharir: backwards from whatever a walk leaves last, only its own group is still to be found).
fn groups(nodes: &BTreeSet<usize>, after: &Neighbours, before: &Neighbours) -> Vec<Vec<usize>> {
    let mut grouped = BTreeSet::new();
    let mut groups = Vec::new();
    for node in left(nodes, after).into_iter().rev() {
        if !grouped.insert(node) {
            continue;
        }
        let mut group = vec![node];
        let mut waiting = vec![node];
        while let Some(node) = waiting.pop() {
            let new: Vec<usize> =
                neighbours(before, node).copied().filter(|previous| grouped.insert(*previous)).collect();
            group.extend(&new);
            waiting.extend(new);
        }
        group.sort_unstable();
        groups.push(group);
    }
    groups
}

/// All nodes in the order in which a walk into the depth leaves them: each after what it leads to.
fn left(nodes: &BTreeSet<usize>, after: &Neighbours) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let mut left = Vec::new();
    for start in nodes {
        let mut path = Vec::new();
        if seen.insert(*start) {
            path.push((*start, neighbours(after, *start)));
        }
        while let Some((node, rest)) = path.last_mut() {
            match rest.next() {
                Some(next) if seen.insert(*next) => path.push((*next, neighbours(after, *next))),
                Some(_) => {}
                None => {
                    left.push(*node);
                    path.pop();
                }
            }
        }
    }
    left
}

/// A shortest cycle through the first node of a group.
fn circle(group: &[usize], after: &Neighbours) -> Vec<usize> {
    let Some(first) = group.first().copied() else { return Vec::new() };
    let from = reached(first, group, after);
    let mut circle = vec![first];
    let mut node = first;
    while let Some(previous) = from.get(&node).copied() {
        circle.push(previous);
        node = previous;
        if node == first {
            break;
        }
    }
    circle.reverse();
    circle
}

/// All nodes of a group, the lowest first, on shortest ways from `start`, each with the node that it was reached from.
fn reached(start: usize, group: &[usize], after: &Neighbours) -> BTreeMap<usize, usize> {
    let mut from = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for next in neighbours(after, node) {
            if group.binary_search(next).is_ok() && !from.contains_key(next) {
                from.insert(*next, node);
                queue.push_back(*next);
            }
        }
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(count: usize, edges: &[(usize, usize)]) -> Vec<(Vec<usize>, Vec<usize>)> {
        let batches = batches(&(0..count).collect(), &edges.iter().copied().collect());
        batches.into_iter().map(|batch| (batch.nodes, batch.circle)).collect()
    }

    #[test]
    fn each_goes_as_early_as_it_may() {
        let batches = ordered(4, &[(2, 0), (0, 1)]);
        assert_eq!(batches, [(vec![2, 3], vec![]), (vec![0], vec![]), (vec![1], vec![])]);
    }

    #[test]
    fn nodes_in_a_circle_go_together_and_apart_from_others() {
        let batches = ordered(5, &[(4, 1), (1, 2), (2, 3), (3, 1), (3, 0)]);
        assert_eq!(batches, [(vec![4], vec![]), (vec![1, 2, 3], vec![1, 2, 3, 1]), (vec![0], vec![])]);
    }
    #[test]
    fn a_long_chain_and_a_great_circle_are_ordered_without_a_deep_stack() {
        let chain: Vec<(usize, usize)> = (1..50_000).map(|node| (node, node - 1)).collect();
        assert_eq!(ordered(50_000, &chain).len(), 50_000);
        let circle: Vec<(usize, usize)> = (0..50_000).map(|node| (node, (node + 1) % 50_000)).collect();
        let batches = ordered(50_000, &circle);
        assert_eq!(batches.len(), 1);
        assert_eq!(batches[0].1.len(), 50_001);
    }
}
