//! A product that a program makes, without a product file.

use super::model::greatest_line;
use super::names::check_title;
use super::read::{Errors, Span};
use super::read_parts::RawFollow;
use super::track::{Maintained, Said, check_next, check_stable};
use super::validate::{Loaded, finish};
use super::{
    BreakingField, ChangeSettings, CommitTemplate, Component, ComponentId, Edge, InvalidProduct, Product,
    ProductErrorKind, SameDay, TagTemplate, Tagging, load,
};
use crate::version::{Scheme, Version};

/// There is no file that an error could have a place in.
const NOWHERE: Span = 0..0;

/// A product in the making: its components, their versions, and who follows whom.
///
/// What else a product file says (surfaces, requirements, tags, manifests, …) only [`Product::from_toml`] reads.
///
/// ```
/// use dateline::plan::{Request, Stage, plan};
/// use dateline::product::{ComponentBuilder, Edge, Product};
/// use dateline::version::{BuildDate, Scheme};
///
/// let core = ComponentBuilder::new("core".parse()?, Scheme::Dated).lead().version(Scheme::Dated.parse("1.2")?);
/// let mac = ComponentBuilder::new("mac".parse()?, Scheme::Counted).follows("core".parse()?, Edge::Release);
/// let product = Product::builder("Chain").component(core).component(mac).build()?;
///
/// let date = BuildDate::from_ymd(2016, 11, 1)?;
/// let plan = plan(&product, &Request::release(["feature:core".parse()?], Stage::Stable, date))?;
/// let versions: Vec<String> = plan.releases.iter().map(|release| release.to.to_string()).collect();
/// assert_eq!(versions, ["1.3", "1.3.0"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct ProductBuilder {
    name: Box<str>,
    same_day: SameDay,
    maintain: u32,
    components: Vec<ComponentBuilder>,
}

/// A component in the making.
#[derive(Debug, Clone)]
pub struct ComponentBuilder {
    id: ComponentId,
    title: Option<Box<str>>,
    said: Said,
    follows: Vec<(ComponentId, Edge)>,
}

impl Product {
    /// Starts a product of that name, without components.
    #[must_use]
    pub fn builder(name: &str) -> ProductBuilder {
        ProductBuilder {
            name: name.into(),
            same_day: SameDay::default(),
            maintain: 0,
            components: Vec::new(),
        }
    }
}

impl ProductBuilder {
    /// Adds a component behind the others.
    #[must_use]
    pub fn component(mut self, component: ComponentBuilder) -> Self {
        self.components.push(component);
        self
    }

    /// What happens on a second build on one day (Rule B3).
    #[must_use]
    pub fn same_day(self, same_day: SameDay) -> Self {
        ProductBuilder { same_day, ..self }
    }

    /// How many older lines of each component a plan keeps maintained (Rule B7).
    #[must_use]
    pub fn maintain(self, maintain: u32) -> Self {
        ProductBuilder { maintain, ..self }
    }

    /// Checks what a product file is checked for: two ids that look alike, a `next` that does not lead above its version, a
    /// follow cycle, a line that nobody leads, and so on. All errors are reported at once; their spans are empty.
    pub fn build(self) -> Result<Product, InvalidProduct> {
        let (mut loaded, mut errors) = (Loaded::default(), Errors::default());
        let name = check_title(&self.name)
            .map_err(|error| ProductErrorKind::Title { key: "name".to_owned(), error });
        errors.keep(name, NOWHERE);
        if self.components.is_empty() {
            errors.push(ProductErrorKind::NoComponents, NOWHERE);
        }
        for component in self.components {
            component.load(&mut loaded, &mut errors);
        }
        let graph = finish(&mut loaded, Vec::new(), &mut errors);
        match graph {
            Some((graph, deprecations)) if errors.0.is_empty() => Ok(Product {
                name: self.name,
                same_day: self.same_day,
                maintain: self.maintain,
                tag: TagTemplate::standard(),
                commit: CommitTemplate::standard(),
                deprecations,
                changes: ChangeSettings::default(),
                line: greatest_line(&loaded.components),
                positions: loaded.positions,
                components: loaded.components,
                graph,
            }),
            _ => Err(InvalidProduct::new(errors.0)),
        }
    }
}

