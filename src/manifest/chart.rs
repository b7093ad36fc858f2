//! Chart.yaml: <https://helm.sh/docs/topics/charts/#the-chartyaml-file>.

use super::error::ManifestErrorKind;
use super::format::Format;
use super::site::{Found, only};
use super::yaml_text::scalars;

/// The key `version`, or `appVersion` where the field says so.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let field = field.unwrap_or("version");
    if !["version", "appVersion"].contains(&field) {
        let (format, field) = (Format::Chart, field.to_owned());
        return Err(ManifestErrorKind::UnknownField { format, field }.anywhere());
    }
    let what = format!("`{field}`");
    let mut sites = Vec::new();
    scalars(text, |keys, scalar| {
        if keys == [field] {
            let mut site = scalar.site(text, &what)?;
            // Tags of images often have a `v`, which stays.
            let is_image_tag = |text: &str| {
                text.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            };
            if field == "appVersion" && is_image_tag(&site.text) {
                site.span.start += 1;
                site.text.remove(0);
            }
            sites.push(site);
        }
        Ok(())
    })?;
    only(text, sites, &what)
}
