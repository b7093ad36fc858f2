//! Manifests hold what the product file says: versions, lines, dates, floors and the numbers of surfaces.
//!
//! A manifest may be at any version that the product file has of its component: the stable one, the open prerelease, one
//! of a maintained line. What it holds is judged by the room `manifest`; here its errors become findings.

use super::facts::{Facts, UnknownText};
use super::{Code, Finding, FindingPlace, constants};
use crate::manifest::{
    Claim, Disagreement, Holds, ManifestError, ManifestErrorKind, ManifestPlace, Target, decode,
    disagreements, shared_sites,
};
use crate::product::{Component, Manifest};
use crate::shown::shown;
use crate::words::Help;

pub(super) fn judge(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut owned: Vec<(&Component, &Manifest, Vec<ManifestPlace>)> = Vec::new();
    for component in facts.product.components() {
        for manifest in component.manifests() {
            let entry = CheckedManifest { facts, component, manifest };
            match entry.judge() {
                Ok((sites, found)) => {
                    findings.extend(found);
                    owned.push((component, manifest, sites));
                }
                Err(finding) => findings.push(*finding),
            }
        }
    }
    let claims = owned.iter().map(|(component, manifest, sites)| Claim {
        owner: component.id(),
        path: &manifest.path,
        sites,
    });
    findings.extend(shared(&claims.collect::<Vec<_>>()));
    findings
}

/// An entry of a component's `manifests`.
struct CheckedManifest<'a, 'f> {
    facts: &'a Facts<'f>,
    component: &'a Component,
    manifest: &'a Manifest,
}

/// The places that an entry means, and those of them that disagree.
type Judged = Result<(Vec<ManifestPlace>, Vec<Finding>), Box<Finding>>;

impl CheckedManifest<'_, '_> {
    fn judge(&self) -> Judged {
        let target = Target::of(self.manifest).map_err(|error| self.refused(&error, true))?;
        let bytes = match self.facts.files.get(&*self.manifest.path) {
            Some(Ok(bytes)) => bytes,
            Some(Err(unread)) => return Err(self.unread(unread)),
            None => return Err(self.unread(&UnknownText::Missing)),
        };
        let read = |text| {
            let sites = target.sites(text)?;
            disagreements(self.component, &target, text).map(|found| (sites, found))
        };
        let text = decode(bytes).map_err(|error| self.refused(&error, false))?;
        match read(text) {
            Ok((sites, found)) => {
                let found = found.into_iter().map(|disagreement| self.differs(&disagreement)).collect();
                Ok((sites, found))
            }
            Err(error) if self.is_told_of_publishing(&error) => Ok((Vec::new(), Vec::new())),
            Err(error) => {
                Err(self.malformed_constant(&error, text).unwrap_or_else(|| self.refused(&error, false)))
            }
        }
    }

    /// Whether the error is that of an ecosystem which the component is published to, and so reported already.
    fn is_told_of_publishing(&self, error: &ManifestError) -> bool {
        matches!(&error.kind, ManifestErrorKind::Unrenderable(error)
            if self.component.publish().contains(&error.ecosystem()))
    }

    /// A place of the manifest itself.
    fn in_file(&self, line: Option<usize>) -> FindingPlace {
        FindingPlace { file: self.manifest.path.to_string(), line }
    }

    /// The place of the entry in the product file.
    fn in_product(&self) -> FindingPlace {
        let id = self.component.id().as_str();
        self.facts.at(&["components", id, "manifests", &self.manifest.entry.to_string(), "path"])
    }

    fn finding(&self, code: Code, place: FindingPlace, message: String, help: impl Into<Help>) -> Finding {
        Finding::new(code, place, message, help).of(self.component.id())
    }

    fn unread(&self, unread: &UnknownText) -> Box<Finding> {
        let path = &*self.manifest.path;
        let name = shown(path);
        let (code, message, help) = match unread {
            UnknownText::Missing => (
                Code::ManifestMissing,
                format!("`{name}` does not exist{}", if self.facts.staged { " in the index" } else { "" }),
                format!("add it, or remove it from `manifests` of {}", self.component.id()),
            ),
            UnknownText::Link => (
                Code::ManifestUnreadable,
                format!("`{name}` is a symbolic link or behind one"),
                "name the file that it leads to, inside the product file's folder".to_owned(),
            ),
            UnknownText::Failed(why) => (
                Code::ManifestUnreadable,
                format!("`{name}` cannot be read: {}", shown(why)),
                "name a file that can be read".to_owned(),
            ),
        };
        Box::new(self.finding(code, self.in_product(), message, help).value(&path))
    }

