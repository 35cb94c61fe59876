//! `postil notes reanchor`: what became of the words of notes; with `--write`, what is certain is mended.

use std::path::Path;

use clap::Args;
use serde::Serialize;

use super::{not_lines, survey};
use crate::anchor::State;
use crate::cli::report::{Printer, count, json, to_stdout};
use crate::cli::{Global, Outcome, root};
use crate::content::Note;
use crate::diagnostic::printable;
use crate::error::Result;
use crate::notes::{self, Mended};

#[derive(Debug, Args)]
pub struct Reanchor {
    /// Only these notes, by id, or the notes of these articles, by slug
    #[arg(value_name = "ID|SLUG")]
    pub only: Vec<String>,

    /// Write certain places into the notes, with the texts they are anchored to
    #[arg(long)]
    pub write: bool,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Answer<'a> {
    passages: Vec<Passage<'a>>,
    /// How many files were written or removed.
    written: usize,
}

#[derive(Serialize)]
struct Passage<'a> {
    id: &'a str,
    path: &'a str,
    article: &'a str,
    state: &'static str,
    confidence: f64,
    then: &'a str,
    now: Option<&'a str>,
    stale: bool,
}

impl Reanchor {
    pub(super) fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let Some((survey, outcome)) = survey(global, printer)? else {
            return Ok(Outcome::Unusable);
        };
        let unknown = |name: &&String| {
            survey.corpus.article(name).is_none() && notes::by_id(&survey.corpus, name).is_none()
        };
        if let Some(name) = self.only.iter().find(unknown) {
            return Err(crate::error::Error::Usage(format!(
                "`{name}` is neither a note nor an article"
            )));
        }
        let wanted = |note: &Note| {
            self.only.is_empty()
                || self.only.contains(&note.id)
                || self.only.contains(&note.article)
        };
        let (mended, changes) = notes::reanchor(&survey.corpus, wanted)
            .map_err(|(path, why)| not_lines(Path::new(&path), &why))?;
        if self.write {
            notes::save(&root::find(global)?, &changes)?;
        }
        let written = if self.write { changes.len() } else { 0 };
        if global.json {
            let passages = mended.iter().map(passage).collect();
            json(&Answer { passages, written });
        } else {
            let lines: Vec<String> = mended.iter().filter_map(line).collect();
            to_stdout(&printable(&lines.concat()));
            printer.say(&self.summary(&mended, written));
        }
        Ok(outcome)
    }

    fn summary(&self, mended: &[Mended], written: usize) -> String {
        let of = |state| mended.iter().filter(|it| it.state == state).count();
        let stale = mended.iter().filter(|it| it.stale).count();
        let counts = format!(
            "{}: {} ok, {} moved, {} to confirm, {} orphaned",
            count(mended.len(), "passage", "passages"),
            of(State::Ok),
            of(State::Moved),
            of(State::Confirm),
            of(State::Orphan)
        );
        match (self.write, stale) {
            (true, _) => format!("{counts}; {} written", count(written, "file", "files")),
            (false, 0) => counts,
            (false, stale) => format!(
                "{counts}; {stale} written otherwise than they stand now: --write mends them"
            ),
        }
    }
}

fn passage(mended: &Mended) -> Passage<'_> {
    Passage {
        id: &mended.id,
        path: &mended.path,
        article: &mended.article,
        state: mended.state.as_str(),
        confidence: mended.confidence,
        then: &mended.then,
        now: mended.now.as_deref(),
        stale: mended.stale,
    }
}

/// A passage of which there is something to say.
fn line(mended: &Mended) -> Option<String> {
    let quoted = |text: &str| {
        format!(
            "“{}”",
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        )
    };
    let then = quoted(&mended.then);
    let words = match (mended.state, mended.now.as_deref()) {
        (State::Ok, _) => return None,
        (State::Moved, Some(now)) => format!("{then} → {}", quoted(now)),
        (State::Confirm, Some(now)) => format!("{then}: perhaps {}", quoted(now)),
        _ => format!("{then}: not there any more"),
    };
    Some(format!(
        "{}  {:<8}{:.2}  {}\n",
        mended.id,
        mended.state.as_str(),
        mended.confidence,
        words
    ))
}
