//! Random planning steps: undo brings the very plan back, and the screen shows what the copied command prints.

use std::process::Command;

use dateline::tui::{Event, Key, State, screen_text, update};
use proptest::prelude::*;

use crate::journey::parse;
use crate::random::{some_pending, some_releases, state};
use crate::random_products::{asked, to_toml};

/// The main screen, large enough for all of it.
fn shown(state: &State) -> String {
    let mut state = state.clone();
    update(&mut state, Event::Resize(250, 200));
    screen_text(&state)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 50, ..ProptestConfig::default() })]

    #[test]
    fn the_screen_shows_what_the_copied_command_prints(
        asked in asked(),
        publishes in any::<bool>(),
        keys in prop::collection::vec(prop::sample::select("fafaFABsdnjjkkpcltu ".chars().collect::<Vec<_>>()), 1..14),
    ) {
        let mut file = to_toml(&asked.product);
        if publishes {
            let scheme = "scheme = \"dated\"\n";
            file = file.replace(scheme, &format!("{scheme}publish = [\"debian\", \"npm\"]\n"));
        }
        let mut state = state(&file);
        for key in keys {
            update(&mut state, Event::Key(Key::Char(key)));
            if !state.context().is_main() {
                update(&mut state, Event::Key(Key::Enter));
            }
        }
        let Some(command) = state.command_line() else { return Ok(()) };
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("product.toml"), &file).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .current_dir(folder.path())
            .args(command.split(' ').skip(1))
            .output()
            .unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        if state.plan().is_some() {
            prop_assert_eq!(&state.plan_text(), &printed, "{}", command);
            let screen = shown(&state);
            for release in &state.plan().unwrap().releases {
                let to = format!("\u{2192} {}", release.to);
                let is_row = |line: &str| line.contains(release.component.as_str()) && line.contains(&to);
                prop_assert!(screen.lines().any(is_row), "{} is not shown:\n{}", release.component, screen);
                for (_, written) in &release.renderings {
                    prop_assert!(screen.contains(written.as_str()), "{} is not shown:\n{}", written, screen);
                }
            }
        } else {
            prop_assert_eq!(output.status.code(), Some(1), "{}", command);
            prop_assert!(screen_text(&state).contains("Refused"));
        }
    }
}

/// What is one planning step at most, by a key, a list, the palette, a filter or what is pending.
const STEPS: [&str; 30] = [
    "f",
    "a",
    "F",
    "A",
    "B",
    "s",
    "d",
    "n",
    "j",
    "j",
    "k",
    "p",
    "c",
    "l<Down>",
    "x",
    "t",
    "<Space>",
    "E",
    "vjf",
    "vjj<Space>",
    "e<Space>",
    "eE",
    "D<Right>",
    ":next<Enter>",
    ":drop<Enter>",
    ":promote<Enter>",
    "/a<Enter>f",
    "=",
    "Hh<Enter>",
    "m<Right>",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_shrink_iters: 50, ..ProptestConfig::default() })]

    #[test]
    fn undo_brings_back_the_very_plan_before(
        asked in asked(),
        steps in prop::collection::vec(prop::sample::select(&STEPS[..]), 1..20),
    ) {
        let file = to_toml(&asked.product);
        let mut state = state(&file);
        update(&mut state, Event::Pending(Ok(some_pending(&file))));
        update(&mut state, Event::Released(Ok(some_releases(&file))));
        for keys in steps {
            let before = (state.command_line(), state.plan().cloned());
            for key in parse(keys) {
                update(&mut state, Event::Key(key));
            }
            for key in [Key::Enter, Key::Esc, Key::Esc, Key::Esc] {
                if !state.context().is_main() {
                    update(&mut state, Event::Key(key));
                }
            }
            let after = (state.command_line(), state.plan().cloned());
            if after != before {
                update(&mut state, Event::Key(Key::Char('u')));
                prop_assert_eq!(&(state.command_line(), state.plan().cloned()), &before);
                update(&mut state, Event::Key(Key::Ctrl('r')));
                prop_assert_eq!(&(state.command_line(), state.plan().cloned()), &after);
            }
        }
    }
}
