//! A new section in a changelog in the form of Keep a Changelog (H7). Every byte outside of it stays.

/// A section to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangelogSection {
    /// What stands between the brackets, or in front of the date: `1.1`, or `core 1.1` in a file that components share.
    pub name: String,
    /// Whether the name stands in brackets, as in a file of one component.
    pub bracketed: bool,
    /// The day, `2016-11-05`.
    pub date: String,
    /// What it says, in Markdown with `\n` line ends; may be empty.
    pub body: String,
}

impl ChangelogSection {
    fn heading(&self) -> String {
        if self.bracketed {
            format!("## [{}] - {}", self.name, self.date)
        } else {
            format!("## {} - {}", self.name, self.date)
        }
    }

    /// Whether `line` is the heading of a section of this name, whatever its date.
    fn is_headed_by(&self, line: &str) -> bool {
        let Some(rest) = line.strip_prefix("## ") else { return false };
        let rest = rest.trim_start_matches('[');
        let Some(after) = rest.strip_prefix(&self.name) else { return false };
        after.is_empty() || after.starts_with([']', ' ', '\t', '('])
    }
}

/// `text` with `sections` above the others, in their order.
///
/// What stands under `## [Unreleased]` moves into the first of them, and joins what that says under the same headings;
/// the heading itself stays. A section whose name the file already has is left out.
pub fn add_sections(text: &str, sections: &[ChangelogSection]) -> String {
    let is_known =
        |section: &&ChangelogSection| !text.lines().any(|line| section.is_headed_by(line.trim_end()));
    let sections: Vec<&ChangelogSection> = sections.iter().filter(is_known).collect();
    if sections.is_empty() {
        return text.to_owned();
    }
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let place = Insertion::find(text);
    let (before, rest) = text.split_at(place.body.start);
    let moved = text.get(place.body.clone()).unwrap_or_default();
    let after = rest.get(place.body.len()..).unwrap_or_default();
    let mut added = String::new();
    for (number, section) in sections.iter().enumerate() {
        let unreleased = if number == 0 { without_blank_ends(moved) } else { "" };
        let body = joined(&unreleased.replace("\r\n", "\n"), without_blank_ends(&section.body));
        let gap = if added.is_empty() { "" } else { "\n" };
        added += &format!("{gap}{}\n", section.heading());
        if !body.is_empty() {
            added += &format!("\n{body}\n");
        }
    }
    let blank_before = before.is_empty() || ends_blank(before);
    let ends_line = before.is_empty() || before.ends_with('\n');
    let lead = format!("{}{}", if ends_line { "" } else { "\n" }, if blank_before { "" } else { "\n" });
    let trail = if after.is_empty() { "" } else { "\n" };
    format!("{before}{}{after}", format!("{lead}{added}{trail}").replace('\n', ending))
}

/// `text` without the blank lines at its start and its end, and without its last line end.
fn without_blank_ends(text: &str) -> &str {
    let first = text.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    let text = text.get(first..).unwrap_or_default();
    let last: usize =
        text.split_inclusive('\n').rev().take_while(|line| line.trim().is_empty()).map(str::len).sum();
    let text = text.get(..text.len() - last).unwrap_or_default();
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

/// Whether the last line of a text is blank.
fn ends_blank(text: &str) -> bool {
    text.ends_with("\n\n") || text.ends_with("\n\r\n")
}

/// Where sections go.
struct Insertion {
    /// What stands under the heading of what is unreleased, and is replaced; empty where there is no such heading.
    body: std::ops::Range<usize>,
}

impl Insertion {
    fn find(text: &str) -> Insertion {
        let mut at = 0;
        let mut unreleased = None;
        let mut fenced = false;
        for line in text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let line = line.trim_end();
            if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
                fenced = !fenced;
            }
            let is_heading = !fenced && line.starts_with("## ");
            match unreleased {
                // References at the end of the file are of the file, not of the section.
                Some(from) if is_heading || (!fenced && is_reference(line)) => {
                    return Insertion { body: from..start };
                }
                None if is_heading && is_unreleased(line) => unreleased = Some(at),
                None if is_heading => return Insertion { body: start..start },
                Some(_) | None => {}
            }
        }
        let start = unreleased.unwrap_or(text.len());
        Insertion { body: start..text.len() }
    }
}

fn is_unreleased(line: &str) -> bool {
    let name = line.trim_start_matches('#').trim().trim_start_matches('[');
    name.to_ascii_lowercase().starts_with("unreleased")
}

