//! Keys that come and go.

use crate::edits::check;

#[test]
fn new_keys_in_inline_tables_are_items_like_their_neighbours() {
    check(&[
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
            "sub-tables before their table",
            "[components.core.surfaces.api]\nversion = 1\n[components.core]\ntitle = 'Core'\n",
            "core.version=1.0",
            "[components.core.surfaces.api]\nversion = 1\n[components.core]\ntitle = 'Core'\nversion = '1.0'\n",
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
    ]);
}

#[test]
fn new_keys_behind_dots_have_the_same_dots() {
    check(&[
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
            "[components]\n\"core\" . publish = [] # x\n\"core\" . version = \"1.0\"\n",
        ),
        (
            "dotted keys in an inline table",
            "components = { core.version = \"1.0\", core.lead = true, mac.title = \"Mac\" }\n",
            "core.next=1.1-next.0;mac.version=1.0",
            "components = { core.version = \"1.0\", core.next = \"1.1-next.0\", core.lead = true, mac.title = \"Mac\", mac.version = \"1.0\" }\n",
        ),
        (
            "sub-tables and dots",
            "[components]\ncore.publish = []\n[components.core.surfaces.api]\nversion = 1\n",
            "core.version=1.0",
            "[components]\ncore.publish = []\ncore.version = \"1.0\"\n[components.core.surfaces.api]\nversion = 1\n",
        ),
    ]);
}

#[test]
fn new_keys_on_lines_take_the_style_of_their_neighbours() {
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
            "another scheme",
            "[components.cli]\nscheme = \"semver\"\n[components.app]\nscheme = 'dev-patch'\n",
            "cli.version=semver:0.1.0;app.version=dev-patch:0.0.1;cli.next=semver:0.2.0-next.0",
            "[components.cli]\nscheme = \"semver\"\nversion = \"0.1.0\"\nnext = \"0.2.0-next.0\"\n[components.app]\nscheme = 'dev-patch'\nversion = '0.0.1'\n",
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
fn keys_that_go_take_one_comma() {
    check(&[
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
            "[components]\ncore = {\n  version = '1.2', # x\n  # y\n}\n",
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
            "dotted in one inline table",
            "components = { mac.lead = true, core.lead = false, core.next = '1.3-next.0', mac.next = '1.3-next.0' }\n",
            "core.next=;mac.next=",
            "components = { mac.lead = true, core.lead = false }\n",
        ),
    ]);
}

#[test]
fn lines_that_go_leave_their_comments() {
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
            "dotted",
            "[components]\ncore.version = '1.2'\ncore . next = '1.3-next.0' # x\n",
            "core.next=",
            "[components]\ncore.version = '1.2'\n# x\n",
        ),
    ]);
}
