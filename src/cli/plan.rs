//! `plan`, `promote` and `drop`.

use serde_json::Value;

use super::args::{DropArguments, Format, Global, PlanArguments, PromoteArguments, Showing, Staging};
use super::dating;
use super::error::CommandError;
use super::load::load;
use super::output::{Output, Rendered};
use crate::plan::{Change, ChangeError, Plan, Request, Stage, plan};
use crate::product::{ComponentId, Product};
use crate::report::text::Detail;
use crate::report::{github, json, markdown, text};
use crate::shown::shown;
use crate::system::{environment, files};
use crate::words::{Help, WRITE};

pub(super) fn run_plan(
    global: &Global,
    arguments: &PlanArguments,
    output: &Output,
) -> Result<(), CommandError> {
    let changes = changes(&arguments.changes.changes)?;
    let stage = stage(&arguments.staging)?;
    let date = dating::date(&arguments.planning.dating)?;
    show(&load(global)?, &Request::release(changes, stage, date), &arguments.planning.showing, output)
}

pub(super) fn run_promote(
    global: &Global,
    arguments: &PromoteArguments,
    output: &Output,
) -> Result<(), CommandError> {
    let components = ids(&arguments.components)?;
    let date = dating::date(&arguments.planning.dating)?;
    show(&load(global)?, &Request::promote(components, date), &arguments.planning.showing, output)
}

pub(super) fn run_drop(
    global: &Global,
    arguments: &DropArguments,
    output: &Output,
) -> Result<(), CommandError> {
    let components = ids(&arguments.components)?;
    let date = dating::date(&arguments.planning.dating)?;
    show(&load(global)?, &Request::drop(components, date), &arguments.planning.showing, output)
}

/// Plans, saves the plan where that is asked for, and prints it.
pub(super) fn show(
    product: &Product,
    request: &Request,
    showing: &Showing,
    output: &Output,
) -> Result<(), CommandError> {
    let plan = plan(product, request)?;
    let result = PlanResult { product, plan: &plan, renderings: showing.renderings.shown };
    if let Some(path) = &showing.out {
        let content = json::document(result.json());
        files::replace(path, content.as_bytes()).map_err(|error| CommandError::file(WRITE, path, &error))?;
    }
    if let (Format::Github, Some(path)) = (output.format, environment::github_step_summary()) {
        let summary = result.markdown();
        files::append(&path, summary.as_bytes()).map_err(|error| CommandError::file(WRITE, &path, &error))?;
    }
    output.result(&result)
}

struct PlanResult<'a> {
    product: &'a Product,
    plan: &'a Plan,
    renderings: bool,
}

impl Rendered for PlanResult<'_> {
    fn text(&self, detail: Detail) -> String {
        text::plan(self.plan, detail, self.renderings)
    }

    fn json(&self) -> Value {
        json::plan(self.plan)
    }

    fn markdown(&self) -> String {
        markdown::plan(self.product, self.plan)
    }

    fn github(&self) -> String {
        github::plan(self.plan)
    }
}

/// The changes that `texts` write.
pub(super) fn changes(texts: &[String]) -> Result<Vec<Change>, CommandError> {
    texts
        .iter()
        .map(|text| text.parse().map_err(|error: ChangeError| CommandError::about(&error, text, "change")))
        .collect()
}

/// The component ids that `texts` write.
pub(super) fn ids(texts: &[String]) -> Result<Vec<ComponentId>, CommandError> {
    texts.iter().map(|text| id(text)).collect()
}

pub(super) fn id(text: &str) -> Result<ComponentId, CommandError> {
    text.parse().map_err(|error| {
        let message = format!("`{}` is not a valid component: {error}", shown(text));
        CommandError::invalid("bad-id", message).hint(Help::run_to("dateline status", "list the components"))
    })
}

/// The stage that the flags ask for.
pub(super) fn stage(staging: &Staging) -> Result<Stage, CommandError> {
    match &staging.line {
        None if staging.next => Ok(Stage::Next),
        None => Ok(Stage::Stable),
        Some(text) => text.parse().map(Stage::Maintained).map_err(|error: crate::version::ParseError| {
            let message =
                format!("`{}` is not a valid line: {error}, at byte {}", shown(text), error.offset());
            CommandError::invalid("bad-line", message).hint("write MAJOR.MINOR, such as `--line 1.1`")
        }),
    }
}
