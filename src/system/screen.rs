//! What a terminal is drawn on.

use std::fs::OpenOptions;
use std::io::{self, Write};

/// What takes the bytes that draw.
pub type Canvas = Box<dyn Write + Send>;

/// Standard output.
pub fn stdout() -> io::Result<Canvas> {
    Ok(Box::new(io::stdout()))
}

/// Standard error, where standard output is for the result.
pub fn stderr() -> io::Result<Canvas> {
    Ok(Box::new(io::stderr()))
}

/// The controlling terminal, where both are for something else.
pub fn tty() -> io::Result<Canvas> {
    Ok(Box::new(OpenOptions::new().write(true).open("/dev/tty")?))
}
