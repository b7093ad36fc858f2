//! What results as JSON have in common. Fields are added, never renamed or removed.
//!
//! Versions and lines are strings, dates `YYYY-MM-DD`. Lists of components keep the order of the product file.

use serde_json::{Map, Value, json};

use crate::plan::FORMAT_VERSION;
use crate::shown::is_invisible;

/// Any result as one JSON object, with a newline at its end. Characters that could change how a terminal shows the
/// text are written as `\u` escapes (Rule A4).
pub fn document(fields: Value) -> String {
    let mut object = Map::new();
    object.insert("format_version".to_owned(), FORMAT_VERSION.into());
    if let Value::Object(fields) = fields {
        object.extend(fields);
    }
    let text = serde_json::to_string_pretty(&Value::Object(object)).unwrap_or_default();
    escape_invisible(&text) + "\n"
}

/// Only strings of a JSON text hold characters beyond ASCII and DEL, so that they can be escaped wherever they stand.
fn escape_invisible(text: &str) -> String {
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
    document(json!({ "error": error }))
}
