//! Drawing: the whole screen from the state, again each time, one file a pane. Nothing here changes anything.

mod apply;
mod calendar;
mod choose;
mod components;
mod footer;
mod graph;
mod header;
mod help;
mod history;
mod matrix;
mod palette;
mod plan;
mod prompt;
mod text;
mod theme;
mod why;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, BorderType, Clear, Paragraph};

use super::keymap::{Action, Context};
use super::layout::{MIN_SIZE, Pane};
use super::mode::{Confirm, Confirmed, Mode};
use super::state::State;
use theme::Theme;

/// Draws the state.
pub fn draw(frame: &mut Frame<'_>, state: &State) {
    let theme = Theme { color: state.setup.color, colors: state.setup.config.colors };
    if state.is_too_small() {
        ask_for_room(frame, state);
        return;
    }
    let screen = state.screen();
    header::draw(frame, screen.header, state, theme);
    match &state.mode {
        Mode::Matrix(matrix) => matrix::draw(frame, screen.body, state, matrix, theme),
        Mode::Graph(graph) => graph::draw(frame, screen.body, state, graph, theme),
        Mode::Review(review) => apply::review(frame, screen.body, state, review, theme),
        Mode::Working(working) => apply::working(frame, screen.body, working, theme),
        Mode::Finished(finished) => apply::finished(frame, screen.body, finished, theme),
        Mode::Compare(sheet) => {
            apply::scrolled(frame, screen.body, "The plan that is pinned, and now", sheet, theme);
        }
        Mode::History(past) => history::draw(frame, screen.body, state, past, theme),
        Mode::Confirm(Confirm { what: Confirmed::Undo { under: Some(past), .. }, .. }) => {
            history::draw(frame, screen.body, state, past, theme);
        }
        Mode::Opened(opened) => {
            apply::scrolled(frame, screen.body, &opened.title, &opened.sheet, theme);
        }
        Mode::Evidence(sheet) => apply::scrolled(frame, screen.body, &plan::evidence(state), sheet, theme),
        Mode::Help(help) => help::draw(frame, screen.body, help, &state.setup.config.keys, theme),
        Mode::Confirm(Confirm { what: Confirmed::Apply(review), .. }) => {
            apply::review(frame, screen.body, state, review, theme);
        }
        mode => {
            components::draw(frame, screen.components, state, theme);
            why::draw(frame, screen.why, state, theme);
            plan::draw(frame, screen.plan, state, theme);
            history::draw_pane(frame, screen.history, state, theme);
            match mode {
                Mode::Calendar(days) => calendar::draw(frame, screen.body, state, days, theme),
                Mode::Choose(list) => choose::draw(frame, screen.body, state, list, theme),
                Mode::Lines(lines) => choose::draw_lines(frame, screen.body, lines, theme),
                Mode::Palette { input, selected, error } => {
                    palette::draw(frame, screen.body, state, (input, *selected, error.as_ref()), theme);
                }
                _ => prompt::draw(frame, screen.body, state, theme),
            }
        }
    }
    if let Mode::Confirm(confirm) = &state.mode {
        apply::confirm(frame, screen.body, confirm, theme);
    }
    footer::draw(frame, screen.message, screen.footer, state, theme);
}

fn ask_for_room(frame: &mut Frame<'_>, state: &State) {
    let (columns, rows) = state.setup.size;
    let leave = format!("make room, or {} quits", state.key(Action::Quit));
    let question: &[&str] = match state.context() {
        Context::Quit if state.setup.picker => &["Print the plan?", "y print, n leave, Esc stay"],
        Context::Quit => &["The plan would be lost.", "y leave, n stay"],
        context if context.can_be_left() => &[leave.as_str()],
        _ => &["make room; still applying"],
    };
    let needs = [
        Line::raw(format!("dateline needs {} x {}", MIN_SIZE.0, MIN_SIZE.1)),
        Line::raw(format!("this is {columns} x {rows}")),
    ];
    let lines: Vec<Line<'_>> = needs.into_iter().chain(question.iter().copied().map(Line::raw)).collect();
    frame.render_widget(Paragraph::new(lines), frame.area());
}

/// The frame of a pane: a thick one, and a mark at its title, where it has the focus.
fn pane(title: &str, focused: bool, theme: Theme) -> Block<'static> {
    let (border, style) =
        if focused { (BorderType::Thick, theme.focus()) } else { (BorderType::Plain, Theme::faint()) };
    let title = if focused { format!(" \u{25b8} {title} ") } else { format!(" {title} ") };
    Block::bordered()
        .border_type(border)
        .border_style(style)
        .title(Line::styled(title, if focused { Theme::title() } else { Theme::faint() }))
}

/// A pane of the main screen.
fn main_pane(title: &str, which: Pane, state: &State, theme: Theme) -> Block<'static> {
    pane(title, state.focus == which && matches!(state.mode, Mode::Browse), theme)
}

/// A dialog with a title over what is there.
fn dialog(frame: &mut Frame<'_>, area: Rect, title: &str, lines: Vec<Line<'_>>, theme: Theme) {
    frame.render_widget(Clear, area);
    frame.render_widget(Paragraph::new(lines).block(pane(title, true, theme)), area);
}

/// Draws a frame into a picture of the screen as text, one line a row, without colours.
pub fn screen_text(state: &State) -> String {
    let buffer = screen_buffer(state);
    let width = usize::from(buffer.area.width);
    let mut text = String::new();
    for row in buffer.content.chunks(width.max(1)) {
        let mut line = String::new();
        let mut hidden = 0;
        for cell in row {
            if hidden > 0 {
                hidden -= 1;
                continue;
            }
            line.push_str(cell.symbol());
            hidden = unicode_width::UnicodeWidthStr::width(cell.symbol()).saturating_sub(1);
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}

/// Draws a frame into a buffer, as the terminal would get it.
pub fn screen_buffer(state: &State) -> ratatui::buffer::Buffer {
    let (columns, rows) = state.setup.size;
    let backend = ratatui::backend::TestBackend::new(columns, rows);
    let Ok(mut terminal) = ratatui::Terminal::new(backend);
    let Ok(_) = terminal.draw(|frame| draw(frame, state));
    terminal.backend().buffer().clone()
}
