//! Views and ways in: matrix, graph, filter, palette, help, long lists, wide characters, small screens, the mouse.

use dateline::tui::{Event, Key, MIN_SIZE, screen_buffer};
use ratatui::style::{Color, Modifier};

use crate::journey::{Journey, setup, travel};

const CHAIN: &str = "product.toml";

#[test]
fn the_matrix_shows_what_every_change_would_give() {
    travel("matrix", CHAIN, "2016-11-01", |journey| {
        journey.press("m").look("all cases at once");
        journey.press("lj<Enter>").look("api-fix of java-sdk goes into the plan");
        assert_eq!(journey.state.command_line().unwrap(), "dateline plan api-fix:java-sdk --date 2016-11-01");
        journey.press("m");
        assert!(journey.screen().contains("Plan"), "m closes it");
    });
}

#[test]
fn the_graph_lights_the_way_of_the_plan() {
    travel("graph", "tests/cases/promotion/product.toml", "2017-05-12", |journey| {
        journey.press("ag").look("an API fix of core");
        journey.press("j<Enter>").look("sdk is selected");
        journey.press("gG");
        assert!(journey.screen().contains("▶ ○ old"), "G goes to the last");
        journey.press("qG");
        assert!(journey.screen().contains("Components 8/8"));
        journey.event(Event::Key(Key::Char('g')));
        let screen = journey.screen();
        let at = screen.lines().find(|line| line.contains('\u{25b6}'));
        assert!(at.is_some_and(|line| line.contains(" lib ")), "at once, at the component:\n{screen}");
        journey.press("gj<Enter>");
        assert!(journey.screen().contains("Components 2/8"), "g goes to the first there");
    });
}

#[test]
fn the_filter_works_as_one_types() {
    travel("filter", CHAIN, "2016-11-01", |journey| {
        journey.press("/inst").look("typing");
        journey.press("<Enter>f").look("kept, and planned on");
        assert_eq!(journey.state.command_line().unwrap(), "dateline plan fix:windows --date 2016-11-01");
        journey.press("<Esc>");
        assert!(journey.screen().contains("Components 4/4"), "the selected component stays selected");
        journey.press("/zzz").look("nothing has that");
        journey.press("<Esc>");
        assert!(journey.screen().contains("Components"));
    });
}

#[test]
fn the_palette_completes_commands() {
    travel("palette", CHAIN, "2016-11-01", |journey| {
        journey.press(":api-fe").look("completing the kind");
        journey.press("<Tab>m").look("completing the component");
        journey.press("<Enter>").look("planned");
        assert_eq!(journey.state.command_line().unwrap(), "dateline plan api-feature:mac --date 2016-11-01");
        journey.press(":date 2016-02-30<Enter>").look("what is wrong is told there");
        journey.press("<C-u>date 2016-11-02<Enter>");
        assert!(journey.state.command_line().unwrap().ends_with("--date 2016-11-02"));
        journey.press(":zzz<Enter>");
        assert!(journey.screen().contains("unknown command"));
    });
}

#[test]
fn the_palette_completes_changes_of_surfaces() {
    travel("surfaces", "examples/picloud/after-1.0.toml", "2026-11-01", |journey| {
        journey.press(":addition:").look("the surfaces of all components");
        journey.press("<C-u>fix:").look("components that have surfaces offer them too");
        journey.press("<C-u>breaking:picloud.w<Enter>").look("the first is planned, with what it moves");
        assert!(journey.state.command_line().unwrap().starts_with("dateline plan breaking:picloud.wire"));
        assert!(!journey.state.plan().unwrap().surfaces.is_empty());
        journey.press(":addition:picloud<Enter>").look("Enter runs the suggestion that is selected");
        journey.press("<Esc>:fix:picloud.none<Enter>").look("there is no such surface");
        journey.press(":dev:").look("nothing is a dev-patch component");
    });
}

#[test]
fn the_readme_shows_the_main_screen_as_it_is() {
    let mut journey = Journey::on("examples/chain/3-after-api-fix.toml", "2016-11-05", (80, 24));
    journey.press("F");
    let readme = std::fs::read_to_string("README.md").unwrap();
    let start = readme.find("```text\n Chain ").unwrap() + "```text\n".len();
    let end = start + readme[start..].find("```").unwrap();
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        std::fs::write("README.md", readme[..start].to_owned() + &journey.screen() + &readme[end..]).unwrap();
        return;
    }
    snapbox::assert_data_eq!(journey.screen(), snapbox::Data::text(readme[start..end].to_owned()).raw());
}

