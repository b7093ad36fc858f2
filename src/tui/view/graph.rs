//! The graph: who follows whom as a tree, the way of the plan lit.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::super::mode::{Graph, Node, bit};
use super::super::state::{Place, State};
use super::super::styled::Tone;
use super::pane;
use super::text::{cut, selected};
use super::theme::Theme;
use crate::plan::{Reason, Release};
use crate::product::Edge;

pub(super) fn draw(frame: &mut Frame<'_>, body: Rect, state: &State, graph: &Graph, theme: Theme) {
    let (width, height) =
        (usize::from(body.width.saturating_sub(2)), usize::from(body.height.saturating_sub(2)));
    let shown = graph.nodes.iter().enumerate().skip(graph.first).take(height);
    let lines: Vec<Line<'_>> =
        shown.map(|(place, node)| node_line(state, node, place == graph.selected, width, theme)).collect();
    let block = pane("Who follows whom: \u{25cf} in the plan, \u{2501} the way it takes", true, theme);
    frame.render_widget(Paragraph::new(lines).block(block), body);
}

fn node_line(state: &State, node: &Node, is_selected: bool, width: usize, theme: Theme) -> Line<'static> {
    let row = state.table.rows.get(node.position);
    let release = match (state.plan(), state.places.get(node.position)) {
        (Some(plan), Some(Place::Released(place))) => plan.releases.get(*place),
        _ => None,
    };
    let is_lit = release.is_some_and(|release| comes_by(state, release, node));
    let edge = edge(node, is_lit);
    let dot = if release.is_some() { "\u{25cf}" } else { "\u{25cb}" };
    let (id, now) = row.map_or(("", ""), |row| (row.id.as_str(), row.now.as_str()));
    let planned = release.map_or_else(String::new, |release| format!(" \u{2192} {}", release.to));
    let again = if node.again { "  (its followers are above)" } else { "" };
    let mark = if is_selected { "\u{25b6} " } else { "  " };
    let start = format!("{mark}{}{edge}", beside(node));
    let name = format!("{dot} {id}  {now}");
    let tone = |holds| if holds { theme.tone(Tone::New) } else { Style::default() };
    let spans = vec![
        Span::styled(cut(&start, width), tone(is_lit)),
        Span::styled(name, tone(release.is_some())),
        Span::styled(planned, tone(release.is_some())),
        Span::styled(again, theme.faint()),
    ];
    if is_selected { selected(&spans, width) } else { Line::from(spans) }
}

/// The lines beside a node that lead to others below it.
fn beside(node: &Node) -> String {
    let shown = (1..node.depth).take(30);
    shown.map(|depth| if node.goes_on & bit(depth) == 0 { "    " } else { "\u{2502}   " }).collect()
}

/// The line to what the node follows, a thick one where the plan goes that way.
fn edge(node: &Node, is_lit: bool) -> String {
    let Some((_, edge)) = node.follows else { return String::new() };
    let (corner, dash) = match (node.goes_on & bit(node.depth) == 0, is_lit) {
        (true, false) => ('\u{2514}', '\u{2500}'),
        (false, false) => ('\u{251c}', '\u{2500}'),
        (true, true) => ('\u{2517}', '\u{2501}'),
        (false, true) => ('\u{2523}', '\u{2501}'),
    };
    let what = match edge {
        Edge::Api => "API",
        Edge::Release => "ships",
    };
    format!("{corner}{dash} {what} {dash} ")
}

/// Whether the release comes by this edge of the graph, or by no edge at all.
fn comes_by(state: &State, release: &Release, node: &Node) -> bool {
    let followed = node.follows.and_then(|(position, _)| state.setup.product.components().get(position));
    match followed {
        Some(followed) => release.because.iter().filter_map(Reason::follows).any(|id| id == followed.id()),
        None => true,
    }
}
