//! `postil entities accept`: suggestions become files.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::merge::say_left_behind;
use super::{by_key, finish, kinds, read};
use crate::cli::report::Printer;
use crate::cli::{Global, Outcome};
use crate::content::save::Change;
use crate::entities::suggest::Proposal;
use crate::entities::{Choice, accept};
use crate::error::{Error, Result};

#[derive(Debug, Args)]
pub(super) struct Accept {
    /// Keys of suggestions
    #[arg(required = true, value_name = "KEY")]
    keys: Vec<String>,
    /// What it is; otherwise what is evident, or else a thing
    #[arg(long, value_parser = PossibleValuesParser::new(kinds()))]
    kind: Option<String>,
    /// The name it is listed under
    #[arg(long)]
    name: Option<String>,
    /// Another name; may be given again
    #[arg(long, value_name = "NAME")]
    alias: Vec<String>,
    /// Its item in Wikidata
    #[arg(long, value_name = "Q16")]
    wikidata: Option<String>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Accept {
    pub(super) fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let single = self.name.is_some() || self.wikidata.is_some() || !self.alias.is_empty();
        if single && self.keys.len() > 1 {
            return Err(Error::Usage(
                "`--name`, `--alias` and `--wikidata` are said of one suggestion: accept the others by themselves".to_owned(),
            ));
        }
        let Some(site) = read(global, printer)? else {
            return Ok(Outcome::Unusable);
        };
        let all = site.suggestions();
        let choice = Choice {
            kind: self.kind.as_deref().and_then(|kind| kind.parse().ok()),
            name: self.name,
            aliases: self.alias,
            wikidata: self.wikidata,
        };
        let mut changes: Vec<Change> = Vec::new();
        for key in &self.keys {
            let suggestion = by_key(&site.survey.corpus, &all, key)?;
            let more = accept(&site.survey.corpus, suggestion, &choice);
            let mut more = more.map_err(|why| Error::Usage(why.to_string()))?;
            more.retain(|it| !changes.contains(it));
            if let Some(twice) = more
                .iter()
                .find(|it| changes.iter().any(|other| other.path() == it.path()))
            {
                return Err(Error::Usage(format!(
                    "two of these change {}: accept them one after the other",
                    twice.path()
                )));
            }
            if suggestion.proposal == Proposal::New && suggestion.kind.or(choice.kind).is_none() {
                printer.say(&format!(
                    "`{key}`: its kind is not evident, so it is a thing; `--kind` says more"
                ));
            }
            changes.extend(more);
        }
        let done = finish(global, printer, &changes, self.dry_run)?;
        for key in &self.keys {
            if let Proposal::Merge { from, into } =
                &by_key(&site.survey.corpus, &all, key)?.proposal
            {
                say_left_behind(&site.survey.corpus, from, into, printer);
            }
        }
        Ok(done)
    }
}
