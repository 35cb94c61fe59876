//! Finds the reasons for one entry: the editor's, what both texts tell of, name or say, who wrote them, when.

use jiff::civil;

use super::facts::Facts;
use super::name_words::is_dull;
use super::shared::{self, Rarity};
use super::{Article, Reason};
use crate::text::edtf::Edtf;
use crate::text::hash::folded;
use crate::text::words::{Word, words};

/// Articles this many days apart or fewer belong together in time.
const CLOSE: i32 = 14;
/// How many names or words a reason holds at most.
const SHOWN: usize = 3;
/// How many reasons an entry has at most.
pub(in crate::links) const MOST: usize = 3;

/// One of two articles that are told of each other.
pub(super) struct Side<'a> {
    pub(super) article: &'a Article<'a>,
    pub(super) facts: &'a Facts,
}

/// Knows of the whole site what reasons need.
pub(super) struct Explainer<'a> {
    pub(super) rarity: Rarity<'a>,
}

impl Explainer<'_> {
    /// Why `other` stands in the list of `one`: what tells most comes first. `alike`: whether the texts share anything
    /// at all.
    pub(super) fn reasons(
        &self,
        one: &Side,
        other: &Side,
        chosen: bool,
        alike: bool,
    ) -> Vec<Reason> {
        let mut reasons = Vec::new();
        if chosen {
            reasons.push(Reason::Chosen);
        }
        let mut events = declared(one.facts, other.facts);
        if alike {
            let shared = shared::names(one, other, &self.rarity);
            for event in shared.events {
                if !events.contains(&event) {
                    events.push(event);
                }
            }
            events.truncate(SHOWN);
            let [quoted, named] = [shared.quoted, shared.named].map(|names| {
                let names = names.into_iter();
                let names = names.filter(|name| !events.contains(name));
                names.take(SHOWN).collect::<Vec<_>>()
            });
            let nothing = events.is_empty() && quoted.is_empty() && named.is_empty();
            add(&mut reasons, events, Reason::Events);
            add(&mut reasons, quoted, Reason::Quote);
            add(&mut reasons, named, Reason::Names);
            if nothing {
                add(&mut reasons, self.words(one, other), Reason::Words);
            }
        } else {
            add(&mut reasons, events, Reason::Events);
        }
        add(
            &mut reasons,
            authors(one.facts, other.facts),
            Reason::Authors,
        );
        let days = one.facts.date.zip(other.facts.date);
        reasons.extend(days.and_then(|(one, other)| days_between(one, other)));
        let publication = one.facts.publication.clone();
        let publication = publication.filter(|_| one.facts.publication == other.facts.publication);
        reasons.extend(publication.map(Reason::Publication));
        reasons.truncate(MOST);
        reasons
    }

    /// The words both use and few others, in the spelling of the first.
    fn words(&self, one: &Side, other: &Side) -> Vec<String> {
        let mut shown: Vec<&str> = Vec::new();
        for term in shared::terms(one.article.terms, other.article.terms, &self.rarity) {
            if shown.len() == SHOWN {
                break;
            }
            let Some(text) = term.spelled(one.article.body) else {
                continue;
            };
            let (start, end) = (term.start as usize, term.start as usize + text.len());
            let mentions = &one.article.mentions;
            let at = mentions.partition_point(|mention| mention.range.end <= start);
            if mentions.get(at).is_some_and(|it| it.range.start < end) {
                // An entity that many name.
                continue;
            }
            let new = !shown.iter().any(|other| {
                words(text)
                    .any(|word| words(other).any(|other| folded(word.text) == folded(other.text)))
            });
            // A word that many names hold: "Turkish troops".
            let known = |word: &Word| {
                let key = folded(word.text);
                let own = one.article.terms.names.words.binary_search(&key);
                own.is_ok() && !self.rarity.is_rare_in_names(key)
            };
            if new && words(text).all(|word| says_something(word.text) && !known(&word)) {
                shown.push(text);
            }
        }
        shown
            .into_iter()
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }
}

fn add(reasons: &mut Vec<Reason>, names: Vec<String>, reason: impl Fn(Vec<String>) -> Reason) {
    if !names.is_empty() {
        reasons.push(reason(names));
    }
}

/// The events that the front matter of both lists.
fn declared(one: &Facts, other: &Facts) -> Vec<String> {
    let both = one.events.iter();
    let both = both.filter(|event| other.events.iter().any(|it| it.slug == event.slug));
    both.map(|event| event.name.clone()).collect()
}

fn authors(one: &Facts, other: &Facts) -> Vec<String> {
    let both = one.authors.iter();
    both.filter(|author| other.authors.contains(author))
        .cloned()
        .collect()
}

/// Whether a word may be shown as a reason.
fn says_something(word: &str) -> bool {
    let long = word.chars().filter(|c| c.is_alphabetic()).count() > 2;
    (long || !word.is_ascii()) && !is_dull(folded(word))
}

/// How many days lie between, where both days are known for sure and lie close.
fn days_between(one: Edtf, other: Edtf) -> Option<Reason> {
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
