//! What is told of a product file that is proposed, in every form.

use serde_json::{Value, json};

use super::style::{FAINT, HEADING, NEW, painted};
use super::text::Detail;
use crate::product::{Component, Product};
use crate::proposal::{Note, Proposal, Source};
use crate::shown::shown;
use crate::shown::visible;
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
    for (component, origin) in product.components().iter().zip(&proposal.origins) {
        text += &format!("  {:width$}  {}\n", component.id().as_str(), facts(product, component, origin));
    }
    text + &format!("\n{}", next_steps(proposal, path))
}

/// What to do with a product file that was just written.
fn next_steps(proposal: &Proposal, path: &str) -> String {
    let path = visible(path);
    let plan = match proposal.product.components() {
        [first, ..] => format!("see a first plan: dateline plan fix:{}", first.id()),
        [] => String::new(),
    };
    let steps = [
        format!("read {path}, and change what is wrong"),
        "check it: dateline check".to_owned(),
        format!("commit it: git add {path} && git commit -m \"Add the product file\""),
        plan,
    ];
    let lines = steps.iter().enumerate().map(|(place, step)| format!("  {}. {step}\n", place + 1));
    format!("{} is written. Next:\n{}", path, lines.collect::<String>())
}

fn facts(product: &Product, component: &Component, origin: &str) -> String {
    let version = match component.version() {
        Some(version) => painted(NEW, version, 0).to_string(),
        None => painted(FAINT, "never released", 0).to_string(),
    };
    let origin = if component.version().is_some() { format!(" {}", visible(origin)) } else { String::new() };
    let mut facts = vec![version + &origin];
    if component.scheme() != Scheme::Dated {
        facts.push(component.scheme().to_string());
    }
    facts.extend(component.is_lead().then(|| "leads".to_owned()));
    let template = product.tag_of(component).to_string().replace("{component}", component.id().as_str());
    facts.push(format!("tags {}", visible(&template)));
    let files: Vec<String> = component.manifests().iter().map(|manifest| visible(&manifest.path)).collect();
    match files.get(..SHOWN) {
        Some(first) if files.len() > SHOWN + 1 => {
            facts.push(format!("{} and {} more manifests", first.join(" "), files.len() - SHOWN));
        }
        _ if files.is_empty() => {}
        _ => facts.push(files.join(" ")),
    }
    facts.join(", ")
}

/// How many sources of one reason are named where there are more.
const SHOWN: usize = 3;

/// What was guessed and what was left out, for people; empty where everything is certain. What has one reason is one
/// line, unless `detail` asks for everything.
#[must_use]
pub fn notes(proposal: &Proposal, detail: Detail) -> String {
    let listed = |title: &str, notes: &[Note]| {
        let lines = if detail == Detail::Full { each(notes) } else { folded(notes) };
        if notes.is_empty() { String::new() } else { format!("{}\n{lines}\n", painted(HEADING, title, 0)) }
    };
    listed("Guessed", &proposal.guessed) + &listed("Left out", &proposal.unknown)
}

fn each(notes: &[Note]) -> String {
    notes.iter().map(|note| format!("  {}: {}\n", source(&note.source), visible(&note.message))).collect()
}

fn folded(notes: &[Note]) -> String {
    let mut reasons: Vec<(&str, Vec<&Note>)> = Vec::new();
    for note in notes {
        match reasons.iter_mut().find(|(message, _)| *message == note.message) {
            Some((_, notes)) => notes.push(note),
            None => reasons.push((&note.message, vec![note])),
        }
    }
    let lines = reasons.into_iter().map(|(message, notes)| {
        let sources: Vec<String> = notes.iter().map(|note| source(&note.source)).collect();
        let sources = match sources.get(..SHOWN) {
            Some(first) if sources.len() > SHOWN + 1 => {
                format!("{} and {} more", first.join(", "), sources.len() - SHOWN)
            }
            _ => sources.join(", "),
        };
        format!("  {sources}: {}\n", visible(message))
    });
    lines.collect()
}

/// A proposal for scripts.
#[must_use]
pub fn json(proposal: &Proposal, path: &str, written: bool) -> Value {
    let product = &proposal.product;
    let notes = |notes: &[Note]| -> Vec<Value> { notes.iter().map(note_json).collect() };
    let components = product.components().iter().zip(&proposal.origins);
    let components: Vec<Value> =
        components.map(|(component, origin)| component_json(product, component, origin)).collect();
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

fn component_json(product: &Product, component: &Component, origin: &str) -> Value {
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
        "origin": origin,
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