impl ComponentBuilder {
    /// A component that was never released, and follows none.
    #[must_use]
    pub fn new(id: ComponentId, scheme: Scheme) -> Self {
        ComponentBuilder { id, title: None, said: Said { scheme, ..Said::default() }, follows: Vec::new() }
    }

    /// Its name for people; its id where none is given.
    #[must_use]
    pub fn title(self, title: &str) -> Self {
        ComponentBuilder { title: Some(title.into()), ..self }
    }

    /// Lets it open a new line; refused for an independent component.
    #[must_use]
    pub fn lead(mut self) -> Self {
        self.said.lead = true;
        self
    }

    /// Its latest stable version; for a dev-patch component its latest version of either kind.
    #[must_use]
    pub fn version(mut self, version: Version) -> Self {
        self.said.version = Some(version);
        self
    }

    /// Its open prerelease; refused for a dev-patch component.
    #[must_use]
    pub fn next(mut self, next: Version) -> Self {
        self.said.next = Some(next);
        self
    }

    /// One more older line that still gets fixes, by its latest stable version; refused for a dev-patch component.
    #[must_use]
    pub fn maintained(mut self, version: Version) -> Self {
        self.said.maintained.push(version);
        self
    }

    /// Which field a breaking change moves (Rules B4 and B5); refused for a line component.
    #[must_use]
    pub fn breaking(mut self, field: BreakingField) -> Self {
        self.said.breaking = Some(field);
        self
    }

    /// One more component that it follows.
    #[must_use]
    pub fn follows(mut self, component: ComponentId, edge: Edge) -> Self {
        self.follows.push((component, edge));
        self
    }

    fn load(mut self, loaded: &mut Loaded, errors: &mut Errors) {
        self.check_scheme(errors);
        self.check_versions(errors);
        let title = self.title.unwrap_or_else(|| self.id.as_str().into());
        let checked =
            check_title(&title).map_err(|error| ProductErrorKind::Title { key: "title".to_owned(), error });
        errors.keep(checked, NOWHERE);
        let Some(id) = load::read_id(self.id.as_str(), NOWHERE, loaded, errors) else { return };
        let follow = |(component, edge): (ComponentId, Edge)| RawFollow {
            component: component.to_string(),
            edge,
            cap: None,
            span: NOWHERE,
        };
        let component = Component {
            title,
            track: self.said.track(),
            follows: Vec::new(),
            surfaces: Vec::new(),
            requires: Vec::new(),
            paths: Vec::new(),
            api_paths: Vec::new(),
            tag: None,
            tagging: Tagging::default(),
            tag_aliases: Vec::new(),
            manifests: Vec::new(),
            changelog: None,
            publish: Vec::new(),
            id,
        };
        loaded.push(component, NOWHERE, self.follows.into_iter().map(follow).collect(), Vec::new());
    }

    /// Nothing is said that has no meaning for the scheme, and each version is one of it.
    fn check_scheme(&mut self, errors: &mut Errors) {
        let said = &mut self.said;
        let scheme = said.scheme;
        let is_dev_patch = scheme == Scheme::DevPatch;
        let without_meaning = [
            ("lead", said.lead && !scheme.shares_line()),
            ("breaking", said.breaking.is_some() && scheme.shares_line()),
            ("next", said.next.is_some() && is_dev_patch),
            ("maintained", !said.maintained.is_empty() && is_dev_patch),
        ];
        for (key, _) in without_meaning.into_iter().filter(|(_, is_said)| *is_said) {
            errors.push(ProductErrorKind::KeyNotForScheme { key, scheme }, NOWHERE);
        }
        let versions = said.version.iter_mut().chain(&mut said.next).chain(&mut said.maintained);
        for version in versions.filter(|version| version.scheme() != scheme) {
            let text = version.to_string();
            let read = scheme.parse(&text).map_err(|error| ProductErrorKind::Version { text, scheme, error });
            *version = errors.keep(read, NOWHERE).unwrap_or(*version);
        }
    }

