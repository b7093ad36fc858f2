//! The terminal UI, where no verb is named: finds it a terminal, does what it asks for, and prints the result.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::args::{Arguments, Color, Global, OutputFormat, Renderings, UiArguments};
use super::error::{CommandError, ErrorKind};
use super::load::{ProductSource, find};
use super::output::{Output, fill_stdout};
use super::ui_apply::{independent, trouble};
use super::ui_error::UiError;
use super::ui_worker::Worker;
use super::{dating, status};
use crate::apply::{Repository, RepositoryPosition, Site};
use crate::plan::Plan;
use crate::product::Product;
use crate::report::json;
use crate::system::{clock, environment, files, screen};
use crate::tui::{self, Config, End, Event, Leave, Open, Setup, Trouble, Work, World, WriteFailure};
use crate::version::BuildDate;
use crate::words::WRITE;

/// Refuses arguments of the UI together with a verb, which would ignore them.
pub(super) fn check(arguments: &Arguments) -> Result<(), CommandError> {
    if arguments.verb.is_none() || arguments.ui.is_default() {
        return Ok(());
    }
    Err(UiError::WithVerb.into())
}

impl UiArguments {
    fn is_default(&self) -> bool {
        let flags = [self.print_command, self.no_mouse, self.accessible, self.dating.allow_future];
        self.print.is_none() && self.dating.date.is_none() && !flags.contains(&true)
    }

    /// Whether standard output is for a result.
    fn prints(&self) -> bool {
        self.print.is_some() || self.print_command
    }
}

pub(super) fn run(global: &Global, ui: &UiArguments, output: &Output) -> Result<(), CommandError> {
    if ui.accessible {
        return by_line(global, ui, output);
    }
    let Some(terminal) =
        terminal(ui).filter(|_| output.format == OutputFormat::Text && !environment::is_dumb())
    else {
        if ui.prints() {
            return Err(UiError::NoTerminal.into());
        }
        return status::run(global, &Renderings { shown: false }, output);
    };
    let (setup, mut world) = prepare(global, ui)?;
    let end = tui::run(setup, terminal, &mut world);
    finish(ui, end.map_err(|error| CommandError::io("use", "the terminal", &error))?, &world, output)
}

/// Where to draw: on standard output, or on standard error where standard output takes the result.
fn terminal(ui: &UiArguments) -> Option<Open> {
    if io::stdout().is_terminal() {
        Some(screen::stdout)
    } else if !ui.prints() {
        None
    } else if io::stderr().is_terminal() {
        Some(screen::stderr)
    } else {
        screen::tty().is_ok().then_some(screen::tty)
    }
}

fn by_line(global: &Global, ui: &UiArguments, output: &Output) -> Result<(), CommandError> {
    let (setup, mut world) = prepare(global, ui)?;
    let mut input = io::stdin().lock();
    let end = if ui.prints() {
        tui::run_by_line(setup, &mut world, &mut input, &mut io::stderr().lock())
    } else {
        tui::run_by_line(setup, &mut world, &mut input, &mut io::stdout().lock())
    };
    finish(ui, end.map_err(|error| CommandError::io("use", "the terminal", &error))?, &world, output)
}

fn prepare(global: &Global, ui: &UiArguments) -> Result<(Setup, FileWorld), CommandError> {
    let date = dating::date(&ui.dating)?;
    let source = find(global)?;
    let mut seen = Vec::new();
    let product = source.product(|bytes| seen = bytes.to_vec())?;
    let today = BuildDate::try_from(clock::today()).unwrap_or(date);
    let color = match global.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => !environment::no_color(),
    };
    let path = match &source {
        ProductSource::Demo => None,
        ProductSource::File(path) => Some(path.clone()),
    };
    let site = path.as_ref().and_then(|path| Site::find(path).ok());
    let setup = Setup {
        today,
        prefix: prefix(global),
        picker: ui.print.is_some(),
        print_command: ui.print_command,
        mouse: !ui.no_mouse,
        read_only: matches!(source, ProductSource::Demo),
        color,
        config: config()?,
        in_git: site.as_ref().is_some_and(|site| site.repository.is_some()),
        size: (0, 0),
        ..Setup::new(product, date)
    };
    let follows_clock = ui.dating.date.is_none() && environment::source_date_epoch().is_none();
    let repository = site.and_then(|site| site.repository);
    let position = repository.as_ref().map(Repository::position);
    let worker = Worker::new(path);
    Ok((setup, FileWorld { worker, source, seen, missed: 0, follows_clock, repository, position }))
}

