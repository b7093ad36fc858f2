//! The graph: who follows whom as a tree, the way of the plan lit.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::super::mode::{Graph, Node};
use super::super::state::{Place, State};
use super::super::styled::Tone;
use super::pane;
use super::text::cut;
use super::theme::Theme;
use crate::plan::{Reason, Release};
use crate::product::Edge;

pub(super) fn draw(frame: &mut Frame<'_>, body: Rect, state: &State, graph: &Graph, theme: Theme) {
    let (width, height) =
        (usize::from(body.width.saturating_sub(2)), usize::from(body.height.saturating_sub(2)));
    let shown = graph.nodes.iter().enumerate().skip(graph.first).take(height);
    let lines: Vec<Line<'_>> =
        shown.map(|(place, node)| node_line(state, node, place == graph.selected, width, theme)).collect();
    let block = pane("Graph: \u{25cf} in the plan, \u{2501} the way it takes", true, theme);
    frame.render_widget(Paragraph::new(lines).block(block), body);
}

fn node_line(state: &State, node: &Node, is_selected: bool, width: usize, theme: Theme) -> Line<'static> {
    let row = state.table.rows.get(node.position);
    let release = match (state.plan(), state.places.get(node.position)) {
        (Some(plan), Some(Place::Released(place))) => plan.releases.get(*place),
        _ => None,
    };
    let is_lit = release.is_some_and(|release| comes_by(state, release, node));
    let edge = match node.follows {
        None => "",
        Some((_, Edge::Api)) if is_lit => "\u{2517}\u{2501} API \u{2501} ",
        Some((_, Edge::Api)) => "\u{2514}\u{2500} API \u{2500} ",
        Some((_, Edge::Release)) if is_lit => "\u{2517}\u{2501} ships ",
        Some((_, Edge::Release)) => "\u{2514}\u{2500} ships ",
    };
    let indent = " ".repeat(node.depth.saturating_sub(1).min(30) * 4);
    let dot = if release.is_some() { "\u{25cf}" } else { "\u{25cb}" };
    let (id, now) = row.map_or(("", ""), |row| (row.id.as_str(), row.now.as_str()));
    let planned = release.map_or_else(String::new, |release| format!(" \u{2192} {}", release.to));
    let again = if node.again { "  (its followers are above)" } else { "" };
    let mark = if is_selected { "\u{25b6} " } else { "  " };
    let tone = if release.is_some() { Tone::New } else { Tone::Plain };
    let start = cut(&format!("{mark}{indent}{edge}{dot} {id}  {now}"), width);
    let line = Line::from(vec![
        Span::styled(start, if is_lit { theme.tone(Tone::New) } else { Style::default() }),
        Span::styled(planned, theme.tone(tone)),
        Span::styled(again, theme.faint()),
    ]);
    if is_selected { line.style(Theme::selected()) } else { line }
}

/// Whether the release comes by this edge of the graph, or by no edge at all.
fn comes_by(state: &State, release: &Release, node: &Node) -> bool {
    let followed = node.follows.and_then(|(position, _)| state.setup.product.components().get(position));
    match followed {
        Some(followed) => release.because.iter().filter_map(Reason::follows).any(|id| id == followed.id()),
        None => true,
    }
}
