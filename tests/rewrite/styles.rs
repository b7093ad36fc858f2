//! Products as TOML, in any of the ways that it has.

use std::fmt::Write as _;

use crate::products::{Dice, Node, Table};

/// Writes tables as TOML, in a style that the dice choose anew for each of them.
pub(crate) struct Writer<'d> {
    dice: &'d mut Dice,
    out: String,
    comments: usize,
    /// Whether lines end in one way.
    line_ending: Option<&'static str>,
}

/// What is behind all comments of a [`Writer`], so that they can be found again.
pub(crate) const COMMENT_END: &str = "/#";

pub(crate) fn write(file: &Table, dice: &mut Dice) -> String {
    let mark = if dice.once_in(4) { "\u{feff}" } else { "" };
    let line_ending = [Some("\n"), Some("\r\n"), None][dice.roll(3)];
    let mut writer = Writer { dice, out: mark.to_owned(), comments: 0, line_ending };
    writer.section("", file);
    let mut out = writer.out;
    if dice.once_in(4) {
        out.truncate(out.trim_end_matches(['\r', '\n']).len());
    }
    out
}

impl Writer<'_> {
    fn end_line(&mut self) {
        let ending = self.line_ending.unwrap_or_else(|| self.dice.pick(&["\n", "\r\n"]));
        self.out.push_str(ending);
    }

    fn comment(&mut self) {
        self.comments += 1;
        write!(self.out, "# c{} \" ' [ {{ , = 1.2 {COMMENT_END}", self.comments).unwrap();
    }

    fn maybe_comment(&mut self) {
        if self.dice.once_in(4) {
            let space = self.dice.pick(&[" ", "", "\t  "]);
            self.out.push_str(space);
            self.comment();
        }
    }

    /// The pairs of the table behind `path`, then the tables that have headers of their own.
    fn section(&mut self, path: &str, table: &Table) {
        let mut later = Vec::new();
        let indent = self.dice.pick(&["", "", "  ", "\t"]);
        self.pairs(path, "", table, indent, &mut later);
        for (path, node) in later {
            if self.dice.once_in(3) {
                self.end_line();
            }
            match node {
                Node::Table(table) => {
                    // A header may be left out where all that is in the table has headers of its own.
                    let is_implied =
                        table.iter().all(|(_, node)| matches!(node, Node::Table(table) if !table.is_empty()));
                    if is_implied && !table.is_empty() && self.dice.roll(2) == 1 {
                        for (key, node) in table {
                            let key = self.key(key);
                            self.header(&format!("{path}.{key}"), node);
                        }
                    } else {
                        self.header(&path, node);
                    }
                }
                other => self.header(&path, other),
            }
        }
    }

    fn header(&mut self, path: &str, node: &Node) {
        let tables: Vec<&Table> = match node {
            Node::Table(table) => vec![table],
            Node::Tables(tables) => tables.iter().collect(),
            _ => panic!("{path} is no table"),
        };
        let (open, close) = if matches!(node, Node::Tables(_)) { ("[[", "]]") } else { ("[", "]") };
        let space = self.dice.pick(&["", "", " "]);
        for table in tables {
            if self.dice.once_in(5) {
                self.comment();
                self.end_line();
            }
            write!(self.out, "{open}{space}{path}{space}{close}").unwrap();
            self.maybe_comment();
            self.end_line();
            self.section(path, table);
        }
    }

    fn pairs<'t>(
        &mut self,
        path: &str,
        dots: &str,
        table: &'t Table,
        indent: &str,
        later: &mut Vec<(String, &'t Node)>,
    ) {
        let width = if self.dice.once_in(3) { 11 } else { 0 };
        for (key, node) in table {
            let name = self.key(key);
            let whole = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            match node {
                Node::Table(table) => match self.dice.roll(3) {
                    0 => {
                        later.push((whole, node));
                        continue;
                    }
                    1 if !table.is_empty() => {
                        let dot = self.dice.pick(&[".", ".", " . "]);
                        self.pairs(&whole, &format!("{dots}{name}{dot}"), table, indent, later);
                        continue;
                    }
                    _ => {}
                },
                Node::Tables(_) if self.dice.roll(2) == 1 => {
                    later.push((whole, node));
                    continue;
                }
                _ => {}
            }
            if self.dice.once_in(6) {
                self.out.push_str(indent);
                self.comment();
                self.end_line();
            }
            write!(self.out, "{indent}{dots}{name:width$}").unwrap();
            self.equals();
            self.value(node, indent);
            self.maybe_comment();
            self.end_line();
        }
    }

    fn equals(&mut self) {
        let equals = self.dice.pick(&[" = ", " = ", "=", "\t=  "]);
        self.out.push_str(equals);
    }

    fn key(&mut self, key: &str) -> String {
        let sides = if key.contains('.') { 2 } else { 6 };
        match self.dice.roll(sides) {
            0 if sides == 2 => format!("\"{key}\""),
            1 => format!("'{key}'"),
            2 => format!("\"{key}\""),
            _ => key.to_owned(),
        }
        .replace("'frontend'", "\"\\u0066rontend\"")
    }

    fn value(&mut self, node: &Node, indent: &str) {
        match node {
            Node::Text(text) => self.text(text),
            Node::Number(number) => {
                let written = match self.dice.roll(5) {
                    3 => format!("+{number}"),
                    4 => format!("0x{number:X}"),
                    _ => number.to_string(),
                };
                self.out.push_str(&written);
            }
            Node::Flag(flag) => self.out.push_str(if *flag { "true" } else { "false" }),
            Node::Texts(texts) => {
                self.list(["[", "]"], texts, indent, |writer, text, _| writer.text(text));
            }
            Node::Tables(tables) => self.list(["[", "]"], tables, indent, Self::inline),
            Node::Table(table) => self.inline(table, indent),
        }
    }

    fn text(&mut self, text: &str) {
        let is_plain = !text.contains(['"', '\'']);
        let escaped = text.replace('"', "\\\"");
        let written = match self.dice.roll(8) {
            2 | 3 if is_plain => format!("'{text}'"),
            4 if is_plain => format!("'''{text}'''"),
            5 => format!("\"\"\"\n{escaped}\\\n   \"\"\""),
            6 => {
                let first = text.chars().next().map_or(0, u32::from);
                let rest: String = text.chars().skip(1).collect();
                format!("\"\\u{first:04X}{}\"", rest.replace('"', "\\\""))
            }
            _ => format!("\"{escaped}\""),
        };
        self.out.push_str(&written);
    }

    fn inline(&mut self, table: &Table, indent: &str) {
        let mut pairs = Vec::new();
        self.flatten("", table, &mut pairs);
        self.list(["{", "}"], &pairs, indent, |writer, (key, node), indent| {
            writer.out.push_str(key);
            writer.equals();
            writer.value(node, indent);
        });
    }

    /// The pairs of an inline table, some of them those of tables within.
    fn flatten<'t>(&mut self, dots: &str, table: &'t Table, pairs: &mut Vec<(String, &'t Node)>) {
        for (key, node) in table {
            let name = self.key(key);
            match node {
                Node::Table(table) if !table.is_empty() && self.dice.once_in(3) => {
                    self.flatten(&format!("{dots}{name}."), table, pairs);
                }
                _ => pairs.push((format!("{dots}{name}"), node)),
            }
        }
    }

    fn list<T>(
        &mut self,
        [open, close]: [&str; 2],
        items: &[T],
        indent: &str,
        mut write: impl FnMut(&mut Self, &T, &str),
    ) {
        self.out.push_str(open);
        let inner = format!("{indent}{}", self.dice.pick(&["  ", "\t", ""]));
        let style = self.dice.roll(6);
        let space = if style == 0 { " " } else { "" };
        let has_last_comma = self.dice.roll(2) == 1;
        let lines = style >= 4;
        for (place, item) in items.iter().enumerate() {
            if lines && (place == 0 || !self.dice.once_in(5)) {
                self.maybe_comment();
                self.end_line();
                self.out.push_str(&inner);
            } else {
                self.out.push_str(if place > 0 { " " } else { space });
            }
            write(self, item, &inner);
            if place + 1 < items.len() || has_last_comma {
                if lines && self.dice.once_in(8) {
                    self.maybe_comment();
                    self.end_line();
                    self.out.push_str(&inner);
                }
                let comma = self.dice.pick(&[",", ",", " ,"]);
                self.out.push_str(comma);
            }
        }
        if lines && !self.dice.once_in(5) || self.out.ends_with(COMMENT_END) {
            self.maybe_comment();
            self.end_line();
            self.out.push_str(indent);
        } else {
            self.out.push_str(space);
        }
        self.out.push_str(close);
    }
}
