//! A raw pseudo-terminal for the program: one that can be hung up, and that need not drain.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

use rustix::io::ioctl_fionbio;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};

/// How long anything may take on a machine that is busy with something else.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Pty {
    /// The terminal's own side; none once it is hung up.
    terminal: Option<File>,
    /// The program's side, kept open so that its modes can be read.
    line: File,
    pub child: Child,
}

impl Pty {
    /// Starts the program in a session of its own on a terminal of 200 columns and 60 rows. None where `setsid`, which
    /// makes a terminal the controlling one, is missing; says so, or fails where it must be there.
    pub fn start(folder: &Path, arguments: &[&str]) -> Option<Pty> {
        if Command::new("setsid").arg("--version").output().is_err() {
            let required = std::env::var("DATELINE_ORACLES").is_ok_and(|value| value == "required");
            assert!(!required, "setsid is missing");
            eprintln!("skipped: a raw pseudo-terminal needs setsid");
            return None;
        }
        let terminal: OwnedFd =
            openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
        grantpt(&terminal).unwrap();
        unlockpt(&terminal).unwrap();
        let name = ptsname(&terminal, Vec::new()).unwrap().into_string().unwrap();
        let line = File::options().read(true).write(true).open(name).unwrap();
        let size = Winsize { ws_row: 60, ws_col: 200, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&line, size).unwrap();
        let side = || line.try_clone().unwrap();
        let child = Command::new("setsid")
            .args(["--wait", "--ctty", env!("CARGO_BIN_EXE_dateline")])
            .args(arguments)
            .current_dir(folder)
            .env("TERM", "xterm-256color")
            .stdin(side())
            .stdout(side())
            .stderr(side())
            .spawn()
            .unwrap();
        let pty = Pty { terminal: Some(File::from(terminal)), line, child };
        pty.until("in raw mode", Pty::is_raw);
        Some(pty)
    }

    pub fn is_raw(&self) -> bool {
        let modes = tcgetattr(self.line.as_fd()).unwrap().local_modes;
        !modes.intersects(LocalModes::ICANON | LocalModes::ECHO)
    }

    pub fn until(&self, what: &str, holds: impl Fn(&Pty) -> bool) {
        let started = Instant::now();
        while !holds(self) {
            assert!(started.elapsed() < PATIENCE, "not {what}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub fn type_in(&mut self, keys: &[u8]) {
        self.terminal.as_mut().unwrap().write_all(keys).unwrap();
    }

    /// Takes what the program draws, for as long as it lives, in a thread.
    pub fn drain(&self) {
        let mut terminal = self.terminal.as_ref().unwrap().try_clone().unwrap();
        std::thread::spawn(move || std::io::copy(&mut terminal, &mut std::io::sink()));
    }

    /// Waits until the screen, drawn anew, has a word on it. Between two words there need not be a space: the cursor is
    /// moved.
    pub fn until_drawn(&mut self, word: &str) {
        ioctl_fionbio(self.terminal.as_ref().unwrap(), true).unwrap();
        let (started, mut drawn) = (Instant::now(), Vec::new());
        while !String::from_utf8_lossy(&drawn).contains(word) {
            assert!(started.elapsed() < PATIENCE, "{word} is not drawn");
            self.type_in(b"\x0c");
            std::thread::sleep(Duration::from_millis(200));
            drawn.clear();
            // What it has not taken by then would block, which is an error here.
            let _ = self.terminal.as_mut().unwrap().read_to_end(&mut drawn);
        }
    }

    pub fn hang_up(&mut self) {
        self.terminal = None;
    }

    pub fn signal(&self, signal: &str) {
        assert!(
            Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap().success()
        );
    }

    /// How many threads the program has, and how much memory it holds, in megabytes; where the system says so.
    pub fn load(&self) -> Option<(usize, usize)> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let number = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse::<usize>().ok()
        };
        Some((number("Threads:")?, number("VmRSS:")? / 1024))
    }

    /// How the program ends, and how long that takes.
    pub fn ended(&mut self) -> (ExitStatus, Duration) {
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status, started.elapsed());
            }
            assert!(started.elapsed() < PATIENCE, "it does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
