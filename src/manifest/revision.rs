//! The number of a package's build, which starts again with each version: `Release` of an RPM spec file, `pkgrel` of a
//! PKGBUILD or an APKBUILD.

use std::ops::Range;

use super::Format;
use super::lines::{name_length, part};
use super::{shell, spec};

/// `text` with the number of its build as packagers start it: 1, for Alpine 0. Unchanged where the format has none, or
/// where a tool computes it: `Release: %autorelease`.
///
/// What follows the number stays (`3%{?dist}` becomes `1%{?dist}`). A number that a macro of the file holds is changed there.
///
/// ```
/// use dateline::manifest::{Format, first_revision};
///
/// let text = "pkgver=1.1\npkgrel=4\n";
/// assert_eq!(first_revision(Format::Pkgbuild, text), "pkgver=1.1\npkgrel=1\n");
/// assert_eq!(first_revision(Format::Apkbuild, text), "pkgver=1.1\npkgrel=0\n");
/// assert_eq!(first_revision(Format::Spec, "Release: 3%{?dist}\n"), "Release: 1%{?dist}\n");
/// ```
pub fn first_revision(format: Format, text: &str) -> String {
    let (place, first) = match format {
        Format::Spec => (release(text), "1"),
        Format::Pkgbuild => (package_release(text), "1"),
        Format::Apkbuild => (package_release(text), "0"),
        _ => (None, ""),
    };
    let mut new = text.to_owned();
    if let Some(place) = place {
        new.replace_range(place, first);
    }
    new
}

fn package_release(text: &str) -> Option<Range<usize>> {
    let found = shell::variable(text, "pkgrel").ok()?;
    found.first().map(|site| site.span.clone())
}

/// The number in the tag `Release`, or in the macro that the tag starts with.
fn release(text: &str) -> Option<Range<usize>> {
    let tag = spec::tags(text, "release").into_iter().next()?;
    let value = part(text, tag.clone());
    let Some(expression) = value.strip_prefix('%') else { return number(text, tag) };
    let name = expression.trim_start_matches(['{', '?']);
    let name = name.get(..name_length(name)).unwrap_or_default();
    match spec::definitions(text, name).as_slice() {
        [definition] => number(text, definition.clone()),
        _ => None,
    }
}

/// The part of `span` before its first macro, where that starts with a digit: `0.3.rc1` of `0.3.rc1%{?dist}`.
fn number(text: &str, span: Range<usize>) -> Option<Range<usize>> {
    let value = part(text, span.clone());
    let value = value.split(['%', ' ', '\t']).next().unwrap_or_default();
    value.starts_with(|c: char| c.is_ascii_digit()).then_some(span.start..span.start + value.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_release_of_a_spec_file_starts_again_where_it_is_written() {
        let cases = [
            (
                "Version: 1\nRelease:\t12%{?dist}\n%package x\nRelease: 7\n",
                "Version: 1\nRelease:\t1%{?dist}\n%package x\nRelease: 7\n",
            ),
            ("Release: 0.3.rc1%{?dist}\r\n", "Release: 1%{?dist}\r\n"),
            ("%global rel 3\nRelease: %{rel}%{?dist}\n", "%global rel 1\nRelease: %{rel}%{?dist}\n"),
            ("%{!?rel: %global rel 3}\nRelease: %{?rel}\n", "%{!?rel: %global rel 1}\nRelease: %{?rel}\n"),
            ("Release: %autorelease\n", "Release: %autorelease\n"),
            ("Release: %{autorelease -b 3}\n", "Release: %{autorelease -b 3}\n"),
            ("Release: %(date)\n", "Release: %(date)\n"),
            ("Version: 1\n", "Version: 1\n"),
        ];
        for (text, expected) in cases {
            assert_eq!(first_revision(Format::Spec, text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_package_release_that_is_computed_stays() {
        for text in ["pkgrel=$_rel\n", "pkgver=1\n", "pkgrel=1 \\\n", "_pkgrel=3\n"] {
            assert_eq!(first_revision(Format::Pkgbuild, text), text);
        }
        assert_eq!(first_revision(Format::Apkbuild, "pkgrel=\"3\" # x\n"), "pkgrel=\"0\" # x\n");
        assert_eq!(first_revision(Format::Npm, "pkgrel=3\n"), "pkgrel=3\n");
    }
}
