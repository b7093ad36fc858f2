//! Rule A2: an edit changes the version's bytes and no others.

use dateline::product::{ComponentId, Edit, Floor, Product, RewriteError, rewrite};
use dateline::version::{Scheme, SurfaceVersion, Version};

/// What a text, the edits and the edited text are; each edit as `parse_edit` reads it.
type Case = (&'static str, &'static str, &'static str, &'static str);

fn id(text: &str) -> ComponentId {
    text.parse().unwrap()
}

/// A version, dated unless it says `semver:` or `dev-patch:`.
fn version(text: &str) -> Version {
    let (scheme, text) = text.split_once(':').unwrap_or(("dated", text));
    Scheme::from_name(scheme).unwrap().parse(text).unwrap()
}

fn number(text: &str) -> SurfaceVersion {
    match text.parse() {
        Ok(counter) => SurfaceVersion::counter(counter).unwrap(),
        Err(_) => SurfaceVersion::Line(text.parse().unwrap()),
    }
}

/// `core.version=1.1`, `core.next=`, `core.maintained=1.1 1.0`, `core/api.version=2`, `core>engine=1.0`,
/// `core>engine/api=2`.
fn parse_edit(text: &str) -> Edit {
    let (place, value) = text.split_once('=').unwrap();
    if let Some((component, provider)) = place.split_once('>') {
        let component = id(component);
        return match provider.split_once('/') {
            Some((provider, surface)) => {
                let at_least = Floor::Surface(number(value));
                Edit::Floor { component, provider: id(provider), surface: Some(id(surface)), at_least }
            }
            None => {
                let at_least = Floor::Version(version(value));
                Edit::Floor { component, provider: id(provider), surface: None, at_least }
            }
        };
    }
    let (owner, key) = place.split_once('.').unwrap();
    let given = Some(value).filter(|value| !value.is_empty());
    match (owner.split_once('/'), key) {
        (Some((component, surface)), "version") => {
            Edit::Surface { component: id(component), surface: id(surface), version: number(value) }
        }
        (Some((component, surface)), "next") => {
            Edit::SurfaceNext { component: id(component), surface: id(surface), next: given.map(number) }
        }
        (None, "version") => Edit::Version { component: id(owner), version: version(value) },
        (None, "next") => Edit::Next { component: id(owner), next: given.map(version) },
        (None, "maintained") => {
            let versions = value.split_whitespace().map(version).collect();
            Edit::Maintained { component: id(owner), versions }
        }
        _ => panic!("{text} is no edit"),
    }
}

fn parse_edits(text: &str) -> Vec<Edit> {
    text.split(';').map(str::trim).filter(|edit| !edit.is_empty()).map(parse_edit).collect()
}

/// What makes a product of the text of a case, which shows only what it is about.
const TAILS: [&str; 3] = [
    "",
    "\n[product]\nname = 'Chain'\n",
    "\n[product]\nname = 'Chain'\n[components.zz]\nlead = true\nversion = '9.0'\n",
];

/// The edited text reads as the edited product.
fn check_reads_as_edited(name: &str, text: &str, edits: &[Edit]) {
    let mut products = TAILS.iter().filter_map(|tail| {
        let text = format!("{text}{tail}");
        Product::from_toml(&text).ok().map(|product| (text, product))
    });
    let (text, product) = products.next().unwrap_or_else(|| panic!("{name}: no product"));
    let edited = rewrite(&text, edits).unwrap();
    let read =
        Product::from_toml(&edited).unwrap_or_else(|error| panic!("{name}: {:?}\n{edited}", error.errors));
    assert_eq!(read, product.edited(edits), "{name}");
}

fn check(cases: &[Case]) {
    for (name, before, edits, after) in cases {
        let edits = parse_edits(edits);
        let edited = rewrite(before, &edits).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(edited, *after, "{name}");
        assert_eq!(rewrite(after, &edits).as_deref(), Ok(*after), "{name}, once more");
        check_reads_as_edited(name, before, &edits);
    }
}

