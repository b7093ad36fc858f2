//! Threads that work for the terminal UI, so that the screen goes on.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;

use super::error::CommandError;
use super::ui_apply::{do_work, trouble, unfinished};
use crate::tui::{Event, Work};

/// Who does what the screen asks for, one thing at a time.
pub(super) struct Worker {
    /// The product file; none is the demo.
    path: Option<PathBuf>,
    sender: Sender<Event>,
    events: Receiver<Event>,
    /// Who applies, and finds out what applying would do.
    applies: Clerk,
    /// Who reads what is pending meanwhile, which may take long.
    looks: Clerk,
}

/// A thread that does one thing after the other.
#[derive(Default)]
struct Clerk {
    desk: Arc<Desk>,
    thread: Option<JoinHandle<()>>,
}

impl Clerk {
    fn begin(&mut self, path: &Path, work: Work, sender: &Sender<Event>) {
        self.desk.put(work);
        if self.thread.is_none() {
            let (path, desk, sender) = (path.to_owned(), self.desk.clone(), sender.clone());
            self.thread = Some(std::thread::spawn(move || {
                loop {
                    let (work, count) = desk.take();
                    do_work(&path, work, &sender, &|| desk.count.load(Ordering::SeqCst) == count);
                }
            }));
        }
    }

    /// A panic of the thread goes on in the caller, who would wait for ever.
    fn check(&mut self) {
        if let Some(thread) = self.thread.take_if(|thread| thread.is_finished())
            && let Err(panic) = thread.join()
        {
            std::panic::resume_unwind(panic);
        }
    }
}

/// What is to be done next. What was put there before and not begun is replaced: only the newest question is of use.
#[derive(Default)]
struct Desk {
    next: Mutex<Option<Work>>,
    filled: Condvar,
    /// How often something was put there; what is under way for an older question stops.
    count: AtomicUsize,
}

impl Desk {
    fn put(&self, work: Work) {
        self.count.fetch_add(1, Ordering::SeqCst);
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = Some(work);
        self.filled.notify_one();
    }

    fn take(&self) -> (Work, usize) {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(work) = next.take() {
                return (work, self.count.load(Ordering::SeqCst));
            }
            next = self.filled.wait(next).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Worker {
    pub(super) fn new(path: Option<PathBuf>) -> Self {
        let (sender, events) = mpsc::channel();
        let (applies, looks) = (Clerk::default(), Clerk::default());
        let worker = Worker { path, sender, events, applies, looks };
        if let Some(error) = worker.unfinished() {
            worker.send(Event::Unfinished(trouble(&error)));
        }
        worker
    }

    fn send(&self, event: Event) {
        // Nobody listens any more only where the UI is gone.
        let _ = self.sender.send(event);
    }

    pub(super) fn begin(&mut self, work: Work) {
        let Some(path) = &self.path else { return };
        let clerk = if work == Work::Look { &mut self.looks } else { &mut self.applies };
        clerk.begin(path, work, &self.sender);
    }

    /// What there is to report.
    pub(super) fn events(&mut self) -> Vec<Event> {
        self.applies.check();
        self.looks.check();
        self.events.try_iter().collect()
    }

    /// An apply that was cut off, and what to do about it.
    pub(super) fn unfinished(&self) -> Option<CommandError> {
        unfinished(self.path.as_ref()?)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::apply::Options;
    use crate::plan::{Request, Stage, plan};
    use crate::version::BuildDate;

    #[test]
    fn of_many_reviews_the_newest_is_made_and_those_that_wait_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("product.toml");
        let mut file =
            "[product]\nname = 'Long'\n[components.core]\nlead = true\nversion = '1.0'\n".to_owned();
        for place in 0..300 {
            file += &format!("[components.part-{place}]\nversion = '1.0'\nfollows.core = 'release'\n");
        }
        std::fs::write(&path, &file).unwrap();
        let product = crate::product::Product::from_toml(&file).unwrap();
        let date = BuildDate::from_ymd(2016, 11, 1).unwrap();
        let request = Request::release(["fix:core".parse().unwrap()], Stage::Stable, date);
        let plan = Arc::new(plan(&product, &request).unwrap());
        let mut worker = Worker::new(Some(path));
        let options = Options { commit: false, tag: false, push: false };
        let last = 200;
        for ticket in 1..=last {
            worker.begin(Work::Review { plan: plan.clone(), options, then_development: false, ticket });
        }
        let (mut reviewed, started) = (Vec::new(), Instant::now());
        while reviewed.last() != Some(&last) {
            assert!(started.elapsed() < Duration::from_secs(60), "{reviewed:?}");
            std::thread::sleep(Duration::from_millis(5));
            for event in worker.events() {
                if let Event::Reviewed(ticket, found) = event {
                    assert!(found.is_ok());
                    reviewed.push(ticket);
                }
            }
        }
        assert!(reviewed.len() < last / 2, "{reviewed:?}");
        assert!(reviewed.is_sorted(), "one after the other: {reviewed:?}");
    }
}
