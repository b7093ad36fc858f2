//! What is told of a product file that is proposed, in every form.

use serde_json::{Value, json};

use super::style::{FAINT, HEADING, NEW, painted};
use super::visible;
use crate::product::{Component, Product};
use crate::proposal::{Note, Proposal, Source};
use crate::shown::shown;
use crate::version::Scheme;

/// The components that are proposed, for people; `path` is where the product file is.
#[must_use]
pub fn text(proposal: &Proposal, path: &str) -> String {
    let product = &proposal.product;
    let count = match product.components() {
        [_] => "1 component".to_owned(),
        components => format!("{} components", components.len()),
    };
    let mut text = format!("{}: {count} in {}\n\n", painted(HEADING, product.name(), 0), visible(path));
    let ids = product.components().iter().map(|component| component.id().as_str().len());
    let width = ids.max().unwrap_or(0);
    for component in product.components() {
        text += &format!("  {:width$}  {}\n", component.id().as_str(), facts(product, component));
    }
    text + "\nThe product file is written. Read it, and change what is wrong.\n"
}

fn facts(product: &Product, component: &Component) -> String {
    let version = match component.version() {
        Some(version) => painted(NEW, version, 0).to_string(),
        None => painted(FAINT, "never released", 0).to_string(),
    };
    let mut facts = vec![version];
    if component.scheme() != Scheme::Dated {
        facts.push(component.scheme().to_string());
    }
    facts.extend(component.is_lead().then(|| "leads".to_owned()));
    let template = product.tag_of(component).to_string().replace("{component}", component.id().as_str());
    facts.push(format!("tags {}", visible(&template)));
    let files: Vec<String> = component.manifests().iter().map(|manifest| visible(&manifest.path)).collect();
    if !files.is_empty() {
        facts.push(files.join(" "));
    }
    facts.join(", ")
}

/// What was guessed and what could not be told, for people; empty where everything is certain.
#[must_use]
pub fn notes(proposal: &Proposal) -> String {
    let listed = |title: &str, notes: &[Note]| {
        let lines =
            notes.iter().map(|note| format!("  {}: {}\n", source(&note.source), visible(&note.message)));
        if notes.is_empty() {
            String::new()
        } else {
            format!("{}\n{}\n", painted(HEADING, title, 0), lines.collect::<String>())
        }
    };
    listed("Guessed", &proposal.guessed) + &listed("Left out", &proposal.unknown)
}

/// A proposal for scripts.
#[must_use]
pub fn json(proposal: &Proposal, path: &str, written: bool) -> Value {
    let product = &proposal.product;
    let notes = |notes: &[Note]| -> Vec<Value> { notes.iter().map(note_json).collect() };
    let components: Vec<Value> =
        product.components().iter().map(|component| component_json(product, component)).collect();
    json!({
        "product": product.name(),
        "path": path,
        "components": components,
        "guessed": notes(&proposal.guessed),
        "unknown": notes(&proposal.unknown),
        "text": proposal.text,
        "written": written,
    })
}

fn source(source: &Source) -> String {
    match source {
        Source::File(path) => shown(path).to_string(),
        Source::Tag(name) => format!("tag {}", shown(name)),
    }
}

fn note_json(note: &Note) -> Value {
    match &note.source {
        Source::File(path) => json!({"file": path, "message": note.message}),
        Source::Tag(name) => json!({"tag": name, "message": note.message}),
    }
}

fn component_json(product: &Product, component: &Component) -> Value {
    let manifests = component.manifests().iter();
    let manifests = manifests.map(|manifest| json!({"path": manifest.path, "field": manifest.field}));
    let follows = component.follows().iter();
    let follows = follows.map(|follow| (follow.component.to_string(), Value::from(follow.edge.name())));
    json!({
        "component": component.id(),
        "title": component.title(),
        "scheme": component.scheme().to_string(),
        "lead": component.is_lead(),
        "version": component.version(),
        "next": component.next(),
        "maintained": component.maintained(),
        "follows": follows.collect::<serde_json::Map<_, _>>(),
        "tag": product.tag_of(component).to_string(),
        "tag_aliases": component.tag_aliases().iter().map(ToString::to_string).collect::<Vec<_>>(),
        "publish": component.publish().iter().map(ToString::to_string).collect::<Vec<_>>(),
        "manifests": manifests.collect::<Vec<_>>(),
    })
}

/// A proposal as a block of its text.
#[must_use]
pub fn markdown(proposal: &Proposal) -> String {
    format!("```toml\n{}```\n", proposal.text)
}
