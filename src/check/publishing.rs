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
                let help = match error.nearest() {
                    Some(nearest) => {
                        format!(
                            "release {nearest}, the nearest version that it can hold, or remove {ecosystem} from `publish`"
                        )
                    }
                    None => format!("remove {ecosystem} from `publish`"),
                };
                let place = facts.at_component(id, key);
                let message = format!("{id} is published to {ecosystem}, but {error}");
                findings.push(Finding::new(Code::Unpublishable, place, message, help).of(id).value(&version));
            }
        }
    }
    findings
}
