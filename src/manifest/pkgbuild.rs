//! PKGBUILD: <https://man.archlinux.org/man/PKGBUILD.5>. `revision` knows `pkgrel`.

use super::error::{Home, HomeKind};
use super::lines::lines;
use super::shell::variable;
use super::site::{Found, elsewhere};

/// The variable `pkgver`, or the one that the field names.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let name = field.unwrap_or("pkgver");
    let is_function =
        |line: &str| line.strip_prefix("pkgver").is_some_and(|rest| rest.trim_start().starts_with("()"));
    // makepkg writes what the function computes over the variable.
    match lines(text).find(|(_, line)| name == "pkgver" && is_function(line)) {
        Some((at, _)) => {
            let home = Home {
                line: Some(super::lines::line_of(text, at)),
                ..Home::outside(HomeKind::Function, "pkgver()")
            };
            Err(elsewhere(text, at, "variable `pkgver`", home))
        }
        None => variable(text, name),
    }
}
