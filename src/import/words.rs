//! Words and folding: what the importer compares texts by.

use unicode_normalization::UnicodeNormalization;

/// Lower case, compatibility forms composed, each run of anything but letters and digits one space, apostrophes gone:
/// `Turkey’s “Crisis”` → `turkeys crisis`.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut add = |c: char| {
        if c.is_alphanumeric() {
            folded.push(c);
        } else if !matches!(c, '\'' | '’' | '‘' | '´' | '`')
            && !folded.is_empty()
            && !folded.ends_with(' ')
        {
            folded.push(' ');
        }
    };
    if text.chars().all(is_composed) {
        text.chars().flat_map(char::to_lowercase).for_each(&mut add);
    } else {
        text.nfkc().flat_map(char::to_lowercase).for_each(&mut add);
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Characters that most texts are made of and that composition leaves as they are, whatever stands beside them: a
/// text of nothing else need not be normalised.
fn is_composed(c: char) -> bool {
    c.is_ascii()
        || matches!(
            c,
            'À'..='ı' | '–' | '—' | '‘' | '’' | '“' | '”' | '„' | '«' | '»'
        )
}

/// The words as they stand: runs of letters, digits and inner apostrophes or hyphens.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

/// Whether the text ends as a sentence does, closing quotes and brackets aside. `three` dots count, a colon does not.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let inner = text.trim_end_matches(|c: char| {
        matches!(
            c,
            '"' | '”' | '“' | '’' | '\'' | '»' | '«' | ')' | ']' | ' '
        )
    });
    inner.ends_with(['.', '!', '?', '…', '。', '！', '？', '।'])
}

/// A word that opens with an upper-case letter.
pub(crate) fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// At least two letters, all of them upper case.
pub(crate) fn is_all_caps(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.clone().count() >= 2 && letters.all(|c| !c.is_lowercase())
}

/// `part` as a share of `whole`; 0 of nothing. Counts here are far below the 2⁵² that a float holds exactly.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of one text, far below 2^52"
)]
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_makes_variants_of_one_title_equal() {
        assert_eq!(
            fold("Turkey’s ‘Crisis’ – now"),
            fold("turkey's \"crisis\" - NOW")
        );
        assert!(ends_sentence("He said: “No.”"));
        assert!(!ends_sentence("to have said the following"));
        assert!(is_all_caps("PETER KORZUN") && !is_all_caps("A b") && !is_all_caps("1"));
    }
    #[test]
    fn what_counts_as_composed_is_left_alone_by_composition() {
        let all: String = ('\0'..=char::MAX).filter(|c| is_composed(*c)).collect();
        assert_eq!(all.nfkc().collect::<String>(), all);
    }
}
