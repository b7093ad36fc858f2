//! References of images: <https://github.com/distribution/reference>, `[HOST[:PORT]/]PATH[:TAG][@DIGEST]`.

use std::collections::HashSet;

use super::error::{Home, HomeKind, ManifestError, ManifestErrorKind};
use super::site::{Found, ManifestPlace, elsewhere, literal};

/// An image that a text names.
pub(super) struct Image<'t> {
    /// The whole reference.
    text: &'t str,
    /// The byte that it starts at.
    start: usize,
    /// Whether `start` is certain: behind an escape or a fold it is not.
    plain: bool,
}

impl<'t> Image<'t> {
    pub(super) fn new(file: &str, text: &'t str, start: usize) -> Self {
        let plain = file.get(start..start + text.len()) == Some(text);
        Image { text, start, plain }
    }

    /// The image without tag and digest.
    pub(super) fn name(&self) -> &'t str {
        let named = self.text.split('@').next().unwrap_or(self.text);
        self.tag_start().and_then(|at| named.get(..at - 1)).unwrap_or(named)
    }

    /// The byte of the reference that the tag starts at: behind the last colon, unless that is a port's.
    fn tag_start(&self) -> Option<usize> {
        let named = self.text.split('@').next().unwrap_or(self.text);
        let path = named.rfind('/').map_or(0, |at| at + 1);
        // The colon in `${TAG:-1.2}` is not ours.
        let open = named.get(path..)?.find('$').unwrap_or(usize::MAX);
        let colon = named.get(path..)?.find(':').filter(|colon| *colon < open)?;
        Some(path + colon + 1)
    }

    /// The place of its tag.
    pub(super) fn site(&self, file: &str) -> Result<ManifestPlace, ManifestError> {
        let image = self.text.to_owned();
        let what = format!("the tag of `{}`", self.name());
        if !self.plain {
            return Err(ManifestErrorKind::Escaped { what }.at(file, self.start));
        }
        if let Some((_, rest)) = self.text.split_once('$') {
            let name = rest.trim_start_matches('{');
            let name = name.get(..super::lines::name_length(name)).unwrap_or_default();
            return Err(elsewhere(file, self.start, &what, Home::outside(HomeKind::Variable, name)));
        }
        if self.text.contains('@') {
            return Err(ManifestErrorKind::Pinned { image }.at(file, self.start));
        }
        let Some(tag) = self.tag_start() else {
            return Err(ManifestErrorKind::NoTag { image }.at(file, self.start));
        };
        let text = self.text.get(tag..).unwrap_or_default();
        literal(file, self.start + tag..self.start + self.text.len(), text, &what)
    }
}

/// The tags of `images`: all places of one image hold the same version, but two images need a field to choose.
pub(super) fn tags(file: &str, images: &[Image<'_>], field: Option<&str>) -> Found {
    let what = field.map_or_else(|| "image".to_owned(), |field| format!("image `{field}`"));
    let Some(first) = images.first() else {
        return Err(ManifestErrorKind::NotFound { what }.anywhere());
    };
    if let Some(other) = images.iter().find(|image| field.is_none() && image.name() != first.name()) {
        let first = super::lines::line_of(file, first.start);
        return Err(ManifestErrorKind::FoundTwice { what, first }.at(file, other.start));
    }
    // Services may share one image behind an anchor.
    let mut seen = HashSet::new();
    let images = images.iter().filter(|image| seen.insert(image.start));
    images.map(|image| image.site(file)).collect()
}
