//! The program in a real terminal: the terminal is always given back, and what a picture in memory cannot show works.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::tmux::Tmux;

#[test]
fn chains_second_case_is_planned_and_the_terminal_is_as_before() {
    let Some(tmux) = Tmux::start("plan") else { return };
    let before = tmux.facts("before");
    tmux.start_dateline("");
    tmux.wait("Nothing is planned yet");
    assert_ne!(tmux.run(&["display-message", "-p", "#{alternate_on}"]).trim(), "0");
    tmux.keys(&["a"]);
    let screen = tmux.wait("java-sdk  follows the API of core");
    for id in ["core", "java-sdk", "mac", "windows"] {
        let line = screen.lines().find(|line| line.contains(id) && line.contains("→"));
        assert!(line.is_some_and(|line| line.contains("→ 1.0.20161101")), "{id}:\n{screen}");
    }
    tmux.keys(&["q"]);
    tmux.wait("would be lost");
    tmux.keys(&["y"]);
    tmux.prompt();
    assert_eq!(tmux.facts("after"), before);
}

#[test]
fn the_terminal_is_given_back_after_signals_and_interrupts() {
    for way in ["-TERM", "-QUIT", "-HUP", "C-c"] {
        let Some(tmux) = Tmux::start(&format!("signal{way}")) else { return };
        let before = tmux.facts("before");
        tmux.start_dateline("");
        tmux.wait("Nothing is planned yet");
        if way == "C-c" {
            tmux.keys(&["C-c"]);
        } else {
            tmux.signal(way);
        }
        tmux.prompt();
        tmux.enter("echo code-$?");
        tmux.wait("code-130");
        assert_eq!(tmux.facts("after"), before, "{way}");
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
    tmux.prompt();
    assert_eq!(tmux.facts("while"), before);
    tmux.enter("fg");
    tmux.wait("dateline plan api-fix:core --date 2016-11-01");
    tmux.wait("→ 1.0.20161101");
    tmux.keys(&["C-c"]);
    tmux.prompt();
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
    tmux.prompt();
    tmux.enter(&format!(
        "{program} plan api-fix:core --date 2016-11-01 --format json | cmp - plan.json && echo same"
    ));
    tmux.until("the same", |tmux| tmux.screen().lines().any(|line| line == "same"));
    tmux.enter(&format!("{program} --date 2016-11-01 --print-command > command"));
    tmux.wait("Nothing is planned yet");
    tmux.keys(&["F", "q"]);
    tmux.prompt();
    tmux.enter("cat command");
    tmux.wait("dateline plan feature:core --date 2016-11-01");
}

#[test]
fn the_mouse_clicks_and_scrolls_until_it_is_turned_off() {
    let Some(tmux) = Tmux::start("mouse") else { return };
    tmux.run(&["set-option", "-g", "mouse", "on"]);
    tmux.start_dateline("");
    tmux.wait("Nothing is planned yet");
    assert_eq!(tmux.tells("#{mouse_any_flag} #{mouse_sgr_flag}"), "1 1");
    // A click at column 10, row 6, and the wheel down there.
    tmux.bytes("\u{1b}[<0;10;6M\u{1b}[<0;10;6m");
    tmux.wait("▶ mac");
    tmux.bytes("\u{1b}[<65;10;6M");
    tmux.wait("▶ windows");
    tmux.keys(&["M"]);
    tmux.until("turned off", |tmux| tmux.tells("#{mouse_any_flag}") == "0");
    tmux.keys(&["q"]);
    tmux.prompt();
    tmux.enter(&format!("{} --no-mouse --date 2016-11-01", env!("CARGO_BIN_EXE_dateline")));
    tmux.wait("Nothing is planned yet");
    assert_eq!(tmux.tells("#{mouse_any_flag}"), "0");
}

#[test]
fn the_command_line_goes_to_the_clipboard() {
    let Some(tmux) = Tmux::start("clipboard") else { return };
    tmux.run(&["set-option", "-g", "set-clipboard", "on"]);
    tmux.start_dateline("");
    tmux.wait("Nothing is planned yet");
    tmux.keys(&["a", "y"]);
    tmux.wait("The same plan from the command line");
    let command = "dateline plan api-fix:core --date 2016-11-01";
    tmux.until("copied", |tmux| tmux.run(&["show-buffer"]) == command);
}

#[test]
fn a_small_terminal_asks_for_room_and_goes_on_when_it_has_some() {
    let Some(tmux) = Tmux::start("small") else { return };
    tmux.resize("59", "15");
    tmux.start_dateline("");
    tmux.wait("dateline needs 60 x 16");
    tmux.resize("80", "24");
    tmux.wait("Nothing is planned yet");
    tmux.resize("200", "60");
    tmux.wait("api-feature  B breaking  s sync  n next  D date  x clear  u undo  y copy  w write  m matrix");
}

#[test]
fn no_color_is_honoured() {
    let Some(tmux) = Tmux::start("colour") else { return };
    let coloured = |tmux: &Tmux| {
        let screen = tmux.run(&["capture-pane", "-p", "-e"]);
        screen.contains("[38;5;") || screen.contains("[36m") || screen.contains("[48;5;")
    };
    tmux.start_dateline("NO_COLOR=1");
    tmux.wait("Nothing is planned yet");
    assert!(!coloured(&tmux));
    tmux.keys(&["q"]);
    tmux.prompt();
    tmux.start_dateline("NO_COLOR=");
    tmux.wait("Nothing is planned yet");
    assert!(coloured(&tmux));
}

#[test]
fn a_changed_product_file_is_noticed_and_loaded_at_a_key() {
    let Some(tmux) = Tmux::start("change") else { return };
    tmux.start_dateline("");
    tmux.wait("Nothing is planned yet");
    tmux.keys(&["a"]);
    tmux.wait("→ 1.0.20161101");
    let path = tmux.folder.path().join("product.toml");
    let file = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, file.replace("version = \"1.0\"", "version = \"1.2\"")).unwrap();
    tmux.wait("file changed: R");
    tmux.keys(&["R"]);
    tmux.wait("→ 1.2.20161101");
    tmux.wait("the plan is kept");
}

