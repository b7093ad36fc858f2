//! What results as JSON have in common. Fields are added, never renamed or removed.
//!
//! Versions and lines are strings, dates `YYYY-MM-DD`. Lists of components keep the order of the product file.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::plan::FORMAT_VERSION;
use crate::shown::is_invisible;

/// Any result as one JSON object, with a newline at its end. `fields` are a struct or a map without a `format_version`, which
/// comes first. Characters that could change how a terminal shows the
/// text are written as `\u` escapes (Rule A4).
pub fn document(fields: &impl Serialize) -> String {
    #[derive(Serialize)]
    struct Document<'f, F: Serialize> {
        format_version: u32,
        #[serde(flatten)]
        fields: &'f F,
    }
    let document = Document { format_version: FORMAT_VERSION, fields };
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    escape_invisible(text) + "\n"
}

/// A list whose items are made one by one while they are written, so that they are never in memory all at once.
pub struct List<F>(pub F);

impl<I: Iterator<Item: Serialize>, F: Fn() -> I> Serialize for List<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0())
    }
}

/// Only strings of a JSON text hold characters beyond ASCII and DEL, so that they can be escaped wherever they stand.
fn escape_invisible(text: String) -> String {
    let is_plain = |byte: u8| byte == b'\n' || (b' '..0x7f).contains(&byte);
    if text.bytes().all(is_plain) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if is_invisible(c) && c != '\n' {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// An error, as one object for the error stream.
pub fn error(error: &Value) -> String {
    document(&json!({ "error": error }))
}
