//! Components share lines that leads opened (Rules P2, B1 and B3).
//!
//! Being behind is not a fault. But only a lead opens a line, so that no component can be on one above every lead's; and a
//! plan opens the next minor or the first line of the next major, so that no open series can lead anywhere above them.

use super::facts::Facts;
use super::{Code, Finding};
use crate::product::{Component, Product};
use crate::version::{Line, Version};

pub(super) fn judge(facts: &Facts<'_>) -> Vec<Finding> {
    let of_line = || facts.product.components().iter().filter(|component| component.shares_line());
    let led = highest_led(facts.product);
    let not_led = of_line().filter_map(|component| not_led(facts, component, led?));
    let skipping = of_line().filter_map(|component| skipping(facts, component));
    not_led.chain(skipping).collect()
}

/// The highest line that a lead is on; `None` where none was released, as before the first release of all.
fn highest_led(product: &Product) -> Option<Line> {
    let leads = product.components().iter().filter(|component| component.is_lead());
    leads.filter_map(|component| component.version().map(Version::line)).max()
}

fn not_led(facts: &Facts<'_>, component: &Component, led: Line) -> Option<Finding> {
    let version = component.version().filter(|version| version.line() > led)?;
    let id = component.id();
    let message =
        format!("{id} is at {version}, but no lead is beyond line {led}, and only leads open lines");
    let help =
        format!("write the lead's version where it is on {}, or put {id} back to {led}", version.line());
    let place = facts.at_component(id, "version");
    Some(Finding::new(Code::LineNotLed, place, message, help).of(id).value(&version))
}

fn skipping(facts: &Facts<'_>, component: &Component) -> Option<Finding> {
    let current = facts.product.current_line()?;
    let next = component.next()?;
    let minor = current.next_minor().ok()?;
    let major = current.next_major().ok()?;
    if next.line() <= minor || next.line() == major {
        return None;
    }
    let id = component.id();
    let message =
        format!("{id} is open at {next}, but from line {current} a plan leads to {minor} or {major}");
    let help = format!("write {minor} or {major} with its -next.ID, or drop the series");
    let place = facts.at_component(id, "next");
    Some(Finding::new(Code::SeriesSkipsLine, place, message, help).of(id).value(&next))
}
