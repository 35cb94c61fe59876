//! `postil entities merge`: two entities become one.

use clap::Args;

use super::{finish, read};
use crate::cli::report::Printer;
use crate::cli::{Global, Outcome};
use crate::entities::merge;
use crate::error::{Error, Result};

#[derive(Debug, Args)]
pub(super) struct Merge {
    /// The slug of the entity that goes
    from: String,
    /// The slug of the one that it turned out to be
    into: String,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Merge {
    pub(super) fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let Some(site) = read(global, printer)? else {
            return Ok(Outcome::Unusable);
        };
        let changes = merge(&site.survey.corpus, &self.from, &self.into);
        let changes = changes.map_err(|why| Error::Usage(why.to_string()))?;
        finish(global, printer, &changes, self.dry_run)
    }
}
