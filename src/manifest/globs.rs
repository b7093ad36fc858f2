//! Manifests whose path is a pattern of files: `crates/*/Cargo.toml`.

use std::collections::BTreeSet;

use super::folders::matches;
use crate::product::{Component, Manifest, Product};

/// Whether any manifest of `product` is a pattern, so that [`expanded`] needs to know the files.
pub fn has_patterns(product: &Product) -> bool {
    product.components().iter().flat_map(Component::manifests).any(Manifest::is_pattern)
}

/// `product` with a manifest for each of `files` that a pattern matches. A file that an entry names itself belongs to that
/// entry alone, and what `except` matches is left out. A pattern that no file matches stays, so that its reader finds no such file.
///
/// ```
/// use dateline::manifest::expanded;
/// use dateline::product::Product;
///
/// let product = Product::from_toml(
///     r#"
///     [product]
///     name = "Chain"
///     [components.core]
///     scheme = "semver"
///     manifests = [{ path = "crates/*/Cargo.toml" }, { path = "crates/cli/Cargo.toml", as = "npm" }]
///     "#,
/// )?;
/// let files = ["crates/cli/Cargo.toml", "crates/core/Cargo.toml", "crates/core/fuzz/Cargo.toml"].map(str::to_owned);
/// let product = expanded(product, &files);
/// let paths: Vec<&str> = product.components()[0].manifests().iter().map(|one| &*one.path).collect();
/// assert_eq!(paths, ["crates/core/Cargo.toml", "crates/cli/Cargo.toml"]);
/// # Ok::<(), dateline::product::InvalidProduct>(())
/// ```
pub fn expanded(product: Product, files: &[String]) -> Product {
    let entries = product.components().iter().flat_map(Component::manifests);
    let named: BTreeSet<Box<str>> =
        entries.filter(|entry| !entry.is_pattern()).map(|entry| entry.path.clone()).collect();
    product.with_manifests(|entry| {
        if !entry.is_pattern() {
            return vec![entry.clone()];
        }
        let is_out = |file: &str| entry.except.iter().any(|except| matches(except.as_str(), file));
        let is_meant =
            |file: &&String| !named.contains(file.as_str()) && matches(&entry.path, file) && !is_out(file);
        let of_file = |file: &String| Manifest { path: file.as_str().into(), ..entry.clone() };
        let found: Vec<Manifest> = files.iter().filter(is_meant).map(of_file).collect();
        if found.is_empty() { vec![entry.clone()] } else { found }
    })
}
