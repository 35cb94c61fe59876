//! `postil notes add` and `reply`: a note from the command line.

use std::collections::BTreeSet;
use std::io::Read;
use std::ops::Range;
use std::path::Path;

use clap::Args;
use clap::builder::PossibleValuesParser;
use serde::Serialize;

use super::survey;
use crate::cli::report::{Printer, json};
use crate::cli::{Global, Outcome, root};
use crate::clock;
use crate::content::{Kind, NoteStatus};
use crate::corpus::Corpus;
use crate::diagnostic::printable;
use crate::error::{Error, Result};
use crate::notes::{self, Change, Choice, Found, NewNote};
use crate::site::Survey;
use crate::yaml::Refused;

/// What a note says, wherever it stands.
#[derive(Debug, Clone, Args)]
pub struct Said {
    /// Who writes it, as in `people` of postil.yaml [default: the one whose name git knows]
    #[arg(long, value_name = "ID")]
    pub author: Option<String>,

    /// The note itself, in Markdown; - for standard input
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub body: String,

    #[arg(long, default_value = "draft", value_parser = PossibleValuesParser::new(NoteStatus::ALL.iter().map(|it| it.as_str())))]
    pub status: String,

    /// Tags, parted by commas
    #[arg(long, value_delimiter = ',', value_name = "TAG")]
    pub tags: Vec<String>,

    /// Slugs of articles, pages or entities to see, parted by commas
    #[arg(long, value_delimiter = ',', value_name = "SLUG")]
    pub see: Vec<String>,

    /// Who is to look at it
    #[arg(long, value_name = "ID")]
    pub assign: Option<String>,
}

#[derive(Debug, Args)]
pub struct Add {
    /// The article, by its slug
    #[arg(value_name = "SLUG")]
    pub article: String,

    /// The words it speaks of; without them it speaks of the whole article
    #[arg(long, value_name = "WORDS")]
    pub quote: Option<String>,

    /// What stands right before the words, where they stand more than once
    #[arg(long, default_value = "", requires = "quote")]
    pub prefix: String,

    /// What stands right after them
    #[arg(long, default_value = "", requires = "quote")]
    pub suffix: String,

    /// Which of several places, from 1
    #[arg(long, requires = "quote")]
    pub nth: Option<usize>,

    #[arg(long, default_value = "comment", value_parser = PossibleValuesParser::new(Kind::ALL.iter().map(|it| it.as_str())))]
    pub kind: String,

    /// What a suggestion would put in place of the words
    #[arg(long, value_name = "WORDS", requires = "quote")]
    pub replacement: Option<String>,

    #[command(flatten)]
    pub said: Said,
}

#[derive(Debug, Args)]
pub struct Reply {
    /// The note that it answers
    #[arg(value_name = "ID")]
    pub id: String,

    #[command(flatten)]
    pub said: Said,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    path: &'a str,
}

impl Add {
    pub(super) fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let Some((survey, _)) = survey(global, printer)? else {
            return Ok(Outcome::Unusable);
        };
        let Some(home) = survey.corpus.article(&self.article) else {
            let message = format!(
                "there is no article `{}`: give the name of its folder or file",
                self.article
            );
            return Err(Error::Usage(message));
        };
        let root = root::find(global)?;
        let mut note = self.said.note(&root, &survey)?;
        note.kind = self.kind.parse().unwrap_or_default();
        note.replacement.clone_from(&self.replacement);
        if let Some(quote) = &self.quote {
            let text = home.document().plain.text.as_str();
            let choice = Choice {
                prefix: self.prefix.clone(),
                suffix: self.suffix.clone(),
                nth: self.nth,
            };
            match notes::find(text, quote, &choice) {
                Found::Here(range) => note.targets = vec![notes::choose(text, range, None)],
                other => return Err(Error::Usage(unclear(text, quote, &other))),
            }
        }
        let added = notes::add(&survey.corpus, home, &note, clock::now()?, &BTreeSet::new());
        saved(added, &root, global, printer).map(|()| Outcome::Done)
    }
}

