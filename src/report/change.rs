//! A change file that was written.

use serde::Serialize;
use serde_json::json;

use super::{Detail, Report, github};
use crate::plan::Change;
use crate::shown::visible;
use crate::words::Line;

/// A change file.
pub struct ChangeReport {
    /// Its path, relative to the product file's folder.
    pub path: String,
    pub content: String,
    pub changes: Vec<Change>,
    pub is_made: bool,
}

impl Report for ChangeReport {
    fn lines(&self, _: Detail) -> Vec<Line> {
        let path = visible(&self.path);
        if self.is_made {
            return vec![Line::plain(format!("Wrote {path}. Commit it with the change."))];
        }
        let content = self.content.lines().map(|line| Line::plain(visible(line)));
        [Line::plain(path), Line::default()].into_iter().chain(content).collect()
    }

    fn json(&self) -> impl Serialize {
        let changes: Vec<String> = self.changes.iter().map(ToString::to_string).collect();
        json!({"file": self.path, "changes": changes, "content": self.content, "written": self.is_made})
    }

    fn markdown(&self) -> String {
        format!("- `{}`\n", visible(&self.path))
    }

    fn github(&self) -> String {
        github::output("file", &visible(&self.path))
    }
}
