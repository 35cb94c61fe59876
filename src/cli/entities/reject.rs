//! `postil entities reject`: suggestions that are not to come back.

use clap::Args;

use super::{by_key, finish, read};
use crate::cli::report::Printer;
use crate::cli::{Global, Outcome};
use crate::content::refusals::{self, Refusals};
use crate::content::save::Change;
use crate::entities::{reject, take_back};
use crate::error::{Error, Result};

#[derive(Debug, Args)]
pub(super) struct Reject {
    /// Keys of suggestions
    #[arg(required = true, value_name = "KEY")]
    keys: Vec<String>,
    /// Why, for those who come after
    #[arg(long, value_name = "TEXT", conflicts_with = "undo")]
    reason: Option<String>,
    /// Take refusals back: the keys are those of `suggest --refused`
    #[arg(long)]
    undo: bool,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Reject {
    pub(super) fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let Some(mut site) = read(global, printer)? else {
            return Ok(Outcome::Unusable);
        };
        let all = if self.undo {
            Vec::new()
        } else {
            site.suggestions()
        };
        let before = site.survey.corpus.refusals.clone();
        for key in &self.keys {
            let corpus = &mut site.survey.corpus;
            let change = if self.undo {
                let change = take_back(corpus, key).map_err(|why| Error::Usage(why.to_string()))?;
                Some(change.ok_or_else(|| {
                    Error::Usage(format!(
                        "`{key}` was not rejected: see `postil entities suggest --refused`"
                    ))
                })?)
            } else {
                let suggestion = by_key(corpus, &all, key)?;
                reject(corpus, suggestion, self.reason.as_deref())
                    .map_err(|why| Error::Usage(why.to_string()))?
            };
            match change {
                Some(Change::Create { text, .. } | Change::Replace { new: text, .. }) => {
                    corpus.refusals = refusals::read(text.as_bytes()).0;
                }
                Some(Change::Remove { .. }) => corpus.refusals = Refusals::default(),
                None => {}
            }
        }
        // All of them in one change of one file.
        let change = before.change_to(site.survey.corpus.refusals.text());
        finish(
            global,
            printer,
            &change.into_iter().collect::<Vec<_>>(),
            self.dry_run,
        )
    }
}
