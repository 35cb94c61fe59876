//! Who links to an article, with the sentence around the link. What editors' notes link to counts for the article that
//! they stand on.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::resolve::{Resolved, bare_title};
use crate::corpus::Corpus;
use crate::document::{Document, Link, LinkKind};

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

/// Who links to whom, by the slug of the article that is linked to.
#[derive(Debug, Clone, Default)]
pub struct Backlinks {
    /// Articles whose own words do.
    pub words: Arc<BTreeMap<String, Vec<Backlink>>>,
    /// Articles of which only a note does.
    pub notes: BTreeMap<String, Vec<Backlink>>,
}

impl Backlinks {
    /// Those of an article.
    pub fn of(&self, slug: &str) -> impl Iterator<Item = &Backlink> {
        let lists = [self.words.get(slug), self.notes.get(slug)];
        lists.into_iter().flatten().flatten()
    }

    /// All of them, with the article that each leads to.
    pub fn all(&self) -> impl Iterator<Item = (&String, &Backlink)> {
        let lists = self.words.iter().chain(&self.notes);
        lists.flat_map(|(to, list)| list.iter().map(move |backlink| (to, backlink)))
    }
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

/// Backlinks of every article, by its slug, that are not `known`; of several links from one article, and the notes on
/// it, the first counts.
pub fn collect<'a>(
    corpus: &'a Corpus,
    known: &BTreeMap<String, Vec<Backlink>>,
    sources: impl Iterator<Item = Source<'a>>,
) -> BTreeMap<String, Vec<Backlink>> {
    let is_known = |target: &str, slug: &str| {
        let list = known.get(target);
        list.is_some_and(|list| list.iter().any(|it| it.slug == slug))
    };
    let mut backlinks: BTreeMap<String, Vec<Backlink>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for source in sources {
        let mut sentences = Sentences::new(corpus, source.document);
        let linked = source.document.links.iter().zip(source.links);
        let linked = linked.filter_map(|(link, resolved)| {
            let Resolved::Inside { path, .. } = resolved else {
                return None;
            };
            let words = (!link.plain.is_empty()).then_some(link.plain.start);
            Some((article(corpus, path)?, words))
        });
        let see = source.see.iter();
        let see = see.filter_map(|slug| Some((&**corpus.articles.get_key_value(slug)?.0, Some(0))));
        for (target, words) in linked.chain(see) {
            if target == source.slug
                || is_known(target, source.slug)
                || !seen.insert((target, source.slug))
            {
                continue;
            }
            let list = backlinks.entry(target.to_owned()).or_default();
            list.push(Backlink {
                slug: source.slug.to_owned(),
                note: source.note.map(str::to_owned),
                context: words.and_then(|at| sentences.shown(at)),
            });
        }
    }
    backlinks
}

/// The article that has the page at `path`.
fn article<'a>(corpus: &'a Corpus, path: &str) -> Option<&'a str> {
    let slug = path.strip_prefix("articles/")?.strip_suffix(".html")?;
    let (slug, _) = corpus.articles.get_key_value(slug)?;
    Some(slug)
}

/// The sentences of one document, each cut out and written once.
struct Sentences<'a> {
    corpus: &'a Corpus,
    document: &'a Document,
    /// The wikilinks, in the order of the plain text; only they may be shown otherwise than they are written.
    links: Vec<&'a Link>,
    /// Of the blocks read so far, by where they start.
    cut: BTreeMap<usize, Vec<Range<usize>>>,
    /// As readers see them, by where they start.
    written: BTreeMap<usize, Option<String>>,
}

impl<'a> Sentences<'a> {
    fn new(corpus: &'a Corpus, document: &'a Document) -> Self {
        let links = document.links.iter();
        let mut links: Vec<&Link> = links.filter(|it| it.kind == LinkKind::Wiki).collect();
        links.sort_by_key(|link| link.plain.start);
        Self {
            corpus,
            document,
            links,
            cut: BTreeMap::new(),
            written: BTreeMap::new(),
        }
    }

