//! Builds are days that have come: none is later than tomorrow (Rule B8). That they are days at all is up to their type.

use super::facts::{Facts, held};
use super::{Code, Finding};

pub(super) fn judge(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for component in facts.product.components() {
        for (key, version) in held(component) {
            let Some(build) = version.build().filter(|build| build.days_since(facts.today) > 1) else {
                continue;
            };
            let id = component.id();
            let message = format!("{id} is at {version}, and {build} is later than tomorrow");
            let help = "write the day of the release, in UTC";
            let place = facts.at_component(id, key);
            findings.push(Finding::new(Code::BuildInFuture, place, message, help).of(id).value(&version));
        }
    }
    findings
}
