//! What packages of npm, pnpm and yarn require of each other, in package.json and in the lock files that repeat it:
//! <https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies>.

use jsonc_parser::ast::{Object, Value};
use semver::Version;

use super::error::{ManifestError, ManifestErrorKind};
use super::json_text::{inside, member, object, parse, texts};
use super::lines::body;
use super::link::{Link, Via, WrittenRequirement, rewrite_links};
use super::range::{self, Dialect};
use super::yaml_text::scalars;

/// What a package.json says of its package and of the packages around it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NpmManifest {
    pub name: Option<String>,
    /// The folders of the members of its workspace, as patterns; those that start with `!` take members out again.
    pub members: Vec<String>,
    pub links: Vec<Link>,
}

const GROUPS: [&str; 4] = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];
const PEERS: &str = "peerDependencies";
/// Where a root says what stands instead of a requirement, by whichever package it is required: npm and pnpm, Yarn, pnpm.
const OVERRIDES: [&[&str]; 3] = [&["overrides"], &["resolutions"], &["pnpm", "overrides"]];

impl NpmManifest {
    /// What `text` says.
    ///
    /// Refused where it is not a JSON object.
    pub fn read(text: &str) -> Result<Self, ManifestError> {
        let text = body(text);
        let root = parse(text)?;
        let value = |name| Ok::<_, ManifestError>(member(text, &root, name)?.map(|member| &member.value));
        let members = match value("workspaces")? {
            Some(Value::Object(workspaces)) => {
                texts(member(text, workspaces, "packages")?.map(|member| &member.value))
            }
            list => texts(list),
        };
        let name = value("name")?.and_then(Value::as_string_lit).map(|name| name.value.clone().into_owned());
        Ok(NpmManifest { name, members, links: links_of(text, &root, 0)? })
    }
}

/// The patterns of the folders in a pnpm-workspace.yaml.
pub fn pnpm_members(text: &str) -> Result<Vec<String>, ManifestError> {
    let mut members = Vec::new();
    scalars(body(text), |keys, scalar| {
        if keys == ["packages", ""] {
            members.push(scalar.text.to_owned());
        }
        Ok(())
    })?;
    Ok(members)
}

/// `text`, a pnpm-workspace.yaml, whose overrides and catalogs are as [`npm_requirements`] writes requirements.
pub fn pnpm_workspace(
    text: &str,
    version: impl Fn(&Link) -> Option<String>,
) -> Result<String, ManifestError> {
    let links = |text: &str| {
        let plain = body(text);
        let offset = text.len() - plain.len();
        let mut links = Vec::new();
        scalars(plain, |keys, scalar| {
            if let Some(package) = shared(keys).filter(|_| !scalar.is_alias) {
                links.push(link("overrides", package, scalar.text, scalar.inside().start + offset));
            }
            Ok(())
        })?;
        Ok(links)
    };
    rewrite_links(text, links, |link| followed(link, version(link)))
}

/// The package for which these keys of a pnpm-workspace.yaml lead to a requirement that packages share.
fn shared<'k>(keys: &[&'k str]) -> Option<&'k str> {
    match *keys {
        ["overrides", key] => Some(selected(key)),
        ["catalog", name] | ["catalogs", _, name] => Some(name),
        _ => None,
    }
}

/// `text`, a package.json, in which each requirement for which `version` gives a version admits it, in its own style.
///
/// A single version moves (`^1.0.0`, `~1.0`, `workspace:1.0.0`), a range that admits the version stays, and a peer gets an
/// alternative: `^1.0.0 || ^2.0.0`. What does not require a version stays: `workspace:*`, `latest`, a folder. Refused for
/// a range of both ends that does not admit the version: `1.0 - 1.2`.
///
/// ```
/// use dateline::manifest::npm_requirements;
///
/// let text = r#"{"dependencies": {"core": "workspace:~1.2.0"}, "peerDependencies": {"core": "^1.0.0"}}"#;
/// let edited = npm_requirements(text, |link| (link.package == "core").then(|| "2.0.0".to_owned()))?;
/// assert_eq!(edited, text.replace("~1.2.0", "~2.0.0").replace("^1.0.0", "^1.0.0 || ^2.0.0"));
/// # Ok::<(), dateline::manifest::ManifestError>(())
/// ```
pub fn npm_requirements(
    text: &str,
    version: impl Fn(&Link) -> Option<String>,
) -> Result<String, ManifestError> {
    let links = |text: &str| {
        let plain = body(text);
        links_of(plain, &parse(plain)?, text.len() - plain.len())
    };
    rewrite_links(text, links, |link| followed(link, version(link)))
}

