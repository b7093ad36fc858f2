//! Templates of tag names.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::ComponentId;
use crate::ecosystem::Ecosystem;
use crate::shown::{is_invisible, shown};
use crate::version::{Scheme, Version};

/// How a component's tags are named: a text with `{version}` in it, and `{component}` where the product shares it.
///
/// `{version:go}` stands for the version as that ecosystem writes it, for registries that read tags.
///
/// ```
/// use dateline::product::TagTemplate;
/// use dateline::version::Scheme;
///
/// let template = TagTemplate::new("sdk/{version:go}")?;
/// assert_eq!(template.name(&"sdk".parse()?, Scheme::Dated.parse("1.3")?), "sdk/v1.3.0");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagTemplate {
    text: Box<str>,
    /// What stands for the version, with its braces.
    placeholder: Box<str>,
    /// In whose form the version is written.
    ecosystem: Option<Ecosystem>,
}

/// Why a text is not a tag template.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TagError {
    /// There is no `{version}` in it, so all versions would share one tag: `release`.
    #[error("a tag template contains `{{version}}` once")]
    NoVersion,
    /// A placeholder is unknown or not closed: `{name}-v{version}`, `v{version`.
    #[error("unknown placeholder `{{{}`: use `{{component}}`, `{{version}}` or `{{version:ECOSYSTEM}}`", shown(.0))]
    Placeholder(String),
    /// A control, bidirectional or invisible character, which would show in tag lists: `v\u202e{version}`.
    #[error("a tag template cannot contain the invisible character U+{:04X}", *.0 as u32)]
    Invisible(char),
    /// git would refuse the name: `-v{version}`, `a..{version}`, `{version}.lock`.
    #[error("git refuses a tag named `{}`", shown(.0))]
    Refused(String),
}

/// The placeholders of a template.
const COMPONENT: &str = "{component}";
const VERSION: &str = "{version}";

impl TagTemplate {
    /// The template that a product file without `tag` has: `{component}-v{version}`.
    #[must_use]
    pub fn standard() -> Self {
        let text = "{component}-v{version}".into();
        TagTemplate { text, placeholder: VERSION.into(), ecosystem: None }
    }

    /// Checks that `text` names a different tag for each version, and one that git takes.
    pub fn new(text: &str) -> Result<Self, TagError> {
        let (placeholder, ecosystem) = placeholder(text)?;
        if text.matches(&*placeholder).count() != 1 || text.matches("{version").count() != 1 {
            return Err(TagError::NoVersion);
        }
        if let Some(c) = text.chars().find(|c| is_invisible(*c)) {
            return Err(TagError::Invisible(c));
        }
        let version = sample(ecosystem);
        let fixed = text.replace(COMPONENT, "c").replace(&*placeholder, &version);
        if let Some((_, rest)) = fixed.split_once('{') {
            let end = rest.find('}').map_or(rest.len(), |end| end + 1);
            return Err(TagError::Placeholder(rest.get(..end).unwrap_or(rest).to_owned()));
        }
        if is_ref_name(&fixed) {
            Ok(TagTemplate { text: text.into(), placeholder, ecosystem })
        } else {
            Err(TagError::Refused(fixed))
        }
    }

    /// A template of the past: like [`new`](TagTemplate::new), or the text before the version, such as `sdk.java-`.
    pub fn alias(text: &str) -> Result<Self, TagError> {
        if text.contains("{version") {
            TagTemplate::new(text)
        } else {
            TagTemplate::new(&format!("{text}{VERSION}"))
        }
    }

    /// What stands for `{version}` in `tag`, where it could be one of `component`'s by this template.
    #[must_use]
    pub fn version_in<'t>(&self, component: &ComponentId, tag: &'t str) -> Option<&'t str> {
        self.for_component(component).version_in(tag)
    }

    /// The form of `component`'s tags, for the reading of many.
    #[must_use]
    pub fn for_component(&self, component: &ComponentId) -> TagForm {
        let (before, after) = self.text.split_once(&*self.placeholder).unwrap_or((&self.text, ""));
        let filled = |part: &str| part.replace(COMPONENT, component.as_str()).into();
        TagForm { before: filled(before), after: filled(after), ecosystem: self.ecosystem }
    }

    /// The tag of `component` at `version`. A version that the ecosystem of the template cannot hold stands there in its
    /// canonical form.
    #[must_use]
    pub fn name(&self, component: &ComponentId, version: Version) -> String {
        let rendered = self.ecosystem.and_then(|ecosystem| ecosystem.render(version).ok());
        let rendered = rendered.unwrap_or_else(|| version.to_string());
        self.text.replace(COMPONENT, component.as_str()).replace(&*self.placeholder, &rendered)
    }

    /// The template with the version in the form of `ecosystem`, which writes its own `v`.
    #[must_use]
    pub fn written_as(&self, ecosystem: Ecosystem) -> String {
        let (before, after) = self.text.split_once(&*self.placeholder).unwrap_or((&self.text, ""));
        let writes_v = ecosystem == Ecosystem::Go;
        let before = before.strip_suffix('v').filter(|_| writes_v).unwrap_or(before);
        let before = before.strip_suffix('-').map_or(before.to_owned(), |folder| format!("{folder}/"));
        format!("{before}{{version:{ecosystem}}}{after}")
    }
}

