//! The equivalent command line, and the commands that the palette and the line-by-line mode take.

use super::bad_command::BadCommand;
use super::keymap::{Action, Context, bindings_in};
use super::pasted::{self, Pasted, change, date, id, line};
use super::{fuzzy, request};
use crate::nearest::nearest;
use crate::plan::{Change, Kind, Request, RequestAction, Stage};
use crate::product::{ComponentId, Product};
use crate::version::{BuildDate, Line, SurfaceKind};

/// The command line that plans what is asked for.
pub(super) struct CommandLine<'a> {
    /// The global arguments.
    pub(super) prefix: &'a [String],
    /// The request; it asks for something.
    pub(super) request: &'a Request,
    /// The changes in the order of the product file, where they are planned.
    pub(super) planned: Option<&'a [Change]>,
    /// A date after tomorrow needs `--allow-future` (Rule B8).
    pub(super) today: BuildDate,
    /// Whether the versions are shown as ecosystems write them.
    pub(super) has_renderings: bool,
}

impl<'a> CommandLine<'a> {
    /// Its words. They are written as they are asked for: a request may have thousands of changes.
    pub(super) fn words(self) -> impl Iterator<Item = String> + 'a {
        let date = self.request.date;
        let (verb, ids) = match &self.request.action {
            RequestAction::Release { .. } => ("plan", None),
            RequestAction::Promote { components } => ("promote", Some(components)),
            RequestAction::Drop { components } => ("drop", Some(components)),
        };
        let stage = match self.request.stage() {
            Stage::Stable => None,
            Stage::Next => Some("--next".to_owned()),
            Stage::Maintained(line) => Some(format!("--line {line}")),
        };
        let asked = self.planned.is_none().then(|| request::changes(self.request));
        let program = std::iter::once("dateline".to_owned());
        program
            .chain(self.prefix.iter().map(|word| quoted(word)))
            .chain([verb.to_owned()])
            .chain(self.planned.into_iter().flatten().map(ToString::to_string))
            .chain(asked.into_iter().flatten().map(ToString::to_string))
            .chain(ids.into_iter().flatten().map(ToString::to_string))
            .chain(stage)
            .chain([format!("--date {date}")])
            .chain(is_future(date, self.today).then(|| "--allow-future".to_owned()))
            .chain(self.has_renderings.then(|| "--renderings".to_owned()))
    }
}

/// Whether a date is later than tomorrow (Rule B8).
pub(super) fn is_future(date: BuildDate, today: BuildDate) -> bool {
    date.days_since(today) > 1
}

/// A word as a POSIX shell reads it back.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// What is asked for by name.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Command {
    /// What a key of the main screen does.
    Key(Action),
    /// Put a change into the plan, or take it back.
    Change(Change),
    /// Plan for this day.
    Date(BuildDate),
    /// Plan fixes on this line, or on the current one again.
    Line(Option<Line>),
    /// Promote these components, or all.
    Promote(Vec<ComponentId>),
    /// Drop the series of these components.
    Drop(Vec<ComponentId>),
    /// Bring these components to the line, or all that are behind.
    CatchUp(Vec<ComponentId>),
    /// Select this component.
    Why(ComponentId),
    /// Show only components with this text.
    Filter(String),
    /// Write the plan to this file.
    Write(String),
    /// Plan what a command line asks for.
    Pasted(Pasted),
}

/// The words that commands with an argument start with, and what they take.
const WITH_ARGUMENT: [(&str, &str); 7] = [
    ("catch-up", "COMPONENT..."),
    ("date", "YYYY-MM-DD"),
    ("drop", "COMPONENT..."),
    ("line", "MAJOR.MINOR"),
    ("promote", "COMPONENT..."),
    ("why", "COMPONENT"),
    ("write", "FILE"),
];

/// What the command of a key of the main screen does.
fn by_name(name: &str) -> Option<Action> {
    let mut named = bindings_in(Context::Browse).filter(|binding| !binding.name.is_empty());
    named.find(|binding| binding.name == name).map(|binding| binding.action)
}

