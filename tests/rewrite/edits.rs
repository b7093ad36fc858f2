//! Edits written as text, and what holds for every one of them.

use dateline::product::{ComponentId, Edit, Product, Reference, rewrite};
use dateline::version::{Scheme, SurfaceVersion, Version};

/// What a text, the edits and the edited text are; each edit as `parse_edit` reads it.
pub(crate) type Case = (&'static str, &'static str, &'static str, &'static str);

pub(crate) fn id(text: &str) -> ComponentId {
    text.parse().unwrap()
}

/// A version, dated unless it says `semver:` or `dev-patch:`.
fn version(text: &str) -> Version {
    let (scheme, text) = text.split_once(':').unwrap_or(("dated", text));
    Scheme::from_name(scheme).unwrap().parse(text).unwrap()
}

fn number(text: &str) -> SurfaceVersion {
    match text.parse() {
        Ok(counter) => SurfaceVersion::counter(counter).unwrap(),
        Err(_) => SurfaceVersion::Line(text.parse().unwrap()),
    }
}

/// `core.version=1.1`, `core.next=`, `core.maintained=1.1 1.0`, `core/api.version=2`, `core>engine=1.0`,
/// `core>engine/api=2`.
fn parse_edit(text: &str) -> Edit {
    let (place, value) = text.split_once('=').unwrap();
    if let Some((component, provider)) = place.split_once('>') {
        let provider: Reference = provider.replace('/', ".").parse().unwrap();
        let at_least = if provider.surface.is_some() { number(value).into() } else { version(value).into() };
        return Edit::Floor { component: id(component), provider, at_least };
    }
    let (owner, key) = place.split_once('.').unwrap();
    let given = Some(value).filter(|value| !value.is_empty());
    match (owner.split_once('/'), key) {
        (Some((component, surface)), "version") => {
            Edit::Surface { component: id(component), surface: id(surface), version: number(value) }
        }
        (Some((component, surface)), "next") => {
            Edit::SurfaceNext { component: id(component), surface: id(surface), next: given.map(number) }
        }
        (None, "version") => Edit::Version { component: id(owner), version: version(value) },
        (None, "next") => Edit::Next { component: id(owner), next: given.map(version) },
        (None, "maintained") => {
            let versions = value.split_whitespace().map(version).collect();
            Edit::Maintained { component: id(owner), versions }
        }
        _ => panic!("{text} is no edit"),
    }
}

pub(crate) fn parse_edits(text: &str) -> Vec<Edit> {
    text.split(';').map(str::trim).filter(|edit| !edit.is_empty()).map(parse_edit).collect()
}

/// What makes a product of the text of a case, which shows only what it is about.
const TAILS: [&str; 3] = [
    "",
    "\n[product]\nname = 'Chain'\n",
    "\n[product]\nname = 'Chain'\n[components.zz]\nlead = true\nversion = '9.0'\n",
];

/// The edited text reads as the edited product.
fn check_reads_as_edited(name: &str, text: &str, edits: &[Edit]) {
    let mut products = TAILS.iter().filter_map(|tail| {
        let text = format!("{text}{tail}");
        Product::from_toml(&text).ok().map(|product| (text, product))
    });
    let (text, product) = products.next().unwrap_or_else(|| panic!("{name}: no product"));
    let edited = rewrite(&text, edits).unwrap();
    let read =
        Product::from_toml(&edited).unwrap_or_else(|error| panic!("{name}: {:?}\n{edited}", error.errors));
    assert_eq!(read, product.edited(edits), "{name}");
}

pub(crate) fn check(cases: &[Case]) {
    for (name, before, edits, after) in cases {
        let edits = parse_edits(edits);
        let edited = rewrite(before, &edits).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(edited, *after, "{name}");
        assert_eq!(rewrite(after, &edits).as_deref(), Ok(*after), "{name}, once more");
        check_reads_as_edited(name, before, &edits);
    }
}
