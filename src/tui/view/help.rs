//! The help on the screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::super::help::lines;
use super::super::keymap::{Action, Context, Keymap};
use super::super::mode::HelpPage;
use super::text::line as shown;
use super::theme::Theme;
use super::{pane, prompt};

pub(super) fn draw(frame: &mut Frame<'_>, body: Rect, help: &HelpPage, keys: &Keymap, theme: Theme) {
    let (width, height) =
        (usize::from(body.width.saturating_sub(2)), usize::from(body.height.saturating_sub(2)));
    let lines = lines(help.input.text(), keys);
    let last = (help.first + height).min(lines.len());
    let first = (help.first + 1).min(last);
    let query =
        if help.input.text().is_empty() { String::new() } else { format!(" with {}", help.input.text()) };
    let title = format!("Help{query} {first}-{last} of {}", lines.len());
    let mut drawn: Vec<Line<'_>> =
        lines.iter().skip(help.first).take(height).map(|words| shown(words, width, theme)).collect();
    if lines.is_empty() {
        drawn.push(Line::styled("  no key has that in its help", Theme::faint()));
    }
    let below = if help.is_searching {
        Line::from(format!(" /{} ", prompt::typed(&help.input, width.saturating_sub(6))))
    } else {
        let way = |action| keys.way(Context::Help, action);
        let [search, down, up] = [Action::Filter, Action::Down, Action::Up].map(way);
        Line::from(format!(" {search} search, {down} {up} scroll, {} back ", way(Action::Cancel)))
    };
    let block = pane(&title, true, theme).title_bottom(below);
    frame.render_widget(Paragraph::new(drawn).block(block), body);
}
