//! YAML files that keep a version behind a path of keys, such as an `OpenAPI` description: <https://spec.openapis.org>.

use super::site::{Found, only};
use super::yaml_text::scalars;

/// The scalar behind the field, a path of keys with dots between them; without one, `info.version`.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let field = field.unwrap_or("info.version");
    let path: Vec<&str> = field.split('.').collect();
    let what = format!("`{field}`");
    let mut sites = Vec::new();
    scalars(text, |keys, scalar| {
        if keys == path {
            sites.push(scalar.site(text, &what)?);
        }
        Ok(())
    })?;
    only(text, sites, &what)
}
