//! A journey: a product, keys, and the screens on the way.

use std::fs;
use std::path::PathBuf;

use dateline::product::Product;
use dateline::tui::{Effect, Event, Key, Setup, State, screen_text, update};
use dateline::version::BuildDate;

pub const SIZES: [(u16, u16); 2] = [(80, 24), (100, 30)];

pub fn day(text: &str) -> BuildDate {
    BuildDate::parse(text).unwrap()
}

pub fn setup(file: &str, date: &str, size: (u16, u16)) -> Setup {
    Setup { size, ..Setup::new(Product::from_toml(file).unwrap(), day(date)) }
}

pub struct Journey {
    pub state: State,
    pub effects: Vec<Effect>,
    screens: String,
}

impl Journey {
    pub fn new(setup: Setup) -> Self {
        Journey { state: State::new(setup), effects: Vec::new(), screens: String::new() }
    }

    /// Starts on a product file of `tests`.
    pub fn on(file: &str, date: &str, size: (u16, u16)) -> Self {
        Journey::new(setup(&fs::read_to_string(file).unwrap(), date, size))
    }

    pub fn event(&mut self, event: Event) -> &mut Self {
        self.effects.extend(update(&mut self.state, event));
        while self.state.has_idle_work() {
            update(&mut self.state, Event::Idle);
        }
        self
    }

    /// Presses keys: characters, or names such as `<Enter>` and `<C-r>`.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in parse(keys) {
            self.event(Event::Key(key));
        }
        self
    }

    pub fn screen(&self) -> String {
        screen_text(&self.state)
    }

    /// Keeps the screen under a caption.
    pub fn look(&mut self, caption: &str) -> &mut Self {
        self.screens += &format!("# {caption}\n{}\n", self.screen());
        self
    }

    /// The screens are those of the file.
    pub fn is_as_in(&self, name: &str, size: (u16, u16)) {
        let path: PathBuf = format!("tests/tui/screens/{name}-{}x{}.txt", size.0, size.1).into();
        if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
            fs::write(&path, &self.screens).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        snapbox::assert_data_eq!(self.screens.as_str(), snapbox::Data::text(expected).raw());
    }
}

/// Takes the journey at both sizes and compares its screens.
pub fn travel(name: &str, file: &str, date: &str, way: impl Fn(&mut Journey)) {
    for size in SIZES {
        let mut journey = Journey::on(file, date, size);
        way(&mut journey);
        journey.is_as_in(name, size);
    }
}

/// The keys of a text: characters, or names such as `<Enter>`.
pub fn parse(keys: &str) -> Vec<Key> {
    let mut parsed = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        if let Some((name, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
            parsed.push(named(name));
            rest = after;
        } else {
            parsed.push(Key::Char(first));
            rest = &rest[first.len_utf8()..];
        }
    }
    parsed
}

fn named(name: &str) -> Key {
    match name {
        "Space" => Key::Char(' '),
        "Enter" => Key::Enter,
        "Esc" => Key::Esc,
        "Tab" => Key::Tab,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "PgUp" => Key::PageUp,
        "PgDn" => Key::PageDown,
        "BS" => Key::Backspace,
        "Home" => Key::Home,
        other => match other.strip_prefix("C-").and_then(|rest| rest.chars().next()) {
            Some(letter) => Key::Ctrl(letter),
            None => panic!("no key {other}"),
        },
    }
}
