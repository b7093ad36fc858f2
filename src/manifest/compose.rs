//! compose.yaml: <https://github.com/compose-spec/compose-spec>.

use super::image::{Image, tags};
use super::site::Found;
use super::yaml_text::scalars;

/// The tags of the image that the field names, or of the service that it names; without one, of the only image.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let mut found: Vec<(String, String, usize)> = Vec::new();
    scalars(text, |keys, scalar| {
        if let ["services", service, "image"] = keys {
            found.push(((*service).to_owned(), scalar.text.to_owned(), scalar.inside().start));
        }
        Ok(())
    })?;
    let wanted = |service: &str, image: &Image<'_>| match field {
        None => true,
        Some(field) => service == field || image.name() == field,
    };
    let images = found.iter().map(|(service, image, start)| (service, Image::new(text, image, *start)));
    let images: Vec<Image<'_>> =
        images.filter(|(service, image)| wanted(service, image)).map(|(_, image)| image).collect();
    tags(text, &images, field)
}
