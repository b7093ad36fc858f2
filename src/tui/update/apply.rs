//! Applying: review, a typed word, work, result. Nothing is written before the word is typed, and then by the world.

use super::super::effect::{Effect, Leave};
use super::super::input::Input;
use super::super::keymap::Action;
use super::super::mode::{Confirm, Confirmed, Finished, Leaving, Mode, Review, Working};
use super::super::request;
use super::super::sheet::Sheet;
use super::super::state::State;
use super::super::styled::{self, Tone, Words, line, word};
use super::super::work::{Done, Proposal, Trouble, Work};
use super::back;
use crate::apply::{Options, Verb};
use crate::plan::Plan;
use crate::report::text::{self, Detail};

/// Opens the review, where there is a plan that can be applied.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    if let Some(why) = state.barred() {
        state.warn(why);
        return Vec::new();
    }
    look(state, Options::default())
}

/// Asks the world what is in the way now.
fn look(state: &mut State, options: Options) -> Vec<Effect> {
    let Some(plan) = state.plan().cloned() else {
        back(state);
        return Vec::new();
    };
    state.reviews += 1;
    let ticket = state.reviews;
    let mut lines = vec![heading("Checks")];
    lines.push(line("  \u{2026} looking at the files, the branch and the tags", Tone::Plain));
    lines.push(Words::new());
    lines.extend(releases(&plan));
    state.mode = Mode::Review(Review { options, ticket, sheet: Sheet::new(lines), found: None });
    vec![Effect::Begin(Work::Review { plan: Box::new(plan), options, ticket })]
}

/// Asks for the word that takes the last apply back.
pub(super) fn take_back(state: &mut State) -> Vec<Effect> {
    if state.setup.read_only {
        state.warn("the demo is read only: there is nothing to take back");
        return Vec::new();
    }
    let what = Confirmed::Undo(None);
    state.mode = Mode::Confirm(Confirm { input: Input::default(), is_wrong: false, what });
    vec![Effect::Begin(Work::LookBack)]
}

pub(super) fn review(state: &mut State, mut review: Review, action: Action) -> Vec<Effect> {
    let options = &mut review.options;
    match action {
        Action::Cancel => {
            back(state);
            return Vec::new();
        }
        // Without a commit there is nothing to tag or to push.
        Action::Commit => {
            options.commit = !options.commit;
            options.tag = options.commit;
            options.push &= options.commit;
        }
        Action::Tag => options.tag = !options.tag && options.commit,
        Action::Push => options.push = !options.push && options.commit,
        Action::Reload => {}
        Action::Accept => {
            match &review.found {
                Some(Ok(_)) => {
                    let (input, what) = (Input::default(), Confirmed::Apply(review));
                    state.mode = Mode::Confirm(Confirm { input, is_wrong: false, what });
                    return Vec::new();
                }
                Some(Err(_)) => state.warn("something is in the way, as told above; r looks again"),
                None => state.say("still looking at what is in the way"),
            }
            state.mode = Mode::Review(review);
            return Vec::new();
        }
        _ => {
            state.mode = Mode::Review(review);
            let page = state.page();
            if let Mode::Review(review) = &mut state.mode {
                review.sheet.scroll(action, page);
            }
            return Vec::new();
        }
    }
    look(state, review.options)
}

/// Answers what the review or the look back asks for with a word, where it asks.
pub(in super::super) fn answer_word(state: &mut State, typed: &str) -> Vec<Effect> {
    if matches!(state.mode, Mode::Review(_)) {
        super::act(state, Action::Accept);
    }
    match std::mem::take(&mut state.mode) {
        Mode::Confirm(confirm) => {
            let effects = confirmed(state, Confirm { input: Input::new(typed), ..confirm });
            if effects.is_empty() {
                back(state);
                state.say("nothing is written");
            }
            effects
        }
        mode => {
            state.mode = mode;
            Vec::new()
        }
    }
}

