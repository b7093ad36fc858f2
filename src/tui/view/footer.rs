//! The bottom: a message or the equivalent command line, and the keys that work now, from the key table.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use super::super::keymap::{Action, Binding, Context, bindings_in, key_for};
use super::super::mode::Mode;
use super::super::state::{Answer, State};
use super::super::styled::{Tone, line, span, wrapped};
use super::text::cut;
use super::theme::Theme;

pub(super) fn draw(frame: &mut Frame<'_>, message: Rect, keys: Rect, state: &State, theme: Theme) {
    let width = usize::from(message.width);
    let told = match (&state.message, &state.mode) {
        (_, Mode::Filter { input, .. }) => {
            vec![Line::from(vec![
                Span::styled("/", theme.key()),
                Span::raw(super::prompt::typed(input, width)),
            ])]
        }
        (Some((text, tone)), _) => message_lines(text, *tone, width, usize::from(keys.height), theme),
        (None, _) => state
            .command_line()
            .map(|line| Line::styled(cut(&format!(" $ {line}"), width), Theme::faint()))
            .into_iter()
            .collect(),
    };
    let more = u16::try_from(told.len().saturating_sub(1)).unwrap_or(0).min(keys.height);
    frame.render_widget(Paragraph::new(told), Rect { height: message.height + more, ..message });
    let keys = Rect { y: keys.y + more, height: keys.height - more, ..keys };
    let rows = rows(state, usize::from(keys.width), usize::from(keys.height), theme);
    frame.render_widget(Paragraph::new(rows), keys);
}

/// A message in at most `most` lines: a long one takes rows from the keys, since what went wrong is needed to the end.
fn message_lines(text: &str, tone: Tone, width: usize, most: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut rows = wrapped(&line(text, tone), width.saturating_sub(2));
    let rest = rows.split_off(rows.len().min(most.max(1)));
    if let (Some(last), false) = (rows.last_mut(), rest.is_empty()) {
        last.spans.push(span(" ", tone));
        last.spans.extend(rest.into_iter().flat_map(|row| row.spans));
    }
    let told = rows.iter().map(|row| cut(&format!(" {row}"), width));
    told.map(|text| Line::styled(text, theme.tone(tone))).collect()
}

/// A key, or some, and what they do.
struct Entry {
    keys: String,
    label: String,
    /// Whether it is there however little room there is.
    kept: bool,
}

impl Entry {
    fn new(state: &State, binding: &Binding) -> Self {
        let keys = binding.keys.first().map_or_else(String::new, ToString::to_string);
        let label = match (&state.answer, binding.action) {
            (Answer::Refused(_, Some(mend)), Action::Mend) => {
                mend.label.split(',').next().unwrap_or_default().to_owned()
            }
            (_, Action::Accept) if state.context().is_main() && state.setup.picker => "accept".to_owned(),
            _ => binding.label.to_owned(),
        };
        let kept = match binding.action {
            Action::Help | Action::Quit | Action::Palette => state.context().is_main(),
            Action::Cancel => true,
            _ => false,
        };
        Entry { keys, label, kept }
    }

    fn width(&self) -> usize {
        self.keys.width() + self.label.width() + 3
    }

    fn spans(&self, theme: Theme) -> [Span<'static>; 3] {
        [Span::raw(" "), Span::styled(self.keys.clone(), theme.key()), Span::raw(format!(" {} ", self.label))]
    }
}

/// The keys that do one thing together, in one entry: `h j k l move`.
fn together(context: Context, actions: &[Action], label: &str) -> Option<Entry> {
    let keys: Vec<String> =
        actions.iter().filter_map(|action| key_for(context, *action)).map(|key| key.to_string()).collect();
    (!keys.is_empty()).then(|| Entry { keys: keys.join(" "), label: label.to_owned(), kept: false })
}

/// What moves in what lies over the main screen, where each knows its panes.
fn movement(context: Context) -> Vec<Entry> {
    if context.is_main() {
        return Vec::new();
    }
    let (one, page) = if context == Context::Calendar { ("day", "month") } else { ("move", "page") };
    let keys = [Action::Left, Action::Down, Action::Up, Action::Right];
    // Where one types, left and right are the cursor's.
    let keys =
        keys.into_iter().filter(|key| !context.takes_text() || matches!(key, Action::Down | Action::Up));
    let keys: Vec<Action> = keys.collect();
    let entries =
        [together(context, &keys, one), together(context, &[Action::PageUp, Action::PageDown], page)];
    entries.into_iter().flatten().collect()
}

/// The keys in `height` rows; those that come last in the table give way where there is no room, but for help and
/// leaving.
fn rows(state: &State, width: usize, height: usize, theme: Theme) -> Vec<Line<'static>> {
    let context = state.context();
    let useful = bindings_in(context).filter(|binding| !binding.label.is_empty());
    let useful = useful.filter(|binding| state.is_useful(context, binding.action));
    let (kept, mut others): (Vec<Entry>, Vec<Entry>) =
        useful.map(|binding| Entry::new(state, binding)).partition(|entry| entry.kept);
    others.extend(movement(context));
    let room: usize = kept.iter().map(Entry::width).sum();
    let mut rows: Vec<Vec<Entry>> = vec![Vec::new()];
    let mut used = 0;
    for entry in others {
        let is_last = rows.len() >= height;
        if used + entry.width() + if is_last { room } else { 0 } > width {
            if is_last {
                continue;
            }
            rows.push(Vec::new());
            used = 0;
            if entry.width() + if rows.len() >= height { room } else { 0 } > width {
                continue;
            }
        }
        used += entry.width();
        if let Some(row) = rows.last_mut() {
            row.push(entry);
        }
    }
    if used + room > width && rows.len() < height {
        rows.push(Vec::new());
    }
    if let Some(row) = rows.last_mut() {
        row.extend(kept);
    }
    rows.into_iter()
        .map(|row| Line::from(row.iter().flat_map(|entry| entry.spans(theme)).collect::<Vec<_>>()))
        .collect()
}