/// What stands before and after the version in the tags of one component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagForm {
    before: Box<str>,
    after: Box<str>,
    ecosystem: Option<Ecosystem>,
}

impl TagForm {
    /// What stands before the version.
    #[must_use]
    pub fn before(&self) -> &str {
        &self.before
    }

    /// `text`, which stands for a version of `scheme` in a tag of this form, as the product file writes that version.
    #[must_use]
    pub fn canonical<'t>(&self, text: &'t str, scheme: Scheme) -> Cow<'t, str> {
        let read = self.ecosystem.and_then(|ecosystem| ecosystem.read(text, scheme).ok());
        read.map_or(Cow::Borrowed(text), |version| Cow::Owned(version.to_string()))
    }

    /// What stands for the version in `tag`, where it is of this form.
    #[must_use]
    pub fn version_in<'t>(&self, tag: &'t str) -> Option<&'t str> {
        tag.strip_prefix(&*self.before)?.strip_suffix(&*self.after)
    }
}

impl FromStr for TagTemplate {
    type Err = TagError;

    fn from_str(text: &str) -> Result<Self, TagError> {
        TagTemplate::new(text)
    }
}

#[cfg(feature = "serde")]
crate::version::as_string!(TagTemplate);

impl fmt::Display for TagTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// The placeholder of the version in `text`, and in whose form it writes it.
fn placeholder(text: &str) -> Result<(Box<str>, Option<Ecosystem>), TagError> {
    let Some((_, rest)) = text.split_once("{version:") else { return Ok((VERSION.into(), None)) };
    let name = rest.split('}').next().unwrap_or(rest);
    match Ecosystem::from_name(name) {
        Some(ecosystem) => Ok((format!("{{version:{name}}}").into(), Some(ecosystem))),
        None => Err(TagError::Placeholder(format!("version:{name}}}"))),
    }
}

/// A prerelease, which has every character that a version has, as `ecosystem` writes it.
fn sample(ecosystem: Option<Ecosystem>) -> String {
    let version = Scheme::Dated.parse("1.0-next.0").ok();
    let rendered = version.zip(ecosystem).and_then(|(version, ecosystem)| ecosystem.render(version).ok());
    rendered.unwrap_or_else(|| "1.0".to_owned())
}

/// Whether the registry of `ecosystem` finds `version` by `tag`; `true` for a registry that reads no tags.
///
/// Go reads `v1.3.0`, below the folder of the module: `sdk/v1.3.0`. Packagist reads the form of Composer, with `v` or
/// without.
#[must_use]
pub fn registry_reads(ecosystem: Ecosystem, tag: &str, version: Version) -> bool {
    let Ok(rendered) = ecosystem.render(version) else { return true };
    match ecosystem {
        Ecosystem::Go => {
            tag.strip_suffix(&*rendered).is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
        }
        Ecosystem::Composer => ecosystem.is_same(tag, &rendered),
        _ => true,
    }
}

/// Whether `refs/tags/NAME` is a well-formed ref and NAME is not an option (git-check-ref-format).
fn is_ref_name(name: &str) -> bool {
    let banned = |c: char| c.is_control() || c.is_whitespace() || "~^:?*[\\".contains(c);
    !name.starts_with('-')
        && !name.contains(banned)
        && !name.contains("..")
        && !name.contains("@{")
        && name != "@"
        && name.split('/').all(|part| {
            let lock = part.len() >= 5 && part.as_bytes().ends_with(b".lock");
            !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && !lock
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_that_git_would_refuse_is_refused() {
        for bad in [
            "-{version}",
            "a..{version}",
            "{version}.lock",
            "a b{version}",
            "/{version}",
            "{version}.",
            "x~{version}",
        ] {
            assert!(matches!(TagTemplate::new(bad), Err(TagError::Refused(_))), "{bad}");
        }
        for good in ["v{version}", "{component}-v{version}", "release/{component}/{version}"] {
            assert!(TagTemplate::new(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn a_tag_gives_its_version_back() {
        let core = "core".parse().unwrap();
        let standard = TagTemplate::standard();
        assert_eq!(standard.version_in(&core, "core-v1.2"), Some("1.2"));
        assert_eq!(standard.version_in(&core, "mac-v1.2"), None);
        assert_eq!(
            TagTemplate::alias("cmd.cored-").unwrap().version_in(&core, "cmd.cored-1.1rc4"),
            Some("1.1rc4")
        );
        assert_eq!(TagTemplate::alias("{version}-x").unwrap().version_in(&core, "1.2-x"), Some("1.2"));
        assert!(TagTemplate::alias("-n").is_err());
        // The texts around the version must not share bytes of the tag.
        assert_eq!(TagTemplate::new("ab{version}ba").unwrap().version_in(&core, "aba"), None);
    }

    #[test]
    fn a_template_names_its_placeholders_and_the_version_once() {
        assert_eq!(TagTemplate::new("v"), Err(TagError::NoVersion));
        assert_eq!(TagTemplate::new("{version}{version}"), Err(TagError::NoVersion));
        let error = TagTemplate::new("{name}-{version}").unwrap_err();
        assert_eq!(
            error.to_string(),
            "unknown placeholder `{name}`: use `{component}`, `{version}` or `{version:ECOSYSTEM}`"
        );
    }
}
