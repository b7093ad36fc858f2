//! Draws the terminal UI into an SVG: `cargo run --example tui_picture -- dark Fjj > examples/tui.svg`.
//!
//! The first argument is the theme of the terminal, `dark` by default, also `light`, `solarized-dark`,
//! `solarized-light`, and `none` without colours; the second is the keys to press; with a third one, `past`, the line has
//! commits and releases. The screen is drawn by the program's own code.

use std::sync::Arc;

use dateline::apply::{Log, LogEntry};
use dateline::pending::{Base, Commit, Pending, Sources};
use dateline::product::Product;
use dateline::tui::{Event, Key, Setup, State, screen_buffer, update};
use dateline::version::{BuildDate, Scheme};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

const SIZE: (u16, u16) = (100, 24);
const CELL: (usize, usize) = (9, 20);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let date = BuildDate::from_ymd(2016, 11, 5)?;
    let product = Product::from_toml(include_str!("chain/3-after-api-fix.toml"))?;
    let (pending, log) = (pending(&product)?, log()?);
    let mut arguments = std::env::args().skip(1);
    let theme = arguments.next().unwrap_or_else(|| "dark".to_owned());
    let mut state = State::new(Setup { size: SIZE, color: theme != "none", ..Setup::new(product, date) });
    let theme = Theme::named(&theme).ok_or("no such theme")?;
    let keys = arguments.next().unwrap_or_else(|| "Fjj".to_owned());
    if arguments.next().is_some_and(|argument| argument == "past") {
        update(&mut state, Event::Pending(Ok(pending)));
        update(&mut state, Event::Released(Ok(log)));
    }
    for key in keys.chars() {
        update(&mut state, Event::Key(Key::Char(key)));
        while state.has_idle_work() {
            update(&mut state, Event::Idle);
        }
    }
    print!("{}", svg(&screen_buffer(&state), &theme));
    Ok(())
}

/// Commits since the last releases, the newest first.
const COMMITS: [(&str, &str, &str); 5] = [
    ("5a031677af", "2016-11-04", "fix(windows): keep the window's place"),
    ("66c1d478ef", "2016-11-04", "feat(core): encrypt blocks at rest"),
    ("b73db71c02", "2016-11-03", "fix(core): close the log on exit"),
    ("be8875c1d9", "2016-11-02", "feat(java-sdk): read encrypted blocks"),
    ("e8bb583f40", "2016-11-01", "chore: release"),
];

fn pending(product: &Product) -> Result<Arc<Pending>, Box<dyn std::error::Error>> {
    let mut commits = Vec::new();
    for (place, (id, day, message)) in COMMITS.into_iter().enumerate() {
        commits.push(Commit {
            id: id.into(),
            parents: COMMITS.get(place + 1).map(|(parent, ..)| (*parent).into()).into_iter().collect(),
            author: "Ada".into(),
            date: Some(BuildDate::parse(day)?),
            message: message.into(),
            ..Commit::default()
        });
    }
    let base = |id: &str| Base::Tag { name: format!("{id}-v1.0.20161101").into(), at: COMMITS.len() - 1 };
    let bases = product.components().iter().map(|component| Some(base(component.id().as_str()))).collect();
    let pending = Pending::of(product, Sources { commits, bases, ..Sources::default() });
    Ok(Arc::new(pending.map_err(|_| "the commits are not understood")?))
}

/// What was released, the newest first.
const RELEASES: [(&str, &str, &str, &str); 10] = [
    ("2016-11-01", "core", "1.0.20161101", "api-fix:core"),
    ("2016-11-01", "java-sdk", "1.0.20161101", "follows the API of core"),
    ("2016-11-01", "mac", "1.0.20161101", "ships core"),
    ("2016-11-01", "windows", "1.0.20161101", "ships core"),
    ("2016-10-26", "mac", "1.0", "catches up"),
    ("2016-10-24", "core", "1.0", "feature:core"),
    ("2016-10-24", "java-sdk", "1.0", "follows the API of core"),
    ("2016-10-24", "windows", "1.0", "ships core"),
    ("2016-10-10", "core", "0.9", "feature:core"),
    ("2016-10-10", "mac", "0.9", "ships core"),
];

fn log() -> Result<Arc<Log>, Box<dyn std::error::Error>> {
    let mut entries = Vec::new();
    for (day, id, version, because) in RELEASES {
        let version = Scheme::Dated.parse(version)?;
        entries.push(LogEntry {
            component: id.parse()?,
            version,
            at: format!("{day}T12:00:00Z").into(),
            by: None,
            because: Some(because.into()),
            tag: Some(format!("{id}-v{version}")),
            reading: None,
            commit: Some(day.replace('-', "").into()),
        });
    }
    Ok(Arc::new(Log { entries, left_out: Vec::new() }))
}

/// The colours that a terminal shows.
struct Theme {
    back: &'static str,
    front: &'static str,
    /// Dimmed text.
    dim: &'static str,
    black: &'static str,
    green: &'static str,
    yellow: &'static str,
    red: &'static str,
    cyan: &'static str,
}

