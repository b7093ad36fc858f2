//! The section `%changelog` of an RPM spec file:
//! <https://docs.fedoraproject.org/en-US/packaging-guidelines/#changelogs>. Entries below a new one stay.

use chrono::NaiveDate;

use super::lines::{lines, part};
use super::spec;

/// A new entry of a `%changelog`.
///
/// ```
/// use dateline::manifest::SpecEntry;
///
/// let entry = SpecEntry {
///     version: "1.1",
///     changes: &["Add the X.".to_owned()],
///     packager: "Ada <ada@example.org>",
///     date: "2016-11-01".parse()?,
/// };
/// assert_eq!(
///     entry.add_to("Version: 1.1\nRelease: 1%{?dist}\n\n%changelog\n* Mon Oct 24 2016 Ada <ada@example.org> - 1.0-2\n- Old.\n"),
///     "Version: 1.1\nRelease: 1%{?dist}\n\n%changelog\n* Tue Nov 01 2016 Ada <ada@example.org> - 1.1-1\n- Add the X.\n\n\
///      * Mon Oct 24 2016 Ada <ada@example.org> - 1.0-2\n- Old.\n"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpecEntry<'a> {
    /// The version, as RPM writes it.
    pub version: &'a str,
    /// What changed, a point each.
    pub changes: &'a [String],
    /// Who releases: `Ada <ada@example.org>`.
    pub packager: &'a str,
    pub date: NaiveDate,
}

/// The line that the section starts with.
const SECTION: &str = "%changelog";

impl SpecEntry<'_> {
    /// Whether `text` has a `%changelog` that people write; one with `%autochangelog` is made of commits by a tool.
    pub fn fits(text: &str) -> bool {
        section(text).is_some()
    }

    /// The text of a spec file with this entry at the head of its `%changelog`; the text as it is where there is none that
    /// people write, or where its newest entry is of this version.
    pub fn add_to(&self, text: &str) -> String {
        let Some(at) = section(text) else { return text.to_owned() };
        let (before, entries) = text.split_at(at);
        let epoch = spec::tags(text, "epoch").into_iter().next();
        let epoch = epoch.map(|span| part(text, span)).filter(|epoch| epoch.parse::<u32>().is_ok());
        let epoch = epoch.map(|epoch| format!("{epoch}:")).unwrap_or_default();
        let version = format!("{epoch}{}-1", self.version);
        let newest = lines(entries).map(|(_, line)| line).find(|line| line.starts_with('*'));
        if newest.is_some_and(|line| line.split_whitespace().next_back() == Some(&version)) {
            return text.to_owned();
        }
        let day = self.date.format("%a %b %d %Y");
        let head = format!("* {day} {} - {version}\n", one_line(self.packager));
        let points: String = self.changes.iter().map(|change| point(change)).collect();
        let gap = if entries.trim().is_empty() { "" } else { "\n" };
        let entry = format!("{head}{points}{gap}");
        let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let lead = if before.ends_with('\n') { "" } else { ending };
        format!("{before}{lead}{}{entries}", entry.replace('\n', ending))
    }
}

/// The byte behind the line `%changelog`, where people write it.
fn section(text: &str) -> Option<usize> {
    let mut rows = lines(text).skip_while(|(_, line)| line.trim_end() != SECTION);
    let (at, _) = rows.next()?;
    let end = text.get(at..)?.find('\n').map_or(text.len(), |end| at + end + 1);
    let is_made = rows.any(|(_, line)| line.contains("%autochangelog") || line.contains("%{autochangelog"));
    (!is_made).then_some(end)
}

/// A point of an entry: RPM would expand a macro, and take a line that starts with `*` for another entry.
fn point(change: &str) -> String {
    let lines = change.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines = lines
        .enumerate()
        .map(|(index, line)| format!("{} {}\n", if index == 0 { "-" } else { " " }, line.replace('%', "%%")));
    lines.collect()
}

fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ").replace('%', "%%")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(text: &str, changes: &[&str]) -> String {
        let changes: Vec<String> = changes.iter().map(|change| (*change).to_owned()).collect();
        let date = NaiveDate::from_ymd_opt(2016, 11, 1).unwrap();
        SpecEntry { version: "1.1", changes: &changes, packager: "Zoë <z@example.org>", date }.add_to(text)
    }

    #[test]
    fn an_entry_goes_to_the_head_of_the_section_and_other_bytes_stay() {
        let head = "* Tue Nov 01 2016 Zoë <z@example.org> - 1.1-1";
        let cases = [
            ("%changelog", format!("%changelog\n{head}\n- x\n")),
            (
                "Epoch: 2\n%changelog\n",
                format!("Epoch: 2\n%changelog\n{}\n- x\n", head.replace("1.1-1", "2:1.1-1")),
            ),
            ("%changelog\r\n* old\r\n", format!("%changelog\r\n{head}\r\n- x\r\n\r\n* old\r\n")),
        ];
        for (text, expected) in cases {
            assert_eq!(added(text, &["x"]), expected, "{text:?}");
            assert_eq!(added(&expected, &["y"]), expected, "it is there already");
        }
    }

    #[test]
    fn a_section_that_a_tool_makes_stays() {
        for text in ["%changelog\n%autochangelog\n", "%changelog\n%{autochangelog}\n", "Version: 1\n"] {
            assert_eq!(added(text, &["x"]), text);
            assert!(!SpecEntry::fits(text));
        }
    }

    #[test]
    fn points_hold_no_macro_and_no_entry() {
        let text = added("%changelog\n", &["use %{x}\n\n* Mon Oct 24 2016 Eve\nmore"]);
        assert!(text.ends_with("- use %%{x}\n  * Mon Oct 24 2016 Eve\n  more\n"), "{text}");
    }
}
