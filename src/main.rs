//! The `postil` command. Everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    postil::cli::run(std::env::args_os())
}
