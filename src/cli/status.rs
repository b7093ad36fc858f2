//! `status`.

use super::args::{Global, Renderings};
use super::error::CommandError;
use super::load::load;
use super::output::Output;
use crate::report::StatusReport;

pub(super) fn run(global: &Global, renderings: &Renderings, output: &Output) -> Result<(), CommandError> {
    output.result(&StatusReport { product: &load(global)?, renderings: renderings.shown })
}
