//! Checks of the texts that people will read or that name files: titles, look-alike ids, paths.

use std::collections::HashMap;
use std::sync::OnceLock;

use smol_str::{SmolStr, SmolStrBuilder};
use thiserror::Error;
use unicode_security::{
    MixedScript, RestrictionLevel, RestrictionLevelDetection, is_potential_mixed_script_confusable_char,
    skeleton,
};

use crate::shown::is_invisible;

/// Why a text cannot stand where people read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TitleError {
    /// There is nothing but white space.
    #[error("cannot be empty")]
    Empty,
    /// A control, bidirectional or invisible character, which can change how the rest is read: U+202E.
    #[error("contains the invisible character U+{:04X}", *.0 as u32)]
    Invisible(char),
    /// A character that looks like one of the script around it and is none: a Cyrillic `а` in `Chаin`.
    #[error("contains U+{:04X}, which looks like a letter of another script", *.0 as u32)]
    Confusable(char),
}

/// Why a path of a product file is refused (Rule A3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PathError {
    /// There is no path.
    #[error("a path cannot be empty")]
    Empty,
    /// The path is absolute: `/etc/x`, `C:/x`.
    #[error("a path is relative to the product file's folder")]
    Absolute,
    /// A part is `..` or `.`: `../x`.
    #[error("a path cannot contain `..` or `.`")]
    Dots,
    /// The path leads into a git directory: `.git/hooks/x`.
    #[error("a path cannot lead into `.git`")]
    Git,
    /// The parts are separated by `\`: `client\VERSION`.
    #[error("the parts of a path are separated by `/`")]
    Backslash,
    /// An empty part: `client//VERSION`, `client/`.
    #[error("a path has no empty part")]
    EmptyPart,
    /// A pattern opens a class of characters and does not close it: `sdk/[ab`.
    #[error("a pattern closes each `[` with a `]`")]
    OpenClass,
    /// A control, bidirectional or invisible character.
    #[error("a path cannot contain the invisible character U+{:04X}", *.0 as u32)]
    Invisible(char),
}

/// Refuses control, bidirectional and confusable characters (section 2 of the rules).
pub fn check_title(text: &str) -> Result<(), TitleError> {
    if text.trim().is_empty() {
        return Err(TitleError::Empty);
    }
    if let Some(c) = text.chars().find(|c| is_invisible(*c)) {
        return Err(TitleError::Invisible(c));
    }
    // Whatever is ASCII is one script.
    if text.is_ascii()
        || text.is_single_script()
        || text.check_restriction_level(RestrictionLevel::HighlyRestrictive)
    {
        return Ok(());
    }
    let confusable = |c: &char| !c.is_ascii() && is_potential_mixed_script_confusable_char(*c);
    text.chars().find(confusable).map_or(Ok(()), |c| Err(TitleError::Confusable(c)))
}

/// Ids with the same form look alike: `core` and `c0re`, `web1` and `webl`.
pub(super) fn look(id: &str) -> SmolStr {
    /// The look of each ASCII character, once it was needed: it does not depend on the characters around it.
    static LOOKS: [OnceLock<SmolStr>; 128] = [const { OnceLock::new() }; 128];
    let of = |text: &str| skeleton(text).flat_map(char::to_lowercase).collect::<SmolStr>();
    let mut looks = SmolStrBuilder::new();
    for c in id.chars() {
        let Some(known) = usize::try_from(u32::from(c)).ok().and_then(|place| LOOKS.get(place)) else {
            return of(id);
        };
        looks.push_str(known.get_or_init(|| of(c.encode_utf8(&mut [0; 4]))));
    }
    looks.finish()
}

/// A map whose keys are hashed in a few nanoseconds, with a seed of each process's own: no file can make them collide.
pub(super) type Index<K, V> = HashMap<K, V, foldhash::fast::RandomState>;

/// Refuses a path that could lead out of its folder or into a git directory.
pub fn check_path(path: &str) -> Result<(), PathError> {
    let drive = matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    if path.is_empty() {
        return Err(PathError::Empty);
    }
    if let Some(c) = path.chars().find(|c| is_invisible(*c)) {
        return Err(PathError::Invisible(c));
    }
    if path.starts_with(['/', '\\', '~']) || drive {
        return Err(PathError::Absolute);
    }
    if path.contains('\\') {
        return Err(PathError::Backslash);
    }
    path.split('/').try_for_each(|part| match part {
        "" => Err(PathError::EmptyPart),
        "." | ".." => Err(PathError::Dots),
        part if is_git_directory(part) => Err(PathError::Git),
        _ => Ok(()),
    })
}

/// `.git` in the spellings that some file system takes for it.
fn is_git_directory(part: &str) -> bool {
    let part = part.trim_end_matches(['.', ' ']).to_ascii_lowercase();
    part == ".git" || part == "git~1"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_in_one_script_or_in_usual_mixes_are_fine() {
        for title in ["Chain Core", "Café-Server 2", "コア", "Chain コア", "Ядро", "サーバー v2"]
        {
            assert_eq!(check_title(title), Ok(()), "{title}");
        }
    }

    #[test]
    fn titles_that_deceive_are_refused() {
        assert_eq!(check_title("Ch\u{430}in"), Err(TitleError::Confusable('\u{430}')));
        assert_eq!(check_title("Core\u{202e}"), Err(TitleError::Invisible('\u{202e}')));
        assert_eq!(check_title("\u{9b}31mCore"), Err(TitleError::Invisible('\u{9b}')));
        assert_eq!(check_title(" "), Err(TitleError::Empty));
    }

    #[test]
    fn ids_that_look_alike_have_one_look() {
        assert_eq!(look("web1"), look("webl"));
        assert_eq!(look("c0re"), look("core"));
        assert_ne!(look("mac"), look("max"));
    }

    #[test]
    fn paths_stay_inside_their_folder() {
        for (path, error) in [
            ("../x", PathError::Dots),
            ("/etc/x", PathError::Absolute),
            ("C:/x", PathError::Absolute),
            ("~/x", PathError::Absolute),
            (".git/hooks/x", PathError::Git),
            ("sub/.GIT/x", PathError::Git),
            ("a\\b", PathError::Backslash),
            ("a//b", PathError::EmptyPart),
            ("a\u{1b}", PathError::Invisible('\u{1b}')),
            ("", PathError::Empty),
        ] {
            assert_eq!(check_path(path), Err(error), "{path:?}");
        }
        assert_eq!(check_path("client/.gitignore"), Ok(()));
    }
}
