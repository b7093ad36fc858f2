//! Change files (H4): front matter with `COMPONENT[.SURFACE]: KIND`, then the text for the release notes.
//!
//! Those of changesets and knope are read as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::error::{At, PendingError, PendingErrorKind};
use crate::bom::without_mark;
use crate::nearest::nearest;
use crate::plan::{Change, ChangeError, Kind};
use crate::product::{ComponentId, Product, Reference, UnknownReference};

/// The components by the names of their packages.
pub type Packages = BTreeMap<String, ComponentId>;

/// A change file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeFile {
    /// Its path, relative to the product file's folder, with `/` between its parts.
    pub path: Box<str>,
    /// What its front matter says, in its order.
    pub lines: Vec<FileLine>,
    /// The text for the release notes, without white space around it.
    pub text: Box<str>,
}

/// A line of the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLine {
    pub component: ComponentId,
    /// The change to it; `None` for the kind `none`.
    pub change: Option<Change>,
    /// The bytes of the line in the file, with its end.
    span: Range<usize>,
}

/// The line that front matter starts and ends with.
const FENCE: &str = "---";

impl ChangeFile {
    /// Whether `name` is that of a change file: Markdown, neither hidden nor a README.
    ///
    /// ```
    /// use dateline::pending::ChangeFile;
    ///
    /// assert!(ChangeFile::is_named("brave-otter.md"));
    /// assert!(!["README.md", "config.json", ".md", ".#brave-otter.md"].into_iter().any(ChangeFile::is_named));
    /// ```
    pub fn is_named(name: &str) -> bool {
        let lower = name.to_ascii_lowercase();
        lower
            .strip_suffix(".md")
            .is_some_and(|stem| stem != "readme" && !stem.is_empty() && !stem.starts_with('.'))
    }

    /// Reads the change file at `path`, with every error in it.
    ///
    /// ```
    /// use dateline::pending::{ChangeFile, Packages};
    /// use dateline::product::Product;
    ///
    /// let product = Product::from_toml("product.name = 'x'\ncomponents.core = { lead = true }")?;
    /// let file = ChangeFile::read("changes/a.md", "---\ncore: minor\n---\nAdd it.\n", &product, &Packages::new());
    /// let file = file.unwrap();
    /// assert_eq!(file.changes().map(ToString::to_string).collect::<Vec<_>>(), ["feature:core"]);
    /// assert_eq!(&*file.text, "Add it.");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(
        path: &str,
        content: &str,
        product: &Product,
        packages: &Packages,
    ) -> Result<ChangeFile, Vec<PendingError>> {
        let error = |kind, line, column| {
            let at = At::File { path: path.to_owned(), line, column };
            PendingError { kind, at: Some(at) }
        };
        let Some((front, text)) = front_matter(content) else {
            return Err(vec![error(PendingErrorKind::FrontMatter, 1, 1)]);
        };
        let (mut lines, mut errors, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        let mut at = front.start;
        for (number, row) in content.get(front).unwrap_or_default().split_inclusive('\n').enumerate() {
            let span = at..at + row.len();
            at = span.end;
            let line = row.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let found = read_line(line, product, packages).and_then(|(component, change)| {
                let target = change.as_ref().map_or_else(|| component.clone().into(), Change::target);
                if seen.insert(target.clone()) {
                    Ok(FileLine { component, change, span })
                } else {
                    Err(PendingErrorKind::NamedTwice { target })
                }
            });
            match found {
                Ok(line) => lines.push(line),
                Err(kind) => {
                    let column = row.chars().take_while(|c| c.is_whitespace()).count() + 1;
                    // The front matter starts below its first fence.
                    errors.push(error(kind, number + 2, column));
                }
            }
        }
        let text = content.get(text..).unwrap_or_default().trim().into();
        if errors.is_empty() { Ok(ChangeFile { path: path.into(), lines, text }) } else { Err(errors) }
    }

    /// The changes that it says.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.lines.iter().filter_map(|line| line.change.as_ref())
    }

    /// The first line of its text, without the marks of a heading.
    pub fn summary(&self) -> &str {
        self.text.lines().next().unwrap_or_default().trim_start_matches('#').trim()
    }

    /// A file that says `changes`, each once, and `text`.
    ///
    /// Refused where two of them change one component or surface.
    pub fn write(changes: &[Change], text: &str) -> Result<String, PendingErrorKind> {
        let (mut lines, mut seen) = (String::new(), BTreeMap::new());
        for change in changes {
            let target = change.target();
            let kind = change.surface().map_or(change.kind().name(), |(_, kind)| kind.name());
            match seen.insert(target.clone(), kind) {
                None => lines += &format!("{target}: {kind}\n"),
                Some(known) if known == kind => {}
                Some(_) => return Err(PendingErrorKind::NamedTwice { target }),
            }
        }
        Ok(format!("{FENCE}\n{lines}{FENCE}\n\n{}\n", text.trim()))
    }
}

