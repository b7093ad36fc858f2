//! pom.xml: <https://maven.apache.org/pom.html>.

use roxmltree::Node;

use super::error::{Home, HomeKind, ManifestError, ManifestErrorKind};
use super::format::Format;
use super::lines::trimmed;
use super::site::{Found, elsewhere};
use super::xml_text::{children, parse, refuse_property, site};

/// The project's own `<version>`, or `<parent><version>`, or a property, as the field says.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let document = parse(text)?;
    let project = document.root_element();
    let field = field.unwrap_or("version");
    let (parent, name) = match field.split_once('.') {
        None if field == "version" => (Some(project), field),
        Some(("parent", "version")) => (children(project, "parent").next(), "version"),
        Some(("properties", name)) => (children(project, "properties").next(), name),
        _ => {
            let (format, field) = (Format::Pom, field.to_owned());
            return Err(ManifestErrorKind::UnknownField { format, field }.anywhere());
        }
    };
    let what = format!("`{field}` of the project");
    let found: Vec<_> = parent.into_iter().flat_map(|parent| children(parent, name)).collect();
    if found.is_empty() && field == "version" {
        inherited(text, project, &what)?;
    }
    let sites = found.into_iter().map(|element| {
        let site = site(text, element, &what)?;
        refuse_property(text, site, &what, "${", '}', |name| property(project, name))
    });
    super::site::only(text, sites.collect::<Result<_, _>>()?, &what)
}

/// Where the project defines the property `name`.
fn property(project: Node<'_, '_>, name: &str) -> Option<usize> {
    let properties = children(project, "properties").next()?;
    children(properties, name).next().map(|element| element.range().start)
}

/// Refuses a project without a version that has a parent: it takes the parent's.
fn inherited(text: &str, project: Node<'_, '_>, what: &str) -> Result<(), ManifestError> {
    let Some(parent) = children(project, "parent").next() else { return Ok(()) };
    let part = |name| children(parent, name).next().and_then(|node| node.text()).unwrap_or_default().trim();
    let home = Home::outside(HomeKind::Parent, format!("{}:{}", part("groupId"), part("artifactId")));
    Err(elsewhere(text, trimmed("", parent.range().start).start, what, home))
}
