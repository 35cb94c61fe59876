//! Articles that are nearly the same: republished copies, shortened or lengthened ones.
//!
//! Each text is kept as a sketch. Its shingles (runs of five words) are hashed; the lowest hashes are looked up in an
//! index, which is `MinHash` with one function (Broder 1997), and those that share some are compared by a quarter of all
//! their shingles. The work grows with the number of texts, not with that of pairs.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use rayon::prelude::*;

use crate::content::{Article, ArticleFolder};
use crate::document;
use crate::import::Reading;
use crate::import::batch::sketch::Sketch;

/// Two articles of which this share of the shorter one's wording is in the other are copies …
const ALIKE: f64 = 0.6;
/// … unless the longer one is so much longer that it only quotes the other.
const OF_LONGER: f64 = 0.35;
/// How many of the lowest hashes a pair must share to be compared.
const SHARED: usize = 3;
/// A hash that more texts have than this is boilerplate.
const COMMON: usize = 64;
/// At most so many others are told of one text.
const TOLD: usize = 3;

/// What is known of an article in the search for copies.
pub(super) struct Kept {
    slug: String,
    sketch: Sketch,
    /// EDTF.
    date: Option<String>,
    /// Whether it says where it was published.
    has_origin: bool,
}

/// The articles so far, those of the site first.
#[derive(Default)]
pub(super) struct Copies {
    kept: Vec<Kept>,
    by_hash: HashMap<u64, Vec<usize>>,
    slugs: BTreeSet<String>,
}

/// A text that is nearly another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Copy {
    /// The article that it is a copy of; None when it is itself the original.
    pub(super) of: Option<String>,
    /// The pair in words.
    pub(super) told: String,
}

impl Copies {
    /// The articles that a site has already.
    pub(super) fn read(root: &Path, slugs: &BTreeSet<String>) -> Self {
        let slugs: Vec<&String> = slugs.iter().collect();
        let found: Vec<Option<Kept>> = slugs
            .into_par_iter()
            .map(|slug| stored(root, slug))
            .collect();
        let mut copies = Self::default();
        for kept in found.into_iter().flatten() {
            copies.add(kept);
        }
        copies
    }

    /// The articles that a new one is nearly the same as, the likest first; from then on it is one of them.
    pub(super) fn find_and_add(&mut self, new: Kept) -> Vec<Copy> {
        let mut found: Vec<(u32, usize)> = self
            .candidates(&new)
            .into_iter()
            .filter_map(|place| {
                let other = self
                    .kept
                    .get(place)
                    .filter(|other| other.slug != new.slug)?;
                Some((alike(&other.sketch, &new.sketch)?, place))
            })
            .collect();
        found.sort_by_key(|(share, place)| (std::cmp::Reverse(*share), *place));
        let told = found
            .into_iter()
            .take(TOLD)
            .filter_map(|(share, place)| Some(told(self.kept.get(place)?, &new, share)))
            .collect();
        if !self.slugs.contains(&new.slug) {
            self.add(new);
        }
        told
    }

    fn add(&mut self, kept: Kept) {
        let place = self.kept.len();
        for hash in kept.sketch.lowest() {
            let places = self.by_hash.entry(*hash).or_default();
            if places.len() < COMMON {
                places.push(place);
            }
        }
        self.slugs.insert(kept.slug.clone());
        self.kept.push(kept);
    }

    /// Places of those that share enough of the lowest hashes, in order.
    fn candidates(&self, new: &Kept) -> Vec<usize> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for hash in new.sketch.lowest() {
            for place in self.by_hash.get(hash).into_iter().flatten() {
                *shared.entry(*place).or_default() += 1;
            }
        }
        let enough = shared.into_iter().filter(|(_, count)| *count >= SHARED);
        enough.map(|(place, _)| place).collect()
    }
}

impl Kept {
    /// Of a text that is being imported.
    pub(super) fn new(slug: &str, reading: &Reading) -> Self {
        let date = reading.meta.date.as_ref();
        Self {
            slug: slug.to_owned(),
            sketch: Sketch::new(reading.body.iter().map(|block| block.text.as_str())),
            date: date.map(|date| date.value.clone()),
            has_origin: reading.meta.url.is_some() || reading.meta.publication.is_some(),
        }
    }
}

