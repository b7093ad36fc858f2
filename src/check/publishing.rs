//! Every version is within the limits of each ecosystem that it is published to.

use super::facts::Facts;
use super::{Code, Finding};
use crate::ecosystem::Ecosystem;
use crate::product::{Component, registry_reads};
use crate::shown::shown;

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
    for component in facts.product.components() {
        findings.extend(unread_tags(facts, component));
        findings.extend(unwritten(facts, component));
    }
    findings
}

/// What no manifest is written for, though a registry reads the version from a file.
fn unwritten(facts: &Facts<'_>, component: &Component) -> Option<Finding> {
    let names: Vec<&str> = component.unwritten().into_iter().map(Ecosystem::name).collect();
    let id = component.id();
    let message = format!("{id} is published to {}, but no manifest of it is written", names.join(" and "));
    let help = "name the file that has the version in `manifests`".to_owned();
    let place = facts.at_component(id, "publish");
    (!names.is_empty()).then(|| Finding::new(Code::VersionUnwritten, place, message, help).of(id))
}

/// The registries that read tags and do not find a version by its tag.
fn unread_tags(facts: &Facts<'_>, component: &Component) -> Vec<Finding> {
    let id = component.id();
    let template = facts.product.tag_of(component);
    // One finding says it for each registry: the stable version, or the prerelease where there is none.
    let Some(version) =
        component.version().or(component.next()).filter(|version| component.is_tagged(*version))
    else {
        return Vec::new();
    };
    let tag = template.name(id, version);
    let unread = component.publish().iter().filter(|ecosystem| !registry_reads(**ecosystem, &tag, version));
    let find = |ecosystem: &Ecosystem| {
        let message =
            format!("{id} is published to {ecosystem}, which does not read the tag {}", shown(&tag));
        let help = format!("use `tag = \"{}\"` for {id}", shown(&template.written_as(*ecosystem)));
        Finding::new(Code::TagUnread, facts.at_component(id, "publish"), message, help).of(id).value(&tag)
    };
    unread.map(find).collect()
}
