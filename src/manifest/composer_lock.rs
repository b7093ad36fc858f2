//! composer.lock, which keeps a hash of its composer.json: <https://getcomposer.org/doc/01-basic-usage.md>.

use md5::{Digest, Md5};
use serde_json::{Map, Value};

use super::error::ManifestError;
use super::json_text::{parse, site};
use super::lines::body;
use super::link::{Replacement, replace};

const RELEVANT: [&str; 11] = [
    "conflict",
    "extra",
    "minimum-stability",
    "name",
    "prefer-stable",
    "provide",
    "replace",
    "repositories",
    "require",
    "require-dev",
    "version",
];

/// `lock`, a composer.lock, with the hash of `after`, the new composer.json. `None` where the hash that it has is not that
/// of `before`, the old one: then only Composer can say what it should be.
pub fn composer_lock(lock: &str, before: &str, after: &str) -> Result<Option<String>, ManifestError> {
    let plain = body(lock);
    let Some(site) = site(plain, &parse(plain)?, &["content-hash"], "`content-hash`")? else {
        return Ok(None);
    };
    if hash(before).as_deref() != Some(&site.text) {
        return Ok(None);
    }
    let offset = lock.len() - plain.len();
    let span = site.span.start + offset..site.span.end + offset;
    Ok(hash(after).map(|text| replace(lock, vec![Replacement { span, text }])))
}

/// The packages that a composer.lock takes from folders, each with its folder as it is written there.
#[must_use]
pub fn composer_paths(lock: &str) -> Vec<(String, String)> {
    let Ok(content) = serde_json::from_str::<Value>(body(lock)) else { return Vec::new() };
    let listed = ["packages", "packages-dev"].into_iter().filter_map(|list| content.get(list)?.as_array());
    let of = |package: &Value| {
        let dist = package.get("dist").filter(|dist| dist.get("type").is_some_and(|kind| kind == "path"))?;
        let (name, folder) = (package.get("name")?.as_str()?, dist.get("url")?.as_str()?);
        let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
        is_name.then(|| (name.to_owned(), folder.to_owned()))
    };
    listed.flatten().filter_map(of).collect()
}

/// The hash of what matters in a composer.json: its members in the order of their names, as PHP writes JSON.
fn hash(text: &str) -> Option<String> {
    let content: Map<String, Value> = serde_json::from_str(body(text)).ok()?;
    let mut members: Vec<(&str, Value)> = Vec::new();
    for key in RELEVANT {
        members.extend(content.get(key).map(|value| (key, value.clone())));
    }
    if let Some(platform) = content.get("config").and_then(|config| config.get("platform")) {
        members.push(("config", serde_json::json!({ "platform": platform })));
    }
    members.sort_by_key(|(key, _)| *key);
    let members: Map<String, Value> =
        members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let mut written = String::new();
    php(&Value::Object(members), &mut written);
    let digest = Md5::digest(written.as_bytes());
    Some(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// JSON as PHP writes it: no white space, `\/`, and ASCII alone. An object without members is a list there.
fn php(value: &Value, written: &mut String) {
    let list = |items: &mut dyn Iterator<Item = (Option<&String>, &Value)>, written: &mut String| {
        for (index, (key, item)) in items.enumerate() {
            if index > 0 {
                written.push(',');
            }
            if let Some(key) = key {
                text(key, written);
                written.push(':');
            }
            php(item, written);
        }
    };
    match value {
        Value::Object(members) if !members.is_empty() => {
            written.push('{');
            list(&mut members.iter().map(|(key, value)| (Some(key), value)), written);
            written.push('}');
        }
        Value::Object(_) => written.push_str("[]"),
        Value::Array(items) => {
            written.push('[');
            list(&mut items.iter().map(|item| (None, item)), written);
            written.push(']');
        }
        Value::String(content) => text(content, written),
        other => written.push_str(&other.to_string()),
    }
}

fn text(content: &str, written: &mut String) {
    written.push('"');
    for c in content.chars() {
        match c {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '/' => written.push_str("\\/"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            '\u{8}' => written.push_str("\\b"),
            '\u{c}' => written.push_str("\\f"),
            ' '..='~' => written.push(c),
            c => {
                let mut units = [0; 2];
                written.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
            }
        }
    }
    written.push('"');
}
