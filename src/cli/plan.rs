//! `plan`, `promote` and `drop`.

use std::path::Path;

use serde_json::{Value, json};

use super::args::{DropArguments, Format, Global, PlanArguments, PromoteArguments, Showing, Staging};
use super::dating;
use super::error::CommandError;
use super::load::{ProductFile, Source, find, load};
pub(super) use super::names::{id, ids, line};
use super::output::{Output, Rendered};
use super::pending::{Asked, note_unclassified};
use crate::apply::{Reviewed, SavedPlan, Site};
use crate::pending::Pending;
use crate::plan::{Change, ChangeError, Plan, Request, Stage, plan};
use crate::product::{ComponentId, Product};
use crate::report::pending::add_evidence;
use crate::report::text::Detail;
use crate::report::{github, json as json_report, markdown, text};
use crate::shown::shown;
use crate::system::{environment, files};
use crate::words::{Help, WRITE};

pub(super) fn run_plan(
    global: &Global,
    arguments: &PlanArguments,
    output: &Output,
) -> Result<(), CommandError> {
    let named = changes(&arguments.changes.changes)?;
    let stage = stage(&arguments.staging)?;
    let date = dating::date(&arguments.planning.dating)?;
    let asked = Asked::load(global, &arguments.evidence, stage)?;
    let changes = asked.changes(named, stage, &arguments.evidence)?;
    if let Some(pending) = &asked.pending {
        note_unclassified(pending, output);
    }
    let request = Request::release(changes, stage, date);
    let pending = asked.pending.as_ref();
    let more = More { pending, order: arguments.order };
    show_with((global, &asked.product), more, &request, &arguments.planning.showing, output)
}

pub(super) fn run_promote(
    global: &Global,
    arguments: &PromoteArguments,
    output: &Output,
) -> Result<(), CommandError> {
    let components = ids(&arguments.components)?;
    let date = dating::date(&arguments.planning.dating)?;
    show((global, &load(global)?), &Request::promote(components, date), &arguments.planning.showing, output)
}

pub(super) fn run_drop(
    global: &Global,
    arguments: &DropArguments,
    output: &Output,
) -> Result<(), CommandError> {
    let components = ids(&arguments.components)?;
    let date = dating::date(&arguments.planning.dating)?;
    show((global, &load(global)?), &Request::drop(components, date), &arguments.planning.showing, output)
}

/// Refuses to save a plan over a file that holds something else.
fn keep_others(path: &Path) -> Result<(), CommandError> {
    if !files::is_regular(path) {
        return Ok(());
    }
    let content = files::read(path).map_err(|error| CommandError::file("read", path, &error))?;
    if content.is_empty() || SavedPlan::from_json(&String::from_utf8_lossy(&content)).is_ok() {
        return Ok(());
    }
    let message = format!("`{}` exists and is not a saved plan", shown(&path.to_string_lossy()));
    Err(CommandError::invalid("file-exists", message)
        .hint("name another file")
        .hint(Help::add_to("--force", "replace it")))
}

/// Plans, saves the plan where that is asked for, and prints it.
pub(super) fn show(
    product: (&Global, &Product),
    request: &Request,
    showing: &Showing,
    output: &Output,
) -> Result<(), CommandError> {
    show_with(product, More::default(), request, showing, output)
}

/// The same, with the evidence behind the changes.
fn show_with(
    (global, product): (&Global, &Product),
    more: More<'_>,
    request: &Request,
    showing: &Showing,
    output: &Output,
) -> Result<(), CommandError> {
    let plan = plan(product, request)?;
    let result = PlanResult { product, plan: &plan, more, renderings: showing.renderings.shown };
    if let Some(path) = &showing.out {
        if !showing.force {
            keep_others(path)?;
        }
        let mut content = result.json();
        if let (Source::File(file), Value::Object(fields)) = (find(global)?, &mut content) {
            let text = ProductFile::read(&file)?.text;
            let reviewed = Reviewed::of(&Site::find(&file)?, product, &plan, &text)?;
            fields.insert("reviewed".to_owned(), json!(reviewed));
        }
        let content = json_report::document(content);
        files::replace(path, content.as_bytes()).map_err(|error| CommandError::file(WRITE, path, &error))?;
    }
    if let (Format::Github, Some(path)) = (output.format, environment::github_step_summary()) {
        let summary = result.markdown();
        files::append(&path, summary.as_bytes()).map_err(|error| CommandError::file(WRITE, &path, &error))?;
    }
    output.result(&result)
}

/// What is shown beside the plan.
#[derive(Clone, Copy, Default)]
struct More<'a> {
    /// The evidence behind its changes.
    pending: Option<&'a Pending>,
    /// Whether the order in which its releases are built is shown.
    order: bool,
}

struct PlanResult<'a> {
    product: &'a Product,
    plan: &'a Plan,
    more: More<'a>,
    renderings: bool,
}

impl PlanResult<'_> {
    /// The order in which the releases are built, one step a line.
    fn order(&self) -> String {
        let order = if self.more.order { self.plan.order(self.product) } else { Vec::new() };
        let step = |(number, step): (usize, &Vec<ComponentId>)| {
            let names: Vec<&str> = step.iter().map(ComponentId::as_str).collect();
            format!("  {}. {}\n", number + 1, names.join(", "))
        };
        let steps: String = order.iter().enumerate().map(step).collect();
        if steps.is_empty() { steps } else { format!("\nOrder\n{steps}") }
    }
}

impl Rendered for PlanResult<'_> {
    fn text(&self, detail: Detail) -> String {
        text::plan(self.plan, detail, self.renderings) + &self.order()
    }

    fn json(&self) -> Value {
        let mut fields = json_report::plan(self.plan);
        if let Some(pending) = self.more.pending {
            add_evidence(&mut fields, pending);
        }
        if let (Value::Object(fields), true) = (&mut fields, self.more.order) {
            fields.insert("order".to_owned(), json!(self.plan.order(self.product)));
        }
        fields
    }

    fn markdown(&self) -> String {
        markdown::plan(self.product, self.plan)
    }

    fn github(&self) -> String {
        github::plan(self.product, self.plan)
    }
}

/// The changes that `texts` write.
pub(super) fn changes(texts: &[String]) -> Result<Vec<Change>, CommandError> {
    texts
        .iter()
        .map(|text| text.parse().map_err(|error: ChangeError| CommandError::about(&error, text, "change")))
        .collect()
}

/// The stage that the flags ask for.
pub(super) fn stage(staging: &Staging) -> Result<Stage, CommandError> {
    match &staging.line {
        None if staging.next => Ok(Stage::Next),
        None => Ok(Stage::Stable),
        Some(text) => line(text).map(Stage::Maintained),
    }
}
