//! Loading and planning large product lines: `cargo bench --bench plan`.
//!
//! The peer of loading is the crate `toml` reading the same text into a table, which is the least that any tool does with a
//! product file. The peer of planning is one topological order of the same graph, which is the least that any planner does
//! with it. Graphs come from a fixed seed: random ones with 3 and 10 edges a component, a star, a chain, and one with
//! maintained lines, open series, surfaces and minimum versions.

mod common;

use std::cell::RefCell;
use std::fmt::Write as _;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Duration;

use common::{Goal, Numbers, Report, Times, in_thread};
use dateline::plan::{Plan, Request, Stage, plan};
use dateline::product::Product;
use dateline::version::BuildDate;

const SIZE: usize = 100_000;
const SIZES: [usize; 3] = [1_000, 10_000, SIZE];
const ROUNDS: usize = 7;

/// Which components the one at a position follows.
type Edges = fn(usize, &mut Numbers) -> Vec<usize>;

fn random(count: usize, position: usize, numbers: &mut Numbers) -> Vec<usize> {
    let mut followed: Vec<usize> = (0..count.min(position))
        .map(|_| usize::try_from(numbers.below(u64::try_from(position).unwrap_or(1))).unwrap_or(0))
        .collect();
    // The core is followed by each, so that one change moves all.
    if let Some(first) = followed.first_mut() {
        *first = 0;
    }
    followed.sort_unstable();
    followed.dedup();
    followed
}

fn three(position: usize, numbers: &mut Numbers) -> Vec<usize> {
    random(3, position, numbers)
}

fn ten(position: usize, numbers: &mut Numbers) -> Vec<usize> {
    random(10, position, numbers)
}

fn star(position: usize, _: &mut Numbers) -> Vec<usize> {
    (position > 0).then_some(0).into_iter().collect()
}

fn chain(position: usize, _: &mut Numbers) -> Vec<usize> {
    position.checked_sub(1).into_iter().collect()
}

fn id(position: usize) -> String {
    if position == 0 { "core".to_owned() } else { format!("part-{position}") }
}

/// A product line of which every component is released with the core, and who follows whom in it.
fn line(size: usize, edges: Edges, rich: bool) -> (String, Vec<Vec<usize>>) {
    let mut numbers = Numbers(20_161_024);
    let graph: Vec<Vec<usize>> = (0..size).map(|position| edges(position, &mut numbers)).collect();
    let mut text = format!("[product]\nname = 'Long'\nmaintain = {}\n", if rich { 2 } else { 0 });
    for (position, followed) in graph.iter().enumerate() {
        let id = id(position);
        let _ = writeln!(text, "[components.{id}]\ntitle = 'Part {position}'\nversion = '1.0'");
        if position == 0 {
            text.push_str("lead = true\n");
        }
        if rich && position % 3 == 0 {
            text.push_str("next = '1.1-next.4'\nmaintained = ['0.9', '0.8.20160103']\n");
        }
        if rich && position % 5 == 0 {
            text.push_str("surfaces.sdk = { version = '1.1', next = '1.2' }\n");
        }
        if rich && position % 7 == 1 {
            text.push_str("requires.core = { at-least = '1.0', raise = 'api' }\n");
        }
        for followed in followed {
            let edge = if followed % 2 == 0 { "api" } else { "release" };
            let _ = writeln!(text, "follows.{} = '{edge}'", self::id(*followed));
        }
    }
    (text, graph)
}

/// Each position after all that it follows.
fn topological(graph: &[Vec<usize>]) -> Vec<usize> {
    let mut followers = vec![Vec::new(); graph.len()];
    for (follower, followed) in graph.iter().enumerate() {
        for followed in followed {
            followers[*followed].push(follower);
        }
    }
    let mut missing: Vec<usize> = graph.iter().map(Vec::len).collect();
    let mut order: Vec<usize> = (0..graph.len()).filter(|position| missing[*position] == 0).collect();
    let mut done = 0;
    while let Some(position) = order.get(done).copied() {
        done += 1;
        for follower in &followers[position] {
            missing[*follower] -= 1;
            if missing[*follower] == 0 {
                order.push(*follower);
            }
        }
    }
    order
}

fn request() -> Request {
    let change = "api-feature:core".parse().expect("a change");
    Request::release([change], Stage::Stable, BuildDate::from_ymd(2016, 11, 1).expect("a date"))
}

/// How long a plan of every component takes, and the order of the graph. Letting go of the plan before is no part of it.
fn planning(text: &str, graph: &[Vec<usize>]) -> (Times, Times, Times) {
    let product = Product::from_toml(text).expect("a product");
    let request = request();
    let made = plan(&product, &request).expect("a plan");
    assert_eq!(made.releases.len(), graph.len());
    let kept: RefCell<Vec<Plan>> = RefCell::default();
    let [planned, ordered, edits, _] = in_thread(
        ROUNDS,
        [
            &mut || kept.borrow_mut().push(plan(&product, &request).expect("a plan")),
            &mut || drop(black_box(topological(graph))),
            &mut || drop(black_box(made.edits(&product))),
            &mut || kept.borrow_mut().clear(),
        ],
    );
    (planned, ordered, edits)
}

fn main() -> ExitCode {
    let mut report = Report::default();
    // 40 and 60 ms where the order alone takes 13 and 23: a ratio holds on any machine.
    let limits = [("3 edges each", three as Edges, 40.0 / 13.0), ("10 edges each", ten, 60.0 / 23.0)];
    for (name, edges, limit) in limits {
        let (text, graph) = line(SIZE, edges, false);
        let (planned, ordered, _) = planning(&text, &graph);
        let goal = Goal::Within(limit);
        report.row(
            &format!("plan 100,000 components, {name}"),
            planned,
            "topological order alone",
            ordered,
            goal,
        );
    }
    let shapes = [
        ("3 edges", three as Edges, false),
        ("star", star, false),
        ("chain", chain, false),
        ("rich", three, true),
    ];
    for (name, edges, rich) in shapes {
        let (mut plans, mut changes, mut orders) = (Vec::new(), Vec::new(), Vec::new());
        for size in SIZES {
            let (text, graph) = line(size, edges, rich);
            let (planned, ordered, edits) = planning(&text, &graph);
            orders.push((size, ordered));
            plans.push((size, planned));
            changes.push((size, edits));
        }
        report.growth_beside(&format!("plan, {name}"), &plans, &orders, 1.15);
        report.growth_beside(&format!("Plan::edits, {name}"), &changes, &orders, 1.15);
    }
    let (mut loads, mut parses) = (Vec::new(), Vec::new());
    for size in SIZES {
        let (text, _) = line(size, three, false);
        let [loaded, parsed] = in_thread(
            ROUNDS,
            [&mut || drop(black_box(Product::from_toml(&text).expect("a product"))), &mut || {
                drop(black_box(toml::de::DeTable::parse(&text).expect("a table")));
            }],
        );
        loads.push((size, loaded));
        parses.push((size, parsed));
        let goal = match size {
            1_000 => Goal::Within(1.8),
            SIZE => Goal::AtMost(Duration::from_millis(600)),
            _ => Goal::None,
        };
        report.row(
            &format!("load {size} components, 3 edges each"),
            loaded,
            "toml: parsing alone",
            parsed,
            goal,
        );
    }
    report.growth_beside("load", &loads, &parses, 1.15);
    report.finish()
}
