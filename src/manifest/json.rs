//! JSON files of any kind, with comments and trailing commas or without, such as deno.jsonc:
//! <https://docs.deno.com/runtime/fundamentals/configuration/>.

use super::json_text::{by_field_of, parse_with_comments};
use super::site::Found;

/// The member `version`, or the one that the field leads to.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    by_field_of(text, &parse_with_comments(text)?, field)
}
