//! The text of a product file that is proposed.

use super::changes::Changes;
use super::draft::{Draft, Following, ManifestDraft};
use super::name::title;
use super::patterns::{Path, paths};
use super::tags::template;
use crate::ecosystem::Ecosystem;
use crate::manifest::Format;
use crate::product::{ComponentId, Edge, TagTemplate, registry_reads};
use crate::shown::{is_invisible, shown};
use crate::version::{Scheme, Version};

const HEAD: &str = "\
# Proposed by `dateline init` from the manifests and tags here. Read every line, and change what is wrong.
";

/// The product file of these components; each has an id.
///
/// `files` are all that were looked at: a pattern of manifests matches none of them that is not the component's.
pub(super) fn product_file(name: &str, changes: &Changes, drafts: &[Draft], files: &[String]) -> String {
    let mut text = format!("{HEAD}\n[product]\nname = {}\n", quoted(name));
    text += &changes_table(changes);
    for draft in drafts {
        text += &component(draft, drafts, files);
    }
    text
}

fn changes_table(changes: &Changes) -> String {
    let folder = changes.folder.as_ref().map(|folder| format!("folder = {}\n", quoted(folder)));
    let commits = changes.commits.map(|commits| {
        if commits {
            "commits = true    # Conventional Commits\n"
        } else {
            "commits = false    # only change files count\n"
        }
    });
    let lines = folder.unwrap_or_default() + commits.unwrap_or_default();
    if lines.is_empty() { lines } else { format!("\n[changes]\n{lines}") }
}

fn component(draft: &Draft, drafts: &[Draft], files: &[String]) -> String {
    let Some(id) = &draft.id else { return String::new() };
    let mut text = format!("\n[components.{id}]\n");
    if let Some(title) = title(draft) {
        text += &format!("title = {}\n", quoted(title));
    }
    if draft.scheme != Scheme::Dated {
        text += &format!("scheme = \"{}\"\n", draft.scheme);
    }
    if draft.lead {
        text += "lead = true    # may open a new MAJOR.MINOR\n";
    }
    text += &versions(draft);
    text += &tags(draft, id.as_str());
    text += &follows(draft, drafts);
    if !draft.paths.is_empty() {
        let paths: Vec<String> = draft.paths.iter().map(|path| quoted(path)).collect();
        text += &format!("paths = [{}]\n", paths.join(", "));
    }
    text += &publish(draft);
    text + &manifests(draft, drafts, files)
}

fn versions(draft: &Draft) -> String {
    let Some(current) = &draft.current else { return String::new() };
    let mut text = current.version.map_or_else(String::new, |version| format!("version = \"{version}\"\n"));
    if let Some(next) = current.next {
        text += &format!("next = \"{next}\"\n");
    }
    if !current.maintained.is_empty() {
        let versions: Vec<String> =
            current.maintained.iter().map(|version| format!("\"{version}\"")).collect();
        text += &format!("maintained = [{}]    # older lines that still get fixes\n", versions.join(", "));
    }
    text
}

fn tags(draft: &Draft, id: &str) -> String {
    let mut templates: Vec<String> = draft.forms.iter().map(template).collect();
    if let Some(template) = read_by_registries(draft, id) {
        templates.insert(0, template);
    }
    let mut templates = templates.into_iter();
    let mut text = match templates.next() {
        Some(today) if today != format!("{id}-v{{version}}") => format!("tag = {}\n", quoted(&today)),
        _ => String::new(),
    };
    let aliases: Vec<String> = templates.map(|template| quoted(&template)).collect();
    if !aliases.is_empty() {
        text += &format!("tag-aliases = [{}]    # older names\n", aliases.join(", "));
    }
    text
}

/// The template by which a registry finds versions that it does not find by the one of today: `v{version:composer}`.
fn read_by_registries(draft: &Draft, id: &str) -> Option<String> {
    let id: ComponentId = id.parse().ok()?;
    let today = TagTemplate::new(&template(draft.forms.first()?)).ok()?;
    let samples: [Version; 2] = match draft.scheme {
        Scheme::DevPatch => [Scheme::DevPatch.parse("0.2").ok()?, Scheme::DevPatch.parse("0.2.1").ok()?],
        Scheme::Dated => [Scheme::Dated.parse("0.2").ok()?, Scheme::Dated.parse("0.2-next.0").ok()?],
        scheme => [scheme.parse("0.2.0").ok()?, scheme.parse("0.2.0-next.0").ok()?],
    };
    let is_read = |ecosystem: &&Ecosystem| {
        samples.iter().all(|version| registry_reads(**ecosystem, &today.name(&id, *version), *version))
    };
    let unread = draft.by_tags.iter().find(|ecosystem| !is_read(ecosystem))?;
    Some(today.written_as(*unread))
}

