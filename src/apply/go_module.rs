//! Go: from MAJOR 2 on, the path of a module ends in the major version, or no tag of it is found.

use super::error::Problem;
use super::texts::Texts;
use crate::ecosystem::Ecosystem;
use crate::manifest::folders::{inside, parent};
use crate::plan::Plan;
use crate::product::Product;
use crate::version::Version;

/// The modules of what `plan` releases for Go whose paths do not suit the version. A module is in the folder that its tags
/// start with, or in a folder `v2` below that; without a go.mod there is nothing to judge.
pub(super) fn module_problems(product: &Product, plan: &Plan, texts: &mut Texts<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (component, release) in plan.released_of(product) {
        if !component.publish().contains(&Ecosystem::Go) {
            continue;
        }
        let tag = product.tag_of(component).name(component.id(), release.to);
        let folder = parent(&tag);
        let major = release.to.line().major();
        let paths = [inside(&inside(folder, &format!("v{major}")), "go.mod"), inside(folder, "go.mod")];
        let found =
            paths.into_iter().find_map(|path| Some((module(&texts.get(&path).ok()?.old)?.to_owned(), path)));
        problems.extend(found.and_then(|(module, path)| judge(module, path, release.to)));
    }
    problems
}

fn judge(module: String, path: String, version: Version) -> Option<Problem> {
    let major = version.line().major();
    let is_gopkg = module.starts_with("gopkg.in/");
    let sign = if is_gopkg { ".v" } else { "/v" };
    let (stem, has) = match module.rsplit_once(sign) {
        Some((stem, number)) if number.parse::<u64>().is_ok() => (stem, number.parse().ok()),
        _ => (module.as_str(), None),
    };
    let needs = Some(u64::from(major)).filter(|major| *major >= 2 || is_gopkg);
    if has == needs {
        return None;
    }
    let expected = needs.map_or_else(|| stem.to_owned(), |major| format!("{stem}{sign}{major}"));
    Some(Problem::ModulePath { path, version, module, expected })
}

/// The path behind `module` in a go.mod.
fn module(text: &str) -> Option<&str> {
    let line = text.lines().find_map(|line| line.trim_start().strip_prefix("module "))?;
    let path = line.split("//").next().map(|path| path.trim().trim_matches('"'));
    path.filter(|path| !path.is_empty())
}
