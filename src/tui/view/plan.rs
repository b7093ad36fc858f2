//! The plan pane: the plan, or what refuses it and how to resolve that.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use super::super::evidence::PlannedAs;
use super::super::fitted::columns;
use super::super::keymap::{Action, Binding, Context};
use super::super::layout::Pane;
use super::super::resolve;
use super::super::state::{Answer, State};
use super::super::styled::Tone;
use super::text;
use super::theme::Theme;
use crate::plan::Refusal;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, theme: Theme) {
    let width = usize::from(area.width.saturating_sub(2));
    let height = state.screen().lines_of(Pane::Plan);
    let title = match &state.answer {
        Answer::Planned(_) if state.outline.len() > height => {
            let last = (state.plan_first + height).min(state.outline.len());
            format!("Plan {}-{last} of {}{}", state.plan_first + 1, state.outline.len(), warnings(state))
        }
        Answer::Planned(_) | Answer::Nothing => format!("Plan{}", warnings(state)),
        Answer::Refused(..) => "Plan refused".to_owned(),
    };
    let block = super::main_pane(&title, Pane::Plan, state, theme);
    let paragraph = match &state.answer {
        Answer::Planned(_) => {
            let words = state.plan_lines(state.plan_first, height);
            let moved = words.iter().map(|words| text::without_start(words, state.plan_left));
            let lines: Vec<Line<'_>> = moved.map(|words| text::line(&words, width, theme)).collect();
            Paragraph::new(lines)
        }
        Answer::Nothing => Paragraph::new(invitation(state, width, height, theme)),
        Answer::Refused(refusal, resolve) => {
            let label = resolve.as_ref().map(|resolve| resolve.label.as_str());
            Paragraph::new(refused(state, refusal, label, theme)).wrap(Wrap { trim: false })
        }
    };
    let is_wide = state.context() == Context::Reading && state.focus == Pane::Plan;
    let block = if is_wide && (state.plan_left > 0 || state.plan_overhang() > 0) {
        let [left, right, zoom] =
            [Action::Left, Action::Right, Action::Zoom].map(|action| state.way(Context::Reading, action));
        block.title_bottom(format!(" {left} {right} sideways, {zoom} zoom "))
    } else {
        block
    };
    frame.render_widget(paragraph.block(block), area);
}

/// How many warnings the plan has: on a long line they are far below.
fn warnings(state: &State) -> String {
    match state.plan().map_or(0, |plan| plan.warnings.len()) {
        0 => String::new(),
        1 => ", 1 warning".to_owned(),
        count => format!(", {count} warnings"),
    }
}

/// What to press where nothing is planned yet, in the help's own sentences, each cut to `width`, and in at most `height`
/// lines; what there is no room for is named in the last one.
fn invitation(state: &State, width: usize, height: usize, theme: Theme) -> Vec<Line<'static>> {
    let useful = |wanted: &dyn Fn(Action) -> bool| -> Vec<&Binding> {
        let bindings =
            state.setup.config.keys.bindings_in(Context::Browse).filter(|binding| wanted(binding.action));
        let bindings = bindings.filter(|binding| !binding.keys.is_empty());
        bindings.filter(|binding| state.is_useful(Context::Browse, binding.action)).collect()
    };
    let mut lines = Vec::new();
    let asks = match state.evidence.count {
        0 => "Nothing is planned yet. What changed?",
        count => {
            let (components, have) = if count == 1 { ("component", "has") } else { ("components", "have") };
            lines.push(Line::raw(format!("{count} {components} {have} pending changes:")));
            let takes = useful(&|action| matches!(action, Action::Take | Action::TakeAll | Action::Evidence));
            lines.extend(takes.into_iter().map(|binding| explained(binding, width, theme)));
            "What else changed?"
        }
    };
    let asks = if asks.len() > width { "What changed?" } else { asks };
    lines.push(Line::raw(text::cut(asks, width)));
    let note = state.evidence.note(state.setup.in_git);
    lines.extend(note.map(|note| Line::styled(text::cut(&format!(" {note}"), width), Theme::faint())));
    let kinds = useful(&|action| matches!(action, Action::Change(_) | Action::Promote | Action::CatchUp));
    let room = height.saturating_sub(lines.len());
    let shown = if kinds.len() <= room { kinds.len() } else { room.saturating_sub(1) };
    let (shown, rest) = kinds.split_at_checked(shown).unwrap_or_default();
    lines.extend(shown.iter().map(|binding| explained(binding, width, theme)));
    if !rest.is_empty() {
        let (mut spans, mut left) = (Vec::new(), width);
        for binding in rest {
            let (key, label) = (format!(" {}", key_of(binding)), format!(" {} ", binding.label));
            let Some(room) = left.checked_sub(columns(&key) + columns(label.trim_end())) else { break };
            left = room.saturating_sub(1);
            spans.extend([Span::styled(key, theme.key()), Span::raw(label)]);
        }
        lines.push(Line::from(spans));
    }
    lines
}

fn key_of(binding: &Binding) -> String {
    binding.keys.first().map_or_else(String::new, ToString::to_string)
}

/// How wide a key and its label are together.
const LABEL: usize = 13;

fn explained(binding: &Binding, width: usize, theme: Theme) -> Line<'static> {
    let key = key_of(binding);
    let help = binding.help.split(';').next().unwrap_or_default();
    let label = text::fit(binding.label, LABEL.saturating_sub(key.len()));
    Line::from(vec![
        Span::styled(format!(" {key} "), theme.key()),
        Span::raw(label),
        Span::styled(text::fit(help, width.saturating_sub(LABEL + "  ".len())), Theme::faint()),
    ])
}

/// The title of what is pending of the selected component.
pub(super) fn evidence(state: &State) -> String {
    let id = state.component().map_or_else(String::new, |component| component.id().to_string());
    let verdict = match state.position().map_or(PlannedAs::Silent, |position| state.verdict(position)) {
        _ if matches!(state.answer, Answer::Nothing) => "",
        PlannedAs::Silent => "",
        PlannedAs::Planned => ", planned",
        PlannedAs::NotPlanned => ", not planned",
        PlannedAs::NoEvidence => ": a change is planned without commits behind it",
        PlannedAs::Differs => ": another change is planned",
    };
    format!("Pending of {}{verdict}", text::middle(&id, id.len().min(32)).trim_end())
}

/// How many blocked components are named.
const BLOCKED: usize = 50;

/// The rule, the key that resolves it, and what blocks.
fn refused(state: &State, refusal: &Refusal, label: Option<&str>, theme: Theme) -> Vec<Line<'static>> {
    let warning = theme.tone(Tone::Warning);
    let mut lines = vec![Line::styled(resolve::headline(refusal), warning), Line::default()];
    let key = state.key(Action::Resolve);
    lines.push(match label {
        Some(label) => {
            Line::from(vec![Span::styled(format!("{key} "), theme.key()), Span::raw(label.to_owned())])
        }
        None => {
            Line::raw(format!("Take a change back with its key, or undo with {}.", state.key(Action::Undo)))
        }
    });
    lines.push(Line::default());
    if let Refusal::BuildTaken { blocked, date, .. } = refusal {
        lines.push(Line::raw(format!("{} blocked on {}:", blocked.len(), date)));
        for blocked in blocked.iter().take(BLOCKED) {
            lines.push(Line::raw(format!("  {} is at {}", blocked.component, blocked.version)));
        }
        if blocked.len() > BLOCKED {
            lines.push(Line::raw(format!("  and {} more", blocked.len() - BLOCKED)));
        }
    } else {
        lines.push(Line::raw(crate::shown::visible(&refusal.to_string())));
    }
    lines
}
