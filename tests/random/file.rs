//! The product file of a plain product.

use std::fmt::Write;

use crate::naive::{Cap, Component, Floor, Follow, N, Product as Plain, Requires, Scheme, Surface, V};

fn written(version: &V) -> String {
    let third = version.third.map_or_else(String::new, |third| format!(".{third}"));
    let next = version.next.map_or_else(String::new, |next| format!("-next.{next}"));
    format!("{}.{}{third}{next}", version.major, version.minor)
}

fn number(number: N) -> String {
    match number {
        N::Line(major, minor) => format!("\"{major}.{minor}\""),
        N::Counter(count) => count.to_string(),
    }
}

pub fn to_toml(product: &Plain) -> String {
    let same_day = if product.same_day_next_day { "next-day" } else { "refuse" };
    let mut text =
        format!("[product]\nname = \"random\"\nsame-day = \"{same_day}\"\nmaintain = {}\n", product.maintain);
    for part in &product.components {
        component(part, &mut text).unwrap();
    }
    text
}

fn component(component: &Component, text: &mut String) -> std::fmt::Result {
    let scheme = match component.scheme {
        Scheme::Dated => "dated",
        Scheme::Counted => "counted",
        Scheme::Semver => "semver",
        Scheme::DevPatch => "dev-patch",
    };
    writeln!(text, "[components.{}]\nscheme = \"{scheme}\"", component.id)?;
    if component.lead {
        writeln!(text, "lead = true")?;
    }
    for (key, version) in [("version", &component.version), ("next", &component.next)] {
        if let Some(version) = version {
            writeln!(text, "{key} = \"{}\"", written(version))?;
        }
    }
    if !component.maintained.is_empty() {
        let entries: Vec<String> = component.maintained.iter().map(written).collect();
        writeln!(text, "maintained = {entries:?}")?;
    }
    if let Some(breaking) = &component.breaking {
        writeln!(text, "breaking = \"{breaking}\"")?;
    }
    component.follows.iter().try_for_each(|edge| follow(edge, text))?;
    component.surfaces.iter().try_for_each(|part| surface(part, text))?;
    component.requires.iter().try_for_each(|part| requires(part, text))
}

fn follow(follow: &Follow, text: &mut String) -> std::fmt::Result {
    let on = if follow.api { "api" } else { "release" };
    match follow.cap {
        None => writeln!(text, "follows.{} = \"{on}\"", follow.id),
        Some(cap) => {
            let most = if cap == Cap::Fix { "fix" } else { "feature" };
            writeln!(text, "follows.{} = {{ on = \"{on}\", as = \"{most}\" }}", follow.id)
        }
    }
}

fn surface(surface: &Surface, text: &mut String) -> std::fmt::Result {
    let Surface { name, version, next, each_change } = surface;
    writeln!(text, "surfaces.{name}.version = {}", number(*version))?;
    if let Some(next) = next {
        writeln!(text, "surfaces.{name}.next = {}", number(*next))?;
    }
    if *each_change {
        writeln!(text, "surfaces.{name}.each = \"change\"")?;
    }
    Ok(())
}

fn requires(requires: &Requires, text: &mut String) -> std::fmt::Result {
    let of = match &requires.surface {
        Some(surface) => format!("\"{}.{surface}\"", requires.provider),
        None => requires.provider.clone(),
    };
    let at_least = match &requires.at_least {
        Floor::Version(version) => format!("\"{}\"", written(version)),
        Floor::Surface(surface) => number(*surface),
    };
    let raise = if requires.raise { "api" } else { "never" };
    writeln!(text, "requires.{of} = {{ at-least = {at_least}, raise = \"{raise}\" }}")
}
