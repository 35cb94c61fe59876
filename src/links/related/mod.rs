//! Related articles by what the texts say, each with the reasons a reader would give.
//!
//! [`terms()`] counts one article and can be remembered by its content; [`rank`] compares the counts of all. The stages:
//! words to [terms](lexicon) → [weights](weight) → [nearest articles](mod@neighbours) → the editor's word, then
//! [reasons](reason). Every sum is one of whole numbers or in a fixed order, so the result is the same to the bit in any
//! order of input and on any number of threads.

pub(in crate::links) mod hash;
mod lexicon;
mod name_scan;
mod name_words;
mod names;
mod neighbours;
mod reason;
mod reasons;
mod shared;
mod terms;
#[cfg(test)]
mod tests;
mod weight;

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

pub use lexicon::Lexicon;
use neighbours::{Near, neighbours};
pub use reason::Reason;
use reasons::Explainer;
pub use terms::{Terms, terms};
use weight::vectors;

use crate::text::edtf::Edtf;

/// What ranking knows of an article.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// Unique; of several articles with one slug only the first is ranked.
    pub slug: &'a str,
    /// Its plain text, from which reasons take the spelling of words.
    pub body: &'a str,
    /// A BCP 47 tag, the same that its terms were counted with.
    pub language: Option<&'a str>,
    pub date: Option<Edtf>,
    pub authors: &'a [String],
    pub publication: Option<&'a str>,
    /// Slugs the editor put first. Unknown ones are passed over.
    pub related: &'a [String],
    /// Slugs the editor does not want to see; stronger than `related`.
    pub unrelated: &'a [String],
    /// Of this title, body and language.
    pub terms: &'a Terms,
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
    /// Whether the page shows it: chosen by the editor, or near enough.
    pub shown: bool,
    pub reasons: Vec<Reason>,
}

/// A cosine (in millionths) below which two texts are not worth telling of each other. On news, nine of ten that lie
/// higher tell of one story or kind of event; see [`SHARE_OF_FIRST`].
const NEAR: u32 = 250_000;
/// A score must reach this much of the list's first, in hundredths.
const SHARE_OF_FIRST: u64 = 45;

/// The related articles of each: those the editor chose, in the editor's order; then by score, equal scores by slug.
pub fn rank(
    articles: &[Article],
    options: &Options,
    lexicon: &Lexicon,
) -> BTreeMap<String, Vec<Related>> {
    let mut articles = articles.to_vec();
    articles.sort_by_key(|article| article.slug);
    articles.dedup_by_key(|article| article.slug);
    let articles = articles;
    let terms: Vec<&Terms> = articles.iter().map(|article| article.terms).collect();
    let vectors = vectors(&terms);
    let near = neighbours(&vectors, options.limit);
    let explainer = Explainer::new(&articles, &terms, &vectors.frequencies, lexicon);
    let numbers: HashMap<&str, u32> = articles
        .iter()
        .map(|article| article.slug)
        .zip(0..)
        .collect();
    articles
        .par_iter()
        .zip(&near)
        .map(|(article, near)| {
            let list = order(article, near, &articles, &numbers, options);
            let reasons = explainer.of(article);
            let list = list.into_iter().enumerate().filter_map(|(at, entry)| {
                let other = articles.get(entry.near.article as usize)?;
                Some(Related {
                    slug: other.slug.to_owned(),
                    score: entry.near.score,
                    shown: entry.chosen || (entry.shown && at < options.show),
                    reasons: reasons.with(other, entry.chosen, entry.near.score > 0),
                })
            });
            (article.slug.to_owned(), list.collect())
        })
        .collect::<Vec<_>>()
        .into_iter()
        .collect()
}

struct Entry {
    near: Near,
    chosen: bool,
    shown: bool,
}

/// One article's list: chosen, near, and, where those are too few, the rest by slug.
fn order(
    article: &Article,
    near: &[Near],
    articles: &[Article],
    numbers: &HashMap<&str, u32>,
    options: &Options,
) -> Vec<Entry> {
    let number = |slug: &str| numbers.get(slug).copied();
    let mut passed: HashSet<u32> = article
        .unrelated
        .iter()
        .filter_map(|slug| number(slug))
        .collect();
    passed.extend(number(article.slug));
    let nothing = |article| Near {
        article,
        score: 0,
        cosine: 0,
    };
    let first = near
        .iter()
        .find(|near| !passed.contains(&near.article))
        .map_or(0, |near| near.score);
    let is_near = |near: &Near| {
        near.cosine >= NEAR && u64::from(near.score) * 100 >= u64::from(first) * SHARE_OF_FIRST
    };
    let chosen = article
        .related
        .iter()
        .filter_map(|slug| number(slug))
        .map(|number| {
            let known = near.iter().find(|near| near.article == number);
            (known.copied().unwrap_or(nothing(number)), true)
        });
    let rest = near
        .iter()
        .copied()
        .chain((0..).zip(articles).map(|(article, _)| nothing(article)));
    chosen
        .chain(rest.map(|near| (near, false)))
        .filter(|(near, _)| passed.insert(near.article))
        .map(|(near, chosen)| Entry {
            near,
            chosen,
            shown: is_near(&near),
        })
        .take(options.limit)
        .collect()
}
