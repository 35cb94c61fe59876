//! Who links to an article, with the sentence around the link. What editors' notes link to counts for the article that
//! they stand on.

use std::collections::{BTreeMap, BTreeSet};

use super::resolve::{Resolved, bare_title};
use crate::corpus::Corpus;
use crate::document::Document;

/// A link from another article, or from a note on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backlink {
    /// The article in which the link stands.
    pub slug: String,
    /// The note in which it stands, by id; none for the article's own words.
    pub note: Option<String>,
    /// The sentence around it, as plain text.
    pub context: Option<String>,
}

/// A text whose links count.
pub struct Source<'a> {
    /// The article it is, or speaks of.
    pub slug: &'a str,
    /// The note it is, by id.
    pub note: Option<&'a str>,
    pub document: &'a Document,
    /// Where each link of the document leads.
    pub links: &'a [Resolved],
    /// Slugs it points to as a whole.
    pub see: &'a [String],
}

/// Longer sentences are not shown whole, in characters.
const LONGEST_CONTEXT: usize = 400;

/// Backlinks of every article, by its slug; of several links from one article, and the notes on it, the first counts.
pub fn collect<'a>(
    corpus: &'a Corpus,
    sources: impl Iterator<Item = Source<'a>>,
) -> BTreeMap<String, Vec<Backlink>> {
    let pages: BTreeMap<String, &str> = corpus
        .articles
        .iter()
        .map(|(slug, entry)| (entry.output(), slug.as_str()))
        .collect();
    let mut backlinks: BTreeMap<String, Vec<Backlink>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for source in sources {
        let document = source.document;
        let linked = document.links.iter().zip(source.links);
        let linked = linked.filter_map(|(link, resolved)| {
            let Resolved::Inside { path, .. } = resolved else {
                return None;
            };
            let words = (!link.plain.is_empty()).then_some(link.plain.start);
            Some((*pages.get(path)?, words))
        });
        let see = source.see.iter();
        let see = see.filter_map(|slug| Some((&**corpus.articles.get_key_value(slug)?.0, Some(0))));
        for (target, words) in linked.chain(see) {
            if target == source.slug || !seen.insert((target, source.slug)) {
                continue;
            }
            let list = backlinks.entry(target.to_owned()).or_default();
            list.push(Backlink {
                slug: source.slug.to_owned(),
                note: source.note.map(str::to_owned),
                context: words.and_then(|at| sentence(corpus, document, at)),
            });
        }
    }
    backlinks
}

/// The sentence at a byte of the plain text, as readers see it, when it is short enough to be shown.
fn sentence(corpus: &Corpus, document: &Document, at: usize) -> Option<String> {
    let plain = &document.plain;
    let sentence = plain.sentence_at(at)?;
    let mut shown = String::new();
    let (mut from, end) = (sentence.start, sentence.end);
    for link in &document.links {
        let words = &link.plain;
        if from <= words.start
            && words.end <= end
            && let Some(title) = bare_title(corpus, document, link)
        {
            shown.push_str(plain.slice(from..words.start));
            shown.push_str(&title);
            from = words.end;
        }
    }
    shown.push_str(plain.slice(from..end));
    let shown = shown.trim();
    (shown.chars().count() <= LONGEST_CONTEXT).then(|| shown.to_owned())
}
