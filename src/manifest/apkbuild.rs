//! APKBUILD: <https://wiki.alpinelinux.org/wiki/APKBUILD_Reference>. `revision` knows `pkgrel`.

use super::shell::variable;
use super::site::Found;

/// The variable `pkgver`, or the one that the field names.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    variable(text, field.unwrap_or("pkgver"))
}