    /// The rules between its versions (Rule P1).
    fn check_versions(&self, errors: &mut Errors) {
        let Said { version, next, maintained, .. } = &self.said;
        if let Some(version) = version {
            errors.keep(check_stable("version", *version), NOWHERE);
        }
        if let Some(next) = next {
            errors.keep(check_next(*next, *version), NOWHERE);
        }
        let mut lines = Maintained::below(*version);
        for error in maintained.iter().flat_map(|entry| lines.errors(*entry)) {
            errors.push(error, NOWHERE);
        }
        if version.is_none() && !maintained.is_empty() {
            errors.push(ProductErrorKind::MaintainedUnreleased, NOWHERE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Explain;

    fn component(id: &str, scheme: Scheme) -> ComponentBuilder {
        ComponentBuilder::new(id.parse().unwrap(), scheme)
    }

    fn dated(text: &str) -> Version {
        Scheme::Dated.parse(text).unwrap()
    }

    #[test]
    fn a_built_product_is_the_one_that_its_file_says() {
        let core = component("core", Scheme::Dated).lead().title("Chain Core").version(dated("1.2"));
        let core = core.next(dated("1.3-next.0")).maintained(dated("1.0")).maintained(dated("1.1.20170615"));
        let mac = component("mac", Scheme::Counted).follows("core".parse().unwrap(), Edge::Release);
        let client = component("client", Scheme::Semver).breaking(BreakingField::Minor);
        let agent = component("agent", Scheme::DevPatch).version(Scheme::DevPatch.parse("1.7.2").unwrap());
        let built =
            Product::builder("Chain").maintain(2).same_day(SameDay::NextDay).component(core).component(mac);
        let text = r#"
            product = { name = "Chain", maintain = 2, same-day = "next-day" }
            [components]
            core = { title = "Chain Core", lead = true, version = "1.2", next = "1.3-next.0", maintained = ["1.0", "1.1.20170615"] }
            mac = { scheme = "counted", follows.core = "release" }
            client = { scheme = "semver", breaking = "minor" }
            agent = { scheme = "dev-patch", version = "1.7.2" }
        "#;
        assert_eq!(built.component(client).component(agent).build(), Product::from_toml(text));
    }

    #[test]
    fn a_built_product_keeps_the_rules_of_a_file() {
        let core = || component("core", Scheme::Dated).lead().version(dated("1.2"));
        let mac = || component("mac", Scheme::Dated);
        let with = |component| Product::builder("C").component(core()).component(component);
        let follows = |id: &str| mac().follows(id.parse().unwrap(), Edge::Api);
        let cases = [
            (Product::builder(""), vec!["bad-title", "no-components"]),
            (Product::builder("C").component(mac()), vec!["no-lead"]),
            (with(component("c0re", Scheme::Dated)), vec!["look-alike-ids"]),
            (with(component("core", Scheme::Dated)), vec!["look-alike-ids"]),
            (with(mac().version(dated("1.2-next.0"))), vec!["not-stable"]),
            (with(mac().next(dated("1.2"))), vec!["not-prerelease"]),
            (with(mac().version(dated("1.1")).next(dated("1.1-next.0"))), vec!["next-not-above"]),
            (with(mac().maintained(dated("1.0"))), vec!["maintained-unreleased"]),
            (with(mac().version(dated("1.1")).maintained(dated("1.1"))), vec!["maintained-not-below"]),
            (with(mac().version(Scheme::Semver.parse("1.2.3").unwrap())), vec!["bad-version"]),
            (with(mac().breaking(BreakingField::Major)), vec!["key-not-for-scheme"]),
            (
                with(component("a", Scheme::DevPatch).lead().next(dated("1.0-next.0"))),
                vec!["key-not-for-scheme", "key-not-for-scheme", "bad-version"],
            ),
            (with(follows("nobody")), vec!["unknown-component"]),
            (with(follows("mac")), vec!["names-itself"]),
        ];
        for (builder, codes) in cases {
            let errors = builder.clone().build().unwrap_err().errors;
            let found: Vec<&str> = errors.iter().map(|error| error.kind.code()).collect();
            assert_eq!(found, codes, "{builder:?}");
        }
    }
}
