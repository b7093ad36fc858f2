//! Charts that a chart takes from folders, and Chart.lock, which repeats their versions and a digest of both files:
//! <https://helm.sh/docs/topics/charts/#chart-dependencies>.

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::error::ManifestError;
use super::lines::body;
use super::link::{Link, Replacement, Via, WrittenRequirement, replace, rewrite_links};
use super::npm_links::followed;
use super::yaml_text::scalars;

/// `text`, a Chart.yaml, in which what it requires of charts in folders (`file://../core`) admits the version that `version`
/// gives, in its own style.
pub fn chart_requirements(
    text: &str,
    version: impl Fn(&Link) -> Option<String>,
) -> Result<String, ManifestError> {
    rewrite_links(text, chart_links, |link| followed(link, version(link)))
}

/// The charts that a Chart.yaml or a Chart.lock names.
pub fn chart_links(text: &str) -> Result<Vec<Link>, ManifestError> {
    let links = dependencies(text)?.into_iter().map(|one| {
        let repository = one.said("repository");
        let via = repository.strip_prefix("file://").map_or(Via::Name, |at| Via::Folder(at.to_owned()));
        let name = one.said("name").to_owned();
        let version = one.fields.iter().find(|field| field.key == "version");
        let requirement =
            version.map(|field| WrittenRequirement { text: field.text.clone(), span: field.span.clone() });
        Link { group: "dependencies".to_owned(), key: name.clone(), package: name, via, requirement }
    });
    Ok(links.collect())
}

struct Field {
    key: String,
    text: String,
    span: std::ops::Range<usize>,
}

#[derive(Default)]
struct Dependency {
    fields: Vec<Field>,
}

impl Dependency {
    fn said(&self, key: &str) -> &str {
        self.fields.iter().find(|field| field.key == key).map_or("", |field| field.text.as_str())
    }

    /// As Helm writes it where it makes the digest.
    fn json(&self) -> Value {
        let mut map = Map::new();
        for key in ["name", "version", "repository", "condition", "alias"] {
            let text = self.said(key);
            if matches!(key, "name" | "repository") || !text.is_empty() {
                map.insert(key.to_owned(), text.into());
            }
        }
        Value::Object(map)
    }
}

fn dependencies(text: &str) -> Result<Vec<Dependency>, ManifestError> {
    let plain = body(text);
    let offset = text.len() - plain.len();
    let mut found: Vec<Dependency> = Vec::new();
    scalars(plain, |keys, scalar| {
        if let ["dependencies", "", key] = *keys {
            while found.len() <= scalar.item {
                found.push(Dependency::default());
            }
            let span = scalar.inside();
            let span = span.start + offset..span.end + offset;
            let field = Field { key: key.to_owned(), text: scalar.text.to_owned(), span };
            if let Some(one) = found.last_mut() {
                one.fields.push(field);
            }
        }
        Ok(())
    })?;
    Ok(found)
}

/// The digest that Helm keeps of what a chart requires and what was locked for it.
fn digest(required: &[Dependency], locked: &[Dependency]) -> String {
    let list = |list: &[Dependency]| list.iter().map(Dependency::json).collect::<Vec<_>>();
    let text = json!([list(required), list(locked)]).to_string();
    // Go writes these for the sake of HTML.
    let text = text.replace('&', "\\u0026").replace('<', "\\u003c").replace('>', "\\u003e");
    let digest = Sha256::digest(text.as_bytes());
    format!("sha256:{}", digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}

/// `lock`, a Chart.lock, with the version that `version` gives for each chart, and with the digest of that and of
/// `after`, the new Chart.yaml. `None` where its digest is not that of `before`, the old one: then only Helm can say what
/// it should be.
pub fn chart_lock(
    lock: &str,
    before: &str,
    after: &str,
    version: impl Fn(&Link) -> Option<String>,
) -> Result<Option<String>, ManifestError> {
    let mut kept = None;
    scalars(body(lock), |keys, scalar| {
        if keys == ["digest"] {
            let (span, offset) = (scalar.inside(), lock.len() - body(lock).len());
            kept = Some((scalar.text.to_owned(), span.start + offset..span.end + offset));
        }
        Ok(())
    })?;
    let Some((kept, place)) = kept else { return Ok(None) };
    if digest(&dependencies(before)?, &dependencies(lock)?) != kept {
        return Ok(None);
    }
    let mut replacements = Vec::new();
    for link in chart_links(lock)? {
        if let (Some(requirement), Some(version)) = (&link.requirement, version(&link)) {
            replacements.push(Replacement { span: requirement.span.clone(), text: version });
        }
    }
    let edited = replace(lock, replacements.clone());
    replacements
        .push(Replacement { span: place, text: digest(&dependencies(after)?, &dependencies(&edited)?) });
    Ok(Some(replace(lock, replacements)))
}