impl Reply {
    pub(super) fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let Some((survey, _)) = survey(global, printer)? else {
            return Ok(Outcome::Unusable);
        };
        let Some((home, parent)) = notes::by_id(&survey.corpus, &self.id) else {
            return Err(super::no_note(&self.id));
        };
        let root = root::find(global)?;
        let note = self.said.note(&root, &survey)?;
        let added = notes::reply(
            &survey.corpus,
            home,
            &parent.id,
            &note,
            clock::now()?,
            &BTreeSet::new(),
        );
        saved(added, &root, global, printer).map(|()| Outcome::Done)
    }
}

impl Said {
    fn note(&self, root: &Path, survey: &Survey) -> Result<NewNote> {
        let known = |id: &String| survey.config.person(id).is_some();
        if let Some(id) = self.assign.as_ref().filter(|id| !known(id)) {
            return Err(Error::Usage(format!(
                "`{id}` is nobody in `people` of postil.yaml"
            )));
        }
        known_slugs(&survey.corpus, &self.see)?;
        Ok(NewNote {
            author: Some(notes::author(self.author.as_deref(), root, &survey.config)?),
            status: self.status.parse().unwrap_or_default(),
            tags: trimmed(&self.tags),
            see: self.see.clone(),
            assigned: self.assign.clone(),
            body: body(&self.body)?,
            ..NewNote::default()
        })
    }
}

/// Tags as they are meant: `ice, weather` has no space in its second.
pub(super) fn trimmed(tags: &[String]) -> Vec<String> {
    let tags = tags.iter().map(|tag| tag.trim().to_owned());
    tags.filter(|tag| !tag.is_empty()).collect()
}

/// Slugs to see must name something, or they are a slip.
fn known_slugs(corpus: &Corpus, slugs: &[String]) -> Result<()> {
    let is_there = |slug: &&String| {
        corpus.articles.contains_key(*slug)
            || corpus.pages.contains_key(*slug)
            || corpus.entities.contains_key(*slug)
    };
    match slugs.iter().find(|slug| !is_there(slug)) {
        None => Ok(()),
        Some(slug) => Err(Error::Usage(format!(
            "`--see {slug}` is no article, page or entity: give the name of its folder or file"
        ))),
    }
}

/// The text of a note: given, or read from standard input.
pub(super) fn body(given: &str) -> Result<String> {
    if given != "-" {
        return Ok(given.to_owned());
    }
    let mut text = String::new();
    let read = std::io::stdin().lock().read_to_string(&mut text);
    read.map_err(Error::io("read", Path::new("standard input")))?;
    Ok(text)
}

fn saved(
    added: std::result::Result<(String, Vec<Change>), Refused>,
    root: &Path,
    global: &Global,
    printer: &Printer,
) -> Result<()> {
    let refused = |why| Error::Usage(format!("this cannot be a note: {why}"));
    let (id, changes) = added.map_err(refused)?;
    notes::save(root, &changes)?;
    let path = changes.last().map_or("", Change::path);
    if global.json {
        json(&Answer { id: &id, path });
    } else {
        printer.say(&format!("{id} → {path}"));
    }
    Ok(())
}

/// Why words do not name a passage, and how they would.
fn unclear(text: &str, quote: &str, found: &Found) -> String {
    use std::fmt::Write;
    let shown = |range: &Range<usize>| {
        let before = super::found::last(text.get(..range.start).unwrap_or_default());
        let after = super::found::first(text.get(range.end..).unwrap_or_default());
        let words = text.get(range.clone()).unwrap_or_default();
        printable(&format!("{before}[{words}]{after}").replace('\n', " "))
    };
    match found {
        Found::Several(places) => {
            let mut message = match places.len() {
                1 => format!("`{quote}` stands in one place, but not as you say:"),
                _ => format!(
                    "`{quote}` stands in several places; say which with --nth, or with --prefix and --suffix:"
                ),
            };
            for (number, range) in (1..).zip(places) {
                // Writing to a string cannot fail.
                let _ = write!(message, "\n  {number}  {}", shown(range));
            }
            message
        }
        Found::Nowhere(Some(nearest)) => {
            format!(
                "`{quote}` does not stand there; the likest words are\n  {}",
                shown(nearest)
            )
        }
        _ => format!("`{quote}` does not stand there"),
    }
}
