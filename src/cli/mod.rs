//! The command line: arguments in, one result out, errors in words, exit codes.
//!
//! Results go to standard output, everything else to standard error. Each verb is a function of one file; what it
//! computes comes from the rooms below.

mod apply;
mod args;
mod bump;
mod catch_up;
mod change;
mod check;
mod cli_error;
mod compat;
mod consent;
mod dating;
mod deprecations;
mod error;
mod exit;
mod import;
mod init;
mod load;
mod log;
mod names;
mod notes;
mod output;
mod pending;
mod plan;
mod recover;
mod render;
mod replay;
mod rollout;
mod shallow;
mod shell;
mod status;
mod survey;
mod tag;
#[cfg(feature = "tui")]
mod ui;
#[cfg(feature = "tui")]
mod ui_apply;
#[cfg(feature = "tui")]
mod ui_error;
#[cfg(feature = "tui")]
mod ui_look;
mod ui_worker;
mod undo;
mod usage;
mod version;
mod version_lines;
mod why;

use std::ffi::OsString;
use std::process::ExitCode;

use args::{Arguments, Global, Verb};
use error::CommandError;
use output::Output;

use crate::apply::was_cut_off;
use crate::words::ENTER;

/// Runs the program with `arguments`, the first of which is its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let (output, result) = match args::parse(&arguments) {
        Ok(parsed) => {
            let output = Output::new(&parsed.global);
            let result = dispatch(parsed, &output);
            (output, result)
        }
        Err(error) => {
            let output = Output::guess(&arguments);
            let result = usage::answer(&error, &output);
            (output, result)
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output.report(&error);
            ExitCode::from(error.kind.exit_code())
        }
    }
}

/// Says that an apply was cut off, where the verb does not say so itself.
fn mention_unfinished(global: &Global, verb: &Verb, output: &Output) {
    let has_product_file = !matches!(
        verb,
        Verb::Apply(_)
            | Verb::Recover(_)
            | Verb::Undo(_)
            | Verb::Init(_)
            | Verb::Version(_)
            | Verb::Schema
            | Verb::Completions { .. }
            | Verb::Man
    );
    #[cfg(feature = "tui")]
    let has_product_file = has_product_file && !matches!(verb, Verb::TuiConfig);
    if let (true, Ok(load::ProductSource::File(path))) = (has_product_file, load::find(global))
        && was_cut_off(&path)
    {
        output.note(
            "An apply was cut off here: `dateline recover` finishes it, `dateline recover --abort` reverts it.",
        );
    }
}

fn dispatch(arguments: Arguments, output: &Output) -> Result<(), CommandError> {
    #[cfg(feature = "tui")]
    ui::check(&arguments)?;
    let Arguments { global, verb, .. } = arguments;
    if let Some(folder) = &global.directory {
        crate::system::files::enter(folder).map_err(|error| CommandError::file(ENTER, folder, &error))?;
    }
    let Some(verb) = verb else {
        #[cfg(feature = "tui")]
        return ui::run(&global, &arguments.ui, output);
        #[cfg(not(feature = "tui"))]
        return status::run(&global, &args::Renderings { shown: false }, output);
    };
    mention_unfinished(&global, &verb, output);
    match verb {
        Verb::Status(renderings) => status::run(&global, &renderings, output),
        Verb::Plan(arguments) => plan::run_plan(&global, &arguments, output),
        Verb::Pending(arguments) => pending::run(&global, &arguments, output),
        Verb::Change(arguments) => change::run(&global, &arguments, output),
        Verb::Notes(arguments) => notes::run(&global, &arguments, output),
        Verb::Tag(arguments) => tag::run(&global, &arguments, output),
        Verb::Promote(arguments) => plan::run_promote(&global, &arguments, output),
        Verb::Drop(arguments) => plan::run_drop(&global, &arguments, output),
        Verb::CatchUp(arguments) => catch_up::run(&global, &arguments, output),
        Verb::Why(arguments) => why::run(&global, &arguments, output),
        Verb::Check(arguments) => check::run(&global, &arguments, output),
        Verb::Compat(arguments) => compat::run(&global, &arguments, output),
        Verb::Rollout(arguments) => rollout::run(&global, &arguments, output),
        Verb::Deprecations(arguments) => deprecations::run(&global, &arguments, output),
        Verb::Init(arguments) => init::run(&global, &arguments, output),
        Verb::Import(consent) => import::run(&global, consent, output),
        Verb::Replay => replay::run(&global, output),
        Verb::Apply(arguments) => apply::run(&global, &arguments, output),
        Verb::Recover(arguments) => recover::run(&global, &arguments, output),
        Verb::Undo(arguments) => undo::run(&global, &arguments, output),
        Verb::Log => log::run(&global, output),
        Verb::Version(verb) => version::run(verb, output),
        #[cfg(feature = "tui")]
        Verb::TuiConfig => ui::print_config(),
        Verb::Schema => shell::schema(),
        Verb::Completions { shell } => shell::completions(shell),
        Verb::Man => shell::man(),
    }
}
