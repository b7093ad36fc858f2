//! Product files with errors in them, each kind of error at least once.

use snapbox::data::Inline;
use snapbox::str;

use super::{Case, invalid};

const HEAD: &str = "[product]\nname = \"Chain\"\n";
const CORE: &str = "[components.core]\nlead = true\nversion = \"1.2\"\n";

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = files();
    cases.extend(keys());
    cases.extend(versions());
    cases.extend(relations());
    cases
}

/// A file as a whole.
fn file(name: &'static str, text: impl Into<Vec<u8>>, stderr: Inline) -> Case {
    invalid(name, &["status"], "invalid-product", stderr).product(text)
}

/// A file that has more lines in its `[product]`.
fn header(name: &'static str, lines: &str, stderr: Inline) -> Case {
    file(name, format!("{HEAD}{lines}\n{CORE}"), stderr)
}

/// A file that has more lines in its component `core`.
fn core(name: &'static str, lines: &str, stderr: Inline) -> Case {
    file(name, format!("{HEAD}{CORE}{lines}\n"), stderr)
}

/// A file whose one component has these lines.
fn only(name: &'static str, lines: &str, stderr: Inline) -> Case {
    file(name, format!("{HEAD}[components.core]\n{lines}\n"), stderr)
}

fn files() -> Vec<Case> {
    let not_utf8 = |name, text: &[u8], stderr| invalid(name, &["status"], "not-utf8", stderr).product(text);
    vec![
        file(
            "an empty file",
            "",
            str![[r#"
error: the product file needs the key `product`
 --> product.toml:1:1
  |
1 |
  | ^
  |
  = hint: start the file with [product] and the name of the product line

error: the product file needs the key `components`
 --> product.toml:1:1
  |
1 |
  | ^
  |
  = hint: add one: [components.core]

error: product.toml has 2 errors

"#]],
        ),
        file(
            "a file of white space",
            "\n \t\n",
            str![[r#"
error: the product file needs the key `product`
 --> product.toml:1:1
  |
1 |
  | ^
  |
  = hint: start the file with [product] and the name of the product line

error: the product file needs the key `components`
 --> product.toml:1:1
  |
1 |
  | ^
  |
  = hint: add one: [components.core]

error: product.toml has 2 errors

"#]],
        ),
        file(
            "a file of a comment",
            "# nothing",
            str![[r#"
error: the product file needs the key `product`
 --> product.toml:1:1
  |
1 | # nothing
  | ^
  |
  = hint: start the file with [product] and the name of the product line

error: the product file needs the key `components`
 --> product.toml:1:1
  |
1 | # nothing
  | ^
  |
  = hint: add one: [components.core]

error: product.toml has 2 errors

"#]],
        ),
        file(
            "a value that is missing",
            "[product]\nname = \n",
            str![[r#"
error: this is no TOML: string values must be quoted, expected literal string
 --> product.toml:2:8
  |
2 | name = 
  |        ^

error: product.toml has 1 error

"#]],
        ),
        file(
            "a table that is not closed",
            "[product\nname = \"x\"\n",
            str![[r#"
error: this is no TOML: unclosed table, expected `]`
 --> product.toml:1:9
  |
1 | [product
  |         ^

error: product.toml has 1 error

"#]],
        ),
        file(
            "a text that is not closed",
            "[product]\nname = \"x\n",
            str![[r#"
error: this is no TOML: invalid basic string, expected `"`
 --> product.toml:2:10
  |
2 | name = "x
  |          ^

error: product.toml has 1 error

"#]],
        ),
        file(
            "no TOML at all",
            "<xml/>\n",
            str![[r#"
error: this is no TOML: invalid unquoted key, expected letters, numbers, `-`, `_`
 --> product.toml:1:1
  |
1 | <xml/>
  | ^

error: this is no TOML: invalid unquoted key, expected letters, numbers, `-`, `_`
 --> product.toml:1:5
  |
1 | <xml/>
  |     ^^

error: this is no TOML: key with no value, expected `=`
 --> product.toml:1:7
  |
1 | <xml/>
  |       ^

error: product.toml has 3 errors

"#]],
        ),
        file(
            "a byte order mark before an error",
            format!("\u{feff}x = 1\n{HEAD}"),
            str![[r#"
error: the product file needs the key `components`
 --> product.toml:1:1
  |
1 | x = 1
  | ^
  |
  = hint: add one: [components.core]

error: the product file has no key `x`
 --> product.toml:1:1
  |
1 | x = 1
  | ^
  |
  = hint: `dateline schema` lists the keys

error: product.toml has 2 errors

"#]],
        ),
        file(
            "a byte order mark and bad syntax",
            "\u{feff}x =\n",
            str![[r#"
error: this is no TOML: string values must be quoted, expected literal string
 --> product.toml:1:4
  |
1 | x =
  |    ^

error: product.toml has 1 error

"#]],
        ),
        file(
            "a byte order mark within",
            format!("{HEAD}\u{feff}{CORE}"),
            str![[r#"
error: this is no TOML: invalid unquoted key, expected letters, numbers, `-`, `_`
 --> product.toml:3:1
  |
3 | �[components.core]
  | ^

error: this is no TOML: key with no value, expected `=`
 --> product.toml:3:2
  |
3 | �[components.core]
  |  ^

error: product.toml has 2 errors

"#]],
        ),
        file(
            "CR LF",
            format!("{HEAD}{CORE}x = 1\n").replace('\n', "\r\n"),
            str![[r#"
error: a component has no key `x`
 --> product.toml:6:1
  |
6 | x = 1
  | ^
  |
  = hint: `dateline schema` lists the keys

error: product.toml has 1 error

"#]],
        ),
        file(
            "CR alone",
            format!("{HEAD}{CORE}").replace('\n', "\r"),
            str![[r#"
error: this is no TOML: carriage return must be followed by newline, expected newline
 --> product.toml:1:11
  |
1 | [product]␍name = "Chain"␍[components.core]␍lead = true␍version = "1.2"␍
  |           ^

error: this is no TOML: carriage return must be followed by newline, expected newline
 --> product.toml:1:26
  |
1 | [product]␍name = "Chain"␍[components.core]␍lead = true␍version = "1.2"␍
  |                          ^

error: this is no TOML: carriage return must be followed by newline, expected newline
 --> product.toml:1:44
  |
1 | [product]␍name = "Chain"␍[components.core]␍lead = true␍version = "1.2"␍
  |                                            ^

error: this is no TOML: carriage return must be followed by newline, expected newline
 --> product.toml:1:56
  |
1 | [product]␍name = "Chain"␍[components.core]␍lead = true␍version = "1.2"␍
  |                                                        ^

error: this is no TOML: carriage return must be followed by newline, expected newline
 --> product.toml:1:72
  |
1 | [product]␍name = "Chain"␍[components.core]␍lead = true␍version = "1.2"␍
  |                                                                        ^

error: product.toml has 5 errors

"#]],
        ),
        not_utf8(
            "Latin-1",
            b"[product]\nname = \"Caf\xe9\"\n",
            str![[r#"
error: `product.toml` is not UTF-8: line 2, column 12
hint: save the file as UTF-8

"#]],
        ),
        not_utf8(
            "UTF-16",
            b"\xff\xfe[\0p\0",
            str![[r#"
error: `product.toml` is not UTF-8: line 1, column 1
hint: save the file as UTF-8

"#]],
        ),
        not_utf8(
            "a byte in the middle",
            &[HEAD.as_bytes(), b"# \xf0\x9f", CORE.as_bytes()].concat(),
            str![[r#"
error: `product.toml` is not UTF-8: line 3, column 3
hint: save the file as UTF-8

"#]],
        ),
        file(
            "a NUL byte in a comment",
            format!("{HEAD}# \0\n{CORE}"),
            str![[r#"
error: this is no TOML: invalid comment character, expected printable characters
 --> product.toml:3:3
  |
3 | # ?
  |   ^

error: product.toml has 1 error

"#]],
        ),
        file(
            "a NUL byte in a text",
            format!("{HEAD}{CORE}title = \"a\0b\"\n"),
            str![[r#"
error: this is no TOML: invalid basic string, expected non-double-quote visible characters, `\`
 --> product.toml:6:11
  |
6 | title = "a?b"
  |           ^

error: product.toml has 1 error

"#]],
        ),
        file(
            "NUL bytes only",
            vec![0; 20],
            str![[r#"
error: this is no TOML: invalid unquoted key, expected letters, numbers, `-`, `_`
 --> product.toml:1:1
  |
1 | ????????????????????
  | ^^^^^^^^^^^^^^^^^^^^

error: this is no TOML: key with no value, expected `=`
 --> product.toml:1:21
  |
1 | ????????????????????
  |                     ^

error: product.toml has 2 errors

"#]],
        ),
        header(
            "deep nesting",
            &format!("x = {}", "[".repeat(10_000)),
            str![[r#"
error: this is no TOML: cannot recurse further; max recursion depth met
 --> product.toml:3:85
  |
3 | x = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[...
  |                                                                                     ^

error: this is no TOML: unclosed array, expected `]`
 --> product.toml:6:16
  |
6 | version = "1.2"
  |                ^

error: product.toml has 2 errors

"#]],
        ),
        file(
            "deep keys",
            format!("{HEAD}[{}a]\n", "a.".repeat(10_000)),
            str![[r#"
error: this is no TOML: recursion limit
 --> product.toml:1:1
  |
1 | [product]
  | ^

error: product.toml has 1 error

"#]],
        ),
        core(
            "a key twice",
            "version = \"1.1\"",
            str![[r#"
error: this is no TOML: duplicate key
 --> product.toml:6:1
  |
6 | version = "1.1"
  | ^^^^^^^

error: product.toml has 1 error

"#]],
        ),
        core(
            "a table twice",
            CORE,
            str![[r#"
error: this is no TOML: duplicate key
 --> product.toml:6:13
  |
6 | [components.core]
  |             ^^^^

error: this is no TOML: duplicate key
 --> product.toml:7:1
  |
7 | lead = true
  | ^^^^

error: this is no TOML: duplicate key
 --> product.toml:8:1
  |
8 | version = "1.2"
  | ^^^^^^^

error: product.toml has 3 errors

"#]],
        ),
        header(
            "a name twice",
            "name = \"Chain\"",
            str![[r#"
error: this is no TOML: duplicate key
 --> product.toml:3:1
  |
3 | name = "Chain"
  | ^^^^

error: product.toml has 1 error

"#]],
        ),
        core(
            "invisible characters in a comment",
            "x = 1 # \u{202e}\u{85}\u{200b}",
            str![[r#"
error: a component has no key `x`
 --> product.toml:6:1
  |
6 | x = 1 # �·�
  | ^
  |
  = hint: `dateline schema` lists the keys

error: product.toml has 1 error

"#]],
        ),
        header(
            "an override in a key",
            "\"a\u{202e}\\u001b[31m\" = 1",
            str![[r#"
error: [product] has no key `a\u{202e}\u{1b}[31m`
 --> product.toml:3:1
  |
3 | "a�\u001b[31m" = 1
  | ^^^^^^^^^^^^^^
  |
  = hint: `dateline schema` lists the keys

error: product.toml has 1 error

"#]],
        ),
        core(
            "a key of 1 MiB",
            &format!("{} = 1", "x".repeat(1 << 20)),
            str![[r#"
error: a component has no key `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…`
 --> product.toml:6:1
  |
6 | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx = 1
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^...^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: `dateline schema` lists the keys

error: product.toml has 1 error

"#]],
        ),
        core(
            "a version of 1 MiB",
            &format!("next = \"{}\"", "1".repeat(1 << 20)),
            str![[r#"
error: `11111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111…` is no dated version: MAJOR cannot exceed 999999999
 --> product.toml:6:8
  |
6 | ... = "11111111111111111111111111111111111111111111...11111111111111111111111111111111111111111111"
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^...^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: a number of a version has at most nine digits

error: product.toml has 1 error

"#]],
        ),
    ]
}

fn keys() -> Vec<Case> {
    vec![
        core(
            "a key with a slip",
            "versoin = \"1.0\"",
            str![[r#"
error: a component has no key `versoin`
 --> product.toml:6:1
  |
6 | versoin = "1.0"
  | ^^^^^^^
  |
  = hint: did you mean `version`?

error: product.toml has 1 error

"#]],
        ),
        core(
            "a key near none",
            "zzz = 1",
            str![[r#"
error: a component has no key `zzz`
 --> product.toml:6:1
  |
6 | zzz = 1
  | ^^^
  |
  = hint: `dateline schema` lists the keys

error: product.toml has 1 error

"#]],
        ),
        file(
            "a table with a slip",
            format!("{HEAD}{CORE}[prodcut]\n"),
            str![[r#"
error: the product file has no key `prodcut`
 --> product.toml:6:2
  |
6 | [prodcut]
  |  ^^^^^^^
  |
  = hint: did you mean `product`?

error: product.toml has 1 error

"#]],
        ),
        file(
            "no [product]",
            CORE,
            str![[r#"
error: the product file needs the key `product`
 --> product.toml:1:1
  |
1 | [components.core]
  | ^
  |
  = hint: start the file with [product] and the name of the product line

error: product.toml has 1 error

"#]],
        ),
        file(
            "no name",
            format!("[product]\n{CORE}"),
            str![[r#"
error: [product] needs the key `name`
 --> product.toml:1:1
  |
1 | [product]
  | ^^^^^^^^^

error: product.toml has 1 error

"#]],
        ),
        file(
            "no [components]",
            HEAD,
            str![[r#"
error: the product file needs the key `components`
 --> product.toml:1:1
  |
1 | [product]
  | ^
  |
  = hint: add one: [components.core]

error: product.toml has 1 error

"#]],
        ),
        file(
            "no component",
            format!("{HEAD}[components]\n"),
            str![[r#"
error: a product line has at least one component
 --> product.toml:3:1
  |
3 | [components]
  | ^^^^^^^^^^^^
  |
  = hint: add one: [components.core]

error: product.toml has 1 error

"#]],
        ),
        file(
            "a number for [product]",
            format!("product = 1\n{CORE}"),
            str![[r#"
error: `product` must be a table, not a whole number
 --> product.toml:1:11
  |
1 | product = 1
  |           ^

error: product.toml has 1 error

"#]],
        ),
        file(
            "a list for [components]",
            format!("components = []\n{HEAD}"),
            str![[r#"
error: `components` must be a table, not a list
 --> product.toml:1:14
  |
1 | components = []
  |              ^^

error: product.toml has 1 error

"#]],
        ),
        file(
            "a number for a component",
            format!("{HEAD}[components]\ncore = 1\n"),
            str![[r#"
error: `core` must be a table, not a whole number
 --> product.toml:4:8
  |
4 | core = 1
  |        ^

error: product.toml has 1 error

"#]],
        ),
        file(
            "a list of components",
            format!("{HEAD}[[components.core]]\nlead = true\n"),
            str![[r#"
error: `core` must be a table, not a list
 --> product.toml:3:1
  |
3 | [[components.core]]
  | ^^^^^^^^^^^^^^^^^^^

error: product.toml has 1 error

"#]],
        ),
        only(
            "a version without quotes",
            "lead = true\nversion = 1.0",
            str![[r#"
error: `version` must be a version in quotes, not a decimal number
 --> product.toml:5:11
  |
5 | version = 1.0
  |           ^^^
  |
  = hint: put the version into quotes

error: product.toml has 1 error

"#]],
        ),
        only(
            "a date for a version",
            "lead = true\nversion = 2016-10-24",
            str![[r#"
error: `version` must be a version in quotes, not a date
 --> product.toml:5:11
  |
5 | version = 2016-10-24
  |           ^^^^^^^^^^
  |
  = hint: put the version into quotes

error: product.toml has 1 error

"#]],
        ),
        only(
            "a text for a flag",
            "lead = \"yes\"",
            str![[r#"
error: `lead` must be true or false, not a text
 --> product.toml:4:8
  |
4 | lead = "yes"
  |        ^^^^^

error: product.toml has 1 error

"#]],
        ),
        header(
            "a number for a word",
            "same-day = 1",
            str![[r#"
error: `same-day` must be a text in quotes, not a whole number
 --> product.toml:3:12
  |
3 | same-day = 1
  |            ^

error: product.toml has 1 error

"#]],
        ),
        header(
            "a flag for a number",
            "maintain = true",
            str![[r#"
error: `maintain` must be a whole number, not true or false
 --> product.toml:3:12
  |
3 | maintain = true
  |            ^^^^

error: product.toml has 1 error

"#]],
        ),
        core(
            "a text for a list",
            "publish = \"npm\"",
            str![[r#"
error: `publish` must be a list, not a text
 --> product.toml:6:11
  |
6 | publish = "npm"
  |           ^^^^^
  |
  = hint: write it like ["npm"]

error: product.toml has 1 error

"#]],
        ),
        core(
            "numbers in a list of texts",
            "publish = [1]",
            str![[r#"
error: `publish` must be a text in quotes, not a whole number
 --> product.toml:6:12
  |
6 | publish = [1]
  |            ^
  |
  = hint: write it like ["npm"]

error: product.toml has 1 error

"#]],
        ),
        core(
            "a number for a title",
            "title = 1",
            str![[r#"
error: `title` must be a text in quotes, not a whole number
 --> product.toml:6:9
  |
6 | title = 1
  |         ^

error: product.toml has 1 error

"#]],
        ),
        core(
            "a text for a list of tables",
            "manifests = \"VERSION\"",
            str![[r#"
error: `manifests` must be a list, not a text
 --> product.toml:6:13
  |
6 | manifests = "VERSION"
  |             ^^^^^^^^^
  |
  = hint: write it like [{ path = "client/VERSION" }]

error: product.toml has 1 error

"#]],
        ),
        core(
            "a text in a list of tables",
            "manifests = [\"VERSION\"]",
            str![[r#"
error: `manifests` must be a table, not a text
 --> product.toml:6:14
  |
6 | manifests = ["VERSION"]
  |              ^^^^^^^^^
  |
  = hint: write it like [{ path = "client/VERSION" }]

error: product.toml has 1 error

"#]],
        ),
        core(
            "a list for an edge",
            "follows = [\"core\"]",
            str![[r#"
error: `follows` must be a table, not a list
 --> product.toml:6:11
  |
6 | follows = ["core"]
  |           ^^^^^^^^
  |
  = hint: write it like { core = "api" }

error: product.toml has 1 error

"#]],
        ),
        core(
            "a flag for a surface number",
            "surfaces.api = { version = true }",
            str![[r#"
error: `version` must be a whole number, or MAJOR.MINOR in quotes, not true or false
 --> product.toml:6:28
  |
6 | surfaces.api = { version = true }
  |                            ^^^^

error: product.toml has 1 error

"#]],
        ),
        core(
            "a flag for a floor",
            "requires = { core = true }",
            str![[r#"
error: `core` must be a version in quotes, a whole number or a table, not true or false
 --> product.toml:6:21
  |
6 | requires = { core = true }
  |                     ^^^^

error: product.toml has 1 error

"#]],
        ),
        header(
            "an unknown word",
            "same-day = \"never\"",
            str![[r#"
error: `same-day` cannot be `never`
 --> product.toml:3:12
  |
3 | same-day = "never"
  |            ^^^^^^^
  |
  = hint: use one of refuse, next-day

error: product.toml has 1 error

"#]],
        ),
        only(
            "an unknown scheme",
            "scheme = \"semvar\"",
            str![[r#"
error: `scheme` cannot be `semvar`
 --> product.toml:4:10
  |
4 | scheme = "semvar"
  |          ^^^^^^^^
  |
  = hint: use one of dated, semver, dev-patch

error: product.toml has 1 error

"#]],
        ),
        core(
            "an unknown ecosystem",
            "publish = [\"nix\"]",
            str![[r#"
error: `publish` knows no ecosystem `nix`
 --> product.toml:6:12
  |
6 | publish = ["nix"]
  |            ^^^^^
  |
  = hint: `dateline version render 1.0 --for all` lists the ecosystems

error: product.toml has 1 error

"#]],
        ),
        core(
            "an ecosystem with a slip",
            "publish = [\"mavne\"]",
            str![[r#"
error: `publish` knows no ecosystem `mavne`
 --> product.toml:6:12
  |
6 | publish = ["mavne"]
  |            ^^^^^^^
  |
  = hint: did you mean `maven`?

error: product.toml has 1 error

"#]],
        ),
        core(
            "an ecosystem twice",
            "publish = [\"npm\", \"npm\"]",
            str![[r#"
error: `publish` holds npm twice
 --> product.toml:6:19
  |
6 | publish = ["npm", "npm"]
  |                   ^^^^^
  |
  = hint: name it once

error: product.toml has 1 error

"#]],
        ),
        core(
            "an unknown ecosystem of a manifest",
            "manifests = [{ path = \"x\", as = \"\\u001bnpm\" }]",
            str![[r#"
error: `as` knows no ecosystem `\u{1b}npm`
 --> product.toml:6:33
  |
6 | manifests = [{ path = "x", as = "\u001bnpm" }]
  |                                 ^^^^^^^^^^^
  |
  = hint: did you mean `npm`?

error: product.toml has 1 error

"#]],
        ),
        header(
            "a number below its range",
            "maintain = -1",
            str![[r#"
error: `maintain` must be a whole number from 0 to 999999999
 --> product.toml:3:12
  |
3 | maintain = -1
  |            ^^

error: product.toml has 1 error

"#]],
        ),
        header(
            "a number above its range",
            "maintain = 1000000000",
            str![[r#"
error: `maintain` must be a whole number from 0 to 999999999
 --> product.toml:3:12
  |
3 | maintain = 1000000000
  |            ^^^^^^^^^^

error: product.toml has 1 error

"#]],
        ),
        header(
            "a number above any range",
            &format!("maintain = {}", "9".repeat(99)),
            str![[r#"
error: `maintain` must be a whole number from 0 to 999999999
 --> product.toml:3:12
  |
3 | maintain = 999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999
  |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

error: product.toml has 1 error

"#]],
        ),
        file(
            "an id in capitals",
            format!("{HEAD}[components.Core]\nlead = true\n"),
            str![[r#"
error: `Core` is no id: an id consists of a-z, 0-9 and `-`, not `C`
 --> product.toml:3:13
  |
3 | [components.Core]
  |             ^^^^
  |
  = hint: write it like java-sdk

error: product.toml has 1 error

"#]],
        ),
        file(
            "an empty id",
            format!("{HEAD}[components.\"\"]\nlead = true\n"),
            str![[r#"
error: `` is no id: an id cannot be empty
 --> product.toml:3:13
  |
3 | [components.""]
  |             ^^
  |
  = hint: write it like java-sdk

error: product.toml has 1 error

"#]],
        ),
        file(
            "an id of 65 characters",
            format!("{HEAD}{CORE}[components.{}]\n", "x".repeat(65)),
            str![[r#"
error: `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx` is no id: an id has at most 64 characters
 --> product.toml:6:13
  |
6 | [components.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx]
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write it like java-sdk

error: product.toml has 1 error

"#]],
        ),
        file(
            "an id with a hyphen before it",
            format!("{HEAD}{CORE}[components.-x]\n"),
            str![[r#"
error: `-x` is no id: an id starts with a letter or a digit
 --> product.toml:6:13
  |
6 | [components.-x]
  |             ^^
  |
  = hint: write it like java-sdk

error: product.toml has 1 error

"#]],
        ),
        file(
            "an override in an id",
            format!("{HEAD}[components.\"co\\u202Ere\"]\nlead = true\n"),
            str![[r#"
error: `co\u{202e}re` is no id: an id consists of a-z, 0-9 and `-`, not `\u{202e}`
 --> product.toml:3:13
  |
3 | [components."co\u202Ere"]
  |             ^^^^^^^^^^^^
  |
  = hint: write it like java-sdk

error: product.toml has 1 error

"#]],
        ),
        core(
            "a malformed surface",
            "surfaces.API = { version = 1 }",
            str![[r#"
error: `API` is no id: an id consists of a-z, 0-9 and `-`, not `A`
 --> product.toml:6:10
  |
6 | surfaces.API = { version = 1 }
  |          ^^^
  |
  = hint: write it like java-sdk

error: product.toml has 1 error

"#]],
        ),
        file(
            "ids that look alike",
            format!("{HEAD}{CORE}[components.c0re]\n"),
            str![[r#"
error: `c0re` looks like `core`
 --> product.toml:6:13
  |
6 | [components.c0re]
  |             ^^^^
  |
  = hint: choose an id that nobody takes for the other one

error: product.toml has 1 error

"#]],
        ),
        core(
            "an override in a title",
            "title = \"Core\\u202E\"",
            str![[r#"
error: `title` holds the invisible character U+202E
 --> product.toml:6:9
  |
6 | title = "Core\u202E"
  |         ^^^^^^^^^^^^
  |
  = hint: write it in one script, without invisible characters

error: product.toml has 1 error

"#]],
        ),
        core(
            "an override as such in a title",
            "title = \"Co\u{202e}re\"",
            str![[r#"
error: `title` holds the invisible character U+202E
 --> product.toml:6:9
  |
6 | title = "Co�re"
  |         ^^^^^^^
  |
  = hint: write it in one script, without invisible characters

error: product.toml has 1 error

"#]],
        ),
        core(
            "an escape sequence in a title",
            "title = \"\\u001b[31mCore\"",
            str![[r#"
error: `title` holds the invisible character U+001B
 --> product.toml:6:9
  |
6 | title = "\u001b[31mCore"
  |         ^^^^^^^^^^^^^^^^
  |
  = hint: write it in one script, without invisible characters

error: product.toml has 1 error

"#]],
        ),
        core(
            "an empty title",
            "title = \" \"",
            str![[r#"
error: `title` cannot be empty
 --> product.toml:6:9
  |
6 | title = " "
  |         ^^^
  |
  = hint: leave `title` away where the id says enough

error: product.toml has 1 error

"#]],
        ),
        core(
            "letters of two scripts in a title",
            "title = \"Ch\u{430}in\"",
            str![[r#"
error: `title` holds U+0430, which looks like a letter of another script
 --> product.toml:6:9
  |
6 | title = "Chаin"
  |         ^^^^^^^
  |
  = hint: write it in one script, without invisible characters

error: product.toml has 1 error

"#]],
        ),
        file(
            "an empty name",
            format!("[product]\nname = \"\"\n{CORE}"),
            str![[r#"
error: `name` cannot be empty
 --> product.toml:2:8
  |
2 | name = ""
  |        ^^

error: product.toml has 1 error

"#]],
        ),
        core(
            "a path upward",
            "manifests = [{ path = \"../VERSION\" }]",
            str![[r#"
error: `../VERSION` cannot be a path here: a path has no `..` and no `.` in it
 --> product.toml:6:23
  |
6 | manifests = [{ path = "../VERSION" }]
  |                       ^^^^^^^^^^^^
  |
  = hint: write it like "client/VERSION"

error: product.toml has 1 error

"#]],
        ),
        core(
            "a changelog upward",
            "changelog = \"../NEWS\"",
            str![[r#"
error: `../NEWS` cannot be a path here: a path has no `..` and no `.` in it
 --> product.toml:6:13
  |
6 | changelog = "../NEWS"
  |             ^^^^^^^^^
  |
  = hint: write it like "client/VERSION"

error: product.toml has 1 error

"#]],
        ),
        core(
            "migrations in a git directory",
            "surfaces.schema = { version = 1, migrations = \".git/db\" }",
            str![[r#"
error: `.git/db` cannot be a path here: a path leads nowhere in `.git`
 --> product.toml:6:47
  |
6 | surfaces.schema = { version = 1, migrations = ".git/db" }
  |                                               ^^^^^^^^^
  |
  = hint: write it like "client/VERSION"

error: product.toml has 1 error

"#]],
        ),
        core(
            "an absolute path",
            "manifests = [{ path = \"/etc/passwd\" }]",
            str![[r#"
error: `/etc/passwd` cannot be a path here: a path is relative to the product file's folder
 --> product.toml:6:23
  |
6 | manifests = [{ path = "/etc/passwd" }]
  |                       ^^^^^^^^^^^^^
  |
  = hint: write it like "client/VERSION"

error: product.toml has 1 error

"#]],
        ),
        core(
            "a path into git",
            "manifests = [{ path = \".git/config\" }]",
            str![[r#"
error: `.git/config` cannot be a path here: a path leads nowhere in `.git`
 --> product.toml:6:23
  |
6 | manifests = [{ path = ".git/config" }]
  |                       ^^^^^^^^^^^^^
  |
  = hint: write it like "client/VERSION"

error: product.toml has 1 error

"#]],
        ),
        core(
            "a path of Windows",
            "manifests = [{ path = \"client\\\\VERSION\" }]",
            str![[r#"
error: `client\VERSION` cannot be a path here: the parts of a path are parted by `/`
 --> product.toml:6:23
  |
6 | manifests = [{ path = "client\\VERSION" }]
  |                       ^^^^^^^^^^^^^^^^^
  |
  = hint: write it like "client/VERSION"

error: product.toml has 1 error

"#]],
        ),
        core(
            "an empty path",
            "manifests = [{ path = \"\" }]",
            str![[r#"
error: `` cannot be a path here: a path cannot be empty
 --> product.toml:6:23
  |
6 | manifests = [{ path = "" }]
  |                       ^^
  |
  = hint: write it like "client/VERSION"

error: product.toml has 1 error

"#]],
        ),
        core(
            "an empty part of a path",
            "manifests = [{ path = \"a//b\" }]",
            str![[r#"
error: `a//b` cannot be a path here: a path has no empty part
 --> product.toml:6:23
  |
6 | manifests = [{ path = "a//b" }]
  |                       ^^^^^^
  |
  = hint: write it like "client/VERSION"

error: product.toml has 1 error

"#]],
        ),
        core(
            "an escape sequence in a path",
            "manifests = [{ path = \"a\\u001b\" }]",
            str![[r#"
error: `a\u{1b}` cannot be a path here: a path holds the invisible character U+001B
 --> product.toml:6:23
  |
6 | manifests = [{ path = "a\u001b" }]
  |                       ^^^^^^^^^
  |
  = hint: write it like "client/VERSION"

error: product.toml has 1 error

"#]],
        ),
        core(
            "a manifest without a path",
            "manifests = [{ field = \"x\" }]",
            str![[r#"
error: a manifest needs the key `path`
 --> product.toml:6:14
  |
6 | manifests = [{ field = "x" }]
  |              ^^^^^^^^^^^^^^^

error: product.toml has 1 error

"#]],
        ),
        header(
            "a tag without a version",
            "tag = \"release\"",
            str![[r#"
error: `tag` does not work: a tag template holds `{version}` once
 --> product.toml:3:7
  |
3 | tag = "release"
  |       ^^^^^^^^^
  |
  = hint: write it like "{component}-v{version}"

error: product.toml has 1 error

"#]],
        ),
        header(
            "an unknown placeholder",
            "tag = \"{name}-v{version}\"",
            str![[r#"
error: `tag` does not work: a tag template knows `{component}` and `{version}`, not `{name}`
 --> product.toml:3:7
  |
3 | tag = "{name}-v{version}"
  |       ^^^^^^^^^^^^^^^^^^^
  |
  = hint: write it like "{component}-v{version}"

error: product.toml has 1 error

"#]],
        ),
        header(
            "an empty commit message",
            "commit = \" \"",
            str![[r#"
error: `commit` does not work: the first line of a commit message cannot be empty
 --> product.toml:3:10
  |
3 | commit = " "
  |          ^^^
  |
  = hint: write it like "Release {releases}"

error: product.toml has 1 error

"#]],
        ),
        header(
            "a commit message that names a version",
            "commit = \"Release {version}\"",
            str![[r#"
error: `commit` does not work: it knows `{releases}`, `{line}`, `{date}` and `{product}`, not `{version}`
 --> product.toml:3:10
  |
3 | commit = "Release {version}"
  |          ^^^^^^^^^^^^^^^^^^^
  |
  = hint: write it like "Release {releases}"

error: product.toml has 1 error

"#]],
        ),
        header(
            "a commit message of two lines",
            "commit = \"Release\\n{releases}\"",
            str![[r#"
error: `commit` does not work: it is one line, without the invisible character U+000A
 --> product.toml:3:10
  |
3 | commit = "Release\n{releases}"
  |          ^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write it like "Release {releases}"

error: product.toml has 1 error

"#]],
        ),
        header(
            "a tag that git refuses",
            "tag = \"a b{version}\"",
            str![[r#"
error: `tag` does not work: git refuses a tag named `a b1.0`
 --> product.toml:3:7
  |
3 | tag = "a b{version}"
  |       ^^^^^^^^^^^^^^
  |
  = hint: write it like "{component}-v{version}"

error: product.toml has 1 error

"#]],
        ),
        core(
            "a tag of the past that git refuses",
            "tag-aliases = [\"sdk.java-\", \"a b\"]",
            str![[r#"
error: an entry of `tag-aliases` does not work: git refuses a tag named `a b1.0`
 --> product.toml:6:29
  |
6 | tag-aliases = ["sdk.java-", "a b"]
  |                             ^^^^^
  |
  = hint: write it like "sdk.java-", or as a template: "sdk.java-{version}"

error: product.toml has 1 error

"#]],
        ),
        header(
            "an override in a tag",
            "tag = \"a\\u202E{version}\"",
            str![[r#"
error: `tag` does not work: a tag template cannot hold the invisible character U+202E
 --> product.toml:3:7
  |
3 | tag = "a\u202E{version}"
  |       ^^^^^^^^^^^^^^^^^^
  |
  = hint: write it like "{component}-v{version}"

error: product.toml has 1 error

"#]],
        ),
    ]
}

fn versions() -> Vec<Case> {
    vec![
        only(
            "a malformed version",
            "lead = true\nversion = \"1.0.161205\"",
            str![[r#"
error: `1.0.161205` is no dated version: build must be YYYYMMDD
 --> product.toml:5:11
  |
5 | version = "1.0.161205"
  |           ^^^^^^^^^^^^
  |
  = hint: did you mean `1.0.20161205`?

error: product.toml has 1 error

"#]],
        ),
        only(
            "a build that is no day",
            "lead = true\nversion = \"1.0.20230229\"",
            str![[r#"
error: `1.0.20230229` is no dated version: build must be a calendar date: the calendar has no 2023-02-29
 --> product.toml:5:11
  |
5 | version = "1.0.20230229"
  |           ^^^^^^^^^^^^^^
  |
  = hint: check the year, the month and the day

error: product.toml has 1 error

"#]],
        ),
        only(
            "a version of another scheme",
            "scheme = \"semver\"\nversion = \"1.0\"",
            str![[r#"
error: `1.0` is no semver version: PATCH is missing
 --> product.toml:5:11
  |
5 | version = "1.0"
  |           ^^^^^
  |
  = hint: did you mean `1.0.0`?

error: product.toml has 1 error

"#]],
        ),
        only(
            "a semver version of a dated component",
            "lead = true\nversion = \"1.0.7\"",
            str![[r#"
error: `1.0.7` is no dated version: build must be YYYYMMDD
 --> product.toml:5:11
  |
5 | version = "1.0.7"
  |           ^^^^^^^
  |
  = hint: as a semver version it is fine: scheme = "semver"

error: product.toml has 1 error

"#]],
        ),
        only(
            "an escape sequence in a version",
            "lead = true\nversion = \"1.\\u001b[31m\"",
            str![[r#"
error: `1.\u{1b}[31m` is no dated version: MINOR must be a number, not `\u{1b}`
 --> product.toml:5:11
  |
5 | version = "1.\u001b[31m"
  |           ^^^^^^^^^^^^^^
  |
  = hint: write MAJOR.MINOR, MAJOR.MINOR.YYYYMMDD, or either with -next.ID

error: product.toml has 1 error

"#]],
        ),
        only(
            "a prerelease as a version",
            "lead = true\nversion = \"1.0-next.1\"",
            str![[r#"
error: `version` must be stable, but 1.0-next.1 is a prerelease
 --> product.toml:5:11
  |
5 | version = "1.0-next.1"
  |           ^^^^^^^^^^^^
  |
  = hint: an open prerelease goes into `next`

error: product.toml has 1 error

"#]],
        ),
        core(
            "a stable version as a prerelease",
            "next = \"1.3\"",
            str![[r#"
error: `next` must be a prerelease, but 1.3 is stable
 --> product.toml:6:8
  |
6 | next = "1.3"
  |        ^^^^^
  |
  = hint: a released version goes into `version`

error: product.toml has 1 error

"#]],
        ),
        core(
            "a series that leads nowhere",
            "next = \"1.2-next.0\"",
            str![[r#"
error: `next` must lead above 1.2, but 1.2-next.0 leads to 1.2
 --> product.toml:6:8
  |
6 | next = "1.2-next.0"
  |        ^^^^^^^^^^^^
  |
  = hint: drop `next` where that version was released

error: product.toml has 1 error

"#]],
        ),
        core(
            "a maintained line that is current",
            "maintained = [\"1.2.20160101\"]",
            str![[r#"
error: `maintained` holds older lines than 1.2, but 1.2.20160101 is on line 1.2
 --> product.toml:6:15
  |
6 | maintained = ["1.2.20160101"]
  |               ^^^^^^^^^^^^^^
  |
  = hint: the current line belongs into `version`

error: product.toml has 1 error

"#]],
        ),
        core(
            "a maintained line twice",
            "maintained = [\"1.1\", \"1.1.20160101\"]",
            str![[r#"
error: `maintained` holds line 1.1 twice
 --> product.toml:6:22
  |
6 | maintained = ["1.1", "1.1.20160101"]
  |                      ^^^^^^^^^^^^^^
  |
  = hint: keep the newest version of the line

error: product.toml has 1 error

"#]],
        ),
        core(
            "a maintained prerelease",
            "maintained = [\"1.1-next.0\"]",
            str![[r#"
error: `maintained` must be stable, but 1.1-next.0 is a prerelease
 --> product.toml:6:15
  |
6 | maintained = ["1.1-next.0"]
  |               ^^^^^^^^^^^^
  |
  = hint: use a released version, such as 1.1

error: product.toml has 1 error

"#]],
        ),
        only(
            "lines of what was never released",
            "lead = true\nmaintained = [\"1.0\"]",
            str![[r#"
error: `maintained` needs a `version` that its lines are older than
 --> product.toml:5:15
  |
5 | maintained = ["1.0"]
  |               ^^^^^
  |
  = hint: add `version`, the latest stable version

error: product.toml has 1 error

"#]],
        ),
        only(
            "a lead of its own line",
            "scheme = \"semver\"\nlead = true",
            str![[r#"
error: `lead` has no meaning for a semver component
 --> product.toml:5:8
  |
5 | lead = true
  |        ^^^^
  |
  = hint: only components that share the line's numbers have it: scheme = "dated"

error: product.toml has 1 error

"#]],
        ),
        only(
            "a series of development builds",
            "scheme = \"dev-patch\"\nnext = \"1.0-next.1\"",
            str![[r#"
error: `next` has no meaning for a dev-patch component
 --> product.toml:5:8
  |
5 | next = "1.0-next.1"
  |        ^^^^^^^^^^^^
  |
  = hint: a dev-patch component has development builds in `version` instead

error: product.toml has 1 error

"#]],
        ),
        core(
            "what breaks a dated component",
            "breaking = \"minor\"",
            str![[r#"
error: `breaking` has no meaning for a dated component
 --> product.toml:6:12
  |
6 | breaking = "minor"
  |            ^^^^^^^
  |
  = hint: it is for semver components

error: product.toml has 1 error

"#]],
        ),
        core(
            "a surface that is no line",
            "surfaces.sdk = { version = \"1\" }",
            str![[r#"
error: `1` is no line MAJOR.MINOR: MINOR is missing
 --> product.toml:6:28
  |
6 | surfaces.sdk = { version = "1" }
  |                            ^^^
  |
  = hint: write it like "1.3"

error: product.toml has 1 error

"#]],
        ),
        core(
            "a surface whose next is lower",
            "surfaces.api = { version = 3, next = 2 }",
            str![[r#"
error: `next` of a surface cannot be below its `version`, nor of another form
 --> product.toml:6:38
  |
6 | surfaces.api = { version = 3, next = 2 }
  |                                      ^
  |
  = hint: write the number that the open series leads to

error: product.toml has 1 error

"#]],
        ),
        core(
            "a surface whose next is of another form",
            "surfaces.api = { version = 3, next = \"4.0\" }",
            str![[r#"
error: `next` of a surface cannot be below its `version`, nor of another form
 --> product.toml:6:38
  |
6 | surfaces.api = { version = 3, next = "4.0" }
  |                                      ^^^^^
  |
  = hint: write the number that the open series leads to

error: product.toml has 1 error

"#]],
        ),
        core(
            "keys of counters",
            "surfaces.sdk = { version = \"1.1\", each = \"change\", accepts-previous = 1 }",
            str![[r#"
error: `each` has no meaning for a MAJOR.MINOR surface
 --> product.toml:6:42
  |
6 | surfaces.sdk = { version = "1.1", each = "change", accepts-previous = 1 }
  |                                          ^^^^^^^^
  |
  = hint: it is for counters, whose version is a whole number

error: `accepts-previous` has no meaning for a MAJOR.MINOR surface
 --> product.toml:6:71
  |
6 | surfaces.sdk = { version = "1.1", each = "change", accepts-previous = 1 }
  |                                                                       ^
  |
  = hint: it is for counters, whose version is a whole number

error: product.toml has 2 errors

"#]],
        ),
    ]
}

fn relations() -> Vec<Case> {
    let mac = |name, lines: &str, stderr| {
        file(
            name,
            format!("{HEAD}{CORE}surfaces.api = {{ version = 1 }}\n[components.mac]\n{lines}\n"),
            stderr,
        )
    };
    vec![
        mac(
            "an unknown component with a slip",
            "follows = { croe = \"api\" }",
            str![[r#"
error: there is no component `croe`
 --> product.toml:8:13
  |
8 | follows = { croe = "api" }
  |             ^^^^
  |
  = hint: did you mean `core`?

error: product.toml has 1 error

"#]],
        ),
        mac(
            "an unknown component near none",
            "follows = { zzz = \"api\" }",
            str![[r#"
error: there is no component `zzz`
 --> product.toml:8:13
  |
8 | follows = { zzz = "api" }
  |             ^^^
  |
  = hint: declare it under [components]

error: product.toml has 1 error

"#]],
        ),
        mac(
            "an unknown edge",
            "follows = { core = \"always\" }",
            str![[r#"
error: `core` cannot be `always`
 --> product.toml:8:20
  |
8 | follows = { core = "always" }
  |                    ^^^^^^^^
  |
  = hint: use one of api, release

error: product.toml has 1 error

"#]],
        ),
        mac(
            "an unknown surface",
            "requires = { \"core.apu\" = 1 }",
            str![[r#"
error: core has no surface `apu`
 --> product.toml:8:14
  |
8 | requires = { "core.apu" = 1 }
  |              ^^^^^^^^^^
  |
  = hint: declare it under `surfaces` of core, and name it as core.SURFACE

error: product.toml has 1 error

"#]],
        ),
        mac(
            "a text as the floor of a counter",
            "requires = { \"core.api\" = \"1.0\" }",
            str![[r#"
error: the floor of core.api must be a whole number
 --> product.toml:8:27
  |
8 | requires = { "core.api" = "1.0" }
  |                           ^^^^^

error: product.toml has 1 error

"#]],
        ),
        mac(
            "a number as the floor of a version",
            "requires = { core = 1 }",
            str![[r#"
error: the floor of core must be a version in quotes
 --> product.toml:8:21
  |
8 | requires = { core = 1 }
  |                     ^

error: product.toml has 1 error

"#]],
        ),
        mac(
            "a day of a deprecation that the calendar lacks",
            "[[deprecations]]\nsurface = \"core.api\"\nwhat = \"x\"\nsince = \"1.2\"\ndate = \"2027-02-29\"",
            str![[r#"
error: `2027-02-29` is no date: the calendar has no 2027-02-29
  --> product.toml:12:8
   |
12 | date = "2027-02-29"
   |        ^^^^^^^^^^^^
   |
   = hint: write it like 2027-06-01

error: product.toml has 1 error

"#]],
        ),
        mac(
            "a sunset before its deprecation",
            "[[deprecations]]\nsurface = \"core.api\"\nwhat = \"x\"\nsince = \"1.2\"\ndate = \"2027-02-28\"\nsunset = \"2027-01-01\"",
            str![[r#"
error: `sunset` cannot be before `date`, but 2027-01-01 is before 2027-02-28
  --> product.toml:13:10
   |
13 | sunset = "2027-01-01"
   |          ^^^^^^^^^^^^
   |
   = hint: let it be gone on the day of its deprecation or later

error: product.toml has 1 error

"#]],
        ),
        mac(
            "a prerelease as a floor",
            "requires = { core = \"1.2-next.0\" }",
            str![[r#"
error: `at-least` must be stable, but 1.2-next.0 is a prerelease
 --> product.toml:8:21
  |
8 | requires = { core = "1.2-next.0" }
  |                     ^^^^^^^^^^^^
  |
  = hint: use a released version, such as 1.2

error: product.toml has 1 error

"#]],
        ),
        mac(
            "a malformed floor",
            "requires = { core = \"v1.2\" }",
            str![[r#"
error: `v1.2` is no dated version: drop the `v`
 --> product.toml:8:21
  |
8 | requires = { core = "v1.2" }
  |                     ^^^^^^
  |
  = hint: did you mean `1.2`?

error: product.toml has 1 error

"#]],
        ),
        mac(
            "a requirement without a floor",
            "requires = { core = { raise = \"api\" } }",
            str![[r#"
error: a requirement needs the key `at-least`
 --> product.toml:8:21
  |
8 | requires = { core = { raise = "api" } }
  |                     ^^^^^^^^^^^^^^^^^

error: product.toml has 1 error

"#]],
        ),
        core(
            "a component that follows and requires itself",
            "follows = { core = \"api\" }\nrequires = { core = \"1.0\" }",
            str![[r#"
error: core cannot follow itself
 --> product.toml:6:13
  |
6 | follows = { core = "api" }
  |             ^^^^
  |
  = hint: take this entry out

error: core cannot require itself
 --> product.toml:7:14
  |
7 | requires = { core = "1.0" }
  |              ^^^^
  |
  = hint: take this entry out

error: product.toml has 2 errors

"#]],
        ),
        core(
            "a circle",
            "follows = { mac = \"api\" }\n[components.mac]\nfollows = { core = \"release\" }",
            str![[r#"
error: components cannot follow each other in a circle: core -> mac -> core
 --> product.toml:6:13
  |
6 | follows = { mac = "api" }
  |             ^^^
  |
  = hint: take one of these edges out

error: product.toml has 1 error

"#]],
        ),
        only(
            "no lead",
            "version = \"1.0\"",
            str![[r#"
error: no line component leads, so nothing could open a new line
 --> product.toml:3:13
  |
3 | [components.core]
  |             ^^^^
  |
  = hint: add `lead = true` to the component that opens new lines

error: product.toml has 1 error

"#]],
        ),
        core(
            "a deprecation on no line",
            "[[deprecations]]\nsurface = \"core.sdk\"\nwhat = \"x\"\nsince = \"1\"",
            str![[r#"
error: `1` is no line MAJOR.MINOR: MINOR is missing
 --> product.toml:9:9
  |
9 | since = "1"
  |         ^^^
  |
  = hint: write it like "1.3"

error: product.toml has 1 error

"#]],
        ),
        core(
            "a deprecation of no surface",
            "[[deprecations]]\nsurface = \"core\"\nwhat = \"x\"\nsince = \"1.0\"",
            str![[r#"
error: core has no surface `core`
 --> product.toml:7:11
  |
7 | surface = "core"
  |           ^^^^^^
  |
  = hint: declare it under `surfaces` of core, and name it as core.SURFACE

error: product.toml has 1 error

"#]],
        ),
        core(
            "an override in a deprecation",
            "[[deprecations]]\nsurface = \"core\"\nwhat = \"\\u202E\"\nsince = \"1.0\"",
            str![[r#"
error: `what` holds the invisible character U+202E
 --> product.toml:8:8
  |
8 | what = "\u202E"
  |        ^^^^^^^^
  |
  = hint: write it in one script, without invisible characters

error: product.toml has 1 error

"#]],
        ),
        core(
            "many errors at once",
            "a = 1\nnext = \"1.2-next.0\"\ntitle = 1\n[components.mac]\nfollows = { x = \"api\" }",
            str![[r#"
error: a component has no key `a`
 --> product.toml:6:1
  |
6 | a = 1
  | ^
  |
  = hint: `dateline schema` lists the keys

error: `next` must lead above 1.2, but 1.2-next.0 leads to 1.2
 --> product.toml:7:8
  |
7 | next = "1.2-next.0"
  |        ^^^^^^^^^^^^
  |
  = hint: drop `next` where that version was released

error: `title` must be a text in quotes, not a whole number
 --> product.toml:8:9
  |
8 | title = 1
  |         ^

error: there is no component `x`
  --> product.toml:10:13
   |
10 | follows = { x = "api" }
   |             ^
   |
   = hint: declare it under [components]

error: product.toml has 4 errors

"#]],
        ),
    ]
}
