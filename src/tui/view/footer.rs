//! The bottom: a message or the equivalent command line, and the keys that work now, from the key table.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::super::footer::{FooterKey, rows};
use super::super::mode::Mode;
use super::super::state::State;
use super::super::styled::{Line as Words, Tone, line, wrapped};
use super::text::cut;
use super::theme::Theme;

pub(super) fn draw(frame: &mut Frame<'_>, message: Rect, keys: Rect, state: &State, theme: Theme) {
    let width = usize::from(message.width);
    let text = match (&state.message, &state.mode) {
        (_, Mode::Filter { input, .. }) => {
            vec![Line::from(vec![
                Span::styled("/", theme.key()),
                Span::raw(super::prompt::typed(input, width.saturating_sub(1))),
            ])]
        }
        (Some((text, tone)), _) => message_lines(text, *tone, width, usize::from(keys.height), theme),
        (None, _) => state
            .command_line_for(width)
            .map(|line| Line::styled(cut(&format!(" $ {line}"), width), Theme::faint()))
            .into_iter()
            .collect(),
    };
    let more = u16::try_from(text.len().saturating_sub(1)).unwrap_or(0).min(keys.height);
    frame.render_widget(Paragraph::new(text), Rect { height: message.height + more, ..message });
    let keys = Rect { y: keys.y + more, height: keys.height - more, ..keys };
    let rows = rows(state, usize::from(keys.width), usize::from(keys.height)).into_iter();
    let rows =
        rows.map(|row| Line::from(row.iter().flat_map(|entry| spans(entry, theme)).collect::<Vec<_>>()));
    frame.render_widget(Paragraph::new(rows.collect::<Vec<_>>()), keys);
}

/// A message in at most `most` lines: a long one takes rows from the keys, since what went wrong is needed to the end.
fn message_lines(text: &str, tone: Tone, width: usize, most: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut rows = wrapped(&line(text, tone), width.saturating_sub(2));
    let rest = rows.split_off(rows.len().min(most.max(1)));
    if let (Some(last), false) = (rows.last_mut(), rest.is_empty()) {
        last.push(" ", tone);
        last.extend(rest.iter().flat_map(Words::spans));
    }
    let text = rows.iter().map(|row| cut(&format!(" {row}"), width));
    text.map(|text| Line::styled(text, theme.tone(tone))).collect()
}

fn spans(entry: &FooterKey, theme: Theme) -> [Span<'static>; 3] {
    let (key, label) =
        if entry.is_useful { (theme.key(), Style::new()) } else { (Theme::faint(), Theme::faint()) };
    [Span::raw(" "), Span::styled(entry.keys_shown(), key), Span::styled(format!(" {} ", entry.label), label)]
}
