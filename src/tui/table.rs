//! The components as the screen shows them: plain strings, made once for each product file that is loaded.

use super::fitted::columns;
use super::request;
use crate::plan::Kind;
use crate::product::{Cap, Component, Edge, Product};

/// One component.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ComponentRow {
    pub(super) id: String,
    pub(super) title: String,
    /// What the filter looks in: id and title, in small letters.
    pub(super) searched: String,
    /// The version now, or that there is none.
    pub(super) now: String,
    /// The open series; empty where there is none.
    pub(super) series: String,
    /// What it is, in words: `lead, behind`.
    pub(super) standing: String,
    pub(super) is_behind: bool,
}

/// All components, and how wide their columns are.
#[derive(Debug, Clone, Default)]
pub(super) struct ComponentTable {
    pub(super) rows: Vec<ComponentRow>,
    pub(super) id_width: usize,
    pub(super) title_width: usize,
    pub(super) now_width: usize,
    pub(super) series_width: usize,
    pub(super) standing_width: usize,
    /// Of the versions that a plan is likely to give: those of now, or a build on a line of today.
    pub(super) planned_width: usize,
    pub(super) behind: usize,
    pub(super) in_series: usize,
    /// Whether any line below the current one is maintained.
    pub(super) has_older_lines: bool,
    /// The kinds of changes that any component can have.
    pub(super) kinds: Vec<Kind>,
    /// The places of the components with a manifest that marks versions in development.
    pub(super) developed: Vec<usize>,
    /// For each component who follows it.
    pub(super) followers: Vec<Vec<Follower>>,
    /// For a position that no component has.
    blank: ComponentRow,
}

/// Who follows a component, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Follower {
    pub(super) position: usize,
    pub(super) edge: Edge,
    pub(super) cap: Option<Cap>,
}

fn followers(product: &Product) -> Vec<Vec<Follower>> {
    let mut followers: Vec<Vec<Follower>> = product.components().iter().map(|_| Vec::new()).collect();
    for position in 0..followers.len() {
        for followed in product.followed_by(position) {
            let follower = Follower { position, edge: followed.edge, cap: followed.cap };
            if let Some(list) = followers.get_mut(followed.position) {
                list.push(follower);
            }
        }
    }
    followers
}

fn developed(product: &Product) -> Vec<usize> {
    let marks =
        |component: &Component| component.manifests().iter().any(|manifest| manifest.development.is_some());
    let components = product.components().iter().enumerate();
    components.filter(|(_, component)| marks(component)).map(|(position, _)| position).collect()
}

impl ComponentTable {
    pub(super) fn new(product: &Product) -> Self {
        let line = product.current_line();
        let is_behind = |component: &Component| line.is_some_and(|line| component.is_below(line));
        let rows: Vec<ComponentRow> =
            product.components().iter().map(|component| row(component, is_behind(component))).collect();
        let width = |column: fn(&ComponentRow) -> &str| {
            rows.iter().map(|row| columns(column(row))).max().unwrap_or(0)
        };
        let build_width = line.map_or(0, |line| columns(&format!("{line}.YYYYMMDD")));
        ComponentTable {
            id_width: width(|row| &row.id),
            title_width: width(|row| &row.title),
            now_width: width(|row| &row.now),
            series_width: width(|row| &row.series),
            standing_width: width(|row| &row.standing),
            planned_width: width(|row| &row.now).max(build_width),
            behind: rows.iter().filter(|row| row.is_behind).count(),
            in_series: rows.iter().filter(|row| !row.series.is_empty()).count(),
            has_older_lines: !request::maintained_lines(product).is_empty(),
            kinds: Kind::ALL
                .into_iter()
                .filter(|kind| product.components().iter().any(|component| kind.fits(component)))
                .collect(),
            developed: developed(product),
            followers: followers(product),
            rows,
            blank: ComponentRow::default(),
        }
    }

    /// The row of the component at `position`. Positions come from the product that the table was made of, so each has one.
    pub(super) fn row(&self, position: usize) -> &ComponentRow {
        self.rows.get(position).unwrap_or(&self.blank)
    }
}

fn row(component: &Component, is_behind: bool) -> ComponentRow {
    let id = component.id().to_string();
    // A title that is the id with capitals tells nothing.
    let is_id = component.title().to_lowercase() == id;
    let title = if is_id { String::new() } else { component.title().to_owned() };
    let standing =
        [(component.is_lead(), "lead"), (is_behind, "behind"), (component.version().is_none(), "unreleased")];
    let standing: Vec<&str> =
        standing.into_iter().filter(|(holds, _)| *holds).map(|(_, word)| word).collect();
    ComponentRow {
        searched: format!("{id} {title}").to_lowercase(),
        id,
        title,
        now: component.version().map_or_else(|| "none".to_owned(), |version| version.to_string()),
        series: component.next().map_or_else(String::new, |next| next.to_string()),
        standing: standing.join(", "),
        is_behind,
    }
}
