//! One key table for dispatch, footer and help.

use std::collections::HashMap;

use dateline::tui::Key;
use dateline::tui::keymap::{Context, action, bindings, bindings_in};

use crate::journey::{Journey, setup};

#[test]
fn every_binding_is_in_the_help() {
    let file = std::fs::read_to_string("product.toml").unwrap();
    let mut journey = Journey::new(setup(&file, "2016-11-01", (200, 400)));
    let help = journey.press("?").screen();
    for binding in bindings() {
        assert!(!binding.contexts.is_empty() && !binding.keys.is_empty() && !binding.help.is_empty());
        let line = help.lines().find(|line| {
            line.contains(binding.help)
                && line.trim_start_matches(['┃', ' ']).starts_with(&binding.keys_shown())
        });
        assert!(line.is_some(), "{} is not in the help", binding.keys_shown());
    }
}

#[test]
fn no_line_of_the_help_is_cut_on_the_usual_terminal() {
    let file = std::fs::read_to_string("product.toml").unwrap();
    let help = Journey::new(setup(&file, "2016-11-01", (80, 400))).press("?").screen();
    assert!(!help.contains('…'), "{help}");
}

#[test]
fn no_key_has_two_meanings_in_a_context() {
    for context in Context::ALL {
        let mut keys: HashMap<Key, &str> = HashMap::new();
        for binding in bindings_in(context) {
            for key in binding.keys.iter() {
                let other = keys.insert(*key, binding.help);
                assert_eq!(other, None, "{key} in {context:?} is also: {}", binding.help);
            }
        }
    }
}

#[test]
fn no_character_that_one_types_is_a_command_there() {
    for context in Context::ALL.into_iter().filter(|context| context.takes_text()) {
        for binding in bindings_in(context) {
            assert!(!binding.keys.iter().any(|key| matches!(key, Key::Char(_))), "{context:?}");
        }
    }
}

#[test]
fn every_context_can_be_left() {
    for context in Context::ALL {
        assert!(action(context, Key::Esc).is_some(), "{context:?}");
        assert!(action(context, Key::Ctrl('c')).is_some(), "{context:?}");
    }
}

#[test]
fn the_footer_shows_keys_that_the_product_has_a_use_for() {
    let mut journey = Journey::on("product.toml", "2016-11-01", (200, 60));
    let footer = |journey: &Journey| {
        let screen = journey.screen();
        let lines: Vec<&str> = screen.lines().collect();
        lines[lines.len() - 2..].join(" ")
    };
    assert!(!footer(&journey).contains("promote") && !footer(&journey).contains("d dev"));
    let before = footer(&journey);
    assert!(before.contains("f fix") && before.contains("u undo") && before.contains("y copy"));
    assert_eq!(footer(journey.press("a")), before, "nothing jumps");
    journey.press("D");
    assert!(footer(&journey).contains("Enter take") && !footer(&journey).contains("f fix"));
}
