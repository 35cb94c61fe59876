//! `postil completions` and `postil man`: what shells and manuals want to know of the command line.

use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man as Page;

use super::report::{Printer, count, json, to_stdout};
use super::{Cli, Global, Outcome};
use crate::error::{Error, Result};
use crate::output::write_atomically;

/// For bash, for example: postil completions bash > ~/.local/share/bash-completion/completions/postil
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell that is to know them
    #[arg(value_enum)]
    pub shell: Shell,
}

impl Completions {
    pub fn run(self) -> Outcome {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "postil", &mut script);
        to_stdout(&String::from_utf8_lossy(&script));
        Outcome::Done
    }
}

/// Prints postil(1), or writes it with a page for each command.
#[derive(Debug, Args)]
pub struct Man {
    /// Write postil.1 and a page for each command into this folder
    #[arg(long, value_name = "DIR")]
    pub to: Option<PathBuf>,
}

impl Man {
    pub fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let mut command = Cli::command();
        command.build();
        let Some(folder) = self.to else {
            to_stdout(&page(command)?);
            return Ok(Outcome::Done);
        };
        let mut written = Vec::new();
        write(&command, &folder, &mut written)?;
        if global.json {
            json(&serde_json::json!({ "written": written }));
        }
        printer.say(&format!(
            "{} in {}",
            count(written.len(), "page", "pages"),
            folder.display()
        ));
        Ok(Outcome::Done)
    }
}

/// Writes the page of a command and those of the commands below it, as `postil-notes-list.1`.
fn write(command: &clap::Command, folder: &Path, written: &mut Vec<String>) -> Result<()> {
    let name = Page::new(command.clone()).get_filename();
    write_atomically(&folder.join(&name), page(command.clone())?.as_bytes())?;
    written.push(name);
    let below = command.get_subcommands();
    for inner in below.filter(|inner| inner.get_name() != "help" && !inner.is_hide_set()) {
        write(inner, folder, written)?;
    }
    Ok(())
}

fn page(command: clap::Command) -> Result<String> {
    let mut page = Vec::new();
    Page::new(command)
        .render(&mut page)
        .map_err(|error| Error::Machine(format!("cannot make the manual: {error}")))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
