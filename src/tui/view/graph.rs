//! The graph: who follows whom as a tree, the way of the plan lit.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::super::state::State;
use super::super::styled::{Line as Text, Tone};
use super::super::tree::{AGAIN, ARROW, FollowTree, Node};
use super::pane;
use super::text::{self, selected};
use super::theme::Theme;
use crate::plan::{Reason, Release};

pub(super) fn draw(frame: &mut Frame<'_>, body: Rect, state: &State, graph: &FollowTree, theme: Theme) {
    let (width, height) =
        (usize::from(body.width.saturating_sub(2)), usize::from(body.height.saturating_sub(2)));
    let shown = graph.nodes.iter().enumerate().skip(graph.first).take(height);
    let lines: Vec<Line<'_>> = shown
        .map(|(place, node)| node_line(state, graph, node, place == graph.selected, width, theme))
        .collect();
    let block = pane("Who follows whom: \u{25cf} in the plan, \u{2501} the way it takes", true, theme);
    frame.render_widget(Paragraph::new(lines).block(block), body);
}

fn node_line(
    state: &State,
    graph: &FollowTree,
    node: &Node,
    is_selected: bool,
    width: usize,
    theme: Theme,
) -> Line<'static> {
    let row = state.table.rows.get(node.position);
    let release = state.release_at(node.position);
    let is_lit = release.is_some_and(|release| comes_by(state, release, node));
    let edge = node.edge(is_lit);
    let dot = if release.is_some() { "\u{25cf}" } else { "\u{25cb}" };
    let (id, now) = row.map_or(("", ""), |row| (row.id.as_str(), row.now.as_str()));
    let planned = release.map_or_else(String::new, |release| format!("{ARROW}{}", release.to));
    let again = if node.again { AGAIN } else { "" };
    let tone = |holds| if holds { Tone::New } else { Tone::Plain };
    let words = Text::default()
        .with(format_args!("{}{edge}", node.beside()), tone(is_lit))
        .with(format_args!("{dot} {id}  {now}"), tone(release.is_some()))
        .with(planned, tone(release.is_some()))
        .with(again, Tone::Faint);
    let mark = if is_selected { "\u{25b6} " } else { "  " };
    let shown = text::line(&text::without_start(&words, graph.left), width.saturating_sub(2), theme);
    let spans: Vec<Span<'static>> = std::iter::once(Span::raw(mark)).chain(shown.spans).collect();
    if is_selected { selected(&spans, width) } else { Line::from(spans) }
}

/// Whether the release comes by this edge of the graph, or by no edge at all.
fn comes_by(state: &State, release: &Release, node: &Node) -> bool {
    let followed = node.follows.and_then(|(position, ..)| state.setup.product.components().get(position));
    match followed {
        Some(followed) => release.because.iter().filter_map(Reason::follows).any(|id| id == followed.id()),
        None => true,
    }
}
