//! `postil notes`: what editors have written in the margins.

mod accept;
mod add;
mod diff;
mod exchange;
mod found;
mod list;
mod locate;
mod reanchor;
mod set;
mod show;

use std::path::Path;

use clap::{Args, Subcommand};

use super::report::Printer;
use super::{Global, Outcome, root};
use crate::corpus::Audience;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::site::{Options, Site, Survey};
use crate::yaml::Refused;

#[derive(Debug, Args)]
pub struct Notes {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Put the words of suggestions into their articles
    Accept(accept::Accept),
    /// Write a note on words of an article, or on the whole
    Add(Box<add::Add>),
    /// What changed in notes, articles and entities since a revision of git
    Diff(diff::Diff),
    /// Print notes as W3C Web Annotations (JSON-LD)
    Export(exchange::Export),
    /// Take notes in from Web Annotations, Hypothesis or a table of quotes
    Import(exchange::Import),
    /// List notes, drafts too
    List(list::List),
    /// Where passages are in texts: JSON lines in, JSON lines out; needs no site
    Locate,
    /// Look for the words of notes in the texts of today, and mend what is certain
    Reanchor(reanchor::Reanchor),
    /// Answer a note
    Reply(add::Reply),
    /// Change status, kind, tags and the rest of notes
    Set(set::Set),
    /// Show a note with its passages and answers
    Show(show::Show),
}

impl Notes {
    pub fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        match self.command {
            Command::Accept(command) => command.run(global, printer),
            Command::Add(command) => command.run(global, printer),
            Command::Diff(command) => command.run(global, printer),
            Command::Export(command) => command.run(global, printer),
            Command::Import(command) => command.run(global, printer),
            Command::List(command) => command.run(global, printer),
            Command::Locate => locate::locate(printer),
            Command::Reanchor(command) => command.run(global, printer),
            Command::Reply(command) => command.run(global, printer),
            Command::Set(command) => command.run(global, printer),
            Command::Show(command) => command.run(global, printer),
        }
    }
}

/// Reads the site as editors see it. Errors in the files of notes are told: a note that cannot be read is in no list.
/// None: the configuration cannot be used, which was told.
fn survey(global: &Global, printer: &Printer) -> Result<Option<(Survey, Outcome)>> {
    let root = root::find(global)?;
    let (snapshot, mut found) = root::snapshot(&root)?;
    let options = Options {
        audience: Audience::Editors,
        base_url: None,
    };
    match Site::default().survey(&snapshot, &options) {
        Ok(mut survey) => {
            found.append(&mut survey.diagnostics);
            survey.config.check.apply(&mut found);
            found.retain(|diagnostic| diagnostic.is_error() && is_about_a_note(diagnostic));
            found.sort();
            printer.diagnostics(&found);
            let outcome = printer.outcome(&found);
            Ok(Some((survey, outcome)))
        }
        Err(wrong) => {
            printer.diagnostics(&wrong);
            Ok(None)
        }
    }
}

fn is_about_a_note(diagnostic: &Diagnostic) -> bool {
    let place = diagnostic.place.as_ref();
    place.is_some_and(|place| place.path.contains("/notes/"))
}

fn no_note(id: &str) -> Error {
    Error::Usage(format!("there is no note `{id}`: see `postil notes list`"))
}

/// A note that cannot be changed as text.
fn not_lines(path: &Path, why: &Refused) -> Error {
    Error::Usage(format!("{}: {why}", path.display()))
}
