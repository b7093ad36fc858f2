//! A real terminal for the program: tmux.

use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A terminal of 80 columns and 24 rows with a shell in it, on a server of its own.
pub struct Tmux {
    name: String,
    pub folder: tempfile::TempDir,
}

impl Tmux {
    /// None where there is no tmux; tells so, or fails where it must be there.
    pub fn start(test: &str) -> Option<Tmux> {
        if Command::new("tmux").arg("-V").output().is_err() {
            let required = std::env::var("DATELINE_ORACLES").is_ok_and(|value| value == "required");
            assert!(!required, "tmux is missing");
            eprintln!("skipped: {test} needs tmux");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy("product.toml", folder.path().join("product.toml")).unwrap();
        let name = format!("dateline-{test}-{}", std::process::id());
        let tmux = Tmux { name, folder };
        let folder = tmux.folder.path().to_str().unwrap().to_owned();
        tmux.run(&["-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "-c", &folder, "sh"]);
        tmux.run(&["set-option", "-g", "status", "off"]);
        tmux.run(&["resize-window", "-x", "80", "-y", "24"]);
        tmux.enter("PS1='ready> '");
        tmux.prompt();
        Some(tmux)
    }

    pub fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("tmux");
        command.args(["-L", &self.name]).args(arguments).env_remove("TMUX").env("TERM", "xterm-256color");
        String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned()
    }

    pub fn keys(&self, keys: &[&str]) {
        self.run(&[&["send-keys"], keys].concat());
    }

    pub fn enter(&self, line: &str) {
        self.run(&["send-keys", "-l", line]);
        self.keys(&["Enter"]);
    }

    pub fn screen(&self) -> String {
        self.run(&["capture-pane", "-p"])
    }

    /// Types bytes as they are, as the terminal does for the mouse.
    pub fn bytes(&self, bytes: &str) {
        self.run(&["send-keys", "-l", bytes]);
    }

    pub fn resize(&self, columns: &str, rows: &str) {
        self.run(&["resize-window", "-x", columns, "-y", rows]);
    }

    /// What tmux knows by a format: `#{mouse_any_flag}`.
    pub fn tells(&self, format: &str) -> String {
        self.run(&["display-message", "-p", format]).trim().to_owned()
    }

    /// Waits for the shell: its prompt is the last thing on the screen.
    pub fn prompt(&self) {
        let is_prompt = |screen: &str| {
            let last = screen.lines().rfind(|line| !line.trim().is_empty());
            last.is_some_and(|line| line.trim_end().ends_with("ready>"))
        };
        self.until("back at the shell", |tmux| is_prompt(&tmux.screen()));
    }

    /// Waits until something holds.
    pub fn until(&self, what: &str, holds: impl Fn(&Tmux) -> bool) {
        let started = Instant::now();
        while !holds(self) {
            let screen = self.screen();
            assert!(started.elapsed() < Duration::from_secs(20), "not {what}:\n{screen}");
            sleep(Duration::from_millis(30));
        }
    }

    /// Waits until the screen has a text.
    pub fn wait(&self, text: &str) -> String {
        let started = Instant::now();
        loop {
            let screen = self.screen();
            if screen.contains(text) {
                return screen;
            }
            assert!(started.elapsed() < Duration::from_secs(20), "no `{text}` on the screen:\n{screen}");
            sleep(Duration::from_millis(30));
        }
    }

    /// What the terminal does with keys, the mouse, the cursor and its other screen.
    pub fn facts(&self, file: &str) -> String {
        self.enter(&format!("stty -a > {file}; echo done-$((40 + 2))"));
        self.wait("done-42");
        self.enter("clear");
        let started = Instant::now();
        while self.screen().contains("done-42") && started.elapsed() < Duration::from_secs(20) {
            sleep(Duration::from_millis(30));
        }
        let modes = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{mouse_standard_flag} #{keypad_flag}";
        let settings = std::fs::read_to_string(self.folder.path().join(file)).unwrap();
        settings + &self.run(&["display-message", "-p", modes])
    }

    /// Starts the program on the product line of Chain; its process id goes to the file `pid`.
    pub fn start_dateline(&self, environment: &str) {
        let program = env!("CARGO_BIN_EXE_dateline");
        self.enter(&format!(
            "RUST_BACKTRACE=0 {environment} sh -c 'echo $$ > pid; exec {program} --date 2016-11-01'"
        ));
    }

    pub fn signal(&self, signal: &str) {
        let pid = std::fs::read_to_string(self.folder.path().join("pid")).unwrap();
        assert!(Command::new("kill").args([signal, pid.trim()]).status().unwrap().success());
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}
