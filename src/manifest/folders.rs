//! Folders as manifests write them: texts with `/` between their parts, and the patterns of members of workspaces.

/// The folder that `path` is in; empty where it is in none.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of a path.
pub fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether `path` is `folder` or in it.
pub fn is_within(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// `folder` and each one above it, up to the empty one.
pub fn upward(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| (!folder.is_empty()).then_some(parent(folder)))
}

/// The path of `name` in `folder`.
pub fn inside(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The folder that `wanted` leads to from `folder`; `None` where that is outside.
pub fn join(folder: &str, wanted: &str) -> Option<String> {
    if wanted.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in wanted.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// How a file in `folder` names the folder `to`: `../core`; empty where they are the same.
#[must_use]
pub fn relative(folder: &str, to: &str) -> String {
    let shared = upward(folder).find(|above| is_within(to, above)).unwrap_or_default();
    let ups = upward(folder).take_while(|above| *above != shared).map(|_| "..");
    let downs = to.get(shared.len()..).unwrap_or_default().split('/').filter(|part| !part.is_empty());
    ups.chain(downs).collect::<Vec<_>>().join("/")
}

/// How many `**` a pattern may have: no real one goes beyond, and many would take long.
const MAX_ANY: usize = 4;

/// Whether `folder` is what `pattern` stands for: `*` for anything in one part, `**` for any parts.
pub fn matches(pattern: &str, folder: &str) -> bool {
    let parts = |text: &str| text.split('/').map(str::to_owned).collect::<Vec<_>>();
    let pattern = parts(pattern);
    pattern.iter().filter(|part| *part == "**").count() <= MAX_ANY && parts_match(&pattern, &parts(folder))
}

fn parts_match(pattern: &[String], folder: &[String]) -> bool {
    match (pattern.split_first(), folder.split_first()) {
        (None, None) => true,
        (Some((any, rest)), _) if any == "**" => {
            parts_match(rest, folder)
                || folder.split_first().is_some_and(|(_, after)| parts_match(pattern, after))
        }
        (Some((part, rest)), Some((name, after))) => part_matches(part, name) && parts_match(rest, after),
        _ => false,
    }
}

/// Whether a part of a path is what a pattern with `*` and `?` in it stands for.
pub fn part_matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut at, mut read) = (0, 0);
    // Where the last `*` was, and up to where it reaches.
    let mut star: Option<(usize, usize)> = None;
    while let Some(c) = name.get(read) {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, read));
                at += 1;
            }
            Some(wanted) if wanted == c || *wanted == '?' => {
                at += 1;
                read += 1;
            }
            _ => match star {
                Some((place, reach)) => {
                    star = Some((place, reach + 1));
                    at = place + 1;
                    read = reach + 1;
                }
                None => return false,
            },
        }
    }
    pattern.get(at..).unwrap_or_default().iter().all(|rest| *rest == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_lead_to_others_and_never_outside() {
        assert_eq!(join("crates/cli", "../core"), Some("crates/core".to_owned()));
        assert_eq!(join("cli", "./.."), Some(String::new()));
        for (folder, to, expected) in [
            ("examples/app", "packages/core", "../../packages/core"),
            ("", "packages/core", "packages/core"),
            ("a/b", "a/bc", "../bc"),
            ("a/b", "a", ".."),
            ("a/b", "a/b", ""),
        ] {
            assert_eq!(relative(folder, to), expected);
            assert_eq!(join(folder, expected), Some(to.to_owned()));
        }
        assert_eq!(join("cli", "../../x"), None);
        assert_eq!(join("cli", "/etc"), None);
        assert!(is_within("client/rpm", "client") && !is_within("clients", "client") && is_within("x", ""));
        assert_eq!(upward("a/b").collect::<Vec<_>>(), ["a/b", "a", ""]);
        assert_eq!((inside("", "x"), inside("a/b", "x")), ("x".to_owned(), "a/b/x".to_owned()));
    }

    #[test]
    fn patterns_stand_for_folders() {
        for (pattern, folder) in [
            ("crates/*", "crates/core"),
            ("core", "core"),
            ("**", "a/b"),
            ("a/**/c", "a/c"),
            ("p?c*-x", "pac1-x"),
        ] {
            assert!(matches(pattern, folder), "{pattern} {folder}");
        }
        for (pattern, folder) in
            [("crates/*", "crates/core/x"), ("crates/*", "core"), ("c", "core"), ("a/**", "b")]
        {
            assert!(!matches(pattern, folder), "{pattern} {folder}");
        }
        assert!(!matches(&"*a".repeat(200), &"a".repeat(199)));
    }
}
