//! The loop: events in, effects out, one frame for all events of a moment.

use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use super::effect::{Effect, Leave};
use super::event::{Event, WriteFailure};
use super::inbox::Inbox;
use super::setup::Setup;
use super::signals::Signals;
use super::state::State;
use super::terminal::{Open, TerminalGuard};
use super::update::update;
use super::view::draw;
use super::work::{Trouble, Work};
use crate::plan::Plan;
use crate::product::Product;
use crate::version::BuildDate;

/// How long to wait for a key before looking at signals.
const WAIT: Duration = Duration::from_millis(100);
/// How long to wait for a key while the world is applying, or the terminal.
const SOON: Duration = Duration::from_millis(20);
/// How often to look at the product file and at the clock.
const LOOK: Duration = Duration::from_secs(1);
/// How long events are taken in before the screen is drawn again.
const TURN: Duration = Duration::from_millis(25);

/// What the UI needs of the world; it touches nothing but the terminal by itself.
pub trait World {
    /// Whether the product file is another than the last time that this or [`reload`](World::reload) looked.
    fn has_changed(&mut self) -> bool;
    /// Whether HEAD, its branch or the tags are others than the last time that this looked.
    fn has_moved(&mut self) -> bool;
    /// The product as its file has it now; or why not, in at least one trouble.
    fn reload(&mut self) -> Result<Product, Vec<Trouble>>;
    /// Writes the plan to a file, as `plan --out` does.
    fn write(&mut self, path: &Path, plan: &Plan, replace: bool) -> Result<(), WriteFailure>;
    /// Begins to do this in its own time; [`events`](World::events) reports the result.
    fn begin(&mut self, work: Work);
    /// The results since the last time, in its order; also what was known at the start.
    fn events(&mut self) -> Vec<Event>;
    /// Today in UTC; `None` where the date is not to follow the clock.
    fn today(&mut self) -> Option<BuildDate>;
}

/// How the UI was left, and with what.
#[derive(Debug, Clone)]
pub struct End {
    pub leave: Leave,
    /// The plan, where there was one.
    pub plan: Option<Plan>,
    pub command: Option<String>,
    /// Whether the terminal is gone or takes nothing, so that there is nobody to inform.
    pub is_gone: bool,
}

impl End {
    pub(super) fn of(state: &State, leave: Leave) -> End {
        End { leave, plan: state.plan().cloned(), command: state.command_line(), is_gone: false }
    }
}

/// Runs the UI on the terminal that `open` opens, until it is left. The terminal is given back, whatever happens.
///
/// A terminal that is gone is not an error: what has begun is finished, and the UI is then left as by an interrupt.
pub fn run(setup: Setup, open: Open, world: &mut dyn World) -> io::Result<End> {
    let signals = Signals::watch()?;
    let guard = TerminalGuard::take(open, setup.mouse)?;
    let state = State::new(Setup { size: guard.size()?, ..setup });
    world.begin(Work::Look);
    let mut session = Session {
        state,
        world,
        guard,
        signals,
        inbox: Inbox::start(),
        waiting: VecDeque::new(),
        looked: Instant::now(),
        is_stale: true,
        has_failed: false,
        is_gone: false,
    };
    let leave = loop {
        if let Some(leave) = session.turn() {
            break leave;
        }
    };
    let Session { state, guard, .. } = session;
    let is_gone = !guard.end();
    Ok(End { is_gone, ..End::of(&state, leave) })
}

/// The loop's own things.
struct Session<'a> {
    state: State,
    world: &'a mut dyn World,
    guard: TerminalGuard,
    signals: Signals,
    inbox: Inbox,
    /// Events of the world, which go ahead of keys.
    waiting: VecDeque<Event>,
    looked: Instant,
    is_stale: bool,
    /// Whether the terminal failed.
    has_failed: bool,
    /// Whether the terminal is gone, and the state knows it.
    is_gone: bool,
}