#[test]
fn existing_values_change_between_their_quotes() {
    check(&[
        (
            "plain",
            "[components.core]\nversion = \"1.2\"\n",
            "core.version=1.3",
            "[components.core]\nversion = \"1.3\"\n",
        ),
        (
            "literal",
            "[components.core]\nversion = '1.2' # x\n",
            "core.version=1.3",
            "[components.core]\nversion = '1.3' # x\n",
        ),
        (
            "multi-line quotes",
            "[components.core]\nversion = \"\"\"1.2\"\"\"\n",
            "core.version=1.3",
            "[components.core]\nversion = \"\"\"1.3\"\"\"\n",
        ),
        (
            "line ends within quotes",
            "[components.core]\nversion = '''\n1.2'''\nlead = false\n",
            "core.version=1.3",
            "[components.core]\nversion = '''\n1.3'''\nlead = false\n",
        ),
        (
            "a continued line within quotes",
            "[components.core]\nversion = \"\"\"\\\n  1.2\\\n  \"\"\"\n",
            "core.version=1.3",
            "[components.core]\nversion = \"\"\"\\\n  1.3\\\n  \"\"\"\n",
        ),
        (
            "escapes",
            "[components.core]\nversion = \"\\u0031.2\"\n",
            "core.version=1.3",
            "[components.core]\nversion = \"1.3\"\n",
        ),
        (
            "escapes that look like the text",
            "[components.core]\nversion = \"\\u0031.0\"\n",
            "core.version=1.3",
            "[components.core]\nversion = \"1.3\"\n",
        ),
        (
            "CRLF",
            "[components.core]\r\nversion = \"1.2\"\r\nnext = \"1.3-next.0\"\r\n",
            "core.version=1.3;core.next=2.0-next.0",
            "[components.core]\r\nversion = \"1.3\"\r\nnext = \"2.0-next.0\"\r\n",
        ),
        (
            "BOM",
            "\u{feff}[components.core]\nversion = \"1.2\"\n",
            "core.version=1.3",
            "\u{feff}[components.core]\nversion = \"1.3\"\n",
        ),
        (
            "no newline at the end",
            "[components.core]\nversion = \"1.2\"",
            "core.version=1.3",
            "[components.core]\nversion = \"1.3\"",
        ),
        (
            "tabs and odd spacing",
            "[ components . core ]\n\tversion\t=\t\"1.2\"\t# x\n",
            "core.version=1.3",
            "[ components . core ]\n\tversion\t=\t\"1.3\"\t# x\n",
        ),
        (
            "quoted keys",
            "['components'.\"core\"]\n\"version\" = \"1.2\"\n",
            "core.version=1.3",
            "['components'.\"core\"]\n\"version\" = \"1.3\"\n",
        ),
        (
            "escaped keys",
            "[components.\"c\\u006fre\"]\nversion = \"1.2\"\n",
            "core.version=1.3",
            "[components.\"c\\u006fre\"]\nversion = \"1.3\"\n",
        ),
        (
            "inline",
            "[components]\ncore={version=\"1.2\"}\n",
            "core.version=1.3",
            "[components]\ncore={version=\"1.3\"}\n",
        ),
        (
            "dotted",
            "components.core.version = \"1.2\"\n",
            "core.version=1.3",
            "components.core.version = \"1.3\"\n",
        ),
        (
            "same text in other places",
            "# 1.2\n[components.core]\ntitle = \"1.2\" # 1.2\nversion = \"1.2\" # not 1.2\n",
            "core.version=1.3",
            "# 1.2\n[components.core]\ntitle = \"1.2\" # 1.2\nversion = \"1.3\" # not 1.2\n",
        ),
    ]);
}

