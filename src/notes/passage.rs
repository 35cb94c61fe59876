//! From words that somebody quotes to the passage they mean.

use std::ops::Range;
use std::sync::Arc;

use crate::anchor::{Request, Revision, Text, folded_places};
use crate::content::Target;
use crate::document::{PlainText, text_hash};

/// Characters of context that a note keeps, on either side.
const CONTEXT: usize = 32;

/// The most places that are shown to choose from.
const MOST: usize = 20;

/// Where quoted words are in a plain text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// In this place and no other.
    Here(Range<usize>),
    /// In several, or in one that is not where it was said to be: who asks must say which. In the order of the text, no
    /// more than twenty.
    Several(Vec<Range<usize>>),
    /// Nowhere; the likest words, where there are any.
    Nowhere(Option<Range<usize>>),
}

/// What tells one of several places from the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// What stands right before and after the words; empty: anything.
    pub prefix: String,
    pub suffix: String,
    /// The how-manieth of the places that are left, from 1.
    pub nth: Option<usize>,
}

/// Finds words as a person quotes them: verbatim, else with other quotation marks, dashes, spaces and line breaks.
pub fn find(text: &str, quote: &str, choice: &Choice) -> Found {
    let quote = quote.trim();
    if quote.is_empty() {
        return Found::Nowhere(None);
    }
    let fits = |range: &Range<usize>| {
        let before = text.get(..range.start).unwrap_or_default();
        let after = text.get(range.end..).unwrap_or_default();
        before.ends_with(&choice.prefix) && after.starts_with(&choice.suffix)
    };
    let mut places: Vec<Range<usize>> = overlapping(text, quote).filter(fits).collect();
    if places.is_empty() {
        places = folded_places(text, quote);
        places.retain(fits);
    }
    if let Some(nth) = choice.nth {
        places = places
            .into_iter()
            .skip(nth.saturating_sub(1))
            .take(1)
            .collect();
    }
    places.truncate(MOST);
    if places.is_empty() && *choice != Choice::default() {
        // The words are there, only not where they were said to be.
        return match find(text, quote, &Choice::default()) {
            Found::Here(range) => Found::Several(vec![range]),
            other => other,
        };
    }
    match places.len() {
        0 => Found::Nowhere(likest(text, quote)),
        1 => Found::Here(places.remove(0)),
        _ => Found::Several(places),
    }
}

/// Every place of a text in another, also where two share words.
fn overlapping(text: &str, quote: &str) -> impl Iterator<Item = Range<usize>> {
    let step = quote.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text.get(from..)?.find(quote)?;
        from = start + step;
        Some(start..start + quote.len())
    })
}

/// The words that are most like those.
fn likest(text: &str, quote: &str) -> Option<Range<usize>> {
    let request = Request {
        quote,
        ..Request::default()
    };
    let answer = Revision::new(Arc::new(Text::new(text)), None).locate(&request);
    answer
        .candidates
        .into_iter()
        .next()
        .map(|found| found.range)
}

/// A target for a passage, given in bytes of an article's plain text. `article` is named where it is not the note's own.
pub fn choose(text: &str, range: Range<usize>, article: Option<String>) -> Target {
    let start = text.get(..range.start).unwrap_or_default().chars().count();
    taken(text, range, article, start, text_hash(text))
}

/// The same from a text that knows its hash and its characters already: for thousands of passages.
pub fn choose_in(plain: &PlainText, range: Range<usize>, article: Option<String>) -> Target {
    let start = plain.char_at(range.start);
    taken(&plain.text, range, article, start, plain.hash().to_owned())
}

fn taken(
    text: &str,
    range: Range<usize>,
    article: Option<String>,
    start: usize,
    hash: String,
) -> Target {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    let (before, after) = (part(0..range.start), part(range.end..text.len()));
    let from = before
        .char_indices()
        .rev()
        .nth(CONTEXT - 1)
        .map_or(0, |(at, _)| at);
    let to = after
        .char_indices()
        .nth(CONTEXT)
        .map_or(after.len(), |(at, _)| at);
    Target {
        article,
        quote: part(range).to_owned(),
        prefix: before.get(from..).unwrap_or_default().to_owned(),
        suffix: after.get(..to).unwrap_or_default().to_owned(),
        start: Some(start),
        text: Some(hash),
        span: 0..0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "He said “no” to her, and no to him.\n\nShe said “no” to all.";

    fn words(found: &Found) -> Option<&str> {
        match found {
            Found::Here(range) => TEXT.get(range.clone()),
            _ => None,
        }
    }

    #[test]
    fn one_place_is_found_and_several_are_told_apart_by_what_stands_around() {
        let any = Choice::default();
        assert_eq!(words(&find(TEXT, "to her", &any)), Some("to her"));
        assert!(matches!(find(TEXT, "no", &any), Found::Several(places) if places.len() == 3));
        let choice = Choice {
            nth: Some(3),
            ..any.clone()
        };
        assert_eq!(
            find(TEXT, "no", &choice),
            Found::Here(TEXT.rfind("no").unwrap()..TEXT.rfind("no").unwrap() + 2)
        );
        let choice = Choice {
            suffix: " to him".into(),
            ..any.clone()
        };
        assert_eq!(words(&find(TEXT, "no", &choice)), Some("no"));
        assert!(matches!(
            find(TEXT, "a text about other things", &any),
            Found::Nowhere(_)
        ));
        assert_eq!(find(TEXT, "  ", &any), Found::Nowhere(None));
    }

    #[test]
    fn straight_quotes_and_a_line_break_find_curly_ones_and_a_paragraph() {
        let found = find(TEXT, "him. She said \"no\" to all", &Choice::default());
        assert_eq!(words(&found), Some("him.\n\nShe said “no” to all"));
    }

    proptest! {
        #[test]
        fn a_chosen_passage_is_found_again(text in "[ab é\u{301}\n]{1,60}", from in 0_usize..60, long in 1_usize..9) {
            let chars: Vec<(usize, char)> = text.char_indices().collect();
            let at = |index: usize| chars.get(index).map_or(text.len(), |(at, _)| *at);
            let range = at(from % chars.len())..at(from % chars.len() + long);
            let target = choose(&text, range.clone(), None);
            prop_assert_eq!(&text[range.clone()], &target.quote);
            let start = target.start.unwrap();
            prop_assert_eq!(at(start), range.start);
            prop_assert!(text.contains(&[target.prefix.as_str(), &target.quote, &target.suffix].concat()));
        }
    }
}
