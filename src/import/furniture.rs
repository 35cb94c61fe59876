//! What a single line gives away by itself: furniture by general vocabulary, rules, or shape.

use std::sync::LazyLock;

use super::blocks::Block;
use super::credit_words::{AGENCIES, CREDITS, DISCLAIMERS};
use super::phrases::Phrases;
use super::reading::Reason;
use super::rules::Rules;
use super::vocabulary::{APPEALS, CALLS, OPENINGS, SHORT_LINE, WHOLE_LINES};
use super::word_hash::WordMap;
use super::words::{count_folded, is_all_caps, is_capitalised, words};

/// The reason to leave a line out wherever it stands, if its words alone give one.
pub(crate) fn furniture(block: &Block, rules: &Rules) -> Option<Reason> {
    let folded = block.folded.as_str();
    if rules.is_furniture(folded) {
        return Some(Reason::Rule);
    }
    if is_bare_sum(&block.text) {
        return Some(Reason::Widget);
    }
    if is_remnant(&block.text) {
        return Some(Reason::Remnant);
    }
    if let Some(reason) = whole_line(folded) {
        return Some(reason);
    }
    let count = count_folded(folded);
    if count > SHORT_LINE {
        return None;
    }
    by_opening(block, count).or_else(|| by_content(block, count))
}

/// The reason of a line that is furniture as a whole; the first, if several name it.
fn whole_line(folded: &str) -> Option<Reason> {
    static REASONS: LazyLock<WordMap<&str, Reason>> = LazyLock::new(|| {
        let lines = WHOLE_LINES.iter().rev();
        lines
            .flat_map(|(reason, lines)| lines.iter().map(|line| (*line, *reason)))
            .collect()
    });
    REASONS.get(folded).copied()
}

fn by_opening(block: &Block, count: usize) -> Option<Reason> {
    let folded = block.folded.as_str();
    let (reason, opening) = opening(folded)?;
    // A single word opens many sentences: then the rest must be a few words, and name something or call out.
    if opening.ends_with(' ') {
        let mut rest = words(&block.text).skip(1);
        let is_name = (2..=4).contains(&count) && rest.all(is_capitalised);
        let is_label = block.text.contains(':') && count <= SHORT_LINE && reason != Reason::Appeal;
        let is_legal = reason == Reason::Navigation && block.text.contains(['©', '|']);
        return (is_name || is_label || is_legal).then_some(reason);
    }
    Some(reason)
}

/// The first opening of furniture that a line has, and its reason.
fn opening(folded: &str) -> Option<(Reason, &'static str)> {
    static ALL: LazyLock<(Phrases, Vec<Reason>)> = LazyLock::new(|| {
        let reasons = OPENINGS
            .iter()
            .flat_map(|(reason, list)| list.iter().map(|_| *reason));
        let phrases = OPENINGS.iter().flat_map(|(_, list)| list.iter());
        (Phrases::new(phrases), reasons.collect())
    });
    let (phrases, reasons) = &*ALL;
    let (place, opening) = phrases.opening(folded).next()?;
    Some((*reasons.get(place)?, opening))
}

fn by_content(block: &Block, count: usize) -> Option<Reason> {
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(APPEALS));
    let folded = block.folded.as_str();
    if let Some(call) = CALLS.iter().find(|call| folded.ends_with(**call)) {
        let tail: Vec<&str> = words(&block.text).collect();
        let from = tail.len().saturating_sub(call.split(' ').count());
        let shouted = tail
            .get(from..)
            .is_some_and(|tail| tail.iter().all(|word| is_all_caps(word)));
        if shouted || count <= 3 {
            return Some(Reason::Advertisement);
        }
    }
    if block.text.starts_with('©') || folded.starts_with("all rights reserved") {
        return Some(Reason::Navigation);
    }
    PHRASES.is_within(folded).then_some(Reason::Appeal)
}

/// A sum of money or a bare count: `2,500 $`, `€ 300`, `75%`, `1.2K`.
fn is_bare_sum(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
        && text.chars().count() <= 14
        && text.chars().all(|c| {
            c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '$' | '€' | '£' | '%' | '/' | '+')
        })
        && text.contains(['$', '€', '£', '%'])
}

