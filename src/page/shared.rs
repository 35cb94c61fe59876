//! What an article has in common with others, word for word, as its page shows it.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::shapes::{Summary, TitledLink};
use super::view::View;
use crate::corpus::Entry;
use crate::links::passages::{Elsewhere, Extent, Shares};
use crate::text::url;

/// How many articles are named at a paragraph, and how many at the article's end.
const NAMED: usize = 3;
const LISTED: usize = 12;

/// How many passages are listed of one article.
const PASSAGES: usize = 6;

/// Longer passages are listed without their middle, in characters.
const LONGEST: usize = 360;

/// At a paragraph so many words of a passage are shown at its start, and at its end; a little longer ones are whole.
const STARTS: usize = 5;
const ENDS: usize = 4;
const WHOLE: usize = 12;

/// A passage at the paragraph in which it begins.
#[derive(Debug, Serialize)]
pub struct SharedHere {
    /// The first and last words of it; none where it is the whole block.
    pub words: Option<String>,
    /// The paragraphs in other articles, by the article's title; three at most.
    pub others: Vec<TitledLink>,
    /// How many articles more have it.
    pub more: usize,
}

/// All passages that one other article has too.
#[derive(Debug, Serialize)]
pub struct SharedWith {
    pub article: Summary,
    /// In the order of the text, six at most.
    pub passages: Vec<SharedPassage>,
    /// How many there are beyond those.
    pub more: usize,
    /// The page that shows both side by side.
    pub compare_url: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct SharedPassage {
    /// As this article has them; of long ones without the middle.
    pub words: String,
    /// The paragraph in this article.
    pub here_url: String,
    /// The paragraph in the other.
    pub there_url: String,
}

/// Another article with largely the same text.
#[derive(Debug, Serialize)]
pub struct CopyView {
    pub article: Summary,
    /// `same`; `nearly`; `within`: most of this text stands in that; `holds`: most of that text stands in this.
    pub extent: &'static str,
    /// The page that shows both side by side.
    pub compare_url: Option<String>,
}

impl View<'_> {
    pub(super) fn shares(&self, entry: &Entry) -> Option<&Shares> {
        self.links.shares.get(&entry.article().slug)
    }

    pub(super) fn copies(&self, entry: &Entry) -> Vec<CopyView> {
        let copies = self.shares(entry).map_or(&[][..], |shares| &shares.copies);
        let copies = copies.iter().filter_map(|copy| {
            let article = self.summary(&entry.output(), self.corpus.article(&copy.slug)?);
            let extent = match copy.extent {
                Extent::Same => "same",
                Extent::Nearly => "nearly",
                Extent::Within => "within",
                Extent::Holds => "holds",
            };
            Some(CopyView {
                article,
                extent,
                compare_url: self.compare_url(entry, &copy.slug),
            })
        });
        copies.collect()
    }

    /// The passages that begin in a block of an article, which is given in bytes of its plain text.
    pub(super) fn shared_here(&self, entry: &Entry, block: &Range<usize>) -> Vec<SharedHere> {
        let passages = self.shares(entry).map_or(&[][..], |it| &it.passages);
        let first = passages.partition_point(|it| it.range.start < block.start);
        let here = passages.iter().skip(first);
        let here = here.take_while(|passage| passage.range.start < block.end);
        here.map(|passage| {
            let mut others: BTreeMap<&str, &Elsewhere> = BTreeMap::new();
            for other in &passage.others {
                others.entry(&other.slug).or_insert(other);
            }
            let more = others.len().saturating_sub(NAMED);
            let others = others.into_values().take(NAMED).filter_map(|other| {
                let article = &self.corpus.article(&other.slug)?.article().meta;
                Some(TitledLink {
                    title: article.title.clone(),
                    url: self.paragraph(entry, &other.slug, &other.there)?,
                })
            });
            let plain = &entry.document().plain;
            let inside = passage.range.start..passage.range.end.min(block.end);
            let count = |range: Range<usize>| plain.slice(range).chars().count();
            let is_whole = count(inside) * 10 >= count(block.clone()) * 9;
            SharedHere {
                words: (!is_whole).then(|| at_ends(plain.slice(passage.range.clone()))),
                others: others.collect(),
                more,
            }
        })
        .collect()
    }

