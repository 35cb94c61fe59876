//! Related articles by what the texts say, each with the reasons a reader would give.
//!
//! [`terms()`] counts one article and can be remembered by its content; a [`Ranker`] compares the counts of all, and after
//! an edit does again only what the edit touches. The stages: words to [terms](lexicon) → [weights](weight) →
//! [nearest articles](nearest) → [what those say](heard) → the editor's word, then [reasons](reason). Every sum is one of
//! whole numbers or in a fixed order, so the result is the same to the bit in any order of input, after any edits, and on
//! any number of threads.

mod choice;
mod facts;
mod heard;
mod index;
mod lexicon;
mod marks;
mod name_scan;
pub(in crate::links) mod name_words;
mod names;
mod nearest;
mod order;
mod ranker;
mod reason;
mod reasons;
mod shared;
mod slots;
mod sums;
mod terms;
#[cfg(test)]
mod tests;
mod weight;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use lexicon::Lexicon;
pub use ranker::Ranker;
pub use reason::Reason;
pub(in crate::links) use reasons::MOST as MOST_REASONS;
pub use terms::{Terms, terms};

use crate::entities::Mention;
use crate::text::edtf::Edtf;

/// What ranking knows of an article.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// Unique; of several articles with one slug only the first is ranked.
    pub slug: &'a str,
    /// Its plain text, from which reasons take the spelling of words.
    pub body: &'a str,
    pub date: Option<Edtf>,
    pub authors: &'a [String],
    pub publication: Option<&'a str>,
    /// The slugs and names of the events its front matter lists.
    pub events: &'a [(String, String)],
    /// Slugs the editor put first. Unknown ones are passed over.
    pub related: &'a [String],
    /// Slugs the editor does not want to see; stronger than `related`.
    pub unrelated: &'a [String],
    /// Of its title, body and language.
    pub terms: &'a Arc<Terms>,
    /// Where the body names entities. For reasons only: rank does not know them.
    pub mentions: &'a Arc<Vec<Mention>>,
}

/// An entity that reasons may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub slug: Arc<str>,
    pub name: Arc<str>,
    pub kind: Kind,
}

/// What reasons tell entities apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Person,
    Event,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How many entries each article gets, where there are as many others.
    pub limit: usize,
    /// How many of them a page shows at most.
    pub show: usize,
}

/// An entry in an article's list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Related {
    pub slug: String,
    /// In millionths. Comparable within one list; 0 where nothing is shared.
    pub score: u32,
    /// Whether it is worth telling if there is a reason: chosen by the editor, or near enough.
    pub near: bool,
    /// Whether the page shows it: worth telling, for a reason that can be told.
    pub shown: bool,
    pub reasons: Vec<Reason>,
}

/// The related articles of each, by slug.
pub type Ranking = BTreeMap<String, Arc<Vec<Related>>>;
