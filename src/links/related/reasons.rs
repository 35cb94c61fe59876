//! Finds the reasons for one entry: the editor's, what both texts name or say, who wrote them, when.

use std::cell::OnceCell;
use std::collections::HashMap;

use jiff::civil;

use super::hash::{Hashed, folded, pair};
use super::lexicon::Lexicon;
use super::name_words::is_dull;
use super::shared::{self, Rarity};
use super::weight::Frequencies;
use super::{Article, Reason, Terms};
use crate::text::edtf::Edtf;
use crate::text::words::{Word, words};

/// Articles this many days apart or fewer belong together in time.
const CLOSE: i32 = 14;
/// How many names or words a reason holds at most.
const SHOWN: usize = 3;

/// Knows of the whole site what reasons need.
pub(super) struct Explainer<'a> {
    rarity: Rarity,
    frequencies: &'a Frequencies,
    lexicon: &'a Lexicon,
    articles: usize,
    authors: HashMap<&'a str, usize>,
    publications: HashMap<&'a str, usize>,
}

impl<'a> Explainer<'a> {
    pub(super) fn new(
        articles: &[Article<'a>],
        terms: &[&Terms],
        frequencies: &'a Frequencies,
        lexicon: &'a Lexicon,
    ) -> Self {
        let mut authors = HashMap::new();
        let mut publications = HashMap::new();
        for article in articles {
            for author in article.authors {
                *authors.entry(author.as_str()).or_insert(0) += 1;
            }
            if let Some(publication) = article.publication {
                *publications.entry(publication).or_insert(0) += 1;
            }
        }
        Self {
            rarity: Rarity::new(terms),
            frequencies,
            lexicon,
            articles: articles.len(),
            authors,
            publications,
        }
    }

    /// The reasons why others stand in the list of `one`.
    pub(super) fn of<'b>(&'b self, one: &'b Article<'b>) -> Reasons<'b> {
        Reasons {
            site: self,
            one,
            spelled: OnceCell::new(),
        }
    }

    /// Authors of both, unless nearly everything here is theirs.
    fn authors(&self, one: &Article, other: &Article) -> Option<Reason> {
        let both: Vec<String> = one
            .authors
            .iter()
            .filter(|author| other.authors.contains(author))
            .filter(|author| self.tells(self.authors.get(author.as_str())))
            .cloned()
            .collect();
        (!both.is_empty()).then_some(Reason::Authors(both))
    }

    fn publication(&self, one: &Article, other: &Article) -> Option<Reason> {
        let name = one
            .publication
            .filter(|name| other.publication == Some(*name))?;
        self.tells(self.publications.get(name))
            .then(|| Reason::Publication(name.to_owned()))
    }

    /// Whether so many articles are no more than half of all.
    fn tells(&self, count: Option<&usize>) -> bool {
        count.is_some_and(|count| count * 2 <= self.articles)
    }
}

/// The reasons in one article's list.
pub(super) struct Reasons<'a> {
    site: &'a Explainer<'a>,
    one: &'a Article<'a>,
    /// How the article first spells each term that is worth saying; found when first needed.
    spelled: OnceCell<HashMap<u64, &'a str, Hashed>>,
}

impl Reasons<'_> {
    /// Why `other` stands here. `alike`: whether the texts share anything at all.
    pub(super) fn with(&self, other: &Article, chosen: bool, alike: bool) -> Vec<Reason> {
        let (site, one) = (self.site, self.one);
        let mut reasons = Vec::new();
        if alike {
            let (quoted, named) = shared::names(&one.terms.names, &other.terms.names, &site.rarity);
            if !quoted.is_empty() {
                reasons.push(Reason::Quote(quoted));
            }
            if !named.is_empty() {
                reasons.push(Reason::Names(named));
            }
            if reasons.is_empty() {
                reasons.extend(self.words(other));
            }
        }
        if chosen {
            reasons.insert(0, Reason::Chosen);
        }
        reasons.extend(site.authors(one, other));
        reasons.extend(site.publication(one, other));
        reasons.extend(
            one.date
                .zip(other.date)
                .and_then(|(one, other)| days(one, other)),
        );
        reasons
    }

    /// The words both use and few others, in the spelling of this article.
    fn words(&self, other: &Article) -> Option<Reason> {
        let spelled = self
            .spelled
            .get_or_init(|| spelled(self.one, self.site.lexicon));
        let terms = shared::terms(
            self.one.terms, other.terms, self.site.frequencies, &self.site.rarity,
        );
        let mut shown: Vec<&str> = Vec::new();
        for word in terms.iter().filter_map(|term| spelled.get(term)) {
            if !shown
                .iter()
                .any(|other| other.contains(word) || word.contains(other))
            {
                shown.push(word);
            }
        }
        let shown: Vec<String> = shown
            .into_iter()
            .take(SHOWN)
            .map(|word| word.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        (!shown.is_empty()).then_some(Reason::Words(shown))
    }
}

/// How an article first spells its terms, but for those that would be no reason: pairs with words left out between
/// them, frequent words, and numbers.
fn spelled<'a>(article: &Article<'a>, lexicon: &Lexicon) -> HashMap<u64, &'a str, Hashed> {
    let mut spelled = HashMap::default();
    lexicon.with(article.language, |reader| {
        let mut previous: Option<(u64, Word)> = None;
        for word in words(article.body) {
            if !says_something(word.text) {
                previous = None;
                continue;
            }
            let Some(unit) = reader.unit(word.text) else {
                previous = None;
                continue;
            };
            spelled.entry(unit).or_insert(word.text);
            if let Some((first, start)) = previous
                && let Some(text) = article.body.get(start.start..word.end())
            {
                spelled.entry(pair(first, unit)).or_insert(text);
            }
            previous = Some((unit, word));
        }
    });
    spelled
}

/// Whether a word may be shown as a reason.
fn says_something(word: &str) -> bool {
    let long = word.chars().filter(|c| c.is_alphabetic()).count() > 2;
    (long || !word.is_ascii()) && !is_dull(folded(word))
}

/// How many days lie between, where both days are known for sure and lie close.
fn days(one: Edtf, other: Edtf) -> Option<Reason> {
    let days = day(other)?.since(day(one)?).ok()?.get_days();
    (days.abs() <= CLOSE).then_some(Reason::Days(days))
}

fn day(date: Edtf) -> Option<civil::Date> {
    let start = date.start;
    if date.end.is_some() || start.approximate || start.uncertain {
        return None;
    }
    civil::Date::new(start.year, start.month?, start.day?).ok()
}
