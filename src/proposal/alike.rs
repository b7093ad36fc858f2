//! How much the name of a component is like the name in its tags.

/// How sure it is that tags are of a component, the surest last. Names are in the characters of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// The tags shorten its words: `semconv` of `semantic-conventions`.
    Short,
    /// Its last words are their name: `shop-config` of `config`.
    Part,
    /// Its name is among the words of theirs: `core` of `chain-core-server-`.
    Within,
    /// Their last words are its name: `java-sdk` of `chain-java-sdk-`.
    AtEnd,
    /// The same words in another order: `java-sdk` of `sdk.java-`.
    SameWords,
    /// They have its name.
    Same,
}

/// How much `name` is like `tags`, the name in tags.
pub(super) fn alike(name: &str, tags: &str) -> Option<Likeness> {
    if name.is_empty() || tags.is_empty() {
        return None;
    }
    if name == tags {
        return Some(Likeness::Same);
    }
    let theirs: Vec<&str> = tags.split('-').collect();
    // Most names share no word with the tags.
    if !name.split('-').all(|word| theirs.contains(&word)) {
        let is_part = name.ends_with(tags) && name.strip_suffix(tags).is_some_and(|rest| rest.ends_with('-'));
        let is_short = || theirs.len() == 1 && shortens(tags, name);
        return if is_part { Some(Likeness::Part) } else { is_short().then_some(Likeness::Short) };
    }
    match () {
        () if words(name) == words(tags) => Some(Likeness::SameWords),
        () if tags.ends_with(&format!("-{name}")) => Some(Likeness::AtEnd),
        // What stands at the start is the name of the product, which all of its components share.
        () if tags.starts_with(&format!("{name}-")) => None,
        () => Some(Likeness::Within),
    }
}

/// Whether `short` is made of the starts of all words of `name`, of at least two letters each.
fn shortens(short: &str, name: &str) -> bool {
    let (first, others) = name.split_once('-').map_or((name, None), |(first, rest)| (first, Some(rest)));
    let common = short.bytes().zip(first.bytes()).take_while(|(left, right)| left == right).count();
    (2..=common).any(|length| {
        let rest = short.get(length..).unwrap_or_default();
        match others {
            Some(others) => shortens(rest, others),
            None => rest.is_empty(),
        }
    })
}

/// The words of a name, in the order of the alphabet.
fn words(name: &str) -> Vec<&str> {
    let mut words: Vec<&str> = name.split('-').collect();
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_in_several_ways() {
        for (name, tags, expected) in [
            ("client", "client", Some(Likeness::Same)),
            ("java-sdk", "sdk-java", Some(Likeness::SameWords)),
            ("java-sdk", "chain-java-sdk", Some(Likeness::AtEnd)),
            ("core", "chain-core-server", Some(Likeness::Within)),
            ("knope-config", "config", Some(Likeness::Part)),
            ("semantic-conventions", "semconv", Some(Likeness::Short)),
            ("chain", "chain-core-server", None),
            ("config", "knope", None),
            ("reconfig", "config", None),
            ("semantic-conventions", "conv", None),
            ("semantic", "s", None),
            ("", "client", None),
            ("client", "", None),
        ] {
            assert_eq!(alike(name, tags), expected, "{name} {tags}");
        }
    }
}
