//! `postil notes set`: change what notes say of themselves.

use std::path::Path;

use clap::Args;
use clap::builder::PossibleValuesParser;
use jiff::Timestamp;
use serde::Serialize;

use super::add::trimmed;
use super::{no_note, not_lines, survey};
use crate::cli::report::{Printer, json};
use crate::cli::{Global, Outcome, root};
use crate::clock;
use crate::content::{Kind, Note, NoteStatus};
use crate::error::{Error, Result};
use crate::notes::{self, Change, Edits};
use crate::site::Survey;

/// Each change touches the line that says it, and no other.
#[derive(Debug, Args)]
pub struct Set {
    /// The notes
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,

    #[arg(long, value_parser = PossibleValuesParser::new(NoteStatus::ALL.iter().map(|it| it.as_str())))]
    pub status: Option<String>,

    #[arg(long, value_parser = PossibleValuesParser::new(Kind::ALL.iter().map(|it| it.as_str())))]
    pub kind: Option<String>,

    /// Who is to look at it; empty for nobody
    #[arg(long, value_name = "ID")]
    pub assign: Option<String>,

    /// Who has reviewed it; empty for nobody
    #[arg(long, value_name = "ID")]
    pub reviewed_by: Option<String>,

    /// Add tags, parted by commas
    #[arg(long, value_delimiter = ',', value_name = "TAG")]
    pub tag: Vec<String>,

    /// Take tags away
    #[arg(long, value_delimiter = ',', value_name = "TAG")]
    pub untag: Vec<String>,

    /// What a suggestion would put in place of the words; empty for nothing
    #[arg(long, value_name = "WORDS")]
    pub replacement: Option<String>,

    /// A new text, in Markdown; - for standard input
    #[arg(long, value_name = "TEXT")]
    pub body: Option<String>,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Answer<'a> {
    /// Paths of the files that were written.
    changed: Vec<&'a str>,
}

impl Set {
    pub(super) fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let Some((survey, _)) = survey(global, printer)? else {
            return Ok(Outcome::Unusable);
        };
        let changes = self.changes(&survey)?;
        notes::save(root::find(global)?.as_path(), &changes)?;
        let changed: Vec<&str> = changes.iter().map(Change::path).collect();
        if global.json {
            json(&Answer { changed });
        } else {
            for path in changed {
                printer.say(path);
            }
            if changes.is_empty() {
                printer.say("nothing to change");
            }
        }
        Ok(Outcome::Done)
    }

    /// All changes, or none when one of them cannot be made.
    fn changes(&self, survey: &Survey) -> Result<Vec<Change>> {
        for id in [&self.assign, &self.reviewed_by].into_iter().flatten() {
            if !id.is_empty() && survey.config.person(id).is_none() {
                return Err(Error::Usage(format!(
                    "`{id}` is nobody in `people` of postil.yaml"
                )));
            }
        }
        let body = self.body.as_deref().map(super::add::body).transpose()?;
        let at = clock::now()?;
        let mut changes = Vec::new();
        for id in &self.ids {
            let (_, note) = notes::by_id(&survey.corpus, id).ok_or_else(|| no_note(id))?;
            let edits = self.edits(note, body.clone(), at);
            let change = notes::change(note, &edits);
            let path = Path::new(&note.file.path);
            changes.extend(change.map_err(|why| not_lines(path, &why))?);
        }
        Ok(changes)
    }

    fn edits(&self, note: &Note, body: Option<String>, at: Timestamp) -> Edits {
        let touches_tags = !self.tag.is_empty() || !self.untag.is_empty();
        let tags = touches_tags.then(|| {
            let mut tags = note.tags.clone();
            let (added, taken) = (trimmed(&self.tag), trimmed(&self.untag));
            tags.retain(|tag| !taken.contains(tag));
            tags.extend(added.into_iter().filter(|tag| !note.tags.contains(tag)));
            tags
        });
        Edits {
            status: self
                .status
                .as_deref()
                .and_then(|status| status.parse().ok()),
            kind: self.kind.as_deref().and_then(|kind| kind.parse().ok()),
            assigned: self.assign.clone(),
            reviewed_by: self.reviewed_by.clone(),
            replacement: self.replacement.clone(),
            tags,
            see: None,
            body,
            at: Some(at),
        }
    }
}