#[test]
fn surfaces_and_floors_change_in_every_form() {
    check(&[
        (
            "header of a surface",
            "[components.core]\nversion = \"1.2\"\n[components.core.surfaces.api]\nversion = 1 # x\n",
            "core/api.version=2",
            "[components.core]\nversion = \"1.2\"\n[components.core.surfaces.api]\nversion = 2 # x\n",
        ),
        (
            "dotted surface",
            "[components.core]\nsurfaces.api.version = 1\nsurfaces.sdk = { version = \"1.1\" }\n",
            "core/api.version=2;core/sdk.version=1.2",
            "[components.core]\nsurfaces.api.version = 2\nsurfaces.sdk = { version = \"1.2\" }\n",
        ),
        (
            "signs and underscores",
            "[components.core]\nsurfaces.api.version = +1_0\n",
            "core/api.version=11",
            "[components.core]\nsurfaces.api.version = +11\n",
        ),
        (
            "hexadecimal",
            "[components.core]\nsurfaces.api.version = 0x0A\n",
            "core/api.version=11",
            "[components.core]\nsurfaces.api.version = 11\n",
        ),
        (
            "a number that stays",
            "[components.core]\nsurfaces.api.version = 0x0A\n",
            "core/api.version=10",
            "[components.core]\nsurfaces.api.version = 0x0A\n",
        ),
        (
            "a surface's next in its table",
            "[components.core]\nsurfaces.api = {version=1}\n",
            "core/api.next=2",
            "[components.core]\nsurfaces.api = {version=1, next=2}\n",
        ),
        (
            "a surface's next behind dots",
            "[components.core]\nsurfaces . api . version = 1 # x\nlead = false\n",
            "core/api.next=2",
            "[components.core]\nsurfaces . api . version = 1 # x\nsurfaces . api . next = 2\nlead = false\n",
        ),
        (
            "a surface's next under its header",
            "[components.core.surfaces.sdk]\nversion = '1.1'\neach = 'break'\n",
            "core/sdk.next=1.2",
            "[components.core.surfaces.sdk]\nversion = '1.1'\nnext = '1.2'\neach = 'break'\n",
        ),
        (
            "a surface's next goes",
            "[components.core]\nsurfaces = { api = { version = 1, next = 2 }, sdk = { next = \"1.2\", version = \"1.1\" } }\n",
            "core/api.next=;core/sdk.next=",
            "[components.core]\nsurfaces = { api = { version = 1 }, sdk = { version = \"1.1\" } }\n",
        ),
        (
            "floors",
            "[components.core]\nversion = \"1.2\"\nsurfaces.be = { version = 9 }\n[components.mac]\nrequires = { core = \"1.0\" } # x\n[components.web]\nrequires.\"core.be\" = 8\n",
            "mac>core=1.1;web>core/be=9",
            "[components.core]\nversion = \"1.2\"\nsurfaces.be = { version = 9 }\n[components.mac]\nrequires = { core = \"1.1\" } # x\n[components.web]\nrequires.\"core.be\" = 9\n",
        ),
        (
            "long floors",
            "[components.core]\nversion = \"1.2\"\n[components.mac]\nrequires = { core = { raise = \"api\", at-least = \"1.0\" } }\n[components.web.requires.core]\nat-least = '1.0'\n[components.win]\nrequires.core.at-least = '1.0'\n",
            "mac>core=1.1;web>core=1.2;win>core=1.2",
            "[components.core]\nversion = \"1.2\"\n[components.mac]\nrequires = { core = { raise = \"api\", at-least = \"1.1\" } }\n[components.web.requires.core]\nat-least = '1.2'\n[components.win]\nrequires.core.at-least = '1.2'\n",
        ),
    ]);
}

