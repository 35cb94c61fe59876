//! `postil notes accept`: the words of suggestions are put into their articles.

use clap::Args;
use serde::Serialize;

use super::{no_note, survey};
use crate::cli::report::{Printer, json, to_stdout};
use crate::cli::{Global, Outcome, root};
use crate::clock;
use crate::content::article::Correction;
use crate::diagnostic::printable;
use crate::document::Options;
use crate::error::{Error, Result};
use crate::notes::{self, Acceptance, Accepted, Change};

/// The article differs in these words alone; the suggestion becomes `resolved`, and the other notes are anchored anew.
#[derive(Debug, Args)]
pub struct Accept {
    /// The suggestions
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,

    /// Tell readers of it, under `corrections` of the article, with today's date
    #[arg(long, value_name = "TEXT")]
    pub correction: Option<String>,

    /// Who has read it; otherwise who git says you are
    #[arg(long, value_name = "ID")]
    pub reviewed_by: Option<String>,

    /// Show what would stand in the article, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// What `--json` prints for each suggestion, a line each.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    /// Paths of the files that were written or removed, or would be.
    changed: Vec<&'a str>,
    /// Ids of notes whose passages are written anew.
    anchored: &'a [String],
    /// Ids of notes whose words are not there with certainty any more.
    unsure: &'a [String],
}

impl Accept {
    pub(super) fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let root = root::find(global)?;
        for id in &self.ids {
            // Each stands on the texts that the one before has left.
            let Some((survey, _)) = survey(global, printer)? else {
                return Ok(Outcome::Unusable);
            };
            let reviewer = match &self.reviewed_by {
                Some(_) => Some(notes::author(
                    self.reviewed_by.as_deref(),
                    &root,
                    &survey.config,
                )?),
                None => notes::author(None, &root, &survey.config).ok(),
            };
            let correction = self.correction.as_ref().map(|text| -> Result<Correction> {
                Ok(Correction {
                    date: Some(clock::today()?),
                    text: text.trim().to_owned(),
                })
            });
            let how = Acceptance {
                reviewer,
                correction: correction.transpose()?,
                options: Options {
                    smart_punctuation: survey.config.smart_punctuation,
                },
            };
            let accepted = notes::accept(&survey.corpus, id, &how)
                .map_err(|why| Error::Usage(format!("{id}: {why}")))?
                .ok_or_else(|| no_note(id))?;
            if !self.dry_run {
                notes::save(&root, &accepted.changes)?;
            }
            self.tell(id, &accepted, global, printer);
        }
        Ok(Outcome::Done)
    }

    fn tell(&self, id: &str, accepted: &Accepted, global: &Global, printer: &Printer) {
        let changed: Vec<&str> = accepted.changes.iter().map(Change::path).collect();
        if global.json {
            return json(&Answer {
                id,
                changed,
                anchored: &accepted.anchored,
                unsure: &accepted.unsure,
            });
        }
        for path in changed {
            printer.say(path);
        }
        if !accepted.unsure.is_empty() {
            let ids = accepted.unsure.join(", ");
            printer.say(&format!("their words were among those that went: {ids}"));
        }
        if let (true, Some(text)) = (self.dry_run, article(&accepted.changes)) {
            to_stdout(&printable(text));
        }
    }
}

/// The article as it will be.
fn article(changes: &[Change]) -> Option<&str> {
    changes.iter().find_map(|change| match change {
        Change::Replace { path, new, .. } if !path.contains("/notes/") => Some(new.as_str()),
        _ => None,
    })
}
