//! Results as JSON, for scripts. Fields are added, never renamed or removed.
//!
//! Versions and lines are strings, dates `YYYY-MM-DD`. Lists of components keep the order of the product file.

pub mod contract;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::ecosystem::Ecosystem;
use crate::phrases;
use crate::plan::{FORMAT_VERSION, Plan};
use crate::product::{Checked, Component, OnMismatch, Product, Raise, Requirement};
use crate::shown::is_invisible;
use crate::version::{BuildDate, Version};

/// Any result as one JSON object, with a newline at its end. Characters that could change how a terminal shows the
/// text are written as `\u` escapes (Rule A4).
#[must_use]
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

/// A plan, as [`Plan`] serialises itself.
#[must_use]
pub fn plan(plan: &Plan) -> Value {
    json!(plan)
}

fn renderings(renderings: &[(Ecosystem, String)]) -> Value {
    let renderings = renderings.iter();
    renderings
        .map(|(ecosystem, text)| (ecosystem.name().to_owned(), json!(text)))
        .collect::<Map<_, _>>()
        .into()
}

/// The state of a product: every component, its versions, surfaces and floors.
///
/// It has all that a service needs to tell of itself, so that the document can be served as it is:
///
#[doc = include_str!("status.md")]
#[must_use]
pub fn status(product: &Product) -> Value {
    let components: Vec<Value> =
        product.components().iter().map(|component| component_status(product, component)).collect();
    json!({"product": product.name(), "line": product.current_line(), "components": components})
}

fn component_status(product: &Product, component: &Component) -> Value {
    let follows: Map<String, Value> = component
        .follows()
        .iter()
        .map(|follow| (follow.component.to_string(), follow.edge.name().into()))
        .collect();
    let caps = component.follows().iter().filter_map(|follow| Some((&follow.component, follow.cap?)));
    let follows_as: Map<String, Value> =
        caps.map(|(followed, cap)| (followed.to_string(), cap.name().into())).collect();
    let surfaces: Map<String, Value> = component
        .surfaces()
        .iter()
        .map(|surface| {
            let value = json!({
                "version": surface.version.to_string(),
                "next": surface.next.map(|next| next.to_string()),
                "accepts_previous": surface.accepts_previous,
            });
            (surface.name.to_string(), value)
        })
        .collect();
    json!({
        "component": component.id(),
        "title": component.title(),
        "scheme": component.scheme().name(),
        "lead": component.is_lead(),
        "version": component.version(),
        "next": component.next(),
        "behind": product.is_behind(component),
        "maintained": component.maintained(),
        "follows": follows,
        "follows_as": follows_as,
        "surfaces": surfaces,
        "requires": component.requires().iter().map(requirement).collect::<Vec<_>>(),
        "renderings": renderings(&component.renderings()),
    })
}

fn requirement(requirement: &Requirement) -> Value {
    json!({
        "requires": phrases::provider(&requirement.provider, requirement.surface.as_ref()),
        "at_least": phrases::floor(requirement.at_least),
        "on_mismatch": match requirement.on_mismatch {
            OnMismatch::Fail => "fail",
            OnMismatch::Wait => "wait",
            OnMismatch::Replace => "replace",
        },
        "checked": match requirement.checked {
            Checked::Install => "install",
            Checked::Runtime => "runtime",
        },
        "raise": match requirement.raise {
            Raise::Never => "never",
            Raise::Api => "api",
        },
    })
}

/// Why one component is released, or stays: the chain of reasons, each component on the way explained once.
#[must_use]
pub fn why(plan: &Plan, component: &Component) -> Value {
    let chain: Vec<Value> = plan
        .chain(component.id())
        .into_iter()
        .map(|release| {
            json!({
                "component": release.component,
                "from": release.from,
                "to": release.to,
                "level": release.level.name(),
                "because": release.because,
            })
        })
        .collect();
    let stays = plan.unchanged.iter().find(|unchanged| unchanged.component == *component.id());
    json!({
        "product": plan.product,
        "component": component.id(),
        "title": component.title(),
        "released": !chain.is_empty(),
        "chain": chain,
        "unchanged": stays,
    })
}

/// A version taken apart.
#[derive(Serialize)]
struct Parsed<'a> {
    input: &'a str,
    version: Version,
    scheme: &'static str,
    major: u32,
    minor: u32,
    patch: Option<u32>,
    build: Option<BuildDate>,
    next: Option<u32>,
    line: String,
    core: Version,
    stable: bool,
}

/// Versions taken apart, each with the text that it was read from.
#[must_use]
pub fn parsed(versions: &[(String, Version)]) -> Value {
    let versions: Vec<Value> = versions
        .iter()
        .map(|(input, version)| {
            json!(Parsed {
                input,
                version: *version,
                scheme: version.scheme().name(),
                major: version.line().major(),
                minor: version.line().minor(),
                patch: version.patch(),
                build: version.build(),
                next: version.next().map(crate::version::NextId::get),
                line: version.line().to_string(),
                core: version.core(),
                stable: version.is_stable(),
            })
        })
        .collect();
    json!({"versions": versions})
}

/// An error, as one object for the error stream.
#[must_use]
pub fn error(error: &Value) -> String {
    document(json!({ "error": error }))
}
