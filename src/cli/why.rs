//! `why`: the chain of reasons for one component.

use serde_json::Value;

use super::args::{Global, WhyArguments};
use super::error::CommandError;
use super::load::load;
use super::output::{Output, Rendered};
use super::{dating, plan};
use crate::plan::{Plan, Refusal, Request};
use crate::product::Component;
use crate::report::text::Detail;
use crate::report::{github, json, markdown, text};

pub(super) fn run(global: &Global, arguments: &WhyArguments, output: &Output) -> Result<(), CommandError> {
    let id = plan::id(&arguments.component)?;
    let changes = plan::changes(&arguments.changes.changes)?;
    let stage = plan::stage(&arguments.staging)?;
    let date = dating::date(&arguments.dating)?;
    let product = load(global)?;
    let component = product.find(&id).map_err(|nearest| Refusal::UnknownComponent { id, nearest })?;
    let plan = crate::plan::plan(&product, &Request::release(changes, stage, date))?;
    output.result(&Why { plan: &plan, component })
}

struct Why<'a> {
    plan: &'a Plan,
    component: &'a Component,
}

impl Rendered for Why<'_> {
    fn text(&self, _: Detail) -> String {
        text::why(self.plan, self.component.id())
    }

    fn json(&self) -> Value {
        json::why(self.plan, self.component)
    }

    fn markdown(&self) -> String {
        markdown::why(self.plan, self.component)
    }

    fn github(&self) -> String {
        let release = self.plan.release(self.component.id());
        release.map_or_else(String::new, |release| github::output("version", &release.to.to_string()))
    }
}
