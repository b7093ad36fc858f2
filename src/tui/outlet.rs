//! The way to the terminal. A thread writes: a terminal that does not drain blocks its writer, and
//! signals must work all the same.

use std::io::{self, Write};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What was handed over and is not on the terminal yet.
#[derive(Debug, Default)]
struct Traffic {
    waiting: usize,
    /// Whether a write failed: the terminal is gone.
    is_gone: bool,
}

type Shared = Arc<(Mutex<Traffic>, Condvar)>;

fn change<T>(shared: &Shared, change: impl FnOnce(&mut Traffic) -> T) -> T {
    let mut traffic = shared.0.lock().unwrap_or_else(PoisonError::into_inner);
    let changed = change(&mut traffic);
    shared.1.notify_all();
    changed
}

/// Collects bytes, and hands them to the writing thread at each flush. Writing to it never waits and never fails.
pub(super) struct Outlet {
    buffer: Vec<u8>,
    sender: Sender<Vec<u8>>,
    shared: Shared,
}

/// Reports how far the writing is.
#[derive(Clone)]
pub(super) struct Gauge(Shared);

impl Outlet {
    pub(super) fn start(mut terminal: Box<dyn Write + Send>) -> Self {
        let (sender, frames) = mpsc::channel::<Vec<u8>>();
        let shared = Shared::default();
        let ours = shared.clone();
        std::thread::spawn(move || {
            for frame in frames {
                let is_written = terminal.write_all(&frame).and_then(|()| terminal.flush()).is_ok();
                change(&ours, |traffic| {
                    traffic.waiting -= 1;
                    traffic.is_gone |= !is_written;
                });
            }
        });
        Outlet { buffer: Vec::with_capacity(1 << 16), sender, shared }
    }

    pub(super) fn gauge(&self) -> Gauge {
        Gauge(self.shared.clone())
    }
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.buffer.is_empty() {
            let frame = std::mem::take(&mut self.buffer);
            change(&self.shared, |traffic| traffic.waiting += 1);
            if self.sender.send(frame).is_err() {
                change(&self.shared, |traffic| traffic.is_gone = true);
            }
        }
        Ok(())
    }
}

impl Gauge {
    /// Whether everything is written, so that another frame makes sense. Frames are never queued: memory stays bounded
    /// however slow the terminal is.
    pub(super) fn is_idle(&self) -> bool {
        change(&self.0, |traffic| traffic.waiting == 0)
    }

    /// Whether a write failed.
    pub(super) fn is_gone(&self) -> bool {
        change(&self.0, |traffic| traffic.is_gone)
    }

    /// Waits until everything is written, at most for `patience`; returns whether it is.
    pub(super) fn settle(&self, patience: Duration) -> bool {
        let until = Instant::now() + patience;
        let mut traffic = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        while traffic.waiting > 0 && !traffic.is_gone {
            let Some(left) = until.checked_duration_since(Instant::now()) else { return false };
            traffic = self.0.1.wait_timeout(traffic, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        traffic.waiting == 0 && !traffic.is_gone
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A terminal that takes nothing until it is asked to.
    struct Stuck(mpsc::Receiver<()>);

    impl Write for Stuck {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.recv().map(|()| bytes.len()).map_err(|_| io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_terminal_that_does_not_drain_keeps_nobody_waiting() {
        let (drain, drained) = mpsc::channel();
        let mut outlet = Outlet::start(Box::new(Stuck(drained)));
        let gauge = outlet.gauge();
        outlet.write_all(b"a frame").unwrap();
        outlet.flush().unwrap();
        assert!(!gauge.is_idle());
        assert!(!gauge.settle(Duration::from_millis(20)));
        drain.send(()).unwrap();
        assert!(gauge.settle(Duration::from_secs(10)));
        assert!(gauge.is_idle() && !gauge.is_gone());
        outlet.write_all(b"another").unwrap();
        outlet.flush().unwrap();
        drop(drain);
        assert!(!gauge.settle(Duration::from_secs(10)));
        assert!(gauge.is_gone());
    }
}
