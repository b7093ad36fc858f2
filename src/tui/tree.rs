//! Who follows whom, as lines of a tree.

use super::fitted::columns;
use super::table::{ComponentTable, Follower};
use crate::product::{Cap, Edge, Product};

/// Who follows whom, as lines of a tree.
#[derive(Debug, Clone)]
pub(super) struct FollowTree {
    pub(super) nodes: Vec<Node>,
    pub(super) selected: usize,
    pub(super) first: usize,
    /// How many columns are out of sight to the left.
    pub(super) left: usize,
}

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) position: usize,
    pub(super) depth: usize,
    /// The component that it follows here, and how it does.
    pub(super) follows: Option<(usize, Edge, Option<Cap>)>,
    /// Whether its followers are shown elsewhere already.
    pub(super) again: bool,
    /// Which of the lines next to it go on below, one bit for each depth.
    pub(super) goes_on: u64,
}

/// The bit of a depth; depths beyond what a screen can show have none.
fn bit(depth: usize) -> u64 {
    u32::try_from(depth).ok().and_then(|depth| 1_u64.checked_shl(depth)).unwrap_or(0)
}

impl FollowTree {
    /// Each component below each that it follows; its own followers below it only the first time.
    pub(super) fn new(product: &Product, followers: &[Vec<Follower>], selected: usize) -> Self {
        let count = product.components().len();
        let mut nodes = Vec::new();
        let mut shown = vec![false; count];
        let roots = (0..count).filter(|root| product.followed_by(*root).next().is_none());
        let mut waiting: Vec<_> = roots.map(|root| (root, 0, None, 0)).collect();
        waiting.reverse();
        while let Some((position, depth, follows, goes_on)) = waiting.pop() {
            let own = followers.get(position).map_or(&[][..], Vec::as_slice);
            let again = shown.get(position).copied().unwrap_or(true) && !own.is_empty();
            if let Some(shown) = shown.get_mut(position) {
                *shown = true;
            }
            nodes.push(Node { position, depth, follows, again, goes_on });
            if !again {
                let below = depth + 1;
                waiting.extend(own.iter().rev().enumerate().map(|(from_last, follower)| {
                    let bit = if from_last > 0 { bit(below) } else { 0 };
                    let follows = Some((position, follower.edge, follower.cap));
                    (follower.position, below, follows, goes_on | bit)
                }));
            }
        }
        let selected = nodes.iter().position(|node| node.position == selected).unwrap_or(0);
        FollowTree { nodes, selected, first: 0, left: 0 }
    }

    /// How many columns the widest of `rows` lines from the first shown takes, next to the mark of the selection; `planned`
    /// is the width of the versions that the plan gives. A tree of thousands is as wide as what is in sight.
    pub(super) fn width(&self, table: &ComponentTable, planned: usize, rows: usize) -> usize {
        let line = |node: &Node| {
            let row = table.rows.get(node.position);
            let versions = row.map_or(0, |row| columns(&row.id) + columns(&row.now));
            let again = if node.again { AGAIN.len() } else { 0 };
            let signs = "o ".len() + "  ".len() + columns(ARROW);
            columns(&node.beside()) + columns(&node.edge(false)) + signs + versions + planned + again
        };
        self.nodes.iter().skip(self.first).take(rows).map(line).max().unwrap_or(0)
    }
}

/// What stands after a component whose followers are shown elsewhere.
pub(super) const AGAIN: &str = "  (its followers are above)";
/// What stands before the version that a plan gives.
pub(super) const ARROW: &str = " \u{2192} ";

impl Node {
    /// The lines next to a node that lead to others below it.
    pub(super) fn beside(&self) -> String {
        let shown = (1..self.depth).take(30);
        shown.map(|depth| if self.goes_on & bit(depth) == 0 { "    " } else { "\u{2502}   " }).collect()
    }

    /// The line to what the node follows, a thick one where the plan goes that way.
    pub(super) fn edge(&self, is_lit: bool) -> String {
        let Some((_, edge, cap)) = self.follows else { return String::new() };
        let (corner, dash) = match (self.goes_on & bit(self.depth) == 0, is_lit) {
            (true, false) => ('\u{2514}', '\u{2500}'),
            (false, false) => ('\u{251c}', '\u{2500}'),
            (true, true) => ('\u{2517}', '\u{2501}'),
            (false, true) => ('\u{2523}', '\u{2501}'),
        };
        let what = match edge {
            Edge::Api => "API followed",
            Edge::Release => "shipped",
        };
        let cap = cap.map_or_else(String::new, |cap| format!(" as a {}", cap.name()));
        format!("{corner}{dash} {what}{cap} by {dash} ")
    }
}
