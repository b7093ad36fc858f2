//! The loop: events in, effects out, one frame for all events that wait.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use ratatui::crossterm::event as terminal;

use super::effect::{Effect, Leave};
use super::event::{Event, WriteFailure};
use super::signals::Signals;
use super::state::{Setup, State};
use super::terminal::{Guard, Screen};
use super::update::update;
use super::view::draw;
use super::work::Work;
use crate::plan::Plan;
use crate::product::Product;
use crate::version::BuildDate;

/// How long to wait for a key before looking at signals.
const WAIT: Duration = Duration::from_millis(100);
/// How long the second key of two may take.
const PAUSE: Duration = Duration::from_millis(350);
/// How long to wait for a key while the world is at work.
const SOON: Duration = Duration::from_millis(20);
/// How often to look at the product file and at the clock.
const LOOK: Duration = Duration::from_secs(1);
/// At most so many events are taken in before the screen is drawn again.
const AT_ONCE: usize = 256;

/// What the UI needs of the world; it touches nothing but the terminal by itself.
pub trait World {
    /// Whether the product file is another than the last time that this or [`reload`](World::reload) looked.
    fn has_changed(&mut self) -> bool;
    /// The product as its file has it now; or why not, in words.
    fn reload(&mut self) -> Result<Product, String>;
    /// Writes the plan to a file, as `plan --out` does.
    fn write(&mut self, path: &Path, plan: &Plan, replace: bool) -> Result<(), WriteFailure>;
    /// Begins to do this in its own time; [`told`](World::told) tells what comes of it.
    fn begin(&mut self, work: Work);
    /// What came of it since the last time, in its order; also what was known at the start.
    fn told(&mut self) -> Vec<Event>;
    /// Today in UTC; `None` where the date is not to follow the clock.
    fn today(&mut self) -> Option<BuildDate>;
}

/// How the UI was left, and with what.
#[derive(Debug, Clone)]
pub struct End {
    /// How.
    pub leave: Leave,
    /// The plan, where there was one.
    pub plan: Option<Plan>,
    /// The equivalent command line, where something was asked for.
    pub command: Option<String>,
}

impl End {
    pub(super) fn of(state: &State, leave: Leave) -> End {
        End { leave, plan: state.plan().cloned(), command: state.command_line() }
    }
}

/// A fault to try the way out with; tests ask for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fault {
    /// None.
    #[default]
    None,
    /// A panic at the first key.
    Panic,
    /// An error in the first frame.
    FirstFrame,
}

/// Runs the UI on a terminal until it is left. The terminal is given back, whatever happens.
///
/// # Panics
///
/// Where `fault` asks for it.
pub fn run(setup: Setup, screen: Screen, world: &mut dyn World, fault: Fault) -> io::Result<End> {
    let signals = Signals::watch()?;
    let mut guard = Guard::take(screen, setup.mouse)?;
    let reader = Reader::start();
    let mut state = State::new(Setup { size: guard.size()?, ..setup });
    let mut looked = Instant::now();
    let mut is_stale = true;
    loop {
        if is_stale {
            frame(&mut guard, &mut state, fault)?;
        }
        let mut events = Vec::new();
        if signals.take_end() {
            events.push(Event::End);
        }
        if signals.take_stop() {
            guard.pause(|| signals.stop())?;
            is_stale = true;
            continue;
        }
        let wait = match () {
            () if state.awaits_key() => PAUSE,
            () if state.has_idle_work() || !events.is_empty() => Duration::ZERO,
            () if state.awaits_world() => SOON,
            () => WAIT,
        };
        wait_for(&reader, &mut events, wait)?;
        if events.is_empty() && state.awaits_key() {
            events.push(Event::Pause);
        } else if events.is_empty() && state.has_idle_work() {
            events.push(Event::Idle);
        }
        events.extend(world.told());
        if looked.elapsed() >= LOOK {
            looked = Instant::now();
            look(world, &state, &mut events);
        }
        is_stale = !events.is_empty();
        for event in events {
            assert!(fault != Fault::Panic || !matches!(event, Event::Key(_)), "a panic was asked for");
            if let Some(leave) = step(&mut state, event, world, &mut guard, &signals)? {
                return Ok(End::of(&state, leave));
            }
        }
    }
}

fn frame(guard: &mut Guard, state: &mut State, fault: Fault) -> io::Result<()> {
    if fault == Fault::FirstFrame {
        return Err(io::Error::other("an error in the first frame was asked for"));
    }
    // A resize may not have been told yet.
    let size = guard.size()?;
    if size != state.setup.size {
        update(state, Event::Resize(size.0, size.1));
    }
    guard.draw(|frame| draw(frame, state))
}

/// The events of the terminal that wait, or the first to come within `wait`.
fn wait_for(reader: &Reader, events: &mut Vec<Event>, wait: Duration) -> io::Result<()> {
    let mut wait = wait;
    while events.len() < AT_ONCE {
        match reader.events.recv_timeout(wait) {
            Ok(event) => events.extend(Event::from_terminal(event?)),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => {
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the terminal is gone"));
            }
        }
        wait = Duration::ZERO;
    }
    Ok(())
}

/// Reads the terminal in a thread of its own: where the terminal is gone, reading may never come back, and signals must
/// be heeded all the same.
struct Reader {
    events: Receiver<io::Result<terminal::Event>>,
    is_over: Arc<AtomicBool>,
}

impl Reader {
    fn start() -> Self {
        let (sender, events) = mpsc::channel();
        let is_over = Arc::new(AtomicBool::new(false));
        let over = is_over.clone();
        std::thread::spawn(move || {
            while !over.load(Ordering::Relaxed) {
                let event = match terminal::poll(WAIT) {
                    Ok(false) => continue,
                    Ok(true) => terminal::read(),
                    Err(error) => Err(error),
                };
                let is_error = event.is_err();
                if sender.send(event).is_err() || is_error {
                    return;
                }
            }
        });
        Reader { events, is_over }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
    }
}

fn look(world: &mut dyn World, state: &State, events: &mut Vec<Event>) {
    if world.has_changed() {
        events.push(Event::FileChanged);
    }
    if let Some(today) = world.today().filter(|today| *today != state.setup.today) {
        events.push(Event::Today(today));
    }
}

/// Takes in one event, and does what it asks for; tells how the UI is left, where it is.
fn step(
    state: &mut State,
    event: Event,
    world: &mut dyn World,
    guard: &mut Guard,
    signals: &Signals,
) -> io::Result<Option<Leave>> {
    let mut waiting = vec![event];
    while let Some(event) = waiting.pop() {
        for effect in update(state, event) {
            match effect {
                Effect::Quit(leave) => return Ok(Some(leave)),
                Effect::Copy(text) => guard.copy(&text)?,
                Effect::Mouse(on) => guard.set_mouse(on)?,
                Effect::Redraw => guard.redraw()?,
                Effect::Suspend => guard.pause(|| signals.stop())?,
                effect => waiting.extend(answer(state, effect, world)),
            }
        }
    }
    Ok(None)
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
