//! Who links to an article, with the sentence around the link.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use super::resolve::Resolved;
use crate::corpus::{Corpus, Entry};
use crate::document::Link;

/// A link from another article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backlink {
    /// The article in which the link stands.
    pub slug: String,
    /// The sentence around it, as plain text.
    pub context: Option<String>,
}

/// Longer sentences are not shown whole, in characters.
const LONGEST_CONTEXT: usize = 400;

/// Backlinks of every article, by its slug; of several links from one article the first counts. `resolved` has, for
/// each article, where its document's links lead.
pub fn collect(
    corpus: &Corpus,
    resolved: &BTreeMap<String, Vec<Resolved>>,
) -> BTreeMap<String, Vec<Backlink>> {
    let targets: BTreeMap<String, &str> = corpus
        .articles
        .iter()
        .map(|(slug, entry)| (entry.output(), slug.as_str()))
        .collect();
    let mut backlinks: BTreeMap<String, Vec<Backlink>> = BTreeMap::new();
    for (slug, links) in resolved {
        let Some(entry) = corpus.articles.get(slug) else {
            continue;
        };
        for (link, resolved) in entry.document().links.iter().zip(links) {
            let Resolved::Inside(path) = resolved else {
                continue;
            };
            let path = path.split('#').next().unwrap_or_default();
            let Some(target) = targets.get(path).filter(|target| *target != slug) else {
                continue;
            };
            let list = backlinks.entry((*target).to_owned()).or_default();
            if list.iter().all(|backlink| backlink.slug != *slug) {
                list.push(Backlink {
                    slug: slug.clone(),
                    context: context(entry, link),
                });
            }
        }
    }
    backlinks
}

/// The sentence in which a link's text begins.
fn context(entry: &Entry, link: &Link) -> Option<String> {
    let plain = &entry.document().plain;
    if link.plain.is_empty() {
        return None;
    }
    let block = plain.block_at(link.plain.start)?.plain.clone();
    let text = plain.text.get(block.clone())?;
    let inside = link.plain.start - block.start;
    let sentence = text
        .split_sentence_bound_indices()
        .find(|(start, sentence)| (*start..start + sentence.len()).contains(&inside))
        .map(|(_, sentence)| sentence.trim())?;
    (sentence.chars().count() <= LONGEST_CONTEXT).then(|| sentence.to_owned())
}
