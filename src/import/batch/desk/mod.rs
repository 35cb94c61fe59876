//! The editor's desk: a source beside what became of each of its lines, and the choices that change it.
//!
//! What [`choose`] records is read again and saved on the same path as an import. Nothing is kept between two calls.

mod choice;

use std::path::Path;

use serde::Serialize;

use super::record::{Source, warnings};
use super::row::Words;
use super::save;
use super::stored::{RECORD, Stored, source_name};
use super::text::{Text, understand};
use super::{Name, Options, Row};
use crate::config::{self, Config};
use crate::content::exchange::Exchanger;
use crate::error::{Error, Result};
use crate::import::Rules;
use crate::import::choices::{self, Choices, FIELDS};
use crate::import::reading::{Fate, Meta, Reading};
pub use choice::{Choice, Importer, To};

/// An article's source with what became of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct View {
    pub slug: String,
    /// The name of the file that was imported.
    pub file: String,
    /// Its name in the article's folder.
    pub source: String,
    /// Every non-blank line, in order.
    pub lines: Vec<ViewLine>,
    /// Every field that can be chosen, in the order of the front matter.
    pub fields: Vec<ViewField>,
    pub comments: Vec<ViewComment>,
    pub warnings: Vec<String>,
}

/// A line of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ViewLine {
    /// 1-based.
    pub line: usize,
    pub text: String,
    /// `body`, `field`, `comment` or `out`.
    pub kind: &'static str,
    /// In words, as `--explain` prints it: `body`, `body: subhead`, `title`, `comment c3`, `out: teaser`.
    pub fate: String,
    /// The field that it stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<&'static str>,
    /// The id of the reader comment that it is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Whether an editor chose so.
    pub chosen: bool,
    /// The word of that choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<&'static str>,
    /// Whether it might as well have gone the other way.
    pub unsure: bool,
}

/// A reader comment, as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ViewComment {
    pub id: String,
    pub author: Option<String>,
    pub date: Option<String>,
    /// The number of its first line, and its words.
    pub line: usize,
    pub text: String,
    /// Whether an editor chose its author or date.
    pub chosen: bool,
}

/// A field of the front matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ViewField {
    pub field: &'static str,
    /// Its texts: none when it is absent, several only of `authors`.
    pub value: Vec<String>,
    /// The lines that hold it; none of a chosen value.
    pub lines: Vec<usize>,
    /// What the text only suggests, where the field is absent.
    pub guess: Option<ViewGuess>,
    pub chosen: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ViewGuess {
    pub value: String,
    pub lines: Vec<usize>,
    pub why: String,
}

/// The import of an article as it stands.
///
/// # Errors
/// An article that was not imported, or whose files cannot be read.
pub fn look(root: &Path, slug: &str) -> Result<View> {
    let desk = Desk::open(root, slug)?;
    let reading = desk.read(&desk.choices)?;
    Ok(desk.view(&reading))
}

/// Records choices, reads the source again and saves what comes of it. All of them, or on an error none.
///
/// # Errors
/// As [`look`]; a choice that fits no line or no field, or that leaves nothing of the body; a disk that does not take
/// the files; an article that was edited and cannot be merged.
pub fn choose(root: &Path, slug: &str, made: &[Choice]) -> Result<Row> {
    let mut desk = Desk::open(root, slug)?;
    let before = desk.read(&desk.choices)?;
    let mut choices = desk.choices.clone();
    for choice in made {
        choice.record(&mut choices, &before.lines)?;
    }
    let mut reading = desk.read(&choices)?;
    if let Some(reason) = &reading.refusal {
        return Err(Error::Usage(format!("{slug}: {reason}")));
    }
    reading.warnings.splice(0..0, desk.told.drain(..));
    let shown = desk.stored.folder.file(source_name(&desk.source.file));
    let text = Text {
        file_name: desk.source.file,
        sha256: desk.source.sha256,
        bytes: desk.bytes,
        slug: Some(slug.to_owned()),
        choices,
        recorded: desk.stored.bytes,
        settled: made.iter().filter_map(Choice::settles).collect(),
        single: None,
        page: None,
        reading,
    };
    let name = Name {
        slug: slug.to_owned(),
        same_as: None,
        copy_of: None,
    };
    let row = save::save(
        &Exchanger::new(root),
        &shown.to_string_lossy(),
        &text,
        &name,
        &desk.rules,
        &Options::default(),
    )?;
    if let Some(reason) = row.reason {
        return Err(Error::Usage(reason));
    }
    if row.stays {
        return Err(Error::Usage(if row.conflicts > 0 {
            "a merge left this article in two versions, so nothing was written: open index.md, keep one of each two passages between <<<<<<< and >>>>>>> and take the markers out; then choose".to_owned()
        } else {
            format!("nothing was written: {}", row.warnings.join("; "))
        }));
    }
    Ok(row)
}

/// An article's source, open.
struct Desk {
    slug: String,
    stored: Stored,
    source: Source,
    bytes: Vec<u8>,
    choices: Choices,
    /// What is wrong with the choices.
    told: Vec<String>,
    rules: Rules,
}

