//! Errors as people and scripts see them: a kind, a message, what to do instead, and an exit code.

use serde_json::{Value, json};

use crate::report::json as json_report;
use crate::shown::{shown, visible};
use crate::words::{Explain, Help, Place};

/// Why a command did not do what it was asked for.
#[derive(Debug)]
pub(super) struct CommandError {
    pub(super) kind: ErrorKind,
    /// The stable code in JSON.
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) hints: Vec<Help>,
    pub(super) place: Option<Place>,
    /// Several errors that are reported at once, as in a product file; their text is rendered already.
    pub(super) parts: Vec<CommandError>,
    /// The message as a picture of the place, where there is one.
    pub(super) picture: Option<String>,
}

/// What an error means for the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ErrorKind {
    /// A rule refuses: 1.
    Refused,
    /// Wrong usage or invalid input: 2.
    Invalid,
    /// An apply that was cut off must be recovered first: 3.
    Unfinished,
    /// Another process is running: 4.
    Busy,
    /// The release is made, but a later step failed: 5.
    Later,
    /// The system failed, such as a disk, git or permissions, and nothing changed: 6.
    System,
    /// The user said no: 130.
    Declined,
    /// The result itself says what is refused: 1, without another word.
    Reported,
    /// Nobody reads the output any more: 0, without a word.
    BrokenPipe,
    /// Interrupted: 130, without a word.
    #[cfg(feature = "tui")]
    Interrupted,
}

impl ErrorKind {
    /// Whether there is nothing to say.
    pub(super) fn is_silent(self) -> bool {
        match self {
            ErrorKind::Reported | ErrorKind::BrokenPipe => true,
            #[cfg(feature = "tui")]
            ErrorKind::Interrupted => true,
            ErrorKind::Refused
            | ErrorKind::Invalid
            | ErrorKind::Unfinished
            | ErrorKind::Busy
            | ErrorKind::Later
            | ErrorKind::System
            | ErrorKind::Declined => false,
        }
    }

    pub(super) fn exit_code(self) -> u8 {
        match self {
            ErrorKind::Refused | ErrorKind::Reported => 1,
            ErrorKind::Invalid => 2,
            ErrorKind::Unfinished => 3,
            ErrorKind::Busy => 4,
            ErrorKind::Later => 5,
            ErrorKind::System => 6,
            ErrorKind::Declined => 130,
            ErrorKind::BrokenPipe => 0,
            #[cfg(feature = "tui")]
            ErrorKind::Interrupted => 130,
        }
    }
}

impl CommandError {
    /// Nothing is to be said, only the exit code of `kind` is given.
    pub(super) fn silent(kind: ErrorKind) -> Self {
        CommandError {
            kind,
            code: "silent",
            message: String::new(),
            hints: Vec::new(),
            place: None,
            parts: Vec::new(),
            picture: None,
        }
    }

    /// The result is printed, and says what is refused.
    pub(super) fn reported() -> Self {
        CommandError::silent(ErrorKind::Reported)
    }

    /// An error that knows its code, its help and its place.
    pub(super) fn explained(kind: ErrorKind, error: &dyn Explain) -> Self {
        let parts = error.parts().into_iter();
        CommandError {
            kind,
            code: error.code(),
            message: error.to_string(),
            hints: error.help(),
            place: error.place(),
            parts: parts.map(|part| CommandError::explained(kind, part)).collect(),
            picture: None,
        }
    }

    /// An error about `text`, which was to be `what`.
    pub(super) fn about(error: &dyn Explain, text: &str, what: &str) -> Self {
        let message = format!("`{}` is not a valid {what}: {error}", shown(text));
        CommandError { message, ..CommandError::explained(ErrorKind::Invalid, error) }
    }

    /// The error as text: `error: …`, then a line for each hint.
    pub(super) fn text(&self, styled: bool) -> String {
        let paint = |color: anstyle::AnsiColor, word: &str| {
            let style = color.on_default().bold();
            if styled { format!("{style}{word}{style:#}") } else { word.to_owned() }
        };
        let mut text = String::new();
        for part in &self.parts {
            text += &part.picture.clone().unwrap_or_else(|| part.text(styled));
            text.push('\n');
        }
        text += &format!("{}: {}\n", paint(anstyle::AnsiColor::Red, "error"), visible(&self.message));
        for hint in &self.hints {
            text += &format!("{}: {}\n", paint(anstyle::AnsiColor::Cyan, "hint"), visible(&hint.to_string()));
        }
        text
    }

    /// The error as one JSON object.
    pub(super) fn json(&self) -> String {
        json_report::error(&self.fields())
    }

    fn fields(&self) -> Value {
        let place = self
            .place
            .as_ref()
            .map(|place| json!({"file": place.file, "line": place.line, "column": place.column}));
        let mut fields = json!({
            "code": self.code,
            "message": visible(&self.message),
            "hints": self.hints.iter().map(|hint| visible(&hint.to_string())).collect::<Vec<_>>(),
            "place": place,
        });
        if let (Value::Object(fields), false) = (&mut fields, self.parts.is_empty()) {
            let parts: Vec<Value> = self.parts.iter().map(CommandError::fields).collect();
            fields.insert("errors".to_owned(), Value::Array(parts));
        }
        fields
    }
}
