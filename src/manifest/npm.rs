//! package.json: <https://docs.npmjs.com/cli/configuring-npm/package-json>.

use super::json_text::by_field;
use super::site::Found;

/// The member `version`, or the one that the field leads to.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    by_field(text, field)
}
