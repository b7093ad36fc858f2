//! `schema`, `completions` and `man`: what other programs read.

use std::io;

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::Arguments;
use super::error::CommandError;
use super::output::fill_stdout;
use crate::report::schema::product_file;

/// A schema is JSON whatever the format asked for, and no result with a format version.
pub(super) fn schema() -> Result<(), CommandError> {
    let schema = serde_json::to_string_pretty(&product_file()).unwrap_or_default();
    fill_stdout(|stream| writeln!(stream, "{schema}"))
}

pub(super) fn completions(shell: Shell) -> Result<(), CommandError> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "dateline", &mut text);
    fill_stdout(|stream| stream.write_all(&text))
}

/// One page for the program and all its verbs, in their order.
pub(super) fn man() -> Result<(), CommandError> {
    fill_stdout(|stream| {
        let command = Arguments::command();
        let man = clap_mangen::Man::new(command.clone());
        man.render_title(stream)?;
        man.render_name_section(stream)?;
        man.render_synopsis_section(stream)?;
        man.render_description_section(stream)?;
        man.render_options_section(stream)?;
        verbs(&command, "dateline", stream)?;
        man.render_extra_section(stream)?;
        man.render_version_section(stream)
    })
}

fn verbs(command: &clap::Command, name: &str, stream: &mut dyn io::Write) -> io::Result<()> {
    for verb in command.get_subcommands() {
        let name = format!("{name} {}", verb.get_name());
        writeln!(stream, ".SH \"{}\"", name.to_uppercase())?;
        let man = clap_mangen::Man::new(verb.clone().display_name(name.clone()));
        man.render_description_section(stream)?;
        man.render_options_section(stream)?;
        verbs(verb, &name, stream)?;
    }
    Ok(())
}
