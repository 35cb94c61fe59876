//! Numbers of something: `36 targets`, `nine warplanes`, `3.5 million Syrians`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Count;
use super::features::Paragraph;
use crate::document::PlainText;
use crate::text::hash::{hash, pair};
use crate::text::words::{Word, words};

/// How many words after a number may be what it counts: `four Russian attack aircraft`.
const REACH: usize = 3;

/// How many things that both count are told.
const TOLD: usize = 12;

/// English numbers in words, from two on: `one` is too often none.
const WORDS: [&str; 11] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

/// Words that make a number greater.
const POWERS: [&str; 4] = ["hundred", "thousand", "million", "billion"];

/// How many of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quantity {
    /// In digits: `9`, `3.5 million`.
    pub(super) value: String,
    /// The number and its power: bytes of the plain text.
    pub(super) range: Range<usize>,
    /// What may be counted: hashes of words with their places.
    pub(super) units: Vec<(u64, Range<usize>)>,
}

/// Where among the words after a number a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Last,
    First,
}

impl Quantity {
    /// What two paragraphs share that count the same number of something.
    pub(super) fn keys(&self) -> impl Iterator<Item = u64> {
        let value = hash(self.value.as_bytes());
        self.units.iter().map(move |(unit, _)| pair(value, *unit))
    }

    pub(super) fn counts(&self, unit: u64) -> bool {
        self.units.iter().any(|it| it.0 == unit)
    }

    /// What it counts for certain: the first and the last of its words, told apart. `Four F-4 fighters` and `eight
    /// fighter jets` do not contradict each other.
    pub(super) fn heads(&self) -> impl Iterator<Item = (Place, u64)> {
        let first = self.units.first().map(|it| (Place::First, it.0));
        let last = self.units.last().map(|it| (Place::Last, it.0));
        first.into_iter().chain(last)
    }
}

/// The quantities in a text that starts at a byte of the plain text. `unit` gives what a word counts as.
pub(super) fn quantities(
    text: &str,
    start: usize,
    language: Option<&str>,
    unit: &mut impl FnMut(&str) -> Option<u64>,
) -> Vec<Quantity> {
    let english = language.is_none_or(|tag| tag.starts_with("en"));
    let words: Vec<_> = words(text).collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let before = text.get(..word.start).unwrap_or_default();
        // `F-16` and `S-400` count nothing, nor does the second half of `2016-17`.
        if before.ends_with(['-', '–', '‑']) {
            continue;
        }
        let Some(mut value) = value(word.text, english) else {
            continue;
        };
        let mut end = word.end();
        let mut next = at + 1;
        let follows = |end: usize, next: usize| {
            let word = words.get(next)?;
            let gap = text.get(end..word.start)?;
            matches!(gap, " " | "-" | "\u{a0}").then_some(word)
        };
        if let Some(power) = follows(end, next).filter(|it| POWERS.contains(&it.text)) {
            value = format!("{value} {}", power.text);
            end = power.end();
            next += 1;
        }
        let range = start + word.start..start + end;
        let mut units = Vec::new();
        while let Some(word) = follows(end, next).filter(|_| units.len() < REACH) {
            let is_number = word.text.starts_with(|c: char| c.is_ascii_digit());
            let Some(key) = unit(word.text).filter(|_| !is_number) else {
                break;
            };
            let (key, last) = match model(text, word.end(), words.get(next + 1)) {
                Some((number, last)) => (pair(key, number), last),
                None => (key, word.end()),
            };
            units.push((key, start + word.start..start + last));
            next += if last > word.end() { 2 } else { 1 };
            end = last;
        }
        if !units.is_empty() {
            found.push(Quantity {
                value,
                range,
                units,
            });
        }
    }
    found
}

/// The number of a model such as `Su-24M`, if one follows the word that ends at a byte, and where it ends.
fn model(text: &str, end: usize, next: Option<&Word<'_>>) -> Option<(u64, usize)> {
    let next = next.filter(|next| text.get(end..next.start) == Some("-"))?;
    let digits = next.text.bytes().take_while(u8::is_ascii_digit).count();
    let number = next.text.get(..digits).filter(|it| !it.is_empty())?;
    Some((hash(number.as_bytes()), next.end()))
}

