//! Applying: review, a typed word, work, result. Nothing is written before the word is typed, and then by the world.

use std::sync::Arc;

use super::super::account;
use super::super::effect::{Effect, Leave};
use super::super::input::Input;
use super::super::keymap::{Action, Context, Keymap};
use super::super::mode::{Confirm, Confirmed, Finished, Leaving, Mode, Review, Working};
use super::super::outline::Outline;
use super::super::request;
use super::super::sheet::{Part, Sheet};
use super::super::state::{Answer, State};
use super::super::styled::Line;
use super::super::work::{ApplyPreview, Done, Trouble, Work};
use super::{back, look_back};
use crate::apply::{ApplyStep, Options, RecordKind};

/// Opens the review, where there is a plan that can be applied.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    if let Some(why) = state.blocked() {
        state.warn(why);
        return Vec::new();
    }
    let in_git = state.setup.in_git;
    look(state, (Options { commit: in_git, tag: in_git, push: false }, false), None)
}

/// Asks the world what is in the way now. `before` is what an earlier review shows of the same plan.
fn look(
    state: &mut State,
    (options, then_development): (Options, bool),
    before: Option<&Sheet>,
) -> Vec<Effect> {
    let Answer::Planned(plan) = &state.answer else {
        back(state);
        return Vec::new();
    };
    let plan = plan.clone();
    state.reviews += 1;
    let ticket = state.reviews;
    let releases = before.and_then(|sheet| sheet.part(RELEASES)).cloned();
    let releases = releases.unwrap_or_else(|| Part::Plan(plan.clone(), Arc::new(Outline::for_review(&plan))));
    let sheet = Sheet::new(vec![Part::Lines(account::checks(state, None)), releases]);
    state.mode = Mode::Review(Review { options, then_development, ticket, sheet, ..Review::default() });
    vec![Effect::Begin(Work::Review { plan, options, then_development, ticket })]
}

/// Which part of a review's sheet has the releases.
const RELEASES: usize = 1;
/// Which is the first that has a file.
const FILES: usize = 3;

