//! A proposed product file, and what is uncertain about it.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Detail, Report, github, plain_lines, section};
use crate::product::{Component, Product};
use crate::proposal::{Note, Proposal, Source};
use crate::shown::shown;
use crate::shown::visible;
use crate::version::Scheme;
use crate::words::{Line, Tone};

/// A proposed product file.
pub struct ProposalReport<'a> {
    pub proposal: &'a Proposal,
    pub path: &'a str,
    pub written: bool,
}

impl Report for ProposalReport<'_> {
    /// The components and what to do next; the text of the file where it is not written.
    fn lines(&self, _: Detail) -> Vec<Line> {
        let ProposalReport { proposal, path, .. } = self;
        if !self.written {
            return plain_lines(&proposal.text).collect();
        }
        let product = &proposal.product;
        let count = match product.components() {
            [_] => "1 component".to_owned(),
            components => format!("{} components", components.len()),
        };
        let head =
            Line::new(product.name(), Tone::Heading).and(format_args!(": {count} in {}", visible(path)));
        let mut lines = vec![head, Line::default()];
        let ids = product.components().iter().map(|component| component.id().as_str().len());
        let width = ids.max().unwrap_or(0);
        for (component, origin) in product.components().iter().zip(&proposal.origins) {
            let line = Line::plain(format!("  {:width$}  ", component.id().as_str()));
            lines.push(facts(line, product, component, origin));
        }
        lines.push(Line::default());
        lines.extend(next_steps(proposal, path));
        lines
    }

    fn json(&self) -> impl Serialize {
        let ProposalReport { proposal, path, written } = self;
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

    /// A block of its text.
    fn markdown(&self) -> String {
        format!("```toml\n{}```\n", self.proposal.text)
    }

    fn github(&self) -> String {
        github::stable_versions(&self.proposal.product)
    }
}

/// What to do with a product file that was just written.
fn next_steps(proposal: &Proposal, path: &str) -> Vec<Line> {
    let path = visible(path);
    let plan = match proposal.product.components() {
        [first, ..] => format!("see a first plan: dateline plan fix:{}", first.id()),
        [] => String::new(),
    };
    let steps = [
        format!("read {path}, and change what is wrong"),
        "check it: dateline check".to_owned(),
        format!("commit it: git add {path} && git commit -m \"chore: add the product file\""),
        plan,
    ];
    let steps = steps.iter().enumerate().map(|(place, step)| format!("  {}. {step}", place + 1));
    std::iter::once(format!("{path} is written. Next:")).chain(steps).map(Line::plain).collect()
}

fn facts(line: Line, product: &Product, component: &Component, origin: &str) -> Line {
    let line = match component.version() {
        Some(version) => line.with(version, Tone::New).and(format_args!(" {}", visible(origin))),
        None => line.with("never released", Tone::Faint),
    };
    let mut facts = Vec::new();
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
    facts.into_iter().fold(line, |line, fact| line.and(format_args!(", {fact}")))
}

/// What was guessed and what was left out, for people; empty where everything is certain. What has one reason is one
/// line, unless `detail` asks for everything.
pub fn notes(proposal: &Proposal, detail: Detail) -> Vec<Line> {
    let mut lines = Vec::new();
    for (title, notes) in [("Guessed", &proposal.guessed), ("Left out", &proposal.unknown)] {
        if !notes.is_empty() {
            section(&mut lines, title, Detail::Usual);
            lines.extend(if detail == Detail::Full { each(notes) } else { folded(notes) });
        }
    }
    lines
}

fn each(notes: &[Note]) -> Vec<Line> {
    let line = |note: &Note| Line::plain(format!("  {}: {}", source(&note.source), visible(&note.message)));
    notes.iter().map(line).collect()
}

fn folded(notes: &[Note]) -> Vec<Line> {
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
        Line::plain(format!("  {sources}: {}", visible(message)))
    });
    lines.collect()
}

/// How many sources of one reason are named where there are more.
const SHOWN: usize = 3;

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