/// A number in digits; none for other words, and for years.
fn value(word: &str, english: bool) -> Option<String> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let number = word.replace(',', "");
        let digits = number.chars().all(|c| c.is_ascii_digit() || c == '.');
        let year = number.len() == 4 && !word.contains(',') && number.starts_with(['1', '2']);
        return (digits && !year).then_some(number);
    }
    let at = WORDS.iter().position(|it| it.eq_ignore_ascii_case(word))?;
    english.then(|| (at + 2).to_string())
}

/// What both texts count, in the order of the first; what differs comes first.
pub(super) fn counts(
    one: &PlainText,
    here: &[Paragraph],
    other: &PlainText,
    there: &[Paragraph],
) -> Vec<Count> {
    let theirs = by_unit(there);
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let mut counts = Vec::new();
    let ours = by_unit(here);
    let mut units: Vec<(&Head, &Vec<&Quantity>)> = ours.iter().collect();
    // Of `eight fighter jets` the jets come first.
    units.sort_by_key(|((place, _), all)| (all.first().map_or(0, |it| it.range.start), *place));
    for (unit, all) in units {
        let Some(others) = theirs.get(unit) else {
            continue;
        };
        // One number is told under one word.
        if all.iter().all(|it| told.contains(&it.range.start)) {
            continue;
        }
        told.extend(all.iter().map(|it| it.range.start));
        let place = all.first().and_then(|first| match unit.0 {
            Place::First => first.units.first(),
            Place::Last => first.units.last(),
        });
        let (one_values, other_values) = (values(one, all), values(other, others));
        let known: BTreeSet<&String> = all.iter().map(|it| &it.value).collect();
        let differs = !others.iter().any(|it| known.contains(&it.value));
        counts.push(Count {
            what: place.map_or("", |it| one.slice(it.1.clone())).to_owned(),
            one: one_values,
            other: other_values,
            differs,
        });
    }
    counts.sort_by_key(|count| !count.differs);
    counts.truncate(TOLD);
    counts
}

type Head = (Place, u64);

fn by_unit(paragraphs: &[Paragraph]) -> BTreeMap<Head, Vec<&Quantity>> {
    let mut by_unit: BTreeMap<Head, Vec<&Quantity>> = BTreeMap::new();
    for quantity in paragraphs.iter().flat_map(|it| &it.quantities) {
        for head in quantity.heads() {
            by_unit.entry(head).or_default().push(quantity);
        }
    }
    by_unit
}

/// The numbers as the text has them, each once.
fn values(text: &PlainText, quantities: &[&Quantity]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let new = quantities.iter().filter(|it| seen.insert(&it.value));
    new.map(|it| text.slice(it.range.clone()).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::quantities;
    use crate::links::related::Lexicon;

    fn found(text: &str) -> Vec<String> {
        Lexicon::default().with(Some("en"), |reader| {
            let all = quantities(text, 0, Some("en"), &mut |word| reader.unit(word));
            let shown = all.iter().map(|it| {
                let last = it.units.last().unwrap();
                format!("{}: {}", it.value, &text[it.units[0].1.start..last.1.end])
            });
            shown.collect()
        })
    }

    #[test]
    fn numbers_count_what_follows_them() {
        assert_eq!(
            found("no fewer than 16 aircraft (9 Russian, 8 Turkish), nine warplanes of the force"),
            ["16: aircraft", "9: Russian", "8: Turkish", "9: warplanes"]
        );
        assert_eq!(
            found("3.5 million Syrians, 2,500 men; eight Turkish fighter jets at once"),
            [
                "3.5 million: Syrians", "2500: men", "8: Turkish fighter jets"
            ]
        );
    }

    #[test]
    fn names_of_models_years_and_bare_numbers_count_nothing() {
        assert_eq!(
            found("F-16 fighters in 2016 operations, S-400 systems on January 18 that"),
            [""; 0]
        );
        assert_eq!(
            found("four Sukhoi Su-24M, four F-16s"),
            ["4: Sukhoi Su-24M", "4: F-16s"]
        );
        assert_eq!(found("16"), [""; 0]);
        assert_eq!(found(""), [""; 0]);
    }
}
