//! Texts as words that can be compared, and what stands between them.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::text::fold::fold;

/// A run of letters and digits; in scripts that put no spaces between words, one character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What stands between the token before it and this one.
    pub gap: Gap,
}

/// What stands between two tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// A space or a hyphen, with or without the full stop of an abbreviation before it: `St. Petersburg`, `al-Bab`.
    Space,
    /// A full stop alone: `U.S`.
    Stop,
    /// An apostrophe alone: `O’Brien`, `Turkey’s`.
    Apostrophe,
    /// Anything else: no name goes across it.
    Break,
}

/// The tokens of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let mut stop = start + first.len_utf8();
        let single = stands_alone(first);
        while let Some(&(at, next)) = chars.peek() {
            let goes_on = is_combining_mark(next)
                || is_joiner(next)
                || (!single && next.is_alphanumeric() && !stands_alone(next));
            if !goes_on {
                break;
            }
            stop = at + next.len_utf8();
            chars.next();
        }
        let gap = if tokens.is_empty() {
            Gap::Break
        } else {
            gap(text.get(end..start).unwrap_or_default())
        };
        tokens.push(Token {
            range: start..stop,
            gap,
        });
        end = stop;
    }
    tokens
}

fn gap(between: &str) -> Gap {
    match between {
        "" => Gap::None,
        " " | "-" | "‐" | "‑" | ". " => Gap::Space,
        "." => Gap::Stop,
        "'" | "’" | "ʼ" | "‘" | "`" => Gap::Apostrophe,
        _ => {
            let rest = between.strip_prefix('.').unwrap_or(between);
            let space = |c: char| c.is_whitespace() && c != '\n';
            if !rest.is_empty() && rest.chars().all(space) {
                Gap::Space
            } else {
                Gap::Break
            }
        }
    }
}

/// Marks inside a word that are not seen.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
}

/// Whether a character is of a script that puts no spaces between words.
fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}'        // Thai, Lao
        | '\u{f00}'..='\u{fff}'      // Tibetan
        | '\u{1000}'..='\u{109f}'    // Myanmar
        | '\u{1780}'..='\u{17ff}'    // Khmer
        | '\u{3040}'..='\u{30ff}'    // Hiragana, Katakana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3fffd}') // Han
}

/// A token's folded form.
pub(super) fn folded(word: &str) -> Cow<'_, str> {
    if word
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    Cow::Owned(fold(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<(Gap, String)> {
        let tokens = tokens(text);
        tokens
            .into_iter()
            .map(|token| (token.gap, folded(&text[token.range]).into_owned()))
            .collect()
    }

    #[test]
    fn spellings_that_differ_in_joints_alone_have_the_same_tokens() {
        for (one, other) in [
            ("Saint-Petersburg", "Saint Petersburg"),
            ("St. Petersburg", "St Petersburg"),
            ("al\u{a0}Bab", "Al-Bab"),
            ("Çavuşoğlu", "Cavusoglu"),
            ("O’Brien", "O'Brien"),
        ] {
            assert_eq!(words(one), words(other), "{one} and {other}");
        }
        assert_ne!(words("U.S."), words("US"));
        assert_ne!(words("Aleppo, Syria"), words("Aleppo Syria"));
        assert_ne!(words("Aleppo\n\nSyria"), words("Aleppo Syria"));
    }

    #[test]
    fn scripts_without_spaces_give_characters() {
        let of = |text: &str| words(text).len();
        assert_eq!((of("土耳其"), of("Иран"), of("กรุง")), (3, 1, 3));
    }

    proptest! {
        #[test]
        fn tokens_are_in_order_and_on_characters(text in any::<String>()) {
            let mut end = 0;
            for token in tokens(&text) {
                prop_assert!(token.range.start >= end && token.range.start < token.range.end);
                prop_assert!(text.get(token.range.clone()).is_some());
                end = token.range.end;
            }
        }
    }
}