#[test]
fn new_keys_take_the_style_of_their_neighbours() {
    check(&[
        (
            "next",
            "[components.core]\nversion = \"1.2\"\nfollows = {}\n",
            "core.next=1.3-next.0",
            "[components.core]\nversion = \"1.2\"\nnext = \"1.3-next.0\"\nfollows = {}\n",
        ),
        (
            "next behind a comment",
            "[components.core]\n  version='1.2' # stable\n  lead=false",
            "core.next=1.3-next.0",
            "[components.core]\n  version='1.2' # stable\n  next='1.3-next.0'\n  lead=false",
        ),
        (
            "no newline at the end",
            "[components.core]\r\n\tversion = \"1.2\"",
            "core.next=1.3-next.0",
            "[components.core]\r\n\tversion = \"1.2\"\r\n\tnext = \"1.3-next.0\"",
        ),
        (
            "mixed line ends",
            "[components.core]\nversion = \"1.2\"\r\ntitle = \"x\"\n",
            "core.next=1.3-next.0",
            "[components.core]\nversion = \"1.2\"\r\nnext = \"1.3-next.0\"\r\ntitle = \"x\"\n",
        ),
        (
            "aligned",
            "[components.core]\nlead    = true\nversion = \"1.2\"\n",
            "core.next=1.3-next.0",
            "[components.core]\nlead    = true\nversion = \"1.2\"\nnext    = \"1.3-next.0\"\n",
        ),
        (
            "aligned too narrowly",
            "[components.core]\nlead    = true\nversion = \"1.2\"\n",
            "core.maintained=1.1 1.0",
            "[components.core]\nlead    = true\nversion = \"1.2\"\nmaintained = [\"1.1\", \"1.0\"]\n",
        ),
        (
            "version behind the last of its head",
            "[components.core]\nscheme = \"dated\"\ntitle = \"Core\" # x\nlead = true\nfollows = {}\n",
            "core.version=1.0",
            "[components.core]\nscheme = \"dated\"\ntitle = \"Core\" # x\nlead = true\nversion = \"1.0\"\nfollows = {}\n",
        ),
        (
            "version and next of a new component",
            "[components.core]\ntitle = 'Core'\n",
            "core.version=1.0;core.next=1.1-next.0",
            "[components.core]\ntitle = 'Core'\nversion = '1.0'\nnext = '1.1-next.0'\n",
        ),
        (
            "version behind the header",
            "[components.core] # x\n\n  # y\n  follows = {}\n",
            "core.version=1.0",
            "[components.core] # x\n  version = \"1.0\"\n\n  # y\n  follows = {}\n",
        ),
        (
            "version under a bare header",
            "[components.core]\r\n[components.mac]\r\n",
            "core.version=1.0;mac.version=1.0",
            "[components.core]\r\nversion = \"1.0\"\r\n[components.mac]\r\nversion = \"1.0\"\r\n",
        ),
        (
            "maintained behind next",
            "[components.core]\nversion = \"1.2\"\nnext = \"1.3-next.0\"\ntitle = \"x\"\n",
            "core.maintained=1.1",
            "[components.core]\nversion = \"1.2\"\nnext = \"1.3-next.0\"\nmaintained = [\"1.1\"]\ntitle = \"x\"\n",
        ),
        (
            "an empty inline table",
            "[components]\ncore = {} # x\nmac = { }\n",
            "core.version=1.0;mac.version=1.1",
            "[components]\ncore = { version = \"1.0\" } # x\nmac = { version = \"1.1\" }\n",
        ),
        (
            "an inline table without a head",
            "[components]\ncore = { publish = ['npm'] }\n",
            "core.version=1.0",
            "[components]\ncore = { version = '1.0', publish = ['npm'] }\n",
        ),
        (
            "an inline table",
            "[components]\ncore = { version = '1.0', lead = true }\n",
            "core.next=1.1-next.0;core.maintained=0.9",
            "[components]\ncore = { version = '1.0', next = '1.1-next.0', maintained = ['0.9'], lead = true }\n",
        ),
        (
            "an inline table on many lines",
            "[components]\ncore = {\n  lead = true, # leads\n  version = \"1.0\" # stable\n}\n",
            "core.next=1.1-next.0",
            "[components]\ncore = {\n  lead = true, # leads\n  version = \"1.0\", # stable\n  next = \"1.1-next.0\"\n}\n",
        ),
        (
            "an inline table with a last comma",
            "components = {\r\n\tcore = {\r\n\t\tversion = \"1.0\", # stable\r\n\t},\r\n\tmac = { lead = true },\r\n}\r\n",
            "core.next=1.1-next.0;mac.version=1.0",
            "components = {\r\n\tcore = {\r\n\t\tversion = \"1.0\", # stable\r\n\t\tnext = \"1.1-next.0\",\r\n\t},\r\n\tmac = { lead = true, version = \"1.0\" },\r\n}\r\n",
        ),
        (
            "dotted keys at the top",
            "components.core.version = \"1.0\"\ncomponents.mac.\"title\" = 'Mac'\n",
            "core.next=1.1-next.0;mac.version=1.0",
            "components.core.version = \"1.0\"\ncomponents.core.next = \"1.1-next.0\"\ncomponents.mac.\"title\" = 'Mac'\ncomponents.mac.version = '1.0'\n",
        ),
        (
            "dotted keys of others",
            "[components]\n\"core\" . publish = [] # x\n",
            "core.version=1.0",
            "[components]\n\"core\".version = \"1.0\"\n\"core\" . publish = [] # x\n",
        ),
        (
            "dotted keys further down",
            "[components]\ncore.surfaces.api.version = 1\n",
            "core.version=1.0",
            "[components]\ncore.version = \"1.0\"\ncore.surfaces.api.version = 1\n",
        ),
        (
            "dotted keys in an inline table",
            "components = { core.version = \"1.0\", core.lead = true, mac.title = \"Mac\" }\n",
            "core.next=1.1-next.0;mac.version=1.0",
            "components = { core.version = \"1.0\", core.next = \"1.1-next.0\", core.lead = true, mac.title = \"Mac\", mac.version = \"1.0\" }\n",
        ),
        (
            "only sub-tables",
            "[components.mac]\nversion = \"1.0\"\n\n# The API.\n[components.\"core\".surfaces.api]\nversion = 1\n",
            "core.version=1.0",
            "[components.mac]\nversion = \"1.0\"\n\n[components.\"core\"]\nversion = \"1.0\"\n\n# The API.\n[components.\"core\".surfaces.api]\nversion = 1\n",
        ),
        (
            "only sub-tables, close",
            "[components.mac]\n  version = \"1.0\"\n[[components.core.manifests]]\n  path = \"VERSION\"\n",
            "core.version=1.0;mac.next=1.1-next.0",
            "[components.mac]\n  version = \"1.0\"\n  next = \"1.1-next.0\"\n[components.core]\n  version = \"1.0\"\n[[components.core.manifests]]\n  path = \"VERSION\"\n",
        ),
        (
            "sub-tables first",
            "[components.core.surfaces.api]\nversion = 1\n[components.core]\ntitle = 'Core'\n",
            "core.version=1.0",
            "[components.core.surfaces.api]\nversion = 1\n[components.core]\ntitle = 'Core'\nversion = '1.0'\n",
        ),
        (
            "sub-tables and dots",
            "[components]\ncore.publish = []\n[components.core.surfaces.api]\nversion = 1\n",
            "core.version=1.0",
            "[components]\ncore.version = \"1.0\"\ncore.publish = []\n[components.core.surfaces.api]\nversion = 1\n",
        ),
        (
            "another scheme",
            "[components.cli]\nscheme = \"semver\"\n[components.app]\nscheme = 'dev-patch'\n",
            "cli.version=semver:0.1.0;app.version=dev-patch:0.0.1;cli.next=semver:0.2.0-next.0",
            "[components.cli]\nscheme = \"semver\"\nversion = \"0.1.0\"\nnext = \"0.2.0-next.0\"\n[components.app]\nscheme = 'dev-patch'\nversion = '0.0.1'\n",
        ),
        (
            "a BOM before a header that is implied",
            "\u{feff}[components.core.surfaces.api]\nversion = 1",
            "core.version=1.0",
            "\u{feff}[components.core]\nversion = \"1.0\"\n\n[components.core.surfaces.api]\nversion = 1",
        ),
        (
            "a version on many lines",
            "[components.core]\nversion = \"\"\"\n1.0\"\"\" # x\ntitle = 'y'\n",
            "core.next=1.1-next.0",
            "[components.core]\nversion = \"\"\"\n1.0\"\"\" # x\nnext = \"1.1-next.0\"\ntitle = 'y'\n",
        ),
    ]);
}

