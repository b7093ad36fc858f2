//! Colours, or none; what they stress always has a word or a sign too.

use ratatui::style::{Color, Modifier, Style};

use super::super::config::Colors;
use super::super::styled::Tone;

#[derive(Debug, Clone, Copy)]
pub(super) struct Theme {
    pub(super) color: bool,
    pub(super) colors: Colors,
}

impl Theme {
    /// A colour, or `plain` where there are none. Colours are never bold: many terminals show bold ones in their bright
    /// colours, which some themes, such as Solarized, use for greys.
    fn colored(self, color: Color, plain: Modifier) -> Style {
        if self.color { Style::new().fg(color) } else { Style::new().add_modifier(plain) }
    }

    pub(super) fn tone(self, tone: Tone) -> Style {
        match tone {
            Tone::Plain => Style::new(),
            Tone::Heading => Theme::heading(),
            Tone::New => self.colored(self.colors.new, Modifier::BOLD),
            Tone::Faint => Theme::faint(),
            Tone::Removed => self.colored(self.colors.removed, Modifier::empty()),
            Tone::Warning => self.colored(self.colors.warning, Modifier::BOLD),
        }
    }

    /// A heading in the frame of a pane, whose colour it does not take.
    pub(super) fn title() -> Style {
        Theme::heading().fg(Color::Reset)
    }

    pub(super) fn heading() -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The text's own colour, dimmed: bright black, the usual grey, is the background of some themes.
    pub(super) fn faint() -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    pub(super) fn focus(self) -> Style {
        self.colored(self.colors.key, Modifier::empty())
    }

    pub(super) fn key(self) -> Style {
        self.colored(self.colors.key, Modifier::BOLD)
    }

    pub(super) fn selected() -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    pub(super) fn bar(self) -> Style {
        if self.color {
            Style::new().fg(self.colors.bar_text).bg(self.colors.bar)
        } else {
            Style::new().add_modifier(Modifier::REVERSED)
        }
    }
}