impl Desk {
    fn open(root: &Path, slug: &str) -> Result<Self> {
        let is_name = !slug.is_empty() && !slug.contains(['/', '\\']) && !slug.starts_with('.');
        let stored = is_name.then(|| Stored::read(root, slug)).flatten();
        let Some(stored) = stored else {
            return Err(Error::Usage(format!(
                "the article `{slug}` was not imported: it has no {RECORD}"
            )));
        };
        let (choices, told) = stored.choices().map_err(Error::Usage)?;
        let Some(bytes) = stored.source_bytes() else {
            let source = stored.source(&[]).file;
            return Err(Error::Usage(format!(
                "the article `{slug}` has lost its source ({})",
                source_name(&source)
            )));
        };
        Ok(Self {
            slug: slug.to_owned(),
            source: stored.source(&bytes),
            stored,
            bytes,
            choices,
            told,
            rules: rules(root)?,
        })
    }

    fn read(&self, choices: &Choices) -> Result<Reading> {
        let companions = self.stored.companions();
        understand(
            &self.source.file, &self.bytes, &companions, &self.rules, choices,
        )
        .map_err(|why| Error::Usage(format!("{}: {why}", self.slug)))
    }

    fn view(&self, reading: &Reading) -> View {
        let found = choices::find(&reading.lines, &self.choices.lines);
        let words = Words::new(reading);
        let lines = reading.lines.iter().enumerate().map(|(index, line)| {
            let choice = found.iter().position(|place| *place == Some(index));
            let choice = choice.and_then(|place| self.choices.lines.get(place));
            ViewLine {
                line: line.number,
                text: line.text.clone(),
                kind: match line.fate {
                    Fate::Body => "body",
                    Fate::Field(_) => "field",
                    Fate::Comment(_) => "comment",
                    Fate::Out(_) => "out",
                },
                fate: words.of(line),
                field: match line.fate {
                    Fate::Field(field) => Some(field.key()),
                    _ => None,
                },
                comment: match line.fate {
                    Fate::Comment(place) => reading.comments.get(place).map(|it| it.id.clone()),
                    _ => None,
                },
                chosen: choice.is_some(),
                to: choice.map(|choice| choice.to.word()),
                unsure: choice.is_none() && reading.unsure.binary_search(&line.number).is_ok(),
            }
        });
        let fields = FIELDS.into_iter().map(|field| {
            let (value, lines) = value(&reading.meta, field);
            let guess = reading.meta.inferred.get(field);
            ViewField {
                field,
                value,
                lines,
                guess: guess.map(|guess| ViewGuess {
                    value: guess.value.clone(),
                    lines: guess.lines.clone(),
                    why: guess.why.clone(),
                }),
                chosen: self.choices.fields.contains_key(field),
            }
        });
        View {
            slug: self.slug.clone(),
            file: self.source.file.clone(),
            source: source_name(&self.source.file).to_owned(),
            lines: lines.collect(),
            fields: fields.collect(),
            comments: self.comments(reading),
            warnings: self.told.iter().cloned().chain(warnings(reading)).collect(),
        }
    }
}

impl Desk {
    fn comments(&self, reading: &Reading) -> Vec<ViewComment> {
        let chosen = choices::of_comments(&reading.lines, &self.choices.comments);
        let line = |number: &usize| reading.lines.iter().find(|it| it.number == *number);
        let comments = reading.comments.iter().enumerate();
        comments
            .map(|(place, comment)| {
                let first = comment.lines.first().and_then(line);
                ViewComment {
                    id: comment.id.clone(),
                    author: comment.author.clone(),
                    date: comment.date.clone(),
                    line: first.map_or(0, |line| line.number),
                    text: first.map_or_else(String::new, |line| line.text.clone()),
                    chosen: chosen.contains(&Some(place)),
                }
            })
            .collect()
    }
}

/// A field's texts and their lines.
fn value(meta: &Meta, field: &str) -> (Vec<String>, Vec<usize>) {
    match field {
        "authors" => meta
            .authors
            .as_ref()
            .map_or_else(Default::default, |found| {
                (found.value.clone(), found.lines.clone())
            }),
        "url" => (meta.url.iter().cloned().collect(), Vec::new()),
        "language" => (meta.language.iter().cloned().collect(), Vec::new()),
        _ => choices::text_of(meta, field).map_or_else(Default::default, |found| {
            (vec![found.value.clone()], found.lines.clone())
        }),
    }
}

/// The rules of the site's `postil.yaml`.
fn rules(root: &Path) -> Result<Rules> {
    let file = root.join(config::FILE);
    match std::fs::read(&file) {
        Ok(bytes) => match Config::read(&bytes) {
            Ok((config, _)) => Ok(config.import),
            Err(_) => Err(Error::Usage(format!("{} cannot be read", config::FILE))),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Rules::default()),
        Err(error) => Err(Error::io("read", &file)(error)),
    }
}