impl Session<'_> {
    /// Draws a frame where one is due, and takes in events for as long as a frame may wait.
    fn turn(&mut self) -> Option<Leave> {
        // A frame that the terminal has no room for comes later, with what has happened until then.
        if self.is_stale && !self.is_gone && self.guard.is_idle() {
            let drawn = self.frame();
            self.needed(&drawn);
            self.is_stale = false;
        }
        if self.signals.take_stop() {
            self.suspend();
        }
        let until = Instant::now() + TURN;
        let mut wait = self.wait();
        while let Some(event) = self.next(wait) {
            self.is_stale = true;
            if let Some(leave) = self.step(event) {
                return Some(leave);
            }
            if Instant::now() >= until {
                break;
            }
            wait = Duration::ZERO;
        }
        None
    }

    /// A terminal that fails once it was ours is one that went away.
    fn needed(&mut self, result: &io::Result<()>) {
        self.has_failed |= result.is_err();
    }

    /// Goes to the background until the shell brings the program back.
    fn suspend(&mut self) {
        let paused = self.guard.pause(|| self.signals.stop());
        self.needed(&paused);
        self.is_stale = true;
    }

    fn has_lost_terminal(&self) -> bool {
        self.has_failed || self.signals.take_hang_up() || self.guard.is_gone() || self.inbox.is_gone()
    }

    fn wait(&self) -> Duration {
        match () {
            () if self.state.has_idle_work() => Duration::ZERO,
            () if self.state.awaits_world() || self.is_stale => SOON,
            () => WAIT,
        }
    }

    /// The next event: of signals first, then of the world, then of the terminal.
    fn next(&mut self, wait: Duration) -> Option<Event> {
        if self.signals.take_end() {
            return Some(Event::End);
        }
        if !self.is_gone && self.has_lost_terminal() {
            self.is_gone = true;
            return Some(Event::Gone);
        }
        self.waiting.extend(self.world.events());
        if self.looked.elapsed() >= LOOK {
            self.looked = Instant::now();
            // One that is hung up without a signal has no size any more.
            let size = self.guard.size().map(drop);
            self.needed(&size);
            look(self.world, &self.state, &mut self.waiting);
        }
        if let Some(event) = self.waiting.pop_front() {
            return Some(event);
        }
        if self.is_gone {
            std::thread::sleep(wait);
            return None;
        }
        self.inbox.next(wait).or_else(|| self.state.has_idle_work().then_some(Event::Idle))
    }

    fn frame(&mut self) -> io::Result<()> {
        // A resize may not have been reported yet.
        let size = self.guard.size()?;
        if size != self.state.setup.size {
            update(&mut self.state, Event::Resize(size.0, size.1));
        }
        self.guard.draw(|frame| draw(frame, &self.state))
    }

    /// Takes in one event, and does what it asks for; returns how the UI is left, where it is.
    fn step(&mut self, event: Event) -> Option<Leave> {
        let mut waiting = vec![event];
        while let Some(event) = waiting.pop() {
            for effect in update(&mut self.state, event) {
                let done = match effect {
                    Effect::Quit(leave) => return Some(leave),
                    Effect::Copy(text) => self.guard.copy(&text),
                    Effect::Mouse(on) => self.guard.set_mouse(on),
                    Effect::Redraw => self.guard.redraw(),
                    Effect::Suspend => {
                        self.suspend();
                        Ok(())
                    }
                    effect => {
                        waiting.extend(answer(&self.state, effect, self.world));
                        Ok(())
                    }
                };
                self.needed(&done);
            }
        }
        None
    }
}

fn look(world: &mut dyn World, state: &State, events: &mut VecDeque<Event>) {
    if world.has_changed() {
        events.push_back(Event::FileChanged);
    }
    if world.has_moved() {
        events.push_back(Event::RepositoryMoved);
    }
    if let Some(today) = world.today().filter(|today| *today != state.setup.today) {
        events.push_back(Event::Today(today));
    }
}

/// What the world answers to an effect that it has an answer for.
pub(super) fn answer(state: &State, effect: Effect, world: &mut dyn World) -> Option<Event> {
    match effect {
        Effect::Reload => Some(Event::Reloaded(world.reload().map(Box::new))),
        Effect::Write { path, replace } => {
            let result = world.write(&path, state.plan()?, replace);
            Some(Event::Written(path, result))
        }
        Effect::Begin(work) => {
            world.begin(work);
            None
        }
        Effect::Copy(_) | Effect::Mouse(_) | Effect::Redraw | Effect::Suspend | Effect::Quit(_) => None,
    }
}
