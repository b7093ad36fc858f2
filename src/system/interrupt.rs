//! Signals that ask the program to end, as a fact to look at between two steps.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Keeps SIGINT, SIGTERM and SIGHUP from ending the program until it is dropped.
#[derive(Debug)]
pub struct Interrupt {
    asked: Arc<AtomicBool>,
    #[cfg(unix)]
    ids: Vec<signal_hook::SigId>,
}

impl Interrupt {
    /// Holds the signals back from now on.
    pub fn hold() -> io::Result<Interrupt> {
        let asked = Arc::new(AtomicBool::new(false));
        #[cfg(unix)]
        {
            use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
            let mut held = Interrupt { asked: asked.clone(), ids: Vec::new() };
            for signal in [SIGINT, SIGTERM, SIGHUP] {
                held.ids.push(signal_hook::flag::register(signal, asked.clone())?);
            }
            Ok(held)
        }
        #[cfg(not(unix))]
        Ok(Interrupt { asked })
    }

    /// Whether one has come.
    pub fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }

    /// What is set when one comes.
    pub fn flag(&self) -> Arc<AtomicBool> {
        self.asked.clone()
    }
}

#[cfg(unix)]
impl Drop for Interrupt {
    fn drop(&mut self) {
        for id in self.ids.drain(..) {
            signal_hook::low_level::unregister(id);
        }
    }
}
