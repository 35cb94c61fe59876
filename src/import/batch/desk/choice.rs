//! [`Choice`]: one decision of an editor, as a page of the desk sends it.

use serde::{Deserialize, Deserializer};
use serde_json::Value as Json;

use crate::error::{Error, Result};
use crate::import::choices::{self, Choices, CommentChoice, FIELDS, FieldChoice, LineChoice, Part};
use crate::import::lines::tidy;
use crate::import::reading::{Fate, SourceLine};

/// One decision. As JSON: `{"line": 14, "text": "…", "to": "body"}`, `{"field": "title", "value": "…"}`,
/// `{"comment": 15, "text": "…", "author": "…", "date": null}`. `to` is a word of [`Part`] or `importer` (which takes a
/// choice back), `value` a text, a list of texts, or null for an absent field. A comment is named by one of its lines; an
/// absent `author` or `date` leaves that as it is. With `"to": "importer"` in place of values, the choice of a field or
/// comment is taken back.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Choice {
    Line {
        line: usize,
        text: String,
        to: To,
    },
    Forget {
        field: String,
        to: Importer,
    },
    Field {
        field: String,
        value: Json,
    },
    ForgetComment {
        comment: usize,
        text: String,
        to: Importer,
    },
    Comment {
        comment: usize,
        text: String,
        #[serde(default, deserialize_with = "given")]
        author: Option<Option<String>>,
        #[serde(default, deserialize_with = "given")]
        date: Option<Option<String>>,
    },
}

/// A value that is there, be it null.
#[expect(
    clippy::option_option,
    reason = "absent, null and a text are three things"
)]
fn given<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum To {
    Part(Part),
    Importer,
}

impl TryFrom<String> for To {
    type Error = String;

    fn try_from(word: String) -> std::result::Result<Self, String> {
        match word.as_str() {
            "importer" => Ok(Self::Importer),
            word => word.parse().map(Self::Part),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Importer {
    Importer,
}

impl Choice {
    /// The field that it gives a value, or leaves without one.
    pub(super) fn settles(&self) -> Option<&'static str> {
        match self {
            Self::Field { field, .. } => choices::field(field),
            _ => None,
        }
    }

    /// Adds it to the choices there are, or takes one back. `lines` are those of the reading with them.
    ///
    /// # Errors
    /// A line that is not there, a field that cannot be chosen, a value that it cannot have.
    pub(super) fn record(&self, choices: &mut Choices, lines: &[SourceLine]) -> Result<()> {
        match self {
            Self::Line { line, text, to } => {
                let there = there(lines, *line, text)?;
                let found = choices::find(lines, &choices.lines);
                let is_it =
                    |index: &Option<usize>| index.and_then(|index| lines.get(index)) == Some(there);
                if let Some(old) = found.iter().position(is_it) {
                    choices.lines.remove(old);
                }
                let To::Part(to) = to else {
                    return Ok(());
                };
                choices.lines.push(LineChoice {
                    line: *line,
                    text: there.text.clone(),
                    to: *to,
                });
                choices.lines.sort_by_key(|choice| choice.line);
            }
            Self::Field { field, value } => {
                let key = known(field)?;
                let choice = FieldChoice::from_json(key, value)
                    .map_err(|wanted| Error::Usage(format!("`{field}`: {wanted}")))?;
                choices.fields.insert(key, choice);
            }
            Self::Forget { field, .. } => {
                choices.fields.remove(known(field)?);
            }
            Self::ForgetComment { comment, text, .. } => {
                take_comment(choices, lines, there(lines, *comment, text)?)?;
            }
            Self::Comment {
                comment,
                text,
                author,
                date,
            } => {
                let there = there(lines, *comment, text)?;
                let old = take_comment(choices, lines, there)?;
                let of_old = |part: fn(CommentChoice) -> Said| old.clone().and_then(part);
                choices.comments.push(CommentChoice {
                    line: *comment,
                    text: there.text.clone(),
                    author: said(author).or_else(|| of_old(|old| old.author)),
                    date: said(date).or_else(|| of_old(|old| old.date)),
                });
                choices.comments.sort_by_key(|choice| choice.line);
            }
        }
        Ok(())
    }
}

/// What is said of an author or a date, which may be that there is none.
type Said = Option<Option<String>>;

/// Tidied; an empty text is none.
fn said(given: &Said) -> Said {
    let text = |text: &String| Some(tidy(text)).filter(|text| !text.is_empty());
    given.as_ref().map(|given| given.as_ref().and_then(text))
}

/// The line of this number, which must still read so.
fn there<'l>(lines: &'l [SourceLine], number: usize, text: &str) -> Result<&'l SourceLine> {
    let wanted = tidy(text);
    lines
        .iter()
        .find(|it| it.number == number && tidy(&it.text) == wanted)
        .ok_or_else(|| {
            Error::Usage(format!(
                "line {number} does not read “{wanted}”: the source has changed; look at it again"
            ))
        })
}

/// Takes out what was chosen for the comment that a line is of.
fn take_comment(
    choices: &mut Choices,
    lines: &[SourceLine],
    line: &SourceLine,
) -> Result<Option<CommentChoice>> {
    let Fate::Comment(place) = line.fate else {
        let number = line.number;
        return Err(Error::Usage(format!(
            "line {number} is of no reader comment: look at it again"
        )));
    };
    let found = choices::of_comments(lines, &choices.comments);
    let old = found.iter().position(|found| *found == Some(place));
    Ok(old.map(|old| choices.comments.remove(old)))
}

fn known(field: &str) -> Result<&'static str> {
    choices::field(field).ok_or_else(|| {
        Error::Usage(format!(
            "`{field}` cannot be chosen; these can: {}",
            FIELDS.join(", ")
        ))
    })
}
