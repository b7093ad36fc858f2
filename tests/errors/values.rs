//! Errors of the pure rooms: a value that is read, written, compared or computed.

use std::fmt::Debug;
use std::str::FromStr;

use dateline::check::Code;
use dateline::contract::{AssignmentError, Deployment, Required, check, rollout};
use dateline::ecosystem::{Ecosystem, UnknownEcosystem};
use dateline::history::{History, Tag};
use dateline::plan::{Change, Request, plan};
use dateline::product::CommitTemplate;
use dateline::product::{
    ComponentId, Edit, PathPattern, Product, Reference, TagTemplate, check_path, check_title, rewrite,
};
use dateline::version::{BuildDate, DatedVersion, Line, Scheme, SurfaceVersion, Version};
use dateline::words::Explain;

use super::table::Table;

pub(crate) fn add(table: &mut Table<'_>) {
    versions(table);
    ecosystems(table);
    product_files(table);
    changes(table);
    contracts(table);
    tags(table);
    #[cfg(feature = "tui")]
    {
        let error = dateline::tui::Config::read("config.toml", "[keys]\nfrobnicate = 'x'\n").unwrap_err();
        table.add("`frobnicate` under [keys] of the UI's own file", &error);
    }
}

/// Reads each text, which gives an error.
fn read<T: FromStr + Debug>(table: &mut Table<'_>, what: &str, texts: &[&str])
where
    T::Err: Explain,
{
    for text in texts {
        table.add(&format!("the {what} `{text}`"), &text.parse::<T>().unwrap_err());
    }
}

fn version(scheme: Scheme, text: &str) -> Version {
    scheme.parse(text).unwrap()
}

fn versions(table: &mut Table<'_>) {
    read::<BuildDate>(table, "date", &["tomorrow", "2023-02-29", "1969-12-31"]);
    read::<Scheme>(table, "scheme", &["calver"]);
    table.add("the line 1.1000000000", &Line::new(1, 1_000_000_000).unwrap_err());
    let (dated, semver) = (version(Scheme::Dated, "1.0"), version(Scheme::Semver, "1.0.0"));
    table.add("1.0 compared with the semver version 1.0.0", &dated.compare(semver).unwrap_err());
    for text in ["1.0.4294967296", "1.0.0-rc.1", "1.0.0+linux", "1.0.7"] {
        let from: semver::Version = text.parse().unwrap();
        table.add(
            &format!("the SemVer version {text} as a dated one"),
            &DatedVersion::try_from(&from).unwrap_err(),
        );
    }
}

fn ecosystems(table: &mut Table<'_>) {
    let cases = [
        (Ecosystem::Msi, Scheme::Dated, "1.256.20161024"),
        (Ecosystem::Android, Scheme::Dated, "1.0.20500101"),
        (Ecosystem::Apple, Scheme::Semver, "999999999.999999999.999999999"),
        (Ecosystem::Android, Scheme::Semver, "160.99.0"),
        (Ecosystem::ChromeExtension, Scheme::Dated, "0.0-next.0"),
    ];
    for (ecosystem, scheme, text) in cases {
        let error = ecosystem.render(version(scheme, text)).unwrap_err();
        table.add(&format!("{text} written for {ecosystem}"), &error);
    }
    let error = Ecosystem::Rpm.read("1.0-next.3", Scheme::Dated).unwrap_err();
    table.add("1.0-next.3 read as rpm writes it", &error);
    table.add("the ecosystem `mavne`", &UnknownEcosystem::of("mavne"));
}

fn product_files(table: &mut Table<'_>) {
    read::<ComponentId>(table, "id", &["", &"x".repeat(65), "Core", "-core"]);
    for text in ["", "Core\u{202e}", "Ch\u{430}in"] {
        table.add(&format!("the title `{}`", text.escape_default()), &check_title(text).unwrap_err());
    }
    for text in ["", "/etc/x", "../x", ".git/hooks/x", "client\\VERSION", "client//VERSION", "a\u{202e}"] {
        table.add(&format!("the path `{}`", text.escape_default()), &check_path(text).unwrap_err());
    }
    table.add("the pattern `sdk/[ab`", &PathPattern::new("sdk/[ab").unwrap_err());
    for text in ["release", "{name}-v{version}", "v\u{202e}{version}", "-v{version}"] {
        table.add(
            &format!("the tag template `{}`", text.escape_default()),
            &TagTemplate::new(text).unwrap_err(),
        );
    }
    for text in [" ", "Release {version}", "Release\n{releases}"] {
        let error = CommitTemplate::new(text).unwrap_err();
        table.add(&format!("the commit template `{}`", text.escape_default()), &error);
    }
    let core: ComponentId = "core".parse().unwrap();
    let set = |version| Edit::Version { component: core.clone(), version };
    let surface = Edit::Surface {
        component: core.clone(),
        surface: "api".parse().unwrap(),
        version: SurfaceVersion::counter(2).unwrap(),
    };
    let floor = Edit::Floor {
        component: core.clone(),
        provider: "engine".parse().unwrap(),
        at_least: version(Scheme::Dated, "1.1").into(),
    };
    let dated = version(Scheme::Dated, "1.1");
    let edits = [
        ("version = ", set(dated)),
        ("[components.mac]", set(dated)),
        ("[components.core]", surface),
        ("[components.core]", floor),
        ("[components.core]\nversion = 1.0", set(dated)),
        ("[components.core.surfaces.api]", set(dated)),
    ];
    for (text, edit) in edits {
        table.add(&format!("an edit of `{text}`"), &rewrite(text, &[edit]).unwrap_err());
    }
}

fn changes(table: &mut Table<'_>) {
    read::<Change>(table, "change", &["fix", "bugfix:core", "fix:Core", "feature:core.sdk", "addition:core"]);
    read::<Change>(table, "change", &["frob:core"]);
    // No product file that loads has a version above its open series; one that was edited in memory may.
    let product =
        Product::from_toml("product.name = 'x'\ncomponents.core = { lead = true, next = '1.1-next.0' }")
            .unwrap();
    let core: ComponentId = "core".parse().unwrap();
    let edit = Edit::Version { component: core.clone(), version: version(Scheme::Dated, "1.1.20161101") };
    let request = Request::promote([core], BuildDate::parse("2016-11-01").unwrap());
    let refusal = plan(&product.edited(&[edit]), &request).unwrap_err();
    table.add("promote core, which has 1.1.20161101 besides 1.1-next.0", &refusal);
    table.add("the code `tag-mising`", &Code::from_name("tag-mising").unwrap_err());
}

const ENGINE: &str = "product.name = 'Line'\n\
    [components.engine]\nscheme = 'semver'\nversion = '0.3.0'\nsurfaces.wire.version = 4\n\
    [components.client]\nscheme = 'semver'\nversion = '0.4.0'\nrequires.engine = '0.3.0'\n";

fn contracts(table: &mut Table<'_>) {
    let product = Product::from_toml(ENGINE).unwrap();
    read::<Reference>(table, "reference", &["Engine.wire"]);
    for text in ["engin", "engine.wyre"] {
        let unknown = product.resolve(&text.parse().unwrap()).unwrap_err();
        table.add(&format!("the reference `{text}`"), &unknown);
    }
    let texts: [&[&str]; 7] = [
        &["engine"],
        &["Engine=0.3.0"],
        &["engin=0.3.0"],
        &["engine.wyre=4"],
        &["engine=0.3"],
        &["engine.wire=1.0"],
        &["engine=0.2.9", "engine=0.3.0"],
    ];
    for texts in texts {
        let (input, error) = (texts.join(" "), Deployment::named(&product, texts).unwrap_err());
        table.add(&input, &error);
        if let AssignmentError::Version(invalid) = error {
            table.add(&input, &invalid);
        }
    }
    let deployed = |texts: &[&str]| Deployment::named(&product, texts.iter().copied()).unwrap();
    let upgrades = [("0.3.0", "0.2.9"), ("0.2.8", "0.2.9")];
    for (from, to) in upgrades {
        let (before, after) = (deployed(&[&format!("engine={from}")]), deployed(&[&format!("engine={to}")]));
        let refusal = rollout(&before, &after).unwrap_err();
        table.add(&format!("a rollout from engine {from} to {to}"), &refusal);
    }
    let semver = |text| version(Scheme::Semver, text);
    let required = Required::new("client 0.4.2", "engine".parse::<Reference>().unwrap(), semver("0.3.0"));
    let found =
        [None, Some(semver("0.2.9")), Some(semver("0.3.0-next.2")), Some(version(Scheme::Dated, "1.0"))];
    for found in found {
        let input = found.map_or_else(|| "nothing".to_owned(), |found| found.to_string());
        let mismatch = check(&required, found.map(Into::into)).unwrap_err();
        table.add(&format!("{input} where engine 0.3.0 is needed"), &mismatch);
    }
}

const TAGGED: &str = "product.name = 'Chain'\n\
    components.core = { lead = true, tag = '{component}-{version}' }\n\
    components.agent = { scheme = 'dev-patch', tag = '{component}-{version}' }\n\
    components.one = { scheme = 'semver', tag = 'x-{version}' }\n\
    components.two = { scheme = 'semver', tag = 'x-{version}' }\n";

fn tags(table: &mut Table<'_>) {
    let product = Product::from_toml(TAGGED).unwrap();
    let day = |text: &str| Some(BuildDate::parse(text).unwrap());
    let names = [
        ("master", day("2016-11-01")),
        ("x-1.0.0", day("2016-11-01")),
        ("core-latest", day("2016-11-01")),
        ("core-1.2.3.4", day("2016-11-01")),
        ("core-1.2.0-ivy", day("2016-11-01")),
        ("agent-1.7-rc1", day("2016-11-01")),
        ("core-1.2.20161399", day("2016-11-01")),
        ("core-1.3.1", None),
        ("core-1.4-beta.1", day("2016-11-01")),
        ("core-1.4-rc.1", day("2016-11-02")),
    ];
    let tags = names.map(|(name, date)| Tag::new(name, date));
    for unread in History::read(&product, tags).unread {
        table.add(&format!("the tag `{}`", unread.tag.name), &unread.why);
    }
}