impl Theme {
    fn named(name: &str) -> Option<Theme> {
        let [back, front, dim, black, green, yellow, red, cyan] = match name {
            "dark" | "none" => {
                ["#16181d", "#d6d9e0", "#8d919b", "#16181d", "#7fd88f", "#e5c07b", "#e06c75", "#56b6c2"]
            }
            "light" => {
                ["#ffffff", "#24292f", "#6b7075", "#24292f", "#116329", "#8a5a00", "#a40e26", "#1b7c83"]
            }
            "solarized-dark" => {
                ["#002b36", "#839496", "#52686d", "#073642", "#859900", "#b58900", "#dc322f", "#2aa198"]
            }
            "solarized-light" => {
                ["#fdf6e3", "#657b83", "#9aa7a6", "#073642", "#859900", "#b58900", "#dc322f", "#2aa198"]
            }
            _ => return None,
        };
        Some(Theme { back, front, dim, black, green, yellow, red, cyan })
    }

    fn hex(&self, color: Color, plain: &'static str) -> &'static str {
        match color {
            Color::Black => self.black,
            Color::Green => self.green,
            Color::Yellow => self.yellow,
            Color::Red => self.red,
            Color::Cyan => self.cyan,
            _ => plain,
        }
    }

    /// What a cell is written in, what is behind it, and whether it is bold.
    fn colours(&self, cell: &Cell) -> (&'static str, Option<&'static str>, bool) {
        let plain = if cell.modifier.contains(Modifier::DIM) { self.dim } else { self.front };
        let (front, back) = (self.hex(cell.fg, plain), self.hex(cell.bg, self.back));
        let bold = cell.modifier.contains(Modifier::BOLD);
        let is_plain = cell.bg == Color::Reset;
        if cell.modifier.contains(Modifier::REVERSED) {
            return (back, Some(front), bold);
        }
        (front, (!is_plain).then_some(back), bold)
    }
}

fn svg(buffer: &Buffer, theme: &Theme) -> String {
    let (columns, rows) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let (width, height) = (columns * CELL.0 + 20, rows * CELL.1 + 20);
    let mut picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-size=\"15\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{}\"/>\n",
        theme.back
    );
    for (row, cells) in buffer.content.chunks(columns).enumerate() {
        let mut at = 0;
        for run in cells.chunk_by(|left, right| theme.colours(left) == theme.colours(right)) {
            let is_text = |cell: &&Cell| arms(cell.symbol()).is_none();
            let text: String =
                run.iter().map(|cell| Some(cell).filter(is_text).map_or(" ", Cell::symbol)).collect();
            let (front, back, bold) = theme.colours(&run[0]);
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
            picture += &lines(run, x, y, front);
            at += run.len();
        }
    }
    picture + "</svg>\n"
}

/// Which ways a line goes from the middle of a cell, up, down, left and right, and how thick it is; `None` for text.
fn arms(symbol: &str) -> Option<([bool; 4], usize)> {
    Some(match symbol {
        "\u{2500}" => ([false, false, true, true], 1),
        "\u{2501}" => ([false, false, true, true], 2),
        "\u{2502}" => ([true, true, false, false], 1),
        "\u{2503}" => ([true, true, false, false], 2),
        "\u{250c}" => ([false, true, false, true], 1),
        "\u{250f}" => ([false, true, false, true], 2),
        "\u{2510}" => ([false, true, true, false], 1),
        "\u{2513}" => ([false, true, true, false], 2),
        "\u{2514}" => ([true, false, false, true], 1),
        "\u{2517}" => ([true, false, false, true], 2),
        "\u{2518}" => ([true, false, true, false], 1),
        "\u{251b}" => ([true, false, true, false], 2),
        _ => return None,
    })
}

/// The lines of a frame among some cells: drawn, since no two fonts make them meet those of the next row.
fn lines(run: &[Cell], x: usize, y: usize, front: &str) -> String {
    let half =
        |doubled: usize| format!("{}{}", doubled / 2, if doubled.is_multiple_of(2) { "" } else { ".5" });
    let (mut way, mut width, mut at) = (String::new(), 0, x);
    for same in run.chunk_by(|one, other| one.symbol() == other.symbol()) {
        let end = at + same.len() * CELL.0;
        if let Some(([up, down, left, right], thick)) = arms(same[0].symbol()) {
            let (middle, centre) = (at * 2 + CELL.0, y + CELL.1 / 2);
            let (from, to) = (if left { at * 2 } else { middle }, if right { end * 2 } else { middle });
            if left || right {
                way += &format!("M{} {centre}H{}", half(from), half(to));
            }
            let (from, to) = (if up { y } else { centre }, if down { y + CELL.1 } else { centre });
            for place in (0..same.len()).filter(|_| up || down) {
                way += &format!("M{} {from}V{to}", half(middle + place * 2 * CELL.0));
            }
            width = thick;
        }
        at = end;
    }
    if way.is_empty() {
        return way;
    }
    format!("<path d=\"{way}\" stroke=\"{front}\" stroke-width=\"{width}\" stroke-linecap=\"square\"/>\n")
}