#[test]
fn keys_that_go_leave_their_comments() {
    check(&[
        (
            "a line",
            "[components.core]\nversion = \"1.2\"\nnext = \"1.3-next.0\"\nlead = false\n",
            "core.next=",
            "[components.core]\nversion = \"1.2\"\nlead = false\n",
        ),
        (
            "a line with a comment",
            "[components.core]\r\n  version = \"1.2\"\r\n  next = \"1.3-next.0\" # beta\r\n",
            "core.next=",
            "[components.core]\r\n  version = \"1.2\"\r\n  # beta\r\n",
        ),
        (
            "the last line",
            "[components.core]\nversion = \"1.2\"\nnext = \"1.3-next.0\"",
            "core.next=",
            "[components.core]\nversion = \"1.2\"",
        ),
        (
            "the last line, ended by CRLF before",
            "[components.core]\r\nversion = \"1.2\"\r\nnext = \"1.3-next.0\"",
            "core.next=",
            "[components.core]\r\nversion = \"1.2\"",
        ),
        (
            "a value on many lines",
            "[components.core]\nnext = '''\n1.3-next.0''' # x\nversion = '1.2'\n",
            "core.next=",
            "[components.core]\n# x\nversion = '1.2'\n",
        ),
        (
            "nothing there",
            "[components.core]\nversion = '1.2'\n",
            "core.next=",
            "[components.core]\nversion = '1.2'\n",
        ),
        (
            "inline, last",
            "[components]\ncore = { version = \"1.2\", next = \"1.3-next.0\" } # x\n",
            "core.next=",
            "[components]\ncore = { version = \"1.2\" } # x\n",
        ),
        (
            "inline, first",
            "[components]\ncore = {next=\"1.3-next.0\",version=\"1.2\"}\n",
            "core.next=",
            "[components]\ncore = {version=\"1.2\"}\n",
        ),
        (
            "inline, between",
            "[components]\ncore = { version = '1.2', next = '1.3-next.0', publish = [] }\n",
            "core.next=",
            "[components]\ncore = { version = '1.2', publish = [] }\n",
        ),
        (
            "inline, last comma",
            "[components]\ncore = { version = '1.2', next = '1.3-next.0', }\n",
            "core.next=",
            "[components]\ncore = { version = '1.2', }\n",
        ),
        (
            "inline, alone",
            "[components]\ncore = { next = '1.3-next.0' }\n",
            "core.next=",
            "[components]\ncore = {}\n",
        ),
        (
            "inline on many lines",
            "[components]\ncore = {\n  version = '1.2', # x\n  next = '1.3-next.0' # y\n}\n",
            "core.next=",
            "[components]\ncore = {\n  version = '1.2' # x\n  # y\n}\n",
        ),
        (
            "inline on many lines, last comma",
            "[components]\ncore = {\n  next = '1.3-next.0',\n  version = '1.2',\n}\n",
            "core.next=",
            "[components]\ncore = {\n  version = '1.2',\n}\n",
        ),
        (
            "commas first",
            "[components]\ncore = {\n    version = '1.2'\n  , next = '1.3-next.0' # x\n}\n",
            "core.next=",
            "[components]\ncore = {\n    version = '1.2'\n  # x\n}\n",
        ),
        (
            "dotted",
            "[components]\ncore.version = '1.2'\ncore . next = '1.3-next.0' # x\n",
            "core.next=",
            "[components]\ncore.version = '1.2'\n# x\n",
        ),
        (
            "dotted, alone",
            "[components]\ncore.next = '1.3-next.0' # x\n",
            "core.next=",
            "[components]\ncore = {} # x\n",
        ),
        (
            "dotted in one inline table",
            "components = { mac.lead = true, core.lead = false, core.next = '1.3-next.0', mac.next = '1.3-next.0' }\n",
            "core.next=;mac.next=",
            "components = { mac.lead = true, core.lead = false }\n",
        ),
    ]);
}

