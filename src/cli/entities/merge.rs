//! `postil entities merge`: two entities become one.

use clap::Args;

use super::{finish, read};
use crate::cli::report::Printer;
use crate::cli::{Global, Outcome};
use crate::corpus::Corpus;
use crate::entities::{left_behind, merge};
use crate::error::{Error, Result};

#[derive(Debug, Args)]
pub(super) struct Merge {
    /// The slug of the entity that goes
    from: String,
    /// The slug of the one that it turned out to be
    into: String,
    /// Merge them even if one is a person, say, and the other an event
    #[arg(long)]
    any_kind: bool,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Merge {
    pub(super) fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let Some(site) = read(global, printer)? else {
            return Ok(Outcome::Unusable);
        };
        let corpus = &site.survey.corpus;
        let changes = merge(corpus, &self.from, &self.into, self.any_kind);
        let changes = changes.map_err(|why| Error::Usage(why.to_string()))?;
        let done = finish(global, printer, &changes, self.dry_run)?;
        say_left_behind(corpus, &self.from, &self.into, printer);
        Ok(done)
    }
}

/// Says what only the file of a merged entity has from now on.
pub(super) fn say_left_behind(corpus: &Corpus, from: &str, into: &str, printer: &Printer) {
    let of = |slug: &str| corpus.entities.get(slug).map(|entity| &entity.meta);
    let (Some(from), Some(into)) = (of(from), of(into)) else {
        return;
    };
    let left = left_behind(from, into);
    if !left.is_empty() {
        let (left, path) = (left.join(", "), &from.file.path);
        printer.say(&format!(
            "{path} keeps what `{}` did not take over: {left}",
            into.slug
        ));
    }
}
