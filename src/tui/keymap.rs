//! Keys, and what they do where: the one table `bindings` feeds dispatch, the footer and the help.

use super::bindings::BINDINGS;
pub use super::keys::{Action, Binding, Context, Key};

/// The whole table.
#[must_use]
pub fn bindings() -> &'static [Binding] {
    BINDINGS
}

/// The bindings of a context, in the order of the table.
pub fn bindings_in(context: Context) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |binding| binding.contexts.contains(&context))
}

/// What `key` does in `context`.
#[must_use]
pub fn action(context: Context, key: Key) -> Option<Action> {
    bindings_in(context).find(|binding| binding.keys.contains(&key)).map(|binding| binding.action)
}

/// The key to show for `action` in `context`.
#[must_use]
pub fn key_for(context: Context, action: Action) -> Option<Key> {
    bindings_in(context).find(|binding| binding.action == action)?.keys.first().copied()
}