    pub(super) fn shared_with(&self, entry: &Entry) -> Vec<SharedWith> {
        let passages = self.shares(entry).map_or(&[][..], |it| &it.passages);
        let mut others: BTreeMap<&str, Vec<&Elsewhere>> = BTreeMap::new();
        for other in passages.iter().flat_map(|passage| &passage.others) {
            others.entry(&other.slug).or_default().push(other);
        }
        let mut others: Vec<(&str, Vec<&Elsewhere>)> = others.into_iter().collect();
        for (_, places) in &mut others {
            places.sort_by_key(|it| it.here.start);
        }
        others.sort_by_key(|(_, places)| {
            let shared: usize = places.iter().map(|it| it.here.len()).sum();
            std::cmp::Reverse(shared)
        });
        let others = others.into_iter().take(LISTED);
        let others = others.filter_map(|(slug, passages)| {
            let article = self.summary(&entry.output(), self.corpus.article(slug)?);
            let shown = passages.iter().take(PASSAGES).filter_map(|passage| {
                let text = entry.document().plain.slice(passage.here.clone());
                Some(SharedPassage {
                    words: without_middle(text),
                    here_url: self.paragraph(entry, &entry.article().slug, &passage.here)?,
                    there_url: self.paragraph(entry, slug, &passage.there)?,
                })
            });
            Some(SharedWith {
                article,
                passages: shown.collect(),
                more: passages.len().saturating_sub(PASSAGES),
                compare_url: self.compare_url(entry, slug),
            })
        });
        others.collect()
    }

    /// Where a passage stands: the paragraph of an article in which it begins, as the page of `from` sees it.
    fn paragraph(&self, from: &Entry, slug: &str, passage: &Range<usize>) -> Option<String> {
        let entry = self.corpus.article(slug)?;
        let block = entry.document().plain.block_at(passage.start);
        let id = block.map_or("", |block| block.id.as_str());
        Some(match id {
            "" => url::relative(&from.output(), &entry.output()),
            id => url::relative_to(&from.output(), &entry.output(), id),
        })
    }
}

/// The first and the last words.
fn at_ends(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (Some(first), Some(last)) = (words.get(..STARTS), words.len().checked_sub(ENDS)) else {
        return without_middle(text);
    };
    match words.get(last..) {
        Some(last) if words.len() > WHOLE => format!("{} … {}", first.join(" "), last.join(" ")),
        _ => without_middle(text),
    }
}

/// The text in one line, of a long one the first and last words.
fn without_middle(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (Some((head, _)), Some((tail, _))) = (
        text.char_indices().nth(LONGEST / 2),
        text.char_indices().nth_back(LONGEST / 2),
    ) else {
        return text;
    };
    if tail <= head {
        return text;
    }
    let (head, tail) = (text.split_at(head).0, text.split_at(tail).1);
    let head = head.rsplit_once(' ').map_or(head, |(head, _)| head);
    let tail = tail.split_once(' ').map_or(tail, |(_, tail)| tail);
    format!("{head} … {tail}")
}

#[cfg(test)]
mod tests {
    use super::{at_ends, without_middle};

    #[test]
    fn long_words_are_shown_by_their_ends() {
        assert_eq!(at_ends("a new page\n\nhas opened"), "a new page has opened");
        let long = "1 2 3 4 5 6 7 8 9 10 11 12 13";
        assert_eq!(at_ends(long), "1 2 3 4 5 … 10 11 12 13");
        let long = without_middle(&"word ".repeat(200));
        assert!(long.contains("word … word") && long.len() < 400, "{long}");
        assert_eq!(without_middle(&"東".repeat(400)).chars().count(), 363 + 1);
    }
}
