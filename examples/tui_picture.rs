//! Draws the terminal UI into an SVG: `cargo run --example tui_picture > examples/tui.svg`.
//!
//! The keys are those of the arguments, `a` by default; the screen is drawn by the program's own code.

use dateline::product::Product;
use dateline::tui::{Event, Key, Setup, State, screen_buffer, update};
use dateline::version::BuildDate;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

const SIZE: (u16, u16) = (100, 30);
const CELL: (usize, usize) = (9, 20);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let date = BuildDate::from_ymd(2016, 11, 5)?;
    let mut state = State::new(Setup {
        product: Product::from_toml(include_str!("chain/3-after-api-fix.toml"))?,
        date,
        today: date,
        prefix: Vec::new(),
        picker: false,
        print_command: false,
        mouse: false,
        color: true,
        size: SIZE,
    });
    let keys = std::env::args().nth(1).unwrap_or_else(|| "Fjj".to_owned());
    for key in keys.chars() {
        update(&mut state, Event::Key(Key::Char(key)));
        while state.has_idle_work() {
            update(&mut state, Event::Idle);
        }
    }
    print!("{}", svg(&screen_buffer(&state)));
    Ok(())
}

fn svg(buffer: &Buffer) -> String {
    let (columns, rows) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let (width, height) = (columns * CELL.0 + 20, rows * CELL.1 + 20);
    let mut picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-size=\"15\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"#16181d\"/>\n"
    );
    for (row, cells) in buffer.content.chunks(columns).enumerate() {
        let mut at = 0;
        for run in cells.chunk_by(|left, right| colours(left) == colours(right)) {
            let text: String = run.iter().map(Cell::symbol).collect();
            let (front, back, bold) = colours(&run[0]);
            let (x, y) = (10 + at * CELL.0, 10 + row * CELL.1);
            let wide = run.len() * CELL.0;
            if let Some(back) = back {
                picture += &format!(
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{}\" fill=\"{back}\"/>\n",
                    CELL.1
                );
            }
            if !text.trim().is_empty() {
                let weight = if bold { " font-weight=\"bold\"" } else { "" };
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                picture += &format!(
                    "<text x=\"{x}\" y=\"{}\" fill=\"{front}\"{weight} textLength=\"{wide}\" xml:space=\"preserve\">\
                     {text}</text>\n",
                    y + 15
                );
            }
            at += run.len();
        }
    }
    picture + "</svg>\n"
}

/// What a cell is written in, what is behind it, and whether it is bold.
fn colours(cell: &Cell) -> (&'static str, Option<&'static str>, bool) {
    let (front, back) = (hex(cell.fg, "#d6d9e0"), hex(cell.bg, "#16181d"));
    let bold = cell.modifier.contains(Modifier::BOLD);
    let is_plain = cell.bg == Color::Reset;
    if cell.modifier.contains(Modifier::REVERSED) {
        return (back, Some(front), bold);
    }
    (front, (!is_plain).then_some(back), bold)
}

fn hex(color: Color, plain: &'static str) -> &'static str {
    match color {
        Color::Black => "#16181d",
        Color::Green => "#7fd88f",
        Color::Yellow => "#e5c07b",
        Color::Cyan => "#56b6c2",
        Color::DarkGray => "#7b8494",
        _ => plain,
    }
}
