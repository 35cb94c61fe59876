//! The small shapes that many pages share. All `url`s are relative to the page they are made for.

use serde::Serialize;

use crate::text::edtf::Edtf;

/// A date as precise as it is known.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Date {
    /// As in the front matter.
    pub edtf: String,
    /// For the `datetime` attribute; none for an interval.
    pub iso: Option<String>,
    /// `19 January 2017`, `January 2017`, `about January 2017`
    pub text: String,
    pub year: String,
    pub approximate: bool,
}

impl From<&Edtf> for Date {
    fn from(date: &Edtf) -> Self {
        Self {
            edtf: date.to_string(),
            iso: date.html(),
            text: date.in_words(),
            year: date.start.year.to_string(),
            approximate: date.start.approximate || date.start.uncertain,
        }
    }
}

/// A moment in time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Moment {
    /// RFC 3339, in UTC.
    pub iso: String,
    /// `2 March 2026`
    pub text: String,
}

impl From<jiff::Timestamp> for Moment {
    fn from(time: jiff::Timestamp) -> Self {
        let day = time
            .to_string()
            .get(..10)
            .and_then(|day| day.parse::<Edtf>().ok());
        Self {
            iso: time.to_string(),
            text: day.map(|day| day.in_words()).unwrap_or_default(),
        }
    }
}

/// A tag or a publication: a name that has a page of its own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Term {
    pub name: String,
    pub slug: String,
    pub url: String,
    /// Articles that have it.
    pub count: usize,
}

/// An annotator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PersonRef {
    /// The key in `people`
    pub id: String,
    pub name: String,
    pub role: Option<String>,
    /// Their page; none for somebody whom `people` does not name, or who wrote none of the notes that are shown.
    pub url: Option<String>,
}

/// A link with a name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TitledLink {
    pub title: String,
    pub url: String,
}

/// An article as other pages show it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    pub slug: String,
    pub url: String,
    pub title: String,
    /// The deck.
    pub description: Option<String>,
    pub authors: Vec<String>,
    pub publication: Option<Term>,
    pub date: Option<Date>,
    pub words: usize,
    /// Reading time.
    pub minutes: usize,
    /// Notes on its page, replies not counted.
    pub notes: usize,
    /// `draft`, `review` or `published`; the first two in the preview only.
    pub status: &'static str,
    /// The first lines.
    pub excerpt: String,
}

/// Words that a reader reads in a minute, from which the reading time comes: Brysbaert's mean for English
/// non-fiction (2019) is 238.
const WORDS_A_MINUTE: usize = 238;

/// The reading time of so many words, in minutes, never less than one.
pub fn minutes(words: usize) -> usize {
    words.div_ceil(WORDS_A_MINUTE).max(1)
}
