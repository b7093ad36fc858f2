//! The program `dateline`: reads its arguments, runs one verb, exits with the code that the verb gives.

use std::process::ExitCode;

fn main() -> ExitCode {
    dateline::cli::run(dateline::system::environment::arguments())
}
