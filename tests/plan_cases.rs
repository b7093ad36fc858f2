//! The rules by example: each folder of `tests/cases` has a product file and a story of requests, applied one after
//! another, with what comes out of each.
//!
//! A line `> plan CHANGE… [--next] [--line M.m] DATE` (or `promote`, `drop`) is a request; the lines below it are what
//! the planner answers. `SNAPSHOTS=overwrite cargo test --test plan_cases` writes the answers anew, to be read.

use std::fs;
use std::path::Path;

use dateline::plan::{Plan, Reason, Refusal, Request, Stage, Stay, plan};
use dateline::product::Product;
use dateline::version::{BuildDate, Version};
use dateline::words::Explain;

fn request(words: &str) -> Request {
    let mut words: Vec<&str> = words.split_whitespace().collect();
    let date = BuildDate::parse(words.pop().unwrap()).unwrap();
    let verb = words.remove(0);
    let mut stage = Stage::Stable;
    if let Some(place) = words.iter().position(|word| *word == "--line") {
        stage = Stage::Maintained(words[place + 1].parse().unwrap());
        words.drain(place..=place + 1);
    }
    if let Some(place) = words.iter().position(|word| *word == "--next") {
        stage = Stage::Next;
        words.remove(place);
    }
    match verb {
        "plan" => Request::release(words.iter().map(|word| word.parse().unwrap()), stage, date),
        "promote" => Request::promote(words.iter().map(|word| word.parse().unwrap()), date),
        "drop" => Request::drop(words.iter().map(|word| word.parse().unwrap()), date),
        other => panic!("no verb {other}"),
    }
}

fn shown(version: Option<Version>) -> String {
    version.map_or_else(|| "none".to_owned(), |version| version.to_string())
}

fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Changed(change) => change.to_string(),
        Reason::FollowsApi(component) => format!("api of {component}"),
        Reason::FollowsRelease(component) => format!("release of {component}"),
        Reason::Promoted => "promoted".to_owned(),
        Reason::CatchesUp { from, to } => format!("catches up {from} to {to}"),
        _ => unreachable!("a new reason needs a line"),
    }
}

fn stay(stay: &Stay) -> String {
    match stay {
        Stay::NoApiChange(component) => format!("no api change of {component}"),
        Stay::NotMaintained(line) => format!("not maintained on {line}"),
        other => other.name().replace('-', " "),
    }
}

/// A plan in short: what is released, what stays, and what else it says.
fn answer(plan: &Plan) -> String {
    let behind = |is_behind: bool| if is_behind { " (behind)" } else { "" };
    let mut text = format!("line {} to {}, target {}\n", plan.line.from, plan.line.to, plan.line.target);
    for release in &plan.releases {
        let reasons: Vec<String> = release.because.iter().map(reason).collect();
        let (id, from, to, level) = (&release.component, shown(release.from), release.to, release.level);
        text += &format!("+ {id} {from} -> {to} {level}: {}{}\n", reasons.join(", "), behind(release.behind));
    }
    for stays in &plan.unchanged {
        let (id, why) = (&stays.component, stay(&stays.because));
        text += &format!("= {id} {}: {why}{}\n", shown(stays.version), behind(stays.behind));
    }
    for moved in &plan.surfaces {
        let because = &moved.because;
        text += &format!(
            "surface {}.{} {} -> {}: {because}\n",
            moved.component, moved.surface, moved.from, moved.to
        );
    }
    for raise in &plan.floors {
        let provider = &raise.provider.component;
        text += &format!("floor of {provider} for {} {} -> {}\n", raise.component, raise.from, raise.to);
    }
    for closed in &plan.closed {
        text += &format!("closed {} {}\n", closed.component, closed.series);
    }
    for entry in &plan.maintained {
        text += &format!("maintained {} {}\n", entry.component, entry.version);
    }
    for warning in &plan.warnings {
        let id = warning.component().map_or_else(String::new, |id| format!(" {id}"));
        text += &format!("warning {}{id}\n", warning.code());
    }
    text
}

fn refused(refusal: &Refusal) -> String {
    let free = match refusal {
        Refusal::BuildTaken { free, .. } => {
            format!(" (free on {})", free.map_or_else(|| "no date".to_owned(), |free| free.to_string()))
        }
        _ => String::new(),
    };
    format!("refused, {}: {refusal}{free}\n", refusal.code())
}

/// The story told anew: its comments and requests as they are, each followed by what the planner answers now.
fn retell(folder: &Path) -> String {
    let mut product = Product::from_toml(&fs::read_to_string(folder.join("product.toml")).unwrap()).unwrap();
    let mut told = String::new();
    for line in fs::read_to_string(folder.join("story.txt")).unwrap().lines() {
        if let Some(words) = line.strip_prefix("> ") {
            told += &format!("\n{line}\n");
            match plan(&product, &request(words)) {
                Ok(plan) => {
                    told += &answer(&plan);
                    product = plan.applied_to(&product);
                }
                Err(refusal) => told += &refused(&refusal),
            }
        } else if line.starts_with('#') {
            if !told.is_empty()
                && !told.ends_with("\n\n")
                && !told.lines().last().is_some_and(|last| last.starts_with('#'))
            {
                told.push('\n');
            }
            told += &format!("{line}\n");
        }
    }
    told
}

#[test]
fn every_story_comes_out_as_it_is_told() {
    let mut folders: Vec<_> =
        fs::read_dir("tests/cases").unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.join("story.txt").exists());
    folders.sort();
    assert!(folders.len() >= 15, "the stories were found");
    for folder in folders {
        snapbox::assert_data_eq!(
            retell(&folder),
            snapbox::Data::read_from(&folder.join("story.txt"), None).raw()
        );
    }
}