fn is_reference(line: &str) -> bool {
    line.starts_with('[') && line.contains("]: ")
}

/// Two bodies as one: what `more` has under a heading that `body` has too goes to the end of that part.
fn joined(body: &str, more: &str) -> String {
    let mut parts = parts(body);
    for (heading, lines) in self::parts(more) {
        match parts.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(&heading)) {
            Some((_, known)) if !known.is_empty() => {
                let is_list = |text: &str| text.trim_start().starts_with(['-', '*']);
                let gap = if is_list(known) && is_list(&lines) { "\n" } else { "\n\n" };
                *known = format!("{known}{gap}{lines}");
            }
            Some((_, known)) => *known = lines,
            None => parts.push((heading, lines)),
        }
    }
    let text = |(heading, lines): (String, String)| match (heading.is_empty(), lines.is_empty()) {
        (true, _) => lines,
        (false, true) => heading,
        (false, false) => format!("{heading}\n\n{lines}"),
    };
    parts.into_iter().map(text).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The parts of a body, each with its heading `### …`; what stands before the first heading has an empty one.
fn parts(body: &str) -> Vec<(String, String)> {
    let mut parts: Vec<(String, Vec<&str>)> = vec![(String::new(), Vec::new())];
    for line in body.lines() {
        if line.starts_with("### ") {
            parts.push((line.trim_end().to_owned(), Vec::new()));
        } else if let Some((_, lines)) = parts.last_mut() {
            lines.push(line);
        }
    }
    let text =
        |(heading, lines): (String, Vec<&str>)| (heading, without_blank_ends(&lines.join("\n")).to_owned());
    parts.into_iter().map(text).filter(|(heading, lines)| !(heading.is_empty() && lines.is_empty())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(name: &str, body: &str) -> ChangelogSection {
        ChangelogSection {
            name: name.into(),
            bracketed: !name.contains(' '),
            date: "2016-11-05".into(),
            body: body.into(),
        }
    }

    #[test]
    fn a_section_goes_above_the_others() {
        let cases = [
            ("", "## [1.1] - 2016-11-05\n\n### Added\n\n- New.\n"),
            ("# Changelog", "# Changelog\n\n## [1.1] - 2016-11-05\n\n### Added\n\n- New.\n"),
            (
                "# Changelog\n\nText.\n\n## [1.0] - 2016-01-01\n\n- Old.\n",
                "# Changelog\n\nText.\n\n## [1.1] - 2016-11-05\n\n### Added\n\n- New.\n\n## [1.0] - 2016-01-01\n\n- Old.\n",
            ),
            (
                "# C\r\n\r\n## [1.0]\r\n",
                "# C\r\n\r\n## [1.1] - 2016-11-05\r\n\r\n### Added\r\n\r\n- New.\r\n\r\n## [1.0]\r\n",
            ),
        ];
        for (before, after) in cases {
            assert_eq!(add_sections(before, &[section("1.1", "### Added\n\n- New.\n")]), after, "{before:?}");
        }
    }

    #[test]
    fn what_is_unreleased_moves_into_the_first_section() {
        let before = "# C\n\n## [Unreleased]\n\nWords.\n\n### Added\n\n- By hand.\n\n## [1.0]\n\n[Unreleased]: https://x\n";
        let after = "# C\n\n## [Unreleased]\n\n## core 1.1 - 2016-11-05\n\nWords.\n\n### Added\n\n- By hand.\n- New.\n\n\
                     ### Fixed\n\n- It.\n\n## sdk 1.1 - 2016-11-05\n\n## [1.0]\n\n[Unreleased]: https://x\n";
        let sections =
            [section("core 1.1", "### Added\n\n- New.\n\n### Fixed\n\n- It.\n"), section("sdk 1.1", "")];
        assert_eq!(add_sections(before, &sections), after);
        assert_eq!(add_sections(after, &sections), after, "it is there already");
        let end = add_sections("## Unreleased\n\n- A\n\n[x]: https://y\n", &[section("1.1", "")]);
        assert_eq!(end, "## Unreleased\n\n## [1.1] - 2016-11-05\n\n- A\n\n[x]: https://y\n");
    }

    #[test]
    fn a_version_that_starts_with_the_same_digits_is_another_one() {
        let after = add_sections("## [1.10]\n", &[section("1.1", "- x")]);
        assert!(after.starts_with("## [1.1] - 2016-11-05\n\n- x\n\n## [1.10]\n"), "{after}");
    }
}
