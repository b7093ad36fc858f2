//! The terminal, which is always restored: at the end, after an error, after a panic, on a signal.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Once, mpsc};
use std::time::Duration;

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::{cursor, event, execute, terminal};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};

use super::outlet::{Gauge, Outlet};

/// How long a terminal may take for the last that is written to it.
const PATIENCE: Duration = Duration::from_millis(500);

/// Opens what the UI draws on, each time that the terminal is taken or given back.
pub type Open = fn() -> io::Result<Box<dyn Write + Send>>;

/// Whether the terminal is ours, so that it is given back once, by the first who comes.
static TAKEN: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// The terminal while it is ours. Dropping it gives the terminal back.
pub(super) struct TerminalGuard {
    open: Open,
    mouse: bool,
    terminal: Terminal<CrosstermBackend<Outlet>>,
    gauge: Gauge,
}

impl TerminalGuard {
    /// Takes the terminal: its other screen, keys as they are pressed, and the mouse where that is wanted.
    pub(super) fn take(open: Open, mouse: bool) -> io::Result<Self> {
        // The hook comes first: a panic's message is for the screen that people then see.
        HOOK.call_once(|| {
            let before = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                if give_back(open) {
                    before(panic);
                }
            }));
        });
        let outlet = Outlet::start(open()?);
        let gauge = outlet.gauge();
        let terminal = Terminal::new(CrosstermBackend::new(outlet))?;
        let mut guard = TerminalGuard { open, mouse, terminal, gauge };
        guard.enter()?;
        Ok(guard)
    }

    fn enter(&mut self) -> io::Result<()> {
        TAKEN.store(true, Ordering::SeqCst);
        terminal::enable_raw_mode()?;
        let writer = self.terminal.backend_mut();
        execute!(writer, terminal::EnterAlternateScreen, event::EnableBracketedPaste, cursor::Hide)?;
        self.set_mouse(self.mouse)?;
        self.redraw()
    }

    /// Clears the screen, so that the next frame is drawn as a whole.
    pub(super) fn redraw(&mut self) -> io::Result<()> {
        // `clear` would ask the terminal on standard output where its cursor is.
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))
    }

    /// Turns the reports of the mouse on or off.
    pub(super) fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        let writer = self.terminal.backend_mut();
        if on {
            execute!(writer, event::EnableMouseCapture)
        } else {
            execute!(writer, event::DisableMouseCapture)
        }
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        self.terminal.size().map(|size| (size.width, size.height))
    }

    pub(super) fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(render).map(drop)
    }

    /// Asks the terminal to put a text into the clipboard (OSC 52); those that cannot ignore it.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        let writer = self.terminal.backend_mut();
        write!(writer, "\u{1b}]52;c;{}\u{7}", base64(text.as_bytes()))?;
        Write::flush(writer)
    }

    /// Whether the terminal has taken all that was drawn.
    pub(super) fn is_idle(&self) -> bool {
        self.gauge.is_idle()
    }

    /// Whether the terminal takes nothing any more.
    pub(super) fn is_gone(&self) -> bool {
        self.gauge.is_gone()
    }

    /// Gives the terminal back while `wait` runs, and takes it again.
    pub(super) fn pause(&mut self, wait: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        self.gauge.settle(PATIENCE);
        give_back(self.open);
        wait()?;
        self.enter()
    }

    /// Gives the terminal back for good; returns whether it took what was written to it.
    pub(super) fn end(self) -> bool {
        self.gauge.settle(PATIENCE) && give_back(self.open)
    }
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        if TAKEN.load(Ordering::SeqCst) {
            self.gauge.settle(PATIENCE);
            give_back(self.open);
        }
    }
}

/// Gives the terminal back where it is ours. It may be gone, so that errors mean nothing here, or take nothing, which is
/// not waited for; raw mode is left in any case. Returns whether the terminal took what was written to it.
fn give_back(open: Open) -> bool {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return true;
    }
    let (sender, written) = mpsc::channel();
    std::thread::spawn(move || {
        let is_written = open().and_then(|mut writer| {
            execute!(
                writer,
                event::DisableMouseCapture,
                event::DisableBracketedPaste,
                terminal::LeaveAlternateScreen,
                cursor::Show
            )
        });
        // Nobody listens any more where it took too long.
        let _ = sender.send(is_written.is_ok());
    });
    let is_written = written.recv_timeout(PATIENCE).unwrap_or(false);
    let _ = terminal::disable_raw_mode();
    is_written
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |place: usize| u32::from(chunk.get(place).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = DIGITS.get((bits >> (18 - 6 * place) & 63) as usize).copied().unwrap_or(b'=');
            text.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn the_examples_of_rfc_4648_come_out() {
        let texts = ["", "f", "fo", "foo", "foob", "fooba", "foobar"];
        let encoded: Vec<String> = texts.iter().map(|text| base64(text.as_bytes())).collect();
        assert_eq!(encoded, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]);
    }
}
