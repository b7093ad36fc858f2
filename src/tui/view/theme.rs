//! Colours, or none; what they stress is always told by a word or a sign too.

use ratatui::style::{Color, Modifier, Style};

use super::super::styled::Tone;

#[derive(Debug, Clone, Copy)]
pub(super) struct Theme {
    pub(super) color: bool,
}

impl Theme {
    fn colored(self, style: Style, color: Color) -> Style {
        if self.color { style.fg(color) } else { style }
    }

    pub(super) fn tone(self, tone: Tone) -> Style {
        match tone {
            Tone::Plain => Style::new(),
            Tone::Heading => Theme::heading(),
            Tone::New => self.colored(Style::new().add_modifier(Modifier::BOLD), Color::Green),
            Tone::Faint => self.faint(),
            Tone::Removed => self.colored(Style::new(), Color::Red),
            Tone::Warning => self.colored(Style::new().add_modifier(Modifier::BOLD), Color::Yellow),
        }
    }

    pub(super) fn heading() -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    pub(super) fn faint(self) -> Style {
        self.colored(Style::new(), Color::DarkGray)
    }

    pub(super) fn border(self) -> Style {
        self.faint()
    }

    pub(super) fn focus(self) -> Style {
        self.colored(Style::new(), Color::Cyan)
    }

    pub(super) fn key(self) -> Style {
        self.colored(Style::new().add_modifier(Modifier::BOLD), Color::Cyan)
    }

    pub(super) fn selected() -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    pub(super) fn bar(self) -> Style {
        if self.color {
            Style::new().fg(Color::Black).bg(Color::Cyan)
        } else {
            Style::new().add_modifier(Modifier::REVERSED)
        }
    }
}
