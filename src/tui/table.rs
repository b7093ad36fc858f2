//! The components as the screen shows them: plain strings, made once for each product file that is loaded.

use unicode_width::UnicodeWidthStr;

use super::request;
use crate::plan::Kind;
use crate::product::{Component, Product};

/// One component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) title: String,
    /// What the filter looks in: id and title, in small letters.
    pub(super) sought: String,
    /// The version now, or that there is none.
    pub(super) now: String,
    /// The open series; empty where there is none.
    pub(super) series: String,
    pub(super) marks: Marks,
}

/// What a component is, told by a letter each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "four facts that go by themselves")]
pub(super) struct Marks {
    pub(super) lead: bool,
    pub(super) behind: bool,
    pub(super) in_series: bool,
    pub(super) unreleased: bool,
}

impl Marks {
    /// The letters and the words of the marks, in their order.
    pub(super) fn words(self) -> Vec<&'static str> {
        let marks = [
            (self.lead, "lead"),
            (self.behind, "behind"),
            (self.in_series, "in series"),
            (self.unreleased, "unreleased"),
        ];
        marks.into_iter().filter(|(holds, _)| *holds).map(|(_, word)| word).collect()
    }

    /// How many columns the words take; with what a plan adds where the component falls behind.
    pub(super) fn width(self, falls_behind: bool) -> usize {
        let words = self.words();
        let added = falls_behind.then_some(FALLS_BEHIND);
        let all = words.into_iter().chain(added).map(|word| word.len() + ", ".len());
        all.sum::<usize>().saturating_sub(", ".len())
    }

    /// One letter a mark: L, B, S and U, each at its own place.
    pub(super) fn letters(self) -> String {
        let letter = |holds, letter| if holds { letter } else { '\u{b7}' };
        [
            letter(self.lead, 'L'),
            letter(self.behind, 'B'),
            letter(self.in_series, 'S'),
            letter(self.unreleased, 'U'),
        ]
        .iter()
        .collect()
    }
}

/// All components, and how wide their columns are.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    pub(super) id_width: usize,
    pub(super) title_width: usize,
    pub(super) now_width: usize,
    pub(super) series_width: usize,
    /// Of the marks in words.
    pub(super) marks_width: usize,
    pub(super) behind: usize,
    pub(super) in_series: usize,
    /// Whether any line below the current one is maintained.
    pub(super) has_older_lines: bool,
    /// The kinds of changes that any component can have.
    pub(super) kinds: Vec<Kind>,
}

impl Table {
    pub(super) fn new(product: &Product) -> Self {
        let line = product.current_line();
        let is_behind = |component: &Component| line.is_some_and(|line| component.is_below(line));
        let rows: Vec<Row> =
            product.components().iter().map(|component| row(component, is_behind(component))).collect();
        let width = |column: fn(&Row) -> &str| rows.iter().map(|row| column(row).width()).max().unwrap_or(0);
        Table {
            id_width: width(|row| &row.id),
            title_width: width(|row| &row.title),
            now_width: width(|row| &row.now),
            series_width: width(|row| &row.series),
            marks_width: rows.iter().map(|row| row.marks.width(false)).max().unwrap_or(0),
            behind: rows.iter().filter(|row| row.marks.behind).count(),
            in_series: rows.iter().filter(|row| row.marks.in_series).count(),
            has_older_lines: !request::maintained_lines(product).is_empty(),
            kinds: Kind::ALL
                .into_iter()
                .filter(|kind| product.components().iter().any(|component| request::fits(*kind, component)))
                .collect(),
            rows,
        }
    }
}

/// What a component is by a plan that opens a line without it.
pub(super) const FALLS_BEHIND: &str = "falls behind";

fn row(component: &Component, behind: bool) -> Row {
    let id = component.id().to_string();
    let title = if component.title() == id { String::new() } else { component.title().to_owned() };
    let marks = Marks {
        lead: component.is_lead(),
        behind,
        in_series: component.next().is_some(),
        unreleased: component.version().is_none(),
    };
    Row {
        sought: format!("{id} {title}").to_lowercase(),
        id,
        title,
        now: component.version().map_or_else(|| "none".to_owned(), |version| version.to_string()),
        series: component.next().map_or_else(String::new, |next| next.to_string()),
        marks,
    }
}