#[test]
fn the_help_scrolls_and_the_command_line_is_shown() {
    travel("help", CHAIN, "2016-11-01", |journey| {
        journey.press("?").look("help");
        journey.press("<PgDn>").look("further down");
        journey.press("qay").look("the command line");
    });
}

#[test]
fn the_help_of_a_view_starts_at_its_keys_and_goes_back_to_it() {
    let views = [
        ("D", "Calendar"),
        ("p", "Promote and catch up"),
        ("m", "Matrix"),
        ("g", "Graph"),
        ("l", "Maintained lines"),
    ];
    for (key, title) in views {
        let mut journey = Journey::on("tests/cases/promotion/product.toml", "2017-05-12", (80, 24));
        let before = journey.press("f").press(key).screen();
        let help = journey.press("?").screen();
        assert_eq!(help.lines().nth(2).unwrap().trim_matches(['┃', ' ']), title);
        assert_eq!(journey.press("jG?").screen(), before, "{title}");
    }
}

#[test]
fn the_screen_is_drawn_anew_at_a_key() {
    let mut journey = Journey::on(CHAIN, "2016-11-01", (80, 24));
    let before = journey.press("f").screen();
    assert_eq!(journey.press("<C-l>").screen(), before);
    assert_eq!(journey.effects, [dateline::tui::Effect::Redraw]);
}

#[test]
fn a_pane_takes_the_whole_screen() {
    travel("zoom", CHAIN, "2016-11-01", |journey| {
        journey.press("a<Tab><Tab>z").look("the plan alone");
        journey.press("<Esc><Tab>");
        assert!(journey.screen().contains("Components 1/4"));
    });
}

pub fn long_line(count: usize) -> String {
    let mut file = "[product]\nname = 'Long'\n[components.core]\nlead = true\nversion = '1.0'\n".to_owned();
    for place in 1..count {
        let edge = if place % 2 == 0 { "api" } else { "release" };
        file += &format!("[components.part-{place:04}]\nversion = '1.0'\nfollows.core = '{edge}'\n");
    }
    file
}

#[test]
fn a_line_of_two_thousand_components_scrolls() {
    for size in crate::journey::SIZES {
        let mut journey = Journey::new(setup(&long_line(2000), "2016-11-01", size));
        journey.press("a").look("an API fix of core moves all");
        journey.press("G").look("the last component");
        journey.press("<PgUp>kk<Tab><Tab><PgDn>").look("a page up, and the plan scrolled");
        journey.press("m").look("the matrix there");
        journey.press("<Esc>/part-1234<Enter>").look("found by the filter");
        let plans = journey.state.plans_computed();
        journey.press("jjk<Tab>?<Esc>g<Esc>z");
        assert_eq!(journey.state.plans_computed(), plans, "nothing to plan, nothing planned");
        assert_eq!(plans, 1);
        journey.is_as_in("two-thousand", size);
    }
}

#[test]
fn wide_characters_and_combining_marks_keep_the_columns() {
    let file = "[product]\nname = '製品'\n[components.core]\ntitle = '製品コア'\nlead = true\nversion = '1.0'\n\
                [components.cafe]\ntitle = \"Cafe\u{301} cre\u{300}me\"\nversion = '1.0'\nfollows.core = 'api'\n\
                [components.plain]\ntitle = 'Plain, and so long a title that it must be cut'\nversion = '1.0'\n";
    for size in crate::journey::SIZES {
        let mut journey = Journey::new(setup(file, "2016-11-01", size));
        journey.press("a").look("the versions stand below each other");
        let screen = journey.screen();
        let columns: Vec<usize> = screen
            .lines()
            .filter(|line| line.starts_with('┃') && line.contains(" 1.0 "))
            .map(|line| unicode_width::UnicodeWidthStr::width(line.split(" 1.0 ").next().unwrap()))
            .collect();
        assert_eq!(columns.len(), 3);
        assert!(columns.windows(2).all(|pair| pair[0] == pair[1]), "{columns:?}");
        journey.is_as_in("wide", size);
    }
}

#[test]
fn a_screen_that_is_too_small_asks_for_room_and_keeps_the_plan() {
    let mut journey = Journey::on(CHAIN, "2016-11-01", (80, 24));
    journey.press("a").event(Event::Resize(59, 15));
    assert!(journey.screen().contains("needs 60 x 16"));
    journey.press("fxB");
    for size in [(0, 0), (1, 1), (0, 50), (50, 0), (2, 1)] {
        journey.event(Event::Resize(size.0, size.1));
        journey.screen();
    }
    journey.event(Event::Resize(MIN_SIZE.0, MIN_SIZE.1));
    assert!(journey.screen().contains("1.0.20161101"));
    assert_eq!(journey.state.command_line().unwrap(), "dateline plan api-fix:core --date 2016-11-01");
}

