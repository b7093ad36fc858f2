//! `tag`: creates the tags that HEAD's product file calls for (H8).

use std::time::Duration;

use serde_json::{Value, json};

use super::args::{Global, TagArguments};
use super::error::CommandError;
use super::load::{describe, locate};
use super::output::{Output, Rendered};
use crate::apply::{ApplyError, MissingTag, Site, Tagging, missing_tags};
use crate::product::Product;
use crate::report::github;
use crate::report::text::Detail;
use crate::shown::visible;

pub(super) fn run(global: &Global, arguments: &TagArguments, output: &Output) -> Result<(), CommandError> {
    let path = locate(global, "tag")?;
    let site = Site::find(&path)?;
    let guard = if arguments.dry_run { None } else { Some(site.lock_alone("tag", Duration::ZERO)?) };
    let name = format!("HEAD:{}", path.display());
    let text = site.product_at_head()?.ok_or_else(|| {
        CommandError::invalid("not-committed", "HEAD has no product file")
            .hint("commit the product file first")
    })?;
    let product = Product::from_toml(&text).map_err(|invalid| describe(&name, &text, &invalid))?;
    let tagging = missing_tags(&site, &product, arguments.push).map_err(refused)?;
    if let Some(guard) = &guard {
        tagging.perform(&site, guard)?;
    }
    output.result(&Tagged { tagging, dry_run: arguments.dry_run })
}

/// What keeps tags from being made is no plan.
fn refused(error: ApplyError) -> CommandError {
    let is_refused = matches!(error, ApplyError::Refused(_));
    let error = CommandError::from(error);
    if is_refused {
        CommandError { message: "the tags cannot be made, and nothing is written".to_owned(), ..error }
    } else {
        error
    }
}

struct Tagged {
    tagging: Tagging,
    dry_run: bool,
}

impl Tagged {
    fn names(&self) -> Vec<&str> {
        self.tagging.unpushed.iter().filter_map(|name| name.strip_prefix("refs/tags/")).collect()
    }
}

fn short(commit: &str) -> &str {
    commit.get(..12).unwrap_or(commit)
}

impl Rendered for Tagged {
    fn text(&self, _: Detail) -> String {
        let (made, pushed) = if self.dry_run { ("Would tag", "Would push") } else { ("Tagged", "Pushed") };
        let line = |tag: &MissingTag| {
            format!(
                "{made} {} at {}: {} {}\n",
                visible(&tag.name),
                short(&tag.commit),
                tag.component,
                tag.version
            )
        };
        let mut text: String = self.tagging.missing.iter().map(line).collect();
        if let (Some(remote), false) = (&self.tagging.remote, self.names().is_empty()) {
            text += &format!("{pushed} {} to {}.\n", visible(&self.names().join(", ")), visible(remote));
        }
        if text.is_empty() {
            text += "Nothing to do: every tag is there.\n";
        }
        text
    }

    fn json(&self) -> Value {
        let tag = |tag: &MissingTag| {
            json!({
                "tag": tag.name,
                "component": tag.component,
                "version": tag.version,
                "commit": tag.commit,
                "message": tag.message,
            })
        };
        json!({
            "tags": self.tagging.missing.iter().map(tag).collect::<Vec<_>>(),
            "pushed": self.names(),
            "remote": self.tagging.remote,
            "dry_run": self.dry_run,
        })
    }

    fn markdown(&self) -> String {
        self.tagging.missing.iter().map(|tag| format!("- `{}`\n", visible(&tag.name))).collect()
    }

    /// The releases for a job matrix: those that were tagged now, or pushed now.
    fn github(&self) -> String {
        let release = |tag: &MissingTag| {
            let stage = if tag.version.is_stable() { "stable" } else { "next" };
            let title = tag.message.lines().next().unwrap_or_default();
            json!({
                "component": tag.component,
                "version": tag.version,
                "tag": tag.name,
                "title": title,
                "stage": stage,
            })
        };
        let releases: Vec<Value> = self.tagging.missing.iter().map(release).collect();
        github::releases(releases)
    }
}
