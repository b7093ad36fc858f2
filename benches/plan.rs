//! Loading and planning a product line of 10,000 components with 50,000 edges: `cargo bench --bench plan`.
//!
//! The peer is the crate `toml` reading the same text into a table, which is the least that any tool does with a
//! product file. Loading checks every rule of the product file on top; planning is one plan that moves every component.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use dateline::plan::{Request, Stage, plan};
use dateline::product::Product;
use dateline::version::BuildDate;

const COMPONENTS: usize = 10_000;
const EDGES: usize = 5;
const ROUNDS: usize = 10;

/// Every component follows up to five before it, by both kinds of edge.
fn file() -> String {
    let mut text = "[product]\nname = 'Long'\n[components.core]\nlead = true\nversion = '1.0'\n".to_owned();
    for place in 1..COMPONENTS {
        let _ = writeln!(text, "[components.part-{place}]\ntitle = 'Part {place}'\nversion = '1.0'");
        let followed = (1..=EDGES).filter_map(|step| place.checked_sub(step * step));
        for followed in followed {
            let id = if followed == 0 { "core".to_owned() } else { format!("part-{followed}") };
            let _ = writeln!(text, "follows.{id} = '{}'", if followed % 2 == 0 { "api" } else { "release" });
        }
    }
    text
}

/// The shortest of some rounds, which is the one that least else disturbed.
fn shortest<T>(mut work: impl FnMut() -> T) -> Duration {
    let round = |_| {
        let started = Instant::now();
        black_box(work());
        started.elapsed()
    };
    (0..ROUNDS).map(round).min().unwrap_or_default()
}

fn main() {
    let text = file();
    let product = Product::from_toml(&text).expect("a product");
    let change = "api-feature:core".parse().expect("a change");
    let date = BuildDate::from_ymd(2016, 11, 1).expect("a date");
    let request = Request::release([change], Stage::Stable, date);
    assert_eq!(plan(&product, &request).expect("a plan").releases.len(), COMPONENTS);

    let peer = shortest(|| toml::de::DeTable::parse(&text).expect("a table"));
    let loaded = shortest(|| Product::from_toml(&text).expect("a product"));
    let planned = shortest(|| plan(&product, &request).expect("a plan"));
    println!("{:<40} {peer:>9.1?}", "peer: toml::de::DeTable::parse");
    for (what, time) in [("Product::from_toml", loaded), ("plan, every component released", planned)] {
        println!(
            "{what:<40} {time:>9.1?}   {:.2} of the peer's time",
            time.as_secs_f64() / peer.as_secs_f64()
        );
    }
}
