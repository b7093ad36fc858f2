//! The user's own keys and colours: one TOML file, of which everything may be left out.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::str::FromStr;

use ratatui::style::Color;
use serde::{Deserialize, Deserializer, de};
use thiserror::Error;
use toml::Spanned;

use super::keymap::{Key, Keymap, bindings};
use crate::nearest::nearest;
use crate::shown::shown;
use crate::words::{Explain, Help, Place};

/// What a user may choose.
#[derive(Debug, Clone, Default)]
pub struct Config {
    pub keys: Keymap,
    pub colors: Colors,
}

/// The colours of what stands out; all else has the terminal's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colors {
    /// New versions, and lines that a diff adds.
    pub new: Color,
    /// What wants attention.
    pub warning: Color,
    /// Lines that a diff removes.
    pub removed: Color,
    /// Keys, and the frame of the pane that they go to.
    pub key: Color,
    /// The line at the top.
    pub bar: Color,
    pub bar_text: Color,
}

impl Default for Colors {
    fn default() -> Self {
        Colors {
            new: Color::Green,
            warning: Color::Yellow,
            removed: Color::Red,
            key: Color::Cyan,
            bar: Color::Cyan,
            bar_text: Color::Black,
        }
    }
}

/// What is wrong with the file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}:{}:{}: {message}", .place.file, .place.line, .place.column)]
pub struct ConfigError {
    message: String,
    help: Vec<Help>,
    place: Place,
}

impl Explain for ConfigError {
    fn code(&self) -> &'static str {
        "invalid-config"
    }

    fn help(&self) -> Vec<Help> {
        self.help.clone()
    }

    fn place(&self) -> Option<Place> {
        Some(self.place.clone())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct File {
    theme: Theme,
    keys: BTreeMap<Spanned<String>, OwnKeys>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct Theme {
    new: Option<OwnColor>,
    warning: Option<OwnColor>,
    removed: Option<OwnColor>,
    key: Option<OwnColor>,
    bar: Option<OwnColor>,
    bar_text: Option<OwnColor>,
}

/// `green`, `light-blue`, `208`, `#5f8700`, or `default` for the terminal's own.
struct OwnColor(Color);

impl<'de> Deserialize<'de> for OwnColor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let named = if text == "default" { Ok(Color::Reset) } else { Color::from_str(&text) };
        let wrong = |_| {
            de::Error::custom(format!(
                "`{}` is not a valid colour: write a name such as green or light-blue, a number up to 255, #rrggbb, or \
                 default",
                shown(&text)
            ))
        };
        named.map(OwnColor).map_err(wrong)
    }
}

/// One key, or some.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a key such as \"f\", \"Ctrl-F\" or \"Enter\", or a list of keys")]
enum OwnKeys {
    One(String),
    Some(Vec<String>),
}

impl Config {
    /// Reads the file `name`, whose text is `text`.
    ///
    /// Refused: what is not TOML, an unknown key or command, `new = "grin"`, `fix = "Ctrl-"`, and a key that has another
    /// meaning already, as `fix = "x"` where x clears the plan.
    pub fn read(name: &str, text: &str) -> Result<Config, ConfigError> {
        let error = |message: String, help: Vec<Help>, at: usize| {
            let before = text.get(..at).unwrap_or(text);
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            ConfigError { message, help, place: Place { file: name.to_owned(), line, column } }
        };
        let file: File = toml::from_str(text).map_err(|wrong| {
            let at = wrong.span().map_or(0, |span| span.start);
            let help = Help::run_to("dateline tui-config", "see every key with its default");
            error(wrong.message().to_owned(), vec![help], at)
        })?;
        let mut keys = Keymap::default();
        for (command, own) in &file.keys {
            let texts = match own {
                OwnKeys::One(text) => std::slice::from_ref(text),
                OwnKeys::Some(texts) => texts.as_slice(),
            };
            let at = command.span().start;
            let name = command.get_ref();
            let own: Vec<Key> = texts
                .iter()
                .map(|text| {
                    let wrong = format!("`{}` is not a valid key of {}", shown(text), shown(name));
                    let help = Help::text(
                        "write one character, Ctrl-LETTER, or a name such as Enter, Space or PgUp",
                    );
                    text.parse().map_err(|()| error(wrong, vec![help], at))
                })
                .collect::<Result<_, _>>()?;
            if !keys.bind(name, own) {
                let names = bindings().iter().map(|binding| binding.name).filter(|name| !name.is_empty());
                let help = nearest(name, names).map(Help::did_you_mean).into_iter().collect();
                return Err(error(format!("unknown command `{}`", shown(name)), help, at));
            }
        }
        // Only once all are given: two commands may have changed places.
        for command in file.keys.keys() {
            if let Some(clash) = keys.clash(command.get_ref()) {
                let message =
                    format!("{} is a key already: {} ({})", clash.key, clash.other, clash.context.title());
                let help = Help::text("choose another key, or give that command another one, too");
                return Err(error(message, vec![help], command.span().start));
            }
        }
        Ok(Config { keys, colors: file.theme.colors() })
    }

    /// A file with every default, explained.
    pub fn defaults() -> String {
        let mut text = "# The terminal UI of dateline: ~/.config/dateline/config.toml, or $XDG_CONFIG_HOME/dateline/config.toml.\n\
             # These are the defaults; leave out what is to stay.\n\n\
             # A colour is a name such as green or light-blue, a number up to 255, #rrggbb, or default for the\n\
             # terminal's own. NO_COLOR, or --color with never, turns them off.\n\
             [theme]\n"
            .to_owned();
        let colors = Colors::default();
        let theme = [
            ("new", colors.new, "new versions, and lines that a diff adds"),
            ("warning", colors.warning, "what wants attention"),
            ("removed", colors.removed, "lines that a diff removes"),
            ("key", colors.key, "keys, and the frame of the pane that they go to"),
            ("bar", colors.bar, "the line at the top"),
            ("bar-text", colors.bar_text, "its text"),
        ];
        for (name, color, what) in theme {
            let value = format!("{:?}", color.to_string().to_lowercase());
            let _ = writeln!(text, "{:32}# {what}", format!("{name} = {value}"));
        }
        text += "\n# The keys of the main screen, by the names of their commands; several as a list.\n\
                 # A key is one character, Ctrl-LETTER, or one of Enter, Space, Tab, Shift-Tab, Esc, Backspace, Del, Up,\n\
                 # Down, Left, Right, PgUp, PgDn, Home, End.\n[keys]\n";
        for binding in bindings().iter().filter(|binding| !binding.name.is_empty()) {
            let keys: Vec<String> = binding.keys.iter().map(|key| format!("{:?}", key.to_string())).collect();
            let keys = match keys.as_slice() {
                [one] => one.clone(),
                some => format!("[{}]", some.join(", ")),
            };
            let _ = writeln!(text, "{:32}# {}", format!("{} = {keys}", binding.name), binding.help);
        }
        text
    }
}

impl Theme {
    fn colors(self) -> Colors {
        let own = |color: Option<OwnColor>, default: Color| color.map_or(default, |color| color.0);
        let default = Colors::default();
        Colors {
            new: own(self.new, default.new),
            warning: own(self.warning, default.warning),
            removed: own(self.removed, default.removed),
            key: own(self.key, default.key),
            bar: own(self.bar, default.bar),
            bar_text: own(self.bar_text, default.bar_text),
        }
    }
}
