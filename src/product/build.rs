//! A product that a program makes, without a product file.

use super::build_component::{ComponentBuilder, NOWHERE};
use super::model::greatest_line;
use super::names::check_title;
use super::read::Errors;
use super::validate::{Loaded, finish};
use super::{
    ChangeSettings, CommitTemplate, InvalidProduct, Product, ProductErrorKind, SameDay, TagTemplate,
};

/// A product in the making: its components, their versions, and who follows whom.
///
/// Deprecations, and where changes come from, only [`Product::from_toml`] reads.
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
    tag: TagTemplate,
    commit: CommitTemplate,
    components: Vec<ComponentBuilder>,
}

impl Product {
    /// Starts a product of that name, without components.
    #[must_use]
    pub fn builder(name: &str) -> ProductBuilder {
        ProductBuilder {
            name: name.into(),
            same_day: SameDay::default(),
            maintain: 0,
            tag: TagTemplate::standard(),
            commit: CommitTemplate::standard(),
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

    /// The template of tag names; `{component}-v{version}` where none is given.
    #[must_use]
    pub fn tag(self, tag: TagTemplate) -> Self {
        ProductBuilder { tag, ..self }
    }

    /// The template of the first line of commit messages.
    #[must_use]
    pub fn commit(self, commit: CommitTemplate) -> Self {
        ProductBuilder { commit, ..self }
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
                tag: self.tag,
                commit: self.commit,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ecosystem::Ecosystem;
    use crate::product::{
        BreakingField, Cap, Edge, Manifest, Raise, Reference, Requirement, Surface, Tagging,
    };
    use crate::version::{Line, Number, Scheme, SurfaceVersion, Version};
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
        let client = client.follows_up_to("agent".parse().unwrap(), Edge::Api, Cap::Fix);
        let client = client.tag_alias(TagTemplate::alias("cli-").unwrap());
        let agent = component("agent", Scheme::DevPatch).version(Scheme::DevPatch.parse("1.7.2").unwrap());
        let built =
            Product::builder("Chain").maintain(2).same_day(SameDay::NextDay).component(core).component(mac);
        let text = r#"
            product = { name = "Chain", maintain = 2, same-day = "next-day" }
            [components]
            core = { title = "Chain Core", lead = true, version = "1.2", next = "1.3-next.0", maintained = ["1.0", "1.1.20170615"] }
            mac = { scheme = "counted", follows.core = "release" }
            client = { scheme = "semver", breaking = "minor", follows.agent = { on = "api", as = "fix" }, tag-aliases = ["cli-"] }
            agent = { scheme = "dev-patch", version = "1.7.2" }
        "#;
        assert_eq!(built.component(client).component(agent).build(), Product::from_toml(text));
    }

    fn counter(number: u32) -> SurfaceVersion {
        SurfaceVersion::counter(number).unwrap()
    }

    #[test]
    fn surfaces_requirements_tags_and_manifests_are_those_of_a_file() {
        let mut schema = Surface::new("schema".parse().unwrap(), counter(3));
        (schema.each_change, schema.accepts_previous) = (true, 1);
        let sdk = Surface::new("sdk".parse().unwrap(), SurfaceVersion::Line(Line::new(1, 1).unwrap()));
        let core = component("core", Scheme::Dated).lead().version(dated("1.2")).surface(schema).surface(sdk);
        let core = core.publish(Ecosystem::Npm).tag(TagTemplate::new("v{version}").unwrap());
        let of =
            |provider: &str, floor: Number| Requirement::new(provider.parse::<Reference>().unwrap(), floor);
        let mut floor = of("core", dated("1.1").into());
        floor.raise = Raise::Api;
        let of_schema = of("core.schema", counter(2).into());
        let mut manifest = Manifest::new("mac/version.txt");
        manifest.pattern = Some("v{version}".into());
        let mac = component("mac", Scheme::Dated).requires(floor).requires(of_schema).manifest(manifest);
        let mac = mac.tagging(Tagging::Never);
        let built = Product::builder("Chain").commit(CommitTemplate::new("{releases}").unwrap());
        let text = r#"
            product = { name = "Chain", commit = "{releases}" }
            [components.core]
            lead = true
            version = "1.2"
            tag = "v{version}"
            publish = ["npm"]
            surfaces.schema = { version = 3, each = "change", accepts-previous = 1 }
            surfaces.sdk = { version = "1.1" }
            [components.mac]
            requires.core = { at-least = "1.1", raise = "api" }
            requires."core.schema" = 2
            manifests = [{ path = "mac/version.txt", pattern = "v{version}" }]
            tag = false
        "#;
        assert_eq!(built.component(core).component(mac).build(), Product::from_toml(text));
    }

    #[test]
    fn a_built_product_keeps_the_rules_of_a_file() {
        let core = || component("core", Scheme::Dated).lead().version(dated("1.2"));
        let mac = || component("mac", Scheme::Dated);
        let with = |component| Product::builder("C").component(core()).component(component);
        let of =
            |provider: &str, floor: Number| Requirement::new(provider.parse::<Reference>().unwrap(), floor);
        let line_with_count = || {
            let number = SurfaceVersion::Line(Line::new(1, 1).unwrap());
            let mut surface = Surface::new("sdk".parse().unwrap(), number);
            (surface.each_change, surface.accepts_previous) = (true, 1);
            surface
        };
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
            (with(mac().surface(line_with_count())), vec!["key-not-for-surface", "key-not-for-surface"]),
            (with(mac().manifest(Manifest::new("../x"))), vec!["bad-path"]),
            (with(mac().requires(of("core", counter(1).into()))), vec!["floor-form"]),
            (with(mac().requires(of("core.api", counter(1).into()))), vec!["unknown-surface"]),
            (with(mac().requires(of("core", dated("1.2-next.0").into()))), vec!["not-stable"]),
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