pub(super) fn review(state: &mut State, mut review: Review, action: Action) -> Vec<Effect> {
    let options = &mut review.options;
    match action {
        Action::Cancel => {
            back(state);
            return Vec::new();
        }
        Action::Commit | Action::Tag | Action::Push | Action::Development if !state.setup.in_git => {
            state.mode = Mode::Review(review);
            state.warn("the product file is not in a git repository: only files are written");
            return Vec::new();
        }
        // Without a commit there is nothing to tag or to push.
        Action::Commit => {
            options.commit = !options.commit;
            options.tag = options.commit;
            options.push &= options.commit;
            review.then_development &= options.commit;
        }
        Action::Development if !state.has_development() => {
            state.mode = Mode::Review(review);
            state.warn("no manifest of what is released has `development`");
            return Vec::new();
        }
        Action::Development => review.then_development = !review.then_development && options.commit,
        Action::Tag => options.tag = !options.tag && options.commit,
        Action::Push => options.push = !options.push && options.commit,
        Action::Reload => {}
        Action::Unfold => {
            review.is_unfolded = !review.is_unfolded;
            let checks = account::checks(state, review.found.as_ref());
            show_found(&mut review, checks, &state.setup.config.keys);
            state.mode = Mode::Review(review);
            return Vec::new();
        }
        Action::NextFile | Action::PreviousFile => {
            state.mode = Mode::Review(review);
            let page = state.page();
            if let Mode::Review(review) = &mut state.mode {
                review.sheet.jump(FILES, action == Action::NextFile, page);
            }
            return Vec::new();
        }
        Action::Accept => {
            match &review.found {
                Some(Ok(_)) => {
                    let (input, what) = (Input::default(), Confirmed::Apply(review));
                    state.mode = Mode::Confirm(Confirm { input, is_wrong: false, what });
                    return Vec::new();
                }
                Some(Err(_)) => {
                    let key = state.way(Context::Review, Action::Reload);
                    state.warn(format!("something is in the way, as listed above; {key} checks again"));
                }
                None => state.say("still checking what is in the way"),
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
    look(state, (review.options, review.then_development), Some(&review.sheet))
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
    let (verb, work) = match (&confirm.what, &state.answer) {
        (Confirmed::Apply(review), Answer::Planned(plan)) => match &review.found {
            Some(Ok(reviewed)) => {
                let (plan, options) = (plan.clone(), review.options);
                let then_development = review.then_development;
                (
                    RecordKind::Apply,
                    Work::Apply { plan, options, then_development, reviewed: reviewed.clone() },
                )
            }
            _ => return Vec::new(),
        },
        (Confirmed::Undo { applied: Some(_), .. }, _) => (RecordKind::Undo, Work::Undo),
        _ => {
            state.mode = Mode::Confirm(confirm);
            return Vec::new();
        }
    };
    state.mode = Mode::Working(Working { verb, steps: Vec::new(), leaving: Leaving::No });
    vec![Effect::Begin(work)]
}

/// Goes back from the word that is asked for to what it was asked after.
pub(super) fn unconfirmed(state: &mut State, confirm: Confirm) {
    state.mode = match confirm.what {
        Confirmed::Apply(review) => Mode::Review(review),
        Confirmed::Undo { under, .. } => under.map_or(Mode::Browse, Mode::History),
    };
    state.say("nothing is written");
}

pub(super) fn finished(state: &mut State, mut finished: Finished, action: Action) -> Vec<Effect> {
    match action {
        Action::Cancel => back(state),
        Action::TakeBack => return look_back::open(state),
        _ => {
            finished.sheet.scroll(action, state.page());
            state.mode = Mode::Finished(finished);
        }
    }
    Vec::new()
}

/// Someone wants to leave while the world is applying: what has begun is finished first, unless it is asked for twice.
pub(super) fn leave(state: &mut State, how: Leaving) -> Vec<Effect> {
    match &mut state.mode {
        Mode::Working(working) if working.leaving == Leaving::No => {
            working.leaving = how;
            Vec::new()
        }
        _ => vec![Effect::Quit(Leave::Interrupted)],
    }
}

/// The terminal is gone: what has begun is finished, and then the program ends.
pub(super) fn gone(state: &mut State) -> Vec<Effect> {
    if let Mode::Working(working) = &mut state.mode {
        working.leaving = Leaving::Signalled;
        return Vec::new();
    }
    vec![Effect::Quit(Leave::Interrupted)]
}

pub(super) fn reviewed(state: &mut State, ticket: usize, found: Result<ApplyPreview, Vec<Trouble>>) {
    let checks = account::checks(state, Some(&found));
    let keys = state.setup.config.keys.clone();
    let Mode::Review(review) = &mut state.mode else { return };
    if review.ticket != ticket {
        return;
    }
    state.message = None;
    review.found = Some(found);
    show_found(review, checks, &keys);
}

/// The checks, the releases, the actions, and a part for each file.
fn show_found(review: &mut Review, checks: Vec<Line>, keys: &Keymap) {
    let mut parts = vec![Part::Lines(checks)];
    parts.extend(review.sheet.part(RELEASES).cloned());
    if let Some(Ok(proposal)) = &review.found {
        parts.push(Part::Lines(account::actions(proposal)));
        let files = proposal.files.iter();
        parts.extend(files.map(|file| Part::Lines(account::diff(file, review.is_unfolded, keys))));
    }
    review.sheet.replace(parts);
}

pub(super) fn step(state: &mut State, step: ApplyStep) {
    let Mode::Working(working) = &mut state.mode else { return };
    // The journal is written again where git had locked what was to move.
    if step == ApplyStep::WritingJournal && working.steps.contains(&step) {
        return;
    }
    match working.steps.last_mut() {
        Some(last) if std::mem::discriminant(last) == std::mem::discriminant(&step) => *last = step,
        _ => working.steps.push(step),
    }
}

/// The result of the work; the product is then another, or may be.
pub(super) fn ended(state: &mut State, result: &Result<Done, Vec<Trouble>>) -> Vec<Effect> {
    let Mode::Working(working) = std::mem::take(&mut state.mode) else { return Vec::new() };
    let summary = match (result, working.verb) {
        (Ok(done), RecordKind::Apply | RecordKind::Import | RecordKind::Init) => account::done(state, done),
        (Ok(_), RecordKind::Undo) => account::undone(state),
        (Err(troubles), _) => account::wrong(state, troubles),
    };
    let mut sheet =
        Sheet::new(vec![Part::Lines(account::steps(&working.steps, result)), Part::Lines(summary)]);
    // What came of it is in sight where there is no room for the steps, too.
    sheet.jump(1, true, state.page());
    state.mode = Mode::Finished(Finished { verb: working.verb, is_done: result.is_ok(), sheet });
    if working.leaving == Leaving::Signalled {
        return vec![Effect::Quit(Leave::Interrupted)];
    }
    if result.is_ok() && working.verb == RecordKind::Apply {
        // What was planned is done: planning it once more would release it twice. It is kept for a take-back.
        let nothing = request::nothing(state.request.date);
        state.step(nothing);
    }
    if result.is_ok() {
        state.message = None;
        state.has_applied = working.verb == RecordKind::Apply;
    }
    vec![Effect::Reload]
}
