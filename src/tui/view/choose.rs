//! The lists of open series, of components that are behind and of maintained lines.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::super::keymap::{Action, Context};
use super::super::layout::over;
use super::super::mode::{CHOICES, ChoiceEntry, Choose, Lines, Purpose};
use super::super::resolve::{self, Resolve};
use super::super::state::{Answer, State};
use super::super::styled::Tone;
use super::super::{describe, phrases};
use super::dialog;
use super::text::{cut, fit, middle};
use super::theme::Theme;
use crate::plan::Release;
use crate::product::Component;

pub(super) fn draw(frame: &mut Frame<'_>, body: Rect, state: &State, choose: &Choose, theme: Theme) {
    let width = usize::from(body.width.saturating_sub(2));
    let mut lines = Vec::new();
    for (place, entry) in choose.entries.iter().enumerate().skip(choose.first).take(CHOICES) {
        let at = if place == choose.selected { "\u{25b6}" } else { " " };
        let text = cut(&format!("{at} {}", entry_text(state, choose.purpose, entry)), width);
        let style = if place == choose.selected { Theme::selected() } else { theme.tone(Tone::Plain) };
        lines.push(Line::styled(fit(&text, width), style));
    }
    let count = choose.entries.len();
    if count > CHOICES {
        let chosen = choose.entries.iter().filter(|entry| entry.chosen).count();
        lines.push(Line::styled(format!("{}/{count}, {chosen} chosen", choose.selected + 1), Theme::faint()));
    }
    let height = usize::from(body.height.saturating_sub(2));
    let room = height.saturating_sub(lines.len());
    lines.extend(consequences(state, choose, width, theme).into_iter().take(room));
    let title = match choose.purpose {
        Purpose::Promote => "Promote open series: what each becomes, and what follows",
        Purpose::CatchUp => "Catch up: who is behind, and what each becomes",
    };
    let height = u16::try_from(lines.len() + 2).unwrap_or(body.height);
    let area = Rect { height: height.min(body.height), ..body };
    dialog(frame, area, title, lines, theme);
}

fn entry_text(state: &State, purpose: Purpose, entry: &ChoiceEntry) -> String {
    let mark = match (&entry.blocked, entry.chosen) {
        (Some(_), _) => "[-]",
        (None, true) => "[x]",
        (None, false) => "[ ]",
    };
    let id = &state.table.row(entry.position).id;
    let id = middle(id, state.table.id_width.min(24));
    let becomes = match (&entry.blocked, state.plan(), state.release_at(entry.position)) {
        (Some(line), ..) => format!(": {}", phrases::starts_behind(*line)),
        (None, _, Some(release)) => {
            // One that is not chosen moves all the same where it follows one that is.
            let why = if entry.chosen { String::new() } else { format!(", {}", phrases::release(release)) };
            format!(" \u{2192} {}{why}", release.to)
        }
        (None, Some(_), None) => " stays".to_owned(),
        (None, None, _) => String::new(),
    };
    // What it becomes is in sight on the narrowest screen, too.
    let product = &state.setup.product;
    let component = product.components().get(entry.position);
    match purpose {
        Purpose::CatchUp => {
            let version = component.and_then(Component::version);
            let lag = version.map_or_else(String::new, |version| {
                format!("{}, since {version}", describe::behind(product, version.line()))
            });
            format!("{mark} {id} {becomes}  {lag}")
        }
        Purpose::Promote => {
            let series = component.and_then(Component::next);
            let series = series.map_or_else(String::new, |series| series.to_string());
            format!("{mark} {id}  {series}{becomes}")
        }
    }
}

/// What the choice brings besides the entries: releases that follow, or why it is refused.
fn consequences(state: &State, choose: &Choose, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let heading = |text: &str| Line::styled(text.to_owned(), Theme::heading());
    match &state.answer {
        Answer::Nothing => vec![Line::default(), heading("Nothing is chosen")],
        Answer::Refused(refusal, resolve) => {
            let mut lines = vec![Line::default(), heading("Refused")];
            let rule = resolve::rule(refusal);
            lines.extend(rule.map(|rule| Line::styled(cut(rule, width), theme.tone(Tone::Warning))));
            lines.push(Line::raw(cut(&refusal.to_string(), width)));
            let keep = state.way(Context::Choose, Action::Accept);
            let key = state.key(Action::Resolve);
            let step =
                |resolve: &Resolve| cut(&format!("{keep} keeps it, then {key}: {}", resolve.label), width);
            lines.extend(resolve.as_ref().map(|resolve| Line::raw(step(resolve))));
            lines
        }
        Answer::Planned(_) => {
            let mut entries = choose.entries.iter().map(|entry| entry.position).peekable();
            // The entries are in the order of the product file.
            let others = (0..state.table.rows.len())
                .filter(|position| entries.next_if_eq(position).is_none())
                .filter_map(|position| state.release_at(position));
            let mut lines: Vec<Line<'static>> =
                others.take(50).map(|release| follower(state, release, width, theme)).collect();
            if !lines.is_empty() {
                lines.splice(0..0, [Line::default(), heading("Along with them")]);
            }
            lines
        }
    }
}

fn follower(state: &State, release: &Release, width: usize, theme: Theme) -> Line<'static> {
    let from = release.from.map_or_else(|| "none".to_owned(), |from| from.to_string());
    let start = format!(
        "      {}  {from} \u{2192} ",
        middle(release.component.as_str(), state.table.id_width.min(24))
    );
    Line::from(vec![
        Span::raw(cut(&start, width)),
        Span::styled(release.to.to_string(), theme.tone(Tone::New)),
        Span::raw(format!("  {}", phrases::release(release))),
    ])
}

pub(super) fn draw_lines(frame: &mut Frame<'_>, body: Rect, list: &Lines, theme: Theme) {
    let entries = list.entries.iter().enumerate();
    let lines: Vec<Line<'_>> = entries
        .map(|(place, entry)| {
            let text = entry.map_or_else(|| "the current line".to_owned(), |line| format!("line {line}"));
            let mark = if place == list.selected { "\u{25b6}" } else { " " };
            let style = if place == list.selected { Theme::selected() } else { theme.tone(Tone::Plain) };
            Line::styled(fit(&format!("{mark} {text}"), 28), style)
        })
        .collect();
    let height = u16::try_from(lines.len() + 2).unwrap_or(body.height);
    let area = over(Rect { width: 32.min(body.width), ..body }, 32, height);
    dialog(frame, Rect { y: body.y, ..area }, "Fixes on which line", lines, theme);
}