    fn differs(&self, disagreement: &Disagreement) -> Finding {
        let Disagreement { site, expected, version } = disagreement;
        let place = self.in_file(Some(site.line));
        if let Holds::Surface(name) = &site.holds
            && let Some(surface) =
                self.component.surface(name).filter(|surface| !constants::fits(surface, &site.text))
        {
            return constants::malformed(self.component, surface, place, &site.text);
        }
        let (holds, text) = (&site.holds, shown(&site.text));
        let why = match holds {
            Holds::Version
            | Holds::Core
            | Holds::Stage
            | Holds::VersionAs(_)
            | Holds::ShownAs(_)
            | Holds::Line
            | Holds::Date => {
                format!("{} is at {version}", self.component.id())
            }
            Holds::Floor(_) | Holds::Surface(_) => "the product file has it".to_owned(),
        };
        let message = format!("{holds} here is `{text}`, but should be `{}`, as {why}", shown(expected));
        let help = format!("write `{}` there", shown(expected));
        self.finding(Code::ManifestDiffers, place, message, help).value(&site.text)
    }

    /// A pattern that only finds nothing because a surface's number is none.
    fn malformed_constant(&self, error: &ManifestError, text: &str) -> Option<Box<Finding>> {
        let pattern = self.manifest.pattern.as_deref();
        let pattern = pattern.filter(|_| matches!(error.kind, ManifestErrorKind::NotFound { .. }))?;
        let (surface, found) = self.component.surfaces().iter().find_map(|surface| {
            let found = constants::behind(pattern, surface, text)?;
            (!constants::fits(surface, found.text)).then_some((surface, found))
        })?;
        let place = self.in_file(Some(found.line));
        Some(Box::new(constants::malformed(self.component, surface, place, found.text)))
    }

    /// An error of the entry, or of the file that it names.
    fn refused(&self, error: &ManifestError, of_entry: bool) -> Box<Finding> {
        use ManifestErrorKind as Kind;
        let kind = &error.kind;
        let code = match kind {
            Kind::Elsewhere { .. } => Code::ManifestElsewhere,
            Kind::Unrenderable(_) => Code::Unpublishable,
            Kind::NotFound { .. } | Kind::FoundTwice { .. } | Kind::NotGiven { .. } => Code::ManifestNoPlace,
            Kind::UnknownField { .. } | Kind::FieldNeeded { .. } | Kind::PatternNeeded => {
                Code::ManifestNoPlace
            }
            _ if of_entry => Code::ManifestNoPlace,
            _ => Code::ManifestUnreadable,
        };
        let is_of_entry = of_entry
            || matches!(
                kind,
                Kind::NotGiven { .. }
                    | Kind::UnknownField { .. }
                    | Kind::FieldNeeded { .. }
                    | Kind::PatternNeeded
            );
        let (place, message) = if is_of_entry {
            (self.in_product(), format!("`{}`: {kind}", shown(&self.manifest.path)))
        } else {
            (self.in_file(error.line), kind.to_string())
        };
        Box::new(self.finding(code, place, message, code.help_for(kind)))
    }
}

fn shared(claims: &[Claim<'_>]) -> Vec<Finding> {
    let find = |shared: crate::manifest::SharedSite<'_>| {
        let (first, second) = (shared.first, shared.second);
        let message = if first == second {
            format!("two entries of {first} write the same place, and each undoes what the other writes")
        } else {
            format!("{first} and {second} both write the same place, and each undoes what the other writes")
        };
        let help = format!("remove one of the entries from `manifests` of {second}");
        let place = FindingPlace::line(shared.path, shared.line);
        Finding::new(Code::ManifestTwoOwners, place, message, help).of(second)
    };
    shared_sites(claims).into_iter().map(find).collect()
}
