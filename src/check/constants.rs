//! Surface constants are numbers of the form that the surface has: MAJOR.MINOR, or a whole number (Rule S1).

use super::{Code, Finding, FindingPlace};
use crate::product::{Component, Surface};
use crate::shown::shown;
use crate::version::{Line, SurfaceVersion};

/// Whether `text` is a number of the surface's form.
pub(super) fn fits(surface: &Surface, text: &str) -> bool {
    match surface.version {
        SurfaceVersion::Line(_) => text.parse::<Line>().is_ok(),
        SurfaceVersion::Counter(_) => {
            let is_canonical = text == "0" || !text.starts_with('0');
            is_canonical && text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u32>().is_ok()
        }
    }
}

/// The finding that `text`, which stands at `place`, is none.
pub(super) fn malformed(
    component: &Component,
    surface: &Surface,
    place: FindingPlace,
    text: &str,
) -> Finding {
    let form = match surface.version {
        SurfaceVersion::Line(_) => "MAJOR.MINOR",
        SurfaceVersion::Counter(_) => "a whole number",
    };
    let (id, name, number) = (component.id(), &surface.name, surface.version);
    let message = format!("the number of {id}.{name} here is `{}`, but should be {form}", shown(text));
    Finding::new(Code::SurfaceForm, place, message, format!("write `{number}` there")).of(id).value(&text)
}

/// What stands where a number should.
pub(super) struct Constant<'t> {
    pub(super) line: usize,
    pub(super) text: &'t str,
}

/// What stands in `text` where `pattern` has the surface's number: behind the piece of it before the braces. `None`
/// where that piece is not there once.
pub(super) fn behind<'t>(pattern: &str, surface: &Surface, text: &'t str) -> Option<Constant<'t>> {
    let (before, _) = pattern.split_once(&format!("{{surface:{}}}", surface.name))?;
    let piece = before.rsplit_once('}').map_or(before, |(_, piece)| piece).replace("{{", "{");
    let (at, _) = text.match_indices(&piece).next().filter(|_| !piece.trim().is_empty())?;
    let start = at + piece.len();
    if text.get(start..)?.contains(&piece) {
        return None;
    }
    let rest = text.get(start..)?;
    let end = rest.find(|c: char| c.is_whitespace() || "\"'`;,)]}".contains(c)).unwrap_or(rest.len());
    let line = text.get(..start)?.matches('\n').count() + 1;
    Some(Constant { line, text: rest.get(..end)? })
}
