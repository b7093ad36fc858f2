//! The bottom: a message or the equivalent command line, and the keys that work now, from the key table.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use super::super::keymap::{Action, Binding, Context, bindings_in};
use super::super::mode::Mode;
use super::super::state::{Answer, State};
use super::text::cut;
use super::theme::Theme;

pub(super) fn draw(frame: &mut Frame<'_>, message: Rect, keys: Rect, state: &State, theme: Theme) {
    let width = usize::from(message.width);
    let line = match (&state.message, &state.mode) {
        (_, Mode::Filter { input, .. }) => {
            Line::from(vec![Span::styled("/", theme.key()), Span::raw(super::prompt::typed(input, width))])
        }
        (Some((text, tone)), _) => {
            Line::styled(cut(&format!(" {}", crate::report::visible(text)), width), theme.tone(*tone))
        }
        (None, _) => state.command_line().map_or_else(Line::default, |line| {
            Line::styled(cut(&format!(" $ {line}"), width), theme.faint())
        }),
    };
    frame.render_widget(Paragraph::new(line), message);
    frame.render_widget(Paragraph::new(rows(state, usize::from(keys.width), theme)), keys);
}

/// The keys in two rows; those that come last in the table give way where there is no room, but for help and leaving.
fn rows(state: &State, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let context = state.context();
    let useful = bindings_in(context).filter(|binding| !binding.label.is_empty());
    let (always, others): (Vec<&Binding>, Vec<&Binding>) = useful
        .filter(|binding| state.is_useful(binding.action))
        .partition(|binding| is_kept(context, binding));
    let room: usize = always.iter().map(|binding| entry_width(binding, state)).sum();
    let mut rows: Vec<Vec<&Binding>> = vec![Vec::new()];
    let mut used = 0;
    for binding in others {
        let wide = entry_width(binding, state);
        let is_last = rows.len() == 2;
        if used + wide + if is_last { room } else { 0 } > width {
            if is_last {
                continue;
            }
            rows.push(Vec::new());
            used = 0;
            if wide + room > width {
                continue;
            }
        }
        used += wide;
        rows.last_mut().into_iter().for_each(|row| row.push(binding));
    }
    rows.last_mut().into_iter().for_each(|row| row.extend(&always));
    rows.into_iter()
        .map(|row| {
            Line::from(row.into_iter().flat_map(|binding| spans(binding, state, theme)).collect::<Vec<_>>())
        })
        .collect()
}

fn is_kept(context: Context, binding: &Binding) -> bool {
    context == Context::Browse && matches!(binding.action, Action::Help | Action::Quit | Action::Palette)
}

fn entry_width(binding: &Binding, state: &State) -> usize {
    let (key, label) = entry(binding, state);
    key.width() + label.width() + 3
}

fn entry(binding: &Binding, state: &State) -> (String, String) {
    let key = binding.keys.first().map_or_else(String::new, ToString::to_string);
    let label = match (&state.answer, binding.action) {
        (Answer::Refused(_, Some(mend)), Action::Mend) => {
            mend.label.split(',').next().unwrap_or_default().to_owned()
        }
        _ => binding.label.to_owned(),
    };
    (key, label)
}

fn spans(binding: &Binding, state: &State, theme: Theme) -> [Span<'static>; 3] {
    let (key, label) = entry(binding, state);
    [Span::raw(" "), Span::styled(key, theme.key()), Span::raw(format!(" {label} "))]
}