/// Where the lines of the front matter are, and where the text below it starts; `None` where it is not closed.
fn front_matter(content: &str) -> Option<(Range<usize>, usize)> {
    let body = without_mark(content);
    let mut at = content.len() - body.len();
    let mut first = None;
    for row in body.split_inclusive('\n') {
        let start = at;
        at += row.len();
        match (row.trim_end() == FENCE, first) {
            (true, None) => first = Some(at),
            (true, Some(first)) => return Some((first..start, at)),
            (false, None) => return None,
            (false, Some(_)) => {}
        }
    }
    None
}

/// What is left of the file `content`, which was read as `file`, once the lines that `released` names have had their stable
/// release: without them, and `None` where no line is left.
pub fn consumed(file: &ChangeFile, content: &str, released: &dyn Fn(&FileLine) -> bool) -> Option<String> {
    if file.lines.iter().all(released) {
        return None;
    }
    let mut left = content.to_owned();
    for line in file.lines.iter().rev().filter(|line| released(line)) {
        left.replace_range(line.span.clone(), "");
    }
    Some(left)
}

fn read_line(
    line: &str,
    product: &Product,
    packages: &Packages,
) -> Result<(ComponentId, Option<Change>), PendingErrorKind> {
    let malformed = || PendingErrorKind::FileLine { text: line.to_owned() };
    // A package may have a colon in its name (`group:artifact`), a kind has none.
    let (name, kind) = line.rsplit_once(':').ok_or_else(malformed)?;
    let kind = unquoted(kind.split(" #").next().unwrap_or_default().trim());
    let name = unquoted(name.trim());
    if name.is_empty() || kind.is_empty() {
        return Err(malformed());
    }
    let (component, surface) = find(name, product, packages)?;
    if kind == "none" {
        return Ok((component, None));
    }
    let word = match (kind, surface.is_some()) {
        ("patch", _) => "fix",
        ("minor" | "feature", true) => "addition",
        ("minor", false) => "feature",
        ("major", _) => "breaking",
        (kind, _) => kind,
    };
    let text = match &surface {
        Some(surface) => format!("{word}:{component}.{surface}"),
        None => format!("{word}:{component}"),
    };
    let change = checked(&text, product)?;
    Ok((component, Some(change)))
}

/// The component, and perhaps its surface, that `name` names: by id, or by the package's name.
fn find(
    name: &str,
    product: &Product,
    packages: &Packages,
) -> Result<(ComponentId, Option<String>), PendingErrorKind> {
    let by_id = |text: &str| text.parse::<ComponentId>().ok().filter(|id| product.component(id).is_some());
    if let Some(id) = by_id(name) {
        return Ok((id, None));
    }
    if let Some(id) = packages.get(name) {
        return Ok((id.clone(), None));
    }
    if let (id, Some(surface)) = Reference::split(name)
        && let Some(id) = by_id(id)
    {
        return Ok((id, Some(surface.to_owned())));
    }
    // knope names the only package of a repository so.
    if let ("default", [only]) = (name, product.components()) {
        return Ok((only.id().clone(), None));
    }
    let known = product.components().iter().map(|component| component.id().as_str());
    let known = known.chain(packages.keys().map(String::as_str));
    let nearest =
        nearest(name, known).and_then(|found| packages.get(found).cloned().or_else(|| found.parse().ok()));
    Err(UnknownReference::Component { id: name.to_owned(), nearest }.into())
}

/// The change that `text` writes, of a component and surface that the product has and of a kind that fits them.
pub(super) fn checked(text: &str, product: &Product) -> Result<Change, PendingErrorKind> {
    let change: Change = text
        .parse()
        .map_err(|error: ChangeError| PendingErrorKind::Change { text: text.to_owned(), error })?;
    check(&change, product).map(|()| change)
}

