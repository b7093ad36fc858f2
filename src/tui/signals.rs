//! Signals as facts to look at between two events.

use std::io;

/// What signals have asked for since the last look.
#[derive(Debug, Default)]
pub(super) struct Signals {
    #[cfg(unix)]
    flags: Flags,
}

#[cfg(unix)]
#[derive(Debug, Default)]
struct Flags {
    end: std::sync::Arc<std::sync::atomic::AtomicBool>,
    hang_up: std::sync::Arc<std::sync::atomic::AtomicBool>,
    stop: std::sync::Arc<std::sync::atomic::AtomicBool>,
    ids: Vec<signal_hook::SigId>,
}

#[cfg(unix)]
impl Signals {
    pub(super) fn watch() -> io::Result<Self> {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
        use signal_hook::flag::register;

        let mut flags = Flags::default();
        for signal in [SIGTERM, SIGINT, SIGQUIT] {
            flags.ids.push(register(signal, flags.end.clone())?);
        }
        flags.ids.push(register(SIGHUP, flags.hang_up.clone())?);
        flags.ids.push(register(SIGTSTP, flags.stop.clone())?);
        Ok(Signals { flags })
    }

    /// Whether the program was asked to end since the last time.
    pub(super) fn take_end(&self) -> bool {
        self.flags.end.swap(false, std::sync::atomic::Ordering::Relaxed)
    }

    /// Whether the terminal was hung up since the last time.
    pub(super) fn take_hang_up(&self) -> bool {
        self.flags.hang_up.swap(false, std::sync::atomic::Ordering::Relaxed)
    }

    /// Whether the program was asked to go to the background since the last time.
    pub(super) fn take_stop(&self) -> bool {
        self.flags.stop.swap(false, std::sync::atomic::Ordering::Relaxed)
    }

    /// Stops the program, with those that it runs under the same job, until the shell brings it back.
    pub(super) fn stop(&self) -> io::Result<()> {
        // What started us, such as a script, must stop too, or the shell would wait for it.
        rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.take_stop();
        Ok(())
    }
}

#[cfg(unix)]
impl Drop for Signals {
    fn drop(&mut self) {
        for id in self.flags.ids.drain(..) {
            signal_hook::low_level::unregister(id);
        }
    }
}

#[cfg(not(unix))]
impl Signals {
    pub(super) fn watch() -> io::Result<Self> {
        Ok(Signals::default())
    }

    pub(super) fn take_end(&self) -> bool {
        false
    }

    pub(super) fn take_hang_up(&self) -> bool {
        false
    }

    pub(super) fn take_stop(&self) -> bool {
        false
    }

    pub(super) fn stop(&self) -> io::Result<()> {
        Ok(())
    }
}