#[test]
fn a_product_file_that_is_broken_or_gone_is_told_with_its_place() {
    let Some(tmux) = Tmux::start("broken") else { return };
    tmux.start_dateline("");
    tmux.wait("Nothing is planned yet");
    tmux.keys(&["a"]);
    tmux.wait("→ 1.0.20161101");
    let path = tmux.folder.path().join("product.toml");
    let file = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("colour = 1\n{file}")).unwrap();
    tmux.wait("file changed: R");
    tmux.keys(&["R"]);
    tmux.wait("product.toml:1:1: ");
    std::fs::write(&path, &file).unwrap();
    tmux.wait("the product file changed on disk");
    tmux.keys(&["R"]);
    tmux.wait("the plan is kept");
    std::fs::remove_file(&path).unwrap();
    tmux.wait("file changed: R");
    tmux.keys(&["R"]);
    tmux.wait("cannot read `product.toml`: no such");
    tmux.wait("→ 1.0.20161101");
    std::fs::write(&path, &file).unwrap();
    tmux.wait("the product file changed on disk");
}

#[test]
fn a_script_picks_a_plan_in_a_pipe() {
    let Some(tmux) = Tmux::start("pipe") else { return };
    let program = env!("CARGO_BIN_EXE_dateline");
    // Standard error is a file as well: the screen is then the terminal itself.
    tmux.enter(&format!("{program} --date 2016-11-01 --print json 2> told | grep -c '\"title\"'"));
    tmux.wait("Nothing is planned yet");
    tmux.keys(&["F"]);
    tmux.wait("→ 1.1");
    tmux.keys(&["Enter"]);
    tmux.prompt();
    tmux.until("counted", |tmux| tmux.screen().lines().any(|line| line.trim_start_matches("ready> ") == "3"));
    assert_eq!(std::fs::read_to_string(tmux.folder.path().join("told")).unwrap(), "");
}

#[test]
fn the_accessible_mode_draws_nothing() {
    let Some(tmux) = Tmux::start("accessible") else { return };
    tmux.enter(&format!("{} --accessible --date 2016-11-01", env!("CARGO_BIN_EXE_dateline")));
    tmux.wait("Type help for the commands.");
    assert_eq!(tmux.tells("#{alternate_on}"), "0");
    tmux.enter("fix:mac");
    tmux.wait("mac       1.0 -> 1.0.20161101  changed by fix:mac");
    tmux.enter("quit");
    tmux.wait("Leave? [y/N]");
    tmux.enter("y");
    tmux.prompt();
}