/// `tui-config`: a file with every default.
pub(super) fn print_config() -> Result<(), CommandError> {
    fill_stdout(|stream| stream.write_all(Config::defaults().as_bytes()))
}

/// The user's own keys and colours, where there is a file with them.
fn config() -> Result<Config, CommandError> {
    let Some(folder) = environment::config_folder() else { return Ok(Config::default()) };
    let path = folder.join("dateline").join("config.toml");
    if !files::exists(&path) {
        return Ok(Config::default());
    }
    let bytes = files::read(&path).map_err(|error| CommandError::file("read", &path, &error))?;
    let name = path.display().to_string();
    let text = String::from_utf8(bytes).map_err(|_| UiError::ConfigNotUtf8(name.clone()))?;
    Config::read(&name, &text).map_err(|error| CommandError::explained(ErrorKind::Invalid, &error))
}

/// The global arguments that name the product.
fn prefix(global: &Global) -> Vec<String> {
    let mut words = Vec::new();
    let mut add = |flag: &str, path: &Option<PathBuf>| {
        if let Some(path) = path {
            words.extend([flag.to_owned(), path.display().to_string()]);
        }
    };
    add("-C", &global.directory);
    add("--product", &global.product);
    if global.demo {
        words.push("--demo".to_owned());
    }
    words
}

fn finish(ui: &UiArguments, end: End, world: &FileWorld, output: &Output) -> Result<(), CommandError> {
    let interrupted = || CommandError::silent(ErrorKind::Interrupted);
    if end.is_gone {
        // Nobody is left to read a message: the exit code says it.
        let code = world.worker.unfinished().map_or(ErrorKind::Interrupted, |error| error.kind);
        return Err(CommandError::silent(code));
    }
    match (end.leave, end.plan) {
        // An apply that was left half-way is reported, though the program was asked to end.
        (Leave::Interrupted, _) => Err(world.worker.unfinished().unwrap_or_else(interrupted)),
        (Leave::Accepted, Some(plan)) if ui.print.is_some() => output.print(&json::document(&plan)),
        // A script that waits for a plan must not go on without one.
        _ if ui.print.is_some() => Err(interrupted()),
        _ => match end.command.filter(|_| ui.print_command) {
            Some(command) => output.print(&(command + "\n")),
            None => Ok(()),
        },
    }
}

/// The product file and the clock, for the UI.
struct FileWorld {
    source: ProductSource,
    /// The bytes of the product file when it was last looked at.
    seen: Vec<u8>,
    /// How often in a row there was no file to look at.
    missed: u8,
    follows_clock: bool,
    worker: Worker,
    repository: Option<Repository>,
    /// Where the repository was when it was last looked at.
    position: Option<RepositoryPosition>,
}

impl World for FileWorld {
    fn has_changed(&mut self) -> bool {
        let ProductSource::File(path) = &self.source else { return false };
        let Ok(bytes) = files::read(path) else {
            // While an editor replaces the file there may be none for a moment: one that is gone twice is reported, once.
            self.missed = self.missed.saturating_add(1);
            return self.missed == 2;
        };
        let has_changed = bytes != self.seen || self.missed > 1;
        self.missed = 0;
        self.seen = bytes;
        has_changed
    }

    fn has_moved(&mut self) -> bool {
        let now = self.repository.as_ref().map(Repository::position);
        let has_moved = now != self.position;
        self.position = now;
        has_moved
    }

    fn reload(&mut self) -> Result<Product, Vec<Trouble>> {
        let mut seen = std::mem::take(&mut self.seen);
        let result = self.source.product(|bytes| seen = bytes.to_vec());
        self.seen = seen;
        result.map_err(|error| independent(&error))
    }

    fn write(&mut self, path: &Path, plan: &Plan, replace: bool) -> Result<(), WriteFailure> {
        if !replace && files::exists(path) {
            return Err(WriteFailure::Exists);
        }
        let content = json::document(&plan);
        files::replace(path, content.as_bytes())
            .map_err(|error| WriteFailure::Failed(trouble(&CommandError::file(WRITE, path, &error))))
    }

    fn begin(&mut self, work: Work) {
        self.worker.begin(work);
    }

    fn events(&mut self) -> Vec<Event> {
        self.worker.events()
    }

    fn today(&mut self) -> Option<BuildDate> {
        if !self.follows_clock {
            return None;
        }
        BuildDate::try_from(clock::today()).ok()
    }
}
