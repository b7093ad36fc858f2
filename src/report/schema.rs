//! The JSON Schema of a product file, made from the table of keys that the loader reads by.

use serde_json::{Map, Value, json};

use crate::ecosystem::Ecosystem;
use crate::product::keys::{FILE, Shape, TableKey, TableKind};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema (draft 2020-12), for editors that complete and check TOML by it.
pub fn product_file() -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), DIALECT.into());
    schema.insert("title".to_owned(), "dateline product file".into());
    if let Value::Object(file) = table(&FILE) {
        schema.extend(file);
    }
    Value::Object(schema)
}

fn table(table: &TableKind) -> Value {
    let properties: Map<String, Value> =
        table.keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    let required: Vec<&str> = table.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    json!({
        "type": "object",
        "description": table.about,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn property(key: &TableKey) -> Value {
    let mut schema = shape(key.shape);
    if let Value::Object(schema) = &mut schema {
        schema.insert("description".to_owned(), key.about.into());
    }
    schema
}

const ID: &str = "^[a-z0-9][a-z0-9-]{0,63}$";
const TAG: &str = r"\{version\}";
const LINE: &str = r"^(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})$";
const VERSION: &str =
    r"^(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})(\.(0|[1-9][0-9]{0,8}))?(-next\.(0|[1-9][0-9]{0,8}))?$";

fn shape(shape: Shape) -> Value {
    match shape {
        Shape::Text | Shape::Path => json!({"type": "string", "minLength": 1}),
        Shape::Flag => json!({"type": "boolean"}),
        Shape::Number => json!({"type": "integer", "minimum": 0, "maximum": crate::version::MAX_NUMBER}),
        Shape::Choice(words) => json!({"enum": words}),
        Shape::Version => json!({"type": "string", "pattern": VERSION}),
        Shape::Versions => json!({"type": "array", "items": {"type": "string", "pattern": VERSION}}),
        Shape::Line => json!({"type": "string", "pattern": LINE}),
        Shape::Date => json!({"type": "string", "format": "date"}),
        Shape::Paths => json!({"type": "array", "items": {"type": "string", "minLength": 1}}),
        Shape::Tag => json!({"type": "string", "pattern": TAG}),
        Shape::TagOrNone => json!({"anyOf": [{"type": "string", "pattern": TAG}, {"const": false}]}),
        Shape::Tags => json!({"type": "array", "items": {"type": "string"}}),
        Shape::Ecosystem => ecosystem(),
        Shape::Ecosystems => json!({"type": "array", "items": ecosystem(), "uniqueItems": true}),
        Shape::SurfaceNumber => number_or_text(),
        Shape::One(kind) => table(kind),
        Shape::Many(kind) => json!({"type": "array", "items": table(kind)}),
        Shape::Named(kind) => named(&json!({"pattern": ID}), &table(kind)),
        Shape::Followed(words, kind) => {
            named(&json!({"pattern": ID}), &json!({"anyOf": [{"enum": words}, table(kind)]}))
        }
        Shape::Words(words) => named(&json!({}), &json!({"enum": words})),
        Shape::Targets => named(&json!({}), &json!({"type": "string", "minLength": 1})),
        Shape::Required(kind) => named(&json!({}), &json!({"anyOf": [number_or_text(), table(kind)]})),
    }
}

/// A counter, or a version or line as text.
fn number_or_text() -> Value {
    json!({"type": ["string", "integer"], "minimum": 0, "maximum": crate::version::MAX_NUMBER})
}

fn ecosystem() -> Value {
    let names: Vec<&str> = Ecosystem::ALL.iter().map(|ecosystem| ecosystem.name()).collect();
    json!({ "enum": names })
}

fn named(names: &Value, values: &Value) -> Value {
    json!({"type": "object", "propertyNames": names, "additionalProperties": values})
}
