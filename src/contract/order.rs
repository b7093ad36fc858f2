//! Puts nodes into batches by what must go before what; nodes in a circle make a batch of their own.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Nodes that go at once.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Batch {
    /// The nodes, the lowest first.
    pub(super) nodes: Vec<usize>,
    /// Where they must each go before the other: one circle through the first of them, which stands at both ends.
    pub(super) circle: Vec<usize>,
}

/// Each of `nodes` as early as `edges` (who goes before whom) let it. Nodes of one batch that are in no circle have no
/// edges between them.
pub(super) fn batches(nodes: &BTreeSet<usize>, edges: &BTreeSet<(usize, usize)>) -> Vec<Batch> {
    let mut after: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (first, second) in edges {
        after.entry(*first).or_default().push(*second);
    }
    let groups = groups(nodes, &after);
    let mut waiting = waits(&groups, edges);
    let mut placed: BTreeSet<usize> = BTreeSet::new();
    let mut batches = Vec::new();
    while !waiting.is_empty() {
        let is_ready = |(_, first): &(usize, BTreeSet<usize>)| first.is_subset(&placed);
        // Groups have no circle between them, so that some group is always ready.
        let (ready, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(is_ready);
        waiting = if ready.is_empty() { Vec::new() } else { rest };
        placed.extend(ready.iter().map(|(group, _)| *group));
        let ready = ready.iter().filter_map(|(group, _)| groups.get(*group).cloned());
        let (single, circles): (Vec<_>, Vec<_>) = ready.partition(|group| group.len() == 1);
        if !single.is_empty() {
            batches.push(Batch { nodes: single.concat(), circle: Vec::new() });
        }
        batches.extend(circles.into_iter().map(|nodes| Batch { circle: circle(&nodes, &after), nodes }));
    }
    batches
}

/// Each group, by its place, with the groups that go before it.
fn waits(groups: &[Vec<usize>], edges: &BTreeSet<(usize, usize)>) -> Vec<(usize, BTreeSet<usize>)> {
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (group, nodes) in groups.iter().enumerate() {
        group_of.extend(nodes.iter().map(|node| (*node, group)));
    }
    let mut waits: Vec<(usize, BTreeSet<usize>)> =
        (0..groups.len()).map(|group| (group, BTreeSet::new())).collect();
    for (first, second) in edges {
        if let (Some(first), Some(second)) = (group_of.get(first), group_of.get(second))
            && first != second
            && let Some((_, before)) = waits.get_mut(*second)
        {
            before.insert(*first);
        }
    }
    waits
}

/// Nodes that reach each other are one group; the others are alone.
fn groups(nodes: &BTreeSet<usize>, after: &BTreeMap<usize, Vec<usize>>) -> Vec<Vec<usize>> {
    let reach: BTreeMap<usize, BTreeSet<usize>> =
        nodes.iter().map(|node| (*node, reached(*node, after).into_keys().collect())).collect();
    let reaches = |from: &usize, to: &usize| reach.get(from).is_some_and(|reached| reached.contains(to));
    let mut groups = Vec::new();
    let mut grouped = BTreeSet::new();
    for node in nodes {
        if grouped.contains(node) {
            continue;
        }
        let together = |other: &&usize| *other == node || (reaches(node, other) && reaches(other, node));
        let group: Vec<usize> = nodes.iter().filter(together).copied().collect();
        grouped.extend(group.iter().copied());
        groups.push(group);
    }
    groups
}

/// All nodes that come after `start`, on shortest ways, each with the node that it was reached from.
fn reached(start: usize, after: &BTreeMap<usize, Vec<usize>>) -> BTreeMap<usize, usize> {
    let mut from = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for next in after.get(&node).into_iter().flatten() {
            if !from.contains_key(next) {
                from.insert(*next, node);
                queue.push_back(*next);
            }
        }
    }
    from
}

/// A shortest circle through the first node of a group.
fn circle(group: &[usize], after: &BTreeMap<usize, Vec<usize>>) -> Vec<usize> {
    let Some(first) = group.first().copied() else { return Vec::new() };
    let from = reached(first, after);
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
}
