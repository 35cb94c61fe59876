//! `postil notes diff`: what changed since a revision, as a person would read it.

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::cli::report::{Printer, json, to_stdout};
use crate::cli::{Global, Outcome, root};
use crate::diagnostic::printable;
use crate::error::Result;
use crate::review::{self, Counts, Review};

/// Notes, articles and entities that were added, changed or removed since the current branch left REV, what is not
/// committed yet too. The preview shows the same under `-/review/`.
#[derive(Debug, Args)]
pub struct Diff {
    /// A commit, a tag or a branch; otherwise the branch that this one goes back to, else HEAD
    #[arg(value_name = "REV")]
    pub revision: Option<String>,

    /// How to print it
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a terminal
    #[default]
    Text,
    /// To paste into a pull request
    Markdown,
    /// One JSON object, the same as --json
    Json,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Answer<'a> {
    counts: Counts,
    #[serde(flatten)]
    review: &'a Review,
}

impl Diff {
    pub(super) fn run(self, global: &Global, _: &Printer) -> Result<Outcome> {
        let review = review::since(&root::find(global)?, self.revision.as_deref())?;
        let format = if global.json {
            Format::Json
        } else {
            self.format
        };
        match format {
            Format::Json => json(&Answer {
                counts: review.counts(),
                review: &review,
            }),
            Format::Markdown => to_stdout(&printable(&review::markdown(&review))),
            Format::Text => to_stdout(&printable(&review::told(&review))),
        }
        Ok(Outcome::Done)
    }
}
