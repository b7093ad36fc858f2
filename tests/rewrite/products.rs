//! Random products, as tables that are yet to be written.

/// Choices made from outside, so that a failing test can shrink them: 0 is always the plainest.
pub(crate) struct Dice(std::vec::IntoIter<u16>);

impl Dice {
    pub(crate) fn new(choices: Vec<u16>) -> Self {
        Dice(choices.into_iter())
    }

    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        usize::from(self.0.next().unwrap_or(0)) % sides
    }

    pub(crate) fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }

    /// Whether something happens that does once in `times`.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.roll(times) == times - 1
    }
}

pub(crate) enum Node {
    Text(String),
    Number(u32),
    Flag(bool),
    Texts(Vec<String>),
    Table(Table),
    Tables(Vec<Table>),
}

pub(crate) type Table = Vec<(String, Node)>;

/// What later components may follow and require.
struct Known {
    id: &'static str,
    version: Option<String>,
    surfaces: Vec<(&'static str, String)>,
}

fn text(value: impl Into<String>) -> Node {
    Node::Text(value.into())
}

/// A random product that keeps the rules.
pub(crate) fn product(dice: &mut Dice) -> Table {
    let ids = ["core", "java-sdk", "mac", "cli", "engine", "frontend"];
    let count = 1 + dice.roll(ids.len());
    let mut components: Vec<(String, Node)> = Vec::new();
    let mut known: Vec<Known> = Vec::new();
    for id in &ids[..count] {
        let scheme =
            if known.is_empty() { "dated" } else { dice.pick(&["dated", "dated", "semver", "dev-patch"]) };
        let mut table: Table = Vec::new();
        if dice.roll(2) == 1 {
            table.push(("title".into(), text(format!("The # \"{id}\" = [1.2, 'x']"))));
        }
        if scheme != "dated" {
            table.push(("scheme".into(), text(scheme)));
        }
        if known.is_empty() || (scheme == "dated" && dice.once_in(3)) {
            table.push(("lead".into(), Node::Flag(true)));
        }
        let version = versions(scheme, dice, &mut table);
        let surfaces = surfaces(version.is_some(), dice, &mut table);
        relations(&known, dice, &mut table);
        if dice.once_in(3) {
            table.push(("publish".into(), Node::Texts(vec!["npm".into(), "cargo".into()])));
        }
        if dice.once_in(4) {
            let path = |name: &str| vec![("path".to_owned(), text(format!("{id}/{name}")))];
            table.push(("manifests".into(), Node::Tables(vec![path("VERSION"), path("package.json")])));
        }
        for place in 0..table.len() {
            let other = dice.roll(table.len() - place);
            table.swap(place, place + other);
        }
        known.push(Known { id, version, surfaces });
        components.push(((*id).into(), Node::Table(table)));
    }
    let mut header: Table = vec![("name".into(), text("Chain"))];
    header.push(("maintain".into(), Node::Number(u32::try_from(dice.roll(3)).unwrap())));
    let mut file =
        vec![("product".into(), Node::Table(header)), ("components".into(), Node::Table(components))];
    if dice.roll(2) == 1 {
        file.swap(0, 1);
    }
    file
}

fn versions(scheme: &str, dice: &mut Dice, table: &mut Table) -> Option<String> {
    let minor = dice.roll(4);
    let id = dice.roll(3);
    let (version, next, older): (String, String, fn(usize) -> String) = match scheme {
        "dated" => (
            format!("1.{minor}{}", dice.pick(&["", ".20161101", ".20161224"])),
            format!("{}-next.{id}", dice.pick(&["2.0", "1.4", "1.5.20161230"])),
            |minor| format!("1.{minor}"),
        ),
        "semver" => (
            format!("0.{minor}.{}", dice.roll(3)),
            format!("{}-next.{id}", dice.pick(&["0.4.0", "1.0.0"])),
            |minor| format!("0.{minor}.7"),
        ),
        _ => (format!("0.{minor}{}", dice.pick(&["", ".1", ".7"])), String::new(), |_| String::new()),
    };
    let has_version = !dice.once_in(4);
    if has_version {
        table.push(("version".into(), text(version.clone())));
    }
    if !next.is_empty() && dice.roll(2) == 1 {
        table.push(("next".into(), text(next)));
    }
    if scheme != "dev-patch" && has_version && dice.roll(2) == 1 {
        let mut entries: Vec<String> = (0..minor).map(older).collect();
        if dice.roll(2) == 0 {
            entries.reverse();
        }
        entries.truncate(dice.roll(4));
        table.push(("maintained".into(), Node::Texts(entries)));
    }
    has_version.then_some(version)
}

fn surfaces(is_released: bool, dice: &mut Dice, table: &mut Table) -> Vec<(&'static str, String)> {
    let mut known = Vec::new();
    let mut surfaces = Vec::new();
    for name in ["api", "sdk"] {
        if dice.roll(3) != 2 {
            continue;
        }
        let mut surface: Table = Vec::new();
        let number = u32::try_from(1 + dice.roll(12)).unwrap();
        let has_next = dice.once_in(3);
        if name == "sdk" {
            surface.push(("version".into(), text(format!("1.{number}"))));
            if has_next {
                surface.push(("next".into(), text(format!("1.{}", number + 1))));
            }
            known.push((name, format!("1.{number}")));
        } else {
            surface.push(("version".into(), Node::Number(number)));
            if has_next {
                surface.push(("next".into(), Node::Number(number + 1)));
            }
            if dice.roll(2) == 1 {
                surface.push(("each".into(), text("change")));
            }
            known.push((name, number.to_string()));
        }
        surface.rotate_left(dice.roll(3) % 2);
        surfaces.push((name.to_owned(), Node::Table(surface)));
    }
    if !surfaces.is_empty() {
        table.push(("surfaces".into(), Node::Table(surfaces)));
    }
    if is_released { known } else { Vec::new() }
}

fn relations(known: &[Known], dice: &mut Dice, table: &mut Table) {
    let mut follows = Vec::new();
    let mut requires = Vec::new();
    for Known { id, version, surfaces } in known {
        if dice.roll(3) == 1 {
            follows.push(((*id).to_owned(), text(dice.pick(&["api", "release"]))));
        }
        let mut require = |key: String, floor: Node, dice: &mut Dice| {
            let long = |floor| vec![("at-least".to_owned(), floor), ("raise".to_owned(), text("api"))];
            let floor = if dice.roll(3) == 0 { floor } else { Node::Table(long(floor)) };
            requires.push((key, floor));
        };
        if let Some(version) = version.as_ref().filter(|_| dice.roll(3) == 1) {
            require((*id).to_owned(), text(version.clone()), dice);
        }
        for (surface, number) in surfaces {
            if dice.roll(3) == 1 {
                let floor = number.parse().map_or_else(|_| text(number.clone()), Node::Number);
                require(format!("{id}.{surface}"), floor, dice);
            }
        }
    }
    if !follows.is_empty() {
        table.push(("follows".into(), Node::Table(follows)));
    }
    if !requires.is_empty() {
        table.push(("requires".into(), Node::Table(requires)));
    }
}
