//! `postil notes`: what editors have written in the margins.

use std::io::{self, BufWriter, ErrorKind};

use clap::{Args, Subcommand};

use super::report::Printer;
use super::{Global, Outcome};
use crate::anchor::protocol;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};

#[derive(Debug, Args)]
pub struct Notes {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Where passages are in texts: JSON lines in, JSON lines out; needs no site
    Locate,
}

impl Notes {
    pub fn run(self, _global: &Global, printer: &Printer) -> Result<Outcome> {
        match self.command {
            Command::Locate => locate(printer),
        }
    }
}

/// Room for answers before they are written: a pipe's.
const BUFFER: usize = 64 * 1024;

fn locate(printer: &Printer) -> Result<Outcome> {
    let output = BufWriter::with_capacity(BUFFER, io::stdout().lock());
    let faults = match protocol::locate(io::stdin().lock(), output) {
        Ok(faults) => faults,
        // A reader that has gone away (`| head`) wants no more.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(Outcome::Done),
        Err(error) => {
            let message = format!("cannot read requests or write answers: {error}");
            return Err(Error::Machine(message));
        }
    };
    let faults: Vec<Diagnostic> = faults
        .iter()
        .map(|fault| Diagnostic::error("request", fault.to_string()))
        .collect();
    printer.diagnostics(&faults);
    Ok(printer.outcome(&faults))
}
