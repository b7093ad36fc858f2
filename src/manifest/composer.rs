//! composer.json: <https://getcomposer.org/doc/04-schema.md>. Most packages leave `version` out and tag instead.

use super::json_text::by_field;
use super::site::Found;

/// The member `version`, or the one that the field leads to.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    by_field(text, field)
}