    /// The sentence at a byte of the plain text, as readers see it, when it is short enough to be shown.
    fn shown(&mut self, at: usize) -> Option<String> {
        let plain = &self.document.plain;
        let block = plain.block_at(at)?;
        let sentences = self
            .cut
            .entry(block.plain.start)
            .or_insert_with(|| plain.sentences(block).collect());
        // White space belongs to what stands before it, at the start of a block to the first.
        let after = sentences.partition_point(|it| it.start <= at);
        let sentence = sentences.get(after.saturating_sub(1))?.clone();
        if let Some(known) = self.written.get(&sentence.start) {
            return known.clone();
        }
        let written = self.write(&sentence);
        self.written.insert(sentence.start, written.clone());
        written
    }

    fn write(&self, sentence: &Range<usize>) -> Option<String> {
        let plain = &self.document.plain;
        let (mut from, end) = (sentence.start, sentence.end);
        let first = self.links.partition_point(|it| it.plain.start < from);
        let links = self.links.iter().skip(first);
        let mut shown = String::new();
        for link in links.take_while(|it| it.plain.start < end) {
            let words = &link.plain;
            if from <= words.start
                && words.end <= end
                && let Some(title) = bare_title(self.corpus, self.document, link)
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
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;
    use std::time::{Duration, Instant};

    use super::{Source, collect};
    use crate::content::Article;
    use crate::corpus::{Corpus, Entry, Loaded};
    use crate::document::{Options, parse};
    use crate::links::Resolved;

    fn entry(slug: &str) -> Entry {
        let path = format!("content/articles/{slug}/index.md");
        let text = format!("---\ntitle: Title of {slug}\n---\n");
        let (meta, _) = Article::read(slug, &path, text.as_bytes()).unwrap();
        let document = parse("", &Options::default());
        Entry {
            loaded: Arc::new(Loaded {
                meta,
                document,
                key: crate::memo::KeyBuilder::default().key(),
            }),
            notes: BTreeMap::new(),
            has_unread_notes: false,
            texts: BTreeMap::new(),
            comments: Arc::default(),
            files: BTreeMap::new(),
        }
    }

    /// The contexts of a text's links to as many articles, by the article's slug.
    fn contexts(text: &str, articles: usize) -> BTreeMap<String, Option<String>> {
        let slugs = (0..articles).map(|nth| format!("a{nth:04}"));
        let articles = slugs.map(|slug| (slug.clone(), entry(&slug)));
        let corpus = Corpus {
            articles: articles.collect(),
            ..Corpus::default()
        };
        let document = parse(text, &Options::default());
        let links = document.links.iter().map(|link| Resolved::Inside {
            path: format!("articles/{}.html", link.target),
            fragment: None,
        });
        let source = Source {
            slug: "other",
            note: None,
            document: &document,
            links: &links.collect::<Vec<_>>(),
            see: &[],
        };
        let found = collect(&corpus, &BTreeMap::new(), std::iter::once(source)).into_iter();
        found
            .map(|(slug, mut links)| (slug, links.remove(0).context))
            .collect()
    }

    #[test]
    fn a_sentence_is_told_with_the_titles_that_readers_see() {
        let text = "First [[a0000]]. See [words](a0001), [[a0002|this]] and [[a0003]]. Last.";
        let found = contexts(text, 4);
        let second = "See words, this and Title of a0003.";
        assert_eq!(found["a0000"].as_deref(), Some("First Title of a0000."));
        for slug in ["a0001", "a0002", "a0003"] {
            assert_eq!(found[slug].as_deref(), Some(second));
        }
    }

    #[test]
    fn five_thousand_links_in_one_paragraph_are_no_trouble() {
        for end in [". ", ", "] {
            let links = (0..5_000).map(|nth| format!("See [[a{nth:04}]]{end}"));
            let text: String = links.collect();
            let start = Instant::now();
            let found = contexts(&text, 5_000);
            assert!(start.elapsed() < Duration::from_secs(15), "{end:?}");
            let shown = (end == ". ").then_some("See Title of a4999.");
            assert_eq!((found.len(), found["a4999"].as_deref()), (5_000, shown));
        }
    }
}
