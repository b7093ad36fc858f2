//! Applying on the screen: what is reviewed, the word that is asked for, the steps as they go, and the results.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::super::account;
use super::super::keymap::{Action, Context};
use super::super::layout::over;
use super::super::mode::{Confirm, Confirmed, Finished, Leaving, Review, Working};
use super::super::sheet::{Page, Sheet};
use super::super::state::State;
use super::super::styled::{Line as Words, Tone, line, wrapped};
use super::theme::Theme;
use super::{dialog, pane, prompt, text};
use crate::apply::RecordKind;

pub(super) fn review(frame: &mut Frame<'_>, body: Rect, state: &State, review: &Review, theme: Theme) {
    let title = match &review.found {
        None => "Review: checking what is in the way".to_owned(),
        Some(Ok(_)) => "Review: nothing is written yet".to_owned(),
        Some(Err(troubles)) if troubles.len() == 1 => "Review: 1 thing is in the way".to_owned(),
        Some(Err(troubles)) => format!("Review: {} things are in the way", troubles.len()),
    };
    let (head, rest) = (Rect { height: 1.min(body.height), ..body }, below(body));
    frame.render_widget(Paragraph::new(options(state, review, usize::from(body.width), theme)), head);
    scrolled(frame, rest, &title, &review.sheet, theme);
}

fn below(body: Rect) -> Rect {
    Rect { y: body.y.saturating_add(1), height: body.height.saturating_sub(1), ..body }
}

/// What is done besides writing the files, as boxes that keys tick.
fn options(state: &State, review: &Review, width: usize, theme: Theme) -> Line<'static> {
    const FILES: &str = " [x] write the files ";
    if !state.setup.in_git {
        let why = " there is no git repository to commit to";
        return Line::from(vec![Span::raw(FILES), Span::styled(why, Theme::faint())]);
    }
    let options = review.options;
    let others = [
        (Action::Commit, options.commit, "commit"),
        (Action::Tag, options.tag, "tags"),
        (Action::Push, options.push, "push"),
        (Action::Development, review.then_development, "development"),
    ];
    let mut spans = Vec::new();
    for (action, on, what) in others {
        if action != Action::Development || state.has_development() {
            spans.push(Span::raw(if spans.is_empty() { " " } else { "  " }));
            spans.push(Span::raw(if on { "[x] " } else { "[ ] " }));
            spans.push(Span::styled(state.way(Context::Review, action), theme.key()));
            spans.push(Span::raw(format!(" {what}")));
        }
    }
    // That files are written goes without saying where there is no room.
    let wide: usize = spans.iter().map(Span::width).sum();
    if wide + FILES.len() <= width {
        spans.insert(0, Span::raw(FILES));
    }
    Line::from(spans)
}

/// What may be more than there is room for, with where it is in the title.
pub(super) fn scrolled(frame: &mut Frame<'_>, area: Rect, title: &str, sheet: &Sheet, theme: Theme) {
    let [width, height] = [area.width.saturating_sub(2), area.height.saturating_sub(2)].map(usize::from);
    let shown = sheet.shown(Page { width, height });
    let title = if shown.has_more {
        format!("{title}, {}-{} of {}", shown.lines.start + 1, shown.lines.end, shown.count)
    } else {
        title.to_owned()
    };
    let shown: Vec<Line<'_>> = shown.rows.iter().map(|words| text::line(words, width, theme)).collect();
    frame.render_widget(Paragraph::new(shown).block(pane(&title, true, theme)), area);
}

/// How many rows of a confirmation are not its description: the frame, what to type, what goes back, what was wrong.
const FIXED: u16 = 6;
/// How many releases are named where an apply is taken back.
const NAMED: usize = 3;

