//! The few colours of the reports.

use std::fmt::{self, Display};

use anstyle::{AnsiColor, Style};

pub(super) const HEADING: Style = Style::new().bold();
pub(super) const NEW: Style = AnsiColor::Green.on_default().bold();
pub(super) const FAINT: Style = Style::new().dimmed();
pub(super) const WARNING: Style = AnsiColor::Yellow.on_default();

/// `text` in `style`, padded to `width` columns before it is coloured.
pub(super) fn painted(style: Style, text: impl Display, width: usize) -> impl Display {
    Painted { style, text: text.to_string(), width }
}

struct Painted {
    style: Style,
    text: String,
    width: usize,
}

impl Display for Painted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let padding = self.width.saturating_sub(unicode_width::UnicodeWidthStr::width(self.text.as_str()));
        write!(f, "{}{}{:#}{:padding$}", self.style, self.text, self.style, "")
    }
}
