//! Events in, effects out: the only place that changes the state.

mod answers;
mod apply;
mod browse;
mod choose;
mod evidence;
mod history;
mod look_back;
mod named;
mod over;
mod pointer;
mod typed;

use super::effect::Effect;
use super::event::Event;
use super::help;
use super::idle;
use super::input::Input;
use super::keymap::{Action, Context, Key};
use super::mode::{HelpPage, Leaving, Mode};
use super::state::State;

pub(super) use apply::answer_word;
pub(super) use named::run as run_command;

/// Takes in one event; returns what is to be done outside.
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    let effects = match event {
        Event::Key(key) => key_pressed(state, key),
        Event::Paste(text) => {
            typed::insert(state, text.lines().next().unwrap_or_default());
            Vec::new()
        }
        Event::Click(column, row) => pointer::click(state, column, row),
        Event::Wheel(column, row, up) => pointer::wheel(state, column, row, up),
        Event::Resize(columns, rows) => {
            state.setup.size = (columns, rows);
            Vec::new()
        }
        Event::Idle => {
            idle::work(state);
            Vec::new()
        }
        Event::FileChanged => answers::file_changed(state),
        Event::RepositoryMoved => answers::repository_moved(state),
        Event::Reviewed(ticket, found) => quietly(|| apply::reviewed(state, ticket, found)),
        Event::Step(step) => quietly(|| apply::step(state, step)),
        Event::LookedBack(found) => quietly(|| look_back::found(state, found)),
        Event::Applied(result) | Event::Undone(result) => apply::ended(state, &result),
        Event::Pending(found) => quietly(|| evidence::found(state, found)),
        Event::Released(found) => quietly(|| history::found(state, found)),
        Event::Noted(release, found) => quietly(|| history::noted(state, &release, found)),
        Event::Unfinished(trouble) => quietly(|| answers::unfinished(state, &trouble)),
        Event::End => apply::leave(state, Leaving::Signalled),
        Event::Gone => apply::gone(state),
        Event::Reloaded(result) => answers::reloaded(state, result),
        Event::Written(path, result) => answers::written(state, path, result),
        Event::Today(today) => answers::today(state, today),
    };
    state.refresh();
    effects
}

/// What asks for nothing outside.
fn quietly(change: impl FnOnce()) -> Vec<Effect> {
    change();
    Vec::new()
}

fn key_pressed(state: &mut State, key: Key) -> Vec<Effect> {
    state.message = None;
    let context = state.context();
    match (state.setup.config.keys.action(context, key), key) {
        (Some(Action::Interrupt), _) => apply::leave(state, Leaving::Asked),
        (Some(Action::Suspend), _) if context == Context::Working => {
            state.say("not now: what has begun is finished first");
            Vec::new()
        }
        (Some(Action::Redraw), _) => vec![Effect::Redraw],
        (Some(Action::Suspend), _) => vec![Effect::Suspend],
        // On a screen that shows nothing, only leaving makes sense, whatever lies over the main screen.
        _ if state.is_too_small() && context.can_be_left() && quits(state, key) => browse::quit(state),
        _ if state.is_too_small() && context != Context::Quit => Vec::new(),
        (Some(Action::Quit), _) => browse::quit(state),
        (Some(action), _) => act(state, action),
        (None, Key::Char(c)) if context.takes_text() => {
            typed::insert(state, c.encode_utf8(&mut [0; 4]));
            Vec::new()
        }
        (None, Key::Char(c)) if context == Context::Calendar => {
            over::type_date(state, c);
            Vec::new()
        }
        (None, _) => Vec::new(),
    }
}

/// Whether a key leaves the main screen.
fn quits(state: &State, key: Key) -> bool {
    state.setup.config.keys.action(Context::Browse, key) == Some(Action::Quit)
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    if action == Action::Help {
        open_help(state);
        return Vec::new();
    }
    match state.context() {
        Context::Browse | Context::Reading => browse::act(state, action),
        Context::Filter | Context::Search | Context::Palette | Context::Write | Context::Confirm => {
            typed::act(state, action)
        }
        Context::Lines | Context::Choose => choose::act(state, action),
        Context::Help
        | Context::Calendar
        | Context::Matrix
        | Context::Graph
        | Context::Command
        | Context::Replace
        | Context::Quit
        | Context::Review
        | Context::Working
        | Context::Finished
        | Context::Compare => over::act(state, action),
        Context::Evidence => evidence::act(state, action),
        Context::History => history::act(state, action),
        Context::Opened => history::act_opened(state, action),
    }
}

/// Opens the help where it describes what is on the screen, which it goes back to.
fn open_help(state: &mut State) {
    let page = usize::from(state.screen().body.height.saturating_sub(2));
    let last = help::lines("", &state.setup.config.keys).len().saturating_sub(page);
    let first = help::place_of(state.context(), &state.setup.config.keys).min(last);
    let under = Box::new(std::mem::take(&mut state.mode));
    state.mode = Mode::Help(HelpPage { first, input: Input::default(), is_searching: false, under });
}

/// Goes back to the main screen.
fn back(state: &mut State) {
    state.mode = Mode::Browse;
}