#[test]
fn maintained_keeps_its_layout_and_order() {
    check(&[
        (
            "in place",
            "[components.core]\nversion = '1.3'\nmaintained = ['1.1', \"1.2\"] # x\n",
            "core.maintained=1.2.20170101 1.1",
            "[components.core]\nversion = '1.3'\nmaintained = ['1.1', \"1.2.20170101\"] # x\n",
        ),
        (
            "newest first",
            "[components.core]\nversion = '1.3'\nmaintained = ['1.1', '1.0']\n",
            "core.maintained=1.2 1.1 1.0",
            "[components.core]\nversion = '1.3'\nmaintained = ['1.2', '1.1', '1.0']\n",
        ),
        (
            "oldest first",
            "[components.core]\nversion = '1.3'\nmaintained = ['1.0','1.1']\n",
            "core.maintained=1.2 1.1 1.0",
            "[components.core]\nversion = '1.3'\nmaintained = ['1.0','1.1','1.2']\n",
        ),
        (
            "no order",
            "[components.core]\nversion = '1.4'\nmaintained = [ '1.0', '1.2', '1.1' ]\n",
            "core.maintained=1.3 1.2 1.1",
            "[components.core]\nversion = '1.4'\nmaintained = [ '1.2', '1.1', '1.3' ]\n",
        ),
        (
            "one in, one out",
            "[components.core]\nversion = '1.3'\nmaintained = ['1.1']\n",
            "core.maintained=1.2",
            "[components.core]\nversion = '1.3'\nmaintained = ['1.2']\n",
        ),
        (
            "on many lines",
            "[components.core]\r\nversion = '1.3'\r\nmaintained = [\r\n\t# supported\r\n\t'1.1', # LTS\r\n\t'1.0', # ends soon\r\n]\r\n",
            "core.maintained=1.2 1.1",
            "[components.core]\r\nversion = '1.3'\r\nmaintained = [\r\n\t# supported\r\n\t'1.2',\r\n\t'1.1', # LTS\r\n\t# ends soon\r\n]\r\n",
        ),
        (
            "on many lines, no last comma",
            "[components.core]\nversion = '1.3'\nmaintained = [\n  '1.0',\n  '1.1' # LTS\n]\n",
            "core.maintained=1.2 1.1",
            "[components.core]\nversion = '1.3'\nmaintained = [\n  '1.1', # LTS\n  '1.2'\n]\n",
        ),
        (
            "a bracket behind the last",
            "[components.core]\nversion = '1.3'\nmaintained = [\n  '1.0',\n  '1.1']\n",
            "core.maintained=1.2 1.1 1.0",
            "[components.core]\nversion = '1.3'\nmaintained = [\n  '1.0',\n  '1.1',\n  '1.2']\n",
        ),
        (
            "becomes empty",
            "[components.core]\nversion = '1.3'\nmaintained = [ '1.0', ] # x\n",
            "core.maintained=",
            "[components.core]\nversion = '1.3'\nmaintained = [] # x\n",
        ),
        (
            "becomes empty but for a comment",
            "[components.core]\nversion = '1.3'\nmaintained = [\n  '1.0', # x\n]\n",
            "core.maintained=",
            "[components.core]\nversion = '1.3'\nmaintained = [\n  # x\n]\n",
        ),
        (
            "was empty",
            "[components.core]\nversion = '1.3'\nmaintained = [ ]\n",
            "core.maintained=1.2 1.1",
            "[components.core]\nversion = '1.3'\nmaintained = [\"1.2\", \"1.1\"]\n",
        ),
        (
            "was empty but for a comment",
            "[components.core]\nversion = '1.3'\nmaintained = [\n  # none yet\n]\n",
            "core.maintained=1.2 1.1",
            "[components.core]\nversion = '1.3'\nmaintained = [\n  # none yet\n  \"1.2\",\n  \"1.1\",\n]\n",
        ),
        (
            "absent and none",
            "[components.core]\nversion = '1.3'\n",
            "core.maintained=",
            "[components.core]\nversion = '1.3'\n",
        ),
        (
            "brackets and commas in comments",
            "[components.core]\nversion = '1.3'\nmaintained = [ # ], '\n  '1.1', # [ \"\n  '1.0', # ,\n]\n",
            "core.maintained=1.2 1.1",
            "[components.core]\nversion = '1.3'\nmaintained = [ # ], '\n  '1.2',\n  '1.1', # [ \"\n  # ,\n]\n",
        ),
        (
            "all at once",
            "[components.core]\nversion = '1.2'\nnext = '1.3-next.4' # beta\nmaintained = ['1.1', '1.0']\n",
            "core.version=1.3;core.maintained=1.2 1.1;core.next=",
            "[components.core]\nversion = '1.3'\n# beta\nmaintained = ['1.2', '1.1']\n",
        ),
    ]);
}

