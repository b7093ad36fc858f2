//! The laws of product files (section 2 of the rules): any text is read or refused, and every error has a place in it.

use dateline::product::Product;
use proptest::prelude::*;

const GOOD: &str = include_str!("cli/studio.toml");

/// A good product file with a few slips in it.
fn slipped() -> impl Strategy<Value = String> {
    let slip =
        (any::<prop::sample::Index>(), any::<prop::sample::Index>(), "[\\x00-\\x7f\u{e9}\u{202e}]{0,3}");
    prop::collection::vec(slip, 0..4).prop_map(|slips| {
        let mut text: Vec<char> = GOOD.chars().collect();
        for (from, length, new) in slips {
            let from = from.index(text.len());
            let to = (from + length.index(6)).min(text.len());
            text.splice(from..to, new.chars());
        }
        text.into_iter().collect()
    })
}

/// Lines of a product file that make sense one by one.
fn assembled() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "[product]",
        "name = \"x\"",
        "maintain = 4",
        "[components.a]",
        "[components.b]",
        "[components.a.surfaces.api]",
        "[[deprecations]]",
        "lead = true",
        "scheme = \"semver\"",
        "scheme = \"dev-patch\"",
        "version = \"1.0\"",
        "version = \"1.0.0\"",
        "version = 1",
        "next = \"1.1-next.0\"",
        "maintained = [\"0.9\", \"0.9.20200101\", 3]",
        "follows = { a = \"api\", b = \"release\" }",
        "follows.b = \"api\"",
        "requires = { b = \"1.0\", \"a.api\" = 3 }",
        "manifests = [{ path = \"../x\" }, { path = \"x\", as = \"npm\" }]",
        "publish = [\"npm\", \"mavne\", \"npm\"]",
        "surface = \"a.api\"",
        "what = \"x\"",
        "since = \"1.0\"",
        "tag = \"{x}\"",
        "colour = \"red\"",
    ]);
    prop::collection::vec(line, 0..16).prop_map(|lines| lines.join("\n"))
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![4 => slipped(), 4 => assembled(), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_read_or_refused_with_every_error_at_a_place_in_it(text in any_text()) {
        if let Err(invalid) = Product::from_toml(&text) {
            prop_assert!(!invalid.errors.is_empty());
            prop_assert!(invalid.errors.is_sorted_by_key(|error| error.span.start));
            for error in &invalid.errors {
                prop_assert!(text.get(error.span.clone()).is_some(), "{:?} in {:?}", error, text);
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }

    #[test]
    fn line_ends_and_a_byte_order_mark_change_nothing(text in any_text()) {
        prop_assume!(!text.contains('\r') && !text.starts_with('\u{feff}'));
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        let kinds = |text: &str| match Product::from_toml(text) {
            Ok(product) => Ok(product),
            Err(invalid) => Err(invalid.errors.into_iter().map(|error| error.kind).collect::<Vec<_>>()),
        };
        if Product::from_toml(&text).is_ok() {
            prop_assert_eq!(kinds(&windows), kinds(&text));
        } else {
            prop_assert!(kinds(&windows).is_err());
        }
    }
}

const CORE: &str = "[product]\nname = 'C'\n[components.core]\nlead = true\nversion = '999999999.0'\n";

#[test]
fn only_the_first_hundred_errors_are_reported_and_the_others_counted() {
    let keys: String = (0..5_000).map(|number| format!("k{number} = 1\n")).collect();
    let invalid = Product::from_toml(&format!("{CORE}{keys}")).unwrap_err();
    assert_eq!((invalid.errors.len(), invalid.more), (100, 4_900));
    assert_eq!(invalid.errors[99].to_string(), "a component has no key `k99`");
    assert_eq!(invalid.to_string(), "5000 errors in the product file");
    let follows: String = (0..5_000).map(|number| format!("follows.c{number} = 'api'\n")).collect();
    assert_eq!(Product::from_toml(&format!("{CORE}{follows}")).unwrap_err().more, 4_900);
}

/// In a time that grows with the square of the length, these would take minutes.
#[test]
fn long_lists_are_loaded_and_judged_in_a_time_that_grows_with_their_length() {
    let start = std::time::Instant::now();
    let lines: String = (0..100_000).map(|major| format!("'{major}.0', ")).collect();
    let product = Product::from_toml(&format!("{CORE}maintained = [{lines}]\n")).unwrap();
    assert_eq!(product.components()[0].maintained().len(), 100_000);
    let each = |line: fn(u32) -> String| (0..30_000).map(line).collect::<String>();
    let surfaces = each(|number| format!("surfaces.s{number} = {{ version = '1.0' }}\n"));
    let gone =
        each(|number| format!("[[deprecations]]\nsurface = 'core.s{number}'\nwhat = 'x'\nsince = '1.0'\n"));
    let product = Product::from_toml(&format!("{CORE}{surfaces}{gone}")).unwrap();
    let judged = dateline::contract::deprecations(&product, dateline::version::BuildDate::MIN);
    assert_eq!(judged.len(), 30_000);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
