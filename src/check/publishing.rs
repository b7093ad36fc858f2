//! Every version can be published where it is to be: within the limits of each ecosystem.

use super::facts::Facts;
use super::{Code, Finding};

pub(super) fn judge(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for component in facts.product.components() {
        let id = component.id();
        let stable = component.version().map(|version| ("version", version));
        let open = component.next().map(|next| ("next", next));
        for (key, version) in stable.into_iter().chain(open) {
            for error in component.publish().iter().filter_map(|ecosystem| ecosystem.render(version).err()) {
                let ecosystem = error.ecosystem();
                let mend = match error.nearest() {
                    Some(nearest) => {
                        format!(
                            "the nearest that it could hold is {nearest}; or take {ecosystem} out of `publish`"
                        )
                    }
                    None => format!("take {ecosystem} out of `publish`"),
                };
                let place = facts.at_component(id, key);
                let message = format!("{id} is published to {ecosystem}, but {error}");
                findings.push(Finding::new(Code::Unpublishable, place, message, mend).of(id).value(&version));
            }
        }
    }
    findings
}
