//! compose.yaml: <https://github.com/compose-spec/compose-spec>.

use std::collections::HashSet;

use super::error::ManifestError;
use super::image::{Image, tags};
use super::site::Found;
use super::yaml_text::scalars;

/// An image of a service.
pub(super) struct Service {
    name: String,
    pub(super) image: String,
    /// The byte that the image starts at.
    pub(super) start: usize,
    /// Whether it stands behind an anchor, elsewhere in the file.
    is_alias: bool,
}

/// The tags of the image that the field names, or of the service that it names; without one, of the only image.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let found = images(text)?;
    let wanted = |service: &str, image: &Image<'_>| match field {
        None => true,
        Some(field) => service == field || image.name() == field,
    };
    let images = found.iter().map(|found| (&found.name, Image::new(text, &found.image, found.start)));
    let images: Vec<Image<'_>> =
        images.filter(|(service, image)| wanted(service, image)).map(|(_, image)| image).collect();
    tags(text, &images, field)
}

/// The images of all services.
pub(super) fn images(text: &str) -> Result<Vec<Service>, ManifestError> {
    let mut found: Vec<Service> = Vec::new();
    scalars(text, |keys, scalar| {
        if let ["services", service, "image"] = keys {
            let (name, image) = ((*service).to_owned(), scalar.text.to_owned());
            found.push(Service { name, image, start: scalar.inside().start, is_alias: scalar.is_alias });
        }
        Ok(())
    })?;
    // What a service says itself goes before what is merged into it.
    let own: HashSet<String> =
        found.iter().filter(|service| !service.is_alias).map(|service| service.name.clone()).collect();
    found.retain(|service| !service.is_alias || !own.contains(&service.name));
    Ok(found)
}
