//! `why`: the chain of reasons for one component.

use serde_json::Value;

use super::args::{Global, WhyArguments};
use super::error::CommandError;
use super::output::{Output, Rendered};
use super::pending::Asked;
use super::{dating, plan};
use crate::pending::Pending;
use crate::plan::{Plan, Refusal, Request};
use crate::product::Component;
use crate::report::pending::{add_evidence, evidence, evidence_markdown};
use crate::report::text::Detail;
use crate::report::{github, json, markdown, styled, text};

pub(super) fn run(global: &Global, arguments: &WhyArguments, output: &Output) -> Result<(), CommandError> {
    let id = plan::id(&arguments.component)?;
    let named = plan::changes(&arguments.changes.changes)?;
    let stage = plan::stage(&arguments.staging)?;
    let date = dating::date(&arguments.dating)?;
    let asked = Asked::load(global, &arguments.evidence, stage)?;
    let changes = asked.changes(named, stage, &arguments.evidence)?;
    let product = &asked.product;
    let component = product.find(&id).map_err(|nearest| Refusal::UnknownComponent { id, nearest })?;
    let plan = crate::plan::plan(product, &Request::release(changes, stage, date))?;
    output.result(&Why { plan: &plan, component, pending: asked.pending.as_ref() })
}

struct Why<'a> {
    plan: &'a Plan,
    component: &'a Component,
    pending: Option<&'a Pending>,
}

impl Rendered for Why<'_> {
    fn text(&self, _: Detail) -> String {
        let chain = text::why(self.plan, self.component.id());
        let lines = self.pending.map(|pending| evidence(self.plan, self.component.id(), pending));
        match lines.filter(|lines| !lines.is_empty()) {
            Some(lines) => format!("{chain}\n{}", styled(&lines)),
            None => chain,
        }
    }

    fn json(&self) -> Value {
        let mut fields = json::why(self.plan, self.component);
        if let Some(pending) = self.pending {
            add_evidence(&mut fields, pending);
        }
        fields
    }

    fn markdown(&self) -> String {
        let behind = self.pending.map(|pending| evidence_markdown(self.plan, self.component.id(), pending));
        markdown::why(self.plan, self.component) + &behind.unwrap_or_default()
    }

    fn github(&self) -> String {
        let release = self.plan.release(self.component.id());
        release.map_or_else(String::new, |release| github::output("version", &release.to.to_string()))
    }
}