/// The word was typed, or another one.
pub(super) fn confirmed(state: &mut State, mut confirm: Confirm) -> Vec<Effect> {
    if confirm.input.text().trim() != confirm.word() {
        confirm.is_wrong = true;
        state.mode = Mode::Confirm(confirm);
        return Vec::new();
    }
    let (verb, work) = match (&confirm.what, state.plan()) {
        (Confirmed::Apply(review), Some(plan)) => match &review.found {
            Some(Ok(proposal)) => {
                (Verb::Apply, Work::Apply(Box::new(plan.clone()), review.options, proposal.clone()))
            }
            _ => return Vec::new(),
        },
        (Confirmed::Undo(Some(_)), _) => (Verb::Undo, Work::Undo),
        _ => {
            state.mode = Mode::Confirm(confirm);
            return Vec::new();
        }
    };
    state.mode = Mode::Working(Working { verb, steps: Vec::new(), count: 0, leaving: Leaving::No });
    vec![Effect::Begin(work)]
}

/// Goes back from the word that is asked for to what it was asked after.
pub(super) fn unconfirmed(state: &mut State, confirm: Confirm) {
    state.mode = match confirm.what {
        Confirmed::Apply(review) => Mode::Review(review),
        Confirmed::Undo(_) => Mode::Browse,
    };
    state.say("nothing is written");
}

pub(super) fn finished(state: &mut State, mut finished: Finished, action: Action) -> Vec<Effect> {
    match action {
        Action::Cancel => back(state),
        Action::TakeBack => return take_back(state),
        _ => {
            let page = usize::from(state.screen().body.height.saturating_sub(2));
            finished.sheet.scroll(action, page);
            state.mode = Mode::Finished(finished);
        }
    }
    Vec::new()
}

/// Someone wants to leave while the world is at work: what has begun is finished first, unless it is asked for twice.
pub(super) fn leave(state: &mut State, how: Leaving) -> Vec<Effect> {
    match &mut state.mode {
        Mode::Working(working) if working.leaving == Leaving::No => {
            working.leaving = how;
            Vec::new()
        }
        _ => vec![Effect::Quit(Leave::Interrupted)],
    }
}

pub(super) fn reviewed(state: &mut State, ticket: usize, found: Result<Proposal, Vec<Trouble>>) {
    let releases = state.plan().map_or_else(Vec::new, releases);
    let Mode::Review(review) = &mut state.mode else { return };
    if review.ticket != ticket {
        return;
    }
    state.message = None;
    let mut lines = vec![heading("Checks")];
    match &found {
        Ok(proposal) => {
            lines.push(line("  \u{2713} nothing is in the way", Tone::New));
            lines.push(line(&format!("    applying {}", proposal.summary), Tone::Plain));
        }
        Err(troubles) => lines.extend(troubles.iter().flat_map(told)),
    }
    lines.push(Words::new());
    lines.extend(releases);
    if let Ok(proposal) = &found {
        if lines.last().is_some_and(|line| !line.is_empty()) {
            lines.push(Words::new());
        }
        lines.push(heading("Actions"));
        lines.extend(proposal.actions.iter().map(|action| line(&format!("  {action}"), Tone::Plain)));
        lines.push(Words::new());
        lines.push(heading("Diff"));
        lines.extend(styled::lines(&proposal.diff));
    }
    (review.sheet, review.found) = (Sheet::new(lines), Some(found));
}

/// The releases of the plan with their reasons, and what else it changes; not what stays.
fn releases(plan: &Plan) -> Vec<Words> {
    let report = styled::lines(&text::plan(plan, Detail::Usual, false));
    let mut is_told = true;
    let told = report.into_iter().skip(2).filter(|line| {
        let starts_section = line.first().is_some_and(|word| word.tone == Tone::Heading);
        if starts_section {
            is_told = styled::plain(line) != "Unchanged";
        }
        is_told
    });
    told.collect()
}