/// An article of the site, whoever wrote it.
fn stored(root: &Path, slug: &str) -> Option<Kept> {
    let folder = ArticleFolder::new(root, slug);
    let single = || std::fs::read(ArticleFolder::all(root).join(format!("{slug}.md"))).ok();
    let bytes = folder.read("index.md").or_else(single)?;
    let (article, _) = Article::read(slug, "index.md", &bytes).ok()?;
    let plain = document::parse(article.file.body(), &document::Options::default()).plain;
    let meta = &article.meta;
    Some(Kept {
        slug: slug.to_owned(),
        sketch: Sketch::new(plain.text.split("\n\n")),
        date: meta.date.as_ref().map(ToString::to_string),
        has_origin: meta.url.is_some() || meta.publication.is_some(),
    })
}

/// The share of the shorter text's wording that both have, in percent; None when they are no copies.
fn alike(a: &Sketch, b: &Sketch) -> Option<u32> {
    let (shorter, longer) = a.shares(b)?;
    (shorter >= ALIKE && longer >= OF_LONGER).then(|| percent(shorter))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share is from 0 to 1"
)]
fn percent(share: f64) -> u32 {
    (share * 100.0).round() as u32
}

fn told(old: &Kept, new: &Kept, share: u32) -> Copy {
    let (old_is_original, why) = original(old, new);
    let (first, copy) = if old_is_original {
        (old, new)
    } else {
        (new, old)
    };
    let difference = first.sketch.difference(&copy.sketch);
    let alike = format!("{share} % of the wording is the same{difference}");
    Copy {
        of: old_is_original.then(|| old.slug.clone()),
        told: if old_is_original {
            format!("a copy of `{}`, which {why}: {alike}", old.slug)
        } else {
            format!("`{}` is a copy of this one, which {why}: {alike}", old.slug)
        },
    }
}

/// Whether the older of two is the original, and what the original has over the copy.
fn original(old: &Kept, new: &Kept) -> (bool, &'static str) {
    if let (Some(a), Some(b)) = (&old.date, &new.date)
        && !a.starts_with(b.as_str())
        && !b.starts_with(a.as_str())
    {
        return (a < b, "has the earlier date");
    }
    if old.has_origin != new.has_origin {
        return (old.has_origin, "says where it was published");
    }
    (true, "came first")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(seed: usize) -> String {
        let words = (0..40).map(|at| format!("w{}", (seed * 7919 + at * at * 31) % 9973));
        words.collect::<Vec<_>>().join(" ")
    }

    fn kept(slug: &str, seeds: &[usize], date: Option<&str>) -> Kept {
        let paragraphs: Vec<String> = seeds.iter().copied().map(paragraph).collect();
        Kept {
            slug: slug.to_owned(),
            sketch: Sketch::new(paragraphs.iter().map(String::as_str)),
            date: date.map(str::to_owned),
            has_origin: false,
        }
    }

    #[test]
    fn a_shortened_copy_is_found_and_says_what_it_lacks() {
        let mut copies = Copies::default();
        let whole: Vec<usize> = (1..9).collect();
        assert!(copies.find_and_add(kept("a", &whole, None)).is_empty());
        let found = copies.find_and_add(kept("b", &whole[..6], None));
        assert_eq!(found[0].of.as_deref(), Some("a"));
        assert!(found[0].told.contains("100 %"), "{found:?}");
        assert!(
            found[0]
                .told
                .ends_with("the copy lacks the last 2 paragraphs"),
            "{found:?}"
        );
    }

    #[test]
    fn the_earlier_date_is_the_original_whatever_came_first() {
        let mut copies = Copies::default();
        copies.find_and_add(kept("a", &[1, 2, 3, 4, 5], Some("2017-03-01")));
        let found = copies.find_and_add(kept("b", &[1, 2, 9, 4, 5], Some("2017-02-01")));
        assert_eq!(found[0].of, None);
        assert!(found[0].told.contains("`a` is a copy"), "{found:?}");
        assert!(found[0].told.ends_with("1 paragraph differs"), "{found:?}");
    }

    #[test]
    fn a_quotation_and_another_article_are_no_copies() {
        let mut copies = Copies::default();
        copies.find_and_add(kept("a", &[1, 2], None));
        let quoting: Vec<usize> = (1..20).collect();
        assert!(copies.find_and_add(kept("b", &quoting, None)).is_empty());
        assert!(
            copies
                .find_and_add(kept("c", &[30, 31, 32, 33], None))
                .is_empty()
        );
        assert!(copies.find_and_add(kept("a", &[1, 2], None)).is_empty());
    }
}
