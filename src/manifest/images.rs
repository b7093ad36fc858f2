//! The images that files of containers name.

use super::error::ManifestError;
use super::format::Format;
use super::image::Image;
use super::lines::body;
use super::{compose, dockerfile};

/// The images, without their tags, that the text of a compose.yaml or a Dockerfile names: those with a tag that can be
/// replaced. Other formats name none.
pub fn images(format: Format, text: &str) -> Result<Vec<String>, ManifestError> {
    let text = body(text);
    let images: Vec<Image<'_>> = match format {
        Format::Compose => {
            let found = compose::images(text)?;
            return Ok(names(text, found.iter().map(|found| Image::new(text, &found.image, found.start))));
        }
        Format::Dockerfile => dockerfile::images(text),
        _ => Vec::new(),
    };
    Ok(names(text, images.into_iter()))
}

/// The names of `images` whose tag is a place of `file`, each once.
fn names<'t>(file: &str, images: impl Iterator<Item = Image<'t>>) -> Vec<String> {
    let mut names = Vec::new();
    for image in images.filter(|image| image.site(file).is_ok()) {
        if !names.iter().any(|name| name == image.name()) {
            names.push(image.name().to_owned());
        }
    }
    names
}