/// Refuses a change of a component or surface that `product` does not have, and one that no plan could hold: `dev` of a
/// component without development builds, `sync` where there is no line.
pub fn check(change: &Change, product: &Product) -> Result<(), PendingErrorKind> {
    let (component, _) = product.resolve(&change.target())?;
    if !change.kind().fits(component) {
        let (change, scheme) = (change.clone(), component.scheme());
        return Err(PendingErrorKind::KindNotForScheme { change, scheme });
    }
    if change.kind() == Kind::Sync && product.current_line().is_none() {
        return Err(PendingErrorKind::NoLine { change: change.clone() });
    }
    Ok(())
}

fn unquoted(text: &str) -> &str {
    let inner = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\'')).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product() -> Product {
        let text = "product.name = 'x'\n[components]\ncore = { lead = true, surfaces.api = { version = 1 } }\nsdk = {}\n";
        Product::from_toml(text).unwrap()
    }

    fn read(content: &str) -> Result<ChangeFile, Vec<PendingError>> {
        let packages = Packages::from([("@chain/sdk".to_owned(), "sdk".parse().unwrap())]);
        ChangeFile::read("changes/a.md", content, &product(), &packages)
    }

    #[test]
    fn files_of_changesets_and_knope_are_read_as_they_are() {
        let cases = [
            ("---\n\"@chain/sdk\": minor\n---\n\nText\n", "feature:sdk"),
            ("---\r\n'core': patch # why\r\n---\r\nText", "fix:core"),
            ("---\ncore: major\n---\n\n# Text\n", "breaking:core"),
            ("---\ncore.api: addition\n---\n\nText\n\nmore", "addition:core.api"),
            ("---\ncore.api: minor\nsdk: api-fix\n---\nText", "addition:core.api api-fix:sdk"),
            ("---\ncore: none\n---\nText", ""),
            ("\u{feff}---\n---\nText", ""),
        ];
        for (content, changes) in cases {
            let file = read(content).unwrap_or_else(|errors| panic!("{content:?}: {errors:?}"));
            let found: Vec<String> = file.changes().map(ToString::to_string).collect();
            assert_eq!(found.join(" "), changes, "{content:?}");
            assert_eq!(file.summary(), "Text", "{content:?}");
        }
    }

    #[test]
    fn errors_are_reported_at_once_with_their_places() {
        let errors =
            read("---\ncor: fix\n  core: big\ncore.web: fix\nsdk\nsdk: fix\nsdk: fix\n---\n").unwrap_err();
        let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
        let expected = [
            "`changes/a.md`, line 2, column 1: unknown component `cor`",
            "`changes/a.md`, line 3, column 3: `big:core` is not a valid change: ",
            "`changes/a.md`, line 4, column 1: core has no surface `web`",
            "`changes/a.md`, line 5, column 1: `sdk` is not `COMPONENT: KIND`",
            "`changes/a.md`, line 7, column 1: `sdk` is named twice",
        ];
        assert_eq!(said.len(), expected.len(), "{said:?}");
        for (said, expected) in said.iter().zip(expected) {
            assert!(said.starts_with(expected), "{said}");
        }
        assert!(read("no front matter").is_err());
        assert!(read("---\ncore: fix\n").is_err(), "it is not closed");
    }

    #[test]
    fn what_was_released_leaves_the_file() {
        let content = "---\n# both\ncore: fix\nsdk: minor\n---\n\nText\n";
        let file = read(content).unwrap();
        let left = consumed(&file, content, &|line| line.component.as_str() == "core");
        assert_eq!(left.as_deref(), Some("---\n# both\nsdk: minor\n---\n\nText\n"));
        assert_eq!(consumed(&file, content, &|_| true), None);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let changes: Vec<Change> =
            ["fix:sdk", "addition:core.api"].map(|text| text.parse().unwrap()).to_vec();
        let file = read(&ChangeFile::write(&changes, "Add it.\n").unwrap()).unwrap();
        assert_eq!(file.changes().cloned().collect::<Vec<_>>(), changes);
        assert_eq!(&*file.text, "Add it.");
        let twice = |kinds: [&str; 2]| ChangeFile::write(&kinds.map(|text| text.parse().unwrap()), "Add it.");
        assert_eq!(twice(["fix:sdk", "fix:sdk"]).unwrap(), "---\nsdk: fix\n---\n\nAdd it.\n");
        assert_eq!(
            twice(["fix:sdk", "feature:sdk"]),
            Err(PendingErrorKind::NamedTwice { target: "sdk".parse().unwrap() })
        );
    }
}
