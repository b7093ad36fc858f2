//! What projects of Maven repeat of each other's versions: <https://maven.apache.org/pom.html#dependencies>.

use roxmltree::Node;

use super::error::ManifestError;
use super::lines::body;
use super::link::{Replacement, replace};
use super::xml_text::{children, parse, site};

/// What a pom.xml says of its project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PomProject {
    /// Its group, its parent's where it has none of its own.
    pub group: String,
    /// Its name in the group.
    pub artifact: String,
    /// Whether it takes its version from its parent.
    pub inherits_version: bool,
    /// The group and the name of its parent.
    pub parent: Option<(String, String)>,
}

/// A project that gets another version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PomPin {
    /// Its group.
    pub group: String,
    /// Its name in the group.
    pub artifact: String,
    /// The version that it had.
    pub old: String,
    /// The version that it gets.
    pub new: String,
}

fn said(node: Node<'_, '_>, name: &str) -> Option<String> {
    let text = children(node, name).next()?.text()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

impl PomProject {
    /// What `text` says; `None` where its project has no name.
    ///
    /// Refused where it is not XML.
    pub fn read(text: &str) -> Result<Option<Self>, ManifestError> {
        let document = parse(body(text))?;
        let project = document.root_element();
        let parent = children(project, "parent").next();
        let parent = parent.and_then(|parent| Some((said(parent, "groupId")?, said(parent, "artifactId")?)));
        let group = said(project, "groupId").or_else(|| parent.as_ref().map(|(group, _)| group.clone()));
        let inherits_version = said(project, "version").is_none() && parent.is_some();
        Ok(said(project, "artifactId").map(|artifact| PomProject {
            group: group.unwrap_or_default(),
            artifact,
            inherits_version,
            parent,
        }))
    }
}

/// `text`, a pom.xml, in which each parent, dependency and plugin that is a project of `pins`, at the version that it had, is at
/// the new one. Properties and other versions stay.
///
/// ```
/// use dateline::manifest::{PomPin, pom_pins};
///
/// let [group, artifact, old, new] = ["g", "core", "1.0", "1.1"].map(str::to_owned);
/// let text = "<project><dependencies><dependency><groupId>g</groupId><artifactId>core</artifactId>\
///             <version> 1.0 </version></dependency></dependencies><version>1.0</version></project>";
/// let edited = pom_pins(text, &[PomPin { group, artifact, old, new }])?;
/// assert_eq!(edited, text.replace(" 1.0 ", " 1.1 "));
/// # Ok::<(), dateline::manifest::ManifestError>(())
/// ```
pub fn pom_pins(text: &str, pins: &[PomPin]) -> Result<String, ManifestError> {
    let plain = body(text);
    let offset = text.len() - plain.len();
    let document = parse(plain)?;
    let own = PomProject::read(text)?.map(|project| project.group).unwrap_or_default();
    let mut found = Vec::new();
    for node in document.descendants().filter(Node::is_element) {
        if !matches!(node.tag_name().name(), "parent" | "dependency" | "plugin" | "extension") {
            continue;
        }
        let group = said(node, "groupId").unwrap_or_default();
        let group = if group == "${project.groupId}" { &own } else { &group };
        let artifact = said(node, "artifactId");
        let mut pins = pins.iter();
        let Some(pin) = pins.find(|pin| pin.group == *group && artifact.as_ref() == Some(&pin.artifact))
        else {
            continue;
        };
        let Some(version) = children(node, "version").next() else { continue };
        let place = site(plain, version, "`version`")?;
        if place.text == pin.old {
            let span = place.span.start + offset..place.span.end + offset;
            found.push(Replacement { span, text: pin.new.clone() });
        }
    }
    Ok(replace(text, found))
}
