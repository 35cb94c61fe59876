//! The words of a block with what tells names from others: their capitals, and where sentences begin.

use std::borrow::Cow;
use std::ops::Range;

use super::super::tokens::{folded, tokens};
use super::word_lists::{is_abbreviation, is_stop};

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Small, or in a script without capitals.
    Small,
    /// With a capital.
    Capital,
    /// Capitals alone, two at least.
    Upper,
    /// Begins with a digit.
    Number,
}

/// A word of a block; `U.S` is one.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    /// Bytes of the plain text; of an acronym with stops also the last of them.
    pub range: Range<usize>,
    pub text: &'a str,
    /// Its folded form, without stops.
    pub key: Cow<'a, str>,
    pub shape: Shape,
    /// What stands between the word before it and this one.
    pub gap: &'a str,
    /// Begins a sentence, a quotation or the like.
    pub initial: bool,
    /// An acronym with stops.
    pub dotted: bool,
}

/// The words of a block's text, which begins at `offset` of the plain text.
pub(super) fn words(text: &str, offset: usize) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    // Where the last word ends.
    let mut end = 0;
    for token in tokens(text) {
        let gap = text.get(end..token.range.start).unwrap_or_default();
        let word = text.get(token.range.clone()).unwrap_or_default();
        end = token.range.end;
        if let Some(last) = words.last_mut()
            && gap == "."
            && is_letter(word)
            && (last.dotted || is_letter(last.text))
        {
            let stop = text.get(end..).is_some_and(|rest| rest.starts_with('.'));
            let start = last.range.start - offset;
            last.range.end = offset + end;
            last.text = text.get(start..end).unwrap_or_default();
            last.key = folded_word(last.text);
            last.shape = Shape::Upper;
            last.dotted = true;
            if stop {
                last.range.end += 1;
            }
            continue;
        }
        let key = folded_word(word);
        let initial = match words.last() {
            None => true,
            Some(last) => begins(last, gap, &key),
        };
        words.push(Word {
            range: offset + token.range.start..offset + token.range.end,
            text: word,
            shape: shape(word),
            key,
            gap,
            initial,
            dotted: false,
        });
    }
    words
}

/// One capital letter.
fn is_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// Whether a word begins a sentence after another word and what stands between.
fn begins(last: &Word<'_>, gap: &str, key: &str) -> bool {
    let quote = |c: char| {
        matches!(
            c,
            '"' | '“' | '„' | '«' | '»' | '‹' | '›' | '‘' | '\'' | '’' | '”'
        )
    };
    let sign = |c: char| {
        matches!(
            c,
            '!' | '?' | '…' | ':' | '\n' | '•' | '·' | '|' | '*' | '>' | '¿' | '¡'
        )
    };
    if gap.contains(sign) {
        return true;
    }
    // Quotation marks that open; an apostrophe inside a word does not.
    if gap.chars().count() > 1 && gap.ends_with(quote) && !gap.starts_with(quote) {
        return true;
    }
    let Some(stop) = gap.find('.') else {
        return false;
    };
    let abbreviated = stop == 0 && matches!(gap, ". " | ".\u{a0}");
    if abbreviated && (is_letter(last.text) || is_abbreviation(&last.key)) {
        return false;
    }
    if abbreviated && last.dotted {
        return is_stop(key);
    }
    gap.len() > 1
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    if word.starts_with(|c: char| c.is_numeric()) {
        return Shape::Number;
    }
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    let all = letters.clone().count();
    let early = letters.by_ref().take(2).any(char::is_uppercase);
    // NGOs, UAVs
    let plural = upper > 1 && upper + 1 == all && word.ends_with('s');
    if upper == 0 || !early || plural {
        Shape::Small
    } else if upper == all && all > 1 {
        Shape::Upper
    } else {
        Shape::Capital
    }
}

/// A word's folded form, without stops; of `24s`, several of a type, the type.
pub(super) fn folded_word(word: &str) -> Cow<'_, str> {
    match folded(word) {
        key if key.contains('.') => Cow::Owned(key.replace('.', "")),
        key if key.starts_with(|c: char| c.is_ascii_digit()) && key.ends_with('s') => {
            Cow::Owned(key.trim_end_matches('s').to_owned())
        }
        key => key,
    }
}
