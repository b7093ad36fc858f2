//! The program in a real terminal: tmux. The terminal is always given back.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A terminal of 80 columns and 24 rows with a shell in it, on a server of its own.
struct Tmux {
    name: String,
    folder: tempfile::TempDir,
}

impl Tmux {
    /// None where there is no tmux; tells so, or fails where it must be there.
    fn start(test: &str) -> Option<Tmux> {
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
        tmux.wait("ready>");
        Some(tmux)
    }

    fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("tmux");
        command.args(["-L", &self.name]).args(arguments).env_remove("TMUX").env("TERM", "xterm-256color");
        String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned()
    }

    fn keys(&self, keys: &[&str]) {
        self.run(&[&["send-keys"], keys].concat());
    }

    fn enter(&self, line: &str) {
        self.run(&["send-keys", "-l", line]);
        self.keys(&["Enter"]);
    }

    fn screen(&self) -> String {
        self.run(&["capture-pane", "-p"])
    }

    /// Waits until the screen has a text.
    fn wait(&self, text: &str) -> String {
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
    fn facts(&self, file: &str) -> String {
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
    fn start_dateline(&self, environment: &str) {
        let program = env!("CARGO_BIN_EXE_dateline");
        self.enter(&format!(
            "RUST_BACKTRACE=0 {environment} sh -c 'echo $$ > pid; exec {program} --date 2016-11-01'"
        ));
    }

    fn signal(&self, signal: &str) {
        let pid = std::fs::read_to_string(self.folder.path().join("pid")).unwrap();
        assert!(Command::new("kill").args([signal, pid.trim()]).status().unwrap().success());
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}

#[test]
fn chains_second_case_is_planned_and_the_terminal_is_as_before() {
    let Some(tmux) = Tmux::start("plan") else { return };
    let before = tmux.facts("before");
    tmux.start_dateline("");
    tmux.wait("Nothing is planned yet");
    assert_ne!(tmux.run(&["display-message", "-p", "#{alternate_on}"]).trim(), "0");
    tmux.keys(&["a"]);
    let screen = tmux.wait("java-sdk  1.0 -> 1.0.20161101");
    for id in ["core", "java-sdk", "mac", "windows"] {
        let line = screen.lines().find(|line| line.contains(id) && line.contains("→"));
        assert!(line.is_some_and(|line| line.contains("→ 1.0.20161101")), "{id}:\n{screen}");
    }
    tmux.keys(&["q"]);
    tmux.wait("would be lost");
    tmux.keys(&["y"]);
    tmux.wait("ready>");
    assert_eq!(tmux.facts("after"), before);
}

#[test]
fn the_terminal_is_given_back_after_signals_and_interrupts() {
    for way in ["-TERM", "-HUP", "C-c"] {
        let Some(tmux) = Tmux::start(&format!("signal{way}")) else { return };
        let before = tmux.facts("before");
        tmux.start_dateline("");
        tmux.wait("Nothing is planned yet");
        if way == "C-c" {
            tmux.keys(&["C-c"]);
        } else {
            tmux.signal(way);
        }
        tmux.wait("ready>");
        tmux.enter("echo code-$?");
        tmux.wait("code-130");
        assert_eq!(tmux.facts("after"), before, "{way}");
    }
}

#[test]
fn the_terminal_is_given_back_after_a_panic_and_an_error_in_the_first_frame() {
    for (fault, told) in [("panic", "a panic was asked for"), ("first-frame", "cannot use the terminal")] {
        let Some(tmux) = Tmux::start(fault) else { return };
        let before = tmux.facts("before");
        tmux.start_dateline(&format!("DATELINE_TUI_FAULT={fault}"));
        if fault == "panic" {
            tmux.wait("Nothing is planned yet");
            tmux.keys(&["j"]);
        }
        // The message is on the screen that people see.
        tmux.wait(told);
        tmux.wait("ready>");
        assert_eq!(tmux.facts("after"), before, "{fault}");
    }
}

#[test]
fn it_goes_to_the_background_and_comes_back_whole() {
    let Some(tmux) = Tmux::start("suspend") else { return };
    let before = tmux.facts("before");
    tmux.start_dateline("");
    tmux.wait("Nothing is planned yet");
    tmux.keys(&["a"]);
    tmux.wait("→ 1.0.20161101");
    tmux.keys(&["C-z"]);
    tmux.wait("ready>");
    assert_eq!(tmux.facts("while"), before);
    tmux.enter("fg");
    tmux.wait("dateline plan api-fix:core --date 2016-11-01");
    tmux.wait("→ 1.0.20161101");
    tmux.keys(&["C-c"]);
    tmux.wait("ready>");
    assert_eq!(tmux.facts("after"), before);
}

#[test]
fn it_ends_when_its_terminal_is_gone() {
    let Some(tmux) = Tmux::start("gone") else { return };
    tmux.start_dateline("");
    tmux.wait("Nothing is planned yet");
    tmux.run(&["kill-server"]);
    let started = Instant::now();
    let pid = std::fs::read_to_string(tmux.folder.path().join("pid")).unwrap();
    while Command::new("kill").args(["-0", pid.trim()]).stderr(Stdio::null()).status().unwrap().success() {
        assert!(started.elapsed() < Duration::from_secs(20), "it is still there");
        sleep(Duration::from_millis(50));
    }
}

#[test]
fn an_accepted_plan_goes_to_standard_output() {
    let Some(tmux) = Tmux::start("picker") else { return };
    let program = env!("CARGO_BIN_EXE_dateline");
    tmux.enter(&format!("{program} --date 2016-11-01 --print json > plan.json"));
    tmux.wait("Nothing is planned yet");
    tmux.keys(&["a"]);
    tmux.wait("→ 1.0.20161101");
    tmux.keys(&["Enter"]);
    tmux.wait("ready>");
    tmux.enter(&format!(
        "{program} plan api-fix:core --date 2016-11-01 --format json | cmp - plan.json && echo same"
    ));
    tmux.wait("same");
    tmux.enter(&format!("{program} --date 2016-11-01 --print-command > command"));
    tmux.wait("Nothing is planned yet");
    tmux.keys(&["F", "q"]);
    tmux.wait("ready>");
    tmux.enter("cat command");
    tmux.wait("dateline plan feature:core --date 2016-11-01");
}
