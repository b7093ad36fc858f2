//! The files of this folder: cases with their answers, read and written.
//!
//! ```text
//! === NAME
//! --- product.toml                 the product file, where there is one
//! --- product.toml as in NAME      the product file of a case above
//! --- setup                        a script that makes the git repository what it is
//! --- env                          lines NAME=VALUE, or NAME for one that is taken away
//! --- input                        what comes through standard input
//! --- text only                    the case cannot be asked as JSON
//! $ dateline ARGUMENT…             the call; an argument with a space, or an empty one, in quotes
//! --- STATUS CODE: PART, …         exit status, `error.code`, the codes of the errors in it; then all of standard error
//! ```
//!
//! In what goes in, `\\ \" \t \r \xFF \u{1b}` stand for themselves, `\{x*40}` for 40 `x`, and a `\` that ends the last
//! line for no line end. Standard error stands as it is.

use std::fmt::Write;

/// What goes in, and what comes out.
#[derive(Clone, Default)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) product: Option<Vec<u8>>,
    /// The case above whose product file this one has.
    pub(crate) product_of: Option<String>,
    pub(crate) setup: Option<String>,
    /// Variables with their values; those without one are taken away.
    pub(crate) environment: Vec<(String, Option<Vec<u8>>)>,
    pub(crate) input: Option<Vec<u8>>,
    pub(crate) text_only: bool,
    pub(crate) arguments: Vec<Vec<u8>>,
    pub(crate) answer: Answer,
}

#[derive(Clone, Default)]
pub(crate) struct Answer {
    pub(crate) status: i32,
    /// `error.code` in JSON.
    pub(crate) code: String,
    /// The codes of `error.errors` in JSON.
    pub(crate) parts: Vec<String>,
    /// All of standard error.
    pub(crate) stderr: String,
}

/// The cases of a file, after the comment that it starts with.
pub(crate) fn parse(text: &str) -> (String, Vec<Case>) {
    let (comment, rest) = text.split_once("\n=== ").expect("a file has cases");
    let mut cases: Vec<Case> = Vec::new();
    for part in rest.split("\n=== ") {
        let mut case = parse_case(part);
        assert!(cases.iter().all(|other| other.name != case.name), "two cases are named {}", case.name);
        if let Some(of) = &case.product_of {
            let other = cases.iter().find(|other| other.name == *of);
            let other = other.unwrap_or_else(|| panic!("{}: no case {of}", case.name));
            case.product.clone_from(&other.product);
        }
        cases.push(case);
    }
    (comment.to_owned(), cases)
}

fn parse_case(text: &str) -> Case {
    let (name, mut rest) = text.split_once('\n').expect("a case has lines");
    let mut case = Case { name: name.to_owned(), ..Case::default() };
    loop {
        let (head, body) = rest.split_once('\n').unwrap_or((rest, ""));
        if let Some(call) = head.strip_prefix("$ dateline") {
            case.arguments = words(call);
            rest = body;
            continue;
        }
        let head = head.strip_prefix("--- ").unwrap_or_else(|| panic!("{name}: {head:?} starts no section"));
        if head.starts_with(|c: char| c.is_ascii_digit()) {
            // One empty line parts two cases.
            case.answer = parse_answer(head, body.strip_suffix('\n').unwrap_or(body));
            return case;
        }
        let end = body.find("\n--- ").into_iter().chain(body.find("\n$ ")).min();
        let (section, next) = match end {
            _ if body.starts_with("--- ") || body.starts_with("$ ") => ("", body),
            Some(end) => (&body[..=end], &body[end + 1..]),
            None => panic!("{name}: no answer"),
        };
        rest = next;
        match head.split_once(" as in ").unwrap_or((head, "")) {
            ("product.toml", "") => case.product = Some(unescape(section)),
            ("product.toml", of) => case.product_of = Some(of.to_owned()),
            ("setup", _) => case.setup = Some(section.trim_end().to_owned()),
            ("env", _) => case.environment = section.lines().map(variable).collect(),
            ("input", _) => case.input = Some(unescape(section)),
            ("text only", _) => case.text_only = true,
            _ => panic!("{name}: unknown section {head}"),
        }
    }
}

fn variable(line: &str) -> (String, Option<Vec<u8>>) {
    match line.split_once('=') {
        Some((name, value)) => (name.to_owned(), Some(unescape(value))),
        None => (line.to_owned(), None),
    }
}

fn parse_answer(head: &str, stderr: &str) -> Answer {
    let (status, code) = head.split_once(' ').expect("a status and a code");
    let (code, parts) = code.split_once(": ").unwrap_or((code, ""));
    let parts = parts.split(", ").filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let (status, code) = (status.parse().unwrap(), code.to_owned());
    Answer { status, code, parts, stderr: stderr.to_owned() + "\n" }
}

/// The file that [`parse`] reads these from.
pub(crate) fn render(comment: &str, cases: &[Case]) -> String {
    let cases: Vec<String> = cases.iter().map(render_case).collect();
    format!("{comment}\n{}", cases.join("\n"))
}