/// What the requirement of `link` becomes for `version`.
pub(super) fn followed(link: &Link, version: Option<String>) -> Result<Option<String>, ManifestErrorKind> {
    let (Some(requirement), Some(version)) = (&link.requirement, version) else { return Ok(None) };
    let text = &requirement.text;
    // Any version of a package of the workspace will do, a prerelease too, though a registry would offer none for it.
    if matches!(text.trim(), "*" | "" | "x" | "X") {
        return Ok(None);
    }
    let Some((read, version)) =
        range::VersionRange::read(text, Dialect::Npm).zip(Version::parse(&version).ok())
    else {
        if text.contains(" - ") {
            let what = format!("the requirement of `{}`", link.package);
            return Err(ManifestErrorKind::NotSingle { what, text: text.clone() });
        }
        return Ok(None);
    };
    let new = if link.group == PEERS { read.opened(&version) } else { read.moved(&version) };
    new.map(Some).ok_or_else(|| {
        let what = format!("the requirement of `{}`", link.package);
        ManifestErrorKind::NotSingle { what, text: text.clone() }
    })
}

/// The requirements in the groups of `object`, a package, with places that are `offset` bytes further on.
pub(super) fn links_of(text: &str, package: &Object<'_>, offset: usize) -> Result<Vec<Link>, ManifestError> {
    let mut links = Vec::new();
    for group in GROUPS {
        if let Some(entries) = object(text, package, group)? {
            links.extend(links_in(entries, group, offset));
        }
    }
    for names in OVERRIDES {
        let mut entries = Some(package);
        for name in names {
            entries = entries.map_or(Ok(None), |entries| object(text, entries, name))?;
        }
        links.extend(entries.into_iter().flat_map(|entries| overrides_in(entries, "", offset)));
    }
    Ok(links)
}

/// The requirements that stand instead of others, also below the packages for which alone they do; `of` is the package that
/// `entries` are of.
fn overrides_in(entries: &Object<'_>, of: &str, offset: usize) -> Vec<Link> {
    let mut links = Vec::new();
    for entry in &entries.properties {
        let package = match entry.name.as_str() {
            "." => of,
            key => selected(key),
        };
        match &entry.value {
            Value::StringLit(wanted) => {
                let start = inside(wanted).start + offset;
                links.push(link("overrides", package, &wanted.value, start));
            }
            Value::Object(below) => links.extend(overrides_in(below, package, offset)),
            _ => {}
        }
    }
    links
}

/// The package that the key of an override means: `@x/core` of `web/**/@x/core`, `web>@x/core@^1` and `@x/core@npm:^1.0.0`.
pub(super) fn selected(key: &str) -> &str {
    let before = |at: usize, marks: &[char]| key.get(..at).is_some_and(|before| before.ends_with(marks));
    // `>` also starts a range: `core@>=1`.
    let parts = |(at, _): &(usize, &str)| !before(*at, &[' ', '|', '@']);
    let start = key.rmatch_indices('>').find(parts).map_or(0, |(at, _)| at + 1);
    let is_version = |(at, _): &(usize, &str)| *at > start && !before(*at, &['/']);
    let end = key.match_indices('@').find(is_version).map_or(key.len(), |(at, _)| at);
    let key = key.get(start..end).unwrap_or(key);
    let Some(slash) = key.rfind('/') else { return key };
    let scope = key.get(..slash).and_then(|before| before.rfind('/')).map_or(0, |at| at + 1);
    let start = if key.get(scope..).is_some_and(|rest| rest.starts_with('@')) { scope } else { slash + 1 };
    key.get(start..).unwrap_or(key)
}

/// The requirements in one group.
pub(super) fn links_in<'o>(
    entries: &'o Object<'_>,
    group: &'o str,
    offset: usize,
) -> impl Iterator<Item = Link> + 'o {
    entries.properties.iter().filter_map(move |entry| {
        let wanted = entry.value.as_string_lit()?;
        let start = inside(wanted).start + offset;
        Some(link(group, entry.name.as_str(), &wanted.value, start))
    })
}

/// The link that `wanted`, the text of `key` at the byte `at`, is.
pub(super) fn link(group: &str, key: &str, wanted: &str, at: usize) -> Link {
    let folder = ["file:", "link:", "portal:"].iter().find_map(|sign| wanted.strip_prefix(sign));
    let is_address = wanted.contains("://") || wanted.starts_with("git") || wanted.starts_with("github:");
    let (via, package, range) = if let Some(folder) = folder {
        (Via::Folder(folder.to_owned()), key, None)
    } else if is_address {
        (Via::Git(wanted.to_owned()), key, None)
    } else if let Some(range) = wanted.strip_prefix("workspace:") {
        (Via::Name, key, Some(range))
    } else if let Some((package, range)) =
        wanted.strip_prefix("npm:").and_then(|alias| alias.rsplit_once('@'))
        && !package.is_empty()
    {
        (Via::Name, package, Some(range))
    } else {
        (Via::Name, key, Some(wanted.strip_prefix("npm:").unwrap_or(wanted)))
    };
    let requirement = range.map(|range| {
        let start = at + wanted.len() - range.len();
        WrittenRequirement { text: range.to_owned(), span: start..start + range.len() }
    });
    let (group, key, package) = (group.to_owned(), key.to_owned(), package.to_owned());
    Link { group, key, package, via, requirement }
}