/// The command that `text` names.
pub(super) fn parse(text: &str) -> Result<Command, BadCommand> {
    let text = text.trim();
    let text = text.strip_prefix("$ ").unwrap_or(text);
    if let Some(words) = text.strip_prefix("dateline ") {
        return pasted::parse(words).map(Command::Pasted);
    }
    let (name, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let rest = rest.trim();
    let ids = || -> Result<Vec<ComponentId>, BadCommand> { rest.split_whitespace().map(id).collect() };
    match (name, rest) {
        ("date", day) if !day.is_empty() => date(day).map(Command::Date),
        ("line", "none") => Ok(Command::Line(None)),
        ("line", text) if !text.is_empty() => Ok(Command::Line(Some(line(text)?))),
        ("promote", "all") => Ok(Command::Promote(Vec::new())),
        ("catch-up", "all") => Ok(Command::CatchUp(Vec::new())),
        ("promote", rest) if !rest.is_empty() => ids().map(Command::Promote),
        ("catch-up", rest) if !rest.is_empty() => ids().map(Command::CatchUp),
        ("drop", rest) if !rest.is_empty() => ids().map(Command::Drop),
        ("drop", _) => Err(BadCommand::NoComponent("drop")),
        ("why", "") => Err(BadCommand::NoComponent("why")),
        ("why", _) => match ids()?.as_slice() {
            [id] => Ok(Command::Why(id.clone())),
            _ => Err(BadCommand::ManyComponents),
        },
        ("write", file) if !file.is_empty() => Ok(Command::Write(file.to_owned())),
        ("filter", rest) if !rest.is_empty() => Ok(Command::Filter(rest.to_owned())),
        (name, "") if !name.contains(':') => by_name(name).map(Command::Key).ok_or_else(|| unknown(name)),
        _ => change(text).map(Command::Change),
    }
}

fn unknown(name: &str) -> BadCommand {
    let keys = bindings_in(Context::Browse).map(|binding| binding.name).filter(|name| !name.is_empty());
    let known = keys.chain(WITH_ARGUMENT.iter().map(|(name, _)| *name));
    BadCommand::Unknown { name: name.to_owned(), nearest: nearest(name, known) }
}

/// A line of the palette: what to type, and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Suggestion {
    pub(super) text: String,
    pub(super) help: String,
    /// Whether something must follow.
    pub(super) goes_on: bool,
}

/// At most this many suggestions are made.
const SUGGESTIONS: usize = 50;

/// What a change of `kind` can be to: components, and their surfaces, whose names start with `part`.
fn targets(product: &Product, kind: &str, part: &str) -> Vec<Suggestion> {
    let of_component = Kind::ALL.into_iter().find(|known| known.name() == kind);
    let of_surface = SurfaceKind::ALL.iter().any(|known| known.name() == kind);
    let mut found = Vec::new();
    for component in product.components() {
        let id = component.id();
        let mut add = |target: String, help: String| {
            found.push((target, help));
        };
        if of_component.is_some_and(|kind| kind.fits(component)) {
            add(id.to_string(), component.title().to_owned());
        }
        for surface in component.surfaces().iter().filter(|_| of_surface) {
            add(
                format!("{id}.{}", surface.name),
                format!("surface {}, now {}", surface.name, surface.version),
            );
        }
    }
    let (mut named, others): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|(target, _): &(String, String)| target.starts_with(part));
    let matches = fuzzy::best(part, others.iter().map(|(target, _)| target.as_str()));
    named.extend(matches.into_iter().filter_map(|place| others.get(place).cloned()));
    let suggestion = |(target, help)| Suggestion { text: format!("{kind}:{target}"), help, goes_on: false };
    named.into_iter().take(SUGGESTIONS).map(suggestion).collect()
}

/// The commands that go on from what is typed.
pub(super) fn suggestions(product: &Product, typed: &str) -> Vec<Suggestion> {
    let typed = typed.trim_start();
    let suggestion = |text: String, help: String, goes_on| Suggestion { text, help, goes_on };
    let mut found = Vec::new();
    if let Some((kind, part)) = typed.split_once(':') {
        return targets(product, kind, part);
    }
    if let Some((start, part)) = typed.rsplit_once(' ')
        && let Some((name, _)) = WITH_ARGUMENT
            .iter()
            .find(|(name, what)| start.split(' ').next() == Some(*name) && what.starts_with("COMPONENT"))
    {
        let open = |component: &crate::product::Component| match *name {
            "promote" | "drop" => component.next().is_some(),
            "catch-up" => product.is_behind(component),
            _ => true,
        };
        let ids = product
            .components()
            .iter()
            .filter(|component| open(component) && component.id().as_str().starts_with(part));
        let titled = ids.map(|component| {
            suggestion(format!("{start} {}", component.id()), component.title().to_owned(), false)
        });
        found.extend(titled.take(SUGGESTIONS));
        return found;
    }
    for binding in bindings_in(Context::Browse).filter(|binding| !binding.name.is_empty()) {
        if !matches!(binding.action, Action::Change(_) | Action::Palette | Action::Accept) {
            found.push(suggestion(binding.name.to_owned(), binding.help.to_owned(), false));
        }
    }
    for kind in Kind::ALL {
        found.push(suggestion(format!("{}:", kind.name()), format!("{} of a component", kind.name()), true));
    }
    let addition = SurfaceKind::Addition.name();
    if product.components().iter().any(|component| !component.surfaces().is_empty()) {
        found.push(suggestion(
            format!("{addition}:"),
            format!("{addition} to a surface of a component"),
            true,
        ));
    }
    for (name, argument) in WITH_ARGUMENT {
        found.push(suggestion(format!("{name} "), argument.to_owned(), true));
    }
    // What starts so comes first, then what has the letters in their order.
    let (mut first, others): (Vec<Suggestion>, Vec<Suggestion>) =
        found.into_iter().partition(|suggestion| suggestion.text.starts_with(typed));
    let matches = fuzzy::best(typed, others.iter().map(|suggestion| suggestion.text.as_str()));
    first.extend(matches.into_iter().filter_map(|place| others.get(place).cloned()));
    first
}
