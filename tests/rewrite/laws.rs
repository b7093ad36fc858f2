//! The rule as laws: on random products, written in random ways, after random plans.

use dateline::plan::{Change, Request, Stage, plan};
use dateline::product::{ComponentId, Edit, Product, RewriteError, rewrite};
use dateline::version::BuildDate;
use proptest::collection::vec;
use proptest::prelude::*;

use toml::de::{DeTable, DeValue};

use crate::products::{Dice, product};
use crate::styles::{self, COMMENT_END};

/// A random request; not every one can be planned.
fn request(product: &Product, dice: &mut Dice) -> Request {
    let day = u32::try_from(1 + dice.roll(28)).unwrap();
    let date = BuildDate::from_ymd(2017, 2, day).unwrap();
    let count = product.components().len();
    let some = |dice: &mut Dice| product.components()[dice.roll(count)].id().clone();
    match dice.roll(8) {
        6 => Request::promote((0..dice.roll(3)).map(|_| some(dice)), date),
        7 => Request::drop((0..=dice.roll(2)).map(|_| some(dice)), date),
        other => {
            let changes: Vec<Change> = (0..=dice.roll(3)).map(|_| change(product, dice)).collect();
            let line = product.components()[dice.roll(count)].maintained().first().map(|entry| entry.line());
            let stage = match (other, line) {
                (3 | 4, _) => Stage::Next,
                (5, Some(line)) => Stage::Maintained(line),
                _ => Stage::Stable,
            };
            Request::release(changes, stage, date)
        }
    }
}

fn change(product: &Product, dice: &mut Dice) -> Change {
    let component = &product.components()[dice.roll(product.components().len())];
    let surfaces = component.surfaces();
    let text = if !surfaces.is_empty() && dice.roll(2) == 1 {
        let surface = &surfaces[dice.roll(surfaces.len())];
        format!("{}:{}.{}", dice.pick(&["fix", "addition", "breaking"]), component.id(), surface.name)
    } else {
        format!("{}:{}", dice.pick(&["fix", "api-fix", "api-feature", "breaking", "sync"]), component.id())
    };
    text.parse().unwrap()
}

/// A random product as text, and random choices for what happens to it.
fn texts() -> impl Strategy<Value = (String, Vec<u16>)> {
    (vec(any::<u16>(), 0..150), vec(any::<u16>(), 0..600), vec(any::<u16>(), 0..60)).prop_map(
        |(product_choices, style, requests)| {
            let product = product(&mut Dice::new(product_choices));
            (styles::write(&product, &mut Dice::new(style)), requests)
        },
    )
}

/// The text with a mark in the place of each text and each number.
fn masked(text: &str) -> String {
    fn collect(value: &toml::Spanned<DeValue<'_>>, spans: &mut Vec<std::ops::Range<usize>>) {
        match value.get_ref() {
            DeValue::String(_) | DeValue::Integer(_) => spans.push(value.span()),
            DeValue::Array(array) => array.iter().for_each(|value| collect(value, spans)),
            DeValue::Table(table) => table.values().for_each(|value| collect(value, spans)),
            _ => {}
        }
    }
    let body = text.trim_start_matches('\u{feff}');
    let mut spans = Vec::new();
    DeTable::parse(body).unwrap().get_ref().values().for_each(|value| collect(value, &mut spans));
    spans.sort_by_key(|span| std::cmp::Reverse(span.start));
    let mut masked = body.to_owned();
    for span in spans {
        let quotes: String =
            body[span.clone()].chars().take_while(|c| matches!(c, '"' | '\'' | '+')).collect();
        masked.replace_range(span, &format!("{quotes}_"));
    }
    format!("{}{masked}", &text[..text.len() - body.len()])
}

fn comments(text: &str) -> Vec<&str> {
    let parts = text.split(COMMENT_END);
    parts.filter_map(|part| part.rfind("# c").map(|start| &part[start..])).collect()
}

/// What a product says, in no order: where dotted keys of components mix, taking a key away can move a component.
fn said(product: &Product) -> std::collections::BTreeSet<String> {
    let component = |component: &dateline::product::Component| {
        let mut surfaces: Vec<String> =
            component.surfaces().iter().map(|known| format!("{known:?}")).collect();
        let mut requires: Vec<String> =
            component.requires().iter().map(|known| format!("{known:?}")).collect();
        surfaces.sort();
        requires.sort();
        let (id, track, follows) = (component.id(), component.track(), component.follows());
        format!("{id} {:?} {track:?} {follows:?} {surfaces:?} {requires:?}", component.title())
    };
    product.components().iter().map(component).collect()
}

