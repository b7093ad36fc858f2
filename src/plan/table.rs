//! One value for each component, with access that cannot fail.

use std::ops::{Index, IndexMut};

/// A value for each component of a product, by its position.
///
/// Positions come from the product, so each has its row. One that came from elsewhere would share a spare row that no
/// component has.
#[derive(Debug, Clone)]
pub(super) struct PerComponent<T> {
    rows: Vec<T>,
    spare: T,
}

impl<T: Clone + Default> PerComponent<T> {
    /// The default value for each of `count` components.
    pub(super) fn new(count: usize) -> Self {
        PerComponent { rows: vec![T::default(); count], spare: T::default() }
    }
}

impl<T> PerComponent<T> {
    /// The values in the order of the product file.
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.rows.iter()
    }
}

impl<T> Index<usize> for PerComponent<T> {
    type Output = T;

    #[inline]
    fn index(&self, position: usize) -> &T {
        self.rows.get(position).unwrap_or(&self.spare)
    }
}

impl<T> IndexMut<usize> for PerComponent<T> {
    #[inline]
    fn index_mut(&mut self, position: usize) -> &mut T {
        self.rows.get_mut(position).unwrap_or(&mut self.spare)
    }
}
