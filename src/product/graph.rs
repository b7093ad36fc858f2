//! Who follows whom: an acyclic graph over positions of components (Rule P1).

/// The follow graph of a product, by position in the product file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Graph {
    followed: Vec<Vec<usize>>,
    order: Vec<usize>,
}

impl Graph {
    /// The graph in which component `i` follows each of `followed[i]`, or the cycles that forbid it: each a walk along
    /// the edges that starts and ends at one component, no component in two.
    pub(super) fn new(followed: Vec<Vec<usize>>) -> Result<Self, Vec<Vec<usize>>> {
        let order = followed_first(&followed);
        if order.len() == followed.len() {
            return Ok(Graph { followed, order });
        }
        Err(cycles(&followed, &order))
    }

    /// The components that the one at `position` follows, in the order of its `follows`.
    #[must_use]
    pub(super) fn followed_by(&self, position: usize) -> &[usize] {
        self.followed.get(position).map_or(&[], Vec::as_slice)
    }

    /// Every position once, each after all that it follows: in this order one pass spreads a release to all followers.
    #[must_use]
    pub(super) fn followed_first(&self) -> &[usize] {
        &self.order
    }
}

/// The positions that can be put after all that they follow, in such an order.
fn followed_first(followed: &[Vec<usize>]) -> Vec<usize> {
    let mut followers = vec![Vec::new(); followed.len()];
    for (follower, edges) in followed.iter().enumerate() {
        for position in edges {
            if let Some(followers) = followers.get_mut(*position) {
                followers.push(follower);
            }
        }
    }
    let mut missing: Vec<usize> = followed.iter().map(Vec::len).collect();
    let mut order: Vec<usize> =
        (0..followed.len()).filter(|position| missing.get(*position) == Some(&0)).collect();
    let mut done = 0;
    while let Some(position) = order.get(done).copied() {
        done += 1;
        for follower in followers.get(position).into_iter().flatten() {
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

/// The cycles among the positions that `order` could not take: each of those follows another one of them, so a walk
/// along the edges runs into a cycle, or into an earlier walk.
fn cycles(followed: &[Vec<usize>], order: &[usize]) -> Vec<Vec<usize>> {
    let mut settled = vec![false; followed.len()];
    settle(&mut settled, order);
    let is_settled = |settled: &[bool], position: usize| settled.get(position).copied().unwrap_or(true);
    let mut cycles = Vec::new();
    for start in 0..followed.len() {
        let mut walk: Vec<usize> = Vec::new();
        let mut position = start;
        while !is_settled(&settled, position) {
            if let Some(entry) = walk.iter().position(|walked| *walked == position) {
                let mut cycle = walk.split_off(entry);
                settle(&mut settled, &cycle);
                cycle.push(position);
                cycles.push(cycle);
                break;
            }
            walk.push(position);
            let edges = followed.get(position).map_or(&[][..], Vec::as_slice);
            match edges.iter().find(|followed| !is_settled(&settled, **followed)) {
                Some(followed) => position = *followed,
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
        Graph::new(edges.iter().map(|to| to.to_vec()).collect())
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
