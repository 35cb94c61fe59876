//! `postil notes locate`: where passages are, for other tools.

use std::io::{self, BufWriter, ErrorKind};

use crate::anchor::protocol;
use crate::cli::Outcome;
use crate::cli::report::Printer;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};

/// Room for answers before they are written: a pipe's.
const BUFFER: usize = 64 * 1024;

pub(super) fn locate(printer: &Printer) -> Result<Outcome> {
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
