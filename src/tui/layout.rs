//! Where the parts of the screen are. Drawing and the mouse both ask here.

use ratatui::layout::Rect;

use super::keymap::Action;

/// The least screen that the panes fit on.
pub const MIN_SIZE: (u16, u16) = (60, 16);
/// From this width on the panes stand side by side.
const WIDE: u16 = 120;
/// How many hundredths of them are the list's, which has the versions and the reasons.
const LIST: u32 = 62;
/// From this size on the newest releases are shown next to the plan.
const HISTORY: (u16, u16) = (160, 45);

/// A pane of the main screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pane {
    Components,
    Why,
    Plan,
}

impl Pane {
    const ALL: [Pane; 3] = [Pane::Components, Pane::Why, Pane::Plan];

    pub(super) fn next(self) -> Pane {
        match self {
            Pane::Components => Pane::Why,
            Pane::Why => Pane::Plan,
            Pane::Plan => Pane::Components,
        }
    }

    pub(super) fn previous(self) -> Pane {
        self.next().next()
    }
}

/// The parts of the screen; empty where they are hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Screen {
    pub(super) header: Rect,
    pub(super) body: Rect,
    pub(super) components: Rect,
    pub(super) why: Rect,
    pub(super) plan: Rect,
    /// The newest releases, next to the plan, where there is room for them.
    pub(super) history: Rect,
    pub(super) message: Rect,
    pub(super) footer: Rect,
}

impl Screen {
    /// The parts of a screen of `size` with `rows` components; `zoomed` is the only pane where there is one, and the
    /// history is shown where there is one.
    pub(super) fn new(size: (u16, u16), rows: usize, zoomed: Option<Pane>, has_history: bool) -> Self {
        let (columns, rows_below) = (size.0, footer_rows(size));
        let (header, rest) = split_rows(Rect::new(0, 0, columns, size.1), 1);
        let (body, rest) = split_rows(rest, rest.height.saturating_sub(1 + rows_below));
        let (message, footer) = split_rows(rest, 1);
        let screen = Screen { header, body, message, footer, ..Screen::default() };
        match zoomed {
            Some(Pane::Components) => Screen { components: body, ..screen },
            Some(Pane::Why) => Screen { why: body, ..screen },
            Some(Pane::Plan) => Screen { plan: body, ..screen },
            None if columns >= WIDE => {
                let (components, right) = split_columns(body, share(columns, LIST));
                let (why, plan) = split_rows(right, share(right.height, 35));
                let is_tall = has_history && columns >= HISTORY.0 && size.1 >= HISTORY.1;
                let (components, history) = if is_tall {
                    split_rows(components, share(components.height, 55))
                } else {
                    (components, Rect::default())
                };
                Screen { components, why, plan, history, ..screen }
            }
            None => {
                let wanted = u16::try_from(rows.saturating_add(3)).unwrap_or(u16::MAX);
                let height = wanted.clamp(6, (body.height / 2).max(6));
                let (components, below) = split_rows(body, height);
                let (why, plan) = split_columns(below, share(columns, 40));
                Screen { components, why, plan, ..screen }
            }
        }
    }

    pub(super) fn pane(&self, pane: Pane) -> Rect {
        match pane {
            Pane::Components => self.components,
            Pane::Why => self.why,
            Pane::Plan => self.plan,
        }
    }

    /// The pane at a place.
    pub(super) fn pane_at(&self, column: u16, row: u16) -> Option<Pane> {
        Pane::ALL.into_iter().find(|pane| self.pane(*pane).contains((column, row).into()))
    }

    /// How many lines of text a pane shows: the components lose one to the names of the columns.
    pub(super) fn lines_of(&self, pane: Pane) -> usize {
        let around = if pane == Pane::Components { 3 } else { 2 };
        usize::from(self.pane(pane).height.saturating_sub(around))
    }
}

/// How many rows of keys there are: a narrow screen needs more of them.
fn footer_rows(size: (u16, u16)) -> u16 {
    if size.0 < 100 && size.1 >= 24 { 3 } else { 2 }
}

/// So many hundredths of a length.
fn share(length: u16, hundredths: u32) -> u16 {
    u16::try_from(u32::from(length) * hundredths / 100).unwrap_or(length)
}

/// The first `height` rows of an area, and the others.
fn split_rows(area: Rect, height: u16) -> (Rect, Rect) {
    let height = height.min(area.height);
    let below = Rect { y: area.y.saturating_add(height), height: area.height - height, ..area };
    (Rect { height, ..area }, below)
}

/// The first `width` columns of an area, and the others.
fn split_columns(area: Rect, width: u16) -> (Rect, Rect) {
    let width = width.min(area.width);
    let right = Rect { x: area.x.saturating_add(width), width: area.width - width, ..area };
    (Rect { width, ..area }, right)
}

/// The area of a dialog in the middle of the body, at most as large as asked for.
pub(super) fn over(body: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(body.width), height.min(body.height));
    let left = body.x.saturating_add((body.width - width) / 2);
    let top = body.y.saturating_add((body.height - height) / 2);
    Rect::new(left, top, width, height)
}

/// The first of `height` lines to show so that `selected` is among them, near where it was.
pub(super) fn scrolled(first: usize, selected: usize, height: usize, count: usize) -> usize {
    let first = first.min(selected);
    let first = if selected >= first.saturating_add(height) {
        selected.saturating_sub(height.saturating_sub(1))
    } else {
        first
    };
    first.min(count.saturating_sub(height))
}

/// `at` moved by one, by a page, or to an end, within `count`.
pub(super) fn moved(at: usize, action: Action, page: usize, count: usize) -> usize {
    let last = count.saturating_sub(1);
    match action {
        Action::Up => at.saturating_sub(1),
        Action::Down => at.saturating_add(1).min(last),
        Action::PageUp => at.saturating_sub(page.max(1)),
        Action::PageDown => at.saturating_add(page.max(1)).min(last),
        Action::First => 0,
        Action::Last => last,
        _ => at,
    }
}
