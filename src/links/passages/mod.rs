//! Shared passages: words that two articles have in common because one has them from the other, or both from a third.
//!
//! [`Reading`] is one article, word for word, and can be remembered by its text; [`sharing`] compares all. The stages:
//! words → [windows] of six, of which a few stand for all ([winnowing][windows]) → [postings]: who holds which window →
//! [runs]: from a common window as far as the words agree → [copies] → [furniture], cut out → [passages](select) →
//! [by article](gather). A window that very many hold brings no pairs, so the cost grows with the text. Words are
//! compared folded; case, diacritics, punctuation and white space make no difference.

mod copies;
mod furniture;
mod gather;
mod postings;
mod quotes;
mod reading;
mod reasons;
mod runs;
mod select;
#[cfg(test)]
mod tests;
mod windows;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::text::words::Words;

pub use reading::Reading;
pub use reasons::with_shared_words;

/// What is known of an article here.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// Unique.
    pub slug: &'a str,
    /// Its plain text.
    pub text: &'a str,
    /// A BCP 47 tag.
    pub language: Option<&'a str>,
    pub publication: Option<&'a str>,
    /// Of this text.
    pub words: &'a Words,
    /// Of this text.
    pub reading: &'a Reading,
}

/// What one article has in common with others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shares {
    /// In the order of the text.
    pub passages: Vec<Passage>,
    /// Articles that are a copy of it, or it of them; those with all its words first.
    pub copies: Vec<Copied>,
    /// How many copies there are beyond those listed.
    pub more_copies: usize,
}

/// Words of an article that also stand elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Bytes of the plain text: from the first to the last of the words that all of the others have.
    pub range: Range<usize>,
    /// By slug; the range is at least half of the place that each of them has here.
    pub others: Vec<Elsewhere>,
}

/// The other place of a shared passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    pub slug: String,
    /// Bytes of this article's plain text.
    pub here: Range<usize>,
    /// Bytes of the other's.
    pub there: Range<usize>,
    /// The words that both have, each time letter for letter (folded), in order: bytes here and there.
    pub pieces: Vec<(Range<usize>, Range<usize>)>,
}

/// Another article with largely the same text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    pub slug: String,
    pub extent: Extent,
}

/// How much of two texts is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extent {
    /// Every word, in the same order.
    Same,
    /// Most of both.
    Nearly,
    /// Most of this article stands in the other, which has more.
    Within,
    /// Most of the other stands in this article.
    Holds,
}

/// What every article has in common with others, by slug; articles that share nothing are left out. The order of the
/// articles makes no difference.
pub fn sharing(articles: &[Article<'_>]) -> BTreeMap<String, Shares> {
    let mut articles = articles.to_vec();
    articles.sort_by_key(|article| article.slug);
    articles.dedup_by_key(|article| article.slug);
    let same = copies::same(&articles);
    let seeds = postings::seeds(&articles, &same);
    let pairs: Vec<runs::Pair> = seeds
        .chunk_by(|a, b| (a.one, a.other) == (b.one, b.other))
        .collect::<Vec<_>>()
        .into_par_iter()
        .filter_map(|seeds| runs::Pair::new(&articles, seeds))
        .collect();
    let near = copies::near(&articles, &pairs);
    let furniture = furniture::find(&articles, &same, &near, &pairs);
    let found: Vec<select::Found> = pairs
        .par_iter()
        .filter(|pair| !near.contains_key(&(pair.one, pair.other)))
        .flat_map_iter(|pair| select::passages(&articles, pair, &furniture))
        .collect();
    gather::by_article(&articles, &same, &near, &found)
}
