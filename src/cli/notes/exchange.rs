//! `postil notes export` and `import`: notes for other tools, and from them.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use serde::Serialize;

use super::survey;
use crate::cli::report::{Printer, count, json, to_stderr, to_stdout};
use crate::cli::{Global, Outcome, root};
use crate::clock;
use crate::content::{Note, NoteStatus};
use crate::diagnostic::printable;
use crate::error::{Error, Result};
use crate::notes;
use crate::notes::interchange::{self, Receiver, WebAnnotations};

#[derive(Debug, Args)]
pub struct Export {
    /// Only the notes in the folders of these articles
    #[arg(value_name = "SLUG")]
    pub articles: Vec<String>,

    /// Which notes, by status, parted by commas
    #[arg(long, value_delimiter = ',', default_value = "published", value_parser = PossibleValuesParser::new(NoteStatus::ALL.iter().map(|it| it.as_str())))]
    pub status: Vec<String>,
}

/// Forms are told apart by what stands in the file: Web Annotations (JSON-LD), what Hypothesis exports or its API
/// answers, or a table (CSV) whose first line names its columns, `article` and `quote` among them.
#[derive(Debug, Args)]
pub struct Import {
    /// The file; - for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// The article that all of them speak of, whatever addresses they name
    #[arg(long, value_name = "SLUG")]
    pub article: Option<String>,

    /// Write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// One line of what `import --json` prints.
#[derive(Serialize)]
struct Taken<'a> {
    via: &'a str,
    id: Option<&'a str>,
    new: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    lost: &'a [String],
}

impl Export {
    pub(super) fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let Some((survey, outcome)) = survey(global, printer)? else {
            return Ok(Outcome::Unusable);
        };
        if let Some(slug) = self
            .articles
            .iter()
            .find(|slug| survey.corpus.article(slug).is_none())
        {
            return Err(Error::Usage(format!(
                "there is no article `{slug}`: give the name of its folder or file"
            )));
        }
        let base = survey.config.base_url.as_deref().unwrap_or_default();
        let all = WebAnnotations::new(&survey.config, &survey.corpus, &survey.annotations, base);
        let wanted = |note: &Note| {
            let here = self.articles.is_empty() || self.articles.contains(&note.article);
            here && self
                .status
                .iter()
                .any(|status| status == note.status.as_str())
        };
        let title = survey.config.title.as_str();
        let collection = all.collection("notes/index.jsonld", title, wanted);
        let text = serde_json::to_string_pretty(&collection)
            .map_err(|error| Error::Machine(error.to_string()))?;
        to_stdout(&format!("{text}\n"));
        Ok(outcome)
    }
}

impl Import {
    pub(super) fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let Some((survey, outcome)) = survey(global, printer)? else {
            return Ok(Outcome::Unusable);
        };
        let named = self.file.display();
        let text = if self.file.as_os_str() == "-" {
            super::add::body("-")?
        } else {
            let bytes = std::fs::read(&self.file).map_err(Error::io("read", &self.file))?;
            String::from_utf8(bytes).map_err(|_| Error::Usage(format!("{named} is not UTF-8")))?
        };
        let incoming =
            interchange::parse(&text).map_err(|why| Error::Usage(format!("{named}: {why}")))?;
        let receiver = Receiver {
            config: &survey.config,
            corpus: &survey.corpus,
            article: self.article.as_deref(),
            now: clock::now()?,
        };
        let received = interchange::receive(&receiver, &incoming);
        if !self.dry_run {
            notes::save(&root::find(global)?, &received.changes)?;
        }
        let (mut new, mut known, mut left) = (0, 0, 0);
        for row in &received.rows {
            match (&row.id, row.is_new) {
                (Some(_), true) => new += 1,
                (Some(_), false) => known += 1,
                (None, _) => left += 1,
            }
            if global.json {
                json(&Taken {
                    via: &row.via,
                    id: row.id.as_deref(),
                    new: row.is_new,
                    why: row.why.as_deref(),
                    lost: &row.lost,
                });
            } else {
                to_stderr(&printable(&in_words(row)));
            }
        }
        let dry = if self.dry_run {
            "; nothing written (a dry run)"
        } else {
            ""
        };
        printer.say(&format!(
            "{}, {known} there already, {left} left to do{dry}",
            count(new, "new note", "new notes")
        ));
        Ok(if left == 0 { outcome } else { Outcome::Errors })
    }
}

/// What an editor should know of one note; nothing of one that went well.
fn in_words(row: &interchange::Row) -> String {
    let mut lines = String::new();
    let id = row.id.as_deref().unwrap_or("left out");
    if let Some(why) = &row.why {
        lines.push_str(&format!("{} ({id}): {why}\n", row.via));
    }
    if !row.lost.is_empty() {
        lines.push_str(&format!(
            "{} ({id}): not carried: {}\n",
            row.via,
            row.lost.join(", ")
        ));
    }
    lines
}
