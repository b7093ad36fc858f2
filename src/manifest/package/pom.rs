//! pom.xml: <https://maven.apache.org/pom.html>.

use super::super::error::ManifestError;
use super::super::xml_text::{children, parse};
use super::{Dependency, Package, Provider};

pub(super) fn package(text: &str) -> Result<Package, ManifestError> {
    let document = parse(text)?;
    let project = document.root_element();
    let artifact = |node| children(node, "artifactId").next()?.text().map(|name| name.trim().to_owned());
    let needed = children(project, "dependencies").flat_map(|list| children(list, "dependency"));
    // A test scope is not part of what is released.
    let needed =
        needed.filter(|one| children(*one, "scope").next().and_then(|scope| scope.text()) != Some("test"));
    let dependencies = needed
        .filter_map(artifact)
        .map(|name| Dependency { on: Provider::Name(name), is_shipped: true })
        .collect();
    Ok(Package { name: artifact(project), is_private: false, workspace: None, dependencies })
}