pub(super) fn confirm(frame: &mut Frame<'_>, body: Rect, confirm: &Confirm, theme: Theme) {
    let width = usize::from(body.width.min(76).saturating_sub(4));
    let word = confirm.word();
    let (title, what) = match &confirm.what {
        Confirmed::Apply(review) => {
            let proposal = review.found.iter().flatten().next();
            let summary = proposal.map_or_else(String::new, |proposal| account::summary(&proposal.actions));
            ("Apply the plan", format!("This {summary}."))
        }
        Confirmed::Undo { applied: Some(applied), .. } => ("Take back", account::applied(applied, NAMED)),
        Confirmed::Undo { applied: None, .. } => {
            ("Take back", "Looking at what was applied last.".to_owned())
        }
    };
    let mut rows = wrapped(&line(&what, Tone::Plain), width);
    // What is to be typed is always in sight, however long the description is.
    rows.truncate(usize::from(body.height.saturating_sub(FIXED)).max(1));
    let mut lines: Vec<Line<'_>> = rows.iter().map(|row| text::line(row, width, theme)).collect();
    lines.push(Line::styled("Esc goes back, and nothing is written.", Theme::faint()));
    lines.push(Line::default());
    lines.push(Line::from(vec![
        Span::raw("Type "),
        Span::styled(word, theme.key()),
        Span::raw(" and press Enter: "),
        Span::raw(prompt::typed(&confirm.input, width.saturating_sub(26))),
    ]));
    if confirm.is_wrong {
        lines.push(Line::styled(
            format!("That is not the word {word}; nothing is written."),
            theme.tone(Tone::Warning),
        ));
    }
    let height = u16::try_from(lines.len() + 2).unwrap_or(body.height);
    dialog(frame, over(body, 76, height), title, lines, theme);
}

pub(super) fn working(frame: &mut Frame<'_>, body: Rect, working: &Working, theme: Theme) {
    let count = working.steps.len();
    let steps = working.steps.iter().enumerate();
    let mut lines: Vec<Words> = steps
        .map(|(place, step)| {
            let is_done = place + 1 < count;
            let (mark, tone) = if is_done { ("\u{2713}", Tone::Faint) } else { ("\u{2026}", Tone::Plain) };
            line(&format!("  {mark} {}", account::step(step, is_done)), tone)
        })
        .collect();
    if lines.is_empty() {
        lines.push(line("  \u{2026} beginning", Tone::Plain));
    }
    lines.push(Words::default());
    lines.push(match working.leaving {
        Leaving::No => {
            line("  All of it is written, or none: `dateline recover` finishes what is cut off.", Tone::Faint)
        }
        Leaving::Asked => {
            line("  This is finished first. Ctrl-C once more leaves it to `dateline recover`.", Tone::Warning)
        }
        Leaving::Signalled => line("  This is finished first, and then the program ends.", Tone::Warning),
    });
    let title = match working.verb {
        RecordKind::Apply | RecordKind::Import | RecordKind::Init => "Applying",
        RecordKind::Undo => "Taking back",
    };
    let width = usize::from(body.width.saturating_sub(2));
    let lines: Vec<Words> = lines.iter().flat_map(|line| wrapped(line, width)).collect();
    // The last ones are in sight, however many there are.
    let hidden = lines.len().saturating_sub(usize::from(body.height.saturating_sub(2)));
    let shown: Vec<Line<'_>> =
        lines.iter().skip(hidden).map(|words| text::line(words, width, theme)).collect();
    frame.render_widget(Paragraph::new(shown).block(pane(title, true, theme)), body);
}

pub(super) fn finished(frame: &mut Frame<'_>, body: Rect, finished: &Finished, theme: Theme) {
    let title = match (finished.verb, finished.is_done) {
        (RecordKind::Apply | RecordKind::Import | RecordKind::Init, true) => "Applied",
        (RecordKind::Apply | RecordKind::Import | RecordKind::Init, false) => "Not applied",
        (RecordKind::Undo, true) => "Taken back",
        (RecordKind::Undo, false) => "Not taken back",
    };
    scrolled(frame, body, title, &finished.sheet, theme);
}
