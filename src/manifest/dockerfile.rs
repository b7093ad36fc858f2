//! Dockerfile: <https://docs.docker.com/reference/dockerfile/>. Images stand behind `FROM` and `COPY --from=`.

use std::collections::HashSet;

use super::error::ManifestErrorKind;
use super::image::{Image, tags};
use super::lines::lines;
use super::site::{Found, literal};

/// The tags of the image that the field names; without one, of the only image.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    if let Some((instruction, name)) = field.and_then(|field| field.split_once(' ')) {
        return variable(text, instruction, name);
    }
    let wanted = |image: &Image<'_>| field.is_none_or(|field| image.name() == field);
    let images: Vec<Image<'_>> = images(text).into_iter().filter(wanted).collect();
    tags(text, &images, field)
}

/// The value that `ARG`, `ENV` or `LABEL` gives to `name`: every one, since stages repeat them.
fn variable(text: &str, instruction: &str, name: &str) -> Found {
    let what = format!("`{instruction} {name}`");
    let mut sites = Vec::new();
    for (at, line) in lines(text) {
        let mut words = words(line, at);
        if words.next().is_none_or(|(_, word)| !word.eq_ignore_ascii_case(instruction)) {
            continue;
        }
        for (start, word) in words {
            let Some((key, value)) = word.split_once('=') else { continue };
            if key.trim_matches('"') == name {
                let plain = value.trim_matches(['"', '\'']);
                let start = start + word.len() - value.len()
                    + (value.len() - value.trim_start_matches(['"', '\'']).len());
                sites.push(literal(text, start..start + plain.len(), plain, &what)?);
            }
        }
    }
    if sites.is_empty() { Err(ManifestErrorKind::NotFound { what }.anywhere()) } else { Ok(sites) }
}

/// All images, those of the file's own stages left out.
pub(super) fn images(text: &str) -> Vec<Image<'_>> {
    let mut stages: HashSet<String> = HashSet::new();
    let mut images = Vec::new();
    for (at, line) in lines(text) {
        let mut words = words(line, at);
        let Some((_, instruction)) = words.next() else { continue };
        // A stage may have the name of an image, and then it is the stage; a number is one too; `scratch` is nothing.
        let is_stage = |word: &str| {
            word == "scratch" || word.parse::<u32>().is_ok() || stages.contains(&word.to_ascii_lowercase())
        };
        let mut named = None;
        let found = if instruction.eq_ignore_ascii_case("FROM") {
            let image = words.find(|(_, word)| !word.starts_with("--"));
            let is_as = words.next().is_some_and(|(_, word)| word.eq_ignore_ascii_case("AS"));
            named = words.next().filter(|_| is_as);
            image
        } else if instruction.eq_ignore_ascii_case("COPY") {
            words.find_map(|(at, word)| Some((at + "--from=".len(), word.strip_prefix("--from=")?)))
        } else {
            None
        };
        if let Some((at, word)) = found.filter(|(_, word)| !is_stage(word)) {
            images.push(Image::new(text, word, at));
        }
        stages.extend(named.map(|(_, stage)| stage.to_ascii_lowercase()));
    }
    images
}

/// The words of a line with the bytes that they start at.
fn words(line: &str, at: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    line.split_ascii_whitespace().map(move |word| {
        let start = rest + line.get(rest..).and_then(|line| line.find(word)).unwrap_or(0);
        rest = start + word.len();
        (at + start, word)
    })
}
