//! Values that are there already.

use crate::edits::check;

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
            "[components.core]\nversion = '1.3'\nmaintained = [\n  '1.0',\n  '1.1', '1.2']\n",
        ),
        (
            "becomes empty",
            "[components.core]\nversion = '1.3'\nmaintained = [ '1.0', ] # x\n",
            "core.maintained=",
            "[components.core]\nversion = '1.3'\nmaintained = [ ] # x\n",
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
            "[components.core]\nversion = '1.3'\nmaintained = [\"1.2\", \"1.1\",\n  # none yet\n]\n",
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
