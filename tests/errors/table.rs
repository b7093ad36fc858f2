//! The table of errors.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use dateline::words::Explain;

use super::kinds::Kinds;

/// The first input of each kind, with what it causes.
pub(crate) struct Table<'k> {
    kinds: &'k Kinds,
    rows: BTreeMap<String, String>,
    /// The folder that inputs are in, which is another one each time.
    folder: Option<String>,
}

impl<'k> Table<'k> {
    pub(crate) fn new(kinds: &'k Kinds) -> Self {
        Table { kinds, rows: BTreeMap::new(), folder: None }
    }

    /// From now on inputs are in `folder`.
    pub(crate) fn enter(&mut self, folder: &Path) {
        self.folder = Some(folder.canonicalize().unwrap().to_str().unwrap().to_owned());
    }

    pub(crate) fn has(&self, kind: &str) -> bool {
        self.rows.contains_key(kind)
    }

    /// Takes the error that `input` causes.
    pub(crate) fn add<E: Explain>(&mut self, input: &str, error: &E) {
        let help: Vec<String> = error.help().iter().map(ToString::to_string).collect();
        self.take(&self.kinds.of(error), input, error.code(), &error.to_string(), &help);
    }

    /// Takes what `room` says where its kind is known by that, and by the code where it is shown.
    pub(crate) fn hear(
        &mut self,
        room: &str,
        input: &str,
        (code, message): (Option<&str>, &str),
        help: &[String],
    ) {
        if let Some(heard) = self.kinds.heard(room, code, message) {
            self.take(&heard.kind, input, &heard.code, message, help);
        }
    }

    /// Takes what the program says where its kind cannot be seen from outside.
    pub(crate) fn take(&mut self, kind: &str, input: &str, code: &str, message: &str, help: &[String]) {
        assert!(self.kinds.all().contains(kind), "{kind} is not in the sources");
        if self.has(kind) {
            return;
        }
        let mut row = format!("input: {}\n{code}: {}\n", input.replace('\n', "\\n"), self.masked(message));
        for help in help {
            writeln!(row, "hint: {}", self.masked(help)).unwrap();
        }
        self.rows.insert(kind.to_owned(), row);
    }

    pub(crate) fn render(&self) -> String {
        let rows = self.rows.iter().map(|(kind, row)| format!("\n{kind}\n{row}"));
        "# What causes each kind of error, its code and message, and its hints. FOLDER, COMMIT and TIME differ each time.\n"
            .to_owned()
            + &rows.collect::<String>()
    }

    /// What is said, with `FOLDER`, `COMMIT` and `TIME` for what differs from run to run.
    fn masked(&self, said: &str) -> String {
        let said =
            self.folder.as_ref().map_or_else(|| said.to_owned(), |folder| said.replace(folder, "FOLDER"));
        let words = said.split_inclusive([' ', ',', '`']).map(|word| {
            let bare = word.trim_end_matches([' ', ',', '`']);
            let is_hash = bare.len() >= 12 && bare.bytes().all(|byte| byte.is_ascii_hexdigit());
            let is_time = bare.len() == 20 && bare.ends_with('Z') && bare.as_bytes()[10] == b'T';
            match () {
                () if is_hash => word.replace(bare, "COMMIT"),
                () if is_time => word.replace(bare, "TIME"),
                () => word.to_owned(),
            }
        });
        words.collect()
    }
}
