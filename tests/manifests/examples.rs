//! The manifests of the examples agree with their product files.

use std::fs;

use dateline::manifest::{Claim, Target, disagreements, shared_sites};
use dateline::product::Product;

#[test]
fn every_manifest_of_the_examples_agrees_with_its_product_file() {
    for (example, entries) in [("chain", 3), ("client-engine", 3), ("copr", 8), ("keptn", 3), ("picloud", 7)]
    {
        let folder = format!("examples/{example}");
        let product =
            Product::from_toml(&fs::read_to_string(format!("{folder}/product.toml")).unwrap()).unwrap();
        let mut found = Vec::new();
        for component in product.components() {
            for manifest in component.manifests() {
                let text = fs::read_to_string(format!("{folder}/{}", manifest.path)).unwrap();
                let target = Target::of(manifest).unwrap();
                assert_eq!(
                    disagreements(component, &target, &text),
                    Ok(Vec::new()),
                    "{folder}/{}",
                    manifest.path
                );
                found.push((component.id(), &*manifest.path, target.sites(&text).unwrap()));
            }
        }
        assert_eq!(found.len(), entries, "{example}");
        let claim = |(owner, path, sites)| Claim { owner, path, sites };
        let claims: Vec<Claim<'_>> =
            found.iter().map(|(owner, path, sites)| claim((*owner, *path, sites))).collect();
        assert_eq!(shared_sites(&claims), [], "{example}");
    }
}