#[test]
fn what_is_not_there_is_refused() {
    let refused = |text: &str, edit: &str| rewrite(text, &parse_edits(edit)).unwrap_err();
    let text = "[components.core]\nversion = 1.0\nsurfaces.api.version = 1\nrequires.\"mac.api\" = 1\n";
    assert_eq!(refused(text, "mac.version=1.0"), RewriteError::NoComponent(id("mac")));
    assert_eq!(refused("", "mac.version=1.0"), RewriteError::NoComponent(id("mac")));
    assert_eq!(refused("components.mac = 1", "mac.version=1.0"), RewriteError::NoComponent(id("mac")));
    let surface = RewriteError::NoSurface { component: id("core"), surface: id("sdk") };
    assert_eq!(refused(text, "core/sdk.version=1"), surface);
    let provider = "mac".to_owned();
    let requirement = RewriteError::NoRequirement { component: id("core"), provider };
    assert_eq!(refused(text, "core>mac=1.0"), requirement);
    let form = |key: &str| RewriteError::OtherForm { component: id("core"), key: key.to_owned() };
    assert_eq!(refused(text, "core.version=1.1"), form("version"));
    assert_eq!(refused(text, "core/api.version=1.1"), form("version"));
    assert_eq!(refused(text, "core>mac/api=1.1"), form("mac.api"));
    assert_eq!(refused(text, "core.next=semver:1.1.0-next.0"), form("next"));
    assert_eq!(refused("[components.core]\nmaintained = [1]", "core.maintained=1.1"), form("maintained"));
    assert_eq!(refused("[[components.core.maintained]]", "core.maintained=1.1"), form("maintained"));
    assert_eq!(refused("[components.core.version]", "core.version=1.1"), form("version"));
}

#[test]
fn what_is_no_toml_is_refused_at_its_place() {
    for text in ["[components.core]\nversion = \n", "\u{feff}[components.core]\nversion = \n"] {
        let Err(RewriteError::Syntax { span, .. }) = rewrite(text, &[]) else { panic!("{text} is no TOML") };
        assert!(span.start >= text.find('=').unwrap() && span.end <= text.len(), "{span:?}");
    }
}