/// What is left where links were lost: `in ,`, `| |`, `· ·`: separators with at most one lower-case word of three letters.
fn is_remnant(text: &str) -> bool {
    let mut found = words(text);
    match (found.next(), found.next()) {
        (None, _) => true,
        (Some(one), None) => {
            let dangling = text.ends_with([',', '|', '·', '/', '•', '»', '›']);
            dangling && one.len() <= 3 && !is_capitalised(one)
        }
        _ => false,
    }
}

/// Whether `phrase` stands in `folded` at word boundaries. Looks at the starts of words only: a general search spends
/// more on preparing itself than a line is long.
pub(crate) fn contains_words(folded: &str, phrase: &str) -> bool {
    let (mut rest, phrase) = (folded.as_bytes(), phrase.as_bytes());
    loop {
        let tail = rest.strip_prefix(phrase);
        if tail.is_some_and(|tail| tail.first().is_none_or(|next| *next == b' ')) {
            return true;
        }
        match rest.iter().position(|byte| *byte == b' ') {
            Some(space) => rest = rest.get(space + 1..).unwrap_or_default(),
            None => return false,
        }
    }
}

/// Who took a picture, in a short line: `Photo: AP Photo / Emrah Gurel`, `COURTESY OF APPLE TV+`, `John Doe/Getty Images`.
pub(crate) fn is_credit(block: &Block) -> bool {
    static LABELS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(CREDITS));
    let folded = block.folded.as_str();
    let count = count_folded(folded);
    if count > 14 || block.text.ends_with('.') && count > 8 {
        return false;
    }
    let labelled = LABELS.opening(folded).any(|(_, label)| {
        folded
            .get(label.len()..)
            .is_some_and(|rest| rest.starts_with(' '))
            && (label.ends_with(" by")
                || label.ends_with(" of")
                || block
                    .text
                    .split_whitespace()
                    .nth(count_folded(label) - 1)
                    .is_some_and(|word| word.ends_with([':', '/', '|', '©'])))
    });
    labelled || count <= 10 && names_agency(block)
}

/// Whether a line opens or ends with a picture agency, and a sign sets it off.
fn names_agency(block: &Block) -> bool {
    static NAMES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(AGENCIES));
    let folded = block.folded.as_str();
    let opens = NAMES
        .opening(folded)
        .any(|(_, agency)| agency.len() == folded.len() || block.text.contains(['/', '|', '©']));
    opens
        || block.text.contains(['/', '|', '(', '©', ':'])
            && AGENCIES.iter().any(|agency| folded.ends_with(agency))
}

/// A statement that the opinions are the author's own.
pub(crate) fn is_disclaimer(block: &Block) -> bool {
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(DISCLAIMERS));
    if block.folded.len() >= 600 {
        return false;
    }
    let mut places = PHRASES.within(&block.folded);
    places
        .next()
        .is_some_and(|first| places.any(|place| place != first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{blocks::blocks, lines::lines};

    fn reason(text: &str) -> Option<Reason> {
        furniture(&blocks(&lines(text))[0], &Rules::default())
    }

    #[test]
    fn furniture_is_known_by_general_words() {
        assert_eq!(reason("2,500 $"), Some(Reason::Widget));
        assert_eq!(reason("in ,"), Some(Reason::Remnant));
        assert_eq!(reason("Support Any Paper"), Some(Reason::Appeal));
        assert_eq!(
            reason("Help us grow. Support A Paper on Patreon!"),
            Some(Reason::Appeal)
        );
        assert_eq!(
            reason("The largest network for jobs - JOIN NOW"),
            Some(Reason::Advertisement)
        );
    }

    #[test]
    fn sentences_are_not_furniture() {
        for text in [
            "Support for the plan has fallen since May.",
            "Related companies were fined in June, the court said.",
            "They said you could click here and there.",
            "2017",
            "He wanted more.",
        ] {
            assert_eq!(reason(text), None, "{text}");
        }
    }

    #[test]
    fn credits_are_told_from_sentences() {
        let credit = |text: &str| is_credit(&blocks(&lines(text))[0]);
        assert!(credit("Photo: AP Photo / Emrah Gurel"));
        assert!(credit("COURTESY OF APPLE TV+"));
        assert!(!credit(
            "Photo editing has become a craft of its own, she says."
        ));
    }
}