fn follows(draft: &Draft, drafts: &[Draft]) -> String {
    let line = |following: &Following| {
        let id = drafts.get(following.draft)?.id.as_ref()?;
        let what = match following.edge {
            Edge::Release => "ships it",
            Edge::Api => "needs its API",
        };
        Some(format!("follows.{id} = \"{}\"    # {} {what}\n", following.edge.name(), shown(&following.path)))
    };
    draft.follows.iter().filter_map(line).collect()
}

/// The registries that its manifests are for.
fn publish(draft: &Draft) -> String {
    let version = draft.version();
    let mut ecosystems: Vec<Ecosystem> = Vec::new();
    let current = draft.current.as_ref();
    let is_written = |entry: &&ManifestDraft| {
        entry.is_written(draft.scheme, current) || draft.has_elsewhere(entry, current)
    };
    let written = draft.entries.iter().filter(is_written);
    for entry in written.filter(|entry| !entry.is_private) {
        let holds = |ecosystem: &Ecosystem| version.is_none_or(|version| ecosystem.render(version).is_ok());
        let ecosystem = entry.target().ecosystem().filter(|_| is_published(entry.format)).filter(holds);
        if let Some(ecosystem) = ecosystem.filter(|ecosystem| !ecosystems.contains(ecosystem)) {
            ecosystems.push(ecosystem);
        }
    }
    ecosystems.extend(&draft.by_tags);
    let names: Vec<String> = ecosystems.iter().map(|ecosystem| format!("\"{ecosystem}\"")).collect();
    if names.is_empty() { String::new() } else { format!("publish = [{}]\n", names.join(", ")) }
}

/// Whether manifests of the format are for a registry or a distribution.
fn is_published(format: Format) -> bool {
    !matches!(
        format,
        Format::Gradle
            | Format::GradleProperties
            | Format::VersionRb
            | Format::VersionFile
            | Format::InfoPlist
    )
}

/// The manifests: those that hold the component's version as entries, the others as comments.
fn manifests(draft: &Draft, drafts: &[Draft], files: &[String]) -> String {
    let current = draft.current.as_ref();
    let (agreeing, others): (Vec<&ManifestDraft>, Vec<&ManifestDraft>) =
        draft.entries.iter().partition(|entry| entry.is_written(draft.scheme, current));
    let entries: Vec<String> = paths(&agreeing, draft, drafts, files)
        .into_iter()
        .map(|(path, entry)| written(&path, entry, draft))
        .collect();
    let mut text = match entries.as_slice() {
        [] => String::new(),
        [entry] => format!("manifests = [{entry}]\n"),
        entries => {
            let lines: String = entries.iter().map(|entry| format!("    {entry},\n")).collect();
            format!("manifests = [\n{lines}]\n")
        }
    };
    for entry in others.into_iter().filter(|entry| !draft.has_elsewhere(entry, current)) {
        let why = match &entry.text {
            Ok(text) => format!("holds {}", shown(text)),
            Err(why) => shown(why).to_string(),
        };
        text += &format!("# manifests: {}    # {why}\n", shown(&written(&Path::of(entry), entry, draft)));
    }
    text
}

fn written(path: &Path, entry: &ManifestDraft, draft: &Draft) -> String {
    let key = |name: &str, text: Option<&str>| {
        text.map_or_else(String::new, |text| format!(", {name} = {}", quoted(text)))
    };
    let is_shown = Format::of_path(&entry.path) == Some(entry.format);
    let format = key("format", (!is_shown).then(|| entry.format.name()));
    let field = key("field", entry.field.as_deref());
    let development = key("development", entry.development(draft.scheme, draft.current.as_ref()));
    let except: Vec<String> = path.except.iter().map(|file| quoted(file)).collect();
    let except =
        if except.is_empty() { String::new() } else { format!(", except = [{}]", except.join(", ")) };
    format!("{{ path = {}{except}{format}{field}{development} }}", quoted(&path.text))
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if is_invisible(c) => quoted += &format!("\\U{:08X}", u32::from(c)),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
