//! `postil entities`: the authority list, and what might stand on it.

mod accept;
mod keys;
mod list;
mod merge;
mod reject;
mod suggest;

use clap::{Args, Subcommand};
use serde::Serialize;

use keys::by_key;

use super::report::{Printer, json, to_stdout};
use super::{Global, Outcome, root};
use crate::content::EntityKind;
use crate::content::save::{Change, save};
use crate::corpus::Audience;
use crate::diagnostic::printable;
use crate::entities::suggest::{Input, Suggestion, Text, suggest};
use crate::error::Result;
use crate::site::{Named, Options, Site, Survey};

#[derive(Debug, Args)]
pub struct Entities {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List entities with how often they are named, drafts too
    List(list::List),
    /// Suggest names that texts hold and no entity has, other spellings, and entities that are one
    Suggest(suggest::Suggest),
    /// Make entities of suggestions, or add their spellings to those that are there
    Accept(accept::Accept),
    /// Never suggest these again
    Reject(reject::Reject),
    /// Make one entity of two: the first gives its names to the second
    Merge(merge::Merge),
}

impl Entities {
    pub fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        match self.command {
            Command::List(command) => command.run(global, printer),
            Command::Suggest(command) => command.run(global, printer),
            Command::Accept(command) => command.run(global, printer),
            Command::Reject(command) => command.run(global, printer),
            Command::Merge(command) => command.run(global, printer),
        }
    }
}

/// The words for kinds.
fn kinds() -> impl Iterator<Item = &'static str> {
    EntityKind::ALL.iter().map(|kind| kind.as_str())
}

/// A site as editors see it, with where its articles name entities.
struct Read {
    survey: Survey,
    named: Named,
    outcome: Outcome,
}

/// Reads the site; what is wrong with it is told. None: the configuration cannot be used.
fn read(global: &Global, printer: &Printer) -> Result<Option<Read>> {
    let root = root::find(global)?;
    let (snapshot, mut diagnostics) = root::snapshot(&root)?;
    let options = Options {
        audience: Audience::Editors,
        base_url: None,
    };
    let mut site = Site::default();
    let mut survey = match site.survey(&snapshot, &options) {
        Ok(survey) => survey,
        Err(found) => {
            diagnostics.extend(found);
            printer.diagnostics(&diagnostics);
            return Ok(None);
        }
    };
    diagnostics.append(&mut survey.diagnostics);
    printer.diagnostics(&diagnostics);
    Ok(Some(Read {
        named: site.name(&survey.corpus),
        outcome: printer.outcome(&diagnostics),
        survey,
    }))
}

impl Read {
    /// All that can be suggested, the most useful first.
    fn suggestions(&self) -> Vec<Suggestion> {
        let corpus = &self.survey.corpus;
        let texts = corpus.articles.iter().map(|(slug, entry)| Text {
            slug,
            plain: &entry.document().plain,
            mentions: self
                .named
                .mentions
                .get(slug)
                .map_or(&[], |all| all.as_slice()),
        });
        suggest(&Input {
            texts: texts.collect(),
            entities: corpus
                .entities
                .values()
                .map(|entity| &entity.meta)
                .collect(),
            slugs: &self.named.vocabulary.slugs,
            refusals: &corpus.refusals,
        })
    }
}

/// What `--json` prints of a command that writes.
#[derive(Serialize)]
struct Changed<'a> {
    /// Paths of the files that were written, or would be.
    changed: Vec<&'a str>,
}

/// Makes changes, or shows them, and says which.
fn finish(
    global: &Global,
    printer: &Printer,
    changes: &[Change],
    dry_run: bool,
) -> Result<Outcome> {
    if !dry_run {
        save(&root::find(global)?, changes)?;
    }
    if global.json {
        json(&Changed {
            changed: changes.iter().map(Change::path).collect(),
        });
        return Ok(Outcome::Done);
    }
    for change in changes {
        printer.say(change.path());
        if let (true, Change::Create { text, .. } | Change::Replace { new: text, .. }) =
            (dry_run, change)
        {
            to_stdout(&printable(text));
        }
    }
    if changes.is_empty() {
        printer.say("nothing to change");
    }
    Ok(Outcome::Done)
}
