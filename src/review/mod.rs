//! What became of a site since a revision, as a person would tell it: notes, articles and entities, grouped by article.
//! Pure, but for [`since()`]: the files of then and of now in, what changed out.

mod front;
mod markdown;
mod paragraphs;
mod read;
mod since;
mod told;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::text::difference::Piece;

pub use markdown::markdown;
pub use read::{Files, wanted};
pub use since::since;
pub use told::told;

/// Everything that changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Review {
    /// What the user called the revision.
    pub since: String,
    /// In the order of their slugs.
    pub articles: Vec<Article>,
    /// In the order of their slugs.
    pub entities: Vec<Entity>,
}

/// What became of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    Added,
    Changed,
    Removed,
    /// It is as it was; what belongs to it is not.
    Same,
}

/// An article of which something changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Article {
    pub slug: String,
    pub title: String,
    pub fate: Fate,
    pub fields: Vec<Field>,
    pub paragraphs: Vec<Paragraph>,
    /// In the order of their ids.
    pub notes: Vec<Note>,
}

/// A note that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    pub id: String,
    pub path: String,
    pub fate: Fate,
    pub kind: &'static str,
    pub author: Option<String>,
    /// The status of now; of a removed one that of then.
    pub status: &'static str,
    pub reply_to: Option<String>,
    /// The words it speaks of.
    pub quote: Option<String>,
    /// What it would put in their place.
    pub replacement: Option<String>,
    pub fields: Vec<Field>,
    /// Its body, word by word; nothing when that is the same.
    pub body: Vec<Piece>,
}

/// An entity that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entity {
    pub slug: String,
    pub name: String,
    pub fate: Fate,
    pub fields: Vec<Field>,
    pub paragraphs: Vec<Paragraph>,
}

/// A value of front matter that changed. Lists are joined by commas.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    pub name: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// A paragraph of Markdown that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    pub fate: Fate,
    /// Word by word.
    pub words: Vec<Piece>,
}

impl Review {
    /// Compares two states of a site.
    pub fn new(since: &str, before: &Files, after: &Files) -> Self {
        let (before, after) = read::touched(before, after);
        Self {
            since: since.to_owned(),
            articles: read::articles(&before, &after),
            entities: read::entities(&before, &after),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.articles.is_empty() && self.entities.is_empty()
    }

    /// How many notes, articles and entities were added, changed or removed.
    pub fn counts(&self) -> Counts {
        let count = |fates: &mut dyn Iterator<Item = Fate>| {
            let mut of: BTreeMap<&'static str, usize> = BTreeMap::new();
            for fate in fates.filter(|fate| *fate != Fate::Same) {
                *of.entry(fate.as_str()).or_default() += 1;
            }
            of
        };
        let notes = self.articles.iter().flat_map(|it| &it.notes);
        Counts {
            notes: count(&mut notes.map(|it| it.fate)),
            articles: count(&mut self.articles.iter().map(|it| it.fate)),
            entities: count(&mut self.entities.iter().map(|it| it.fate)),
        }
    }
}

/// How many of each fate there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub notes: BTreeMap<&'static str, usize>,
    pub articles: BTreeMap<&'static str, usize>,
    pub entities: BTreeMap<&'static str, usize>,
}

impl Fate {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::Same => "same",
        }
    }

    fn of(before: bool, after: bool, changed: bool) -> Self {
        match (before, after) {
            (false, _) => Self::Added,
            (_, false) => Self::Removed,
            _ if changed => Self::Changed,
            _ => Self::Same,
        }
    }
}

impl std::fmt::Display for Counts {
    /// `2 notes added, 1 article changed`; `nothing` where there is nothing.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut parts = Vec::new();
        for (counts, one, many) in [
            (&self.notes, "note", "notes"),
            (&self.articles, "article", "articles"),
            (&self.entities, "entity", "entities"),
        ] {
            for (fate, number) in counts {
                let noun = if *number == 1 { one } else { many };
                parts.push(format!("{number} {noun} {fate}"));
            }
        }
        if parts.is_empty() {
            return out.write_str("nothing");
        }
        out.write_str(&parts.join(", "))
    }
}
