//! Which articles stand side by side, and where.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::Corpus;
use crate::links::Links;
use crate::links::passages::Extent;

/// How many of the pairs that nobody named an article is in at most.
const EACH: usize = 3;

/// How many pairs are found at most: so many, and one more for each [`FOR_ONE`] articles. A reader of thousands is not
/// to be doubled by pages of pairs.
const FOUND: usize = 4;
const FOR_ONE: usize = 8;

/// Two articles that share no passage are a pair if each is the other's first related one, and scores so much in both
/// lists, in millionths.
const CLOSE: u32 = 900_000;

/// Longer slugs are cut in the name of the file, in bytes.
const SLUG: usize = 90;

/// The pairs, each in the order of its slugs, all in order: those that were named, if both articles are there; and
/// those that share most words, or are each other's first related article, at most [`EACH`] of an article and [`FOUND`] and some of a site, the strongest ones, unless one
/// of the two says that they are unrelated. Exact copies are not compared.
pub fn pairs<'a>(
    corpus: &Corpus,
    named: impl Iterator<Item = [&'a str; 2]>,
    links: &Links,
) -> Vec<(String, String)> {
    let mut pairs: BTreeSet<(String, String)> = named
        .filter(|[a, b]| a != b && corpus.article(a).is_some() && corpus.article(b).is_some())
        .map(|[a, b]| (a.min(b).to_owned(), a.max(b).to_owned()))
        .collect();
    let mut found: Vec<_> = sharing(corpus, links);
    found.extend(close(links));
    found.sort();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut left = FOUND + corpus.articles.len() / FOR_ONE;
    for (_, one, other) in found {
        if left == 0 {
            break;
        }
        let known = pairs.contains(&(one.clone(), other.clone()));
        if known || unrelated(corpus, &one, &other) || same(links, &one, &other) {
            continue;
        }
        let count = |slug: &str| taken.get(slug).copied().unwrap_or_default();
        if count(&one) < EACH && count(&other) < EACH {
            *taken.entry(one.clone()).or_default() += 1;
            *taken.entry(other.clone()).or_default() += 1;
            pairs.insert((one, other));
            left -= 1;
        }
    }
    pairs.into_iter().collect()
}

/// How strong a pair is, the strongest least; then its slugs.
type Candidate = (std::cmp::Reverse<(bool, usize)>, String, String);

/// Those that share words, by how many bytes.
fn sharing(corpus: &Corpus, links: &Links) -> Vec<Candidate> {
    let mut shared: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (slug, shares) in links.shares.iter() {
        let others = shares.passages.iter().flat_map(|it| &it.others);
        for other in others.filter(|other| *slug < other.slug) {
            *shared.entry((slug, &other.slug)).or_default() += other.here.len();
        }
        let copies = shares.copies.iter();
        for copy in copies.filter(|it| it.extent != Extent::Same) {
            let pair = (slug.min(&copy.slug), slug.max(&copy.slug));
            let length = |slug| {
                let article = corpus.article(slug);
                article.map_or(0, |it| it.document().plain.text.len())
            };
            shared.insert((pair.0, pair.1), length(pair.0).min(length(pair.1)));
        }
    }
    let candidate = |((one, other), bytes): ((&str, &str), usize)| {
        let strength = std::cmp::Reverse((true, bytes));
        (strength, one.to_owned(), other.to_owned())
    };
    shared.into_iter().map(candidate).collect()
}

/// Those that are each other's first related article, with a high score.
fn close(links: &Links) -> Vec<Candidate> {
    let first = |slug: &str| {
        let list = links.related.get(slug)?;
        list.first().filter(|it| it.shown && it.score >= CLOSE)
    };
    let mutual = links.related.keys().filter_map(|slug| {
        let near = first(slug)?;
        let back = first(&near.slug).filter(|it| it.slug == *slug)?;
        let score = near.score.min(back.score) as usize;
        let strength = std::cmp::Reverse((false, score));
        (*slug < near.slug).then(|| (strength, slug.clone(), near.slug.clone()))
    });
    mutual.collect()
}

/// Whether both have the very same words.
fn same(links: &Links, one: &str, other: &str) -> bool {
    let copies = links.shares.get(one).map_or(&[][..], |it| &it.copies);
    let mut copies = copies.iter().filter(|it| it.slug == other);
    copies.any(|it| it.extent == Extent::Same)
}

fn unrelated(corpus: &Corpus, one: &str, other: &str) -> bool {
    let says = |from: &str, of: &str| {
        let article = corpus.article(from);
        article.is_some_and(|it| it.article().meta.unrelated.iter().any(|slug| slug == of))
    };
    says(one, other) || says(other, one)
}

/// Where the page of a pair goes. Slugs that hold what stands between them, or are too long, are told apart by a hash.
pub fn path(one: &str, other: &str) -> String {
    let clear = |slug: &str| {
        slug.len() <= SLUG && !slug.contains("--") && !slug.starts_with('-') && !slug.ends_with('-')
    };
    if clear(one) && clear(other) {
        return format!("compare/{one}--{other}.html");
    }
    let start = |slug: &str| -> String {
        let chars = slug.char_indices();
        let chars = chars.take_while(|(at, c)| at + c.len_utf8() <= SLUG);
        chars.map(|(_, c)| c).collect()
    };
    let hash = blake3::hash(format!("{one}\0{other}").as_bytes()).to_hex();
    let (one, other) = (start(one), start(other));
    format!(
        "compare/{one}--{other}-{}.html",
        hash.get(..8).unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::path;

    proptest! {
        #[test]
        fn pairs_never_clash(slugs in prop::collection::vec("[ab-]{1,5}|[é]{60}", 4)) {
            let [a, b, c, d] = [0, 1, 2, 3].map(|at| slugs[at].as_str());
            prop_assert_eq!(path(a, b) == path(c, d), (a, b) == (c, d));
        }
    }

    #[test]
    fn the_path_of_a_pair_can_be_read() {
        assert_eq!(path("a-b", "c"), "compare/a-b--c.html");
        assert!(path(&"x".repeat(250), "y").len() < 250);
    }
}