fn render_case(case: &Case) -> String {
    let mut text = format!("=== {}\n", case.name);
    let mut section = |head: &str, body: &[u8]| {
        let body = escape(body);
        let end = if body.is_empty() || body.ends_with('\n') { "" } else { "\\\n" };
        write!(text, "--- {head}\n{body}{end}").unwrap();
    };
    match (&case.product_of, &case.product) {
        (Some(of), _) => section(&format!("product.toml as in {of}"), b""),
        (None, Some(product)) => section("product.toml", product),
        (None, None) => {}
    }
    if let Some(input) = &case.input {
        section("input", input);
    }
    if case.text_only {
        section("text only", b"");
    }
    if let Some(setup) = &case.setup {
        writeln!(text, "--- setup\n{setup}").unwrap();
    }
    if !case.environment.is_empty() {
        text += "--- env\n";
    }
    for (name, value) in &case.environment {
        let value = value.as_ref().map(|value| format!("={}", escape(value)));
        writeln!(text, "{name}{}", value.unwrap_or_default()).unwrap();
    }
    let words: String = case.arguments.iter().map(|word| " ".to_owned() + &quoted(word)).collect();
    let Answer { status, code, parts, stderr } = &case.answer;
    let parts = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    write!(text, "$ dateline{words}\n--- {status} {code}{parts}\n{stderr}").unwrap();
    text
}

fn quoted(word: &[u8]) -> String {
    let escaped = escape(word).replace('"', "\\\"").replace('\n', "\\n");
    if escaped.is_empty() || escaped.contains(' ') { format!("\"{escaped}\"") } else { escaped }
}

/// The arguments of a call, at spaces outside of quotes.
fn words(line: &str) -> Vec<Vec<u8>> {
    let mut words: Vec<String> = Vec::new();
    let (mut is_quoted, mut is_escaped) = (false, false);
    for c in line.chars() {
        match c {
            '"' if !is_escaped => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            _ => words.last_mut().expect("a space comes first").push(c),
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    words.iter().map(|word| unescape(word)).collect()
}

/// How often something has to stand in a row to be counted.
const RUN: usize = 40;

/// What shows every byte, so that an editor or git cannot change it.
fn escape(mut bytes: &[u8]) -> String {
    let mut text = String::new();
    while let Some(chunk) = bytes.utf8_chunks().next() {
        let unit = [1, 2].into_iter().find_map(|size| {
            let unit = bytes.get(..size)?;
            let count = bytes.chunks(size).take_while(|chunk| *chunk == unit).count();
            (count >= RUN).then_some((unit, count))
        });
        let taken = if let Some((unit, count)) = unit {
            write!(text, "\\{{{}*{count}}}", escape(unit)).unwrap();
            unit.len() * count
        } else if let Some(c) = chunk.valid().chars().next() {
            let next = bytes.get(1);
            match c {
                ' ' if matches!(next, None | Some(b'\n' | b'\r')) => text += "\\x20",
                '\\' => text += "\\\\",
                '\u{80}'.. if c.is_alphabetic() => text.push(c),
                '\n' | ' '..='~' => text.push(c),
                _ => text.extend(c.escape_default()),
            }
            c.len_utf8()
        } else {
            write!(text, "\\x{:02x}", bytes[0]).unwrap();
            1
        };
        bytes = &bytes[taken..];
    }
    text
}

fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend(before.as_bytes());
        let (value, length) = escaped(after);
        bytes.extend(value);
        rest = &after[length..];
    }
    bytes.extend(rest.as_bytes());
    bytes
}

/// What stands for these bytes after a `\`, and how much of the text it takes.
fn escaped(after: &str) -> (Vec<u8>, usize) {
    let c = after.chars().next().expect("something follows a \\");
    let plain = |byte: u8| (vec![byte], 1);
    match c {
        '\n' => (Vec::new(), 1),
        'n' => plain(b'\n'),
        't' => plain(b'\t'),
        'r' => plain(b'\r'),
        '\\' | '"' => plain(u8::try_from(c).unwrap()),
        'x' => (vec![u8::from_str_radix(&after[1..3], 16).unwrap()], 3),
        'u' => {
            let end = after.find('}').expect("a } ends the number");
            let c = u32::from_str_radix(&after[2..end], 16).ok().and_then(char::from_u32).unwrap();
            (c.to_string().into_bytes(), end + 1)
        }
        '{' => {
            let (unit, rest) = after[1..].split_once('*').unwrap();
            let (count, _) = rest.split_once('}').unwrap();
            let length = unit.len() + count.len() + 3;
            (unescape(unit).repeat(count.parse().unwrap()), length)
        }
        _ => panic!("unknown escape \\{c}"),
    }
}

#[test]
fn every_byte_survives_the_file() {
    let product: Vec<u8> =
        (0..=255).chain([b'\\', b' ']).chain([b'a', b'.'].repeat(50)).chain([0xff; 50]).collect();
    let arguments = vec![b"".to_vec(), b" \"\\\n\xff".to_vec(), "é\u{1b}[31m".into(), vec![b'x'; 100_000]];
    let answer =
        Answer { status: 2, code: "usage".to_owned(), stderr: "error: x\n".to_owned(), ..Answer::default() };
    let input = Some(b"no line end".to_vec());
    let case = Case { name: "a".into(), product: Some(product), arguments, input, answer, ..Case::default() };
    let text = render("# Comment\n", std::slice::from_ref(&case));
    let (comment, cases) = parse(&text);
    assert_eq!((comment.as_str(), cases.len()), ("# Comment\n", 1), "{text}");
    let read = &cases[0];
    assert_eq!((&read.product, &read.arguments), (&case.product, &case.arguments), "{text}");
    assert_eq!((&read.input, &read.answer.stderr), (&case.input, &case.answer.stderr), "{text}");
    assert_eq!(render(&comment, &cases), text);
}
