//! `log`: what was released when, why and by whom.

use super::args::Global;
use super::error::CommandError;
use super::import::unreadable;
use super::load::{self, ProductFile, find, folder_of};
use super::output::Output;
use super::shallow::SHALLOW;
use crate::apply::{Log, Site, log};
use crate::report::LogReport;
use crate::system::tags::is_shallow;

pub(super) fn run(global: &Global, output: &Output) -> Result<(), CommandError> {
    let load::ProductSource::File(path) = find(global)? else {
        let log = Log { entries: Vec::new(), left_out: Vec::new() };
        return output.result(&LogReport { log, is_shallow: false });
    };
    let site = Site::find(&path)?;
    let product = ProductFile::read(&path)?.product;
    let log = log(&site, &product)?;
    let folder = folder_of(&path);
    let is_shallow = site.repository.is_some() && is_shallow(folder).map_err(unreadable)?;
    if is_shallow {
        output.note(SHALLOW);
    }
    output.result(&LogReport { log, is_shallow })
}
