//! Keys, and what they do where: the table of `bindings`, with the user's own keys, feeds dispatch, the footer and the help.

use std::borrow::Cow;

use super::bindings::BINDINGS;
pub use super::keys::{Action, Binding, Context, Key};

/// The table that is in force.
#[derive(Debug, Clone)]
pub struct Keymap(Cow<'static, [Binding]>);

impl Default for Keymap {
    fn default() -> Self {
        Keymap(Cow::Borrowed(BINDINGS))
    }
}

/// A key that has two meanings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clash {
    pub key: Key,
    pub context: Context,
    /// The help of what it does there already.
    pub other: &'static str,
}

impl Keymap {
    /// The whole table.
    pub fn bindings(&self) -> &[Binding] {
        &self.0
    }

    /// The bindings of a context, in the order of the table.
    pub fn bindings_in(&self, context: Context) -> impl Iterator<Item = &Binding> {
        self.0.iter().filter(move |binding| binding.contexts.contains(&context))
    }

    /// What `key` does in `context`.
    pub fn action(&self, context: Context, key: Key) -> Option<Action> {
        self.bindings_in(context).find(|binding| binding.keys.contains(&key)).map(|binding| binding.action)
    }

    /// The key to show for `action` in `context`.
    pub fn key_for(&self, context: Context, action: Action) -> Option<Key> {
        self.bindings_in(context).find(|binding| binding.action == action)?.keys.first().copied()
    }

    /// How `action` is asked for in `context`, for people: its key, or the command of one that has none, as `:matrix`.
    pub fn way(&self, context: Context, action: Action) -> String {
        let binding = self.bindings_in(context).find(|binding| binding.action == action);
        binding.map_or_else(String::new, |binding| match binding.keys.first() {
            Some(key) => key.to_string(),
            None => format!(":{}", binding.name),
        })
    }

    /// Gives the command `name` these keys instead of its own; false where there is no such command.
    pub fn bind(&mut self, name: &str, keys: Vec<Key>) -> bool {
        let bindings = self.0.to_mut().iter_mut();
        let Some(binding) = bindings.into_iter().find(|binding| !name.is_empty() && binding.name == name)
        else {
            return false;
        };
        binding.keys = Cow::Owned(keys);
        true
    }

    /// The first key of the command `name` that something else has, too.
    pub fn clash(&self, name: &str) -> Option<Clash> {
        let binding = self.0.iter().find(|binding| binding.name == name)?;
        binding.contexts.iter().find_map(|context| {
            let others = self.bindings_in(*context).filter(|other| other.name != name);
            let mut clashes = others.filter_map(|other| {
                let key = binding.keys.iter().find(|key| other.keys.contains(key))?;
                Some(Clash { key: *key, context: *context, other: other.help })
            });
            clashes.next()
        })
    }
}

/// The table of the program.
pub fn bindings() -> &'static [Binding] {
    BINDINGS
}

/// The bindings of a context, as the program has them.
pub fn bindings_in(context: Context) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |binding| binding.contexts.contains(&context))
}

/// What `key` does in `context`, as the program has it.
pub fn action(context: Context, key: Key) -> Option<Action> {
    bindings_in(context).find(|binding| binding.keys.contains(&key)).map(|binding| binding.action)
}