fn heading(text: &str) -> Words {
    line(text, Tone::Heading)
}

/// Some lines below a heading, where there are any.
fn section(title: &str, lines: Vec<Words>) -> Vec<Words> {
    if lines.is_empty() {
        return lines;
    }
    std::iter::once(heading(title)).chain(lines).chain([Words::new()]).collect()
}

/// A trouble, and below it what to do about it.
fn told(trouble: &Trouble) -> Vec<Words> {
    let mut lines = vec![vec![word("  \u{2717} ", Tone::Warning), word(&trouble.message, Tone::Warning)]];
    lines.extend(trouble.mends.iter().map(|mend| line(&format!("    {mend}"), Tone::Plain)));
    lines
}

pub(super) fn step(state: &mut State, step: String) {
    if let Mode::Working(working) = &mut state.mode
        && working.steps.last() != Some(&step)
    {
        working.steps.push(step);
        working.count = 0;
    }
}

pub(super) fn count(state: &mut State, count: usize) {
    if let Mode::Working(working) = &mut state.mode {
        working.count = count;
    }
}

pub(super) fn looked_back(state: &mut State, found: Result<String, Vec<Trouble>>) {
    if !matches!(&state.mode, Mode::Confirm(Confirm { what: Confirmed::Undo(None), .. })) {
        return;
    }
    match found {
        Ok(subject) => {
            if let Mode::Confirm(confirm) = &mut state.mode {
                confirm.what = Confirmed::Undo(Some(subject));
            }
        }
        Err(troubles) => {
            let mut lines = vec![heading("Nothing is taken back"), Words::new()];
            lines.extend(troubles.iter().flat_map(told));
            state.mode =
                Mode::Finished(Finished { verb: Verb::Undo, is_done: false, sheet: Sheet::new(lines) });
        }
    }
}

const WRONG: &str = "What went wrong";

/// What came of the work; the product is then another, or may be.
pub(super) fn ended(state: &mut State, result: &Result<Done, Vec<Trouble>>) -> Vec<Effect> {
    let Mode::Working(working) = std::mem::take(&mut state.mode) else { return Vec::new() };
    let mut lines = Vec::new();
    let count = working.steps.len();
    for (place, step) in working.steps.iter().enumerate() {
        let went_wrong = match result {
            Ok(done) => done.failed.as_ref().is_some_and(|(failed, _)| failed == step),
            Err(_) => place + 1 == count,
        };
        let mark = if went_wrong { "\u{2717}" } else { "\u{2713}" };
        lines.push(line(&format!("  {mark} {step}"), if went_wrong { Tone::Warning } else { Tone::Faint }));
    }
    let mut lines = section("Steps", lines);
    match result {
        Ok(done) => {
            let tell = |texts: &[String], tone| {
                texts.iter().map(|text| line(&format!("  {text}"), tone)).collect::<Vec<_>>()
            };
            lines.extend(section("Done", tell(&done.facts, Tone::New)));
            let failed = done.failed.iter().flat_map(|(_, trouble)| told(trouble)).collect();
            lines.extend(section(WRONG, failed));
            lines.extend(section("Next", tell(&done.next, Tone::Plain)));
        }
        Err(troubles) => lines.extend(section(WRONG, troubles.iter().flat_map(told).collect())),
    }
    state.mode =
        Mode::Finished(Finished { verb: working.verb, is_done: result.is_ok(), sheet: Sheet::new(lines) });
    if working.leaving == Leaving::Signalled {
        return vec![Effect::Quit(Leave::Interrupted)];
    }
    if result.is_ok() {
        // What was planned is done: planning it once more would release it twice.
        state.request = request::nothing(state.request.date);
        state.undo.clear();
        state.redo.clear();
        state.has_applied = working.verb == Verb::Apply;
    }
    vec![Effect::Reload]
}
