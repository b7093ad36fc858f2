//! Which keys stand where at the bottom of the screen: drawing and the mouse both ask here.

use super::fitted::columns;
use super::keymap::{Action, Binding, Context, Key, Keymap};
use super::state::{Answer, State};

/// A key, or some, and what they do.
pub(super) struct FooterKey {
    pub(super) keys: Vec<Key>,
    pub(super) label: String,
    /// Whether it does something now; one that does not keeps its place, so that nothing jumps.
    pub(super) is_useful: bool,
    /// Whether it is there however little room there is.
    kept: bool,
}

impl FooterKey {
    fn new(state: &State, context: Context, binding: &Binding) -> Self {
        let label = match (&state.answer, binding.action) {
            (Answer::Refused(_, Some(resolve)), Action::Resolve) => {
                resolve.label.split(',').next().unwrap_or_default().to_owned()
            }
            (_, Action::Accept) if context.is_main() && state.setup.picker => "accept".to_owned(),
            _ => binding.label.to_owned(),
        };
        let kept = match binding.action {
            Action::Help | Action::Quit | Action::Palette => context.is_main(),
            Action::Cancel => true,
            _ => false,
        };
        let keys = binding.keys.first().copied().into_iter().collect();
        FooterKey { keys, label, is_useful: state.is_useful(context, binding.action), kept }
    }

    /// The keys for people: `h j k l`.
    pub(super) fn keys_shown(&self) -> String {
        let keys: Vec<String> = self.keys.iter().map(ToString::to_string).collect();
        keys.join(" ")
    }

    /// How many columns it takes, with the one before it and the one after it.
    pub(super) fn width(&self) -> usize {
        columns(&self.keys_shown()) + columns(&self.label) + 3
    }
}

/// The keys that do one thing together, in one entry: `h j k l move`.
fn together(keymap: &Keymap, context: Context, actions: &[Action], label: &str) -> Option<FooterKey> {
    let keys: Vec<Key> = actions.iter().filter_map(|action| keymap.key_for(context, *action)).collect();
    (!keys.is_empty()).then(|| FooterKey { keys, label: label.to_owned(), is_useful: true, kept: false })
}

/// What moves in what lies over the main screen, where each knows its panes.
fn movement(keymap: &Keymap, context: Context) -> Vec<FooterKey> {
    if context.is_main() {
        return Vec::new();
    }
    let (one, page) = if context == Context::Calendar { ("day", "month") } else { ("move", "page") };
    let keys = [Action::Left, Action::Down, Action::Up, Action::Right];
    // Where one types, left and right are the cursor's.
    let keys =
        keys.into_iter().filter(|key| !context.takes_text() || matches!(key, Action::Down | Action::Up));
    let keys: Vec<Action> = keys.collect();
    let entries = [
        together(keymap, context, &[Action::PreviousYear, Action::NextYear], "year"),
        together(keymap, context, &keys, one),
        together(keymap, context, &[Action::PageUp, Action::PageDown], page),
    ];
    entries.into_iter().flatten().collect()
}

/// The keys in `height` rows of `width` columns; those that come last in the table give way where there is no room, but
/// for help and leaving.
pub(super) fn rows(state: &State, width: usize, height: usize) -> Vec<Vec<FooterKey>> {
    let context = state.context();
    let keymap = &state.setup.config.keys;
    let offered = keymap
        .bindings_in(context)
        .filter(|binding| !binding.label.is_empty() && !binding.keys.is_empty())
        .filter(|binding| state.is_offered(context, binding.action));
    let (kept, mut others): (Vec<FooterKey>, Vec<FooterKey>) =
        offered.map(|binding| FooterKey::new(state, context, binding)).partition(|entry| entry.kept);
    others.extend(movement(keymap, context));
    let room: usize = kept.iter().map(FooterKey::width).sum();
    let mut rows: Vec<Vec<FooterKey>> = vec![Vec::new()];
    let mut used = 0;
    for entry in others {
        let is_last = rows.len() >= height;
        if used + entry.width() + if is_last { room } else { 0 } > width {
            if is_last {
                continue;
            }
            rows.push(Vec::new());
            used = 0;
            if entry.width() + if rows.len() >= height { room } else { 0 } > width {
                continue;
            }
        }
        used += entry.width();
        if let Some(row) = rows.last_mut() {
            row.push(entry);
        }
    }
    if used + room > width && rows.len() < height {
        rows.push(Vec::new());
    }
    if let Some(row) = rows.last_mut() {
        row.extend(kept);
    }
    rows
}

/// The key at a place of the footer, both counted from its upper left corner.
pub(super) fn key_at(
    state: &State,
    (width, height): (usize, usize),
    column: usize,
    row: usize,
) -> Option<Key> {
    let mut end = 0;
    for entry in rows(state, width, height).into_iter().nth(row)? {
        end += entry.width();
        if column < end {
            return entry.keys.first().copied().filter(|_| entry.keys.len() == 1);
        }
    }
    None
}