#[test]
fn a_screen_that_is_too_small_asks_before_a_plan_is_lost() {
    let mut journey = Journey::on(CHAIN, "2016-11-01", (80, 24));
    // Whatever lies over the main screen: none of it can be seen.
    journey.press("am").event(Event::Resize(40, 8)).press("q");
    assert!(journey.screen().contains("The plan would be lost.\ny leave, n stay"));
    assert_eq!(journey.effects, []);
    journey.press("n");
    assert!(journey.screen().contains("make room, or q quits"));
    journey.press("qy");
    assert_eq!(journey.effects, [dateline::tui::Effect::Quit(dateline::tui::Leave::Done)]);
}

#[test]
fn what_a_component_is_stands_in_words_on_the_least_screen() {
    let mut journey = Journey::on("tests/cases/promotion/product.toml", "2017-05-12", MIN_SIZE);
    let screen = journey.press("A").screen();
    let line = |id: &str| screen.lines().find(|line| line.contains(id)).unwrap_or_default().to_owned();
    assert!(line("▶ core").contains("api-feature"), "{screen}");
    let screen = journey.press("x").screen();
    let line = |id: &str| screen.lines().find(|line| line.contains(id)).unwrap_or_default().to_owned();
    assert!(line("▶ core").contains("1.2-next.4"), "{screen}");
}

#[test]
fn a_key_that_finds_no_component_says_so() {
    let mut journey = Journey::on(CHAIN, "2016-11-01", (80, 24));
    let screen = journey.press("/zzz<Enter>f").screen();
    assert!(screen.contains("no component is selected: Esc clears the filter"), "{screen}");
    assert!(screen.contains("┌ Component ─"), "{screen}");
    assert!(journey.press("<Esc>f").state.plan().is_some());
}

#[test]
fn the_header_keeps_what_matters_on_the_least_screen() {
    let mut journey = Journey::on(CHAIN, "2016-11-01", MIN_SIZE);
    let header = |journey: &mut Journey, keys: &str| {
        journey.press(keys).screen().lines().next().unwrap_or_default().to_owned()
    };
    assert!(header(&mut journey, "F").ends_with("· 1 behind · 3 in plan"));
    let crowded = header(&mut journey, "n");
    assert!(crowded.starts_with(" C") && crowded.ends_with("· prereleases · 3 in plan"), "{crowded}");
}

#[test]
fn without_colours_nothing_is_missing() {
    let file = std::fs::read_to_string(CHAIN).unwrap();
    let mut plain = setup(&file, "2016-11-01", (80, 24));
    plain.color = false;
    let (mut plain, mut coloured) = (Journey::new(plain), Journey::on(CHAIN, "2016-11-01", (80, 24)));
    for keys in ["a", "g", "<Esc>m", "<Esc>D", "<Esc>p"] {
        assert_eq!(plain.press(keys).screen(), coloured.press(keys).screen());
    }
    let buffer = screen_buffer(&plain.state);
    assert!(buffer.content.iter().all(|cell| cell.fg == Color::Reset));
}

#[test]
fn faint_text_is_dim_and_never_a_colour_that_a_theme_has_as_its_background() {
    for keys in ["F", "Fm", "FD", "F:"] {
        let mut journey = Journey::on(CHAIN, "2016-11-01", (100, 30));
        let buffer = screen_buffer(&journey.press(keys).state);
        let bright = [Color::DarkGray, Color::Gray, Color::White, Color::Black];
        // The bar at the top has a background of its own.
        let below = buffer.content.iter().skip(100);
        assert!(below.clone().all(|cell| !bright.contains(&cell.fg)), "{keys}");
        assert!(below.clone().any(|cell| cell.modifier.contains(Modifier::DIM)), "{keys}");
        let ansi = [Color::Green, Color::Yellow, Color::Red, Color::Cyan, Color::Black, Color::Reset];
        let has_16 = |cell: &ratatui::buffer::Cell| ansi.contains(&cell.fg) && ansi.contains(&cell.bg);
        assert!(buffer.content.iter().all(has_16), "a terminal of 16 colours has them all: {keys}");
        let is_bright =
            |cell: &ratatui::buffer::Cell| cell.fg != Color::Reset && cell.modifier.contains(Modifier::BOLD);
        assert!(!below.clone().any(is_bright), "bold colours become bright ones: {keys}");
    }
}
