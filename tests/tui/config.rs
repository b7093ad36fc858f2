//! The user's own keys and colours.

use std::process::Command;

use dateline::tui::keymap::{Context, bindings};
use dateline::tui::{Config, Key, Setup, State, screen_buffer};
use dateline::words::Explain;
use ratatui::style::Color;

use crate::journey::{Journey, setup};

fn with(config: &str) -> Setup {
    let file = std::fs::read_to_string("product.toml").unwrap();
    let config = Config::read("config.toml", config).unwrap();
    Setup { config, ..setup(&file, "2016-11-05", (100, 30)) }
}

#[test]
fn the_printed_defaults_are_what_holds_without_a_file() {
    let printed = Config::read("config.toml", &Config::defaults()).unwrap();
    assert_eq!(printed.colors, Config::default().colors);
    for (own, built_in) in printed.keys.bindings().iter().zip(bindings()) {
        assert_eq!((own.name, &own.keys), (built_in.name, &built_in.keys));
    }
    let named = bindings().iter().filter(|binding| !binding.name.is_empty());
    for binding in named {
        assert!(Config::defaults().contains(&format!("\n{} = ", binding.name)), "{}", binding.name);
    }
}

#[test]
fn own_keys_plan_and_are_shown_in_footer_and_help() {
    let mut journey = Journey::new(with("[keys]\nfix = 'x'\nclear = ['Ctrl-X', 'Del']\n"));
    assert!(journey.screen().contains("x fix") && journey.screen().contains("Ctrl-X clear"));
    journey.press("x");
    assert_eq!(journey.state.command_line().unwrap(), "dateline plan fix:core --date 2016-11-05");
    journey.press("f");
    assert!(journey.state.plan().is_some(), "what has no key does nothing");
    journey.press("<C-x>");
    assert_eq!(journey.state.command_line(), None);
    journey.press("?");
    assert!(journey.screen().contains("Ctrl-X Del"), "{}", journey.screen());
}

#[test]
fn own_colours_are_drawn() {
    let setup = with("[theme]\nbar = '#102030'\nbar-text = 'white'\nkey = '208'\n");
    let buffer = screen_buffer(&State::new(setup));
    assert_eq!((buffer[(0, 0)].bg, buffer[(0, 0)].fg), (Color::Rgb(16, 32, 48), Color::White));
    assert_eq!(buffer[(0, 1)].fg, Color::Indexed(208));
}

#[test]
fn every_error_has_its_place_and_says_what_to_do() {
    let cases = [
        ("[theme]\nnew = 'grin'\n", 2, "`grin` is not a valid colour"),
        ("[theme]\nnow = 'green'\n", 2, "unknown field `now`"),
        ("[keys]\nfix = 'x'\n", 2, "x is a key already: take every change out of the plan (Main screen)"),
        ("[keys]\nfeture = 'x'\n", 2, "unknown command `feture`"),
        ("[keys]\nundo = 'u'\nfix = 'Ctrl-'\n", 3, "`Ctrl-` is not a valid key of fix"),
        ("[keys]\nfix = 7\n", 2, "expected a key"),
        ("[keys]\nhelp = 'Ctrl-C'\n", 2, "Ctrl-C is a key already"),
        ("[keys\n", 1, ""),
        ("\n\ncolors = 1\n", 3, "unknown field `colors`"),
    ];
    for (text, line, message) in cases {
        let error = Config::read("config.toml", text).unwrap_err();
        assert!(error.to_string().contains(message), "{text}: {error}");
        let place = error.place().unwrap();
        assert_eq!((place.file.as_str(), place.line), ("config.toml", line), "{text}: {error}");
        assert!(!error.help().is_empty(), "{text}: {error}");
    }
}

#[test]
fn every_key_is_read_as_it_is_shown() {
    for key in bindings().iter().flat_map(|binding| binding.keys.iter()) {
        assert_eq!(key.to_string().parse::<Key>(), Ok(*key));
    }
    assert!(
        ["", "  ", "ab", "Ctrl-ab", "Ctrl-\u{e9}", "\u{1b}"].iter().all(|text| text.parse::<Key>().is_err())
    );
    assert!(Context::ALL.len() > 20);
}

#[test]
fn the_file_is_read_where_the_program_starts_and_a_wrong_one_is_told() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join("dateline")).unwrap();
    let file = home.path().join("dateline/config.toml");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(arguments).env("XDG_CONFIG_HOME", home.path()).stdin(std::process::Stdio::null());
        let output = command.output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (code, defaults, _) = run(&["tui-config"]);
    assert_eq!(code, Some(0));
    std::fs::write(&file, defaults).unwrap();
    assert_eq!(run(&["--demo", "--accessible"]).0, Some(0));
    std::fs::write(&file, "[keys]\nfix = 'x'\n").unwrap();
    let (code, _, error) = run(&["--demo", "--accessible"]);
    assert_eq!(code, Some(2), "{error}");
    assert!(error.contains("config.toml:2:1") && error.contains("x is a key already"), "{error}");
    assert_eq!(run(&["--demo", "status"]).0, Some(0), "no other verb reads it");
}

#[test]
fn messages_name_the_keys_that_are_in_force() {
    let own = "[keys]\nnext = 'Ctrl-N'\nsync = 'Ctrl-S'\nresolve = 'Ctrl-T'\nundo = '9'\nreload = '8'\nquit = 'Ctrl-Q'\n\
               zoom = '7'\nwho-stays = '6'\ncompare = '5'\ntake-back = '4'\nfeature = []\n";
    let on = |file: &str, size: (u16, u16)| {
        let config = Config::read("config.toml", own).unwrap();
        let file = std::fs::read_to_string(file).unwrap();
        Journey::new(Setup { config, ..setup(&file, "2017-05-12", size) })
    };
    let promotion = "tests/cases/promotion/product.toml";
    let collides = "examples/chain/3-after-api-fix.toml";
    let cases: [(&str, &str, &[&str]); 8] = [
        ("product.toml", "p", &["no series is open; Ctrl-N plans prereleases"]),
        (promotion, "pjjj<Space>", &["as a prerelease, Ctrl-S and then Ctrl-N"]),
        (promotion, "fp<Enter>", &["9 brings it back"]),
        ("product.toml", ":feature:core<Enter>", &["6 lists who stays"]),
        ("product.toml", "f5", &["and 5 compares"]),
        ("product.toml", "?", &["/ search, j k scroll, q back"]),
        (collides, ":date 2016-11-01<Enter>a", &["Ctrl-T take 2016-11-02"]),
        ("product.toml", ":undo<Enter>", &["nothing to undo"]),
    ];
    for (file, keys, said) in cases {
        let screen = on(file, (80, 24)).press(keys).screen();
        let whole = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.iter().all(|text| whole.contains(text)), "{keys}: {said:?}\n{screen}");
    }
    let mut journey = on("product.toml", (80, 24));
    journey.event(dateline::tui::Event::FileChanged);
    assert!(journey.screen().contains("8 loads it again"), "{}", journey.screen());
    assert!(
        !journey.screen().contains(" a feature that leaves"),
        "what has no key is not offered: {}",
        journey.screen()
    );
    journey.event(dateline::tui::Event::Resize(40, 8));
    assert!(journey.screen().contains("or Ctrl-Q quits"), "{}", journey.screen());
    journey.press("q");
    assert!(journey.effects.is_empty());
    journey.press("<C-q>");
    assert!(!journey.effects.is_empty());
}
