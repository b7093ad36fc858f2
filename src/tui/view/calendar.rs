//! The calendar: a month, the days on which the plan would collide marked.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use super::super::command::is_future;
use super::super::idle::month;
use super::super::mode::{Calendar, DayAnswer};
use super::super::state::State;
use super::super::styled::Tone;
use super::dialog;
use super::theme::Theme;
use chrono::Datelike;

/// Wide enough for seven days of four columns; it leaves the plan pane in sight.
const WIDTH: u16 = 32;

pub(super) fn draw(frame: &mut Frame<'_>, body: Rect, state: &State, calendar: &Calendar, theme: Theme) {
    let date = state.request.date;
    let day = chrono::NaiveDate::from(date);
    let mut lines = vec![
        Line::styled(format!("{:^28}", day.format("%B %Y").to_string()), Theme::heading()),
        Line::styled(" Mo  Tu  We  Th  Fr  Sa  Su ", Theme::faint()),
    ];
    let days = month(date);
    let first =
        days.first().map_or(0, |first| chrono::NaiveDate::from(*first).weekday().num_days_from_monday());
    let mut week: Vec<Span<'_>> = (0..first).map(|_| Span::raw("    ")).collect();
    for entry in days {
        let mark = match calendar.days.get(&entry) {
            Some(DayAnswer::Taken) => "\u{d7}",
            Some(DayAnswer::Moved) => "\u{203a}",
            Some(DayAnswer::Refused) => "!",
            Some(DayAnswer::Free) | None if is_future(entry, state.setup.today) => "+",
            Some(DayAnswer::Free) | None => " ",
        };
        let number = entry.number() % 100;
        let (text, style) = if entry == date {
            (format!("[{number:>2}]"), Theme::selected())
        } else {
            (
                format!(" {number:>2}{mark}"),
                if mark == " " { theme.tone(Tone::Plain) } else { Theme::faint() },
            )
        };
        let style = if entry == state.setup.today { style.add_modifier(Modifier::UNDERLINED) } else { style };
        week.push(Span::styled(text, style));
        if week.len() == 7 {
            lines.push(Line::from(std::mem::take(&mut week)));
        }
    }
    lines.push(Line::from(week));
    while lines.len() < 8 {
        lines.push(Line::default());
    }
    let shown = if calendar.typed.is_empty() {
        format!("{} {}", date, meaning(state, calendar))
    } else {
        format!("to {}\u{2588}", calendar.typed)
    };
    lines.push(Line::styled(shown, Theme::heading()));
    lines.push(Line::styled("\u{d7} taken  \u{203a} moves  + future", Theme::faint()));
    let height = u16::try_from(lines.len() + 2).unwrap_or(body.height).min(body.height);
    let area = Rect::new(body.x, body.y, WIDTH.min(body.width), height);
    dialog(frame, area, "Date, in UTC", lines, theme);
}

/// What the selected day means for the plan.
fn meaning(state: &State, calendar: &Calendar) -> &'static str {
    match calendar.days.get(&state.request.date) {
        Some(DayAnswer::Taken) => "is taken",
        Some(DayAnswer::Moved) => "moves on",
        Some(DayAnswer::Refused) => "is refused",
        Some(DayAnswer::Free) => "is free",
        None => "",
    }
}
