//! What the terminal sends. A thread reads: where the terminal is gone, reading may never come back, and
//! signals must work all the same.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use ratatui::crossterm::event as terminal;

use super::event::Event;
use super::keymap::{Action, Context, Key, action};

/// How long to wait for the terminal before looking whether the program ends.
const WAIT: Duration = Duration::from_millis(100);
/// How many events wait at most. A key that is held down while the screen cannot follow fills it, and what comes then is
/// dropped: the screen would go on long after the key is released.
const CAPACITY: usize = 1024;

#[derive(Debug, Default)]
struct Queue {
    events: VecDeque<Event>,
    /// How often Ctrl-C was pressed: it goes ahead of everything that waits.
    interrupts: usize,
    is_gone: bool,
}

#[derive(Debug, Default)]
struct Shared {
    queue: Mutex<Queue>,
    filled: Condvar,
    is_over: AtomicBool,
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, event: Event) {
        let mut queue = self.queue();
        match event {
            Event::Key(key) if is_interrupt(key) => queue.interrupts += 1,
            event if queue.events.len() < CAPACITY => queue.events.push_back(event),
            _ => {}
        }
        self.filled.notify_one();
    }
}

fn is_interrupt(key: Key) -> bool {
    matches!(key, Key::Ctrl(_)) && action(Context::Browse, key) == Some(Action::Interrupt)
}

/// The events that wait.
pub(super) struct Inbox {
    shared: Arc<Shared>,
}

impl Inbox {
    pub(super) fn start() -> Self {
        let shared = Arc::new(Shared::default());
        let ours = shared.clone();
        std::thread::spawn(move || {
            while !ours.is_over.load(Ordering::Relaxed) {
                let event = match terminal::poll(WAIT) {
                    Ok(false) => continue,
                    Ok(true) => terminal::read(),
                    Err(error) => Err(error),
                };
                let Ok(event) = event else {
                    ours.queue().is_gone = true;
                    ours.filled.notify_one();
                    return;
                };
                if let Some(event) = Event::from_terminal(event) {
                    ours.add(event);
                }
            }
        });
        Inbox { shared }
    }

    /// The next event, within `wait`.
    pub(super) fn next(&self, wait: Duration) -> Option<Event> {
        let until = Instant::now() + wait;
        let mut queue = self.shared.queue();
        loop {
            if queue.interrupts > 0 {
                queue.interrupts -= 1;
                return Some(Event::Key(Key::Ctrl('c')));
            }
            if let Some(event) = queue.events.pop_front() {
                return Some(event);
            }
            let left = until.checked_duration_since(Instant::now()).filter(|_| !queue.is_gone)?;
            queue = self.shared.filled.wait_timeout(queue, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Whether the terminal is gone, and everything that it sent before is taken.
    pub(super) fn is_gone(&self) -> bool {
        let queue = self.shared.queue();
        queue.is_gone && queue.events.is_empty() && queue.interrupts == 0
    }
}

impl Drop for Inbox {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ctrl_c_goes_ahead_of_a_flood_that_is_cut_off() {
        let inbox = Inbox { shared: Arc::default() };
        for _ in 0..100_000 {
            inbox.shared.add(Event::Key(Key::Char('j')));
        }
        inbox.shared.add(Event::Key(Key::Ctrl('c')));
        assert_eq!(inbox.next(Duration::ZERO), Some(Event::Key(Key::Ctrl('c'))));
        let waiting = std::iter::from_fn(|| inbox.next(Duration::ZERO)).count();
        assert_eq!(waiting, CAPACITY);
        assert!(!inbox.is_gone());
        inbox.shared.queue().is_gone = true;
        assert_eq!(inbox.next(Duration::from_secs(60)), None, "nobody waits for a terminal that is gone");
        assert!(inbox.is_gone());
    }
}
