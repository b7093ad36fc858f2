//! git's settings, and who releases, by one call.

use std::collections::HashMap;

use super::error::ApplyError;
use super::site::{Repository, Site};
use crate::system::git::lossy;
use crate::system::{clock, environment};

const COMMITTER: &str = "GIT_COMMITTER_IDENT";
const AUTHOR: &str = "GIT_AUTHOR_IDENT";

/// What `git var -l` says: who commits, and every setting, the last where one is given twice. A setting without a value,
/// which stands for `true`, has none here either.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings(HashMap<String, Option<String>>);

impl Settings {
    pub(super) fn of(repository: &Repository) -> Result<Settings, ApplyError> {
        // A date that git cannot read makes the first fail.
        let answer =
            repository.git.ask(&["var", "-l"]).or_else(|_| repository.git.ask(&["config", "--list"]))?;
        let answer = lossy(answer);
        let setting = |line: &str| match line.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (line.to_owned(), None),
        };
        Ok(Settings(answer.lines().map(setting).collect()))
    }

    /// Those of the repository around `site`; none without one.
    pub(super) fn of_site(site: &Site) -> Settings {
        site.repository.as_ref().and_then(|repository| Settings::of(repository).ok()).unwrap_or_default()
    }

    /// Who commits and when: `Ann <ann@example.org> 1478000000 +0000`; empty where git cannot say.
    pub(super) fn committer(&self) -> &str {
        self.value(COMMITTER).unwrap_or_default()
    }

    /// Author and committer of what is made at this moment, in the same form. Their names were asked for earlier, perhaps
    /// long before somebody agreed to the release.
    pub(super) fn idents_now(&self) -> (String, String) {
        let now = clock::seconds().to_string();
        let at_now = |variable: &str, date: &str| {
            let ident = self.value(variable).unwrap_or_default();
            let mut words = ident.rsplitn(3, ' ');
            match (words.next(), words.next(), words.next()) {
                (Some(zone), Some(_), Some(name)) if !environment::is_given(date) => {
                    format!("{name} {now} {zone}")
                }
                _ => ident.to_owned(),
            }
        };
        (at_now(AUTHOR, "GIT_AUTHOR_DATE"), at_now(COMMITTER, "GIT_COMMITTER_DATE"))
    }

    /// Whether git would commit with these names: it refuses those that it had to guess from the machine.
    pub(super) fn has_identity(&self, repository: &Repository) -> bool {
        [COMMITTER, AUTHOR]
            .into_iter()
            .all(|variable| self.is_given(variable) || repository.git.ask(&["var", variable]).is_ok())
    }

    /// Whether somebody wrote down the name and the address of `variable`.
    fn is_given(&self, variable: &str) -> bool {
        let who = variable.trim_end_matches("_IDENT");
        let role = who.trim_start_matches("GIT_").to_ascii_lowercase();
        let has = |part: &str, upper: &str| {
            let set = |name: String| self.value(&name).is_some_and(|value| !value.is_empty());
            environment::is_given(&format!("{who}_{upper}"))
                || set(format!("{role}.{part}"))
                || set(format!("user.{part}"))
        };
        // A name of dots alone comes out as none.
        let is_named = self.value(variable).is_some_and(|ident| !ident.trim_start().starts_with('<'));
        is_named && has("name", "NAME") && has("email", "EMAIL")
    }

    /// The value of a setting, whose section and name are in lower case.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_deref()
    }

    /// Whether a setting is on, as git reads it.
    pub(super) fn is_set(&self, name: &str) -> bool {
        match self.0.get(name) {
            None => false,
            Some(None) => true,
            Some(Some(value)) => {
                let is_on = ["true", "yes", "on"].iter().any(|on| value.eq_ignore_ascii_case(on));
                is_on || value.parse().is_ok_and(|number: i64| number != 0)
            }
        }
    }

    /// The remote that `branch` is pushed to.
    pub(super) fn remote(&self, branch: &str) -> Option<String> {
        let branch = branch.trim_start_matches("refs/heads/");
        let configured = [
            format!("branch.{branch}.pushremote"),
            "remote.pushdefault".to_owned(),
            format!("branch.{branch}.remote"),
        ];
        let mut configured = configured.iter().filter_map(|name| self.value(name));
        configured.find(|value| !value.is_empty()).map(str::to_owned).or_else(|| self.only_remote())
    }

    /// `origin`, or the only remote that there is.
    fn only_remote(&self) -> Option<String> {
        let names = self.0.keys().filter_map(|name| name.strip_prefix("remote.")?.rsplit_once('.'));
        let mut names: Vec<&str> = names.map(|(name, _)| name).collect();
        names.sort_unstable();
        names.dedup();
        let only = names.first().filter(|_| names.len() == 1);
        names.iter().find(|name| **name == "origin").or(only).map(|name| (*name).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_without_a_value_is_on_and_the_remote_is_the_one_that_is_set() {
        let settings = |pairs: &[(&str, Option<&str>)]| {
            Settings(
                pairs.iter().map(|(name, value)| ((*name).to_owned(), value.map(str::to_owned))).collect(),
            )
        };
        let one =
            settings(&[("tag.gpgsign", None), ("commit.gpgsign", Some("off")), ("remote.b.url", Some("x"))]);
        assert!(one.is_set("tag.gpgsign") && !one.is_set("commit.gpgsign") && !one.is_set("other"));
        assert_eq!(one.remote("refs/heads/main").as_deref(), Some("b"));
        let both = settings(&[("remote.b.url", Some("x")), ("remote.a.url", Some("x"))]);
        assert_eq!(both.remote("refs/heads/main"), None);
        let set = settings(&[("remote.b.url", Some("x")), ("branch.main.remote", Some("c"))]);
        assert_eq!(set.remote("refs/heads/main").as_deref(), Some("c"));
    }
}
