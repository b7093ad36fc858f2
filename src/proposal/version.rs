//! Which version each component is at: what its tags show, and what its manifests hold.

use super::draft::Draft;
use super::note::{ProposalNotes, Source};
use crate::history::{Current, Form, Guess, History, Reading, Tag, Unread, UnreadTag};
use crate::product::Product;
use crate::shown::shown;
use crate::version::Version;

/// Gives every draft its versions, as `tags` show them by the templates of `product` and as its manifests hold them.
pub(super) fn decide(drafts: &mut [Draft], product: &Product, tags: &[Tag], notes: &mut ProposalNotes) {
    let history = History::read(product, tags.iter().cloned());
    for (draft, component) in drafts.iter_mut().zip(product.components()) {
        let tagged = history.component(component.id());
        let current = tagged.and_then(|tagged| tagged.current(product, component));
        let newest = tagged.and_then(|tagged| {
            let version = current.as_ref()?.version?;
            let release = tagged.releases.iter().find(|release| release.version == version)?;
            release.tags.last().map(|tag| tag.name.clone())
        });
        one(draft, current, newest.as_deref(), notes);
    }
    tell_guesses(&history, notes);
    for UnreadTag { tag, why } in &history.unread {
        // Tags of other forms were listed with them.
        let is_of_draft =
            Form::of(&tag.name).is_none_or(|form| drafts.iter().any(|draft| draft.forms.contains(&form)));
        match why {
            _ if !is_of_draft => {}
            Unread::NoTemplate | Unread::NoVersion { .. } => {
                notes.unknown(Source::tag(&tag.name), "no version in the name");
            }
            Unread::Suffix { .. } => {
                notes.unknown(Source::tag(&tag.name), "what follows the numbers is not a prerelease");
            }
            Unread::TooManyNumbers(_) => {
                notes.unknown(Source::tag(&tag.name), "more than three numbers");
            }
            why => notes.unknown(Source::tag(&tag.name), why.to_string()),
        }
    }
}

/// What is guessed about the tags of each component, once for each kind of guess.
fn tell_guesses(history: &History, notes: &mut ProposalNotes) {
    for component in history.components() {
        let mut grouped: Vec<(Guess, String, usize)> = Vec::new();
        for tag in component.releases.iter().flat_map(|release| &release.tags) {
            let Reading::Guess(guesses) = &tag.reading else { continue };
            for guess in guesses {
                match grouped.iter_mut().find(|(known, _, _)| known == guess) {
                    Some((_, _, count)) => *count += 1,
                    None => grouped.push((*guess, tag.name.clone(), 1)),
                }
            }
        }
        for (guess, name, count) in grouped {
            let others = match count {
                1 => String::new(),
                2 => ", as for 1 other".to_owned(),
                count => format!(", as for {} others", count - 1),
            };
            notes.guess(Source::tag(&name), format!("{guess}{others}"));
        }
    }
}

/// Decides between the tags and the manifests of one component: the higher version was released.
fn one(draft: &mut Draft, tagged: Option<Current>, newest: Option<&str>, notes: &mut ProposalNotes) {
    let ahead = prerelease(draft);
    let mut greatest: Option<(Version, String)> = None;
    for entry in &draft.entries {
        let stable = entry.version(draft.scheme).filter(|version| version.is_stable());
        if let Some(version) =
            stable.filter(|version| greatest.as_ref().is_none_or(|(known, _)| version > known))
        {
            greatest = Some((version, entry.path.clone()));
        }
    }
    let mut current = tagged.unwrap_or(Current { version: None, next: None, maintained: Vec::new() });
    draft.because = match (current.version, greatest, newest) {
        (None, None, _) => {
            let held = draft.entries.iter().find_map(|entry| Some((&entry.path, entry.text.as_ref().ok()?)));
            if let Some((path, text)) = held {
                notes.unknown(
                    Source::file(path),
                    format!("`{}` is not a stable version of the scheme {}", shown(text), draft.scheme),
                );
            }
            "no release is known".to_owned()
        }
        (None, Some((version, path)), _) => {
            notes.guess(
                Source::file(&path),
                "the version there is assumed to be released, though no tag names it",
            );
            raise(&mut current, version);
            format!("from {path}")
        }
        (Some(tagged), Some((version, path)), newest) if version > tagged => {
            let newest = newest.unwrap_or("a tag");
            notes.guess(
                Source::file(&path),
                format!("{version} is assumed to be released, though the newest tag is {}", shown(newest)),
            );
            raise(&mut current, version);
            format!("from {path}, above the newest tag {newest}")
        }
        (Some(_), _, newest) => format!("from the tag {}", newest.unwrap_or_default()),
    };
    if let Some((next, path)) = ahead {
        let is_ahead = current.version.is_none_or(|version| next.core() > version)
            && current.next.is_none_or(|known| next > known);
        if is_ahead {
            let message = match current.next {
                Some(known) => {
                    format!(
                        "{next} is assumed to be released, though the newest prerelease in tags is {known}"
                    )
                }
                None => format!("{next} is assumed to be the open prerelease, though no tag names it"),
            };
            notes.guess(Source::file(&path), message);
            current.next = Some(next);
        }
    }
    for entry in draft.entries.iter().filter(|entry| !entry.agrees(Some(&current))) {
        if let Err(why) = &entry.text {
            if !draft.has_elsewhere(entry, Some(&current)) {
                notes.unknown(Source::file(&entry.path), why.clone());
            }
            continue;
        }
        if let (Ok(text), Some(_)) = (&entry.text, entry.development(draft.scheme, Some(&current))) {
            notes.guess(
                Source::file(&entry.path),
                format!("{} is assumed to be a version in development", shown(text)),
            );
        } else if let (Ok(text), Some(version)) = (&entry.text, current.version) {
            notes.unknown(
                Source::file(&entry.path),
                format!("it holds `{}`, not {version}, so it is proposed as a comment", shown(text)),
            );
        }
    }
    draft.current = Some(current);
}

/// The greatest prerelease in the manifests, and the manifest that has it.
fn prerelease(draft: &Draft) -> Option<(Version, String)> {
    let mut greatest: Option<(Version, String)> = None;
    for entry in &draft.entries {
        let open = entry.version(draft.scheme).filter(|version| !version.is_stable());
        if let Some(version) = open.filter(|open| greatest.as_ref().is_none_or(|(known, _)| open > known)) {
            greatest = Some((version, entry.path.clone()));
        }
    }
    greatest
}

/// Sets a stable version above the one that tags show.
fn raise(current: &mut Current, version: Version) {
    current.version = Some(version);
    current.next = current.next.filter(|next| next.core() > version);
}