/// Whether `edit` gives a value to something that has one.
fn is_change_of_value(product: &Product, edit: &Edit) -> bool {
    let component = product.component(edit.component()).unwrap();
    match edit {
        Edit::Version { .. } => component.version().is_some(),
        Edit::Next { next, .. } => component.next().is_some() && next.is_some(),
        Edit::SurfaceNext { surface, next, .. } => {
            component.surface(surface).unwrap().next.is_some() && next.is_some()
        }
        Edit::Maintained { versions, .. } => {
            let lines = |versions: &[dateline::version::Version]| {
                versions.iter().map(|version| version.line()).collect::<Vec<_>>()
            };
            lines(versions) == lines(&component.maintained())
        }
        _ => true,
    }
}

/// Whether a component has neither a header nor braces, only keys with its name in them.
fn stands_only_in_names(text: &str, component: &ComponentId) -> bool {
    let document = DeTable::parse(text.trim_start_matches('\u{feff}')).unwrap();
    let components = document.get_ref().get("components").unwrap().get_ref().as_table().unwrap();
    let (key, table) = components.get_key_value(component.as_str()).unwrap();
    key.span() == table.span()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edited_text_reads_as_the_edited_product((text, requests) in texts()) {
        let mut text = text;
        let mut dice = Dice::new(requests);
        for _ in 0..4 {
            let product = match Product::from_toml(&text) {
                Ok(product) => product,
                Err(error) => panic!("{:?} in\n{text}", error.errors),
            };
            let Ok(plan) = plan(&product, &request(&product, &mut dice)) else { continue };
            let edits = plan.edits(&product);
            let edited = match rewrite(&text, &edits) {
                Ok(edited) => edited,
                Err(error) => {
                    let RewriteError::Layout(component) = &error else { panic!("{error}\n{text}\n{edits:?}") };
                    prop_assert!(stands_only_in_names(&text, component), "{component} in\n{text}\n{edits:?}");
                    break;
                }
            };
            let read = Product::from_toml(&edited);
            prop_assert!(read.is_ok(), "{:?}\n{}\n{:?}\n{}", read, text, edits, edited);
            prop_assert_eq!(said(&read.unwrap()), said(&plan.applied_to(&product)), "{}\n{:?}\n{}", text, edits, edited);
            prop_assert_eq!(comments(&text), comments(&edited), "{}\n{}", text, edited);
            prop_assert_eq!(text.starts_with('\u{feff}'), edited.starts_with('\u{feff}'));
            prop_assert_eq!(text.ends_with('\n'), edited.ends_with('\n'));
            if !text.contains('\r') {
                prop_assert!(!edited.contains('\r'));
            }
            if edits.iter().all(|edit| is_change_of_value(&product, edit)) {
                prop_assert_eq!(masked(&text), masked(&edited));
            }
            prop_assert_eq!(rewrite(&edited, &edits).unwrap(), edited.clone(), "once more");
            text = edited;
        }
    }

    #[test]
    fn a_damaged_text_is_refused_or_edited((text, choices) in texts(), damage in "[\\[\\]{}\"'#=,.\\\\\r\n a1]{0,4}") {
        let mut dice = Dice::new(choices);
        let product = Product::from_toml(&text).unwrap();
        let Ok(plan) = plan(&product, &request(&product, &mut dice)) else { return Ok(()) };
        let edits = plan.edits(&product);
        for _ in 0..8 {
            let start = text.floor_char_boundary(dice.roll(text.len()));
            let end = text.floor_char_boundary(start + dice.roll(9)).max(start);
            let damaged = format!("{}{damage}{}", &text[..start], &text[end..]);
            for damaged in [damaged.as_str(), &text[..start]] {
                if let Ok(edited) = rewrite(damaged, &edits) {
                    let parsed = DeTable::parse(edited.trim_start_matches('\u{feff}'));
                    prop_assert!(parsed.is_ok(), "{}\n{:?}\n{}\n{:?}", damaged, edits, edited, parsed);
                }
            }
        }
    }
}
